"""Rows out: once per key, frozen before the first send, in order per person."""

from collections.abc import Callable
from datetime import timedelta

import nostr_sdk
import pytest
from django.db import IntegrityError, connection, transaction

from kernel.clock import utc_now
from nostr_bridge.codec import REPLY_BYTES_MAX, bot
from nostr_bridge.errors import Answer
from nostr_bridge.models import Delivery, InboundMessage, OutboundMessage, move
from nostr_bridge.services import outbox, send_dm
from nostr_bridge.services.outbox import (
    expire_messages,
    freeze_message,
    hurry_relay,
    letters_to_route,
    parcels_due,
    record_answer,
)
from nostr_bridge.tests.wraps import person

pytestmark = pytest.mark.django_db
ONE, TWO = "ws://one", "ws://two"


@pytest.fixture(autouse=True)
def _our_relays(settings: pytest.FixtureRequest) -> None:
    settings.NOSTR_RELAYS = ["ws://ours"]  # type: ignore[attr-defined]


def queue(text: str = "hello", *, to: str | None = None, key: str = "k:1") -> OutboundMessage:
    return send_dm(user_pubkey=to or person().pubkey, text=text, dedupe_key=key)


def frozen(
    text: str = "hello", *relays: str, key: str = "k:1", to: str | None = None
) -> OutboundMessage:
    row = queue(text, key=key, to=to)
    return freeze_message(message_id=row.pk, relays=relays or [ONE])


def only(message: OutboundMessage, relay: str = ONE) -> Delivery:
    return message.deliveries.get(relay=relay)


def test_a_key_names_a_message_once() -> None:
    to = person().pubkey
    first = queue("hello", to=to)
    again = queue("something else", to=to)
    assert again.pk == first.pk
    assert OutboundMessage.objects.get().text == "hello"


def test_freezing_makes_the_wrap_and_forgets_the_words() -> None:
    alice = person()
    message = frozen("the code is 482913", to=alice.pubkey)
    message.refresh_from_db()
    assert message.text == ""
    assert "482913" not in message.wrap
    gift = nostr_sdk.UnwrappedGift.from_gift_wrap(
        alice.keys, nostr_sdk.Event.from_json(message.wrap)
    )
    assert (gift.rumor().content(), gift.sender().to_hex()) == ("the code is 482913", bot().pubkey)


def test_a_wrap_is_frozen_once_so_retries_send_the_same_bytes() -> None:
    message = frozen()
    assert freeze_message(message_id=message.pk, relays=[TWO]).wrap == message.wrap
    record_answer(delivery_id=only(message).pk, answer=Answer.RETRY, reason="timeout")
    Delivery.objects.update(next_at=utc_now())
    assert [parcel.wrap for parcel in parcels_due(busy=())] == [message.wrap]


def test_one_ack_is_sent_and_the_other_relay_is_topped_up() -> None:
    message = frozen("hello", ONE, TWO)
    after = record_answer(delivery_id=only(message, ONE).pk, answer=Answer.ACKED)
    assert after.state == OutboundMessage.State.SENT
    assert [parcel.relay for parcel in parcels_due(busy=())] == [TWO]
    after = record_answer(delivery_id=only(message, TWO).pk, answer=Answer.ACKED)
    assert after.wrap == "", "nobody waits for it any more"
    assert parcels_due(busy=()) == []


def test_an_answer_that_comes_twice_changes_nothing() -> None:
    message = frozen()
    record_answer(delivery_id=only(message).pk, answer=Answer.ACKED)
    record_answer(delivery_id=only(message).pk, answer=Answer.REFUSED, reason="blocked: no")
    assert only(message).state == Delivery.State.ACKED


def test_the_bare_invoice_waits_until_the_words_before_it_have_arrived() -> None:
    alice = person().pubkey
    words = queue("here is your invoice", to=alice, key="k:words")
    queue("lnbc1...", to=alice, key="k:bolt11")
    other = queue("hello", key="k:other")
    assert {letter.message_id for letter in letters_to_route(busy=())} == {words.pk, other.pk}
    freeze_message(message_id=words.pk, relays=[ONE])
    assert {letter.message_id for letter in letters_to_route(busy=())} == {other.pk}
    record_answer(delivery_id=only(words).pk, answer=Answer.RETRY, reason="no answer")
    assert {letter.message_id for letter in letters_to_route(busy=())} == {other.pk}
    record_answer(delivery_id=only(words).pk, answer=Answer.ACKED)
    assert len(letters_to_route(busy=())) == 2


def test_a_message_that_failed_for_good_frees_the_next() -> None:
    alice = person().pubkey
    words = frozen("words", key="k:words", to=alice)
    after = queue("next", to=alice, key="k:next")
    record_answer(delivery_id=only(words).pk, answer=Answer.REFUSED, reason="blocked: spam")
    assert [d.relay for d in words.deliveries.filter(state="pending")] == ["ws://ours"]
    ours = words.deliveries.get(relay="ws://ours")
    state = record_answer(delivery_id=ours.pk, answer=Answer.REFUSED, reason="invalid: no").state
    assert state == OutboundMessage.State.FAILED
    assert [letter.message_id for letter in letters_to_route(busy=())] == [after.pk]


def test_two_messages_in_one_second_state_different_seconds() -> None:
    alice = person().pubkey
    first, second = queue("a", to=alice, key="k:1"), queue("b", to=alice, key="k:2")
    assert second.sent_at >= first.sent_at + timedelta(seconds=1)


def test_the_stated_time_never_runs_far_ahead() -> None:
    alice = person().pubkey
    for n in range(100):
        last = queue("x", to=alice, key=f"k:{n}")
    assert last.sent_at <= utc_now() + outbox.AHEAD_MAX


def test_every_message_is_marked_by_its_key() -> None:
    alice = person()
    ids = set()
    for key in ("k:1", "k:2"):
        row = queue("done", to=alice.pubkey, key=key)
        OutboundMessage.objects.update(sent_at="2026-11-21T00:00:00Z")
        wrap = freeze_message(message_id=row.pk, relays=[ONE]).wrap
        gift = nostr_sdk.UnwrappedGift.from_gift_wrap(alice.keys, nostr_sdk.Event.from_json(wrap))
        rumor_id = gift.rumor().id()
        assert rumor_id is not None
        ids.add(rumor_id.to_hex())
    assert len(ids) == 2, "the same words in the same second would be one message to a client"


def test_back_off_grows_and_has_an_end() -> None:
    message = frozen()
    waits = []
    for _ in range(14):
        record_answer(delivery_id=only(message).pk, answer=Answer.RETRY, reason="no answer")
        waits.append((only(message).next_at - utc_now()).total_seconds())
    assert waits[0] < 2
    assert waits[-1] > 100
    assert max(waits) <= outbox.BACKOFF_SECONDS_MAX * 1.5


def test_rate_limits_are_waited_out_and_not_hurried() -> None:
    message = frozen()
    record_answer(delivery_id=only(message).pk, answer=Answer.RETRY, reason="rate-limited: slow")
    assert (only(message).next_at - utc_now()).total_seconds() > 10
    assert hurry_relay(relay=ONE) == 0


def test_a_relay_that_is_back_gets_its_mail_at_once() -> None:
    message = frozen()
    for _ in range(5):
        record_answer(delivery_id=only(message).pk, answer=Answer.RETRY, reason="not connected")
    assert ONE not in [parcel.relay for parcel in parcels_due(busy=())]
    hurry_relay(relay=ONE)
    assert ONE in [parcel.relay for parcel in parcels_due(busy=())]


def test_relays_that_do_not_answer_are_joined_by_where_the_person_writes_from() -> None:
    alice = person().pubkey
    InboundMessage.objects.create(
        recipient=bot().pubkey, sender=alice, rumor_id="1" * 64, wrap_id="2" * 64, wrap="{}",
        relay="ws://from", sent_at=utc_now(),
    )  # fmt: skip
    message = frozen(to=alice)
    for _ in range(outbox.FALLBACK_ATTEMPTS):
        record_answer(delivery_id=only(message).pk, answer=Answer.RETRY, reason="no answer")
    relays = set(message.deliveries.values_list("relay", flat=True))
    assert relays == {ONE, "ws://from", "ws://ours"}


def test_without_an_inbox_list_the_reply_goes_where_the_message_came_from() -> None:
    row = queue()
    message = freeze_message(message_id=row.pk, relays=[])
    assert [d.relay for d in message.deliveries.all()] == ["ws://ours"]


def test_top_ups_are_abandoned_after_a_while() -> None:
    message = frozen("hello", ONE, TWO)
    record_answer(delivery_id=only(message, ONE).pk, answer=Answer.ACKED)
    for _ in range(outbox.TOP_UP_ATTEMPTS_MAX):
        record_answer(delivery_id=only(message, TWO).pk, answer=Answer.RETRY, reason="no answer")
    message.refresh_from_db()
    assert only(message, TWO).state == Delivery.State.ABANDONED
    assert message.wrap == ""


def test_a_login_code_of_yesterday_is_not_delivered_today() -> None:
    row = send_dm(
        user_pubkey=person().pubkey, text="123", dedupe_key="k", lifetime=timedelta(seconds=-1)
    )
    assert letters_to_route(busy=()) == []
    assert expire_messages() == 1
    row.refresh_from_db()
    assert (row.state, row.text) == (OutboundMessage.State.EXPIRED, "")


def test_an_unusable_key_ends_the_message_and_breaks_nothing() -> None:
    row = queue(to="f" * 64)
    assert freeze_message(message_id=row.pk, relays=[ONE]).state == OutboundMessage.State.FAILED


def test_a_long_text_is_cut_where_every_client_can_read_it() -> None:
    text = queue("ö" * REPLY_BYTES_MAX).text
    assert len(text.encode()) <= REPLY_BYTES_MAX
    assert text.endswith("…")


def test_busy_work_is_not_handed_out_twice() -> None:
    message = frozen()
    assert parcels_due(busy=[only(message).pk]) == []
    row = queue(key="k:2")
    assert letters_to_route(busy=[row.pk]) == []


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_at_commit_and_not_before() -> None:
    import psycopg  # noqa: PLC0415

    from nostr_bridge.guard import _session_settings  # noqa: PLC0415

    with psycopg.connect(**_session_settings(), autocommit=True) as listener:
        listener.execute(f"LISTEN {outbox.OUTBOX_CHANNEL}")
        with transaction.atomic():
            queue()
            assert list(listener.notifies(timeout=0.3)) == []
        assert len(list(listener.notifies(timeout=2, stop_after=1))) == 1


IMPOSSIBLE: dict[str, Callable[[], object]] = {
    "sent without an ack": lambda: OutboundMessage.objects.update(state="sent"),
    "an unknown state": lambda: OutboundMessage.objects.update(state="flying"),
    "text beside its wrap": lambda: OutboundMessage.objects.update(wrap="{}"),
    "an acked delivery without a time": lambda: Delivery.objects.update(state="acked"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_says_no(name: str) -> None:
    message = queue()
    Delivery.objects.create(outbound=message, relay=ONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        IMPOSSIBLE[name]()
    assert connection.is_usable()


def test_the_table_of_transitions_is_the_only_way() -> None:
    message = frozen()
    move(message, "sent")
    with pytest.raises(AssertionError):
        move(message, "queued")
