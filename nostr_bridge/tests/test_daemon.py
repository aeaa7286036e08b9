"""What the daemon does where a relay brings more than it can hold."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from nostr_bridge import daemon
from nostr_bridge.codec import bot
from nostr_bridge.daemon import Bridge
from nostr_bridge.errors import Answer
from nostr_bridge.models import OutboundMessage, RelayState, SeenWrap
from nostr_bridge.services import send_dm
from nostr_bridge.services.inbox import Arrival, receive_events
from nostr_bridge.services.outbox import freeze_message
from nostr_bridge.tests.wraps import message, person

RELAY = "ws://127.0.0.1:9"


@pytest.mark.django_db(transaction=True)
def test_a_sweep_holds_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals = [message(person(), f"hi {number}") for number in range(10)]
    batches: list[int] = []

    async def pages(url: str, *, since: int) -> AsyncIterator[list[Arrival]]:
        for number in range(0, len(arrivals), 2):
            yield arrivals[number : number + 2]

    def counted(batch: Sequence[Arrival]) -> None:
        batches.append(len(batch))
        receive_events(batch)

    async def story() -> None:
        bridge = Bridge(bot(), [RELAY])
        bridge.threads = ThreadPoolExecutor(1)  # one connection, closed below
        monkeypatch.setattr(bridge.pool, "sweep", pages)
        try:
            assert await bridge._sweep(RELAY) == daemon.SWEEP_SECONDS
        finally:
            await bridge._rows(connections.close_all)
            bridge.threads.shutdown()

    monkeypatch.setattr(daemon, "receive_events", counted)
    monkeypatch.setattr(daemon, "FRESH_EVENTS_MAX", 4)
    asyncio.run(story())
    assert batches == [4, 4, 2]
    assert SeenWrap.objects.count() == 10
    assert RelayState.objects.get(pk=RELAY).last_sweep_ok_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_send_that_never_ends_is_given_up_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message_id = send_dm(user_pubkey=person().pubkey, text="hi", dedupe_key="k").pk
    freeze_message(message_id=message_id, relays=[RELAY])
    tries: list[str] = []

    async def hangs_once(relay: str, _wrap: str) -> tuple[Answer, str]:
        tries.append(relay)
        if len(tries) == 1:
            await asyncio.Event().wait()
        return Answer.ACKED, ""

    async def story() -> None:
        bridge = Bridge(bot(), [RELAY])
        bridge.threads = ThreadPoolExecutor(1)
        bridge.guard.speaking.set()
        monkeypatch.setattr(bridge.pool, "publish", hangs_once)
        publisher = asyncio.create_task(bridge._publish())
        await asyncio.sleep(3)
        publisher.cancel()
        await bridge._rows(connections.close_all)
        bridge.threads.shutdown()

    monkeypatch.setattr(daemon, "SEND_SECONDS_MAX", 0.3)
    asyncio.run(story())
    assert len(tries) == 2
    assert OutboundMessage.objects.get().state == OutboundMessage.State.SENT
