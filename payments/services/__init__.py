"""Every way to change what the till knows.

Other rooms call `request_invoice`, `request_bundle` and `reissue_invoice`.
"""

from payments.services.bundles import request_bundle
from payments.services.deliveries import Recording, handle_delivery, record_delivery
from payments.services.issuing import issue_invoice
from payments.services.leaving import close_holder
from payments.services.lines import Debt
from payments.services.reconciliation import Difference, reconcile_rails
from payments.services.refunds import credit_partial, refund_invoice
from payments.services.requests import reissue_invoice, request_invoice
from payments.services.settlement import (
    Verdict,
    cancel_invoice,
    check_invoice,
    expire_invoice,
    settle_invoice,
    withdraw_invoice,
)
from payments.services.sweep import sweep_payments

__all__ = [
    "Debt",
    "Difference",
    "Recording",
    "Verdict",
    "cancel_invoice",
    "check_invoice",
    "close_holder",
    "credit_partial",
    "expire_invoice",
    "handle_delivery",
    "issue_invoice",
    "reconcile_rails",
    "record_delivery",
    "refund_invoice",
    "reissue_invoice",
    "request_bundle",
    "request_invoice",
    "settle_invoice",
    "sweep_payments",
    "withdraw_invoice",
]
