"""What was asked for, and what BTCPay told us.

Amounts: sats where people read, msats where paid.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now

from kernel.money import MSATS_PER_SAT
from payments.errors import InvoiceMovedError

AMOUNT_SATS_MAX = 100_000_000


class Invoice(models.Model):
    """A request for an exact amount, until it is paid or its time is over.

    `key` names the request once: `<purpose>:<number>`, such as `job:<uuid>:1`; an invoice issued
    again for the same purpose gets the next number. The key is also BTCPay's order id.
    """

    class Status(models.TextChoices):
        REQUESTED = "requested"  # a row here, nothing at BTCPay that we know of
        OPEN = "open"  # can be paid
        SETTLED = "settled"  # paid in full and in the books
        EXPIRED = "expired"
        CANCELLED = "cancelled"  # marked invalid at BTCPay

    # The one transition table. A payment that was under way when time ran out still settles.
    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        Status.REQUESTED: frozenset({Status.OPEN}),
        Status.OPEN: frozenset({Status.SETTLED, Status.EXPIRED, Status.CANCELLED}),
        Status.EXPIRED: frozenset({Status.SETTLED}),
        Status.CANCELLED: frozenset({Status.SETTLED}),
        Status.SETTLED: frozenset(),
    }
    PAYABLE: ClassVar[tuple[str, ...]] = (Status.REQUESTED, Status.OPEN)

    key = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=100, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invoices")
    amount_sats = models.BigIntegerField()
    description = models.CharField(max_length=200)
    credit_account = models.CharField(max_length=120)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.REQUESTED)

    btcpay_id = models.CharField(max_length=80, unique=True, null=True, blank=True)
    bolt11 = models.TextField(blank=True, default="")
    payment_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    checkout_url = models.URLField(max_length=500, blank=True, default="")

    requested_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    paid_msats = models.BigIntegerField(default=0)

    next_check_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "next_check_at"], name="invoice_due")]
        constraints = [
            CheckConstraint(
                condition=Q(status__in=["requested", "open", "settled", "expired", "cancelled"]),
                name="invoice_status_known",
            ),
            CheckConstraint(
                condition=Q(amount_sats__gt=0, amount_sats__lte=AMOUNT_SATS_MAX),
                name="invoice_amount_in_range",
            ),
            CheckConstraint(
                condition=Q(status="requested", btcpay_id__isnull=True)
                | ~Q(status="requested")
                & Q(btcpay_id__isnull=False, payment_hash__isnull=False, expires_at__isnull=False)
                & ~Q(bolt11=""),
                name="invoice_issued_or_requested",
            ),
            CheckConstraint(
                condition=Q(status="settled", settled_at__isnull=False)
                | ~Q(status="settled") & Q(settled_at__isnull=True),
                name="invoice_settled_has_instant",
            ),
            CheckConstraint(
                condition=Q(paid_msats__gte=0)
                & (~Q(status="settled") | Q(paid_msats__gte=F("amount_sats") * MSATS_PER_SAT)),
                name="invoice_settled_is_paid",
            ),
            UniqueConstraint(
                fields=["purpose"],
                condition=Q(status__in=["requested", "open"]),
                name="invoice_one_payable_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def amount_msats(self) -> int:
        return self.amount_sats * MSATS_PER_SAT

    @property
    def is_underpaid(self) -> bool:
        """Something was paid, and less than asked."""
        return 0 < self.paid_msats < self.amount_msats

    def move_to(self, status: str) -> None:
        """Sets the status or raises InvoiceMovedError; the caller holds the lock and saves."""
        if status not in self.TRANSITIONS[self.status]:
            raise InvoiceMovedError(
                f"An invoice that is {self.status} does not become {status}.", key=self.key
            )
        self.status = status


class WebhookDelivery(models.Model):
    """One signed delivery of BTCPay's, as it came. It is a hint: the worker asks what is true."""

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        APPLIED = "applied"  # this delivery brought the news
        REPLAYED = "replayed"  # we knew already
        NOTHING = "nothing"  # an event that changes nothing here
        FOREIGN = "foreign"  # not an invoice of ours

    delivery_id = models.CharField(max_length=80, unique=True)
    original_id = models.CharField(max_length=80, db_index=True)
    event_type = models.CharField(max_length=60)
    btcpay_invoice_id = models.CharField(max_length=80, blank=True, default="", db_index=True)
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
