"""Whatever becomes of the last look, the run that has pressed ends with an Outcome."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from browser_agent.contract import Ending, ErrorCode, Task
from browser_agent.errors import AbortedError, RunStopError, VisionUnavailableError
from browser_agent.evidence import EvidenceFolder
from browser_agent.loop import Run
from browser_agent.tests.test_last_looks import PROVED, prover
from kernel.ocr_engine import OcrUnavailableError

FAULTS = [OcrUnavailableError("no engine"), VisionUnavailableError("gone"), OSError("no display"),
          KeyError("page")]  # fmt: skip


def refuses(error: Exception) -> Any:
    def call(*_: Any, **__: Any) -> Any:
        raise error

    return call


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, found: Any) -> Run:
    """One that has pressed, and then finds no way on; found: what its last look comes to."""
    stopped = RunStopError(ErrorCode.STUCK, "No way on was found.")
    stop, flag = SimpleNamespace(check=lambda: None), SimpleNamespace(scrub=str)
    session = SimpleNamespace(open=lambda _: None, stop=stop, vault=flag, see=refuses(stopped))
    vision = SimpleNamespace(calls=1, seconds=0.0)
    task = Task("arbor", "Arbor TV", "cancel", "https://arbor.example/")
    made = Run(task, session=cast("Any", session), vision=cast("Any", vision), second=None,
               reader=cast("Any", None), person=cast("Any", None), reporter=cast("Any", None),
               folder=EvidenceFolder(folder))  # fmt: skip
    made._actor._commits = 1
    made._progress.account_url = "https://arbor.example/account"
    prove = refuses(found) if isinstance(found, Exception) else lambda *_: found
    monkeypatch.setattr(made._prover, "prove", prove)
    return made


@pytest.mark.parametrize("fault", FAULTS)
def test_a_look_that_fails_leaves_the_ending_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: Exception
) -> None:
    assert prover(fault).last_look(7, ErrorCode.NOT_VERIFIED) is None
    outcome = run(monkeypatch, tmp_path, fault).perform()
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.STUCK)
    assert outcome.detail == "No way on was found."


@pytest.mark.parametrize(
    ("lost", "code"), [(False, ErrorCode.ABORTED), (True, ErrorCode.LEASE_LOST)]
)
def test_who_says_stop_in_the_pause_of_a_look_is_heard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, lost: bool, code: ErrorCode
) -> None:
    said = AbortedError(lease_lost=lost)
    with pytest.raises(AbortedError):
        prover(said).last_look(7, ErrorCode.NOT_VERIFIED)
    outcome = run(monkeypatch, tmp_path, said).perform()
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, code)


def test_what_a_last_look_proves_is_the_ending(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    outcome = run(monkeypatch, tmp_path, PROVED).perform()
    assert (outcome.outcome, outcome.error_code) == (Ending.SUCCEEDED, None)
    outcome = run(monkeypatch, tmp_path, "not done yet").perform()
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.STUCK)
