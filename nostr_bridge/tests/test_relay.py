"""The relay adapter against a relay that misbehaves on purpose."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import pytest

from nostr_bridge.codec import bot, wrap_dm
from nostr_bridge.errors import Answer
from nostr_bridge.relay import RelayPool, is_public_relay, judge_answer, normal_url, use_loop
from nostr_bridge.tests.fake_relay import FakeRelay
from nostr_bridge.tests.stage import free_port
from nostr_bridge.tests.wraps import person, rumor_of, wrap_of
from sandbox.relay import wait_until_open


@pytest.fixture
def relay() -> Iterator[FakeRelay]:
    with FakeRelay() as relay:
        yield relay


def with_pool(relay: FakeRelay, story: Callable[[RelayPool], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        use_loop()
        pool = RelayPool(bot(), [relay.url])
        await pool.connect()
        try:
            return await asyncio.wait_for(story(pool), 60)
        finally:
            await pool.close()

    return asyncio.run(run())


def a_wrap() -> str:
    return wrap_dm(sender=bot(), recipient=person().pubkey, text="x", sent_at=int(time.time()))


def stored(count: int, *, dates: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Wraps to the bot as a relay would hold them; `dates` in turn, or at random."""
    sender = person()
    return [
        json.loads(
            wrap_of(
                rumor_of(sender, f"m{number}"),
                sealer=sender,
                dated=dates[number % len(dates)] if dates else None,
            ).as_json()
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ((True, ""), Answer.ACKED),
        ((True, "duplicate: have it"), Answer.ACKED),
        ((False, "duplicate: exists"), Answer.ACKED),
        ((False, "blocked: you are not welcome"), Answer.REFUSED),
        ((False, "invalid: bad event"), Answer.REFUSED),
        ((False, "restricted: members only"), Answer.REFUSED),
        ((False, "rate-limited: slow down"), Answer.RETRY),
        ((False, "error: database is locked"), Answer.RETRY),
        ((False, ""), Answer.RETRY),
    ],
)
def test_what_a_relay_says_is_understood(
    relay: FakeRelay, said: tuple[bool, str], answer: Answer
) -> None:
    relay.on_event = lambda _: said

    async def story(pool: RelayPool) -> tuple[Answer, str]:
        return await pool.publish(relay.url, a_wrap())

    assert with_pool(relay, story)[0] == answer


def test_a_withheld_ok_is_tried_again_with_the_same_bytes(
    relay: FakeRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nostr_bridge.relay.OK_SECONDS", 1)
    relay.on_event = lambda _: None if len(relay.published) < 2 else (False, "duplicate: have it")
    wrap = a_wrap()

    async def story(pool: RelayPool) -> list[Answer]:
        return [(await pool.publish(relay.url, wrap))[0] for _ in range(2)]

    assert with_pool(relay, story) == [Answer.RETRY, Answer.ACKED]
    assert relay.published[0] == relay.published[1] == json.loads(wrap)


def test_a_relay_that_is_not_there_is_a_retry() -> None:
    async def run() -> Answer:
        use_loop()
        pool = RelayPool(bot(), ["ws://127.0.0.1:9"])
        await pool.connect()
        try:
            return (await pool.publish("ws://127.0.0.1:9", a_wrap()))[0]
        finally:
            await pool.close()

    assert asyncio.run(run()) == Answer.RETRY


def swept(relay: FakeRelay, since: int = 0) -> list[str]:
    async def story(pool: RelayPool) -> list[str]:
        return [a.wrap_id async for page in pool.sweep(relay.url, since=since) for a in page]

    ids: list[str] = with_pool(relay, story)
    return ids


def test_a_backlog_of_several_pages_is_read_to_its_end(relay: FakeRelay) -> None:
    relay.events, relay.page_max = stored(60), 25
    found = swept(relay)
    assert sorted(found) == sorted(event["id"] for event in relay.events)
    assert len(found) == 60, "no page repeats what another had"


def test_wraps_of_one_second_on_both_sides_of_a_page_are_all_found(relay: FakeRelay) -> None:
    dates = [1_790_000_000 + second for second in range(4)]
    relay.events, relay.page_max = stored(12, dates=dates), 5
    assert sorted(swept(relay)) == sorted(event["id"] for event in relay.events)


def test_a_relay_that_always_says_the_same_cannot_keep_the_sweep_for_ever(
    relay: FakeRelay,
) -> None:
    """It ignores `until`: the second page brings nothing new and the window walks down."""
    event = stored(1, dates=[1_790_000_000])[0]
    relay._stored = lambda _: [event]  # type: ignore[method-assign, assignment]
    assert swept(relay, since=1_789_999_990) == [event["id"]]
    assert len(relay.requests) < 20


def test_a_sweep_that_the_relay_refuses_is_not_taken_for_complete(relay: FakeRelay) -> None:
    relay.events = stored(3)
    relay.on_request = lambda _name, _count: "error: too busy"

    async def story(pool: RelayPool) -> None:
        reader = asyncio.create_task(drain(pool))
        try:
            async for _ in pool.sweep(relay.url, since=0):
                pass
        finally:
            reader.cancel()

    with pytest.raises(ConnectionError):
        with_pool(relay, story)


async def drain(pool: RelayPool) -> None:
    async for _ in pool.arrivals():
        pass


def test_live_wraps_arrive_and_each_copy_is_passed_on(relay: FakeRelay) -> None:
    event = stored(1)[0]

    async def story(pool: RelayPool) -> list[str]:
        await pool.subscribe(relay.url)
        while not relay.is_subscribed():
            await asyncio.sleep(0.02)
        assert await pool.is_subscribed(relay.url)
        for _ in range(2):
            assert relay.push(event) == 1
        arrivals = pool.arrivals()
        return [(await anext(arrivals)).wrap_id for _ in range(2)]

    assert with_pool(relay, story) == [event["id"]] * 2


@pytest.mark.parametrize(
    "reason", ["error: shutting down", "restricted: no", "", "rate-limited: slow"]
)
def test_a_closed_subscription_is_noticed_whatever_the_reason(
    relay: FakeRelay, reason: str
) -> None:
    async def story(pool: RelayPool) -> None:
        noticed = asyncio.Event()
        pool.on_closed = lambda _: noticed.set()
        reader = asyncio.create_task(drain(pool))
        await pool.subscribe(relay.url)
        while not relay.is_subscribed():
            await asyncio.sleep(0.02)
        relay.close_subscription(reason)
        await asyncio.wait_for(noticed.wait(), 5)
        await pool.subscribe(relay.url)
        while not relay.is_subscribed():
            await asyncio.sleep(0.02)
        reader.cancel()

    with_pool(relay, story)


def test_the_inbox_list_of_a_person_is_used_and_remembered(relay: FakeRelay) -> None:
    alice = person()
    events = alice.profile_events(
        name="a", about="", relays=["wss://relay.example.com", "ws://10.0.0.1", relay.url]
    )
    relay.events = [json.loads(event) for event in events]

    async def story(pool: RelayPool) -> tuple[list[str], int]:
        found = await pool.inbox_relays_of(alice.pubkey)
        asked = len(relay.requests)
        assert await pool.inbox_relays_of(alice.pubkey) == found
        return found, len(relay.requests) - asked

    assert with_pool(relay, story) == (["wss://relay.example.com", relay.url], 0)


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("wss://relay.example.com", True),
        ("wss://8.8.8.8", True),
        ("ws://relay.example.com", False),
        ("wss://localhost", False),
        ("wss://127.0.0.1", False),
        ("wss://10.1.2.3:8080", False),
        ("wss://192.168.1.1", False),
        ("wss://169.254.169.254", False),
        ("wss://[::1]", False),
        ("wss://nas.local", False),
        ("wss://db.internal", False),
        ("wss://intranet", False),
        ("wss://user:pass@relay.example.com", False),
        ("wss://relay.example.com/" + "x" * 300, False),
    ],
)
def test_strangers_cannot_send_the_bridge_into_the_house(url: str, public: bool) -> None:
    assert is_public_relay(url) is public


def test_one_relay_has_one_spelling() -> None:
    assert normal_url(" ws://127.0.0.1:7777/ ") == normal_url("ws://127.0.0.1:7777")
    with pytest.raises(ValueError, match="relay address"):
        normal_url("http://example.com")


def test_a_stored_duplicate_is_an_acceptance_in_any_wording() -> None:
    assert judge_answer("duplicate: exists") == Answer.ACKED
    assert judge_answer("Duplicate: have it") == Answer.ACKED


AUTH_RELAY = """
import asyncio, sys
import nostr_sdk as n
async def main():
    n.uniffi_set_event_loop(asyncio.get_running_loop())
    limit = n.RateLimit(max_reqs=1000, notes_per_minute=100000)
    relay = n.LocalRelayBuilder().addr("127.0.0.1").port(int(sys.argv[1]))
    relay = relay.rate_limit(limit).auth_dm(True).build()
    await relay.run()
    await asyncio.sleep(3600)
asyncio.run(main())
"""


def test_a_relay_that_shows_wraps_only_to_their_owner_is_read() -> None:
    """NIP-42: the bot signs the relay's challenge with its key."""
    port = free_port()
    url = f"ws://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-c", AUTH_RELAY, str(port)])
    sender = person()

    async def story() -> tuple[str, list[str]]:
        use_loop()
        pool = RelayPool(bot(), [url])
        await pool.connect()
        try:
            await pool.subscribe(url)
            wrap = wrap_dm(
                sender=sender, recipient=bot().pubkey, text="secret", sent_at=int(time.time())
            )
            assert (await pool.publish(url, wrap))[0] == Answer.ACKED
            live = await asyncio.wait_for(anext(pool.arrivals()), 10)
            swept = [a.wrap_id async for page in pool.sweep(url, since=0) for a in page]
        finally:
            await pool.close()
        return live.wrap_id, swept

    try:
        wait_until_open(host="127.0.0.1", port=port)
        live, swept = asyncio.run(story())
        assert swept == [live]
    finally:
        process.kill()
        process.wait()
