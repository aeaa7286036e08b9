"""Reading what the concierge knows. Nothing here changes a row."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max

from accounts.models import User
from jobs.errors import UnknownJobError, UnknownServiceError
from jobs.models import (
    Credential,
    Evidence,
    InputRequest,
    Job,
    Playbook,
    Receipt,
    Run,
    Service,
    Takeover,
)
from jobs.waiting import expected_wait_seconds, expected_waits
from kernel.clock import utc_now
from payments.models import Invoice

RECENT_JOBS_MAX = 20


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its owner sees it. awaited_field: what the site asks of the person now, or None.

    queue_position: 1 is next; None where the job is not waiting. payable: what can be paid now.
    expected_wait_seconds: until it begins, by how long runs took; None where that is unknown.
    has_receipt: whether there is one to take home. handed_over: one of its pages waits for them.
    """

    job: Job
    awaited_field: str | None
    queue_position: int | None
    expected_wait_seconds: int | None
    payable: Invoice | None
    has_receipt: bool = False
    handed_over: bool = False


def open_jobs(user: User) -> list[JobView]:
    """The user's jobs that are not over, oldest first."""
    jobs = Job.objects.filter(user=user, status__in=Job.OPEN).select_related("service", "invoice")
    return _viewed(list(jobs.order_by("created_at")))


def recent_jobs(user: User) -> list[JobView]:
    """The user's newest RECENT_JOBS_MAX jobs, open or not, newest first."""
    jobs = Job.objects.filter(user=user).select_related("service", "invoice")
    return _viewed(list(jobs.order_by("-created_at")[:RECENT_JOBS_MAX]))


def job_view(user: User, job_id: UUID) -> JobView:
    """Raises UnknownJobError, for another person's job too."""
    job = Job.objects.filter(user=user, pk=job_id).select_related("service", "invoice").first()
    if job is None:
        raise UnknownJobError("There is no such job.")
    return _viewed([job])[0]


def queue_position(job: Job) -> int:
    """1 is next. Counted over everybody's queued jobs."""
    return Job.objects.filter(status=Job.Status.QUEUED, created_at__lt=job.created_at).count() + 1


def queue_facts(job: Job) -> dict[str, int]:
    """Where a queued job stands, for whoever is told: queue_position and, where anything was ever
    measured, expected_wait_seconds."""
    wait = expected_wait_seconds(job)
    known = {} if wait is None else {"expected_wait_seconds": wait}
    return {"queue_position": queue_position(job)} | known


def owed_jobs(user: User) -> list[Job]:
    """Debts, oldest first: work that is invoiced, whether or not its invoice can still be paid."""
    return list(
        Job.objects.filter(user=user, status__in=[Job.Status.INVOICED, Job.Status.UNPAID])
        .select_related("service", "invoice")
        .order_by("created_at")
    )


def enabled_services() -> list[Service]:
    return list(Service.objects.filter(is_enabled=True).order_by("name"))


def service_names() -> list[str]:
    """Names of what can be asked for now, by alphabet."""
    return [service.name for service in enabled_services()]


def service_by_slug(slug: str) -> Service:
    """Raises UnknownServiceError."""
    service = Service.objects.filter(slug=slug).first()
    if service is None:
        raise UnknownServiceError(f"We serve {_listed(service_names())}.")
    return service


def find_service(text: str) -> Service | None:
    """The service a person means by its slug, name or alias; case, spaces and signs do not matter.

    "disney plus" finds "Disney+". A disabled one is found too: open_job says why it refuses.
    """
    wanted = _folded(text)
    if not wanted:
        return None
    for service in Service.objects.order_by("-is_enabled", "pk"):
        if wanted in {_folded(name) for name in (service.slug, service.name, *service.aliases)}:
            return service
    return None


def credential_fields(user: User) -> dict[str, list[str]]:
    """Which fields the user has handed over, by service slug; never a value."""
    fields: dict[str, list[str]] = {}
    rows = Credential.objects.filter(user=user).order_by("service__slug", "field")
    for slug, field in rows.values_list("service__slug", "field"):
        fields.setdefault(slug, []).append(field)
    return fields


def records_of(run: Run) -> list[dict[str, Any]]:
    """What was asked and answered at each of its steps, and the lines read there, in order."""
    rows = Evidence.objects.filter(run=run, record__isnull=False).order_by("seq")
    return [record for record in rows.values_list("record", flat=True) if record is not None]


def active_playbook(run: Run) -> Playbook | None:
    """What this run may follow: of its own version of the service, its action and its plan."""
    return Playbook.objects.filter(
        service_version=run.service_version_id,
        action=run.job.action,
        plan=run.job.plan,
        status=Playbook.Status.ACTIVE,
    ).first()


def receipt_keys() -> list[str]:
    """Public keys that have signed receipts here, the newest first, 64 hex digits each."""
    signed = Receipt.objects.values("public_key").annotate(newest=Max("issued_at"))
    return [row["public_key"] for row in signed.order_by("-newest")]


def _viewed(jobs: list[Job]) -> list[JobView]:
    awaited = dict(
        InputRequest.objects.filter(run__job__in=jobs, status=InputRequest.Status.OPEN)
        .values_list("run__job_id")
        .annotate(Max("field"))
    )
    open_views = Takeover.objects.filter(
        run__job__in=jobs, status=Takeover.Status.OPEN, expires_at__gt=utc_now()
    )
    handed_over = set(open_views.values_list("run__job_id", flat=True))
    waits = expected_waits(jobs)
    proved = set(Receipt.objects.filter(job__in=jobs).values_list("job_id", flat=True))
    return [
        JobView(
            job=job,
            awaited_field=awaited.get(job.pk),
            queue_position=queue_position(job) if job.status == Job.Status.QUEUED else None,
            expected_wait_seconds=waits[job.pk],
            payable=_payable(job),
            has_receipt=job.pk in proved,
            handed_over=job.pk in handed_over,
        )
        for job in jobs
    ]


def _payable(job: Job) -> Invoice | None:
    if job.status != Job.Status.INVOICED or job.invoice is None:
        return None
    return job.invoice if job.invoice.status == Invoice.Status.OPEN else None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", plain.replace("+", "plus").replace("&", "and"))


def _listed(names: list[str]) -> str:
    if not names:
        return "no services yet"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
