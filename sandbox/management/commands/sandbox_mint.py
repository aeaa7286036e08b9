"""The real Cashu mint with a wallet that pays every invoice by itself, for development."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.cashu_mint import MINT_PYTHON, RealMint


class Command(BaseCommand):
    help = "Run the real Cashu mint on loopback, its Lightning payments pretended, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=3338)
        parser.add_argument("--fee-ppk", type=int, default=100)
        parser.add_argument("--pays-after", type=float, default=3.0, metavar="SECONDS")

    def handle(self, *, port: int, fee_ppk: int, pays_after: float, **options: Any) -> None:
        if not MINT_PYTHON.exists():
            raise CommandError("The mint is not installed: run python -m workshop.mint")
        with RealMint(port=port, fee_ppk=fee_ppk, incoming_seconds=pays_after) as mint:
            self.stdout.write(f"CASHU_MINT_URL={mint.url}")
            self.stdout.write("Its invoices say bc: BITCOIN_NETWORK=bc")
            try:
                mint.wait()
            except KeyboardInterrupt:
                self.stdout.write("")
