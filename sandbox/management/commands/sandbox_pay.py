"""manage.py sandbox_pay <bolt11>: a wallet, as far as the stand-in BTCPay is concerned."""

import os
from argparse import ArgumentParser
from typing import Any

import httpx
from django.core.management.base import BaseCommand, CommandError

from kernel.bolt11 import Bolt11InvalidError, read_bolt11

DEFAULT_URL = "http://127.0.0.1:9301"
TIMEOUT_SECONDS = 10.0


class Command(BaseCommand):
    help = "Pay a payment request of the stand-in BTCPay; print the preimage and the payment hash."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bolt11")
        parser.add_argument(
            "--btcpay-url",
            default=os.environ.get("SANDBOX_BTCPAY_URL", DEFAULT_URL),
            help="default: SANDBOX_BTCPAY_URL, else %(default)s",
        )
        parser.add_argument("--amount-msats", type=int, help="pay less, or up to twice as much")
        parser.add_argument(
            "--late", action="store_true", help="as if under way when the time ran out"
        )

    def handle(self, **options: Any) -> None:
        bolt11 = options["bolt11"].strip().lower().removeprefix("lightning:")
        try:
            request = read_bolt11(bolt11)
        except Bolt11InvalidError as error:
            raise CommandError(error.message) from error
        if request.network != "bcrt":
            raise CommandError("This is real money: the stand-in's requests begin with lnbcrt.")
        body = {"bolt11": bolt11, "late": options["late"]}
        if options["amount_msats"] is not None:
            body["amount_msats"] = options["amount_msats"]
        try:
            answer = httpx.post(
                f"{options['btcpay_url']}/sandbox/pay",
                json=body,
                timeout=TIMEOUT_SECONDS,
                trust_env=False,
            )
            told = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise CommandError(
                f"No stand-in BTCPay answers at {options['btcpay_url']} ({type(error).__name__})."
            ) from error
        if answer.status_code != httpx.codes.OK:
            raise CommandError(told.get("error", f"The stand-in answered {answer.status_code}."))
        self.stdout.write(f"paid {told['paid_msats']} msats")
        self.stdout.write(f"preimage {told['preimage']}")
        self.stdout.write(f"payment_hash {told['payment_hash']}")
