"""The agent's own Celery app: no Django, no database, one queue, one run at a time.

celery -A browser_agent.worker worker -Q browser -c 1 --prefetch-multiplier=1 \
    --without-gossip --without-mingle --without-heartbeat -n browser@$AGENT_NAME
"""

import logging
import threading
from typing import Any

from celery import Celery
from celery.signals import worker_init, worker_ready, worker_shutdown

from browser_agent import settings
from browser_agent.display import screen_for_chrome
from browser_agent.errand import send_spooled
from browser_agent.evidence import sweep_evidence
from browser_agent.profile import sweep_profiles
from browser_agent.spool import Spool
from kernel.broker import BROWSER_TASK_SECONDS_MAX, transport_settings

logger = logging.getLogger(__name__)

RESEND_SECONDS = 30.0

told = settings.worker()
app = Celery("browser_agent", include=["browser_agent.tasks"])
app.conf.update(
    transport_settings(told.broker_url, restricted=told.broker_url.startswith("amqp")),
    task_time_limit=BROWSER_TASK_SECONDS_MAX,
)

_over = threading.Event()


@worker_init.connect
def prepare(**_: Any) -> None:
    """A screen that cannot be had is told at once. Each run opens it anew: an Xvfb of our own that
    has died takes no more than one run with it."""
    sweep_profiles()
    with screen_for_chrome(told.body.display):
        logger.info("a screen can be had")


@worker_ready.connect
def resend(**_: Any) -> None:
    threading.Thread(target=_keep_sending, name="spool", daemon=True).start()


@worker_shutdown.connect
def clean_up(**_: Any) -> None:
    _over.set()


def _keep_sending() -> None:
    spool = Spool(told.spool_dir)
    while True:
        send_spooled(spool, told)
        sweep_evidence(told.body.evidence_dir, days=told.evidence_days)
        if _over.wait(RESEND_SECONDS):
            return
