"""The hands: pyautogui's verbs, each of which looks at the stop flag first.

An abort stops them between two keystrokes. Moving the mouse into a corner of the screen stops them
too (pyautogui's fail-safe, for a person at the machine).
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from browser_agent.desktop import Desktop, gui
from browser_agent.errors import AbortedError

MOVE_SECONDS = 0.12
KEY_SECONDS = 0.006
CLICK_HOLD_SECONDS = 0.04
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

    def click(self, x: int, y: int) -> None:
        wide, high = gui().size()
        x = min(max(x, CORNER_PIXELS), wide - 1 - CORNER_PIXELS)
        y = min(max(y, CORNER_PIXELS), high - 1 - CORNER_PIXELS)
        self._do(lambda tool: tool.moveTo(x, y, duration=MOVE_SECONDS))
        self._do(lambda tool: tool.mouseDown(x, y))
        time.sleep(CLICK_HOLD_SECONDS)
        with _failsafe_as_abort():  # never leave the button pressed, even when stopped
            gui().mouseUp(x, y)

    def point_at(self, x: int, y: int) -> None:
        self._do(lambda tool: tool.moveTo(x, y, duration=MOVE_SECONDS))

    def scroll(self, direction: str) -> None:
        """One good half of a page, where the pointer is."""
        notch = -1 if direction == "down" else 1
        for _ in range(SCROLL_NOTCHES):
            self._do(lambda tool: tool.scroll(notch))
            time.sleep(KEY_SECONDS)

    def press(self, key: str) -> None:
        self._do(lambda tool: tool.press(KEY_NAMES.get(key, key)))

    def command(self, key: str) -> None:
        """Ctrl and a key; Command on macOS."""
        self._do(lambda tool: tool.hotkey(self._desktop.command_key, key))

    def type_text(self, text: str, *, before_each: Callable[[], None] | None = None) -> None:
        """Any Unicode, key by key, whatever the layout; stops between two keys.

        before_each: looked at before every key; raises to stop.
        """
        for character in text:
            if before_each is not None:
                before_each()
            self._do(lambda _, character=character: self._desktop.type_character(character))
            time.sleep(KEY_SECONDS)

    def clear_text(self) -> None:
        """What the focused field holds is gone. Where none is focused, the page stands selected."""
        self.command("a")
        self.press("backspace")

    def _do(self, verb: Callable[..., Any]) -> None:
        self._stop.check()
        with _failsafe_as_abort():
            verb(gui())


@contextmanager
def _failsafe_as_abort() -> Iterator[None]:
    try:
        yield
    except gui().FailSafeException as error:
        raise AbortedError("A hand moved the mouse into a corner.") from error
