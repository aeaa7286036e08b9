"""replay_run for the server: a folder as before, or a run that is stored here, by its id."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db import OperationalError

from browser_agent.management.commands.replay_run import Command as FolderCommand
from browser_agent.replay import Replay, ReplayError, StoredRun
from jobs.models import Evidence, Run
from jobs.queries import records_of
from jobs.services import keep_replay


class Command(FolderCommand):
    help = FolderCommand.help + " --store keeps a stored run's result for the evaluation page."
    _run_id: UUID | None = None

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **options)
        except OperationalError as error:
            raise CommandError(
                "The database does not answer: start it, or give an evidence folder.", returncode=2
            ) from error

    def stored(self, run: str) -> StoredRun:
        if Path(run).is_dir():
            return super().stored(run)
        try:
            self._run_id = UUID(run)
        except ValueError as error:
            raise ReplayError("This is neither a folder nor the id of a run.") from error
        return stored_run(self._run_id)

    def keep(self, found: Replay, options: dict[str, Any]) -> None:
        if self._run_id is None:
            super().keep(found, options)
        elif options["store"]:
            keep_replay(run_id=self._run_id, told=found.as_json())


def stored_run(run_id: UUID) -> StoredRun:
    """Raises ReplayError where there is no such run; its pictures may be gone by now."""
    run = Run.objects.filter(pk=run_id).select_related("service_version").first()
    if run is None:
        raise ReplayError("There is no such run.")
    paths = {row.name: row.path for row in Evidence.objects.filter(run=run)}

    def picture(record: Mapping[str, Any]) -> Path:
        return paths[str(record["name"])]

    return StoredRun(records_of(run), picture, tuple(run.service_version.origins))
