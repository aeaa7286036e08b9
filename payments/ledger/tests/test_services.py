"""The books, on real PostgreSQL: what is written stays, and what cannot be is refused."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tests.racers
from payments.ledger.chart import RAIL_BTCPAY, REVENUE_JOBS, SUSPENSE_SURPLUS
from payments.ledger.errors import (
    AccountMismatchError,
    FloorReachedError,
    TransferInvalidError,
    TransferKeyReusedError,
    UnknownAccountError,
)
from payments.ledger.models import Account, Checkpoint, Transfer
from payments.ledger.queries import (
    balance_msats,
    book_findings,
    debited_msats,
    trial_balance,
)
from payments.ledger.services import Posted, open_account, post_transfer
from payments.ledger.tests.books import open_door

RACERS = 12


def given_sale(key: str = "sale:1", amount_msats: int = 3_000_000) -> Posted:
    return post_transfer(
        key=key, debit=RAIL_BTCPAY, credit=REVENUE_JOBS, amount_msats=amount_msats, memo="a job"
    )


@pytest.mark.django_db
def test_a_sale_raises_the_rail_and_the_revenue() -> None:
    given_sale()
    assert balance_msats(RAIL_BTCPAY) == balance_msats(REVENUE_JOBS) == 3_000_000
    assert trial_balance() == {RAIL_BTCPAY: 3_000_000, REVENUE_JOBS: -3_000_000}
    assert debited_msats(code=RAIL_BTCPAY, key_prefix="sale:") == 3_000_000
    assert balance_msats(SUSPENSE_SURPLUS) == 0


@pytest.mark.django_db
def test_the_same_key_and_money_is_the_same_transfer() -> None:
    assert given_sale().transfer_id == given_sale().transfer_id
    assert Transfer.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_amount_is_refused() -> None:
    given_sale()
    with pytest.raises(TransferKeyReusedError):
        given_sale(amount_msats=3_000_001)
    assert balance_msats(REVENUE_JOBS) == 3_000_000


@pytest.mark.django_db
def test_the_same_key_to_another_account_is_refused() -> None:
    given_sale()
    with pytest.raises(TransferKeyReusedError):
        post_transfer(
            key="sale:1", debit=RAIL_BTCPAY, credit=SUSPENSE_SURPLUS, amount_msats=3_000_000
        )


@pytest.mark.django_db
@pytest.mark.parametrize("amount_msats", [0, -1])
def test_a_transfer_moves_something(amount_msats: int) -> None:
    with pytest.raises(TransferInvalidError):
        given_sale(amount_msats=amount_msats)


@pytest.mark.django_db
def test_a_transfer_has_two_sides() -> None:
    with pytest.raises(TransferInvalidError):
        post_transfer(key="loop", debit=RAIL_BTCPAY, credit=RAIL_BTCPAY, amount_msats=1)


@pytest.mark.django_db
def test_an_account_outside_the_chart_must_be_opened_first() -> None:
    with pytest.raises(UnknownAccountError):
        post_transfer(key="k", debit=RAIL_BTCPAY, credit="user:alice", amount_msats=1)
    open_account(code="user:alice", kind="liability", owner="alice", floor_msats=0)
    post_transfer(key="k", debit=RAIL_BTCPAY, credit="user:alice", amount_msats=1)
    assert balance_msats("user:alice") == 1


@pytest.mark.django_db
def test_an_open_account_keeps_its_kind_owner_and_floor() -> None:
    first = open_account(code="user:alice", kind="liability", owner="alice", floor_msats=0)
    assert open_account(code="user:alice", kind="liability", owner="alice", floor_msats=0) == first
    with pytest.raises(AccountMismatchError):
        open_account(code="user:alice", kind="liability", owner="bob", floor_msats=0)


def _spend(key: str, amount_msats: int) -> Posted:
    return post_transfer(
        key=key, debit="user:alice", credit=REVENUE_JOBS, amount_msats=amount_msats
    )


@pytest.mark.django_db
def test_an_account_with_a_floor_does_not_go_below_it() -> None:
    open_account(code="user:alice", kind="liability", floor_msats=0)
    post_transfer(key="in", debit=RAIL_BTCPAY, credit="user:alice", amount_msats=10)
    with pytest.raises(FloorReachedError):
        _spend("out", 11)
    assert not Transfer.objects.filter(key="out").exists()
    _spend("out", 10)
    assert Account.objects.get(code="user:alice").posted_msats == balance_msats("user:alice") == 0
    assert book_findings() == []


@pytest.mark.django_db
def test_a_replay_does_not_move_a_floored_balance_again() -> None:
    open_account(code="user:alice", kind="liability", floor_msats=0)
    for _ in range(2):
        post_transfer(key="in", debit=RAIL_BTCPAY, credit="user:alice", amount_msats=10)
    assert Account.objects.get(code="user:alice").posted_msats == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "constraint"),
    [
        (lambda t: setattr(t, "amount_msats", 0), "transfer_amount_positive"),
        (lambda t: setattr(t, "credit", t.debit), "transfer_two_sided"),
        (lambda t: setattr(t, "inputs_hash", "x"), "transfer_hash_hex"),
        (lambda t: setattr(t, "kind", "gift"), "transfer_kind_known"),
        (lambda t: setattr(t, "key", "sale:1"), "transfer_key_once"),
    ],
)
def test_the_database_refuses_a_bad_transfer(
    fault: Callable[[Transfer], None], constraint: str
) -> None:
    given_sale()
    sale = Transfer.objects.get()
    bad = Transfer(
        key="bad",
        debit=sale.debit,
        credit=sale.credit,
        amount_msats=1,
        inputs_hash=sale.inputs_hash,
    )
    fault(bad)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), open_door():
        bad.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"code": "x", "kind": "pocket"}, "account_kind_known"),
        ({"code": "Alice's"}, "account_code_form"),
        ({"code": "equity:x", "floor_msats": 1}, "account_above_floor"),
        ({"posted_msats": 5, "held_msats": 6}, "account_above_floor"),
        ({"held_msats": -1}, "account_held_not_negative"),
        ({"code": "equity:x", "floor_msats": None, "posted_msats": 1}, "account_posted_only"),
        ({"code": "user:bob", "floor_msats": None}, "account_kind_fits_code"),
        ({"code": "user:bob", "kind": "revenue"}, "account_kind_fits_code"),
        ({"code": "escrow:x", "floor_msats": -5}, "account_kind_fits_code"),
        ({"code": "rail:x", "kind": "revenue"}, "account_kind_fits_code"),
        ({"code": "revenue:x"}, "account_kind_fits_code"),
        ({"code": "inflight:x", "kind": "asset"}, "account_kind_fits_code"),
        ({"code": "suspense:x", "kind": "revenue"}, "account_kind_fits_code"),
        ({"code": "fees:x"}, "account_kind_fits_code"),
        ({"code": "promo"}, "account_kind_fits_code"),
        ({}, "account_code_once"),
    ],
)
def test_the_database_refuses_a_bad_account(fields: dict[str, object], constraint: str) -> None:
    open_account(code="user:alice", kind="liability", floor_msats=0)
    good = {"code": "user:alice", "kind": "liability", "floor_msats": 0}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), open_door():
        Account.objects.create(**(good | fields))


@pytest.mark.django_db
def test_only_the_posting_functions_write() -> None:
    given_sale()
    sale = Transfer.objects.get()
    for write in (
        lambda: Transfer.objects.create(
            key="by hand",
            debit=sale.debit,
            credit=sale.credit,
            amount_msats=1,
            inputs_hash=sale.inputs_hash,
        ),
        lambda: Account.objects.create(code="user:mallory", kind="liability", floor_msats=0),
        lambda: Account.objects.update(posted_msats=1),
        lambda: Checkpoint.objects.create(
            account=sale.debit,
            through_id=1,
            debits_msats=0,
            credits_msats=0,
            folded_at=sale.posted_at,
        ),
    ):
        with (
            pytest.raises(IntegrityError, match="posting functions only"),
            transaction.atomic(),
        ):
            write()


@pytest.mark.django_db
def test_an_account_keeps_what_it_is_and_stays() -> None:
    open_account(code="user:alice", kind="liability", owner="alice", floor_msats=0)
    for field, value in (("code", "user:eve"), ("owner", "eve"), ("floor_msats", -1)):
        with (
            pytest.raises(IntegrityError, match="never removed"),
            transaction.atomic(),
            open_door(),
        ):
            Account.objects.update(**{field: value})
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        Account.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_transfer SET amount_msats = 1",
        "UPDATE ledger_transfer SET memo = 'nothing happened'",
        "DELETE FROM ledger_transfer",
        "TRUNCATE ledger_transfer CASCADE",
    ],
)
def test_nobody_changes_what_was_posted(statement: str) -> None:
    given_sale()
    with connection.cursor() as cursor:
        # Off in test runs (see conftest); this test's transaction takes the change back.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # pending checks would block ALTER TABLE
        cursor.execute("ALTER TABLE ledger_transfer ENABLE TRIGGER ledger_transfer_no_truncate")
        with pytest.raises(IntegrityError, match="immutable"), transaction.atomic():
            cursor.execute(statement)
    assert balance_msats(REVENUE_JOBS) == 3_000_000


@pytest.mark.django_db(transaction=True)
def test_of_many_racers_with_one_key_one_posts() -> None:
    def post(number: int) -> int:
        return given_sale().transfer_id

    assert len(set(raced(post))) == 1
    assert balance_msats(REVENUE_JOBS) == 3_000_000


@pytest.mark.django_db(transaction=True)
def test_racers_cannot_spend_the_same_money() -> None:
    open_account(code="user:alice", kind="liability", floor_msats=0)
    post_transfer(key="in", debit=RAIL_BTCPAY, credit="user:alice", amount_msats=5)

    def spend(number: int) -> str:
        try:
            _spend(f"out:{number}", 1)
        except FloorReachedError:
            return "refused"
        return "spent"

    assert sorted(raced(spend)) == ["refused"] * (RACERS - 5) + ["spent"] * 5
    assert balance_msats("user:alice") == 0


@pytest.mark.django_db(transaction=True)
def test_transfers_in_opposite_directions_do_not_wait_for_each_other() -> None:
    for code in ("user:alice", "user:bob"):
        open_account(code=code, kind="liability", floor_msats=0)
        post_transfer(key=f"in:{code}", debit=RAIL_BTCPAY, credit=code, amount_msats=RACERS)

    def exchange(number: int) -> str:
        there, back = ("user:alice", "user:bob") if number % 2 else ("user:bob", "user:alice")
        post_transfer(key=f"x:{number}", debit=there, credit=back, amount_msats=1)
        return "done"

    assert raced(exchange) == ["done"] * RACERS
    assert book_findings() == []


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from([RAIL_BTCPAY, REVENUE_JOBS, SUSPENSE_SURPLUS]),
            st.sampled_from([REVENUE_JOBS, SUSPENSE_SURPLUS]),
            st.integers(min_value=1, max_value=10**12),
        ).filter(lambda move: move[0] != move[1]),
        max_size=12,
    )
)
def test_the_books_sum_to_zero(moves: list[tuple[str, str, int]]) -> None:
    with transaction.atomic():
        for number, (debit, credit, amount_msats) in enumerate(moves):
            post_transfer(key=f"m:{number}", debit=debit, credit=credit, amount_msats=amount_msats)
        rail = sum(a * ((d == RAIL_BTCPAY) - (c == RAIL_BTCPAY)) for d, c, a in moves)
        assert sum(trial_balance().values()) == 0
        assert balance_msats(RAIL_BTCPAY) == rail
        transaction.set_rollback(True)


def raced[T](act: Callable[[int], T]) -> list[T]:
    return tests.racers.raced(act, racers=RACERS)


@pytest.mark.django_db
def test_a_temporary_table_cannot_stand_in_for_the_books() -> None:
    given_sale()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE ledger_account (LIKE ledger_account INCLUDING ALL)")
        cursor.execute("CREATE TEMP TABLE ledger_transfer (LIKE ledger_transfer INCLUDING ALL)")
        given_sale("sale:2")
        cursor.execute("DROP TABLE pg_temp.ledger_account, pg_temp.ledger_transfer")
    assert Transfer.objects.filter(key="sale:2").count() == 1
