"""The house's own accounts. They open themselves at their first posting."""

from typing import Final

from payments.ledger.models import Account

RAIL_BTCPAY: Final = "rail:btcpay"
"""What BTCPay's Lightning node holds for us."""
REVENUE_JOBS: Final = "revenue:jobs"
SUSPENSE_SURPLUS: Final = "suspense:surplus"
"""Paid beyond what was asked: owed back until an operator decides."""
SUSPENSE_PARTIAL: Final = "suspense:partial"
"""Paid on an invoice that is not yet paid in full."""

KINDS: Final[dict[str, Account.Kind]] = {
    RAIL_BTCPAY: Account.Kind.ASSET,
    REVENUE_JOBS: Account.Kind.REVENUE,
    SUSPENSE_SURPLUS: Account.Kind.LIABILITY,
    SUSPENSE_PARTIAL: Account.Kind.LIABILITY,
}
