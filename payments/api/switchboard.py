"""One LISTEN connection per process, and everybody who waits for news of a balance on it.

PostgreSQL's NOTIFY reaches every process that listens; each wakes its own waiters. A waiter is only
told that there is something to look at: many notifications in a row become one look.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.db import connections

from payments.errors import StreamsExhaustedError
from payments.services.announcing import BALANCE_CHANNEL

logger = logging.getLogger(__name__)
WAITERS_PER_PERSON_MAX: Final = 4
WAITERS_MAX: Final = 40
"""Half of what the web server serves at once (Procfile): streams must not shut everybody out."""
RECONNECT_SECONDS: Final = 2.0


class Switchboard:
    """Belongs to one event loop. Listens while somebody waits, and not otherwise."""

    def __init__(self) -> None:
        self._waiters: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None

    @contextmanager
    def waiting(self, user_id: int) -> Iterator[asyncio.Event]:
        """An event that is set whenever the person's balance may have changed.

        Raises StreamsExhaustedError past WAITERS_PER_PERSON_MAX and WAITERS_MAX.
        """
        if len(self._waiters[user_id]) >= WAITERS_PER_PERSON_MAX or self.count >= WAITERS_MAX:
            if not self._waiters[user_id]:
                del self._waiters[user_id]
            raise StreamsExhaustedError("Too many pages are waiting: ask for the balance instead.")
        news = asyncio.Event()
        self._waiters[user_id].add(news)
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen())
        try:
            yield news
        finally:
            self._waiters[user_id].discard(news)
            if not self._waiters[user_id]:
                del self._waiters[user_id]
            if not self._waiters and self._listening is not None:
                self._listening.cancel()
                self._listening = None

    @property
    def count(self) -> int:
        return sum(len(waiters) for waiters in self._waiters.values())

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except psycopg.Error as error:
                logger.warning("balance news interrupted: %s", type(error).__name__)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen_once(self) -> None:
        connection = await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {BALANCE_CHANNEL}")
            self._wake_all()  # what happened while nobody listened was not heard
            async for notification in connection.notifies():
                if notification.payload.isdigit():
                    self._wake(int(notification.payload))

    def _wake(self, user_id: int) -> None:
        for news in self._waiters.get(user_id, ()):
            news.set()

    def _wake_all(self) -> None:
        for user_id in list(self._waiters):
            self._wake(user_id)


_boards: dict[int, tuple[asyncio.AbstractEventLoop, Switchboard]] = {}


def switchboard() -> Switchboard:
    """The running loop's own; those of loops that have ended are forgotten."""
    loop = asyncio.get_running_loop()
    for key in [key for key, (known, _) in _boards.items() if known.is_closed()]:
        del _boards[key]
    return _boards.setdefault(id(loop), (loop, Switchboard()))[1]


def _parameters() -> dict[str, Any]:
    """Django's own, as far as a plain connection takes them."""
    parameters: dict[str, Any] = connections["default"].get_connection_params()
    return {
        key: value
        for key, value in parameters.items()
        if key in {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert"}
    }
