"""Makes the key that credentials are sealed to. Run it where the agent runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from browser_agent.chain import signing_key_of
from jobs.services import register_agent_key
from kernel.errors import InvalidError
from kernel.sealing import PrivateKey


class Command(BaseCommand):
    help = (
        "Write a new private key (mode 0600) to FILE and print its public half. "
        "On an agent's machine without Django: python -m browser_agent create-key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="where the private key goes")
        parser.add_argument(
            "--register",
            action="store_true",
            help="store the public half in this database too; an existing FILE is taken as it is",
        )

    def handle(self, *, out: Path, register: bool, **options: Any) -> None:
        try:
            key = self._key(out, reuse=register)
        except InvalidError as error:
            raise CommandError(error.message) from error
        public, signing = key.public_key.to_text(), signing_key_of(key).public_hex
        if register:
            register_agent_key(public_key=public, signing_key=signing)
            self.stdout.write(f"Key {key.public_key.key_id} is in {out} and registered here.")
            self.stdout.write(public)
        else:
            self.stdout.write(f"Key {key.public_key.key_id} is in {out}. Now run on the server:")
            self.stdout.write(f"manage.py register_agent_key {public} --signing {signing}")

    def _key(self, out: Path, *, reuse: bool) -> PrivateKey:
        if out.exists():
            if not reuse:
                raise CommandError(f"{out} exists: a new key would lose what is sealed to it.")
            return PrivateKey.from_file(out)
        key = PrivateKey.generate()
        key.write_file(out)
        return key
