"""Masked screenshots do not stay for ever: EVIDENCE_DAYS after their job is over they are gone."""

import logging
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import User
from jobs.models import Evidence, Job, Run
from kernel.clock import utc_now

logger = logging.getLogger(__name__)
RUNS_PER_SWEEP_MAX = 200
ORPHAN_SECONDS = 86_400.0


def forget_old_evidence() -> int:
    """One pass over runs whose job is over for EVIDENCE_DAYS. Returns how many runs lost pictures.

    A job that is open, such as one that needs help, keeps its pictures until it is closed; receipts
    keep theirs. A file that cannot be removed keeps its row, and the next pass tries again.
    """
    before = utc_now() - timedelta(days=settings.EVIDENCE_DAYS)
    old = (
        Run.objects.filter(evidence__isnull=False, job__finished_at__lt=before)
        .exclude(job__status__in=Job.OPEN)
        .order_by("pk")
        .distinct()
    )
    dropped = _drop(old.values_list("pk", flat=True)[:RUNS_PER_SWEEP_MAX])
    _drop_orphans()
    return dropped


def drop_evidence_of(*, user: User) -> int:
    """Every picture of the person's jobs, rows now and files once that is certain. Returns rows."""
    runs = list(Run.objects.filter(job__user=user).values_list("pk", flat=True))
    rows, _ = Evidence.objects.filter(run__in=runs).delete()
    # After the commit: a leaving that is rolled back must find its pictures where they were.
    transaction.on_commit(lambda: _remove_all(runs))
    return rows


def _drop(runs: Iterable[UUID]) -> int:
    dropped = 0
    for run in runs:
        if _remove(run):  # the file first: a row without a file is found again, never the reverse
            Evidence.objects.filter(run=run).delete()
            dropped += 1
    return dropped


def _drop_orphans() -> None:
    """Folders that a crash between rows and files left behind, once nobody can still fill them."""
    root = Path(settings.EVIDENCE_DIR)
    folders = list(root.iterdir()) if root.is_dir() else []
    aged = {run for folder in folders if (run := _run_of(folder)) and _is_aged(folder)}
    known = Evidence.objects.filter(run__in=aged).order_by().values_list("run_id", flat=True)
    for run in aged.difference(known.distinct()):
        _remove(run)


def _is_aged(folder: Path) -> bool:
    try:
        return folder.stat().st_mtime <= utc_now().timestamp() - ORPHAN_SECONDS
    except FileNotFoundError:
        return False  # its person has left meanwhile


def _run_of(folder: Path) -> UUID | None:
    try:
        return UUID(folder.name)
    except ValueError:
        return None


def _remove_all(runs: Iterable[UUID]) -> None:
    for run in runs:
        _remove(run)


def _remove(run: UUID) -> bool:
    folder = Path(settings.EVIDENCE_DIR) / str(run)
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return True
    except OSError as error:
        logger.error("evidence cannot be removed: run=%s error=%s", run, error.strerror)  # noqa: TRY400
        return False
    return True
