"""What operators are asked beside the reason."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.errors import PubkeyInvalidError
from accounts.models import User
from accounts.npub import pubkey_from_text
from kernel.money import MSATS_PER_SAT
from payments.admin.operating import ReasonForm

AMOUNT_DIGITS_MAX, MSAT_DIGITS = 14, 3


class SatsField(forms.DecimalField):
    """Sats with up to three decimals in, whole msats out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=AMOUNT_DIGITS_MAX,
            decimal_places=MSAT_DIGITS,
            min_value=Decimal("0.001"),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        sats = super().clean(value)
        return None if sats is None else int(sats * MSATS_PER_SAT)


class RefundForm(ReasonForm):
    amount_msats = SatsField(
        label="Amount in sats", required=False, help_text="Empty: all that can be given back."
    )
    field_order = ("amount_msats", "reason")


class CreditForm(ReasonForm):
    person = forms.CharField(
        max_length=120, help_text="The npub or public key of whom the money belongs to."
    )
    amount_msats = SatsField(label="Amount in sats")
    field_order = ("person", "amount_msats", "reason")

    def clean_person(self) -> User:
        try:
            pubkey = pubkey_from_text(self.cleaned_data["person"])
        except PubkeyInvalidError as error:
            raise ValidationError(error.message) from error
        user = User.objects.filter(pubkey=pubkey).first()
        if user is None:
            raise ValidationError("Nobody with this key has been here.")
        return user


class DifferenceForm(ReasonForm):
    FEE, OWNER_IN, OWNER_OUT = "fee", "owner_in", "owner_out"
    what = forms.ChoiceField(
        label="What happened at the rail",
        choices=(
            (FEE, "It charged the house a fee: less is there than the books say"),
            (OWNER_IN, "The owner put money in: more is there"),
            (OWNER_OUT, "The owner took money out: less is there"),
        ),
    )
    amount_msats = SatsField(label="Amount in sats")
    field_order = ("what", "amount_msats", "reason")


class OutcomeForm(ReasonForm):
    SETTLED, FAILED = "settled", "failed"
    outcome = forms.ChoiceField(
        choices=(
            (SETTLED, "It arrived: here is its preimage"),
            (FAILED, "It failed: the rail is asked once more, and the money goes back"),
        )
    )
    preimage = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        required=False,
        help_text="64 hex digits, from the rail; only for a payment that arrived.",
    )
    field_order = ("outcome", "preimage", "reason")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == self.SETTLED and not given.get("preimage"):
            self.add_error("preimage", "A payment that arrived shows its preimage.")
        return given
