"""NUT-13: secrets that can be found again from one seed, and the seed from TILL_KEY.

After the loss of the whole database, TILL_KEY and the mint are enough to have the ecash back
(`manage.py restore_cashu`).
"""

import hashlib
import hmac

from coincurve import PrivateKey
from django.conf import settings

from kernel.at_rest import TillKeyMissingError
from payments.cashu.curve import ORDER, SCALAR_BYTES

SEED_PURPOSE = b"unsalted/cashu/seed/v1"
LOCK_PURPOSE = b"unsalted/cashu/quote-lock/v1|"
KDF_PURPOSE = b"Cashu_KDF_HMAC_SHA256"
PURPOSE, HARDENED = 129_372, 2**31
TILL_KEY_BYTES = 32


def house_seed() -> bytes:
    """64 bytes. Raises TillKeyMissingError."""
    return hmac.new(_till_key(), SEED_PURPOSE, hashlib.sha512).digest()


def derive(seed: bytes, keyset_id: str, counter: int) -> tuple[str, bytes]:
    """The secret (64 hex digits) and blinding factor (32 bytes) of one output.

    Keysets of version 00 derive by BIP 32, of version 01 by HMAC. seed: of BIP 39 or any bytes.
    """
    if keyset_id.startswith("00"):
        return _derive_bip32(seed, keyset_id, counter)
    message = KDF_PURPOSE + bytes.fromhex(keyset_id) + counter.to_bytes(8, "big")
    secret = hmac.new(seed, message + b"\x00", hashlib.sha256).hexdigest()
    digest = hmac.new(seed, message + b"\x01", hashlib.sha256).digest()
    return secret, (int.from_bytes(digest, "big") % ORDER).to_bytes(SCALAR_BYTES, "big")


def quote_lock(nonce: str) -> PrivateKey:
    """NUT-20: the key that alone may mint a quote, so that a leaked quote id steals nothing."""
    digest = hmac.new(_till_key(), LOCK_PURPOSE + nonce.encode(), hashlib.sha256).digest()
    return PrivateKey(digest)


def keyset_number(keyset_id: str) -> int:
    """A keyset's id in a BIP 32 path."""
    return int.from_bytes(bytes.fromhex(keyset_id[:16]), "big") % (HARDENED - 1)


def _derive_bip32(seed: bytes, keyset_id: str, counter: int) -> tuple[str, bytes]:
    digest = hmac.new(b"Bitcoin seed", seed, hashlib.sha512).digest()
    key, chain = digest[:32], digest[32:]
    for index in (PURPOSE, 0, keyset_number(keyset_id), counter):
        key, chain = _child(key, chain, index + HARDENED)
    secret, _ = _child(key, chain, 0)
    blinding, _ = _child(key, chain, 1)
    return secret.hex(), blinding


def _child(key: bytes, chain: bytes, index: int) -> tuple[bytes, bytes]:
    """BIP 32, CKDpriv."""
    hardened = index >= HARDENED
    parent = b"\x00" + key if hardened else PrivateKey(key).public_key.format()
    digest = hmac.new(chain, parent + index.to_bytes(4, "big"), hashlib.sha512).digest()
    child = (int.from_bytes(digest[:32], "big") + int.from_bytes(key, "big")) % ORDER
    return child.to_bytes(SCALAR_BYTES, "big"), digest[32:]


def _till_key() -> bytes:
    try:
        key = bytes.fromhex(settings.TILL_KEY)
    except ValueError:
        key = b""
    if len(key) != TILL_KEY_BYTES:
        raise TillKeyMissingError("TILL_KEY is not set: 64 hex digits (openssl rand -hex 32).")
    return key
