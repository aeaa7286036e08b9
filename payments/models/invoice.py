"""What was asked for, and what came of it. Amounts: sats where people read, msats where paid."""

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
    again for the same purpose gets the next number. The key is also the name the rail knows it by.
    What it is for stands in its lines, one or several debts; it settles exactly those.
    """

    class Status(models.TextChoices):
        REQUESTED = "requested"  # a row here, nothing at a rail that we know of
        OPEN = "open"  # can be paid
        SETTLED = "settled"  # paid in full and in the books
        EXPIRED = "expired"
        CANCELLED = "cancelled"  # marked invalid at the rail, or replaced

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

    # What the asker wished: how long it can be paid, and the one rail that may issue it.
    ttl_seconds = models.PositiveIntegerField(null=True, blank=True)  # null: settings decide
    rail_wish = models.CharField(max_length=20, blank=True, default="")  # blank: any that answers
    rail = models.CharField(max_length=20, default="btcpay")
    rail_id = models.CharField(max_length=200, null=True, blank=True)
    bolt11 = models.TextField(blank=True, default="")
    payment_hash = models.CharField(max_length=64, null=True, blank=True)
    preimage = models.CharField(max_length=64, blank=True, default="")
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
                condition=Q(status="requested", rail_id__isnull=True)
                | ~Q(status="requested")
                & Q(rail_id__isnull=False, payment_hash__isnull=False, expires_at__isnull=False)
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
            UniqueConstraint(fields=["rail", "rail_id"], name="invoice_rail_id_once"),
            # What credits money exactly once, whoever brings the news.
            UniqueConstraint(fields=["rail", "payment_hash"], name="invoice_payment_hash_once"),
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


class InvoiceLine(models.Model):
    """One debt that an invoice pays. An invoice without lines pays its own purpose."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    purpose = models.CharField(max_length=100, db_index=True)
    amount_sats = models.BigIntegerField()
    description = models.CharField(max_length=200)
    credit_account = models.CharField(max_length=120)
    # Set when the money reached this debt; a line whose debt another invoice had paid stays null.
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["invoice", "purpose"], name="line_once_per_invoice"),
            # A debt is settled once, by whichever invoice was paid first.
            UniqueConstraint(
                fields=["purpose"],
                condition=Q(settled_at__isnull=False),
                name="line_purpose_settled_once",
            ),
            CheckConstraint(
                condition=Q(amount_sats__gt=0, amount_sats__lte=AMOUNT_SATS_MAX),
                name="line_amount_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class Refund(models.Model):
    """Money given back to the payer's balance here, by an operator or because nothing was owed."""

    key = models.CharField(max_length=150)  # names the refund once; its transfer is refund:<key>
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="refunds")
    amount_msats = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    from_account = models.CharField(max_length=120)
    refunded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    refunded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(fields=["key"], name="refund_key_once"),
            CheckConstraint(condition=Q(amount_msats__gt=0), name="refund_amount_positive"),
        ]

    def __str__(self) -> str:
        return self.key


class ZapReceipt(models.Model):
    """A NIP-57 receipt whose checks all passed, and what its money became here.

    rail: where the money lies. Not credited until the rail itself has said that it came.
    """

    event_id = models.CharField(max_length=64)
    rail = models.CharField(max_length=20)
    payment_hash = models.CharField(max_length=64)
    sender_pubkey = models.CharField(max_length=64, db_index=True)
    amount_msats = models.BigIntegerField()
    bolt11 = models.TextField()
    comment = models.CharField(max_length=300, blank=True, default="")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="zaps", null=True, blank=True)
    credited_account = models.CharField(max_length=120, blank=True, default="")
    credited_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    next_try_at = models.DateTimeField(db_default=Now())
    trouble = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(fields=["event_id"], name="zap_event_once"),
            UniqueConstraint(fields=["rail", "payment_hash"], name="zap_payment_hash_once"),
            CheckConstraint(condition=Q(amount_msats__gt=0), name="zap_amount_positive"),
            CheckConstraint(
                condition=Q(credited_at__isnull=True, credited_account="")
                | Q(credited_at__isnull=False) & ~Q(credited_account=""),
                name="zap_credited_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.event_id
