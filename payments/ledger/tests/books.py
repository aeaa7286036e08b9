"""Set-up for tests of the books."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from payments.ledger.chart import RAIL_BTCPAY, user_code
from payments.ledger.models import Account
from payments.ledger.services import open_account, post_transfer


@contextmanager
def open_door() -> Iterator[None]:
    """Writes by hand pass the door trigger, until the surrounding transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ledger.door = 'open'")
    yield


def given_balance(name: str, amount_msats: int) -> str:
    """The code of a person's account that has been paid amount_msats."""
    code = user_code(name)
    open_account(code=code, kind=Account.Kind.LIABILITY, owner=name, floor_msats=0)
    if amount_msats:
        post_transfer(
            key=f"given:{name}:{amount_msats}",
            debit=RAIL_BTCPAY,
            credit=code,
            amount_msats=amount_msats,
        )
    return code
