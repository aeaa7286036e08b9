"""The pulse says what is wrong, and nothing else."""

from datetime import timedelta

import pytest

from conftest import Bell
from kernel.clock import utc_now
from nostr_bridge.codec import bot
from nostr_bridge.models import Heartbeat, InboundMessage
from nostr_bridge.queries import BEAT_SECONDS_MAX, pulse, verdict_counts
from nostr_bridge.services import receive_events, send_dm
from nostr_bridge.services.vitals import RelayReport, beat, note_sweep, sweep_start
from nostr_bridge.tests.wraps import message, person

pytestmark = pytest.mark.django_db
RELAY = "ws://one"


def beat_now(*, connected: bool = True) -> None:
    report = RelayReport(RELAY, connected, connected, utc_now(), 0)
    beat(pubkey=bot().pubkey, process="p:1", started_at=utc_now(), reports=[report])


def test_a_silent_daemon_is_not_alive() -> None:
    assert not pulse().alive
    beat_now()
    assert pulse().alive
    late = utc_now() - timedelta(seconds=BEAT_SECONDS_MAX + 1)
    Heartbeat.objects.update(beat_at=late)
    assert not pulse().alive


def test_relays_that_are_down_are_counted() -> None:
    beat_now(connected=False)
    assert (pulse().relays_up, pulse().relays) == (0, 1)
    beat_now()
    assert (pulse().relays_up, pulse().relays) == (1, 1)


def test_waiting_messages_have_an_age(bell: Bell) -> None:
    assert (pulse().oldest_unread_seconds, pulse().oldest_unsent_seconds) == (None, None)
    receive_events([message(person(), "help"), message(person(), "x", kind=1)])
    InboundMessage.objects.update(received_at=utc_now() - timedelta(seconds=50))
    send_dm(user_pubkey=person().pubkey, text="x", dedupe_key="k")
    unread, unsent = pulse().oldest_unread_seconds, pulse().oldest_unsent_seconds
    assert unread is not None
    assert unread >= 50
    assert unsent is not None
    assert unsent < 10
    counts = verdict_counts(since=utc_now() - timedelta(hours=1))
    assert counts == {"message": 1, "not_a_dm": 1}


def test_a_sweep_reaches_three_days_behind_the_last_complete_one() -> None:
    """Gift wraps are dated up to two days back: "since my last look" would lose fresh ones."""
    now = utc_now()
    assert abs(sweep_start(relay=RELAY) - (now - timedelta(days=3)).timestamp()) < 5
    ten_days_ago = now - timedelta(days=10)
    note_sweep(relay=RELAY, started_at=ten_days_ago)
    assert sweep_start(relay=RELAY) == int((ten_days_ago - timedelta(days=3)).timestamp())
