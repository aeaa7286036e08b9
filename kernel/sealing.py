"""Sealing: what a customer types is readable only where the agent runs.

HPKE (RFC 9180), base mode, one message per seal: hybrid KEM ML-KEM-768 + X25519, HKDF-SHA256,
AES-256-GCM, all from `cryptography`. The server holds public keys only. `context` is bound into the
key schedule as HPKE `info`: a box moved to another user, service or field does not open.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from kernel.errors import InvalidError

SUITE_NAME = "HPKE-MLKEM768X25519-HKDFSHA256-AES256GCM"
PLAINTEXT_BYTES_MAX = 4_096
_suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_MLKEM_PUBLIC_BYTES = 1_184
_MLKEM_SEED_BYTES = 64


class SealBrokenError(InvalidError):
    """The box was made for another key or context, or was changed."""

    code = "seal_broken"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The agent's public half: ML-KEM-768 key (1,184 bytes) then X25519 (32 bytes)."""

    raw: bytes

    @property
    def key_id(self) -> str:
        """First 16 hex digits of SHA-256 over the raw key; stands beside every sealed box."""
        return hashlib.sha256(self.raw).hexdigest()[:16]

    @classmethod
    def from_text(cls, text: str) -> "PublicKey":
        try:
            raw = base64.b64decode(text, validate=True)
        except ValueError as error:
            raise InvalidError("The agent's public key is not base64.") from error
        if len(raw) != _MLKEM_PUBLIC_BYTES + 32:
            raise InvalidError("The agent's public key has the wrong length.", bytes=len(raw))
        return cls(raw)

    def to_text(self) -> str:
        return base64.b64encode(self.raw).decode()

    def _loaded(self) -> hpke.MLKEM768X25519PublicKey:
        return hpke.MLKEM768X25519PublicKey(
            mlkem.MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_PUBLIC_BYTES]),
            x25519.X25519PublicKey.from_public_bytes(self.raw[_MLKEM_PUBLIC_BYTES:]),
        )


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """The agent's private half: ML-KEM-768 seed (64 bytes) then X25519 (32 bytes)."""

    raw: bytes

    @classmethod
    def generate(cls) -> "PrivateKey":
        kem, curve = mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
        return cls(kem.private_bytes_raw() + curve.private_bytes_raw())

    @classmethod
    def from_file(cls, path: Path) -> "PrivateKey":
        """Raises InvalidError where the file is missing, open to others, or not one of ours."""
        if not path.is_file():
            raise InvalidError(f"No agent key at {path}: run `manage.py create_agent_key` there.")
        if path.stat().st_mode & 0o077:
            raise InvalidError(f"{path} is readable by others: run `chmod 600 {path}`.")
        try:
            stored = json.loads(path.read_text())
            raw = base64.b64decode(stored["private_key"], validate=True)
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidError(f"{path} is not an agent key file.") from error
        if len(raw) != _MLKEM_SEED_BYTES + 32:
            raise InvalidError(f"{path} holds a key of the wrong length.")
        return cls(raw)

    def write_file(self, path: Path) -> None:
        """Writes JSON, mode 0600; refuses to overwrite: a lost key loses every credential."""
        path.parent.mkdir(parents=True, exist_ok=True)
        stored = {
            "suite": SUITE_NAME,
            "key_id": self.public_key.key_id,
            "public_key": self.public_key.to_text(),
            "private_key": base64.b64encode(self.raw).decode(),
        }
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(stored, file, indent=1)
            file.flush()
            os.fsync(file.fileno())  # a key that is lost in a power cut has sealed credentials

    @property
    def public_key(self) -> PublicKey:
        kem, curve = self._halves()
        return PublicKey(
            kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    def open(self, sealed: bytes, *, context: str) -> bytes:
        """The plaintext, or SealBrokenError."""
        kem, curve = self._halves()
        loaded = hpke.MLKEM768X25519PrivateKey(kem, curve)
        try:
            return _suite.decrypt(sealed, loaded, info=context.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError("A sealed value does not open with this key here.") from error

    def _halves(self) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
        return (
            mlkem.MLKEM768PrivateKey.from_seed_bytes(self.raw[:_MLKEM_SEED_BYTES]),
            x25519.X25519PrivateKey.from_private_bytes(self.raw[_MLKEM_SEED_BYTES:]),
        )


def seal(plaintext: bytes, *, to: PublicKey, context: str) -> bytes:
    """Seal at most PLAINTEXT_BYTES_MAX bytes; only PrivateKey.open with this context opens it."""
    if len(plaintext) > PLAINTEXT_BYTES_MAX:
        raise InvalidError(f"At most {PLAINTEXT_BYTES_MAX} bytes can be sealed.")
    return _suite.encrypt(plaintext, to._loaded(), info=context.encode())  # noqa: SLF001 - same module


def credential_context(*, user_pubkey: str, service: str, field: str) -> str:
    """What a stored credential is bound to. user_pubkey: 64 hex digits."""
    return f"unsalted/credential/v1|{user_pubkey}|{service}|{field}"


def input_context(*, run_id: str, request_key: str) -> str:
    """What a person's mid-run answer is bound to."""
    return f"unsalted/input/v1|{run_id}|{request_key}"


def takeover_context(*, run_id: str, takeover_key: str, input_key: str) -> str:
    """What words are bound to that a person types into a page which was handed to them."""
    return f"unsalted/takeover/v1|{run_id}|{takeover_key}|{input_key}"
