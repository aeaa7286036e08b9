"""Paying: what BTCPay says becomes what the books say, once."""

import threading

import pytest
from django.db import connection, connections, transaction

from accounts.models import User
from conftest import Bell
from payments.ledger.chart import (
    RAIL_BTCPAY,
    REVENUE_JOBS,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
)
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats
from payments.models import Invoice, WebhookDelivery
from payments.queries import holder_code
from payments.services import (
    Verdict,
    check_invoice,
    settle_invoice,
    sweep_payments,
)
from payments.signals import invoice_changed
from payments.tests.till import (
    PRICE_MSATS,
    RACERS,
    arrive,
    given_open,
    passes,
    raced,
)
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.btcpay.store import Payment

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_payment_settles_by_webhook(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_msats) == (Invoice.Status.SETTLED, PRICE_MSATS)
    assert invoice.settled_at is not None
    assert Transfer.objects.count() == 1
    assert balance_msats(RAIL_BTCPAY) == balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert not WebhookDelivery.objects.filter(handled_at=None).exists()


def test_racing_settlements_post_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    assert invoice.rail_id is not None
    rail_id = invoice.rail_id
    verdicts = raced(
        lambda _: settle_invoice(rail="btcpay", rail_id=rail_id, paid_msats=PRICE_MSATS)
    )
    assert sorted(verdicts) == [Verdict.APPLIED] + [Verdict.REPLAYED] * (RACERS - 1)
    assert Transfer.objects.count() == 1
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS


def test_racing_workers_tell_the_news_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    told: list[str] = []

    def listen(sender: type[Invoice], invoice: Invoice, **_: object) -> None:
        assert connection.in_atomic_block
        told.append(invoice.status)

    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    invoice_changed.connect(listen)
    try:
        raced(lambda _: check_invoice(invoice_id=invoice.pk))
    finally:
        invoice_changed.disconnect(listen)
    assert told == [Invoice.Status.SETTLED]


def test_a_listener_that_fails_takes_the_money_entry_back(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    class ListenerError(Exception):
        pass

    def fail(**_: object) -> None:
        raise ListenerError

    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    invoice_changed.connect(fail)
    try:
        with pytest.raises(ListenerError):
            check_invoice(invoice_id=invoice.pk)
    finally:
        invoice_changed.disconnect(fail)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN
    assert not Transfer.objects.exists()
    assert check_invoice(invoice_id=invoice.pk) == Verdict.APPLIED


def test_a_deadlock_with_a_listeners_own_work_is_survived(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    user_locked, listener_waits = threading.Event(), threading.Event()
    told: list[str] = []

    def listen(invoice: Invoice, **_: object) -> None:
        listener_waits.set()
        User.objects.select_for_update().get(pk=invoice.user_id)
        told.append(invoice.status)

    def work_the_other_way_round() -> None:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=invoice.user_id)
            user_locked.set()
            listener_waits.wait(timeout=20)
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '60s'")  # the listener's side is ended
            Invoice.objects.select_for_update().get(pk=invoice.pk)
        connections.close_all()

    other = threading.Thread(target=work_the_other_way_round)
    invoice_changed.connect(listen)
    other.start()
    try:
        assert user_locked.wait(timeout=20)
        assert check_invoice(invoice_id=invoice.pk) == Verdict.APPLIED
    finally:
        other.join(timeout=20)
        invoice_changed.disconnect(listen)
    assert told == [Invoice.Status.SETTLED]
    assert Transfer.objects.count() == 1


def test_a_lost_webhook_is_found_by_the_sweep(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN
    passes(30)
    assert sweep_payments()["open"] == 1
    assert sweep_payments()["open"] == 0  # rung once, not at every sweep
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED


def test_part_of_the_price_is_in_the_books_and_leaves_the_invoice_open(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11, amount_msats=1_000_000)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.is_underpaid) == (Invoice.Status.OPEN, True)
    assert invoice.trouble == "Paid in part."
    assert balance_msats(SUSPENSE_PARTIAL) == 1_000_000

    rest = btcpay.store.newest_first()[0].asks[-1]
    btcpay.store.pay(rest.bolt11)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.trouble) == (Invoice.Status.SETTLED, "")
    assert balance_msats(SUSPENSE_PARTIAL) == 0
    assert balance_msats(REVENUE_JOBS) == balance_msats(RAIL_BTCPAY) == PRICE_MSATS


def test_a_payment_that_is_not_final_does_not_count(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    there = btcpay.store.find(str(invoice.rail_id))
    assert there is not None
    there.status = "Processing"
    there.payments.append(Payment("p", str(invoice.payment_hash), PRICE_MSATS, 1_795_000_000))
    assert check_invoice(invoice_id=invoice.pk) == Verdict.UNPAID
    assert not Transfer.objects.exists()
    there.status = "Settled"
    assert check_invoice(invoice_id=invoice.pk) == Verdict.APPLIED


def test_more_than_the_price_is_the_payers_credit(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11, amount_msats=PRICE_MSATS + 7)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_msats) == (Invoice.Status.SETTLED, PRICE_MSATS + 7)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(SUSPENSE_SURPLUS) == 0
    assert balance_msats(holder_code(invoice.user)) == 7


def test_money_on_a_settled_invoice_is_the_payers_credit(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    assert invoice.rail_id is not None
    settle_invoice(rail="btcpay", rail_id=invoice.rail_id, paid_msats=PRICE_MSATS)
    for _ in range(2):
        settle_invoice(rail="btcpay", rail_id=invoice.rail_id, paid_msats=PRICE_MSATS + 5)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(SUSPENSE_SURPLUS) == 0
    assert balance_msats(holder_code(invoice.user)) == 5
