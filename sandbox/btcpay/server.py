"""A stand-in for BTCPay Server: the Greenfield calls that we use, on a real socket.

Protocol: BTCPay's published OpenAPI description; the tests hold this server's bodies against it.
Beside the API there is a control address for referees, /sandbox/...: pay, expire, webhooks, state.
"""

import hmac
import json
import threading
from collections import deque
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from sandbox.btcpay.courier import MODES, SHORT_DELAYS_SECONDS, Courier
from sandbox.btcpay.payer import (
    FAULTS,
    NoAnswerError,
    Payer,
    balance_data,
    payment_data,
)
from sandbox.btcpay.shapes import invoice_body, methods_body, payment_body, read_wanted
from sandbox.btcpay.store import PaymentRefusedError, Store, StoreInvoice, Wanted

TICK_SECONDS = 0.1
BODY_BYTES_MAX = 1_048_576
TAKE_DEFAULT = 50
REQUESTS_KEPT = 5_000

type Answer = tuple[int, Any]
type Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    path: list[str]  # after /api/v1
    query: Query
    body: Any
    readable: bool


class SandboxBTCPay:
    """The whole stand-in. Use in a `with`: it listens inside. port 0: any free port."""

    def __init__(
        self,
        *,
        store_id: str,
        api_key: str,
        webhook_url: str | None = None,
        webhook_secret: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
        state_file: Path | None = None,
        delays_seconds: tuple[float, ...] = SHORT_DELAYS_SECONDS,
    ) -> None:
        """delays_seconds: between redeliveries; the real server waits 10 s, 1 min, then 10 min.

        `payer.route` may be set, to pay other nodes' invoices.
        """
        self.store_id = store_id
        self._api_key = api_key
        self.courier = Courier(
            url=webhook_url, secret=webhook_secret, delays_seconds=delays_seconds
        )
        self.store = Store(store_id=store_id, tell=self._tell, state_file=state_file)
        self.payer = Payer(
            received_msats=self.store.received_msats,
            is_own=self.store.issued,
            state_file=state_file and state_file.with_suffix(".sent.json"),
        )
        self.requests: deque[tuple[str, str, Any, int, Any]] = deque(maxlen=REQUESTS_KEPT)
        self._server = _Listener((host, port), self)
        self.url = f"http://{host}:{self._server.server_port}"
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True),
            threading.Thread(target=self._watch_clock, daemon=True),
        ]

    def __enter__(self) -> Self:
        self.courier.start()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join()
        self.courier.close()

    def receive(self, bolt11: str) -> str:
        """Another stand-in's node pays an invoice of this store: the preimage, or LookupError."""
        try:
            return self.store.pay(bolt11).preimage
        except PaymentRefusedError as error:
            raise LookupError(str(error)) from error

    def answer(self, method: str, target: str, authorization: str, raw: bytes) -> Answer:
        """One request, already read. target: path and query as they came."""
        address = urlsplit(target)
        path = [unquote(part) for part in address.path.split("/") if part]
        body, readable = _json(raw)
        if path[:1] == ["sandbox"]:
            status, told = self._control(method, path[1:], body)
        elif path[:2] == ["api", "v1"]:
            call = _Call(method, path[2:], parse_qs(address.query), body, readable)
            status, told = self._api(call, authorization)
        else:
            status, told = _problem(404, "not-found", "There is nothing here")
        self.requests.append((method, target, body, status, told))
        return status, told

    def _api(self, call: _Call, authorization: str) -> Answer:
        if not hmac.compare_digest(authorization.encode(), f"token {self._api_key}".encode()):
            return _problem(401, "unauthenticated", "Authentication is required for this endpoint")
        self.store.expire_due()
        match call.path:
            case ["stores", store_id, *_] if store_id != self.store_id:
                return _problem(403, "missing-permission", "Insufficient API permissions")
            case ["stores", _, "invoices"]:
                return self._of_store(call)
            case ["stores", _, "lightning", "BTC", *rest]:
                return self._of_node(call, rest)
            case ["invoices", invoice_id, *rest]:
                return self._of_invoice(call.method, rest, self.store.find(invoice_id), call.body)
        return _problem(404, "not-found", "There is nothing here")

    def _of_store(self, call: _Call) -> Answer:
        if call.method == "GET":
            return 200, [self._body(invoice) for invoice in self._listed(call.query)]
        if not call.readable:
            return 400, [{"path": "", "message": "The body is not JSON"}]
        wanted = read_wanted(call.body)
        if not isinstance(wanted, Wanted):
            return 422, wanted
        return 200, self._body(self.store.create(wanted))

    def _of_node(self, call: _Call, rest: list[str]) -> Answer:
        match call.method, rest:
            case "GET", ["balance"]:
                return 200, balance_data(self.payer.balance_msats())
            case "GET", ["payments", payment_hash]:
                sent = self.payer.find(payment_hash)
                if sent is None:
                    return _problem(404, "payment-not-found", "Impossible to find this payment")
                return 200, payment_data(sent)
            case "POST", ["invoices", "pay"]:
                if not isinstance(call.body, dict):
                    return 422, [{"path": "BOLT11", "message": "The BOLT11 is invalid"}]
                return self.payer.pay(call.body)
        return _problem(404, "not-found", "There is nothing here")

    def _of_invoice(
        self, method: str, rest: list[str], invoice: StoreInvoice | None, body: Any
    ) -> Answer:
        if invoice is None:
            return _problem(404, "invoice-not-found", "The invoice was not found")
        match method, rest:
            case "GET", []:
                return 200, self._body(invoice)
            case "GET", ["payment-methods"]:
                return 200, methods_body(invoice)
            case "POST", ["status"]:
                return self._marked(invoice, body)
        return _problem(405, "method-not-allowed", "Not this way")

    def _marked(self, invoice: StoreInvoice, body: Any) -> Answer:
        markable = self._body(invoice)["availableStatusesForManualMarking"]
        if not isinstance(body, dict) or body.get("status") not in markable:
            return 422, [{"path": "status", "message": "Status can not be marked so"}]
        if body["status"] != "Invalid":
            return _problem(501, "not-implemented", "This stand-in marks as Invalid only")
        self.store.mark_invalid(invoice)
        return 200, self._body(invoice)

    def _listed(self, query: Query) -> list[StoreInvoice]:
        orders, statuses = set(query.get("orderId", [])), set(query.get("status", []))
        start, end = (int(query.get(name, [edge])[0]) for name, edge in _WINDOW)
        skip, take = int(query.get("skip", ["0"])[0]), int(query.get("take", [TAKE_DEFAULT])[0])
        found = [
            invoice
            for invoice in self.store.newest_first()
            if (not orders or invoice.metadata.get("orderId") in orders)
            and (not statuses or invoice.status in statuses)
            and start <= invoice.created_at <= end
        ]
        return found[skip : skip + take]

    def _control(self, method: str, path: list[str], body: Any) -> Answer:
        match method, path, body:
            case "POST", ["pay"], {"bolt11": str(bolt11)}:
                return self._pay(bolt11, body)
            case "POST", ["expire"], {"invoice_id": str(invoice_id)}:
                expired = self.store.expire_now(invoice_id)
                return (200, {"expired": invoice_id}) if expired else (404, {"error": "Not new."})
            case "POST", ["webhooks"], {"mode": str(mode)} if mode in MODES:
                late_seconds = float(body.get("late_seconds", 5))
                only = frozenset(map(str, body.get("only", [])))
                self.courier.misbehave(mode, late_seconds=late_seconds, only=only)
                return 200, {"mode": mode}
            case "GET", ["state"], _:
                return 200, {
                    "invoices": [asdict(invoice) for invoice in self.store.newest_first()],
                    "deliveries": self.courier.entries(),
                }
        return self._control_node(method, path, body)

    def _control_node(self, method: str, path: list[str], body: Any) -> Answer:
        match method, path, body:
            case "POST", ["peer"], {"amount_msats": int(amount_msats)} if amount_msats > 0:
                ask = self.payer.peer_asks(amount_msats=amount_msats)
                return 200, {"bolt11": ask.bolt11, "payment_hash": ask.payment_hash}
            case "POST", ["fault"], {"fault": str(fault)} if fault in FAULTS:
                self.payer.fail_next(fault)
                return 200, {"fault": fault}
        return 400, {"error": "Pay, expire, webhooks, peer, fault (POST) or state (GET)."}

    def _pay(self, bolt11: str, body: dict[str, Any]) -> Answer:
        amount = body.get("amount_msats")
        if amount is not None and type(amount) is not int:
            return 422, {"error": "amount_msats is a whole number."}
        try:
            ask = self.store.pay(bolt11, amount_msats=amount, late=bool(body.get("late")))
        except PaymentRefusedError as error:
            return error.status, {"error": str(error)}
        paid_msats = ask.amount_msats if amount is None else amount
        return 200, {
            "preimage": ask.preimage,
            "payment_hash": ask.payment_hash,
            "paid_msats": paid_msats,
        }

    def _tell(self, event_type: str, invoice: StoreInvoice, fields: dict[str, Any]) -> None:
        if "payment" in fields:
            fields = fields | {"payment": payment_body(invoice, fields["payment"])}
        event = {"type": event_type, "storeId": self.store_id, "invoiceId": invoice.id}
        self.courier.hand_over(event | {"metadata": invoice.metadata} | fields)

    def _body(self, invoice: StoreInvoice) -> dict[str, Any]:
        return invoice_body(invoice, store_id=self.store_id, url=self.url)

    def _watch_clock(self) -> None:
        while not self._closing.wait(TICK_SECONDS):
            self.store.expire_due()


_WINDOW = (("startDate", "0"), ("endDate", str(2**40)))


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], owner: SandboxBTCPay) -> None:
        self.owner = owner
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    timeout = 30

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > BODY_BYTES_MAX:
            self._write(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "Too long."})
            return
        raw = self.rfile.read(int(length))
        authorization = self.headers.get("Authorization", "")
        try:
            answer = self.server.owner.answer(self.command, self.path, authorization, raw)
        except NoAnswerError:
            self.close_connection = True
            return
        self._write(*answer)

    def _write(self, status: int, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Quiet: `requests` and the courier's log tell what happened."""


def _json(raw: bytes) -> tuple[Any, bool]:
    if not raw:
        return None, False
    try:
        return json.loads(raw), True
    except ValueError:
        return None, False


def _problem(status: int, code: str, message: str) -> Answer:
    return status, {"code": code, "message": message}
