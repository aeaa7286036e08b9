"""Two lanes are one suite: nothing falls between them, and one that fails fails the whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop import lanes
from workshop.lanes import LANES, Lane

ROOT = Path(__file__).resolve().parents[2]
NO_CACHE = ("-p", "no:cacheprovider")
ALONE = ("-p", "no:django", *NO_CACHE, "-c", "/dev/null")


def collected(*arguments: str) -> set[str]:
    """The files in which pytest looks for tests."""
    plugin = ("-p", "workshop.tests.only_files")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-qq", *plugin, *NO_CACHE, *arguments],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.partition(":")[0] for line in told.stdout.splitlines() if line.count(": ") == 1}


def test_no_test_falls_between_the_lanes_and_none_is_run_twice() -> None:
    hands, books = (collected(*lane.arguments) for lane in LANES)
    assert hands & books == set()
    assert hands | books == collected()
    assert "tests/test_story.py" in hands
    assert "tests/test_house.py" in books


@pytest.mark.parametrize(
    ("bodies", "code"),
    [
        (("assert True", "assert True"), 0),
        (("assert False", "assert True"), 1),
        (("assert True", "assert False"), 1),
        (("raise SystemExit(3)", "assert True"), 1),
    ],
)
def test_one_lane_that_fails_fails_the_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    bodies: tuple[str, str],
    code: int,
) -> None:
    made = []
    for name, body in zip(("one", "two"), bodies, strict=True):
        file = tmp_path / f"test_{name}.py"
        file.write_text(f"def test_it() -> None:\n    {body}\n")
        made.append(Lane(name, (str(file), *ALONE)))
    monkeypatch.setattr(lanes, "LANES", tuple(made))

    assert lanes.main([]) == code
    told = capfd.readouterr().out
    assert "one | " in told
    assert "two | " in told
    last = told.rpartition("Both lanes in ")[2]
    assert [name for name in ("one", "two") if f"{name} again | " in last] == [
        name for name, body in zip(("one", "two"), bodies, strict=True) if body != "assert True"
    ]
    assert ("E       assert False" in last) == ("assert False" in bodies)


def test_a_lane_without_tests_is_no_failure_but_two_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, empty = tmp_path / "test_one.py", tmp_path / "test_none.py"
    file.write_text("def test_it() -> None:\n    assert True\n")
    empty.write_text("")
    full, bare = Lane("full", (str(file), *ALONE)), Lane("bare", (str(empty), *ALONE))
    monkeypatch.setattr(lanes, "LANES", (full, bare))
    assert lanes.main([]) == 0

    monkeypatch.setattr(lanes, "LANES", (bare, bare))
    assert lanes.main([]) == lanes.NOTHING_COLLECTED
