"""Our service layer under load: one process and one connection per client, statements that commit
by themselves. Processes, because threads of one would share a single core's worth of Python."""

import multiprocessing
import random
import time
from collections.abc import Callable
from uuid import uuid4

from workshop.bench.books import BUSY, HOT, PEOPLE
from workshop.say import refuse

Act = Callable[[], object]
Load = Callable[[random.Random], Act]
WARM_UP = 5
JOIN_SECONDS_MAX = 60


def measured(load: Load, *, clients: int, seconds: float) -> float:
    """How often per second all clients together do what `load` makes."""
    context = multiprocessing.get_context("fork")
    gate, counts = context.Barrier(clients), context.SimpleQueue()

    def run(number: int) -> None:
        act = load(random.Random(number))  # noqa: S311 - which accounts, nothing secret
        for _ in range(WARM_UP):
            act()
        gate.wait(JOIN_SECONDS_MAX)
        began, done = time.monotonic(), 0
        while (now := time.monotonic()) < began + seconds:
            act()
            done += 1
        counts.put(done / (now - began))

    children = [context.Process(target=run, args=(number,)) for number in range(clients)]
    for child in children:
        child.start()
    for child in children:
        child.join(JOIN_SECONDS_MAX + seconds)
    if any(child.exitcode != 0 for child in children):
        refuse("A client of the load broke; what it said is above.")
    return float(sum(counts.get() for _ in children))


def spread(chance: random.Random) -> Act:
    from payments.ledger.services import post_transfer  # noqa: PLC0415 - Django is set up by now

    def act() -> object:
        one, other = two_people(chance)
        return post_transfer(
            key=f"pay:{uuid4()}", debit=f"user:{one}", credit=f"user:{other}", amount_msats=10
        )

    return act


def hot(chance: random.Random) -> Act:
    """Everybody pays the same account, which has no floor."""
    return _to(BUSY, chance)


def hot_floored(chance: random.Random) -> Act:
    """Everybody pays the same person."""
    return _to(HOT, chance)


def hold_and_capture(chance: random.Random) -> Act:
    from payments.ledger.services import capture_hold, open_hold  # noqa: PLC0415

    def act() -> object:
        key = f"use:{uuid4()}"
        open_hold(
            key=key,
            debit=f"user:{chance.randrange(PEOPLE)}",
            credit=BUSY,
            amount_msats=100,
            ttl_seconds=600,
        )
        return capture_hold(key=key, amount_msats=60)

    return act


def two_people(chance: random.Random) -> tuple[int, int]:
    one = chance.randrange(PEOPLE)
    return one, (one + 1 + chance.randrange(PEOPLE - 1)) % PEOPLE


def _to(credit: str, chance: random.Random) -> Act:
    from payments.ledger.services import post_transfer  # noqa: PLC0415

    def act() -> object:
        return post_transfer(
            key=f"pay:{uuid4()}",
            debit=f"user:{chance.randrange(PEOPLE)}",
            credit=credit,
            amount_msats=10,
        )

    return act
