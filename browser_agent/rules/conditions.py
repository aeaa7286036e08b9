"""Conditions that a cancellation wants accepted: a box to tick, and no extra among them."""

import re
from datetime import date

from browser_agent.rules import contracts, fees, reading_on, survey
from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.lexicon import ERASES, STAY
from browser_agent.rules.lexicon_leaving import ALSO, AT_TERM, CONDITION, COSTS, EXTRA, FEE, is_mail
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    LEAVING_TALK,
    OFFER,
    RESTART,
)
from browser_agent.rules.move import Move, click
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import CLAUSE, Role, choices, is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import NOT, wish_of
from kernel.dates import find_dates

CONDITIONS_MAX = 3
IF_LATER = re.compile(
    r"(?<!\w)(?:(?:if|when|once) (?:i|you) (?:\w+ ){0,2}(?:come back|rejoin|return|resubscribe)|"
    r"wenn (?:ich|du|sie) (?:\w+ ){0,3}(?:zuruck|wieder)\w*|si (?:vuelvo|regreso|vuelves|regresas)|"
    r"si (?:je|tu|vous) (?:\w+ ){0,2}rev(?:iens|enez))(?!\w).*"
)


TERMS = Phrases(
    r"terms|conditions|agbs?|nutzungsbedingungen|geschaftsbedingungen|terminos|condiciones|cgv|cgu"
)
# A box that says that what is wanted goes on, "_" for its name and "#" for a day, and no more: a
# word beside it may be another subscription, a longer term or an extra.
_IT = (
    r"(?:(?:my|the) )?_|(?:my|the) (?:_ )?(?:subscription|membership|plan)(?: to)?(?: _)?|"
    r"(?:(?:mein|meine|das|die) )?(?:abo|abonnement|mitgliedschaft)(?: (?:bei )?_)?|"
    r"(?:mi|la|el) (?:suscripcion|membresia|plan)(?: (?:a )?_)?|"
    r"(?:(?:mon|ma) |l'|la )(?:abonnement|formule|forfait)(?: (?:a )?_)?"
)
GOES_ON = re.compile(
    r"(?:yes,? )?(?:i (?:want|would like|wish) (?:for )?)?"
    rf"(?:{_IT})"
    r" (?:(?:is )?to|should|shall) (?:continue|go on|run on|be continued)"
    r"(?: (?:beyond|after|past|from) #)?(?: on)?|"
    rf"(?:ja,? )?(?:{_IT}) soll (?:(?:uber|nach|ab) (?:den |dem )?# (?:hinaus )?)?"
    r"(?:weiter(?:hin)? ?(?:laufen|gehen|bestehen)|fortgesetzt werden|fortbestehen)|"
    rf"(?:si,? )?(?:(?:quiero|deseo) que )?(?:{_IT}) (?:continue|siga|debe (?:continuar|seguir))"
    r"(?: (?:despues|mas alla|a partir) (?:del? )?#)?|"
    rf"(?:oui,? )?(?:je (?:souhaite|veux|desire) que )?(?:{_IT}) "
    r"(?:se poursuive|continue|doit (?:se poursuivre|continuer))"
    r"(?: (?:au-dela|apres|a partir) (?:du |le )?#)?"
)
ANY_DAY = date(2000, 1, 1)  # whether a day is named does not depend on today
READ = re.compile(
    r"(?:yes,? )?(?:i (?:have read|understand|acknowledge|am aware|know)|entiendo|comprendo|"
    r"he leido|je comprends|j'ai (?:bien )?(?:compris|lu)|mir ist|"
    r"ich (?:verstehe|weiss|habe .*gelesen))\b"
)
TAKES = re.compile(  # "I agree to pause instead"
    r"(?:yes,? )?(?:i (?:agree|accept|want|confirm)|acepto|j'accepte|ich (?:stimme|akzeptiere))\b.*"
    r"\b(?:keep|stay|switch|pause|change|downgrade|upgrade|behalten|wechs\w+|pausier\w+|garder|"
    r"rester|passer|mantener|cambiar|pausar)\b"
)


def without_later(folded: str) -> str:
    """ "I may pay more if I come back" comes back to nothing."""
    return IF_LATER.sub("", folded)


def accept(case: Case, page: str) -> Move | None:
    """Conditions to accept. Only those that speak of understanding or of cancelling, and the one
    without which the page does not go on."""
    must = survey.demanded(case)
    for control in case.marked:
        asked_for = not is_mail(control.folded)
        accepts = ACKNOWLEDGEMENT.whole(control.folded) and asked_for
        accepts = accepts and not TAKES.match(control.folded)
        accepts = accepts or _is_condition(case, control, page)
        accepts = accepts and not fees.asks_for_one(case, control)
        wanted = accepts or (control is must and not (_is_extra(control) or COSTS(control.folded)))
        if (
            wanted
            and control.mark is not None
            # One of several answers is a reason and no condition; a rounded box may look like it.
            and (not control.mark.is_round or _is_read(case, control))
            and not control.mark.checked
            and not survey.clicked(case, control)
        ):
            tick = click(page, control, "A condition to accept.", sure=0.8)
            idle = case.question.times("click", target=control.text, changed=False)
            # A box that cannot be ticked may wait until the terms above it were read.
            return (reading_on.above(case, page, control) if idle else None) or tick
    return None


def terms(case: Case, page: str, *, only: bool = False) -> Move | None:
    """Those of a restart, and never the mails beside them. only: what bears the word, no extra."""
    for control in case.marked:
        accepts = ACKNOWLEDGEMENT.whole(control.folded) and not is_mail(control.folded)
        accepts = accepts and not (only and not _are_terms(control.folded))
        accepts = accepts or (not only and _lets_it_go_on(case, control))
        mark = control.mark
        if accepts and mark and not mark.checked and not (mark.is_round and len(case.rounds) > 1):
            return click(page, control, "A condition to accept.")
    return None


def _lets_it_go_on(case: Case, control: Control) -> bool:
    """ "Yes, my subscription is to continue": what is wanted, and not a word more than that."""
    said = control.folded.strip(" .!")
    for day in find_dates(said, today=ANY_DAY):
        said = said.replace(day.text, "#")
    names = {fold(each) for each in (case.question.plan, case.question.service) if each}
    for name in sorted(names, key=len, reverse=True):
        said = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w+-])", "_", said)
    return GOES_ON.fullmatch(said) is not None


def _are_terms(folded: str) -> bool:
    return TERMS(folded) and not (COSTS(folded) or EXTRA(folded) or OFFER(folded))


def _is_read(case: Case, control: Control) -> bool:
    return len(case.rounds) == 1 and READ.match(control.folded) is not None


def leaves(case: Case, control: Control) -> bool:
    """A choice that ends it, and not, beside it, another one as well."""
    folded = control.folded
    *_, last = CLAUSE.split(folded)  # "Yes, don't keep it - cancel it"
    is_one_of = control in case.rounds
    ends = is_one_of and wish_of(last) == "leave" and NOT.search(last) is None
    stays = STAY(folded) and not ends
    more = ALSO(folded) and not is_one_of
    return wish_of(folded) == "leave" and not stays and not more


def without_fee(case: Case, found: list[Control], wishing: list[Control]) -> list[Control]:
    """No fee is paid where the end of the contract costs nothing."""
    free = [x for x in wishing if x in case.rounds and AT_TERM(x.folded)]
    free = [each for each in free if not PRICE.search(each.folded)]
    return free if found and free and all(FEE(each.folded) for each in found) else found


def _is_condition(case: Case, control: Control, page: str) -> bool:
    """A box beside the last press if it speaks of an end or stands beside one that has to be
    ticked; any, once the page came back."""
    if page != "confirm" or len(case.marked) > CONDITIONS_MAX or not is_inside(case):
        return False
    mark, folded = control.mark, control.folded
    if mark is None or mark.is_round or mark.is_switch or _is_extra(control) or ALSO(folded):
        return False
    if any(other is not control and _is_acknowledged(other) for other in case.marked):
        return True
    finals = [each for each in choices(case) if each.role > Role.GENERIC]
    finals = [each for each in finals if not is_footer(case, each.control)]
    if contracts.asks_which(case):
        return False
    again = any(case.question.times("click", target=each.control.text) for each in finals)
    return LEAVING_TALK(folded) or CONDITION(folded) or wish_of(folded) == "leave" or again


def _is_extra(control: Control) -> bool:
    said = without_later(control.folded)
    other = EXTRA(said) or OFFER(said) or RESTART(said) or STAY.whole(said) or ERASES(said)
    return other or wish_of(said) == "stay"


def _is_acknowledged(control: Control) -> bool:
    box = control.mark is not None and not (control.mark.is_round or control.mark.is_switch)
    return box and ACKNOWLEDGEMENT.whole(control.folded)
