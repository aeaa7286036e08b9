"""NUT-05: the mint pays an invoice with proofs of ours, and gives back what was too much (NUT-08).

Silence is never failure. A melt has failed once its inputs have been swapped away: after that not
even a request that is still travelling can pay.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.cashu.errors import MintRefusedError
from payments.cashu.models import Operation, Proof
from payments.cashu.services.door import (
    BlindSignature,
    CoinState,
    MeltQuote,
    Mint,
    QuoteState,
)
from payments.cashu.services.keysets import active_keyset
from payments.cashu.services.outputs import (
    Output,
    coins_of,
    derive_outputs,
    keysets_of,
    outputs_of,
    seal_outputs,
    store_coins,
)
from payments.cashu.services.reserving import (
    CANCEL_KEY,
    choose_proofs,
    input_fee_sats,
    inputs_of,
    mark_spent,
    reserve,
)
from payments.cashu.services.swapping import (
    Swapped,
    check_states,
    drive_swap,
    fail,
    in_order,
)
from payments.cashu.services.tokens import prepared_swap

Kind, State = Operation.Kind, Operation.State
LEASE = timedelta(seconds=120)
"""Longer than a worker waits for the answer to a melt."""


@dataclass(frozen=True, slots=True)
class Melt:
    """What is to be paid, as the caller read it from the invoice."""

    bolt11: str
    payment_hash: str
    amount_sats: int
    fee_limit_sats: int
    key: str


class FeeOverLimitError(Exception):
    """The mint wants more than the limit; nothing was reserved."""


def find_melt(mint_url: str, *, payment_hash: str) -> Operation | None:
    """The newest; an unfinished or paid one before any that failed."""
    found = Operation.objects.filter(
        kind=Kind.MELT, mint_url=mint_url, payment_hash=payment_hash
    ).order_by("-created_at")
    return found.exclude(state=State.FAILED).first() or found.first()


def prepare_melt(mint_url: str, melt: Melt, quote: MeltQuote) -> tuple[Operation, bool]:
    """SUBMITTED: inputs reserved, change outputs stored, committed before the mint is asked to pay.

    False where another worker has prepared the same payment. Raises EcashShortError,
    FeeOverLimitError.
    """
    try:
        with transaction.atomic():
            # Whoever waits here must see the other's payment before it finds too little ecash.
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [melt.payment_hash]
                )
            begun = find_melt(mint_url, payment_hash=melt.payment_hash)
            if begun is not None and begun.state != State.FAILED:
                return begun, False
            return _prepared(mint_url, melt, quote), True
    except IntegrityError:
        found = find_melt(mint_url, payment_hash=melt.payment_hash)
        if found is None or found.state == State.FAILED:
            raise UpstreamError("The wallet was asked twice at once: try again.") from None
        return found, False


def submit_melt(mint: Mint, operation: Operation) -> QuoteState:
    """Ask the mint to pay. Raises UpstreamError for silence, which is no end.

    UNPAID: it refused, and the inputs are free again.
    """
    assert operation.quote_id is not None
    proofs = list(inputs_of(operation).order_by("pk"))
    outputs = outputs_of(operation)
    try:
        told = mint.melt(
            quote_id=operation.quote_id,
            inputs=[proof.coin() for proof in proofs],
            outputs=[output.message() for output in outputs],
        )
    except MintRefusedError as refusal:
        # The only request that there was has been answered: nothing is travelling any more.
        return resolve_melt(mint, operation, refusal=refusal.message)
    finally:
        Operation.objects.filter(pk=operation.pk).update(leased_until=utc_now())
    return _ended(mint, operation, told)


def resolve_melt(mint: Mint, operation: Operation, *, refusal: str = "") -> QuoteState:
    """What came of a SUBMITTED melt: PAID, PENDING, or UNPAID once it can never be paid any more.

    refusal: what the mint has just answered to it. Raises UpstreamError where the mint is silent.
    """
    told = _looked(mint, str(operation.quote_id))
    if told.state != QuoteState.UNPAID:
        return _ended(mint, operation, told)
    states = set(
        check_states(mint, list(inputs_of(operation).values_list("y", flat=True))).values()
    )
    if CoinState.PENDING in states:
        return QuoteState.PENDING
    if refusal and states == {CoinState.UNSPENT}:
        fail(operation, refusal)
        return QuoteState.UNPAID
    swap = _cancelling(mint.url, operation)
    if swap is None:
        return QuoteState.PENDING  # somebody else is at it, or has ended it: look again
    came = drive_swap(mint, swap)
    if came != Swapped.DONE:
        return QuoteState.PENDING  # the payment is under way after all: ask again
    fail(operation, "the mint did not pay")
    return QuoteState.UNPAID


def _looked(mint: Mint, quote_id: str) -> MeltQuote:
    """Where the quote stands. A mint that is just ending it may refuse to say: two tasks of
    Nutshell 0.20 end one quote, and the slower fails. So it is asked twice."""
    try:
        return mint.melt_quote(quote_id)
    except MintRefusedError:
        pass
    try:
        return mint.melt_quote(quote_id)
    except MintRefusedError as error:
        raise UpstreamError(error.message) from error


def _prepared(mint_url: str, melt: Melt, quote: MeltQuote) -> Operation:
    chosen, fee = choose_proofs(mint_url, amount_sats=quote.amount_sats + quote.fee_reserve_sats)
    if quote.fee_reserve_sats + fee > melt.fee_limit_sats:
        raise FeeOverLimitError
    too_much = sum(proof.amount_sats for proof in chosen) - quote.amount_sats - fee
    operation = Operation(
        id=uuid4(),
        kind=Kind.MELT,
        state=State.SUBMITTED,
        key=melt.key,
        mint_url=mint_url,
        amount_sats=melt.amount_sats,
        quote_id=quote.quote_id,
        bolt11=melt.bolt11,
        payment_hash=melt.payment_hash,
        submitted_at=utc_now(),
        leased_until=utc_now() + LEASE,
    )
    # Enough blank outputs for the whole of it, should the payment cost nothing.
    outputs = derive_outputs(active_keyset(mint_url), blanks=too_much.bit_length())
    operation.sealed_outputs = seal_outputs(operation, outputs)
    operation.save(force_insert=True)
    reserve(operation, chosen)
    return operation


def _ended(mint: Mint, operation: Operation, told: MeltQuote) -> QuoteState:
    if told.state != QuoteState.PAID:
        return told.state
    outputs = outputs_of(operation)
    change = _change(mint, outputs, told)
    made = coins_of(outputs, change, keysets_of(outputs))
    with transaction.atomic():
        locked = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
        if locked.state == State.DONE:
            return QuoteState.PAID
        for swap in _cancellings(locked).filter(state=State.SUBMITTED):
            fail(swap, "the payment was faster")  # gives the inputs back to the melt
        spent = sum(inputs_of(locked).values_list("amount_sats", flat=True))
        back = sum(coin.amount_sats for _, coin in made)
        locked.move_to(State.DONE)
        mark_spent(inputs_of(locked))
        store_coins(locked, made)
        locked.fee_sats = max(0, spent - back - locked.amount_sats)
        locked.preimage = told.preimage
        locked.finished_at, locked.trouble = utc_now(), ""
        locked.save()
    return QuoteState.PAID


def _change(mint: Mint, outputs: list[Output], told: MeltQuote) -> list[BlindSignature]:
    if told.change:
        return list(told.change)
    if not outputs:
        return []
    return in_order(outputs, mint.restore([output.message() for output in outputs]))


def learn_preimage(mint: Mint, operation: Operation) -> None:
    """A mint may say PAID first and show the preimage later."""
    told = _looked(mint, str(operation.quote_id))
    if told.preimage != operation.preimage:
        operation.preimage = told.preimage
        operation.save(update_fields=["preimage"])


def _cancelling(mint_url: str, melt: Operation) -> Operation | None:
    """The swap that takes a melt's inputs away from it; found again if it was begun before.

    None where the melt has ended meanwhile, or a worker still waits for the mint's answer.
    """
    begun = _cancellings(melt).exclude(state=State.FAILED)
    found = begun.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            locked = Operation.objects.select_for_update(of=("self",)).get(pk=melt.pk)
            if locked.state != State.SUBMITTED or locked.leased_until > utc_now():
                return None
            inputs = list(
                Proof.objects.select_for_update(of=("self",))
                .filter(reserved_by=melt)
                .exclude(made_by=melt)
            )
            fee = input_fee_sats(proof.keyset_id for proof in inputs)
            total = sum(proof.amount_sats for proof in inputs)
            key = f"{CANCEL_KEY}{melt.pk}"
            swap = prepared_swap(Kind.CANCEL, key, mint_url=mint_url, sats_in=total, fee_sats=fee)
            reserve(swap, inputs)
    except IntegrityError:
        return begun.get()
    return swap


def _cancellings(melt: Operation) -> QuerySet[Operation]:
    return Operation.objects.filter(kind=Kind.CANCEL, key=f"{CANCEL_KEY}{melt.pk}")
