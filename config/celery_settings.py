"""What Celery is told: transport, queues, acknowledgement (kernel.broker) and beat's schedule."""

from celery.schedules import crontab
from django.conf import settings

from kernel.broker import transport_settings

globals().update(transport_settings(settings.CELERY_BROKER_URL))
SWEEPS_WAITING_MAX = 10
timezone = "UTC"
beat_schedule = {
    "sweep": {
        "task": "ops.sweep",
        "schedule": settings.SWEEP_SECONDS,
        # Sweeps that pile up while no worker runs would each ring for the same rows.
        "options": {"expires": SWEEPS_WAITING_MAX * settings.SWEEP_SECONDS},
    },
    "reconcile": {"task": "ops.reconcile_books", "schedule": crontab(hour=3, minute=20)},
}
beat_max_loop_interval = 5
