import json
import os
import signal
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest

from browser_agent.spool import Spool

RUN = str(uuid.uuid4())

KEEP_AND_HANG = """
import sys, time
from pathlib import Path
from browser_agent.spool import Spool
Spool(Path(sys.argv[1])).keep(sys.argv[2], {"outcome": "succeeded"})
print("kept", flush=True)
time.sleep(60)
"""


def test_an_outcome_survives_a_kill_between_keeping_and_sending(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KEEP_AND_HANG, str(tmp_path), RUN],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        os.kill(process.pid, signal.SIGKILL)
    assert Spool(tmp_path).pending() == [(RUN, {"outcome": "succeeded"})]


def test_half_a_file_is_never_taken_for_an_outcome(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    (tmp_path / ".abc.draft").write_text('{"outco')
    assert spool.pending() == []


def test_what_is_acknowledged_is_gone_and_what_is_refused_is_kept_apart(tmp_path: Path) -> None:
    spool, other = Spool(tmp_path), str(uuid.uuid4())
    spool.keep(RUN, {"outcome": "failed"})
    spool.keep(other, {"outcome": "failed"})
    spool.acknowledge(RUN)
    spool.acknowledge(RUN)
    spool.refuse(other)
    assert spool.pending() == []
    assert json.loads((tmp_path / "refused" / f"{other}.json").read_text())["outcome"] == "failed"


def test_an_outcome_that_another_process_sends_meanwhile_disturbs_nobody(tmp_path: Path) -> None:
    """The worker's main process and its child both look into the spool."""
    spool, runs = Spool(tmp_path), [str(uuid.uuid4()) for _ in range(200)]
    faults: list[Exception] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            try:
                Spool(tmp_path).pending()
            except OSError as error:
                faults.append(error)

    lookers = [threading.Thread(target=look) for _ in range(3)]
    for looker in lookers:
        looker.start()
    for run in runs:
        spool.keep(run, {"outcome": "failed"})
    for run in runs:
        spool.acknowledge(run)
    over.set()
    for looker in lookers:
        looker.join()
    assert faults == []


def test_a_damaged_outcome_does_not_hold_up_the_others(tmp_path: Path) -> None:
    spool, other = Spool(tmp_path), str(uuid.uuid4())
    spool.keep(RUN, {"outcome": "failed"})
    (tmp_path / f"{other}.json").write_text("{")
    assert spool.pending() == [(RUN, {"outcome": "failed"})]
    assert (tmp_path / "refused" / f"{other}.json").exists()


def test_only_the_agent_may_read_it(tmp_path: Path) -> None:
    Spool(tmp_path / "spool").keep(RUN, {})
    assert (tmp_path / "spool").stat().st_mode & 0o077 == 0
    assert (tmp_path / "spool" / f"{RUN}.json").stat().st_mode & 0o077 == 0


def test_a_run_id_cannot_name_another_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="UUID"):
        Spool(tmp_path).keep("../../etc/passwd", {})
