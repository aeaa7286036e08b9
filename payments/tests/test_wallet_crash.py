"""A worker killed while a person's wallet pays: the wallet is asked once, the books say once."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from conftest import Bell
from kernel.clock import utc_now
from payments.ledger.chart import REVENUE_JOBS
from payments.ledger.queries import balance_msats
from payments.models import Invoice, WalletPayment
from payments.services import issue_invoice, sweep_payments
from payments.services.wallets import connect_wallet
from payments.tests.relay import running_relay
from payments.tests.till import PRICE_MSATS, arrive, given_requested
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.wallet.service import SandboxWallet
from tests.given import given_user

ROOT = Path(__file__).resolve().parents[2]
Status = WalletPayment.Status
WORKER = """
import os, signal, sys
import django
from django.conf import settings
database, relay, payment_id, where = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
settings.GUARD_ALLOWED_HOSTS = frozenset({relay})
django.setup()
from payments.rails.nwc import NwcRail
from payments.services import wallets

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

if where == "before asking":
    NwcRail.pay = die
else:
    wallets._record = die
wallets.pay_by_wallet(payment_id=int(payment_id))
"""


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["before asking", "after the answer"])
def test_a_killed_worker_leaves_a_payment_that_is_not_tried_again(
    bell: Bell, btcpay: SandboxBTCPay, relay_url: str, settings: Settings, where: str
) -> None:
    host = relay_url.removeprefix("ws://")
    settings.GUARD_ALLOWED_HOSTS, settings.RAIL_TIMEOUT_SECONDS = frozenset({host}), 3.0
    with SandboxWallet(
        relay_url=relay_url, route=lambda bolt11: btcpay.store.pay(bolt11).preimage
    ) as wallet:
        invoice = given_offered(bell, wallet)
        payment = WalletPayment.objects.get()
        database = connection.settings_dict["NAME"]
        command = [sys.executable, "-c", WORKER, database, host, str(payment.pk), where]
        killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=60)
        assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
        payment.refresh_from_db()
        assert payment.status == Status.SUBMITTED
        assert sweep_payments()["wallets"] == 0  # whoever is asking may still be at it

        past = utc_now() - timedelta(minutes=6)
        WalletPayment.objects.update(submitted_at=past, created_at=past)
        assert sweep_payments()["wallets"] == 1
        arrive(btcpay, bell)
        asked = [one for one in wallet.methods_asked if one == "pay_invoice"]
    payment.refresh_from_db()
    invoice.refresh_from_db()
    if where == "before asking":
        assert (payment.status, invoice.status) == (Status.UNKNOWN, Invoice.Status.OPEN)
        assert asked == []
    else:
        assert (payment.status, invoice.status) == (Status.SETTLED, Invoice.Status.SETTLED)
        assert asked == ["pay_invoice"]
        assert balance_msats(REVENUE_JOBS) == PRICE_MSATS


def given_offered(bell: Bell, wallet: SandboxWallet) -> Invoice:
    """An invoice that is offered to the wallet, whose bell nobody has heard."""
    connect_wallet(
        user=given_user("alice"),
        uri=wallet.uri,
        autopay=True,
        payment_sats_max=5_000,
        day_sats_max=5_000,
    )
    invoice = given_requested()
    issue_invoice(invoice_id=invoice.pk)
    bell.rung.clear()
    return invoice
