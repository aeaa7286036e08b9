"""What the wallet holds by its rows, what by the mint's word, and what the seed finds again."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.db.models import Sum

from kernel.clock import utc_now
from payments.cashu.derivation import derive, house_seed
from payments.cashu.models import Keyset, Operation, Proof
from payments.cashu.services.door import BlindSignature, CoinState, Mint
from payments.cashu.services.keysets import refresh_keysets
from payments.cashu.services.outputs import (
    Output,
    coins_of,
    outputs_of,
    seal_outputs,
    store_coins,
)
from payments.cashu.services.reserving import mark_spent
from payments.cashu.services.swapping import check_states
from payments.cashu.tokens import Coin

BATCH = 100
EMPTY_BATCHES_MAX = 3
"""NUT-13: after so many batches without an answer there is nothing further on."""
BATCHES_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Check:
    """In sats. lost: we held it as unspent and the mint knows it as spent."""

    unspent_sats: int
    pending_sats: int
    lost_sats: int


@dataclass(frozen=True, slots=True)
class Restored:
    proofs: int
    amount_sats: int


def held_sats(mint_url: str) -> int:
    """Unspent and not reserved."""
    found = Proof.objects.filter(mint_url=mint_url, state=Proof.State.UNSPENT)
    return found.aggregate(total=Sum("amount_sats"))["total"] or 0


def check_held(mint: Mint) -> Check:
    """Ask the mint about every unspent proof; what it knows as spent is marked so."""
    held = dict(
        Proof.objects.filter(mint_url=mint.url, state=Proof.State.UNSPENT).values_list(
            "y", "amount_sats"
        )
    )
    states = check_states(mint, list(held))
    sums = dict.fromkeys(CoinState, 0)
    for y, state in states.items():
        sums[state] += held[y]
    lost = [y for y, state in states.items() if state == CoinState.SPENT]
    # Whoever reserved one meanwhile spent it rightly.
    mark_spent(Proof.objects.filter(y__in=lost, state=Proof.State.UNSPENT))
    return Check(sums[CoinState.UNSPENT], sums[CoinState.PENDING], sums[CoinState.SPENT])


def restore_all(mint: Mint) -> Restored:
    """NUT-13: everything unspent that the mint ever signed for TILL_KEY's seed; counters follow.

    Safe at any time: what is known here already stays as it is.
    """
    refresh_keysets(mint)
    proofs = amount_sats = 0
    for keyset in Keyset.objects.filter(mint_url=mint.url):
        found = _restore_keyset(mint, keyset)
        proofs += found.proofs
        amount_sats += found.amount_sats
    return Restored(proofs, amount_sats)


def _restore_keyset(mint: Mint, keyset: Keyset) -> Restored:
    proofs = amount_sats = empty = 0
    for batch in range(BATCHES_MAX):
        start = batch * BATCH
        signed = _restored_batch(mint, keyset, start)
        empty = 0 if signed else empty + 1
        if empty == EMPTY_BATCHES_MAX:
            break
        if signed:
            kept = _keep_unspent(mint, keyset, signed)
            proofs, amount_sats = proofs + kept.proofs, amount_sats + kept.amount_sats
            _raise_counter(keyset, start + BATCH)
    return Restored(proofs, amount_sats)


def _restored_batch(mint: Mint, keyset: Keyset, start: int) -> list[tuple[Output, BlindSignature]]:
    seed, outputs = house_seed(), []
    for counter in range(start, start + BATCH):
        secret, blinding = derive(seed, keyset.keyset_id, counter)
        outputs.append(Output(1, keyset.keyset_id, secret, blinding.hex(), blank=True))
    ours = {output.message().blinded: output for output in outputs}
    told = mint.restore([output.message() for output in outputs])
    return [(ours[message.blinded], s) for message, s in told if message.blinded in ours]


def _keep_unspent(
    mint: Mint, keyset: Keyset, signed: list[tuple[Output, BlindSignature]]
) -> Restored:
    outputs, signatures = [one for one, _ in signed], [one for _, one in signed]
    made = coins_of(outputs, signatures, {keyset.keyset_id: keyset})
    states = check_states(mint, [coin.y for _, coin in made])
    fresh = [(o, coin) for o, coin in made if states.get(coin.y) == CoinState.UNSPENT]
    with transaction.atomic():
        # An operation that is not finished will store its own: its outputs are not taken here.
        known = set(Proof.objects.filter(y__in=[c.y for _, c in fresh]).values_list("y", flat=True))
        known |= _awaited()
        unknown = [(output, coin) for output, coin in fresh if coin.y not in known]
        if not unknown:
            return Restored(0, 0)
        total = sum(coin.amount_sats for _, coin in unknown)
        store_coins(_operation(mint.url, unknown, total), unknown)
    return Restored(len(unknown), total)


def _awaited() -> set[str]:
    waiting = Operation.objects.filter(state=Operation.State.SUBMITTED)
    return {
        Coin(1, output.keyset_id, output.secret, b"").y
        for operation in waiting
        for output in outputs_of(operation)
    }


def _operation(mint_url: str, made: list[tuple[Output, Coin]], total_sats: int) -> Operation:
    operation = Operation(
        id=uuid4(),
        kind=Operation.Kind.RESTORE,
        state=Operation.State.DONE,
        mint_url=mint_url,
        amount_sats=total_sats,
        submitted_at=utc_now(),
        finished_at=utc_now(),
    )
    operation.key = f"restore:{operation.pk}"
    operation.sealed_outputs = seal_outputs(operation, [output for output, _ in made])
    operation.save(force_insert=True)
    return operation


def _raise_counter(keyset: Keyset, least: int) -> None:
    Keyset.objects.filter(pk=keyset.pk, counter__lt=least).update(counter=least)
