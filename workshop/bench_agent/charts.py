"""Bars as inline SVG: readable without colour, without script, on paper and on a phone."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

WIDE, TEXT_HIGH, BAR_HIGH, GAP = 400, 18, 10, 9  # narrow, so that a phone need not shrink it
TEXT_SIZE = 14
FULL_SHARE = 1.0
LABEL_LETTERS_MAX = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """share: 0..1 of the width. interval: where the truth probably lies, or None. told: the words
    behind the bar."""

    label: str
    share: float
    told: str
    interval: Sequence[float] | None = None


def bars(title: str, rows: Sequence[Bar]) -> str:
    """One bar a row under its words. The title is what a screen reader says."""
    step = TEXT_HIGH + BAR_HIGH + GAP
    head = (
        f"<svg viewBox='0 0 {WIDE} {len(rows) * step + GAP}' role='img'"
        f" aria-label='{html.escape(title, quote=True)}' xmlns='http://www.w3.org/2000/svg'>"
        f"<title>{html.escape(title)}</title>"
    )
    return "".join([head, *(_row(row, place * step) for place, row in enumerate(rows)), "</svg>"])


def _row(row: Bar, top: int) -> str:
    kind = "full" if row.share >= FULL_SHARE else "part"
    cut = row.label[: LABEL_LETTERS_MAX - 1] + "…"
    label = row.label if len(row.label) <= LABEL_LETTERS_MAX else cut
    line, bar = top + TEXT_HIGH - 4, top + TEXT_HIGH
    return (
        f"<text x='0' y='{line}' font-size='{TEXT_SIZE}'>{html.escape(label)}</text>"
        f"<text x='{WIDE}' y='{line}' font-size='{TEXT_SIZE}' text-anchor='end'>"
        f"{html.escape(row.told)}</text>"
        f"<rect class='ground' x='0' y='{bar}' width='{WIDE}' height='{BAR_HIGH}' rx='3'/>"
        f"<rect class='{kind}' x='0' y='{bar}' width='{max(row.share, 0) * WIDE:.1f}'"
        f" height='{BAR_HIGH}' rx='3'/>{_whisker(row, bar + BAR_HIGH / 2)}"
    )


def _whisker(row: Bar, middle: float) -> str:
    if row.interval is None:
        return ""
    low, high = (edge * (WIDE - 2) + 1 for edge in row.interval)
    ends = f"M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8"
    return f"<path class='whisker' d='{ends}M{low:.1f} {middle}H{high:.1f}'/>"
