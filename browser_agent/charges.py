"""What an end of the contract would cost: a fee for leaving early, a penalty, the rest of the term.

For the last rail; `lexicon.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent import charge_words as w
from browser_agent.charge_words import ENDS, GIVES_BACK, THE_REST
from browser_agent.charges_later import ends_later
from browser_agent.charges_left import is_an_offers, is_unexplained, spares_who_stays
from browser_agent.charges_waived import is_waived
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
    r"(?: (?:early|late|termination|cancell?ation|exit|extra|additional|further|any|added|"
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
    r"\b(?:monthly|yearly|annual|membership|subscription|regular|late|next|future|further|other|"
    r"more|last|"
    r"hidden|shipping|delivery|joining|sign-?up|set-?up|(?:re)?activation|registration|"
    r"monatlich\w*|jahrlich\w*|letzten?r?|derni\w+|ultim[oa]s?|laufende[nr]?|kunftige[nr]?|"
    r"weitere[nr]?|prochains?|futur[eo]?s?|nuev[oa]s?|proxim[oa]s?|"
    rf"siguientes?|mas) (?:{_NAMES}|charges?)\b|"
    r"\b(?:mitglieds|monats|jahres|abo|grund|versand|liefer|aufnahme|anmelde|"
    r"(?:re)?aktivierungs)"
    r"(?:gebuhr(?:en)?|kosten|entgelte?)\b|"
    r"\b(?:frais|couts?|coste?s?|costos?|gastos|cargos?|tasas?) "
    r"(?:mensu\w+|d'abonnement|anual\w*|recurr\w+|futur\w+|de port|de livraison|de envio)\b|"
    r"\b(?:avoid|save|stop|skip|cut(?:ting)?|reduc\w+|eviter|evitar|ahorrar|economiser|reduire) "
    rf"(?:\w+ ){{0,3}}(?:{_NAMES}|charges?)\b|"
    rf"\b(?:{_NAMES}) (?:zu )?(?:sparen|vermeiden|senken)\b"
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
# "Costs" alone is a row of a menu, or a reason for leaving, and so is "the costs for every order":
# a charge is told as one that ends it, is agreed to, or buys what stands before it.
_TIED = Wording(
    rf"\b(?:{ENDS}|accept|agree|akzeptier\w*|accepte|acepto|one-?time|einmalig\w*|"
    r"\w*pflichtig\w*|applies|apply|payable|fallig)\b|"
    rf"\b(?:for|at|with|gegen|mit|zzgl|contre|avec|moyennant|con) "
    rf"(?:an? |einer? |une? |una? |des )?(?:{_NAMES}|charge)\b"
)
_A_PERIODS = (
    r"(?:[.,]\d\d ?[$\u20ac\u00a3]?|[$\u20ac\u00a3] ?\d+|\d ?[$\u20ac\u00a3]) ?"
    r"(?:(?:(?:per|an?|pro|im|par|al|por|le|cada) )?(?:month|mo|year|yr|week|monat|jahr|mois|mes|"
    r"ano)|(?:per|par|l') ?an)\b"  # "F\u00e4llt eine Geb\u00fchr von 48 \u20ac an" names no year
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
    text = plain(words.replace("/", " per "))
    told = amounts(words)
    paid = any(each >= CENT for each in told)
    if not paid and (told or text.endswith("?") or _REASON.search(text)):
        return False
    soon = _AT_ONCE.search(text) is not None
    if _CHARGE.search(_ANYWAY.sub(" ", _NONE.sub(" ", text))):
        return paid or soon or _TIED.search(text) is not None
    if not soon or _NONE.search(text) or GIVES_BACK.search(text):
        return False
    return bool(THE_REST.search(text)) or (paid and not _BY_PERIOD.search(text))


def is_charged(
    chosen: Sequence[str], above: Sequence[str], *, page: Sequence[str] = (), beside: str = ""
) -> bool:
    """What is chosen names a charge; or a sentence above the button says that ending it now costs
    money, and neither a choice to end it later nor a sentence that the end costs no fee outweighs
    it. above: the nearest first. page: all of its lines. beside: "offer" where other charges than
    that of the end are told as well, "survey" where the customer's own words are."""
    if any(map(names_a_charge, chosen)):
        return True
    tells_why = any(w.ANOTHER_REASON.fullmatch(plain(each)) for each in page)
    if not tells_why and any(map(_is_for_later, chosen)):
        return False
    said = _put_together(above)
    waived = any(is_waived(part) for each in said for part in plain(each).split(". "))
    costs = [each for each in said if _says_it_costs(each) and not (waived and not _is_now(each))]
    if beside == "survey":
        costs = [x for x in costs if amounts(x) or not w.OUR_WORDS.match(plain(x))]
    return any(beside != "offer" or not is_an_offers(each) for each in costs)


def _put_together(above: Sequence[str]) -> list[str]:
    """Sentences that were cut at "5." or "Dec.": "bis zum 5. Dezember"."""
    whole: list[str] = []
    for each in reversed(above):
        if whole and _is_cut(whole[-1], each):
            whole[-1] = f"{whole[-1]} {each}"
        else:
            whole.append(each)
    return whole


def _is_cut(last: str, words: str) -> bool:
    """Also at "inkl."."""
    by_day = last.endswith(".") and w.CUT.fullmatch(plain(last)) is not None
    shortened = w.CUT_SHORT.search(last) is not None
    return shortened or (by_day and w.A_MONTH_OR_DAY.match(plain(words)) is not None)


def _says_it_costs(words: str) -> bool:
    """ "The remaining balance ($120.00) will be charged today", "An early termination fee applies";
    not what is paid by the month, was paid, or is due if a router is kept."""
    said = plain(words)
    text, own = _what_is_asked(said), _has_its_own_amount(words)
    if w.PAST.search(text) is None or w.TO_COME.search(text):
        if w.OF_AN_END.search(text):
            return own or (w.FALLS_DUE.search(text) is not None and w.REFERS.match(said) is None)
        clauses = [each for each in w.AND.split(text) if not GIVES_BACK.search(each)]
        kept = " ; ".join(clauses)
        if THE_REST.search(kept) and not own:
            return w.FALLS_DUE.search(kept) is not None
    return spares_who_stays(words) or (is_unexplained(words) and not _is_no_matter(said))


def _what_is_asked(said: str) -> str:
    text = w.NOT_ASKED.sub(" ; ", said)
    if not w.WAITS.search(said):  # "To avoid being charged $49.00, wait until March"
        text = w.TO_AVOID.sub(" ; ", text)
    return w.NOT_TAKES.sub(" ; ", _ANYWAY.sub(" ", _NONE.sub(" ", text)))


def _is_no_matter(said: str) -> bool:
    """What only something else than this end would cost: to stay, to come back, to accept."""
    conditions = w.IF.findall(said)
    return bool(conditions) and not any(map(_is_ours, conditions))


def _is_ours(condition: str) -> bool:
    if w.NOT_WAITING.search(condition):
        return True
    return bool(w.THIS_PRESS.search(condition)) and not w.OF_ELSE.search(condition)


def _is_now(words: str) -> bool:
    """No other sentence outweighs an amount that is taken today, nor one that will be taken."""
    said = plain(words)
    is_taken = w.TAKES.search(said) is not None and w.MAY_BE.search(said) is None
    return _has_its_own_amount(words) and (is_taken or w.AT_ONCE.search(said) is not None)


def _is_for_later(words: str) -> bool:
    return ends_later(words) and not _AT_ONCE.search(plain(words))


def _has_its_own_amount(words: str) -> bool:
    """Beside what the plan costs a month: "27.99 per month ... Early termination fee None"."""
    paid = sum(each >= CENT for each in amounts(words))
    return paid > len(list(_PER.finditer(plain(words.replace("/", " per ")))))
