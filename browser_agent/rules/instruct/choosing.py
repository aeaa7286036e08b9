"""Boxes to tick, buttons that exclude each other, lists to choose from."""

from collections.abc import Sequence

import numpy as np

from browser_agent.rules.instruct.goals import Choose
from browser_agent.rules.instruct.move import Move, click, scroll
from browser_agent.rules.instruct.past import Past, target
from browser_agent.rules.instruct.shapes import Widget
from browser_agent.rules.instruct.view import View
from browser_agent.rules.instruct.words import likeness, looseness
from browser_agent.rules.pixels import Box
from kernel.ocr import TextLine

FAIR, WEAK = 0.7, 0.5
TRIES_MAX = 2
SCROLLS_MAX = 8
CHOSEN_STEP = 30


def choose(name: str, goal: Choose, view: View, past: Past) -> Move | None:
    """None where what is wanted is chosen and nothing else is."""
    marks = view.of_kind("checkbox", "radio")
    if marks:
        return _tick(name, goal, marks, past)
    selects = view.of_kind("select")
    if selects or past.of(name, "open"):
        return _pick(name, goal, selects, view, past)
    lists = view.of_kind("list")
    if lists:
        return _mark(name, goal, lists[0], view, past)
    return _touch(name, goal, view, past)


def _tick(name: str, goal: Choose, marks: Sequence[Widget], past: Past) -> Move | None:
    wanted = matched(goal.items, [mark.text for mark in marks])
    for place, mark in enumerate(marks):
        tried = [step for step in past.of(name, "tick") if step.words == mark.text]
        off_now = mark.on and place not in wanted and mark.kind == "checkbox"
        if ((place in wanted and not mark.on) or off_now) and len(tried) < TRIES_MAX:
            return click(target(name, "tick", mark.text), mark.box)
    return None


def matched(items: Sequence[str], seen: Sequence[str], *, is_all: bool = True) -> dict[int, int]:
    """place of what is seen -> place of the item that means it, the surest pairs first.

    is_all: everything that there is stands in `seen`, so that what is left over may be guessed.
    """
    pairs = sorted(
        (
            (-likeness(item, text), number, place)
            for number, item in enumerate(items)
            for place, text in enumerate(seen)
        )
    )
    found: dict[int, int] = {}
    for score, number, place in pairs:
        if -score >= FAIR and place not in found and number not in found.values():
            found[place] = number
    if is_all:
        _add_weak(found, items, seen)
    return found


def _add_weak(found: dict[int, int], items: Sequence[str], seen: Sequence[str]) -> None:
    """What is left over on both sides: short words of which a letter was misread, or one that could
    not be read at all."""
    for number, item in enumerate(items):
        if number in found.values():
            continue
        free = [place for place in range(len(seen)) if place not in found]
        scores = {place: looseness(item, seen[place]) for place in free}
        best = [place for place in free if scores[place] == max(scores.values())]
        if len(best) == 1 and scores[best[0]] >= WEAK:
            found[best[0]] = number
        elif len(unread := [place for place in free if not seen[place]]) == 1:
            found[unread[0]] = number


def _pick(
    name: str, goal: Choose, selects: Sequence[Widget], view: View, past: Past
) -> Move | None:
    """A list that drops down: open it, then press the entry."""
    if not goal.items:
        return None
    wanted = goal.items[0]
    steps = past.of(name)
    shown = selects[0] if selects else None
    is_open = bool(steps) and steps[-1].verb in {"open", "scroll"} and steps[-1].changed
    if not is_open:
        if shown is None or likeness(wanted, shown.text) >= 0.9 or len(steps) > 2 * TRIES_MAX:
            return None
        return click(target(name, "open", shown.text), shown.box)
    entries = [
        line
        for line in view.lines
        if shown is None or not shown.box.covers(line.center_x, line.center_y)
    ]
    scores = [likeness(wanted, line.text) for line in entries]
    if scores and max(scores) >= FAIR:
        line = entries[scores.index(max(scores))]
        return click(target(name, "pick", line.text), Box(*line.box))
    if len(past.of(name, "scroll")) < SCROLLS_MAX and entries:
        return scroll(target(name, "scroll"), entries[-1].center_x, entries[-1].center_y)
    return None


def _mark(name: str, goal: Choose, box: Widget, view: View, past: Past) -> Move | None:
    """A list that stands open; a second entry is added with the control key."""
    lines = [line for line in view.lines if box.box.covers(line.center_x, line.center_y)]
    done = [step.words for step in past.of(name, "mark")]
    left = [item for item in goal.items if item not in done]
    if not left:
        return None
    found = matched(left, [line.text for line in lines], is_all=False)
    for place, number in found.items():
        line = lines[place]
        if not _is_chosen(view, line):
            return click(target(name, "mark", left[number]), Box(*line.box), adds=bool(done))
    scrolls = past.of(name, "scroll")
    if len(scrolls) >= SCROLLS_MAX:
        return None
    # Down to the end, then up again: what is missing may stand above.
    turned = any(not step.changed for step in scrolls)
    return scroll(
        target(name, "scroll"),
        box.box.center_x,
        box.box.center_y,
        direction="up" if turned else "down",
    )


def _is_chosen(view: View, line: TextLine) -> bool:
    patch = view.pixels[line.y0 : line.y1, line.x0 : line.x1].reshape(-1, 3).astype(np.int16)
    return bool(255 - int(np.median(patch, axis=0).min()) > CHOSEN_STEP)


def _touch(name: str, goal: Choose, view: View, past: Past) -> Move | None:
    """Nothing that looks like a choice: press the words themselves."""
    done = [step.words for step in past.of(name, "mark")]
    for item in goal.items:
        scores = [likeness(item, line.text) for line in view.lines]
        if item not in done and scores and max(scores) >= FAIR:
            line = view.lines[scores.index(max(scores))]
            return click(target(name, "mark", item), Box(*line.box))
    return None
