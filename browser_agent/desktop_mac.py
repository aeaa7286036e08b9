"""The same desktop verbs on macOS, through Quartz and AppKit (pyobjc comes with pyautogui there).

Needs Accessibility and Screen Recording for the program that runs the worker, granted by hand.
"""

import subprocess
import time
from typing import Any

import AppKit
import Quartz

from browser_agent.desktop import CLIPBOARD_SECONDS_MAX, Box
from browser_agent.errors import BrowserError

SCRIPT_SECONDS_MAX = 10


class MacDesktop:
    """A "window" is the pid of its process: a fresh Chrome of ours has one window."""

    command_key = "command"

    def __init__(self) -> None:
        self._board: Any = AppKit.NSPasteboard.generalPasteboard()

    def find_window(self, pid: int, *, timeout_seconds: float) -> int:
        deadline = time.monotonic() + timeout_seconds
        while time.monotonic() < deadline:
            listed = Quartz.CGWindowListCopyWindowInfo(
                Quartz.kCGWindowListOptionOnScreenOnly, Quartz.kCGNullWindowID
            )
            if any(w["kCGWindowOwnerPID"] == pid and w["kCGWindowLayer"] == 0 for w in listed):
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
