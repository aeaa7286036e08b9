"""The till, to look at; its two actions go through the same services as everybody."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from kernel.errors import UnsaltedError
from payments.ledger.admin import ReadOnlyAdmin
from payments.models import Invoice, WebhookDelivery
from payments.services import check_invoice, reissue_invoice


@admin.register(Invoice)
class InvoiceAdmin(ReadOnlyAdmin):
    class Media:
        css = {"all": ("accounts/admin.css",)}

    list_display = [
        "key",
        "user",
        "amount_sats",
        "status",
        "underpaid",
        "requested_at",
        "expires_at",
        "settled_at",
        "trouble",
    ]
    list_filter = ["status"]
    list_select_related = ["user"]
    search_fields = ["key", "rail_id", "payment_hash", "user__username", "user__pubkey"]
    date_hierarchy = "requested_at"
    actions = ["ask_btcpay", "issue_again"]

    @admin.display(boolean=True)
    def underpaid(self, invoice: Invoice) -> bool:
        return invoice.is_underpaid

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Rows are read-only, so actions ask for the permission that editing would need."""
        return request.user.has_perm("payments.change_invoice")

    @admin.action(description="Ask BTCPay now", permissions=["operate"])
    def ask_btcpay(self, request: HttpRequest, invoices: QuerySet[Invoice]) -> None:
        for invoice in invoices:
            try:
                verdict = check_invoice(invoice_id=invoice.pk)
            except UnsaltedError as error:
                self.message_user(request, f"{invoice}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"{invoice}: {verdict}", messages.SUCCESS)

    @admin.action(description="Issue again", permissions=["operate"])
    def issue_again(self, request: HttpRequest, invoices: QuerySet[Invoice]) -> None:
        for invoice in invoices:
            try:
                issued = reissue_invoice(invoice_id=invoice.pk)
            except UnsaltedError as error:
                self.message_user(request, f"{invoice}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"{invoice}: now {issued}", messages.SUCCESS)


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    list_display = [
        "delivery_id",
        "event_type",
        "rail_invoice_id",
        "received_at",
        "handled_at",
        "outcome",
    ]
    list_filter = ["outcome", "event_type"]
    search_fields = ["delivery_id", "original_id", "rail_invoice_id"]
    date_hierarchy = "received_at"
