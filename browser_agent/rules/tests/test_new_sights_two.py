"""What the last pages of a restart asked on sites seen for the first time."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.rules.pixels import Box, find_mark


@pytest.mark.parametrize(("radius", "is_round"), [(0, False), (3, False), (6, False), (11, True)])
def test_a_box_with_round_corners_is_no_circle(radius: int, *, is_round: bool) -> None:
    """Else an extra that was ticked beforehand is taken for a plan, and stays."""
    large = Image.new("RGB", (1600, 240), "white")
    shape = (160, 76, 247, 163)
    ImageDraw.Draw(large).rounded_rectangle(shape, radius * 4, fill=(51, 85, 255))
    ImageDraw.Draw(large).line((180, 120, 200, 140, 228, 96), fill="white", width=8)
    pixels = np.asarray(large.resize((400, 60), Image.Resampling.BOX), dtype=np.uint8)
    mark = find_mark(pixels, Box(74, 21, 300, 39))
    assert mark is not None
    assert mark.is_round is is_round
