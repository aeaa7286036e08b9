"""Which of our proofs pay for something, so that no two operations spend the same."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from kernel.clock import utc_now
from payments.cashu.errors import EcashShortError
from payments.cashu.keys import fee_sats
from payments.cashu.models import Keyset, Operation, Proof

CANCEL_KEY = "melt:"


def choose_proofs(mint_url: str, *, amount_sats: int) -> tuple[list[Proof], int]:
    """Locked, unspent proofs worth amount_sats and their own input fee, and that fee (sats).

    A worker that chooses meanwhile waits, and then sees what is left. Raises EcashShortError.
    """
    ppk = dict(Keyset.objects.filter(mint_url=mint_url).values_list("keyset_id", "input_fee_ppk"))
    at_hand = list(
        Proof.objects.select_for_update(of=("self",))
        .filter(mint_url=mint_url, state=Proof.State.UNSPENT)
        .order_by("-amount_sats", "pk")
    )
    chosen: list[Proof] = []
    total = fee = 0
    while total < amount_sats + fee:
        missing = amount_sats + fee - total
        if not at_hand:
            raise EcashShortError("The wallet holds too little ecash.", missing_sats=missing)
        # The largest that fits; where none fits, the smallest that is too large.
        fitting = next((proof for proof in at_hand if proof.amount_sats <= missing), at_hand[-1])
        at_hand.remove(fitting)
        chosen.append(fitting)
        total += fitting.amount_sats
        fee = fee_sats(ppk[proof.keyset_id] for proof in chosen)
    return chosen, fee


def input_fee_sats(keyset_ids: Iterable[str]) -> int:
    ids = list(keyset_ids)
    ppk = dict(
        Keyset.objects.filter(keyset_id__in=set(ids)).values_list("keyset_id", "input_fee_ppk")
    )
    return fee_sats(ppk[keyset_id] for keyset_id in ids)


def reserve(operation: Operation, proofs: Iterable[Proof]) -> None:
    """Inside the transaction that chose and locked them."""
    Proof.objects.filter(pk__in=[proof.pk for proof in proofs]).update(
        state=Proof.State.PENDING, reserved_by=operation
    )


def inputs_of(operation: Operation) -> QuerySet[Proof]:
    """Ours that this operation spends; never what it made."""
    return Proof.objects.filter(reserved_by=operation).exclude(made_by=operation)


def mark_spent(proofs: QuerySet[Proof]) -> int:
    return proofs.exclude(state=Proof.State.SPENT).update(
        state=Proof.State.SPENT, spent_at=utc_now()
    )


def give_back(operation: Operation) -> None:
    """What a failed operation had reserved goes back to where it was."""
    inputs = inputs_of(operation)
    if operation.kind == Operation.Kind.RECLAIM:
        # Whoever has the token can still spend them: never ours to spend.
        inputs.update(reserved_by=F("made_by"))
    elif operation.kind == Operation.Kind.CANCEL:
        inputs.update(reserved_by=operation.key.removeprefix(CANCEL_KEY))
    else:
        inputs.filter(state=Proof.State.PENDING).update(state=Proof.State.UNSPENT, reserved_by=None)
