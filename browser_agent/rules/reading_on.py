"""Further down a page, or in a box of it, for what is not in sight."""

from dataclasses import replace

from browser_agent.rules import exploring
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, scroll
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases

SCROLLS_MAX, READS_MAX = 3, 8
TO_THE_END = Phrases(
    r"(?:scroll|read)(?: \w+){0,4} to the (?:end|bottom)",
    r"bis (?:zum|ans) ende(?: \w+)? (?:scrollen|gescrollt|lesen|gelesen)|(?:zum|ans) ende scrollen",
    r"(?:defil\w+|lire|lisez|descend\w*)(?: \w+){0,4} jusqu'(?:en bas|a la fin|au bout)",
    r"(?:despl\w+|lee|lea|leer|baj[ae]\w*)(?: \w+){0,4} hasta el (?:final|fin)",
)


def first(case: Case, page: str) -> Move | None:
    """ "Please scroll to the end first": what can be ticked only after it waits for that."""
    if not any(TO_THE_END(each.folded) for each in case.screen.sentences):
        return None
    within = exploring.box_within(case)
    return within and replace(within, page=page)


def above(case: Case, page: str, button: Control) -> Move | None:
    """A faint button may wait until what stands above it was read to its end: the box with the
    terms scrolls where the pointer is; where there is no such box, the page does."""
    if (within := exploring.box_within(case)) is not None:
        return replace(within, page=page)
    last = case.question.last
    at_end = last is not None and last.action == "scroll" and not last.changed
    if at_end or case.question.tail("scroll") >= READS_MAX:
        return None
    top = (button.face or button.box).y0
    above = [each for each in case.screen.controls if each.face is None and each.box.y1 <= top]
    move = scroll(page, "The button waits for something: read on above it.")
    if not above:
        return move
    x, y = max(above, key=lambda each: each.box.y1).point
    return replace(move, x=x, y=y)


def look_below(case: Case, page: str) -> Move | None:
    """The way on may be a small link under the fold, or the end of the terms."""
    if (within := exploring.box_within(case)) is not None:
        return replace(within, page=page)
    scrolls = case.question.tail("scroll")
    last = case.question.last
    at_end = last is not None and last.action == "scroll" and not last.changed
    if scrolls >= SCROLLS_MAX or at_end:
        return None
    return scroll(page, "The way on is not in sight: look below.")
