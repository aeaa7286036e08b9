"""What people do with the money they keep with us."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now

from payments.errors import DepositMovedError, WalletPaymentMovedError
from payments.models.invoice import AMOUNT_SATS_MAX, Invoice


class Deposit(models.Model):
    """A quote to pay a balance in, or a token that was pasted. Asked in sats, got in msats.

    Its public id is the quote id. Paid by `invoice` (which settles into the person's account), or
    by a cashu token, whose proofs the mint swapped for ours.
    """

    class Method(models.TextChoices):
        LIGHTNING = "lightning"
        CASHU = "cashu"

    class Status(models.TextChoices):
        PENDING = "pending"
        PAID = "paid"
        EXPIRED = "expired"
        FAILED = "failed"  # the mint refused the token

    # The one transition table. Money that was under way when time ran out still counts.
    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        Status.PENDING: frozenset({Status.PAID, Status.EXPIRED, Status.FAILED}),
        Status.EXPIRED: frozenset({Status.PAID}),
        Status.FAILED: frozenset({Status.PENDING, Status.PAID}),  # pasted again
        Status.PAID: frozenset(),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=150)  # the client's own, or made from the token
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deposits")
    method = models.CharField(max_length=9, choices=Method.choices)
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.PENDING)
    amount_sats = models.BigIntegerField()
    invoice = models.OneToOneField(
        Invoice, models.PROTECT, related_name="deposit", null=True, blank=True
    )
    token_hash = models.CharField(max_length=64, null=True, blank=True)
    credited_msats = models.BigIntegerField(default=0)
    bonus_msats = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # when its rail was last asked for it

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(status="pending", token_hash__isnull=False),
                name="deposit_token_open",
            )
        ]
        constraints = [
            UniqueConstraint(fields=["user", "key"], name="deposit_key_once"),
            UniqueConstraint(fields=["token_hash"], name="deposit_token_once"),
            CheckConstraint(
                condition=Q(method__in=["lightning", "cashu"]), name="deposit_method_known"
            ),
            CheckConstraint(
                condition=Q(status__in=["pending", "paid", "expired", "failed"]),
                name="deposit_status_known",
            ),
            CheckConstraint(
                condition=Q(amount_sats__gt=0, amount_sats__lte=AMOUNT_SATS_MAX),
                name="deposit_amount_in_range",
            ),
            CheckConstraint(
                condition=Q(status="paid", paid_at__isnull=False, credited_msats__gt=0)
                | ~Q(status="paid") & Q(paid_at__isnull=True, credited_msats=0),
                name="deposit_paid_has_instant",
            ),
            CheckConstraint(condition=Q(bonus_msats__gte=0), name="deposit_bonus_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def move_to(self, status: str) -> None:
        """Sets the status or raises DepositMovedError; the caller holds the lock and saves."""
        if status not in self.TRANSITIONS[self.status]:
            raise DepositMovedError(
                f"A deposit that is {self.status} does not become {status}.", quote_id=str(self.pk)
            )
        self.status = status


class Usage(models.Model):
    """One metered request: what was held, what it used and what it cost."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="usages")
    request_id = models.CharField(max_length=100)
    price = models.CharField(max_length=40)  # a name in the price table
    model = models.CharField(max_length=100, blank=True, default="")
    held_msats = models.BigIntegerField()  # promo credit included
    promo_held_msats = models.BigIntegerField(default=0)
    cost_msats = models.BigIntegerField(null=True, blank=True)  # null until it is captured
    prompt_tokens = models.BigIntegerField(default=0)
    completion_tokens = models.BigIntegerField(default=0)
    units = models.BigIntegerField(default=0)  # tokens or bytes in all
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(ended_at__isnull=True), name="usage_open")
        ]
        constraints = [
            UniqueConstraint(fields=["user", "request_id"], name="usage_request_once"),
            CheckConstraint(
                condition=Q(
                    held_msats__gt=0, units__gte=0, prompt_tokens__gte=0, completion_tokens__gte=0
                )
                & Q(promo_held_msats__gte=0, promo_held_msats__lt=F("held_msats")),
                name="usage_counts_in_range",
            ),
            CheckConstraint(
                condition=Q(cost_msats__isnull=True, ended_at__isnull=True)
                | Q(cost_msats__gte=0, cost_msats__lte=F("held_msats"), ended_at__isnull=False),
                name="usage_cost_within_hold",
            ),
        ]

    def __str__(self) -> str:
        return self.request_id

    @property
    def hold_key(self) -> str:
        return f"usage:{self.user_id}:{self.request_id}"

    @property
    def promo_hold_key(self) -> str:
        return f"usage-promo:{self.user_id}:{self.request_id}"


class Referral(models.Model):
    """Who brought whom; credited once, at the new person's first deposit that is large enough."""

    referrer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="referrals")
    referred = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="referred_by"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    credited_msats = models.BigIntegerField(default=0)
    credited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=~Q(referrer=F("referred")), name="referral_of_another"),
            CheckConstraint(
                condition=Q(credited_at__isnull=True, credited_msats=0)
                | Q(credited_at__isnull=False, credited_msats__gt=0),
                name="referral_credited_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referrer_id} brought {self.referred_id}"


class WalletConnection(models.Model):
    """A person's own wallet (NIP-47): it may pay our invoices for them, within their limits."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wallet")
    sealed_uri = models.BinaryField(editable=False)
    autopay = models.BooleanField(default=False)
    payment_sats_max = models.BigIntegerField()
    day_sats_max = models.BigIntegerField()
    connected_at = models.DateTimeField(db_default=Now(), editable=False)
    trouble = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(payment_sats_max__gt=0, day_sats_max__gte=F("payment_sats_max")),
                name="wallet_limits_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"wallet of {self.user_id}"


class WalletPayment(models.Model):
    """One attempt to have a person's wallet pay an invoice of ours. Settlement tells if it did."""

    class Status(models.TextChoices):
        CREATED = "created"
        SUBMITTED = "submitted"
        SETTLED = "settled"
        FAILED = "failed"
        UNKNOWN = "unknown"

    # The one transition table. Nothing leads back: a wallet is asked to pay once.
    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        Status.CREATED: frozenset({Status.SUBMITTED, Status.FAILED}),
        Status.SUBMITTED: frozenset({Status.SETTLED, Status.FAILED, Status.UNKNOWN}),
        Status.UNKNOWN: frozenset({Status.SETTLED, Status.FAILED}),
        Status.SETTLED: frozenset(),
        Status.FAILED: frozenset(),
    }

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="wallet_payment")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.CREATED)
    reason = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(status__in=["created", "submitted", "settled", "failed", "unknown"]),
                name="wallet_payment_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id} by wallet"

    def move_to(self, status: str) -> None:
        """Sets the status or raises WalletPaymentMovedError; the caller saves under the lock."""
        if status not in self.TRANSITIONS[self.status]:
            raise WalletPaymentMovedError(
                f"A wallet's payment that is {self.status} does not become {status}."
            )
        self.status = status
