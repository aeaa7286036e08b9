"""Several programs at once: started in order, watched, and stopped with all their children."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

import httpx

from workshop.say import refuse

STOP_SECONDS_MAX = 12
POLL_SECONDS = 0.1
PORTS_START, PORT_MAX = 20_000, 65_535


@dataclass
class Running:
    name: str
    process: subprocess.Popen[bytes]
    log: Path
    again: Callable[[], object]


class Processes:
    """A `with` block of programs. Each is the leader of its own session, so that none survives."""

    def __init__(self, logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.logs = logs
        self.running: list[Running] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        *,
        stdout: int | None = None,
    ) -> subprocess.Popen[bytes]:
        log = self.logs / f"{name}.log"
        with log.open("ab") as sink:
            process = subprocess.Popen(
                [*ENDING_WITH_US, *(str(part) for part in command)],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=stdout if stdout is not None else sink,
                stderr=sink,
                start_new_session=True,
            )
        again = partial(self.start, name, command, environment, stdout=stdout)
        self.running.append(Running(name, process, log, again))
        return process

    def kill(self, name: str) -> Callable[[], object]:
        """kill -9 of the program and its children. Returns how to start it again."""
        one = next(one for one in self.running if one.name == name)
        _signal(one.process, signal.SIGKILL)
        one.process.wait()
        self.running.remove(one)
        return one.again

    def wait_until(self, ready: Callable[[], bool], what: str, *, seconds_max: float = 60) -> None:
        """Polls until `ready`; a program that ends meanwhile ends the wait with its log."""
        deadline = time.monotonic() + seconds_max
        while not ready():
            self.refuse_if_one_ended()
            if time.monotonic() > deadline:
                refuse(f"{what} was not ready within {seconds_max:.0f} seconds; see {self.logs}.")
            time.sleep(POLL_SECONDS)

    def refuse_if_one_ended(self) -> None:
        for one in self.running:
            code = one.process.poll()
            if code is not None:
                tail = one.log.read_text(errors="replace")[-3_000:]
                refuse(f"{one.name} ended by itself (exit code {code}). Its log ends:\n{tail}")

    def stop(self) -> None:
        """SIGTERM to every session, newest first; SIGKILL to what is left. A second Ctrl-C while
        this goes on changes nothing: it would leave half of them behind."""
        with _undisturbed():
            self._stop()

    def _stop(self) -> None:
        for one in reversed(self.running):
            _signal(one.process, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS_MAX
        for one in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.process.wait(max(0.1, deadline - time.monotonic()))
            _signal(one.process, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.process.wait(1)
            if one.process.stdout is not None:
                one.process.stdout.close()
        self.running = []


@contextlib.contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """Refuses where another `what` of this checkout runs: both would use the same folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            refuse(f"Another `{what}` is running in this checkout: stop it first, or wait for it.")
        yield


def end_tidily() -> None:
    """Told to end, or the terminal closed: leave through the `with` blocks, which stop the rest."""
    # A script's `make dev &` starts with SIGINT ignored, and Python would leave it so.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _ending_with_us() -> tuple[str, ...]:
    """Linux tells the program to end when we are gone, even by kill -9."""
    if sys.platform == "linux" and shutil.which("setpriv"):
        return ("setpriv", "--pdeathsig", "TERM", "--")
    return ()


ENDING_WITH_US = _ending_with_us()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def listens(port: int, host: str = "127.0.0.1") -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.5):
        return True
    return False


def answers(url: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(url, timeout=2).status_code < 500  # noqa: PLR2004 - any answer but a fault
    return False


def free_port(preferred: int | None = None) -> int:
    """The preferred port where nobody listens on it, else one the system picks."""
    try:
        return _bound_port(preferred or 0)
    except OSError:
        return _bound_port(0)


def free_ports(count: int, preferred: int | None = None) -> int:
    """The first of `count` neighbouring free ports."""
    first = preferred or free_port()
    bases = range(first, min(first + 2_000, PORT_MAX - count), count)
    for base in bases:
        if all(free_port(port) == port for port in range(base, base + count)):
            return base
    return free_ports(count, PORTS_START)


def _bound_port(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        return int(probe.getsockname()[1])
