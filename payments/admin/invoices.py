"""What was asked for and what came of it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from kernel.errors import UnsaltedError
from kernel.money import msats_text
from payments.admin.columns import account_column, amount_column, row_column
from payments.admin.forms import RefundForm
from payments.admin.operating import ROWS_MAX, Operation, TillAdmin
from payments.models import Invoice, InvoiceLine, Refund, WebhookDelivery, ZapReceipt
from payments.services import check_invoice, reissue_invoice
from payments.services.refunds import refund_invoice


def _refund(invoice: Invoice, by: User, given: dict[str, Any]) -> str:
    refunds = refund_invoice(
        invoice_id=invoice.pk,
        reason=given["reason"],
        by=by,
        amount_msats=given["amount_msats"],
        key=str(given["once"]),
    )
    return f"{msats_text(sum(refund.amount_msats for refund in refunds))} refunded"


class LineInline(admin.TabularInline):  # type: ignore[type-arg]  # no generic at run time
    model = InvoiceLine
    fields = ["purpose", "amount_sats", "description", "credit_account", "settled_at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Invoice)
class InvoiceAdmin(TillAdmin):
    list_display = [
        "key",
        row_column("user"),
        "amount_sats",
        "status",
        "rail",
        amount_column("paid_msats", "paid"),
        "underpaid",
        "requested_at",
        "settled_at",
        "trouble",
    ]
    list_filter = ["status", "rail"]
    list_select_related = ["user"]
    search_fields = ["key", "=rail_id", "=payment_hash", "=user__username", "=user__pubkey"]
    date_hierarchy = "requested_at"
    exclude = ["preimage"]
    inlines = [LineInline]
    actions = ["ask_rail", "issue_again"]
    operations = (
        Operation(
            name="refund",
            label="Refund",
            meaning="What the house has earned by this goes back to the payer's balance here, out"
            " of revenue and never out of other people's money. The payer is told.",
            permission="payments.change_invoice",
            act=_refund,
            fits=lambda invoice: invoice.status == Invoice.Status.SETTLED,
            form=RefundForm,
        ),
    )

    def prefixes_of(self, row: Invoice) -> list[str]:
        return [f"invoice:{row.pk}:", f"refund:invoice:{row.pk}:"]

    @admin.display(boolean=True)
    def underpaid(self, invoice: Invoice) -> bool:
        return invoice.is_underpaid

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Rows are read-only, so actions ask for the permission that editing would need."""
        return request.user.has_perm("payments.change_invoice")

    def _few(self, request: HttpRequest, invoices: QuerySet[Invoice]) -> list[Invoice]:
        """Each asks a rail while the page waits: none of them where there are too many."""
        few = list(invoices[: ROWS_MAX + 1])
        if len(few) <= ROWS_MAX:
            return few
        self.message_user(request, f"At most {ROWS_MAX} at once.", messages.ERROR)
        return []

    @admin.action(description="Ask the rail now", permissions=["operate"])
    def ask_rail(self, request: HttpRequest, invoices: QuerySet[Invoice]) -> None:
        for invoice in self._few(request, invoices):
            try:
                verdict = check_invoice(invoice_id=invoice.pk)
            except UnsaltedError as error:
                self.message_user(request, f"{invoice}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"{invoice}: {verdict}", messages.SUCCESS)

    @admin.action(description="Issue again", permissions=["operate"])
    def issue_again(self, request: HttpRequest, invoices: QuerySet[Invoice]) -> None:
        for invoice in self._few(request, invoices):
            try:
                issued = reissue_invoice(invoice_id=invoice.pk)
            except UnsaltedError as error:
                self.message_user(request, f"{invoice}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"{invoice}: now {issued}", messages.SUCCESS)


@admin.register(Refund)
class RefundAdmin(TillAdmin):
    list_display = [
        row_column("invoice"),
        amount_column("amount_msats"),
        account_column("from_account", "from"),
        "reason",
        row_column("refunded_by", "by"),
        "refunded_at",
    ]
    list_select_related = ["invoice", "refunded_by"]
    search_fields = ["key", "=invoice__key", "reason"]
    date_hierarchy = "refunded_at"


@admin.register(ZapReceipt)
class ZapReceiptAdmin(TillAdmin):
    list_display = [
        "event_id",
        "rail",
        amount_column("amount_msats"),
        "sender_pubkey",
        row_column("invoice"),
        account_column("credited_account", "credited"),
        "received_at",
    ]
    list_filter = ["rail"]
    list_select_related = ["invoice"]
    search_fields = ["=event_id", "=sender_pubkey", "=payment_hash"]
    date_hierarchy = "received_at"

    def prefixes_of(self, row: ZapReceipt) -> list[str]:
        return [f"zap:{row.event_id}"]


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(TillAdmin):
    list_display = [
        "delivery_id",
        "rail",
        "event_type",
        "rail_invoice_id",
        "received_at",
        "handled_at",
        "outcome",
        "attempts",
    ]
    list_filter = ["outcome", "rail", "event_type"]
    search_fields = ["=delivery_id", "=original_id", "=rail_invoice_id"]
    date_hierarchy = "received_at"
