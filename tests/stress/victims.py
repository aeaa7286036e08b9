"""Forks processes that post without end, so that somebody can kill them.

    python -m tests.stress.victims DATABASE PROCESSES

For each line that it reads, the number of a round, it forks as many children, prints their process
ids and waits until all are dead. Each child works through that round's plan again and again, from
a place of its own; with PROCESSES 0 the plans of all rounds are worked through once, here.
"""

import os
import sys

import django
from django.conf import settings
from django.db import transaction

ROUNDS, STEPS = 20, 40
PEOPLE = 4
START_MSATS = 1_000_000


def step(number: int) -> None:
    """Deterministic in its keys and amounts; nothing of it is ever refused."""
    from payments.ledger.services import capture_hold, open_hold, post_transfer  # noqa: PLC0415

    user, other = f"user:{number % PEOPLE}", f"user:{(number + 1) % PEOPLE}"
    post_transfer(key=f"in:{number}", debit="rail:btcpay", credit=user, amount_msats=7)
    post_transfer(key=f"over:{number}", debit=user, credit=other, amount_msats=5)
    with transaction.atomic():  # both or neither
        post_transfer(key=f"both:{number}:a", debit=user, credit="revenue:jobs", amount_msats=3)
        post_transfer(key=f"both:{number}:b", debit=user, credit="rounding", amount_msats=1)
    open_hold(
        key=f"use:{number}", debit=user, credit="revenue:jobs", amount_msats=9, ttl_seconds=3_600
    )
    capture_hold(key=f"use:{number}", amount_msats=4)


def work(plan: int, start: int) -> None:
    for number in range(STEPS):
        step(plan * STEPS + (start + number) % STEPS)


def fork(plan: int, start: int) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            while True:
                work(plan, start)
        finally:
            os._exit(1)
    return pid


def main() -> int:
    database, processes = sys.argv[1:]
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    if processes == "0":
        for plan in range(ROUNDS):
            work(plan, 0)
        return 0
    for line in sys.stdin:
        children = [fork(int(line), number * 7) for number in range(int(processes))]
        sys.stdout.write(" ".join(map(str, children)) + "\n")
        sys.stdout.flush()
        for pid in children:
            os.waitpid(pid, 0)
        sys.stdout.write("dead\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
