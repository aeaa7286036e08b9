"""The house's own money: what it may pay out or give back without touching anybody else's."""

from django.db import connection

from payments.ledger.chart import REVENUE_PAYABLE, ROUNDING
from payments.ledger.queries import available_msats, balance_msats, family_balance_msats

LOCK = "payments.revenue"


def lock_house_money() -> None:
    """Until the transaction ends. Revenue accounts have no floor, so two who count and take at once
    would both find enough: payouts of revenue and refunds take this lock before they count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])


def house_money_msats() -> int:
    """Earned, less what it cost and what waits to be paid out; below zero where costs are higher.

    What is in flight has left `revenue` already; what is held for a payout has not.
    """
    earned = family_balance_msats("revenue") + min(0, balance_msats(ROUNDING))
    spent = family_balance_msats("fees") + family_balance_msats("promo")
    waiting = balance_msats(REVENUE_PAYABLE) - available_msats(REVENUE_PAYABLE)
    return earned - spent - waiting
