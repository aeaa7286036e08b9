#!/usr/bin/env python
"""Django's command line. `run_agent` and the sandbox need no database: they get lean settings."""

import os
import sys
from pathlib import Path

LEAN_COMMANDS = frozenset(
    {
        "run_agent",
        "learn_playbook",
        "serve_ocr_rules",
        "verify_receipt",
        "sandbox_streaming",
        "sandbox_vision",
        "sandbox_btcpay",
        "sandbox_chat",
        "sandbox_relay",
        "sandbox_pay",
    }
)


def main() -> None:
    lean = len(sys.argv) > 1 and (sys.argv[1] in LEAN_COMMANDS or _replays_a_folder())
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", "config.settings.lean" if lean else "config.settings.base"
    )
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the choice

    execute_from_command_line(sys.argv)


def _replays_a_folder() -> bool:
    """A stored run is asked for by its id and comes from the database; a folder needs none."""
    return sys.argv[1] == "replay_run" and any(Path(word).is_dir() for word in sys.argv[2:])


if __name__ == "__main__":
    main()
