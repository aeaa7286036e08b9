"""The balance over HTTP, as programs and pages see it."""

import json
import uuid
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from conftest import Bell
from payments.api import balances, waiting
from payments.ledger.queries import statement
from payments.models import Deposit
from payments.queries import movements_of
from payments.services.deposits import DEPOSITS_MAX
from payments.services.metering import capture_usage, reserve_usage
from payments.tests.balances import SAT, api_of, given_funds, given_quote, given_rich, pays
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/api/payments/{path}", json.dumps(body), content_type="application/json")


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/payments/{path}").json()


def test_everything_but_the_prices_asks_who_you_are(client: Client) -> None:
    for path in ("balance", "transactions", "referral", f"quote/{uuid.uuid4()}"):
        assert client.get(f"/api/payments/{path}").status_code == 401
    for path in ("deposit", "holds", "holds/r1/capture", "holds/r1/extend", "referral"):
        assert post(client, path).status_code == 401
    assert client.delete("/api/payments/holds/r1").status_code == 401
    told = get(client, "prices")
    assert told["prices"] == [
        {"name": "ai_tokens", "unit": "token", "amount_sats": 10, "per_units": 1_000},
        {"name": "storage_bytes", "unit": "byte", "amount_sats": 100, "per_units": 1_000_000},
    ]


def test_a_deposit_from_asking_to_spending(bell: Bell, btcpay: SandboxBTCPay) -> None:
    client = api_of(given_user("alice"))
    answer = post(client, "deposit", amount_sats=100_000, method="lightning")
    assert answer.status_code == 201
    quote = answer.json()
    assert quote["invoice"].startswith("lnbcrt")  # issued while the person waited
    assert len(quote["payment_hash"]) == 64
    assert (quote["status"], quote["amount_sats"], quote["method"]) == (
        "pending",
        100_000,
        "lightning",
    )
    assert quote["bonus_sats_expected"] == 10_000
    btcpay.store.pay(quote["invoice"])
    assert get(client, f"quote/{quote['quote_id']}")["status"] == "paid"
    told = get(client, "balance")
    assert told == {
        "balance_sats": 110_000,
        "balance_msats": 110_000_000,
        "available_msats": 110_000_000,
        "held_msats": 0,
        "withdrawable_msats": 100_000_000,
        "promo_msats": 10_000_000,
        "deposited_msats": 100_000_000,
        "spent_msats": 0,
    }
    assert btcpay.courier.wait_idle()


def test_a_silent_rail_leaves_a_pending_quote(
    bell: Bell, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "WAIT_SECONDS", 0.5)
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    quote = post(api_of(given_user("alice")), "deposit", amount_sats=1_000).json()
    assert (quote["invoice"], quote["payment_hash"], quote["status"]) == ("", "", "pending")
    assert "payments.issue_invoice" in bell.names()


def test_a_key_makes_asking_again_safe(bell: Bell, btcpay: SandboxBTCPay) -> None:
    client = api_of(given_user("alice"))
    first = post(client, "deposit", amount_sats=1_000, key="k").json()
    assert post(client, "deposit", amount_sats=1_000, key="k").json() == first
    assert post(client, "deposit", amount_sats=1_001, key="k").status_code == 409
    assert len(btcpay.store.newest_first()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"amount_sats": 999},
        {"amount_sats": 1_000_001},
        {"amount_sats": "many"},
        {"amount_sats": 1_000, "method": "paypal"},
        {"amount_sats": 1_000, "token": "cashuB"},
        {"token": "cashuB"},
    ],
)
def test_a_wrong_wish_is_refused(body: dict[str, Any]) -> None:
    assert post(api_of(given_user("alice")), "deposit", **body).status_code == 400
    assert not Deposit.objects.exists()


def test_quotes_are_limited_per_person(
    bell: Bell, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(balances, "issue_soon", lambda deposit: deposit)
    client = api_of(given_user("alice"))
    codes = [
        post(client, "deposit", amount_sats=1_000).status_code for _ in range(DEPOSITS_MAX + 1)
    ]
    assert codes == [201] * DEPOSITS_MAX + [429]
    assert post(api_of(given_user("bob")), "deposit", amount_sats=1_000).status_code == 201


def test_another_persons_quote_is_not_there(bell: Bell, btcpay: SandboxBTCPay) -> None:
    quote = post(api_of(given_user("alice")), "deposit", amount_sats=1_000).json()
    path = f"/api/payments/quote/{quote['quote_id']}"
    assert api_of(given_user("bob")).get(path).status_code == 404


def test_history_pages_without_gap_or_repeat(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    pays(btcpay, bell, given_quote(bell, alice, 100_000))
    for number in range(5):
        reserve_usage(user=alice, price="ai_tokens", units_max=1_100, request_id=f"r{number}")
        capture_usage(user=alice, request_id=f"r{number}", units=1_100)
    client = api_of(alice)
    told = get(client, "transactions?limit=5")
    seen = told["transactions"]
    while told["next_cursor"]:
        told = get(client, f"transactions?limit=5&cursor={told['next_cursor']}")
        seen += told["transactions"]
    assert [entry["type"] for entry in seen] == ["spend"] * 10 + ["bonus", "deposit"]
    assert len({entry["id"] for entry in seen}) == 12
    assert seen[0]["balance_after_msats"] == get(client, "balance")["balance_msats"]
    assert seen[-1]["balance_before_msats"] == 0
    for newer, older in pairwise(seen):
        assert newer["balance_before_msats"] == older["balance_after_msats"]
    for entry in seen:
        assert entry["balance_before_msats"] + entry["amount_msats"] == entry["balance_after_msats"]
    assert get(api_of(given_user("bob")), "transactions") == {
        "transactions": [],
        "next_cursor": None,
    }


@pytest.mark.parametrize("query", ["cursor=x", "limit=0", "limit=201", "cursor=-1"])
def test_a_wrong_page_is_refused(query: str) -> None:
    answer = api_of(given_user("alice")).get(f"/api/payments/transactions?{query}")
    assert answer.status_code == 400


def test_holding_capturing_and_freeing(settings: Settings) -> None:
    client = api_of(given_rich("alice", 100))
    body = {"price": "ai_tokens", "units_max": 2_000, "request_id": "r1", "model": "small"}
    answer = post(client, "holds", **body)
    assert answer.status_code == 201
    assert set(answer.json()) == {"request_id", "held_msats", "expires_at"}
    assert answer.json()["held_msats"] == 20 * SAT
    assert post(client, "holds", **body).status_code == 200
    assert post(client, "holds", **(body | {"units_max": 1})).status_code == 409
    assert post(client, "holds/r1/extend").status_code == 200
    told = post(client, "holds/r1/capture", prompt_tokens=100, completion_tokens=400).json()
    assert (told["cost_msats"], told["capped"], told["model"]) == (5 * SAT, False, "small")
    assert (told["balance_msats"], told["available_msats"]) == (95 * SAT, 95 * SAT)
    assert post(client, "holds/r1/capture", units=1).status_code == 409
    assert client.delete("/api/payments/holds/r1").status_code == 409
    post(client, "holds", **(body | {"request_id": "r2"}))
    assert client.delete("/api/payments/holds/r2").status_code == 204
    assert client.delete("/api/payments/holds/none").status_code == 404
    told = (
        post(client, "holds", **(body | {"request_id": "r3", "units_max": 1}))
        and post(client, "holds/r3/capture", units=5).json()
    )
    assert (told["cost_msats"], told["capped"]) == (10, True)


def test_too_little_is_402_with_the_way_to_pay(settings: Settings) -> None:
    client = api_of(given_rich("alice", 7))
    answer = post(client, "holds", price="ai_tokens", units_max=1_050, request_id="r1")
    assert answer.status_code == 402
    told = answer.json()
    assert (told["error"], told["missing_msats"], told["missing_sats"]) == (
        "insufficient_balance",
        3_500,
        4,
    )
    assert told["deposit"] == {
        "url": f"{settings.PUBLIC_URL}/api/payments/deposit",
        "page": f"{settings.PUBLIC_URL}/balance",
        "amount_sats_min": 1_000,
    }


@pytest.mark.parametrize(
    "body",
    [
        {"price": "ai_tokens", "units_max": 0, "request_id": "r"},
        {"price": "ai_tokens", "units_max": 10**10, "request_id": "r"},
        {"price": "gold", "units_max": 1, "request_id": "r"},
        {"price": "ai_tokens", "units_max": 1, "request_id": "a b/c"},
        {"price": "ai_tokens", "units_max": 1, "request_id": "r" * 101},
        {"price": "ai_tokens", "units_max": 1},
    ],
)
def test_a_wrong_hold_is_refused(body: dict[str, Any]) -> None:
    assert post(api_of(given_rich("alice", 7)), "holds", **body).status_code == 400


def test_a_capture_says_what_was_used() -> None:
    client = api_of(given_rich("alice", 100))
    post(client, "holds", price="ai_tokens", units_max=1_000, request_id="r1")
    for body in ({}, {"units": -1}, {"prompt_tokens": -1}, {"model": "m"}):
        assert post(client, "holds/r1/capture", **body).status_code == 400


def test_my_link_and_whom_it_brought() -> None:
    alice, bob = given_user("alice"), given_user("bob")
    assert post(api_of(bob), "referral", referrer=alice.pubkey).status_code == 201
    told = get(api_of(alice), "referral")
    assert told["link"].endswith(f"/balance?ref={alice.pubkey}")
    assert (told["brought"], told["credited_msats"]) == (1, 0)
    assert post(api_of(alice), "referral", referrer=bob.pubkey).status_code == 409


def test_a_name_with_a_nul_is_nobodys() -> None:
    client = api_of(given_rich("alice", 1_000))
    for path in ("holds/a%00b/capture", "holds/a%00b/extend"):
        assert post(client, path, units=1).status_code == 404
    assert client.delete("/api/payments/holds/a%00b").status_code == 404
    for path in ("invoices/a%00b", "invoices/a%00b/receipt", "liabilities/a%00b/mine"):
        assert client.get(f"/api/payments/{path}").status_code == 404


def test_a_key_that_is_too_long_is_refused_and_never_cut() -> None:
    """Two that differ at their end would be one deposit."""
    client = api_of(given_rich("alice", 1_000))
    for end in ("1", "2"):
        answer = client.post(
            "/api/payments/deposit",
            json.dumps({"amount_sats": 5_000}),
            content_type="application/json",
            headers={"Idempotency-Key": "k" * 100 + end},
        )
        assert (answer.status_code, answer.json()["error"]) == (400, "deposit_key")
    assert not Deposit.objects.exists()


def test_history_adds_up_while_money_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    alice, read = given_rich("alice", 100), statement

    def arriving(*args: Any, **kwargs: Any) -> Any:
        page = read(*args, **kwargs)
        given_funds(alice, 7)
        return page

    monkeypatch.setattr("payments.queries.statement", arriving)
    [only] = movements_of(alice)
    assert (only.balance_before_msats, only.balance_after_msats) == (0, 100 * SAT)
