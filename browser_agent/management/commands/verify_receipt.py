"""Checks a receipt that a person kept. Needs neither database nor network."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from browser_agent.receipt import Checked, ReceiptUnreadableError, check_receipt, read_receipt
from kernel.signing import CanonicalFormError, read_strictly

GOOD, BAD, UNREADABLE = 0, 1, 2
HEX_DIGITS = 64
FILE_BYTES_MAX = 2_000_000


class KeyUnreadableError(ValueError):
    """What was given as --key holds no key."""


class Command(BaseCommand):
    help = (
        "Check a receipt file: signature, hash, chain, pictures. Exit 0: all holds; 1: something "
        "does not, each named; 2: the file or the key cannot be read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--key",
            help="the house's public key: 64 hex digits, or a file with them or with the contents "
            "of /.well-known/unsalted-receipts.json",
        )

    def handle(self, *, file: Path, key: str | None, **options: Any) -> None:
        try:
            told = read_receipt(_content(file))
            keys = _keys(key) if key else [None]
        except (OSError, ReceiptUnreadableError, KeyUnreadableError, CanonicalFormError) as error:
            self.stderr.write(f"UNREADABLE: {error}")
            sys.exit(UNREADABLE)
        signer = told.get("public_key")
        checked = check_receipt(told, house_key=signer if signer in keys else keys[0])
        self._tell(checked)
        sys.exit(BAD if checked.failures else GOOD)

    def _tell(self, checked: Checked) -> None:
        if checked.failures:
            self.stdout.write("BAD RECEIPT")
            for failure in checked.failures:
                self.stdout.write(f"  {failure}")
            return
        self.stdout.write("GOOD RECEIPT\nThis proves:")
        for sentence in checked.proved:
            self.stdout.write(f"  {sentence}")
        self.stdout.write("This does not prove:")
        for sentence in checked.not_proved:
            self.stdout.write(f"  {sentence}")


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(FILE_BYTES_MAX + 1)
    if len(content) > FILE_BYTES_MAX:
        raise ReceiptUnreadableError("It is too large for a receipt.")
    return content


def _keys(given: str) -> list[str | None]:
    """The keys that may have signed, newest first. Raises KeyUnreadableError, OSError."""
    text = given if _is_key(given) else _content(Path(given)).decode(errors="replace").strip()
    if _is_key(text):
        return [text.lower()]
    told = read_strictly(text)
    listed = told.get("keys") if isinstance(told, dict) else None
    found = [each.get("public_key") for each in listed or [] if isinstance(each, dict)]
    keys: list[str | None] = [key.lower() for key in found if isinstance(key, str) and _is_key(key)]
    if not keys:
        raise KeyUnreadableError("There is no key of 64 hex digits in it.")
    return keys


def _is_key(text: str) -> bool:
    return len(text) == HEX_DIGITS and all(letter in "0123456789abcdefABCDEF" for letter in text)
