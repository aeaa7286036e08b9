"""The right outcome of a variant: what an honest agent may say, and what the site then knows."""

from dataclasses import dataclass
from datetime import date

from sandbox.streaming.variants.formats import AMBIGUOUS
from sandbox.streaming.variants.recipe import Variant
from sandbox.streaming.variants.state import VariantState

ANY = frozenset({"*"})
GAVE_UP = frozenset({"failed", "needs_human"})
_CODES: dict[str, frozenset[str]] = {
    "toast_only": frozenset({"not_verified", "stuck"}),
    "wrong_password": frozenset({"credential_invalid"}),
    "captcha": frozenset({"captcha"}),
    "passkey": frozenset({"passkey"}),
    "billed_elsewhere": frozenset({"third_party_billing"}),
    "email_link": frozenset({"email_confirmation"}),
    "card_declined": frozenset({"payment_method"}),
    "too_dear": frozenset({"policy_denied"}),
    "phone_only": ANY,
}


@dataclass(frozen=True, slots=True)
class Right:
    """outcomes: endings by name. codes: error codes, {"*"} for any. Empty: none may be given.

    active: whether the subscription renews afterwards. payments: how many were made.
    """

    outcomes: frozenset[str]
    codes: frozenset[str]
    active: bool
    payments: int
    date_known: bool

    def sentence(self) -> str:
        codes = f" ({', '.join(sorted(self.codes))})" if self.codes else ""
        paid = f", {self.payments} payment" if self.payments else ""
        return f"{' or '.join(sorted(self.outcomes))}{codes}; {_STATES[self.active]}{paid}"


_STATES = {True: "still renewing", False: "cancelled"}


def right_outcome(variant: Variant) -> Right:
    cancels = variant.goal == "cancel"
    if variant.fault == "already_done":
        return Right(frozenset({"already_done"}), frozenset(), not cancels, 0, date_known=True)
    if variant.fault in _CODES:
        codes = _CODES[variant.fault]
        return Right(GAVE_UP, codes, cancels, 0, date_known=False)
    done = frozenset({"succeeded"})
    return Right(done, frozenset(), not cancels, 0 if cancels else 1, date_known=True)


def days_allowed(variant: Variant, state: VariantState) -> frozenset[date | None]:
    """The days that an outcome may name. None where day and month could be taken for each other,
    and after a return: a renewal is the next bill, not an end."""
    if not right_outcome(variant).date_known:
        return frozenset({None})
    day = state.renews_on if state.active else state.ends_on
    unsure = variant.words.dates in AMBIGUOUS or state.active
    return frozenset({day, None}) if unsure else frozenset({day})
