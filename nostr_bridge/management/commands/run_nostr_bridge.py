"""`manage.py run_nostr_bridge`: the process that holds the relay connections."""

import asyncio
import logging
import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nostr_bridge.codec import bot
from nostr_bridge.daemon import Bridge
from nostr_bridge.relay import normal_url

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Carry DMs between the Nostr relays and the database until SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NOSTR_RELAYS:
            raise CommandError("NOSTR_RELAYS names no relay.")
        for url in settings.NOSTR_RELAYS:
            try:
                normal_url(url)
            except ValueError as error:
                raise CommandError(f"NOSTR_RELAYS: {error}.") from None
        bot()  # a bad key ends the boot here, with its own sentence
        try:
            asyncio.run(_serve())
        except BaseException as error:
            logger.critical("the bridge ended (%s)", type(error).__name__)
            _leave(1)
            raise
        _leave(0)


def _leave(code: int) -> None:
    """nostr-sdk's threads outlive their client and can crash an interpreter that winds down."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


async def _serve() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await Bridge(bot(), settings.NOSTR_RELAYS).run(stop)
