"""Greenfield's answers, read strictly: InvoiceData, LightningPaymentData, balances, its errors."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT
from payments.rails.base import Outgoing, OutgoingState
from payments.rails.proof import settled

CURRENCY = "SATS"
STATUSES = frozenset({"New", "Processing", "Expired", "Invalid", "Settled"})
REASON_CHARACTERS_MAX = 120


@dataclass(frozen=True, slots=True)
class BTCPayInvoice:
    """An invoice as BTCPay tells it. paid_msats: what has arrived, whole msats."""

    id: str
    store_id: str
    order_id: str
    status: str  # one of STATUSES
    additional_status: str
    amount_msats: int
    paid_msats: int
    expires_at: datetime
    checkout_url: str


def read_told(told: Any) -> BTCPayInvoice:
    """InvoiceData over sats; anything else raises a permanent UpstreamError."""
    try:
        # Amounts are in the invoice's own currency.
        if told["currency"] != CURRENCY:
            raise UpstreamError("BTCPay tells an invoice in another currency.", permanent=True)
        if told["status"] not in STATUSES:
            raise UpstreamError("BTCPay tells a status that nobody knows.", permanent=True)
        return BTCPayInvoice(
            id=told["id"],
            store_id=told["storeId"],
            order_id=str((told.get("metadata") or {}).get("orderId") or ""),
            status=told["status"],
            additional_status=told.get("additionalStatus") or "None",
            amount_msats=_whole_msats(Decimal(str(told["amount"])) * MSATS_PER_SAT),
            paid_msats=_whole_msats(Decimal(str(told["paidAmount"])) * MSATS_PER_SAT),
            expires_at=datetime.fromtimestamp(int(told["expirationTime"]), UTC),
            checkout_url=told.get("checkoutLink") or "",
        )
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UpstreamError(
            f"BTCPay's invoice cannot be read ({type(error).__name__}).", permanent=True
        ) from error


def read_payment(told: Any, payment_hash: str, *, amount_msats: int | None = None) -> Outgoing:
    """LightningPaymentData. Complete counts only with a preimage that hashes to payment_hash.

    amount_msats: what was ordered, to tell the fee of a node that names only the total. Raises
    UpstreamError where the answer cannot be read or is about another payment.
    """
    try:
        status, about = told["status"], told["paymentHash"]
        fee_msats = _fee_msats(told, amount_msats)
        preimage = str(told.get("preimage") or "").lower()
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UpstreamError("BTCPay's payment cannot be read.") from error
    if str(about).lower() != payment_hash:
        raise UpstreamError("BTCPay tells of another payment.")
    match status:
        case "Complete" if fee_msats is None:
            return Outgoing(OutgoingState.UNKNOWN, reason="complete without its fee")
        case "Complete":
            assert fee_msats is not None
            return settled(payment_hash=payment_hash, preimage=preimage, fee_msats=fee_msats)
        case "Failed":
            return Outgoing(OutgoingState.FAILED, reason="the node says failed")
        case "Pending":
            return Outgoing(OutgoingState.PENDING)
    return Outgoing(OutgoingState.UNKNOWN, reason="the node does not know")


def read_local_msats(told: Any) -> int:
    """LightningNodeBalanceData: the node's side of its open channels, msats."""
    try:
        return _whole_msats(Decimal(str(told["offchain"]["local"])))
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UpstreamError("BTCPay's balance cannot be read.") from error


def reason_of(response: httpx.Response) -> str:
    """BTCPay's own words, shortened: ProblemDetails, or the first of its validation errors."""
    message = _first(response).get("message")
    return f": {str(message)[:REASON_CHARACTERS_MAX]}" if message else ""


def code_of(response: httpx.Response) -> str:
    """The code of its ProblemDetails, such as could-not-find-route; blank where there is none."""
    return str(_first(response).get("code") or "")[:REASON_CHARACTERS_MAX]


def _first(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    first = body[0] if isinstance(body, list) and body else body
    return first if isinstance(first, dict) else {}


def _fee_msats(told: Any, amount_msats: int | None) -> int | None:
    if told.get("feeAmount") is not None:
        return _whole_msats(Decimal(str(told["feeAmount"])))
    if told.get("totalAmount") is None or amount_msats is None:
        return None
    return _whole_msats(Decimal(str(told["totalAmount"])) - amount_msats)


def _whole_msats(msats: Decimal) -> int:
    if msats != int(msats) or msats < 0:
        raise ValueError("not whole msats")
    return int(msats)
