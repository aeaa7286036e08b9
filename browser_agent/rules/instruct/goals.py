"""What an instruction asks for, in the order in which it asks."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "any",
    "button",
    "link",
    "checkbox",
    "radio",
    "tab",
    "field",
    "area",
    "select",
    "section",
    "cross",
    "result",
]
LAST = -1


@dataclass(frozen=True, slots=True)
class Press:
    """Press one thing. texts: what may be written on it, best first; none means any of its kind.

    ordinal: which of its kind in reading order, from 1; LAST for the last; None where not told.
    hidden: it may have to be looked for behind tabs, sections, folders or pages.
    """

    texts: tuple[str, ...] = ()
    kind: Kind = "any"
    ordinal: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """Type into one field, or into all of them.

    value: None for what the goal before this one has read. labels: words that name the field.
    """

    value: str | None
    labels: tuple[str, ...] = ()
    ordinal: int | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """Tick or pick exactly these, in a list, among boxes or among radio buttons."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Follow:
    """Entries of a menu, each inside the one before."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    value: int


@dataclass(frozen=True, slots=True)
class ScrollDown:
    """To the end of a box with more text than it shows."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """Remember one word of a longer text: the first (1) or the last (LAST)."""

    ordinal: int


@dataclass(frozen=True, slots=True)
class Expand:
    """Open a section that is closed."""

    ordinal: int = 1


Goal = Press | Fill | Choose | Follow | Slide | ScrollDown | ReadWord | Expand
