"""A person's wallet pays a debt once, however many invoices ask for it."""

import pytest

from accounts.models import User
from conftest import Bell
from payments.errors import WalletUriError
from payments.models import Invoice, Notice, WalletPayment
from payments.services import Debt, issue_invoice, request_bundle, request_invoice
from payments.services.settlement import expire_invoice, settle_invoice
from payments.services.wallets import connect_wallet, pay_by_wallet
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
URI = f"nostr+walletconnect://{'ab' * 32}?relay=wss://relay.example.org&secret={'11' * 32}"
PRICE_SATS = 3_000
Status = WalletPayment.Status


@pytest.fixture
def alice(bell: Bell, btcpay: SandboxBTCPay) -> User:
    """Her wallet may pay; no bell is answered here, so nobody asks it."""
    alice = given_user("alice")
    connect_wallet(user=alice, uri=URI, autopay=True, payment_sats_max=9_000, day_sats_max=90_000)
    return alice


def opened(invoice: Invoice) -> Invoice:
    issue_invoice(invoice_id=invoice.pk)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN, invoice.trouble
    return invoice


def asked(alice: User, key: str) -> Invoice:
    return request_invoice(key=key, user=alice, amount_sats=PRICE_SATS, description="Order")


def asked_again(alice: User) -> tuple[Invoice, Invoice]:
    """The first has run out unpaid; the second is requested."""
    first = opened(asked(alice, "order:1:1"))
    WalletPayment.objects.update(status=Status.FAILED)
    expire_invoice(rail=first.rail, rail_id=str(first.rail_id))
    return first, asked(alice, "order:1:2")


def test_what_was_paid_while_the_rail_was_asked_is_not_offered(alice: User) -> None:
    first, second = asked_again(alice)
    settle_invoice(invoice_id=first.pk, paid_msats=first.amount_msats)
    opened(second)
    assert not WalletPayment.objects.filter(invoice=second).exists()
    assert Notice.objects.get(kind="wallet_limit").text.endswith("it is paid already.")


def test_what_was_paid_after_it_was_offered_is_not_paid_again(alice: User) -> None:
    first, second = asked_again(alice)
    offered = WalletPayment.objects.get(invoice=opened(second))
    settle_invoice(invoice_id=first.pk, paid_msats=first.amount_msats)
    assert pay_by_wallet(payment_id=offered.pk) == Status.FAILED
    offered.refresh_from_db()
    assert (offered.reason, offered.submitted_at) == ("It was paid in another way first.", None)


@pytest.mark.parametrize("status", [Status.CREATED, Status.SUBMITTED, Status.UNKNOWN])
def test_while_the_wallet_is_silent_over_one_a_bundle_of_it_is_not_offered(
    alice: User, status: str
) -> None:
    opened(asked(alice, "order:1:1"))
    WalletPayment.objects.update(status=status)
    debts = [Debt(f"order:{number}", PRICE_SATS, "Order") for number in (1, 2)]
    bundle = opened(request_bundle(user=alice, debts=debts))
    assert not WalletPayment.objects.filter(invoice=bundle).exists()
    assert "has not said yet" in Notice.objects.get(kind="wallet_limit").text


def test_after_a_wallets_refusal_a_bundle_is_offered(alice: User) -> None:
    opened(asked(alice, "order:1:1"))
    WalletPayment.objects.update(status=Status.FAILED)
    debts = [Debt(f"order:{number}", PRICE_SATS, "Order") for number in (1, 2)]
    bundle = opened(request_bundle(user=alice, debts=debts))
    assert WalletPayment.objects.get(invoice=bundle).status == Status.CREATED


def test_a_relay_that_is_never_spoken_to_is_refused_at_once(alice: User) -> None:
    plain = URI.replace("wss:", "ws:")
    with pytest.raises(WalletUriError, match="wss:// only"):
        connect_wallet(user=alice, uri=plain, autopay=True, payment_sats_max=1, day_sats_max=1)
