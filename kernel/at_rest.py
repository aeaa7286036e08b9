"""Encryption of what this server must read again: ecash, wallet connections, tokens not yet shown.

AES-256-GCM under TILL_KEY, which is not in the database: a stolen dump opens nothing. `context`
says whose and what the value is and is authenticated with it, so a value copied into another row
does not open there. `kernel.sealing` is for what this server must never read.

A sealed value is one version byte, a random nonce of 12 bytes, and the ciphertext with its tag of
16. Random nonces are safe for some 2**32 values under one key (NIST SP 800-38D).
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from kernel.errors import UnsaltedError
from kernel.sealing import SealBrokenError

VERSION = b"\x01"
KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16


class TillKeyMissingError(UnsaltedError):
    """TILL_KEY is not set, or is not 64 hex digits: nothing can be kept encrypted."""

    http_status = 503
    code = "till_key_missing"


def seal(plaintext: bytes, context: str) -> bytes:
    """Encrypt for `unseal` with the same context. Raises TillKeyMissingError."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(_key()).encrypt(nonce, plaintext, _bound(context))


def unseal(sealed: bytes | memoryview, context: str) -> bytes:
    """The plaintext. sealed: bytes, or the memoryview that a BinaryField gives back.

    Raises SealBrokenError for another key or context or a changed byte, TillKeyMissingError.
    """
    box = bytes(sealed)
    nonce, rest = box[1 : 1 + NONCE_BYTES], box[1 + NONCE_BYTES :]
    if box[:1] != VERSION or len(rest) < TAG_BYTES:
        raise SealBrokenError("This is not a value that was encrypted here.")
    try:
        return AESGCM(_key()).decrypt(nonce, rest, _bound(context))
    except InvalidTag as error:
        raise SealBrokenError("An encrypted value does not open with this key here.") from error


def _bound(context: str) -> bytes:
    return VERSION + b"unsalted/at-rest|" + context.encode()


def _key() -> bytes:
    try:
        key = bytes.fromhex(settings.TILL_KEY)
    except ValueError:
        key = b""  # not chained: the error's text would quote the setting
    if len(key) != KEY_BYTES:
        raise TillKeyMissingError("TILL_KEY is not set: 64 hex digits (openssl rand -hex 32).")
    return key
