"""manage.py sandbox_chat: a person at a keyboard who writes to the bot of `make dev`."""

import json
import os
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.env import BASE_DIR
from sandbox.customer import Customer

DEV_FACTS = BASE_DIR / "var" / "dev.json"
KEY_FILE = BASE_DIR / "var" / "dev" / "person.key"
LOOK_SECONDS = 0.2


class Command(BaseCommand):
    help = (
        "Write to the bot of `make dev`, one message a line; its answers appear as they come. "
        "Ctrl-D ends it. It is the same person each time, unless --key-file names another."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--relay", help="default: relay_url of var/dev.json")
        parser.add_argument("--to", help="the bot's npub; default: bot_npub of var/dev.json")
        parser.add_argument("--key-file", type=Path, default=KEY_FILE, help="made if missing")
        parser.add_argument(
            "--linger-seconds", type=float, default=5.0, help="listen on after the last line"
        )

    def handle(self, **options: Any) -> None:
        relay, bot = options["relay"], options["to"]
        if not (relay and bot):
            told = _dev_facts()
            relay, bot = relay or told["relay_url"], bot or told["bot_npub"]
        person = Customer([relay], secret=_kept_key(options["key_file"]))
        _keep_key(options["key_file"], person.keys.secret_key().to_hex())
        self.stdout.write(f"You are {person.npub}")
        ended = threading.Event()
        printer = threading.Thread(target=self._print_answers, args=(person, ended), daemon=True)
        printer.start()
        try:
            for line in sys.stdin:
                if line.strip():
                    person.send_dm(bot, line.strip())
            ended.wait(options["linger_seconds"])
        except KeyboardInterrupt:
            self.stdout.write("")
        except TimeoutError as error:
            raise CommandError(f"The relay {relay} does not answer: {error}.") from error
        finally:
            ended.set()
            printer.join()
            person.close()

    def _print_answers(self, person: Customer, ended: threading.Event) -> None:
        seen = 0
        while True:
            last_look = ended.is_set()
            texts = person.texts()[seen:]
            for text in texts:
                self.stdout.write(f"bot: {text}\n")
                self.stdout.flush()
            seen += len(texts)
            if last_look:
                return
            ended.wait(LOOK_SECONDS)


def _dev_facts() -> dict[str, str]:
    try:
        told: dict[str, str] = json.loads(DEV_FACTS.read_text())
    except OSError as error:
        raise CommandError("`make dev` is not up: start it, or give --relay and --to.") from error
    return told


def _kept_key(path: Path) -> str | None:
    return path.read_text().strip() if path.exists() else None


def _keep_key(path: Path, secret: str) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secret + "\n")
