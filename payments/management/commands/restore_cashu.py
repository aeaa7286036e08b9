"""After a loss of the database: ecash from TILL_KEY and the mint's memory."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.errors import UnsaltedError
from kernel.money import sats_text
from payments.services.cashu import restore_wallet


class Command(BaseCommand):
    help = "Find again every unspent proof that the mint ever signed for TILL_KEY (NUT-13)."

    def handle(self, **options: Any) -> None:
        try:
            restored = restore_wallet()
        except UnsaltedError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{restored.proofs} proofs, {sats_text(restored.amount_sats)} found.")
