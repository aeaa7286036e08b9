"""Two evidence folders of run_agent become a playbook for the next run, where the runs agree."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from browser_agent.evidence import read_steps
from browser_agent.playbook.compile import Refused, compile_playbook


class Command(BaseCommand):
    help = (
        "Compile two runs that succeeded on one site, with the same wish, into a playbook for "
        "run_agent --playbook. Exit 1 with the reason where they do not agree."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("runs", nargs=2, type=Path, metavar="FOLDER")
        parser.add_argument("--out", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        one, other = (_records(folder) for folder in options["runs"])
        if one == other:
            raise CommandError("These are one run; a playbook needs two that agree.")
        found = compile_playbook(one, other)
        if isinstance(found, Refused):
            raise CommandError(found.reason)
        options["out"].write_text(json.dumps(found.as_json(), indent=1, ensure_ascii=False) + "\n")
        self.stdout.write(f"{len(found.states)} states. Playbook: {options['out']}")


def _records(folder: Path) -> list[dict[str, Any]]:
    try:
        return read_steps(folder)
    except (OSError, ValueError) as error:
        raise CommandError(f"{folder} holds no run.") from error
