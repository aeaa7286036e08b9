"""Small scenes in the books, each about one clause of the posting functions.

A scene passes on the real function and fails where its clause is missing.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from payments.ledger import services
from payments.ledger.errors import (
    FloorReachedError,
    HoldExceededError,
    HoldKeyReusedError,
    HoldResolvedError,
    TransferInvalidError,
    TransferKeyReusedError,
)
from payments.ledger.models import Hold, Transfer
from payments.ledger.queries import available_msats, balance_msats, book_findings
from payments.ledger.tests.books import open_door

RAIL, SALES = "rail:btcpay", "revenue:jobs"
_numbers = count(1)


def person(amount_msats: int) -> str:
    """A new account every time, later ones with higher ids."""
    code = f"user:{next(_numbers)}"
    services.open_account(code=code, kind="liability", floor_msats=0)
    if amount_msats:
        services.post_transfer(key=f"in:{code}", debit=RAIL, credit=code, amount_msats=amount_msats)
    return code


def drawer(amount_msats: int) -> str:
    """An asset with a floor: crediting it takes money out."""
    code = f"drawer:{next(_numbers)}"
    services.open_account(code=code, kind="asset", floor_msats=0)
    if amount_msats:
        services.post_transfer(
            key=f"in:{code}", debit=code, credit="equity:owner", amount_msats=amount_msats
        )
    return code


def hold(code: str, amount_msats: int = 10, credit: str = SALES) -> str:
    key = f"h:{next(_numbers)}"
    services.open_hold(
        key=key, debit=code, credit=credit, amount_msats=amount_msats, ttl_seconds=600
    )
    return key


def lapse(*keys: str, seconds: float = 60) -> None:
    with transaction.atomic(), open_door():
        past = timezone.now() - timedelta(seconds=seconds)
        Hold.objects.filter(key__in=keys).update(expires_at=past)


def refused(error: type[Exception], act: Callable[[], object]) -> None:
    try:
        act()
    except error:
        return
    raise AssertionError(f"{error.__name__} was not raised")


def says_what_cannot_be_afforded() -> None:
    ann = person(5)
    refused(
        FloorReachedError,
        lambda: services.post_transfer(key="x", debit=ann, credit=SALES, amount_msats=6),
    )
    assert balance_msats(ann) == 5


def keeps_what_is_held_from_being_spent() -> None:
    ann = person(10)
    hold(ann, 7)
    refused(
        FloorReachedError,
        lambda: services.post_transfer(key="x", debit=ann, credit=SALES, amount_msats=4),
    )
    refused(FloorReachedError, lambda: hold(ann, 4))
    assert available_msats(ann) == 3


def takes_the_debit_back() -> None:
    """Both sides would fall; the debit is locked first and can be afforded."""
    ann, box = person(10), drawer(3)
    refused(
        FloorReachedError,
        lambda: services.post_transfer(key="x", debit=ann, credit=box, amount_msats=5),
    )
    assert balance_msats(ann) == 10
    assert book_findings() == []


def takes_the_credit_back() -> None:
    box, ann = drawer(10), person(3)
    refused(
        FloorReachedError,
        lambda: services.post_transfer(key="x", debit=ann, credit=box, amount_msats=5),
    )
    assert balance_msats(box) == 10
    assert book_findings() == []


def captures_once() -> None:
    key = hold(person(10))
    assert not captured(key, 10).replayed
    assert captured(key, 10).replayed
    refused(HoldResolvedError, lambda: services.capture_hold(key=key, amount_msats=9))
    refused(HoldResolvedError, lambda: services.void_hold(key=key))
    assert balance_msats(SALES) == 10


def captures_at_most_what_is_held() -> None:
    key = hold(person(30))
    refused(HoldExceededError, lambda: services.capture_hold(key=key, amount_msats=11))


def voids_once() -> None:
    ann = person(10)
    key = hold(ann)
    assert services.void_hold(key=key)
    assert not services.void_hold(key=key)
    refused(HoldResolvedError, lambda: services.capture_hold(key=key, amount_msats=1))
    assert available_msats(ann) == 10


def frees_the_rest_of_a_capture() -> None:
    ann = person(10)
    assert not captured(hold(ann), 4).replayed
    assert (balance_msats(ann), available_msats(ann)) == (6, 6)


def expires_only_what_has_lapsed() -> None:
    key = hold(person(10))
    with connection.cursor() as cursor:
        cursor.execute("SELECT outcome FROM ledger_hold_release(%s, 'expired')", [key])
        assert cursor.fetchone() == ("early",)
    assert services.expire_holds() == 0
    lapse(key)
    assert services.expire_holds() == 1


def expires_holds_of_the_asked_account_only() -> None:
    ann, bob = person(10), person(10)
    keys = hold(ann), hold(bob)
    lapse(*keys)
    hold(ann)
    assert set(Hold.objects.filter(state="held").values_list("debit__code", flat=True)) == {
        ann,
        bob,
    }


def extends_only_forwards() -> None:
    key = hold(person(10))
    before = Hold.objects.get(key=key).expires_at
    services.extend_hold(key=key, ttl_seconds=1)
    assert Hold.objects.get(key=key).expires_at == before


def extends_only_what_is_held() -> None:
    key = hold(person(10))
    services.void_hold(key=key)
    refused(HoldResolvedError, lambda: services.extend_hold(key=key, ttl_seconds=5_000))


def holds_only_on_floored_accounts() -> None:
    services.post_transfer(key="opens", debit=RAIL, credit=SALES, amount_msats=100)
    refused(TransferInvalidError, lambda: hold(SALES, credit="suspense:surplus"))


def keeps_lanes() -> None:
    ann = person(10)
    refused(
        TransferInvalidError,
        lambda: services.post_transfer(key="x", debit=ann, credit=RAIL, amount_msats=1),
    )


def keeps_lanes_of_holds() -> None:
    ann = person(10)
    refused(TransferInvalidError, lambda: hold(ann, credit=RAIL))


def keeps_reserved_keys() -> None:
    key = hold(person(10))
    refused(
        TransferInvalidError,
        lambda: services.post_transfer(
            key=f"hold:{key}", debit=RAIL, credit=SALES, amount_msats=10
        ),
    )
    assert not captured(key, 10).replayed


def compares_the_inputs_of_a_key() -> None:
    ann = person(10)
    services.post_transfer(key="x", debit=ann, credit=SALES, amount_msats=2)
    refused(
        TransferKeyReusedError,
        lambda: services.post_transfer(key="x", debit=ann, credit=SALES, amount_msats=3),
    )
    key = hold(ann, 2)
    refused(
        HoldKeyReusedError,
        lambda: services.open_hold(
            key=key, debit=ann, credit=SALES, amount_msats=3, ttl_seconds=60
        ),
    )


def folds_from_the_last_checkpoint_on() -> None:
    for number in range(3):
        services.post_transfer(key=f"t{number}", debit=RAIL, credit=SALES, amount_msats=10)
        fold_now()
    assert balance_msats(SALES) == 30
    assert book_findings() == []


def looks_at_home_only() -> None:
    ann = person(0)
    services.open_account(code=RAIL, kind="asset")
    with connection.cursor() as cursor:
        # Before the function's first call: a plan that is kept would go on using our table.
        cursor.execute("CREATE TEMP TABLE ledger_transfer (LIKE ledger_transfer INCLUDING ALL)")
        try:
            services.post_transfer(key="home", debit=RAIL, credit=ann, amount_msats=1)
        finally:
            cursor.execute("DROP TABLE pg_temp.ledger_transfer")
    assert Transfer.objects.filter(key="home").exists()


def captured(key: str, amount_msats: int) -> services.Posted:
    posted = services.capture_hold(key=key, amount_msats=amount_msats)
    assert posted is not None
    return posted


def fold_now() -> None:
    least, services.FOLD_LEAST = services.FOLD_LEAST, 1
    try:
        services.fold_entries()
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
    finally:
        services.FOLD_LEAST = least
