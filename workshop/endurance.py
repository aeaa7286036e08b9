"""Run after run in one process, and nothing may be left behind or grow.

`python -m workshop.endurance --runs 100` lets the agent cancel on a stand-in site, which is a
process of its own, again and again, each time on a new screen, and writes var/bench/endurance.json.
Exit 1 where a run does not succeed, where a process, profile, screen, file descriptor or thread is
left, or where memory grows beyond what the first runs explain.
"""

import argparse
import contextlib
import ctypes
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from browser_agent.contract import Ending
from browser_agent.display import FOLDER_PREFIX
from browser_agent.hands import StopFlag
from browser_agent.profile import PREFIX
from browser_agent.settings import DEFAULT_MODEL, BodySettings
from browser_agent.solo import SoloRequest, run_solo
from workshop.say import step

ROOT = Path(__file__).resolve().parent.parent
WARM_UP_SHARE = 0.2  # models load and caches fill in the first runs
GROWTH_MIB_MAX = 24.0
SHORT = 3
FDS_MORE_MAX = 4
KIB = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """After a run: of this process, what it has; of its temporary folder, what was left there."""

    run: int
    ending: str
    seconds: float
    memory_mib: float
    descriptors: int
    threads: int
    processes: int
    profiles: int
    screens: int


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m workshop.endurance")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--out", type=Path, default=ROOT / "var/bench/endurance.json")
    told = parser.parse_args()
    rows = endure(told.runs, say=lambda row: step(_line(row)))
    faults = faults_in(rows)
    told.out.parent.mkdir(parents=True, exist_ok=True)
    report = {"faults": faults, "runs": [asdict(row) for row in rows]}
    told.out.write_text(json.dumps(report, indent=1) + "\n")
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def endure(
    runs: int, *, slug: str = "lanternbox", say: Callable[[Measured], None] = lambda _: None
) -> list[Measured]:
    """That many runs one after the other in this process; what there was after each."""
    rows: list[Measured] = []
    with (
        _site(slug) as site,
        tempfile.TemporaryDirectory(prefix="ub-end-") as folder,
        _temporary_folder(Path(folder) / "tmp") as temporary,
    ):
        for run in range(1, runs + 1):
            began = time.monotonic()
            ending = _run(site, Path(folder))
            row = _measure(run, ending, time.monotonic() - began, temporary)
            rows.append(row)
            say(row)
    return rows


def faults_in(rows: Sequence[Measured]) -> list[str]:
    """What grew, was left, or did not succeed; empty when all is well."""
    faults = [f"run {row.run} ended as {row.ending}" for row in rows if row.ending != "succeeded"]
    for row in rows:
        left = {"processes": row.processes, "profiles": row.profiles, "screens": row.screens}
        faults += [f"run {row.run} left {count} {what}" for what, count in left.items() if count]
    # The reader's buffers take their place in the second run; three rows are judged whole.
    cold = max(int(len(rows) * WARM_UP_SHARE) - 1, 1 if len(rows) > SHORT else 0)
    warm = rows[cold:]
    first, last = warm[0], warm[-1]
    grown = _grown_mib(warm)
    if grown > GROWTH_MIB_MAX:
        faults.append(f"memory grew by {grown:.0f} MiB in {len(warm) - 1} runs")
    if last.descriptors > first.descriptors + FDS_MORE_MAX:
        faults.append(f"file descriptors grew from {first.descriptors} to {last.descriptors}")
    if last.threads > first.threads + FDS_MORE_MAX:
        faults.append(f"threads grew from {first.threads} to {last.threads}")
    return faults


def _grown_mib(warm: Sequence[Measured]) -> float:
    """From the usual of the first quarter to the usual of the last: one lucky sample at either end
    hides no leak, and makes none."""
    few = max(len(warm) // 4, 1)
    first, last = ([row.memory_mib for row in part] for part in (warm[:few], warm[-few:]))
    return statistics.median(last) - statistics.median(first)


@contextlib.contextmanager
def _site(slug: str) -> Iterator[dict[str, Any]]:
    """A stand-in site in a process of its own, so that its memory is not ours."""
    command = [sys.executable, "manage.py", "sandbox_streaming", "--base-port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            yield next(one for one in told["sites"] if one["slug"] == slug)
        finally:
            process.terminate()


@contextlib.contextmanager
def _temporary_folder(folder: Path) -> Iterator[Path]:
    """Profiles and screens go there, so that what others leave is not counted as ours."""
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before


def _run(site: dict[str, Any], folder: Path) -> str:
    key = {"X-Control-Key": site["control_key"]}
    httpx.post(f"{site['url']}/__control__/reset", headers=key, json={}).raise_for_status()
    secrets = folder / "secrets.json"
    names = ("email", "password", "code", "cvv")
    secrets.write_text(json.dumps({name: site[name] for name in names if site.get(name)}))
    body = BodySettings(None, DEFAULT_MODEL, "", "", "own", folder / "evidence")
    request = SoloRequest(
        service=site["name"],
        action="cancel",
        start_url=site["start_url"],
        account_url=site["account_url"],
        vision_url=None,
        secrets_file=secrets,
    )
    outcome = run_solo(request, body=body, stop=StopFlag())
    shutil.rmtree(folder / "evidence", ignore_errors=True)
    failed = outcome.outcome is not Ending.SUCCEEDED
    return f"{outcome.outcome.value} ({outcome.detail})" if failed else outcome.outcome.value


def _measure(run: int, ending: str, seconds: float, temporary: Path) -> Measured:
    return Measured(
        run=run,
        ending=ending,
        seconds=round(seconds, 1),
        memory_mib=round(_memory_kib() / KIB, 1),
        descriptors=len(list(Path("/dev/fd").iterdir())),
        threads=threading.active_count(),
        processes=len(_children()) - 1,  # the site
        profiles=len(list(temporary.glob(f"{PREFIX}*"))),
        screens=len(list(temporary.glob(f"{FOLDER_PREFIX}*"))),
    )


def _memory_kib() -> int:
    """Resident now, not at the worst moment."""
    _give_back()
    return int(_ps("-o", "rss=", "-p", str(os.getpid())))


def _give_back() -> None:
    """What is free already goes back to the system first: on a busy machine the allocator keeps
    more of it, and that is no growth. Where there is no such call (macOS), nothing happens."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _children() -> list[str]:
    """Those that live; the `ps` that tells is one of them."""
    rows = (line.split(None, 2) for line in _ps("-axww", "-o", "ppid=,stat=,args=").splitlines())
    mine = [row for row in rows if row[0] == str(os.getpid()) and not row[1].startswith("Z")]
    return [row[2] for row in mine if not row[2].startswith("ps -axww")]


def _ps(*options: str) -> str:
    return subprocess.run(["ps", *options], capture_output=True, text=True, check=True).stdout


def _line(row: Measured) -> str:
    return (
        f"run {row.run}: {row.ending}, {row.seconds} s, {row.memory_mib} MiB, "
        f"{row.descriptors} descriptors, {row.threads} threads"
    )


if __name__ == "__main__":
    sys.exit(main())
