"""The command replay_run on the folder of a run, against a real server on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from browser_agent.management.commands.replay_run import Command as FolderCommand
from browser_agent.playbook.tests.runs import a_run, answer, at
from browser_agent.tests.plain_site import seeing
from browser_agent.tests.test_replay import Answers, as_then, kept
from jobs.management.commands import replay_run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return kept(tmp_path / "run", a_run())


class Model:
    """A vision server that answers from a list."""

    def __init__(self, answers: Answers) -> None:
        self._answers = list(answers.values())

    def answer(self, body: str) -> dict[str, Any]:
        del body
        return self._answers.pop(0)


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    told = as_then(folder)
    blank = {"observation": "", "confidence": 0.9}
    told["verify-005-1"] = blank | told["verify-005-1"]
    told["step-003"] = answer("click", "account", target="Change plan", **at(340, 210))
    with seeing(Model(told)) as url:  # type: ignore[arg-type] # answers like a ScriptedVision
        yield url


def test_the_command_asks_a_server_and_exits_1_where_decisions_change(
    folder: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("replay_run", str(folder), vision=server, model="other", json=True)
    assert ended.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["model"], told["steps"], told["changed"]) == ("other", 6, 1)
    assert told["changes"][0]["after"] == 'click "Change plan"'


def test_the_command_exits_0_where_nothing_changes_and_2_where_nothing_can_be_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("replay_run", str(folder), policy_only=True)
    assert capsys.readouterr().out.startswith("policy: 0 of 6 decisions change")
    with pytest.raises(CommandError) as refused:
        call_command("replay_run", "no-such-thing")
    assert refused.value.returncode == 2


def test_a_folder_has_nowhere_to_keep_a_result(folder: Path) -> None:
    for command in (FolderCommand(), None):
        with pytest.raises(CommandError, match="give a run's id") as refused:
            call_command(command or "replay_run", str(folder), policy_only=True, store=True)
        assert refused.value.returncode == 2


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(replay_run, "stored_run", down)
    with pytest.raises(CommandError, match="database does not answer") as refused:
        call_command("replay_run", str(uuid4()), policy_only=True)
    assert refused.value.returncode == 2


def test_one_run_given_twice_is_no_playbook(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "playbook.json"
    with pytest.raises(CommandError, match="one run"):
        call_command("learn_playbook", str(folder), str(folder), out=out)
    assert not out.exists()
