"""A worker that dies at the worst moment: BTCPay has the invoice, the row does not know."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from conftest import Bell
from payments.models import Invoice
from payments.services import sweep_payments
from payments.tests.till import given_requested, passes
from sandbox.btcpay.server import SandboxBTCPay

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import os, signal, sys
import django
from django.conf import settings
database, url, invoice_id = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
settings.BTCPAY_URL = url
django.setup()
from payments.services import issuing
issuing.open_invoice = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
issuing.issue_invoice(invoice_id=int(invoice_id))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_btcpay_and_the_row_makes_no_second_invoice(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_requested()
    bell.rung.clear()
    database = connection.settings_dict["NAME"]
    command = [sys.executable, "-c", WORKER, database, btcpay.url, str(invoice.pk)]
    killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
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
