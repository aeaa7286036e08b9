"""The sweep: rings again for every open row whose bell was lost, ends what is out of time."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import connection

from accounts.services import sweep_accounts
from jobs.services import sweep_jobs
from kernel.clock import utc_now
from nostr_bridge.services import sweep_bridge
from payments.ledger.services import expire_holds
from payments.services import reconcile_rails, sweep_payments

logger = logging.getLogger(__name__)
RECONCILED_BACK = timedelta(days=7)
SWEEP_LOCK = 7_362_501
"""PostgreSQL advisory lock: two sweeps at once would only do the same work twice."""


def sweep_holds() -> dict[str, int]:
    """What was set aside for work that never came back is free again."""
    return {"expired": expire_holds()}


SWEEPS: dict[str, Callable[[], dict[str, int]]] = {
    "jobs": sweep_jobs,
    "payments": sweep_payments,
    "holds": sweep_holds,
    "bridge": sweep_bridge,
    "accounts": sweep_accounts,
}


def sweep() -> dict[str, dict[str, int]]:
    """One pass over every room. Returns counts per room; a room that fails is logged and left out.

    Returns an empty dict where another sweep is under way.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SWEEP_LOCK])
        if not cursor.fetchone()[0]:
            return {}
        try:
            return _sweep_rooms()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])


def _sweep_rooms() -> dict[str, dict[str, int]]:
    counts = {}
    for room, sweep_room in SWEEPS.items():
        try:
            counts[room] = sweep_room()
        except Exception:  # one room's bug must not leave all others unswept
            logger.exception("sweep failed: room=%s", room)
    found = {room: {k: v for k, v in count.items() if v} for room, count in counts.items()}
    if any(found.values()):
        logger.info("sweep: %s", {room: count for room, count in found.items() if count})
    return counts


def reconcile_books() -> int:
    """Compare the last week's books with every rail's. Each difference is an error in the log.

    Returns how many there are. Raises UpstreamError where no rail answers.
    """
    differences = reconcile_rails(since=utc_now() - RECONCILED_BACK)
    for difference in differences:
        logger.error("the books differ: %s", difference)
    return len(differences)
