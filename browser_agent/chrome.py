"""One real Chrome on a fresh profile: started, placed, driven by its address bar, gone.

No remote debugging and no automation flag: sites and we see what a person would. Flags come from
Chromium's own list of switches; each only keeps Chrome from asking a new user something.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from PIL import Image

from browser_agent.desktop import Box, Desktop
from browser_agent.display import (
    SCREEN_HEIGHT,
    SCREEN_WIDTH,
    child_environment,
    dying_with_us,
)
from browser_agent.errors import BrowserError
from browser_agent.hands import Hands, StopFlag
from browser_agent.profile import fresh_profile, remove_profile, sweep_profiles
from browser_agent.screen import Frame, capture, find_marked_region, wait_until_settled

WINDOW: Box = (0, 0, SCREEN_WIDTH, SCREEN_HEIGHT)
START_SECONDS_MAX = 30.0
STOP_SECONDS_MAX = 3.0
ADDRESS_PATIENCE_SECONDS = (0.07, 0.25, 0.6, 1.0)
"""How long the address bar may take to get the focus: first try, second try, ..."""
MARK_COLOUR = (255, 0, 254)
MARK_PAGE = "data:text/html,<title>Ready</title><body bgcolor=%23ff00fe>"

LINUX_PROGRAMS = ("google-chrome-stable", "google-chrome", "chromium", "chromium-browser")
MAC_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-search-engine-choice-screen",
    "--hide-crash-restore-bubble",
    "--deny-permission-prompts",
    "--disable-sync",
    "--disable-background-mode",
    "--disable-component-update",
    "--disable-features=Translate,MediaRouter,PrivacySandboxSettings4,AutofillServerCommunication",
    "--password-store=basic",
    "--force-device-scale-factor=1",
    f"--window-position={WINDOW[0]},{WINDOW[1]}",
    f"--window-size={WINDOW[2]},{WINDOW[3]}",
)


def find_chrome(wanted: str = "") -> str:
    """The path of Chrome's program, or BrowserError with the cure."""
    names = (wanted,) if wanted else MAC_PROGRAMS if sys.platform == "darwin" else LINUX_PROGRAMS
    for name in names:
        if path := shutil.which(name):
            return path
    if wanted:
        raise BrowserError(f"CHROME_BINARY names {wanted}, which cannot be run.")
    raise BrowserError("Chrome is not installed: run `make setup-browser` or set CHROME_BINARY.")


class Chrome:
    """A context manager; leaving it proves that no process of the profile survives."""

    def __init__(
        self, *, binary: str, desktop: Desktop, hands: Hands, stop: StopFlag, root: Path | None
    ) -> None:
        self._binary = binary
        self._desktop = desktop
        self._hands = hands
        self._stop = stop
        self._root = root
        self._window = 0
        self._process: subprocess.Popen[bytes] | None = None
        self.profile: Path | None = None
        self.page: Box = WINDOW

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

    def look(self) -> Frame:
        """The page as it is now; the browser's own bars apart."""
        return self._frame(capture(WINDOW))

    def settle(self, before: Frame | None, *, seconds_max: float = 6.0) -> Frame:
        """Waits for quiet after an action that was sent when the screen showed `before`."""
        if self._process is None or self._process.poll() is not None:
            raise BrowserError("Chrome has ended.")
        whole = wait_until_settled(
            lambda: capture(WINDOW),
            before=None if before is None else before.whole,
            check=self._stop.check,
            seconds_max=seconds_max,
        )
        return self._frame(whole)

    def go_to(self, url: str) -> None:
        """Types the address, sent once it stands there whole; the same one again is a fresh load.

        A letter lost on the way would make it a question to a search engine.
        """
        for patience in ADDRESS_PATIENCE_SECONDS:
            self._enter_address_bar(patience)
            self._hands.type_text(url)
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
        return WINDOW[0] + (WINDOW[2] - WINDOW[0]) // 2, WINDOW[1] + self.page[1] * 3 // 4

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

    def take_focus(self) -> None:
        """Keys go to Chrome or nowhere: whoever stole the focus gives it back first."""
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
        if os.getuid() == 0:  # Chrome refuses to run its sandbox as root, in containers only
            command += ["--no-sandbox", "--test-type"]
        self._process = subprocess.Popen(
            dying_with_us([*command, MARK_PAGE]),
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._window = self._desktop.find_window(
            self._process.pid, timeout_seconds=START_SECONDS_MAX
        )
        self._desktop.place(self._window, WINDOW)
        self.take_focus()

    def _measure(self) -> None:
        """Where the page is: Chrome shows one colour, and a capture must find it.

        It also proves that captures work, which macOS does not say before one has been tried.
        """
        deadline = time.monotonic() + START_SECONDS_MAX
        last: Box | None = None
        while time.monotonic() < deadline:
            self._stop.check()
            found = find_marked_region(capture(WINDOW), MARK_COLOUR)
            if found is not None and found == last:
                self.page = found
                return
            last = found
            time.sleep(0.12)
        raise BrowserError("Chrome's page cannot be seen: is the screen captured and the lid open?")

    def _frame(self, whole: Image.Image) -> Frame:
        return Frame(whole.crop(self.page), whole, bar_high=self.page[1])

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
