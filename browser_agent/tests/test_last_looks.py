"""Where a run stops after a last press, its account page is looked at once more."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from browser_agent.contract import Ending, ErrorCode, Task
from browser_agent.errors import BrowserError, RunStopError
from browser_agent.progress import Progress
from browser_agent.proving import VERIFIES_MAX, Proof, Prover

PROVED = Proof(Ending.SUCCEEDED, "2026-12-05")
STOPPED = ErrorCode.NOT_VERIFIED


def prover(found: Any, *, committed: bool = True, verify_only: bool = False) -> Prover:
    task = Task("arbor", "Arbor TV", "cancel", "https://arbor.example/", verify_only=verify_only)
    progress = Progress()
    progress.account_url = "https://arbor.example/account"
    actor = SimpleNamespace(has_committed=committed, commits=int(committed))
    made = Prover(task, cast("Any", None), judges=cast("Any", None), actor=cast("Any", actor),
                  progress=progress, keep=lambda *_: None)  # fmt: skip

    def prove(number: int, url: str) -> Proof | str:
        assert (number, url) == (7, "https://arbor.example/account")
        if isinstance(found, Exception):
            raise found
        return cast("Proof | str", found)

    object.__setattr__(made, "prove", prove)
    return made


@pytest.mark.parametrize("code", [ErrorCode.NOT_VERIFIED, ErrorCode.STUCK])
def test_what_shows_a_little_later_is_proven_all_the_same(code: ErrorCode) -> None:
    assert prover(PROVED).last_look(7, code) == PROVED


@pytest.mark.parametrize(
    "found", ["not done yet", RunStopError(STOPPED, "It says active."), BrowserError("gone")]
)
def test_what_does_not_show_is_left_to_a_person(found: Any) -> None:
    assert prover(found).last_look(7, STOPPED) is None


def test_nothing_is_looked_at_where_nothing_was_pressed_or_all_looks_are_spent() -> None:
    assert prover(PROVED, committed=False).last_look(7, STOPPED) is None
    assert prover(PROVED, verify_only=True).last_look(7, STOPPED) is None
    assert prover(PROVED).last_look(7, ErrorCode.ABORTED) is None
    spent = prover(PROVED)
    spent._progress.verifies = VERIFIES_MAX
    assert spent.last_look(7, STOPPED) is None
    nowhere = prover(PROVED)
    nowhere._progress.account_url = None
    assert nowhere.last_look(7, STOPPED) is None
