"""A wallet service of Nostr Wallet Connect (NIP-47) for one machine, over a real relay.

It speaks the protocol as wallets do: an info event (13194), requests (23194) read once per event id
and only from the connection's key, responses (23195) in the encryption that the request asked for.
Its invoices are real BOLT 11. It refuses what wallets refuse (no budget, no balance with a reserve
for fees, methods that were not granted, requests that have lapsed), and misbehaves when it is told
to. `route` is its Lightning network: it pays a foreign invoice and returns the preimage.
"""

import hashlib
import json
import queue
import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import nostr_sdk
from nostr_sdk import NostrSdkError
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from sandbox.wallet.purse import METHODS, Purse, RefusalError, Route, no_route

KIND_INFO, KIND_REQUEST, KIND_RESPONSE = 13_194, 23_194, 23_195
RECONNECT_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave, at the next request of `method`.

    silent: neither pays nor answers. lost: pays, and the answer is lost. late: pays and answers
    after `seconds`. refusal: does not pay, answers `code`. paid_refusal: pays, and answers `code`.
    wrong_preimage, no_preimage, no_fee: pays, and the answer says so badly. twice: the answer comes
    in two events. foreign: somebody else answers first. stale: an answer to another request comes
    first. gibberish: a response that does not decrypt comes first. pending: the payment is under
    way until `finish` or `fail`. other_amount, other_hash: a made invoice is not what was asked.
    unpaid_settled, an_outgoing: a looked-up one is not what it seems.
    """

    kind: str
    code: str = "INTERNAL"
    seconds: float = 0.0
    method: str = "pay_invoice"
    then_silent: bool = False


class SandboxWallet:
    """A context manager: it listens at the relay until the block ends."""

    def __init__(
        self,
        *,
        relay_url: str,
        route: Route = no_route,
        balance_msats: int = 100_000_000,
        budget_msats: int | None = None,
        fee_msats: int = 0,
        methods: Sequence[str] = METHODS,
        encryption: str | None = "nip44_v2 nip04",
    ) -> None:
        self.relay_url = relay_url
        self.purse = Purse(
            route=route,
            balance_msats=balance_msats,
            budget_msats=budget_msats,
            fee_msats=fee_msats,
            methods=methods,
        )
        self.encryption = encryption
        self.envelopes: list[dict[str, Any]] = []  # requests as they came
        self.methods_asked: list[str] = []
        self.faults: queue.Queue[Fault] = queue.Queue()
        self._keys = nostr_sdk.Keys.generate()
        self._client = nostr_sdk.Keys.generate()  # the connection's, handed out in the URI
        self._read: set[str] = set()
        self._lock = threading.RLock()
        self._ready, self._ended = threading.Event(), threading.Event()
        self._socket: ClientConnection | None = None
        self._thread = threading.Thread(target=self._serve, name="wallet", daemon=True)

    @property
    def uri(self) -> str:
        relay = quote(self.relay_url, safe="")
        secret = self._client.secret_key().to_hex()
        return f"nostr+walletconnect://{self.pubkey}?relay={relay}&secret={secret}"

    @property
    def pubkey(self) -> str:
        return str(self._keys.public_key().to_hex())

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(timeout=20):
            raise TimeoutError(f"the wallet did not come up at {self.relay_url}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._socket is not None:
            self._socket.close()
        self._thread.join(timeout=10)

    # --- what a test does to it -------------------------------------------------------------------

    def misbehave(self, *faults: Fault) -> None:
        for fault in faults:
            self.faults.put(fault)

    # --- at the relay -----------------------------------------------------------------------------

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                with connect(self.relay_url, proxy=None) as self._socket:
                    self._listen(self._socket)
            except (WebSocketException, OSError):
                self._ended.wait(RECONNECT_SECONDS)

    def _listen(self, relay: ClientConnection) -> None:
        tags = [] if self.encryption is None else [["encryption", self.encryption]]
        self._publish(self._event(KIND_INFO, " ".join(self.purse.methods), tags))
        wanted = {"kinds": [KIND_REQUEST], "#p": [self.pubkey], "since": int(time.time()) - 60}
        relay.send(json.dumps(["REQ", "requests", wanted]))
        for text in relay:
            frame = json.loads(text)
            if frame[0] == "EOSE":
                self._ready.set()
            if frame[0] == "EVENT":
                threading.Thread(target=self._take, args=(frame[2],), daemon=True).start()

    def _take(self, raw: dict[str, Any]) -> None:
        event = nostr_sdk.Event.from_json(json.dumps(raw))
        tags = {vector[0]: vector[1] for tag in event.tags() if len(vector := tag.to_vec()) > 1}
        with self._lock:
            if raw["id"] in self._read or not event.verify():
                return
            self._read.add(raw["id"])
            self.envelopes.append(raw)
        if int(tags.get("expiration", time.time() + 1)) < time.time():
            return
        scheme = tags.get("encryption", "nip04")
        if scheme not in (self.encryption or "nip04").split():
            # In a scheme that we do not speak the request cannot be read, not even its method.
            self._answer(event, "nip04", "unknown", RefusalError("UNSUPPORTED_ENCRYPTION"))
            return
        try:
            request = json.loads(self._decrypt(scheme, event))
        except (NostrSdkError, ValueError):
            return
        self._obey(event, scheme, request)

    def _obey(self, event: nostr_sdk.Event, scheme: str, request: dict[str, Any]) -> None:
        method = str(request.get("method"))
        self.methods_asked.append(method)
        fault = self._fault_for(method)
        if fault.kind == "silent":
            return
        try:
            if fault.kind == "refusal":
                raise RefusalError(fault.code)  # noqa: TRY301 - answered like any other
            if event.author().to_hex() != self._client.public_key().to_hex():
                raise RefusalError("UNAUTHORIZED")  # noqa: TRY301
            if fault.kind == "other_amount":
                request["params"]["amount"] += 1_000
            answer: dict[str, Any] | RefusalError = self.purse.do(
                method, request["params"], pending=fault.kind == "pending"
            )
        except RefusalError as refusal:
            answer = refusal
        if fault.kind in {"lost", "pending"}:
            return
        if fault.kind == "paid_refusal":
            answer = RefusalError(fault.code)
        time.sleep(fault.seconds)
        self._noise_before(event, scheme, method, fault)
        if not fault.then_silent:
            self._answer(event, scheme, method, answer, fault)
        if fault.kind == "twice":
            self._answer(event, scheme, method, answer, fault)

    def _fault_for(self, method: str) -> Fault:
        with self._lock:
            if not self.faults.empty() and self.faults.queue[0].method in {method, "any"}:
                return self.faults.get()
        return Fault("none")

    # --- answers ----------------------------------------------------------------------------------

    def _answer(
        self,
        event: nostr_sdk.Event,
        scheme: str,
        method: str,
        answer: dict[str, Any] | RefusalError,
        fault: Fault | None = None,
    ) -> None:
        body: dict[str, Any] = {"result_type": method, "error": None, "result": None}
        if isinstance(answer, RefusalError):
            body["error"] = {"code": answer.code, "message": answer.words}
        else:
            body["result"] = _spoiled(answer, fault.kind if fault else "none")
        content = self._encrypt(scheme, event, json.dumps(body))
        tags = [["p", event.author().to_hex()], ["e", event.id().to_hex()]]
        self._publish(self._event(KIND_RESPONSE, content, tags))

    def _noise_before(self, event: nostr_sdk.Event, scheme: str, method: str, fault: Fault) -> None:
        """What must not be taken for the answer: each says that a payment was made."""
        lie = {"preimage": secrets.token_hex(32), "fees_paid": 0}
        body = json.dumps({"result_type": method, "error": None, "result": lie})
        client, request_id = event.author(), event.id().to_hex()
        tags = [["p", client.to_hex()], ["e", request_id]]
        if fault.kind == "foreign":
            stranger = nostr_sdk.Keys.generate()
            content = stranger.nip44_encrypt(client, body)
            self._publish(_signed(stranger, KIND_RESPONSE, content, tags))
        if fault.kind == "stale":
            tags[1][1] = hashlib.sha256(request_id.encode()).hexdigest()
            self._publish(self._event(KIND_RESPONSE, self._encrypt(scheme, event, body), tags))
        if fault.kind == "gibberish":
            self._publish(self._event(KIND_RESPONSE, "not encrypted", tags))

    def _event(self, kind: int, content: str, tags: list[list[str]]) -> nostr_sdk.Event:
        return _signed(self._keys, kind, content, tags)

    def _publish(self, event: nostr_sdk.Event) -> None:
        if self._socket is not None and not self._ended.is_set():
            self._socket.send(json.dumps(["EVENT", json.loads(event.as_json())]))

    def _encrypt(self, scheme: str, to: nostr_sdk.Event, text: str) -> str:
        keys = self._keys
        seal = keys.nip44_encrypt if scheme == "nip44_v2" else keys.nip04_encrypt
        return str(seal(to.author(), text))

    def _decrypt(self, scheme: str, event: nostr_sdk.Event) -> str:
        keys = self._keys
        unseal = keys.nip44_decrypt if scheme == "nip44_v2" else keys.nip04_decrypt
        return str(unseal(event.author(), event.content()))


def _spoiled(result: dict[str, Any], fault: str) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {
        "wrong_preimage": {"preimage": secrets.token_hex(32)},
        "other_hash": {"payment_hash": secrets.token_hex(32)},
        "unpaid_settled": {"state": "settled", "amount": 0},
        "an_outgoing": {"type": "outgoing"},
    }
    left_out = {"no_preimage": "preimage", "no_fee": "fees_paid"}.get(fault)
    told = result | changes.get(fault, {})
    return {name: value for name, value in told.items() if name != left_out}


def _signed(
    keys: nostr_sdk.Keys, kind: int, content: str, tags: list[list[str]]
) -> nostr_sdk.Event:
    builder = nostr_sdk.EventBuilder(nostr_sdk.Kind(kind), content)
    return builder.tags([nostr_sdk.Tag.parse(tag) for tag in tags]).finalize(keys)
