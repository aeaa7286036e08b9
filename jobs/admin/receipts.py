"""Receipts: what was signed, without the pictures."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from jobs.models import Receipt


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    list_display = ("issued_at", "job", "sha256", "public_key")
    list_select_related = ("job",)
    search_fields = ("id", "sha256", "job__id")
    exclude = ("crop_before", "crop_after", "holder_salt", "links")
