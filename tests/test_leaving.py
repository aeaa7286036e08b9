"""Nobody leaves their money behind by accident, and whoever returns finds what was theirs."""

import pytest

from accounts.models import User
from accounts.services import forget_person
from jobs.services import close_account
from payments.errors import BalanceLeftError
from payments.ledger.chart import RAIL_BTCPAY
from payments.ledger.queries import balance_msats
from payments.ledger.services import post_transfer
from payments.models import WalletConnection
from payments.services.holders import open_holder
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
