"""Ecash as text: NUT-00's cashuA (read) and cashuB (read and written). No network here.

A token is money for whoever reads it: never log one, never put one in an error.
"""

import base64
import binascii
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import cbor2

from payments.cashu.curve import POINT_BYTES, SCALAR_BYTES, hash_to_curve
from payments.cashu.errors import (
    TokenLockedError,
    TokenMalformedError,
    TokenTooLargeError,
    TokenUnitError,
)
from payments.cashu.keys import UNIT

TOKEN_CHARACTERS_MAX = 100_000
PROOFS_MAX = 300
SECRET_CHARACTERS_MAX = 1_024
AMOUNT_SATS_MAX = 100_000_000
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SCHEME, _V3, _V4 = "cashu:", "cashuA", "cashuB"


@dataclass(frozen=True, slots=True, repr=False)
class Dleq:
    """NUT-12, carried with a proof. e, s, r: 32 bytes; r blank where it was not told."""

    e: bytes
    s: bytes
    r: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class Coin:
    """A proof: bearer money. keyset_id: hex, perhaps short (16 digits) when read from text."""

    amount_sats: int
    keyset_id: str
    secret: str
    signature: bytes  # C
    dleq: Dleq | None = None

    @property
    def y(self) -> str:
        return hash_to_curve(self.secret.encode()).hex()


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    mint_url: str
    unit: str
    coins: tuple[Coin, ...]
    memo: str = ""

    @property
    def amount_sats(self) -> int:
        return sum(coin.amount_sats for coin in self.coins)

    @property
    def fingerprint(self) -> str:
        """The same for the same proofs, however the text is written. 64 hex digits."""
        return hashlib.sha256("|".join(sorted(coin.y for coin in self.coins)).encode()).hexdigest()


def read_token(text: str) -> Token:
    """A token of one mint in sats, its proofs checked for form only.

    Raises TokenMalformedError, TokenTooLargeError, TokenUnitError, TokenLockedError.
    """
    if len(text) > TOKEN_CHARACTERS_MAX:
        raise TokenTooLargeError(f"A token has at most {TOKEN_CHARACTERS_MAX:,} characters.")
    bare = "".join(text.split()).removeprefix(_SCHEME)
    if bare.startswith(_V4):
        token = _checked(_read_v4, _decoded(bare[len(_V4) :]))
    elif bare.startswith(_V3):
        token = _checked(_read_v3, _decoded(bare[len(_V3) :]))
    else:
        raise TokenMalformedError("This is not a Cashu token: one begins with cashuB or cashuA.")
    _refuse_unfit(token)
    return token


def write_token(token: Token) -> str:
    """cashuB, with the full keyset ids and without padding."""
    body: dict[str, Any] = {"t": [], "m": token.mint_url, "u": token.unit}
    if token.memo:
        body = {"t": [], "d": token.memo, "m": token.mint_url, "u": token.unit}
    for keyset_id in dict.fromkeys(coin.keyset_id for coin in token.coins):
        coins = [_written(coin) for coin in token.coins if coin.keyset_id == keyset_id]
        body["t"].append({"i": bytes.fromhex(keyset_id), "p": coins})
    return _V4 + base64.urlsafe_b64encode(cbor2.dumps(body)).decode().rstrip("=")


def normal_mint_url(text: str) -> str:
    """Without a slash at its end. Raises TokenMalformedError unless it is https, or loopback."""
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError as error:
        raise TokenMalformedError("The mint's address cannot be read.") from error
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if not parts.hostname or not plain or not (parts.scheme == "https" or local):
        raise TokenMalformedError("A mint's address begins with https.")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}"


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(
            text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError) as error:
        raise TokenMalformedError("This token is cut off or changed.") from error


def _checked(read: Any, raw: bytes) -> Token:
    try:
        token: Token = read(raw)
    except TokenMalformedError:
        raise
    except Exception as error:  # decoders and lookups raise many kinds; the text is a stranger's
        raise TokenMalformedError("This token is cut off or changed.") from error
    return token


def _read_v3(raw: bytes) -> Token:
    body = json.loads(raw)
    entries = body["token"]
    mints = {str(entry["mint"]).rstrip("/") for entry in entries}
    if len(mints) != 1:
        raise TokenMalformedError("A token of several mints is not taken.")
    coins = tuple(
        Coin(
            amount_sats=_amount(told["amount"]),
            keyset_id=_keyset_id(bytes.fromhex(told["id"])),
            secret=_secret(told["secret"]),
            signature=_exact(bytes.fromhex(told["C"]), POINT_BYTES),
            dleq=_dleq(told.get("dleq"), hexed=True),
        )
        for entry in entries
        for told in entry["proofs"]
    )
    return Token(mints.pop(), str(body.get("unit") or UNIT), coins, str(body.get("memo") or ""))


def _read_v4(raw: bytes) -> Token:
    stream = io.BytesIO(raw)
    body = cbor2.CBORDecoder(stream).decode()
    coins = tuple(
        Coin(
            amount_sats=_amount(told["a"]),
            keyset_id=_keyset_id(group["i"]),
            secret=_secret(told["s"]),
            signature=_exact(told["c"], POINT_BYTES),
            dleq=_dleq(told.get("d"), hexed=False),
        )
        for group in body["t"]
        for told in group["p"]
    )
    return Token(str(body["m"]).rstrip("/"), str(body["u"]), coins, str(body.get("d") or ""))


def _refuse_unfit(token: Token) -> None:
    if not token.coins:
        raise TokenMalformedError("This token holds nothing.")
    if len(token.coins) > PROOFS_MAX:
        raise TokenTooLargeError(f"A token holds at most {PROOFS_MAX} proofs.")
    if token.unit != UNIT:
        raise TokenUnitError("Only tokens in sats are taken.", unit=token.unit[:10])
    if len({coin.secret for coin in token.coins}) != len(token.coins):
        raise TokenMalformedError("This token holds a proof twice.")
    if token.amount_sats > AMOUNT_SATS_MAX:
        raise TokenTooLargeError(f"A token is worth at most {AMOUNT_SATS_MAX:,} sats here.")
    if any(coin.secret.lstrip().startswith("[") for coin in token.coins):
        raise TokenLockedError("This token is locked: its owner has to swap it first (NUT-10).")
    normal_mint_url(token.mint_url)


def _written(coin: Coin) -> dict[str, Any]:
    told: dict[str, Any] = {"a": coin.amount_sats, "s": coin.secret, "c": coin.signature}
    if coin.dleq and coin.dleq.r:
        told["d"] = {"e": coin.dleq.e, "s": coin.dleq.s, "r": coin.dleq.r}
    return told


def _dleq(told: Mapping[str, Any] | None, *, hexed: bool) -> Dleq | None:
    if not told:
        return None
    parts: Sequence[Any] = [told[name] for name in ("e", "s", "r")]
    raw = [bytes.fromhex(part) if hexed else part for part in parts]
    return Dleq(*(_exact(part, SCALAR_BYTES) for part in raw))


def _amount(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or not 0 < told <= AMOUNT_SATS_MAX:
        raise TokenMalformedError("A proof of this token has no proper amount.")
    return told


def _secret(told: Any) -> str:
    if not isinstance(told, str) or not 0 < len(told) <= SECRET_CHARACTERS_MAX:
        raise TokenMalformedError("A proof of this token has no proper secret.")
    told.encode()  # lone surrogates cannot be hashed
    return told


def _keyset_id(told: Any) -> str:
    if not isinstance(told, bytes) or len(told) not in {8, 33} or told[:1] not in b"\x00\x01":
        raise TokenMalformedError("A proof of this token names no proper keyset.")
    return told.hex()


def _exact(told: Any, length: int) -> bytes:
    if not isinstance(told, bytes) or len(told) != length:
        raise TokenMalformedError("A proof of this token is cut off.")
    return told
