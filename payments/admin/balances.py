"""What people do with the money they keep with us."""

from django.contrib import admin

from payments.admin.columns import amount_column, row_column
from payments.admin.operating import TillAdmin
from payments.models import Deposit, Referral, Usage, WalletConnection, WalletPayment

PERSON = ["=user__username", "=user__pubkey"]


@admin.register(Deposit)
class DepositAdmin(TillAdmin):
    list_display = [
        "id",
        row_column("user"),
        "method",
        "status",
        "amount_sats",
        amount_column("credited_msats", "credited"),
        amount_column("bonus_msats", "bonus"),
        row_column("invoice"),
        "created_at",
        "paid_at",
    ]
    list_filter = ["status", "method"]
    list_select_related = ["user", "invoice"]
    search_fields = ["=key", "=invoice__key", *PERSON]
    date_hierarchy = "created_at"

    def prefixes_of(self, row: Deposit) -> list[str]:
        return [f"deposit:{row.pk}:"]


@admin.register(Usage)
class UsageAdmin(TillAdmin):
    list_display = [
        "request_id",
        row_column("user"),
        "price",
        "model",
        "units",
        amount_column("held_msats", "held"),
        amount_column("cost_msats", "cost"),
        "created_at",
        "ended_at",
    ]
    list_filter = ["price"]
    list_select_related = ["user"]
    search_fields = ["=request_id", *PERSON]
    date_hierarchy = "created_at"

    def prefixes_of(self, row: Usage) -> list[str]:
        return [f"hold:{row.hold_key}"]


@admin.register(Referral)
class ReferralAdmin(TillAdmin):
    list_display = [
        row_column("referrer"),
        row_column("referred"),
        amount_column("credited_msats", "credited"),
        "created_at",
        "credited_at",
    ]
    list_select_related = ["referrer", "referred"]
    search_fields = ["=referrer__username", "=referred__username"]


@admin.register(WalletConnection)
class WalletConnectionAdmin(TillAdmin):
    """The connection itself is a secret of its owner's and shown to nobody."""

    list_display = [
        row_column("user"),
        "autopay",
        "payment_sats_max",
        "day_sats_max",
        "connected_at",
        "trouble",
    ]
    list_filter = ["autopay"]
    list_select_related = ["user"]
    search_fields = PERSON


@admin.register(WalletPayment)
class WalletPaymentAdmin(TillAdmin):
    list_display = [
        row_column("invoice"),
        row_column("user"),
        "status",
        "reason",
        "created_at",
        "resolved_at",
    ]
    list_filter = ["status"]
    list_select_related = ["invoice", "user"]
    search_fields = ["=invoice__key", *PERSON]
