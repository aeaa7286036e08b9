"""BTCPay Server's Greenfield API: invoices in, Lightning payments out, the books for comparison.

Protocol: the server's own OpenAPI description (Invoices_*, StoreLightningNodeApi_PayInvoice,
_GetPayment, _GetBalance). Every failure becomes an UpstreamError: permanent where the same request
cannot succeed later. The API key travels in one header and in no message.

Money goes out through the store's Lightning node and not through BTCPay's payouts: a payout takes
no fee limit, is sent later by whatever processor the store has, and need not show a preimage.
"""

from collections.abc import Iterator
from datetime import datetime
from math import ceil
from typing import Any, Self

import httpx
from django.conf import settings

from kernel.bolt11 import PaymentRequest
from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT
from payments.rails.base import Can, Charge, Incoming, IncomingState, Outgoing, OutgoingState
from payments.rails.btcpay_shapes import (
    CURRENCY,
    BTCPayInvoice,
    code_of,
    read_local_msats,
    read_payment,
    read_told,
    reason_of,
)
from payments.rails.conversation import Conversation
from payments.rails.proof import payable, read_invoice

LIGHTNING_METHODS = ("BTC-LN", "BTC-LightningNetwork")  # the second until BTCPay 1.13
PAGE_INVOICES = 100
PAGES_MAX = 200
ANSWER_BYTES_MAX = 4_194_304
SEND_SECONDS = 30
"""How long the node looks for a route before BTCPay answers 202, "pending"."""
RETRY_STATUSES = frozenset({401, 403, 408, 425, 429})
"""An operator or time cures these, so they are not permanent although they are 4xx."""
REFUSED_STATUSES = frozenset({401, 403, 404, 422})
"""BTCPay refuses an order to pay so before it asks its node."""
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
FINDABLE = frozenset({"New", "Processing", "Settled"})
_STATES = {
    "New": IncomingState.OPEN,
    "Processing": IncomingState.PROCESSING,
    "Settled": IncomingState.PAID,
    "Expired": IncomingState.EXPIRED,
    "Invalid": IncomingState.INVALID,
}


class BTCPayNotFoundError(UpstreamError):
    """BTCPay knows nothing of this id, or not in our store."""

    code = "btcpay_not_found"


class BTCPayRail(Conversation):
    """One conversation with the server: use as a context manager, never inside a transaction."""

    name = "btcpay"
    can = frozenset({Can.RECEIVE, Can.PAY, Can.BALANCE, Can.PUSH})

    def __init__(self, *, url: str, store_id: str, api_key: str, timeout_seconds: float) -> None:
        self.store_id = store_id
        self._timeout_seconds = timeout_seconds
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"token {api_key}", "Accept": "application/json"},
            timeout=timeout_seconds,
            follow_redirects=False,
        )

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            url=settings.BTCPAY_URL,
            store_id=settings.BTCPAY_STORE_ID,
            api_key=settings.BTCPAY_API_KEY,
            timeout_seconds=settings.BTCPAY_TIMEOUT_SECONDS,
        )

    def create_invoice(
        self, *, key: str, amount_msats: int, description: str, ttl_seconds: int
    ) -> Charge:
        """Lightning only, whole amount or nothing; the key is BTCPay's order id."""
        body = {
            "amount": str(amount_msats // MSATS_PER_SAT),
            "currency": CURRENCY,
            "metadata": {"orderId": key, "itemDesc": description},
            "checkout": {
                "speedPolicy": "HighSpeed",
                "paymentMethods": ["BTC-LN"],
                "defaultPaymentMethod": "BTC-LN",
                "lazyPaymentMethods": False,
                "expirationMinutes": ceil(ttl_seconds / 60),
                "paymentTolerance": 0,
            },
        }
        told = self._call("POST", f"/api/v1/stores/{self.store_id}/invoices", json=body)
        return self._charge(read_told(told))

    def find_invoice(self, *, key: str) -> Charge | None:
        found = [
            told
            for told in self._listed({"orderId": key})
            if told.status in FINDABLE and told.order_id == key
        ]
        return self._charge(found[-1]) if found else None  # the oldest: newest come first

    def incoming(self, *, rail_id: str) -> Incoming:
        """Raises BTCPayNotFoundError, also for an invoice of another store."""
        told = self._invoice(rail_id)
        return Incoming(
            rail_id=told.id,
            state=_STATES[told.status],
            amount_msats=told.amount_msats,
            paid_msats=told.paid_msats,
        )

    def cancel_invoice(self, *, rail_id: str) -> None:
        """Mark it invalid: its page takes no money any more. Raises where it is paid or expired."""
        self._call("POST", f"/api/v1/invoices/{rail_id}/status", json={"status": "Invalid"})

    def invoices_since(self, since: datetime) -> Iterator[BTCPayInvoice]:
        """Every invoice of our store created since then, newest first, page by page."""
        return self._listed({"startDate": int(since.timestamp())})

    def pay(
        self, *, bolt11: str, payment_hash: str, amount_msats: int, fee_limit_msats: int, key: str
    ) -> Outgoing:
        """One order to the store's node. The fee limit is in whole sats there: rounded down."""
        request = payable(bolt11=bolt11, payment_hash=payment_hash, amount_msats=amount_msats)
        body: dict[str, Any] = {
            "BOLT11": bolt11,
            "maxFeeFlat": str(fee_limit_msats // MSATS_PER_SAT),
            "sendTimeout": SEND_SECONDS,
        }
        if request.amount_msats is None:
            body["amount"] = str(amount_msats)
        path = self._node("invoices/pay")
        try:
            patience = SEND_SECONDS + self._timeout_seconds
            response = self._client.post(path, json=body, timeout=patience)
        except NOT_SENT as error:
            raise UpstreamError(f"BTCPay did not answer ({type(error).__name__}).") from error
        except httpx.HTTPError as error:
            return Outgoing(OutgoingState.UNKNOWN, reason=f"no answer ({type(error).__name__})")
        return self._ended(response, payment_hash, amount_msats)

    def outgoing(self, *, payment_hash: str, key: str) -> Outgoing:
        try:
            told = self._call("GET", self._node(f"payments/{payment_hash}"))
        except BTCPayNotFoundError as error:
            # Without a node BTCPay answers 404 too, and that says nothing about the payment.
            if error.facts["reason"] != "payment-not-found":
                raise
            return Outgoing(OutgoingState.UNSEEN, reason="payment-not-found")
        return read_payment(told, payment_hash)

    def balance_msats(self) -> int:
        """What the node can send: its own side of its channels."""
        return read_local_msats(self._call("GET", self._node("balance")))

    def _ended(self, response: httpx.Response, payment_hash: str, amount_msats: int) -> Outgoing:
        status = response.status_code
        reason = f"{status}{reason_of(response)}"
        if status in {httpx.codes.OK, httpx.codes.ACCEPTED}:
            try:
                return read_payment(response.json(), payment_hash, amount_msats=amount_msats)
            except (ValueError, UpstreamError):
                return Outgoing(OutgoingState.UNKNOWN, reason=f"{status}, unreadable")
        if status in REFUSED_STATUSES:
            return Outgoing(OutgoingState.FAILED, reason=reason)
        if status == httpx.codes.BAD_REQUEST:
            return self._doubted(payment_hash, code_of(response), reason)
        return Outgoing(OutgoingState.UNKNOWN, reason=reason)

    def _doubted(self, payment_hash: str, code: str, reason: str) -> Outgoing:
        """The node complains, which may also mean "is being paid already": ask it what is true.

        "No route" of a node that keeps no payment of this hash has left nothing under way.
        """
        try:
            now = self.outgoing(payment_hash=payment_hash, key="")
        except UpstreamError:
            return Outgoing(OutgoingState.UNKNOWN, reason=reason)
        if now.state != OutgoingState.UNSEEN:
            return now if now.reason else Outgoing(now.state, now.preimage, now.fee_msats, reason)
        if code == "could-not-find-route":
            return Outgoing(OutgoingState.FAILED, reason=reason)
        return Outgoing(OutgoingState.UNKNOWN, reason=reason)

    def _charge(self, told: BTCPayInvoice) -> Charge:
        text, request = self._destination(told.id)
        if request.amount_msats != told.amount_msats:
            raise UpstreamError("BTCPay's BOLT11 asks for another amount.", permanent=True)
        return Charge(
            rail_id=told.id,
            bolt11=text,
            payment_hash=request.payment_hash,
            amount_msats=told.amount_msats,
            expires_at=min(told.expires_at, request.expires_at),
            checkout_url=told.checkout_url,
        )

    def _invoice(self, invoice_id: str) -> BTCPayInvoice:
        told = read_told(self._call("GET", f"/api/v1/invoices/{invoice_id}"))
        if told.store_id != self.store_id:
            raise BTCPayNotFoundError("An invoice of another store.", permanent=True, reason="")
        return told

    def _destination(self, invoice_id: str) -> tuple[str, PaymentRequest]:
        """The BOLT11 of the invoice, read and checked for form and signature."""
        methods = self._call("GET", f"/api/v1/invoices/{invoice_id}/payment-methods")
        if not isinstance(methods, list):
            raise UpstreamError("BTCPay's payment methods are not a list.", permanent=True)
        for method in methods:
            known = isinstance(method, dict) and method.get("paymentMethodId") in LIGHTNING_METHODS
            if known and method.get("destination"):
                text = str(method["destination"])
                return text, read_invoice(text)
        raise UpstreamError("BTCPay offers no Lightning for this invoice: is its node connected?")

    def _listed(self, query: dict[str, Any]) -> Iterator[BTCPayInvoice]:
        path = f"/api/v1/stores/{self.store_id}/invoices"
        for page in range(PAGES_MAX):
            window = {"skip": page * PAGE_INVOICES, "take": PAGE_INVOICES}
            found = self._call("GET", path, params=query | window)
            if not isinstance(found, list):
                raise UpstreamError("BTCPay's invoices are not a list.", permanent=True)
            # Others may sell in other currencies through the same store; we ask for sats.
            yield from (
                read_told(one)
                for one in found
                if not isinstance(one, dict) or one.get("currency") == CURRENCY
            )
            if len(found) < PAGE_INVOICES:
                return
        raise UpstreamError(f"BTCPay lists more than {PAGES_MAX * PAGE_INVOICES} invoices.")

    def _node(self, path: str) -> str:
        return f"/api/v1/stores/{self.store_id}/lightning/BTC/{path}"

    def _call(self, method: str, path: str, **request: Any) -> Any:
        try:
            response = self._client.request(method, path, **request)
        except httpx.HTTPError as error:
            raise UpstreamError(f"BTCPay did not answer ({type(error).__name__}).") from error
        status = response.status_code
        if status == httpx.codes.NOT_FOUND:
            raise BTCPayNotFoundError(
                "BTCPay does not know this.", permanent=True, reason=code_of(response)
            )
        if status != httpx.codes.OK:
            permanent = httpx.codes.is_client_error(status) and status not in RETRY_STATUSES
            raise UpstreamError(
                f"BTCPay answered {status}{reason_of(response)}.",
                permanent=permanent,
                status=status,
            )
        if len(response.content) > ANSWER_BYTES_MAX:
            raise UpstreamError("BTCPay's answer is too long.", permanent=True)
        try:
            return response.json()
        except ValueError as error:
            raise UpstreamError("BTCPay's answer is not JSON.") from error
