"""The audit beside a BTCPay that speaks the real protocol and holds not a millisatoshi to spare."""

import pytest
from pytest_django import Settings

from conftest import Bell
from payments.models import Payout, PayoutFreeze
from payments.services.auditing import audit_books
from payments.services.operators import lift_by_hand
from payments.tests.balances import api_of, given_quote, pays
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
WITHDRAW = "/api/payments/withdraw"


def findings() -> set[str]:
    return {found["subject"] for found in audit_books(pause_seconds=0).findings}


def wish(bolt11: str) -> dict[str, str]:
    return {"method": "invoice", "destination": bolt11}


def test_a_theft_at_the_rail_stops_payouts_and_keeps_the_house_open(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    settings.DEPOSIT_BONUS_PERCENT = 10
    btcpay.payer.local_msats = 0
    alice, api = given_user("alice"), api_of(given_user("alice"))
    assert findings() == set()  # nothing anywhere
    pays(btcpay, bell, given_quote(bell, alice, 100_000))  # with 10,000 of promotional credit
    assert findings() == set()

    # A payout on its way: gone at the rail, by the books still in flight. Then it ends.
    btcpay.payer.fail_next("pending")
    ask = btcpay.payer.peer_asks(amount_msats=20_000_000)
    assert api.post(WITHDRAW, wish(ask.bolt11), content_type="application/json").status_code == 201
    bell.answer_all()
    assert Payout.objects.get().status in {"submitted", "unknown"}
    assert findings() == set()
    btcpay.payer.finish(ask.payment_hash, settled=True)
    Payout.objects.update(next_check_at="2026-01-01T00:00Z")
    run_checks(bell)
    assert Payout.objects.get().status == "settled"
    assert findings() == set()

    btcpay.payer.local_msats = -1  # a thief
    assert "rail:btcpay" in findings()
    refused = api.post(
        WITHDRAW,
        wish(btcpay.payer.peer_asks(amount_msats=1_000_000).bolt11),
        content_type="application/json",
    )
    assert (refused.status_code, refused.json()["error"]) == (503, "payouts_frozen")
    deposit = pays(btcpay, bell, given_quote(bell, alice, 5_000))
    assert deposit.status == "paid"

    operator = given_user("operator")
    lift_by_hand(by=operator, reason="Looked, and was too quick.")
    assert findings()
    assert PayoutFreeze.objects.filter(lifted_at=None).count() == 1


def run_checks(bell: Bell) -> None:
    for payout in Payout.objects.all():
        bell.rung.append(("payments.check_payout", {"payout_id": str(payout.pk)}))
    bell.answer_all()
