"""The doorbell: rows are the truth, Celery only says that there is a row to look at.

A bell that is lost costs time, never work: `ops` sweeps for open rows and rings again.
"""

import logging
from typing import Any

from amqp.exceptions import AMQPError, MessageNacked
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
BELL_LOST = (OperationalError, OSError, AMQPError, MessageNacked)
"""kombu wraps what may pass by itself. A refused login or a full queue arrives as RabbitMQ said it.
"""


def ring(task_name: str, **kwargs: Any) -> None:
    """Send the task by name once the surrounding transaction has committed.

    kwargs: ids and tokens only. Brokers keep messages on disk, so nothing secret may travel here.
    """
    transaction.on_commit(lambda: _send(task_name, kwargs))


def _send(task_name: str, kwargs: dict[str, Any]) -> None:
    try:
        current_app.send_task(task_name, kwargs=kwargs)
    except BELL_LOST as error:
        # The row is committed and the sweep will ring again, so the caller must not fail for this.
        logger.warning("bell lost: task=%s error=%s", task_name, type(error).__name__)
