"""Which controls answer one question."""

from collections.abc import Sequence

from browser_agent.rules.screen import Control

ROW_PIXELS = 30
SLACK, ACROSS, DOWN = 8, 120, 48  # pixels


def together(one: Control, other: Control) -> bool:
    """Side by side or under each other, as the answers to one question are."""
    first, second = one.face or one.box, other.face or other.box
    level = abs(first.center_y - second.center_y) <= SLACK
    across = max(first.x0, second.x0) - min(first.x1, second.x1)
    down = max(first.y0, second.y0) - min(first.y1, second.y1)
    over = first.x0 < second.x1 and second.x0 < first.x1
    return (level and across <= ACROSS) or (over and down <= DOWN)


def button_of_row(words: Control, buttons: Sequence[Control]) -> Control:
    """ "Cancel your subscription" in bare letters, and "Cancel" on a button or a link at the end of
    the row: that one; else the words themselves."""
    level = [
        each
        for each in buttons
        if (each.face is not None or each.is_link)
        and each.box.x0 >= words.box.x1
        and abs(each.point[1] - words.point[1]) <= ROW_PIXELS
    ]
    return level[0] if len(level) == 1 else words
