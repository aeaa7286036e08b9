"""Withdrawing over HTTP."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from payments.errors import PayoutInvoiceUsedError
from payments.models import Payout
from payments.services.freezing import freeze_payouts
from payments.services.withdrawals import request_withdrawal
from payments.tests.balances import bearer, given_rich
from payments.tests.payouts import SAT, own_msats
from payments.tests.till import given_open
from sandbox.btcpay.node import new_ask
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice(node: SandboxBTCPay) -> User:
    return given_rich("alice", 10_000)


def withdraw(client: Client, user: User, *, key: str = "", **body: Any) -> tuple[int, Any]:
    headers = {"Authorization": bearer(user)} | ({"Idempotency-Key": key} if key else {})
    answer = client.post(
        "/api/payments/withdraw", json.dumps(body), "application/json", headers=headers
    )
    return answer.status_code, answer.json()


def read(client: Client, user: User, path: str) -> tuple[int, Any]:
    answer = client.get(f"/api/payments/{path}", headers={"Authorization": bearer(user)})
    return answer.status_code, answer.json()


def test_a_person_withdraws_to_an_address(
    client: Client, bell: Bell, alice: User, payee: SandboxAddress
) -> None:
    status, told = withdraw(
        client, alice, method="address", destination=payee.address(), amount_sats=2_500
    )
    assert (status, told["status"], told["amount_sats"]) == (201, "created", 2_500)
    assert told["fee_limit_msats"] == 25_000
    bell.answer_all()
    status, told = read(client, alice, f"withdrawals/{told['id']}")
    assert (status, told["status"], told["token"]) == (200, "settled", None)
    assert len(told["preimage"]) == 64
    assert own_msats(alice) == 7_500 * SAT - told["fee_msats"]


def test_everything_there_is(
    client: Client, bell: Bell, alice: User, payee: SandboxAddress
) -> None:
    status, told = withdraw(client, alice, method="address", destination=payee.address())
    assert (status, told["amount_sats"], told["fee_limit_msats"]) == (201, 9_900, 99_000)
    status, told = withdraw(client, alice, method="address", destination=payee.address())
    assert (status, told["error"]) == (402, "insufficient_balance")
    assert told["message"] == "There is nothing to withdraw."


def test_too_little_is_told_in_words_for_people(
    client: Client, alice: User, payee: SandboxAddress
) -> None:
    status, told = withdraw(
        client, alice, method="address", destination=payee.address(), amount_sats=12_000
    )
    assert (status, told["missing_msats"], told["missing_sats"]) == (402, 2_120 * SAT, 2_120)
    assert told["message"] == (
        "The balance is too small. With at most 120 sats for the network, 2,120 sats are missing "
        "from what can be withdrawn."
    )
    assert told["deposit"]["amount_sats_min"] == 2_120
    assert "account" not in told


def test_promo_credit_does_not_leave(client: Client, alice: User, payee: SandboxAddress) -> None:
    given_rich("alice", 0, promo_sats=50_000)
    status, told = withdraw(
        client, alice, method="address", destination=payee.address(), amount_sats=20_000
    )
    assert (status, told["missing_msats"]) == (402, 10_200 * SAT)


def test_a_key_is_one_withdrawal(client: Client, alice: User, payee: SandboxAddress) -> None:
    wish: dict[str, Any] = {
        "method": "address",
        "destination": payee.address(),
        "amount_sats": 1_000,
    }
    first, again = (withdraw(client, alice, key="w-1", **wish)[1]["id"] for _ in range(2))
    assert first == again
    assert withdraw(client, alice, **wish, key="w-2")[1]["id"] != first
    status, told = withdraw(client, alice, key="w-1", **(wish | {"amount_sats": 2_000}))
    assert (status, told["error"]) == (422, "payout_key_reused")
    other = {"destination": payee.address("mallory")}
    assert withdraw(client, alice, key="w-1", **(wish | other))[0] == 422
    bob = given_rich("bob", 5_000)
    status, told = withdraw(client, bob, key="w-1", **wish)
    assert (status, told["id"] != first) == (201, True)
    assert Payout.objects.count() == 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"method": "carrier pigeon"}, "fields"),
        ({"method": "address", "destination": "alice@10.0.0.1", "amount_sats": 5}, "host"),
        ({"method": "address", "amount_sats": 5}, "looks like"),
        ({"method": "address", "destination": "a@example.org", "amount_sats": 0}, "fields"),
        ({"method": "address", "destination": "a@example.org", "amount_sats": 1_000_001}, "most"),
        ({"method": "invoice", "destination": "lnbcrt1nonsense"}, "read"),
        ({"method": "invoice"}, "payment request"),
        ({"method": "wallet", "amount_sats": 5}, "Connect a wallet"),
        ({"method": "wallet", "destination": "x", "amount_sats": 5}, "no destination"),
    ],
)
def test_what_cannot_be_paid_is_a_400(
    client: Client, alice: User, body: dict[str, Any], words: str
) -> None:
    status, told = withdraw(client, alice, **body)
    assert (status, words in json.dumps(told)) == (400, True), told
    assert Payout.objects.count() == 0


def test_an_invoice_of_another_network_or_time_is_refused(
    client: Client, alice: User, settings: Settings, node: SandboxBTCPay
) -> None:
    ask = node.payer.peer_asks(amount_msats=1_000 * SAT)
    settings.BITCOIN_NETWORK = "bc"
    assert (
        "network" in withdraw(client, alice, method="invoice", destination=ask.bolt11)[1]["message"]
    )
    settings.BITCOIN_NETWORK = "bcrt"
    late = node.payer.peer_asks(amount_msats=1_000 * SAT, expiry_seconds=30)
    assert (
        "run out"
        in withdraw(client, alice, method="invoice", destination=late.bolt11)[1]["message"]
    )
    bare = new_ask(private_key="11" * 32, amount_msats=0, description="any", expiry_seconds=600)
    told = withdraw(client, alice, method="invoice", destination=bare.bolt11, amount_sats=5)[1]
    assert "no amount" in told["message"]


def test_our_own_invoice_is_refused(client: Client, bell: Bell, alice: User) -> None:
    invoice = given_open(bell)
    status, told = withdraw(client, alice, method="invoice", destination=invoice.bolt11)
    assert (status, told["error"]) == (409, "own_invoice")


def test_nothing_leaves_while_payouts_are_frozen_or_closed(
    client: Client, alice: User, payee: SandboxAddress, settings: Settings
) -> None:
    wish: dict[str, Any] = {
        "method": "address",
        "destination": payee.address(),
        "amount_sats": 1_000,
    }
    settings.RAILS_PAY = []
    assert withdraw(client, alice, **wish)[1]["error"] == "payouts_closed"
    settings.RAILS_PAY = ["btcpay"]
    assert withdraw(client, alice, method="cashu", amount_sats=5)[1]["error"] == "payouts_closed"
    freeze_payouts(reason="audit")
    status, told = withdraw(client, alice, **wish)
    assert (status, told["error"]) == (503, "payouts_frozen")


def test_a_key_that_is_raced_is_one_withdrawal(alice: User, payee: SandboxAddress) -> None:
    def ask(_: int) -> object:
        return request_withdrawal(
            user=alice, method="address", destination=payee.address(), amount_sats=700, key="k"
        ).pk

    results = raced(ask, racers=10)
    assert (len(results), len(set(results)), Payout.objects.count()) == (10, 1, 1)


def test_an_invoice_that_is_raced_is_one_withdrawal(alice: User, node: SandboxBTCPay) -> None:
    ask = node.payer.peer_asks(amount_msats=700 * SAT)

    def bring(number: int) -> str:
        try:
            request_withdrawal(
                user=alice, method="invoice", destination=ask.bolt11, key=str(number)
            )
        except PayoutInvoiceUsedError:
            return "used"
        return "won"

    assert sorted(raced(bring, racers=10)) == ["used"] * 9 + ["won"]


def test_nobody_has_more_than_twenty_under_way(
    client: Client, alice: User, payee: SandboxAddress, bell: Bell
) -> None:
    wish: dict[str, Any] = {"method": "address", "destination": payee.address(), "amount_sats": 1}
    assert {withdraw(client, alice, **wish)[0] for _ in range(20)} == {201}
    status, told = withdraw(client, alice, **wish)
    assert (status, told["error"]) == (429, "withdrawals_waiting")
    bell.answer_all()
    assert withdraw(client, alice, **wish)[0] == 201


def test_people_see_their_own_only(client: Client, alice: User, payee: SandboxAddress) -> None:
    ids = []
    for number in range(3):
        wish: dict[str, Any] = {
            "method": "address",
            "destination": payee.address(),
            "amount_sats": 100 + number,
        }
        ids.append(withdraw(client, alice, **wish)[1]["id"])
    page = read(client, alice, "withdrawals?limit=2")[1]
    assert [row["id"] for row in page["withdrawals"]] == [ids[2], ids[1]]
    rest = read(client, alice, f"withdrawals?limit=2&before={page['next']}")[1]
    assert ([row["id"] for row in rest["withdrawals"]], rest["next"]) == ([ids[0]], None)
    bob = given_rich("bob", 1)
    assert read(client, bob, "withdrawals")[1]["withdrawals"] == []
    assert read(client, bob, f"withdrawals/{ids[0]}")[0] == 404
    assert read(client, bob, f"withdrawals?before={ids[0]}")[0] == 404
    assert client.get("/api/payments/withdrawals").status_code == 401
    assert client.post("/api/payments/withdraw").status_code == 401
