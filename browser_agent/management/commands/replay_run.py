"""A stored run against another model or today's policy, offline: which decisions change?"""

import dataclasses
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from browser_agent.eyes import open_eyes
from browser_agent.hands import StopFlag
from browser_agent.replay import (
    Change,
    Replay,
    ReplayError,
    StoredRun,
    by_eyes,
    replay,
    stored_folder,
)
from browser_agent.settings import eyes_and_body
from kernel.ocr import Reader

POLICY_ONLY = "policy"


class Command(BaseCommand):
    help = (
        "Ask a stored run's frames again: the rules in this process, or --vision and --model; "
        "--policy-only asks no model. Exit 0 where every decision stays the same, 1 where some "
        "change, 2 where the run could not be asked."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "run", help="an evidence folder of run_agent; on the server also the id of a run"
        )
        parser.add_argument("--store", action="store_true", help="keep the result of a stored run")
        parser.add_argument("--vision", default=None, help="an OpenAI-compatible server")
        parser.add_argument("--model", default=None, help="a model there")
        parser.add_argument("--policy-only", action="store_true", help="ask today's policy alone")
        parser.add_argument("--json", action="store_true", help="the whole result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            stored = self.stored(options["run"])
            found = self.replayed(stored, options)
            self.keep(found, options)
        except ReplayError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(found.as_json(), indent=1) if options["json"] else told(found))
        if found.changes:
            raise SystemExit(1)

    def stored(self, run: str) -> StoredRun:
        """Raises ReplayError."""
        return stored_folder(Path(run))

    def keep(self, found: Replay, options: dict[str, Any]) -> None:
        """A folder has nowhere to keep it. Raises ReplayError."""
        if options["store"]:
            raise ReplayError("Only the result of a stored run can be kept: give a run's id.")

    def replayed(self, stored: StoredRun, options: dict[str, Any]) -> Replay:
        if options["policy_only"]:
            return replay(stored, model=POLICY_ONLY, ask=None)
        body = eyes_and_body()
        if options["model"]:
            body = dataclasses.replace(body, vision_model=options["model"])
        eyes = open_eyes(
            body,
            url=options["vision"] or body.vision_url,
            stop=StopFlag(),
            reader=Reader(),
        )
        try:
            found = replay(stored, model=eyes.model, ask=by_eyes(eyes))
        finally:
            eyes.close()
        if found.steps and found.unanswered == found.steps:
            raise ReplayError(f"The model at {options['vision'] or body.vision_url} says nothing.")
        found.seconds = round(eyes.seconds, 2)
        return found


def told(found: Replay) -> str:
    head = (
        f"{found.model}: {len(found.changes)} of {found.steps} decisions change, "
        f"{found.commits_changed} of them final."
    )
    return "\n".join([head, *map(_line, found.changes)])


def _line(change: Change) -> str:
    pages = change.page_before
    if change.page_after not in {"", change.page_before}:
        pages += f" -> {change.page_after}"
    verdicts = " -> ".join(filter(None, (change.policy_before, change.policy_after)))
    return (
        f"  {change.step} [{pages}] {change.before} -> {change.after}"
        f" ({change.effect}{'; policy ' + verdicts if verdicts else ''})"
    )
