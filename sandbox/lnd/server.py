"""A stand-in for LND's REST gateway: the calls that we use, on a real socket.

Protocol: LND's own API descriptions (lightning.swagger.json, router.swagger.json); the tests hold
this server's bodies against them. 64-bit numbers are strings, bytes are base64, streams are one
JSON object per line, and a gRPC code rides in every refusal. sandbox.lightning tells how to make it
misbehave.
"""

import base64
import binascii
import hmac
import json
import secrets
import ssl
import time
from http import HTTPStatus
from typing import Any

from sandbox.lightning.door import GARBAGE, Answer, Call, Door, NoAnswerError
from sandbox.lightning.node import Fault, Node, NodeRefusedError, Received, Sent

FEE_MSATS = 1_000
MEMO_BYTES_MAX = 639
EXPIRY_SECONDS_DEFAULT = 86_400
LIST_DEFAULT = 100
UNKNOWN, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, UNIMPLEMENTED = 2, 3, 5, 6, 12
_STATUS = {UNKNOWN: 500, INVALID_ARGUMENT: 400, NOT_FOUND: 404, ALREADY_EXISTS: 409}
_STATES = {"pending": "IN_FLIGHT", "succeeded": "SUCCEEDED", "failed": "FAILED"}
INVOICE_FIELDS = frozenset({"memo", "value", "value_msat", "expiry", "r_preimage", "private"})
SEND_FIELDS = frozenset(
    {
        "payment_request",
        "amt",
        "amt_msat",
        "timeout_seconds",
        "fee_limit_sat",
        "fee_limit_msat",
        "no_inflight_updates",
        "max_parts",
        "cancelable",
        "allow_self_payment",
    }
)


class GrpcError(Exception):
    """A refusal: gRPC code and words."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.status = _STATUS.get(code, HTTPStatus.NOT_IMPLEMENTED)
        self.told = {"code": code, "message": words, "details": []}


class SandboxLnd(Door):
    """macaroon_hex: what the header must hold. tls: its own certificate, as LND has one."""

    def __init__(
        self,
        *,
        macaroon_hex: str,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(node=Node(fee_of=lambda _: FEE_MSATS), host=host, port=port, tls=tls)
        self._macaroon = macaroon_hex.lower()

    def answer(self, call: Call) -> Answer:
        streams = call.path[:2] == ["v2", "router"]
        try:
            self._check_macaroon(call.headers.get("Grpc-Metadata-macaroon"))
            if (call.method, call.path) == ("POST", ["v2", "router", "send"]):
                return self._send(_body(call, SEND_FIELDS))
            return self.check_silence() or self._look(call)
        except GrpcError as error:
            return Answer(error.status, {"error": error.told} if streams else error.told)

    def _check_macaroon(self, told: str | None) -> None:
        if told is None:
            raise GrpcError(UNKNOWN, "expected 1 macaroon, got 0")
        try:
            bytes.fromhex(told)
        except ValueError as error:
            raise GrpcError(UNKNOWN, "encoding/hex: invalid byte") from error
        if not hmac.compare_digest(told.lower().encode(), self._macaroon.encode()):
            words = "verification failed: signature mismatch after caveat verification"
            raise GrpcError(UNKNOWN, words)

    def _look(self, call: Call) -> Answer:
        match call.method, call.path:
            case "POST", ["v1", "invoices"]:
                return self._add(_body(call, INVOICE_FIELDS))
            case "GET", ["v1", "invoices"]:
                return self._listed({name: values[0] for name, values in call.query.items()})
            case "GET", ["v1", "invoice", payment_hash]:
                return self._invoice(payment_hash)
            case "GET", ["v2", "router", "track", payment_hash]:
                return self._track(payment_hash)
            case "GET", ["v1", "balance", "channels"]:
                return Answer(200, _balance(self.node.balance_msats()))
            case "GET", ["v1", "getinfo"]:
                return Answer(200, {"version": "0.20.0-beta", "synced_to_chain": True})
        raise GrpcError(NOT_FOUND, "Not Found")

    def _add(self, body: dict[str, Any]) -> Answer:
        value, value_msats = _int64(body, "value"), _int64(body, "value_msat")
        if value and value_msats:
            raise GrpcError(UNKNOWN, "sat and msat arguments are mutually exclusive")
        memo = str(body.get("memo", ""))
        if len(memo.encode()) > MEMO_BYTES_MAX:
            raise GrpcError(UNKNOWN, f"memo too large: {len(memo)} bytes")
        made = self.node.ask(
            amount_msats=value_msats or value * 1_000,
            description=memo,
            expiry_seconds=_int64(body, "expiry") or EXPIRY_SECONDS_DEFAULT,
        )
        return Answer(
            200,
            {
                "r_hash": _base64(made.ask.payment_hash),
                "payment_request": made.ask.bolt11,
                "add_index": str(made.index),
                "payment_addr": _base64(secrets.token_hex(32)),
            },
        )

    def _listed(self, query: dict[str, str]) -> Answer:
        offset, since = int(query.get("index_offset", 0)), int(query.get("creation_date_start", 0))
        size = int(query.get("num_max_invoices", 0)) or LIST_DEFAULT
        open_only = query.get("pending_only", "") == "true"
        if query.get("reversed", "") == "true":
            raise GrpcError(UNIMPLEMENTED, "This stand-in lists forwards only.")
        found = [
            received
            for received in self.node.received()
            if received.index > offset
            and received.created_at >= since
            and not (open_only and (received.paid_at or received.is_expired))
        ][:size]
        return Answer(
            200,
            {
                "invoices": [_invoice(received) for received in found],
                "last_index_offset": str(found[-1].index if found else 0),
                "first_index_offset": str(found[0].index if found else 0),
            },
        )

    def _invoice(self, payment_hash: str) -> Answer:
        if len(payment_hash) != 64:
            raise GrpcError(INVALID_ARGUMENT, "payment hash must be exactly 32 bytes")
        found = self.node.find_received(payment_hash)
        if found is None:
            raise GrpcError(NOT_FOUND, "unable to locate invoice")
        return Answer(200, _invoice(found))

    def _send(self, body: dict[str, Any]) -> Answer:
        seconds = body.get("timeout_seconds", 0)
        if type(seconds) is not int or seconds <= 0:
            raise GrpcError(UNKNOWN, "timeout_seconds must be specified")
        limit_msats, limit_sats = _int64(body, "fee_limit_msat"), _int64(body, "fee_limit_sat")
        if limit_msats and limit_sats:
            raise GrpcError(UNKNOWN, "sat and msat arguments are mutually exclusive")
        if body.get("no_inflight_updates") is not True:
            raise GrpcError(UNIMPLEMENTED, "This stand-in tells the final update only.")
        amount_msats = _int64(body, "amt_msat") or _int64(body, "amt") * 1_000
        fault = self.node.take_fault()
        if fault == Fault.HANG:
            self.hang()
        if fault == Fault.UNPAID_ERROR:
            return Answer(500, "internal error")
        try:
            sent = self.node.send(
                str(body.get("payment_request", "")),
                amount_msats=amount_msats or None,
                fee_limit_msats=limit_msats or limit_sats * 1_000,
                fault=fault,
            )
        except NodeRefusedError as error:
            code = ALREADY_EXISTS if error.known else UNKNOWN
            raise GrpcError(code, error.words) from error
        return self._told(sent, fault)

    def _told(self, sent: Sent, fault: Fault | None) -> Answer:
        if fault == Fault.LOST:
            raise NoAnswerError
        if fault == Fault.PAID_ERROR:
            return Answer(500, "internal error")
        if fault == Fault.PAID_GARBAGE:
            return Answer(200, GARBAGE)
        if fault == Fault.PAID_REASON:
            raise GrpcError(UNKNOWN, "rpc error: code = Unavailable desc = transport is closing")
        self.await_end(sent)
        return Answer(200, _line({"result": _payment(sent)}))

    def _track(self, text: str) -> Answer:
        try:
            payment_hash = base64.urlsafe_b64decode(text.encode()).hex()
        except (ValueError, binascii.Error) as error:
            raise GrpcError(INVALID_ARGUMENT, "illegal base64 data") from error
        if len(payment_hash) != 64:
            raise GrpcError(UNKNOWN, "invalid hash length")
        found = self.node.find_sent(payment_hash)
        if found is None:
            raise GrpcError(NOT_FOUND, "payment isn't initiated")
        return Answer(200, _line({"result": _payment(found)}))


def _invoice(received: Received) -> dict[str, Any]:
    """lnrpcInvoice, with every field that LND writes for an ordinary one."""
    ask = received.ask
    state = "SETTLED" if received.paid_at else "OPEN"
    if not received.paid_at and (received.cancelled or received.is_expired):
        state = "CANCELED"
    return {
        "memo": received.description,
        "r_preimage": _base64(ask.preimage),
        "r_hash": _base64(ask.payment_hash),
        "value": str(ask.amount_msats // 1_000),
        "value_msat": str(ask.amount_msats),
        "settled": bool(received.paid_at),
        "creation_date": str(received.created_at),
        "settle_date": str(received.paid_at),
        "payment_request": ask.bolt11,
        "description_hash": "",
        "expiry": str(ask.expires_at - received.created_at),
        "fallback_addr": "",
        "cltv_expiry": "80",
        "route_hints": [],
        "private": False,
        "add_index": str(received.index),
        "settle_index": "1" if received.paid_at else "0",
        "amt_paid": str(received.paid_msats),
        "amt_paid_sat": str(received.paid_msats // 1_000),
        "amt_paid_msat": str(received.paid_msats),
        "state": state,
        "htlcs": [],
        "features": {},
        "is_keysend": False,
        "payment_addr": _base64("00" * 32),
        "is_amp": False,
        "amp_invoice_state": {},
        "is_blinded": False,
        "blinded_path_config": None,
    }


def _payment(sent: Sent) -> dict[str, Any]:
    """lnrpcPayment."""
    failed = sent.status == "failed"
    return {
        "payment_hash": sent.payment_hash,
        "value": str(sent.amount_msats // 1_000),
        "creation_date": str(sent.created_at),
        "fee": str(sent.fee_msats // 1_000),
        "payment_preimage": sent.preimage or "00" * 32,
        "value_sat": str(sent.amount_msats // 1_000),
        "value_msat": str(sent.amount_msats),
        "payment_request": sent.bolt11,
        "status": _STATES[sent.status],
        "fee_sat": str(sent.fee_msats // 1_000),
        "fee_msat": str(sent.fee_msats),
        "creation_time_ns": str(sent.created_at * 1_000_000_000 + time.time_ns() % 1_000),
        "htlcs": [],
        "payment_index": "1",
        "failure_reason": "FAILURE_REASON_NO_ROUTE" if failed else "FAILURE_REASON_NONE",
        "first_hop_custom_records": {},
    }


def _balance(local_msats: int) -> dict[str, Any]:
    """lnrpcChannelBalanceResponse."""
    none = {"sat": "0", "msat": "0"}
    return {
        "balance": str(local_msats // 1_000),
        "pending_open_balance": "0",
        "local_balance": {"sat": str(local_msats // 1_000), "msat": str(local_msats)},
        "remote_balance": {"sat": "1000000", "msat": "1000000000"},
        "unsettled_local_balance": none,
        "unsettled_remote_balance": none,
        "pending_open_local_balance": none,
        "pending_open_remote_balance": none,
        "custom_channel_data": "",
    }


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _body(call: Call, known: frozenset[str]) -> dict[str, Any]:
    try:
        body = json.loads(call.raw)
    except ValueError as error:
        raise GrpcError(INVALID_ARGUMENT, "proto: syntax error (line 1:1)") from error
    if not isinstance(body, dict) or set(body) - known:
        raise GrpcError(INVALID_ARGUMENT, "proto: (line 1:2): unknown field")
    return body


def _int64(body: dict[str, Any], name: str) -> int:
    """A number or, as LND writes it itself, a string of digits."""
    told = body.get(name, 0)
    if isinstance(told, bool) or not str(told).lstrip("-").isdecimal():
        raise GrpcError(INVALID_ARGUMENT, f"proto: invalid value for int64 field {name}")
    if int(told) < 0:
        raise GrpcError(UNKNOWN, f"{name} cannot be negative")
    return int(told)


def _base64(text_hex: str) -> str:
    return base64.b64encode(bytes.fromhex(text_hex)).decode()
