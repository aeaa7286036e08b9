"""NUT-04: an invoice paid to the mint becomes proofs of ours. The proofs are the money.

A quote is locked to a key of ours (NUT-20): its id, which travels in our rows and logs, mints
nothing for anybody else.
"""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.cashu.derivation import quote_lock
from payments.cashu.errors import MintRefusedError
from payments.cashu.keys import split_sats
from payments.cashu.models import Keyset, Operation
from payments.cashu.services.door import BlindedMessage, Mint, MintQuote, QuoteState
from payments.cashu.services.keysets import active_keyset, refresh_keysets
from payments.cashu.services.outputs import (
    derive_outputs,
    outputs_of,
    seal_outputs,
)
from payments.cashu.services.swapping import finish_swap, in_order

State = Operation.State


def ask_quote(mint: Mint, *, amount_sats: int, description: str) -> tuple[Operation, MintQuote]:
    """A quote of the mint, and the row that `keep_quote` will store. Asks the network."""
    operation = Operation(id=uuid4(), kind=Operation.Kind.MINT, mint_url=mint.url)
    operation.amount_sats = amount_sats
    lock = quote_lock(str(operation.pk)).public_key.format().hex()
    quote = mint.ask_mint_quote(amount_sats=amount_sats, description=description, pubkey=lock)
    return operation, quote


def keep_quote(
    operation: Operation,
    quote: MintQuote,
    *,
    key: str,
    payment_hash: str,
    expires_at: datetime,
) -> Operation:
    """PREPARED: before anybody is shown the invoice."""
    operation.key, operation.quote_id, operation.bolt11 = key, quote.quote_id, quote.request
    operation.payment_hash, operation.expires_at = payment_hash, expires_at
    try:
        with transaction.atomic():
            operation.save(force_insert=True)
    except IntegrityError as error:
        raise UpstreamError("The mint gave out a quote twice.", permanent=True) from error
    return operation


def find_quote(mint_url: str, *, key: str) -> Operation | None:
    """The oldest of that key that is paid or can still be paid."""
    found = Operation.objects.filter(kind=Operation.Kind.MINT, mint_url=mint_url, key=key)
    for operation in found.order_by("created_at"):
        waiting = operation.expires_at is not None and operation.expires_at > utc_now()
        if operation.state in {State.SUBMITTED, State.DONE}:
            return operation
        if operation.state == State.PREPARED and waiting:
            return operation
    return None


def drive_mint(mint: Mint, operation: Operation) -> QuoteState:
    """Where the quote stands; PAID and ISSUED only once its proofs are stored here.

    Outside transactions. Raises UpstreamError; ask again later, nothing is lost by it.
    """
    if operation.state == State.DONE:
        return QuoteState.ISSUED
    assert operation.quote_id is not None
    told = mint.mint_quote(operation.quote_id)
    if told.state == QuoteState.PAID:
        _issue(mint, operation)
    elif told.state == QuoteState.ISSUED:
        _recover(mint, operation)
    return told.state


def _issue(mint: Mint, operation: Operation) -> None:
    refresh_keysets(mint)
    operation = _submitted(operation)
    outputs = outputs_of(operation)
    messages = [output.message() for output in outputs]
    assert operation.quote_id is not None
    signature = _signed(operation, messages)
    try:
        signed = mint.mint(quote_id=operation.quote_id, outputs=messages, signature=signature)
    except MintRefusedError as refusal:
        _look(mint, operation, refusal)
        return
    finish_swap(operation, outputs, signed)


def _submitted(operation: Operation) -> Operation:
    """The outputs, fixed and stored: the same for whoever comes first and whoever comes next."""
    with transaction.atomic():
        locked = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
        if locked.state != State.PREPARED:
            return locked
        keyset = active_keyset(locked.mint_url)
        parts = split_sats(locked.amount_sats, [int(amount) for amount in keyset.keys])
        locked.move_to(State.SUBMITTED)
        locked.sealed_outputs = seal_outputs(locked, derive_outputs(keyset, keep=parts))
        locked.submitted_at = utc_now()
        locked.save()
    return locked


def _signed(operation: Operation, messages: list[BlindedMessage]) -> str:
    """NUT-20's proof that the quote is ours; hex."""
    digest = hashlib.sha256(quote_message(str(operation.quote_id), messages)).digest()
    return quote_lock(str(operation.pk)).sign_schnorr(digest).hex()


def quote_message(quote_id: str, messages: list[BlindedMessage]) -> bytes:
    """What NUT-20 hashes and signs."""
    return (quote_id + "".join(message.blinded.hex() for message in messages)).encode()


def _look(mint: Mint, operation: Operation, refusal: MintRefusedError) -> None:
    assert operation.quote_id is not None
    if mint.mint_quote(operation.quote_id).state == QuoteState.ISSUED:
        _recover(mint, operation)
        return
    refresh_keysets(mint)
    signing = Keyset.objects.filter(mint_url=operation.mint_url, active=True)
    if {output.keyset_id for output in outputs_of(operation)} <= set(
        signing.values_list("keyset_id", flat=True)
    ):
        # Another worker's request with these very outputs may be under way: they must stay, or what
        # the mint signs for it would be signed for secrets that nobody has written down.
        raise UpstreamError(f"The mint does not issue yet: {refusal.message}") from refusal
    # Paid, and its keyset signs no more: other outputs are needed.
    with transaction.atomic():
        locked = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
        if locked.state == State.SUBMITTED:
            locked.move_to(State.PREPARED)
            locked.trouble = refusal.message[:300]
            locked.save()
    raise UpstreamError(f"The mint does not issue what was paid: {refusal.message}") from refusal


def _recover(mint: Mint, operation: Operation) -> None:
    """The mint has signed and its answer was lost: it repeats what it signed (NUT-09)."""
    operation.refresh_from_db()
    if operation.state == State.DONE:
        return
    outputs = outputs_of(operation)
    signed = in_order(outputs, mint.restore([output.message() for output in outputs]))
    if not outputs or len(signed) != len(outputs):
        raise UpstreamError(
            "The mint has issued this quote, and not to outputs that are known here:"
            " run restore_cashu.",
            permanent=True,
        )
    finish_swap(operation, outputs, signed)
