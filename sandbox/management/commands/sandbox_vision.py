"""The older name of `serve_ocr_rules`, which left the sandbox when it became the CPU default."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "The same as serve_ocr_rules: serve the rule-based vision model until interrupted."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=9201, help="0 chooses a free one")
        parser.add_argument("--threads", type=int, default=2, help="of the text recognition")
        parser.add_argument("--api-key", default="", help="wanted as a bearer token if given")

    def handle(self, *args: Any, **options: Any) -> None:
        told = {name: options[name] for name in ("host", "port", "threads", "api_key")}
        call_command("serve_ocr_rules", **told, stdout=self.stdout)
