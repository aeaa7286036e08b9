"""Celery's way in: autodiscovery imports this package, and each module names its tasks."""

from payments.tasks import audit, cashu, invoices, payouts, wallets

__all__ = ["audit", "cashu", "invoices", "payouts", "wallets"]
