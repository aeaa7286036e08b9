"""What is on the screen: capture, change and quiet.

A screen is settled when two captures in a row agree; a blinking caret does not count as a change.
"""

import hashlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageGrab

from browser_agent.desktop import Box
from browser_agent.errors import BrowserError

Pixels = NDArray[np.uint8]
POLL_SECONDS = 0.09
FIRST_CHANGE_SECONDS = 0.7
QUIET_SECONDS = 0.28
SETTLE_SECONDS_MAX = 6.0
CARET_PIXELS_WIDE = 3
CHANGED_PIXELS_MIN = 12
CHANNEL_STEP_MIN = 12
MARK_TOLERANCE = 48
MARK_SHARE_MIN = 0.25


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment, RGB. image: the page's region; whole: the window, with the browser's own bars."""

    image: Image.Image
    whole: Image.Image
    bar_high: int

    @property
    def bar(self) -> Image.Image:
        """What stands above the page: tabs and address."""
        return self.whole.crop((0, 0, self.whole.width, self.bar_high))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.image.tobytes()).hexdigest()

    def differs(self, other: "Frame") -> bool:
        return pictures_differ(self.image, other.image)


def capture(box: Box) -> Image.Image:
    """That box of the screen in screen points, RGB, without the mouse pointer.

    Raises BrowserError where the system does not let us look.
    """
    display = os.environ.get("DISPLAY") if sys.platform == "linux" else None
    try:
        image = ImageGrab.grab(bbox=box, xdisplay=display)
    except OSError as error:
        raise BrowserError(f"The screen cannot be captured ({error}).") from error
    wide, high = box[2] - box[0], box[3] - box[1]
    if image.size != (wide, high):  # Retina: two pixels a point
        image = image.resize((wide, high), Image.Resampling.BOX)
    return image.convert("RGB")


def find_marked_region(image: Image.Image, colour: tuple[int, int, int]) -> Box | None:
    """The rectangle painted in this colour: how the page's place in the window is measured."""
    pixels: Pixels = np.asarray(image)
    near = (np.abs(pixels.astype(np.int16) - np.array(colour)) <= MARK_TOLERANCE).all(axis=2)
    rows = np.flatnonzero(near.mean(axis=1) > MARK_SHARE_MIN)
    columns = np.flatnonzero(near.mean(axis=0) > MARK_SHARE_MIN)
    if rows.size == 0 or columns.size == 0:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def changed_box(before: Image.Image, after: Image.Image) -> Box | None:
    """The smallest box that holds every visible difference; None where there is none."""
    if before.size != after.size:
        return 0, 0, *after.size
    old: Pixels = np.asarray(before)
    new: Pixels = np.asarray(after)
    step = np.maximum(old, new) - np.minimum(old, new)
    mask = (step > CHANNEL_STEP_MIN).any(axis=2)
    if int(mask.sum()) < CHANGED_PIXELS_MIN:
        return None
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def pictures_differ(before: Image.Image, after: Image.Image) -> bool:
    box = changed_box(before, after)
    return box is not None and box[2] - box[0] > CARET_PIXELS_WIDE


def wait_until_settled(
    look: Callable[[], Image.Image],
    *,
    before: Image.Image | None,
    check: Callable[[], None],
    seconds_max: float = SETTLE_SECONDS_MAX,
) -> Image.Image:
    """The first picture after the screen has changed and then kept still; at most seconds_max.

    before: the picture when the action was sent; FIRST_CHANGE_SECONDS are granted to a slow start.
    check: called at each turn, raises to stop waiting. The tab's throbber is part of the picture,
    so a page that still loads is not taken for a quiet one.
    """
    started = time.monotonic()
    changed = before is None
    last, quiet_since = look(), started
    while (now := time.monotonic()) - started < seconds_max:
        check()
        if not changed and before is not None:
            changed = pictures_differ(before, last)
        if now - quiet_since >= QUIET_SECONDS and (
            changed or now - started >= FIRST_CHANGE_SECONDS
        ):
            return last
        time.sleep(POLL_SECONDS)
        fresh = look()
        if pictures_differ(last, fresh):
            quiet_since = time.monotonic()
        last = fresh
    return last
