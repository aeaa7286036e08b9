"""Tells the server which public key to seal to."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobs.services import register_agent_key
from kernel.errors import InvalidError


class Command(BaseCommand):
    help = "Seal to PUBLIC from now on; what is sealed to another key must be handed over again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("public", help="as printed by create_agent_key")
        parser.add_argument(
            "--signing", default="", help="what the agent signs with, as printed beside it"
        )

    def handle(self, *, public: str, signing: str, **options: Any) -> None:
        try:
            key = register_agent_key(public_key=public, signing_key=signing)
        except InvalidError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Key {key.key_id} is the current one.")
