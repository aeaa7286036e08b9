"""What every rail can be asked. Adapters translate; they never touch the database or the books.

An adapter is a context manager used outside any transaction. Its failures are UpstreamError:
permanent where the same request cannot succeed later. The one exception is `pay`: once the order to
pay may have left this machine nothing is raised any more; the answer is then UNKNOWN until the
rail itself says otherwise, because a payment that is silent may still arrive.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self, runtime_checkable


class Can(StrEnum):
    """What a rail states that it can do."""

    RECEIVE = "receive"  # create_invoice, find_invoice, incoming
    PAY = "pay"  # pay, outgoing
    BALANCE = "balance"  # balance_msats
    PUSH = "push"  # tells us by webhook or subscription; every rail can be asked


class IncomingState(StrEnum):
    OPEN = "open"
    PROCESSING = "processing"  # paid, not final
    PAID = "paid"
    EXPIRED = "expired"
    INVALID = "invalid"


class OutgoingState(StrEnum):
    SETTLED = "settled"  # only with a preimage that hashes to the payment hash
    FAILED = "failed"  # the rail itself says that it has failed and will not be tried again
    PENDING = "pending"  # the rail knows it and has not ended it
    UNKNOWN = "unknown"  # silence, time-out, 5xx, an answer that cannot be read
    UNSEEN = "unseen"  # the rail answers that it knows no such payment (never proof of failure)


@dataclass(frozen=True, slots=True)
class Charge:
    """Something that can be paid. rail_id: what the rail calls it. amounts in msats."""

    rail_id: str
    bolt11: str
    payment_hash: str  # 64 hex digits
    amount_msats: int
    expires_at: datetime
    checkout_url: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What has arrived for a charge, in all. preimage: hex, blank where the rail does not tell.

    fee_msats: what of paid_msats the rail has kept for itself, such as for liquidity.
    """

    rail_id: str
    state: IncomingState
    amount_msats: int
    paid_msats: int
    preimage: str = ""
    fee_msats: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What came of a payment. fee_msats: on top of the amount. reason: the rail's words, short."""

    state: OutgoingState
    preimage: str = ""
    fee_msats: int = 0
    reason: str = ""


class Rail(Protocol):
    """One conversation with one rail."""

    name: str
    """As in `rail:<name>` in the chart and in the settings: btcpay, phoenixd, lnd, cashu, nwc."""
    can: frozenset[Can]

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def create_invoice(
        self, *, key: str, amount_msats: int, description: str, ttl_seconds: int
    ) -> Charge:
        """Something to pay amount_msats to (whole sats), named by our key where the rail can."""
        ...

    def find_invoice(self, *, key: str) -> Charge | None:
        """The oldest payable or paid charge of that key; None where there is none.

        A worker can die between creating a charge and writing it down: this finds it again. A rail
        that keeps no name of ours answers None; the forgotten charge was shown to nobody.
        """
        ...

    def incoming(self, *, rail_id: str) -> Incoming:
        """What is true of the charge now. Raises UpstreamError, permanent where it is unknown."""
        ...

    def pay(
        self, *, bolt11: str, payment_hash: str, amount_msats: int, fee_limit_msats: int, key: str
    ) -> Outgoing:
        """Pay the invoice, at most fee_limit_msats on top. Call it only after `submitted` is
        committed with the payment hash. Raises UpstreamError only where nothing can have left this
        machine (the connection was refused, the request could not be built)."""
        ...

    def outgoing(self, *, payment_hash: str, key: str) -> Outgoing:
        """What the rail itself knows of a payment. Raises UpstreamError where it is silent."""
        ...

    def balance_msats(self) -> int:
        """What the rail holds for us and could pay out. Raises UpstreamError."""
        ...


@runtime_checkable
class Cancels(Protocol):
    """A rail that can also take back an unpaid charge, so that no wallet pays it any more."""

    def cancel_invoice(self, *, rail_id: str) -> None:
        """Raises UpstreamError, permanent where it is paid, expired or unknown."""
        ...
