"""NUT-03: inputs for outputs, exactly once, however often the answer is lost.

The same request can be sent again at any time: a mint either does it once, or says that the inputs
are spent or the outputs signed; then it repeats its signatures (NUT-09).
"""

from collections.abc import Sequence
from enum import StrEnum

from django.db import transaction

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.cashu.errors import MintRefusedError
from payments.cashu.models import Operation
from payments.cashu.services.door import BlindedMessage, BlindSignature, CoinState, Mint
from payments.cashu.services.outputs import (
    Output,
    coins_of,
    keysets_of,
    outputs_of,
    read_coins,
    store_coins,
)
from payments.cashu.services.reserving import give_back, inputs_of, mark_spent
from payments.cashu.tokens import Coin, Token, write_token

CHECKED_AT_ONCE = 100
Kind = Operation.Kind


class Swapped(StrEnum):
    DONE = "done"
    PENDING = "pending"  # the mint is busy with the inputs
    SPENT = "spent"  # somebody else has spent at least one input


def drive_swap(mint: Mint, operation: Operation) -> Swapped:
    """Bring a SUBMITTED swap to its end, from wherever it is. Outside transactions.

    Raises UpstreamError where the mint is silent (ask again later), MintRefusedError where it
    refuses inputs that nobody has spent: the operation is FAILED then, and ours are free again.
    """
    if operation.state == Operation.State.DONE:
        return Swapped.DONE
    if operation.state == Operation.State.FAILED:
        return Swapped.SPENT
    inputs, outputs = input_coins(operation), outputs_of(operation)
    try:
        signed = mint.swap(inputs=inputs, outputs=[output.message() for output in outputs])
    except MintRefusedError as refusal:
        return _look(mint, operation, inputs, outputs, refusal)
    return finish_swap(operation, outputs, signed)


def input_coins(operation: Operation) -> list[Coin]:
    """Somebody's token, or our reserved proofs."""
    told = operation.unseal_part("inputs")
    if told is not None:
        return read_coins(told)
    return [proof.coin() for proof in inputs_of(operation).order_by("pk")]


def check_states(mint: Mint, ys: Sequence[str]) -> dict[str, CoinState]:
    """NUT-07, in batches."""
    states: dict[str, CoinState] = {}
    for start in range(0, len(ys), CHECKED_AT_ONCE):
        states |= mint.check(list(ys[start : start + CHECKED_AT_ONCE]))
    return states


def finish_swap(
    operation: Operation, outputs: list[Output], signed: list[BlindSignature]
) -> Swapped:
    """SUBMITTED -> DONE: inputs spent and new proofs stored, in one transaction."""
    if len(signed) != len(outputs):
        raise UpstreamError("The mint gave back fewer signatures than it owes.")
    made = coins_of(outputs, signed, keysets_of(outputs))
    with transaction.atomic():
        locked = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
        if locked.state == Operation.State.DONE:
            return Swapped.DONE  # another worker got the same answer first
        locked.move_to(Operation.State.DONE)
        mark_spent(inputs_of(locked))
        handed = store_coins(locked, made)
        if handed:
            text = write_token(Token(locked.mint_url, "sat", tuple(handed)))
            locked.sealed_token = locked.seal_part("token", text)
        locked.finished_at, locked.trouble = utc_now(), ""
        locked.save()
    return Swapped.DONE


def fail(operation: Operation, reason: str) -> None:
    """-> FAILED, and what it had reserved is free again."""
    with transaction.atomic():
        locked = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
        if locked.state == Operation.State.FAILED:
            return
        locked.move_to(Operation.State.FAILED)
        locked.finished_at, locked.trouble = utc_now(), reason[:300]
        locked.save()
        give_back(locked)


def _look(
    mint: Mint,
    operation: Operation,
    inputs: list[Coin],
    outputs: list[Output],
    refusal: MintRefusedError,
) -> Swapped:
    """It refused: because it did this already, because somebody else was faster, or for good?"""
    states = check_states(mint, [coin.y for coin in inputs])
    found = set(states.values())
    if CoinState.PENDING in found:
        return Swapped.PENDING
    if found == {CoinState.SPENT}:
        told = mint.restore([output.message() for output in outputs])
        signed = in_order(outputs, told)
        if len(signed) == len(outputs):
            return finish_swap(operation, outputs, signed)
        if signed:
            raise UpstreamError("The mint gave back fewer signatures than it owes.")
    if CoinState.SPENT not in found:
        fail(operation, refusal.message)
        raise refusal
    ours = inputs_of(operation)
    mark_spent(ours.filter(y__in=[y for y, state in states.items() if state == CoinState.SPENT]))
    fail(operation, "an input was spent elsewhere")
    return Swapped.SPENT


def in_order(
    outputs: list[Output], told: list[tuple[BlindedMessage, BlindSignature]]
) -> list[BlindSignature]:
    """The signatures of a restore, in the order of our outputs."""
    by_blinded = {message.blinded: signed for message, signed in told}
    blinded = [output.message().blinded for output in outputs]
    return [by_blinded[one] for one in blinded if one in by_blinded]
