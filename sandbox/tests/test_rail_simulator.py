"""The stand-ins for phoenixd and LND: what they refuse, as the real ones do, over real sockets."""

import base64
import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from sandbox.btcpay.node import new_ask, new_private_key
from sandbox.lightning.node import Fault
from sandbox.lnd.server import SandboxLnd
from sandbox.phoenixd.server import SandboxPhoenixd

MACAROON = "0201036c6e64" * 6
AMOUNT_MSATS = 21_000_000


@pytest.fixture
def phoenixd() -> Iterator[SandboxPhoenixd]:
    with SandboxPhoenixd(password="full", limited_password="look") as server:
        yield server


@pytest.fixture
def lnd() -> Iterator[SandboxLnd]:
    with SandboxLnd(macaroon_hex=MACAROON) as server:
        yield server


def of_phoenixd(
    server: SandboxPhoenixd, method: str, path: str, *, password: str = "full", **more: Any
) -> httpx.Response:
    return httpx.request(
        method, server.url + path, auth=("", password), trust_env=False, timeout=10, **more
    )


def of_lnd(
    server: SandboxLnd, method: str, path: str, *, macaroon: str | None = MACAROON, **more: Any
) -> httpx.Response:
    headers = {} if macaroon is None else {"Grpc-Metadata-macaroon": macaroon}
    return httpx.request(
        method, server.url + path, headers=headers, trust_env=False, timeout=10, **more
    )


def order(bolt11: str, **more: Any) -> dict[str, Any]:
    return {
        "payment_request": bolt11,
        "timeout_seconds": 5,
        "fee_limit_msat": "5000",
        "no_inflight_updates": True,
    } | more


# --- phoenixd ------------------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["", "wrong", "look"])
def test_phoenixd_pays_for_the_full_password_only(phoenixd: SandboxPhoenixd, password: str) -> None:
    ask = phoenixd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    form = {"invoice": ask.bolt11}
    refused = of_phoenixd(phoenixd, "POST", "/payinvoice", password=password, data=form)
    assert refused.status_code == 401
    assert "basic auth" in refused.text
    looked = of_phoenixd(phoenixd, "GET", "/getbalance", password=password)
    assert looked.status_code == (200 if password == "look" else 401)
    assert not phoenixd.node.all_sent()


def test_phoenixd_without_authentication(phoenixd: SandboxPhoenixd) -> None:
    assert httpx.get(f"{phoenixd.url}/getinfo", trust_env=False).status_code == 401


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"amountSat": "many", "description": "d"},
        {"amountSat": "5"},
        {"amountSat": "5", "description": "d", "descriptionHash": "00" * 32},
        {"amountSat": "5", "descriptionHash": "xyz"},
        {"amountSat": "5", "description": "d" * 129},
        {"amountSat": "5", "description": "d", "expirySeconds": "soon"},
    ],
)
def test_phoenixd_refuses_a_malformed_invoice(
    phoenixd: SandboxPhoenixd, form: dict[str, str]
) -> None:
    assert of_phoenixd(phoenixd, "POST", "/createinvoice", data=form).status_code == 400
    assert not phoenixd.node.received()


def test_phoenixd_reads_forms_and_no_json(phoenixd: SandboxPhoenixd) -> None:
    body = {"amountSat": "5", "description": "d"}
    assert of_phoenixd(phoenixd, "POST", "/createinvoice", json=body).status_code == 400
    assert of_phoenixd(phoenixd, "POST", "/createinvoice", data=body).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"/payments/incoming/{'00' * 32}", 404, "Not found"),
        (f"/payments/outgoingbyhash/{'00' * 32}", 404, "Not found"),
        ("/payments/outgoing/6f1c1d6e-0000-4000-8000-000000000000", 404, "Not found"),
        ("/payments/outgoing/nonsense", 400, "uuid"),
        ("/payments/incoming/nonsense", 400, "hex32"),
        ("/nothing/here", 404, "Unknown endpoint"),
        ("/payinvoice", 405, "http method"),
    ],
)
def test_phoenixd_says_what_it_does_not_know(
    phoenixd: SandboxPhoenixd, path: str, status: int, words: str
) -> None:
    told = of_phoenixd(phoenixd, "GET", path)
    assert told.status_code == status
    assert words in told.text


def test_phoenixd_lists_the_unpaid_where_it_is_asked_to(phoenixd: SandboxPhoenixd) -> None:
    for name in ("a", "b", "a"):
        form = {"amountSat": "5", "description": "d", "externalId": name}
        of_phoenixd(phoenixd, "POST", "/createinvoice", data=form)
    phoenixd.node.receive(phoenixd.node.received()[0].ask.bolt11)

    def listed(query: str) -> list[str]:
        return [
            one["externalId"]
            for one in of_phoenixd(phoenixd, "GET", f"/payments/incoming{query}").json()
        ]

    assert listed("") == ["a"]
    assert listed("?all=true") == ["a", "b", "a"]
    assert listed("?all=true&externalId=b") == ["b"]
    assert listed("?all=true&limit=1&offset=1") == ["b"]


def test_phoenixd_pays_once_and_answers_200_with_a_reason_then(
    phoenixd: SandboxPhoenixd,
) -> None:
    ask = phoenixd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    form = {"invoice": ask.bolt11}
    first = of_phoenixd(phoenixd, "POST", "/payinvoice", data=form)
    assert first.json()["paymentPreimage"] == ask.preimage
    payment_id = first.json()["paymentId"]
    by_id = of_phoenixd(phoenixd, "GET", f"/payments/outgoing/{payment_id}").json()
    by_hash = of_phoenixd(phoenixd, "GET", f"/payments/outgoingbyhash/{ask.payment_hash}").json()
    assert by_id == by_hash
    second = of_phoenixd(phoenixd, "POST", "/payinvoice", data=form)
    assert second.status_code == 200
    assert second.json() == {"paymentHash": ask.payment_hash, "reason": "invoice is already paid"}
    assert len(phoenixd.node.all_sent()) == 1


@pytest.mark.parametrize("form", [{}, {"invoice": "lnbcrt1nonsense"}])
def test_phoenixd_refuses_an_order_that_cannot_be_read(
    phoenixd: SandboxPhoenixd, form: dict[str, str]
) -> None:
    assert of_phoenixd(phoenixd, "POST", "/payinvoice", data=form).status_code == 400


# --- LND -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("macaroon", [None, "", "zz", "00ff", MACAROON + "00"])
def test_lnd_knows_its_macaroon(lnd: SandboxLnd, macaroon: str | None) -> None:
    told = of_lnd(lnd, "GET", "/v1/balance/channels", macaroon=macaroon)
    assert told.status_code == 500
    assert told.json()["code"] == 2
    ask = lnd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    of_lnd(lnd, "POST", "/v2/router/send", macaroon=macaroon, json=order(ask.bolt11))
    assert not lnd.node.all_sent()


@pytest.mark.parametrize(
    "body",
    [
        {"value_msat": "5000", "invented": 1},
        {"value_msat": "5000", "value": "5"},
        {"value_msat": "-1"},
        {"value_msat": "many"},
        {"value_msat": "5000", "memo": "m" * 640},
        [],
    ],
)
def test_lnd_refuses_a_malformed_invoice(lnd: SandboxLnd, body: Any) -> None:
    assert of_lnd(lnd, "POST", "/v1/invoices", json=body).status_code in {400, 500}
    assert not lnd.node.received()


@pytest.mark.parametrize(
    "more",
    [
        {"timeout_seconds": 0},
        {"fee_limit_sat": "5"},
        {"payment_request": "lnbcrt1nonsense"},
        {"invented": True},
        {"fee_limit_msat": "much"},
    ],
)
def test_lnd_refuses_a_malformed_order(lnd: SandboxLnd, more: dict[str, Any]) -> None:
    ask = lnd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    told = of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11, **more))
    assert told.status_code in {400, 500}
    assert set(told.json()["error"]) == {"code", "message", "details"}
    assert not lnd.node.all_sent()


def test_lnd_pays_once_and_keeps_the_fee_limit(lnd: SandboxLnd) -> None:
    ask = lnd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    cheap = of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11, fee_limit_msat="999"))
    assert json.loads(cheap.text)["result"]["status"] == "FAILED"
    paid = of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11))
    assert json.loads(paid.text)["result"]["payment_preimage"] == ask.preimage
    again = of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11))
    assert (again.status_code, again.json()["error"]["code"]) == (409, 6)
    assert [sent.status for sent in lnd.node.all_sent()] == ["failed", "succeeded"]


def test_lnd_tracks_by_url_safe_base64_only(lnd: SandboxLnd) -> None:
    ask = lnd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11))
    named = base64.urlsafe_b64encode(bytes.fromhex(ask.payment_hash)).decode()
    assert of_lnd(lnd, "GET", f"/v2/router/track/{named}").status_code == 200
    unseen = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    told = of_lnd(lnd, "GET", f"/v2/router/track/{unseen}")
    assert (told.status_code, told.json()["error"]["code"]) == (404, 5)
    assert of_lnd(lnd, "GET", f"/v2/router/track/{ask.payment_hash}").status_code == 500


# --- The node behind both ------------------------------------------------------------------------


def test_a_node_refuses_what_nodes_refuse(lnd: SandboxLnd) -> None:
    expired = lnd.node.peer_asks(amount_msats=AMOUNT_MSATS, expiry_seconds=1)
    own = lnd.node.ask(amount_msats=AMOUNT_MSATS, description="", expiry_seconds=60).ask
    stranger = new_ask(
        private_key=new_private_key(),
        amount_msats=AMOUNT_MSATS,
        description="nobody we reach",
        expiry_seconds=60,
    )
    dear = lnd.node.peer_asks(amount_msats=lnd.node.balance_msats())
    time.sleep(1.1)
    words = {}
    for name, ask in (("expired", expired), ("own", own)):
        told = of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11))
        words[name] = told.json()["error"]["message"]
    assert words == {"expired": "invoice expired", "own": "self-payments not allowed"}
    for ask in (stranger, dear):
        told = of_lnd(lnd, "POST", "/v2/router/send", json=order(ask.bolt11))
        assert json.loads(told.text)["result"]["status"] == "FAILED"


def test_one_stand_in_pays_the_other(phoenixd: SandboxPhoenixd, lnd: SandboxLnd) -> None:
    phoenixd.node.route = lnd.node.receive
    made = lnd.node.ask(amount_msats=AMOUNT_MSATS, description="", expiry_seconds=60)
    before = lnd.node.balance_msats()
    form = {"invoice": made.ask.bolt11}
    paid = of_phoenixd(phoenixd, "POST", "/payinvoice", data=form).json()
    assert paid["paymentPreimage"] == made.ask.preimage
    assert lnd.node.balance_msats() == before + AMOUNT_MSATS
    with pytest.raises(LookupError):
        lnd.node.receive(made.ask.bolt11)


@pytest.mark.parametrize("amount_msats", [AMOUNT_MSATS - 1, 2 * AMOUNT_MSATS + 1])
def test_a_node_takes_at_least_what_it_asked_for_and_at_most_twice(
    lnd: SandboxLnd, amount_msats: int
) -> None:
    bolt11 = lnd.node.ask(amount_msats=AMOUNT_MSATS, description="", expiry_seconds=60).ask.bolt11
    with pytest.raises(LookupError):
        lnd.node.receive(bolt11, amount_msats=amount_msats)
    lnd.node.receive(bolt11, amount_msats=AMOUNT_MSATS + 1)
    assert lnd.node.received()[0].paid_msats == AMOUNT_MSATS + 1


def test_only_what_is_in_flight_ends(lnd: SandboxLnd) -> None:
    ask = lnd.node.peer_asks(amount_msats=AMOUNT_MSATS)
    lnd.node.send(ask.bolt11, amount_msats=None, fee_limit_msats=5_000, fault=Fault.IN_FLIGHT)
    before = lnd.node.balance_msats()
    lnd.node.give_up(ask.payment_hash)
    assert lnd.node.balance_msats() == before + AMOUNT_MSATS + 1_000
    with pytest.raises(LookupError):
        lnd.node.settle(ask.payment_hash)
