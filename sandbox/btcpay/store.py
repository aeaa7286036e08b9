"""The store: invoices, their payments, and what becomes of them.

Survives a restart in one JSON file.
"""

import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sandbox.btcpay.node import Ask, new_ask, new_private_key

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MSATS_PER_SAT = 1_000
OVERPAY_FACTOR_MAX = 2  # BOLT 4: a node refuses more than twice what it asked for


class PaymentRefusedError(Exception):
    """The node does not take this payment. status: what the control address answers."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(slots=True)
class Payment:
    id: str
    payment_hash: str
    amount_msats: int
    received_at: int


@dataclass(slots=True)
class StoreInvoice:
    """As the server keeps it. Amounts in msats, instants in unix seconds."""

    id: str
    amount_msats: int
    currency: str
    metadata: dict[str, Any]
    checkout: dict[str, Any]
    receipt: dict[str, Any]
    created_at: int
    expires_at: int
    monitored_until: int
    asks: list[Ask]
    status: str = "New"
    additional_status: str = "None"
    archived: bool = False
    payments: list[Payment] = field(default_factory=list)

    @property
    def paid_msats(self) -> int:
        return sum(payment.amount_msats for payment in self.payments)

    @property
    def due_msats(self) -> int:
        return self.amount_msats - self.paid_msats


@dataclass(frozen=True, slots=True)
class Wanted:
    """A valid request for an invoice."""

    amount_msats: int
    currency: str
    metadata: dict[str, Any]
    checkout: dict[str, Any]
    receipt: dict[str, Any]
    expiration_seconds: int
    monitoring_seconds: int


Tell = Callable[[str, StoreInvoice, dict[str, Any]], None]
"""(event type, invoice, the event's own fields)"""


class Store:
    """Every public method takes the one lock; events are told while it is held, in order."""

    def __init__(self, *, store_id: str, tell: Tell, state_file: Path | None = None) -> None:
        self.store_id = store_id
        self._tell = tell
        self._file = state_file
        self._lock = threading.RLock()
        self._node_key = new_private_key()
        self._invoices: dict[str, StoreInvoice] = {}
        if state_file and state_file.is_file():
            self._read(state_file)

    def create(self, wanted: Wanted) -> StoreInvoice:
        with self._lock:
            now = int(time.time())
            invoice = StoreInvoice(
                id="".join(secrets.choice(ALPHABET) for _ in range(22)),
                amount_msats=wanted.amount_msats,
                currency=wanted.currency,
                metadata=wanted.metadata,
                checkout=wanted.checkout,
                receipt=wanted.receipt,
                created_at=now,
                expires_at=now + wanted.expiration_seconds,
                monitored_until=now + wanted.expiration_seconds + wanted.monitoring_seconds,
                asks=[],
            )
            invoice.asks.append(self._ask(invoice))
            self._invoices[invoice.id] = invoice
            self._write()
            self._tell("InvoiceCreated", invoice, {})
            return invoice

    def find(self, invoice_id: str) -> StoreInvoice | None:
        with self._lock:
            return self._invoices.get(invoice_id)

    def newest_first(self) -> list[StoreInvoice]:
        with self._lock:
            return list(reversed(self._invoices.values()))

    def issued(self, bolt11: str) -> bool:
        with self._lock:
            return any(
                ask.bolt11 == bolt11 for invoice in self._invoices.values() for ask in invoice.asks
            )

    def received_msats(self) -> int:
        with self._lock:
            return sum(invoice.paid_msats for invoice in self._invoices.values())

    def pay(self, bolt11: str, *, amount_msats: int | None = None, late: bool = False) -> Ask:
        """A wallet pays. Raises PaymentRefusedError for what a node refuses.

        amount_msats: other than asked (less is what no wallet does; BTCPay counts it all the same).
        late: the payment was under way when the time ran out.
        """
        with self._lock:
            self.expire_due()
            invoice, ask = self._of(bolt11.strip().lower().removeprefix("lightning:"))
            if any(payment.payment_hash == ask.payment_hash for payment in invoice.payments):
                raise PaymentRefusedError("This payment request is already paid.", status=409)
            if invoice.status == "Invalid":
                raise PaymentRefusedError("This invoice was marked invalid.", status=410)
            expired = invoice.status == "Expired" or time.time() >= ask.expires_at
            if expired and not late:
                raise PaymentRefusedError("This payment request has expired.", status=410)
            amount = ask.amount_msats if amount_msats is None else amount_msats
            if not 0 < amount <= OVERPAY_FACTOR_MAX * ask.amount_msats:
                raise PaymentRefusedError(
                    "A node takes more than nothing and at most twice what it asked for.",
                    status=422,
                )
            self._receive(invoice, ask, amount)
            return ask

    def expire_due(self) -> None:
        with self._lock:
            now = time.time()
            for invoice in self._invoices.values():
                if invoice.status == "New" and now >= invoice.expires_at:
                    self._expire(invoice)

    def expire_now(self, invoice_id: str) -> bool:
        """As if the time had run out. False for an invoice that is unknown or no longer new."""
        with self._lock:
            invoice = self._invoices.get(invoice_id)
            if invoice is None or invoice.status != "New":
                return False
            invoice.expires_at = int(time.time())
            self._expire(invoice)
            return True

    def mark_invalid(self, invoice: StoreInvoice) -> None:
        with self._lock:
            invoice.status, invoice.additional_status = "Invalid", "Marked"
            self._write()
            self._tell("InvoiceInvalid", invoice, {"manuallyMarked": True})

    def _of(self, bolt11: str) -> tuple[StoreInvoice, Ask]:
        for invoice in self._invoices.values():
            for ask in invoice.asks:
                if ask.bolt11 == bolt11:
                    return invoice, ask
        raise PaymentRefusedError("This node never issued that payment request.", status=404)

    def _receive(self, invoice: StoreInvoice, ask: Ask, amount_msats: int) -> None:
        payment = Payment(
            id=secrets.token_hex(16),
            payment_hash=ask.payment_hash,
            amount_msats=amount_msats,
            received_at=int(time.time()),
        )
        invoice.payments.append(payment)
        late = invoice.status == "Expired"
        over = invoice.due_msats < 0
        if late:
            invoice.additional_status = "PaidLate"
        elif invoice.due_msats > 0:
            invoice.asks.append(self._ask(invoice))
        else:
            invoice.status = "Settled"
            invoice.additional_status = "PaidOver" if over else "None"
        self._write()
        fields = {"afterExpiration": late, "paymentMethodId": "BTC-LN", "payment": payment}
        self._tell("InvoiceReceivedPayment", invoice, fields)
        self._tell("InvoicePaymentSettled", invoice, fields)
        if invoice.status == "Settled":
            self._tell("InvoiceProcessing", invoice, {"overPaid": over})
            self._tell("InvoiceSettled", invoice, {"overPaid": over, "manuallyMarked": False})

    def _expire(self, invoice: StoreInvoice) -> None:
        invoice.status = "Expired"
        partially = invoice.paid_msats > 0
        invoice.additional_status = "PaidPartial" if partially else "None"
        self._write()
        self._tell("InvoiceExpired", invoice, {"partiallyPaid": partially})

    def _ask(self, invoice: StoreInvoice) -> Ask:
        return new_ask(
            private_key=self._node_key,
            amount_msats=invoice.due_msats,
            description=str(invoice.metadata.get("itemDesc") or "Invoice"),
            expiry_seconds=max(1, invoice.expires_at - int(time.time())),
        )

    def _read(self, path: Path) -> None:
        kept = json.loads(path.read_text())
        self._node_key = kept["node_key"]
        for one in kept["invoices"]:
            asks = [Ask(**ask) for ask in one.pop("asks")]
            payments = [Payment(**payment) for payment in one.pop("payments")]
            self._invoices[one["id"]] = StoreInvoice(**one, asks=asks, payments=payments)

    def _write(self) -> None:
        if self._file is None:
            return
        kept = {
            "node_key": self._node_key,
            "invoices": [asdict(invoice) for invoice in self._invoices.values()],
        }
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(kept))
        draft.replace(self._file)
