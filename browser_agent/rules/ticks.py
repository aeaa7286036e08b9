"""Whether a box is ticked and a circle filled, by what is drawn within them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kernel.channels import most

GROUND_SHARE, DOT_STEP, VIVID_STEP = 0.58, 40, 60
SPREAD_MIN, DRAWN_STEP = 18, 24
RING_PIXELS, WITHIN_MIN = range(2, 7), 9

Patch = NDArray[np.uint8]


def is_checked(patch: Patch) -> bool:
    """patch: the pixels of a box, with its border."""
    inset = max(3, patch.shape[1] // 5)
    inside = patch[inset:-inset, inset:-inset].astype(int)
    if inside.size == 0 or _is_empty_in_a_ring(patch):
        return False
    spread = float(inside.std(axis=(0, 1)).max())
    face = np.median(inside.reshape(-1, 3), axis=0)
    return spread > SPREAD_MIN or float(face.max() - face.min()) > VIVID_STEP


def _is_empty_in_a_ring(patch: Patch) -> bool:
    """The keyboard's focus draws a ring around the box that it is on: a frame, a gap, and within it
    another frame with nothing inside."""
    colours, counts = np.unique(patch.reshape(-1, 3), axis=0, return_counts=True)
    paper = colours[counts.argmax()].astype(np.int16)
    drawn = (most(np.abs(patch.astype(np.int16) - paper)) > DRAWN_STEP).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    boxes = stats[1:count, :4].tolist()
    high, wide = drawn.shape
    if len(boxes) != 2 or [0, 0, wide, high] not in boxes:
        return False
    x, y, w, h = next((each for each in boxes if each != [0, 0, wide, high]), boxes[0])
    gaps = (x, y, wide - x - w, high - y - h)
    middle = drawn[y + 2 : y + h - 2, x + 2 : x + w - 2]
    return all(gap in RING_PIXELS for gap in gaps) and min(w, h) >= WITHIN_MIN and not middle.any()


def has_dot(patch: Patch) -> bool:
    """A circle's middle is another colour than the ground around it, or a vivid one: the border's
    own thickness tells nothing."""
    high, wide = patch.shape[:2]
    radius = min(wide, high) / 2
    x, y = (wide - 1) / 2, (high - 1) / 2
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    across = np.round(x + GROUND_SHARE * radius * np.cos(turns)).astype(int)
    down = np.round(y + GROUND_SHARE * radius * np.sin(turns)).astype(int)
    ground = np.median(patch[down, across].astype(int), axis=0)
    low, left = int(y), int(x)
    middle = np.median(patch[low : low + 2, left : left + 2].reshape(-1, 3).astype(int), axis=0)
    vivid = float(middle.max() - middle.min()) > VIVID_STEP
    return vivid or float(np.abs(middle - ground).max()) > DOT_STEP
