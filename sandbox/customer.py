"""A customer with a key of their own: NIP-17 both ways, for tests and the demo.

Written against nostr-sdk directly and not against the bridge, so that it can disagree with it. All
customers of one process share one event-loop thread; their methods may be called from any thread.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import nostr_sdk
from nostr_sdk import NostrSdkError

from kernel.clock import monotonic_seconds, utc_now

KIND_DM, KIND_WRAP, KIND_DM_RELAYS = 14, 1059, 10_050
SEND_SECONDS_MAX = 60.0
LOOK_AGAIN_SECONDS = 2.0
INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class Received:
    """One message as it arrived. stated_at: the sender's clock, Unix seconds."""

    text: str
    sender: str
    rumor_id: str
    wrap_id: str
    stated_at: int
    at: datetime


class Customer:
    """A person on these relays. `received` holds every wrap once, in order of arrival."""

    def __init__(self, relay_urls: Sequence[str], *, secret: str | None = None) -> None:
        self.keys = nostr_sdk.Keys.parse(secret) if secret else nostr_sdk.Keys.generate()
        self.pubkey: str = self.keys.public_key().to_hex()
        self.npub: str = self.keys.public_key().to_bech32()
        self.relays = [nostr_sdk.RelayUrl.parse(url) for url in relay_urls]
        self.received: list[Received] = []
        self._news = threading.Condition()
        self._wraps: set[str] = set()
        self._last_second = 0
        _run(self._open())

    # --- what a person does --------------------------------------------------------------------

    def send_dm(self, to: str, text: str) -> str:
        """Send one message (npub or hex); returns its rumor id once a relay has it."""
        rumor = self.write(to, text)
        self.send_rumor(to, rumor)
        rumor_id = rumor.id()
        assert rumor_id is not None
        return str(rumor_id.to_hex())

    def write(self, to: str, text: str) -> "nostr_sdk.UnsignedEvent":
        """A message that is not sent yet; wrapping it twice makes two wraps of one message."""
        tag = nostr_sdk.Tag.public_key(nostr_sdk.PublicKey.parse(to))
        # The same words in the same second would be the same message, with the same id.
        self._last_second = max(self._last_second + 1, int(utc_now().timestamp()))
        stated = nostr_sdk.Timestamp.from_secs(self._last_second)
        builder = nostr_sdk.EventBuilder(nostr_sdk.Kind(KIND_DM), text).tags([tag])
        return (
            builder.custom_created_at(stated).finalize_unsigned(self.keys.public_key()).ensure_id()
        )

    def send_rumor(self, to: str, rumor: "nostr_sdk.UnsignedEvent") -> None:
        person = nostr_sdk.PublicKey.parse(to)
        self.send_event(nostr_sdk.nip59_make_gift_wrap(self.keys, person, rumor))

    def send_event(self, event: "nostr_sdk.Event") -> None:
        """Publish, again and again for SEND_SECONDS_MAX, until a relay has it; or TimeoutError."""
        _run(self._publish(event))

    def wait_for(self, predicate: Callable[[str], bool], timeout_seconds: float = 30.0) -> str:
        """The first text received, now or later, that the predicate likes; or TimeoutError."""

        def found() -> Received | None:
            return next((one for one in self.received if predicate(one.text)), None)

        with self._news:
            if not self._news.wait_for(lambda: found() is not None, timeout_seconds):
                raise TimeoutError(f"none of {len(self.received)} messages fits")
            one = found()
        assert one is not None
        return one.text

    def texts(self) -> list[str]:
        with self._news:
            return [one.text for one in self.received]

    def close(self) -> None:
        _run(self._close())

    # --- behind it ------------------------------------------------------------------------------

    async def _open(self) -> None:
        self._client = (
            nostr_sdk.ClientBuilder()
            .authenticator(nostr_sdk.SignerAuthenticator(self.keys))
            .notification_channel_size(65_536)
            .build()
        )
        options = nostr_sdk.RelayOptions().retry_interval(timedelta(seconds=5))
        for url in self.relays:
            await self._client.add_relay(url, opts=options.adjust_retry_interval(False))  # noqa: FBT003
        self._stream = self._client.notifications()
        await self._client.connect(timedelta(seconds=5))
        await self._publish(self._relay_list())
        await self._client.subscribe(nostr_sdk.ReqTarget.auto([self._mine()]), INBOX)
        self._tasks = [
            asyncio.create_task(self._listen()),
            asyncio.create_task(self._look_again()),
        ]

    def _relay_list(self) -> "nostr_sdk.Event":
        tags = [nostr_sdk.Tag.parse(["relay", str(url)]) for url in self.relays]
        return (
            nostr_sdk.EventBuilder(nostr_sdk.Kind(KIND_DM_RELAYS), "")
            .tags(tags)
            .finalize(self.keys)
        )

    def _mine(self) -> "nostr_sdk.Filter":
        return nostr_sdk.Filter().kind(nostr_sdk.Kind(KIND_WRAP)).pubkey(self.keys.public_key())

    async def _listen(self) -> None:
        while True:
            notification = await self._stream.next()
            if notification is None or notification.is_shutdown():
                return
            if notification.is_message():
                message = notification.message.as_enum()
                if message.is_event_msg() and message.subscription_id == INBOX:
                    self._take(message.event)

    async def _look_again(self) -> None:
        """A subscription may miss what came while the relay was being restarted."""
        while True:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            target = nostr_sdk.ReqTarget.auto([self._mine()])
            try:
                stored = await self._client.fetch_events(target, timedelta(seconds=5))
            except NostrSdkError:
                continue  # no relay is there at the moment
            for event in stored:
                self._take(event)

    def _take(self, event: "nostr_sdk.Event") -> None:
        wrap_id = event.id().to_hex()
        if wrap_id in self._wraps or not event.verify():
            return
        gift = nostr_sdk.UnwrappedGift.from_gift_wrap(self.keys, event)
        rumor = gift.rumor()
        rumor_id = rumor.ensure_id().id()
        assert rumor_id is not None
        one = Received(
            text=rumor.content(),
            sender=gift.sender().to_hex(),
            rumor_id=rumor_id.to_hex(),
            wrap_id=wrap_id,
            stated_at=rumor.created_at().as_secs(),
            at=utc_now(),
        )
        with self._news:
            self._wraps.add(wrap_id)
            self.received.append(one)
            self._news.notify_all()

    async def _publish(self, event: "nostr_sdk.Event") -> None:
        give_up_at = monotonic_seconds() + SEND_SECONDS_MAX
        target = nostr_sdk.SendEventTarget.to(self.relays)
        while True:
            try:
                output = await self._client.send_event(
                    event, target, ok_timeout=timedelta(seconds=3)
                )
            except NostrSdkError:
                output = None  # no relay is there at the moment
            if output is not None and (
                output.success or any("duplicate" in why for why in output.failed.values())
            ):
                return
            if monotonic_seconds() > give_up_at:
                raise TimeoutError("no relay takes the message")
            await asyncio.sleep(0.3)

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.shutdown()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="customers", daemon=True).start()
    return loop


def _run[T](work: Coroutine[Any, Any, T]) -> T:
    # The bindings know one loop per process, and somebody else may have named theirs meanwhile.
    nostr_sdk.uniffi_set_event_loop(_loop())
    future: Future[T] = asyncio.run_coroutine_threadsafe(work, _loop())
    return future.result(timeout=SEND_SECONDS_MAX + 30)
