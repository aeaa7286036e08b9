"""Money by DM: what is understood, what is asked back, and what moves."""

import pytest
from pytest_django import Settings

from conftest import Bell
from kernel.clock import utc_now
from nostr_bridge.dialogues.concierge import Ask, JobInSight, Situation, answer
from nostr_bridge.dialogues.money import DepositWish, WithdrawWish, find_money
from nostr_bridge.models import OutboundMessage
from nostr_bridge.services import conversing
from nostr_bridge.tests.test_reading import tell, user_of
from nostr_bridge.tests.wraps import person
from payments.models import Deposit, Payout
from payments.services import issue_invoice
from payments.services.deposits import open_deposit
from payments.tests.balances import given_funds
from payments.tests.conftest import btcpay, no_network_in_transactions  # noqa: F401 - fixtures
from sandbox.btcpay.node import new_ask, new_private_key
from sandbox.btcpay.server import SandboxBTCPay

INVOICE = "lnbcrt10u1" + "q" * 60


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("deposit 5000", DepositWish(5_000)),
        ("Deposit 5,000 sats", DepositWish(5_000)),
        ("please top up 20'000 satoshis!", DepositWish(20_000)),
        ("pay in 1 000", DepositWish(1_000)),
        ("deposit", DepositWish(None)),
        ("deposit 0.01 btc", DepositWish(None)),
        ("deposit 5000 or so", DepositWish(None)),
        ("deposit -5", DepositWish(None)),
        ("withdraw 1000 to a@b.example", WithdrawWish("a@b.example", 1_000)),
        ("withdraw a@b.example 1,000 sats", WithdrawWish("a@b.example", 1_000)),
        ("cash out all to a@b.example", WithdrawWish("a@b.example", None)),
        ("withdraw a@b.example everything", WithdrawWish("a@b.example", None)),
        (f"withdraw {INVOICE}", WithdrawWish(INVOICE, None)),
        (f"pay out to lightning:{INVOICE}", WithdrawWish(f"lightning:{INVOICE}", None)),
        ("withdraw", WithdrawWish()),
        ("withdraw a@b.example", WithdrawWish()),  # how much?
        ("withdraw 1000", WithdrawWish()),  # where to?
        ("withdraw 1000 to a@b.example and 5 to c@d.example", WithdrawWish()),
        ("withdraw half to a@b.example", WithdrawWish()),
        ("how do I deposit?", None),
        ("cancel netflix", None),
        ("depositing is fun", None),
    ],
)
def test_what_is_understood(text: str, wish: DepositWish | WithdrawWish | None) -> None:
    assert find_money(text) == wish


def test_it_is_understood_while_a_code_is_awaited() -> None:
    waiting = JobInSight("Netflix", "cancel", "awaiting_input", "code")
    situation = Situation(jobs=(waiting,))
    assert answer(situation, "deposit 5000").intents == (DepositWish(5_000),)
    assert answer(situation, "my balance?").intents == (Ask("balance"),)


def test_a_destination_is_not_in_the_repr() -> None:
    assert INVOICE not in repr(WithdrawWish(INVOICE))


@pytest.mark.django_db
def test_a_balance_is_told_with_what_is_set_aside(bell: Bell) -> None:
    alice = person()
    assert tell(alice, "balance")[0].startswith("Your balance is 0 sats.")
    given_funds(user_of(alice), 1_500)
    assert tell(alice, "What's my balance?")[0].startswith("Your balance is 1,500 sats.")


@pytest.mark.django_db(transaction=True)
def test_a_deposit_comes_as_words_and_then_the_bare_invoice(
    bell: Bell,
    btcpay: SandboxBTCPay,  # noqa: F811 - the fixture
) -> None:
    alice = person()
    [coming] = tell(alice, "deposit 5000")
    assert coming.startswith("Your invoice for 5,000 sats is being made.")
    deposit = Deposit.objects.get()
    assert (deposit.user, deposit.amount_sats) == (user_of(alice), 5_000)
    assert deposit.invoice is not None
    issue_invoice(invoice_id=deposit.invoice.pk)
    deposit.invoice.refresh_from_db()
    sent = list(OutboundMessage.objects.order_by("-pk").values_list("text", flat=True)[:2])
    assert sent[0] == deposit.invoice.bolt11
    assert sent[1].startswith("To pay in 5,000 sats")


@pytest.mark.django_db(transaction=True)
def test_a_deposit_asked_for_elsewhere_sends_no_invoice_by_dm(
    bell: Bell,
    btcpay: SandboxBTCPay,  # noqa: F811 - the fixture
) -> None:
    alice = person()
    tell(alice, "hi")
    before = OutboundMessage.objects.count()
    deposit = open_deposit(user=user_of(alice), amount_sats=5_000, key="web")
    assert deposit.invoice is not None
    issue_invoice(invoice_id=deposit.invoice.pk)
    assert OutboundMessage.objects.count() == before


@pytest.mark.django_db
def test_what_cannot_be_done_is_told(bell: Bell) -> None:
    alice = person()
    assert "1,000 to 1,000,000 sats" in tell(alice, "deposit 5")[0]
    assert tell(alice, "deposit")[0].startswith("How much?")
    assert tell(alice, "withdraw")[0].startswith("Where to")
    [refused] = tell(alice, "withdraw 1000 to a@b.example")
    assert not Payout.objects.exists()
    assert "sending" not in refused


@pytest.mark.django_db
def test_a_withdrawal_is_written_down_once_and_told(bell: Bell, settings: Settings) -> None:
    settings.RAILS_PAY = ["btcpay"]
    alice = person()
    tell(alice, "hi")
    given_funds(user_of(alice), 5_000)
    ask = new_ask(
        private_key=new_private_key(), amount_msats=2_000_000, description="", expiry_seconds=600
    )
    [said] = tell(alice, f"withdraw {ask.bolt11}")
    assert said.startswith("I am sending 2,000 sats, with at most 20 sats for the network.")
    payout = Payout.objects.get()
    assert (payout.user, payout.amount_msats) == (user_of(alice), 2_000_000)
    assert payout.created_at <= utc_now()


@pytest.mark.django_db
def test_messages_ask_for_as_many_deposits_as_the_page(
    bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversing, "DEPOSITS_MAX", 2)
    alice = person()
    told = [tell(alice, f"deposit {5_000 + number}")[0] for number in range(4)]
    assert [text.split()[0] for text in told] == ["Your", "Your", "Too", "Too"]
    assert Deposit.objects.count() == 2
