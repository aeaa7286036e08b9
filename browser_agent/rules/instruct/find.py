"""Which thing on the screen a goal means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from browser_agent.rules.instruct.goals import LAST, Fill, Kind, Press
from browser_agent.rules.instruct.shapes import Widget
from browser_agent.rules.instruct.view import View, Word, signs
from browser_agent.rules.instruct.words import LOOKALIKE, likeness, share_root
from browser_agent.rules.pixels import Box, ink_of
from kernel.ocr import TextLine

SURE, FAIR = 0.9, 0.72
KIND_BONUS = 0.02
_PAGES = re.compile(r"[\d<>\u2264\u2265\u2039\u203a\u00ab\u00bb ]+")
_ARROWS = dict.fromkeys("\u2265\u203a\u00bb", ">") | dict.fromkeys("\u2264\u2039\u00ab", "<")
LABEL_REACH = 1.5  # em
SHAPES_OF: dict[Kind, tuple[str, ...]] = {
    "button": ("button",),
    "tab": ("button", "header"),
    "section": ("header", "button"),
    "checkbox": ("checkbox",),
    "radio": ("radio",),
    "field": ("field",),
    "area": ("area",),
    "select": ("select",),
    "cross": ("button",),
}


@dataclass(frozen=True, slots=True)
class Spot:
    text: str
    box: Box
    score: float = 1.0


def find(view: View, goal: Press, *, least: float) -> Spot | None:
    """The best match of what may be pressed, or None."""
    if not goal.texts:
        return _by_order(view, goal)
    spots = [
        Spot(spot.text, spot.box, score)
        for spot in _candidates(view, goal.kind)
        if (score := max(likeness(text, spot.text) for text in goal.texts) * spot.score) >= least
    ]
    if goal.ordinal is not None and len(spots) > 1:
        best = max(spot.score for spot in spots)
        return _nth([spot for spot in spots if spot.score == best], goal.ordinal)
    return max(spots, key=lambda spot: spot.score, default=None)


def _candidates(view: View, kind: Kind) -> Iterable[Spot]:
    """Everything with words on it; `score` says how well its shape fits."""
    shapes = SHAPES_OF.get(kind, ("button", "header", "select", "checkbox", "radio"))
    for widget in view.widgets:
        if widget.text and widget.kind in {*shapes, "button", "header", "checkbox", "radio"}:
            yield Spot(widget.text, widget.box, 1.0 if widget.kind in shapes else 1 - KIND_BONUS)
    for link in view.links:
        yield Spot(link.text, link.box, 1.0 if kind == "link" else 1 - KIND_BONUS)
    plain = 1 - 2 * KIND_BONUS
    for line in view.lines:
        yield Spot(line.text, Box(*line.box), plain)
    for word in view.words:
        yield Spot(word.text, word.box, plain - KIND_BONUS)


def _by_order(view: View, goal: Press) -> Spot | None:
    if goal.kind == "result":
        spots = results(view)
    elif goal.kind == "link":
        spots = [Spot(link.text, link.box) for link in view.links]
    else:
        shapes = SHAPES_OF.get(goal.kind, ("button",))
        spots = [Spot(each.text, each.box) for each in view.of_kind(*shapes)]
    return _nth(spots, goal.ordinal or 1)


def _nth(spots: Sequence[Spot], ordinal: int) -> Spot | None:
    if ordinal == LAST:
        return spots[-1] if spots else None
    return spots[ordinal - 1] if 0 < ordinal <= len(spots) else None


def results(view: View) -> list[Spot]:
    """Underlined lines with letters in them; numbers and arrows lead to other pages of results."""
    return [
        Spot(link.text, link.box)
        for link in view.links
        if any(letter.isalpha() for letter in link.text)
        and ink_of(view.pixels, link.box).underlined
    ]


def pages(view: View) -> list[Word]:
    """Numbers and arrows: the way to other pages."""
    rows = [line for line in view.lines if _PAGES.fullmatch(line.text)]
    return [
        replace(sign, text=_ARROWS.get(sign.text, sign.text))
        for line in rows
        for sign in signs(view.pixels, line)
    ]


def field_for(view: View, goal: Fill, fills: Sequence[Fill]) -> Widget | None:
    """The field that this goal means among all that are to be filled on this page."""
    fields = view.of_kind("field") or view.of_kind("area")
    if not fields:
        return None
    if goal.ordinal is not None:
        place = goal.ordinal - 1 if goal.ordinal != LAST else -1
        return fields[place] if -1 <= place < len(fields) else None
    if len(fields) == 1:
        return fields[0]
    names = labels(view, fields)
    taken: dict[int, int] = {}
    scored = sorted(
        (
            (_fit(fill, name), -number, -place)
            for number, fill in enumerate(fills)
            for place, name in enumerate(names)
        ),
        reverse=True,
    )
    for score, number, place in scored:
        if score > 0 and -number not in taken and -place not in taken.values():
            taken[-number] = -place
    free = [place for place in range(len(fields)) if place not in taken.values()]
    for number in range(len(fills)):
        if number not in taken and free:
            taken[number] = free.pop(0)
    place = taken.get(fills.index(goal), 0)
    return fields[place]


def _fit(fill: Fill, name: str) -> float:
    """How well a label answers to the words that came with a value."""
    best = 0.0
    for label in filter(None, fill.labels):
        best = max(best, likeness(label, name))
        for word in label.split():
            for other in name.split():
                best = max(best, likeness(word, other) if likeness(word, other) >= LOOKALIKE else 0)
        if share_root(label, name):
            best = max(best, 0.8)
    return best if best >= FAIR else 0.0


def labels(view: View, fields: Sequence[Widget]) -> list[str]:
    """One label a field, all on the same side: the side on which most fields have one."""
    lines = [line for line in view.lines if not _is_inside(line, view.of_kind("button"))]
    sides = [
        [field.text if any(letter.isalpha() for letter in field.text) else "" for field in fields],
        [_label_left(lines, field.box, view.em) for field in fields],
        [_label_beside(lines, field.box, view.em, above=True) for field in fields],
        [_label_beside(lines, field.box, view.em, above=False) for field in fields],
    ]
    return max(sides, key=lambda side: len({name for name in side if name}))


def _is_inside(line: TextLine, widgets: Sequence[Widget]) -> bool:
    return any(each.box.covers(line.center_x, line.center_y) for each in widgets)


def _label_left(lines: Sequence[TextLine], box: Box, em: float) -> str:
    near = [
        line
        for line in lines
        if abs(line.center_y - box.center_y) < 0.8 * em and -em < box.x0 - line.x1 < 6 * em
    ]
    return max(near, key=lambda line: line.x1).text if near else ""


def _label_beside(lines: Sequence[TextLine], box: Box, em: float, *, above: bool) -> str:
    near = []
    for line in lines:
        gap = box.y0 - line.y1 if above else line.y0 - box.y1
        if -0.5 * em <= gap <= LABEL_REACH * em and line.x0 < box.x1 and line.x1 > box.x0 - em:
            near.append((gap, line.text))
    return min(near, default=(0, ""))[1]
