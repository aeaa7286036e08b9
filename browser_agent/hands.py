"""The hands: pyautogui's verbs, each of which looks at the stop flag first.

An abort stops them between two keystrokes. Moving the mouse into a corner of the screen stops them
too (pyautogui's fail-safe, for a person at the machine).
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from browser_agent.desktop import Desktop, gui, screen_faults
from browser_agent.errors import AbortedError, BrowserError

APPROACH_PIXELS, APPROACH_SECONDS = 4, 0.012
KEY_SECONDS = 0.006
CLICK_HOLD_SECONDS = 0.02
STILL_SECONDS, PATIENCE_SECONDS_MAX = 0.4, 6.0
AIMS_MAX, ARRIVAL_SECONDS_MAX = 5, 0.8
SCROLL_NOTCHES = 7
CORNER_PIXELS = 3
KEY_NAMES = {"pagedown": "pagedown", "pageup": "pageup", "escape": "esc"}


class StopFlag:
    """Set once, by whoever wants the hands to stop. lease_lost: the run is somebody else's."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.lease_lost = False

    def stop(self, *, lease_lost: bool = False) -> None:
        self.lease_lost = self.lease_lost or lease_lost
        self._event.set()

    def check(self) -> None:
        if self._event.is_set():
            raise AbortedError(lease_lost=self.lease_lost)

    def wait(self, seconds: float) -> None:
        """Sleeps, or raises AbortedError as soon as the flag is set."""
        if self._event.wait(seconds):
            raise AbortedError(lease_lost=self.lease_lost)


class Hands:
    """Mouse and keyboard. Points are screen points."""

    def __init__(self, desktop: Desktop, stop: StopFlag) -> None:
        self._desktop = desktop
        self._stop = stop
        self._left_at: tuple[int, int] | None = None

    def click(self, x: int, y: int) -> None:
        wide, high = self._screen_size()
        x = min(max(x, CORNER_PIXELS), wide - 1 - CORNER_PIXELS)
        y = min(max(y, CORNER_PIXELS), high - 1 - CORNER_PIXELS)
        self._yield_to_person()
        self._aim(x, y)
        self._do(lambda tool: tool.mouseDown(x, y))
        time.sleep(CLICK_HOLD_SECONDS)
        with _faults_named():  # never leave the button pressed, even when stopped
            gui().mouseUp(x, y)
        self._left_at = (x, y)

    def point_at(self, x: int, y: int) -> None:
        self._yield_to_person()
        self._aim(x, y)
        self._left_at = (x, y)

    def _aim(self, x: int, y: int) -> None:
        """In two moves, because a page that shows its menu on hover wants to see one."""
        for _ in range(AIMS_MAX):
            self._do(lambda tool: tool.moveTo(x - APPROACH_PIXELS, y))
            self._stop.wait(APPROACH_SECONDS)
            self._do(lambda tool: tool.moveTo(x, y))
            if self._arrived(x, y):
                return
        raise BrowserError("Somebody else moves the mouse.")

    def _arrived(self, x: int, y: int) -> bool:
        """A busy window manager holds the pointer back while it thinks about the last press."""
        deadline = time.monotonic() + ARRIVAL_SECONDS_MAX
        while not _close(self._pointer(), (x, y)):
            if time.monotonic() > deadline:
                return False
            self._stop.wait(KEY_SECONDS)
        return True

    def _yield_to_person(self) -> None:
        """Whoever has moved the mouse may be about to press: wait until it stands still."""
        here, deadline = self._pointer(), time.monotonic() + PATIENCE_SECONDS_MAX
        if self._left_at is None or _close(self._left_at, here):
            return
        while time.monotonic() < deadline:
            self._do(lambda _: None)
            self._stop.wait(STILL_SECONDS)
            before, here = here, self._pointer()
            if here == before:
                return
        raise BrowserError("Somebody else keeps moving the mouse.")

    def _pointer(self) -> tuple[int, int]:
        with _faults_named():
            x, y = gui().position()
        return int(x), int(y)

    def _screen_size(self) -> tuple[int, int]:
        with _faults_named():
            wide, high = gui().size()
        return int(wide), int(high)

    def scroll(self, direction: str) -> None:
        """One good half of a page, where the pointer is."""
        notch = -1 if direction == "down" else 1
        for _ in range(SCROLL_NOTCHES):
            self._do(lambda tool: tool.scroll(notch))
            time.sleep(KEY_SECONDS)

    def press(self, key: str) -> None:
        self._do(lambda tool: tool.press(KEY_NAMES.get(key, key)))

    def command(self, key: str) -> None:
        """Ctrl and a letter; Command on macOS."""
        self._do(lambda _: self._desktop.press_command(key))

    def type_text(self, text: str, *, before_each: Callable[[], None] | None = None) -> None:
        """Any Unicode, key by key, whatever the layout; stops between two keys.

        before_each: looked at before every key; raises to stop.
        """
        while text:
            self._stop.check()
            with _faults_named():
                ready = self._desktop.begin_typing(text)
            for character in text[:ready]:
                if before_each is not None:
                    before_each()
                self._do(lambda _, character=character: self._desktop.type_character(character))
                time.sleep(KEY_SECONDS)
            text = text[ready:]

    def clear_text(self) -> None:
        """What the focused field holds is gone. Where none is focused, the page stands selected."""
        self.command("a")
        self.press("backspace")

    def _do(self, verb: Callable[..., Any]) -> None:
        self._stop.check()
        with _faults_named():
            verb(gui())


def _close(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1


@contextmanager
def _faults_named() -> Iterator[None]:
    """A hand in the corner is an abort; a screen that has gone away is a BrowserError."""
    with screen_faults():
        tool = gui()
        try:
            yield
        except tool.FailSafeException as error:
            raise AbortedError("A hand moved the mouse into a corner.") from error
