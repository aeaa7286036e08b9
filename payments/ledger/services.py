"""The only two ways to write in the books: open an account, post a transfer."""

import hashlib
import json

from django.db import IntegrityError, transaction

from payments.ledger.chart import KINDS
from payments.ledger.errors import (
    AccountMismatchError,
    FloorReachedError,
    TransferInvalidError,
    TransferKeyReusedError,
    UnknownAccountError,
)
from payments.ledger.models import Account, Transfer


def open_account(
    *, code: str, kind: str, owner: str = "", floor_msats: int | None = None
) -> Account:
    """The account of that code, opened now if it was not. Racers get the same row.

    floor_msats: the balance may not go below it; None for no floor. Raises AccountMismatchError
    where the code is already open as something else.
    """
    wanted = Account(code=code, kind=kind, owner=owner, floor_msats=floor_msats)
    Account.objects.bulk_create([wanted], ignore_conflicts=True)
    account = Account.objects.get(code=code)
    if (account.kind, account.owner, account.floor_msats) != (kind, owner, floor_msats):
        raise AccountMismatchError(f"{code} is already open as something else.", account=code)
    return account


@transaction.atomic
def post_transfer(
    *, key: str, debit: str, credit: str, amount_msats: int, memo: str = ""
) -> Transfer:
    """Move amount_msats (> 0) from one account to another, once per key.

    debit, credit: account codes, opened or in the chart. The same key with the same debit, credit
    and amount returns the transfer that exists; with others it raises TransferKeyReusedError. The
    memo is for people and not compared. Raises TransferInvalidError, UnknownAccountError,
    FloorReachedError. Never touches the network; joins the caller's transaction.
    """
    if amount_msats <= 0 or debit == credit:
        raise TransferInvalidError("A transfer moves more than nothing, to another account.")
    inputs_hash = _inputs_hash(debit=debit, credit=credit, amount_msats=amount_msats)
    sides = {code: _account(code) for code in sorted({debit, credit})}
    transfer = Transfer(
        key=key,
        debit=sides[debit],
        credit=sides[credit],
        amount_msats=amount_msats,
        memo=memo[:200],
        inputs_hash=inputs_hash,
    )
    try:
        with (
            transaction.atomic()
        ):  # a savepoint, so that the caller's transaction survives a replay
            transfer.save(force_insert=True)
    except IntegrityError:
        # A racer's uncommitted row makes the insert wait, so here the winner is visible.
        posted = Transfer.objects.filter(key=key).first()
        if posted is None:
            raise
        if posted.inputs_hash != inputs_hash:
            raise TransferKeyReusedError(
                "This transfer key is taken by other money.", key=key
            ) from None
        return posted
    _move_floored(sides, debit=debit, amount_msats=amount_msats)
    return transfer


def _account(code: str) -> Account:
    account = Account.objects.filter(code=code).first()
    if account is not None:
        return account
    if code not in KINDS:
        raise UnknownAccountError(f"No account {code}.", account=code)
    return open_account(code=code, kind=KINDS[code])


def _move_floored(sides: dict[str, Account], *, debit: str, amount_msats: int) -> None:
    """Locks in code order: transfers in opposite directions cannot wait for each other."""
    floored = [code for code, account in sides.items() if account.floor_msats is not None]
    locked = Account.objects.select_for_update().filter(code__in=floored).order_by("code")
    for account in locked:
        rises = account.grows_by_debit == (account.code == debit)
        account.posted_msats += amount_msats if rises else -amount_msats
        if not rises and account.posted_msats < (account.floor_msats or 0):
            raise FloorReachedError(
                f"{account.code} may not go below its floor.", account=account.code
            )
        account.save(update_fields=["posted_msats"])


def _inputs_hash(*, debit: str, credit: str, amount_msats: int) -> str:
    return hashlib.sha256(json.dumps([debit, credit, amount_msats]).encode()).hexdigest()
