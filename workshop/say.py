"""How the workshop talks: one line per step, plain words when something cannot be done."""

import sys
from typing import NoReturn


def say(text: str) -> None:
    print(text, flush=True)


def step(text: str) -> None:
    """Progress goes to stderr, so that stdout stays for answers."""
    print(f"  · {text}", file=sys.stderr, flush=True)


def refuse(text: str) -> NoReturn:
    print(f"\n{text}", file=sys.stderr, flush=True)
    raise SystemExit(1)
