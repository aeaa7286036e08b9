"""One speaker per key: a PostgreSQL session that holds an advisory lock and listens for bells.

PostgreSQL drops both with the session, so a daemon killed at any point frees the key at once, and
a second daemon started by mistake waits as a stand-by. It must not go through a transaction pooler.
"""

import asyncio
import hashlib
import logging
from typing import Any

import psycopg
from django.db import connections

from nostr_bridge.services.outbox import OUTBOX_CHANNEL

STAND_BY_SECONDS = 1.0
PROOF_SECONDS = 5.0
CONNECTION_KEYS = ("dbname", "user", "password", "host", "port", "options", "sslmode", "service")

logger = logging.getLogger(__name__)


class Guard:
    """`speaking` is set while the lock is ours; `bell` whenever an outbox row was committed."""

    def __init__(self, pubkey: str) -> None:
        digest = hashlib.sha256(f"nostr_bridge {pubkey}".encode()).digest()
        self.lock_number = int.from_bytes(digest[:8], signed=True)
        self.speaking = asyncio.Event()
        self.bell = asyncio.Event()

    async def hold(self) -> None:
        """Take the lock and keep it; ends with an exception when the session does."""
        session = await psycopg.AsyncConnection.connect(**_session_settings(), autocommit=True)
        try:
            async with session:
                await self._take_lock(session)
                await session.execute(f"LISTEN {OUTBOX_CHANNEL}")
                self.speaking.set()
                while True:
                    self.bell.set()  # what was committed before LISTEN has no bell of its own
                    async for _ in session.notifies(timeout=PROOF_SECONDS):
                        self.bell.set()
                    await session.execute("SELECT 1")  # a dead session must not look silent
        finally:
            self.speaking.clear()

    async def _take_lock(self, session: psycopg.AsyncConnection[Any]) -> None:
        told = False
        while True:
            cursor = await session.execute("SELECT pg_try_advisory_lock(%s)", [self.lock_number])
            row = await cursor.fetchone()
            if row is not None and row[0]:
                return
            if not told:
                logger.warning("another bridge speaks for this key: standing by")
                told = True
            await asyncio.sleep(STAND_BY_SECONDS)


def _session_settings() -> dict[str, Any]:
    """Django's own connection settings, without what only its cursors understand."""
    settings = connections["default"].get_connection_params()
    return {key: settings[key] for key in CONNECTION_KEYS if key in settings}
