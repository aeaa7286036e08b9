"""Celery's way in: autodiscovery imports this package, and each module names its tasks."""

from payments.tasks import audit, balances, cashu, invoices, payouts, wallets, zaps

__all__ = ["audit", "balances", "cashu", "invoices", "payouts", "wallets", "zaps"]
