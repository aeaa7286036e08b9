"""Messages out: rows first, relays later. The daemon is the only one that sends.

    queued --first relay's OK--> sent        (the other relays are topped up afterwards)
           --every relay refused--> failed
           --out of time--> expired

To one person, a message goes out only when nothing older to them is still queued: the invoice's
words come before the bare invoice.
"""

import hashlib
import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kernel.clock import utc_now
from nostr_bridge.codec import REPLY_BYTES_MAX, bot, wrap_dm
from nostr_bridge.errors import Answer, BadRecipientError
from nostr_bridge.models import Delivery, InboundMessage, OutboundMessage, move

OUTBOX_CHANNEL = "nostr_outbox"
LIFETIME = timedelta(days=3)
AHEAD_MAX = timedelta(seconds=60)
BACKOFF_SECONDS, BACKOFF_SECONDS_MAX = 1.0, 300.0
RATE_LIMITED_SECONDS = 30.0
FALLBACK_ATTEMPTS = 3
TOP_UP_ATTEMPTS_MAX = 12
RELAYS_MAX = 6


@dataclass(frozen=True, slots=True)
class Letter:
    """A queued message that has no route yet."""

    message_id: int
    recipient: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One wrap for one relay."""

    delivery_id: int
    relay: str
    wrap: str = field(repr=False)


@transaction.atomic
def send_dm(
    *, user_pubkey: str, text: str, dedupe_key: str, lifetime: timedelta = LIFETIME
) -> OutboundMessage:
    """Queue one message, once per dedupe_key; it leaves after the surrounding transaction commits.

    text: cut at REPLY_BYTES_MAX. lifetime: after it, not worth delivering any more; relays are
    told. A second call with the same key returns the first row, whatever its text.
    """
    now = utc_now()
    message, created = OutboundMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "recipient": user_pubkey,
            "text": _cut(text),
            "sent_at": _time_after_the_last(user_pubkey, now),
            "expires_at": now + lifetime,
        },
    )
    if created:
        _wake_the_daemon()
    return message


def _cut(text: str) -> str:
    raw = text.encode()
    if len(raw) <= REPLY_BYTES_MAX:
        return text
    return raw[: REPLY_BYTES_MAX - 3].decode(errors="ignore") + "…"


def _time_after_the_last(pubkey: str, now: datetime) -> datetime:
    """Clients sort by the second a message states, so two in one second could trade places."""
    last = OutboundMessage.objects.filter(recipient=pubkey).order_by("-id").first()
    if last is None:
        return now
    return min(max(now, last.sent_at + timedelta(seconds=1)), now + AHEAD_MAX)


def _wake_the_daemon() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [OUTBOX_CHANNEL])


# --- the daemon's half ----------------------------------------------------------------------------


def _heads() -> QuerySet[OutboundMessage]:
    """Per person, the oldest message that no relay has yet."""
    older = OutboundMessage.objects.filter(
        recipient=OuterRef("recipient"), id__lt=OuterRef("id"), state=OutboundMessage.State.QUEUED
    )
    return OutboundMessage.objects.filter(
        ~Exists(older), state=OutboundMessage.State.QUEUED, expires_at__gt=utc_now()
    )


def letters_to_route(*, busy: Collection[int], limit: int = 50) -> list[Letter]:
    """Messages that are next for their person and have no wrap yet; `busy` ids are left out."""
    rows = (
        _heads()
        .filter(wrap="")
        .exclude(id__in=busy)
        .order_by("id")
        .values_list("id", "recipient")[:limit]
    )
    return [Letter(message_id, recipient) for message_id, recipient in rows]


@transaction.atomic
def freeze_message(*, message_id: int, relays: Iterable[str]) -> OutboundMessage:
    """Make the wrap that every send will use, forget the text, name the relays it goes to.

    relays: the person's own inbox relays; none: where their messages came from, and ours.
    """
    message = OutboundMessage.objects.select_for_update().get(pk=message_id)
    if message.state != OutboundMessage.State.QUEUED or message.wrap:
        return message
    try:
        message.wrap = wrap_dm(
            sender=bot(),
            recipient=message.recipient,
            text=message.text,
            sent_at=int(message.sent_at.timestamp()),
            expires_at=int(message.expires_at.timestamp()),
            mark=hashlib.sha256(message.dedupe_key.encode()).hexdigest()[:16],
        )
    except BadRecipientError as error:
        _close(message, OutboundMessage.State.FAILED, error.code)
        return message
    message.text = ""
    message.save(update_fields=["wrap", "text"])
    _add_relays(message, list(relays) or fallback_relays(message.recipient))
    return message


def fallback_relays(pubkey: str) -> list[str]:
    """Where this person's latest messages reached us, then our own relays."""
    came_by = (
        InboundMessage.objects.filter(sender=pubkey).order_by("-id").values_list("relay", flat=True)
    )
    return list(dict.fromkeys([*came_by[:5], *settings.NOSTR_RELAYS]))[:RELAYS_MAX]


def _add_relays(message: OutboundMessage, relays: Iterable[str]) -> int:
    known = set(message.deliveries.values_list("relay", flat=True))
    fresh = [relay for relay in dict.fromkeys(relays) if relay not in known][:RELAYS_MAX]
    Delivery.objects.bulk_create([Delivery(outbound=message, relay=relay) for relay in fresh])
    return len(fresh)


def parcels_due(*, busy: Collection[int], limit: int = 100) -> list[Parcel]:
    """Sends to make now: heads of their person's queue, and top-ups of what is already sent."""
    rows = (
        Delivery.objects.filter(state=Delivery.State.PENDING, next_at__lte=utc_now())
        .filter(Q(outbound__in=_heads()) | Q(outbound__state=OutboundMessage.State.SENT))
        .exclude(outbound__wrap="")
        .exclude(id__in=busy)
        .order_by("outbound__state", "next_at")  # queued before sent: a person waits for those
        .values_list("id", "relay", "outbound__wrap")[:limit]
    )
    return [Parcel(delivery_id, relay, wrap) for delivery_id, relay, wrap in rows]


@transaction.atomic
def record_answer(*, delivery_id: int, answer: Answer, reason: str = "") -> OutboundMessage:
    """Write down what one relay said. An answer that comes twice changes nothing."""
    delivery = Delivery.objects.get(pk=delivery_id)
    message = OutboundMessage.objects.select_for_update().get(pk=delivery.outbound_id)
    delivery.refresh_from_db()
    if delivery.state != Delivery.State.PENDING:
        return message
    delivery.attempts += 1
    delivery.reason = reason[:200]
    if answer == Answer.ACKED:
        _acknowledge(message, delivery)
    elif answer == Answer.REFUSED:
        move(delivery, Delivery.State.REFUSED)
    else:
        _try_later(message, delivery)
    delivery.save()
    _settle(message)
    return message


def _acknowledge(message: OutboundMessage, delivery: Delivery) -> None:
    delivery.acked_at = utc_now()
    move(delivery, Delivery.State.ACKED)
    if message.state == OutboundMessage.State.QUEUED:
        message.acked_at = delivery.acked_at
        move(message, OutboundMessage.State.SENT)
        message.save(update_fields=["state", "acked_at"])


def _try_later(message: OutboundMessage, delivery: Delivery) -> None:
    if message.state == OutboundMessage.State.SENT and delivery.attempts >= TOP_UP_ATTEMPTS_MAX:
        move(delivery, Delivery.State.ABANDONED)
        return
    wait = min(BACKOFF_SECONDS * 2 ** (delivery.attempts - 1), BACKOFF_SECONDS_MAX)
    if delivery.reason.startswith("rate-limited"):
        wait = max(wait, RATE_LIMITED_SECONDS)
    delivery.next_at = utc_now() + timedelta(seconds=wait * random.uniform(0.5, 1.5))  # noqa: S311


def _settle(message: OutboundMessage) -> None:
    """Widen the route of what gets nowhere; end what has nowhere left to go."""
    pending = message.deliveries.filter(state=Delivery.State.PENDING)
    if message.state == OutboundMessage.State.QUEUED:
        if not pending.filter(attempts__lt=FALLBACK_ATTEMPTS).exists():
            _add_relays(message, fallback_relays(message.recipient))
        if not pending.exists():
            _close(message, OutboundMessage.State.FAILED, "every relay refused")
    elif not pending.exists() and message.wrap:
        message.wrap = ""
        message.save(update_fields=["wrap"])


def _close(message: OutboundMessage, state: OutboundMessage.State, reason: str) -> None:
    move(message, state)
    message.text = message.wrap = ""
    message.reason = reason[:200]
    message.save(update_fields=["state", "text", "wrap", "reason"])
    message.deliveries.filter(state=Delivery.State.PENDING).update(state=Delivery.State.ABANDONED)


def expire_messages() -> int:
    """End what nobody would want any more, such as a login code of yesterday."""
    late = OutboundMessage.objects.filter(
        state=OutboundMessage.State.QUEUED, expires_at__lte=utc_now()
    )
    count = 0
    for message_id in list(late.values_list("id", flat=True)[:100]):
        with transaction.atomic():
            message = OutboundMessage.objects.select_for_update().get(pk=message_id)
            if message.state == OutboundMessage.State.QUEUED:
                _close(message, OutboundMessage.State.EXPIRED, "out of time")
                count += 1
    return count


def hurry_relay(*, relay: str) -> int:
    """A relay is back: what waited for it need not sit out its back-off."""
    return (
        Delivery.objects.filter(relay=relay, state=Delivery.State.PENDING, next_at__gt=utc_now())
        .exclude(reason__startswith="rate-limited")
        .update(next_at=utc_now())
    )
