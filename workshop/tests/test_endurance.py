"""Four runs leave nothing; and what is left or grows is told."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.endurance import Measured, faults_in

ROOT = Path(__file__).resolve().parents[2]
GOOD = Measured(1, "succeeded", 9.0, 400.0, 20, 3, 0, 0, 0)


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_four_runs_leave_nothing_behind(tmp_path: Path) -> None:
    """In a process of its own: this one has a screen and helpers that are no run's."""
    report = tmp_path / "endurance.json"
    command = [sys.executable, "-m", "workshop.endurance", "--runs", "4", "--out", str(report)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert report.is_file()


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (replace(GOOD, processes=1), "left 1 processes"),
        (replace(GOOD, profiles=1), "left 1 profiles"),
        (replace(GOOD, screens=2), "left 2 screens"),
        (replace(GOOD, memory_mib=430.0), "memory grew by 30 MiB"),
        (replace(GOOD, descriptors=40), "file descriptors grew from 20 to 40"),
        (replace(GOOD, threads=30), "threads grew from 3 to 30"),
        (replace(GOOD, ending="failed (no)"), "ended as failed (no)"),
    ],
)
def test_what_is_left_is_told(last: Measured, said: str) -> None:
    [fault] = faults_in([GOOD, GOOD, replace(last, run=3)])
    assert said in fault


def test_what_the_first_runs_load_is_no_growth() -> None:
    assert faults_in([replace(GOOD, memory_mib=90.0), *[GOOD] * 9]) == []


def test_one_low_sample_at_the_end_hides_no_leak() -> None:
    leak = [replace(GOOD, memory_mib=400.0 + run) for run in range(100)]
    [fault] = faults_in([*leak[:-1], replace(GOOD, memory_mib=400.0)])
    assert "memory grew by" in fault
    assert faults_in([*[GOOD] * 99, replace(GOOD, memory_mib=440.0)]) == []
