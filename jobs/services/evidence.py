"""Masked screenshots: on disk, private, each with its hash."""

import hashlib
import os
import re
import uuid
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum

from jobs.errors import EvidenceInvalidError, EvidenceTooLargeError, StaleRunError, UnknownRunError
from jobs.models import Evidence, Run

EVIDENCE_BYTES_MAX = 5 * 1_048_576
EVIDENCE_PER_RUN_MAX = 200
EVIDENCE_RUN_BYTES_MAX = 400 * 1_048_576
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,74}$")
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Storage(StrEnum):
    STORED = "stored"
    REPLAYED = "replayed"


def store_evidence(
    *,
    run_id: UUID,
    fencing_token: int,
    seq: int,
    name: str,
    sha256: str,
    content: bytes,
    record: dict[str, Any] | None = None,
) -> Storage:
    """Keep one PNG of a run that is under way or has ended; the same again changes nothing.

    seq: 0..199, once per run. record: the step that it shows. Raises StaleRunError, also where the
    person has left, UnknownRunError, EvidenceInvalidError, EvidenceTooLargeError, also past
    EVIDENCE_RUN_BYTES_MAX of the run. The file is whole on disk, mode 0600, before its row exists.
    """
    _refuse_invalid(seq, name, sha256, content)
    run = Run.objects.filter(pk=run_id).select_related("job__user").first()
    if run is None:
        raise UnknownRunError("There is no such run.")
    if run.fencing_token != fencing_token or run.status not in {
        Run.Status.RUNNING,
        Run.Status.ENDED,
    }:
        raise StaleRunError("This run is over.")
    if run.job.user.pubkey is None:  # an aborted run may still be at work when its person leaves
        raise StaleRunError("The person has left, and took their pictures along.")
    known = Evidence.objects.filter(run=run, seq=seq).first()
    if known is not None:
        return _same(known, sha256)
    kept = Evidence.objects.filter(run=run).aggregate(bytes=Sum("size_bytes"))["bytes"] or 0
    if kept + len(content) > EVIDENCE_RUN_BYTES_MAX:
        raise EvidenceTooLargeError(f"At most {EVIDENCE_RUN_BYTES_MAX} bytes of one run.")
    relative = Path(str(run.pk)) / f"{seq:03d}-{sha256[:16]}.png"
    _write(settings.EVIDENCE_DIR / relative, content)
    try:
        with transaction.atomic():
            Evidence.objects.create(
                run=run,
                seq=seq,
                name=name,
                sha256=sha256,
                file=str(relative),
                size_bytes=len(content),
                record=record,
            )
    except IntegrityError:  # a racing upload of the same seq was faster
        return _same(Evidence.objects.get(run=run, seq=seq), sha256)
    return Storage.STORED


def _refuse_invalid(seq: int, name: str, sha256: str, content: bytes) -> None:
    if len(content) > EVIDENCE_BYTES_MAX:
        raise EvidenceTooLargeError(f"At most {EVIDENCE_BYTES_MAX} bytes.", bytes=len(content))
    if not 0 <= seq < EVIDENCE_PER_RUN_MAX:
        raise EvidenceInvalidError(f"seq must be 0 to {EVIDENCE_PER_RUN_MAX - 1}.")
    if not NAME.match(name):
        raise EvidenceInvalidError("The name has letters, digits, dots, dashes; 75 at most.")
    if not content.startswith(PNG_SIGNATURE):
        raise EvidenceInvalidError("This is not a PNG.")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EvidenceInvalidError("The content does not match its hash.")


def _same(known: Evidence, sha256: str) -> Storage:
    if known.sha256 != sha256:
        raise EvidenceInvalidError("Another picture has this number.", seq=known.seq)
    return Storage.REPLAYED


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{uuid.uuid4().hex}.draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
