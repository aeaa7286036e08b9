"""A Cashu mint over HTTP: NUT-01 to 09, 12, 20 and 23 on the wire.

A connection that breaks, a time-out, a 5xx and an answer that cannot be read are UpstreamError and
say nothing about whether the mint has acted. 400 with {"detail", "code"} is the mint's own no:
MintRefusedError. Proofs travel in bodies only, and in no message.
"""

from datetime import UTC, datetime
from typing import Any

import httpx

from kernel.errors import UpstreamError
from payments.cashu.curve import POINT_BYTES, SCALAR_BYTES
from payments.cashu.errors import MintRefusedError
from payments.cashu.keys import UNIT, KeysetFacts, read_keys
from payments.cashu.services.door import (
    BlindedMessage,
    BlindSignature,
    CoinState,
    MeltQuote,
    MintQuote,
    QuoteState,
)
from payments.cashu.tokens import AMOUNT_SATS_MAX, Coin
from payments.rails.conversation import Conversation

ANSWER_BYTES_MAX = 4_194_304
MELT_SECONDS = 60
"""NUT-05 asks for patience: the answer to a melt comes when the payment has ended."""
ID_CHARACTERS_MAX = 150
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)


class MintHTTP(Conversation):
    """One conversation with one mint: use as a context manager, never inside a transaction."""

    def __init__(
        self, *, url: str, timeout_seconds: float, melt_seconds: float = MELT_SECONDS
    ) -> None:
        self.url = url
        self._melt_seconds = melt_seconds
        self._timeout_seconds = timeout_seconds
        self._client = httpx.Client(
            base_url=url, timeout=timeout_seconds, follow_redirects=False, trust_env=False
        )

    def info(self) -> dict[str, Any]:
        return _mapping(self._call("GET", "/v1/info"))

    def keysets(self) -> list[KeysetFacts]:
        return [_keyset(told) for told in _listed(self._call("GET", "/v1/keysets"), "keysets")]

    def keys(self, keyset_id: str) -> dict[int, bytes]:
        told = _listed(self._call("GET", f"/v1/keys/{keyset_id}"), "keysets")
        for keyset in told:
            if isinstance(keyset, dict) and keyset.get("id") == keyset_id:
                return read_keys(keyset.get("keys"))
        raise UpstreamError("The mint does not show the keys of its keyset.")

    def ask_mint_quote(self, *, amount_sats: int, description: str, pubkey: str) -> MintQuote:
        body = {"amount": amount_sats, "unit": UNIT, "description": description, "pubkey": pubkey}
        return _mint_quote(self._call("POST", "/v1/mint/quote/bolt11", body))

    def mint_quote(self, quote_id: str) -> MintQuote:
        return _mint_quote(self._call("GET", f"/v1/mint/quote/bolt11/{quote_id}"))

    def mint(
        self, *, quote_id: str, outputs: list[BlindedMessage], signature: str
    ) -> list[BlindSignature]:
        body = {"quote": quote_id, "outputs": _messages(outputs), "signature": signature}
        return _signatures(self._call("POST", "/v1/mint/bolt11", body))

    def swap(self, *, inputs: list[Coin], outputs: list[BlindedMessage]) -> list[BlindSignature]:
        body = {"inputs": _proofs(inputs), "outputs": _messages(outputs)}
        return _signatures(self._call("POST", "/v1/swap", body))

    def ask_melt_quote(self, *, bolt11: str) -> MeltQuote:
        body = {"request": bolt11, "unit": UNIT}
        return _melt_quote(self._call("POST", "/v1/melt/quote/bolt11", body))

    def melt_quote(self, quote_id: str) -> MeltQuote:
        return _melt_quote(self._call("GET", f"/v1/melt/quote/bolt11/{quote_id}"))

    def melt(
        self, *, quote_id: str, inputs: list[Coin], outputs: list[BlindedMessage]
    ) -> MeltQuote:
        body: dict[str, Any] = {"quote": quote_id, "inputs": _proofs(inputs)}
        if outputs:
            body["outputs"] = _messages(outputs)
        patience = self._melt_seconds + self._timeout_seconds
        told = self._call("POST", "/v1/melt/bolt11", body, timeout_seconds=patience)
        return _melt_quote({"quote": quote_id, "amount": 0, "fee_reserve": 0} | _mapping(told))

    def check(self, ys: list[str]) -> dict[str, CoinState]:
        told = _listed(self._call("POST", "/v1/checkstate", {"Ys": ys}), "states")
        try:
            states = {str(one["Y"]): CoinState(one["state"]) for one in told}
        except (KeyError, TypeError, ValueError) as error:
            raise UpstreamError("The mint's answer cannot be read.") from error
        if set(states) != set(ys):
            raise UpstreamError("The mint's answer is about other proofs.")
        return states

    def restore(self, outputs: list[BlindedMessage]) -> list[tuple[BlindedMessage, BlindSignature]]:
        told = _mapping(self._call("POST", "/v1/restore", {"outputs": _messages(outputs)}))
        asked = {output.blinded.hex(): output for output in outputs}
        try:
            found = [asked[one["B_"]] for one in told["outputs"]]
        except (KeyError, TypeError) as error:
            raise UpstreamError("The mint's answer cannot be read.") from error
        signed = _signatures(told)
        if len(signed) != len(found):
            raise UpstreamError("The mint's answer cannot be read.")
        return list(zip(found, signed, strict=True))

    def _call(
        self, method: str, path: str, body: Any = None, *, timeout_seconds: float | None = None
    ) -> Any:
        patience = self._timeout_seconds if timeout_seconds is None else timeout_seconds
        try:
            response = self._client.request(method, path, json=body, timeout=patience)
        except httpx.HTTPError as error:
            raise UpstreamError(f"The mint did not answer ({type(error).__name__}).") from error
        if len(response.content) > ANSWER_BYTES_MAX:
            raise UpstreamError("The mint's answer is too long.")
        told = _json(response)
        if response.status_code == httpx.codes.BAD_REQUEST and isinstance(told, dict):
            code = told.get("code")
            raise MintRefusedError(_reason(told), mint_code=code if isinstance(code, int) else 0)
        if response.status_code != httpx.codes.OK or told is None:
            raise UpstreamError(f"The mint answered {response.status_code}.")
        return told


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _reason(told: dict[str, Any]) -> str:
    """The mint's words, short; never what was sent."""
    detail = str(told.get("detail") or told.get("error") or "no reason")
    return f"The mint refused: {detail[:120]}"


def _mapping(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise UpstreamError("The mint's answer cannot be read.")
    return told


def _listed(told: Any, name: str) -> list[Any]:
    found = _mapping(told).get(name)
    if not isinstance(found, list):
        raise UpstreamError("The mint's answer cannot be read.")
    return found


def _keyset(told: Any) -> KeysetFacts:
    try:
        keyset_id = str(told["id"])
        bytes.fromhex(keyset_id)
        return KeysetFacts(
            keyset_id=keyset_id,
            unit=str(told["unit"]),
            active=bool(told["active"]),
            input_fee_ppk=int(told.get("input_fee_ppk") or 0),
            final_expiry=int(told["final_expiry"]) if told.get("final_expiry") else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UpstreamError("The mint's answer cannot be read.") from error


def _mint_quote(told: Any) -> MintQuote:
    try:
        expiry = told.get("expiry")
        return MintQuote(
            quote_id=_id(told["quote"]),
            request=str(told["request"]),
            state=QuoteState(told["state"]),
            amount_sats=None if told.get("amount") is None else _amount(told["amount"]),
            expires_at=datetime.fromtimestamp(int(expiry), UTC) if expiry else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UpstreamError("The mint's answer cannot be read.") from error


def _melt_quote(told: Any) -> MeltQuote:
    try:
        change = told.get("change")
        return MeltQuote(
            quote_id=_id(told["quote"]),
            amount_sats=_amount(told["amount"]),
            fee_reserve_sats=_amount(told["fee_reserve"]),
            state=QuoteState(told["state"]),
            preimage=str(told.get("payment_preimage") or "")[:64].lower(),
            change=None if change is None else tuple(_signature(one) for one in change),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UpstreamError("The mint's answer cannot be read.") from error


def _signatures(told: Any) -> list[BlindSignature]:
    try:
        return [_signature(one) for one in _listed(told, "signatures")]
    except (KeyError, TypeError, ValueError) as error:
        raise UpstreamError("The mint's answer cannot be read.") from error


def _signature(told: Any) -> BlindSignature:
    dleq = told.get("dleq")
    return BlindSignature(
        amount_sats=_amount(told["amount"]),
        keyset_id=str(told["id"]),
        signature=_bytes(told["C_"], POINT_BYTES),
        dleq=(_bytes(dleq["e"], SCALAR_BYTES), _bytes(dleq["s"], SCALAR_BYTES)) if dleq else None,
    )


def _id(told: Any) -> str:
    """A quote's id goes into a path."""
    text = str(told)
    if not 0 < len(text) <= ID_CHARACTERS_MAX or not all(c.isalnum() or c in "-_" for c in text):
        raise ValueError(text[:20])
    return text


def _amount(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told <= AMOUNT_SATS_MAX:
        raise ValueError
    return told


def _bytes(told: Any, length: int) -> bytes:
    raw = bytes.fromhex(told)
    if len(raw) != length:
        raise ValueError
    return raw


def _messages(outputs: list[BlindedMessage]) -> list[dict[str, Any]]:
    return [
        {"amount": one.amount_sats, "id": one.keyset_id, "B_": one.blinded.hex()} for one in outputs
    ]


def _proofs(coins: list[Coin]) -> list[dict[str, Any]]:
    # Without the DLEQ: its blinding factor would tell the mint where a proof came from (NUT-12).
    return [
        {
            "amount": coin.amount_sats,
            "id": coin.keyset_id,
            "secret": coin.secret,
            "C": coin.signature.hex(),
        }
        for coin in coins
    ]
