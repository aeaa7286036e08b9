"""`kill -9` at random instants of posting: nothing half done, nothing twice, nothing lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from payments.ledger.models import Hold, Transfer
from payments.ledger.queries import balance_msats, book_findings
from payments.ledger.services import open_account, post_transfer
from tests.stress.victims import PEOPLE, ROUNDS, START_MSATS, STEPS

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 3
ALL = ROUNDS * STEPS
KEYS_PER_STEP = ("in", "over", "both:a", "both:b", "hold:use")


def given_rich_people() -> None:
    for number in range(PEOPLE):
        code = f"user:{number}"
        open_account(code=code, kind="liability", floor_msats=0)
        post_transfer(
            key=f"start:{number}", debit="rail:btcpay", credit=code, amount_msats=START_MSATS
        )


def kill_somewhere(launcher: subprocess.Popen[str], plan: int, chance: random.Random) -> int:
    """Three processes post, each is killed at its own instant. Returns how many transfers came."""
    assert launcher.stdin is not None
    assert launcher.stdout is not None
    before = Transfer.objects.count()
    launcher.stdin.write(f"{plan}\n")
    launcher.stdin.flush()
    victims = [int(pid) for pid in launcher.stdout.readline().split()]
    assert len(victims) == PROCESSES
    for pid in victims:
        time.sleep(chance.uniform(0.0, 0.15))
        os.kill(pid, signal.SIGKILL)
    assert launcher.stdout.readline() == "dead\n"
    return Transfer.objects.count() - before


@pytest.mark.django_db(transaction=True)
def test_posting_survives_being_killed_at_any_instant() -> None:
    given_rich_people()
    chance = random.Random(7)  # noqa: S311 - to be repeatable
    command = [*(sys.executable, "-m", "tests.stress.victims"), connection.settings_dict["NAME"]]
    with subprocess.Popen(
        [*command, str(PROCESSES)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as launcher:
        moved = [kill_somewhere(launcher, plan, chance) for plan in range(ROUNDS)]
    assert sum(1 for count in moved if count) > ROUNDS // 4  # they were killed at work
    assert min(moved) < STEPS * len(KEYS_PER_STEP)  # and before its end
    _assert_nothing_half_done()

    subprocess.run([*command, "0"], cwd=ROOT, check=True, timeout=120)
    _assert_nothing_half_done()
    assert Transfer.objects.count() == PEOPLE + ALL * len(KEYS_PER_STEP)
    assert balance_msats("revenue:jobs") == ALL * (3 + 4)
    assert balance_msats("rounding") == ALL
    assert balance_msats("rail:btcpay") == PEOPLE * START_MSATS + ALL * 7
    share = ALL // PEOPLE * (7 - 3 - 1 - 4)  # what went over to the next came from the last
    assert [balance_msats(f"user:{n}") for n in range(PEOPLE)] == [START_MSATS + share] * PEOPLE
    assert set(Hold.objects.values_list("state", flat=True)) == {"captured"}


def _assert_nothing_half_done() -> None:
    assert book_findings() == []
    halves = {
        side: {
            key.split(":")[1]
            for key in Transfer.objects.filter(key__startswith="both:").values_list(
                "key", flat=True
            )
            if key.endswith(side)
        }
        for side in ("a", "b")
    }
    assert halves["a"] == halves["b"]
