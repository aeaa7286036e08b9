"""A Lightning node that only asks: signed BOLT11 requests with real preimages, on regtest (lnbcrt).

No channels and no peers: whoever reaches the control address may claim to have paid. The preimage
is released at payment, as a node does, and its SHA-256 is the payment hash in the request.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass

from bolt11 import Bolt11, Feature, Features, FeatureState, MilliSatoshi, Tag, TagChar, Tags, encode

CURRENCY = "bcrt"
MIN_FINAL_CLTV_BLOCKS = 80
DESCRIPTION_BYTES_MAX = 639
_FEATURES = Features.from_feature_list(
    {
        Feature.var_onion_optin: FeatureState.required,
        Feature.payment_secret: FeatureState.required,
        Feature.basic_mpp: FeatureState.supported,
    }
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One payment request. preimage, payment_hash: hex. expires_at: unix seconds."""

    bolt11: str
    preimage: str
    payment_hash: str
    amount_msats: int
    expires_at: int


def new_private_key() -> str:
    return secrets.token_hex(32)


def new_ask(
    *,
    private_key: str,
    amount_msats: int,
    description: str,
    expiry_seconds: int,
    description_hash: str = "",
) -> Ask:
    """A request for exactly amount_msats, valid for expiry_seconds from now.

    description_hash: hex; stands in the request instead of the description it commits to.
    """
    preimage = secrets.token_bytes(32)
    payment_hash = hashlib.sha256(preimage).hexdigest()
    issued_at = int(time.time())
    tags = Tags(
        [
            Tag(TagChar.payment_hash, payment_hash),
            Tag(TagChar.payment_secret, secrets.token_hex(32)),
            Tag(TagChar.description_hash, description_hash)
            if description_hash
            else Tag(TagChar.description, _clipped(description)),
            Tag(TagChar.expire_time, expiry_seconds),
            Tag(TagChar.min_final_cltv_expiry, MIN_FINAL_CLTV_BLOCKS),
            Tag(TagChar.features, _FEATURES),
        ]
    )
    request = Bolt11(
        currency=CURRENCY, date=issued_at, tags=tags, amount_msat=MilliSatoshi(amount_msats)
    )
    return Ask(
        bolt11=encode(request, private_key),
        preimage=preimage.hex(),
        payment_hash=payment_hash,
        amount_msats=amount_msats,
        expires_at=issued_at + expiry_seconds,
    )


def _clipped(description: str) -> str:
    raw = (description or "Invoice").encode()[:DESCRIPTION_BYTES_MAX]
    return raw.decode(errors="ignore")
