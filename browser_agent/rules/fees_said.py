"""Sentences that say that ending it costs money now: then nothing on the page is the last press.

A sentence names the fee of an end, the rest of a term that falls due, or an amount that it does not
explain as that of a month, as paid, given back, or due only if something else is done.
"""

from collections.abc import Iterable

from browser_agent.rules import fee_words as w
from browser_agent.rules.amounts import AMOUNT, amount
from browser_agent.rules.case import Case
from browser_agent.rules.fees import ANYWAY, THE_REST, without
from browser_agent.rules.fees_later import is_for_later
from browser_agent.rules.fees_left import is_an_offers, is_unexplained, spares_who_stays
from browser_agent.rules.fees_waived import is_waived
from browser_agent.rules.move import Move, give_up
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.sentences import FULL_STOP
from browser_agent.rules.text import Phrases, fold

ENDS_IT_ON = frozenset({"survey", "offer", "confirm"})
BY_THE_MONTH = Phrases(
    r"(?:(?:/|per|an?|each|every|pro|im|par|al|por|cada) ?)?(?:month|mo|year|yr|week|monat|jahr|"
    r"mois|mes|ano)|(?:/|per|par) ?an"
)


def unless_told(case: Case, move: Move) -> Move:
    """The move, if it is not the last press, nor sets a mark before it, on a page that says that it
    costs money now; a choice to end it later outweighs that, and that the end costs no fee."""
    if not _may_end_it(case, move) or is_for_later(case, move):
        return move
    told = _told(case, move)
    waived = any(map(is_waived, told))
    for each in told:
        if not says_it_costs(each) or (waived and not _is_due_now(each)):
            continue
        if move.commit or move.page != "offer" or not is_an_offers(each):
            return give_up(move.page, "policy_denied", f"It costs money now: {each!r}", sure=0.7)
    return move


def _may_end_it(case: Case, move: Move) -> bool:
    """A survey's "Cancel my plan" may be the last press, though another page may follow."""
    if move.action != "click":
        return False
    marks = any(each.text == move.target for each in case.marked)
    names_it = move.page in ENDS_IT_ON and role_of(fold(move.target)) >= Role.CANCEL
    return move.commit or (marks and move.page == "confirm") or (names_it and not marks)


def _told(case: Case, move: Move) -> list[str]:
    """What stands above, but for the words of choices."""
    marked = {each.text for each in case.marked}
    above = [x.text for x in case.screen.sentences if move.y is None or x.box.y0 < move.y]
    told = [fold(part) for each in above if each not in marked for part in FULL_STOP.split(each)]
    reasons = move.page == "survey"
    own = [each for each in told if reasons and w.OUR_WORDS.match(each) and not AMOUNT.search(each)]
    return [each for each in in_one(told) if each not in own]


def in_one(told: Iterable[str]) -> list[str]:
    """Sentences that were cut behind "inkl."."""
    whole: list[str] = []
    for each in told:
        if whole and w.CUT.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {each}"
        else:
            whole.append(each)
    return whole


def _is_due_now(folded: str) -> bool:
    """No other sentence outweighs an amount that is taken today, nor one that will be taken."""
    if not _has_its_own_amount(folded):
        return False
    is_taken = w.IS_TAKEN.search(folded) is not None and w.MAY.search(folded) is None
    return is_taken or w.SOON.search(folded) is not None


def says_it_costs(folded: str) -> bool:
    """ "The remaining balance ($120.00) will be charged today", "An early termination fee applies";
    not "If the router is not returned, a fee of $80.00 is charged"."""
    text = _what_is_taken(folded)
    past = w.PAST.search(text) is not None and w.TO_COME.search(text) is None
    if w.FEE_OF_AN_END(text) and not past:
        due = w.DUE.search(text) is not None and w.REFERS.match(folded) is None
        return _has_its_own_amount(folded) or due
    text = _without_what_comes_back(text)
    if THE_REST(text) and not past and not _has_its_own_amount(folded):
        return w.DUE.search(text) is not None
    if spares_who_stays(folded):
        return True
    return is_unexplained(folded) and not _is_no_matter(folded)


def _what_is_taken(folded: str) -> str:
    """Without what is waived, avoided, not taken, or paid anyway."""
    text = w.SAVED.sub(" ; ", w.FROM_A_REFUND.sub(" ", folded))
    if not w.STAYS.search(folded):  # "To avoid being charged $49.00, wait until March"
        text = w.AVOIDED.sub(" ; ", text)
    text = without(ANYWAY, without(w.IS_WAIVED, text))
    return w.INSTEAD.sub(" ; ", w.NOT_TAKEN.sub(" ; ", text))


def _without_what_comes_back(text: str) -> str:
    """ "You will lose your discount and be charged $49.00": the one, and not the other."""
    return " ; ".join(each for each in w.AND.split(text) if w.GIVEN_BACK.search(each) is None)


def _is_no_matter(folded: str) -> bool:
    """What only something else would cost: to stay, to come back, to accept."""
    conditions = [each.group() for each in w.IF.finditer(folded)]
    return bool(conditions) and not any(map(_is_the_end, conditions))


def _is_the_end(condition: str) -> bool:
    if w.UNLESS_IT_STAYS.search(condition):
        return True
    return w.THE_END(condition) and w.SOMETHING_ELSE.search(condition) is None


def _has_its_own_amount(folded: str) -> bool:
    """Beside the prices by the month: "27.99 per month; early termination fee $49.00"."""
    paid = [each for each in AMOUNT.finditer(folded) if amount(each) > 0]
    after = [folded[each.end() :].lstrip(" )").removeprefix("/ ") for each in paid]
    return any(not BY_THE_MONTH.starts(each) for each in after)
