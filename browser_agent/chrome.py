"""One real Chrome on a fresh profile: started, placed, driven by its address bar, gone.

No remote debugging and no automation flag: sites and we see what a person would.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from PIL import Image

from browser_agent.bars import Bars
from browser_agent.desktop import Box, Desktop
from browser_agent.display import (
    SCREEN_HEIGHT,
    SCREEN_WIDTH,
    child_environment,
    dying_with_us,
)
from browser_agent.errors import BrowserError, PageMovedError
from browser_agent.hands import Hands, StopFlag
from browser_agent.profile import (
    fresh_profile,
    own_temporary_folder,
    remove_profile,
    sweep_profiles,
)
from browser_agent.program import FLAGS, find_chrome
from browser_agent.screen import (
    LOAD_SECONDS,
    UNSURE_SECONDS,
    Frame,
    capture,
    find_marked_region,
    find_ruler,
    wait_until_settled,
)

PLACE_SECONDS_MAX = 3.0
PLACE_PAUSE_SECONDS = 0.15
COVERED_SECONDS_MAX = 6.0
COVERED_PAUSE_SECONDS = 0.15
ZOOM_MIN, ZOOM_MAX = 0.5, 4.0
START_SECONDS_MAX = 60.0
STOP_SECONDS_MAX = 3.0
ADDRESS_PATIENCE_SECONDS = (0.07, 0.25, 0.6, 1.0)
"""How long the address bar may take to get the focus: first try, second try, ..."""
MARK_COLOUR = (255, 0, 254)
RULER_COLOUR, RULER_CSS_PIXELS = (0, 200, 60), 400
MARK_PAGE = (
    "data:text/html,<title>Ready</title><body bgcolor=%23ff00fe>"
    f"<div style='position:fixed;left:40px;top:40px;width:{RULER_CSS_PIXELS}px;height:24px;"
    "background:%2300c83c'></div>"
)


class Chrome:
    """A context manager; leaving it proves that no process of the profile survives.

    device_scale: what Chrome is told to draw at; None leaves it to the screen. Either way it is
    measured. page: the page's box in a whole frame, CSS pixels.
    """

    def __init__(
        self,
        *,
        binary: str,
        desktop: Desktop,
        hands: Hands,
        stop: StopFlag,
        root: Path | None,
        device_scale: float | None = 1.0 if sys.platform == "linux" else None,
    ) -> None:
        self._binary = binary
        self._desktop = desktop
        self._hands = hands
        self._stop = stop
        self._root = root
        self._window = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._device_scale = device_scale
        self._place: Box = (0, 0, SCREEN_WIDTH, SCREEN_HEIGHT)
        self._zoom = 1.0  # screen points a CSS pixel
        self._bars: Bars | None = None
        self.profile: Path | None = None
        self.page: Box = self._place

    def __enter__(self) -> Self:
        sweep_profiles(self._root)
        self.profile = fresh_profile(self._root)
        try:
            self._start()
            self._measure()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def zoom(self) -> float:
        """Screen points to one CSS pixel, as measured."""
        return self._zoom

    def point(self, x: int, y: int) -> tuple[int, int]:
        """The screen point of a pixel of the page."""
        left, top = self._place[:2]
        return (
            left + round((self.page[0] + x + 0.5) * self._zoom - 0.5),
            top + round((self.page[1] + y + 0.5) * self._zoom - 0.5),
        )

    def look(self) -> Frame:
        """The page as it is now; the browser's own bars apart.

        Raises BrowserError where Chrome is gone, is moved about, or is covered by somebody else.
        """
        self.hold_place()
        return self._frame(self._capture())

    def look_at_bar(self) -> Image.Image:
        """Tabs and address alone, as they are now: cheap enough for every key."""
        assert self._bars is not None, "measured when Chrome was started"
        left, top, right, _ = self._place
        high = round(self._bars.high * self._zoom)
        return capture((left, top, right, top + high), zoom=self._zoom)

    def settle(
        self,
        before: Frame | None,
        *,
        seconds_max: float = 6.0,
        likely: Callable[[Frame], None] | None = None,
        early: Callable[[Frame], None] | None = None,
        loading: bool = False,
        unsure_seconds: float = UNSURE_SECONDS,
    ) -> Frame:
        """Waits for quiet after an action that was sent when the screen showed `before`.

        likely: told early of the frame that will probably be the last. early: told once of a new
        page that loads no more, before it has been quiet for long. loading: the action was an
        address, so more than the address is going to change. unsure_seconds: of quiet, after a
        small change.
        """
        self.hold_place()
        whole = wait_until_settled(
            self._capture,
            before=None if before is None else before.whole,
            check=self._stop.check,
            seconds_max=seconds_max,
            likely=None if likely is None else lambda one: likely(self._frame(one)),
            early=None if early is None else lambda one: early(self._frame(one)),
            unsure_seconds=LOAD_SECONDS if loading else unsure_seconds,
            busy=self._bars.is_loading if self._bars is not None else lambda _: False,
        )
        self.hold_place()
        return self._frame(whole)

    def hold_place(self) -> None:
        """The window is where it was measured, and nobody else's lies over it; it is put back.

        Raises BrowserError where it does not stay, stays covered, or has gone.
        """
        if self._process is None or self._process.poll() is not None:
            raise BrowserError("Chrome has ended.")
        moved, deadline = False, time.monotonic() + PLACE_SECONDS_MAX
        while (now := self._desktop.window_box(self._window)) != self._place:
            if now is None:
                raise BrowserError("Chrome's window is gone.")
            if time.monotonic() > deadline:
                raise BrowserError("Chrome's window does not stay where it was put.")
            self._desktop.place(self._window, self._place)
            self._stop.wait(PLACE_PAUSE_SECONDS)
            moved = True
        if moved:  # it draws itself anew, some time after it has been told its size
            self._stop.wait(PLACE_PAUSE_SECONDS)
            wait_until_settled(self._capture, before=None, check=self._stop.check)
        deadline = time.monotonic() + COVERED_SECONDS_MAX
        while self._desktop.covering(self._window, self._place) is not None:
            if time.monotonic() > deadline:
                raise BrowserError("Another window lies over Chrome's.")
            self._desktop.focus(self._window)  # which raises it; what is above that may go away
            self._stop.wait(COVERED_PAUSE_SECONDS)

    def _capture(self) -> Image.Image:
        return capture(self._place, zoom=self._zoom)

    def go_to(self, url: str) -> None:
        """Types the address, sent once it stands there whole; the same one again is a fresh load.

        A letter lost on the way would make it a question to a search engine.
        """
        for patience in ADDRESS_PATIENCE_SECONDS:
            self._enter_address_bar(patience)
            with suppress(
                PageMovedError
            ):  # the address will not be the one wanted, and is typed anew
                self._hands.type_text(url, before_each=self.keep_focus)
            self._hands.press("delete")  # drops what the address bar completed by itself
            self._hands.command("a")
            if _same_address(self._copied(), url):
                self._hands.press("enter")
                return
        raise BrowserError("The address bar does not take an address.")

    def read_address(self) -> str:
        """The page's URL, read off the address bar. Closes open menus, takes the page's focus."""
        for patience in ADDRESS_PATIENCE_SECONDS:
            self._enter_address_bar(patience)
            copied = self._copied()
            self._hands.press("escape")
            if copied:
                return copied
        raise BrowserError("The address bar cannot be read.")

    def _enter_address_bar(self, patience_seconds: float) -> None:
        """By mouse first: a page may swallow the shortcut and answer the copy with a lie."""
        self.take_focus()
        self._hands.click(*self._address_point())
        self._hands.command("l")
        self._stop.wait(patience_seconds)

    def _address_point(self) -> tuple[int, int]:
        """In the middle of the address, which stands in the lower row above the page."""
        left, top, right, _ = self._place
        high = self._bars.high if self._bars is not None else self.page[1]
        return (left + right) // 2, top + round(high * 3 / 4 * self._zoom)

    def _copied(self) -> str:
        """What is selected, or "" where nothing is."""
        self._desktop.clear_clipboard()
        self._hands.command("c")
        try:
            return self._desktop.read_clipboard()
        except BrowserError:
            return ""
        finally:
            self._desktop.clear_clipboard()

    def has_focus(self) -> bool:
        return self._desktop.has_focus(self._window)

    def keep_focus(self) -> None:
        """Raises PageMovedError where the keys would go elsewhere."""
        if not self.has_focus():
            raise PageMovedError("The keyboard went elsewhere.")

    def take_focus(self) -> None:
        """Keys and presses go to Chrome, in its place, or nowhere: whoever stole the focus gives it
        back first."""
        self.hold_place()
        deadline = time.monotonic() + STOP_SECONDS_MAX
        while not self._desktop.has_focus(self._window):
            if time.monotonic() > deadline:
                raise BrowserError("Chrome cannot get the keyboard.")
            self._desktop.focus(self._window)
            self._stop.wait(0.05)

    def _start(self) -> None:
        command = [find_chrome(self._binary), f"--user-data-dir={self.profile}", *FLAGS]
        if sys.platform == "linux":
            command.append("--ozone-platform=x11")
        else:
            command.append("--use-mock-keychain")
        if self._device_scale is not None:
            command.append(f"--force-device-scale-factor={self._device_scale}")
        if os.getuid() == 0:  # Chrome refuses to run its sandbox as root, in containers only
            command += ["--no-sandbox", "--test-type"]
        self._process = subprocess.Popen(
            dying_with_us([*command, MARK_PAGE]),
            env=child_environment() | own_temporary_folder(self.profile),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._window = self._desktop.find_window(
            self._process.pid, timeout_seconds=START_SECONDS_MAX
        )
        self._settle_place(self._place)
        self.take_focus()

    def _settle_place(self, wanted: Box) -> None:
        """Asks for that place; a small screen's manager may give another, which then holds."""
        last: Box | None = None
        deadline = time.monotonic() + PLACE_SECONDS_MAX
        while time.monotonic() < deadline:
            self._desktop.place(self._window, wanted)
            self._stop.wait(0.06)
            now = self._desktop.window_box(self._window)
            if now is not None and now in (wanted, last):
                self._place = now
                return
            last = now
        raise BrowserError("Chrome's window does not stay where it was put.")

    def _measure(self) -> None:
        """Where the page is and how large its pixels are: Chrome shows one colour and a bar of a
        known length, and a capture must find both.

        It also proves that captures work, which macOS does not say before one has been tried.
        """
        self.page, ruler = self._find_mark()
        zoom = ruler / RULER_CSS_PIXELS
        if not ZOOM_MIN <= zoom <= ZOOM_MAX:
            raise BrowserError("Chrome draws at a size that cannot be right.", zoom=zoom)
        if abs(zoom - 1) > 1 / RULER_CSS_PIXELS:
            self._zoom = zoom
            wide, high = self._desktop.screen_size()
            left, top = self._place[:2]
            self._settle_place(
                (
                    left,
                    top,
                    min(wide, left + round(SCREEN_WIDTH * zoom)),
                    min(high, top + round(SCREEN_HEIGHT * zoom)),
                )
            )
            self.page, _ = self._find_mark()
        self._bars = Bars.of(self._capture(), self.page)

    def _find_mark(self) -> tuple[Box, int]:
        """The page's box and the ruler's length, in pixels of a capture."""
        deadline = time.monotonic() + START_SECONDS_MAX
        last: Box | None = None
        while time.monotonic() < deadline:
            self._stop.check()
            image = self._capture()
            found, ruler = find_marked_region(image, MARK_COLOUR), find_ruler(image, RULER_COLOUR)
            if self._desktop.window_box(self._window) != self._place:
                # A manager takes its frame away some time after the window has appeared.
                self._settle_place(self._place)
                found = None
            if found is not None and ruler is not None and found == last:
                return found, ruler
            last = found
            time.sleep(0.08)
        raise BrowserError("Chrome's page cannot be seen: is the screen captured and the lid open?")

    def _frame(self, whole: Image.Image) -> Frame:
        assert self._bars is not None, "measured when Chrome was started"
        self.page = self._bars.page_in(whole)
        return Frame(whole.crop(self.page), whole, bar_high=self._bars.high)

    def _close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(STOP_SECONDS_MAX)
            self._process = None
        if self.profile is not None:
            remove_profile(self.profile)
            self.profile = None


def _same_address(copied: str, wanted: str) -> bool:
    """Chrome copies an address in its own spelling: escapes, and a slash after a bare host."""
    return unquote(copied).rstrip("/") == unquote(wanted).rstrip("/")
