"""What an auditor tried on the books, each a way in which money could have gone astray."""

import threading
import time

import pytest
from django.db import connection, transaction

from payments.ledger import services
from payments.ledger.chart import RAIL_BTCPAY, REVENUE_JOBS, REVENUE_PAYABLE, inflight_code
from payments.ledger.errors import (
    FloorReachedError,
    HoldResolvedError,
    LedgerError,
    TransferInvalidError,
    UnknownHoldError,
)
from payments.ledger.models import Hold, Transfer
from payments.ledger.queries import (
    available_msats,
    balance_at_msats,
    balance_msats,
    book_findings,
    family_balance_msats,
    statement,
    trial_balance,
)
from payments.ledger.services import (
    AMOUNT_MSATS_MAX,
    capture_hold,
    fold_entries,
    fund_escrow,
    open_account,
    open_hold,
    post_transfer,
    refund_escrow,
    release_escrow,
    reverse_transfer,
    void_hold,
)
from payments.ledger.tests.books import given_balance
from tests.racers import raced

ANN, BOB, ANN_PROMO = "user:ann", "user:bob", "user:ann:promo"


def hold(key: str, amount_msats: int = 10, debit: str = ANN) -> None:
    open_hold(key=key, debit=debit, credit=REVENUE_JOBS, amount_msats=amount_msats, ttl_seconds=600)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("debit", "credit"),
    [
        (ANN, RAIL_BTCPAY),
        (REVENUE_JOBS, RAIL_BTCPAY),
        (REVENUE_JOBS, "inflight:btcpay"),
        ("suspense:surplus", "inflight:btcpay"),
        ("promo", "inflight:btcpay"),
        (ANN, REVENUE_PAYABLE),
        ("suspense:surplus", REVENUE_PAYABLE),
        (RAIL_BTCPAY, REVENUE_PAYABLE),
        (ANN, "escrow:deal"),
        ("escrow:deal", BOB),
        ("escrow:deal", "inflight:btcpay"),
        ("escrow:deal", REVENUE_PAYABLE),
        (ANN_PROMO, "inflight:btcpay"),
        (ANN_PROMO, ANN),
        (ANN_PROMO, BOB),
        (ANN_PROMO, REVENUE_JOBS),
        (ANN_PROMO, "escrow:other"),
        (ANN, ANN_PROMO),
        (RAIL_BTCPAY, ANN_PROMO),
    ],
)
def test_money_stays_on_its_lanes(debit: str, credit: str) -> None:
    for name in ("ann", "bob"):
        given_balance(name, 100)
    fund_escrow(ref="deal", payer=ANN, amount_msats=50)
    open_account(code=ANN_PROMO, kind="liability", owner="ann", floor_msats=0)
    post_transfer(key="bonus", debit="promo", credit=ANN_PROMO, amount_msats=5)
    open_account(code="escrow:other", kind="liability", owner=ANN, floor_msats=0)
    before = trial_balance()
    with pytest.raises(TransferInvalidError):
        post_transfer(key="astray", debit=debit, credit=credit, amount_msats=1)
    if debit in {ANN, ANN_PROMO, "escrow:deal"}:
        with pytest.raises(TransferInvalidError):
            open_hold(key="astray", debit=debit, credit=credit, amount_msats=1, ttl_seconds=60)
    assert {c: v for c, v in trial_balance().items() if v} == {c: v for c, v in before.items() if v}


@pytest.mark.django_db
def test_an_escrow_ends_once_even_where_it_holds_more_than_its_price() -> None:
    given_balance("ann", 100)
    given_balance("bob", 0)
    fund_escrow(ref="deal", payer=ANN, amount_msats=40)
    for key in ("top-up", "escrow:deal:fund:2"):
        with pytest.raises(TransferInvalidError):
            post_transfer(key=key, debit=ANN, credit="escrow:deal", amount_msats=40)
    release_escrow(ref="deal", payee=BOB)
    with pytest.raises(HoldResolvedError):
        refund_escrow(ref="deal")
    assert (balance_msats(ANN), balance_msats(BOB)) == (60, 40)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["hold:h", "reversal:given:ann:100"])
def test_nobody_takes_the_key_of_a_capture_or_a_reversal(key: str) -> None:
    given_balance("ann", 100)
    hold("h")
    with pytest.raises(TransferInvalidError):
        post_transfer(key=key, debit=RAIL_BTCPAY, credit=ANN, amount_msats=1)
    with pytest.raises(TransferInvalidError):
        post_transfer(
            key="x",
            debit=RAIL_BTCPAY,
            credit=ANN,
            amount_msats=1,
            kind=Transfer.Kind.REVERSAL,
        )
    assert capture_hold(key="h", amount_msats=10) is not None
    assert not reverse_transfer(key="hold:h", reason="a mistake").replayed


@pytest.mark.django_db
def test_the_longest_key_can_still_be_reversed() -> None:
    given_balance("ann", 100)
    key = "k" * services.TRANSFER_KEY_CHARACTERS_MAX
    post_transfer(key=key, debit=ANN, credit=REVENUE_JOBS, amount_msats=10)
    reverse_transfer(key=key, reason="a mistake")
    longest = "h" * services.HOLD_KEY_CHARACTERS_MAX
    hold(longest)
    capture_hold(key=longest, amount_msats=4)
    reverse_transfer(key=f"hold:{longest}", reason="a mistake")
    assert balance_msats(ANN) == 100
    for bad in ("", key + "k"):
        with pytest.raises(TransferInvalidError):
            post_transfer(key=bad, debit=ANN, credit=REVENUE_JOBS, amount_msats=1)
    for bad in ("", longest + "h"):
        with pytest.raises(TransferInvalidError):
            hold(bad)
    assert balance_msats(ANN) == 100  # and the transaction is still usable


@pytest.mark.django_db
def test_more_than_all_bitcoin_is_a_mistake() -> None:
    given_balance("ann", 1)
    with pytest.raises(TransferInvalidError):
        post_transfer(key="k", debit=RAIL_BTCPAY, credit=ANN, amount_msats=AMOUNT_MSATS_MAX + 1)
    with pytest.raises(TransferInvalidError):
        hold("h", AMOUNT_MSATS_MAX + 1)
    post_transfer(key="k", debit=RAIL_BTCPAY, credit=ANN, amount_msats=AMOUNT_MSATS_MAX)
    assert balance_msats(ANN) == AMOUNT_MSATS_MAX + 1


@pytest.mark.django_db
def test_a_first_payout_from_accounts_nobody_has_opened_says_what_is_missing() -> None:
    with pytest.raises(FloorReachedError) as refusal:
        open_hold(
            key="payout:1",
            debit=REVENUE_PAYABLE,
            credit=inflight_code("phoenixd"),
            amount_msats=7,
            ttl_seconds=60,
        )
    assert (refusal.value.account, refusal.value.missing_msats) == (REVENUE_PAYABLE, 7)


@pytest.mark.django_db
def test_a_hold_cannot_call_itself_a_reversal() -> None:
    given_balance("ann", 10)
    with pytest.raises(TransferInvalidError):
        open_hold(
            key="h",
            debit=ANN,
            credit=REVENUE_JOBS,
            amount_msats=1,
            ttl_seconds=60,
            kind=Transfer.Kind.REVERSAL,
        )


@pytest.mark.django_db(transaction=True)
def test_whoever_ends_a_hold_that_is_just_being_opened_ends_it() -> None:
    """Between looking for an open hold and asking what became of it, it may have been opened."""
    given_balance("ann", 10_000)
    rounds = 150
    wrong: list[str] = []
    asking = [-1]

    def race(number: int) -> None:
        for index in range(rounds):
            key = f"h{index}"
            if number == 0:
                while asking[0] < index:
                    time.sleep(0)
                hold(key)
                continue
            asking[0] = index
            while True:
                try:
                    if index % 2:
                        capture_hold(key=key, amount_msats=10)
                    elif not void_hold(key=key):
                        wrong.append(f"{key} was called ended before it was")
                except UnknownHoldError:
                    continue
                except LedgerError as error:
                    wrong.append(f"{key}: {error}")
                break

    raced(race, racers=2)
    assert wrong == []
    assert not Hold.objects.filter(state="held").exists()
    assert balance_msats(ANN) == 10_000 - 10 * (rounds // 2)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_names_a_loss_even_where_a_deposit_came_too_late() -> None:
    given_balance("ann", 0)
    over = threading.Event()
    missing: list[int] = []

    def race(number: int) -> None:
        if number == 0:
            for index in range(300):
                post_transfer(key=f"in{index}", debit=RAIL_BTCPAY, credit=ANN, amount_msats=1)
            over.set()
            return
        index = 0
        while not over.is_set():
            index += 1
            try:
                post_transfer(
                    key=f"out{number}:{index}", debit=ANN, credit=REVENUE_JOBS, amount_msats=1
                )
            except FloorReachedError as error:
                missing.append(error.missing_msats)

    raced(race, racers=3)
    assert missing
    assert min(missing) >= 1
    assert balance_msats(ANN) >= 0


@pytest.mark.django_db(transaction=True)
def test_books_in_motion_are_not_called_wrong() -> None:
    """The audit freezes payouts on a finding: money under way must be on both sides or on none."""
    for number in range(8):
        post_transfer(
            key=f"o{number}", debit=RAIL_BTCPAY, credit=f"revenue:room{number}", amount_msats=1
        )
    over = threading.Event()

    def race(number: int) -> list[object]:
        if number:
            for index in range(400):
                post_transfer(
                    key=f"{number}:{index}",
                    debit=RAIL_BTCPAY,
                    credit=f"revenue:room{index % 8}",
                    amount_msats=index + 1,
                )
            over.set()
            return []
        seen: list[object] = []
        while not over.is_set():
            seen += [*book_findings(), *filter(None, [sum(trial_balance().values())])]
        return seen

    assert raced(race, racers=3) == [[], [], []]


@pytest.mark.django_db
def test_a_family_is_summed_in_its_own_direction() -> None:
    given_balance("ann", 5)
    given_balance("bob", 6)
    hold("h", 5)
    assert family_balance_msats("user") == 11
    assert family_balance_msats("rail") == 11
    assert family_balance_msats("use") == 0
    assert available_msats(ANN) == 0


@pytest.mark.django_db
def test_a_statement_is_read_page_by_page() -> None:
    given_balance("ann", 1_000)
    for number in range(7):
        post_transfer(key=f"s{number}", debit=ANN, credit=REVENUE_JOBS, amount_msats=number + 1)
        if number % 2:
            post_transfer(key=f"d{number}", debit=RAIL_BTCPAY, credit=ANN, amount_msats=100)
    whole = statement(ANN, limit=100)
    assert [e.transfer_id for e in whole] == sorted((e.transfer_id for e in whole), reverse=True)
    assert len(whole) == 11
    assert whole[0].after_msats == balance_msats(ANN)
    pages, before = [], None
    while page := statement(ANN, before_id=before, limit=3):
        assert len(page) <= 3
        pages += page
        before = page[-1].transfer_id
    assert pages == whole
    assert statement("user:nobody") == []
    only = statement(ANN, kinds=frozenset({"reversal"}))
    assert only == []


@pytest.mark.django_db(transaction=True)
def test_checkpoints_do_not_change_what_was_true_at_an_instant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "FOLD_LEAST", 2)
    instants = []
    for number in range(6):
        post_transfer(key=f"t{number}", debit=RAIL_BTCPAY, credit=REVENUE_JOBS, amount_msats=10)
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            instants.append(cursor.fetchone()[0])
        fold_entries()
    assert [balance_at_msats(REVENUE_JOBS, at=at) for at in instants] == [10, 20, 30, 40, 50, 60]
    assert balance_msats(REVENUE_JOBS) == 60
    assert fold_entries() == 0
    with transaction.atomic(), pytest.raises(AssertionError):
        fold_entries()
