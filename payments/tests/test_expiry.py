"""Time: what runs out, what comes late, and what is issued again."""

from datetime import timedelta

import pytest

from conftest import Bell
from kernel.clock import utc_now
from payments.errors import (
    InvoiceNotReplaceableError,
)
from payments.ledger.chart import (
    REVENUE_JOBS,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
)
from payments.ledger.queries import balance_msats, trial_balance
from payments.models import Invoice, InvoiceLine
from payments.queries import holder_code, invoices_in_trouble
from payments.services import (
    reissue_invoice,
    sweep_payments,
)
from payments.tests.till import (
    PRICE_MSATS,
    PRICE_SATS,
    RACERS,
    arrive,
    given_open,
    passes,
    raced,
)
from sandbox.btcpay.server import SandboxBTCPay

pytestmark = pytest.mark.django_db(transaction=True)


def given_expired(bell: Bell, btcpay: SandboxBTCPay) -> Invoice:
    invoice = given_open(bell)
    assert btcpay.store.expire_now(str(invoice.rail_id))
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.EXPIRED
    return invoice


def test_an_expired_invoice_is_issued_again_under_the_next_number(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    expired = given_expired(bell, btcpay)
    again = reissue_invoice(invoice_id=expired.pk)
    bell.answer_all()
    again.refresh_from_db()
    assert (again.key, again.amount_sats) == ("order:a:2", PRICE_SATS)
    assert again.status == Invoice.Status.OPEN
    assert again.bolt11 != expired.bolt11
    with pytest.raises(InvoiceNotReplaceableError):
        reissue_invoice(invoice_id=expired.pk)


def test_racing_reissues_make_one_invoice(bell: Bell, btcpay: SandboxBTCPay) -> None:
    expired = given_expired(bell, btcpay)

    def reissue(_: int) -> str:
        try:
            return reissue_invoice(invoice_id=expired.pk).key
        except InvoiceNotReplaceableError:
            return "refused"

    assert sorted(raced(reissue)) == ["order:a:2"] + ["refused"] * (RACERS - 1)


def test_an_open_or_settled_invoice_is_not_issued_again(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    with pytest.raises(InvoiceNotReplaceableError):
        reissue_invoice(invoice_id=invoice.pk)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    with pytest.raises(InvoiceNotReplaceableError):
        reissue_invoice(invoice_id=invoice.pk)


def test_an_expiry_that_nobody_told_is_found_by_the_sweep(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    btcpay.courier.misbehave("lost")
    btcpay.store.expire_now(str(invoice.rail_id))
    passes(30)
    sweep_payments()
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.EXPIRED


def test_a_payment_that_arrives_late_still_counts(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_expired(bell, btcpay)
    btcpay.store.pay(invoice.bolt11, late=True)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS


def test_a_late_payment_whose_webhook_is_lost_is_found_by_the_sweep(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_expired(bell, btcpay)
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(invoice.bolt11, late=True)
    passes(900)
    assert sweep_payments()["open"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS


def test_what_expired_long_ago_is_left_alone(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_expired(bell, btcpay)
    Invoice.objects.filter(pk=invoice.pk).update(expires_at=utc_now() - timedelta(days=2))
    passes(900)
    assert sweep_payments()["open"] == 0


def test_paying_the_old_and_the_new_invoice_earns_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    old = given_expired(bell, btcpay)
    new = reissue_invoice(invoice_id=old.pk)
    bell.answer_all()
    new.refresh_from_db()
    btcpay.store.pay(new.bolt11)
    btcpay.store.pay(old.bolt11, late=True)
    arrive(btcpay, bell)
    old.refresh_from_db()
    assert old.status == Invoice.Status.SETTLED
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(SUSPENSE_SURPLUS) == 0
    assert balance_msats(holder_code(old.user)) == PRICE_MSATS
    assert sum(trial_balance().values()) == 0


def test_part_of_the_price_before_expiry_stays_in_the_books(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11, amount_msats=1_000)
    btcpay.store.expire_now(str(invoice.rail_id))
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_msats) == (Invoice.Status.EXPIRED, 1_000)
    assert list(invoices_in_trouble()) == [invoice]
    assert balance_msats(SUSPENSE_PARTIAL) == 1_000


def test_an_invoice_marked_invalid_is_cancelled(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    there = btcpay.store.find(str(invoice.rail_id))
    assert there is not None
    btcpay.store.mark_invalid(there)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.CANCELLED


def test_an_invoice_that_was_only_marked_as_settled_is_shown_to_operators(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    there = btcpay.store.find(str(invoice.rail_id))
    assert there is not None
    there.status, there.additional_status = "Settled", "Marked"
    passes(30)
    sweep_payments()
    bell.answer_all()
    assert list(invoices_in_trouble()) == [invoice]
    assert balance_msats(REVENUE_JOBS) == 0


def test_a_debt_paid_before_invoices_had_lines_is_not_earned_twice(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    old = given_expired(bell, btcpay)
    new = reissue_invoice(invoice_id=old.pk)
    bell.answer_all()
    new.refresh_from_db()
    btcpay.store.pay(new.bolt11)
    arrive(btcpay, bell)
    InvoiceLine.objects.all().delete()  # as rows of that time have none
    btcpay.store.pay(old.bolt11, late=True)
    arrive(btcpay, bell)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(holder_code(old.user)) == PRICE_MSATS
