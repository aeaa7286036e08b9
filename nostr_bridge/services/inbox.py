"""Messages in: each gift wrap once, whatever it is; each message once, however wrapped.

The bell rings after commit, so a daemon killed at any point either left no row (the relay still has
the wrap, and the next sweep of the relay finds it) or left one that ops' sweep rings for again.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Min

from accounts.models import WaitlistEntry
from kernel.clock import utc_now
from kernel.queue import ring
from nostr_bridge.codec import KIND_WRAP, Dm, bot, open_wrap
from nostr_bridge.dialogues import phrases
from nostr_bridge.errors import Verdict, WrapRefusedError
from nostr_bridge.models import InboundMessage, OutboundMessage, RelayState, SeenWrap
from nostr_bridge.services.outbox import send_dm
from nostr_bridge.services.zaps import receive_zap
from nostr_bridge.zaps import KIND_RECEIPT

FLOOD_MESSAGES_MAX = 1_000  # no person types so much; a burst after a relay was away may come close
FLOOD_SECONDS = 600
UNREAD_SECONDS = 10
SWEEP_SENDERS_MAX = 500
INVITED_MAX = 500

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event as a relay sent it. wrap_id: the id it claims, 64 hex digits. kind: Nostr's."""

    relay: str
    wrap_id: str
    wrap_json: str = field(repr=False)
    kind: int = KIND_WRAP


@dataclass(frozen=True, slots=True)
class _Opened:
    arrival: Arrival
    verdict: Verdict
    dm: Dm | None = None
    sender: str = ""


def receive_event(arrival: Arrival) -> Verdict | None:
    """One wrap in; its verdict, or None where it was seen before."""
    return next(iter(receive_events([arrival])), None)


def receive_events(arrivals: Sequence[Arrival]) -> Counter[Verdict]:
    """A batch in: wraps in one transaction, zap receipts in one each; verdicts of the new ones."""
    zaps = [arrival for arrival in arrivals if arrival.kind == KIND_RECEIPT]
    verdicts = _receive_wraps([arrival for arrival in arrivals if arrival.kind != KIND_RECEIPT])
    for arrival in zaps:
        verdict = receive_zap(
            event_id=arrival.wrap_id, event_json=arrival.wrap_json, relay=arrival.relay
        )
        if verdict is not None:
            verdicts[verdict] += 1
    return verdicts


def _receive_wraps(arrivals: Sequence[Arrival]) -> Counter[Verdict]:
    """Decrypting comes before the transaction: 100 wraps take 0.1 s, and no row waits for that."""
    wraps = {arrival.wrap_id for arrival in arrivals}
    seen = set(SeenWrap.objects.filter(pk__in=wraps).values_list("pk", flat=True))
    opened: dict[str, _Opened] = {}
    unsigned: Counter[str] = Counter()
    for arrival in arrivals:
        if arrival.wrap_id in seen or arrival.wrap_id in opened:
            continue
        one = _open(arrival)
        if one.verdict == Verdict.UNSIGNED:
            unsigned[arrival.relay] += 1  # its id may be a real wrap's, which must still be welcome
        else:
            opened[arrival.wrap_id] = one
    with transaction.atomic():
        verdicts = _store(list(opened.values()))
        _count_unsigned(unsigned)
    verdicts[Verdict.UNSIGNED] += unsigned.total()
    refused = {verdict.value: count for verdict, count in verdicts.items() if count}
    refused.pop(Verdict.MESSAGE.value, None)
    if refused:
        logger.info("wraps set aside: %s", refused)
    return +verdicts


def _open(arrival: Arrival) -> _Opened:
    try:
        dm = open_wrap(arrival.wrap_json, to=bot())
    except WrapRefusedError as refusal:
        return _Opened(arrival, refusal.verdict, sender=refusal.sender)
    return _Opened(arrival, Verdict.MESSAGE, dm=dm, sender=dm.sender)


def _store(opened: Sequence[_Opened]) -> Counter[Verdict]:
    budget = _Budget({one.sender for one in opened if one.sender})
    verdicts = {one.arrival.wrap_id: budget.judge(one) for one in opened}
    welcome = [one for one in opened if verdicts[one.arrival.wrap_id] == Verdict.MESSAGE]
    InboundMessage.objects.bulk_create([_row(one) for one in welcome], ignore_conflicts=True)
    stored = InboundMessage.objects.filter(wrap_id__in=[one.arrival.wrap_id for one in welcome])
    kept = dict(stored.values_list("wrap_id", "sender"))
    for one in welcome:
        if one.arrival.wrap_id not in kept:
            verdicts[one.arrival.wrap_id] = Verdict.REWRAP
    SeenWrap.objects.bulk_create(
        [
            SeenWrap(wrap_id=one.arrival.wrap_id, verdict=verdict, relay=one.arrival.relay)
            for one in opened
            for verdict in [verdicts[one.arrival.wrap_id]]
        ],
        ignore_conflicts=True,
    )
    _say_why(opened, verdicts)
    _ring_for(set(kept.values()))
    return Counter(verdicts.values())


def _row(one: _Opened) -> InboundMessage:
    assert one.dm is not None
    return InboundMessage(
        recipient=bot().pubkey,
        sender=one.dm.sender,
        rumor_id=one.dm.rumor_id,
        wrap_id=one.dm.wrap_id,
        wrap=one.arrival.wrap_json,
        relay=one.arrival.relay,
        sent_at=_past_instant(one.dm.sent_at),
    )


def _past_instant(sent_at: int) -> datetime:
    """The sender's clock, made harmless: never after now, never before Nostr."""
    return datetime.fromtimestamp(min(max(sent_at, 1_577_836_800), utc_now().timestamp()), tz=UTC)


class _Budget:
    """How much more each sender may bring in FLOOD_SECONDS. A flood is counted, not kept."""

    def __init__(self, senders: set[str]) -> None:
        since = utc_now() - timedelta(seconds=FLOOD_SECONDS)
        recent = InboundMessage.objects.filter(sender__in=senders, received_at__gte=since)
        self.used = Counter(
            dict(
                recent.values_list("sender")
                .annotate(count=Count("id"))
                .values_list("sender", "count")
            )
        )

    def judge(self, one: _Opened) -> Verdict:
        if one.verdict not in {Verdict.MESSAGE, Verdict.OVERSIZE} or not one.sender:
            return one.verdict
        self.used[one.sender] += 1
        return Verdict.FLOOD if self.used[one.sender] > FLOOD_MESSAGES_MAX else one.verdict


def _say_why(opened: Sequence[_Opened], verdicts: dict[str, Verdict]) -> None:
    """People whose message was too long, or one of too many, hear about it once per window."""
    window = int(utc_now().timestamp()) // FLOOD_SECONDS
    words = {Verdict.OVERSIZE: phrases.too_long(), Verdict.FLOOD: phrases.too_many()}
    for one in opened:
        verdict = verdicts[one.arrival.wrap_id]
        if verdict in words and one.sender:
            key = f"{verdict.value}:{one.sender}:{window}"
            send_dm(user_pubkey=one.sender, text=words[verdict], dedupe_key=key)


def _count_unsigned(unsigned: Counter[str]) -> None:
    for relay, count in unsigned.items():
        RelayState.objects.get_or_create(relay=relay)
        RelayState.objects.filter(pk=relay).update(unsigned_count=F("unsigned_count") + count)


def _ring_for(senders: set[str]) -> int:
    """One bell per person: reading takes all that is unread from them, in order."""
    first = (
        InboundMessage.objects.filter(state=InboundMessage.State.UNREAD, sender__in=senders)
        .values("sender")
        .annotate(first=Min("id"))
    )
    rung = list(first.values_list("first", flat=True))
    for message_id in rung:
        ring("nostr_bridge.read_message", message_id=message_id)
    return len(rung)


def sweep_bridge() -> dict[str, int]:
    """Ring again for people whose message is unread after UNREAD_SECONDS; tell who was invited."""
    late = InboundMessage.objects.filter(
        state=InboundMessage.State.UNREAD,
        received_at__lt=utc_now() - timedelta(seconds=UNREAD_SECONDS),
    )
    senders = set(late.order_by().values_list("sender", flat=True).distinct()[:SWEEP_SENDERS_MAX])
    return {"unread_rung": _ring_for(senders), "invited_told": _tell_invited()}


def _tell_invited() -> int:
    """What the waitlist's message has promised: a word as soon as there is room, once."""
    invited = WaitlistEntry.objects.filter(invited_at__isnull=False).order_by("-invited_at")
    newest = dict(invited.values_list("pk", "pubkey")[:INVITED_MAX])
    pubkeys = {f"invited:{pk}": pubkey for pk, pubkey in newest.items()}
    told = OutboundMessage.objects.filter(dedupe_key__in=pubkeys)
    untold = set(pubkeys) - set(told.values_list("dedupe_key", flat=True))
    for key in untold:
        send_dm(user_pubkey=pubkeys[key], text=phrases.invited(), dedupe_key=key)
    return len(untold)
