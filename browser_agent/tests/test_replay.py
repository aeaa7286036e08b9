"""A stored run asked again: exactly what would change is told, and nothing else."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from browser_agent.playbook.tests.runs import (
    ACCOUNT,
    SIZE,
    Shown,
    a_run,
    answer,
    at,
    records,
)
from browser_agent.replay import NO_ANSWER, Asks, ReplayError, replay, stored_folder

Answers = dict[str, dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return kept(tmp_path / "run", a_run())


def kept(folder: Path, shown: list[Shown]) -> Path:
    """As an agent leaves it. Each picture is of another grey, so that a model can tell them."""
    folder.mkdir()
    for number, record in enumerate(records(shown)):
        picture = Image.new("RGB", SIZE, (200 + number, 255, 255))
        pen = ImageDraw.Draw(picture)
        for text, x, y, _, _ in record["lines"]:
            pen.text((x, y), text, fill=(0, 0, 0))
        picture.save(folder / f"{record['name']}.png")
        digest = hashlib.sha256((folder / f"{record['name']}.png").read_bytes()).hexdigest()
        line = {**record, "image": f"{record['name']}.png", "sha256": digest}
        with (folder / "steps.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")
    return folder


def as_then(folder: Path) -> Answers:
    lines = (folder / "steps.jsonl").read_text().splitlines()
    return {record["name"]: record["answer"] for record in map(json.loads, lines)}


def saying(answers: Answers) -> Asks:
    names = list(answers)

    def ask(kind: str, image: Image.Image, question: dict[str, Any]) -> dict[str, Any] | None:
        pixel = image.getpixel((0, 0))
        assert isinstance(pixel, tuple)
        return answers[names[int(pixel[0]) - 200]] or None

    return ask


def test_a_model_that_decides_the_same_changes_nothing(folder: Path) -> None:
    found = replay(stored_folder(folder), model="m", ask=saying(as_then(folder)))
    assert (found.steps, found.changes, found.agreement) == (6, [], 1.0)


def test_another_wording_of_the_same_press_is_the_same(folder: Path) -> None:
    told = as_then(folder)
    told["step-003"] = told["step-003"] | {"target": "the red button", "x": 380, "observation": "?"}
    assert replay(stored_folder(folder), model="m", ask=saying(told)).changes == []


def test_exactly_the_changed_steps_are_listed(folder: Path) -> None:
    told = as_then(folder)
    keep = answer("click", "offer", target="Keep it", **at(620, 270))
    told |= {
        "step-002": told["step-002"] | {"submit": False},
        "step-004": keep,
        "verify-005-1": told["verify-005-1"] | {"state": "active"},
    }
    found = replay(stored_folder(folder), model="m", ask=saying(told))
    assert [change.step for change in found.changes] == ["step-002", "step-004", "verify-005-1"]
    typed, pressed, judged = found.changes
    assert typed.before == 'type password into "Password", then Enter'
    assert typed.after == 'type password into "Password"'
    assert (typed.effect, typed.final) == ("credential", False)
    assert (pressed.page_before, pressed.page_after) == ("confirm", "offer")
    assert (pressed.effect, pressed.final) == ("commit", True)
    assert (pressed.policy_before, pressed.policy_after) == ("allow", "deny keep")
    assert (judged.before, judged.after) == (
        "judged cancelled 2026-12-04",
        "judged active 2026-12-04",
    )
    assert (found.commits_changed, found.refused) == (1, 1)


def test_a_press_that_one_calls_final_and_the_other_does_not_has_changed(folder: Path) -> None:
    told = as_then(folder)
    told["step-003"] = told["step-003"] | {"commit": True}
    [change] = replay(stored_folder(folder), model="m", ask=saying(told)).changes
    assert (change.step, change.final) == ("step-003", True)


def test_a_model_that_says_nothing_of_use_is_counted(folder: Path) -> None:
    told = as_then(folder) | {"step-001": {}}
    found = replay(stored_folder(folder), model="m", ask=saying(told))
    assert found.unanswered == 1
    assert [change.after for change in found.changes] == [NO_ANSWER]


def test_the_policy_of_today_is_compared_with_what_it_said_then(tmp_path: Path) -> None:
    """Refused then and refused now is the same; refused then and let through now is not."""
    keep = answer("click", "account", target="Keep my plan", **at(340, 210))
    plan = answer("click", "account", target="Change plan", **at(350, 270))
    noted = [
        Shown("/account", ACCOUNT, keep, note="not allowed (keep): choose something else"),
        Shown("/account", ACCOUNT, plan, note="not allowed (made_up): choose something else"),
        Shown("/account", ACCOUNT, keep),
    ]
    run = a_run()
    folder = kept(tmp_path / "run", [*run[:2], *noted, *run[2:]])
    found = replay(stored_folder(folder), model="policy", ask=None)
    told = {change.step: (change.policy_before, change.policy_after) for change in found.changes}
    assert set(told) == {"step-004", "step-005"}
    assert told["step-004"][0] == "deny made_up"
    assert told["step-005"] == ("allow", "deny keep")


def test_what_is_no_run_is_said_to_be_none(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ReplayError):
        stored_folder(tmp_path / "nothing")
    (folder / "step-003.png").unlink()
    with pytest.raises(ReplayError):
        replay(stored_folder(folder), model="m", ask=None)
