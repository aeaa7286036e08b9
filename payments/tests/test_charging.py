"""A known cost is taken at once: exactly, once per request, never below zero."""

import json

import pytest
from django.test import Client

from payments.errors import BalanceShortError, RequestIdReusedError, UnitsInvalidError
from payments.ledger.chart import PROMO, REVENUE_SERVICES
from payments.ledger.queries import balance_msats, book_findings
from payments.models import Usage
from payments.queries import balance_of
from payments.services.charging import charge_usage
from payments.services.metering import reserve_usage
from payments.tests.balances import SAT, bearer, given_rich
from payments.tests.till import raced
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_cost_is_taken_once() -> None:
    alice = given_rich("alice", 100)
    for _ in range(2):
        usage = charge_usage(
            user=alice, price="ai_tokens", request_id="r", prompt_tokens=400, completion_tokens=600
        )
        assert (usage.cost_msats, usage.units) == (10 * SAT, 1_000)
    assert balance_of(alice).balance_msats == 90 * SAT
    assert balance_msats(REVENUE_SERVICES) == 10 * SAT
    with pytest.raises(RequestIdReusedError):
        charge_usage(user=alice, price="ai_tokens", request_id="r", units=1_001)
    assert book_findings() == []


def test_promo_credit_pays_its_share() -> None:
    alice = given_rich("alice", 1_000, promo_sats=100)
    charge_usage(user=alice, price="storage_bytes", request_id="r", units=1_100_000)
    assert balance_msats(REVENUE_SERVICES) == 100 * SAT
    assert balance_of(alice).promo_msats == 90 * SAT
    assert balance_msats(PROMO) == 90 * SAT


@pytest.mark.parametrize("sats", [0, 9])
def test_too_little_takes_nothing_and_says_what_is_missing(sats: int) -> None:
    alice = given_rich("alice", sats) if sats else given_user("alice")
    with pytest.raises(BalanceShortError) as told:
        charge_usage(user=alice, price="ai_tokens", request_id="r", units=1_000)
    assert told.value.facts["missing_sats"] == 10 - sats
    assert not Usage.objects.exists()
    assert balance_of(alice).balance_msats == sats * SAT


def test_nothing_is_no_use() -> None:
    with pytest.raises(UnitsInvalidError):
        charge_usage(user=given_rich("alice", 1), price="ai_tokens", request_id="r")


def test_racers_with_one_request_pay_once() -> None:
    alice = given_rich("alice", 100)
    told = raced(
        lambda _: charge_usage(user=alice, price="ai_tokens", request_id="r", units=1_000).pk
    )
    assert len(told) == 10
    assert len(set(told)) == 1
    assert balance_of(alice).balance_msats == 90 * SAT


def test_racers_never_overdraw() -> None:
    alice = given_rich("alice", 45)

    def charge(number: int) -> bool:
        try:
            charge_usage(user=alice, price="ai_tokens", request_id=f"r{number}", units=1_000)
        except BalanceShortError:
            return False
        return True

    assert sum(raced(charge)) == 4
    assert balance_of(alice).balance_msats == 5 * SAT
    assert Usage.objects.count() == 4


def test_over_http(client: Client) -> None:
    headers = {"Authorization": bearer(given_rich("alice", 15))}

    def post(**body: object) -> tuple[int, dict[str, object]]:
        answer = client.post(
            "/api/payments/charges", json.dumps(body), "application/json", headers=headers
        )
        return answer.status_code, answer.json()

    status, told = post(price="ai_tokens", request_id="r", units=1_000, model="m")
    assert (status, told["cost_msats"], told["model"]) == (201, 10 * SAT, "m")
    status, told = post(price="ai_tokens", request_id="r2", units=1_000)
    assert (status, told["error"], told["missing_sats"]) == (402, "insufficient_balance", 5)
    assert post(price="ai_tokens", request_id="r3")[0] == 400
    assert post(price="gold", request_id="r3", units=1)[0] in {400, 404}


def test_what_was_charged_is_not_held_again() -> None:
    alice = given_rich("alice", 100)
    charge_usage(user=alice, price="ai_tokens", request_id="r", units=1_000)
    with pytest.raises(RequestIdReusedError):
        reserve_usage(user=alice, price="ai_tokens", request_id="r", units_max=1_000)
