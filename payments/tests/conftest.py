"""The stand-in BTCPay, wired to the real web server of the test and to the real tasks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from payments.rails.btcpay import BTCPayRail
from payments.tests.payouts import FEE_MSATS, ORDERS
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress

DELAYS_SECONDS = (0.05,) * 6


@pytest.fixture
def no_network_in_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    call = BTCPayRail._call

    def guarded(self: BTCPayRail, *args: Any, **kwargs: Any) -> Any:
        assert not connection.in_atomic_block, "BTCPay was asked inside a transaction"
        return call(self, *args, **kwargs)

    monkeypatch.setattr(BTCPayRail, "_call", guarded)


@pytest.fixture
def btcpay(
    live_server: LiveServer, settings: Settings, no_network_in_transactions: None
) -> Iterator[SandboxBTCPay]:
    """Listens, sends its webhooks to the test's own web server, and is where the product looks."""
    with SandboxBTCPay(
        store_id=settings.BTCPAY_STORE_ID,
        api_key=settings.BTCPAY_API_KEY,
        webhook_url=f"{live_server.url}/api/payments/btcpay/webhook",
        webhook_secret=settings.BTCPAY_WEBHOOK_SECRET,
        delays_seconds=DELAYS_SECONDS,
    ) as server:
        settings.BTCPAY_URL = server.url
        yield server


@pytest.fixture
def payee(settings: Settings) -> Iterator[SandboxAddress]:
    """Somebody's Lightning address."""
    with SandboxAddress() as server:
        settings.GUARD_ALLOWED_HOSTS = {server.host}
        yield server


@pytest.fixture
def node(
    settings: Settings, payee: SandboxAddress, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SandboxBTCPay]:
    """The rail that pays. It reaches the payee, and asserts that nobody calls in a transaction."""
    settings.RAILS_PAY = ["btcpay"]
    for name in ("pay", "outgoing", "balance_msats"):
        _guard(monkeypatch, name)
    with SandboxBTCPay(
        store_id=settings.BTCPAY_STORE_ID, api_key=settings.BTCPAY_API_KEY
    ) as server:
        server.payer.route = payee.route
        server.payer.fee_msats = FEE_MSATS
        _count(server)
        settings.BTCPAY_URL = server.url
        yield server


def _guard(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    inner = getattr(BTCPayRail, name)

    def guarded(*args: object, **kwargs: object) -> object:
        assert not connection.in_atomic_block, "the rail was asked inside a transaction"
        return inner(*args, **kwargs)

    monkeypatch.setattr(BTCPayRail, name, guarded)


def _count(server: SandboxBTCPay) -> None:
    pay, told = server.payer.pay, ORDERS.setdefault(server.url, [])
    told.clear()

    def counted(body: dict[str, Any]) -> tuple[int, Any]:
        told.append(str(body.get("BOLT11")))
        return pay(body)

    server.payer.pay = counted  # type: ignore[method-assign]
