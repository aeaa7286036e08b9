"""How long a job will probably wait, from how long runs really took. Reads only.

A run occupies one agent from its start to its outcome, a person's thinking included; so agents are
simulated one by one: those that work now become free when their job's median is over.
"""

import heapq
import math
import statistics
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from jobs.models import Job, Run
from kernel.clock import utc_now

RUNS_LOOKED_AT = 300
DAYS_LOOKED_AT = 60
QUEUE_LOOKED_AT = 500
AGENT_SEEN_WITHIN = timedelta(hours=1)
SAME_KIND_MIN = 3  # fewer runs of one service and action tell less than all runs together

Kind = tuple[int, str]


def expected_wait_seconds(job: Job) -> int | None:
    """Until this queued job is begun, rounded up; None where it is not queued, nothing was ever
    measured, or no agent was heard of for AGENT_SEEN_WITHIN."""
    return expected_waits([job])[job.pk]


def expected_waits(jobs: Sequence[Job]) -> dict[UUID, int | None]:
    """expected_wait_seconds of each; what was measured is read once."""
    waits: dict[UUID, int | None] = dict.fromkeys(job.pk for job in jobs)
    queued = [job for job in jobs if job.status == Job.Status.QUEUED]
    medians = _Medians() if queued else None
    if medians is None or medians.overall is None:
        return waits
    free = _seconds_until_free(medians, utc_now())
    if free:  # nobody to begin it is no wait of nothing
        waits |= {job.pk: _wait_seconds(job, medians, list(free)) for job in queued}
    return waits


def _wait_seconds(job: Job, medians: "_Medians", free: list[float]) -> int:
    """free: a heap that is used up."""
    ahead = Job.objects.filter(status=Job.Status.QUEUED, created_at__lt=job.created_at)
    kinds = ahead.order_by("created_at").values_list("service_id", "action")[:QUEUE_LOOKED_AT]
    for kind in kinds:
        heapq.heapreplace(free, free[0] + medians.of(kind))
    return math.ceil(free[0])


class _Medians:
    """Seconds a run takes, by service and action where enough were seen, else over all."""

    def __init__(self) -> None:
        since = utc_now() - timedelta(days=DAYS_LOOKED_AT)
        ended = Run.objects.filter(
            status=Run.Status.ENDED, ended_at__gt=since, started_at__isnull=False
        ).order_by("-ended_at")
        seen: dict[Kind, list[float]] = defaultdict(list)
        rows = ended.values_list("job__service_id", "job__action", "started_at", "ended_at")
        for service, action, began, over in rows[:RUNS_LOOKED_AT]:
            if began is not None and over is not None:
                seen[service, action].append((over - began).total_seconds())
        everything = [seconds for some in seen.values() for seconds in some]
        self.overall = statistics.median(everything) if everything else None
        self._by_kind = {
            kind: statistics.median(some)
            for kind, some in seen.items()
            if len(some) >= SAME_KIND_MIN
        }

    def of(self, kind: Kind) -> float:
        return self._by_kind.get(kind, self.overall or 0.0)


def _seconds_until_free(medians: _Medians, now: datetime) -> list[float]:
    """A heap with one entry for each agent that lives: when it can take the next job."""
    busy = Run.objects.filter(status=Run.Status.RUNNING, lease_expires_at__gt=now)
    free: list[float] = []
    for service, action, began in busy.values_list("job__service_id", "job__action", "started_at"):
        worked = (now - began).total_seconds() if began is not None else 0.0
        free.append(max(medians.of((service, action)) - worked, 0.0))
    lately = Q(status__in=Run.LIVE) | Q(ended_at__gt=now - AGENT_SEEN_WITHIN)
    agents = Run.objects.filter(lately).exclude(agent="").values("agent")
    idle = agents.distinct().count() - len(free)
    free += [0.0] * max(idle, 0)
    heapq.heapify(free)
    return free
