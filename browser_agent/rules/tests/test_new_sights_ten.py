"""A letter that is no box."""

from collections.abc import Iterable

import numpy as np
import pytest

from browser_agent.rules.screen import compose
from browser_agent.rules.tests.drawn import camera, reader
from browser_agent.rules.tests.vision_pages import Camera
from kernel.ocr import Reader

__all__ = ["camera", "reader"]

HEAD = (
    "<style>body{margin:0;font:16px 'DejaVu Sans';color:#3a2d5c;background:#fff}main{margin:40px "
    "auto;width:870px}.g{display:grid;grid-template-columns:1fr 1fr;gap:18px}.g div{border:3px "
    "solid #fd8;border-radius:24px;padding:26px}.b{background:#f75;color:#fff;border-radius:26px;"
    "padding:13px 28px;font-weight:700;display:inline-block}.s{font-size:14px;display:block;"
    "margin-top:24px}nav{background:#3bc;padding:18px 36px}</style>"
)


def boxes(html: str, camera: Camera, reader: Reader) -> Iterable[str]:
    picture = camera.shoot(HEAD + html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    return [each.text for each in screen.controls if each.mark is not None]


@pytest.mark.parametrize(
    "words", ["A printed book each month, $9.00. Active", "Y cada mes un libro impreso, 9,00 euros"]
)
def test_a_word_of_one_letter_is_no_box(words: str, camera: Camera, reader: Reader) -> None:
    """As a box that was ticked for us it was pressed, and the rail refused to go on."""
    assert not boxes(f"<main>{words}</main>", camera, reader)
    ticked = f"<main><input type=checkbox checked style='width:16px;height:16px'> {words}</main>"
    assert boxes(ticked, camera, reader)
