"""manage.py audit_books: refold the books, ask the rails, exit 1 on any finding or silence."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.money import msats_text
from payments.services.auditing import audit_books


class Command(BaseCommand):
    help = "Audit the books and the rails; a finding stops payouts. Exit 1 on any doubt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quick", action="store_true", help="only what is new")

    def handle(self, *, quick: bool, **options: Any) -> None:
        run = audit_books(full=not quick)
        for name, told_msats in run.rails.items():
            told = "does not say" if told_msats is None else msats_text(told_msats)
            self.stdout.write(f"rail {name}: {told}")
        self.stdout.write(f"owed: {msats_text(run.liabilities_msats)}")
        self.stdout.write(f"there: {msats_text(run.assets_msats)}")
        for finding in run.findings:
            self.stdout.write(f"{finding['subject']}: {finding['fact']}")
        if run.findings:
            raise CommandError(f"{len(run.findings)} findings; payouts are stopped")
        self.stdout.write(f"No findings through transfer {run.through_id}.")
