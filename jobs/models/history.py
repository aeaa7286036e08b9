"""What happened (JobEvent), what the person was asked (InputRequest), what was seen (Evidence)."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

from jobs.models.work import Job, Run

PROMPT_CHARACTERS_MAX = 300


class JobEvent(models.Model):
    """One line of a job's timeline. Append only: a trigger refuses change and removal."""

    job = models.ForeignKey(Job, models.PROTECT, related_name="events")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="events")
    seq = models.PositiveIntegerField(null=True, blank=True)  # the agent's own count
    kind = models.CharField(max_length=40)
    from_status = models.CharField(max_length=14, blank=True, default="")
    to_status = models.CharField(max_length=14, blank=True, default="")
    actor = models.CharField(max_length=120)
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    agent_at = models.DateTimeField(null=True, blank=True)  # by the agent's clock

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["run", "seq"], name="job_event_seq_once"),
            CheckConstraint(
                condition=Q(seq__isnull=True) | Q(run__isnull=False), name="job_event_seq_has_run"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class InputRequest(models.Model):
    """A question to the person in mid-run. The answer is kept sealed, until the run ends."""

    class Status(models.TextChoices):
        OPEN = "open"
        ANSWERED = "answered"
        EXPIRED = "expired"
        CLOSED = "closed"  # the run ended or was aborted, or asked again

    class Field(models.TextChoices):
        CODE = "code"
        CVV = "cvv"

    run = models.ForeignKey(Run, models.PROTECT, related_name="input_requests")
    request_key = models.UUIDField(unique=True, default=uuid.uuid4)
    field = models.CharField(max_length=8, choices=Field.choices)
    prompt = models.CharField(max_length=PROMPT_CHARACTERS_MAX, blank=True, default="")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    sealed = models.BinaryField(null=True, blank=True)
    answer_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=Q(field__in=["code", "cvv"]), name="input_field_known"),
            CheckConstraint(
                condition=Q(status__in=["open", "answered", "expired", "closed"]),
                name="input_status_known",
            ),
            CheckConstraint(
                condition=Q(status="answered", sealed__isnull=False)
                | (~Q(status="answered") & Q(sealed__isnull=True)),
                name="input_sealed_while_answered",
            ),
            UniqueConstraint(
                fields=["run"], condition=Q(status="open"), name="input_one_open_per_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.status})"


class Evidence(models.Model):
    """One masked screenshot. file: below settings.EVIDENCE_DIR; sha256: over its bytes.

    record: what was asked and answered there and which lines were read, masked as well; or null.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="evidence")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    record = models.JSONField(null=True, blank=True)
    stored_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["run", "seq"]
        verbose_name_plural = "evidence"
        constraints = [
            UniqueConstraint(fields=["run", "seq"], name="evidence_seq_once"),
            CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_sha256_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.EVIDENCE_DIR) / self.file
