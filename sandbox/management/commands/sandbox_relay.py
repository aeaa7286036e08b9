"""`manage.py sandbox_relay`: a real relay on this machine, kept in one SQLite file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kernel.env import BASE_DIR
from sandbox.relay import relay_command


class Command(BaseCommand):
    help = "Run a Nostr relay for one machine (ws://127.0.0.1:7777); its events survive restarts."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=7777)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument(
            "--state", type=Path, help="SQLite file (default var/relay/PORT.sqlite3)"
        )

    def handle(self, *args: Any, port: int, host: str, state: Path | None, **options: Any) -> None:
        file = state or BASE_DIR / "var" / "relay" / f"{port}.sqlite3"
        command, environment = relay_command(host=host, port=port, state=file)
        self.stdout.write(f"relay on ws://{host}:{port}, kept in {file}")
        self.stdout.flush()
        os.execve(command[0], command, environment)  # noqa: S606 - signals go straight to the relay
