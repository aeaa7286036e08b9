"""A stand-in for phoenixd: the HTTP calls that we use, on a real socket.

Protocol: phoenixd's own source (Api.kt, JsonSerializers.kt): form bodies, basic authentication with
any user, 404 as plain text for what it does not know, and 200 with a `reason` for a payment that
failed. sandbox.lightning tells how to make it misbehave.
"""

import base64
import hashlib
import hmac
import json
import re
import time
import uuid
from typing import Any
from urllib.parse import parse_qs

import httpx

from kernel.bolt11 import Bolt11InvalidError, read_bolt11
from sandbox.lightning.door import GARBAGE, Answer, Call, Door, NoAnswerError
from sandbox.lightning.node import Fault, Node, NodeRefusedError, Received, Sent

FEE_BASE_MSATS, FEE_PER_THOUSAND = 4_000, 4  # ACINQ's trampoline: 4 sat and 0.4 %
DESCRIPTION_CHARACTERS_MAX = 128
EXPIRY_SECONDS_DEFAULT = 3_600
LIST_DEFAULT = 20
WEBHOOK_SECONDS = 10.0
_HEX32 = re.compile(r"[0-9a-fA-F]{64}")
_UNAUTHENTICATED = (
    "Invalid authentication (use basic auth with the http password set in phoenix.conf)"
)


def trampoline_fee_msats(amount_msats: int) -> int:
    return FEE_BASE_MSATS + amount_msats * FEE_PER_THOUSAND // 1_000


class BadRequestError(Exception):
    """A 400, in phoenixd's words."""


class SandboxPhoenixd(Door):
    """limited_password: may look and ask for money, and may not pay.

    webhook_url: told of every payment received, once, whatever it answers: as the real one does.
    `webhooks` keeps what came of each.
    """

    def __init__(
        self,
        *,
        password: str,
        limited_password: str = "",
        webhook_url: str = "",
        webhook_secret: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(node=Node(fee_of=trampoline_fee_msats), host=host, port=port)
        self.webhooks: list[str] = []
        self._webhook_url, self._webhook_secret = webhook_url, webhook_secret.encode()
        if webhook_url:
            self.node.on_received = self._tell
        self._passwords = {limited_password or None: "limited", password: "full"}

    def answer(self, call: Call) -> Answer:
        access = self._passwords.get(_password(call))
        if access is None:
            return Answer(401, _UNAUTHENTICATED, {"WWW-Authenticate": "Basic realm=Ktor Server"})
        try:
            if (call.method, call.path) == ("POST", ["payinvoice"]):
                return self._pay(call) if access == "full" else Answer(401, _UNAUTHENTICATED)
            return self.check_silence() or self._look(call)
        except BadRequestError as error:
            return Answer(400, str(error))

    def _tell(self, received: Received) -> None:
        told = {
            "type": "payment_received",
            "timestamp": time.time_ns() // 1_000_000,
            "amountSat": received.paid_msats // 1_000,
            "paymentHash": received.ask.payment_hash,
            "externalId": received.external_id,
        }
        body = json.dumps({name: value for name, value in told.items() if value is not None})
        signature = hmac.new(self._webhook_secret, body.encode(), hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Phoenix-Signature": signature}
        try:
            answer = httpx.post(
                self._webhook_url,
                content=body,
                headers=headers,
                timeout=WEBHOOK_SECONDS,
                trust_env=False,
            )
            self.webhooks.append(str(answer.status_code))
        except httpx.HTTPError as error:
            self.webhooks.append(type(error).__name__)

    def _look(self, call: Call) -> Answer:
        match call.method, call.path:
            case "POST", ["createinvoice"]:
                return self._create(_form(call))
            case "GET", ["payments", *rest]:
                return self._payments(call, rest)
            case "GET", ["getbalance"]:
                balance_sats = self.node.balance_msats() // 1_000
                return Answer(200, {"balanceSat": balance_sats, "feeCreditSat": 0})
            case "GET", ["getinfo"]:
                return Answer(200, self._info())
        known = {"createinvoice", "getbalance", "getinfo", "payinvoice"}
        if call.path and call.path[0] in known:
            return Answer(405, "Invalid http method (use the correct GET/POST)")
        return Answer(404, "Unknown endpoint (check api doc)")

    def _payments(self, call: Call, rest: list[str]) -> Answer:
        match rest:
            case ["incoming"]:
                return Answer(200, self._listed(call))
            case ["incoming", payment_hash]:
                found = self.node.find_received(_hex32(payment_hash, "paymentHash"))
                return _found(found and _incoming(found))
            case ["outgoing", payment_id]:
                wanted = _uuid(payment_id)
                sent = [sent for sent in self.node.all_sent() if sent.id == wanted]
                return _found(_outgoing(sent[0]) if sent else None)
            case ["outgoingbyhash", payment_hash]:
                last = self.node.find_sent(_hex32(payment_hash, "paymentHash"))
                return _found(last and _outgoing(last))
        return Answer(404, "Unknown endpoint (check api doc)")

    def _create(self, form: dict[str, str]) -> Answer:
        amount_sats = _whole(form, "amountSat")
        description, description_hash = form.get("description"), form.get("descriptionHash")
        if description is not None and len(description) > DESCRIPTION_CHARACTERS_MAX:
            raise BadRequestError(
                "Request parameter description is too long"
                f" (max {DESCRIPTION_CHARACTERS_MAX} characters)"
            )
        if (description is None) == (description_hash is None):
            raise BadRequestError("Must provide either a description or descriptionHash")
        if description_hash is not None:
            _hex32(description_hash, "descriptionHash")
        made = self.node.ask(
            amount_msats=(amount_sats or 0) * 1_000,
            description=description or "",
            expiry_seconds=_whole(form, "expirySeconds") or EXPIRY_SECONDS_DEFAULT,
            external_id=form.get("externalId"),
        )
        ask = made.ask
        told = {"paymentHash": ask.payment_hash, "serialized": ask.bolt11}
        return Answer(200, told if amount_sats is None else {"amountSat": amount_sats} | told)

    def _listed(self, call: Call) -> list[dict[str, Any]]:
        query = {name: values[0] for name, values in call.query.items()}
        wanted, everything = query.get("externalId"), query.get("all", "").lower() == "true"
        limit, offset = int(query.get("limit", LIST_DEFAULT)), int(query.get("offset", 0))
        found = [
            _incoming(received)
            for received in reversed(self.node.received())
            if (everything or received.paid_at) and wanted in {None, received.external_id}
        ]
        return found[offset : offset + limit]

    def _pay(self, call: Call) -> Answer:
        form = _form(call)
        amount_sats, text = _whole(form, "amountSat"), form.get("invoice")
        if text is None:
            raise BadRequestError("Request parameter invoice is missing")
        try:
            request = read_bolt11(text)
        except Bolt11InvalidError as error:
            raise BadRequestError(
                "Request parameter invoice couldn't be parsed/converted to bolt11invoice"
            ) from error
        if request.amount_msats is None and amount_sats is None:
            raise BadRequestError("Request parameter amountSat is missing")
        fault = self.node.take_fault()
        if fault == Fault.HANG:
            self.hang()
        if fault == Fault.UNPAID_ERROR:
            return Answer(500, "internal error")
        amount_msats = None if amount_sats is None else amount_sats * 1_000
        try:
            # phoenixd knows no limit to the fee.
            sent = self.node.send(
                text, amount_msats=amount_msats, fee_limit_msats=None, fault=fault
            )
        except NodeRefusedError as error:
            return Answer(200, {"paymentHash": request.payment_hash, "reason": error.words})
        return self._told(sent, fault)

    def _told(self, sent: Sent, fault: Fault | None) -> Answer:
        if fault == Fault.LOST:
            raise NoAnswerError
        if fault == Fault.PAID_ERROR:
            return Answer(500, "internal error")
        if fault == Fault.PAID_GARBAGE:
            return Answer(200, GARBAGE)
        self.await_end(sent)
        if sent.status == "failed" or fault == Fault.PAID_REASON:
            reason = "payment could not be sent through the lightning network"
            return Answer(200, {"paymentHash": sent.payment_hash, "reason": reason})
        return Answer(
            200,
            {
                "recipientAmountSat": sent.amount_msats // 1_000,
                "routingFeeSat": sent.fee_msats // 1_000,
                "paymentId": sent.id,
                "paymentHash": sent.payment_hash,
                "paymentPreimage": sent.preimage,
            },
        )

    def _info(self) -> dict[str, Any]:
        return {
            "nodeId": "02" + "ab" * 32,
            "channels": [
                {
                    "state": "Normal",
                    "channelId": "cd" * 32,
                    "balanceSat": self.node.balance_msats() // 1_000,
                    "inboundLiquiditySat": 1_000_000,
                    "capacitySat": 2_000_000,
                    "fundingTxId": "ef" * 32,
                }
            ],
            "chain": "regtest",
            "blockHeight": 1_000,
            "version": "0.7.0",
        }


def _incoming(received: Received) -> dict[str, Any]:
    """ApiType.IncomingPayment; what is null is left out (explicitNulls = false)."""
    ask = received.ask
    told = {
        "type": "incoming_payment",
        "subType": "lightning",
        "paymentHash": ask.payment_hash,
        "preimage": ask.preimage,
        "externalId": received.external_id,
        "description": received.description,
        "invoice": ask.bolt11,
        "isPaid": bool(received.paid_at),
        "isExpired": time.time() >= ask.expires_at,
        "requestedSat": ask.amount_msats // 1_000 or None,
        "receivedSat": received.paid_msats // 1_000,
        "fees": 0,
        "expiresAt": ask.expires_at * 1_000,
        "completedAt": received.paid_at * 1_000 or None,
        "createdAt": received.created_at * 1_000,
    }
    return {name: value for name, value in told.items() if value is not None}


def _outgoing(sent: Sent) -> dict[str, Any]:
    """ApiType.OutgoingPayment."""
    succeeded = sent.status == "succeeded"
    told = {
        "type": "outgoing_payment",
        "subType": "lightning",
        "paymentId": sent.id,
        "paymentHash": sent.payment_hash,
        "preimage": sent.preimage if succeeded else None,
        "isPaid": succeeded,
        "sent": (sent.amount_msats + sent.fee_msats) // 1_000,
        "fees": sent.fee_msats,
        "invoice": sent.bolt11,
        "completedAt": sent.ended_at * 1_000 or None,
        "createdAt": sent.created_at * 1_000,
    }
    return {name: value for name, value in told.items() if value is not None}


def _found(told: Any) -> Answer:
    return Answer(200, told) if told else Answer(404, "Not found")


def _password(call: Call) -> str | None:
    scheme, _, credentials = call.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
    except ValueError:
        return None


def _form(call: Call) -> dict[str, str]:
    kind = call.headers.get("Content-Type", "").partition(";")[0]
    if kind != "application/x-www-form-urlencoded":
        raise BadRequestError("Content-Type: application/x-www-form-urlencoded is expected")
    parsed = parse_qs(call.raw.decode(), keep_blank_values=True)
    return {name: values[0] for name, values in parsed.items()}


def _whole(form: dict[str, str], name: str) -> int | None:
    text = form.get(name)
    if text is not None and not re.fullmatch(r"[0-9]{1,18}", text):
        raise BadRequestError(f"Request parameter {name} couldn't be parsed/converted to integer")
    return None if text is None else int(text)


def _hex32(text: str, name: str) -> str:
    if not _HEX32.fullmatch(text):
        raise BadRequestError(f"Request parameter {name} couldn't be parsed/converted to hex32")
    return text.lower()


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError as error:
        raise BadRequestError(
            "Request parameter uuid couldn't be parsed/converted to uuid"
        ) from error
