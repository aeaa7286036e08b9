"""A pasted token becomes balance: a row first, then the swap, then the credit.

The token's text is never written down in the clear: the wallet keeps what it needs, encrypted, in
an operation that is committed before the mint hears of it (payments.cashu). So a row that is left
pending is finished from there, and a token whose swap never began is still its giver's.
"""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT
from payments.cashu.errors import CashuError, TokenMintError
from payments.cashu.models import Operation
from payments.errors import TokenSpentHereError, UnknownDepositError
from payments.ledger.chart import rail_code
from payments.ledger.errors import TransferKeyReusedError
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Deposit
from payments.services.cashu import Peeked, peek_token, receive_token, resume_operation
from payments.services.deposits import credit_deposit, refuse_amount, refuse_without_mint
from payments.services.holders import open_holder

RAIL = "cashu"
TAKEN_WITHIN = timedelta(minutes=10)
"""A swap that has not begun by then never will: whoever pasted the token still has it."""


def deposit_token(*, user: User, text: str) -> Deposit:
    """Take the token and credit what the mint left of it, once per token. Asks the mint.

    PAID, or PENDING where the mint fell silent while it had the token: the sweep finds out. The
    same token again answers with the same deposit. Raises what payments.cashu.errors names for a
    token that cannot be taken, TokenSpentHereError where somebody else pasted it before,
    DepositAmountError, RailMissingError, and UpstreamError where the mint was not reached: the
    token is then still its giver's. Never inside a transaction.
    """
    refuse_without_mint()
    peeked = peek_token(text)
    if not peeked.is_ours:
        raise TokenMintError("Only ecash of our own mint is taken.", mint_url=peeked.mint_url)
    refuse_amount(peeked.amount_sats)
    try:
        deposit = _claim(user, peeked)
    except IntegrityError:  # a racer with this token was faster; its row is there now
        deposit = _claim(user, peeked)
    if deposit.status == Deposit.Status.PAID:
        return deposit
    try:
        received = receive_token(text=text)
    except (CashuError, UpstreamError) as error:
        if not _given_up(deposit, peeked.token_hash, reason=error.message):
            return Deposit.objects.get(pk=deposit.pk)  # under way, or finished by somebody else
        raise
    return credit_token(
        deposit_id=deposit.pk,
        token_hash=received.token_hash,
        credited_msats=received.amount_msats,
    )


def finish_token(*, deposit_id: uuid.UUID) -> Deposit.Status:
    """What became of a deposit whose worker died or whose mint fell silent. Asks the mint.

    Raises UnknownDepositError, UpstreamError where the mint is silent still.
    """
    deposit = Deposit.objects.filter(pk=deposit_id).first()
    if deposit is None:
        raise UnknownDepositError("There is no such deposit.", quote_id=str(deposit_id))
    if deposit.status != Deposit.Status.PENDING or deposit.token_hash is None:
        return Deposit.Status(deposit.status)
    token_hash = deposit.token_hash
    if (operation := _operation(token_hash)) is not None:
        try:
            resume_operation(operation_id=str(operation.pk))
        except UpstreamError:
            if not _given_up(deposit, token_hash, reason="The mint refused this token."):
                raise
    operation = _operation(token_hash)
    if operation is not None and operation.state == Operation.State.DONE:
        credited_msats = operation.amount_sats * MSATS_PER_SAT
        try:
            credit_token(
                deposit_id=deposit.pk, token_hash=token_hash, credited_msats=credited_msats
            )
        except TokenSpentHereError as error:
            _fail(deposit, reason=error.message)
    elif operation is not None or deposit.expires_at <= utc_now():
        _given_up(deposit, token_hash, reason="The token was not taken: it is still yours.")
    deposit.refresh_from_db()
    return Deposit.Status(deposit.status)


@transaction.atomic
def credit_token(*, deposit_id: uuid.UUID, token_hash: str, credited_msats: int) -> Deposit:
    """The proofs are ours: credit them, once per token, whichever row it was pasted for."""
    rows = Deposit.objects.select_for_update(of=("self",)).select_related("user")
    deposit = rows.get(pk=deposit_id)
    if deposit.status == Deposit.Status.PAID:
        return deposit
    try:
        post_transfer(
            key=f"token:{token_hash}",
            debit=rail_code(RAIL),
            credit=open_holder(deposit.user),
            amount_msats=credited_msats,
            kind=Transfer.Kind.DEPOSIT,
            memo=f"deposit:{deposit.pk}",
        )
    except TransferKeyReusedError as error:
        raise TokenSpentHereError("Somebody else has paid this token in.") from error
    credit_deposit(deposit=deposit, credited_msats=credited_msats)
    return deposit


@transaction.atomic
def _claim(user: User, peeked: Peeked) -> Deposit:
    """The row of this token: a new one, the person's own, or one that others gave up."""
    rows = Deposit.objects.select_for_update(of=("self",)).select_related("user")
    known = rows.filter(token_hash=peeked.token_hash).first()
    if known is not None and known.user_id == user.pk:
        if known.status == Deposit.Status.FAILED:
            known.move_to(Deposit.Status.PENDING)
            known.reason, known.expires_at = "", utc_now() + TAKEN_WITHIN
            known.save(update_fields=["status", "reason", "expires_at"])
        return known
    if known is not None:
        if known.status != Deposit.Status.FAILED:
            raise TokenSpentHereError("Somebody has pasted this token before.")
        known.token_hash = None
        known.save(update_fields=["token_hash"])
    return Deposit.objects.create(
        user=user,
        key=f"token:{uuid.uuid4()}",
        method=Deposit.Method.CASHU,
        amount_sats=peeked.amount_sats,
        token_hash=peeked.token_hash,
        expires_at=utc_now() + TAKEN_WITHIN,
    )


def _given_up(deposit: Deposit, token_hash: str, *, reason: str) -> bool:
    """PENDING -> FAILED where the mint certainly has not taken the token for us. False otherwise.

    No operation: the mint was never asked. FAILED: it refused. Submitted: it may have signed.
    """
    operation = _operation(token_hash)
    if operation is not None and operation.state != Operation.State.FAILED:
        return False
    return _fail(deposit, reason=reason)


@transaction.atomic
def _fail(deposit: Deposit, *, reason: str) -> bool:
    locked = Deposit.objects.select_for_update(of=("self",)).get(pk=deposit.pk)
    if locked.status == Deposit.Status.PENDING:
        locked.move_to(Deposit.Status.FAILED)
        locked.reason = reason[:300]
        locked.save(update_fields=["status", "reason"])
    return locked.status == Deposit.Status.FAILED


def _operation(token_hash: str) -> Operation | None:
    """The newest swap of this token."""
    rows = Operation.objects.filter(kind=Operation.Kind.RECEIVE, key=token_hash)
    return rows.order_by("-created_at").first()
