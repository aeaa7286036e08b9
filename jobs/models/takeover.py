"""A page that only a person can pass, handed to one for a while: what was asked, what was done."""

import uuid
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

from browser_agent.contract import TAKEOVER_KEYS, TAKEOVER_KINDS, TAKEOVER_REASONS
from jobs.models.work import Run
from kernel.clock import utc_now

FOLDER = "takeover"
POINT_MAX = 1000
WORDS = ("", "up", "down", *TAKEOVER_KEYS)


class Takeover(models.Model):
    """One masked view of one run's page. Tokens are kept as SHA-256; links die when it ends.

    The newest picture is one file below settings.EVIDENCE_DIR, there only while this is open.
    """

    class Reason(models.TextChoices):
        CAPTCHA = "captcha"
        PASSKEY = "passkey"
        EMAIL_LINK = "email_link"

    class Status(models.TextChoices):
        OPEN = "open"
        DONE = "done"  # the person says so, or the page is another one
        EXPIRED = "expired"
        CLOSED = "closed"  # given up, called off, or the run is over

    run = models.ForeignKey(Run, models.PROTECT, related_name="takeovers")
    key = models.UUIDField(unique=True, default=uuid.uuid4)  # the agent's, so that it opens once
    reason = models.CharField(max_length=10, choices=Reason.choices)
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.OPEN)
    token_sha256 = models.CharField(max_length=64, unique=True)
    operator_token_sha256 = models.CharField(max_length=64, unique=True, null=True, blank=True)
    operator = models.CharField(max_length=120, blank=True, default="")
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    visited_at = models.DateTimeField(null=True, blank=True)  # the first time anybody looked
    frame_seq = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)  # grows with whatever a visitor could see

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(reason__in=list(TAKEOVER_REASONS.values())),
                name="takeover_reason_known",
            ),
            CheckConstraint(
                condition=Q(status__in=["open", "done", "expired", "closed"]),
                name="takeover_status_known",
            ),
            CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True)
                | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="takeover_ended_has_time",
            ),
            CheckConstraint(
                condition=Q(token_sha256__regex=r"^[0-9a-f]{64}$")  # noqa: S106 - a form
                & (
                    Q(operator_token_sha256__isnull=True)
                    | Q(operator_token_sha256__regex=r"^[0-9a-f]{64}$")  # noqa: S106 - a form
                ),
                name="takeover_tokens_are_hashed",
            ),
            UniqueConstraint(
                fields=["run"], condition=Q(status="open"), name="takeover_one_open_per_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} ({self.status})"

    @property
    def frame_path(self) -> Path:
        return Path(settings.EVIDENCE_DIR) / FOLDER / f"{self.pk}.jpg"

    @property
    def is_open(self) -> bool:
        """Open, and not merely because nobody has looked at the clock."""
        return self.status == self.Status.OPEN and self.expires_at > utc_now()

    def mark_ended(self, status: str) -> None:
        """The caller holds this row's lock. What was typed is gone, and so is the picture."""
        assert status != self.Status.OPEN, "an ended view stays closed"
        self.status, self.ended_at = status, utc_now()
        self.changes += 1
        self.save(update_fields=["status", "ended_at", "changes"])
        waiting = self.inputs.filter(status=TakeoverInput.Status.QUEUED)
        waiting.update(
            status=TakeoverInput.Status.REFUSED,
            rule="It was over before this could be done.",
            sealed=None,
            settled_at=self.ended_at,
        )
        # A kill -9 right here leaves the file to the sweep.
        transaction.on_commit(lambda: self.frame_path.unlink(missing_ok=True))


class TakeoverInput(models.Model):
    """One thing that a person wants done on the page. Text is sealed, and gone once it is used."""

    class Kind(models.TextChoices):
        CLICK = "click"
        TYPE = "type"
        KEY = "key"
        SCROLL = "scroll"
        OPEN_LINK = "open_link"

    class Status(models.TextChoices):
        QUEUED = "queued"
        APPLIED = "applied"
        REFUSED = "refused"

    POINTED: ClassVar[tuple[str, ...]] = (Kind.CLICK, Kind.TYPE)
    SEALED: ClassVar[tuple[str, ...]] = (Kind.TYPE, Kind.OPEN_LINK)

    takeover = models.ForeignKey(Takeover, models.PROTECT, related_name="inputs")
    seq = models.PositiveIntegerField()
    key = models.UUIDField()  # the page's own, so that a press that is sent twice counts once
    kind = models.CharField(max_length=9, choices=Kind.choices)
    x = models.PositiveSmallIntegerField(null=True, blank=True)  # 0..1000 of the picture
    y = models.PositiveSmallIntegerField(null=True, blank=True)
    frame = models.PositiveIntegerField(default=0)  # which picture the person looked at
    word = models.CharField(max_length=9, blank=True, default="")  # a key, or up or down
    sealed = models.BinaryField(null=True, blank=True)
    by = models.CharField(max_length=120)
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.QUEUED)
    rule = models.CharField(max_length=200, blank=True, default="")  # why it was refused, in words
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["takeover", "seq"]
        constraints = [
            UniqueConstraint(fields=["takeover", "seq"], name="takeover_input_seq_once"),
            UniqueConstraint(fields=["takeover", "key"], name="takeover_input_key_once"),
            CheckConstraint(
                condition=Q(kind__in=list(TAKEOVER_KINDS)), name="takeover_input_kind_known"
            ),
            CheckConstraint(
                condition=Q(status__in=["queued", "applied", "refused"]),
                name="takeover_input_status_known",
            ),
            CheckConstraint(condition=Q(word__in=list(WORDS)), name="takeover_input_word_known"),
            CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True)
                | Q(x__lte=POINT_MAX, y__lte=POINT_MAX, x__isnull=False, y__isnull=False),
                name="takeover_input_point_on_picture",
            ),
            CheckConstraint(
                condition=~Q(kind__in=["click", "type"]) | Q(x__isnull=False),
                name="takeover_input_is_pointed",
            ),
            CheckConstraint(
                condition=Q(sealed__isnull=True)
                | Q(status="queued", kind__in=["type", "open_link"]),
                name="takeover_input_sealed_while_queued",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} ({self.status})"
