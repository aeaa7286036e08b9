"""BTCPay Server's Greenfield API, the four calls that we use. The only module here that knows HTTP.

Protocol: the server's own OpenAPI description (Invoices_GetInvoices, Invoices_CreateInvoice,
Invoices_GetInvoice, Invoices_GetInvoicePaymentMethods). Every failure becomes an UpstreamError:
permanent where the same request cannot succeed later. The API key travels in one header and in no
message.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from types import TracebackType
from typing import Any, Self

import httpx
from django.conf import settings

from kernel.bolt11 import Bolt11InvalidError, read_bolt11
from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT

LIGHTNING_METHODS = ("BTC-LN", "BTC-LightningNetwork")  # the second until BTCPay 1.13
CURRENCY = "SATS"
PAGE_INVOICES = 100
PAGES_MAX = 200
ANSWER_BYTES_MAX = 4_194_304
RETRY_STATUSES = frozenset({401, 403, 408, 425, 429})
"""An operator or time cures these, so they are not permanent although they are 4xx."""


class BTCPayInvoiceNotFoundError(UpstreamError):
    """BTCPay knows no invoice of this id, or not in our store."""

    code = "btcpay_invoice_not_found"


@dataclass(frozen=True, slots=True)
class BTCPayInvoice:
    """An invoice as BTCPay tells it. paid_msats: what has arrived, whole msats."""

    id: str
    store_id: str
    order_id: str
    status: str  # New, Processing, Expired, Invalid, Settled
    additional_status: str
    amount_msats: int
    paid_msats: int
    expires_at: datetime
    checkout_url: str


@dataclass(frozen=True, slots=True)
class LightningDestination:
    bolt11: str
    payment_hash: str
    amount_msats: int
    expires_at: datetime


class BTCPay:
    """One conversation with the server: use as a context manager, never inside a transaction."""

    def __init__(self, *, url: str, store_id: str, api_key: str, timeout_seconds: float) -> None:
        self.store_id = store_id
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def create_invoice(
        self, *, order_id: str, amount_sats: int, description: str, ttl_minutes: int
    ) -> BTCPayInvoice:
        """Lightning only, whole amount or nothing, payable for ttl_minutes."""
        body = {
            "amount": str(amount_sats),
            "currency": CURRENCY,
            "metadata": {"orderId": order_id, "itemDesc": description},
            "checkout": {
                "speedPolicy": "HighSpeed",
                "paymentMethods": ["BTC-LN"],
                "defaultPaymentMethod": "BTC-LN",
                "lazyPaymentMethods": False,
                "expirationMinutes": ttl_minutes,
                "paymentTolerance": 0,
            },
        }
        return _invoice(self._call("POST", f"/api/v1/stores/{self.store_id}/invoices", json=body))

    def invoices_of_order(self, order_id: str) -> list[BTCPayInvoice]:
        return list(self._listed({"orderId": order_id}))

    def invoices_since(self, since: datetime) -> Iterator[BTCPayInvoice]:
        """Every invoice of our store created since then, newest first, page by page."""
        return self._listed({"startDate": int(since.timestamp())})

    def invoice(self, invoice_id: str) -> BTCPayInvoice:
        """Raises BTCPayInvoiceNotFoundError, also for an invoice of another store."""
        told = _invoice(self._call("GET", f"/api/v1/invoices/{invoice_id}"))
        if told.store_id != self.store_id:
            raise BTCPayInvoiceNotFoundError("An invoice of another store.", permanent=True)
        return told

    def lightning_destination(self, invoice_id: str) -> LightningDestination:
        """The BOLT11 of the invoice, read and checked for form and signature."""
        methods = self._call("GET", f"/api/v1/invoices/{invoice_id}/payment-methods")
        if not isinstance(methods, list):
            raise UpstreamError("BTCPay's payment methods are not a list.", permanent=True)
        for method in methods:
            known = isinstance(method, dict) and method.get("paymentMethodId") in LIGHTNING_METHODS
            if known and method.get("destination"):
                return _destination(str(method["destination"]))
        raise UpstreamError("BTCPay offers no Lightning for this invoice: is its node connected?")

    def _listed(self, query: dict[str, Any]) -> Iterator[BTCPayInvoice]:
        path = f"/api/v1/stores/{self.store_id}/invoices"
        for page in range(PAGES_MAX):
            window = {"skip": page * PAGE_INVOICES, "take": PAGE_INVOICES}
            found = self._call("GET", path, params=query | window)
            if not isinstance(found, list):
                raise UpstreamError("BTCPay's invoices are not a list.", permanent=True)
            # Others may sell in other currencies through the same store; we ask for sats.
            yield from (_invoice(one) for one in found if _in_sats(one))
            if len(found) < PAGE_INVOICES:
                return
        raise UpstreamError(f"BTCPay lists more than {PAGES_MAX * PAGE_INVOICES} invoices.")

    def _call(self, method: str, path: str, **request: Any) -> Any:
        try:
            response = self._client.request(method, path, **request)
        except httpx.HTTPError as error:
            raise UpstreamError(f"BTCPay did not answer ({type(error).__name__}).") from error
        status = response.status_code
        if status == httpx.codes.NOT_FOUND:
            raise BTCPayInvoiceNotFoundError("BTCPay does not know this.", permanent=True)
        if status != httpx.codes.OK:
            permanent = httpx.codes.is_client_error(status) and status not in RETRY_STATUSES
            raise UpstreamError(
                f"BTCPay answered {status}{_reason(response)}.", permanent=permanent, status=status
            )
        if len(response.content) > ANSWER_BYTES_MAX:
            raise UpstreamError("BTCPay's answer is too long.", permanent=True)
        try:
            return response.json()
        except ValueError as error:
            raise UpstreamError("BTCPay's answer is not JSON.") from error


def _reason(response: httpx.Response) -> str:
    """BTCPay's own words, shortened: ProblemDetails, or the first of its validation errors."""
    try:
        body = response.json()
    except ValueError:
        return ""
    first = body[0] if isinstance(body, list) and body else body
    message = first.get("message") if isinstance(first, dict) else None
    return f": {str(message)[:120]}" if message else ""


def _invoice(told: Any) -> BTCPayInvoice:
    try:
        # Amounts are in the invoice's own currency.
        if told["currency"] != CURRENCY:
            raise UpstreamError("BTCPay tells an invoice in another currency.", permanent=True)
        return BTCPayInvoice(
            id=told["id"],
            store_id=told["storeId"],
            order_id=str((told.get("metadata") or {}).get("orderId") or ""),
            status=told["status"],
            additional_status=told.get("additionalStatus") or "None",
            amount_msats=_msats(told["amount"]),
            paid_msats=_msats(told["paidAmount"]),
            expires_at=datetime.fromtimestamp(int(told["expirationTime"]), UTC),
            checkout_url=told.get("checkoutLink") or "",
        )
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UpstreamError(
            f"BTCPay's invoice cannot be read ({type(error).__name__}).", permanent=True
        ) from error


def _in_sats(told: Any) -> bool:
    return not isinstance(told, dict) or told.get("currency") == CURRENCY


def _msats(amount_in_sats: Any) -> int:
    msats = Decimal(str(amount_in_sats)) * MSATS_PER_SAT
    if msats != int(msats) or msats < 0:
        raise ValueError("not whole msats")
    return int(msats)


def _destination(text: str) -> LightningDestination:
    try:
        request = read_bolt11(text)
    except Bolt11InvalidError as error:
        raise UpstreamError("BTCPay's BOLT11 cannot be read.", permanent=True) from error
    return LightningDestination(
        bolt11=text,
        payment_hash=request.payment_hash,
        amount_msats=request.amount_msats or 0,
        expires_at=request.expires_at,
    )
