"""Which controls answer one question."""

from browser_agent.rules.screen import Control

SLACK, ACROSS, DOWN = 8, 120, 48  # pixels


def together(one: Control, other: Control) -> bool:
    """Side by side or under each other, as the answers to one question are."""
    first, second = one.face or one.box, other.face or other.box
    level = abs(first.center_y - second.center_y) <= SLACK
    across = max(first.x0, second.x0) - min(first.x1, second.x1)
    down = max(first.y0, second.y0) - min(first.y1, second.y1)
    over = first.x0 < second.x1 and second.x0 < first.x1
    return (level and across <= ACROSS) or (over and down <= DOWN)
