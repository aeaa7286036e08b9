"""Messages on their way, to look at. Never a word of one: neither texts nor wraps are shown."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

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
    list_display = ("seen_at", "verdict", "relay", "wrap_id")
    list_filter = ("verdict", "relay")
    search_fields = ("wrap_id",)
    ordering = ("-seen_at",)
    show_full_result_count = False  # one row per wrap ever seen


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    list_display = ("pubkey", "asked", "asked_at", "started_at")
    search_fields = ("pubkey",)
    ordering = ("-started_at",)


class WordlessAdmin(ReadOnlyAdmin):
    """A queued text may hold a login code, and a wrap opens with the bot's key."""

    hidden: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[InboundMessage | OutboundMessage]:
        return super().get_queryset(request).defer(*self.hidden)


@admin.register(InboundMessage)
class InboundMessageAdmin(WordlessAdmin):
    hidden = exclude = ("wrap",)
    list_display = ("received_at", "sender", "state", "attempts", "relay", "handled_at")
    list_filter = ("state", "relay")
    search_fields = ("sender", "rumor_id", "wrap_id")
    ordering = ("-received_at",)


class DeliveryInline(admin.TabularInline):  # type: ignore[type-arg] # no generic at run time
    model = Delivery
    fields = readonly_fields = ("relay", "state", "reason", "attempts", "next_at", "acked_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(OutboundMessage)
class OutboundMessageAdmin(WordlessAdmin):
    hidden = exclude = ("text", "wrap")
    list_display = ("queued_at", "recipient", "dedupe_key", "state", "reason", "acked_at")
    list_filter = ("state",)
    search_fields = ("recipient", "dedupe_key", "wrap_id")
    ordering = ("-queued_at",)
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
