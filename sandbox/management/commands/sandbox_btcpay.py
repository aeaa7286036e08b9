"""manage.py sandbox_btcpay: a stand-in BTCPay Server until SIGTERM."""

import json
import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.btcpay.courier import SHORT_DELAYS_SECONDS
from sandbox.btcpay.server import SandboxBTCPay


class Command(BaseCommand):
    help = "Serve a stand-in BTCPay Server; print one JSON line once it listens."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=9301)
        parser.add_argument("--store-id", required=True)
        parser.add_argument("--api-key", required=True)
        parser.add_argument("--webhook-url", help="without it no webhook is sent")
        parser.add_argument("--webhook-secret", default="")
        parser.add_argument("--state-file", type=Path, help="keep invoices here across restarts")
        parser.add_argument(
            "--redelivery-seconds",
            default=",".join(map(str, SHORT_DELAYS_SECONDS)),
            help="pauses between redeliveries; the real server: 10,60,600,600,600,600,600,600",
        )

    def handle(self, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["state_file"]:
            options["state_file"].parent.mkdir(parents=True, exist_ok=True)
        try:
            delays = tuple(float(text) for text in options["redelivery_seconds"].split(",") if text)
            server = SandboxBTCPay(
                store_id=options["store_id"],
                api_key=options["api_key"],
                webhook_url=options["webhook_url"],
                webhook_secret=options["webhook_secret"],
                host=options["host"],
                port=options["port"],
                state_file=options["state_file"],
                delays_seconds=delays,
            )
        except OSError as error:
            raise CommandError(f"The stand-in cannot listen or keep its state: {error}") from error
        except ValueError as error:
            raise CommandError(f"An option or the state file cannot be read: {error}") from error
        with server:
            self.stdout.write(json.dumps({"url": server.url, "store_id": server.store_id}))
            self.stdout.flush()
            stop.wait()
