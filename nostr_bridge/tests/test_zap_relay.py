"""Zap receipts over a real relay: live and swept, from the provider and from nobody else."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from nostr_sdk import Keys
from websockets.sync.client import connect

from nostr_bridge.codec import Bot, bot
from nostr_bridge.models import SeenWrap
from nostr_bridge.relay import RelayPool, use_loop
from nostr_bridge.services import Arrival
from nostr_bridge.tests.stage import Stage, events_on, wait_until
from nostr_bridge.tests.wraps import person, rumor_of, wrap_of
from nostr_bridge.tests.zap_provider import ADDRESS, Provider, request_of
from nostr_bridge.zaps import KIND_RECEIPT
from payments.models import ZapReceipt
from payments.queries import balance_of
from payments.tests.relay import running_relay
from tests.given import given_user

AMOUNT_MSATS = 21_000


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


def publish(relay_url: str, event_json: str) -> None:
    with connect(relay_url) as relay:
        relay.send(json.dumps(["EVENT", json.loads(event_json)]))
        answer = json.loads(relay.recv(timeout=10))
        assert answer[0] == "OK", answer
        assert answer[2], answer


def foreign_receipt(provider: Provider, sender: Bot) -> str:
    request = request_of(sender, AMOUNT_MSATS)
    ask = provider.ask(request, AMOUNT_MSATS)
    return provider.receipt(request, ask, author=Keys.generate())


async def read(pool: RelayPool, into: list[Arrival]) -> None:
    async for arrival in pool.arrivals():
        into.append(arrival)  # noqa: PERF401 - it never ends


async def swept(pool: RelayPool, url: str) -> list[Arrival]:
    pages: AsyncIterator[list[Arrival]] = pool.sweep(url, since=0)
    return [arrival async for page in pages for arrival in page]


@pytest.mark.parametrize("on", [True, False])
def test_receipts_are_asked_for_of_one_author_only(relay_url: str, on: bool) -> None:
    provider, alice = Provider(), person()
    honest, foreign = provider.zap(alice, AMOUNT_MSATS), foreign_receipt(provider, alice)
    wrap = wrap_of(rumor_of(alice, "hi"), sealer=alice).as_json()
    for event in (honest, foreign, wrap):
        publish(relay_url, event)
    later = provider.zap(alice, AMOUNT_MSATS)

    async def story() -> tuple[list[Arrival], list[Arrival]]:
        use_loop()
        pool = RelayPool(bot(), [relay_url], zap_provider=provider.pubkey if on else "")
        await pool.connect()
        try:
            await pool.subscribe(relay_url)
            assert await pool.is_subscribed(relay_url)
            await asyncio.sleep(0.5)
            await asyncio.to_thread(publish, relay_url, later)
            live: list[Arrival] = []
            reader = asyncio.create_task(read(pool, live))
            await asyncio.sleep(3)
            reader.cancel()
            return live, await swept(pool, relay_url)
        finally:
            await pool.close()

    live, stored = asyncio.run(story())
    events = {"honest": honest, "foreign": foreign, "wrap": wrap, "later": later}
    ids = {name: json.loads(text)["id"] for name, text in events.items()}
    assert (ids["later"] in {one.wrap_id for one in live}) == on
    found = {one.wrap_id: one.kind for one in stored}
    assert ids["wrap"] in found
    assert ids["foreign"] not in found
    assert (found.get(ids["honest"]) == KIND_RECEIPT) == on


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(120)
def test_a_zap_becomes_balance_through_relay_daemon_and_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = Provider()
    monkeypatch.setenv("ZAP_PROVIDER_PUBKEY", provider.pubkey)
    monkeypatch.setenv("ZAP_ADDRESS", ADDRESS)
    alice = person()
    user = given_user("alice")
    user.pubkey = alice.pubkey
    user.save()
    stage = Stage(tmp_path)
    try:
        stage.start_relay()
        publish(stage.relay_url, provider.zap(alice, AMOUNT_MSATS))  # while the bridge is away
        stage.start_worker()
        stage.start_bridge()
        wait_until(lambda: balance_of(user).own_msats == AMOUNT_MSATS, "the stored zap", 60)
        publish(stage.relay_url, foreign_receipt(provider, alice))
        publish(stage.relay_url, provider.zap(alice, 2 * AMOUNT_MSATS))
        wait_until(lambda: balance_of(user).own_msats == 3 * AMOUNT_MSATS, "the live zap", 60)
        profile = events_on(stage.relay_url, {"kinds": [0], "authors": [bot().pubkey]})
    finally:
        stage.stop_all()
    assert json.loads(profile[0]["content"])["lud16"] == ADDRESS
    assert ZapReceipt.objects.count() == SeenWrap.objects.filter(verdict="zap").count() == 2
