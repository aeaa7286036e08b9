"""What the house shows for its honesty: audits, proofs of what it owes, who did what by hand."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

HASH_PATTERN = r"^[0-9a-f]{64}$"


class AuditRun(models.Model):
    """One run of the audit. findings: [{"subject", "fact"}]; empty where all is well."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(db_default=Now())
    full = models.BooleanField(default=True)  # every transfer refolded; false: only what is new
    through_id = models.BigIntegerField(default=0)  # the newest transfer it has looked at
    findings = models.JSONField(default=list)
    liabilities_msats = models.BigIntegerField()
    assets_msats = models.BigIntegerField()
    rails = models.JSONField(default=dict)  # what each rail said it holds; null where it is silent

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"audit of {self.started_at:%Y-%m-%d %H:%M}"


class PayoutFreeze(models.Model):
    """While one is not lifted, nothing is paid out. Everything else goes on."""

    reason = models.CharField(max_length=500)
    frozen_at = models.DateTimeField(db_default=Now(), editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                models.Value(1), condition=Q(lifted_at__isnull=True), name="freeze_one_at_a_time"
            ),
            CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_by__isnull=False),
                name="freeze_lifted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"frozen: {self.reason}"


class OperatorAction(models.Model):
    """Something an operator did by hand with money, and why. Nobody changes or removes it."""

    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)  # refund, reverse, resolve_unknown, lift_freeze, ...
    subject = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    facts = models.JSONField(default=dict)
    done_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=~Q(reason=""), name="operator_action_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class LiabilityProof(models.Model):
    """A day's Merkle-sum tree over what the house owes to people. root_hash: hex."""

    day = models.DateField(unique=True)
    taken_at = models.DateTimeField()
    through_id = models.BigIntegerField()  # the newest transfer it includes
    leaves_count = models.IntegerField()
    total_msats = models.BigIntegerField()
    root_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-day"]
        constraints = [
            CheckConstraint(
                condition=Q(total_msats__gte=0, leaves_count__gte=0), name="proof_not_negative"
            ),
            CheckConstraint(condition=Q(root_hash__regex=HASH_PATTERN), name="proof_root_hex"),
        ]

    def __str__(self) -> str:
        return f"liabilities of {self.day}"


class LiabilityLeaf(models.Model):
    """One holder's place in a proof. The salt hides a balance from the neighbours in the tree."""

    proof = models.ForeignKey(LiabilityProof, models.CASCADE, related_name="leaves")
    position = models.IntegerField()
    account = models.CharField(max_length=120)
    salt = models.CharField(max_length=64)
    balance_msats = models.BigIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            UniqueConstraint(fields=["proof", "position"], name="leaf_position_once"),
            UniqueConstraint(fields=["proof", "account"], name="leaf_account_once"),
            CheckConstraint(condition=Q(balance_msats__gte=0), name="leaf_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.account} in {self.proof_id}"
