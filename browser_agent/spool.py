"""Outcomes on disk until the server has acknowledged them.

A file appears whole or not at all and is on the disk before `keep` returns, so a crash after the
last click loses nothing. What the server refuses for good is moved to refused/ for a person.
"""

import json
import os
import uuid
from pathlib import Path
from typing import Any


class Spool:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._refused = folder / "refused"
        for path in (folder, self._refused):
            path.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, run_id: str, body: dict[str, Any]) -> None:
        """Durable when this returns. One outcome a run: a second one replaces the first.

        OSError where the disk is full or broken; then nothing of it is left there.
        """
        draft = self._folder / f".{uuid.uuid4().hex}.draft"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(body, file)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self._path(run_id))
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(self._folder)

    def pending(self) -> list[tuple[str, dict[str, Any]]]:
        """(run id, body) of what the server has not acknowledged, oldest first."""
        found: list[tuple[float, str, dict[str, Any]]] = []
        for path in self._folder.glob("*.json"):
            try:
                found.append((path.stat().st_mtime, path.stem, json.loads(path.read_text())))
            except FileNotFoundError:
                continue  # the worker's other process has just sent it
            except ValueError:
                self.refuse(path.stem)  # a damaged disk; the others must still go out
        return [(run_id, body) for _, run_id, body in sorted(found, key=lambda one: one[:2])]

    def acknowledge(self, run_id: str) -> None:
        self._path(run_id).unlink(missing_ok=True)

    def refuse(self, run_id: str) -> None:
        path = self._path(run_id)
        if path.exists():
            path.rename(self._refused / path.name)

    def _path(self, run_id: str) -> Path:
        # A run id is a UUID; anything else would be a path of somebody's choosing.
        return self._folder / f"{uuid.UUID(run_id)}.json"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
