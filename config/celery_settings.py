"""What Celery is told: transport, queues, acknowledgement (kernel.broker) and beat's schedule."""

from celery.schedules import crontab
from django.conf import settings

from kernel.broker import transport_settings

globals().update(transport_settings(settings.CELERY_BROKER_URL))
SWEEPS_WAITING_MAX = 10
AUDIT_SECONDS = 300.0
MINUTE_SECONDS = 60.0
timezone = "UTC"
beat_schedule = {
    "sweep": {
        "task": "ops.sweep",
        "schedule": settings.SWEEP_SECONDS,
        # Sweeps that pile up while no worker runs would each ring for the same rows.
        "options": {"expires": SWEEPS_WAITING_MAX * settings.SWEEP_SECONDS},
    },
    "reconcile": {"task": "ops.reconcile_books", "schedule": crontab(hour=3, minute=20)},
    "audit": {
        "task": "payments.audit_books",
        "schedule": AUDIT_SECONDS,
        "options": {"expires": AUDIT_SECONDS},
    },
    "audit-all": {
        "task": "payments.audit_books",
        "kwargs": {"full": True},
        "schedule": crontab(hour=3, minute=40),
    },
    "revenue": {
        "task": "payments.sweep_revenue",
        "schedule": crontab(minute="5,35"),
        "options": {"expires": MINUTE_SECONDS},
    },
    "fold": {
        "task": "payments.fold_entries",
        "schedule": MINUTE_SECONDS,
        "options": {"expires": MINUTE_SECONDS},
    },
    "watch": {
        "task": "payments.watch_till",
        "schedule": MINUTE_SECONDS,
        "options": {"expires": MINUTE_SECONDS},
    },
    # Every hour: a midnight that was too busy is made up for. A day is proved once.
    "prove": {"task": "payments.prove_liabilities", "schedule": crontab(minute=5)},
    "forget-evidence": {"task": "jobs.forget_evidence", "schedule": crontab(minute=25)},
    "forget": {"task": "payments.forget_old", "schedule": crontab(hour=4, minute=10)},
}
beat_max_loop_interval = 5
