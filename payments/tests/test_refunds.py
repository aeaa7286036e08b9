"""Giving back: to the payer, once, never more than was earned, never of other people's money."""

from typing import Any

import pytest

from accounts.models import User
from conftest import Bell
from payments.errors import RefundRefusedError, UnknownInvoiceError
from payments.ledger.chart import (
    EQUITY_OWNER,
    FEES_ROUTING,
    REVENUE_JOBS,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
)
from payments.ledger.queries import balance_msats, trial_balance
from payments.ledger.services import post_transfer
from payments.models import Invoice, Notice, OperatorAction, Refund
from payments.queries import holder_code
from payments.services import (
    check_invoice,
    credit_partial,
    refund_invoice,
    request_invoice,
    settle_invoice,
    sweep_payments,
)
from payments.services.holders import open_holder
from payments.services.operators import OwnMoneyError, ReasonMissingError
from payments.tests.till import PRICE_MSATS, RACERS, arrive, given_open, passes, raced
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
LATE_SECONDS = 2 * 86_400


@pytest.fixture
def olga() -> User:
    return User.objects.create_user(username="olga", is_staff=True)


@pytest.fixture
def paid(bell: Bell, btcpay: SandboxBTCPay) -> Invoice:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    return invoice


def credit() -> int:
    return balance_msats(holder_code(given_user("alice")))


def test_a_refund_is_the_payers_credit_and_leaves_a_trail(paid: Invoice, olga: User) -> None:
    [refund] = refund_invoice(invoice_id=paid.pk, reason="It did not work.", by=olga)
    assert (refund.amount_msats, refund.from_account) == (PRICE_MSATS, REVENUE_JOBS)
    assert (credit(), balance_msats(REVENUE_JOBS)) == (PRICE_MSATS, 0)
    trail = OperatorAction.objects.get()
    assert (trail.action, trail.operator, trail.subject) == ("refund", olga, paid.key)
    told = Notice.objects.get(kind="invoice_refunded")
    assert (told.user, "3,000 sats" in told.text) == (paid.user, True)


def test_racing_refunds_give_back_once(paid: Invoice, olga: User) -> None:
    refunds = raced(
        lambda _: refund_invoice(
            invoice_id=paid.pk, amount_msats=1_000_000, reason="half-done", by=olga
        )
    )
    assert len({refund.pk for [refund] in refunds}) == 1
    assert len(refunds) == RACERS
    assert (credit(), OperatorAction.objects.count()) == (1_000_000, 1)


def test_several_refunds_end_at_what_was_paid(paid: Invoice, olga: User) -> None:
    refund_invoice(invoice_id=paid.pk, amount_msats=1_000_000, reason="first", by=olga)
    with pytest.raises(RefundRefusedError, match="2,000 sats"):
        refund_invoice(invoice_id=paid.pk, amount_msats=2_000_001, reason="greedy", by=olga)
    refund_invoice(invoice_id=paid.pk, reason="the rest", by=olga)
    with pytest.raises(RefundRefusedError):
        refund_invoice(invoice_id=paid.pk, reason="once more", by=olga)
    assert credit() == PRICE_MSATS
    assert sum(trial_balance().values()) == 0


def test_racing_refunds_for_different_reasons_stay_below_what_was_paid(
    paid: Invoice, olga: User
) -> None:
    def give(number: int) -> str:
        try:
            refund_invoice(
                invoice_id=paid.pk, amount_msats=1_000_000, reason=f"no. {number}", by=olga
            )
        except RefundRefusedError:
            return "refused"
        return "given"

    assert sorted(raced(give)) == ["given"] * 3 + ["refused"] * (RACERS - 3)
    assert credit() == PRICE_MSATS


def test_a_key_names_one_refund(paid: Invoice, olga: User) -> None:
    wish: dict[str, Any] = {
        "invoice_id": paid.pk,
        "key": "ticket-7",
        "by": olga,
        "reason": "asked",
    }
    first = refund_invoice(amount_msats=1_000, **wish)
    assert refund_invoice(amount_msats=1_000, **wish) == first
    with pytest.raises(RefundRefusedError, match="taken"):
        refund_invoice(amount_msats=2_000, **wish)
    assert credit() == 1_000


def test_customers_money_never_pays_a_refund(paid: Invoice, olga: User) -> None:
    """Revenue that has left as fees or to the owner is not there to be given back."""
    post_transfer(
        key="fee", debit=FEES_ROUTING, credit="rail:btcpay", amount_msats=PRICE_MSATS - 10
    )
    with pytest.raises(RefundRefusedError, match="of its own"):
        refund_invoice(invoice_id=paid.pk, amount_msats=11, reason="x", by=olga)
    refund_invoice(invoice_id=paid.pk, amount_msats=10, reason="x", by=olga)
    post_transfer(key="out", debit=REVENUE_JOBS, credit=EQUITY_OWNER, amount_msats=1)
    with pytest.raises(RefundRefusedError, match="of its own"):
        refund_invoice(invoice_id=paid.pk, amount_msats=1, reason="y", by=olga)


def test_refunds_of_different_invoices_share_what_the_house_has(
    bell: Bell, btcpay: SandboxBTCPay, olga: User
) -> None:
    invoices = []
    for number in range(4):
        invoice = given_open(bell, f"order:{number}:1")
        settle_invoice(rail="btcpay", rail_id=str(invoice.rail_id), paid_msats=PRICE_MSATS)
        invoices.append(invoice)
    post_transfer(key="out", debit=REVENUE_JOBS, credit=EQUITY_OWNER, amount_msats=3 * PRICE_MSATS)

    def give(number: int) -> str:
        try:
            refund_invoice(invoice_id=invoices[number % 4].pk, reason="r", by=olga)
        except RefundRefusedError:
            return "refused"
        return "given"

    raced(give)
    assert (Refund.objects.count(), credit()) == (1, PRICE_MSATS)
    assert balance_msats(REVENUE_JOBS) == 0


def test_what_nobody_paid_or_knows_is_not_refunded(
    bell: Bell, btcpay: SandboxBTCPay, olga: User
) -> None:
    with pytest.raises(RefundRefusedError):
        refund_invoice(invoice_id=given_open(bell).pk, reason="x", by=olga)
    with pytest.raises(UnknownInvoiceError):
        refund_invoice(invoice_id=0, reason="x", by=olga)


def test_a_deposit_is_withdrawn_and_not_refunded(
    bell: Bell, btcpay: SandboxBTCPay, olga: User
) -> None:
    user = given_user("alice")
    request_invoice(
        key="deposit:x:1",
        user=user,
        amount_sats=3_000,
        description="deposit",
        credit_account=open_holder(user),
    )
    bell.answer_all()
    invoice = Invoice.objects.get()
    settle_invoice(rail="btcpay", rail_id=str(invoice.rail_id), paid_msats=PRICE_MSATS)
    with pytest.raises(RefundRefusedError):
        refund_invoice(invoice_id=invoice.pk, reason="x", by=olga)
    assert credit() == PRICE_MSATS


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_refund_says_why(paid: Invoice, olga: User, reason: str) -> None:
    with pytest.raises(ReasonMissingError):
        refund_invoice(invoice_id=paid.pk, reason=reason, by=olga)
    assert (credit(), Refund.objects.count()) == (0, 0)


def test_nobody_refunds_themselves(paid: Invoice) -> None:
    with pytest.raises(OwnMoneyError):
        refund_invoice(invoice_id=paid.pk, reason="I want it", by=paid.user)


def given_partial(bell: Bell, btcpay: SandboxBTCPay, amount_msats: int = 1_000_000) -> Invoice:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11, amount_msats=amount_msats)
    btcpay.store.expire_now(str(invoice.rail_id))
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.EXPIRED
    return invoice


def long_after(invoice: Invoice) -> None:
    passes(LATE_SECONDS)
    aged = Invoice.objects.get(pk=invoice.pk)
    Invoice.objects.filter(pk=invoice.pk).update(expires_at=aged.requested_at)


def test_a_part_of_the_price_becomes_credit_once_its_time_is_over_for_good(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_partial(bell, btcpay)
    assert sweep_payments()["partials"] == 0  # the rest may still be under way
    assert not credit_partial(invoice_id=invoice.pk)
    long_after(invoice)
    assert sweep_payments()["partials"] == 1
    bell.answer_all()
    assert (credit(), balance_msats(SUSPENSE_PARTIAL)) == (1_000_000, 0)
    assert sweep_payments()["partials"] == 0
    assert Notice.objects.filter(kind="credit_added", user=invoice.user).count() == 1


def test_racing_sweeps_credit_a_part_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_partial(bell, btcpay)
    long_after(invoice)
    assert sorted(raced(lambda _: credit_partial(invoice_id=invoice.pk))) == [False] * (
        RACERS - 1
    ) + [True]
    assert credit() == 1_000_000


def test_the_rest_that_comes_after_that_is_credit_too(bell: Bell, btcpay: SandboxBTCPay) -> None:
    """A.6: a payment that fits nothing any more is never swallowed."""
    invoice = given_partial(bell, btcpay)
    long_after(invoice)
    credit_partial(invoice_id=invoice.pk)
    rest = btcpay.store.newest_first()[0].asks[-1]
    btcpay.store.pay(rest.bolt11, late=True)
    assert check_invoice(invoice_id=invoice.pk) == "surplus"
    assert credit() == PRICE_MSATS
    assert balance_msats(SUSPENSE_PARTIAL) == balance_msats(SUSPENSE_SURPLUS) == 0
    assert balance_msats(REVENUE_JOBS) == 0


def test_somebody_without_a_key_has_no_balance(
    bell: Bell, btcpay: SandboxBTCPay, olga: User
) -> None:
    request_invoice(key="order:o:1", user=olga, amount_sats=3_000, description="x")
    bell.answer_all()
    invoice = Invoice.objects.get()
    settle_invoice(rail="btcpay", rail_id=str(invoice.rail_id), paid_msats=PRICE_MSATS + 9)
    assert balance_msats(SUSPENSE_SURPLUS) == 9
    other = User.objects.create_user(username="other", is_staff=True)
    with pytest.raises(RefundRefusedError, match="no balance"):
        refund_invoice(invoice_id=invoice.pk, reason="x", by=other)
