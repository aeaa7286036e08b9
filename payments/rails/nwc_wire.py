"""One conversation with one wallet by Nostr Wallet Connect (NIP-47), over one of its relays.

We speak the events ourselves, over a socket of our own, because money hangs on two things that
nostr-sdk's NWC client does not tell: whether a request can have left this machine, and whether the
wallet refused it or was silent. nostr-sdk does the cryptography.

The order is: connect, read the wallet's info event (13194), subscribe to responses (23195), wait
for EOSE, and only then send the request (23194): all three are ephemeral, so an answer to somebody
who does not listen yet is lost. A response counts where the wallet's own key signed it, it names
our request, and it decrypts; anything else is somebody else's noise.
"""

import json
import re
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import nostr_sdk
from nostr_sdk import NostrSdkError
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from kernel.clock import monotonic_seconds
from kernel.errors import UpstreamError
from kernel.guarded import is_allowed, is_public
from payments.errors import WalletUriError

KIND_INFO, KIND_REQUEST, KIND_RESPONSE, KIND_AUTH = 13_194, 23_194, 23_195, 22_242
NIP44, NIP04 = "nip44_v2", "nip04"
SCHEMES = ("nostr+walletconnect", "nostrwalletconnect")
URI_CHARACTERS_MAX, RELAYS_MAX, RELAY_CHARACTERS_MAX = 2_048, 4, 255
FRAME_BYTES_MAX = 262_144
STORED_EVENTS_MAX = 100
CONNECT_SECONDS = 8.0
CLOCKS_APART_SECONDS = 600
WORDS_CHARACTERS_MAX = 200
_HEX_64 = re.compile(r"^[0-9a-f]{64}$")
_UNREADABLE = (NostrSdkError, nostr_sdk.InternalError, ValueError, TypeError)
_BROKEN = (WebSocketException, OSError)


class WalletSilentError(UpstreamError):
    """The request may have reached the wallet and no answer came: nothing is known."""

    code = "wallet_silent"


class WalletRefusedError(UpstreamError):
    """The wallet answered with an error. nip47_code: one of NIP-47's, or whatever it wrote."""

    code = "wallet_refused"

    def __init__(self, nip47_code: str, words: str) -> None:
        super().__init__(f"{nip47_code}: {words}" if words else nip47_code)
        self.nip47_code = nip47_code


@dataclass(frozen=True, slots=True, repr=False)
class WalletUri:
    """A connection: it can spend, so it has no repr. wallet, client: public keys, 64 hex digits."""

    wallet: str
    relays: tuple[str, ...]
    keys: nostr_sdk.Keys

    @property
    def client(self) -> str:
        return str(self.keys.public_key().to_hex())


def read_wallet_uri(text: str) -> WalletUri:
    """nostr+walletconnect://<wallet>?relay=<url>&secret=<hex>. Raises WalletUriError."""
    if len(text) > URI_CHARACTERS_MAX:
        raise WalletUriError("A wallet connection is shorter than this.")
    try:
        parts = urlsplit(text.strip())
        asked = parse_qs(parts.query)
    except ValueError:
        raise WalletUriError("This is not a wallet connection.") from None
    wallet = (parts.netloc or parts.path.strip("/")).lower()
    if parts.scheme.lower() not in SCHEMES or not _HEX_64.match(wallet):
        raise WalletUriError("A wallet connection begins with nostr+walletconnect:// and a key.")
    secrets, relays = asked.get("secret", []), tuple(dict.fromkeys(asked.get("relay", [])))
    if len(secrets) != 1 or not _HEX_64.match(secrets[0].lower()):
        raise WalletUriError("A wallet connection holds one secret of 64 hex digits.")
    if not 0 < len(relays) <= RELAYS_MAX or not all(_is_relay(url) for url in relays):
        raise WalletUriError(f"A wallet connection names 1 to {RELAYS_MAX} relays (wss://...).")
    try:
        keys = nostr_sdk.Keys.parse(secrets[0].lower())
        keys.nip44_encrypt(nostr_sdk.PublicKey.parse(wallet), "a key off the curve fails here")
    except NostrSdkError:
        raise WalletUriError("The keys in this wallet connection are not on the curve.") from None
    return WalletUri(wallet=wallet, relays=relays, keys=keys)


def _is_relay(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in {"wss", "ws"}
            and bool(parts.hostname)
            and not parts.username
            and len(url) <= RELAY_CHARACTERS_MAX
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class WalletInfo:
    """What the wallet says of itself in its info event. encryption: the one we speak with it."""

    methods: frozenset[str]
    encryption: str


class Conversation:
    """Connects at the first question. Not for use by two threads at once.

    may_be_local: the relay may stand in this machine's own network. A stranger's may not, unless
    GUARD_ALLOWED_HOSTS names it: their address would make us knock on doors inside the house.
    """

    def __init__(self, uri: WalletUri, *, timeout_seconds: float, may_be_local: bool) -> None:
        self.uri = uri
        self.info = WalletInfo(frozenset(), NIP04)
        self._timeout_seconds = timeout_seconds
        self._may_be_local = may_be_local
        self._socket: ClientConnection | None = None
        self._line = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._socket = None
        with suppress(*_BROKEN):
            self._line.close()

    def open(self) -> WalletInfo:
        """Listen at the first relay where the wallet is. Raises UpstreamError: nothing was sent."""
        if self._socket is not None:
            return self.info
        trouble = "The wallet has no relay."
        for relay in self.uri.relays:
            try:
                self._socket = self._line.enter_context(
                    dial(relay, may_be_local=self._may_be_local)
                )
                self.info = self._read_info(relay)
                self._listen(relay)
            except _BROKEN as error:
                trouble = f"The wallet's relay cannot be reached ({type(error).__name__})."
            except UpstreamError as error:
                trouble = error.message
            else:
                return self.info
            self.close()
        raise UpstreamError(trouble)

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of one command of NIP-47. It is sent once, and never again by us.

        Raises WalletRefusedError with the wallet's error, WalletSilentError where the request may
        have left and no answer came in time, any other UpstreamError where nothing was sent.
        """
        self.open()
        assert self._socket is not None
        request = self._request(method, params)
        request_id = request.id().to_hex()
        give_up_at = monotonic_seconds() + self._timeout_seconds
        try:
            self._socket.send(json.dumps(["EVENT", json.loads(request.as_json())]))
            while True:
                frame = self._frame(give_up_at)
                if frame[0] == "EVENT":
                    answer = self._answer(frame[-1], request_id, method)
                    if answer is not None:
                        return _result(answer)
        except (TimeoutError, *_BROKEN) as error:
            self.close()
            raise WalletSilentError("The wallet has not answered.") from error

    def _request(self, method: str, params: dict[str, Any]) -> nostr_sdk.Event:
        """It lapses when we stop waiting, so that no wallet acts on it long after."""
        now = int(time.time())
        words = json.dumps({"method": method, "params": params})
        wallet = nostr_sdk.PublicKey.parse(self.uri.wallet)
        encrypt = {NIP44: self.uri.keys.nip44_encrypt, NIP04: self.uri.keys.nip04_encrypt}
        tags = [
            ["p", self.uri.wallet],
            ["encryption", self.info.encryption],
            ["expiration", str(now + int(self._timeout_seconds) + 1)],
        ]
        return _signed(
            self.uri.keys, KIND_REQUEST, encrypt[self.info.encryption](wallet, words), tags
        )

    def _answer(self, raw: Any, request_id: str, method: str) -> dict[str, Any] | None:
        """The response to our request, decrypted; None for whatever else a relay may send."""
        event = _genuine(raw, kind=KIND_RESPONSE, author=self.uri.wallet)
        if event is None:
            return None
        named = [vector[1] for vector in _tags(event) if vector[0] == "e" and len(vector) > 1]
        if named != [request_id]:
            return None
        decrypt = {NIP44: self.uri.keys.nip44_decrypt, NIP04: self.uri.keys.nip04_decrypt}
        try:
            answer = json.loads(decrypt[self.info.encryption](event.author(), event.content()))
        except _UNREADABLE:
            return None
        if not isinstance(answer, dict) or answer.get("result_type") != method:
            return None
        return answer

    def _read_info(self, relay: str) -> WalletInfo:
        wanted = {"kinds": [KIND_INFO], "authors": [self.uri.wallet], "limit": 1}
        found = [
            event
            for raw in self._stored(relay, "info", wanted)
            if (event := _genuine(raw, kind=KIND_INFO, author=self.uri.wallet)) is not None
        ]
        if not found:
            raise UpstreamError("The wallet is not at its relay.")
        newest = max(found, key=lambda event: int(event.created_at().as_secs()))
        # Without the tag the wallet speaks NIP-04 only: the protocol's first version.
        spoken = {
            word for tag in _tags(newest) if tag[0] == "encryption" for word in tag[1].split()
        }
        if spoken and not spoken & {NIP44, NIP04}:
            raise UpstreamError("The wallet speaks no encryption that we know.", permanent=True)
        return WalletInfo(
            methods=frozenset(newest.content().split()),
            encryption=NIP44 if NIP44 in spoken else NIP04,
        )

    def _listen(self, relay: str) -> None:
        wanted = {
            "kinds": [KIND_RESPONSE],
            "authors": [self.uri.wallet],
            "#p": [self.uri.client],
            "since": int(time.time()) - CLOCKS_APART_SECONDS,
        }
        self._stored(relay, "answers", wanted)

    def _stored(self, relay: str, name: str, wanted: dict[str, Any]) -> list[Any]:
        """Subscribe and return what the relay holds; the subscription stays.

        Whoever must log in (NIP-42) does so here, before any money is spoken of.
        """
        assert self._socket is not None
        give_up_at = monotonic_seconds() + min(CONNECT_SECONDS, self._timeout_seconds)
        found: list[Any] = []
        try:
            self._socket.send(json.dumps(["REQ", name, wanted]))
            while True:
                frame = self._frame(give_up_at)
                if frame[0] == "AUTH":
                    self._log_in(relay, str(frame[1]))
                    self._socket.send(json.dumps(["REQ", name, wanted]))
                if frame[:2] == ["EVENT", name] and len(found) < STORED_EVENTS_MAX:
                    found.append(frame[-1])
                if frame[:2] == ["EOSE", name]:
                    return found
                if frame[:2] == ["CLOSED", name] and "auth-required:" not in str(frame[2:]):
                    raise UpstreamError("The wallet's relay does not let us listen.")
        except TimeoutError as error:
            raise UpstreamError("The wallet's relay does not answer.") from error

    def _log_in(self, relay: str, challenge: str) -> None:
        assert self._socket is not None
        tags = [["relay", relay], ["challenge", challenge]]
        event = _signed(self.uri.keys, KIND_AUTH, "", tags)
        self._socket.send(json.dumps(["AUTH", json.loads(event.as_json())]))

    def _frame(self, give_up_at: float) -> list[Any]:
        """The next frame that is a frame. Raises TimeoutError at give_up_at."""
        assert self._socket is not None
        while True:
            left = give_up_at - monotonic_seconds()
            if left <= 0:
                raise TimeoutError
            try:
                frame = json.loads(self._socket.recv(timeout=left))
            except (ValueError, RecursionError):
                continue
            if isinstance(frame, list) and len(frame) > 1:
                return frame


def refuse_unspoken(uri: WalletUri) -> None:
    """Raises WalletUriError where no relay is one that `dial` would speak to for a stranger."""
    for url in uri.relays:
        parts = urlsplit(url)
        if parts.scheme == "wss" or is_allowed(f"{parts.hostname}:{parts.port or 80}"):
            return
    raise WalletUriError("A wallet's relay is spoken to by wss:// only.")


def dial(url: str, *, may_be_local: bool) -> ClientConnection:
    """A WebSocket to the relay, to be entered. Raises OSError, WebSocketException, UpstreamError.

    The address that was checked is the one connected to: a name that points elsewhere the second
    time it is asked for (DNS rebinding) gains nothing.
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "wss" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise UpstreamError("The relay's name is no name.", permanent=True) from error
    addresses = [str(info[4][0]) for info in found]
    if not (may_be_local or is_allowed(f"{parts.hostname}:{port}")):
        if parts.scheme != "wss":
            raise UpstreamError("A wallet's relay is spoken to by wss:// only.", permanent=True)
        if not all(map(is_public, addresses)):
            raise UpstreamError("This relay is not on the public internet.", permanent=True)
    line = _reached(addresses, port)
    try:
        return connect(
            url,
            sock=line,
            proxy=None,
            open_timeout=CONNECT_SECONDS,
            close_timeout=1.0,
            max_size=FRAME_BYTES_MAX,
            server_hostname=parts.hostname if parts.scheme == "wss" else None,
        )
    except BaseException:
        line.close()
        raise


def _reached(addresses: list[str], port: int) -> socket.socket:
    """The first address that takes us: a host may have some that lead nowhere from here."""
    trouble: OSError = OSError("The name has no address.")
    for address in dict.fromkeys(addresses):
        try:
            return socket.create_connection((address, port), timeout=CONNECT_SECONDS)
        except OSError as error:
            trouble = error
    raise trouble


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    error, result = answer.get("error"), answer.get("result")
    if error:
        told = error if isinstance(error, dict) else {}
        raise WalletRefusedError(
            _words(told.get("code"), 40) or "OTHER", _words(told.get("message"))
        )
    return result if isinstance(result, dict) else {}


def _words(value: Any, characters_max: int = WORDS_CHARACTERS_MAX) -> str:
    """A stranger's text, made fit for one line of ours."""
    plain = "".join(letter if letter.isprintable() else " " for letter in str(value or ""))
    return " ".join(plain.split())[:characters_max]


def _genuine(raw: Any, *, kind: int, author: str) -> nostr_sdk.Event | None:
    """The event, where its id and signature are its own, of that kind and author."""
    try:
        event = nostr_sdk.Event.from_json(json.dumps(raw))
        ours = event.kind().as_u16() == kind and event.author().to_hex() == author
        return event if ours and event.verify() else None
    except _UNREADABLE:
        return None


def _tags(event: nostr_sdk.Event) -> list[list[str]]:
    return [vector for tag in event.tags() if len(vector := tag.to_vec()) > 1]


def _signed(
    keys: nostr_sdk.Keys, kind: int, content: str, tags: list[list[str]]
) -> nostr_sdk.Event:
    builder = nostr_sdk.EventBuilder(nostr_sdk.Kind(kind), content)
    return builder.tags([nostr_sdk.Tag.parse(tag) for tag in tags]).finalize(keys)
