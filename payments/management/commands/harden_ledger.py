"""manage.py harden_ledger --role NAME: the application's role may post, and write nowhere else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from payments.services.hardening import RoleUnfitError, harden_ledger


class Command(BaseCommand):
    help = (
        "Take every right to write in the books from a role and let it call the posting functions."
        " Run it as the owner of the tables, after every migrate."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--role", required=True, help="the role that the application logs in as"
        )

    def handle(self, *, role: str, **options: Any) -> None:
        try:
            done = harden_ledger(role=role)
        except RoleUnfitError as error:
            raise CommandError(error.message) from error
        except DatabaseError as error:
            raise CommandError(f"PostgreSQL refused: {error}".strip()) from error
        self.stdout.write(
            f"{role} reads {done['tables']} tables and posts by {done['functions']} functions."
        )
