"""Tables of which only one row is this subscription's: what stands below the head of a column."""

from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Screen
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases

LEVEL_PIXELS, HEADS_MIN = 8, 3


def heads_an_empty_column(screen: Screen, said: Sentence, label: Phrases) -> bool:
    """ "Price | Next charge | Status", with nothing but dashes below the head that is meant."""
    heads = [x.box for x in screen.controls if said.box.holds(x.box) and label.whole(x.folded)]
    told = any(map(str.isdigit, said.text))
    return not told and any(_is_empty(screen, head) for head in heads)


def _is_empty(screen: Screen, head: Box) -> bool:
    row = [x for x in screen.controls if abs(x.box.center_y - head.center_y) <= LEVEL_PIXELS]
    cells = [
        each.folded
        for each in screen.controls
        if each.box.y0 >= head.y1 and abs(each.box.x0 - head.x0) <= LEVEL_PIXELS
    ]
    return len(row) >= HEADS_MIN and bool(cells) and all(map(_is_a_dash, cells))


def _is_a_dash(folded: str) -> bool:
    """Recognition may take it for a Chinese one."""
    return len(folded) == 1 and (not folded.isalnum() or folded == "\u4e00")
