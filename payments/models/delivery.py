"""What rails told us unasked."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now


class WebhookDelivery(models.Model):
    """One authenticated delivery of a rail's webhook, as it came: a hint, checked with the rail."""

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        APPLIED = "applied"  # this delivery brought the news
        REPLAYED = "replayed"  # we knew already
        NOTHING = "nothing"  # an event that changes nothing here
        FOREIGN = "foreign"  # not an invoice of ours

    rail = models.CharField(max_length=20, default="btcpay")
    delivery_id = models.CharField(max_length=120)
    original_id = models.CharField(max_length=120, db_index=True)
    event_type = models.CharField(max_length=60)
    rail_invoice_id = models.CharField(max_length=200, blank=True, default="", db_index=True)
    payload = models.JSONField()
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    handled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "webhook deliveries"
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(handled_at__isnull=True),
                name="delivery_unhandled",
            )
        ]
        constraints = [
            UniqueConstraint(fields=["rail", "delivery_id"], name="delivery_once"),
            CheckConstraint(
                condition=Q(outcome__in=["waiting", "applied", "replayed", "nothing", "foreign"]),
                name="delivery_outcome_known",
            ),
            CheckConstraint(
                condition=Q(outcome="waiting", handled_at__isnull=True)
                | ~Q(outcome="waiting") & Q(handled_at__isnull=False),
                name="delivery_handled_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.delivery_id}"
