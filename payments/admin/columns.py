"""How the till's rows are read: amounts in sats, names of accounts that lead to them."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from kernel.money import msats_text

Column = Callable[[Any], str]


def amount_column(field: str, title: str = "") -> Column:
    """A field in msats, read in sats."""

    @admin.display(description=title or _title(field), ordering=field)
    def column(row: Any) -> str:
        amount_msats = getattr(row, field)
        return "-" if amount_msats is None else msats_text(int(amount_msats))

    column.__name__ = f"{field}_in_sats"
    return column


def row_column(field: str, title: str = "") -> Column:
    """A row that this one points to, as a link."""

    @admin.display(description=title or _title(field), ordering=field)
    def column(row: Any) -> str:
        other = getattr(row, field)
        if other is None:
            return "-"
        meta = other._meta  # noqa: SLF001 - the documented way to a row's names
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[other.pk]), other)

    column.__name__ = f"{field}_link"
    return column


def account_column(field: str, title: str = "") -> Column:
    """The code of an account in the books, as a link to where it is found."""

    @admin.display(description=title or _title(field), ordering=field)
    def column(row: Any) -> str:
        code = getattr(row, field)
        if not code:
            return "-"
        address = reverse("admin:ledger_account_changelist", query={"q": code})
        return format_html('<a href="{}">{}</a>', address, code)

    column.__name__ = f"{field}_account"
    return column


def _title(field: str) -> str:
    return field.removesuffix("_msats").replace("_", " ")
