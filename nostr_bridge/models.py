"""What the bridge remembers. A message's words live here only until they are handled or wrapped.

An inbound message keeps its gift wrap, which only the bot's key opens, until it is handled. An
outbound one keeps its text until it is wrapped, and its wrap until no relay still waits for it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

from nostr_bridge.errors import Verdict

HEX_64 = r"^[0-9a-f]{64}$"


class SeenWrap(models.Model):
    """One gift wrap, whatever came of it: without the refused ones every sweep opens them again."""

    wrap_id = models.CharField(max_length=64, primary_key=True)
    verdict = models.CharField(max_length=16, choices=Verdict)
    relay = models.CharField(max_length=255)
    seen_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(verdict__in=Verdict.values), name="seenwrap_verdict"),
            CheckConstraint(condition=Q(wrap_id__regex=HEX_64), name="seenwrap_id_is_hex"),
        ]
        indexes = [models.Index(fields=["seen_at"], name="seenwrap_by_age")]

    def __str__(self) -> str:
        return f"{self.wrap_id[:12]} {self.verdict}"


class Conversation(models.Model):
    """One person's thread. Its row is the lock under which their messages are handled in order.

    asked: the question the bot asked last, so that a bare "Netflix" can answer it.
    """

    class Asked(models.TextChoices):
        NOTHING = "nothing"
        CANCEL_WHAT = "cancel_what"
        RESUME_WHAT = "resume_what"

    pubkey = models.CharField(max_length=64, primary_key=True)
    asked = models.CharField(max_length=16, choices=Asked, default=Asked.NOTHING)
    asked_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(asked__in=["nothing", "cancel_what", "resume_what"]),
                name="conversation_asked",
            ),
            CheckConstraint(condition=Q(pubkey__regex=HEX_64), name="conversation_pubkey_is_hex"),
        ]

    def __str__(self) -> str:
        return self.pubkey[:12]


class InboundMessage(models.Model):
    """One message to the bot, once: a re-wrap of the same rumor has the same rumor id."""

    class State(models.TextChoices):
        UNREAD = "unread"
        HANDLED = "handled"
        GIVEN_UP = "given_up"

    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        State.UNREAD: frozenset({State.HANDLED, State.GIVEN_UP}),
        State.HANDLED: frozenset(),
        State.GIVEN_UP: frozenset(),
    }

    recipient = models.CharField(max_length=64)
    sender = models.CharField(max_length=64)
    rumor_id = models.CharField(max_length=64)
    wrap_id = models.CharField(max_length=64, unique=True)
    wrap = models.TextField(blank=True)  # JSON, encrypted to the bot; blank once handled
    relay = models.CharField(max_length=255)
    sent_at = models.DateTimeField()  # the sender's clock: for order, never for money
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=16, choices=State, default=State.UNREAD)
    attempts = models.PositiveSmallIntegerField(default=0)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["recipient", "sender", "rumor_id"], name="inbound_once_per_rumor"
            ),
            CheckConstraint(
                condition=Q(state="unread", handled_at__isnull=True)
                | Q(state__in=["handled", "given_up"], handled_at__isnull=False, wrap=""),
                name="inbound_state_and_wrap",
            ),
            CheckConstraint(condition=Q(sender__regex=HEX_64), name="inbound_sender_is_hex"),
        ]
        indexes = [
            models.Index(
                fields=["sender", "sent_at", "id"],
                name="inbound_unread",
                condition=Q(state="unread"),
            ),
            models.Index(fields=["sender", "received_at"], name="inbound_by_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.rumor_id[:12]} {self.state}"


class OutboundMessage(models.Model):
    """One message from the bot. The wrap is made once, before the first send: retries send the
    same bytes, so a relay or a client that has it already can see that."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"
        EXPIRED = "expired"

    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        State.QUEUED: frozenset({State.SENT, State.FAILED, State.EXPIRED}),
        State.SENT: frozenset(),
        State.FAILED: frozenset(),
        State.EXPIRED: frozenset(),
    }

    dedupe_key = models.CharField(max_length=200, unique=True)
    recipient = models.CharField(max_length=64)
    text = models.TextField(blank=True)  # blank once wrapped
    wrap = models.TextField(blank=True)  # JSON; blank once no relay still waits for it
    wrap_id = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()  # the time the message states: never before the one it follows
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    acked_at = models.DateTimeField(null=True, blank=True)  # the first relay's OK

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(state__in=["queued", "failed", "expired"], acked_at__isnull=True)
                | Q(state="sent", acked_at__isnull=False),
                name="outbound_state_and_ack",
            ),
            CheckConstraint(
                condition=Q(text="") | Q(wrap="", state="queued"), name="outbound_text_until_wrap"
            ),
            CheckConstraint(condition=Q(recipient__regex=HEX_64), name="outbound_recipient_is_hex"),
        ]
        indexes = [
            models.Index(fields=["recipient", "id"], name="outbound_order"),
            models.Index(fields=["id"], name="outbound_open", condition=Q(state="queued")),
        ]

    def __str__(self) -> str:
        return f"{self.dedupe_key} {self.state}"


class Delivery(models.Model):
    """One message on its way to one relay."""

    class State(models.TextChoices):
        PENDING = "pending"
        ACKED = "acked"
        REFUSED = "refused"
        ABANDONED = "abandoned"

    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        State.PENDING: frozenset({State.ACKED, State.REFUSED, State.ABANDONED}),
        State.ACKED: frozenset(),
        State.REFUSED: frozenset(),
        State.ABANDONED: frozenset(),
    }

    outbound = models.ForeignKey(OutboundMessage, models.CASCADE, related_name="deliveries")
    relay = models.CharField(max_length=255)
    state = models.CharField(max_length=16, choices=State, default=State.PENDING)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_default=Now())
    acked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            UniqueConstraint(fields=["outbound", "relay"], name="delivery_once_per_relay"),
            CheckConstraint(
                condition=Q(state="acked", acked_at__isnull=False)
                | Q(state__in=["pending", "refused", "abandoned"], acked_at__isnull=True),
                name="delivery_state_and_ack",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="delivery_due", condition=Q(state="pending")),
        ]

    def __str__(self) -> str:
        return f"{self.relay} {self.state}"


class RelayState(models.Model):
    """What we know of one relay we read from. last_sweep_ok_at widens the next sweep."""

    relay = models.CharField(max_length=255, primary_key=True)
    connected = models.BooleanField(default=False)
    subscribed = models.BooleanField(default=False)
    last_sweep_ok_at = models.DateTimeField(null=True, blank=True)
    last_frame_at = models.DateTimeField(null=True, blank=True)
    unsigned_count = models.BigIntegerField(default=0)
    closed_count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.relay


class Heartbeat(models.Model):
    """The bridge is alive: one row per bot key, written by the speaking daemon."""

    pubkey = models.CharField(max_length=64, primary_key=True)
    process = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pubkey[:12]} {self.beat_at:%H:%M:%S}"


def move(row: InboundMessage | OutboundMessage | Delivery, state: str) -> None:
    """Set the state, if its table knows the way there. Saving is the caller's."""
    assert state in row.TRANSITIONS[row.state], f"{row.state} -> {state} is no transition"
    row.state = state
