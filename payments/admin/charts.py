"""Bars as inline SVG, drawn here: no script, no library, nothing fetched from elsewhere."""

import math
from dataclasses import dataclass

from kernel.money import MSATS_PER_SAT

WIDTH, HEIGHT = 400, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 10, 24
GROUP_SHARE = 0.8
"""Of the room that a span has, the part its bars fill."""
LABELS_MAX = 6
LABEL_WIDTH = 46
TICKS_MAX = 4
STEPS = (1, 2, 5, 10)
UNITS = ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k"))


@dataclass(frozen=True, slots=True)
class Series:
    """One colour. css: its class in payments/admin.css."""

    name: str
    css: str
    amounts_msats: list[int]

    @property
    def sats(self) -> list[float]:
        return [amount / MSATS_PER_SAT for amount in self.amounts_msats]


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of the picture. says: what a pointer resting on it, or a screen reader, is told."""

    x: str
    y: str
    width: str
    height: str
    css: str
    says: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale, or a word below the bars."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the template payments/admin/chart.html needs."""

    name: str
    title: str
    description: str
    series: list[Series]
    bars: list[Bar]
    scale: list[Mark]
    below: list[Mark]
    base: str
    table: list[tuple[str, list[str]]]
    view: str = f"0 0 {WIDTH} {HEIGHT}"
    left: int = LEFT
    words_left: int = LEFT - 6
    right: int = WIDTH - RIGHT
    words_at: int = HEIGHT - 6


def bar_chart(*, name: str, title: str, labels: list[str], series: list[Series]) -> Chart:
    """One group of bars per label. name: unique on its page. What is below zero hangs down."""
    every = [sats for one in series for sats in one.sats]
    scale = _scale(min([0.0, *every]), max([0.0, *every]))
    room = HEIGHT - TOP - BOTTOM

    def height_of(sats: float) -> float:
        return TOP + room * (scale[-1] - sats) / (scale[-1] - scale[0])

    return Chart(
        name=name,
        title=title,
        description=_described(labels, series),
        series=series,
        bars=[
            _bar(labels, series, number, of, height_of(max(0.0, sats)), height_of(min(0.0, sats)))
            for of, one in enumerate(series)
            for number, sats in enumerate(one.sats)
            if sats
        ],
        scale=[Mark(f"{height_of(tick):.1f}", _short(tick)) for tick in scale],
        below=_words(labels),
        base=f"{height_of(0.0):.1f}",
        table=[
            (label, [_plain(one.amounts_msats[number]) for one in series])
            for number, label in enumerate(labels)
        ],
    )


def _scale(least: float, most: float) -> list[float]:
    """Round numbers from below the least to above the most, a few of them, zero among them."""
    span = max(most - least, 1.0)
    size = 10.0 ** math.floor(math.log10(span / TICKS_MAX))
    step = next(size * step for step in STEPS if span / (size * step) <= TICKS_MAX)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _bar(
    labels: list[str], series: list[Series], number: int, of: int, top: float, bottom: float
) -> Bar:
    room = (WIDTH - LEFT - RIGHT) / len(labels)
    width = room * GROUP_SHARE / len(series)
    one = series[of]
    return Bar(
        x=f"{LEFT + room * (number + (1 - GROUP_SHARE) / 2) + width * of:.1f}",
        y=f"{top:.1f}",
        width=f"{width * 0.92:.1f}",
        height=f"{max(bottom - top, 0.8):.1f}",
        css=one.css,
        says=f"{labels[number]}, {one.name}: {_plain(one.amounts_msats[number])} sats",
    )


def _words(labels: list[str]) -> list[Mark]:
    """As many labels as can be read beside each other, the newest among them and whole."""
    room = (WIDTH - LEFT - RIGHT) / len(labels)
    every = math.ceil(len(labels) / LABELS_MAX)
    return [
        Mark(f"{min(LEFT + room * (number + 0.5), WIDTH - LABEL_WIDTH / 2):.1f}", label)
        for number, label in enumerate(labels)
        if (len(labels) - 1 - number) % every == 0
    ]


def _described(labels: list[str], series: list[Series]) -> str:
    sums = ", ".join(f"{one.name} {_plain(sum(one.amounts_msats))} sats" for one in series)
    return f"From {labels[0]} to {labels[-1]}, in all: {sums}."


def _plain(amount_msats: int) -> str:
    return f"{round(amount_msats / MSATS_PER_SAT):,}"


def _short(sats: float) -> str:
    for size, unit in UNITS:
        if abs(sats) >= size:
            return f"{sats / size:g}{unit}"
    return f"{sats:g}"
