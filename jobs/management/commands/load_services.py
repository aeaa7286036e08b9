"""The registry of sites from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobs.errors import ServiceInvalidError
from jobs.services import load_services


class Command(BaseCommand):
    help = "Create or change services from a JSON list; the same file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as jobs/data/services.json")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            counts = load_services(text=file.read_text())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except ServiceInvalidError as error:
            raise CommandError(f"{error.facts.get('slug') or file}: {error.message}") from error
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
