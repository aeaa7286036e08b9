"""Bars as inline SVG: readable without colour, without script, on paper and on a phone."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

ROW, GAP, LABEL, WIDE = 22, 6, 190, 640
TEXT_SIZE = 13
FULL_SHARE = 1.0
LABEL_LETTERS_MAX = 28


@dataclass(frozen=True, slots=True)
class Bar:
    """share: 0..1 of the width. interval: where the truth probably lies, or None. told: the words
    behind the bar."""

    label: str
    share: float
    told: str
    interval: Sequence[float] | None = None


def bars(title: str, rows: Sequence[Bar]) -> str:
    """One horizontal bar a row. The title is what a screen reader says; rows repeat as text."""
    high = len(rows) * (ROW + GAP) + GAP
    span = WIDE - LABEL - 120
    parts = [
        f"<svg viewBox='0 0 {WIDE} {high}' role='img' aria-label='{html.escape(title, quote=True)}'"
        f" xmlns='http://www.w3.org/2000/svg'><title>{html.escape(title)}</title>"
    ]
    for place, row in enumerate(rows):
        parts.append(_row(row, GAP + place * (ROW + GAP), span))
    return "".join([*parts, "</svg>"])


def _row(row: Bar, top: int, span: int) -> str:
    wide = max(row.share, 0.0) * span
    kind = "full" if row.share >= FULL_SHARE else "part"
    line = top + ROW * 0.72
    label = row.label if len(row.label) <= LABEL_LETTERS_MAX else row.label[:27] + "…"
    whisker = ""
    if row.interval is not None:
        low, high = (LABEL + edge * span for edge in row.interval)
        middle = top + ROW / 2
        whisker = (
            f"<path class='whisker' d='M{low:.1f} {middle - 4}v8M{low:.1f} {middle}H{high:.1f}"
            f"M{high:.1f} {middle - 4}v8'/>"
        )
    return (
        f"<text x='{LABEL - 8}' y='{line:.1f}' text-anchor='end' font-size='{TEXT_SIZE}'>"
        f"{html.escape(label)}</text>"
        f"<rect class='ground' x='{LABEL}' y='{top}' width='{span}' height='{ROW}' rx='3'/>"
        f"<rect class='{kind}' x='{LABEL}' y='{top}' width='{wide:.1f}' height='{ROW}' rx='3'/>"
        f"{whisker}"
        f"<text x='{LABEL + span + 8}' y='{line:.1f}' font-size='{TEXT_SIZE}'>"
        f"{html.escape(row.told)}</text>"
    )
