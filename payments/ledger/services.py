"""Every way to write in the books. Each is one call of one SQL function (migration 0004).

Outside a transaction a call is one statement that commits by itself; inside one it joins it. Keys
make every operation repeatable: the same key with the same money answers as the first time.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from payments.ledger.calls import call
from payments.ledger.chart import escrow_code, terms_of
from payments.ledger.errors import (
    AccountMismatchError,
    FloorReachedError,
    HoldExceededError,
    HoldKeyReusedError,
    HoldResolvedError,
    TransferInvalidError,
    TransferKeyReusedError,
    UnknownAccountError,
    UnknownHoldError,
    UnknownTransferError,
)
from payments.ledger.models import Account, Transfer
from payments.ledger.queries import balance_msats

MEMO_CHARACTERS_MAX = 200
TRANSFER_KEY_CHARACTERS_MAX = 190  # `reversal:` comes before it
HOLD_KEY_CHARACTERS_MAX = 150
AMOUNT_MSATS_MAX = 21_000_000 * 100_000_000 * 1_000
"""All bitcoin there will be: a larger amount is a mistake, and sums stay within 64 bits."""
EXPIRE_BATCH = 200
FOLD_LEAST = 128
"""An account gets a checkpoint after that many transfers; fewer are summed faster than kept."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A transfer in the books. replayed: it was there already."""

    transfer_id: int
    replayed: bool


@dataclass(frozen=True, slots=True)
class Held:
    key: str
    hold_id: int
    replayed: bool


def open_account(
    *, code: str, kind: str, owner: str = "", floor_msats: int | None = None
) -> Account:
    """The account of that code, opened now if it was not. Racers get the same row.

    floor_msats: the balance may not go below it; None for no floor. Raises AccountMismatchError
    where the code is already open as something else.
    """
    account = Account.objects.filter(code=code).first()
    if account is None:
        call("ledger_account_open", code, kind, owner, floor_msats)
        account = Account.objects.get(code=code)
    if (account.kind, account.owner, account.floor_msats) != (kind, owner, floor_msats):
        raise AccountMismatchError(f"{code} is already open as something else.", account=code)
    return account


def post_transfer(
    *,
    key: str,
    debit: str,
    credit: str,
    amount_msats: int,
    kind: Transfer.Kind = Transfer.Kind.OTHER,
    memo: str = "",
) -> Posted:
    """Move amount_msats (> 0) from one account to another, once per key.

    debit, credit: account codes, opened or in the chart. The same key with the same debit, credit
    and amount answers with the transfer that exists; with others it raises TransferKeyReusedError.
    Kind and memo are for people and not compared. Raises TransferInvalidError (also for money that
    would reach a rail past `inflight`), UnknownAccountError, FloorReachedError. A refusal leaves a
    caller's transaction usable.
    """
    return _post(key, debit, credit, amount_msats, kind, memo)


def reverse_transfer(*, key: str, reason: str) -> Posted:
    """Take a transfer back by one in the other direction, once: its key is `reversal:<key>`.

    Raises UnknownTransferError, FloorReachedError where the money has gone on already.
    """
    transfer = Transfer.objects.select_related("debit", "credit").filter(key=key).first()
    if transfer is None:
        raise UnknownTransferError("There is no such transfer.", key=key)
    if transfer.kind == Transfer.Kind.REVERSAL:
        raise TransferInvalidError("A reversal is not reversed: post the transfer anew.")
    return _post(
        f"reversal:{key}",
        transfer.credit.code,
        transfer.debit.code,
        transfer.amount_msats,
        Transfer.Kind.REVERSAL,
        reason,
    )


def open_hold(
    *,
    key: str,
    debit: str,
    credit: str,
    amount_msats: int,
    ttl_seconds: float,
    kind: Transfer.Kind = Transfer.Kind.SPEND,
    memo: str = "",
) -> Held:
    """Set amount_msats of a floored account aside for `credit`, for ttl_seconds.

    Raises TransferInvalidError (also where `debit` has no floor), UnknownAccountError,
    HoldKeyReusedError, FloorReachedError. Replays answer with the hold that exists, however it
    ended.
    """
    _refuse_nothing(debit, credit, amount_msats)
    _refuse_long_key(key, HOLD_KEY_CHARACTERS_MAX)
    if kind == Transfer.Kind.REVERSAL:
        raise TransferInvalidError("Only reverse_transfer posts a reversal.")
    args = (key, debit, credit, amount_msats, kind, memo[:MEMO_CHARACTERS_MAX], ttl_seconds)
    outcome, hold_id, subject, missing = call("ledger_hold_open", *args)
    for _ in range(2):  # either side may be a house account that nobody has opened yet
        if outcome != "unknown":
            break
        _open_house_account(subject)
        outcome, hold_id, subject, missing = call("ledger_hold_open", *args)
    if outcome == "floor" and call("ledger_holds_expire", debit, EXPIRE_BATCH)[0]:
        outcome, hold_id, subject, missing = call("ledger_hold_open", *args)
    match outcome:
        case "held" | "replayed":
            return Held(key=key, hold_id=hold_id, replayed=outcome == "replayed")
        case "reused":
            raise HoldKeyReusedError("This hold key is taken by other money.", key=key)
        case "floor":
            raise _floor_reached(subject, missing)
        case "unheld":
            raise TransferInvalidError(f"{subject} keeps no balance that can be held.")
        case _:
            raise TransferInvalidError(f"Money does not go from {subject}.")


def capture_hold(*, key: str, amount_msats: int, memo: str = "") -> Posted | None:
    """Take amount_msats of what is held, free the rest; 0 frees all and returns None.

    A hold that has lapsed and was not ended yet can still be captured: the work was done. Raises
    UnknownHoldError, HoldExceededError, HoldResolvedError (voided, expired, or captured otherwise).
    """
    if amount_msats == 0:
        void_hold(key=key)
        return None
    if amount_msats < 0:
        raise TransferInvalidError("A capture takes more than nothing.")
    outcome, transfer_id, subject = call(
        "ledger_hold_capture", key, amount_msats, memo[:MEMO_CHARACTERS_MAX]
    )
    if outcome == "over":
        raise HoldExceededError("More than is held.", key=key, held_msats=int(subject))
    _refuse_ended(key, outcome, subject)
    return Posted(transfer_id=transfer_id, replayed=outcome == "replayed")


def void_hold(*, key: str) -> bool:
    """Free all that is held. True where this call did it. Raises as capture_hold."""
    outcome, subject = call("ledger_hold_release", key, "voided")
    _refuse_ended(key, outcome, subject)
    return bool(outcome == "voided")


def extend_hold(*, key: str, ttl_seconds: float) -> None:
    """The heartbeat: at least ttl_seconds from now. Raises UnknownHoldError, HoldResolvedError."""
    outcome, subject = call("ledger_hold_extend", key, ttl_seconds)
    _refuse_ended(key, outcome, subject)


def expire_holds() -> int:
    """End lapsed holds, a batch per transaction. Returns how many."""
    ended = 0
    while batch := int(call("ledger_holds_expire", None, EXPIRE_BATCH)[0]):
        ended += batch
        if batch < EXPIRE_BATCH:
            break
    return ended


def fund_escrow(*, ref: str, payer: str, amount_msats: int) -> Posted:
    """Move the price from the payer's account to `escrow:<ref>`; it is frozen by this transfer.

    A second funding of the same ref over another price raises TransferKeyReusedError.
    """
    code = escrow_code(ref)
    open_account(code=code, kind=Account.Kind.LIABILITY, owner=payer, floor_msats=0)
    return post_transfer(
        key=f"{code}:fund",
        debit=payer,
        credit=code,
        amount_msats=amount_msats,
        kind=Transfer.Kind.ESCROW,
    )


def release_escrow(*, ref: str, payee: str) -> Posted:
    """Pay the whole price to the payee, once. Raises HoldResolvedError where it was refunded."""
    return _end_escrow(ref, "release", payee)


def refund_escrow(*, ref: str) -> Posted:
    """Give the whole price back, once. Raises HoldResolvedError where it was released."""
    payer = Account.objects.filter(code=escrow_code(ref)).values_list("owner", flat=True).first()
    return _end_escrow(ref, "refund", payer or "")


def fold_entries() -> int:
    """Write checkpoints for accounts that have moved much since their last. Returns how many.

    In two transactions of its own: writers wait for the first only, which asks for one id. Raises
    OperationalError where the books are too busy for the lock; the next run folds more.
    """
    assert not connection.in_atomic_block, "folding would make everybody wait for this transaction"
    with transaction.atomic():
        [quiet_id, quiet_at] = _quiet_point()
    with transaction.atomic():
        return int(call("ledger_fold", quiet_id, FOLD_LEAST, quiet_at)[0])


def _quiet_point() -> tuple[int, datetime]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_quiet_id(), clock_timestamp()")
        [quiet_id, quiet_at] = cursor.fetchone()
    return int(quiet_id), quiet_at


def _end_escrow(ref: str, how: str, to: str) -> Posted:
    code = escrow_code(ref)
    price = Transfer.objects.filter(key=f"{code}:fund").values_list("amount_msats", flat=True)
    amount_msats = price.first()
    if amount_msats is None:
        raise UnknownHoldError("Nothing is in this escrow.", ref=ref)
    try:
        return post_transfer(
            key=f"{code}:{how}",
            debit=code,
            credit=to,
            amount_msats=amount_msats,
            kind=Transfer.Kind.ESCROW,
        )
    except FloorReachedError as error:
        raise HoldResolvedError(
            "This escrow has ended already.", ref=ref, left_msats=balance_msats(code)
        ) from error


def _post(
    key: str, debit: str, credit: str, amount_msats: int, kind: Transfer.Kind, memo: str
) -> Posted:
    _refuse_nothing(debit, credit, amount_msats)
    if kind != Transfer.Kind.REVERSAL:
        _refuse_long_key(key, TRANSFER_KEY_CHARACTERS_MAX)
    args = (key, debit, credit, amount_msats, kind, memo[:MEMO_CHARACTERS_MAX])
    outcome, transfer_id, subject, missing = call("ledger_post", *args)
    for _ in range(2):  # either side may be a house account that nobody has opened yet
        if outcome != "unknown":
            break
        _open_house_account(subject)
        outcome, transfer_id, subject, missing = call("ledger_post", *args)
    if outcome == "floor" and call("ledger_holds_expire", subject, EXPIRE_BATCH)[0]:
        outcome, transfer_id, subject, missing = call("ledger_post", *args)
    match outcome:
        case "posted" | "replayed":
            return Posted(transfer_id=transfer_id, replayed=outcome == "replayed")
        case "reused":
            raise TransferKeyReusedError("This transfer key is taken by other money.", key=key)
        case "floor":
            raise _floor_reached(subject, missing)
        case "key":
            raise TransferInvalidError("Captures and reversals name their transfers themselves.")
        case _:
            raise TransferInvalidError(f"Money does not go from {subject}.")


def _refuse_nothing(debit: str, credit: str, amount_msats: int) -> None:
    if amount_msats <= 0 or debit == credit:
        raise TransferInvalidError("A transfer moves more than nothing, to another account.")
    if amount_msats > AMOUNT_MSATS_MAX:
        raise TransferInvalidError("There is not as much bitcoin.")


def _refuse_long_key(key: str, characters_max: int) -> None:
    if not 0 < len(key) <= characters_max:
        raise TransferInvalidError(f"A key has 1 to {characters_max} characters.")


def _open_house_account(code: str) -> None:
    terms = terms_of(code)
    if terms is None:
        raise UnknownAccountError(f"No account {code}.", account=code)
    kind, floor_msats = terms
    open_account(code=code, kind=kind, floor_msats=floor_msats)


def _floor_reached(code: str, missing_msats: int) -> FloorReachedError:
    return FloorReachedError(
        f"{code} may not go below its floor.", account=code, missing_msats=missing_msats
    )


def _refuse_ended(key: str, outcome: str, subject: str) -> None:
    if outcome == "unknown":
        raise UnknownHoldError("There is no such hold.", key=key)
    if outcome == "resolved":
        raise HoldResolvedError("This hold has ended already.", key=key, state=subject)
