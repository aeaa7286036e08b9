"""The books: accounts, and transfers that nobody can change. Amounts are whole msats."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Now

CODE_PATTERN = r"^[a-z]+(:[a-z0-9_.-]+)*$"
HASH_PATTERN = r"^[0-9a-f]{64}$"


class Account(models.Model):
    """One place where money is or comes from.

    A balance is counted in the account's own direction: debits raise an asset or an expense,
    credits raise the rest. Only accounts with a floor keep `posted_msats`, so that busy accounts
    without one are never locked; everybody else's balance is the sum of the transfers.
    """

    class Kind(models.TextChoices):
        ASSET = "asset"
        LIABILITY = "liability"
        REVENUE = "revenue"
        EXPENSE = "expense"
        EQUITY = "equity"

    code = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    # Opaque to the ledger, which knows no people; blank for the house's own accounts.
    owner = models.CharField(max_length=120, blank=True, default="")
    floor_msats = models.BigIntegerField(null=True, blank=True)
    posted_msats = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            CheckConstraint(
                condition=Q(kind__in=["asset", "liability", "revenue", "expense", "equity"]),
                name="account_kind_known",
            ),
            CheckConstraint(condition=Q(code__regex=CODE_PATTERN), name="account_code_form"),
            CheckConstraint(
                condition=Q(floor_msats__isnull=True) | Q(posted_msats__gte=F("floor_msats")),
                name="account_above_floor",
            ),
            CheckConstraint(
                condition=Q(floor_msats__isnull=False) | Q(posted_msats=0),
                name="account_posted_only_with_floor",
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
    """

    key = models.CharField(max_length=160, unique=True)  # names the business event, once
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    amount_msats = models.BigIntegerField()
    memo = models.CharField(max_length=200, blank=True, default="")
    inputs_hash = models.CharField(max_length=64)
    posted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=Q(amount_msats__gt=0), name="transfer_amount_positive"),
            CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_two_sided"),
            CheckConstraint(condition=Q(inputs_hash__regex=HASH_PATTERN), name="transfer_hash_hex"),
        ]

    def __str__(self) -> str:
        return self.key
