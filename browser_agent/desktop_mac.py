"""The same desktop verbs on macOS, through Quartz and AppKit (pyobjc comes with pyautogui there).

Needs Accessibility and Screen Recording for the program that runs the worker, granted by hand.
"""

import subprocess
import time
from typing import Any

import AppKit
import Quartz

from browser_agent.desktop import CLIPBOARD_SECONDS_MAX, Box, gui
from browser_agent.errors import BrowserError

SCRIPT_SECONDS_MAX = 10
SYSTEM_LAYER = 20  # the Dock, the menu bar and the pointer are always above everything


class MacDesktop:
    """A "window" is the pid of its process: a fresh Chrome of ours has one window."""

    def __init__(self) -> None:
        self._board: Any = AppKit.NSPasteboard.generalPasteboard()

    def find_window(self, pid: int, *, timeout_seconds: float) -> int:
        deadline = time.monotonic() + timeout_seconds
        while time.monotonic() < deadline:
            shown = _on_screen()
            if any(w["kCGWindowOwnerPID"] == pid and w["kCGWindowLayer"] == 0 for w in shown):
                return pid
            time.sleep(0.1)
        raise BrowserError("Chrome's window did not appear.", pid=pid)

    def place(self, window: int, box: Box) -> None:
        x0, y0, x1, y1 = box
        self._tell(
            f"tell (first process whose unix id is {window}) to tell window 1\n"
            f"set position to {{{x0}, {y0}}}\nset size to {{{x1 - x0}, {y1 - y0}}}\nend tell"
        )

    def focus(self, window: int) -> None:
        application = AppKit.NSRunningApplication.runningApplicationWithProcessIdentifier_(window)
        if application is None:
            raise BrowserError("Chrome is gone.", pid=window)
        application.activateWithOptions_(AppKit.NSApplicationActivateIgnoringOtherApps)

    def has_focus(self, window: int) -> bool:
        front = AppKit.NSWorkspace.sharedWorkspace().frontmostApplication()
        return front is not None and int(front.processIdentifier()) == window

    def window_box(self, window: int) -> Box | None:
        mine = [one for one in _on_screen() if one["kCGWindowOwnerPID"] == window]
        ordinary = [_bounds(one) for one in mine if one["kCGWindowLayer"] == 0]
        return max(ordinary, key=lambda box: box[2] - box[0]) if ordinary else None

    def screen_size(self) -> tuple[int, int]:
        size = Quartz.CGDisplayBounds(Quartz.CGMainDisplayID()).size
        return int(size.width), int(size.height)

    def covering(self, window: int, box: Box) -> int | None:
        for one in _on_screen():  # from front to back
            if one["kCGWindowOwnerPID"] == window:
                return None
            x0, y0, x1, y1 = _bounds(one)
            over = min(x1, box[2]) - max(x0, box[0]) > 0 and min(y1, box[3]) - max(y0, box[1]) > 0
            if over and one["kCGWindowLayer"] < SYSTEM_LAYER and one.get("kCGWindowAlpha", 1) > 0:
                return int(one["kCGWindowNumber"])
        return None

    def clear_clipboard(self) -> None:
        self._board.clearContents()

    def read_clipboard(self) -> str:
        deadline = time.monotonic() + CLIPBOARD_SECONDS_MAX
        while time.monotonic() < deadline:
            text = self._board.stringForType_(AppKit.NSPasteboardTypeString)
            if text is not None:
                return str(text)
            time.sleep(0.01)
        raise BrowserError("Nothing was copied.")

    def begin_typing(self, text: str) -> int:
        """Ready for all of it: each event carries its letter."""
        return len(text)

    def press_command(self, letter: str) -> None:
        gui().hotkey("command", letter)

    def close(self) -> None:
        """Nothing is held."""

    def type_character(self, character: str) -> None:
        """An event that carries the character itself, so the keyboard's layout does not matter."""
        units = len(character.encode("utf-16-le")) // 2
        for pressed in (True, False):
            event = Quartz.CGEventCreateKeyboardEvent(None, 0, pressed)
            Quartz.CGEventKeyboardSetUnicodeString(event, units, character)
            Quartz.CGEventPost(Quartz.kCGHIDEventTap, event)
            time.sleep(0.004)

    def _tell(self, script: str) -> None:
        """AppleScript to System Events; refused until Accessibility has been granted."""
        done = subprocess.run(
            ["osascript", "-e", f'tell application "System Events"\n{script}\nend tell'],
            capture_output=True,
            check=False,
            timeout=SCRIPT_SECONDS_MAX,
        )
        if done.returncode:
            raise BrowserError(
                "macOS did not let us place Chrome's window: grant Accessibility to this program."
            )


def _on_screen() -> list[dict[str, Any]]:
    """Every window that is on the screen, from front to back."""
    listed = Quartz.CGWindowListCopyWindowInfo(
        Quartz.kCGWindowListOptionOnScreenOnly, Quartz.kCGNullWindowID
    )
    return list(listed or [])


def _bounds(window: dict[str, Any]) -> Box:
    bounds = window["kCGWindowBounds"]
    x, y = int(bounds["X"]), int(bounds["Y"])
    return x, y, x + int(bounds["Width"]), y + int(bounds["Height"])
