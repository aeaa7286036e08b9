"""Money leaving the house over a rail."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now

from payments.errors import PayoutMovedError

HASH_PATTERN = r"^[0-9a-f]{64}$"


class Payout(models.Model):
    """One intent to pay out, over one rail, once.

    CREATED: the amount and the fee limit are held on `source`. SUBMITTED: they are in
    `inflight:<rail>`, and this row says so, committed with the payment hash, before the rail was
    called. UNKNOWN is not a failure: only the rail's own answer ends it.
    """

    class Status(models.TextChoices):
        CREATED = "created"
        SUBMITTED = "submitted"
        SETTLED = "settled"
        FAILED = "failed"
        UNKNOWN = "unknown"

    # The one transition table. A created payout that cannot be submitted (no invoice, no rail)
    # fails without having touched a rail.
    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        Status.CREATED: frozenset({Status.SUBMITTED, Status.FAILED}),
        Status.SUBMITTED: frozenset({Status.SETTLED, Status.FAILED, Status.UNKNOWN}),
        Status.UNKNOWN: frozenset({Status.SETTLED, Status.FAILED}),
        Status.SETTLED: frozenset(),
        Status.FAILED: frozenset(),
    }
    UNFINISHED: ClassVar[tuple[str, ...]] = (Status.CREATED, Status.SUBMITTED, Status.UNKNOWN)

    class Purpose(models.TextChoices):
        WITHDRAWAL = "withdrawal"  # a person's own balance
        REVENUE = "revenue"  # what the house has earned

    class Method(models.TextChoices):
        ADDRESS = "address"  # a Lightning address, LUD-16
        INVOICE = "invoice"  # a BOLT 11 the person brought
        CASHU = "cashu"  # a cashuB token, shown once the mint has swapped
        WALLET = "wallet"  # an invoice from the person's own wallet, NIP-47

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=150)  # one intent, however often it is asked for
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="payouts", null=True, blank=True
    )
    source = models.CharField(max_length=120)  # the ledger account it comes from
    method = models.CharField(max_length=7, choices=Method.choices)
    destination = models.CharField(max_length=4096, blank=True, default="")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.CREATED)

    amount_msats = models.BigIntegerField()
    fee_limit_msats = models.BigIntegerField()
    fee_msats = models.BigIntegerField(default=0)
    rail = models.CharField(max_length=20, blank=True, default="")
    bolt11 = models.TextField(blank=True, default="")
    payment_hash = models.CharField(max_length=64, null=True, blank=True)
    invoice_expires_at = models.DateTimeField(null=True, blank=True)
    preimage = models.CharField(max_length=64, blank=True, default="")
    # A token is money in the hand of whoever reads it: encrypted, and wiped once it was claimed.
    sealed_token = models.BinaryField(null=True, blank=True, editable=False)
    reason = models.CharField(max_length=300, blank=True, default="")

    # Set for payouts of revenue: one per window, decided by the database.
    window = models.CharField(max_length=40, null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, default="")
    # When the rail first said, after the invoice had lapsed, that it knows no such payment.
    unseen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["next_check_at"],
                condition=Q(status__in=["created", "submitted", "unknown"]),
                name="payout_unfinished",
            )
        ]
        constraints = [
            UniqueConstraint(fields=["key"], name="payout_key_once"),
            UniqueConstraint(fields=["payment_hash"], name="payout_payment_hash_once"),
            UniqueConstraint(fields=["window"], name="payout_one_per_window"),
            CheckConstraint(
                condition=Q(status__in=["created", "submitted", "settled", "failed", "unknown"]),
                name="payout_status_known",
            ),
            CheckConstraint(
                condition=Q(purpose="withdrawal", user__isnull=False, source__startswith="user:")
                | Q(purpose="revenue", user__isnull=True, source="revenue:payable"),
                name="payout_purpose_fits_source",
            ),
            CheckConstraint(
                condition=Q(method__in=["address", "invoice", "cashu", "wallet"]),
                name="payout_method_known",
            ),
            CheckConstraint(
                condition=Q(amount_msats__gt=0, fee_limit_msats__gte=0, fee_msats__gte=0)
                & Q(fee_msats__lte=F("fee_limit_msats")),
                name="payout_amounts_in_range",
            ),
            CheckConstraint(
                condition=Q(payment_hash__isnull=True) | Q(payment_hash__regex=HASH_PATTERN),
                name="payout_payment_hash_hex",
            ),
            # Nothing is on its way without the name by which it can be asked for.
            CheckConstraint(
                condition=Q(status__in=["created", "failed"])
                | Q(submitted_at__isnull=False)
                & ~Q(rail="")
                & (Q(method="cashu") | Q(payment_hash__isnull=False)),
                name="payout_submitted_has_hash",
            ),
            CheckConstraint(
                condition=~Q(status="settled")
                | Q(method="cashu")
                | Q(preimage__regex=HASH_PATTERN),
                name="payout_settled_shows_preimage",
            ),
            CheckConstraint(
                condition=Q(status__in=["settled", "failed"], resolved_at__isnull=False)
                | ~Q(status__in=["settled", "failed"]) & Q(resolved_at__isnull=True),
                name="payout_resolved_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def hold_key(self) -> str:
        return f"payout:{self.pk}"

    def move_to(self, status: str) -> None:
        """Sets the status or raises PayoutMovedError; the caller holds the lock and saves."""
        if status not in self.TRANSITIONS[self.status]:
            raise PayoutMovedError(
                f"A payout that is {self.status} does not become {status}.", key=self.key
            )
        self.status = status
