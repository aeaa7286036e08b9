"""What is on the screen: capture, scale, change and quiet.

A screen is settled when captures keep agreeing; a blinking caret does not count as a change. Every
picture that leaves this module is in CSS pixels, whatever the display's density and Chrome's zoom.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageGrab

from browser_agent.desktop import Box
from browser_agent.errors import BrowserError

Pixels = NDArray[np.uint8]
POLL_SECONDS = 0.035
FIRST_CHANGE_SECONDS = 0.6
QUIET_SECONDS = 0.2
UNSURE_SECONDS = 0.32  # after a small change, such as a pressed button's ring: the page may follow
LIKELY_QUIET_SECONDS = 0.03  # one picture that is like the last
EARLY_QUIET_SECONDS = 0.03  # of a whole new page, before its address may be read meanwhile
LOAD_SECONDS = 0.5  # after an address was sent, while nothing but the address has changed
BUSY_SECONDS = 2.0  # of quiet, while Chrome says that it still loads
TURN_SECONDS = 0.06  # what a turn takes where nobody else wants the processor
PACE_MAX = 5.0
PAGE_CHANGE_SHARE = 0.05
SETTLE_SECONDS_MAX = 6.0
CARET_PIXELS_WIDE = 3
CHANGED_PIXELS_MIN = 12
CHANNEL_STEP_MIN = 12
VISIBLE_STEPS = [255 if step > CHANNEL_STEP_MIN else 0 for step in range(256)]
MARK_TOLERANCE = 48
MARK_SHARE_MIN = 0.25
RULER_SHARE_MIN = 0.5  # of the ruler's own height, once its columns are known


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment, RGB, CSS pixels. image: the page's region; whole: the window, with the browser's
    own bars. bar_high: the bars' height, without what Chrome shows between them and the page."""

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


def capture(box: Box, *, zoom: float = 1.0) -> Image.Image:
    """That box of the screen, RGB, without the mouse pointer.

    box: screen points; a capture may have more pixels than points (Retina), and is measured, not
    believed. zoom: screen points to a pixel of the picture that is given back.
    Raises BrowserError where the system does not let us look.
    """
    display = os.environ.get("DISPLAY") if sys.platform == "linux" else None
    try:
        image = ImageGrab.grab(bbox=box, xdisplay=display)
    except (OSError, subprocess.SubprocessError) as error:
        raise BrowserError(f"The screen cannot be captured ({error}).") from error
    wanted = round((box[2] - box[0]) / zoom), round((box[3] - box[1]) / zoom)
    if image.size != wanted:
        image = image.resize(wanted, Image.Resampling.BOX)
    return image if image.mode == "RGB" else image.convert("RGB")


def find_marked_region(image: Image.Image, colour: tuple[int, int, int]) -> Box | None:
    """The rectangle painted in this colour: how the page's place in the window is measured."""
    pixels: Pixels = np.asarray(image)
    near = (np.abs(pixels.astype(np.int16) - np.array(colour)) <= MARK_TOLERANCE).all(axis=2)
    rows = np.flatnonzero(near.mean(axis=1) > MARK_SHARE_MIN)
    columns = np.flatnonzero(near.mean(axis=0) > MARK_SHARE_MIN)
    if rows.size == 0 or columns.size == 0:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def find_ruler(image: Image.Image, colour: tuple[int, int, int]) -> int | None:
    """How many pixels wide the bar in this colour is; None where there is none."""
    pixels: Pixels = np.asarray(image)
    near = (np.abs(pixels.astype(np.int16) - np.array(colour)) <= MARK_TOLERANCE).all(axis=2)
    rows = np.flatnonzero(near.sum(axis=1) > MARK_SHARE_MIN * image.width / 4)
    if rows.size == 0:
        return None
    columns = np.flatnonzero(near[rows].mean(axis=0) > RULER_SHARE_MIN)
    return int(columns[-1] - columns[0]) + 1 if columns.size else None


def changed_box(before: Image.Image, after: Image.Image) -> Box | None:
    """The smallest box that holds every visible difference; None where there is none."""
    if before.size != after.size:
        return 0, 0, *after.size
    steps = ImageChops.difference(before, after)
    rough = steps.getbbox()
    if rough is None:
        return None
    red, green, blue = steps.crop(rough).split()
    visible = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(VISIBLE_STEPS)
    box = visible.getbbox()
    if box is None or visible.histogram()[255] < CHANGED_PIXELS_MIN:
        return None
    left, top = rough[0], rough[1]
    return left + box[0], top + box[1], left + box[2], top + box[3]


def pictures_differ(before: Image.Image, after: Image.Image) -> bool:
    return _counts(changed_box(before, after))


def _counts(box: Box | None) -> bool:
    return box is not None and box[2] - box[0] > CARET_PIXELS_WIDE


def _is_page_change(box: Box | None, size: tuple[int, int]) -> bool:
    if box is None:
        return False
    return (box[2] - box[0]) * (box[3] - box[1]) > PAGE_CHANGE_SHARE * size[0] * size[1]


def wait_until_settled(
    look: Callable[[], Image.Image],
    *,
    before: Image.Image | None,
    check: Callable[[], None],
    seconds_max: float = SETTLE_SECONDS_MAX,
    likely: Callable[[Image.Image], None] | None = None,
    early: Callable[[Image.Image], None] | None = None,
    unsure_seconds: float = UNSURE_SECONDS,
    busy: Callable[[Image.Image], bool] = lambda _: False,
) -> Image.Image:
    """The first picture after the screen has changed and then kept still; at most seconds_max.

    before: the picture when the action was sent; FIRST_CHANGE_SECONDS are granted to a slow start.
    check: called at each turn, raises to stop waiting. likely: told early of a picture that will
    probably be the last, so that reading it can begin. early: told once of a page that is new as a
    whole and no longer loading; what it does passes as quiet, if the page stays as it was.
    unsure_seconds: of quiet, where no more than a small part has changed. busy: whether that
    picture says that a page is being loaded. The tab's throbber is part of the picture too; on a
    machine that is short of time, where throbbers stand still, quiet has to last longer.
    """
    started = time.monotonic()
    last, quiet_since = look(), started
    anchor = last  # compared with, so that a slow fade is not quiet because its steps are small
    whole_page = before is None
    first = None if before is None else changed_box(before, last)
    changed = before is None or _counts(first)
    if before is not None:
        whole_page = _is_page_change(first, last.size)
    told, pace = False, 1.0
    while (now := time.monotonic()) - started < seconds_max:
        check()
        still = now - quiet_since
        if likely is not None and changed and not told and still >= LIKELY_QUIET_SECONDS:
            told = True
            likely(last)
        enough = (QUIET_SECONDS if whole_page else unsure_seconds) * pace
        if still >= enough and busy(last):
            enough = BUSY_SECONDS * pace
        if still >= enough and (changed or now - started >= FIRST_CHANGE_SECONDS):
            return last
        if early is not None and whole_page and still >= EARLY_QUIET_SECONDS and not busy(last):
            early(last)
            early, now = None, time.monotonic()
        missing = enough - (now - quiet_since)
        time.sleep(min(POLL_SECONDS, missing) if missing > 0 else POLL_SECONDS)
        fresh = look()
        turn = time.monotonic() - now
        pace = min(max(pace, turn / TURN_SECONDS), PACE_MAX)
        box = changed_box(anchor, fresh)
        if _counts(box):
            anchor, quiet_since = fresh, time.monotonic()
            changed, told = True, False
            whole_page |= _is_page_change(box, fresh.size)
        last = fresh
    return last
