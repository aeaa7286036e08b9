"""The stand-in: what it refuses, what it signs, and when it speaks."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command

from kernel.bolt11 import read_bolt11
from sandbox.btcpay.server import SandboxBTCPay
from tests.greenfield import greenfield

KEY = {"Authorization": "token K"}
INVOICES = "/api/v1/stores/S/invoices"
SECRET = "webhook-secret"


class Listener:
    """Where webhooks go: keeps them, and answers with the statuses it is given, then 200."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, Any], bytes, str]] = []
        self.statuses: list[int] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                outer.heard.append((json.loads(raw), raw, self.headers["BTCPay-Sig"]))
                self.send_response(outer.statuses.pop(0) if outer.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def types(self) -> list[str]:
        return [event["type"] for event, _, _ in self.heard]


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def server(listener: Listener) -> Iterator[SandboxBTCPay]:
    with SandboxBTCPay(
        store_id="S",
        api_key="K",
        webhook_url=listener.url,
        webhook_secret=SECRET,
        delays_seconds=(0.05, 0.05),
    ) as running:
        yield running


@pytest.fixture
def api(server: SandboxBTCPay) -> Iterator[httpx.Client]:
    with client_of(server) as client:
        yield client


def client_of(server: SandboxBTCPay) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers=KEY, trust_env=False)


def created(api: httpx.Client, **fields: Any) -> Any:
    body = {"amount": "3000", "currency": "SATS", "metadata": {"orderId": "o:1"}} | fields
    answer = api.post(INVOICES, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def bolt11_of(api: httpx.Client, invoice_id: str) -> str:
    [method] = api.get(f"/api/v1/invoices/{invoice_id}/payment-methods").json()
    return str(method["destination"])


def test_the_request_is_signed_and_asks_for_the_amount(api: httpx.Client) -> None:
    invoice = created(api, checkout={"expirationMinutes": 1_440})
    asked = read_bolt11(bolt11_of(api, invoice["id"]))
    assert (asked.network, asked.amount_msats) == ("bcrt", 3_000_000)
    assert invoice["expirationTime"] - invoice["createdTime"] == 86_400
    assert abs(asked.expires_at.timestamp() - invoice["expirationTime"]) <= 1


@pytest.mark.parametrize("key", ["", "token wrong", "Bearer K", "K", "token é"])
def test_without_the_key_there_is_nothing(server: SandboxBTCPay, key: str) -> None:
    headers = [(b"Authorization", key.encode())]
    for path in (INVOICES, "/api/v1/invoices/unknown"):
        answer = httpx.get(server.url + path, headers=headers, trust_env=False)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_another_store_is_forbidden(api: httpx.Client) -> None:
    assert api.get("/api/v1/stores/T/invoices").status_code == 403
    assert api.post("/api/v1/stores/T/invoices", json={}).status_code == 403


def test_an_unknown_invoice_is_not_found(api: httpx.Client) -> None:
    answer = api.get("/api/v1/invoices/unknown")
    assert (answer.status_code, answer.json()["code"]) == (404, "invoice-not-found")
    assert api.get("/api/v1/invoices/unknown/payment-methods").status_code == 404


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"amount": "a lot"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"amount": None}, "amount"),
        ({"amount": True}, "amount"),
        ({"amount": "0.5"}, "amount"),
        ({"currency": "XYZ"}, "currency"),
        ({"checkout": {"expirationMinutes": 0}}, "checkout.expirationMinutes"),
        ({"checkout": {"expirationMinutes": 1.5}}, "checkout.expirationMinutes"),
        ({"checkout": {"paymentTolerance": 101}}, "checkout.paymentTolerance"),
        ({"checkout": {"speedPolicy": "Fast"}}, "checkout.speedPolicy"),
        ({"checkout": {"paymentMethods": ["BTC-LN", "CASH"]}}, "checkout.paymentMethods[1]"),
        ({"checkout": {"paymentMethods": "BTC-LN"}}, "checkout.paymentMethods"),
        ({"metadata": "order"}, "metadata"),
    ],
)
def test_a_bad_request_is_refused_by_path(
    api: httpx.Client, fields: dict[str, Any], path: str
) -> None:
    answer = api.post(INVOICES, json={"amount": "3000", "currency": "SATS"} | fields)
    assert answer.status_code == 422
    assert [fault["path"] for fault in answer.json()] == [path]
    greenfield().judge_response("POST", INVOICES, 422, answer.json())
    assert api.get(INVOICES).json() == []


def test_a_body_that_is_not_json_is_refused(api: httpx.Client) -> None:
    answer = api.post(INVOICES, content=b"amount=3000")
    assert answer.status_code == 400
    greenfield().judge_response("POST", INVOICES, 400, answer.json())


def test_invoices_are_found_by_order_and_page(api: httpx.Client) -> None:
    ids = [created(api, metadata={"orderId": f"o:{n}"})["id"] for n in range(3)]
    found = api.get(INVOICES, params={"orderId": "o:1"}).json()
    assert [invoice["id"] for invoice in found] == [ids[1]]
    page = api.get(INVOICES, params={"skip": 1, "take": 1}).json()
    assert [invoice["id"] for invoice in page] == [ids[1]]
    assert api.get(INVOICES, params={"startDate": int(time.time()) + 9}).json() == []


def test_a_payment_releases_the_preimage_and_settles(
    server: SandboxBTCPay, api: httpx.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    invoice = created(api)
    bolt11 = bolt11_of(api, invoice["id"])
    call_command("sandbox_pay", bolt11, btcpay_url=server.url)
    told = dict(line.split(" ", 1) for line in capsys.readouterr().out.splitlines())
    assert told["payment_hash"] == read_bolt11(bolt11).payment_hash
    assert hashlib.sha256(bytes.fromhex(told["preimage"])).hexdigest() == told["payment_hash"]
    paid = api.get(f"/api/v1/invoices/{invoice['id']}").json()
    assert (paid["status"], paid["paidAmount"]) == ("Settled", "3000")
    with pytest.raises(CommandError, match="already paid"):
        call_command("sandbox_pay", bolt11, btcpay_url=server.url)


def test_the_wallet_refuses_what_no_wallet_pays(server: SandboxBTCPay, api: httpx.Client) -> None:
    expired = created(api)
    server.store.expire_now(expired["id"])
    with pytest.raises(CommandError, match="expired"):
        call_command("sandbox_pay", bolt11_of(api, expired["id"]), btcpay_url=server.url)
    with SandboxBTCPay(store_id="S", api_key="K") as other, client_of(other) as there:
        foreign = bolt11_of(there, created(there)["id"])
    with pytest.raises(CommandError, match="never issued"):
        call_command("sandbox_pay", foreign, btcpay_url=server.url)
    with pytest.raises(CommandError, match="No stand-in BTCPay answers"):
        call_command("sandbox_pay", foreign, btcpay_url=other.url)
    with pytest.raises(CommandError, match="payment request"):
        call_command("sandbox_pay", "lnbcrt1nonsense", btcpay_url=server.url)
    fresh = bolt11_of(api, created(api)["id"])
    with pytest.raises(CommandError, match="at most twice"):
        call_command("sandbox_pay", fresh, amount_msats=6_000_001, btcpay_url=server.url)


def test_less_asks_for_the_rest_and_more_is_told(server: SandboxBTCPay, api: httpx.Client) -> None:
    invoice = created(api)
    server.store.pay(bolt11_of(api, invoice["id"]), amount_msats=1_000_000)
    assert read_bolt11(bolt11_of(api, invoice["id"])).amount_msats == 2_000_000
    server.store.pay(bolt11_of(api, invoice["id"]), amount_msats=2_000_007)
    paid = api.get(f"/api/v1/invoices/{invoice['id']}").json()
    assert (paid["status"], paid["additionalStatus"]) == ("Settled", "PaidOver")
    assert paid["paidAmount"] == "3000.007"


def test_time_runs_out_by_itself(
    server: SandboxBTCPay, api: httpx.Client, listener: Listener
) -> None:
    invoice = created(api)
    there = server.store.find(invoice["id"])
    assert there is not None
    there.expires_at = int(time.time()) - 1
    until(lambda: "InvoiceExpired" in listener.types())
    assert api.get(f"/api/v1/invoices/{invoice['id']}").json()["status"] == "Expired"


def test_webhooks_are_signed_in_order_and_as_described(
    server: SandboxBTCPay, api: httpx.Client, listener: Listener
) -> None:
    referee = greenfield()
    server.store.pay(bolt11_of(api, created(api)["id"]))
    expired = created(api)
    server.store.expire_now(expired["id"])
    spoiled = server.store.find(created(api)["id"])
    assert spoiled is not None
    server.store.mark_invalid(spoiled)
    assert server.courier.wait_idle()
    for event, raw, signature in listener.heard:
        referee.judge_webhook(event)
        expected = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        assert signature == f"sha256={expected}"
    assert listener.types() == [
        "InvoiceCreated",
        "InvoiceReceivedPayment",
        "InvoicePaymentSettled",
        "InvoiceProcessing",
        "InvoiceSettled",
        "InvoiceCreated",
        "InvoiceExpired",
        "InvoiceCreated",
        "InvoiceInvalid",
    ]


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_a_webhook_that_nobody_took_comes_again(
    server: SandboxBTCPay, api: httpx.Client, listener: Listener, status: int
) -> None:
    listener.statuses = [status, status]
    created(api)
    until(lambda: len(listener.heard) == 3)
    first, second, third = (event for event, _, _ in listener.heard)
    assert len({event["deliveryId"] for event in (first, second, third)}) == 3
    assert {e["originalDeliveryId"] for e in (first, second, third)} == {first["deliveryId"]}
    assert [e["isRedelivery"] for e in (first, second, third)] == [False, True, True]
    greenfield().judge_webhook(third)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_webhook_that_was_refused_does_not(
    server: SandboxBTCPay, api: httpx.Client, listener: Listener, status: int
) -> None:
    listener.statuses = [status]
    created(api)
    until(lambda: len(server.courier.entries()) == 1)
    time.sleep(0.2)
    assert len(listener.heard) == 1


def test_it_gives_up_after_the_last_delay(
    server: SandboxBTCPay, api: httpx.Client, listener: Listener
) -> None:
    listener.statuses = [500] * 9
    created(api)
    until(lambda: len(listener.heard) == 3)
    time.sleep(0.2)
    assert len(listener.heard) == 3


def test_webhooks_can_be_lost_doubled_and_late(
    server: SandboxBTCPay, api: httpx.Client, listener: Listener
) -> None:
    def mode(**fields: Any) -> None:
        assert api.post("/sandbox/webhooks", json=fields).status_code == 200

    mode(mode="lost")
    created(api)
    mode(mode="doubled")
    created(api)
    until(lambda: len(listener.heard) == 2)
    assert listener.heard[0][1] == listener.heard[1][1]
    mode(mode="late", late_seconds=0.4)
    began = time.monotonic()
    created(api)
    until(lambda: len(listener.heard) == 3)
    assert time.monotonic() - began >= 0.4
    assert api.get("/sandbox/state").json()["deliveries"][0]["result"] == "lost"
    assert api.post("/sandbox/webhooks", json={"mode": "odd"}).status_code == 400


def test_invoices_survive_a_restart(tmp_path: Path) -> None:
    kept = tmp_path / "btcpay.json"

    def launched() -> SandboxBTCPay:
        return SandboxBTCPay(store_id="S", api_key="K", state_file=kept)

    with launched() as first, client_of(first) as api:
        invoice = created(api)
        bolt11 = bolt11_of(api, invoice["id"])
    with launched() as second:
        second.store.pay(bolt11)
    with launched() as third, client_of(third) as api:
        assert api.get(f"/api/v1/invoices/{invoice['id']}").json()["status"] == "Settled"
        payee = read_bolt11(bolt11_of(api, created(api)["id"])).payee
    assert payee == read_bolt11(bolt11).payee


def test_every_answer_is_as_described(server: SandboxBTCPay, api: httpx.Client) -> None:
    referee = greenfield()
    invoice = created(api)
    server.store.pay(bolt11_of(api, invoice["id"]))
    api.get(INVOICES)
    api.get(f"/api/v1/invoices/{invoice['id']}")
    api.get(f"/api/v1/invoices/{invoice['id']}/payment-methods")
    api.post(f"/api/v1/invoices/{invoice['id']}/status", json={"status": "Invalid"})
    api.get("/api/v1/invoices/unknown")
    api.get("/api/v1/stores/T/invoices")
    api.get(INVOICES, headers={"Authorization": "token no"})
    # A port is free for anybody on this machine: a stranger's request is none of ours.
    asked = [request for request in server.requests if request[1].startswith("/api/")]
    assert len(asked) == 9
    for method, target, _, status, told in asked:
        if status in {403, 404} and method == "GET":
            assert set(told) == {"code", "message"}
        else:
            referee.judge_response(method, target, status, told)


def until(true: Any) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)
