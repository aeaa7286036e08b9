"""Shells for beat: the audit, checkpoints, the proof of liabilities, what operators should know."""

from celery import shared_task
from django.db import OperationalError

from payments.ledger.services import fold_entries
from payments.services.auditing import audit_books
from payments.services.liabilities import prove_liabilities
from payments.services.retention import forget_old
from payments.services.watching import watch_till


@shared_task(name="payments.audit_books", soft_time_limit=1_500, time_limit=1_560)
def audit_books_task(*, full: bool = False) -> str:
    run = audit_books(full=full)
    return f"{len(run.findings)} findings"


@shared_task(name="payments.fold_entries", soft_time_limit=50, time_limit=55)
def fold_entries_task() -> str:
    try:
        return f"{fold_entries()} folded"
    except OperationalError:
        return "too busy: the next run folds more"


@shared_task(name="payments.watch_till", soft_time_limit=50, time_limit=55)
def watch_till_task() -> dict[str, int]:
    return watch_till()


@shared_task(name="payments.prove_liabilities", soft_time_limit=900, time_limit=960)
def prove_liabilities_task() -> str:
    """Rung every hour, so that a busy midnight is made up for; a day is proved once."""
    try:
        return prove_liabilities().root_hash
    except OperationalError:
        return "too busy: the next run proves it"


@shared_task(name="payments.forget_old", soft_time_limit=600, time_limit=660)
def forget_old_task() -> dict[str, int]:
    return forget_old()
