"""Celery's way in: autodiscovery imports this package, and each module names its tasks."""

from payments.tasks import audit, invoices, payouts, wallets

__all__ = ["audit", "invoices", "payouts", "wallets"]
