"""What a zap's money becomes: the sender's debt of exactly that amount, or their balance."""

from datetime import timedelta

import pytest

from accounts.models import User
from conftest import Bell
from kernel.clock import utc_now
from payments.ledger.chart import REVENUE_JOBS, SUSPENSE_FOREIGN
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, book_findings
from payments.models import Invoice, Notice, ZapReceipt
from payments.services import check_invoice, issue_invoice, request_invoice, sweep_payments
from payments.services.deposits import open_deposit
from payments.services.holders import holder_code
from payments.services.zaps import Crediting, Recording, credit_zap, record_zap
from payments.tests.till import PRICE_MSATS, PRICE_SATS, raced
from sandbox.btcpay.node import Ask, new_ask, new_private_key
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
RAIL = "rail:zaps"


@pytest.fixture
def alice() -> User:
    return given_user("alice")


def ask_of(amount_msats: int) -> Ask:
    return new_ask(
        private_key=new_private_key(),
        amount_msats=amount_msats,
        description="",
        expiry_seconds=600,
        description_hash="ab" * 32,
    )


def recorded(sender: str, amount_msats: int, *, ask: Ask | None = None, event: str = "") -> int:
    """A receipt whose checks have passed; nothing is credited yet."""
    ask = ask or ask_of(amount_msats)
    record_zap(
        event_id=event or ask.payment_hash[::-1],
        sender_pubkey=sender,
        amount_msats=amount_msats,
        bolt11=ask.bolt11,
        payment_hash=ask.payment_hash,
    )
    return ZapReceipt.objects.get(payment_hash=ask.payment_hash).pk


def given_debt(alice: User, number: int = 1, *, sats: int = PRICE_SATS) -> Invoice:
    invoice = request_invoice(
        key=f"order:{number}:1", user=alice, amount_sats=sats, description="Order"
    )
    issue_invoice(invoice_id=invoice.pk)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN
    return invoice


def pubkey(user: User) -> str:
    assert user.pubkey is not None
    return user.pubkey


def test_a_zap_without_a_debt_becomes_credit_to_the_msat(bell: Bell, alice: User) -> None:
    assert credit_zap(zap_id=recorded(pubkey(alice), 1_500_001)) == Crediting.CREDITED
    assert balance_msats(holder_code(alice)) == balance_msats(RAIL) == 1_500_001
    assert ZapReceipt.objects.get().credited_account == holder_code(alice)
    assert Notice.objects.get(kind="zap_credited").text.startswith("Your zap of 1,500.001 sats")
    assert book_findings() == []


def test_a_zap_of_exactly_a_debt_pays_it_and_its_other_invoice_is_withdrawn(
    bell: Bell, btcpay: SandboxBTCPay, alice: User
) -> None:
    given_debt(alice, 1, sats=PRICE_SATS + 1)
    debt, later = given_debt(alice, 2), given_debt(alice, 3)
    assert credit_zap(zap_id=recorded(pubkey(alice), PRICE_MSATS)) == Crediting.PAID
    assert balance_msats(REVENUE_JOBS) == balance_msats(RAIL) == PRICE_MSATS
    assert balance_msats(holder_code(alice)) == 0
    own = Invoice.objects.get(rail="zaps")
    assert (own.status, own.paid_msats) == (Invoice.Status.SETTLED, PRICE_MSATS)
    assert [line.purpose for line in own.lines.all()] == [debt.purpose]
    assert ZapReceipt.objects.get().invoice == debt
    bell.answer_all()
    debt.refresh_from_db()
    later.refresh_from_db()
    assert (debt.status, later.status) == (Invoice.Status.CANCELLED, Invoice.Status.OPEN)
    assert book_findings() == []


def test_a_debt_paid_at_its_rail_after_the_zap_is_credited_back(
    bell: Bell, btcpay: SandboxBTCPay, alice: User
) -> None:
    debt = given_debt(alice)
    zap_id = recorded(pubkey(alice), PRICE_MSATS)
    credit_zap(zap_id=zap_id)
    btcpay.store.pay(debt.bolt11)  # the other invoice was paid under way
    check_invoice(invoice_id=debt.pk)
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(holder_code(alice)) == PRICE_MSATS
    assert book_findings() == []


def test_a_debt_paid_at_its_rail_first_leaves_the_zap_as_credit(
    bell: Bell, btcpay: SandboxBTCPay, alice: User
) -> None:
    debt = given_debt(alice)
    zap_id = recorded(pubkey(alice), PRICE_MSATS)
    btcpay.store.pay(debt.bolt11)
    check_invoice(invoice_id=debt.pk)
    assert credit_zap(zap_id=zap_id) == Crediting.CREDITED
    assert balance_msats(holder_code(alice)) == PRICE_MSATS


def test_somebody_elses_debt_and_a_deposit_are_not_what_a_zap_pays(
    bell: Bell, btcpay: SandboxBTCPay, alice: User
) -> None:
    given_debt(given_user("bob"))
    deposit = open_deposit(user=alice, amount_sats=PRICE_SATS)
    assert deposit.invoice is not None
    issue_invoice(invoice_id=deposit.invoice.pk)
    assert credit_zap(zap_id=recorded(pubkey(alice), PRICE_MSATS)) == Crediting.CREDITED
    assert not Invoice.objects.filter(rail="zaps").exists()


def test_racing_workers_credit_once(bell: Bell, alice: User) -> None:
    zap_id = recorded(pubkey(alice), 5_000)
    results = raced(lambda _: credit_zap(zap_id=zap_id))
    assert sorted(results) == sorted([Crediting.CREDITED] + [Crediting.REPLAYED] * 9)
    assert balance_msats(holder_code(alice)) == 5_000
    assert Transfer.objects.count() == 1


def test_racing_zaps_of_one_debt_pay_it_once(
    bell: Bell, btcpay: SandboxBTCPay, alice: User
) -> None:
    given_debt(alice)
    zaps = [recorded(pubkey(alice), PRICE_MSATS) for _ in range(10)]
    raced(lambda number: credit_zap(zap_id=zaps[number]))
    assert balance_msats(REVENUE_JOBS) == PRICE_MSATS
    assert balance_msats(holder_code(alice)) == 9 * PRICE_MSATS
    assert balance_msats(RAIL) == 10 * PRICE_MSATS
    assert book_findings() == []


def test_racing_receipts_over_one_payment_are_one(bell: Bell, alice: User) -> None:
    ask = ask_of(5_000)

    def record(number: int) -> Recording:
        return record_zap(
            event_id=f"{number:064x}",
            sender_pubkey=pubkey(alice),
            amount_msats=5_000,
            bolt11=ask.bolt11,
            payment_hash=ask.payment_hash,
        )

    assert sorted(raced(record)) == [Recording.RECORDED] + [Recording.REPLAYED] * 9
    assert ZapReceipt.objects.count() == 1


def test_a_receipt_over_an_invoice_of_our_own_is_no_second_payment(
    bell: Bell, btcpay: SandboxBTCPay, alice: User
) -> None:
    debt = given_debt(alice)
    recording = record_zap(
        event_id="cd" * 32,
        sender_pubkey=pubkey(alice),
        amount_msats=PRICE_MSATS,
        bolt11=debt.bolt11,
        payment_hash=str(debt.payment_hash),
    )
    assert recording == Recording.REPLAYED
    assert not ZapReceipt.objects.exists()


def test_a_strangers_zap_is_kept_until_they_come(bell: Bell) -> None:
    stranger = "0123456789abcdef" * 4
    assert credit_zap(zap_id=recorded(stranger, 5_000)) == Crediting.KEPT
    assert balance_msats(SUSPENSE_FOREIGN) == 5_000
    assert not User.objects.exists()
    sweep_payments()
    bell.answer_all()
    assert balance_msats(SUSPENSE_FOREIGN) == 5_000
    user = User.objects.create_user(username="stranger", pubkey=stranger)
    for _ in range(2):
        sweep_payments()
        bell.answer_all()
    assert balance_msats(SUSPENSE_FOREIGN) == 0
    assert balance_msats(holder_code(user)) == 5_000
    assert Notice.objects.filter(kind="zap_credited").count() == 1
    assert book_findings() == []


def test_whoever_was_switched_off_gets_theirs_when_switched_on(bell: Bell, alice: User) -> None:
    User.objects.update(is_active=False)
    assert credit_zap(zap_id=recorded(pubkey(alice), 5_000)) == Crediting.KEPT
    User.objects.update(is_active=True)
    sweep_payments()
    bell.answer_all()
    assert balance_msats(holder_code(alice)) == 5_000


def test_a_lost_bell_is_rung_again(bell: Bell, alice: User) -> None:
    recorded(pubkey(alice), 5_000)
    bell.rung.clear()
    assert sweep_payments()["zaps"] == 0  # still young
    past = utc_now() - timedelta(seconds=30)
    ZapReceipt.objects.update(received_at=past, next_try_at=past)
    assert sweep_payments()["zaps"] == 1
    assert sweep_payments()["zaps"] == 0  # rung once, not at every sweep
    bell.answer_all()
    assert balance_msats(holder_code(alice)) == 5_000


def test_a_lie_is_not_asked_about_for_ever(bell: Bell, alice: User) -> None:
    recorded(pubkey(alice), 5_000)
    long_ago = utc_now() - timedelta(days=4)
    ZapReceipt.objects.update(received_at=long_ago, next_try_at=long_ago)
    assert sweep_payments()["zaps"] == 0
