"""The store's Lightning node when it pays: routes, fees, and how it misbehaves when told to.

`route` is its network: it takes a BOLT 11 of somebody else's node and returns the preimage. Without
one there is a peer inside: `peer_asks` makes requests that this node can pay.
"""

import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from sandbox.btcpay.node import Ask, new_ask, new_private_key

LOCAL_MSATS = 10_000_000_000
FEE_MSATS = 1_000
NO_PREIMAGE = "0" * 64  # what LND tells of a payment that has none yet, and BTCPay passes on
FAULTS = frozenset({"silent", "lost", "pending", "no_route", "unsure", "wrong_preimage", "down"})
"""silent: neither pays nor answers. lost: pays, the answer is lost. pending: 202, ends by `finish`.
no_route: fails, cleanly. unsure: pays, and answers generic-error. wrong_preimage: what it says.
down: 503."""

Route = Callable[[str], str]
"""Pays this BOLT 11 and returns the preimage in hex; raises LookupError where no route is found."""


class NoAnswerError(Exception):
    """The connection ends without a word."""


@dataclass(slots=True)
class Sent:
    """A payment. Amounts in msats; status as Greenfield writes it."""

    bolt11: str
    payment_hash: str
    amount_msats: int
    fee_msats: int
    created_at: int
    status: str = "Pending"
    preimage: str = NO_PREIMAGE


class Payer:
    """pay, find, balance. `received_msats` tells what the store's own invoices brought in."""

    def __init__(
        self,
        *,
        received_msats: Callable[[], int],
        is_own: Callable[[str], bool],
        state_file: Path | None = None,
    ) -> None:
        self.fee_msats = FEE_MSATS
        self.local_msats = LOCAL_MSATS
        self._received_msats = received_msats
        self._is_own = is_own
        self.route: Route | None = None
        self._file = state_file
        self._lock = threading.RLock()
        self._faults: list[str] = []
        self._peer_key = new_private_key()
        self._peer_asks: dict[str, Ask] = {}
        self._sent: dict[str, Sent] = {}
        if state_file and state_file.is_file():
            for one in json.loads(state_file.read_text()):
                self._sent[one["payment_hash"]] = Sent(**one)

    def fail_next(self, fault: str) -> None:
        assert fault in FAULTS, fault
        with self._lock:
            self._faults.append(fault)

    def peer_asks(
        self, *, amount_msats: int, description: str = "peer", expiry_seconds: int = 3_600
    ) -> Ask:
        """A request of the node next door, which this one can pay."""
        ask = new_ask(
            private_key=self._peer_key,
            amount_msats=amount_msats,
            description=description,
            expiry_seconds=expiry_seconds,
        )
        with self._lock:
            self._peer_asks[ask.bolt11] = ask
        return ask

    def find(self, payment_hash: str) -> Sent | None:
        with self._lock:
            return self._sent.get(payment_hash)

    def finish(self, payment_hash: str, *, settled: bool) -> None:
        """A pending payment ends."""
        with self._lock:
            sent = self._sent[payment_hash]
            sent.status = "Complete" if settled else "Failed"
            sent.preimage = self._preimage(sent.bolt11) if settled else NO_PREIMAGE
            self._write()

    def balance_msats(self) -> int:
        with self._lock:
            gone = [sent for sent in self._sent.values() if sent.status != "Failed"]
            spent_msats = sum(sent.amount_msats + sent.fee_msats for sent in gone)
            return self.local_msats + self._received_msats() - spent_msats

    def pay(self, body: dict[str, Any]) -> tuple[int, Any]:
        """PayLightningInvoiceRequest to status and body. Raises NoAnswerError."""
        text = str(body.get("BOLT11") or "")
        try:
            request = read_bolt11(text)
        except Bolt11InvalidError:
            return 422, [{"path": "BOLT11", "message": "The BOLT11 is invalid"}]
        if faults := _faults_of(body):
            return 422, faults
        with self._lock:
            fault = self._faults.pop(0) if self._faults else ""
            if fault == "down":
                return 503, {"code": "lightning-node-unavailable", "message": "The node is down"}
            if fault == "silent":
                raise NoAnswerError
            return self._pay(text, request, body, fault)

    def _pay(
        self, text: str, request: PaymentRequest, body: dict[str, Any], fault: str
    ) -> tuple[int, Any]:
        amount_msats = int(body.get("amount") or request.amount_msats or 0)
        if refusal := self._refusal(text, request, amount_msats):
            return 400, {"code": "generic-error", "message": refusal}
        limits = _limits_msats(body, amount_msats)
        sent = Sent(text, request.payment_hash, amount_msats, self.fee_msats, int(time.time()))
        preimage = "" if fault == "no_route" else self._preimage(text)
        if not preimage or self.fee_msats > min(limits):
            sent.status = "Failed"
        elif fault != "pending":
            sent.status, sent.preimage = "Complete", preimage
        if fault == "wrong_preimage":
            sent.preimage = secrets.token_hex(32)
        self._sent[sent.payment_hash] = sent
        self._write()
        if fault == "lost":
            raise NoAnswerError
        if fault == "unsure":
            return 400, {"code": "generic-error", "message": "payment is in transition"}
        if sent.status == "Failed":
            words = "Impossible to find a route to the peer"
            return 400, {"code": "could-not-find-route", "message": words}
        return (202 if fault == "pending" else 200), payment_data(sent)

    def _refusal(self, text: str, request: PaymentRequest, amount_msats: int) -> str:
        known = self._sent.get(request.payment_hash)
        if known is not None and known.status != "Failed":
            return "invoice is already paid" if known.status == "Complete" else "in transition"
        if request.expires_at.timestamp() <= time.time():
            return "invoice expired"
        if self._is_own(text):
            return "self-payments not allowed"
        if amount_msats <= 0:
            return "amount must be specified when paying a zero amount invoice"
        if amount_msats + self.fee_msats > self.balance_msats():
            return "insufficient_balance"
        return ""

    def _preimage(self, text: str) -> str:
        """Blank where there is no way to the payee."""
        if text in self._peer_asks:
            return self._peer_asks[text].preimage
        try:
            return self.route(text) if self.route else ""
        except LookupError:
            return ""

    def _write(self) -> None:
        if self._file is not None:
            draft = self._file.with_suffix(".draft")
            draft.write_text(json.dumps([asdict(sent) for sent in self._sent.values()]))
            draft.replace(self._file)


def payment_data(sent: Sent) -> dict[str, Any]:
    """LightningPaymentData."""
    return {
        "id": sent.payment_hash,
        "status": sent.status,
        "BOLT11": sent.bolt11,
        "paymentHash": sent.payment_hash,
        "preimage": sent.preimage,
        "createdAt": sent.created_at,
        "totalAmount": str(sent.amount_msats + sent.fee_msats),
        "feeAmount": str(sent.fee_msats),
    }


def balance_data(local_msats: int) -> dict[str, Any]:
    """LightningNodeBalanceData."""
    return {
        "onchain": {"confirmed": "0", "unconfirmed": "0", "reserved": "0"},
        "offchain": {
            "opening": "0",
            "local": str(local_msats),
            "remote": "1000000000",
            "closing": "0",
        },
    }


def _faults_of(body: dict[str, Any]) -> list[dict[str, str]]:
    faults = []
    for name in ("amount", "maxFeeFlat"):
        told = body.get(name)
        if told is not None and not (isinstance(told, str) and told.isdecimal()):
            faults.append({"path": name, "message": "A whole number in a string is expected"})
    percent, seconds = body.get("maxFeePercent"), body.get("sendTimeout")
    if percent is not None and not str(percent).replace(".", "", 1).isdecimal():
        faults.append({"path": "maxFeePercent", "message": "A number in a string is expected"})
    if seconds is not None and (type(seconds) not in {int, float} or seconds <= 0):
        faults.append({"path": "sendTimeout", "message": "Seconds, more than none"})
    return faults


def _limits_msats(body: dict[str, Any], amount_msats: int) -> list[int]:
    limits = [amount_msats]  # LND's own: a fee as large as the amount
    if body.get("maxFeeFlat") is not None:
        limits.append(int(body["maxFeeFlat"]) * 1_000)
    if body.get("maxFeePercent") is not None:
        limits.append(int(amount_msats * float(body["maxFeePercent"]) / 100))
    return limits
