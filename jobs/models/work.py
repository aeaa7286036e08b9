"""Credential: what a person handed over. Job: what they asked. Run: one attempt at it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

from browser_agent.contract import Ending, ErrorCode
from jobs.models.registry import Service, ServiceVersion

ERROR_CODES = [(code.value, code.value) for code in ErrorCode]
_CODES = [code.value for code in ErrorCode]


class Credential(models.Model):
    """One field of a sign-in, sealed to an agent's key; bound to this user, service and field."""

    class Field(models.TextChoices):
        EMAIL = "email"
        PASSWORD = "password"  # noqa: S105 - a field's name
        CVV = "cvv"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credentials")
    service = models.ForeignKey(Service, models.PROTECT, related_name="credentials")
    field = models.CharField(max_length=8, choices=Field.choices)
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["user", "service", "field"], name="credential_field_once"),
            CheckConstraint(
                condition=Q(field__in=["email", "password", "cvv"]), name="credential_field_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.service_id}/{self.field}"


class Job(models.Model):
    """One wish: cancel or resume one subscription of one person. Moves by jobs.lifecycle only."""

    class Action(models.TextChoices):
        CANCEL = "cancel"
        RESUME = "resume"

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        AWAITING_INPUT = "awaiting_input"
        VERIFIED = "verified"  # done and seen; the invoice is on its way
        INVOICED = "invoiced"
        PAID = "paid"
        UNPAID = "unpaid"  # the invoice ran out; a debt
        ALREADY_DONE = "already_done"  # free of charge
        FAILED = "failed"
        NEEDS_HELP = "needs_help"  # an operator must look
        ABORTED = "aborted"

    OPEN: ClassVar[tuple[str, ...]] = (
        Status.QUEUED,
        Status.RUNNING,
        Status.AWAITING_INPUT,
        Status.VERIFIED,
        Status.INVOICED,
        Status.NEEDS_HELP,
    )
    WITH_AGENT: ClassVar[tuple[str, ...]] = (Status.QUEUED, Status.RUNNING, Status.AWAITING_INPUT)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    service = models.ForeignKey(Service, models.PROTECT, related_name="jobs")
    action = models.CharField(max_length=6, choices=Action.choices)
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.QUEUED)
    key = models.CharField(max_length=120, unique=True)  # names the request: a DM's rumor id
    price_sats = models.BigIntegerField()
    plan = models.CharField(max_length=120, blank=True, default="")
    max_price = models.CharField(max_length=40, blank=True, default="")
    effective_date = models.DateField(null=True, blank=True)
    error_code = models.CharField(max_length=24, choices=ERROR_CODES, blank=True, default="")
    invoice = models.ForeignKey(
        "payments.Invoice", models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    fence = models.PositiveIntegerField(default=0)  # the newest run's fencing token
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["status", "created_at"], name="job_by_status"),
            models.Index(fields=["user", "-created_at"], name="job_by_user"),
        ]
        constraints = [
            CheckConstraint(condition=Q(action__in=["cancel", "resume"]), name="job_action_known"),
            CheckConstraint(
                condition=Q(
                    status__in=[
                        "queued",
                        "running",
                        "awaiting_input",
                        "verified",
                        "invoiced",
                        "paid",
                        "unpaid",
                        "already_done",
                        "failed",
                        "needs_help",
                        "aborted",
                    ]
                ),
                name="job_status_known",
            ),
            CheckConstraint(condition=Q(error_code__in=["", *_CODES]), name="job_error_code_known"),
            CheckConstraint(condition=Q(price_sats__gt=0), name="job_price_positive"),
            CheckConstraint(
                condition=~Q(status__in=["invoiced", "paid", "unpaid"]) | Q(invoice__isnull=False),
                name="job_billed_has_invoice",
            ),
            UniqueConstraint(
                fields=["user", "service"],
                condition=Q(
                    status__in=[
                        "queued",
                        "running",
                        "awaiting_input",
                        "verified",
                        "invoiced",
                        "needs_help",
                    ]
                ),
                name="job_one_open_per_user_and_service",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} job {str(self.pk)[:8]}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


class Run(models.Model):
    """One attempt. Whoever holds its fencing token and lease may click; nobody else."""

    class Status(models.TextChoices):
        OFFERED = "offered"  # the bell was rung
        RUNNING = "running"
        ENDED = "ended"  # an outcome was posted
        LOST = "lost"  # silent too long, or taken back

    LIVE: ClassVar[tuple[str, ...]] = (Status.OFFERED, Status.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, models.PROTECT, related_name="runs")
    service_version = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="runs")
    attempt = models.PositiveIntegerField()
    fencing_token = models.PositiveIntegerField()
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.OFFERED)
    offered_at = models.DateTimeField(db_default=Now(), editable=False)
    rung_count = models.PositiveIntegerField(default=1)
    ring_again_at = models.DateTimeField()
    start_key = models.UUIDField(null=True, blank=True)
    agent = models.CharField(max_length=80, blank=True, default="")
    key_id = models.CharField(max_length=16, blank=True, default="")
    started_at = models.DateTimeField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When the agent said that its next press may be the last one: a later run may only look.
    committed_at = models.DateTimeField(null=True, blank=True)
    verify_only = models.BooleanField(default=False)

    outcome = models.CharField(
        max_length=12, choices=[(e.value, e.value) for e in Ending], blank=True, default=""
    )
    error_code = models.CharField(max_length=24, choices=ERROR_CODES, blank=True, default="")
    outcome_hash = models.CharField(max_length=64, blank=True, default="")
    effective_date = models.DateField(null=True, blank=True)
    steps = models.PositiveIntegerField(default=0)
    model_calls = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    seconds_model = models.FloatField(default=0.0)
    step_seconds = models.JSONField(default=list, blank=True)
    agreement = models.FloatField(null=True, blank=True)  # of the model and the rules, 0 to 1
    detail = models.TextField(blank=True, default="")
    evidence_names = models.JSONField(default=list, blank=True)
    playbook = models.ForeignKey(
        "jobs.Playbook", models.PROTECT, null=True, blank=True, related_name="runs"
    )  # what it was given to follow
    playbook_steps = models.PositiveIntegerField(default=0)
    playbook_fallbacks = models.PositiveIntegerField(default=0)
    studied_at = models.DateTimeField(null=True, blank=True)  # what it teaches has been learnt

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            UniqueConstraint(fields=["job", "attempt"], name="run_attempt_once"),
            UniqueConstraint(fields=["job", "fencing_token"], name="run_token_once"),
            UniqueConstraint(
                fields=["job"],
                condition=Q(status__in=["offered", "running"]),
                name="run_one_live_per_job",
            ),
            CheckConstraint(
                condition=Q(status__in=["offered", "running", "ended", "lost"]),
                name="run_status_known",
            ),
            CheckConstraint(
                condition=Q(outcome__in=["", *(e.value for e in Ending)]), name="run_outcome_known"
            ),
            CheckConstraint(condition=Q(error_code__in=["", *_CODES]), name="run_error_code_known"),
            CheckConstraint(
                condition=~Q(status="running")
                | Q(start_key__isnull=False, lease_expires_at__isnull=False),
                name="run_running_has_lease",
            ),
            CheckConstraint(
                condition=Q(agreement__isnull=True) | Q(agreement__gte=0, agreement__lte=1),
                name="run_agreement_is_a_share",
            ),
            CheckConstraint(
                condition=Q(committed_at__isnull=True) | Q(started_at__isnull=False),
                name="run_committed_was_started",
            ),
            CheckConstraint(
                condition=~Q(status="ended") | (~Q(outcome="") & ~Q(outcome_hash="")),
                name="run_ended_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.attempt}"
