"""How the till's rows are read: amounts in sats, names of accounts that lead to them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from kernel.money import msats_text
from payments.ledger.models import Transfer

Column = Callable[[Any], str]
TRANSFERS_SHOWN = 50


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


def books_column(prefixes_of: Callable[[Any], list[str]]) -> Column:
    """The transfers whose keys begin with what this row's are named by."""

    @admin.display(description="in the books")
    def column(row: Any) -> str:
        named = Q()
        for prefix in prefixes_of(row):
            named |= Q(key__startswith=prefix)
        transfers = Transfer.objects.filter(named).select_related("debit", "credit").order_by("pk")
        return transfers_table(
            (
                transfer.posted_at,
                transfer.amount_msats,
                f"{transfer.debit.code} to {transfer.credit.code}",
                transfer.pk,
                transfer.key,
                transfer.memo,
            )
            for transfer in transfers[:TRANSFERS_SHOWN]
        )

    column.__name__ = "in_the_books"
    return column


def transfers_table(rows: Iterable[tuple[datetime, int, str, int, str, str]]) -> str:
    """rows: when, msats, between whom, and the transfer's id, key and memo."""
    lines = format_html_join(
        "",
        '<tr><td>{}</td><td class="till-amount">{}</td><td>{}</td>'
        '<td><a href="{}">{}</a></td><td>{}</td></tr>',
        (
            (
                f"{at:%Y-%m-%d %H:%M}",
                msats_text(amount_msats),
                between,
                reverse("admin:ledger_transfer_change", args=[pk]),
                key,
                memo,
            )
            for at, amount_msats, between, pk, key, memo in rows
        ),
    )
    if not lines:
        return "nothing"
    return format_html(
        '<div class="till-wide"><table><thead><tr><th>When</th><th>Amount</th><th>With</th>'
        "<th>Transfer</th><th>Memo</th></tr></thead><tbody>{}</tbody></table></div>",
        lines,
    )


def _title(field: str) -> str:
    return field.removesuffix("_msats").replace("_", " ")
