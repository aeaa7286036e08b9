"""One process, one event loop: relays on one side, rows on the other.

    guard       holds the advisory lock (one speaker per key) and listens for new outbox rows
    reader      relay frames -> a bounded queue
    ingest      queue -> rows, in batches, each batch retried until it is stored
    watch       per relay: subscribe, catch up, introduce the bot, sweep every few minutes
    publisher   rows -> relays
    heart       one row every few seconds

Each is restarted with back-off when it fails, so a PostgreSQL or relay restart ends nothing. A
kill -9 loses nothing either: wraps stay on the relays until they are rows.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections

from kernel.clock import monotonic_seconds, utc_now
from nostr_bridge.codec import Bot
from nostr_bridge.errors import Answer, BridgeError
from nostr_bridge.guard import Guard
from nostr_bridge.relay import RelayPool, use_loop
from nostr_bridge.services.inbox import Arrival, receive_events
from nostr_bridge.services.outbox import (
    Letter,
    Parcel,
    expire_messages,
    freeze_message,
    hurry_relay,
    letters_to_route,
    parcels_due,
    record_answer,
)
from nostr_bridge.services.vitals import (
    RelayReport,
    beat,
    note_sweep,
    sweep_start,
    unseen_wraps,
)

THREADS = 3
QUEUE_EVENTS_MAX = 10_000
BATCH_EVENTS = 100
CATCH_UP_SECONDS_MAX = 20
FRESH_EVENTS_MAX = 5_000
"""Anybody can leave wraps for us at a relay, so a sweep must not hold as many as there are."""
LOOK_SECONDS, POLL_SECONDS, BEAT_SECONDS = 1.0, 1.0, 5.0
SWEEP_SECONDS, SWEEP_RETRY_SECONDS = 300.0, 5.0
PROFILE_SECONDS = 86_400
SENDS_MAX = 64
SEND_SECONDS_MAX = 60.0
RESTART_SECONDS, RESTART_SECONDS_MAX = 0.5, 30.0
CLOSED_SECONDS_MAX = 60.0
FINISH_SECONDS_MAX = 5.0

logger = logging.getLogger(__name__)


class Bridge:
    """`run` until `stop` is set."""

    def __init__(self, bot: Bot, relays: list[str]) -> None:
        self.bot = bot
        self.pool = RelayPool(bot, relays, zap_provider=settings.ZAP_PROVIDER_PUBKEY)
        self.guard = Guard(bot.pubkey)
        self.arrived: asyncio.Queue[Arrival] = asyncio.Queue(QUEUE_EVENTS_MAX)
        self.closed = {relay: asyncio.Event() for relay in self.pool.relays}
        self.catching_up: set[str] = set()
        self.busy_letters: set[int] = set()
        self.busy_parcels: set[int] = set()
        self.sends: set[asyncio.Task[None]] = set()
        self.started_at = utc_now()
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="rows")
        self.pool.on_closed = lambda relay: self.closed[relay].set()

    async def run(self, stop: asyncio.Event) -> None:
        use_loop()
        connections["default"].settings_dict["CONN_MAX_AGE"] = 60
        tasks = [asyncio.create_task(self._keep("guard", self.guard.hold))]
        started = asyncio.create_task(self._start(tasks))

        def give_up(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and task.exception() is not None:
                stop.set()

        started.add_done_callback(give_up)
        await stop.wait()
        for task in (started, *tasks):
            task.cancel()
        await asyncio.wait({started, *tasks}, timeout=FINISH_SECONDS_MAX)
        if self.sends:
            await asyncio.wait(self.sends, timeout=FINISH_SECONDS_MAX)
        await asyncio.wait({asyncio.ensure_future(self.pool.close())}, timeout=FINISH_SECONDS_MAX)
        if not started.cancelled() and (error := started.exception()) is not None:
            raise error  # it never came to speak: a supervisor should see that

    async def _start(self, tasks: list[asyncio.Task[None]]) -> None:
        await self.guard.speaking.wait()
        self.catching_up.update(self.pool.relays)
        await self.pool.connect()
        parts: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "reader": self._read,
            "ingest": self._ingest,
            "publisher": self._publish,
            "heart": self._beat,
        }
        for relay in self.pool.relays:
            parts[f"watch {relay}"] = partial(self._watch, relay)
        tasks.extend(asyncio.create_task(self._keep(name, part)) for name, part in parts.items())
        logger.info("bridge speaks for %s on %d relays", self.bot.npub, len(self.pool.relays))

    async def _keep(self, name: str, part: Callable[[], Awaitable[None]]) -> None:
        """Run one part for ever. The exception's text is not logged: it could quote a message."""
        wait = RESTART_SECONDS
        while True:
            started = monotonic_seconds()
            task = asyncio.ensure_future(part())
            try:
                await asyncio.wait({task})
            finally:
                task.cancel()
            error = task.exception()
            if monotonic_seconds() - started > RESTART_SECONDS_MAX:
                wait = RESTART_SECONDS
            logger.warning("%s ended (%s), again in %.1f s", name, type(error).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, RESTART_SECONDS_MAX)

    async def _rows[T](self, call: Callable[..., T], **facts: Any) -> T:
        """One short unit of database work, on a thread that has a connection of its own."""

        def work() -> T:
            close_old_connections()
            return call(**facts)

        return await asyncio.get_running_loop().run_in_executor(self.threads, work)

    # --- in --------------------------------------------------------------------------------------

    async def _read(self) -> None:
        async for arrival in self.pool.arrivals():
            await self.arrived.put(arrival)

    async def _ingest(self) -> None:
        while True:
            batch = [await self.arrived.get()]
            await self._wait_for_the_past()
            while len(batch) < BATCH_EVENTS and not self.arrived.empty():
                batch.append(self.arrived.get_nowait())
            await self._store(batch)

    async def _wait_for_the_past(self) -> None:
        """What a relay kept while we were away comes before what comes now: people's messages are
        read in the order they were sent."""
        give_up_at = monotonic_seconds() + CATCH_UP_SECONDS_MAX
        while self.catching_up and monotonic_seconds() < give_up_at:
            await asyncio.sleep(0.05)

    async def _store(self, batch: list[Arrival]) -> None:
        """Until it is stored: a batch dropped here would wait for the next sweep."""
        wait = RESTART_SECONDS
        while True:
            stored = asyncio.ensure_future(self._rows(partial(receive_events, batch)))
            await asyncio.wait({stored})
            if (error := stored.exception()) is None:
                return
            logger.warning("%d events not stored yet (%s)", len(batch), type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, RESTART_SECONDS_MAX)

    async def _watch(self, relay: str) -> None:
        """Keep one relay subscribed, swept and introduced to the bot."""
        connection, sweep_at, profile_at, closed_wait = 0, 0.0, 0.0, RESTART_SECONDS
        closed_at = 0.0
        while True:
            number = await self.pool.connection_number(relay)
            was_closed = self.closed[relay].is_set()
            if number == 0:
                self.catching_up.discard(relay)  # nobody waits for a relay that is not there
            elif number != connection or was_closed or not await self.pool.is_subscribed(relay):
                if was_closed:
                    calm = monotonic_seconds() - closed_at > CLOSED_SECONDS_MAX
                    closed_wait = RESTART_SECONDS if calm else closed_wait * 2
                    closed_at = monotonic_seconds()
                    await asyncio.sleep(min(closed_wait, CLOSED_SECONDS_MAX))
                    self.closed[relay].clear()
                if number != connection:
                    self.catching_up.add(relay)
                    await self._rows(hurry_relay, relay=relay)
                    profile_at = 0.0
                await self.pool.subscribe(relay)
                sweep_at = 0.0
            connection = number
            if number and monotonic_seconds() >= sweep_at:
                sweep_at = monotonic_seconds() + await self._sweep(relay)
            if number and monotonic_seconds() >= profile_at:
                await self._introduce(relay)
                profile_at = monotonic_seconds() + PROFILE_SECONDS
            await _first(self.closed[relay].wait(), LOOK_SECONDS)

    async def _sweep(self, relay: str) -> float:
        """All the relay has that we have not. Returns the seconds until the next sweep."""
        started_at = utc_now()
        since = await self._rows(sweep_start, relay=relay)
        fresh: list[Arrival] = []
        try:
            async for page in self.pool.sweep(relay, since=since):
                unseen = await self._rows(unseen_wraps, wrap_ids=[a.wrap_id for a in page])
                fresh += [arrival for arrival in page if arrival.wrap_id in unseen]
                if len(fresh) >= FRESH_EVENTS_MAX:
                    await self._store(fresh)
                    fresh = []
        except (TimeoutError, ConnectionError) as error:
            logger.warning("sweep of %s incomplete: %s", relay, error)
            await self._store(fresh)
            return SWEEP_RETRY_SECONDS
        else:
            # In one batch, so that each person's backlog is read in the order it was sent.
            await self._store(fresh)
            await self._rows(note_sweep, relay=relay, started_at=started_at)
            return SWEEP_SECONDS
        finally:
            self.catching_up.discard(relay)

    async def _introduce(self, relay: str) -> None:
        events = self.bot.profile_events(
            name=settings.NOSTR_BOT_NAME,
            about=settings.NOSTR_BOT_ABOUT,
            relays=self.pool.relays,
            address=settings.ZAP_ADDRESS,
        )
        for event in events:
            answer, reason = await self.pool.publish(relay, event)
            if answer != Answer.ACKED:
                logger.warning("relay %s did not take the bot's profile: %s", relay, reason)

    # --- out -------------------------------------------------------------------------------------

    async def _publish(self) -> None:
        while True:
            await self.guard.speaking.wait()
            self.guard.bell.clear()
            await self._rows(expire_messages)
            letters = await self._rows(letters_to_route, busy=set(self.busy_letters))
            parcels = await self._rows(parcels_due, busy=set(self.busy_parcels))
            for letter in letters:
                self._send(self.busy_letters, letter.message_id, self._route(letter))
            for parcel in parcels[: max(0, SENDS_MAX - len(self.busy_parcels))]:
                self._send(self.busy_parcels, parcel.delivery_id, self._deliver(parcel))
            await _first(self.guard.bell.wait(), POLL_SECONDS)

    def _send(self, busy: set[int], number: int, work: Coroutine[Any, Any, None]) -> None:
        busy.add(number)
        # The SDK's own time-outs should end it long before. One that hangs would hold its place,
        # and all that waits for the same person, until the next start.
        task = asyncio.create_task(asyncio.wait_for(work, SEND_SECONDS_MAX))
        self.sends.add(task)

        def done(task: asyncio.Task[None]) -> None:
            busy.discard(number)
            self.sends.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                logger.warning("outbox work failed (%s)", type(error).__name__)
                return  # the poll tries again; ringing now would spin
            self.guard.bell.set()  # the next message to the same person may be free to go

        task.add_done_callback(done)

    async def _route(self, letter: Letter) -> None:
        try:
            relays = await self.pool.inbox_relays_of(letter.recipient)
        except BridgeError:
            relays = []  # freezing the message finds the key unusable and ends it
        await self._rows(freeze_message, message_id=letter.message_id, relays=relays)

    async def _deliver(self, parcel: Parcel) -> None:
        answer, reason = await self.pool.publish(parcel.relay, parcel.wrap)
        await self._rows(
            record_answer, delivery_id=parcel.delivery_id, answer=answer, reason=reason
        )

    async def _beat(self) -> None:
        process = f"{socket.gethostname()}:{os.getpid()}"[:80]
        while True:
            await self.guard.speaking.wait()
            reports = [await self._report(relay) for relay in self.pool.relays]
            await self._rows(
                beat,
                pubkey=self.bot.pubkey,
                process=process,
                started_at=self.started_at,
                reports=reports,
            )
            await asyncio.sleep(BEAT_SECONDS)

    async def _report(self, relay: str) -> RelayReport:
        connected = await self.pool.is_connected(relay)
        last: datetime | None = self.pool.last_frame_at.get(relay)
        return RelayReport(
            relay=relay,
            connected=connected,
            subscribed=connected and await self.pool.is_subscribed(relay),
            last_frame_at=last,
            closed_count=self.pool.closed_frames.get(relay, 0),
        )


async def _first(waiting: Coroutine[Any, Any, Any], seconds: float) -> None:
    """Until it happens or the seconds are over, whichever is first."""
    try:
        await asyncio.wait_for(waiting, seconds)
    except TimeoutError:
        return
