"""One run on any site, from the command line: no server, no database, no money."""

import errno
import json
import os
import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from browser_agent.hands import StopFlag
from browser_agent.settings import eyes_and_body
from browser_agent.solo import SoloRequest, run_solo


class Command(BaseCommand):
    help = (
        "Cancel or resume one subscription with a real Chrome. Exit 0: the result file says how it "
        "ended, a bad request, secrets file or playbook included; exit 1: no result file could be "
        "written, and nothing was done unless stderr says what. "
        "Secrets file: JSON with email, password, code, cvv, plan, max_price, all optional; "
        "without max_price a resume pays what the site asks for the plan."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--service", required=True, help="the service's name")
        parser.add_argument("--action", required=True, choices=("cancel", "resume"))
        parser.add_argument("--start-url", required=True)
        parser.add_argument("--account-url", default=None)
        parser.add_argument("--vision", default=None, help="an OpenAI-compatible server")
        parser.add_argument("--secrets", required=True, type=Path)
        parser.add_argument("--result", required=True, type=Path)
        parser.add_argument("--playbook", default=None, type=Path, help="what learn_playbook wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_unwritable(options["result"])
        stop = StopFlag()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.stop())
        request = SoloRequest(
            service=options["service"],
            action=options["action"],
            start_url=options["start_url"],
            account_url=options["account_url"] or None,
            vision_url=options["vision"] or None,
            secrets_file=options["secrets"],
            playbook_file=options["playbook"],
        )
        outcome = run_solo(request, body=eyes_and_body(), stop=stop)
        _write_result(options["result"], outcome.as_json())
        facts = (outcome.error_code, outcome.effective_date, outcome.detail)
        told = ", ".join(str(fact) for fact in (outcome.outcome.value, *facts) if fact)
        self.stdout.write(f"{told} ({outcome.seconds:.0f} s). Result: {options['result']}")


def _refuse_unwritable(path: Path) -> None:
    """Before anything is done: a cancellation whose result is lost would be done again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        draft = _draft(path)
        draft.write_text("{}\n")
        draft.unlink()
    except OSError as error:
        raise CommandError(f"The result cannot be written to {path}: {error.strerror}.") from error


def _write_result(path: Path, result: dict[str, Any]) -> None:
    text = json.dumps(result, indent=1)
    try:
        draft = _draft(path)
        draft.write_text(f"{text}\n")
        draft.replace(path)
    except OSError as error:
        raise CommandError(
            f"The result cannot be written to {path}: {error.strerror}. It is:\n{text}"
        ) from error


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")
