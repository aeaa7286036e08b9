"""The wallet, to look at. No page shows what spends a proof."""

from django.contrib import admin

from payments.cashu.models import Keyset, Operation, Proof
from payments.ledger.admin import ReadOnlyAdmin


@admin.register(Keyset)
class KeysetAdmin(ReadOnlyAdmin):
    list_display = ["keyset_id", "mint_url", "unit", "active", "input_fee_ppk", "counter"]
    list_filter = ["active"]
    exclude = ["keys"]


@admin.register(Operation)
class OperationAdmin(ReadOnlyAdmin):
    list_display = ["kind", "key", "state", "amount_sats", "fee_sats", "created_at", "trouble"]
    list_filter = ["kind", "state"]
    search_fields = ["key", "quote_id", "payment_hash"]
    date_hierarchy = "created_at"


@admin.register(Proof)
class ProofAdmin(ReadOnlyAdmin):
    list_display = ["y", "amount_sats", "state", "keyset_id", "made_by", "created_at", "spent_at"]
    list_filter = ["state"]
    list_select_related = ["made_by"]
    search_fields = ["y"]
