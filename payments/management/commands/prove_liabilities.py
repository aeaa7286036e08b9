"""manage.py prove_liabilities: publish today's root, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from kernel.money import msats_text
from payments.services.liabilities import LiabilitiesDisagreeError, prove_liabilities


class Command(BaseCommand):
    help = "Put everybody's balance into a Merkle-sum tree and publish its root for today."

    def handle(self, **options: Any) -> None:
        try:
            proof = prove_liabilities()
        except LiabilitiesDisagreeError as error:
            raise CommandError(f"{error.message} {error.facts}") from error
        except OperationalError as error:
            raise CommandError("The books are too busy for a moment: try again.") from error
        self.stdout.write(f"{proof.day} {proof.root_hash}")
        self.stdout.write(f"{msats_text(proof.total_msats)} owed in {proof.leaves_count} balances.")
