"""Shells for beat."""

from celery import shared_task

from kernel.errors import UpstreamError
from ops.services import reconcile_books, sweep


@shared_task(name="ops.sweep", soft_time_limit=120, time_limit=150)
def sweep_task() -> dict[str, dict[str, int]]:
    return sweep()


@shared_task(name="ops.reconcile_books", soft_time_limit=600, time_limit=660)
def reconcile_books_task() -> str:
    """Every night. Where no rail answers, the next night or `manage.py reconcile_rails` does it."""
    try:
        return f"{reconcile_books()} differences"
    except UpstreamError as error:
        return f"not compared: {error.message}"
