"""Sentences that say that ending it costs money now: then nothing on the page is the last press.

A sentence names the fee of an end, the rest of a term that falls due, or an amount that is taken.
What every month costs, what was paid, and what only something else would cost, is none of it.
"""

import re

from browser_agent.rules.amounts import AMOUNT, amount
from browser_agent.rules.case import Case
from browser_agent.rules.fees import (
    ANYWAY,
    EARLY,
    END,
    FEE,
    GIVES_BACK,
    NO_FEE,
    THE_REST,
    WAIVED,
    names_a_fee,
    without,
)
from browser_agent.rules.lexicon_leaving import AT_END, AT_ONCE, AT_TERM
from browser_agent.rules.lexicon_pages import ACKNOWLEDGEMENT
from browser_agent.rules.move import Move, give_up
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold, forgiving


def words(pattern: str) -> re.Pattern[str]:
    """Unlike `Phrases`, with every space between its words: else "ne" would begin "next"."""
    return re.compile(rf"(?<![^\W_])(?:{forgiving(pattern)})(?![^\W_])")


FEE_OF_AN_END = Phrases(
    r"(?:termination|cancell?ation|exit|disconnection|early)[ -]"
    r"(?:fee|charge|cost|payment|penalt)\w*",
    r"(?:kundigungs|storno|ausstiegs|vorfalligkeits)(?:gebuhr|kosten|entgelt|pauschale)\w*|"
    r"ablose(?:summe|betrag|zahlung)|vertragsstrafe\w*",
    r"(?:frais|penalites?|indemnites?) (?:de |d')(?:resiliation|annulation|sortie|rupture)",
    r"(?:penalizacion|penalidad|cargos?|gastos|comision|tasa|indemnizacion) (?:por|de) "
    r"(?:cancelacion|baja|rescision|permanencia|terminacion)",
)
_TAKE = (
    r"(?:charged|debited|billed|deducted|collected|"
    r"(?:must|have to|need to|agree to|will|you'll) pay|abgebucht|berechne[nt]|erhoben|"
    r"belaste[nt]|eingezogen|in rechnung|zu zahlen|zahl(?:en|st|t) einmalig|preleve\w*|debite\w*|"
    r"facture\w*|devr\w+ payer|paierez|cobra\w*|cargara\w*|factura\w*|"
    r"(?:debera\w*|tendra\w* que) (?:pagar|abonar)|pagara\w*)"
)
TAKEN = Phrases(_TAKE)
NOT_TAKEN = words(  # "Es werden keine 9,99 \u20ac abgebucht"
    r"(?:not|no longer|never|\w+n't|nicht|keine?|ne|n'\w+|ya no|no (?:se|te|le))"
    rf" (?:\S*[^\s,] ){{0,4}}{_TAKE}"
)
DUE = Phrases(
    rf"{_TAKE}|appl(?:y|ies)|due|payable|fallt|fallen|fallig|s'appliqu\w+|exigibles?|"
    r"a (?:payer|regler)|aplica\w*"
)
ENDING_COSTS = words(
    r"(?:cancel\w*|terminat\w+|ending|leaving|\w*kundig\w*|beend\w*|storn\w*|resili\w*|annul\w*|"
    r"baja|anula\w*|rescis\w*|terminar)(?: \S+){0,5} (?:costs?|kostet|coute\w*|cuesta|costara)|"
    r"(?:costs?|kostet|coute\w*|cuesta) .{0,24}(?:to (?:cancel|end|leave)|zu kundigen|"
    r"(?:de|pour) resilier|cancelar|dar de baja)"
)
PAST = Phrases(
    r"was|were|has been|have been|saved|wurden?|gespart|bezahlt|a ete|ont ete|economise\w*|"
    r"fue(?:ron)?|ha(?:n)? sido|ahorrado|ahorraste"
)
TO_COME = Phrases(
    r"will|today|now|wird|werden|heute|sofort|sera|seront|aujourd'hui|cobrara\w*|hoy|ahora"
)
RENEWS = Phrases(
    r"(?:next|nachste\w*|prochaine?s?|proxim[oa]s?) (?:payment|charge|renewal|billing|zahlung|"
    r"abbuchung|paiement|prelevement|echeance|cobro|pago)|(?:auto-?)?renew\w*|\w*verlanger\w*|"
    r"renouvel\w*|renov\w*|renueva\w*"
)
EACH = Phrases(
    r"(?:each|every|per|a|jeden?|pro|im|chaque|par|cada|al|por) (?:month|year|week|order|monat|"
    r"jahr|bestellung|mois|an|commande|mes|ano|pedido)|monthly|yearly|monatlich|mensuel\w*"
)
# A condition, down to the next comma: the end itself, or something else that may never be.
_ELSE = (
    r"return\w*|come back|rejoin\w*|reactivat\w*|re-?subscrib\w*|equipment|device|router|zuruck\w*|"
    r"wieder\w*|\w*rucksend\w*|reven\w*|revien\w*|materiel|equipement|equipo|volv\w*|vuelv\w*|"
    r"regres\w*"
)
IF = Phrases(
    r"(?:if|unless|in case|should you|wenn|falls (?:sie|du|ihr|der|die|das)|sofern|sollten|"
    r"bei (?:nicht|verspatet\w*|fehlend\w*|verlust|wieder\w*|ruck\w*|erneut\w*)|si|en cas de|"
    rf"en caso de|(?:when|once|sobald|lorsque|quand|cuando)(?= [^,]*(?:{_ELSE})))(?![^\W_])[^,]*"
)
THE_END = Phrases(
    rf"{END}|cancela\w*|stop|confirm\w*|proceed|continu\w*|go ahead|bestatig\w*|fortfahren|"
    r"mettez fin|terminas?"
)
SOMETHING_ELSE = Phrases(rf"unless|not|\w+n't|nicht|keine?|ne|pas|no|{_ELSE}")
UNLESS_IT_STAYS = Phrases(r"unless (?:you|it|your \w+) (?:stay|keep|wait|remain)s?")
IS_WAIVED = Phrases(*WAIVED)
# "No fee if you wait": of another day than this one.
LATER = Phrases(
    r"at (?:the )?(?:end|term)|end of|after|until|later|ende|ablauf|nach|bis|a la fin|"
    r"a l'echeance|apres|al (?:final|termino|vencimiento)|despues|hasta"
)
AGREES = Phrases(r"(?:i|my|ich|mein\w*|mir|je|j'\w+|mon|ma|yo|mi|entiendo|acepto|confirmo|he)")


def unless_told(case: Case, move: Move) -> Move:
    """The move, if it is not the last press, nor sets a mark before it, on a page that says that it
    costs money now; a choice to end it later outweighs that, and that no fee is due."""
    sets = move.page == "confirm" and any(x.text == move.target for x in case.marked)
    if move.action != "click" or not (move.commit or sets) or _is_for_later(case, move):
        return move
    marked = {each.text for each in case.marked}
    above = [x for x in case.screen.sentences if move.y is None or x.box.y0 < move.y]
    told = [each for each in above if each.text not in marked]
    if any(is_waived(each.folded) for each in told):
        return move
    costs = next((each for each in told if says_it_costs(each.folded)), None)
    if costs is None:
        return move
    return give_up(move.page, "policy_denied", f"It costs money now: {costs.text!r}", sure=0.7)


def says_it_costs(folded: str) -> bool:
    """ "The remaining balance ($120.00) will be charged today", "An early termination fee applies";
    not "If the router is not returned, a fee of $80.00 is charged"."""
    text = NOT_TAKEN.sub(" ; ", without(ANYWAY, without(IS_WAIVED, folded)))
    if PAST(text) and not TO_COME(text):
        return False
    own = _has_its_own_amount(folded)
    if FEE_OF_AN_END(text):
        return own or DUE(text)
    if GIVES_BACK(text):
        return False
    if THE_REST(text):
        return DUE(text)
    return own and not _is_no_matter(folded) and _is_taken(text)


def is_waived(folded: str) -> bool:
    return IS_WAIVED(folded) and not (LATER(folded) or IF(folded))


def _is_taken(text: str) -> bool:
    costs = FEE(text) or ENDING_COSTS.search(text) is not None
    return costs or (TAKEN(text) and not RENEWS(text))


def _is_no_matter(folded: str) -> bool:
    if EACH(folded) and not (AT_ONCE(folded) or EARLY(folded)):
        return True
    conditions = [each.group() for each in IF.each(folded)]
    return bool(conditions) and not any(map(_is_the_end, conditions))


def _is_the_end(condition: str) -> bool:
    return UNLESS_IT_STAYS(condition) or (THE_END(condition) and not SOMETHING_ELSE(condition))


def _has_its_own_amount(folded: str) -> bool:
    """Beside the prices by the month: "27.99 per month; early termination fee $49.00"."""
    paid = [each for each in AMOUNT.finditer(folded) if amount(each) > 0]
    after = [folded[each.end() :].lstrip(" )").removeprefix("/ ") for each in paid]
    return any(not BY_THE_MONTH.starts(each) for each in after)


BY_THE_MONTH = Phrases(
    r"(?:(?:/|per|an?|each|every|pro|im|par|al|por|cada) ?)?(?:month|mo|year|yr|week|monat|jahr|"
    r"mois|mes|ano)|(?:/|per|par) ?an"
)


def _is_for_later(case: Case, move: Move) -> bool:
    circles = [each for each in case.rounds if _is_set(case, each) or each.text == move.target]
    shown = [fold(each.value) for each in case.screen.fields if each.drops]
    return any(map(_ends_later, [*(each.folded for each in circles), *shown]))


def _is_set(case: Case, circle: Control) -> bool:
    return circle.is_chosen or case.question.times("click", target=circle.text, changed=True) > 0


def _ends_later(folded: str) -> bool:
    """ "At the end of the term"; not "I know that my access ends at the end of it"."""
    if AGREES.starts(folded) or ACKNOWLEDGEMENT.whole(folded) or AT_ONCE(folded):
        return False
    later = AT_END(folded) or AT_TERM(folded) or NO_FEE(folded)
    return later and not names_a_fee(folded)
