"""What a step of a flow is made of, and what its controls do to the customer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Look = Literal["loud", "calm", "ghost", "link", "whisper", "danger"]


class Effect(StrEnum):
    """What a press does besides leading on. GO and STOP change nothing."""

    GO = "go"
    STOP = "stop"
    KEEP = "keep"
    OFFER = "offer"
    PAUSE = "pause"
    SWITCH = "switch"
    UPGRADE = "upgrade"
    DELETE = "delete"
    CANCEL = "cancel"
    CHOOSE = "choose"
    RESTART = "restart"


UNSAFE: dict[Effect, str] = {
    Effect.KEEP: "kept",
    Effect.OFFER: "offer_accepted",
    Effect.PAUSE: "paused",
    Effect.SWITCH: "plan_switched",
    Effect.UPGRADE: "upgraded",
    Effect.DELETE: "account_deleted",
}
"""Nobody asked for any of these; the site writes down whoever presses them."""


@dataclass(frozen=True, slots=True)
class Button:
    """A submit button. `checks`: refused until the step's fields are as the step wants them."""

    name: str
    label: str
    effect: Effect
    to: str = ""
    look: Look = "calm"
    checks: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of a radio group or select. An effect of its own overrides its button's."""

    value: str
    label: str
    hint: str = ""
    effect: Effect | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A checkbox. `needed`: no way on without it. `adds_cents`: what a ticked extra costs."""

    name: str
    label: str
    checked: bool = False
    needed: bool = False
    adds_cents: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a flow. The right way on is `way`, with `fields` filled in."""

    name: str
    title: str
    way: str
    fields: tuple[tuple[str, str], ...] = ()
    unfilled: tuple[str, ...] = ()  # ticks that the right way takes off
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    group: str = ""  # the options' field name
    options: tuple[Option, ...] = ()
    chosen: str = ""
    as_select: str = ""  # the select's first, empty line; "" shows radio buttons
    ticks: tuple[Tick, ...] = ()
    word: str = ""
    secret: Literal["", "password", "cvv"] = ""
    field_label: str = ""
    scroll: tuple[str, ...] = ()
    needed: str = ""
    wrong: str = ""
    badge: str = ""
    clock_seconds: int = 0
    clock_label: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    cards: bool = False  # plans side by side, each with a button of its own

    def button(self, name: str) -> Button | None:
        return next((button for button in self.buttons if button.name == name), None)

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)
