"""Rows in: once per wrap, once per message, whatever arrives how often and from where."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import nostr_sdk
import pytest
from django.db import connection

from accounts.models import WaitlistEntry
from accounts.services import invite_person
from conftest import Bell
from kernel.clock import utc_now
from nostr_bridge.dialogues import phrases
from nostr_bridge.errors import Verdict
from nostr_bridge.models import InboundMessage, OutboundMessage, RelayState, SeenWrap
from nostr_bridge.services import Arrival, receive_event, receive_events, sweep_bridge
from nostr_bridge.services import inbox as inbox_module
from nostr_bridge.tests.test_codec import HOSTILE
from nostr_bridge.tests.wraps import arrival, message, person, rumor_of, wrap_of

Capture = Callable[..., Any]


@pytest.mark.django_db
def test_a_wrap_is_stored_once_and_rung_for(
    bell: Bell, django_capture_on_commit_callbacks: Capture
) -> None:
    one = message(person(), "help")
    with django_capture_on_commit_callbacks(execute=True):
        assert receive_event(one) == Verdict.MESSAGE
    row = InboundMessage.objects.get()
    assert bell.rung == [("nostr_bridge.read_message", {"message_id": row.pk})]
    assert receive_event(one) is None
    assert InboundMessage.objects.count() == 1


@pytest.mark.django_db
def test_no_text_is_stored_only_the_wrap_that_nobody_else_opens(bell: Bell) -> None:
    receive_event(message(person(), "the code is 482913"))
    stored = json.dumps(list(InboundMessage.objects.values()), default=str)
    assert "482913" not in stored


@pytest.mark.django_db
def test_the_same_message_in_another_wrap_is_the_same_message(bell: Bell) -> None:
    sender = person()
    rumor = rumor_of(sender, "cancel")
    first, second = (arrival(wrap_of(rumor, sealer=sender)) for _ in range(2))
    assert receive_events([first]) == {Verdict.MESSAGE: 1}
    assert receive_events([second]) == {Verdict.REWRAP: 1}
    assert receive_events([second]) == {}, "a re-wrap is remembered, or each sweep opens it again"
    assert InboundMessage.objects.count() == 1


@pytest.mark.django_db
def test_two_wraps_of_one_message_in_one_batch_are_one_message(bell: Bell) -> None:
    sender = person()
    rumor = rumor_of(sender, "cancel")
    batch = [arrival(wrap_of(rumor, sealer=sender)) for _ in range(2)]
    assert receive_events(batch) == {Verdict.MESSAGE: 1, Verdict.REWRAP: 1}


@pytest.mark.django_db
def test_the_same_words_twice_are_two_messages(bell: Bell) -> None:
    sender = person()
    one, two = message(sender, "status"), message(sender, "status", created_at=1_790_000_000)
    assert receive_events([one, two]) == {Verdict.MESSAGE: 2}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_wrap_leaves_a_verdict_and_no_message(name: str, bell: Bell) -> None:
    make, verdict = HOSTILE[name]
    one = arrival(make(person()))
    assert receive_events([one]) == {verdict: 1}
    assert SeenWrap.objects.get().verdict == verdict
    assert not InboundMessage.objects.exists()
    assert receive_events([one]) == {}


@pytest.mark.django_db
def test_a_forged_copy_cannot_shadow_the_real_wrap(bell: Bell) -> None:
    """Its id is the real one's, its signature is not: remembering it would lose the message."""
    sender = person()
    real = arrival(wrap_of(rumor_of(sender, "cancel"), sealer=sender))
    event = json.loads(real.wrap_json)
    other = json.loads(wrap_of(rumor_of(sender, "x"), sealer=sender).as_json())
    event["sig"] = other["sig"]
    forged = Arrival(relay="ws://evil", wrap_id=real.wrap_id, wrap_json=json.dumps(event))
    assert receive_events([forged, real]) == {Verdict.UNSIGNED: 1, Verdict.MESSAGE: 1}
    assert RelayState.objects.get(pk="ws://evil").unsigned_count == 1


@pytest.mark.django_db
def test_who_writes_too_long_a_message_hears_about_it_once(bell: Bell) -> None:
    sender = person()
    receive_events([message(sender, "x" * 5_000), message(sender, "y" * 5_000)])
    assert OutboundMessage.objects.get().recipient == sender.pubkey
    assert "too long" in OutboundMessage.objects.get().text


@pytest.mark.django_db
def test_a_flood_is_counted_and_answered_once_and_others_are_heard(
    bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "FLOOD_MESSAGES_MAX", 5)
    loud, calm = person(), person()
    receive_events([message(loud, f"n {n}") for n in range(4)])
    batch = [message(loud, f"m {n}") for n in range(6)] + [message(calm, "help")]
    assert receive_events(batch) == {Verdict.MESSAGE: 2, Verdict.FLOOD: 5}
    assert InboundMessage.objects.filter(sender=loud.pubkey).count() == 5
    assert InboundMessage.objects.filter(sender=calm.pubkey).count() == 1
    assert OutboundMessage.objects.filter(recipient=loud.pubkey).count() == 1


@pytest.mark.django_db
def test_refusals_are_logged_without_a_word_of_the_message(
    bell: Bell, caplog: pytest.LogCaptureFixture
) -> None:
    sender = person()
    with caplog.at_level("DEBUG"):
        receive_events([message(sender, "secret 482913", kind=1), message(sender, "my 482913")])
    assert "not_a_dm" in caplog.text
    assert "482913" not in caplog.text
    assert sender.pubkey not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_eight_daemons_storing_the_same_message_store_it_once(bell: Bell) -> None:
    sender = person()
    rumor = rumor_of(sender, "cancel")
    wraps = [arrival(wrap_of(rumor, sealer=sender)) for _ in range(8)]
    gate = threading.Barrier(8)
    verdicts: list[Any] = []

    def race(one: Arrival) -> None:
        gate.wait()
        try:
            verdicts.append(receive_event(one))
        finally:
            connection.close()

    racers = [threading.Thread(target=race, args=(one,)) for one in wraps]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(verdicts) == sorted([Verdict.MESSAGE] + [Verdict.REWRAP] * 7)
    assert InboundMessage.objects.count() == 1


@pytest.mark.django_db
def test_the_sweep_rings_for_what_is_unread_once_per_person(
    bell: Bell, django_capture_on_commit_callbacks: Capture
) -> None:
    sender = person()
    receive_events([message(sender, "one"), message(sender, "two"), message(person(), "three")])
    assert sweep_bridge()["unread_rung"] == 0, "a fresh message has its own bell"
    InboundMessage.objects.update(received_at=utc_now() - timedelta(seconds=11))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_bridge()["unread_rung"] == 2
    assert bell.names() == ["nostr_bridge.read_message"] * 2


@pytest.mark.django_db
def test_whoever_was_invited_hears_of_it_once() -> None:
    waiting, invited = person(), person()
    WaitlistEntry.objects.create(pubkey=waiting.pubkey)
    invite_person(pubkey=invited.pubkey)
    assert [sweep_bridge()["invited_told"] for _ in range(2)] == [1, 0]
    told = OutboundMessage.objects.get()
    assert (told.recipient, told.text) == (invited.pubkey, phrases.invited())


@pytest.mark.django_db
def test_a_message_from_a_wrong_clock_is_ordered_by_ours(bell: Bell) -> None:
    late = int(utc_now().timestamp()) + 7_200
    receive_event(message(person(), "help", created_at=late))
    assert InboundMessage.objects.get().sent_at <= utc_now()


def test_an_event_of_the_sdk_becomes_an_arrival_with_its_own_id() -> None:
    event = wrap_of(rumor_of(sender := person(), "x"), sealer=sender)
    assert arrival(event).wrap_id == json.loads(event.as_json())["id"]
    assert nostr_sdk.Event.from_json(arrival(event).wrap_json).verify()
