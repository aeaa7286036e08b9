"""Messages, for operators: who, when, what became of it; never what was said."""

from typing import Any

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from nostr_bridge.models import (
    Conversation,
    Delivery,
    Heartbeat,
    InboundMessage,
    OutboundMessage,
    RelayState,
    SeenWrap,
)


@admin.register(SeenWrap)
class SeenWrapAdmin(ReadOnlyAdmin):
    list_display = ("wrap_id", "verdict", "relay", "seen_at")
    list_filter = ("verdict", "relay")
    search_fields = ("wrap_id",)
    ordering = ("-seen_at",)
    show_full_result_count = False


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    list_display = ("pubkey", "asked", "asked_at", "started_at")
    search_fields = ("pubkey",)
    ordering = ("-started_at",)


@admin.register(InboundMessage)
class InboundMessageAdmin(ReadOnlyAdmin):
    list_display = ("id", "sender", "state", "attempts", "received_at", "handled_at", "relay")
    list_filter = ("state", "relay")
    search_fields = ("sender", "rumor_id", "wrap_id")
    ordering = ("-received_at",)
    exclude = ("wrap",)


class DeliveryInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Delivery
    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(OutboundMessage)
class OutboundMessageAdmin(ReadOnlyAdmin):
    list_display = ("id", "recipient", "state", "reason", "queued_at", "acked_at")
    list_filter = ("state",)
    search_fields = ("recipient", "dedupe_key", "wrap_id")
    ordering = ("-queued_at",)
    exclude = ("text", "wrap")
    inlines = (DeliveryInline,)


@admin.register(RelayState)
class RelayStateAdmin(ReadOnlyAdmin):
    list_display = (
        "relay",
        "connected",
        "subscribed",
        "last_sweep_ok_at",
        "last_frame_at",
        "unsigned_count",
        "closed_count",
    )


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    list_display = ("pubkey", "process", "started_at", "beat_at")
