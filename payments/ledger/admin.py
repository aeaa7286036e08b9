"""The books, to look at. Nothing here can be written by hand, not even by a superuser."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from payments.ledger.models import Account, Transfer
from payments.ledger.queries import balance_msats


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no generic at run time
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    list_display = ["code", "kind", "owner", "floor_msats", "balance"]
    list_filter = ["kind"]
    search_fields = ["code", "owner"]

    @admin.display(description="balance (msats)")
    def balance(self, account: Account) -> str:
        return f"{balance_msats(account.code):,}"


@admin.register(Transfer)
class TransferAdmin(ReadOnlyAdmin):
    list_display = ["key", "debit", "credit", "amount_msats", "posted_at", "memo"]
    list_select_related = ["debit", "credit"]
    search_fields = ["key", "memo"]
    date_hierarchy = "posted_at"
