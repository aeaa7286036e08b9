"""A screen to work on: the one there is, or an Xvfb of our own with a window manager.

macOS always has a screen. On Linux a screen of our own is closed to others by an Xauthority cookie,
and dies with this process, however that ends.
"""

import fcntl
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from browser_agent.errors import BrowserError

SCREEN_WIDTH, SCREEN_HEIGHT = 1280, 900
XVFB_OPTIONS = ["-nolisten", "tcp", "-noreset"]
START_SECONDS_MAX = 20.0
STOP_SECONDS_MAX = 3.0
FOLDER_PREFIX = "unsalted-screen-"
LEASE_FOLDER = Path("/tmp")  # noqa: S108 - TMPDIR may differ between workers; O_NOFOLLOW, mode 0600
HOLDER_BYTES_MAX = 80
SCREEN_NAMES = ("DISPLAY", "XAUTHORITY")
CHILD_NAMES = frozenset(
    {
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "LANG",
        "LANGUAGE",
        "TMPDIR",
        "TZ",
        "DISPLAY",
        "XAUTHORITY",
        "LD_LIBRARY_PATH",
        "DBUS_SESSION_BUS_ADDRESS",
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
    }
)
CHILD_PREFIXES = ("LC_", "XDG_", "FONTCONFIG_", "__CF_")


@contextmanager
def screen_for_chrome(wanted: str = "") -> Iterator[str]:
    """Yields the display's name ("" on macOS) with DISPLAY and XAUTHORITY set for this process.

    wanted: ":7" for that display, "own" for a fresh one, "" for DISPLAY or else a fresh one.
    """
    if sys.platform == "darwin":
        yield ""
        return
    if wanted not in {"", "own"}:
        os.environ["DISPLAY"] = wanted
    if wanted != "own" and os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    _sweep_folders()
    before = {name: os.environ.get(name) for name in SCREEN_NAMES}
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-"))
    started: list[subprocess.Popen[bytes]] = []
    try:
        yield _start_screen(folder, started)
    finally:
        for process in reversed(started):
            stop_process(process)
        shutil.rmtree(folder, ignore_errors=True)
        _restore(before)


def _restore(before: Mapping[str, str | None]) -> None:
    """The screen that this process had before; whoever looks at it must find it again."""
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@contextmanager
def only_hands() -> Iterator[Path]:
    """One run at a time on a screen: a second one would type a password into the first's window.

    Yields the lease's file, which names its holder: process id and when it took the lease. Raises
    BrowserError where another run of this user has it. The kernel takes the lease back from a
    process that is gone, so none is ever taken over from one that lives.
    """
    # ":7" and ":7.0" are one screen, and every worker has to meet the same file.
    screen = os.environ.get("DISPLAY", "").partition(".")[0]
    name = re.sub(r"\W+", "_", screen) or "_main"
    path = LEASE_FOLDER / f"unsalted-hands-{os.getuid()}{name}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, HOLDER_BYTES_MAX).decode("ascii", "replace").strip()
            raise BrowserError(f"Another run has its hands on this screen ({holder}).") from error
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()} since {time.strftime('%Y-%m-%dT%H:%M:%S%z')}\n".encode())
        yield path
    finally:
        os.close(handle)


def dying_with_us(command: list[str]) -> list[str]:
    """The same command, killed by the kernel when the thread that starts it is gone (Linux)."""
    if sys.platform == "linux" and shutil.which("setpriv"):
        return ["setpriv", "--pdeathsig", "KILL", "--", *command]
    return command


def child_environment() -> dict[str, str]:
    """What Chrome and the screen need of our environment: neither token nor broker password.

    A page that breaks out of its renderer reads the environment first.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if name in CHILD_NAMES or name.startswith(CHILD_PREFIXES)
    }


def stop_process(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS_MAX)


def _sweep_folders() -> None:
    """Cookies of processes that were killed; their screens died with them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        owner = folder.name.removeprefix(FOLDER_PREFIX).split("-")[0]
        if folder.stat().st_uid == os.getuid() and not process_lives(owner):
            shutil.rmtree(folder, ignore_errors=True)


def process_lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (OSError, ValueError):
        return False
    return True


def _start_screen(folder: Path, started: list[subprocess.Popen[bytes]]) -> str:
    for program in ("Xvfb", "openbox", "xauth"):
        if shutil.which(program) is None:
            raise BrowserError(f"{program} is not installed: run `make setup`.")
    cookie_file = folder / "xauthority"
    # The server reads its cookie at start, before anybody knows the display's number, and does not
    # care under which number the cookie is filed; the clients do.
    cookie = secrets.token_hex(16)
    _file_cookie(cookie_file, ":0", cookie)
    name = _start_xvfb(cookie_file, started)
    _file_cookie(cookie_file, name, cookie)
    os.environ["DISPLAY"], os.environ["XAUTHORITY"] = name, str(cookie_file)
    # openbox places windows and gives them focus; without a manager Chrome never has the keyboard.
    started.append(
        subprocess.Popen(
            dying_with_us(["openbox", "--sm-disable"]),
            env=child_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )
    return name


def _start_xvfb(cookie_file: Path, started: list[subprocess.Popen[bytes]]) -> str:
    reader, writer = os.pipe()
    geometry = f"{SCREEN_WIDTH}x{SCREEN_HEIGHT}x24"
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", geometry]
    command += [*XVFB_OPTIONS, "-auth", str(cookie_file)]
    process = subprocess.Popen(
        dying_with_us(command),
        pass_fds=[writer],
        env=child_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    started.append(process)
    deadline = time.monotonic() + START_SECONDS_MAX
    os.set_blocking(reader, False)
    answer = b""
    try:
        while b"\n" not in answer:
            if process.poll() is not None or time.monotonic() > deadline:
                raise BrowserError("Xvfb did not start.", exit_code=process.poll())
            try:
                answer += os.read(reader, 32)
            except BlockingIOError:
                time.sleep(0.02)
    finally:
        os.close(reader)
    return f":{int(answer)}"


def _file_cookie(path: Path, display: str, cookie: str) -> None:
    path.touch(mode=0o600, exist_ok=True)
    # By standard input: an argument would show the cookie to everybody on this machine.
    try:
        subprocess.run(
            ["xauth", "-q", "-f", str(path)],
            input=f"add {display} . {cookie}\n".encode(),
            check=True,
            capture_output=True,
            timeout=START_SECONDS_MAX,
        )
    except subprocess.SubprocessError as error:
        raise BrowserError(f"The screen's key cannot be filed: {error}.") from error
