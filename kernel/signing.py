"""Signatures that somebody else can check: Ed25519 over one canonical form of JSON.

Canonical: UTF-8, no blanks, keys in order, whole numbers only. For the values allowed here this is
RFC 8785; fractions are refused because two writers would not print them alike.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kernel.errors import InvalidError

SEED_BYTES = 32
WHOLE_MAX = 2**53 - 1  # beyond it, readers that keep numbers as doubles see another number
KEY_ID_CHARACTERS = 16


class CanonicalFormError(InvalidError):
    """This value has no canonical form, or this text is not JSON with one meaning."""

    code = "no_canonical_form"


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """seed: 32 bytes. `purpose` is signed along, so that no signature can serve for another use."""

    seed: bytes

    @classmethod
    def from_hex(cls, text: str) -> "SigningKey":
        """Raises InvalidError, which never quotes the text."""
        try:
            seed = bytes.fromhex(text.strip())
        except ValueError:
            seed = b""  # not chained: the error's text would quote the key
        if len(seed) != SEED_BYTES:
            raise InvalidError("A signing key is 64 hex digits.")
        return cls(seed)

    @classmethod
    def derived(cls, secret: bytes, *, info: str) -> "SigningKey":
        """One more key from a secret of at least 32 random bytes; another info, another key."""
        return cls(HKDF(SHA256(), SEED_BYTES, None, info.encode()).derive(secret))

    @property
    def public_hex(self) -> str:
        return self._loaded().public_key().public_bytes_raw().hex()

    def sign(self, value: Mapping[str, Any], *, purpose: str) -> str:
        """128 hex digits over the canonical form. Raises CanonicalFormError."""
        return self._loaded().sign(_message(value, purpose)).hex()

    def _loaded(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(self.seed)


def is_signed(
    value: Mapping[str, Any], *, signature: object, public_hex: object, purpose: str
) -> bool:
    """Whether that key signed exactly this for that purpose; False for whatever cannot be read."""
    if not isinstance(signature, str) or not isinstance(public_hex, str):
        return False
    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex))
        key.verify(bytes.fromhex(signature), _message(value, purpose))
    except (ValueError, InvalidSignature, CanonicalFormError):
        return False
    return True


def key_id_of(public_hex: str) -> str:
    """The first 16 hex digits of SHA-256 over the public key's bytes."""
    return hashlib.sha256(bytes.fromhex(public_hex)).hexdigest()[:KEY_ID_CHARACTERS]


def canonical(value: object) -> bytes:
    """The one text of this value. Raises CanonicalFormError."""
    _refuse_ambiguous(value)
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise CanonicalFormError("Half a character has no canonical form.") from error


def hashed(value: object) -> str:
    """SHA-256 over the canonical form, hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def read_strictly(text: str | bytes) -> Any:
    """JSON with one meaning: no name twice, no NaN. Raises CanonicalFormError."""
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise CanonicalFormError("This is not JSON.") from error


def _message(value: Mapping[str, Any], purpose: str) -> bytes:
    return b"unsalted/" + purpose.encode("ascii") + b"\n" + canonical(dict(value))


def _refuse_ambiguous(value: object) -> None:
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > WHOLE_MAX:
                raise CanonicalFormError("A number is too large.")
        case list() | tuple():
            for each in value:
                _refuse_ambiguous(each)
        case dict():
            for name, each in value.items():
                # Beyond ASCII, code points and UTF-16 units sort differently.
                if not isinstance(name, str) or not name.isascii():
                    raise CanonicalFormError("A name is not ASCII.")
                _refuse_ambiguous(each)
        case _:
            raise CanonicalFormError(f"A {type(value).__name__} has no canonical form.")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalFormError("A name stands twice in one object.")
    return found


def _no_number(text: str) -> Any:
    raise CanonicalFormError(f"{text} is no number.")
