"""What an end of the contract would cost: a fee for leaving early, a penalty, the rest of the term.

For the last rail; `lexicon.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent.money import CENT, amounts
from browser_agent.strokes import Wording, plain

# Nouns that ask for money beside what the plan costs anyway.
_NAMES = (
    r"(?:\w+-)?fees?|penalt(?:y|ies)|surcharges?|(?:early|termination|cancell?ation|exit|one-?time|"
    r"extra|additional|final) (?:charges?|costs?|payments?)|\w*gebuhr(?:en)?|\w*kosten|"
    r"\w*entgelte?|\w*pauschale|"
    r"vertragsstrafen?|ablose\w*|aufpreis|(?:ausgleichs|abstands|straf)zahlung|schadenersatz|"
    r"frais|penalites?|indemnites?|surcouts?|couts?|majorations?|cargos?|penalizacion(?:es)?|"
    r"penalidad(?:es)?|recargos?|gastos|cost[eo]s?|comision(?:es)?|indemnizacion(?:es)?|"
    r"tasas?|multas?|penale|boete"
)
# "Costs" and "charge" are verbs as well: alone they name no fee.
_CHARGE = Wording(
    rf"\b(?:{_NAMES})\b(?<!\bcosts)(?<!\bcost)|"
    r"\b(?:(?:charge|cost)s? (?:of|apply|applies|due|payable|will apply|are due)|"
    r"(?:for|at|with) (?:an? )?(?:charge|cost)s?|chargeable|buy-?out|liquidated damages|"
    r"(?:resiliation|sortie) payante|(?:kosten|gebuhren)pflichtig(?:e \w*kundigung)?)\b"
)
_BESIDES = (
    r"(?: (?:early|late|termination|cancell?ation|exit|extra|additional|further|any|hidden|added|"
    r"other|one-?time|zusatzliche[nr]?|weitere[nr]?|sonstige[nr]?|autres?|de|del?|d'|tipo|type|"
    r"ningun\w*|adicional\w*))"
)
_NO = (
    r"(?:no|not any|without|zero|free of|sin|sans|aucuns?|aucune|pas de|ohne|keine?[nr]?|senza|"
    r"geen|zonder|sem)"
)
_NONE = Wording(
    rf"\b{_NO}{_BESIDES}{{0,3}} (?:{_NAMES}|charges?)\b|\b(?:{_NAMES}|charges?) "
    r"(?:\w+ ){0,2}(?:is |are |will be )?(?:none|keine?|aucune?|ninguno|waived|entfallt|"
    r"entfallen|offerts?)\b|\bfee-free\b|\b(?:does not|doesn't|won't) cost\b|\bcosts? nothing\b|"
    r"\bkostet (?:\w+ )?nichts\b|\bne coute rien\b|\bno (?:cuesta|tiene coste)\b|"
    r"\bfree of charge\b"
)
# What is paid anyway, what is to be saved, and reasons for leaving.
_ANYWAY = Wording(
    r"\b(?:monthly|yearly|annual|membership|subscription|regular|next|future|further|other|more|"
    r"shipping|delivery|joining|sign-?up|set-?up|activation|registration|"
    r"laufende[nr]?|kunftige[nr]?|weitere[nr]?|prochains?|futur[eo]?s?|nuev[oa]s?|proxim[oa]s?|"
    rf"siguientes?|mas) (?:{_NAMES}|charges?)\b|"
    r"\b(?:mitglieds|monats|jahres|abo|grund|versand|liefer|aufnahme|anmelde)"
    r"(?:gebuhr(?:en)?|kosten|entgelte?)\b|"
    r"\b(?:frais|couts?|coste?s?|costos?|gastos|cargos?|tasas?) "
    r"(?:mensu\w+|d'abonnement|anual\w*|recurr\w+|futur\w+|de port|de livraison|de envio)\b|"
    r"\b(?:avoid|save|stop|skip|eviter|evitar|ahorrar|economiser) (?:\w+ ){0,3}"
    rf"(?:{_NAMES}|charges?)\b|\b(?:{_NAMES}) (?:zu )?(?:sparen|vermeiden|senken)\b"
)
_REASON = Wording(
    r"\b(?:too|hidden|unexpected|unfair|zu (?:hoch|hohe|viele?|teuer)|versteckte?|trop|caches?|"
    r"demasiad\w*|muy|alt[oa]s|elevad\w+|eleves?|ocult\w+)\b|^(?:i (?:was|got|have)|me (?:han|"
    r"cobr\w+)|on m'a|mir wurde|ich (?:wurde|habe))\b"
)
_AT_ONCE = Wording(
    r"\b(?:immediate(?:ly)?|right (?:now|away)|now|today|at once|early|sofort\w*|heute|jetzt|"
    r"vorzeitig\w*|umgehend|immediat\w*|tout de suite|aujourd'?hui|maintenant|anticip\w+|"
    r"inmediat\w*|ahora|hoy|subito|per direct)\b"
)
# "Costs" alone is a row of a menu, or a reason for leaving.
_TIED = Wording(
    r"\b(?:terminat\w+|cancel\w*|ends?|ending|exit|leav(?:e|ing)|stop|accept|agree|pay\w*|with|for|"
    r"at|appl(?:y|ies)|due|one-?time|\w*kundig\w*|beend\w*|storn\w*|vertrags\w*|akzeptier\w*|"
    r"(?:be)?zahle?n?|zahlbar|mit|gegen|zzgl|fallt|fallen|einmalig\w*|ablose\w*|\w*pflichtig\w*|resili\w*|"
    r"annul\w*|sortie|fin|accepte|avec|contre|baja|anular|salida|acepto|pag\w*|con|por)\b"
)
_THE_REST = Wording(
    r"\b(?:remaining|outstanding) (?:\w+ ){0,2}(?:balance|months|payments?|instal\w+|amount)\b|"
    r"\brest(?:betrag|zahlung|schuld|laufzeit \w* ?(?:zahlen|fallig))\b|"
    r"\bmensualites restantes\b|\bcuotas (?:restantes|pendientes)\b"
)
_GIVES_BACK = Wording(
    r"\b(?:refund\w*|credit\w*|back|los(?:e|ing)|giv(?:e|ing) up|forgo|instead of|erstatt\w*|"
    r"gutschrift|verlier\w*|statt|rembours\w*|reembols\w*|devol\w*|perd\w+|au lieu|en vez)\b"
)
_A_PERIODS = (
    r"(?:[.,]\d\d ?[$\u20ac\u00a3]?|[$\u20ac\u00a3] ?\d+|\d ?[$\u20ac\u00a3]) ?"
    r"(?:(?:per|an?|pro|im|par|al|por|le|cada) )?(?:month|mo|year|yr|week|monat|jahr|mois|an|mes|"
    r"ano)\b"
)
_PER = Wording(_A_PERIODS)
_BY_PERIOD = Wording(
    rf"{_A_PERIODS}|"
    r"\b(?:monthly|yearly|monatlich|jahrlich|mensuel\w*|mensual\w*|anual\w*)\b"
)


# "Privacy notice · Schedule of fees · Cancel service", a row of links that was read as one line.
_LINKS, LINKS_MIN = re.compile(r" ?[\u00b7\u2022|] ?| [-\u2013\u2014] "), 3


def names_a_charge(words: str) -> bool:
    """Whether a choice or a label asks for money; each link of a row speaks for itself."""
    parts = [part for part in _LINKS.split(words) if part.strip()]
    return any(map(_asks_for_money, parts if len(parts) >= LINKS_MIN else [words]))


def _asks_for_money(words: str) -> bool:
    """ "Immediately \u2013 early termination fee of 48.60 \u20ac", with or without the amount; not
    "no fee", "0 \u20ac" or the reason that fees are too high. "Now (48.60 \u20ac)" as well."""
    text = plain(words)
    told = amounts(words)
    paid = any(each >= CENT for each in told)
    if not paid and (told or text.endswith("?") or _REASON.search(text)):
        return False
    soon = _AT_ONCE.search(text) is not None
    if _CHARGE.search(_ANYWAY.sub(" ", _NONE.sub(" ", text))):
        return paid or soon or _TIED.search(text) is not None
    if not soon or _NONE.search(text) or _GIVES_BACK.search(text):
        return False
    return bool(_THE_REST.search(text)) or (paid and not _BY_PERIOD.search(text))


def is_charged(chosen: Sequence[str], above: Sequence[str]) -> bool:
    """What is chosen names a charge; or, where nothing is to be chosen, a sentence above the button
    tells of one with its amount, and none that there is none."""
    if chosen:
        return any(map(names_a_charge, chosen))
    told = [plain(each) for each in above if _has_its_own_amount(each)]
    if any(_NONE.search(plain(each)) for each in above):
        return False
    return any(_CHARGE.search(_ANYWAY.sub(" ", each)) for each in told)


def _has_its_own_amount(words: str) -> bool:
    """Beside what the plan costs a month: "27.99 per month ... Early termination fee None"."""
    paid = sum(each >= CENT for each in amounts(words))
    return paid > len(list(_PER.finditer(plain(words))))
