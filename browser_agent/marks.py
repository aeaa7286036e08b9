"""Whether a point lies on a ticked box: the one press on "Keep my benefits" that takes them away.

Our own pixels decide and not the model: a small square, closed and alone, with something in it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kernel.channels import most

WINDOW_HALF = 30
BOX_PIXELS = range(10, 29)
SQUARE_SLACK = 2
DRAWN_STEP = 24
INSET_SHARE = 5
EDGE = slice(3, -3)
SPREAD_MIN = 18.0
VIVID_MIN = 60.0
CORNER_SHARE_MIN = 0.5

Pixels = NDArray[np.int16]


def is_ticked(picture: Image.Image, x: int, y: int) -> bool:
    """A ticked box (no radio button, which a press cannot clear) at this point of the picture."""
    left, top = max(x - WINDOW_HALF, 0), max(y - WINDOW_HALF, 0)
    crop = picture.convert("RGB").crop((left, top, x + WINDOW_HALF, y + WINDOW_HALF))
    window: Pixels = np.asarray(crop).astype(np.int16)
    colours, counts = np.unique(window.reshape(-1, 3), axis=0, return_counts=True)
    paper = colours[counts.argmax()]
    drawn = (most(np.abs(window - paper)) > DRAWN_STEP).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    around = [
        (slice(y0, y0 + high), slice(x0, x0 + wide))
        for x0, y0, wide, high, _ in stats[1:count].tolist()
        if x0 <= x - left < x0 + wide and y0 <= y - top < y0 + high
        if wide in BOX_PIXELS and high in BOX_PIXELS and abs(wide - high) <= SQUARE_SLACK
    ]
    if len(around) > 1 and any(not drawn[box][EDGE, EDGE].any() for box in around):
        return False  # an empty box in the ring that the keyboard's focus draws
    first = next(iter(around), None)
    return first is not None and _has_corners(drawn[first]) and _is_filled(window[first])


def _has_corners(shape: NDArray[np.uint8]) -> bool:
    """A circle leaves its corners empty; rounded boxes leave a pixel or two."""
    near = max(shape.shape[0] // 4, 2)
    corners = (shape[:near, :near], shape[:near, -near:], shape[-near:, :near])
    return min(float(corner.mean()) for corner in corners) >= CORNER_SHARE_MIN


def _is_filled(box: Pixels) -> bool:
    inset = max(3, box.shape[0] // INSET_SHARE)
    inside = box[inset:-inset, inset:-inset]
    spread = float(inside.std(axis=(0, 1)).max())
    face = np.median(inside.reshape(-1, 3), axis=0)
    return spread > SPREAD_MIN or float(face.max() - face.min()) > VIVID_MIN
