"""What the mint is asked to sign, and the coins that come of its signatures.

Secrets come from a counter that moves in the transaction that stores them: no two operations ever
share one, and no operation's secrets are only in memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import F

from payments.cashu.curve import blind, dleq_holds, unblind
from payments.cashu.derivation import derive, house_seed
from payments.cashu.errors import MintUntrustedError
from payments.cashu.models import Keyset, Operation, Proof
from payments.cashu.services.door import BlindedMessage, BlindSignature
from payments.cashu.tokens import Coin, Dleq

BLANK_SATS = 1
"""What a change output says until the mint decides (NUT-08); the mint ignores it."""


@dataclass(frozen=True, slots=True, repr=False)
class Output:
    """handed_out: it will be part of a token. blank: the mint decides what it is worth."""

    amount_sats: int
    keyset_id: str
    secret: str
    blinding: str  # hex
    handed_out: bool = False
    blank: bool = False

    def message(self) -> BlindedMessage:
        blinded = blind(self.secret, bytes.fromhex(self.blinding))
        return BlindedMessage(self.amount_sats, self.keyset_id, blinded)


def derive_outputs(
    keyset: Keyset,
    *,
    keep: Sequence[int] = (),
    hand_out: Sequence[int] = (),
    blanks: int = 0,
) -> list[Output]:
    """Fresh outputs of these amounts (sats), ascending. Call inside a transaction: the counter
    moves under the row's lock, and comes back if the transaction does."""
    wanted = (
        sorted(
            [(amount, False, False) for amount in keep]
            + [(amount, True, False) for amount in hand_out]
        )
        + [(BLANK_SATS, False, True)] * blanks
    )
    Keyset.objects.filter(pk=keyset.pk).update(counter=F("counter") + len(wanted))
    after = Keyset.objects.values_list("counter", flat=True).get(pk=keyset.pk)
    seed, outputs = house_seed(), []
    for counter, (amount, handed_out, blank) in enumerate(wanted, start=after - len(wanted)):
        secret, blinding = derive(seed, keyset.keyset_id, counter)
        outputs.append(Output(amount, keyset.keyset_id, secret, blinding.hex(), handed_out, blank))
    return outputs


def seal_outputs(operation: Operation, outputs: Iterable[Output]) -> bytes:
    return operation.seal_part("outputs", [asdict(output) for output in outputs])


def outputs_of(operation: Operation) -> list[Output]:
    return [Output(**told) for told in operation.unseal_part("outputs") or []]


def coins_of(
    outputs: Sequence[Output],
    signatures: Sequence[BlindSignature],
    keysets: Mapping[str, Keyset],
) -> list[tuple[Output, Coin]]:
    """Unblinded, in order; fewer signatures than outputs only where the outputs are blank.

    Raises MintUntrustedError for another amount or keyset, or a signature that does not verify.
    """
    if len(signatures) > len(outputs):
        raise MintUntrustedError("The mint signed more than it was asked to.")
    coins = []
    for output, signed in zip(outputs, signatures, strict=False):
        if signed.keyset_id != output.keyset_id:
            raise MintUntrustedError("The mint signed with another keyset.")
        if not output.blank and signed.amount_sats != output.amount_sats:
            raise MintUntrustedError("The mint signed another amount.")
        coins.append((output, _coin(output, signed, keysets[signed.keyset_id])))
    return coins


def store_coins(operation: Operation, made: Iterable[tuple[Output, Coin]]) -> list[Coin]:
    """Rows of ours; what is handed out is reserved from the start. Inside a transaction."""
    rows, handed = [], []
    for output, coin in made:
        row = Proof.of_coin(coin, made_by=operation)
        if output.handed_out:
            row.state, row.reserved_by = Proof.State.PENDING, operation
            handed.append(coin)
        rows.append(row)
    Proof.objects.bulk_create(rows)
    return handed


def keysets_of(outputs: Iterable[Output]) -> dict[str, Keyset]:
    ids = {output.keyset_id for output in outputs}
    return {row.keyset_id: row for row in Keyset.objects.filter(keyset_id__in=ids)}


def _coin(output: Output, signed: BlindSignature, keyset: Keyset) -> Coin:
    blinding = bytes.fromhex(output.blinding)
    try:
        mint_key = keyset.key_of(signed.amount_sats)
        signature = unblind(signed.signature, blinding, mint_key)
    except (KeyError, ValueError) as error:
        raise MintUntrustedError("The mint's signature is none.") from error
    dleq = None
    if signed.dleq is not None:
        e, s = signed.dleq
        blinded = output.message().blinded
        if not dleq_holds(mint_key=mint_key, blinded=blinded, signature=signed.signature, e=e, s=s):
            raise MintUntrustedError("The mint signed with a key that it did not publish.")
        dleq = Dleq(e, s, blinding)
    return Coin(signed.amount_sats, signed.keyset_id, output.secret, signature, dleq)


def told_coins(coins: Iterable[Coin]) -> list[dict[str, Any]]:
    """JSON, to be sealed."""
    return [
        {
            "amount": coin.amount_sats,
            "id": coin.keyset_id,
            "secret": coin.secret,
            "C": coin.signature.hex(),
        }
        for coin in coins
    ]


def read_coins(told: Iterable[Mapping[str, Any]]) -> list[Coin]:
    return [Coin(one["amount"], one["id"], one["secret"], bytes.fromhex(one["C"])) for one in told]
