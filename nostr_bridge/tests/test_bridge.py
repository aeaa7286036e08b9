"""The whole bridge as processes: relay, worker and daemon are real, and are killed for real."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from accounts.models import User
from nostr_bridge.codec import bot
from nostr_bridge.dialogues import phrases
from nostr_bridge.models import Delivery, Heartbeat, InboundMessage, OutboundMessage, RelayState
from nostr_bridge.services import send_dm
from nostr_bridge.tests.fake_relay import FakeRelay
from nostr_bridge.tests.stage import ROOT, Stage, events_on, wait_until
from nostr_bridge.tests.wraps import person, rumor_of, wrap_of
from sandbox.customer import Customer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
SENT = OutboundMessage.State.SENT
# A nightly run strikes harder: STRESS_KILLS=14 STRESS_MESSAGES=250 (of each of four customers).
KILLS = int(os.environ.get("STRESS_KILLS", "6"))
MESSAGES = int(os.environ.get("STRESS_MESSAGES", "30"))
RELAY_KILLS = frozenset(range(1, KILLS, 3))


@pytest.fixture
def stage(transactional_db: None, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    try:
        yield stage
    finally:
        stage.stop_all()


@pytest.fixture
def fake(stage: Stage) -> Iterator[FakeRelay]:
    with FakeRelay() as fake:
        stage.relays = [fake.url]
        yield fake
        stage.stop_all()  # before the relay goes, or the bridge would have to be waited for


def unread() -> int:
    return InboundMessage.objects.filter(state=InboundMessage.State.UNREAD).count()


def test_a_conversation_over_a_real_relay(stage: Stage) -> None:
    stage.start_relay()
    stage.start_worker()
    stage.start_bridge()
    alice = Customer([stage.relay_url])
    try:
        for text, wanted in (
            ("help", "cancel <service>"),
            ("status", "Nothing is open"),
            ("login", "login code"),
            ("the code is 123 456", "not waiting for a code"),
            ("flibbertigibbet", "did not understand"),
            ("abort", "aborted"),
        ):
            alice.send_dm(bot().npub, text)
            alice.wait_for(lambda told, wanted=wanted: wanted in told)  # type: ignore[misc]
        assert len(alice.received) == 6
        assert {one.sender for one in alice.received} == {bot().pubkey}
        assert User.objects.get().pubkey == alice.pubkey
        wait_until(lambda: OutboundMessage.objects.filter(wrap="").count() == 6, "wraps kept")
        assert set(OutboundMessage.objects.values_list("text", "state")) == {("", SENT)}
        assert set(Delivery.objects.values_list("state", flat=True)) == {"acked"}
    finally:
        alice.close()
    mine = events_on(stage.relay_url, {"authors": [bot().pubkey]})
    assert sorted(event["kind"] for event in mine) == [0, 10_002, 10_050]
    assert Heartbeat.objects.get().pubkey == bot().pubkey
    living = RelayState.objects.filter(
        relay=stage.relay_url, connected=True, subscribed=True, last_sweep_ok_at__isnull=False
    )
    wait_until(living.exists, "the relay's state told")
    assert "123 456" not in stage.log("bridge") + stage.log("worker")


class Murders(threading.Thread):
    """kill -9 of the bridge, `rounds` times; every third time of the relay as well."""

    def __init__(self, stage: Stage, *, rounds: int) -> None:
        super().__init__(name="murders")
        self.stage, self.rounds, self.done = stage, rounds, 0
        self.dice = random.Random(7)  # noqa: S311

    def run(self) -> None:
        for number in range(self.rounds):
            time.sleep(self.dice.uniform(0.3, 1.6))
            self.stage.kill("bridge")
            if number in RELAY_KILLS:
                self.stage.kill("relay")
                time.sleep(self.dice.uniform(0.1, 0.5))
                self.stage.start_relay()
            self.stage.start_bridge()
            self.done += 1


def write(customer: Customer, count: int, rewrap_every: int) -> None:
    for number in range(count):
        rumor = customer.write(bot().npub, "price")
        customer.send_rumor(bot().npub, rumor)
        if number % rewrap_every == 0:
            customer.send_rumor(bot().npub, rumor)
        time.sleep(0.2)


def test_nothing_is_lost_or_doubled_while_the_bridge_and_the_relay_are_killed(
    stage: Stage,
) -> None:
    stage.start_relay()
    stage.start_worker()
    stage.start_bridge()
    customers = [Customer([stage.relay_url]) for _ in range(4)]
    each, rewraps = MESSAGES, 5
    murders = Murders(stage, rounds=KILLS)
    threads = [
        threading.Thread(target=write, args=(one, each, each // rewraps)) for one in customers
    ]
    for thread in (murders, *threads):
        thread.start()
    for thread in (murders, *threads):
        thread.join()
    try:
        assert murders.done == KILLS
        total = each * len(customers)
        sent = OutboundMessage.objects.filter(state=SENT)
        wait_until(lambda: sent.count() == total, "every reply acknowledged", 60)
        wait_until(
            lambda: all(len(one.received) >= each for one in customers), "every reply heard", 30
        )
        time.sleep(1.5)  # time for a double to show up
        assert InboundMessage.objects.count() == total
        assert unread() == 0
        assert OutboundMessage.objects.count() == total
        for one in customers:
            assert len(one.received) == each
            assert len({received.rumor_id for received in one.received}) == each
            assert set(one.texts()) == {phrases.price(3_000)}
    finally:
        for one in customers:
            one.close()


def test_a_backlog_of_more_than_one_page_is_caught_up_in_order(stage: Stage) -> None:
    stage.start_relay()
    customers = [Customer([stage.relay_url]) for _ in range(4)]
    each = 130  # 520 in all: a relay returns 500 at a time
    threads = [
        threading.Thread(
            target=lambda one=one: [one.send_dm(bot().npub, f"n{n}") for n in range(each)]
        )
        for one in customers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stage.start_bridge()
    try:
        wait_until(lambda: InboundMessage.objects.count() == 520, "the backlog stored", 40)
        wait_until(lambda: RelayState.objects.exclude(last_sweep_ok_at=None).exists(), "swept")
        assert len(set(InboundMessage.objects.values_list("sender", flat=True))) == 4
        first = InboundMessage.objects.order_by("pk").first()
        assert first is not None
        one_row_later = InboundMessage.objects.filter(received_at__gt=first.received_at)
        assert one_row_later.count() <= 1, "one transaction, or it could be read out of order"
    finally:
        for one in customers:
            one.close()


def test_a_message_sent_while_the_relay_was_away_from_us_arrives(stage: Stage) -> None:
    stage.start_relay()
    stage.start_bridge()
    wait_until(Heartbeat.objects.exists, "the bridge speaks")
    stage.kill("relay")
    time.sleep(1)
    stage.start_relay()
    alice = Customer([stage.relay_url])
    try:
        alice.send_dm(bot().npub, "help")  # most likely before the bridge is back
        wait_until(lambda: InboundMessage.objects.count() == 1, "the message", 15)
    finally:
        alice.close()


@pytest.mark.parametrize(
    "reason", ["error: shutting down", "restricted: no", "rate-limited: slow down", ""]
)
def test_after_any_closed_the_inbox_lives_again_within_seconds(
    stage: Stage, fake: FakeRelay, reason: str
) -> None:
    stage.start_bridge()
    wait_until(fake.is_subscribed, "subscribed")
    fake.close_subscription(reason)
    assert not fake.is_subscribed()
    wait_until(fake.is_subscribed, "subscribed again", 5)
    sender = person()
    event = json.loads(wrap_of(rumor_of(sender, "help"), sealer=sender).as_json())
    fake.push(event)
    wait_until(lambda: InboundMessage.objects.filter(sender=sender.pubkey).exists(), "heard", 5)


def test_what_was_missed_between_closed_and_subscribing_is_swept(
    stage: Stage, fake: FakeRelay
) -> None:
    stage.start_bridge()
    wait_until(lambda: RelayState.objects.exclude(last_sweep_ok_at=None).exists(), "swept")
    sender = person()
    for number in range(3):  # a new subscription brings the newest one by itself, and only that
        wrap = wrap_of(rumor_of(sender, f"n{number}"), sealer=sender)
        fake.events.append(json.loads(wrap.as_json()))
    fake.close_subscription("error: too slow")
    wait_until(lambda: InboundMessage.objects.filter(sender=sender.pubkey).count() == 3, "swept", 8)


def test_a_withheld_ok_means_the_same_bytes_again_and_a_duplicate_is_an_ack(
    stage: Stage, fake: FakeRelay
) -> None:
    def answer(event: dict[str, object]) -> tuple[bool, str] | None:
        wraps = [one for one in fake.published if one["kind"] == 1059]
        if event["kind"] != 1059:
            return True, ""
        return None if len(wraps) == 1 else (False, "duplicate: exists")

    fake.on_event = answer
    stage.start_bridge()
    wait_until(fake.is_subscribed, "subscribed")
    send_dm(user_pubkey=person().pubkey, text="hello", dedupe_key="k")
    wait_until(lambda: OutboundMessage.objects.get().state == SENT, "sent", 25)
    wraps = [one for one in fake.published if one["kind"] == 1059]
    assert len(wraps) == 2
    assert wraps[0] == wraps[1]


def test_the_second_message_waits_for_the_first_ones_ack(stage: Stage, fake: FakeRelay) -> None:
    held = threading.Event()
    fake.on_event = lambda event: (
        (False, "error: later") if event["kind"] == 1059 and not held.is_set() else (True, "")
    )
    stage.start_bridge()
    wait_until(fake.is_subscribed, "subscribed")
    alice = person().pubkey
    send_dm(user_pubkey=alice, text="here is your invoice", dedupe_key="k1")
    send_dm(user_pubkey=alice, text="lnbc1", dedupe_key="k2")
    wait_until(lambda: Delivery.objects.filter(attempts__gte=1).exists(), "tried")
    time.sleep(1)
    ids = {one["id"] for one in fake.published if one["kind"] == 1059}
    assert len(ids) == 1
    held.set()
    wait_until(lambda: OutboundMessage.objects.filter(state=SENT).count() == 2, "both sent")
    order = list(OutboundMessage.objects.order_by("acked_at").values_list("dedupe_key", flat=True))
    assert order == ["k1", "k2"]


def test_a_calm_subscription_is_left_alone(stage: Stage, fake: FakeRelay) -> None:
    """Asked for again and again, a relay would call us a nuisance."""
    stage.start_bridge()
    wait_until(lambda: RelayState.objects.exclude(last_sweep_ok_at=None).exists(), "swept")
    time.sleep(1)
    asked = len(fake.requests)
    time.sleep(4)
    assert len(fake.requests) == asked
    assert fake.is_subscribed()


def test_lost_database_connections_are_survived(stage: Stage) -> None:
    """As in a PostgreSQL restart: every session ends, the lock's and the listener's too."""
    stage.start_relay()
    stage.start_worker()
    stage.start_bridge()
    alice = Customer([stage.relay_url])
    try:
        for number in range(3):
            alice.send_dm(bot().npub, "price")
            wait_until(lambda number=number: len(alice.received) == number + 1, "answered")  # type: ignore[misc]
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                assert cursor.fetchone()[0] >= 2
        alice.send_dm(bot().npub, "help")
        wait_until(lambda: len(alice.received) == 4, "answered after all")
        assert OutboundMessage.objects.count() == 4
    finally:
        alice.close()


def test_a_forged_signature_from_a_relay_is_survived(stage: Stage, fake: FakeRelay) -> None:
    stage.start_bridge()
    wait_until(fake.is_subscribed, "subscribed")
    sender = person()
    real = json.loads(wrap_of(rumor_of(sender, "help"), sealer=sender).as_json())
    forged = real | {
        "sig": json.loads(wrap_of(rumor_of(sender, "x"), sealer=sender).as_json())["sig"]
    }
    fake.push(forged)
    time.sleep(0.5)
    assert not InboundMessage.objects.exists()
    fake.push(real)
    wait_until(lambda: InboundMessage.objects.count() == 1, "the real one", 8)


def test_sigterm_ends_it_cleanly_every_time(stage: Stage) -> None:
    stage.start_relay()
    for _ in range(4):
        stage.start_bridge()
        log = len(stage.log("bridge"))
        wait_until(lambda log=log: "speaks" in stage.log("bridge")[log:], "speaking")  # type: ignore[misc]
        assert stage.stop("bridge") == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("NOSTR_RELAYS", "http://example.com"), ("NOSTR_BOT_NSEC", "nsec1notakeynotakey")],
)
def test_a_bad_setting_ends_the_boot_with_a_sentence(stage: Stage, name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "run_nostr_bridge"],
        env=stage.environment | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "notakey" not in done.stderr


def test_a_second_bridge_stands_by_and_takes_over_from_a_killed_one(stage: Stage) -> None:
    stage.start_relay()
    stage.start_bridge("first")
    wait_until(lambda: "speaks" in stage.log("first"), "the first speaks")
    stage.start_bridge("second")
    wait_until(lambda: "standing by" in stage.log("second"), "the second waits")
    assert "speaks for npub" not in stage.log("second")
    stage.kill("first")
    wait_until(lambda: "speaks for npub" in stage.log("second"), "the second speaks", 10)
