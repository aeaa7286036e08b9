"""Blind Diffie-Hellman on secp256k1: NUT-00, and the proof that a mint used its one key: NUT-12.

Points are compressed (33 bytes) unless said otherwise; scalars are 32 bytes, big-endian. A text
secret is hashed as UTF-8. Everything here is arithmetic: no network, no database.
"""

import hashlib
import hmac

from coincurve import PrivateKey, PublicKey

DOMAIN = b"Secp256k1_HashToCurve_Cashu_"
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
POINT_BYTES, SCALAR_BYTES = 33, 32
TRIES_MAX = 2**16  # half of all tries succeed
_NEGATIVE = {b"\x02": b"\x03", b"\x03": b"\x02"}


def hash_to_curve(message: bytes) -> bytes:
    """Y, the mint's name for a secret."""
    digest = hashlib.sha256(DOMAIN + message).digest()
    for counter in range(TRIES_MAX):
        candidate = b"\x02" + hashlib.sha256(digest + counter.to_bytes(4, "little")).digest()
        try:
            return PublicKey(candidate).format()
        except ValueError:
            continue
    raise AssertionError("no point in 2**16 tries")


def blind(secret: str, blinding: bytes) -> bytes:
    """B_ = Y + rG: all that the mint sees of the secret when it signs."""
    return _sum(hash_to_curve(secret.encode()), PrivateKey(blinding).public_key.format())


def sign(blinded: bytes, mint_scalar: bytes) -> bytes:
    """C_ = kB_: the mint's half, here for its published vectors."""
    return PublicKey(blinded).multiply(mint_scalar).format()


def unblind(signature: bytes, blinding: bytes, mint_key: bytes) -> bytes:
    """C = C_ - rK. Raises ValueError where a value is no point."""
    return _sum(signature, _negated(PublicKey(mint_key).multiply(blinding).format()))


def hash_e(*points: bytes) -> bytes:
    """NUT-12's challenge: SHA-256 over the uncompressed points as hex text."""
    text = "".join(PublicKey(point).format(compressed=False).hex() for point in points)
    return hashlib.sha256(text.encode()).digest()


def dleq_holds(*, mint_key: bytes, blinded: bytes, signature: bytes, e: bytes, s: bytes) -> bool:
    """Whether the key that signed is the one that was published (as the signature's receiver)."""
    try:
        first = _sum(_times_g(s), _negated(_times(mint_key, e)))
        second = _sum(_times(blinded, s), _negated(_times(signature, e)))
        expected = hash_e(first, second, mint_key, signature)
    except ValueError:
        return False
    return hmac.compare_digest(expected, e)


def carried_dleq_holds(
    *, mint_key: bytes, secret: str, unblinded: bytes, e: bytes, s: bytes, r: bytes
) -> bool:
    """The same for a proof that somebody hands on with its blinding factor r."""
    try:
        blinded = blind(secret, r)
        signature = _sum(unblinded, _times(mint_key, r))
    except ValueError:
        return False
    return dleq_holds(mint_key=mint_key, blinded=blinded, signature=signature, e=e, s=s)


def _times_g(scalar: bytes) -> bytes:
    return PrivateKey(scalar).public_key.format()


def _times(point: bytes, scalar: bytes) -> bytes:
    return PublicKey(point).multiply(scalar).format()


def _sum(*points: bytes) -> bytes:
    """Raises ValueError also for the point at infinity, which no honest party meets."""
    return PublicKey.combine_keys([PublicKey(point) for point in points]).format()


def _negated(point: bytes) -> bytes:
    return _NEGATIVE[point[:1]] + point[1:]
