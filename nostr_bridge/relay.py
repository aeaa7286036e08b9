"""Relays, spoken to through nostr-sdk 0.45.1; what it does not do is done here.

* It drops notifications when nobody reads them in time, and after some CLOSED frames it forgets a
  subscription for good: so we keep a wide channel, watch for CLOSED, and sweep.
* A relay returns its newest few hundred events by a date that gift wraps choose at random up to two
  days back: so a sweep pages down by `until` and never asks for "since my last look" alone.
* `Client.shutdown` leaves threads behind that may crash the interpreter: leave with os._exit.

Every callback of the SDK needs `use_loop` first, or AUTH fails in silence.
"""

import asyncio
import ipaddress
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import nostr_sdk
from nostr_sdk import NostrSdkError

from kernel.clock import monotonic_seconds, utc_now
from nostr_bridge import ffi
from nostr_bridge.codec import KIND_DM_RELAYS, KIND_WRAP, Bot
from nostr_bridge.errors import Answer
from nostr_bridge.services.inbox import Arrival
from nostr_bridge.zaps import KIND_RECEIPT

__all__ = ["RelayPool", "ffi", "is_public_relay", "judge_answer", "normal_url", "use_loop"]

INBOX, ZAPS = "dm", "zaps"
CHANNEL_SLOTS = 65_536
RETRY_SECONDS = 5
CONNECT_SECONDS = 5
OK_SECONDS = 8
FETCH_SECONDS = 15
LOOKUP_SECONDS = 4
LOOKUP_CACHE_SECONDS, EMPTY_CACHE_SECONDS = 3_600, 60
PAGE_EVENTS = 500
URL_CHARACTERS_MAX = 255
SWEEP_PAGES_MAX = 2_000
GUEST_RELAYS_MAX = 40
PERSON_RELAYS_MAX = 4
INBOXES_MAX = 20_000
REFUSED_FOR_GOOD = ("blocked:", "invalid:", "restricted:", "pow:", "mute:")

logger = logging.getLogger(__name__)


def use_loop() -> None:
    """Tell the bindings which event loop runs their callbacks. Once per loop, before anything."""
    nostr_sdk.uniffi_set_event_loop(asyncio.get_running_loop())


def normal_url(url: str) -> str:
    """The one spelling of a relay's address; ValueError where it is none."""
    try:
        return str(nostr_sdk.RelayUrl.parse(url.strip())).rstrip("/")
    except NostrSdkError as error:
        raise ValueError(f"{url!r} is not a relay address") from error


def is_public_relay(url: str) -> bool:
    """Whether a stranger may send us there. People name their own relays, so an address of this
    machine's own network would make the bridge knock on doors inside the house."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "wss" or not host or parts.username or len(url) > URL_CHARACTERS_MAX:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        inside = (".local", ".internal", ".localhost", ".lan", ".home", ".onion", ".arpa")
        return "." in host and not host.endswith(inside)


def judge_answer(reason: str) -> Answer:
    """A relay's words for not accepting. A stored duplicate is an acceptance."""
    words = reason.lower().removeprefix("relay message: ").strip()
    if words.startswith("duplicate"):
        return Answer.ACKED
    return Answer.REFUSED if words.startswith(REFUSED_FOR_GOOD) else Answer.RETRY


class RelayPool:
    """The configured relays, read and written, and people's own relays, written only."""

    def __init__(self, bot: Bot, relays: Sequence[str], *, zap_provider: str = "") -> None:
        """zap_provider: the key whose zap receipts to the bot are read too; blank for none."""
        self.bot = bot
        self._wanted = _filters(bot.pubkey, zap_provider)
        self.relays = tuple(dict.fromkeys(normal_url(url) for url in relays))
        self.closed_frames: dict[str, int] = dict.fromkeys(self.relays, 0)
        self.last_frame_at: dict[str, datetime] = {}
        self.on_closed: Callable[[str], None] = lambda _relay: None
        self._guests: dict[str, float] = {}
        self._inboxes: dict[str, tuple[float, list[str]]] = {}
        self._client = (
            nostr_sdk.ClientBuilder()
            .authenticator(nostr_sdk.SignerAuthenticator(bot.keys))
            .notification_channel_size(CHANNEL_SLOTS)
            .build()
        )
        self._stream = self._client.notifications()

    async def connect(self) -> None:
        """Dial every configured relay; those that do not answer are dialled again for ever."""
        for url in self.relays:
            await self._client.add_relay(nostr_sdk.RelayUrl.parse(url), opts=_options())
        await self._client.connect(timedelta(seconds=CONNECT_SECONDS))

    async def close(self) -> None:
        await self._client.shutdown()

    # --- reading ---------------------------------------------------------------------------------

    async def arrivals(self) -> AsyncIterator[Arrival]:
        """Events of our subscription as they come, again and again for each relay that has them."""
        while True:
            notification = await self._stream.next()
            if notification is None or notification.is_shutdown():
                return
            if not notification.is_message():
                continue
            relay = str(notification.relay_url).rstrip("/")
            self.last_frame_at[relay] = utc_now()
            message = notification.message.as_enum()
            if message.is_event_msg() and message.subscription_id in self._wanted:
                yield _arrival(relay, message.event)
            elif message.is_closed():
                self.closed_frames[relay] = self.closed_frames.get(relay, 0) + 1
                if message.subscription_id in self._wanted:
                    logger.warning("relay closed our subscription: relay=%s", relay)
                    self.on_closed(relay)

    async def connection_number(self, url: str) -> int:
        """Which connection to the relay this is, from 1; 0 while there is none."""
        relay = await self._relay(url)
        if relay.status() != nostr_sdk.RelayStatus.CONNECTED:
            return 0
        return max(1, int(relay.stats().success()))  # counted a moment after it is connected

    async def is_connected(self, url: str) -> bool:
        return await self.connection_number(url) > 0

    async def is_subscribed(self, url: str) -> bool:
        relay = await self._relay(url)
        return self._wanted.keys() <= set(await relay.subscriptions())

    async def subscribe(self, url: str) -> None:
        """Ask for new events from now on; what is stored already is the sweep's business."""
        relay = await self._relay(url)
        try:
            for name, wanted in self._wanted.items():
                if name in await relay.subscriptions():
                    await relay.unsubscribe(name)
                await relay.subscribe(wanted.limit(1), name)
        except NostrSdkError as error:
            raise ConnectionError("the relay broke off") from error

    async def sweep(self, url: str, *, since: int) -> AsyncIterator[list[Arrival]]:
        """Every wrap the relay holds since that Unix second, page by page, newest first; then
        every zap receipt.

        Raises TimeoutError or ConnectionError where a page may be incomplete: only a sweep that
        ends by itself has seen everything.
        """
        for wanted in self._wanted.values():
            async for page in self._pages(url, wanted, since=since):
                yield page

    async def _pages(
        self, url: str, wanted: "nostr_sdk.Filter", *, since: int
    ) -> AsyncIterator[list[Arrival]]:
        relay, known = await self._relay(url), set[str]()
        until: int | None = None
        lowest = 2**40
        for _ in range(SWEEP_PAGES_MAX):
            page = await self._page(relay, url, wanted, since=since, until=until)
            if not page:
                return
            fresh = [event for event in page if event.id().to_hex() not in known]
            known.update(event.id().to_hex() for event in fresh)
            if fresh:
                yield [_arrival(url, event) for event in fresh]
            elif until is not None and until < lowest:
                return  # below all we know there is only what we know: the relay ignores `until`
            lowest = min(lowest, *(event.created_at().as_secs() for event in page))
            # Equal dates may straddle two pages, so the last second is asked for once more.
            until = lowest if fresh and lowest != until else lowest - 1
            if until < since:
                return
        raise TimeoutError(f"more than {SWEEP_PAGES_MAX} pages")

    async def _page(
        self,
        relay: Any,
        url: str,
        wanted: "nostr_sdk.Filter",
        *,
        since: int,
        until: int | None,
    ) -> "list[nostr_sdk.Event]":
        wanted = wanted.since(nostr_sdk.Timestamp.from_secs(since)).limit(PAGE_EVENTS)
        if until is not None:
            wanted = wanted.until(nostr_sdk.Timestamp.from_secs(until))
        closed_before, started = self.closed_frames.get(url, 0), monotonic_seconds()
        try:
            page = await relay.fetch_events(wanted, timedelta(seconds=FETCH_SECONDS))
        except NostrSdkError as error:
            raise ConnectionError("the relay broke off") from error
        if monotonic_seconds() - started >= FETCH_SECONDS - 0.5:
            raise TimeoutError("the relay did not finish")
        await asyncio.sleep(0)  # let a CLOSED frame of this request be counted
        if self.closed_frames.get(url, 0) != closed_before or not await self.is_connected(url):
            raise ConnectionError("the relay closed the request")
        return list(page)

    # --- writing ---------------------------------------------------------------------------------

    async def publish(self, url: str, event_json: str) -> tuple[Answer, str]:
        """One event to one relay: the relay's answer and its words."""
        event = nostr_sdk.Event.from_json(event_json)
        try:
            await self._make_ready(url)
            output = await self._client.send_event(
                event,
                nostr_sdk.SendEventTarget.to([nostr_sdk.RelayUrl.parse(url)]),
                ok_timeout=timedelta(seconds=OK_SECONDS),
            )
        except NostrSdkError as error:
            return Answer.RETRY, type(error).__name__
        if output.success:
            return Answer.ACKED, ""
        reason = next(iter(output.failed.values()), "no answer")
        return judge_answer(reason), reason

    async def inbox_relays_of(self, pubkey: str) -> list[str]:
        """Where this person reads (their newest kind 10050), at most PERSON_RELAYS_MAX; or nothing.

        Asked of our own relays and remembered for an hour.
        """
        if len(self._inboxes) > INBOXES_MAX:
            self._inboxes.clear()
        cached = self._inboxes.get(pubkey)
        if cached is not None and cached[0] > monotonic_seconds():
            return cached[1]
        wanted = (
            nostr_sdk.Filter()
            .author(nostr_sdk.PublicKey.parse(pubkey))
            .kind(nostr_sdk.Kind(KIND_DM_RELAYS))
            .limit(1)
        )
        reachable = [url for url in self.relays if await self.is_connected(url)]
        if not reachable:
            return []  # nobody could be asked, which is no answer to remember
        pages = await asyncio.gather(*(self._lookup(url, wanted) for url in reachable))
        lists = [event for page in pages for event in page if event.verify()]
        newest = max(lists, key=lambda event: event.created_at().as_secs(), default=None)
        named = nostr_sdk.nip17_extract_relay_list(newest) if newest is not None else []
        urls = list(dict.fromkeys(str(url).rstrip("/") for url in named))
        found = [url for url in urls if url in self.relays or is_public_relay(url)]
        seconds = LOOKUP_CACHE_SECONDS if found else EMPTY_CACHE_SECONDS
        self._inboxes[pubkey] = (monotonic_seconds() + seconds, found[:PERSON_RELAYS_MAX])
        return found[:PERSON_RELAYS_MAX]

    async def _lookup(self, url: str, wanted: "nostr_sdk.Filter") -> "list[nostr_sdk.Event]":
        relay = await self._relay(url)
        try:
            return list(await relay.fetch_events(wanted, timedelta(seconds=LOOKUP_SECONDS)))
        except NostrSdkError:
            return []  # another relay may know, and an empty answer has a fallback

    async def _make_ready(self, url: str) -> None:
        """People's relays are dialled when first written to, the idlest one making room."""
        if url in self.relays:
            return
        known = url in self._guests
        self._guests[url] = monotonic_seconds()
        if known:
            return
        if len(self._guests) > GUEST_RELAYS_MAX:
            idlest = min(self._guests, key=lambda guest: self._guests[guest])
            del self._guests[idlest]
            await self._client.remove_relay(nostr_sdk.RelayUrl.parse(idlest), force=True)
        address = nostr_sdk.RelayUrl.parse(url)
        writing = nostr_sdk.RelayCapabilities.write()
        await self._client.add_relay(address, capabilities=writing, opts=_options())
        (await self._relay(url)).connect()
        give_up_at = monotonic_seconds() + CONNECT_SECONDS
        while not await self.is_connected(url) and monotonic_seconds() < give_up_at:
            await asyncio.sleep(0.05)

    async def _relay(self, url: str) -> Any:
        relay = await self._client.relay(nostr_sdk.RelayUrl.parse(url))
        assert relay is not None, f"{url} was never added"
        return relay


def _filters(pubkey: str, zap_provider: str) -> "dict[str, nostr_sdk.Filter]":
    """By subscription: gift wraps from anybody, zap receipts from one author only."""
    mine = nostr_sdk.PublicKey.parse(pubkey)
    wanted = {INBOX: nostr_sdk.Filter().kind(nostr_sdk.Kind(KIND_WRAP)).pubkey(mine)}
    if zap_provider:
        author = nostr_sdk.PublicKey.parse(zap_provider)
        receipts = nostr_sdk.Filter().kind(nostr_sdk.Kind(KIND_RECEIPT)).pubkey(mine)
        wanted[ZAPS] = receipts.author(author)
    return wanted


def _options() -> "nostr_sdk.RelayOptions":
    return (
        nostr_sdk.RelayOptions()
        .reconnect(True)  # noqa: FBT003 - the SDK's own signature
        .retry_interval(timedelta(seconds=RETRY_SECONDS))
        .adjust_retry_interval(False)  # noqa: FBT003
    )


def _arrival(relay: str, event: "nostr_sdk.Event") -> Arrival:
    return Arrival(
        relay=relay,
        wrap_id=event.id().to_hex(),
        wrap_json=event.as_json(),
        kind=event.kind().as_u16(),
    )
