"""A node behind a stand-in's door: what it asked for, what it paid, and how it will misbehave."""

import secrets
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from sandbox.btcpay.node import Ask, new_ask, new_private_key

START_MSATS = 1_000_000_000
OVERPAY_FACTOR_MAX = 2  # BOLT 4: a node refuses more than twice what it asked for
NETWORK = "bcrt"


class Fault(StrEnum):
    """What happens to the next order to pay instead of the usual."""

    NO_ROUTE = "no_route"  # it fails, and the node says so
    IN_FLIGHT = "in_flight"  # neither ended nor answered until settle() or give_up()
    LOST = "lost"  # paid; the socket is closed without an answer
    PAID_ERROR = "paid_error"  # paid; answered with 500
    PAID_GARBAGE = "paid_garbage"  # paid; the answer cannot be read
    PAID_REASON = "paid_reason"  # paid; the answer is that of a failure (phoenixd's 200)
    WRONG_PREIMAGE = "wrong_preimage"  # not paid; the answer claims so with a false preimage
    FEE_OVER_LIMIT = "fee_over_limit"  # paid, at a price above the limit
    UNPAID_ERROR = "unpaid_error"  # nothing is done; answered with 500
    HANG = "hang"  # nothing is done, nothing is answered


class NodeRefusedError(Exception):
    """The node does not do this, in its own words. known: the payment that is in the way."""

    def __init__(self, words: str, *, known: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.known = known


@dataclass(slots=True)
class Received:
    """An invoice of this node. Instants in unix seconds."""

    ask: Ask
    description: str
    created_at: int
    index: int
    external_id: str | None = None
    paid_msats: int = 0
    paid_at: int = 0
    cancelled: bool = False

    @property
    def is_expired(self) -> bool:
        return not self.paid_at and time.time() >= self.ask.expires_at


@dataclass(slots=True)
class Sent:
    """An order to pay. status: pending, succeeded or failed."""

    id: str
    bolt11: str
    payment_hash: str
    amount_msats: int
    fee_msats: int
    created_at: int
    status: str = "pending"
    preimage: str = ""
    ended_at: int = 0
    ended: threading.Event = field(default_factory=threading.Event, repr=False)


class Node:
    """Every public method takes the one lock."""

    def __init__(self, *, fee_of: Callable[[int], int], start_msats: int = START_MSATS) -> None:
        """fee_of: what routing this many msats costs, in msats."""
        self.fee_of = fee_of
        self.start_msats = start_msats
        self.route: Callable[[str], str] | None = None
        """How a payment reaches a payee elsewhere: takes the BOLT 11, gives the preimage, raises
        LookupError where there is no way. `Node.receive` of another stand-in fits."""
        self.on_received: Callable[[Received], None] | None = None
        self._key, self._peer_key = new_private_key(), new_private_key()
        self._lock = threading.RLock()
        self._received: dict[str, Received] = {}
        self._sent: list[Sent] = []
        self._peer_asks: dict[str, Ask] = {}
        self._faults: deque[Fault] = deque()

    # --- The referee's side ---

    def fail_next(self, *faults: Fault) -> None:
        """The next orders to pay go like this, one fault each, in order."""
        with self._lock:
            self._faults.extend(faults)

    def peer_asks(
        self, *, amount_msats: int, expiry_seconds: int = 3_600, description: str = "a peer's"
    ) -> Ask:
        """An invoice of somebody whom this node can reach."""
        ask = new_ask(
            private_key=self._peer_key,
            amount_msats=amount_msats,
            description=description,
            expiry_seconds=expiry_seconds,
        )
        with self._lock:
            self._peer_asks[ask.bolt11] = ask
        return ask

    def receive(self, bolt11: str, *, amount_msats: int | None = None) -> str:
        """A wallet pays an invoice of this node: the preimage. Raises LookupError where it cannot.

        amount_msats: other than asked, up to twice as much.
        """
        with self._lock:
            found = next((r for r in self._received.values() if r.ask.bolt11 == bolt11), None)
            if found is None or found.paid_at or found.is_expired or found.cancelled:
                raise LookupError("unknown, paid, expired or cancelled")
            amount = found.ask.amount_msats if amount_msats is None else amount_msats
            if not found.ask.amount_msats <= amount <= OVERPAY_FACTOR_MAX * found.ask.amount_msats:
                raise LookupError("incorrect_or_unknown_payment_details")
            found.paid_msats, found.paid_at = amount, int(time.time())
        if self.on_received is not None:
            self.on_received(found)
        return found.ask.preimage

    def settle(self, payment_hash: str) -> None:
        """The payment in flight arrives."""
        with self._lock:
            sent = self._in_flight(payment_hash)
            self._end(sent, self._preimage(sent.bolt11))

    def give_up(self, payment_hash: str) -> None:
        """The payment in flight comes back."""
        with self._lock:
            self._end(self._in_flight(payment_hash), "")

    def sent(self, payment_hash: str) -> list[Sent]:
        """Every attempt at this hash, oldest first."""
        with self._lock:
            return [sent for sent in self._sent if sent.payment_hash == payment_hash]

    def all_sent(self) -> list[Sent]:
        with self._lock:
            return list(self._sent)

    def balance_msats(self) -> int:
        with self._lock:
            gone = (s.amount_msats + s.fee_msats for s in self._sent if s.status != "failed")
            return self.start_msats + sum(r.paid_msats for r in self._received.values()) - sum(gone)

    # --- The door's side ---

    def ask(
        self,
        *,
        amount_msats: int,
        description: str,
        expiry_seconds: int,
        external_id: str | None = None,
    ) -> Received:
        with self._lock:
            ask = new_ask(
                private_key=self._key,
                amount_msats=amount_msats,
                description=description,
                expiry_seconds=expiry_seconds,
            )
            made = Received(
                ask, description, int(time.time()), len(self._received) + 1, external_id
            )
            self._received[ask.payment_hash] = made
            return made

    def received(self) -> list[Received]:
        """Oldest first."""
        with self._lock:
            return list(self._received.values())

    def find_received(self, payment_hash: str) -> Received | None:
        with self._lock:
            return self._received.get(payment_hash)

    def find_sent(self, payment_hash: str) -> Sent | None:
        """The attempt that counts: one that succeeded, else one in flight, else one that failed."""
        order = {"succeeded": 0, "pending": 1, "failed": 2}
        return min(self.sent(payment_hash), key=lambda s: order[s.status], default=None)

    def take_fault(self) -> Fault | None:
        with self._lock:
            return self._faults.popleft() if self._faults else None

    def send(
        self,
        bolt11: str,
        *,
        amount_msats: int | None,
        fee_limit_msats: int | None,
        fault: Fault | None,
    ) -> Sent:
        """An order to pay. Raises NodeRefusedError for what a node does not even try."""
        with self._lock:
            request = self._payable(bolt11)
            amount = request.amount_msats if amount_msats is None else amount_msats
            if not amount:
                raise NodeRefusedError("amount must be specified")
            fee = self.fee_of(amount)
            if fault == Fault.FEE_OVER_LIMIT:
                fee = (fee_limit_msats or 2 * fee) + 1_000
            sent = Sent(
                id=str(uuid.uuid4()),
                bolt11=bolt11,
                payment_hash=request.payment_hash,
                amount_msats=amount,
                fee_msats=fee,
                created_at=int(time.time()),
            )
            affordable = amount + fee <= self.balance_msats()
            within = fee_limit_msats is None or fee <= fee_limit_msats
            self._sent.append(sent)
            if fault == Fault.NO_ROUTE or not affordable:
                self._end(sent, "")
            elif fault == Fault.WRONG_PREIMAGE:
                self._end(sent, secrets.token_hex(32))
            elif not within and fault != Fault.FEE_OVER_LIMIT:
                self._end(sent, "")
            elif fault != Fault.IN_FLIGHT:
                self._end(sent, self._preimage(bolt11))
            return sent

    def _payable(self, bolt11: str) -> PaymentRequest:
        try:
            request = read_bolt11(bolt11)
        except Bolt11InvalidError as error:
            raise NodeRefusedError("invalid payment request") from error
        if request.network != NETWORK:
            raise NodeRefusedError("invoice is for another chain")
        known = self.find_sent(request.payment_hash)
        if known is not None and known.status == "succeeded":
            raise NodeRefusedError("invoice is already paid", known=True)
        if known is not None and known.status == "pending":
            raise NodeRefusedError("payment is in transition", known=True)
        if request.expires_at.timestamp() <= time.time():
            raise NodeRefusedError("invoice expired")
        if request.payment_hash in self._received:
            raise NodeRefusedError("self-payments not allowed")
        return request

    def _in_flight(self, payment_hash: str) -> Sent:
        sent = self.find_sent(payment_hash)
        if sent is None or sent.status != "pending":
            raise LookupError("no payment of this hash is in flight")
        return sent

    def _end(self, sent: Sent, preimage: str) -> None:
        sent.status = "succeeded" if preimage else "failed"
        sent.preimage = preimage
        sent.fee_msats = sent.fee_msats if preimage else 0
        sent.ended_at = int(time.time())
        sent.ended.set()

    def _preimage(self, bolt11: str) -> str:
        """Blank where there is no way to the payee."""
        if bolt11 in self._peer_asks:
            return self._peer_asks[bolt11].preimage
        try:
            return self.route(bolt11) if self.route else ""
        except LookupError:
            return ""
