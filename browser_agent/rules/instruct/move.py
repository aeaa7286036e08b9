"""An answer in the making, in pixels of the screen."""

from dataclasses import dataclass

from browser_agent.rules.pixels import Box


@dataclass(frozen=True, slots=True)
class Move:
    action: str
    target: str
    x: int | None = None
    y: int | None = None
    text: str | None = None
    direction: str | None = None
    adds: bool = False  # to what is chosen already: Control is held while clicking
    why: str = ""


def click(target: str, box: Box, *, adds: bool = False) -> Move:
    return Move("click", target, box.center_x, box.center_y, adds=adds)


def type_text(target: str, box: Box, text: str, em: float) -> Move:
    """Near the left end: a date's first part, or the start of a line."""
    return Move(
        "type", target, min(box.x0 + round(0.8 * em), box.center_x), box.center_y, text=text
    )


def scroll(target: str, x: int, y: int, *, direction: str = "down") -> Move:
    return Move("scroll", target, x, y, direction=direction)
