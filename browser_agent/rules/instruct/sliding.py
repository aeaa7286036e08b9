"""A slider that shows its value: two presses tell its scale, the third meets the value."""

import re

from browser_agent.rules.instruct.goals import Slide
from browser_agent.rules.instruct.move import Move
from browser_agent.rules.instruct.past import Past, target
from browser_agent.rules.instruct.shapes import Widget
from browser_agent.rules.instruct.view import View

TRIES_MAX = 6
FULL = 1000


def slide(name: str, goal: Slide, view: View, past: Past) -> Move | None:
    """None where the value that is shown is the wanted one."""
    sliders = view.of_kind("slider")
    tried = past.of(name, "slide")
    if not sliders:
        return Move("need_human", target(name, "lost"), why="There is no slider to be seen.")
    bar = sliders[0]
    now = shown_value(view, bar)
    if now == goal.value:
        return None
    if len(tried) >= TRIES_MAX:
        return Move("need_human", target(name, "lost"), why="The slider does not meet its value.")
    here = int(bar.text)
    points = [(x, value) for step in tried if (point := _point(step.words)) for x, value in [point]]
    if now is not None:
        points.append((here, now))
    x = _place_of(goal.value, points, bar)
    told = f"{here} {now}" if now is not None else ""
    return Move("click", target(name, "slide", told), x, bar.box.center_y)


def shown_value(view: View, bar: Widget) -> int | None:
    """The whole number nearest to the slider."""
    numbers = [
        (abs(line.center_y - bar.box.center_y) + abs(line.x0 - bar.box.x1) // 4, int(match[0]))
        for line in view.lines
        if (match := re.fullmatch(r"[-\u2013]?\d+", line.text.strip().replace("O", "0")))
    ]
    return min(numbers)[1] if numbers else None


def _place_of(wanted: int, points: list[tuple[int, int]], bar: Widget) -> int:
    """By the line through the two points that lie furthest apart; with one point, an end first."""
    margin = bar.box.height // 2
    ends = bar.box.x0 + margin // 4, bar.box.x1 - margin // 4
    low, high = min(points, default=None), max(points, default=None)
    if low is None or high is None or low[1] == high[1] or low[0] == high[0]:
        rises = bool(points) and wanted > points[-1][1]
        return ends[1] if rises else ends[0]
    step = (high[0] - low[0]) / (high[1] - low[1])
    place = round(low[0] + (wanted - low[1]) * step)
    return max(ends[0], min(ends[1], place))


def _point(words: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d+) (-?\d+)", words)
    return (int(match[1]), int(match[2])) if match else None
