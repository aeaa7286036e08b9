"""What the wallet asks of a mint; payments.rails.mint speaks it over HTTP.

Every method raises UpstreamError where the mint is silent, which says nothing about whether it has
acted, and MintRefusedError where it has read the request and said no.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from payments.cashu.keys import KeysetFacts
from payments.cashu.tokens import Coin


class CoinState(StrEnum):
    UNSPENT = "UNSPENT"
    PENDING = "PENDING"
    SPENT = "SPENT"


class QuoteState(StrEnum):
    UNPAID = "UNPAID"
    PENDING = "PENDING"
    PAID = "PAID"
    ISSUED = "ISSUED"


@dataclass(frozen=True, slots=True)
class BlindedMessage:
    amount_sats: int
    keyset_id: str
    blinded: bytes  # B_


@dataclass(frozen=True, slots=True)
class BlindSignature:
    amount_sats: int
    keyset_id: str
    signature: bytes  # C_
    dleq: tuple[bytes, bytes] | None  # e, s


@dataclass(frozen=True, slots=True)
class MintQuote:
    quote_id: str
    request: str
    state: QuoteState
    amount_sats: int | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeltQuote:
    quote_id: str
    amount_sats: int
    fee_reserve_sats: int
    state: QuoteState
    preimage: str
    change: tuple[BlindSignature, ...] | None  # None where the mint did not tell


class Mint(Protocol):
    url: str

    def info(self) -> dict[str, Any]: ...

    def keysets(self) -> list[KeysetFacts]: ...

    def keys(self, keyset_id: str) -> dict[int, bytes]: ...

    def ask_mint_quote(self, *, amount_sats: int, description: str, pubkey: str) -> MintQuote: ...

    def mint_quote(self, quote_id: str) -> MintQuote: ...

    def mint(
        self, *, quote_id: str, outputs: list[BlindedMessage], signature: str
    ) -> list[BlindSignature]: ...

    def swap(
        self, *, inputs: list[Coin], outputs: list[BlindedMessage]
    ) -> list[BlindSignature]: ...

    def ask_melt_quote(self, *, bolt11: str) -> MeltQuote: ...

    def melt_quote(self, quote_id: str) -> MeltQuote: ...

    def melt(
        self, *, quote_id: str, inputs: list[Coin], outputs: list[BlindedMessage]
    ) -> MeltQuote: ...

    def check(self, ys: list[str]) -> dict[str, CoinState]: ...

    def restore(
        self, outputs: list[BlindedMessage]
    ) -> list[tuple[BlindedMessage, BlindSignature]]: ...
