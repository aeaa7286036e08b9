"""What a restart may cost: nobody's money is spent that nobody approved."""

import math
import re
from collections.abc import Collection, Sequence

from browser_agent.cards import rows_of_others
from browser_agent.contract import Task, Wanted
from browser_agent.kept_plan import PERIOD, goes_on_at_its_price, may_be_an_offer, refuses_more
from browser_agent.money import amounts, charged_prices, price_limit
from browser_agent.plan_names import is_only_by_the_year
from browser_agent.stacked_cards import cards_of_others
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

LETTERS_MIN = 3
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z\u00c0-\u00de])")
OR_ELSE = re.compile(r"(?:or|oder|ou|o)\b", re.IGNORECASE)


class Approval:
    """The limit that was named; else no limit, where the task wants none; else what the customer
    paid before, as soon as the account page tells it."""

    def __init__(self, task: Task) -> None:
        self._named = price_limit(task.max_price)
        if self._named is None and task.any_price:
            self._named = math.inf
        self._had: float | None = None

    @property
    def price_max(self) -> float | None:
        """None where no price is approved, and then none is paid."""
        return self._named if self._named is not None else self._had

    def learn(self, shown: Sequence[float]) -> None:
        """What an account page charges, before anything was pressed. Several prices tell nothing:
        one of them may be another plan's."""
        if self._had is None and len(set(shown)) == 1:
            self._had = shown[0]


def due(task: Wanted, lines: Sequence[TextLine], widgets: Widgets, x: int, y: int) -> list[str]:
    """What the page says, without the other choices of a row of circles, and without the rows of
    other plans beside ours; in a dialog that names a price, what the dialog says. x, y: of the
    press."""
    if task.action != "resume":
        return [each.text for each in lines]
    ways = widgets.other_ways(x, y)
    lines = [each for each in lines if each.text not in ways]
    # An amount may stand at the end of a line.
    inside = [each for each in widgets.in_dialog(x, y) if each not in ways]
    asked = " ".join(inside)
    if own := _of_the_plan(task, lines, x, y):
        told = inside or [each.text for each in lines]
        if _is_all(own, task.plan or "", told, widgets.faces_beside(x, y), joined=bool(inside)):
            return [own]
    asked = _without_offers(asked, ways)
    if charged_prices([asked]):
        return [asked]
    # The circle itself may be read as a letter before its words.
    others = tuple(each for each in widgets.not_chosen() if len(each) >= LETTERS_MIN)
    beside = rows_of_others(lines, plan=task.plan, service=task.service_name, x=x, y=y)
    beside += cards_of_others(lines, plan=task.plan, x=x, y=y)
    return [x.text for x in lines if x not in beside and not x.text.endswith(others)]


def _of_the_plan(task: Wanted, lines: Sequence[TextLine], x: int, y: int) -> str:
    """ "Keep Comfort for 19.99 a month", where the press lands: it names the plan that is wanted,
    its price and the period, and no offer of another counts."""
    here = [z.text for z in lines if z.x0 <= x <= z.x1 and z.y0 <= y <= z.y1]
    named = len(here) == 1 and goes_on_at_its_price(here[0], task.plan)
    told = named and (PERIOD.search(here[0]) or refuses_more(here[0], task.plan))
    return here[0] if told else ""


def _is_all(
    own: str, plan: str, told: Sequence[str], ways: Collection[str], *, joined: bool
) -> bool:
    """Whether whatever else is told with a price is what another press would take."""
    rest = [each for each in told if each != own and each not in ways]
    said = SENTENCE_END.split(" ".join(rest)) if joined else rest
    buttons = [each for each in told if each != own and each in ways]
    return all(may_be_an_offer(each, plan, own, ways) for each in said) and all(
        may_be_an_offer(each, plan, own, (), is_a_way=True) for each in buttons
    )


def _without_offers(asked: str, ways: Collection[str]) -> str:
    """ "Or pay $60.00 now for a year." beside the button that takes no more than that. ways: the
    words of such buttons, none of which is pressed."""
    taken = {each for way in ways for each in amounts(way)}
    offers = (
        each
        for each in SENTENCE_END.split(asked)
        if OR_ELSE.match(each) and is_only_by_the_year([each])
    )
    for each in offers:
        if taken and set(amounts(each)) <= taken:
            asked = asked.replace(each, " ")
    return asked
