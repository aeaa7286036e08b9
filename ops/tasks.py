"""Shells for beat."""

from celery import shared_task

from ops.services import sweep


@shared_task(name="ops.sweep", soft_time_limit=120, time_limit=150)
def sweep_task() -> dict[str, dict[str, int]]:
    return sweep()
