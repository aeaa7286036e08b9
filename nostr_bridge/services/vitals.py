"""How the bridge is: heartbeat, relays, and how far back the next sweep must look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kernel.clock import utc_now
from nostr_bridge.models import Heartbeat, RelayState, SeenWrap

SWEEP_WINDOW = timedelta(days=3)
"""Gift wraps state a date up to two days before they were sent; one day is for wrong clocks."""


@dataclass(frozen=True, slots=True)
class RelayReport:
    """One configured relay as the daemon sees it now."""

    relay: str
    connected: bool
    subscribed: bool
    last_frame_at: datetime | None
    closed_count: int


def sweep_start(*, relay: str) -> int:
    """The Unix second to sweep this relay from: SWEEP_WINDOW before the last complete sweep."""
    state = RelayState.objects.filter(pk=relay).first()
    last = state.last_sweep_ok_at if state is not None else None
    return int(((last or utc_now()) - SWEEP_WINDOW).timestamp())


def note_sweep(*, relay: str, started_at: datetime) -> None:
    """A complete sweep, all of it stored."""
    RelayState.objects.update_or_create(relay=relay, defaults={"last_sweep_ok_at": started_at})


def unseen_wraps(*, wrap_ids: Iterable[str]) -> set[str]:
    wanted = set(wrap_ids)
    return wanted - set(SeenWrap.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def beat(
    *, pubkey: str, process: str, started_at: datetime, reports: Iterable[RelayReport]
) -> None:
    """The speaking daemon is alive, and this is what it is connected to."""
    Heartbeat.objects.update_or_create(
        pubkey=pubkey,
        defaults={"process": process, "started_at": started_at, "beat_at": utc_now()},
    )
    for report in reports:
        RelayState.objects.update_or_create(
            relay=report.relay,
            defaults={
                "connected": report.connected,
                "subscribed": report.subscribed,
                "last_frame_at": report.last_frame_at,
                "closed_count": report.closed_count,
            },
        )
