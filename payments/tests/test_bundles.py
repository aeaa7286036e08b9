"""Several debts on one invoice: exactly those are paid, each once, and nothing is lost between."""

import pytest

from conftest import Bell
from payments.errors import BundleInvalidError, InvoiceAlreadyOpenError, InvoiceNotReplaceableError
from payments.ledger.chart import (
    RAIL_BTCPAY,
    REVENUE_JOBS,
    REVENUE_SERVICES,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
)
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, trial_balance
from payments.models import Invoice, InvoiceLine, Notice
from payments.queries import holder_code
from payments.services import (
    Debt,
    check_invoice,
    reissue_invoice,
    request_bundle,
    request_invoice,
    settle_invoice,
)
from payments.tests.till import arrive, given_open, raced
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
DEBTS = [
    Debt("order:a", 3_000, "Cancel Streamly"),
    Debt("order:b", 2_000, "Resume Filmbox", REVENUE_SERVICES),
]


def given_bundle(bell: Bell, debts: list[Debt] = DEBTS) -> Invoice:
    bundle = request_bundle(user=given_user("alice"), debts=debts)
    bell.answer_all()
    bundle.refresh_from_db()
    assert bundle.status == Invoice.Status.OPEN, bundle.trouble
    return bundle


def paid(invoice: Invoice) -> set[str]:
    settled = invoice.lines.filter(settled_at__isnull=False)
    return set(settled.values_list("purpose", flat=True))


def credit() -> int:
    return balance_msats(holder_code(given_user("alice")))


def test_a_bundle_pays_each_debt_into_its_own_account(bell: Bell, btcpay: SandboxBTCPay) -> None:
    bundle = given_bundle(bell)
    assert bundle.amount_sats == 5_000
    btcpay.store.pay(bundle.bolt11)
    arrive(btcpay, bell)
    assert paid(bundle) == {"order:a", "order:b"}
    assert balance_msats(REVENUE_JOBS) == 3_000_000
    assert balance_msats(REVENUE_SERVICES) == 2_000_000
    assert balance_msats(RAIL_BTCPAY) == 5_000_000
    assert credit() == 0


def test_the_same_debts_are_the_same_bundle(bell: Bell) -> None:
    user = given_user("alice")
    first = request_bundle(user=user, debts=DEBTS)
    assert request_bundle(user=user, debts=list(reversed(DEBTS))) == first
    assert request_bundle(user=user, debts=DEBTS[:1]) != first
    bundles = raced(lambda _: request_bundle(user=user, debts=[*DEBTS, Debt("order:c", 1, "c")]))
    assert len({bundle.pk for bundle in bundles}) == 1


@pytest.mark.parametrize("debts", [[], [DEBTS[0], DEBTS[0]]])
def test_a_bundle_has_different_debts(debts: list[Debt]) -> None:
    with pytest.raises(BundleInvalidError):
        request_bundle(user=given_user("alice"), debts=debts)


def test_what_is_paid_is_not_asked_for_again(bell: Bell, btcpay: SandboxBTCPay) -> None:
    btcpay.store.pay(given_bundle(bell).bolt11)
    arrive(btcpay, bell)
    with pytest.raises(InvoiceAlreadyOpenError):
        request_bundle(user=given_user("alice"), debts=DEBTS)
    with pytest.raises(InvoiceAlreadyOpenError):
        request_invoice(
            key="order:a:1", user=given_user("alice"), amount_sats=3_000, description="x"
        )


def test_a_debt_paid_alone_before_is_credit_when_the_bundle_is_paid(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alone = given_open(bell)
    bundle = given_bundle(bell)  # which has the other withdrawn, too late
    settle_invoice(rail="btcpay", rail_id=str(alone.rail_id), paid_msats=3_000_000)
    btcpay.store.pay(bundle.bolt11)
    check_invoice(invoice_id=bundle.pk)
    assert paid(bundle) == {"order:b"}
    assert balance_msats(REVENUE_JOBS) == 3_000_000
    assert balance_msats(REVENUE_SERVICES) == 2_000_000
    assert balance_msats(SUSPENSE_SURPLUS) == 0
    assert credit() == 3_000_000
    assert Notice.objects.filter(kind="credit_added").count() == 1
    assert sum(trial_balance().values()) == 0


def test_racing_payments_of_one_debt_earn_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    """The database decides between an invoice and a bundle that are paid in the same moment."""
    ids = [given_open(bell).rail_id, given_bundle(bell).rail_id]
    amounts = [3_000_000, 5_000_000]

    def settle(number: int) -> object:
        side = number % 2
        return settle_invoice(rail="btcpay", rail_id=str(ids[side]), paid_msats=amounts[side])

    assert len(raced(settle)) == 10
    assert InvoiceLine.objects.filter(purpose="order:a", settled_at__isnull=False).count() == 1
    assert balance_msats(REVENUE_JOBS) == 3_000_000
    assert balance_msats(REVENUE_SERVICES) == 2_000_000
    assert credit() == 3_000_000
    assert balance_msats(RAIL_BTCPAY) == 8_000_000
    assert sum(trial_balance().values()) == 0


def test_an_open_invoice_is_withdrawn_once_a_bundle_can_be_paid(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alone = given_open(bell)
    given_bundle(bell)
    alone.refresh_from_db()
    assert alone.status == Invoice.Status.CANCELLED
    there = btcpay.store.find(str(alone.rail_id))
    assert there is not None
    assert there.status == "Invalid"


def test_an_invoice_paid_before_its_withdrawal_counts(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alone = given_open(bell)
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(alone.bolt11)
    bundle = request_bundle(user=given_user("alice"), debts=DEBTS)
    bell.answer_all()  # the withdrawal asks first
    alone.refresh_from_db()
    bundle.refresh_from_db()
    assert alone.status == Invoice.Status.SETTLED
    assert bundle.status == Invoice.Status.CANCELLED  # it asks for what is paid now
    there = btcpay.store.find(str(alone.rail_id))
    assert there is not None
    assert there.status == "Settled"  # nobody marked a paid invoice as invalid
    assert balance_msats(REVENUE_JOBS) == 3_000_000


def test_money_that_was_under_way_when_it_was_withdrawn_counts(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alone = given_open(bell)
    there = btcpay.store.find(str(alone.rail_id))
    assert there is not None
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(alone.bolt11)
    btcpay.store.mark_invalid(there)
    assert check_invoice(invoice_id=alone.pk) == "applied"
    alone.refresh_from_db()
    assert (alone.status, balance_msats(REVENUE_JOBS)) == (Invoice.Status.SETTLED, 3_000_000)


def test_paid_in_part_and_then_whole_each_msat_finds_its_account(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    bundle = given_bundle(bell)
    btcpay.store.pay(bundle.bolt11, amount_msats=3_500_001)
    arrive(btcpay, bell)
    assert balance_msats(SUSPENSE_PARTIAL) == 3_500_001
    rest = btcpay.store.newest_first()[0].asks[-1]
    btcpay.store.pay(rest.bolt11)
    arrive(btcpay, bell)
    assert balance_msats(SUSPENSE_PARTIAL) == 0
    assert balance_msats(REVENUE_JOBS) == 3_000_000
    assert balance_msats(REVENUE_SERVICES) == 2_000_000
    assert Transfer.objects.filter(key__startswith=f"invoice:{bundle.pk}:").count() == 4


def test_a_bundle_is_issued_again_over_what_is_still_owed(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alone = str(given_open(bell).rail_id)
    bundle = given_bundle(bell)
    btcpay.store.expire_now(str(bundle.rail_id))
    arrive(btcpay, bell)
    settle_invoice(rail="btcpay", rail_id=alone, paid_msats=3_000_000)
    again = reissue_invoice(invoice_id=bundle.pk)
    assert (again.key, again.amount_sats) == (f"{bundle.purpose}:2", 2_000)
    assert [line.purpose for line in again.lines.all()] == ["order:b"]
    bell.answer_all()
    again.refresh_from_db()
    btcpay.store.pay(again.bolt11)
    arrive(btcpay, bell)
    with pytest.raises(InvoiceNotReplaceableError):
        reissue_invoice(invoice_id=bundle.pk)


def test_an_invoice_for_what_was_paid_meanwhile_is_withdrawn(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alone = given_open(bell)
    bundle = request_bundle(user=given_user("alice"), debts=DEBTS)
    settle_invoice(rail="btcpay", rail_id=str(alone.rail_id), paid_msats=3_000_000)
    bell.answer_all()
    bundle.refresh_from_db()
    assert bundle.status == Invoice.Status.CANCELLED
