"""Four runs leave nothing; and what is left or grows is told."""

from dataclasses import replace

import pytest

from workshop.endurance import Measured, endure, faults_in

GOOD = Measured(1, "succeeded", 9.0, 400.0, 20, 3, 0, 0, 0)


@pytest.mark.browser
@pytest.mark.timeout(600)
def test_four_runs_leave_nothing_behind() -> None:
    rows = endure(4)
    assert [row.run for row in rows] == [1, 2, 3, 4]
    assert faults_in(rows) == []


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
