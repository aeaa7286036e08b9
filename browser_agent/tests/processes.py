"""Who runs below a process, by `ps`."""

import subprocess
import time
from collections.abc import Iterable


def descendants(pid: int) -> dict[int, str]:
    """Command line by process id of all that live below this one; zombies are not alive."""
    listed = subprocess.run(
        ["ps", "-axww", "-o", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
    )
    below: dict[int, list[tuple[int, str]]] = {}
    for line in listed.stdout.splitlines():
        its_id, parent, state, told = [*line.split(None, 3), ""][:4]
        if not state.startswith("Z"):
            below.setdefault(int(parent), []).append((int(its_id), told))
    found: dict[int, str] = {}
    waiting = [pid]
    while waiting:
        for child, words in below.get(waiting.pop(), []):
            found[child] = words
            waiting.append(child)
    return found


def wait_until_gone(pids: Iterable[int], *, seconds: float) -> list[int]:
    """Those that still live when the time is up."""
    deadline = time.monotonic() + seconds
    while left := [pid for pid in pids if _lives(pid)]:
        if time.monotonic() > deadline:
            return left
        time.sleep(0.1)
    return []


def _lives(pid: int) -> bool:
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")
