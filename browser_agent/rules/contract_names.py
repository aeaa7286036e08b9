"""What the contracts in a list are called, and which of them is the one that is meant."""

import re

from browser_agent.rules.case import Case
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.titles import names_another

BRACKETS = str.maketrans("()[]", "    ")
LABEL_PIXELS, CUT = 34, " .:;,|\u2026"
CONTRACT = Phrases(
    r"(?:(?:please )?(?:choose|select|pick)|(?:bitte )?(?:wahlen?(?: sie)?|auswahlen)|selecciona|"
    r"seleccione|elige|elija|choisissez|choisis|selectionnez)? ?"
    r"(?:(?:a|the|your|my|which|dein\w*|ihr\w*|mein\w*|ein\w*|den|welcher|votre|mon|un|le|quel|tu|"
    r"su|mi|el|que) )?(?:contracts?|subscriptions?|memberships?|vertrag|vertragsnummer|abo|"
    r"abonnement|contrat|contrato|suscripcion)(?: .{0,24})?"
)
WHICH = Phrases(
    r"(?:which|what|welche[nrs]?|que|cual|quel(?:le)?s?)(?: \w+)?(?: (?:de (?:tus|sus|vos|mes)))? "
    r"(?:contract|subscription|membership|vertrag|abo|mitgliedschaft|abonnement|contrat|contrato|"
    r"suscripcion)s?(?: .{0,40})?"
)
_NUMBERS = re.compile(
    r"[(\[][^a-z)\]]*[)\]]|\b(?:nr|no|num|nummer|number|id|eur|usd|gbp|month|monat|mois|mes|year|"
    r"jahr|an|ano|per|pro|al|par|im|vom|seit|since|active|aktiv|actif|activo)\b|\b[a-z]{0,3}-?\d\S*"
)
_SUBSCRIPTION = re.compile(
    r"\b(?:abo|abonnement|mitgliedschaft|vertrag|subscription|membership|contract|suscripcion|"
    r"membresia|contrato|contrat)\b"
)
# What says how, and names no product.
KINDS = re.compile(
    r"\b(?:monthly|yearly|annual(?:ly)?|monatlich|jahrlich|mensuel(?:le)?|annuel(?:le)?|mensual|anual|"
    r"membership|subscription|plan|contract|abo|abonnement|mitgliedschaft|vertrag|suscripcion|"
    r"contrato|contrat|membresia)\b"
)


def lists_contracts(case: Case, box: Control) -> bool:
    """ "Contract *", or "Which contract do you want to end?", stands above the list: what is taken
    from it is what ends."""
    return any(
        (CONTRACT.whole(each.folded.rstrip(" *")) or WHICH(each.folded))
        and 0 <= box.box.y0 - each.box.y1 <= LABEL_PIXELS
        and abs(each.box.x0 - box.box.x0) <= LABEL_PIXELS
        for each in case.screen.controls
    )


def is_called(case: Case, control: Control) -> bool:
    """By the service's name and nothing else but numbers, prices and days beside it."""
    name, said = fold(case.question.service), control.folded
    rest = _NUMBERS.sub(" ", said.replace(name, " ", 1)) if name and name in said else said
    rest = rest if rest == said else _SUBSCRIPTION.sub(" ", rest)
    return not any(map(str.isalpha, rest))


def bears_name(case: Case, control: Control) -> bool:
    name = fold(case.question.service)
    return bool(name) and name in control.folded


def shares_name(case: Case, control: Control) -> bool:
    """ "Arbor Music", where "Arbor TV" is meant: another product of the same house; "Arbor monthly
    (membership)" is none."""
    name, said = fold(case.question.service).split(), control.folded
    rest = KINDS.sub(" ", _NUMBERS.sub(" ", " ".join(x for x in said.split() if x not in name)))
    return any(word in said.split() for word in name) and any(map(str.isalpha, rest))


def is_anothers(case: Case, control: Control) -> bool:
    """It bears the name of another one of the customer's, or of another product of the house."""
    if bears_name(case, control) and is_called(case, control):
        return False
    if names_other(case, control):
        return True
    return shares_name(case, control) and not (bears_name(case, control) or is_cut(case, control))


def names_other(case: Case, control: Control) -> bool:
    """Of the customer's other subscriptions; what stands in brackets is a part of its name here:
    "Arbor Weekend (print)"."""
    said = control.text.translate(BRACKETS)
    return names_another(said, case.question.others, case.question.service)


def is_cut(case: Case, control: Control) -> bool:
    """ "Arbor Televi...": as much of our name as there was room for, more than the house's part."""
    name, begins = fold(case.question.service), control.folded.rstrip(CUT)
    house = name.rpartition(" ")[0]
    return len(house) + 1 < len(begins) < len(name) and name.startswith(begins)
