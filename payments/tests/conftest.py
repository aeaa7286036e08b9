"""The stand-in BTCPay, wired to the real web server of the test and to the real tasks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from payments.rails.btcpay import BTCPayRail
from sandbox.btcpay.server import SandboxBTCPay

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
