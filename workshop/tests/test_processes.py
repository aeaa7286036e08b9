"""Programs are stopped with all their children, and one that dies early is told of with its log."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workshop.processes import Processes, free_port, free_ports, listens

PARENT = (
    "import subprocess, sys, time, pathlib;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)']);"
    "pathlib.Path(sys.argv[1]).write_text(str(child.pid)); time.sleep(300)"
)


def is_alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True)
    return state.stdout.strip() != b"" and not state.stdout.startswith(b"Z")


def test_stopping_takes_the_grandchildren_along(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    with Processes(tmp_path) as processes:
        processes.start("parent", [sys.executable, "-c", PARENT, told], {})
        processes.wait_until(lambda: told.exists() and told.read_text() != "", "The child")
        child = int(told.read_text())
        assert is_alive(child)
    deadline = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child)


HOUSE = """
import pathlib, sys, time
from workshop.processes import Processes, alone
here = pathlib.Path(sys.argv[1])
with alone(here / "demo", "make demo"), Processes(here / "logs") as processes:
    asleep = [sys.executable, "-c", "import time; time.sleep(300)"]
    one = processes.start("sleeper", asleep, {"PATH": "/usr/bin:/bin"})
    print(one.pid, flush=True)
    time.sleep(300)
"""


def house(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOUSE, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def gone_soon(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a kill -9")
def test_what_is_killed_leaves_nothing_running(tmp_path: Path) -> None:
    with house(tmp_path) as first:
        assert first.stdout is not None
        sleeper = int(first.stdout.readline())
        assert is_alive(sleeper)
        first.kill()
    assert gone_soon(sleeper)


def test_a_second_run_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with house(tmp_path) as first:
        assert first.stdout is not None
        sleeper = int(first.stdout.readline())
        with house(tmp_path) as second:
            _, told = second.communicate(timeout=20)
        assert second.returncode != 0
        assert "Another `make demo` is running" in told
        assert is_alive(sleeper)
        first.terminate()
    assert gone_soon(sleeper)


def test_a_program_that_dies_early_is_named_with_its_last_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Processes(tmp_path) as processes:
        processes.start("fails", [sys.executable, "-c", "raise SystemExit('no key')"], {})
        with pytest.raises(SystemExit):
            processes.wait_until(lambda: False, "It")
    assert "fails ended by itself" in (told := capsys.readouterr().err)
    assert "no key" in told


def test_free_ports_are_free_neighbours() -> None:
    first = free_ports(4)
    assert not any(listens(port) for port in range(first, first + 4))
    assert free_port(first) == first


def test_ctrl_c_ends_what_a_script_has_put_in_the_background() -> None:
    """A shell starts `make dev &` with SIGINT ignored, and Python leaves it so."""
    program = (
        "import time; from workshop.processes import end_tidily\n"
        "end_tidily()\n"
        "try: print('up', flush=True); time.sleep(30)\n"
        "except KeyboardInterrupt: print('tidied')"
    )
    background = subprocess.Popen(
        ["/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh", sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert background.stdout is not None
    assert background.stdout.readline() == "up\n"
    background.send_signal(signal.SIGINT)
    assert background.communicate(timeout=10)[0] == "tidied\n"
