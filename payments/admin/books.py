"""The books in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, DecimalField, F, Func, QuerySet, When
from django.http import HttpRequest

from accounts.models import User
from kernel.money import msats_text
from payments.admin.columns import amount_column, row_column, transfers_table
from payments.admin.forms import CreditForm, DifferenceForm
from payments.admin.operating import Operation, TillAdmin
from payments.ledger.chart import EQUITY_OWNER, FEES_ROUTING, SUSPENSE_PARTIAL
from payments.ledger.models import Account, Checkpoint, Hold, Transfer
from payments.ledger.queries import statement
from payments.services.operators import (
    book_difference,
    credit_suspense,
    reverse_by_hand,
    void_by_hand,
)

STATEMENT_ROWS = 25


def _credit(account: Account, by: User, given: dict[str, Any]) -> str:
    credit_suspense(
        key=str(given["once"]),
        suspense=account.code,
        person=given["person"],
        amount_msats=given["amount_msats"],
        by=by,
        reason=given["reason"],
    )
    return f"{msats_text(given['amount_msats'])} credited to {given['person']}"


def _book(account: Account, by: User, given: dict[str, Any]) -> str:
    debit, credit = {
        DifferenceForm.FEE: (FEES_ROUTING, account.code),
        DifferenceForm.OWNER_IN: (account.code, EQUITY_OWNER),
        DifferenceForm.OWNER_OUT: (EQUITY_OWNER, account.code),
    }[given["what"]]
    book_difference(
        key=str(given["once"]),
        debit=debit,
        credit=credit,
        amount_msats=given["amount_msats"],
        by=by,
        reason=given["reason"],
    )
    return f"{msats_text(given['amount_msats'])} booked from {debit} to {credit}"


def _reverse(transfer: Transfer, by: User, given: dict[str, Any]) -> str:
    posted = reverse_by_hand(transfer_key=transfer.key, by=by, reason=given["reason"])
    return "it was reversed already" if posted.replayed else f"reversed by {posted.transfer_id}"


def _void(hold: Hold, by: User, given: dict[str, Any]) -> str:
    voided = void_by_hand(hold_key=hold.key, by=by, reason=given["reason"])
    return "its money is free again" if voided else "it was voided already"


@admin.register(Account)
class AccountAdmin(TillAdmin):
    list_display = ["code", "kind", "balance", amount_column("held_msats", "held"), "owner"]
    list_filter = ["kind"]
    search_fields = ["code", "owner"]
    readonly_fields = ["balance", "newest_transfers"]
    operations = (
        Operation(
            name="credit",
            label="Credit to a person",
            meaning="Money here fitted no debt. It goes to the balance of whom it belongs to,"
            " and they are told.",
            permission="ledger.change_account",
            act=_credit,
            fits=lambda account: (
                account.code.startswith("suspense:") and account.code != SUSPENSE_PARTIAL
            ),
            form=CreditForm,
        ),
        Operation(
            name="difference",
            label="Book a difference",
            meaning="What a rail charged the house, or what the owner put in or took out by hand,"
            " so that the books say again what the rail holds. It moves no money.",
            permission="ledger.add_transfer",
            act=_book,
            fits=lambda account: account.code.startswith("rail:"),
            form=DifferenceForm,
        ),
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        shown: list[Any] = ["code", "kind", "owner", "balance"]
        if obj is not None and obj.floor_msats is not None:  # others keep neither
            shown += [amount_column("held_msats", "held"), amount_column("floor_msats", "floor")]
        return [*shown, "opened_at", "newest_transfers"]

    def amount_of(self, row: Any) -> str:
        return self.balance(row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        signed = Func(F("pk"), function="ledger_signed_balance", output_field=DecimalField())
        rows: QuerySet[Account] = super().get_queryset(request)
        return rows.annotate(
            own_msats=Case(
                When(floor_msats__isnull=False, then=F("posted_msats")),
                When(kind__in=["asset", "expense"], then=signed),
                default=-signed,
                output_field=DecimalField(),
            )
        )

    @admin.display
    def balance(self, account: Any) -> str:
        return msats_text(int(account.own_msats))

    @admin.display
    def newest_transfers(self, account: Account) -> str:
        return transfers_table(
            (
                entry.posted_at,
                entry.amount_msats,
                entry.other,
                entry.transfer_id,
                entry.key,
                entry.memo,
            )
            for entry in statement(account.code, limit=STATEMENT_ROWS)
        )


@admin.register(Transfer)
class TransferAdmin(TillAdmin):
    list_display = [
        "key",
        "kind",
        amount_column("amount_msats"),
        row_column("debit", "from (debit)"),
        row_column("credit", "to (credit)"),
        "posted_at",
        "memo",
    ]
    list_filter = ["kind"]
    list_select_related = ["debit", "credit"]
    search_fields = ["key__exact", "debit__code__exact", "credit__code__exact"]
    date_hierarchy = "posted_at"
    ordering = ["-pk"]
    operations = (
        Operation(
            name="reverse",
            label="Reverse",
            meaning="A second transfer takes the money back to where it came from. Nothing is"
            " deleted, and it works only while the money is still there.",
            permission="ledger.change_transfer",
            act=_reverse,
            fits=lambda transfer: transfer.kind != Transfer.Kind.REVERSAL,
        ),
    )


@admin.register(Hold)
class HoldAdmin(TillAdmin):
    list_display = [
        "key",
        "state",
        amount_column("amount_msats"),
        amount_column("captured_msats"),
        row_column("debit", "from"),
        row_column("credit", "for"),
        "held_at",
        "expires_at",
    ]
    list_filter = ["state", "kind"]
    list_select_related = ["debit", "credit"]
    search_fields = ["key__exact", "debit__code__exact"]
    operations = (
        Operation(
            name="void",
            label="Void",
            meaning="What this hold sets aside is free again. Work that is still going on for it"
            " will not be paid.",
            permission="ledger.change_hold",
            act=_void,
            fits=lambda hold: hold.state == Hold.State.HELD,
        ),
    )


@admin.register(Checkpoint)
class CheckpointAdmin(TillAdmin):
    list_display = [
        row_column("account"),
        "through_id",
        amount_column("debits_msats"),
        amount_column("credits_msats"),
        "folded_at",
    ]
    list_select_related = ["account"]
    search_fields = ["account__code"]
