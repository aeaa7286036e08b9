"""The two ends that a person holds: ask for a job, call it off."""

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from jobs.errors import (
    CredentialMissingError,
    JobAlreadyOpenError,
    JobKeyReusedError,
    NothingToAbortError,
    ServiceDisabledError,
    UnknownJobError,
    UnpaidJobError,
)
from jobs.lifecycle import PERSON, Actor, locked_job, move, note
from jobs.models import Credential, Job, JobEvent, Service
from jobs.queries import queue_facts, service_by_slug
from jobs.services.credentials import REQUIRED_FIELDS, current_key
from jobs.services.runs import offer_run
from jobs.signals import job_changed

ABORTABLE = (*Job.WITH_AGENT, Job.Status.NEEDS_HELP)


@transaction.atomic
def open_job(
    *,
    user: User,
    service_slug: str,
    action: str,
    key: str,
    plan: str = "",
    max_price: str = "",
) -> Job:
    """Queue a cancel or resume at today's price; the same key returns the job it made.

    action: "cancel" or "resume". key: names the request once, such as a DM's rumor id. plan,
    max_price: of a resume, which of the site's plans, and what the site may charge at most
    ("15.49"); without them the plan that the person had, at the price they had. Raises
    UnknownServiceError, ServiceDisabledError, JobAlreadyOpenError, UnpaidJobError,
    CredentialMissingError, NoAgentKeyError, JobKeyReusedError. Rings the agent.
    """
    assert action in Job.Action.values, action
    assert action == Job.Action.RESUME or not (plan or max_price), "a cancellation buys nothing"
    service = service_by_slug(service_slug)
    # One request of a person at a time: what is checked below cannot change before the insert.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    same = Job.objects.filter(key=key).first()
    if same is not None:
        asked = (user.pk, service.pk, action, plan, max_price)
        if asked != (same.user_id, same.service_id, same.action, same.plan, same.max_price):
            raise JobKeyReusedError("This request was made before, for something else.")
        return same
    if not service.is_enabled:
        raise ServiceDisabledError(f"{service.name} is switched off for now.")
    _refuse_while_open_or_unpaid(user, service)
    _refuse_without_sign_in(user, service)
    job = Job(
        user=user,
        service=service,
        action=action,
        key=key,
        price_sats=settings.JOB_PRICE_SATS,
        plan=plan,
        max_price=max_price,
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        # An operator brought an old job back in this moment, or another person has used the key.
        _refuse_while_open_or_unpaid(user, service)
        raise JobKeyReusedError("This request was made before, by somebody else.") from None
    job.refresh_from_db()
    note(job, "queued", actor=PERSON, statuses=("", job.status))
    job_changed.send(sender=Job, job=job, event="queued", facts=queue_facts(job))
    offer_run(job)
    return job


@transaction.atomic
def abort_job(
    *, user: User, key: str, job_id: UUID | None = None, actor: Actor = PERSON, why: str = ""
) -> Job:
    """Call a job off at once, free of charge; a run under way hears it at its next heartbeat.

    key: names the request once; again it returns the job that it ended. job_id: None takes the
    newest job that can be aborted. Raises NothingToAbortError, UnknownJobError.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    told = JobEvent.objects.filter(kind="aborted", job__user=user, data__key=key).first()
    if told is not None:
        return told.job
    own = Job.objects.filter(user=user)
    if job_id is not None:
        found = own.filter(pk=job_id).first()
        if found is None:
            raise UnknownJobError("There is no such job.")
    else:
        found = own.filter(status__in=ABORTABLE).order_by("-created_at").first()
    if found is None:
        raise NothingToAbortError("Nothing is under way that could be aborted.")
    job = locked_job(found.pk)
    if job.status not in ABORTABLE:
        raise NothingToAbortError("It is too late: this job is over.", status=job.status)
    move(job, Job.Status.ABORTED, actor=actor, why=why, facts={"key": key})
    return job


def _refuse_while_open_or_unpaid(user: User, service: Service) -> None:
    # One statement, one snapshot: a job turning from open to unpaid is seen as one or the other.
    standing = Job.objects.filter(
        Q(service=service, status__in=Job.OPEN) | Q(status=Job.Status.UNPAID), user=user
    ).select_related("service")
    for job in sorted(standing, key=lambda job: job.status == Job.Status.UNPAID):
        if job.status == Job.Status.UNPAID:
            raise UnpaidJobError(
                f"Your last job ({job.action} {job.service.name}) is still unpaid. "
                "Pay it first, then ask again.",
                job=job,
            )
        raise JobAlreadyOpenError(
            f"There is an open job for {service.name} already: {job.action}, "
            f"{job.get_status_display().lower()}.",
            job=job,
        )


def _refuse_without_sign_in(user: User, service: Service) -> None:
    key_id = current_key().key_id
    sealed_to = dict(
        Credential.objects.filter(user=user, service=service).values_list("field", "key_id")
    )
    if not set(sealed_to) >= REQUIRED_FIELDS:
        raise CredentialMissingError(
            f"I have no sign-in for {service.name} yet. Hand it over on the website first.",
            service=service.slug,
        )
    if any(sealed_to[field] != key_id for field in REQUIRED_FIELDS):
        raise CredentialMissingError(
            f"Your sign-in for {service.name} was sealed to a key that is no longer used. "
            "Please hand it over again on the website.",
            service=service.slug,
        )
