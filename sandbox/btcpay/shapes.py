"""Bodies as Greenfield writes them, and the reading of a request for an invoice.

Narrower than the real server: the currencies SATS and BTC only (no rates here), no top-up
invoices, and BTC-LN as the only payment method.
"""

import re
from decimal import Decimal
from typing import Any

from sandbox.btcpay.store import MSATS_PER_SAT, Payment, StoreInvoice, Wanted

MSATS_PER_UNIT = {"SATS": Decimal(MSATS_PER_SAT), "BTC": Decimal(100_000_000_000)}
METHODS = frozenset({"BTC-LN", "BTC-LightningNetwork", "BTC_LightningNetwork"})
SPEEDS = frozenset({"HighSpeed", "MediumSpeed", "LowSpeed", "LowMediumSpeed"})
EXPIRATION_MINUTES, MONITORING_MINUTES = 15, 1_440  # the store's own defaults
_DECIMAL = re.compile(r"^-?\d{1,16}(\.\d{1,11})?$")

type Faults = list[dict[str, str]]


def read_wanted(body: Any) -> Wanted | Faults:
    """The request, or BTCPay's list of {"path", "message"}."""
    if not isinstance(body, dict):
        return [{"path": "", "message": "A JSON object is expected."}]
    checkout = body.get("checkout") or {}
    metadata = body.get("metadata") or {}
    receipt = body.get("receipt") or {}
    for name, value in (("checkout", checkout), ("metadata", metadata), ("receipt", receipt)):
        if not isinstance(value, dict):
            return [{"path": name, "message": "A JSON object is expected."}]
    currency = str(body.get("currency") or "BTC").upper()
    amount_msats, faults = _amount(body.get("amount"), currency)
    faults += _checkout_faults(checkout)
    if faults:
        return faults
    minutes = checkout.get("expirationMinutes")
    monitoring = checkout.get("monitoringMinutes")
    return Wanted(
        amount_msats=amount_msats,
        currency=currency,
        metadata=metadata,
        checkout=checkout,
        receipt=receipt,
        expiration_seconds=(EXPIRATION_MINUTES if minutes is None else minutes) * 60,
        monitoring_seconds=(MONITORING_MINUTES if monitoring is None else monitoring) * 60,
    )


def invoice_body(invoice: StoreInvoice, *, store_id: str, url: str) -> dict[str, Any]:
    """InvoiceData."""
    markable = {"New": ["Settled", "Invalid"], "Expired": ["Settled"], "Settled": ["Invalid"]}
    return {
        "id": invoice.id,
        "storeId": store_id,
        "amount": _plain(Decimal(invoice.amount_msats) / MSATS_PER_UNIT[invoice.currency]),
        "paidAmount": _plain(Decimal(invoice.paid_msats) / MSATS_PER_UNIT[invoice.currency]),
        "currency": invoice.currency,
        "type": "Standard",
        "checkoutLink": f"{url}/i/{invoice.id}",
        "createdTime": invoice.created_at,
        "expirationTime": invoice.expires_at,
        "monitoringExpiration": invoice.monitored_until,
        "status": invoice.status,
        "additionalStatus": invoice.additional_status,
        "availableStatusesForManualMarking": markable.get(invoice.status, []),
        "archived": invoice.archived,
        "metadata": invoice.metadata,
        "checkout": {
            "speedPolicy": "MediumSpeed",
            "paymentMethods": ["BTC-LN"],
            "defaultPaymentMethod": None,
            "expirationMinutes": (invoice.expires_at - invoice.created_at) // 60,
            "monitoringMinutes": (invoice.monitored_until - invoice.expires_at) // 60,
            "paymentTolerance": 0.0,
            "lazyPaymentMethods": False,
            "redirectURL": None,
            "redirectAutomatically": False,
            "defaultLanguage": None,
        }
        | invoice.checkout,
        "receipt": {"enabled": None, "showQR": None, "showPayments": None} | invoice.receipt,
    }


def methods_body(invoice: StoreInvoice) -> list[dict[str, Any]]:
    """InvoicePaymentMethodDataModel: the newest request is the one to pay."""
    ask = invoice.asks[-1]
    return [
        {
            "paymentMethodId": "BTC-LN",
            "currency": "BTC",
            "destination": ask.bolt11,
            "paymentLink": f"lightning:{ask.bolt11}",
            "rate": _plain(MSATS_PER_UNIT["BTC"] / MSATS_PER_UNIT[invoice.currency]),
            "paymentMethodPaid": _btc(invoice.paid_msats),
            "totalPaid": _btc(invoice.paid_msats),
            "due": _btc(invoice.due_msats),
            "amount": _btc(invoice.amount_msats),
            "paymentMethodFee": "0",
            "payments": [payment_body(invoice, payment) for payment in invoice.payments],
            "activated": True,
            "additionalData": {},
        }
    ]


def payment_body(invoice: StoreInvoice, payment: Payment) -> dict[str, Any]:
    asked = {ask.payment_hash: ask.bolt11 for ask in invoice.asks}
    return {
        "id": payment.id,
        "receivedDate": payment.received_at,
        "value": _btc(payment.amount_msats),
        "fee": "0",
        "status": "Settled",
        "destination": asked[payment.payment_hash],
    }


def _amount(told: Any, currency: str) -> tuple[int, Faults]:
    if currency not in MSATS_PER_UNIT:
        return 0, [{"path": "currency", "message": "Invalid currency"}]
    if isinstance(told, bool) or not _DECIMAL.match(str(told)):
        return 0, [{"path": "amount", "message": "The amount is not a decimal number"}]
    msats = Decimal(str(told)) * MSATS_PER_UNIT[currency]
    if msats < MSATS_PER_SAT or msats != int(msats):
        return 0, [{"path": "amount", "message": "Amount should be positive, at least 1 sat"}]
    return int(msats), []


def _checkout_faults(checkout: dict[str, Any]) -> Faults:
    faults: Faults = []
    for name in ("expirationMinutes", "monitoringMinutes"):
        minutes = checkout.get(name)
        if minutes is not None and (type(minutes) is not int or minutes < 1):
            faults.append({"path": f"checkout.{name}", "message": "At least one whole minute"})
    tolerance = checkout.get("paymentTolerance")
    if tolerance is not None and not (
        isinstance(tolerance, int | float)
        and not isinstance(tolerance, bool)
        and 0 <= tolerance <= 100
    ):
        faults.append({"path": "checkout.paymentTolerance", "message": "Between 0 and 100 percent"})
    speed = checkout.get("speedPolicy")
    if speed is not None and speed not in SPEEDS:
        faults.append({"path": "checkout.speedPolicy", "message": "Unknown speed policy"})
    methods = checkout.get("paymentMethods")
    if methods is not None and not isinstance(methods, list):
        faults.append({"path": "checkout.paymentMethods", "message": "A list is expected"})
    else:
        faults += [
            {"path": f"checkout.paymentMethods[{place}]", "message": "Invalid payment method"}
            for place, method in enumerate(methods or [])
            if method not in METHODS
        ]
    return faults


def _btc(msats: int) -> str:
    return _plain(Decimal(msats) / MSATS_PER_UNIT["BTC"])


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
