"""Processes that race on real PostgreSQL; afterwards the books agree with what each was told."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.db import connection

from payments.ledger.models import Hold, Transfer
from payments.ledger.queries import balance_msats, book_findings, trial_balance
from tests.stress.operations import PEOPLE, START_MSATS, Said, open_books, person

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, OPERATIONS, SEED = 6, 400, 2_026


@pytest.fixture
def accounts_of_the_crowd(transactional_db: None, tmp_path: Path) -> list[Said]:
    """What six processes say that they did."""
    open_books()
    crowd = subprocess.run(
        [
            *(sys.executable, "-m", "tests.stress.crowd"),
            *(connection.settings_dict["NAME"], str(tmp_path)),
            *map(str, (PROCESSES, OPERATIONS, SEED)),
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert crowd.returncode == 0, crowd.stderr.decode()[-3_000:]
    return [
        Said(**json.loads(line))
        for path in tmp_path.glob("*.jsonl")
        for line in path.read_text().splitlines()
    ]


def test_many_processes_leave_books_that_agree(accounts_of_the_crowd: list[Said]) -> None:
    said = accounts_of_the_crowd
    assert len(said) == PROCESSES * OPERATIONS
    _assert_everything_happened(said)
    _assert_once_per_key(said)
    _assert_holds_end_once(said)
    _assert_balances_are_what_was_said(said)
    assert book_findings() == []
    assert sum(trial_balance().values()) == 0


def _assert_everything_happened(said: list[Said]) -> None:
    """A crowd that does not race shows nothing."""
    seen = Counter((one.what, one.outcome) for one in said)
    for what, outcome in (
        ("transfer", "fresh"),
        ("transfer", "replayed"),
        ("transfer", "transfer_key_reused"),
        ("transfer", "insufficient_balance"),
        ("transfer", "hold_resolved"),
        ("exchange", "fresh"),
        ("hold", "fresh"),
        ("hold", "replayed"),
        ("capture", "fresh"),
        ("capture", "hold_resolved"),
        ("capture", "hold_exceeded"),
        ("void", "fresh"),
        ("fold", "done"),
    ):
        assert seen[what, outcome] > 0, (what, outcome, seen)
    assert Hold.objects.filter(state="expired").exists()


def _assert_once_per_key(said: list[Said]) -> None:
    fresh = Counter(one.key for one in said if one.what == "transfer" and one.outcome == "fresh")
    assert set(fresh.values()) == {1}
    written = {
        key
        for (key,) in Transfer.objects.values_list("key")
        if not key.startswith(("start:", "hold:", "x:"))
    }
    assert set(fresh) == written
    replayed = {one.key for one in said if one.what == "transfer" and one.outcome == "replayed"}
    assert replayed <= written


def _assert_holds_end_once(said: list[Said]) -> None:
    ended = defaultdict(list)
    for one in said:
        if one.what in {"capture", "void"} and one.outcome == "fresh":
            ended[one.key].append(one)
    assert all(len(ways) == 1 for ways in ended.values())
    for hold in Hold.objects.all():
        ways = ended.get(hold.key, [])
        word = {"capture": "captured", "void": "voided"}
        assert [word[one.what] for one in ways] == (
            [hold.state] if hold.state in {"captured", "voided"} else []
        )
        if hold.state == "captured":
            assert hold.captured_msats == ways[0].amount_msats


def _assert_balances_are_what_was_said(said: list[Said]) -> None:
    """Added up from the outside: what each process was told, and nothing else, has happened."""
    expected = {person(number): START_MSATS for number in range(PEOPLE)}
    for one in said:
        if one.outcome != "fresh" or one.what not in {"transfer", "capture", "exchange"}:
            continue
        for code, by in _legs(one):
            if code in expected:
                expected[code] += by
    assert {code: balance_msats(code) for code in expected} == expected
    assert min(expected.values()) >= 0


def _legs(one: Said) -> list[tuple[str, int]]:
    if one.what == "exchange":  # both pay
        return [(one.debit, -one.amount_msats), (one.credit, -one.amount_msats)]
    return [(one.debit, -one.amount_msats), (one.credit, one.amount_msats)]
