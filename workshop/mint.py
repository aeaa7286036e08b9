"""The real Cashu mint's own environment, var/mint-venv, exactly as locked.

    python -m workshop.mint

The mint pins old versions of what the product uses, so the two cannot share one. Quick when nothing
is missing.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from workshop.say import refuse, step

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "mint-venv"
LOCK = ROOT / "requirements" / "mint.txt"


def make_mint() -> Path:
    """The Python that can import the mint."""
    FOLDER.parent.mkdir(exist_ok=True)
    python, stamp = FOLDER / "bin" / "python", FOLDER / ".locked"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    with (FOLDER.parent / "mint-venv.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # two test runs may both find it missing
        if stamp.exists() and stamp.read_text() == wanted and python.exists():
            return python
        step("Installing the Cashu mint that the tests talk to (a minute on a cold cache)")
        _uv("venv", "-q", "--clear", "--python", sys.executable, str(FOLDER))
        locked = ("--no-deps", "--require-hashes", "-r", str(LOCK))
        install = ("pip", "install", "-q", "--python", str(python), *locked)
        # The second try is for a network whose certificates only the system knows.
        if not _tried(*install) and not _tried(*install, "--system-certs"):
            refuse("The mint could not be installed: is there a connection to a package index?")
        stamp.write_text(wanted)
    return python


def _uv(*arguments: str) -> None:
    if not _tried(*arguments):
        refuse(f"uv {arguments[0]} failed.")


def _tried(*arguments: str) -> bool:
    uv = Path(sys.executable).with_name("uv")
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    return subprocess.run([str(uv), *arguments], check=False, env=environment).returncode == 0


if __name__ == "__main__":
    make_mint()
