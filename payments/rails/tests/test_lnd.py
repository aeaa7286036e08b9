"""LND: what only it does, and both sides before LND's own description of its API."""

import base64
import json
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pytest_django import Settings

from kernel.bolt11 import read_bolt11
from kernel.errors import UpstreamError
from payments.rails import lnd
from payments.rails.base import IncomingState, Outgoing, OutgoingState
from payments.rails.lnd import LndNotFoundError, LndRail
from payments.rails.registry import open_rail
from payments.rails.tests.swagger import lnd_description
from sandbox.btcpay.node import Ask
from sandbox.lightning.node import Fault
from sandbox.lnd.server import SandboxLnd

MACAROON = "0201036c6e64" * 6
AMOUNT_MSATS = 100_000_000
HASH = "ab" * 32


@pytest.fixture
def server(settings: Settings) -> Iterator[SandboxLnd]:
    settings.LND_MACAROON_HEX = MACAROON
    with SandboxLnd(macaroon_hex=MACAROON) as server:
        settings.LND_URL = server.url
        yield server


@pytest.fixture
def rail(server: SandboxLnd) -> Iterator[LndRail]:
    with LndRail.from_settings() as rail:
        yield rail


def charge_of(rail: LndRail, key: str, **other: Any) -> Any:
    wanted: dict[str, Any] = {
        "amount_msats": AMOUNT_MSATS,
        "description": "A deposit",
        "ttl_seconds": 600,
    }
    return rail.create_invoice(key=key, **(wanted | other))


def pay(rail: LndRail, ask: Ask, fee_limit_msats: int = 5_000) -> Outgoing:
    return rail.pay(
        bolt11=ask.bolt11,
        payment_hash=ask.payment_hash,
        amount_msats=ask.amount_msats,
        fee_limit_msats=fee_limit_msats,
        key="payout:1",
    )


def bodies(server: SandboxLnd, path: list[str]) -> list[Any]:
    return [json.loads(call.raw) for call, _ in server.requests if call.path == path]


def test_every_call_of_a_whole_story_is_as_described(server: SandboxLnd, rail: LndRail) -> None:
    referee = lnd_description()
    charge = charge_of(rail, "deposit:1")
    rail.find_invoice(key="deposit:1")
    server.node.receive(charge.bolt11)
    rail.incoming(rail_id=charge.rail_id)
    rail.balance_msats()
    with pytest.raises(LndNotFoundError):
        rail.incoming(rail_id=HASH)
    failing, ask = (server.node.peer_asks(amount_msats=AMOUNT_MSATS) for _ in range(2))
    server.node.fail_next(Fault.NO_ROUTE)
    for each in (failing, ask):
        pay(rail, each)
        rail.outgoing(payment_hash=each.payment_hash, key="k")
    with LndRail(url=server.url, macaroon_hex="00", timeout_seconds=5) as stranger:
        for look in (stranger.balance_msats, lambda: pay(stranger, ask)):
            with pytest.raises(UpstreamError):
                look()
    seen = set()
    for call, answer in server.requests:
        sent = json.loads(call.raw) if call.raw else None
        referee.judge(call.method, call.target, sent, answer.status, answer.body()[1])
        seen.add((call.method, "/".join(call.path[:3]), answer.status))
    assert seen == {
        ("POST", "v1/invoices", 200),
        ("GET", "v1/invoices", 200),
        ("GET", f"v1/invoice/{charge.rail_id}", 200),
        ("GET", f"v1/invoice/{HASH}", 404),
        ("GET", "v1/balance/channels", 200),
        ("GET", "v1/balance/channels", 500),
        ("GET", "v2/router/track", 404),
        ("GET", "v2/router/track", 200),
        ("GET", "v2/router/track", 500),
        ("POST", "v2/router/send", 200),
    }


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"payment_requests": "x"}, None),
        ({"timeout_seconds": "30"}, None),
        ({"fee_limit_msat": 5}, None),
        (None, {"result": {"status": "SUCCEEDED"}}),
        (None, {"result": None, "error": None}),
    ],
)
def test_the_referee_sees_a_wrong_message(
    server: SandboxLnd, rail: LndRail, sent: Any, told: Any
) -> None:
    referee = lnd_description()
    pay(rail, server.node.peer_asks(amount_msats=AMOUNT_MSATS))
    call, answer = server.requests[-1]
    good, body = json.loads(call.raw), answer.body()[1]
    referee.judge("POST", call.target, good, 200, body)
    with pytest.raises(AssertionError):
        referee.judge(
            "POST",
            call.target,
            good | (sent or {}),
            200,
            body if told is None else json.dumps(told).encode(),
        )


def test_the_registry_opens_it_from_settings(server: SandboxLnd) -> None:
    with open_rail("lnd") as rail:
        assert rail.balance_msats() == server.node.balance_msats()
    assert server.requests[-1][0].headers["Grpc-Metadata-macaroon"] == MACAROON


def test_a_charge_carries_a_mark_of_its_key_and_not_the_key(
    server: SandboxLnd, rail: LndRail
) -> None:
    charge = charge_of(rail, "deposit:secret", description="ü" * 600)
    told = read_bolt11(charge.bolt11)
    assert "deposit:secret" not in told.description
    assert told.description.startswith("ü" * 100)
    assert len(told.description.encode()) <= 320
    assert charge.expires_at - told.issued_at == timedelta(seconds=600)
    assert rail.find_invoice(key="deposit:secret") == charge


def test_a_forgotten_charge_is_found_on_a_later_page(
    server: SandboxLnd, rail: LndRail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lnd, "PAGE_INVOICES", 2)
    charges = [charge_of(rail, f"deposit:{number}") for number in range(5)]
    assert rail.find_invoice(key="deposit:4") == charges[4]
    assert rail.find_invoice(key="deposit:5") is None
    monkeypatch.setattr(lnd, "PAGES_MAX", 2)
    with pytest.raises(UpstreamError, match="more than 4 invoices"):
        rail.find_invoice(key="deposit:4")


def test_a_charge_of_long_ago_is_not_looked_for(server: SandboxLnd, rail: LndRail) -> None:
    charge_of(rail, "deposit:1")
    server.node.received()[0].created_at -= 5 * 86_400
    assert rail.find_invoice(key="deposit:1") is None


def test_an_order_names_its_limits(server: SandboxLnd, rail: LndRail) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    pay(rail, ask, fee_limit_msats=1_234)
    assert bodies(server, ["v2", "router", "send"]) == [
        {
            "payment_request": ask.bolt11,
            "timeout_seconds": 30,
            "fee_limit_msat": "1234",
            "no_inflight_updates": True,
        }
    ]


def test_lnd_keeps_the_fee_limit_itself(server: SandboxLnd, rail: LndRail) -> None:
    told = pay(rail, server.node.peer_asks(amount_msats=AMOUNT_MSATS), fee_limit_msats=999)
    assert told == Outgoing(OutgoingState.FAILED, reason="FAILURE_REASON_NO_ROUTE")


def test_the_hash_is_asked_for_in_url_safe_base64(server: SandboxLnd, rail: LndRail) -> None:
    """In the other alphabet a slash would cut the address in two."""
    payment_hash = "ff" * 32
    assert "/" in base64.b64encode(bytes.fromhex(payment_hash)).decode()
    assert rail.outgoing(payment_hash=payment_hash, key="k").state == OutgoingState.UNSEEN
    assert server.requests[-1][1].status == 404


def test_a_refusal_of_what_is_paid_already_is_unknown(
    server: SandboxLnd, rail: LndRail, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker has paid between our look and our order: LND says that it exists."""
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    pay(rail, ask)
    with monkeypatch.context() as patch:
        patch.setattr(rail, "outgoing", lambda **_: Outgoing(OutgoingState.UNSEEN))
        assert pay(rail, ask).state == OutgoingState.UNKNOWN
    assert rail.outgoing(payment_hash=ask.payment_hash, key="k").state == OutgoingState.SETTLED
    assert len(server.node.sent(ask.payment_hash)) == 1


def test_a_charge_that_lnd_cancelled_is_over(server: SandboxLnd, rail: LndRail) -> None:
    charge = charge_of(rail, "deposit:1")
    server.node.received()[0].cancelled = True
    assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.INVALID
    assert rail.find_invoice(key="deposit:1") is None


def test_an_invoice_of_another_network_is_neither_asked_for_nor_paid(
    server: SandboxLnd, rail: LndRail, settings: Settings
) -> None:
    """Test coins are worth nothing: whoever pays in them has not paid."""
    settings.BITCOIN_NETWORK = "bc"
    with pytest.raises(UpstreamError, match="another network"):
        charge_of(rail, "deposit:1")
    with pytest.raises(UpstreamError, match="another network"):
        pay(rail, server.node.peer_asks(amount_msats=AMOUNT_MSATS))
    assert not server.node.all_sent()


# --- TLS -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """As LND makes one for itself."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "tls.cert", folder / "tls.key"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    subject = ["-subj", "/O=lnd autogenerated cert/CN=n", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *subject, *files], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
def tls_url(own_certificate: tuple[Path, Path]) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*own_certificate)
    with SandboxLnd(macaroon_hex=MACAROON, tls=context) as server:
        yield server.url


def test_lnds_own_certificate_is_trusted_where_it_is_named(
    tls_url: str, own_certificate: tuple[Path, Path]
) -> None:
    named = str(own_certificate[0])
    with LndRail(
        url=tls_url, macaroon_hex=MACAROON, timeout_seconds=5, tls_cert_file=named
    ) as rail:
        assert rail.balance_msats() > 0


def test_a_certificate_that_nobody_signed_is_refused(tls_url: str) -> None:
    """Whoever stands between would read the macaroon."""
    with (
        LndRail(url=tls_url, macaroon_hex=MACAROON, timeout_seconds=5) as rail,
        pytest.raises(UpstreamError, match="ConnectError"),
    ):
        rail.balance_msats()


def test_a_certificate_file_that_is_not_there() -> None:
    with pytest.raises(UpstreamError, match="certificate"):
        LndRail(
            url="https://127.0.0.1:9",
            macaroon_hex=MACAROON,
            timeout_seconds=1,
            tls_cert_file="/nowhere/tls.cert",
        )


# --- Answers that the stand-in never gives -------------------------------------------------------

Answers = Callable[[httpx.Request], httpx.Response]
PAID = {"payment_hash": HASH, "status": "SUCCEEDED", "fee_msat": "1", "payment_preimage": "00" * 32}


def answering(monkeypatch: pytest.MonkeyPatch, answers: Answers) -> LndRail:
    """A rail whose server answers so. The real paths run on real sockets, above."""
    rail = LndRail(url="http://l", macaroon_hex=MACAROON, timeout_seconds=1)
    client = httpx.Client(base_url="http://l", transport=httpx.MockTransport(answers))
    monkeypatch.setattr(rail, "_client", client)
    return rail


def lines(*told: Any) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in told)


def order(rail: LndRail, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Outgoing:
    monkeypatch.setattr(rail, "outgoing", lambda **_: Outgoing(OutgoingState.UNSEEN))
    return pay(rail, ask)


def test_a_stream_is_read_to_its_end(server: SandboxLnd, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    about = {"payment_hash": ask.payment_hash, "fee_msat": "7", "payment_preimage": ask.preimage}
    under_way = {"result": about | {"status": "IN_FLIGHT"}}
    settled = {"result": about | {"status": "SUCCEEDED"}}
    stream = lines(under_way, under_way, settled, {"error": {"code": 14, "message": "closing"}})
    rail = answering(monkeypatch, lambda _: httpx.Response(200, content=stream))
    assert order(rail, ask, monkeypatch) == Outgoing(
        OutgoingState.SETTLED, preimage=ask.preimage, fee_msats=7
    )


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"", OutgoingState.UNKNOWN),
        (lines({"result": PAID}), OutgoingState.UNKNOWN),  # of another payment
        (lines({"result": {"status": "FAILED"}}), OutgoingState.UNKNOWN),  # of which?
        (lines({"result": 7}), OutgoingState.UNKNOWN),
        (lines([]), OutgoingState.UNKNOWN),
        (lines({"error": {"code": 2, "message": "shutting down"}}), OutgoingState.UNKNOWN),
        (lines({"error": "?"}), OutgoingState.UNKNOWN),
    ],
)
def test_a_stream_that_tells_nothing_is_unknown(
    server: SandboxLnd, monkeypatch: pytest.MonkeyPatch, content: bytes, state: OutgoingState
) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    rail = answering(monkeypatch, lambda _: httpx.Response(200, content=content))
    assert order(rail, ask, monkeypatch).state == state


@pytest.mark.parametrize("status", ["UNKNOWN", "", "SOMETHING_NEW"])
def test_a_status_that_nobody_knows_is_unknown(
    monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    content = lines({"result": PAID | {"status": status}})
    rail = answering(monkeypatch, lambda _: httpx.Response(200, content=content))
    assert rail.outgoing(payment_hash=HASH, key="k").state == OutgoingState.UNKNOWN


def test_a_settled_lookup_without_the_right_preimage_is_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rail = answering(monkeypatch, lambda _: httpx.Response(200, content=lines({"result": PAID})))
    assert rail.outgoing(payment_hash=HASH, key="k").state == OutgoingState.UNKNOWN


@pytest.mark.parametrize(
    "told", [{"code": 5, "message": "Not Found", "details": []}, {"code": 2, "message": "no"}, []]
)
def test_a_404_that_is_not_lnds_word_on_the_payment_is_silence(
    monkeypatch: pytest.MonkeyPatch, told: Any
) -> None:
    """An LND without its router, or a proxy: "unseen" would say that nothing was paid."""
    rail = answering(monkeypatch, lambda _: httpx.Response(404, json=told))
    with pytest.raises(UpstreamError) as caught:
        rail.outgoing(payment_hash=HASH, key="k")
    assert not isinstance(caught.value, LndNotFoundError)


@pytest.mark.parametrize("status", [400, 401, 403])
def test_an_order_that_was_never_begun_has_failed(
    server: SandboxLnd, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    ask = server.node.peer_asks(amount_msats=AMOUNT_MSATS)
    told = {"error": {"code": 3, "message": "proto: syntax error"}}
    rail = answering(monkeypatch, lambda _: httpx.Response(status, json=told))
    assert order(rail, ask, monkeypatch).state == OutgoingState.FAILED


@pytest.mark.parametrize(
    "fault", [{"r_hash": "AAAA"}, {"value_msat": "x"}, {"state": None, "creation_date": None}]
)
def test_an_invoice_that_cannot_be_right(
    server: SandboxLnd, rail: LndRail, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    charge = charge_of(rail, "deposit:1")
    rail.incoming(rail_id=charge.rail_id)
    good = server.requests[-1][1].told
    spoiled = answering(monkeypatch, lambda _: httpx.Response(200, json=good | fault))
    with pytest.raises(UpstreamError):
        spoiled.incoming(rail_id=charge.rail_id)


def test_lnd_says_open_for_a_while_after_the_time_is_up(
    server: SandboxLnd, rail: LndRail, monkeypatch: pytest.MonkeyPatch
) -> None:
    charge = charge_of(rail, "deposit:1")
    rail.incoming(rail_id=charge.rail_id)
    told = server.requests[-1][1].told
    lapsed = told | {"creation_date": str(int(told["creation_date"]) - 601)}
    late = answering(monkeypatch, lambda _: httpx.Response(200, json=lapsed))
    assert (told["state"], told["expiry"]) == ("OPEN", "600")
    assert late.incoming(rail_id=charge.rail_id).state == IncomingState.EXPIRED
