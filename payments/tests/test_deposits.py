"""Paying a balance in over Lightning."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from conftest import Bell
from kernel.clock import utc_now
from payments.errors import (
    DepositAmountError,
    DepositKeyReusedError,
    DepositMovedError,
    RailMissingError,
    UnknownDepositError,
)
from payments.ledger.chart import PROMO, RAIL_BTCPAY
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, book_findings
from payments.models import Deposit, Invoice, Notice
from payments.queries import balance_of, deposited_msats, holder_code
from payments.services import expire_invoice, settle_invoice
from payments.services.deposits import check_deposit, open_deposit
from payments.tests.balances import SAT, given_quote, pays
from payments.tests.till import raced
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


def test_a_paid_quote_is_credited_with_news(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 5_000)
    assert deposit.invoice is not None
    assert deposit.invoice.bolt11.startswith("lnbcrt")
    deposit = pays(btcpay, bell, deposit)
    assert (deposit.status, deposit.credited_msats) == (Deposit.Status.PAID, 5_000 * SAT)
    assert deposit.bonus_msats == 0
    assert balance_of(alice).balance_msats == deposited_msats(alice) == 5_000 * SAT
    assert balance_msats(RAIL_BTCPAY) == 5_000 * SAT
    notice = Notice.objects.get(kind="deposit_paid")
    assert notice.user == alice
    assert "5,000 sats" in notice.text
    assert Transfer.objects.get().kind == Transfer.Kind.DEPOSIT


def test_a_quote_is_good_for_an_hour_at_the_rail_too(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    deposit = given_quote(bell, given_user("alice"), 1_000)
    assert deposit.invoice is not None
    [there] = btcpay.store.newest_first()
    assert deposit.invoice.expires_at == deposit.expires_at
    seconds = (deposit.expires_at - deposit.created_at).total_seconds()
    assert settings.DEPOSIT_TTL_SECONDS == 3_600
    assert 3_600 - 60 < seconds <= 3_600 + 60
    assert there.amount_msats == 1_000 * SAT


@pytest.mark.parametrize("sats", [999, 1_000_001, 0, -5])
def test_amounts_out_of_range_are_refused(sats: int) -> None:
    with pytest.raises(DepositAmountError):
        open_deposit(user=given_user("alice"), amount_sats=sats)
    assert not Deposit.objects.exists()


def test_the_limits_themselves_are_in_range(bell: Bell) -> None:
    assert open_deposit(user=given_user("alice"), amount_sats=1_000).amount_sats == 1_000
    assert open_deposit(user=given_user("alice"), amount_sats=1_000_000).amount_sats == 1_000_000


def test_a_key_names_one_quote(bell: Bell) -> None:
    alice = given_user("alice")
    first = open_deposit(user=alice, amount_sats=2_000, key="mine")
    assert open_deposit(user=alice, amount_sats=2_000, key="mine").pk == first.pk
    with pytest.raises(DepositKeyReusedError):
        open_deposit(user=alice, amount_sats=2_001, key="mine")
    assert open_deposit(user=given_user("bob"), amount_sats=2_001, key="mine").pk != first.pk
    assert Invoice.objects.count() == 2


def test_racers_with_one_key_get_one_quote(bell: Bell) -> None:
    alice = given_user("alice")
    got = raced(lambda _: open_deposit(user=alice, amount_sats=2_000, key="mine").pk)
    assert len(got) == 10
    assert len(set(got)) == 1
    assert Invoice.objects.count() == 1


def test_without_a_mint_there_is_no_cashu_deposit(settings: Settings) -> None:
    settings.RAILS_RECEIVE, settings.RAILS_PAY = ["btcpay"], []
    with pytest.raises(RailMissingError):
        open_deposit(user=given_user("alice"), amount_sats=2_000, method="cashu")
    assert not Deposit.objects.exists()


def test_polling_finds_a_payment_whose_webhook_was_lost(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 2_000)
    assert deposit.invoice is not None
    btcpay.store.pay(deposit.invoice.bolt11)
    assert btcpay.courier.wait_idle()
    bell.rung.clear()  # nobody looks into the deliveries
    assert check_deposit(user=alice, deposit_id=deposit.pk).status == Deposit.Status.PAID


def test_a_rail_is_asked_for_a_quote_every_five_seconds_at_most(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 2_000)
    assert deposit.invoice is not None
    assert check_deposit(user=alice, deposit_id=deposit.pk).status == Deposit.Status.PENDING
    btcpay.store.pay(deposit.invoice.bolt11)
    assert check_deposit(user=alice, deposit_id=deposit.pk).status == Deposit.Status.PENDING
    Deposit.objects.filter(pk=deposit.pk).update(asked_at=utc_now() - timedelta(seconds=6))
    assert check_deposit(user=alice, deposit_id=deposit.pk).status == Deposit.Status.PAID
    assert btcpay.courier.wait_idle()


def test_a_silent_rail_leaves_the_quote_as_it_is(
    bell: Bell, btcpay: SandboxBTCPay, settings: Settings
) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 2_000)
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    assert check_deposit(user=alice, deposit_id=deposit.pk).status == Deposit.Status.PENDING


def test_a_quote_is_for_its_own_person_only(bell: Bell) -> None:
    deposit = open_deposit(user=given_user("alice"), amount_sats=2_000)
    with pytest.raises(UnknownDepositError):
        check_deposit(user=given_user("bob"), deposit_id=deposit.pk)


def test_an_expired_quote_that_is_paid_late_is_credited(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 2_000)
    assert deposit.invoice is not None
    assert deposit.invoice.rail_id is not None
    expire_invoice(rail="btcpay", rail_id=deposit.invoice.rail_id)
    deposit.refresh_from_db()
    assert deposit.status == Deposit.Status.EXPIRED
    settle_invoice(rail="btcpay", rail_id=deposit.invoice.rail_id, paid_msats=2_000 * SAT)
    deposit.refresh_from_db()
    assert deposit.status == Deposit.Status.PAID
    assert balance_of(alice).own_msats == 2_000 * SAT


def test_racing_settlements_credit_and_thank_once(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 200_000)
    assert deposit.invoice is not None
    rail_id = deposit.invoice.rail_id or ""
    raced(lambda _: settle_invoice(rail="btcpay", rail_id=rail_id, paid_msats=200_000 * SAT))
    balance = balance_of(alice)
    assert (balance.own_msats, balance.promo_msats) == (200_000 * SAT, 20_000 * SAT)
    assert Notice.objects.filter(kind="deposit_paid").count() == 1
    assert book_findings() == []


def test_what_arrives_on_a_paid_quote_is_credit_without_a_second_bonus(
    bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alice = given_user("alice")
    deposit = pays(btcpay, bell, given_quote(bell, alice, 100_000), sats=100_500)
    assert deposit.bonus_msats == 10_000 * SAT
    balance = balance_of(alice)
    assert (balance.own_msats, balance.promo_msats) == (100_500 * SAT, 10_000 * SAT)
    assert balance_msats(PROMO) == 10_000 * SAT


def test_a_deposit_that_fails_to_credit_leaves_nothing_behind(
    bell: Bell, btcpay: SandboxBTCPay, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit = given_quote(bell, given_user("alice"), 200_000)
    assert deposit.invoice is not None
    monkeypatch.setattr("payments.services.deposits.tell", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        settle_invoice(
            rail="btcpay", rail_id=deposit.invoice.rail_id or "", paid_msats=200_000 * SAT
        )
    deposit.refresh_from_db()
    assert deposit.status == Deposit.Status.PENDING
    assert not Transfer.objects.exists()


def test_a_paid_deposit_never_moves_again(bell: Bell, btcpay: SandboxBTCPay) -> None:
    deposit = pays(btcpay, bell, given_quote(bell, given_user("alice"), 2_000))
    for status in (Deposit.Status.PENDING, Deposit.Status.EXPIRED, Deposit.Status.FAILED):
        with pytest.raises(DepositMovedError):
            deposit.move_to(status)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deposit.objects.filter(pk=deposit.pk).update(credited_msats=0)


def test_the_balance_is_the_nostr_keys_account(bell: Bell, btcpay: SandboxBTCPay) -> None:
    alice = given_user("alice")
    pays(btcpay, bell, given_quote(bell, alice, 2_000))
    assert holder_code(alice) == f"user:{alice.pubkey}"
    assert balance_msats(f"user:{alice.pubkey}") == 2_000 * SAT


WORKER = """
import os, signal, sys
import django
from django.conf import settings
database, rail_id, point = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
django.setup()
from payments.services import deposits, settlement
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
match point:
    case "money posted": deposits.credit_deposit = die
    case "bonus posted": deposits.tell = die
    case "committed": settlement.settle_invoice = (
        lambda real: lambda **told: (real(**told), die()))(settlement.settle_invoice)
settlement.settle_invoice(rail="btcpay", rail_id=rail_id, paid_msats=200_000_000)
"""


@pytest.mark.parametrize("point", ["money posted", "bonus posted", "committed"])
def test_a_worker_that_is_killed_credits_once_in_the_end(
    bell: Bell, btcpay: SandboxBTCPay, point: str
) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 200_000)
    assert deposit.invoice is not None
    rail_id = deposit.invoice.rail_id or ""
    command = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"]), rail_id, point]
    killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    before = 220_000 * SAT if point == "committed" else 0
    assert balance_of(alice).balance_msats == before
    settle_invoice(rail="btcpay", rail_id=rail_id, paid_msats=200_000 * SAT)
    assert balance_of(alice).balance_msats == 220_000 * SAT
    assert Notice.objects.filter(kind="deposit_paid").count() == 1
    assert book_findings() == []
