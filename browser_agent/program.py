"""Which program Chrome is on this machine, and what it is told at its start.

The flags come from Chromium's own list of switches; each only keeps Chrome from asking a new user
something.
"""

import shutil
import sys

from browser_agent.display import SCREEN_HEIGHT, SCREEN_WIDTH
from browser_agent.errors import BrowserError

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
    "--window-position=0,0",
    f"--window-size={SCREEN_WIDTH},{SCREEN_HEIGHT}",
)


def find_chrome(wanted: str = "") -> str:
    """The path of Chrome's program, or BrowserError with the cure."""
    names = (wanted,) if wanted else MAC_PROGRAMS if sys.platform == "darwin" else LINUX_PROGRAMS
    for name in names:
        if path := shutil.which(name):
            return path
    if wanted:
        raise BrowserError(f"CHROME_BINARY names {wanted}, which cannot be run.")
    raise BrowserError("Chrome is not installed: run `make setup` or set CHROME_BINARY.")
