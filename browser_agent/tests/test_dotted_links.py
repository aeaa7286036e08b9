"""Links with a dot between them, in a row that recognition reads as one line."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.underlined import apart
from kernel.ocr import TextLine


@pytest.mark.parametrize("mark", ["\u00b7", "\u2022"])
def test_each_is_one_of_its_own(mark: str) -> None:
    picture = Image.new("RGB", (400, 60), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(16)
    x = 20.0
    for word, linked in (("Leave anyway", True), (f" {mark} ", False), ("Close", True)):
        pen.text((x, 20), word, fill=(122, 59, 105), font=font)
        end = x + pen.textlength(word, font=font)
        if linked:
            pen.line((x, 38, end - 1, 38), fill=(122, 59, 105))
        x = end
    line = TextLine(f"Leave anyway{mark} Close", 18, 16, int(x) + 2, 41, 0.97)
    assert [each.text for each in apart(picture, [line])] == ["Leave anyway", "Close"]
