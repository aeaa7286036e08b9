"""Two who wait for each other: PostgreSQL ends one, and it begins again by itself."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from kernel.retry import retried
from payments.ledger.queries import balance_msats, book_findings
from payments.ledger.services import open_account, post_transfer
from payments.ledger.tests.books import given_balance
from tests.racers import raced

ANN, BOB = "user:ann", "user:bob"


def given_books() -> None:
    given_balance("ann", 10)
    given_balance("bob", 10)
    # Opened now: a house account's first posting makes others wait for its transaction.
    open_account(code="revenue:jobs", kind="revenue")


def pay(key: str, debit: str) -> None:
    post_transfer(key=key, debit=debit, credit="revenue:jobs", amount_msats=1)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_of_several_postings_begins_again_after_a_deadlock() -> None:
    given_books()
    meeting = threading.Barrier(2)
    tries: list[int] = []

    def race(number: int) -> str:
        first, second = (ANN, BOB) if number else (BOB, ANN)

        @retried
        def act() -> None:
            tries.append(number)
            with transaction.atomic():
                pay(f"{number}:1", first)
                if len(tries) <= 2:
                    meeting.wait(timeout=10)
                pay(f"{number}:2", second)

        act()
        return "done"

    assert raced(race, racers=2) == ["done", "done"]
    assert len(tries) == 3  # a deadlock there was, and one of the two began again
    assert (balance_msats(ANN), balance_msats(BOB)) == (8, 8)
    assert book_findings() == []


@pytest.mark.django_db(transaction=True)
def test_without_it_the_deadlock_reaches_the_caller() -> None:
    given_books()
    meeting = threading.Barrier(2)

    def race(number: int) -> str:
        first, second = (ANN, BOB) if number else (BOB, ANN)
        try:
            with transaction.atomic():
                pay(f"{number}:1", first)
                meeting.wait(timeout=10)
                pay(f"{number}:2", second)
        except OperationalError as error:
            return type(error.__cause__).__name__
        return "done"

    assert sorted(raced(race, racers=2)) == ["DeadlockDetected", "done"]
    assert (balance_msats(ANN), balance_msats(BOB)) == (9, 9)
    assert book_findings() == []


@pytest.mark.django_db(transaction=True)
def test_a_single_posting_begins_again_by_itself() -> None:
    """It holds ann and wants bob; a patient transaction holds bob and wants ann."""
    given_books()
    held, waiting = threading.Event(), threading.Event()

    def race(number: int) -> str:
        if number:
            held.wait(timeout=10)
            waiting.set()
            post_transfer(key="single", debit=ANN, credit=BOB, amount_msats=1)
            return "done"
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '30s'")  # the other one is ended
            pay("patient:1", BOB)
            held.set()
            waiting.wait(timeout=10)
            _wait_until_somebody_waits_for_us()
            pay("patient:2", ANN)
        return "done"

    assert raced(race, racers=2) == ["done", "done"]
    assert (balance_msats(ANN), balance_msats(BOB)) == (8, 10)
    assert book_findings() == []


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
