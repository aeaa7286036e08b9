"""How large a picture a model is sent, and where its points lie on the page.

Pure functions. Qwen's vision encoders cut a picture into squares and stretch it until both sides
are whole numbers of them; whoever sends such a size knows what the model sees, and what its
coordinates mean. Ours are 0-1000 of the whole page, whatever the model answers in.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from PIL import Image

ASPECT_MAX = 200
IMAGE_PIXELS_MAX = 1_310_720  # 1280 x 1024: 1,280 tokens of 32 x 32
THOUSAND = 1000
ZOOM_SHARE_MAX = 0.85  # of the page: a zoom that shows nearly all of it shows nothing new
ZOOM_MARGIN_PIXELS = 24
GROUND_TOLERANCE = 16


class Coordinates(StrEnum):
    """permille: 0-1000 of the picture (Qwen3-VL). absolute: pixels of the picture as the model sees
    it (Qwen2.5-VL, UI-TARS and others)."""

    PERMILLE = "permille"
    ABSOLUTE = "absolute"

    @property
    def square(self) -> int:
        """Pixels a side of one visual token: patch 16 or 14, two by two merged."""
        return 32 if self is Coordinates.PERMILLE else 28


@dataclass(frozen=True, slots=True)
class View:
    """A picture as it is sent. box: the part of the page it shows, page pixels; page: its size."""

    image: Image.Image
    box: tuple[int, int, int, int]
    page: tuple[int, int]

    def to_page(self, x: float, y: float, coordinates: Coordinates) -> tuple[int, int]:
        """A point of the answer to 0-1000 of the page."""
        wide, high = self.image.size
        if coordinates is Coordinates.ABSOLUTE:
            x, y = x * THOUSAND / max(wide - 1, 1), y * THOUSAND / max(high - 1, 1)
        x0, y0, x1, y1 = self.box
        return (
            _permille(x0 + x * (x1 - x0 - 1) / THOUSAND, self.page[0]),
            _permille(y0 + y * (y1 - y0 - 1) / THOUSAND, self.page[1]),
        )

    def from_page(self, x: int, y: int, coordinates: Coordinates) -> tuple[int, int]:
        """0-1000 of the page to what the model counts in; points outside are moved to the rim."""
        x0, y0, x1, y1 = self.box
        across = (x * (self.page[0] - 1) / THOUSAND - x0) / max(x1 - x0 - 1, 1)
        down = (y * (self.page[1] - 1) / THOUSAND - y0) / max(y1 - y0 - 1, 1)
        across, down = min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)
        wide, high = self.limits(coordinates)
        return round(across * wide), round(down * high)

    def limits(self, coordinates: Coordinates) -> tuple[int, int]:
        """The largest x and y that an answer may have."""
        if coordinates is Coordinates.PERMILLE:
            return THOUSAND, THOUSAND
        return self.image.width - 1, self.image.height - 1


def smart_resize(wide: int, high: int, *, square: int, pixels_max: int) -> tuple[int, int]:
    """The nearest size of whole squares within pixels_max, in about the same shape.

    Raises ValueError for a picture that is more than ASPECT_MAX times as long as it is wide.
    """
    if min(wide, high) < 1 or max(wide, high) > ASPECT_MAX * min(wide, high):
        raise ValueError(f"a picture of {wide} x {high} has no shape that a model takes")
    across = max(round(wide / square), 1) * square
    down = max(round(high / square), 1) * square
    if across * down > pixels_max:
        shrink = math.sqrt(wide * high / pixels_max)
        across = max(math.floor(wide / shrink / square), 1) * square
        down = max(math.floor(high / shrink / square), 1) * square
    return across, down


def visual_tokens(size: tuple[int, int], *, square: int) -> int:
    """About how many tokens a picture of this size costs."""
    return math.ceil(size[0] / square) * math.ceil(size[1] / square)


def whole_page(image: Image.Image, *, square: int, pixels_max: int | None) -> View:
    """pixels_max None: as it is, for a reader that wants every pixel."""
    box = (0, 0, image.width, image.height)
    return View(_sized(image, square, pixels_max), box, image.size)


def zoomed(image: Image.Image, *, square: int, pixels_max: int | None) -> View | None:
    """The part of the page with something on it, as large as a model takes; None where that is
    nearly all of it."""
    box = _drawn(image)
    share = (box[2] - box[0]) * (box[3] - box[1]) / (image.width * image.height)
    if share == 0 or share > ZOOM_SHARE_MAX:
        return None
    part = image.crop(box)
    grow = math.sqrt((pixels_max or image.width * image.height) / (part.width * part.height))
    size = max(int(part.width * grow), 1), max(int(part.height * grow), 1)
    return View(
        _sized(part.resize(size, Image.Resampling.LANCZOS), square, pixels_max), box, image.size
    )


def _sized(image: Image.Image, square: int, pixels_max: int | None) -> Image.Image:
    if pixels_max is None:
        return image
    size = smart_resize(*image.size, square=square, pixels_max=pixels_max)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)


def _drawn(image: Image.Image) -> tuple[int, int, int, int]:
    """The box of what differs from the colour of the page's corner, with a margin."""
    pixels = np.asarray(image.convert("RGB"), dtype=np.int16)
    inked = np.abs(pixels - pixels[0, 0]).max(axis=2) > GROUND_TOLERANCE
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if rows.size == 0:
        return 0, 0, 0, 0
    margin = ZOOM_MARGIN_PIXELS
    return (
        max(int(columns[0]) - margin, 0),
        max(int(rows[0]) - margin, 0),
        min(int(columns[-1]) + 1 + margin, image.width),
        min(int(rows[-1]) + 1 + margin, image.height),
    )


def _permille(pixel: float, side: int) -> int:
    return min(max(round(pixel * THOUSAND / max(side - 1, 1)), 0), THOUSAND)
