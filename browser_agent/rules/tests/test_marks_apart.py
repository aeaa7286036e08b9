"""Circles of a table in a column of their own, far from the names they belong to."""

import numpy as np
from PIL import Image, ImageDraw

from browser_agent.rules.marks_apart import marks_apart
from browser_agent.rules.pixels import Box, Pixels

NAMES = [Box(293, top, 400, top + 17) for top in (224, 275, 327)]


def drawn(*, chosen: int = 1, rows: int = 3, wide: int = 13, away: int = 88) -> Pixels:
    image = Image.new("RGB", (1280, 800), "white")
    pen = ImageDraw.Draw(image)
    for row, name in enumerate(NAMES[:rows]):
        x, y = name.x0 - away, name.center_y
        pen.ellipse((x, y - wide // 2, x + wide, y + wide // 2 + 1), outline="#555", width=2)
        if row == chosen:
            pen.ellipse((x + 3, y - 3, x + wide - 3, y + 4), fill="#1a5fd0")
    return np.asarray(image)


def test_the_circles_of_a_column_belong_to_the_rows_beside_them() -> None:
    marks = marks_apart(drawn(), NAMES, NAMES)
    assert [marks[name].checked for name in NAMES] == [False, True, False]
    assert all(mark.is_round for mark in marks.values())


def test_one_circle_alone_is_no_column() -> None:
    assert marks_apart(drawn(rows=1), NAMES, NAMES) == {}


def test_nothing_is_taken_across_words_that_stand_between() -> None:
    numbers = [Box(250, name.y0, 262, name.y1) for name in NAMES]
    assert marks_apart(drawn(), NAMES, [*NAMES, *numbers]) == {}


def test_pictures_larger_than_a_mark_are_none() -> None:
    assert marks_apart(drawn(wide=40), NAMES, NAMES) == {}
