"""The wallet's relay as a stranger: what it may ask of us, and what it cannot lead us to."""

import http.server
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import nostr_sdk
import pytest
from nostr_sdk import Keys
from pytest_django import Settings
from websockets.exceptions import WebSocketException
from websockets.sync.server import ServerConnection, serve

from kernel.errors import UpstreamError
from payments.rails.nwc_wire import Conversation, WalletSilentError, dial, read_wallet_uri

WALLET, CLIENT = Keys.generate(), Keys.generate()
Say = Callable[[ServerConnection, list[Any]], None]


def event(keys: Keys, kind: int, content: str, tags: list[list[str]]) -> dict[str, Any]:
    builder = nostr_sdk.EventBuilder(nostr_sdk.Kind(kind), content)
    made = builder.tags([nostr_sdk.Tag.parse(tag) for tag in tags]).finalize(keys)
    return dict(json.loads(made.as_json()))


INFO = event(WALLET, 13_194, "pay_invoice get_balance", [["encryption", "nip44_v2"]])


def reply_to(request: dict[str, Any], method: str, result: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps({"result_type": method, "error": None, "result": result})
    content = WALLET.nip44_encrypt(CLIENT.public_key(), body)
    return event(WALLET, 23_195, content, [["e", request["id"]]])


class Script:
    """A relay with a wallet behind it, in one: `say` may answer a frame itself and return True."""

    def __init__(self, say: Callable[[ServerConnection, list[Any]], bool] | None = None) -> None:
        self.say = say or (lambda _socket, _frame: False)
        self.frames: list[list[Any]] = []

    def talk(self, line: ServerConnection) -> None:
        for text in line:
            frame = json.loads(text)
            self.frames.append(frame)
            if self.say(line, frame):
                continue
            match frame:
                case ["REQ", name, wanted]:
                    if 13_194 in wanted["kinds"]:
                        line.send(json.dumps(["EVENT", name, INFO]))
                    line.send(json.dumps(["EOSE", name]))
                case ["EVENT", request]:
                    answer = reply_to(request, "get_balance", {"balance": 7})
                    line.send(json.dumps(["EVENT", "answers", answer]))


@contextmanager
def relay_of(script: Script) -> Iterator[str]:
    server = serve(script.talk, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
    finally:
        server.shutdown()
        thread.join(5)


def asked(*relays: str, seconds: float = 2.0) -> dict[str, Any]:
    named = "".join(f"&relay={quote(url, safe='')}" for url in relays)
    secret = CLIENT.secret_key().to_hex()
    uri = f"nostr+walletconnect://{WALLET.public_key().to_hex()}?secret={secret}{named}"
    with Conversation(read_wallet_uri(uri), timeout_seconds=seconds, may_be_local=True) as wallet:
        return wallet.ask("get_balance", {})


def test_an_honest_relay_carries_question_and_answer() -> None:
    script = Script()
    with relay_of(script) as url:
        assert asked(url) == {"balance": 7}
    kinds = [frame[0] for frame in script.frames]
    assert kinds == ["REQ", "REQ", "EVENT"]  # it listens before it asks


def test_a_relay_that_wants_a_login_gets_one_signed_by_the_connection() -> None:
    """NIP-42: the challenge may come at once, or with the refusal of the first subscription."""
    logged_in: list[dict[str, Any]] = []

    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "AUTH":
            logged_in.append(frame[1])
            line.send(json.dumps(["OK", frame[1]["id"], True, ""]))
            return True
        if frame[0] == "REQ" and not logged_in:
            line.send(json.dumps(["AUTH", "the challenge"]))
            line.send(json.dumps(["CLOSED", frame[1], "auth-required: who are you?"]))
            return True
        return False

    with relay_of(Script(say)) as url:
        assert asked(url) == {"balance": 7}
    [login] = logged_in
    assert (login["kind"], login["pubkey"]) == (22_242, CLIENT.public_key().to_hex())
    assert ["challenge", "the challenge"] in login["tags"]
    assert nostr_sdk.Event.from_json(json.dumps(login)).verify()


def test_a_relay_that_does_not_let_us_listen_is_told_nothing() -> None:
    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "REQ" and frame[1] == "answers":
            line.send(json.dumps(["CLOSED", frame[1], "restricted: members only"]))
            return True
        return False

    script = Script(say)
    with relay_of(script) as url, pytest.raises(UpstreamError, match="does not let us listen"):
        asked(url)
    assert "EVENT" not in [frame[0] for frame in script.frames]


def test_the_next_relay_is_asked_where_one_is_away_or_does_not_know_the_wallet() -> None:
    def forget(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "REQ":
            line.send(json.dumps(["EOSE", frame[1]]))
        return bool(frame[0] == "REQ")

    with relay_of(Script(forget)) as empty, relay_of(Script()) as good:
        assert asked("ws://127.0.0.1:9", empty, good) == {"balance": 7}


def test_a_connection_that_breaks_after_the_question_leaves_it_open() -> None:
    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "EVENT":
            line.close()
        return bool(frame[0] == "EVENT")

    with relay_of(Script(say)) as url, pytest.raises(WalletSilentError):
        asked(url)


def test_a_relay_that_says_it_refused_the_question_may_lie() -> None:
    """OK false is the relay's word, and the request was in its hands: only the wallet knows."""

    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "EVENT":
            line.send(json.dumps(["OK", frame[1]["id"], False, "blocked: no"]))
        return bool(frame[0] == "EVENT")

    with relay_of(Script(say)) as url, pytest.raises(WalletSilentError):
        asked(url, seconds=1.0)


@pytest.mark.parametrize(
    "noise",
    [
        "not json",
        "{}",
        "[]",
        '["EVENT"]',
        '["EVENT","answers",null]',
        '["EVENT","answers",{"id":1}]',
        '["NOTICE","hello"]',
        "[" * 2_000,
        '["EVENT","answers","' + "x" * 100_000 + '"]',
    ],
)
def test_noise_is_passed_over(noise: str) -> None:
    def say(line: ServerConnection, frame: list[Any]) -> bool:
        line.send(noise)
        return False

    with relay_of(Script(say)) as url:
        assert asked(url) == {"balance": 7}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer | {"sig": "0" * 128},
        lambda answer: answer | {"content": WALLET.nip44_encrypt(CLIENT.public_key(), "{}")},
        lambda answer: answer | {"pubkey": CLIENT.public_key().to_hex()},
    ],
)
def test_an_answer_that_a_relay_has_changed_is_no_answer(
    spoil: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "EVENT":
            changed = spoil(reply_to(frame[1], "get_balance", {"balance": 9_999}))
            line.send(json.dumps(["EVENT", "answers", changed]))
        return False

    with relay_of(Script(say)) as url:
        assert asked(url) == {"balance": 7}


def test_an_answer_to_another_method_or_with_two_names_is_no_answer() -> None:
    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "EVENT":
            other = reply_to(frame[1], "pay_invoice", {"balance": 9_999})
            double = reply_to(frame[1], "get_balance", {"balance": 9_999})
            tags = [["e", frame[1]["id"]], ["e", "ab" * 32]]
            double = event(WALLET, 23_195, double["content"], tags)
            for answer in (other, double):
                line.send(json.dumps(["EVENT", "answers", answer]))
        return False

    with relay_of(Script(say)) as url:
        assert asked(url) == {"balance": 7}


def test_a_frame_beyond_all_measure_ends_the_conversation() -> None:
    def say(line: ServerConnection, frame: list[Any]) -> bool:
        if frame[0] == "EVENT":
            line.send(json.dumps(["EVENT", "answers", "x" * 300_000]))
        return False

    with relay_of(Script(say)) as url, pytest.raises(WalletSilentError):
        asked(url)


def test_a_redirect_leads_nowhere() -> None:
    inside = socket.create_server(("127.0.0.1", 0))
    inside.settimeout(0.5)
    target = f"ws://127.0.0.1:{inside.getsockname()[1]}/"

    class Redirect(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Redirect)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with (
            pytest.raises((WebSocketException, ValueError)),
            dial(f"ws://127.0.0.1:{server.server_port}", may_be_local=True),
        ):
            pass
        with pytest.raises(TimeoutError):
            inside.accept()
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
        inside.close()


def test_a_house_of_the_operators_own_may_be_named(settings: Settings) -> None:
    with relay_of(Script()) as url:
        with pytest.raises(UpstreamError, match="wss:// only"), dial(url, may_be_local=False):
            pass
        settings.GUARD_ALLOWED_HOSTS = frozenset({url.removeprefix("ws://")})
        with dial(url, may_be_local=False):
            pass


def test_an_address_that_is_not_routed_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with relay_of(Script()) as url:
        port = int(url.rpartition(":")[2])
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))
                 for host in ("::1", "127.0.0.1")]  # fmt: skip
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        with dial(url, may_be_local=True):
            pass
