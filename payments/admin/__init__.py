"""The till in the admin: rows to look at; what can be done goes through services and is audited."""

from payments.admin import invoices

__all__ = ["invoices"]
