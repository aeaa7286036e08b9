"""The whole test suite in two processes side by side, each with a database of its own.

    python -m workshop.lanes [pytest options]

Most of the suite waits: for a browser to settle, for a broker to come up, for a lock to be let go.
So one lane drives browsers and sandboxes and the other does all the rest. The second lane is the
complement of the first among pyproject's testpaths: no test can fall between them, and none is run
twice. Exit 0 where both lanes pass.
"""

import os
import re
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HANDS = ("browser_agent", "sandbox", "workshop", "tests/test_story.py")
PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
NOTHING_COLLECTED = 5
SLOWEST = ("--durations=15", "--durations-min=5")
# pytest's headings of what it tells about a test that went wrong.
WENT_WRONG = re.compile(r"=+ (FAILURES|ERRORS|short test summary info) =+")
REPEATED_LINES = 60


@dataclass(frozen=True, slots=True)
class Lane:
    """name: before each of its lines, and in its database's name."""

    name: str
    arguments: tuple[str, ...]

    def start(self, options: Sequence[str]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [
                sys.executable,
                "-X",
                "dev",
                "-m",
                "pytest",
                "-q",
                *SLOWEST,
                *self.arguments,
                *options,
            ],
            # Development mode, but for its fences around memory: they find faults in C, and cost.
            env=os.environ
            | {"TEST_DATABASE_NAME": f"test_unsalted_{self.name}", "PYTHONMALLOC": "default"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )


def the_rest() -> tuple[str, ...]:
    """What HANDS leaves. pytest ignores --ignore for a folder that it was told to test, testpaths
    among them: so folders are left out, and only what lies within another one is ignored."""
    told = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    folders = [
        path for path in told["tool"]["pytest"]["ini_options"]["testpaths"] if path not in HANDS
    ]
    return (*folders, *(f"--ignore={path}" for path in HANDS if "/" in path))


LANES = (Lane("hands", HANDS), Lane("books", the_rest()))


def main(options: Sequence[str]) -> int:
    started = time.monotonic()
    running = [(lane, lane.start(options)) for lane in LANES]
    heard: dict[str, list[str]] = {lane.name: [] for lane in LANES}
    echoes = [
        threading.Thread(target=_echo, args=(lane.name, process, heard[lane.name]))
        for lane, process in running
    ]
    for echo in echoes:
        echo.start()
    try:
        codes = {lane.name: process.wait() for lane, process in running}
    except KeyboardInterrupt:
        for _, process in running:
            process.terminate()
        raise
    for echo in echoes:
        echo.join()
    took = time.monotonic() - started
    told = ", ".join(f"{name}: exit {code}" for name, code in codes.items())
    print(f"\nBoth lanes in {took / 60:.0f} min {took % 60:02.0f} s ({told})", flush=True)
    bad = [name for name, code in codes.items() if code not in {0, NOTHING_COLLECTED}]
    for name in bad:
        _repeat(name, heard[name])
    return codes[bad[0]] if bad else min(codes.values())


def _echo(name: str, process: "subprocess.Popen[str]", heard: list[str]) -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            heard.append(line.rstrip())
            print(f"{name} | {heard[-1]}", flush=True)


def _repeat(name: str, heard: Sequence[str]) -> None:
    """What went wrong in a lane, once more and last: the other lane may have talked for minutes
    since, and of a long log it is the end that is kept."""
    first = next((at for at, line in enumerate(heard) if WENT_WRONG.match(line)), 0)
    for line in heard[first:][-REPEATED_LINES:]:
        print(f"{name} again | {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
