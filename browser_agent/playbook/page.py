"""One look at a page, as far as a playbook is concerned: its address and its lines of words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from browser_agent import lexicon
from kernel.clock import utc_now
from kernel.dates import find_dates

THOUSAND = 1000
SAME_WORDS = 0.85
LINES_REMEMBERED_MAX = 2_048
PLACEHOLDER_REACH_PIXELS = 200
ABOVE_LINES = 3
ID_DIGITS_MIN = 4
ID_CHARACTERS_MIN = 20
ANY = "*"
MASK = re.compile(r"\[(?:email|password|code|cvv|name)\]")
HEXADECIMAL = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE)


class Line(NamedTuple):
    """One run of words and its box in pixels: x0, y0 inclusive, x1, y1 exclusive."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def center(self) -> tuple[int, int]:
        return (self.x0 + self.x1) // 2, (self.y0 + self.y1) // 2

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    def holds(self, x: int, y: int) -> bool:
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def gap(self, x: int, y: int) -> float:
        across = max(self.x0 - x, 0, x - self.x1)
        down = max(self.y0 - y, 0, y - self.y1)
        return float((across**2 + down**2) ** 0.5)


class _Picture(Protocol):
    @property
    def size(self) -> tuple[int, int]: ...


class _ReadLine(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def box(self) -> tuple[int, int, int, int]: ...


class Looked(Protocol):
    """What a session's look offers: masked picture, masked lines, the address as it is."""

    @property
    def picture(self) -> _Picture: ...
    @property
    def lines(self) -> Sequence[_ReadLine]: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Page:
    """url: without its query. size: of the picture in pixels."""

    url: str
    size: tuple[int, int]
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, seen: Looked) -> "Page":
        lines = tuple(Line(line.text, *line.box) for line in seen.lines)
        wide, high = seen.picture.size
        return cls(seen.url.split("?")[0], (wide, high), lines)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Page":
        """A line of steps.jsonl. Raises KeyError, TypeError, ValueError where it has no lines."""
        wide, high = record["size"]
        lines = tuple(Line(str(text), *map(int, box)) for text, *box in record["lines"])
        return cls(str(record["url"]), (int(wide), int(high)), lines)

    def pixels(self, x: int, y: int) -> tuple[int, int]:
        """0-1000 to pixels of the picture."""
        wide, high = self.size
        return round(x * (wide - 1) / THOUSAND), round(y * (high - 1) / THOUSAND)

    def share(self, x: int, y: int) -> tuple[int, int]:
        """Pixels of the picture to 0-1000, kept inside."""
        wide, high = self.size
        across, down = round(x * THOUSAND / (wide - 1)), round(y * THOUSAND / (high - 1))
        return min(max(across, 0), THOUSAND), min(max(down, 0), THOUSAND)

    def named(self, words: str) -> list[Line]:
        """The lines that say this."""
        return [line for line in self.lines if same(line.text, words)]

    def says(self, words: str) -> bool:
        return any(same(line.text, words) for line in self.lines)

    def says_about(self, bare: str) -> bool:
        """Whether a line says this but for its days and numbers. bare: a skeleton."""
        return any(same(skeleton(line.text), bare) for line in self.lines)


def same(one: str, other: str) -> bool:
    """Whether two readings are of the same words; OCR may err by a letter, a mask may not."""
    if one == other:
        return True
    if MASK.findall(one) != MASK.findall(other):
        return False
    first, second = _plain(one), _plain(other)
    if first == second:
        return True
    if not _share_letters(first, second) or digits(first) != digits(second):
        return False
    return SequenceMatcher(None, first, second).ratio() >= SAME_WORDS


def _share_letters(first: str, second: str) -> bool:
    """Whether their ratio may reach SAME_WORDS: each line of a page is held against each of
    another, and nearly all of them end here."""
    fewer, more = sorted((_letters(first), _letters(second)), key=len)
    shared = sum(min(count, more[letter]) for letter, count in fewer.items())
    return 2 * shared >= SAME_WORDS * (len(first) + len(second))


@lru_cache(maxsize=LINES_REMEMBERED_MAX)  # masked lines only: nothing secret stays here
def _plain(text: str) -> str:
    return lexicon.plain(text)


@lru_cache(maxsize=LINES_REMEMBERED_MAX)
def _letters(text: str) -> Counter[str]:
    return Counter(text)


def skeleton(text: str) -> str:
    """What a line says whatever day and number it names: "renews on" of "Renews on 4 May"."""
    return _skeleton(text, utc_now().date())


@lru_cache(maxsize=LINES_REMEMBERED_MAX)
def _skeleton(text: str, today: date) -> str:
    for found in find_dates(text, today=today):
        text = text.replace(found.text, " ")
    return " ".join(word for word in lexicon.plain(text).split() if not digits(word))


def only_day(page: "Page") -> date | None:
    """The day that the page names, where it names one alone and in one way."""
    text = " \n ".join(line.text for line in page.lines)
    found = find_dates(text, today=utc_now().date())
    days = {one.date for one in found}
    return days.pop() if len(days) == 1 and not any(one.ambiguous for one in found) else None


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def label_of_press(page: Page, x: int, y: int) -> Line | None:
    """The line that stands at this point or at most its own height away; None for an icon."""
    inside = [line for line in page.lines if line.holds(x, y)]
    if inside:
        return min(inside, key=lambda line: line.x1 - line.x0)
    near = [line for line in page.lines if line.gap(x, y) <= line.height]
    return min(near, key=lambda line: line.gap(x, y), default=None)


def label_of_field(page: Page, x: int, y: int) -> Line | None:
    """The line in a field, in front of it or, where there is none, the nearest above it."""
    if inside := label_of_press(page, x, y):
        return inside
    row = [line for line in page.lines if abs(line.center[1] - y) <= line.height / 2]
    left = [line for line in row if 0 <= x - line.x1 <= PLACEHOLDER_REACH_PIXELS]
    if left:
        return max(left, key=lambda line: line.x1)
    above = [
        line
        for line in page.lines
        if 0 < y - line.center[1] <= ABOVE_LINES * line.height
        and line.x0 - PLACEHOLDER_REACH_PIXELS <= x <= line.x1 + 2 * PLACEHOLDER_REACH_PIXELS
    ]
    return min(above, key=lambda line: y - line.center[1], default=None)


def pattern_of(url: str) -> str:
    """The address with what names one customer or one day generalised: https://a.b/plan/*.

    Scheme, host and port stay; the query goes; pages told apart behind the # keep that.
    """
    try:
        parts = urlsplit(url.partition("?")[0])
    except ValueError:
        return ""
    place = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    path = "/".join(_generalised((parts.path.rstrip("/") + place).split("/")))
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def pattern_fits(pattern: str, url: str) -> bool:
    """Whether the address is one of those. The same number of parts, each equal or free."""
    wanted, found = pattern.split("/"), pattern_of(url).split("/")
    return len(wanted) == len(found) and all(
        part in (ANY, other) for part, other in zip(wanted, found, strict=True)
    )


def merged_pattern(one: str, other: str) -> str | None:
    """One pattern for both, where they differ in nothing but parts that carry numbers."""
    first, second = one.split("/"), other.split("/")
    if len(first) != len(second):
        return None
    merged: list[str] = []
    for number, (a, b) in enumerate(zip(first, second, strict=True)):
        free = number > HOST_PART and (ANY in (a, b) or (digits(a) and digits(b)))
        if a != b and not free:
            return None
        merged.append(a if a == b else ANY)
    return "/".join(merged)


HOST_PART = 2


def _generalised(parts: Iterable[str]) -> list[str]:
    return [ANY if _is_id(part) else part for part in parts]


def _is_id(part: str) -> bool:
    compact = part.replace("-", "")
    return (
        "[" in part
        or "@" in part
        or len(digits(part)) >= ID_DIGITS_MIN
        or (bool(HEXADECIMAL.fullmatch(compact)) and bool(digits(part)))
        or (len(part) >= ID_CHARACTERS_MIN and bool(digits(part)))
    )
