"""Workers that die at the worst moments, by kill -9: each payment hash is credited once."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from conftest import Bell
from payments.ledger.chart import RAIL_BTCPAY, REVENUE_JOBS
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, book_findings, trial_balance
from payments.models import Invoice, InvoiceLine, WebhookDelivery
from payments.services import record_delivery, sweep_payments
from payments.tests.till import PRICE_MSATS, arrive, given_open, given_requested, passes
from sandbox.btcpay.server import SandboxBTCPay

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)
START = """
import os, signal, sys
import django
from django.conf import settings
database, url, pk = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
settings.BTCPAY_URL = url
django.setup()
from celery import current_app
current_app.send_task = lambda *args, **kwargs: None  # the bell is lost with its worker
from payments.ledger import services as books
from payments.rails.btcpay import BTCPayRail
from payments.services import deliveries, issuing, lines, settlement

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def dying_after(act):
    def acted(*args, **kwargs):
        act(*args, **kwargs)
        die()
    return acted
"""
ISSUE = "issuing.open_invoice = die\nissuing.issue_invoice(invoice_id=int(pk))\n"
HANDLE = "deliveries.handle_delivery(delivery_id=int(pk))\n"
CRASH_POINTS = {
    "before the rail is asked": "BTCPayRail.incoming = die\n",
    "after the rail has answered": "settlement._apply = die\n",
    "inside, before anything is posted": "settlement.pay_lines = die\n",
    "inside, a line is claimed and nothing posted": "lines.post_for = die\n",
    "inside, after the posting": "lines.post_for = dying_after(lines.post_for)\n",
    "inside, all is written and told": "settlement.invoice_changed.send = dying_after("
    "settlement.invoice_changed.send)\n",
    "after the commit": "settlement.settle_invoice = dying_after(settlement.settle_invoice)\n",
    "after the check, the delivery is not marked": "deliveries.check_invoice = dying_after("
    "deliveries.check_invoice)\n",
}


def killed(script: str, btcpay: SandboxBTCPay, pk: int) -> None:
    command = [
        sys.executable,
        "-c",
        START + script,
        connection.settings_dict["NAME"],
        btcpay.url,
        str(pk),
    ]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=120)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def test_a_worker_killed_between_btcpay_and_the_row_makes_no_second_invoice(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_requested()
    bell.rung.clear()
    killed(ISSUE, btcpay, invoice.pk)
    assert len(btcpay.store.newest_first()) == 1
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.REQUESTED

    passes(15)
    assert sweep_payments()["requested"] == 0  # the dead worker's lease still holds
    passes(60)
    assert sweep_payments()["requested"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN
    [there] = btcpay.store.newest_first()
    assert there.id == invoice.rail_id


@pytest.fixture
def paid_and_told(bell: Bell, btcpay: SandboxBTCPay) -> Iterator[tuple[Invoice, int]]:
    """An invoice that is paid, with the delivery that says so, which nobody has looked into."""
    invoice = given_open(bell)
    arrive(btcpay, bell)
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(invoice.bolt11)
    record_delivery(
        delivery_id="d1",
        original_id="d1",
        event_type="InvoiceSettled",
        rail_invoice_id=str(invoice.rail_id),
        payload={},
    )
    bell.rung.clear()
    yield invoice, WebhookDelivery.objects.get(delivery_id="d1").pk
    assert sum(trial_balance().values()) == 0
    assert book_findings() == []


@pytest.mark.parametrize("where", CRASH_POINTS)
def test_a_worker_killed_while_crediting_credits_once(
    bell: Bell, btcpay: SandboxBTCPay, paid_and_told: tuple[Invoice, int], where: str
) -> None:
    invoice, delivery_id = paid_and_told
    killed(CRASH_POINTS[where] + HANDLE, btcpay, delivery_id)
    after_commit = where.startswith("after the c")
    assert Transfer.objects.count() == int(after_commit)
    assert InvoiceLine.objects.filter(settled_at__isnull=False).exists() is after_commit

    passes(90)
    assert sweep_payments()["deliveries"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED
    assert Transfer.objects.count() == 1
    assert balance_msats(RAIL_BTCPAY) == balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert not WebhookDelivery.objects.filter(handled_at=None).exists()


def test_a_delivery_whose_worker_never_began_is_found_by_polling_too(
    bell: Bell, btcpay: SandboxBTCPay, paid_and_told: tuple[Invoice, int]
) -> None:
    """A.15: what is paid and forgotten is found, whoever looks first."""
    invoice, _ = paid_and_told
    WebhookDelivery.objects.all().delete()
    passes(30)
    assert sweep_payments()["open"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
