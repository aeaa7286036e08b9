"""What people and operators are told about money, and whether they have been told."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now


class Notice(models.Model):
    """One piece of news, once per key. A person reads it by DM, operators by email and webhook."""

    class Audience(models.TextChoices):
        PERSON = "person"
        OPERATORS = "operators"

    key = models.CharField(max_length=150)
    audience = models.CharField(max_length=9, choices=Audience.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", null=True, blank=True
    )
    kind = models.CharField(max_length=40)  # such as payout_settled, deposit_paid, alert_raised
    text = models.CharField(max_length=1_000)
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField(db_default=Now(), editable=False)
    dm_at = models.DateTimeField(null=True, blank=True)  # handed to the bridge's outbox
    email_at = models.DateTimeField(null=True, blank=True)
    webhook_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)  # every channel that is set up has it
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(done_at__isnull=True), name="notice_undone"
            )
        ]
        constraints = [
            UniqueConstraint(fields=["key"], name="notice_key_once"),
            CheckConstraint(
                condition=Q(audience__in=["person", "operators"]), name="notice_audience_known"
            ),
            CheckConstraint(
                condition=Q(audience="person", user__isnull=False)
                | Q(audience="operators", user__isnull=True),
                name="notice_audience_fits_user",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Alert(models.Model):
    """Something an operator should look at, until somebody or the cure resolves it."""

    class Kind(models.TextChoices):
        THRESHOLD_REACHED = "threshold_reached"
        WITHDRAWAL_FAILED = "withdrawal_failed"
        RAIL_ERROR = "rail_error"
        UNUSUAL_SPENDING = "unusual_spending"
        AUDIT_MISMATCH = "audit_mismatch"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=150)  # one open alert per kind and subject
    text = models.CharField(max_length=1_000)
    raised_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_at = models.DateTimeField(db_default=Now())  # when it was last true
    times = models.IntegerField(default=1)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(resolved_at__isnull=True),
                name="alert_one_open",
            ),
            CheckConstraint(
                condition=Q(
                    kind__in=[
                        "threshold_reached",
                        "withdrawal_failed",
                        "rail_error",
                        "unusual_spending",
                        "audit_mismatch",
                    ]
                ),
                name="alert_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
