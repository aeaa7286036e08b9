"""The books: accounts, transfers that nobody can change, holds, checkpoints. All amounts in msats.

Rows are written by the SQL functions of migration 0004 alone; a trigger refuses every other hand.
"""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now

CODE_PATTERN = r"^[a-z]+(:[a-z0-9_.-]+)*$"
HASH_PATTERN = r"^[0-9a-f]{64}$"


class Account(models.Model):
    """One place where money is or comes from.

    A balance is counted in the account's own direction: debits raise an asset or an expense,
    credits raise the rest. Only accounts with a floor keep `posted_msats` and `held_msats`, so
    that busy accounts without one are never locked; their balance is folded from the transfers.
    """

    class Kind(models.TextChoices):
        ASSET = "asset"
        LIABILITY = "liability"
        REVENUE = "revenue"
        EXPENSE = "expense"
        EQUITY = "equity"

    code = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    # Opaque to the ledger, which knows no people; blank for the house's own accounts.
    owner = models.CharField(max_length=120, blank=True, default="")
    floor_msats = models.BigIntegerField(null=True, blank=True)
    posted_msats = models.BigIntegerField(default=0)
    held_msats = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            # Not `unique=True`: that would cost a second index for LIKE, which nobody asks.
            UniqueConstraint(fields=["code"], name="account_code_once"),
            CheckConstraint(
                condition=Q(kind__in=["asset", "liability", "revenue", "expense", "equity"]),
                name="account_kind_known",
            ),
            CheckConstraint(condition=Q(code__regex=CODE_PATTERN), name="account_code_form"),
            CheckConstraint(
                condition=Q(floor_msats__isnull=True)
                | Q(posted_msats__gte=F("floor_msats") + F("held_msats")),
                name="account_above_floor",
            ),
            CheckConstraint(
                condition=Q(floor_msats__isnull=False) | Q(posted_msats=0, held_msats=0),
                name="account_posted_only_with_floor",
            ),
            CheckConstraint(condition=Q(held_msats__gte=0), name="account_held_not_negative"),
            # Customers' money, revenue and what rails hold can never be the same account.
            CheckConstraint(
                condition=(
                    ~Q(code__startswith="user:")
                    | Q(kind="liability", floor_msats__isnull=False, floor_msats=0)
                )
                & (
                    ~Q(code__startswith="escrow:")
                    | Q(kind="liability", floor_msats__isnull=False, floor_msats=0)
                )
                & (~Q(code__startswith="revenue:") | Q(kind="revenue"))
                & (~Q(code__startswith="rail:") | Q(kind="asset"))
                & (~Q(code__startswith="inflight:") | Q(kind="liability"))
                & (~Q(code__startswith="suspense:") | Q(kind="liability"))
                & (~Q(code__startswith="fees:") | Q(kind="expense"))
                & (~Q(code__startswith="promo") | Q(kind="expense")),
                name="account_kind_fits_code",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def grows_by_debit(self) -> bool:
        return self.kind in {self.Kind.ASSET, self.Kind.EXPENSE}


class Transfer(models.Model):
    """Money moved once: one debit, one credit, so unbalanced books cannot be written down.

    A trigger refuses UPDATE, DELETE and TRUNCATE; a mistake is corrected by a transfer back.
    `*_after_msats` are the balances of floored sides right after this transfer, null for others.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment"  # an invoice of one of the products
        DEPOSIT = "deposit"
        SPEND = "spend"  # a product used from a balance
        WITHDRAWAL = "withdrawal"  # a person's money leaving the house
        PAYOUT = "payout"  # the house's own money leaving
        FEE = "fee"
        BONUS = "bonus"
        REFERRAL = "referral"
        REFUND = "refund"
        ESCROW = "escrow"
        SUSPENSE = "suspense"  # money that fits no debt
        ROUNDING = "rounding"
        REVERSAL = "reversal"
        OTHER = "other"

    key = models.CharField(max_length=200)  # names the business event, once
    # No foreign-key locks: each transfer would write a share lock into the row of the busiest
    # account. The posting function reads both rows, and a trigger keeps accounts from vanishing.
    debit = models.ForeignKey(
        Account, models.PROTECT, related_name="debits", db_constraint=False, db_index=False
    )
    credit = models.ForeignKey(
        Account, models.PROTECT, related_name="credits", db_constraint=False, db_index=False
    )
    amount_msats = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    memo = models.CharField(max_length=200, blank=True, default="")
    inputs_hash = models.CharField(max_length=64)
    debit_after_msats = models.BigIntegerField(null=True, editable=False)
    credit_after_msats = models.BigIntegerField(null=True, editable=False)
    posted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["debit", "id"], name="transfer_of_debit"),
            models.Index(fields=["credit", "id"], name="transfer_of_credit"),
        ]
        constraints = [
            UniqueConstraint(fields=["key"], name="transfer_key_once"),
            CheckConstraint(condition=Q(amount_msats__gt=0), name="transfer_amount_positive"),
            CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_two_sided"),
            CheckConstraint(condition=Q(inputs_hash__regex=HASH_PATTERN), name="transfer_hash_hex"),
            CheckConstraint(
                condition=Q(
                    kind__in=[
                        "payment",
                        "deposit",
                        "spend",
                        "withdrawal",
                        "payout",
                        "fee",
                        "bonus",
                        "referral",
                        "refund",
                        "escrow",
                        "suspense",
                        "rounding",
                        "reversal",
                        "other",
                    ]
                ),
                name="transfer_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Hold(models.Model):
    """Money set aside on a floored account until it is captured, voided or has expired: once.

    Captured in part, the rest is free again. The transfer of a capture has the key
    `hold:<the hold's key>`.
    """

    class State(models.TextChoices):
        HELD = "held"
        CAPTURED = "captured"
        VOIDED = "voided"
        EXPIRED = "expired"

    key = models.CharField(max_length=150)
    debit = models.ForeignKey(
        Account, models.PROTECT, related_name="holds_out", db_constraint=False
    )
    credit = models.ForeignKey(
        Account, models.PROTECT, related_name="holds_in", db_constraint=False, db_index=False
    )
    amount_msats = models.BigIntegerField()
    captured_msats = models.BigIntegerField(default=0)
    kind = models.CharField(
        max_length=10, choices=Transfer.Kind.choices, default=Transfer.Kind.SPEND
    )
    memo = models.CharField(max_length=200, blank=True, default="")
    inputs_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.HELD)
    held_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="held"), name="hold_running_out")
        ]
        constraints = [
            UniqueConstraint(fields=["key"], name="hold_key_once"),
            CheckConstraint(
                condition=Q(state__in=["held", "captured", "voided", "expired"]),
                name="hold_state_known",
            ),
            CheckConstraint(
                condition=Q(kind__in=[value for value, _ in Transfer.Kind.choices]),
                name="hold_kind_known",
            ),
            CheckConstraint(condition=Q(amount_msats__gt=0), name="hold_amount_positive"),
            CheckConstraint(condition=~Q(debit=F("credit")), name="hold_two_sided"),
            CheckConstraint(
                condition=Q(state="captured", captured_msats__gt=0)
                & Q(captured_msats__lte=F("amount_msats"))
                | ~Q(state="captured") & Q(captured_msats=0),
                name="hold_captured_within",
            ),
            CheckConstraint(
                condition=Q(state="held", resolved_at__isnull=True)
                | ~Q(state="held") & Q(resolved_at__isnull=False),
                name="hold_resolved_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Checkpoint(models.Model):
    """All transfers of an account with an id up to `through_id`, summed. Append-only, too."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="checkpoints")
    through_id = models.BigIntegerField()
    debits_msats = models.BigIntegerField()
    credits_msats = models.BigIntegerField()
    folded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(fields=["account", "through_id"], name="checkpoint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} through {self.through_id}"
