"""The server's Celery app. Two queues: `default` here, `browser` on the agent's machine."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

app = Celery("unsalted")
app.config_from_object(
    "config.celery_settings"
)  # read at first use: importing config needs no settings
app.autodiscover_tasks()
