"""A mint's public keys: NUT-01, their ids and fees: NUT-02."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coincurve import PublicKey

from payments.cashu.curve import POINT_BYTES
from payments.cashu.errors import MintUntrustedError

UNIT = "sat"
SHORT_ID_DIGITS = 16
KEYS_MAX = 128
PPK = 1_000


@dataclass(frozen=True, slots=True)
class KeysetFacts:
    """What a mint says of a keyset. final_expiry: Unix seconds, None for never."""

    keyset_id: str
    unit: str
    active: bool
    input_fee_ppk: int
    final_expiry: int | None


def read_keys(told: Any) -> dict[int, bytes]:
    """Amount -> compressed key. Raises MintUntrustedError for anything else."""
    if not isinstance(told, Mapping) or not 0 < len(told) <= KEYS_MAX:
        raise MintUntrustedError("The mint's keys cannot be read.")
    keys = {}
    for amount, text in told.items():
        try:
            number, key = int(amount), bytes.fromhex(text)
            PublicKey(key)
        except (ValueError, TypeError) as error:
            raise MintUntrustedError("The mint published something that is no key.") from error
        if len(key) != POINT_BYTES or number <= 0:
            raise MintUntrustedError("The mint published a key in another format.")
        keys[number] = key
    return keys


def keyset_id_v1(keys: Mapping[int, bytes]) -> str:
    joined = b"".join(keys[amount] for amount in sorted(keys))
    return "00" + hashlib.sha256(joined).hexdigest()[:14]


def keyset_id_v2(
    keys: Mapping[int, bytes], *, unit: str, input_fee_ppk: int, final_expiry: int | None
) -> str:
    text = ",".join(f"{amount}:{keys[amount].hex()}" for amount in sorted(keys))
    text += f"|unit:{unit}"
    if input_fee_ppk:
        text += f"|input_fee_ppk:{input_fee_ppk}"
    if final_expiry:
        text += f"|final_expiry:{final_expiry}"
    return "01" + hashlib.sha256(text.encode()).hexdigest()


def verify_keyset(facts: KeysetFacts, keys: Mapping[int, bytes]) -> None:
    """Raises MintUntrustedError where the id is not that of the keys: it would be unspendable."""
    version = facts.keyset_id[:2]
    if version == "00":
        derived = keyset_id_v1(keys)
    elif version == "01":
        derived = keyset_id_v2(
            keys,
            unit=facts.unit,
            input_fee_ppk=facts.input_fee_ppk,
            final_expiry=facts.final_expiry,
        )
    else:
        raise MintUntrustedError("The mint uses a keyset version that is not known here.")
    if derived != facts.keyset_id:
        raise MintUntrustedError("The mint's keys do not give their id.")


def fee_sats(ppks: Iterable[int]) -> int:
    """What spending these inputs together costs, rounded up once."""
    return (sum(ppks) + PPK - 1) // PPK


def split_sats(amount_sats: int, amounts: Iterable[int]) -> list[int]:
    """The fewest coins of these amounts (powers of two), ascending, as NUT-03 asks."""
    parts = []
    for coin in sorted(amounts, reverse=True):
        times, amount_sats = divmod(amount_sats, coin)
        parts += [coin] * times
    assert amount_sats == 0, "a keyset has a coin of 1"
    return parts[::-1]
