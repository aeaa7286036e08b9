"""Which state of a playbook is this page? All of its checks hold, or it is none."""

from browser_agent.playbook.page import Page, pattern_fits
from browser_agent.playbook.shape import Anchor, Edge, Playbook, State

NEAR_ACROSS, NEAR_DOWN = 150, 200
"""How far, in 0-1000, a label may have moved: a line more above it, another width of the page."""


def match(page: Page, playbook: Playbook) -> list[int]:
    """The numbers of the states that this page is in every respect."""
    return [number for number, state in enumerate(playbook.states) if fits(page, state)]


def fits(page: Page, state: State) -> bool:
    return (
        pattern_fits(state.url, page.url)
        and not missing(page, state)
        and not any(page.says(words) for words in state.absent)
        and (state.edge.at is None or place_of(page, state.edge) is not None)
    )


def missing(page: Page, state: State) -> tuple[Anchor, ...]:
    """The anchors that are not on this page."""
    return tuple(
        anchor
        for anchor in state.anchors
        if not (page.says_about(anchor.text) if anchor.bare else page.says(anchor.text))
    )


def place_of(page: Page, edge: Edge) -> tuple[int, int] | None:
    """Where to point, 0-1000; None unless one line near the old place says the label.

    A page that says it more often than it used to is another page.
    """
    named = page.named(edge.label)
    if edge.at is None or not 0 < len(named) <= edge.count:
        return None
    near = [line for line in named if _near(page.share(*line.center), edge.at)]
    if len(near) != 1:
        return None
    x, y = page.share(*near[0].center)
    return _inside(x + edge.offset[0]), _inside(y + edge.offset[1])


def _near(found: tuple[int, int], at: tuple[int, int]) -> bool:
    return abs(found[0] - at[0]) <= NEAR_ACROSS and abs(found[1] - at[1]) <= NEAR_DOWN


def _inside(number: int) -> int:
    return min(max(number, 0), 1000)
