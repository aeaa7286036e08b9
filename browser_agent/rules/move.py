"""An answer in the making: one action on one screen, in the screen's own pixels."""

from dataclasses import dataclass
from datetime import date

from browser_agent.rules.inputs import Field
from browser_agent.rules.screen import Control

FULL = 1000


@dataclass(frozen=True, slots=True)
class Move:
    """x, y are pixels; everything else is what the schema of answers calls it."""

    page: str
    action: str
    target: str = ""
    x: int | None = None
    y: int | None = None
    text_ref: str | None = None
    text: str | None = None
    submit: bool = False
    key: str | None = None
    direction: str | None = None
    ask: str | None = None
    error_code: str | None = None
    state: str = "unknown"
    commit: bool = False
    on: date | None = None
    confidence: float = 0.8
    why: str = ""


def click(
    page: str, control: Control, why: str, *, commit: bool = False, sure: float = 0.85
) -> Move:
    """Click a control, or its check box if it has one."""
    x, y = control.point
    if control.mark is not None:
        x, y = control.mark.box.center_x, control.mark.box.center_y
    return Move(page, "click", control.text, x, y, commit=commit, confidence=sure, why=why)


def type_secret(page: str, field: Field, name: str, why: str, *, submit: bool) -> Move:
    x, y = field.point
    return Move(page, "type", name, x, y, text_ref=name, submit=submit, confidence=0.9, why=why)


def ask_person(page: str, name: str, why: str) -> Move:
    """For a value that only the person has: the code of a message, or of a card."""
    return Move(page, "ask_person", name, ask=name, confidence=0.9, why=why)


def give_up(page: str, error_code: str, why: str, *, sure: float = 0.8) -> Move:
    return Move(page, "need_human", error_code=error_code, confidence=sure, why=why)


def scroll(page: str, why: str, *, direction: str = "down", sure: float = 0.6) -> Move:
    return Move(page, "scroll", direction=direction, confidence=sure, why=why)


def wait(page: str, why: str) -> Move:
    return Move(page, "wait", confidence=0.7, why=why)


def press(page: str, key: str, why: str, *, sure: float = 0.6) -> Move:
    return Move(page, "key", key, key=key, confidence=sure, why=why)


def permille(position: int, size: int) -> int:
    return max(0, min(FULL, round(position * FULL / max(size, 1))))
