"""The till's rows. Balances are not here: the books (payments.ledger) know them."""

from payments.models.balance import Deposit, Referral, Usage, WalletConnection, WalletPayment
from payments.models.delivery import WebhookDelivery
from payments.models.invoice import (
    AMOUNT_SATS_MAX,
    Invoice,
    InvoiceLine,
    Refund,
    ZapReceipt,
)
from payments.models.notice import Alert, Notice
from payments.models.payout import Payout
from payments.models.proof import (
    AuditRun,
    LiabilityLeaf,
    LiabilityProof,
    OperatorAction,
    PayoutFreeze,
)

__all__ = [
    "AMOUNT_SATS_MAX",
    "Alert",
    "AuditRun",
    "Deposit",
    "Invoice",
    "InvoiceLine",
    "LiabilityLeaf",
    "LiabilityProof",
    "Notice",
    "OperatorAction",
    "Payout",
    "PayoutFreeze",
    "Referral",
    "Refund",
    "Usage",
    "WalletConnection",
    "WalletPayment",
    "WebhookDelivery",
    "ZapReceipt",
]
