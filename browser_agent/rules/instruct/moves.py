"""The next move towards one goal, or None where it is reached. Pure: screen and history in."""

from collections.abc import Sequence
from dataclasses import dataclass

from browser_agent.rules.instruct import find as seek
from browser_agent.rules.instruct.choosing import choose
from browser_agent.rules.instruct.find import FAIR, SURE, Spot
from browser_agent.rules.instruct.goals import (
    LAST,
    Choose,
    Expand,
    Fill,
    Follow,
    Goal,
    Press,
    ReadWord,
    ScrollDown,
    Slide,
)
from browser_agent.rules.instruct.move import Move, click, scroll, type_text
from browser_agent.rules.instruct.past import Past, target
from browser_agent.rules.instruct.sliding import slide
from browser_agent.rules.instruct.typing import keys_for, last_word
from browser_agent.rules.instruct.view import View
from browser_agent.rules.instruct.words import likeness
from browser_agent.rules.pixels import Box

SCROLLS_MAX = 25
TRIES_MAX = 2
WAITS_MAX = 4


@dataclass(frozen=True, slots=True)
class Way:
    """A goal's place among the others. name: what its targets are marked with."""

    place: int
    goals: tuple[Goal, ...]

    @property
    def name(self) -> str:
        return str(self.place)

    @property
    def fills(self) -> list[Fill]:
        return [goal for goal in self.goals if isinstance(goal, Fill)]


def next_move(way: Way, view: View, past: Past) -> Move | None:
    """None: reached. A Move with action need_human: it cannot be reached from here."""
    goal = way.goals[way.place]
    match goal:
        case Press():
            move = _press(way.name, goal, view, past)
        case Fill():
            move = _fill(way, goal, view, past)
        case Choose():
            move = choose(way.name, goal, view, past)
        case Follow():
            move = _follow(way.name, goal, view, past)
        case Slide():
            move = slide(way.name, goal, view, past)
        case ScrollDown() | ReadWord():
            move = _scroll_through(way.name, goal, view, past)
        case Expand():
            move = _expand(way.name, goal, view, past)
    return move


def _press(name: str, goal: Press, view: View, past: Past) -> Move | None:
    if past.of(name, "press"):
        return None
    if goal.kind == "result":
        return _press_result(name, goal, view, past)
    if goal.kind in {"checkbox", "radio"} and not goal.texts and _is_on(view, goal):
        return None
    opener = _opener(name, view, past) if goal.hidden else None
    spot = seek.find(view, goal, least=SURE if opener is not None else FAIR)
    if spot is not None:
        return click(target(name, "press", spot.text), spot.box)
    if opener is not None:
        return opener
    return _instead(name, goal, view) or _search_below(name, view, past)


def _is_on(view: View, goal: Press) -> bool:
    marks = view.of_kind(goal.kind)
    place = (goal.ordinal or 1) - 1 if goal.ordinal != LAST else -1
    return place < len(marks) and bool(marks) and marks[place].on


def _instead(name: str, goal: Press, view: View) -> Move | None:
    """The only button of a page answers to any name: "press login" may mean one labelled OK."""
    buttons = view.of_kind("button")
    if len(buttons) == 1 and goal.kind in {"any", "button"}:
        return click(target(name, "press", buttons[0].text), buttons[0].box)
    if goal.kind == "cross" and buttons:
        corner = min(buttons, key=lambda each: (each.box.y0, -each.box.x1))
        return click(target(name, "press", corner.text), corner.box)
    if not buttons and not goal.texts and goal.kind == "button" and view.lines:
        line = view.lines[0]  # words on a shape that is not known as a button
        return click(target(name, "press", line.text), Box(*line.box))
    return None


def _search_below(name: str, view: View, past: Past) -> Move | None:
    scrolls = past.of(name, "scroll")
    if len(scrolls) < TRIES_MAX and all(step.changed for step in scrolls):
        return scroll(target(name, "scroll"), view.width // 2, view.height * 2 // 3)
    return Move(action="need_human", target=target(name, "lost"), why="It cannot be found.")


def _opener(name: str, view: View, past: Past) -> Move | None:
    """Something closed that may hide what is looked for, not opened so far."""
    opened = [step.words for step in past.of(name, "open")]
    for widget in view.of_kind("expander"):
        if not widget.on and opened.count(widget.text) < TRIES_MAX:
            return click(target(name, "open", widget.text), widget.box)
    doors = [Spot(each.text, each.box) for each in view.of_kind("header")]
    for door in [*doors, *_tabs(view)]:
        if door.text not in opened:
            return click(target(name, "open", door.text), door.box)
    return None


def _tabs(view: View) -> list[Spot]:
    """Buttons side by side, close together."""
    buttons = [each for each in view.of_kind("button") if each.text]
    return [
        Spot(one.text, one.box)
        for one in buttons
        if any(
            other is not one
            and abs(other.box.center_y - one.box.center_y) < 0.3 * view.em
            and min(abs(other.box.x0 - one.box.x1), abs(one.box.x0 - other.box.x1)) < view.em
            for other in buttons
        )
    ]


def _press_result(name: str, goal: Press, view: View, past: Past) -> Move | None:
    """Results go on over several pages, each with as many as the first."""
    found = seek.results(view)
    turned = len(past.of(name, "open"))
    wanted = goal.ordinal or 1
    if not found:
        return _search_below(name, view, past)
    # Every page that was turned had a full number; what was told then is in the target.
    earlier = sum(int(step.words.split()[-1]) for step in past.of(name, "open"))
    if wanted != LAST and wanted - earlier <= len(found):
        spot = found[wanted - earlier - 1]
        return click(target(name, "press", spot.text), spot.box)
    number = str(turned + 2)
    doors = [word for word in seek.pages(view) if word.text == number]
    doors = doors or [word for word in seek.pages(view) if word.text == ">"]
    if not doors:
        return _search_below(name, view, past)
    return click(target(name, "open", f"page {number} after {len(found)}"), doors[-1].box)


def _fill(way: Way, goal: Fill, view: View, past: Past) -> Move | None:
    done = [step for step in past.of(way.name, "type") if step.changed]
    tries = past.of(way.name, "type")
    if goal.every:
        fields = view.of_kind("field")
        if len(done) >= len(fields) or len(tries) > len(fields) + TRIES_MAX:
            return None
        field = fields[len(done)]
    else:
        found = seek.field_for(view, goal, way.fills)
        if done or len(tries) >= TRIES_MAX:
            return None
        if found is None:
            return _search_below(way.name, view, past)
        field = found
    value = goal.value if goal.value is not None else _read_word(way, view)
    label = " ".join(goal.labels) or "field"
    return type_text(target(way.name, "type", label), field.box, keys_for(value, field), view.em)


def _read_word(way: Way, view: View) -> str:
    """What the goal before this one was to remember; it still stands there."""
    reads = [goal for goal in way.goals[: way.place] if isinstance(goal, ReadWord)]
    areas = view.of_kind("area")
    if not reads or not areas:
        return ""
    words = last_word(view, areas[0].box) if reads[-1].ordinal == LAST else areas[0].text.split()[0]
    return words.strip(".,;:!?")


def _follow(name: str, goal: Follow, view: View, past: Past) -> Move | None:
    done = past.of(name, "point", "press")
    if len(done) >= len(goal.path):
        return None
    wanted = goal.path[len(done)]
    texts = [(line.text, Box(*line.box)) for line in view.lines]
    texts += [(word.text, word.box) for word in view.words]  # entries of two menus in one line
    spots = [Spot(text, box, likeness(wanted, text.rstrip(" >\u203a"))) for text, box in texts]
    best = max(spots, key=lambda spot: spot.score, default=None)
    if best is None or best.score < FAIR:
        if done and len(past.of(name, "wait")) < WAITS_MAX:  # a menu opens after a moment
            return Move("wait", target(name, "wait"))
        return _search_below(name, view, past)
    if len(done) < len(goal.path) - 1:
        # Pointing opens what an entry holds; a press would choose the entry itself.
        return scroll(target(name, "point", best.text), best.box.center_x, best.box.center_y)
    return click(target(name, "press", best.text), best.box)


def _scroll_through(name: str, goal: Goal, view: View, past: Past) -> Move | None:
    if isinstance(goal, ReadWord) and goal.ordinal != LAST:
        return None
    scrolls = past.of(name, "scroll")
    if (scrolls and not scrolls[-1].changed) or len(scrolls) >= SCROLLS_MAX:
        return None
    areas = view.of_kind("area", "list")
    box = areas[0].box if areas else Box(0, view.height // 2, view.width, view.height)
    return scroll(target(name, "scroll"), box.center_x, box.center_y)


def _expand(name: str, goal: Expand, view: View, past: Past) -> Move | None:
    doors = [*view.of_kind("header"), *view.of_kind("expander")]
    if past.of(name, "open") or not doors:
        return None
    place = min(goal.ordinal, len(doors)) - 1 if goal.ordinal != LAST else -1
    return click(target(name, "open", doors[place].text), doors[place].box)


def over(view: View, past: Past, goals: Sequence[Goal]) -> Move | None:
    """All goals are reached and the page still asks: a form without a word about its button."""
    pressed = past.of("end", "press")
    buttons = view.of_kind("button")
    ends_pressing = (
        bool(goals) and isinstance(goals[-1], Press) and goals[-1].kind in {"any", "button"}
    )
    if buttons and not pressed and not ends_pressing:
        return click(target("end", "press", buttons[-1].text), buttons[-1].box)
    return None
