"""Both books side by side, against the stand-in on a real socket."""

import pytest
from django.core.management import CommandError, call_command

from conftest import Bell
from payments.models import Invoice, InvoiceLine
from payments.tests.till import (
    arrive,
    given_open,
)
from sandbox.btcpay.server import SandboxBTCPay

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_books_agree_after_a_payment(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    given_open(bell, "order:b:1")
    btcpay.store.pay(given_open(bell).bolt11)
    arrive(btcpay, bell)
    call_command("reconcile_rails", days=1)
    assert "No differences" in capsys.readouterr().out


def test_a_payment_that_the_books_miss_is_a_difference(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(given_open(bell).bolt11)
    with pytest.raises(CommandError, match="2 differences"):
        call_command("reconcile_rails", days=1)
    assert "order:a:1: BTCPay has 3000000 msats, the ledger 0" in capsys.readouterr().out


def test_money_without_an_invoice_of_ours_is_a_difference(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    InvoiceLine.objects.all().delete()
    Invoice.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("reconcile_rails", days=1)
    assert "order:a:1: 3000000 msats paid, no invoice here" in capsys.readouterr().out


def test_an_invoice_that_btcpay_lost_is_a_difference(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    invoice = given_open(bell)
    Invoice.objects.filter(pk=invoice.pk).update(rail_id="gone")
    with pytest.raises(CommandError):
        call_command("reconcile_rails", days=1)
    assert "open here, unknown to BTCPay" in capsys.readouterr().out
