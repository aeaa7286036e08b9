"""manage.py sandbox_wallet: a person's wallet to connect (NIP-47), which pays at the stand-in
BTCPay."""

import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

import httpx
from django.core.management.base import BaseCommand, CommandError

from sandbox.wallet.purse import NoRouteError
from sandbox.wallet.service import SandboxWallet

DEFAULT_RELAY_URL, DEFAULT_BTCPAY_URL = "ws://127.0.0.1:7777", "http://127.0.0.1:9301"
TIMEOUT_SECONDS = 10.0
MSATS_PER_SAT = 1_000


class Command(BaseCommand):
    help = (
        "Run a wallet service until SIGTERM; prints the connection to paste, made anew each time."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--relay-url", default=_first_relay(), help="default: %(default)s")
        parser.add_argument(
            "--btcpay-url",
            default=os.environ.get("SANDBOX_BTCPAY_URL", DEFAULT_BTCPAY_URL),
            help="default: SANDBOX_BTCPAY_URL, else %(default)s",
        )
        parser.add_argument("--balance-sats", type=int, default=100_000)

    def handle(self, **options: Any) -> None:
        wallet = SandboxWallet(
            relay_url=options["relay_url"],
            route=_route_to(options["btcpay_url"]),
            balance_msats=options["balance_sats"] * MSATS_PER_SAT,
        )
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        try:
            with wallet:
                self.stdout.write(wallet.uri)
                self.stdout.flush()
                stop.wait()
        except TimeoutError as error:
            raise CommandError(f"No relay answers at {options['relay_url']}.") from error


def _first_relay() -> str:
    return os.environ.get("NOSTR_RELAYS", "").partition(",")[0] or DEFAULT_RELAY_URL


def _route_to(btcpay_url: str) -> Any:
    def route(bolt11: str) -> str:
        try:
            answer = httpx.post(
                f"{btcpay_url}/sandbox/pay",
                json={"bolt11": bolt11},
                timeout=TIMEOUT_SECONDS,
                trust_env=False,
            )
        except httpx.HTTPError as error:
            raise NoRouteError from error
        if answer.status_code != httpx.codes.OK:
            raise NoRouteError
        return str(answer.json()["preimage"])

    return route
