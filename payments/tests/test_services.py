"""From a request for money to settled books, against the stand-in on a real socket."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from conftest import Bell
from kernel.bolt11 import read_bolt11
from kernel.errors import UpstreamError
from payments.errors import (
    InvoiceAlreadyOpenError,
    InvoiceKeyError,
    InvoiceKeyReusedError,
    InvoiceMovedError,
    InvoiceNotReplaceableError,
)
from payments.ledger.chart import (
    RAIL_BTCPAY,
    REVENUE_JOBS,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
)
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, trial_balance
from payments.models import Invoice, WebhookDelivery
from payments.queries import invoice_of_key, invoices_in_trouble
from payments.services import (
    Verdict,
    check_invoice,
    issue_invoice,
    reissue_invoice,
    request_invoice,
    settle_invoice,
    sweep_payments,
)
from payments.services.issuing import Issuance
from payments.signals import invoice_changed
from payments.tests.till import (
    PRICE_MSATS,
    PRICE_SATS,
    RACERS,
    arrive,
    given_open,
    given_requested,
    passes,
    raced,
)
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING_DUE = {"requested": 0, "deliveries": 0, "open": 0}


# --- asking ---------------------------------------------------------------------------------------


def test_an_issued_invoice_asks_for_the_price_for_as_long_as_promised(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    invoice = given_open(bell)
    asked = read_bolt11(invoice.bolt11)
    assert asked.amount_msats == PRICE_MSATS
    assert asked.payment_hash == invoice.payment_hash
    assert invoice.expires_at is not None
    promised = invoice.expires_at - invoice.requested_at
    assert settings.INVOICE_TTL_SECONDS - 5 < promised.total_seconds() <= 86_405
    assert btcpay.store.newest_first()[0].metadata["orderId"] == "order:a:1"


def test_the_same_request_is_the_same_invoice(bell: Bell) -> None:
    assert given_requested() == given_requested()
    assert bell.names() == ["payments.issue_invoice"]


def test_the_same_key_over_another_amount_is_refused(bell: Bell) -> None:
    given_requested()
    with pytest.raises(InvoiceKeyReusedError):
        request_invoice(
            key="order:a:1", user=given_user("alice"), amount_sats=1, description="Cancel Streamly"
        )


def test_a_purpose_has_one_payable_invoice(bell: Bell) -> None:
    given_requested()
    with pytest.raises(InvoiceAlreadyOpenError):
        given_requested("order:a:2")


def test_the_database_refuses_a_second_payable_invoice(bell: Bell) -> None:
    first = given_requested()
    first.pk, first.key = None, "order:a:2"
    with pytest.raises(IntegrityError, match="one_payable"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize("key", ["order", "order:a", "order:a:0", "order a:1", ":1", "order:-1"])
def test_a_key_names_a_purpose_and_a_number(key: str) -> None:
    with pytest.raises(InvoiceKeyError):
        given_requested(key)


def test_racing_requests_make_one_invoice(bell: Bell) -> None:
    given_user("alice")
    assert len({invoice.pk for invoice in raced(lambda _: given_requested())}) == 1


def test_racing_workers_issue_one_invoice(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_requested()
    issued = raced(lambda _: issue_invoice(invoice_id=invoice.pk))
    assert issued.count(Issuance.OPENED) == 1
    assert len(issued) == RACERS
    assert len(btcpay.store.newest_first()) == 1


def test_btcpay_away_leaves_a_reason_and_is_asked_again(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    invoice = given_requested()
    bell.answer_all()
    invoice.refresh_from_db()
    assert (invoice.status, invoice.attempts) == (Invoice.Status.REQUESTED, 1)
    assert invoice.trouble == "BTCPay did not answer (ConnectError)."
    assert list(invoices_in_trouble()) == [invoice]
    assert sweep_payments() == NOTHING_DUE  # not at once: it was just tried

    settings.BTCPAY_URL = btcpay.url
    passes(60)
    assert sweep_payments()["requested"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert (invoice.status, invoice.trouble) == (Invoice.Status.OPEN, "")


def test_a_wrong_api_key_is_a_visible_reason_without_the_key(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    settings.BTCPAY_API_KEY = "wrong-key-of-ours"
    invoice = given_requested()
    with pytest.raises(UpstreamError) as caught:
        issue_invoice(invoice_id=invoice.pk)
    assert not caught.value.permanent  # an operator can cure it
    invoice.refresh_from_db()
    assert "401" in invoice.trouble
    assert "wrong-key-of-ours" not in invoice.trouble


def test_a_lost_bell_is_rung_again(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_requested()
    bell.rung.clear()
    assert sweep_payments() == NOTHING_DUE  # too young: its worker may be on the way
    passes(15)
    assert sweep_payments()["requested"] == 1
    bell.answer_all()
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN


# --- paying ---------------------------------------------------------------------------------------


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
    assert invoice.btcpay_id is not None
    btcpay_id = invoice.btcpay_id
    verdicts = raced(lambda _: settle_invoice(btcpay_id=btcpay_id, paid_msats=PRICE_MSATS))
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


def test_more_than_the_price_is_owed_back(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11, amount_msats=PRICE_MSATS + 7)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_msats) == (Invoice.Status.SETTLED, PRICE_MSATS + 7)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(SUSPENSE_SURPLUS) == 7


def test_money_on_a_settled_invoice_is_owed_back(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    assert invoice.btcpay_id is not None
    settle_invoice(btcpay_id=invoice.btcpay_id, paid_msats=PRICE_MSATS)
    for _ in range(2):
        settle_invoice(btcpay_id=invoice.btcpay_id, paid_msats=PRICE_MSATS + 5)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(SUSPENSE_SURPLUS) == 5


# --- time -----------------------------------------------------------------------------------------


def given_expired(bell: Bell, btcpay: SandboxBTCPay) -> Invoice:
    invoice = given_open(bell)
    assert btcpay.store.expire_now(str(invoice.btcpay_id))
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
    btcpay.store.expire_now(str(invoice.btcpay_id))
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
    assert balance_msats(SUSPENSE_SURPLUS) == PRICE_MSATS
    assert sum(trial_balance().values()) == 0


def test_part_of_the_price_before_expiry_stays_in_the_books(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11, amount_msats=1_000)
    btcpay.store.expire_now(str(invoice.btcpay_id))
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.paid_msats) == (Invoice.Status.EXPIRED, 1_000)
    assert list(invoices_in_trouble()) == [invoice]
    assert balance_msats(SUSPENSE_PARTIAL) == 1_000


def test_an_invoice_marked_invalid_is_cancelled(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    there = btcpay.store.find(str(invoice.btcpay_id))
    assert there is not None
    btcpay.store.mark_invalid(there)
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.CANCELLED


def test_a_settled_invoice_goes_nowhere(bell: Bell) -> None:
    with pytest.raises(InvoiceMovedError):
        Invoice(status=Invoice.Status.SETTLED, key="k").move_to(Invoice.Status.EXPIRED)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "lost"}, "invoice_status_known|invoice_issued_or_requested"),
        ({"amount_sats": 0}, "invoice_amount_in_range"),
        ({"status": "open"}, "invoice_issued_or_requested"),
        ({"btcpay_id": "x"}, "invoice_issued_or_requested"),
        ({"paid_msats": -1}, "invoice_settled_is_paid"),
        ({"settled_at": "2026-01-01T00:00Z"}, "invoice_settled_has_instant"),
    ],
)
def test_the_database_refuses_a_bad_invoice(
    bell: Bell, fields: dict[str, object], constraint: str
) -> None:
    invoice = given_requested()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**fields)


def test_the_database_refuses_settled_without_the_money(bell: Bell, btcpay: SandboxBTCPay) -> None:
    invoice = given_open(bell)
    with pytest.raises(IntegrityError, match="invoice_settled_is_paid"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(
            status="settled", settled_at="2026-01-01T00:00Z", paid_msats=PRICE_MSATS - 1
        )


# --- both books -----------------------------------------------------------------------------------


def test_the_books_agree_after_a_payment(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    given_open(bell, "order:b:1")
    btcpay.store.pay(given_open(bell).bolt11)
    arrive(btcpay, bell)
    call_command("reconcile_btcpay", days=1)
    assert "No differences" in capsys.readouterr().out


def test_a_payment_that_the_books_miss_is_a_difference(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    btcpay.courier.misbehave("lost")
    btcpay.store.pay(given_open(bell).bolt11)
    with pytest.raises(CommandError, match="2 differences"):
        call_command("reconcile_btcpay", days=1)
    assert "order:a:1: BTCPay has 3000000 msats, the ledger 0" in capsys.readouterr().out


def test_money_without_an_invoice_of_ours_is_a_difference(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    invoice = given_open(bell)
    btcpay.store.pay(invoice.bolt11)
    Invoice.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("reconcile_btcpay", days=1)
    assert "order:a:1: 3000000 msats paid, no invoice here" in capsys.readouterr().out


def test_an_invoice_that_btcpay_lost_is_a_difference(
    bell: Bell, btcpay: SandboxBTCPay, capsys: pytest.CaptureFixture[str]
) -> None:
    invoice = given_open(bell)
    Invoice.objects.filter(pk=invoice.pk).update(btcpay_id="gone")
    with pytest.raises(CommandError):
        call_command("reconcile_btcpay", days=1)
    assert "open here, unknown to BTCPay" in capsys.readouterr().out


def test_a_key_finds_its_invoice(bell: Bell) -> None:
    invoice = given_requested()
    assert invoice_of_key("order:a:1") == invoice
