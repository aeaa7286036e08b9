"""The wallet's money: what it holds, what it asked for, what it paid. No network but `route`."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from sandbox.btcpay.node import Ask, new_ask, new_private_key

METHODS = ("pay_invoice", "make_invoice", "lookup_invoice", "get_balance", "get_info")
FEE_RESERVE_SHARE, FEE_RESERVE_MSATS_LEAST = 0.01, 10_000

Route = Callable[[str], str]
"""Pays this BOLT 11 and returns the preimage in hex; raises NoRouteError."""


class NoRouteError(Exception):
    """The payment failed for good."""


class RefusalError(Exception):
    """What the wallet answers as an error. code: one of NIP-47's."""

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(words)
        self.code = code
        self.words = words or code.lower().replace("_", " ")


@dataclass(slots=True)
class Payment:
    """What the wallet sent. state: pending, settled or failed."""

    bolt11: str
    payment_hash: str
    amount_msats: int
    fee_msats: int
    state: str = "pending"
    preimage: str = ""
    created_at: int = field(default_factory=lambda: int(time.time()))


@dataclass(slots=True)
class Bill:
    """An invoice of the wallet's own."""

    ask: Ask
    description: str
    paid_msats: int = 0
    created_at: int = field(default_factory=lambda: int(time.time()))
    settled_at: int = 0


def no_route(_bolt11: str) -> str:
    raise NoRouteError


class Purse:
    """Refuses what wallets refuse: too little for the amount and a fee reserve, no budget left."""

    def __init__(
        self,
        *,
        route: Route,
        balance_msats: int,
        budget_msats: int | None,
        fee_msats: int,
        methods: Sequence[str],
    ) -> None:
        self.route = route
        self.balance_msats = balance_msats
        self.budget_msats = budget_msats
        self.fee_msats = fee_msats
        self.methods = tuple(methods)
        self.payments: dict[str, Payment] = {}
        self.bills: dict[str, Bill] = {}
        self._node_key = new_private_key()
        self._lock = threading.RLock()

    def do(self, method: str, params: dict[str, Any], *, pending: bool) -> dict[str, Any]:
        """The result of one command. pending: a payment stays under way. Raises RefusalError."""
        if method not in METHODS:
            raise RefusalError("NOT_IMPLEMENTED")
        if method not in self.methods:
            raise RefusalError("RESTRICTED")
        match method:
            case "get_info":
                return {"alias": "sandbox", "network": "regtest", "methods": list(self.methods)}
            case "get_balance":
                return {"balance": self.balance_msats}
            case "make_invoice":
                return self._make_invoice(params)
            case "lookup_invoice":
                return self._look_up(params)
        return self._pay(str(params.get("invoice", "")), pending=pending)

    def receive(self, bolt11: str) -> str:
        """Somebody pays an invoice of this wallet: the preimage. Raises NoRouteError."""
        with self._lock:
            found = [bill for bill in self.bills.values() if bill.ask.bolt11 == bolt11]
            if not found or found[0].settled_at or time.time() > found[0].ask.expires_at:
                raise NoRouteError
            bill = found[0]
            bill.paid_msats, bill.settled_at = bill.ask.amount_msats, int(time.time())
            self.balance_msats += bill.ask.amount_msats
            return bill.ask.preimage

    def ask_zap(self, request: str, amount_msats: int) -> Ask:
        """An invoice of this wallet's that commits to a zap request (NIP-57), as its provider asks
        for one."""
        told = self._make_invoice(
            {
                "amount": amount_msats,
                "description_hash": hashlib.sha256(request.encode()).hexdigest(),
            }
        )
        return self.bills[told["payment_hash"]].ask

    def finish(self, payment_hash: str) -> None:
        """A payment that was under way arrives."""
        self._send_out(self.payments[payment_hash])

    def fail(self, payment_hash: str) -> None:
        """A payment that was under way comes back."""
        with self._lock:
            self._give_back(self.payments[payment_hash])

    def _make_invoice(self, params: dict[str, Any]) -> dict[str, Any]:
        ask = new_ask(
            private_key=self._node_key,
            amount_msats=int(params["amount"]),
            description=str(params.get("description", "")),
            expiry_seconds=int(params.get("expiry", 3_600)),
            description_hash=str(params.get("description_hash", "")),
        )
        bill = Bill(ask, str(params.get("description", "")))
        with self._lock:
            self.bills[ask.payment_hash] = bill
        return _bill_out(bill)

    def _look_up(self, params: dict[str, Any]) -> dict[str, Any]:
        payment_hash = params.get("payment_hash")
        if not payment_hash:
            payment_hash = _decoded(str(params.get("invoice", ""))).payment_hash
        with self._lock:
            if payment_hash in self.payments:
                return _payment_out(self.payments[payment_hash])
            if payment_hash in self.bills:
                return _bill_out(self.bills[payment_hash])
        raise RefusalError("NOT_FOUND")

    def _pay(self, bolt11: str, *, pending: bool) -> dict[str, Any]:
        request = _decoded(bolt11)
        if request.amount_msats is None:
            raise RefusalError("OTHER", "an amount is needed")
        if request.expires_at.timestamp() < time.time():
            raise RefusalError("PAYMENT_FAILED", "invoice expired")
        payment = self._set_aside(bolt11, request.payment_hash, request.amount_msats)
        if pending:
            return {}
        self._send_out(payment)
        if payment.state == "failed":
            raise RefusalError("PAYMENT_FAILED", "no route")
        return {"preimage": payment.preimage, "fees_paid": payment.fee_msats}

    def _set_aside(self, bolt11: str, payment_hash: str, amount_msats: int) -> Payment:
        reserve = max(int(amount_msats * FEE_RESERVE_SHARE), FEE_RESERVE_MSATS_LEAST)
        with self._lock:
            known = self.payments.get(payment_hash)
            if known is not None and known.state != "failed":
                raise RefusalError("OTHER", f"this invoice is {known.state} already")
            if self.budget_msats is not None and amount_msats + reserve > self.budget_msats:
                raise RefusalError("QUOTA_EXCEEDED")
            if amount_msats + reserve > self.balance_msats:
                raise RefusalError("INSUFFICIENT_BALANCE")
            payment = Payment(bolt11, payment_hash, amount_msats, self.fee_msats)
            self.payments[payment_hash] = payment
            self.balance_msats -= amount_msats + payment.fee_msats
            if self.budget_msats is not None:
                self.budget_msats -= amount_msats + payment.fee_msats
        return payment

    def _send_out(self, payment: Payment) -> None:
        try:
            preimage = self.route(payment.bolt11)
        except NoRouteError:
            with self._lock:
                self._give_back(payment)
            return
        with self._lock:
            payment.preimage, payment.state = preimage, "settled"

    def _give_back(self, payment: Payment) -> None:
        payment.state = "failed"
        self.balance_msats += payment.amount_msats + payment.fee_msats
        if self.budget_msats is not None:
            self.budget_msats += payment.amount_msats + payment.fee_msats


def _decoded(bolt11: str) -> PaymentRequest:
    try:
        return read_bolt11(bolt11)
    except Bolt11InvalidError as error:
        raise RefusalError("OTHER", error.message) from error


def _bill_out(bill: Bill) -> dict[str, Any]:
    state = "expired" if time.time() > bill.ask.expires_at else "pending"
    told = {
        "type": "incoming",
        "state": "settled" if bill.settled_at else state,
        "invoice": bill.ask.bolt11,
        "description": bill.description,
        "payment_hash": bill.ask.payment_hash,
        "amount": bill.ask.amount_msats,
        "fees_paid": 0,
        "created_at": bill.created_at,
        "expires_at": bill.ask.expires_at,
        "metadata": {},
    }
    if bill.settled_at:
        told |= {"preimage": bill.ask.preimage, "settled_at": bill.settled_at}
    return told


def _payment_out(payment: Payment) -> dict[str, Any]:
    told = {
        "type": "outgoing",
        "state": payment.state,
        "invoice": payment.bolt11,
        "payment_hash": payment.payment_hash,
        "amount": payment.amount_msats,
        "fees_paid": payment.fee_msats,
        "created_at": payment.created_at,
        "metadata": {},
    }
    if payment.state == "settled":
        told |= {"preimage": payment.preimage, "settled_at": int(time.time())}
    return told
