"""How the bridge is doing, for health pages and alerts. Nothing here changes a row."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from kernel.clock import utc_now
from nostr_bridge.codec import bot
from nostr_bridge.models import Heartbeat, InboundMessage, OutboundMessage, RelayState, SeenWrap

BEAT_SECONDS_MAX = 30


@dataclass(frozen=True, slots=True)
class Pulse:
    """alive: a daemon of this key wrote its heartbeat within BEAT_SECONDS_MAX.

    relays_up, relays: connected and subscribed, and known at all. The ages are those of the oldest
    message that nobody has read or no relay has taken; None where there is none.
    """

    alive: bool
    relays_up: int
    relays: int
    oldest_unread_seconds: float | None
    oldest_unsent_seconds: float | None


def pulse() -> Pulse:
    now = utc_now()
    beats = Heartbeat.objects.filter(
        pubkey=bot().pubkey, beat_at__gte=now - timedelta(seconds=BEAT_SECONDS_MAX)
    )
    unread = InboundMessage.objects.filter(state=InboundMessage.State.UNREAD)
    unsent = OutboundMessage.objects.filter(state=OutboundMessage.State.QUEUED)
    return Pulse(
        alive=beats.exists(),
        relays_up=RelayState.objects.filter(connected=True, subscribed=True).count(),
        relays=RelayState.objects.count(),
        oldest_unread_seconds=_age(now, unread.aggregate(at=Min("received_at"))["at"]),
        oldest_unsent_seconds=_age(now, unsent.aggregate(at=Min("queued_at"))["at"]),
    )


def verdict_counts(*, since: datetime) -> Counter[str]:
    """What became of the wraps that were first seen since then, by verdict."""
    rows = SeenWrap.objects.filter(seen_at__gte=since).values_list("verdict")
    return Counter(dict(rows.annotate(count=Count("pk")).values_list("verdict", "count")))


def _age(now: datetime, at: datetime | None) -> float | None:
    return None if at is None else (now - at).total_seconds()
