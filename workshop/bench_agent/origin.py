"""Where and on what a benchmark ran."""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from browser_agent.errors import BrowserError
from browser_agent.program import find_chrome

PACKAGES = (
    "rapidocr",
    "onnxruntime",
    "opencv-python-headless",
    "opencv-python",
    "numpy",
    "pyautogui",
)
MINIWOB_LOCK = "miniwob.txt"


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(),
        "load_average": round(os.getloadavg()[0], 2),
    }


def versions(root: Path) -> dict[str, str]:
    found = {"python": platform.python_version(), "chrome": _chrome()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    lock = (root / "requirements" / MINIWOB_LOCK).read_text()
    pinned = [line.split("==")[1].split()[0] for line in lock.splitlines() if "==" in line]
    return found | {"miniwob": pinned[0]}


def commit(root: Path) -> str:
    """The commit, with "+" where files differ from it; "" outside a repository."""
    name = _said(["git", "-C", str(root), "rev-parse", "--short=12", "HEAD"])
    changed = _said(["git", "-C", str(root), "status", "--porcelain", "--untracked-files=no"])
    return name + ("+" if name and changed else "")


def _chrome() -> str:
    try:
        return _said([find_chrome(os.environ.get("CHROME_BINARY", "")), "--version"])
    except BrowserError:
        return ""


def _said(command: list[str]) -> str:
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""
