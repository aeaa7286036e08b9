"""What of a screenshot is the browser's own, and no part of the page."""

import re
from collections.abc import Sequence

from kernel.ocr import TextLine

TOOLBAR_SHARE = 0.2
BUBBLE_PIXELS = 30
_ADDRESS = re.compile(r"^\W*(https?://)?([\w-]+\.)+[\w-]{2,}(:\d+)?(/\S*)?$|^\S+:\d{2,5}(/\S*)?$")


def without_toolbar(lines: Sequence[TextLine], height: int) -> list[TextLine]:
    """The browser's own rows (tab titles, address) and its bubble with a link's address in the
    lower corner are not the page: dropped."""
    lines = [each for each in lines if not _is_bubble(each, height)]
    for line in lines:
        is_address = _ADDRESS.match(line.text.strip()) and re.search("[/:]", line.text)
        if is_address and line.y1 < height * TOOLBAR_SHARE:
            return [each for each in lines if each.y0 > line.y1]
    return lines


def _is_bubble(line: TextLine, height: int) -> bool:
    corner = line.x0 < BUBBLE_PIXELS and line.y1 > height - BUBBLE_PIXELS
    return corner and _ADDRESS.match(line.text.strip()) is not None
