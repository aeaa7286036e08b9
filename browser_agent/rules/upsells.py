"""A dialog on the way back in that offers a dearer plan: on with the one that was approved."""

from browser_agent.rules import plans, resuming
from browser_agent.rules.amounts import AMOUNT, amount_of, amounts
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.text import fold


def declined(case: Case) -> Move | None:
    """ "Keep Comfort for 19.99", in a dialog that would rather have 29.99: it tells the price of
    what was approved, and pressing it restarts that."""
    limit = amount_of(case.question.max_price or "")
    if case.screen.dialog is None or limit is None or not resuming.is_under_way(case):
        return None
    dearer = [each for each in amounts(case) if each > limit]
    name = fold(case.question.plan or "")
    ours = [
        each
        for each in case.labels
        if (each.face is not None or each.is_link)
        and each.mark is None
        and plans.GOES_ON(each.folded)
        and name in each.folded
        and AMOUNT.search(each.text)
        and (amount_of(each.text) or limit + 1) <= limit
    ]
    if not dearer or len(ours) != 1:
        return None
    return click("checkout", ours[0], "The approved plan, and no more.", commit=True, sure=0.85)
