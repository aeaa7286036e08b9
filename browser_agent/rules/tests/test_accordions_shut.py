"""What is drawn around and within the boxes of a dialog."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.marks import is_ticked
from browser_agent.rules.pixels import Box, find_mark

WHITE, DARK, BLUE, GREY = (255, 255, 255), (16, 16, 16), (0, 117, 255), (118, 118, 118)


def boxed(*, ringed: bool, ticked: bool, dark: bool = False) -> Image.Image:
    """A box of thirteen pixels before its words, with or without the ring of the focus."""
    paper, ring = ((42, 42, 46), WHITE) if dark else (WHITE, DARK)
    picture = Image.new("RGB", (420, 120), paper)
    pen = ImageDraw.Draw(picture)
    if ringed:
        pen.rounded_rectangle((57, 46, 75, 64), 3, None, ring, width=2)
    pen.rounded_rectangle((60, 49, 72, 61), 2, BLUE if ticked else paper, BLUE if ticked else GREY)
    if ticked:
        pen.line((63, 55, 65, 58, 70, 52), WHITE, width=2)
    pen.text((82, 48), "Pause for two months instead", fill=ring)
    return picture


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ringed", [False, True])
@pytest.mark.parametrize("ticked", [False, True])
def test_the_ring_of_the_focus_is_no_tick(*, ringed: bool, ticked: bool, dark: bool) -> None:
    """A box that had just been cleared was pressed once more, and the pause was taken again."""
    picture = boxed(ringed=ringed, ticked=ticked, dark=dark)
    mark = find_mark(np.asarray(picture), Box(82, 47, 250, 63))
    assert mark is not None
    assert (mark.checked, mark.is_round) == (ticked, False)
    assert is_ticked(picture, mark.box.center_x, mark.box.center_y) is ticked


def test_a_vivid_square_within_a_box_stays_a_tick() -> None:
    picture = Image.new("RGB", (420, 120), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((54, 44, 73, 63), None, DARK, width=1)
    pen.rectangle((58, 48, 69, 59), BLUE)
    pen.text((82, 48), "Pause for two months instead", fill=DARK)
    mark = find_mark(np.asarray(picture), Box(82, 47, 250, 63))
    assert mark is not None
    assert mark.checked
