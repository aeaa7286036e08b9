"""Money leaving the house."""

from django.contrib import admin

from payments.admin.columns import account_column, amount_column, row_column
from payments.admin.operating import TillAdmin
from payments.models import Payout


@admin.register(Payout)
class PayoutAdmin(TillAdmin):
    list_display = [
        "id",
        "status",
        "purpose",
        row_column("user"),
        "method",
        amount_column("amount_msats"),
        amount_column("fee_msats", "fee"),
        "rail",
        account_column("source"),
        "created_at",
        "resolved_at",
        "trouble",
    ]
    list_filter = ["status", "purpose", "method", "rail"]
    list_select_related = ["user"]
    search_fields = ["=key", "=payment_hash", "=user__username", "=user__pubkey"]
    date_hierarchy = "created_at"
