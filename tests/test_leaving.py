"""Nobody leaves their money behind by accident, and whoever returns finds what was theirs."""

from datetime import timedelta

import pytest

from accounts.models import User
from accounts.services import forget_person
from jobs.services import close_account
from kernel.clock import utc_now
from payments.errors import BalanceLeftError
from payments.ledger.chart import RAIL_BTCPAY, SUSPENSE_PARTIAL
from payments.ledger.queries import balance_msats
from payments.ledger.services import post_transfer
from payments.models import Deposit, Invoice, WalletConnection
from payments.services.holders import open_holder
from payments.services.refunds import credit_partial
from tests.given import given_user

pytestmark = pytest.mark.django_db


def given_money(user: User, amount_msats: int) -> str:
    code = open_holder(user)
    post_transfer(key="in", debit=RAIL_BTCPAY, credit=code, amount_msats=amount_msats)
    return code


def test_an_account_with_money_stays_open() -> None:
    alice = given_user("alice")
    code = given_money(alice, 100_000)
    with pytest.raises(BalanceLeftError):
        close_account(user=alice)
    alice.refresh_from_db()
    assert alice.pubkey
    assert balance_msats(code) == 100_000


def test_what_is_too_little_to_withdraw_waits_for_the_return() -> None:
    alice = given_user("alice")
    code = given_money(alice, 900)
    WalletConnection.objects.create(user=alice, sealed_uri=b"x", payment_sats_max=1, day_sats_max=1)
    close_account(user=alice)
    assert not WalletConnection.objects.exists()
    assert balance_msats(open_holder(given_user("alice"))) == balance_msats(code) == 900


def test_another_row_with_the_same_key_is_the_same_holder() -> None:
    alice = given_user("alice")
    code = open_holder(alice)
    forget_person(user=alice)
    User.objects.filter(pk=alice.pk).update(username="gone")
    assert open_holder(given_user("alice")) == code


def test_a_token_that_the_mint_still_has_keeps_the_account() -> None:
    """Swapped later, it would be credited to a row without a key, where nobody finds it again."""
    alice = given_user("alice")
    pasted = Deposit.objects.create(
        user=alice,
        key="token:1",
        method="cashu",
        amount_sats=5_000,
        token_hash="ab" * 32,
        expires_at=utc_now() + timedelta(minutes=10),
    )
    with pytest.raises(BalanceLeftError):
        close_account(user=alice)
    Deposit.objects.filter(pk=pasted.pk).update(status="failed")
    close_account(user=alice)


@pytest.mark.parametrize("status", ["open", "expired"])
def test_what_was_paid_in_part_keeps_the_account_until_it_is_given_back(status: str) -> None:
    alice = given_user("alice")
    invoice = Invoice.objects.create(
        key="deposit:x:1",
        purpose="deposit:x",
        user=alice,
        amount_sats=5_000,
        description="Deposit",
        credit_account=open_holder(alice),
        status=status,
        rail_id="r",
        payment_hash="ab" * 32,
        bolt11="lnbcrt1",
        expires_at=utc_now() - timedelta(days=2),
        paid_msats=900,
    )
    post_transfer(key="part", debit=RAIL_BTCPAY, credit=SUSPENSE_PARTIAL, amount_msats=900)
    with pytest.raises(BalanceLeftError):
        close_account(user=alice)
    Invoice.objects.update(status="expired")
    assert credit_partial(invoice_id=invoice.pk)
    close_account(user=alice)
    assert balance_msats(open_holder(given_user("alice"))) == 900
