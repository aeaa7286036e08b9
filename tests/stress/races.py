"""Scenes with two or more at once, each about a lock or an order of locks."""

import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from payments.ledger import services
from payments.ledger.errors import HoldKeyReusedError
from payments.ledger.models import Hold
from payments.ledger.queries import available_msats, balance_msats, book_findings
from payments.ledger.tests.books import open_door
from payments.ledger.tests.test_guards import (
    test_whoever_ends_a_hold_that_is_just_being_opened_ends_it as race_to_end,
)
from tests.racers import raced
from tests.stress.scenes import RAIL, SALES, fold_now, hold, person, refused


def together[T](act: Callable[[int], T], *, racers: int = 2) -> list[T]:
    """What each got, in the order in which they came in; the first error of any is raised."""
    errors: list[Exception] = []

    def run(number: int) -> T | None:
        try:
            return act(number)
        except Exception as error:  # noqa: BLE001 - it goes on in the test's own thread
            errors.append(error)
            return None

    results = raced(run, racers=racers)
    if errors:
        raise errors[0]
    return [result for result in results if result is not None]


def posts_one_of_many_racers() -> None:
    """The row of a slower racer waits for the faster one's commit, and finds its key taken."""
    ann, bob = person(100), person(0)
    ready = threading.Barrier(2)

    def race(number: int) -> int:
        def act() -> int:
            return services.post_transfer(
                key="once", debit=ann, credit=bob, amount_msats=30
            ).transfer_id

        if number:
            ready.wait(10)
            return act()
        with transaction.atomic():
            posted = act()
            ready.wait(10)
            _wait_until_somebody_waits_for_us()
        return posted

    ids = together(race)
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert (balance_msats(ann), balance_msats(bob)) == (70, 30)


def posts_one_of_racers_that_share_no_lock() -> None:
    """Between accounts without floors nothing makes them wait but the key."""
    ready = threading.Barrier(2)

    def race(number: int) -> int:
        def act() -> int:
            return services.post_transfer(
                key="free", debit=RAIL, credit=SALES, amount_msats=9
            ).transfer_id

        if number:
            ready.wait(10)
            return act()
        with transaction.atomic():
            posted = act()
            ready.wait(10)
            _wait_until_somebody_waits_for_us()
        return posted

    person(1)
    services.post_transfer(key="opens", debit=RAIL, credit=SALES, amount_msats=1)
    ids = together(race)
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert balance_msats(SALES) == 10


def opens_one_hold_of_racers() -> None:
    ann, bob = person(100), person(100)
    ready = threading.Barrier(2)

    def act(debit: str) -> object:
        return services.open_hold(
            key="once", debit=debit, credit=SALES, amount_msats=60, ttl_seconds=60
        )

    def race(number: int) -> str:
        if number:
            ready.wait(10)
            refused(HoldKeyReusedError, lambda: act(bob))
            return "done"
        with transaction.atomic():
            act(ann)
            ready.wait(10)
            _wait_until_somebody_waits_for_us()
        return "done"

    services.post_transfer(key="opens", debit=RAIL, credit=SALES, amount_msats=1)
    assert together(race) == ["done", "done"]
    assert (available_msats(ann), available_msats(bob)) == (40, 100)


def locks_in_the_order_of_ids() -> None:
    ann, bob = person(10_000), person(10_000)

    def race(number: int) -> int:
        there, back = (ann, bob) if number % 2 else (bob, ann)
        return _deadlocks(
            [("ledger_post", f"x:{number}:{i}", there, back, 1, "other", "") for i in range(150)]
        )

    assert together(race, racers=4) == [0, 0, 0, 0]
    assert book_findings() == []


def captures_in_the_order_of_ids() -> None:
    ann, bob = person(10_000), person(10_000)
    keys = {0: [hold(ann, 1, bob) for _ in range(150)], 1: [hold(bob, 1, ann) for _ in range(150)]}

    def race(number: int) -> int:
        return _deadlocks([("ledger_hold_capture", key, 1, "") for key in keys[number]])

    assert together(race) == [0, 0]


def expires_in_the_order_of_ids() -> None:
    """Two batches meet the same people in any order of time."""
    for _ in range(16):
        ann, bob = person(1_000), person(1_000)
        order = [ann] * 10 + [bob] * 10 + [bob, ann] * 90
        with transaction.atomic():
            keys = [hold(code, 1) for code in order]
        with transaction.atomic(), open_door():
            for place, key in enumerate(keys):
                past = timezone.now() - timedelta(seconds=1_000 - place)
                Hold.objects.filter(key=key).update(expires_at=past)
        assert together(_half_of(len(keys))) == [0, 0]
    assert not Hold.objects.filter(state="held").exists()


def _half_of(many: int) -> Callable[[int], int]:
    return lambda _: _deadlocks([("ledger_holds_expire", None, many // 2)] * 2)


def folds_nothing_that_is_still_being_written() -> None:
    """An id is drawn before its transaction commits; a later one may commit first."""
    services.post_transfer(key="opens", debit=RAIL, credit=SALES, amount_msats=1)
    drawn, folded = threading.Event(), threading.Event()

    def race(number: int) -> str:
        if number:
            drawn.wait(10)
            services.post_transfer(key="later", debit=RAIL, credit=SALES, amount_msats=20)
            fold_now()
            folded.set()
            return "done"
        with transaction.atomic():
            services.post_transfer(key="early", debit=RAIL, credit=SALES, amount_msats=300)
            drawn.set()
            folded.wait(10)
        return "done"

    assert together(race) == ["done", "done"]
    fold_now()
    assert balance_msats(SALES) == 321
    assert book_findings() == []


def folds_one_at_a_time() -> None:
    services.post_transfer(key="opens", debit=RAIL, credit=SALES, amount_msats=1)
    ready = threading.Barrier(2)
    statement = "SELECT ledger_fold((SELECT max(id) FROM ledger_transfer), 1, clock_timestamp())"

    def race(number: int) -> int:
        with connection.cursor() as cursor:
            if number:
                ready.wait(10)
                cursor.execute(statement)
                return int(cursor.fetchone()[0])
            with transaction.atomic():
                cursor.execute(statement)
                ready.wait(10)
                _wait_until_somebody_waits_for_us()
                return int(cursor.fetchone()[0])

    assert sorted(together(race)) == [0, 2]


def ends_what_is_just_being_opened() -> None:
    race_to_end()


def _deadlocks(calls: list[tuple[str | int | None, ...]]) -> int:
    """How many of these calls PostgreSQL ended, without anybody trying again."""
    ended = 0
    with connection.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '20ms'")
        for function, *values in calls:
            marks = ", ".join(["%s"] * len(values))
            try:
                cursor.execute(f"SELECT {function}({marks})", values)
            except OperationalError:
                ended += 1
    return ended


def _wait_until_somebody_waits_for_us() -> None:
    with connection.cursor() as cursor:
        for _ in range(5_000):
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")
