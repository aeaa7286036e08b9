"""The wallet's rows: keysets, what was asked of the mint, and the proofs that are money.

Secrets are encrypted under TILL_KEY and bound to their row (kernel.at_rest). An Operation is
committed, secrets and all, before the mint hears of it: a mint that signed and whose answer was
lost signs nothing new, it repeats what it signed (NUT-09).
"""

import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

from kernel.at_rest import seal, unseal
from payments.cashu.errors import OperationMovedError
from payments.cashu.keys import SHORT_ID_DIGITS
from payments.cashu.tokens import Coin, Dleq

HASH_PATTERN = r"^[0-9a-f]{64}$"
POINT_PATTERN = r"^0[23][0-9a-f]{64}$"


class Keyset(models.Model):
    """A mint's keys, their id checked. `counter`: the next derivation index (NUT-13)."""

    # One id is one derivation path: the same id under two addresses would use secrets twice.
    keyset_id = models.CharField(max_length=66)
    mint_url = models.CharField(max_length=300)
    unit = models.CharField(max_length=10)
    active = models.BooleanField()
    input_fee_ppk = models.IntegerField()
    final_expiry = models.BigIntegerField(null=True, blank=True)
    keys = models.JSONField()  # amount -> compressed key, hex
    counter = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["keyset_id"], name="keyset_once"),
            CheckConstraint(
                condition=Q(input_fee_ppk__gte=0, counter__gte=0), name="keyset_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.keyset_id

    @property
    def short_id(self) -> str:
        return self.keyset_id[:SHORT_ID_DIGITS]

    def key_of(self, amount_sats: int) -> bytes:
        """Raises KeyError where the keyset has no such coin."""
        return bytes.fromhex(self.keys[str(amount_sats)])


class Operation(models.Model):
    """One thing asked of the mint, once.

    PREPARED: a quote is known, nothing was asked to be signed. SUBMITTED: the inputs are reserved
    and the outputs fixed, and the mint may have heard. DONE: the new proofs are stored. FAILED: the
    mint cannot do it any more, the inputs are free again.
    """

    class Kind(models.TextChoices):
        MINT = "mint"  # an invoice was paid to the mint
        RECEIVE = "receive"  # somebody's token, swapped
        SEND = "send"  # our proofs, swapped into a token
        RECLAIM = "reclaim"  # a token nobody took, swapped back
        CANCEL = "cancel"  # a melt's inputs, swapped so that it cannot happen any more
        MELT = "melt"  # the mint paid an invoice
        RESTORE = "restore"  # found again from TILL_KEY

    class State(models.TextChoices):
        PREPARED = "prepared"
        SUBMITTED = "submitted"
        DONE = "done"
        FAILED = "failed"

    # The one transition table. A refused minting goes back: the quote is still paid.
    TRANSITIONS: ClassVar[dict[str, frozenset[str]]] = {
        # Prepared anew after a change of keysets, it may still hear a late answer to its first ask.
        State.PREPARED: frozenset({State.SUBMITTED, State.DONE, State.FAILED}),
        State.SUBMITTED: frozenset({State.DONE, State.FAILED, State.PREPARED}),
        State.DONE: frozenset(),
        State.FAILED: frozenset(),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    key = models.CharField(max_length=160)
    mint_url = models.CharField(max_length=300)
    amount_sats = models.BigIntegerField()  # what it is about, fees apart
    fee_sats = models.BigIntegerField(default=0)  # what it cost in all, once it is done
    quote_id = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001 - unique
    bolt11 = models.TextField(blank=True, default="")
    payment_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - unique
    preimage = models.CharField(max_length=64, blank=True, default="")
    expires_at = models.DateTimeField(null=True, blank=True)
    sealed_inputs = models.BinaryField(null=True, blank=True, editable=False)
    sealed_outputs = models.BinaryField(null=True, blank=True, editable=False)
    sealed_token = models.BinaryField(null=True, blank=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(db_default=Now())  # the sweep's
    # Until then a worker is waiting for the mint's answer, and nobody takes its inputs away.
    leased_until = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["next_check_at"], condition=Q(state="submitted"), name="operation_open"
            )
        ]
        constraints = [
            CheckConstraint(
                condition=Q(
                    kind__in=["mint", "receive", "send", "reclaim", "cancel", "melt", "restore"]
                ),
                name="operation_kind_known",
            ),
            CheckConstraint(
                condition=Q(state__in=["prepared", "submitted", "done", "failed"]),
                name="operation_state_known",
            ),
            # An invoice may be asked for twice under one key; nothing else may.
            UniqueConstraint(
                fields=["kind", "key"],
                condition=~Q(kind="mint") & ~Q(state="failed"),
                name="operation_key_once",
            ),
            UniqueConstraint(fields=["kind", "quote_id"], name="operation_quote_once"),
            UniqueConstraint(
                fields=["payment_hash"],
                condition=Q(kind="melt") & ~Q(state="failed"),
                name="operation_melts_hash_once",
            ),
            CheckConstraint(
                condition=Q(amount_sats__gte=0, fee_sats__gte=0), name="operation_not_negative"
            ),
            CheckConstraint(
                condition=Q(state__in=["prepared", "failed"])
                | Q(sealed_outputs__isnull=False, submitted_at__isnull=False),
                name="operation_outputs_before_asking",
            ),
            CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["prepared", "submitted"], finished_at__isnull=True),
                name="operation_finished_has_instant",
            ),
            CheckConstraint(
                condition=Q(payment_hash__isnull=True) | Q(payment_hash__regex=HASH_PATTERN),
                name="operation_hash_hex",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def move_to(self, state: str) -> None:
        """Sets the state or raises OperationMovedError; the caller holds the lock and saves."""
        if state not in self.TRANSITIONS[self.state]:
            raise OperationMovedError(
                f"A {self.kind} that is {self.state} does not become {state}."
            )
        self.state = state

    def seal_part(self, part: str, content: Any) -> bytes:
        """part: inputs, outputs or token; content: JSON."""
        return seal(json.dumps(content).encode(), f"cashu:operation:{self.pk}:{part}")

    def unseal_part(self, part: str) -> Any:
        """None where there is none. Raises SealBrokenError."""
        sealed = getattr(self, f"sealed_{part}")
        if sealed is None:
            return None
        return json.loads(unseal(sealed, f"cashu:operation:{self.pk}:{part}"))


class Proof(models.Model):
    """A coin of ours. `y` is the mint's name for it; what spends it is encrypted.

    PENDING: reserved by an operation, or handed out in a token that nobody has claimed yet.
    """

    class State(models.TextChoices):
        UNSPENT = "unspent"
        PENDING = "pending"
        SPENT = "spent"

    y = models.CharField(max_length=66)
    mint_url = models.CharField(max_length=300)
    keyset_id = models.CharField(max_length=66)
    amount_sats = models.BigIntegerField()
    sealed = models.BinaryField(editable=False)
    state = models.CharField(max_length=7, choices=State.choices, default=State.UNSPENT)
    made_by = models.ForeignKey(Operation, models.PROTECT, related_name="made")
    reserved_by = models.ForeignKey(
        Operation, models.PROTECT, related_name="reserved", null=True, blank=True
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    spent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["mint_url", "amount_sats"],
                condition=Q(state="unspent"),
                name="proof_spendable",
            )
        ]
        constraints = [
            UniqueConstraint(fields=["y"], name="proof_y_once"),
            CheckConstraint(
                condition=Q(state__in=["unspent", "pending", "spent"]), name="proof_state_known"
            ),
            CheckConstraint(condition=Q(amount_sats__gt=0), name="proof_amount_positive"),
            CheckConstraint(condition=Q(y__regex=POINT_PATTERN), name="proof_y_is_a_point"),
            CheckConstraint(
                condition=Q(state="unspent", reserved_by__isnull=True)
                | Q(state="pending", reserved_by__isnull=False)
                | Q(state="spent"),
                name="proof_pending_is_reserved",
            ),
            CheckConstraint(
                condition=Q(state="spent", spent_at__isnull=False)
                | ~Q(state="spent") & Q(spent_at__isnull=True),
                name="proof_spent_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_sats} sats {self.y[:12]}"

    @classmethod
    def of_coin(cls, coin: Coin, *, made_by: Operation) -> "Proof":
        y = coin.y
        told = {"secret": coin.secret, "C": coin.signature.hex()}
        if coin.dleq:
            told["dleq"] = [part.hex() for part in (coin.dleq.e, coin.dleq.s, coin.dleq.r)]  # type: ignore[assignment]
        return cls(
            y=y,
            mint_url=made_by.mint_url,
            keyset_id=coin.keyset_id,
            amount_sats=coin.amount_sats,
            sealed=seal(json.dumps(told).encode(), f"cashu:proof:{y}"),
            made_by=made_by,
        )

    def coin(self) -> Coin:
        """What spends it. Raises SealBrokenError."""
        told = json.loads(unseal(self.sealed, f"cashu:proof:{self.y}"))
        dleq = told.get("dleq")
        return Coin(
            amount_sats=self.amount_sats,
            keyset_id=self.keyset_id,
            secret=told["secret"],
            signature=bytes.fromhex(told["C"]),
            dleq=Dleq(*map(bytes.fromhex, dleq)) if dleq else None,
        )
