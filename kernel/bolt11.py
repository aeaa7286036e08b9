"""Reading BOLT11 payment requests (lightning/bolts, 11-payment-encoding.md), strictly.

The `bolt11` package decodes and checks the signature; what it lets pass and BOLT 11 forbids is
refused here: mixed case, amounts finer than a msat, and required features that nobody knows.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import bolt11
from bolt11 import FeatureState

from kernel.errors import InvalidError

TEXT_CHARACTERS_MAX = 4_096
EXPIRY_SECONDS_MAX = 100 * 366 * 86_400
"""Longer than anybody waits; a larger number is no date of ours, and no column takes it."""
FEATURES_KNOWN = frozenset({4, 7, 8, 12, 18, 24})
"""Bit pairs of BOLT 9: onion, payment secret, multi-part, blinding, attribution, metadata."""
_AMOUNT = re.compile(r"ln(?P<network>bcrt|tbs|bc|tb)(?P<figures>\d+)?(?P<multiplier>[munp])?$")


class Bolt11InvalidError(InvalidError):
    """The text is not a payment request that a wallet may pay."""

    code = "bolt11_invalid"


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What a wallet reads before it pays.

    network: bc, tb, tbs or bcrt. amount_msats: None where the payer chooses. payment_hash, payee:
    hex.
    """

    network: str
    amount_msats: int | None
    payment_hash: str
    payee: str
    description: str
    issued_at: datetime
    expires_at: datetime
    description_hash: str = ""  # hex; blank where the description itself is in the request


def read_bolt11(text: str) -> PaymentRequest:
    """Raises Bolt11InvalidError. Says nothing about whether the request has expired."""
    if len(text) > TEXT_CHARACTERS_MAX:
        raise Bolt11InvalidError("A payment request is shorter than this.")
    if text not in {text.lower(), text.upper()}:
        raise Bolt11InvalidError("A payment request is not written in mixed case.")
    prefix = _AMOUNT.match(text.lower().rpartition("1")[0])
    if prefix is None:
        raise Bolt11InvalidError("This is not a payment request.")
    if prefix["multiplier"] == "p" and not prefix["figures"].endswith("0"):
        raise Bolt11InvalidError("The amount is finer than a millisatoshi.")
    try:
        decoded = bolt11.decode(text)
        payment_hash, payee = decoded.payment_hash, decoded.payee
    except Exception as error:  # the package raises whatever its parts do; the text is a stranger's
        raise Bolt11InvalidError("This payment request cannot be read.") from error
    _refuse_unknown_features(decoded)
    if decoded.expiry > EXPIRY_SECONDS_MAX:
        raise Bolt11InvalidError("The request waits for more than a hundred years.")
    issued_at = datetime.fromtimestamp(decoded.date, UTC)
    return PaymentRequest(
        network=prefix["network"],
        amount_msats=None if decoded.amount_msat is None else int(decoded.amount_msat),
        payment_hash=payment_hash,
        payee=payee or "",
        description=decoded.description or "",
        issued_at=issued_at,
        expires_at=issued_at + timedelta(seconds=decoded.expiry),
        description_hash=decoded.description_hash or "",
    )


def _refuse_unknown_features(decoded: bolt11.Bolt11) -> None:
    features = decoded.features.feature_list if decoded.features else {}
    for feature, state in features.items():
        if state == FeatureState.required and feature.value not in FEATURES_KNOWN:
            raise Bolt11InvalidError("The request requires a feature that nobody knows.")
