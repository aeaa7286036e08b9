"""manage.py reconcile_rails: both books side by side."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.services import reconcile_rails


class Command(BaseCommand):
    help = (
        "Compare every rail's invoices with ours and the ledger; exit 1 on any difference or doubt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=7, help="how far to look back")

    def handle(self, *, days: int, **options: Any) -> None:
        try:
            differences = reconcile_rails(since=utc_now() - timedelta(days=days))
        except UpstreamError as error:
            raise CommandError(error.message) from error
        for difference in differences:
            self.stdout.write(str(difference))
        if differences:
            raise CommandError(f"{len(differences)} differences")
        self.stdout.write(f"No differences in {days} days.")
