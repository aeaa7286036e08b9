"""Several receiving rails: the first that answers issues, and what it issued stays with it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Self

import pytest
from django.conf import settings as product
from pytest_django import Settings

from conftest import Bell
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.ledger.chart import RAIL_BTCPAY, REVENUE_JOBS
from payments.ledger.queries import balance_msats
from payments.models import Invoice
from payments.rails import registry
from payments.rails.btcpay import BTCPayRail
from payments.services import (
    check_invoice,
    reconcile_rails,
    request_invoice,
    settle_invoice,
    sweep_payments,
)
from payments.services.zaps import RAIL_ON_TRUST
from payments.tests.till import PRICE_MSATS, arrive, given_open, given_requested, passes
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = "http://127.0.0.1:9"
_second_url: list[str] = []


class SecondRail(BTCPayRail):
    """Another server behind another name."""

    name = "lnd"

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            url=_second_url[-1], store_id=product.BTCPAY_STORE_ID, api_key="K2", timeout_seconds=5
        )


@pytest.fixture
def second(
    btcpay: SandboxBTCPay, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SandboxBTCPay]:
    monkeypatch.setitem(registry._ADAPTERS, "lnd", (__name__, "SecondRail"))
    settings.RAILS_RECEIVE = ["btcpay", "lnd"]
    with SandboxBTCPay(store_id=settings.BTCPAY_STORE_ID, api_key="K2") as server:
        _second_url.append(server.url)
        yield server


def test_the_primary_issues_while_it_answers(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay
) -> None:
    assert given_open(bell).rail == "btcpay"
    assert second.store.newest_first() == []


def test_the_fallback_issues_while_the_primary_is_away(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay, settings: Settings
) -> None:
    settings.BTCPAY_URL = AWAY
    invoice = given_open(bell)
    assert invoice.rail == "lnd"
    second.store.pay(invoice.bolt11)
    assert check_invoice(invoice_id=invoice.pk) == "applied"
    assert balance_msats("rail:lnd") == balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(RAIL_BTCPAY) == 0


def test_what_was_issued_never_moves(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay, settings: Settings
) -> None:
    invoice = given_open(bell)
    settings.BTCPAY_URL = AWAY
    passes(60)
    sweep_payments()
    bell.answer_all()
    invoice.refresh_from_db()
    assert (invoice.rail, invoice.trouble) == ("btcpay", "BTCPay did not answer (ConnectError).")
    assert second.store.newest_first() == []


def test_all_away_tells_of_the_primary(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay, settings: Settings
) -> None:
    settings.BTCPAY_URL = AWAY
    _second_url.append(AWAY)
    invoice = given_requested()
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.REQUESTED
    assert invoice.trouble == "BTCPay did not answer (ConnectError)."


def test_an_invoice_that_wants_one_rail_waits_for_it(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay
) -> None:
    wanted = {"amount_sats": 3_000, "description": "x", "user": given_user("alice")}
    invoice = request_invoice(key="order:w:1", rail="lnd", **wanted)  # type: ignore[arg-type]
    _second_url.append(AWAY)
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.REQUESTED
    assert btcpay.store.newest_first() == []


def test_the_same_id_at_another_rail_is_another_invoice(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay, settings: Settings
) -> None:
    first = given_open(bell)
    settings.RAILS_RECEIVE = ["lnd"]
    other = given_open(bell, "order:b:1")
    Invoice.objects.filter(pk=other.pk).update(rail_id=first.rail_id)
    settle_invoice(rail="lnd", rail_id=str(first.rail_id), paid_msats=PRICE_MSATS)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.status, other.status) == (Invoice.Status.OPEN, Invoice.Status.SETTLED)
    assert (balance_msats(RAIL_BTCPAY), balance_msats("rail:lnd")) == (0, PRICE_MSATS)
    settle_invoice(rail="btcpay", rail_id=str(first.rail_id), paid_msats=PRICE_MSATS)
    first.refresh_from_db()
    assert first.status == Invoice.Status.SETTLED
    assert balance_msats(RAIL_BTCPAY) == PRICE_MSATS


def test_every_rail_is_compared(
    bell: Bell, btcpay: SandboxBTCPay, second: SandboxBTCPay, settings: Settings
) -> None:
    paid = given_open(bell)
    btcpay.store.pay(paid.bolt11)
    arrive(btcpay, bell)
    settings.BTCPAY_URL = AWAY
    missed = given_open(bell, "order:b:1")
    second.store.pay(missed.bolt11)
    settings.BTCPAY_URL = btcpay.url
    since = utc_now() - timedelta(days=1)
    assert {str(found) for found in reconcile_rails(since=since)} == {
        "order:b:1: lnd has 3000000 msats, the ledger 0",
        "order:b:1: lnd says paid, we say open",
    }
    check_invoice(invoice_id=missed.pk)
    assert reconcile_rails(since=since) == []
    Invoice.objects.filter(pk=missed.pk).update(rail_id="gone")
    assert [str(found) for found in reconcile_rails(since=since)] == [
        "order:b:1: settled here, unknown to lnd"
    ]
    settings.BTCPAY_URL = AWAY
    facts = [str(found) for found in reconcile_rails(since=since)]
    assert "rail:btcpay: not compared: BTCPay did not answer (ConnectError)." in facts


def test_a_rail_that_nobody_is_behind_is_no_crash() -> None:
    """An operator asks about an invoice that a zap on trust has paid."""
    with pytest.raises(UpstreamError) as refused:
        registry.open_rail(RAIL_ON_TRUST)
    assert refused.value.permanent
