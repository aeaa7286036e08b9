"""The till in the admin: rows to look at; what can be done goes through services and is audited."""

from payments.admin import balances, books, invoices, payouts, trail

__all__ = ["balances", "books", "invoices", "payouts", "trail"]
