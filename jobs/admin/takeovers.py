"""Views of pages that were handed to a person; an operator may step in, with a reason."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from jobs.models import Takeover, TakeoverInput


@admin.register(Takeover)
class TakeoverAdmin(ReadOnlyAdmin):
    list_display = ("opened_at", "run", "reason", "status", "expires_at", "ended_at", "operator")
    list_filter = ("status", "reason")
    exclude = ("token_sha256", "operator_token_sha256")


@admin.register(TakeoverInput)
class TakeoverInputAdmin(ReadOnlyAdmin):
    list_display = ("given_at", "takeover", "seq", "kind", "status", "rule", "by")
    list_filter = ("status", "kind")
    exclude = ("sealed",)
