"""Telling open pages that a balance has changed. A push may be lost; pages ask again anyway."""

from functools import partial
from typing import Final

from django.db import connection, transaction

BALANCE_CHANNEL: Final = "payments_balance"


def announce_balance(*, user_id: int) -> None:
    """After the surrounding commit, wake whoever watches this person's balance.

    Not inside the transaction: NOTIFY takes one lock for the whole server until its commit ends, so
    postings would wait for each other's disks. The payload is the person's id, nothing else.
    """
    transaction.on_commit(partial(_notify, user_id), robust=True)


def _notify(user_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [BALANCE_CHANNEL, str(user_id)])
