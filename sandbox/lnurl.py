"""A stand-in for somebody's Lightning address: LUD-16 and LUD-06 on a real socket.

`name@127.0.0.1:port`, any name. Its invoices are signed by a node of its own, and `route` is how a
stand-in rail reaches that node. `misbehave` makes it lie, stall or lead elsewhere.
"""

import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from bolt11 import Bolt11, Feature, Features, FeatureState, MilliSatoshi, Tag, TagChar, Tags, encode

MODES = frozenset(
    {
        "ok", "wrong_amount", "wrong_hash", "no_hash", "expired", "expires_soon", "other_network",
        "redirect_inside", "redirect_ok", "redirect_loop", "huge", "drip", "error", "error_500",
        "down", "not_json", "not_found", "packed", "withdraw_tag", "no_invoice", "garbled_invoice",
        "callback_inside", "callback_http", "same_invoice", "drip_headers",
    }
)  # fmt: skip
HUGE_BYTES = 5_000_000
DRIP_SECONDS = 0.2
DRIPS = 600
_DRIPPED = {
    "drip": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
    "drip_headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
}
_ASTRAY: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "redirect_inside": (302, b"", {"Location": "http://169.254.169.254/latest/meta-data"}),
    "huge": (200, b"x" * HUGE_BYTES, {}),
    "error": (200, b'{"status": "ERROR", "reason": "No such\\nuser"}', {}),
    "error_500": (500, b'{"status": "ERROR", "reason": "Wallet is locked"}', {}),
    "down": (503, b"later", {}),
    "not_json": (200, b"<html>", {}),
    "not_found": (404, b"{}", {}),
    "packed": (200, b"\x1f\x8b", {"Content-Encoding": "gzip"}),
}
_FEATURES = Features.from_feature_list(
    {
        Feature.var_onion_optin: FeatureState.required,
        Feature.payment_secret: FeatureState.required,
        Feature.basic_mpp: FeatureState.supported,
    }
)


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice of the address's own node. preimage, payment_hash: hex."""

    bolt11: str
    preimage: str
    payment_hash: str
    amount_msats: int


class SandboxAddress:
    """Use in a `with`: it listens inside. sendable_msats: the least and the most it takes."""

    def __init__(self, *, sendable_msats: tuple[int, int] = (1_000, 100_000_000_000)) -> None:
        self.sendable_msats = sendable_msats
        self.mode = "ok"
        self.requests: list[str] = []
        self.bills: dict[str, Bill] = {}
        self._key = secrets.token_hex(32)
        self._server = _Listener(("127.0.0.1", 0), self)
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def address(self, name: str = "alice") -> str:
        return f"{name}@{self.host}"

    def misbehave(self, mode: str) -> None:
        assert mode in MODES, mode
        self.mode = mode

    def route(self, bolt11: str) -> str:
        """The preimage for whoever pays this invoice; raises LookupError for a stranger's."""
        return self.bills[bolt11].preimage

    def metadata(self, name: str) -> str:
        entries = [["text/plain", f"Sats for {name}"], ["text/identifier", f"{name}@{self.host}"]]
        return json.dumps(entries, separators=(", ", ":"))  # a spelling that nobody re-creates

    def terms(self, name: str) -> dict[str, Any]:
        callback = f"{self.url}/callback?name={name}"
        if self.mode == "callback_inside":
            callback = "https://169.254.169.254/latest/meta-data"
        elif self.mode == "callback_http":
            callback = "http://example.org/pay"
        return {
            "tag": "withdrawRequest" if self.mode == "withdraw_tag" else "payRequest",
            "callback": callback,
            "minSendable": self.sendable_msats[0],
            "maxSendable": self.sendable_msats[1],
            "metadata": self.metadata(name),
            "commentAllowed": 80,
        }

    def invoice(self, query: dict[str, list[str]]) -> dict[str, Any]:
        amount_msats = int(query.get("amount", ["0"])[0])
        low, high = self.sendable_msats
        if not low <= amount_msats <= high:
            return {"status": "ERROR", "reason": "Amount out of bounds."}
        if self.mode == "no_invoice":
            return {"routes": []}
        if self.mode == "garbled_invoice":
            return {"pr": "lnbcrt1garbled", "routes": []}
        if self.mode == "same_invoice" and self.bills:
            return {"pr": next(iter(self.bills)), "routes": []}
        return {"pr": self._bill(query["name"][0], amount_msats).bolt11, "routes": []}

    def _bill(self, name: str, amount_msats: int) -> Bill:
        if self.mode == "wrong_amount":
            amount_msats += 1_000
        shown = self.metadata("mallory" if self.mode == "wrong_hash" else name)
        about = Tag(TagChar.description_hash, hashlib.sha256(shown.encode()).hexdigest())
        if self.mode == "no_hash":
            about = Tag(TagChar.description, "Sats")
        preimage = secrets.token_bytes(32)
        payment_hash = hashlib.sha256(preimage).hexdigest()
        tags = [
            Tag(TagChar.payment_hash, payment_hash),
            Tag(TagChar.payment_secret, secrets.token_hex(32)),
            about,
            Tag(TagChar.expire_time, 20 if self.mode == "expires_soon" else 3_600),
            Tag(TagChar.min_final_cltv_expiry, 80),
            Tag(TagChar.features, _FEATURES),
        ]
        request = Bolt11(
            currency="bc" if self.mode == "other_network" else "bcrt",
            date=int(time.time()) - (7_200 if self.mode == "expired" else 0),
            tags=Tags(tags),
            amount_msat=MilliSatoshi(amount_msats),
        )
        bill = Bill(encode(request, self._key), preimage.hex(), payment_hash, amount_msats)
        self.bills[bill.bolt11] = bill
        return bill


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], owner: SandboxAddress) -> None:
        self.owner = owner
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Listener

    def do_GET(self) -> None:
        owner = self.server.owner
        owner.requests.append(self.path)
        address = urlsplit(self.path)
        name = address.path.removeprefix("/.well-known/lnurlp/")
        if name != address.path:
            if not self._led_astray(owner.mode):
                self._answer(200, json.dumps(owner.terms(name)).encode())
        elif address.path == "/callback":
            self._answer(200, json.dumps(owner.invoice(parse_qs(address.query))).encode())
        elif address.path.startswith("/moved/"):
            self._answer(200, json.dumps(owner.terms(address.path[7:])).encode())
        else:
            self._answer(404, b'{"detail": "Not found"}')

    def _led_astray(self, mode: str) -> bool:
        if mode in _DRIPPED:
            self._drip(_DRIPPED[mode])
        elif mode == "redirect_ok":
            self._answer(301, b"", {"Location": f"/moved/{self.path.rpartition('/')[2]}"})
        elif mode == "redirect_loop":
            self._answer(302, b"", {"Location": self.path})
        elif mode in _ASTRAY:
            self._answer(*_ASTRAY[mode])
        else:
            return False
        return True

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the caller has had enough

    def _drip(self, head: bytes) -> None:
        self.close_connection = True
        try:
            self.wfile.write(head)
            for _ in range(DRIPS):
                self.wfile.write(b"x")
                time.sleep(DRIP_SECONDS)
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        return
