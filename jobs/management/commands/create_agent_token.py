"""Lets one more machine use the agent API."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from jobs.services import create_agent_token


class Command(BaseCommand):
    help = "Print a new token for the agent NAME: once, because only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *, name: str, **options: Any) -> None:
        _, token = create_agent_token(name=name)
        self.stderr.write("Set it as AGENT_TOKEN where the agent runs. It is not shown again.")
        self.stdout.write(token)
