"""Choices that end a contract for a fee: nobody pays one where it ends for nothing later on."""

from collections.abc import Sequence

from browser_agent.rules.amounts import AMOUNT, amount
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon_leaving import AT_ONCE
from browser_agent.rules.lexicon_pages import SURVEY
from browser_agent.rules.move import Move, give_up
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases

A_FEE = (
    r"(?:early )?(?:termination|cancell?ation|exit|disconnection|early)[ -]"
    r"(?:charge|cost|payment)s?|"
    r"(?:\w+-)?fees?|penalt(?:y|ies)|surcharges?|"
    r"\w*gebuhr(?:en)?|\w*kosten|\w*entgelte?|vertragsstrafen?|ablose\w*|ausgleichszahlung|"
    r"strafzahlung|(?:bearbeitungs|storno)pauschale|schadenersatz|"
    r"frais|penalites?|indemnites?|surcout|majoration|"
    r"penalizacion(?:es)?|penalidad(?:es)?|recargos?|gastos|cargos?|costes?|costos?|comision|"
    r"indemnizacion|tasas?|multas?"
)
FEE = Phrases(
    A_FEE,
    r"(?:a |the )?(?:cost|charge) (?:of|applies|is due|will apply)|(?:charges|costs) apply|"
    r"(?:for|at|with) an? (?:\w+ )?(?:charge|cost)|"
    r"(?:kosten|gebuhren)pflichtig(?:e \w*kundigung)?|(?:resiliation|sortie) payante|"
    r"cout (?:de|supplementaire)",
)
_NO = (
    r"(?:no|not any|without|zero|free of|sin|sans|aucuns?|aucune|pas de|pas d'|ohne|keine?[nr]?)"
    r"(?: (?:any|early|extra|additional|further|other|termination|cancell?ation|exit|"
    r"zusatzliche[nr]?|weitere[nr]?|autres?|ningun\w*|tipo de|adicional\w*)){0,3}"
)
WAIVED = (
    rf"{_NO} (?:{A_FEE}|charges?|costs?)",
    rf"(?:{A_FEE})(?: \w+)? ?:? ?(?:none|n/a|keine?|aucune?|ninguno|(?:is |are )?waived|entfallt|"
    r"entfallen|offerts?|(?:does not|do not|doesn't|don't|did not|will not|won't) apply|"
    r"(?:is|are) not (?:due|charged)|fallt nicht an|fallen nicht an|ne s'applique(?:nt)? pas|"
    r"no se aplican?)",
)
NO_FEE = Phrases(
    *WAIVED,
    r"fee-free|free of charge|kostenlos|kostenfrei|gebuhrenfrei|gratuite?(?:ment)?|gratis",
)
# What the plan costs anyway, and what somebody wants to be rid of.
ANYWAY = Phrases(
    r"(?:monthly|yearly|annual|membership|subscription|next|last|future|further|late|hidden|delivery|"
    r"shipping|joining|set-?up|(?:re-?)?activation|(?:domain )?registration|monatlich\w*|"
    r"jahrlich\w*|letzten?r?|laufende[nr]?|kunftige[nr]?|versteckte?|proxim[oa]s?|ultim[oa]s?|futur[oa]?s?|"
    rf"prochains?|derni\w+) (?:{A_FEE}|charges?)|"
    r"(?:monats|jahres|mitglieds|grund|versand|liefer|anmelde|(?:re)?aktivierungs)"
    r"(?:gebuhr(?:en)?|kosten|entgelt)|"
    r"(?:frais|gastos|cargos?|costes?) (?:mensu\w+|caches|ocultos|d'abonnement|futuros|"
    r"de livraison|de port|de envio)",
    r"(?:avoid|save|stop|cut(?:ting)?|reduc\w+|reduire|eviter|evitar|ahorrar) "
    rf"(?:\w+ ){{0,3}}(?:{A_FEE}|charges?)|"
    rf"(?:{A_FEE}) (?:sparen|vermeiden|senken)",
)
COMPLAINS = Phrases(
    r"too|unexpected|unfair|zu (?:hoch|hohe|viele?)|trop|demasiad\w*|muy|eleves?|elevad[oa]s?|"
    r"i (?:was|got)|me han|on m'a|mir wurde"
)
EARLY = Phrases(r"early|vorzeitig\w*|anticip\w+|heute|hoy|aujourd'hui|ya|at once|immediat\w*")
# "Costs" alone is a reason for leaving, or a row of a menu, and so are "costs for every order": a
# fee is that of an end, is agreed to, or is what a choice is had for.
END = (
    r"terminat\w+|cancel\w*|end(?:s|ing)?|exit|leav(?:e|es|ing)|early|disconnect\w*|\w*kundig\w*|"
    r"beend\w*|storn\w*|vertrags\w*|ablose\w*|vorzeitig\w*|resili\w*|annul\w*|sortie|anticip\w*|"
    r"baja|anula\w*|rescis\w*|salida|permanencia"
)
TIED = Phrases(
    END,
    r"accept|agree|akzeptier\w*|accepte|acepto|one-?time|einmalig\w*|\w*pflichtig\w*|appl(?:y|ies)|"
    r"payable|fallig",
    r"(?:for|at|with|gegen|mit|zzgl\.?|contre|avec|moyennant|con) "
    rf"(?:(?:an?|einer?|une?|una?|des) )?(?:{A_FEE}|charge)",
)
THE_REST = Phrases(
    r"(?:remaining|outstanding) (?:\w+ ){0,2}(?:balance|months|payments?|instal\w+|amount)|"
    r"rest(?:betrag|zahlung)|"
    r"(?:restliche|verbleibende)\w* (?:\w*beitrag\w*|\w*raten?|\w*zahlung\w*|monate)|"
    r"(?:mensualites|mois) restante?s|(?:cuotas|meses) (?:restantes|pendientes)"
)
GIVES_BACK = Phrases(
    r"(?<!non-)refund\w*|credit(?! card)|los(?:e|ing)|giv(?:e|ing) up|erstatt\w*|gutschrift|"
    r"verlier\w*|rembours\w*|reembols\w*|devol\w*|perd\w+"
)
BY_PERIOD = Phrases(
    r"(?:(?:per|an?|pro|im|par|al|por) |/ ?)(?:month|mo|year|week|monat|jahr|mois|an|mes|ano)|"
    r"monthly|yearly|monatlich|jahrlich|mensuel\w*|mensual\w*"
)
UNDER_LINES, UNDER_GAP = 3, 1.4  # lines of what is said of a choice; heights of a letter


def names_a_fee(folded: str) -> bool:
    """ "Immediately, for a termination fee of 48.60 \u20ac"; "Now (48.60 \u20ac)"."""
    told = [amount(each) for each in AMOUNT.finditer(folded)]
    paid = any(each > 0 for each in told)
    if not paid and (told or folded.endswith("?") or COMPLAINS(folded)):
        return False
    soon = AT_ONCE(folded) or EARLY(folded)
    if FEE(without(ANYWAY, without(NO_FEE, folded))):
        return paid or soon or TIED(folded)
    if not soon or NO_FEE(folded) or GIVES_BACK(folded):
        return False
    return THE_REST(folded) or (paid and not BY_PERIOD(folded))


def asks_for_one(case: Case, control: Control) -> bool:
    """The words of a choice, or what is said of it right below them."""
    below = [each.folded for each in _told_of(case, control)]
    return any(map(names_a_fee, [control.folded, *below]))


def nothing_else(case: Case, page: str, leaves: Sequence[Control]) -> Move | None:
    """Where a fee is accepted already, or every choice that ends it costs one: no other choice of
    the page is a reason then, unless it asks for one. leaves: those that end it for nothing."""
    costly = [each for each in case.marked if asks_for_one(case, each)]
    free = bool(leaves) or (case.says(SURVEY) and any(x not in costly for x in case.rounds))
    bound = [x for x in costly if (x in case.rounds and not free) or _is_ticked(x)]
    if not bound:
        return None
    return give_up(page, "policy_denied", f"{bound[0].text!r} would cost a fee.")


def _is_ticked(control: Control) -> bool:
    return control.is_chosen and control.mark is not None and not control.mark.is_round


def without(phrases: Phrases, folded: str) -> str:
    while (found := phrases.find(folded)) is not None:
        folded = f"{folded[: found.start()]} ; {folded[found.end() :]}"
    return folded


def _told_of(case: Case, control: Control) -> list[Control]:
    """Bare lines under the words of a choice, right of its mark, down to the next one."""
    found: list[Control] = []
    if control.mark is None:
        return found
    for each in sorted(case.screen.controls, key=lambda each: each.box.y0):
        end = found[-1].box if found else control.box
        gap = each.box.y0 - end.y1
        if each is control or gap < 0:
            continue
        if each.mark or each.face or gap > UNDER_GAP * end.height or len(found) == UNDER_LINES:
            break
        if each.box.x0 >= control.mark.box.x1:
            found.append(each)
    return found
