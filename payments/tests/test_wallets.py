"""A person's own wallet: within its limits it pays once, and what it says is not the proof."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from ninja_jwt.tokens import RefreshToken
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from kernel.clock import utc_now
from payments.errors import (
    NoWalletError,
    WalletLimitsError,
    WalletPaymentMovedError,
    WalletUriError,
)
from payments.models import Invoice, Notice, WalletConnection, WalletPayment
from payments.rails.nwc_wire import Conversation
from payments.services import (
    check_invoice,
    issue_invoice,
    request_invoice,
    sweep_payments,
    wallets,
)
from payments.services.wallets import (
    check_wallet_payment,
    connect_wallet,
    disconnect_wallet,
    open_wallet,
    pay_by_wallet,
    view_wallet,
)
from payments.tests.relay import running_relay
from payments.tests.till import PRICE_SATS, arrive, raced, wait_for_delivery
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.btcpay.store import PaymentRefusedError
from sandbox.wallet.purse import NoRouteError
from sandbox.wallet.service import Fault, SandboxWallet
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
Status = WalletPayment.Status


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


@pytest.fixture
def wallet(relay_url: str, btcpay: SandboxBTCPay, settings: Settings) -> Iterator[SandboxWallet]:
    """Alice's own wallet, whose Lightning network leads to the house's node."""

    def route(bolt11: str) -> str:
        try:
            return btcpay.store.pay(bolt11).preimage
        except PaymentRefusedError as error:
            raise NoRouteError from error

    settings.RAIL_TIMEOUT_SECONDS = 2.0
    settings.GUARD_ALLOWED_HOSTS = frozenset({relay_url.removeprefix("ws://")})
    with SandboxWallet(relay_url=relay_url, route=route) as wallet:
        yield wallet


@pytest.fixture
def alice() -> User:
    return given_user("alice")


def given_wallet(
    alice: User, wallet: SandboxWallet, *, autopay: bool = True, most: int = 5_000, day: int = 9_000
) -> None:
    connect_wallet(
        user=alice, uri=wallet.uri, autopay=autopay, payment_sats_max=most, day_sats_max=day
    )


def given_invoice(bell: Bell, number: int = 1, *, sats: int = PRICE_SATS) -> Invoice:
    """Requested and issued; whatever rings on its opening still waits."""
    invoice = request_invoice(
        key=f"order:{number}:1", user=given_user("alice"), amount_sats=sats, description="Order"
    )
    bell.rung.clear()
    issue_invoice(invoice_id=invoice.pk)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.OPEN, invoice.trouble
    return invoice


def payment_of(invoice: Invoice) -> WalletPayment:
    return WalletPayment.objects.get(invoice=invoice)


def told(kind: str) -> list[str]:
    return list(Notice.objects.filter(kind=kind).order_by("pk").values_list("text", flat=True))


def test_an_invoice_is_paid_by_the_wallet_and_settled_by_the_rail(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    invoice = given_invoice(bell)
    bell.answer_all()
    arrive(btcpay, bell)
    invoice.refresh_from_db()
    assert invoice.status == Invoice.Status.SETTLED
    assert payment_of(invoice).status == Status.SETTLED
    assert told("wallet_settled") == ["Your wallet has paid 3,000 sats: Order."]
    assert len(wallet.purse.payments) == 1


def test_a_wallet_without_autopay_is_not_asked(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet, autopay=False)
    invoice = given_invoice(bell)
    bell.answer_all()
    assert not WalletPayment.objects.exists()
    assert not Notice.objects.filter(kind__startswith="wallet").exists()
    assert invoice.status == Invoice.Status.OPEN


def test_what_is_over_a_limit_is_left_to_the_person(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet, most=3_000, day=5_999)
    given_invoice(bell, 1, sats=3_001)
    given_invoice(bell, 2, sats=3_000)
    given_invoice(bell, 3, sats=3_000)
    assert WalletPayment.objects.count() == 1
    one, day = told("wallet_limit")
    assert "3,001 sats" in one
    assert "limit for one payment is 3,000 sats" in one
    assert "limit for a day is 5,999 sats" in day


def test_a_failed_payment_frees_the_days_limit_and_silence_does_not(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet, most=3_000, day=3_000)
    wallet.misbehave(Fault("refusal", code="QUOTA_EXCEEDED"), Fault("silent"))
    given_invoice(bell, 1)
    bell.answer_all()
    assert view_wallet(user=alice).day_sats_used == 0
    unanswered = given_invoice(bell, 2)
    bell.answer_all()
    assert payment_of(unanswered).status == Status.UNKNOWN
    assert view_wallet(user=alice).day_sats_used == 3_000
    given_invoice(bell, 3)
    assert WalletPayment.objects.count() == 2
    WalletPayment.objects.update(created_at=utc_now() - timedelta(hours=25))
    given_invoice(bell, 4)
    assert WalletPayment.objects.count() == 3


def test_invoices_that_open_at_once_share_the_days_limit(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet, most=3_000, day=6_000)
    invoices = [
        request_invoice(key=f"order:{n}:1", user=alice, amount_sats=3_000, description="Order")
        for n in range(10)
    ]
    raced(lambda number: issue_invoice(invoice_id=invoices[number].pk))
    assert Invoice.objects.filter(status=Invoice.Status.OPEN).count() == 10
    assert WalletPayment.objects.count() == 2


def test_racing_workers_ask_the_wallet_once(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    payment = payment_of(given_invoice(bell))
    raced(lambda _: pay_by_wallet(payment_id=payment.pk))
    assert len(wallet.envelopes) == 1
    payment.refresh_from_db()
    assert payment.status == Status.SETTLED


def test_a_wallet_is_never_asked_to_pay_twice(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    wallet.misbehave(Fault("silent"))
    payment = payment_of(given_invoice(bell))
    for _ in range(3):
        assert pay_by_wallet(payment_id=payment.pk) == Status.UNKNOWN
    assert len(wallet.envelopes) == 1
    assert told("wallet_unknown")[0].startswith("Your wallet has not said")


def test_a_lost_answer_is_resolved_by_our_own_invoice(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    wallet.misbehave(Fault("lost"))
    invoice = given_invoice(bell)
    pay_by_wallet(payment_id=payment_of(invoice).pk)
    assert payment_of(invoice).status == Status.UNKNOWN
    arrive(btcpay, bell)
    assert payment_of(invoice).status == Status.SETTLED


def test_a_silent_wallet_is_asked_by_the_sweep_what_became_of_it(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    wallet.misbehave(Fault("pending"))
    invoice = given_invoice(bell)
    payment = payment_of(invoice)
    pay_by_wallet(payment_id=payment.pk)
    bell.rung.clear()
    assert sweep_payments()["wallets"] == 1
    bell.answer_all()
    assert payment_of(invoice).status == Status.UNKNOWN
    wallet.purse.fail(str(invoice.payment_hash))
    assert check_wallet_payment(payment_id=payment.pk) == Status.FAILED
    assert told("wallet_failed")[0].endswith("Please pay yourself.")
    assert sweep_payments()["wallets"] == 0


def test_a_worker_that_died_before_asking_is_replaced_and_one_that_died_after_is_not(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    invoice = given_invoice(bell)
    bell.rung.clear()  # the bell is lost
    assert sweep_payments()["wallets"] == 0
    WalletPayment.objects.update(created_at=utc_now() - timedelta(seconds=15))
    assert sweep_payments()["wallets"] == 1
    bell.rung.clear()
    WalletPayment.objects.update(
        status=Status.SUBMITTED, submitted_at=utc_now() - timedelta(minutes=6)
    )
    assert sweep_payments()["wallets"] == 1
    bell.answer_all()
    assert payment_of(invoice).status == Status.UNKNOWN
    assert wallet.purse.payments == {}


def test_a_wallet_that_cannot_be_reached_has_not_paid(
    bell: Bell, btcpay: SandboxBTCPay, relay_url: str, alice: User, settings: Settings
) -> None:
    settings.GUARD_ALLOWED_HOSTS = frozenset({relay_url.removeprefix("ws://")})
    given_wallet(alice, SandboxWallet(relay_url=relay_url))  # it never came up
    invoice = given_invoice(bell)
    bell.answer_all()
    assert payment_of(invoice).status == Status.FAILED
    assert view_wallet(user=alice).trouble == "The wallet is not at its relay."
    assert told("wallet_failed") == [
        "Your wallet did not pay 3,000 sats: The wallet is not at its relay. Please pay yourself."
    ]


def test_what_was_paid_by_hand_first_is_not_paid_by_the_wallet(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet)
    invoice = given_invoice(bell)
    btcpay.store.pay(invoice.bolt11)
    assert check_invoice(invoice_id=invoice.pk) == "applied"
    assert payment_of(invoice).status == Status.FAILED
    assert pay_by_wallet(payment_id=payment_of(invoice).pk) == Status.FAILED
    assert wallet.envelopes == []
    assert told("wallet_failed") == []


@pytest.mark.parametrize("event", ["expired", "disconnected", "switched off"])
def test_what_changed_before_the_wallet_was_asked_ends_it(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User, event: str
) -> None:
    given_wallet(alice, wallet)
    invoice = given_invoice(bell)
    match event:
        case "expired":
            Invoice.objects.update(expires_at=utc_now() + timedelta(seconds=10))
        case "disconnected":
            disconnect_wallet(user=alice)
        case "switched off":
            WalletConnection.objects.update(autopay=False)
    assert pay_by_wallet(payment_id=payment_of(invoice).pk) == Status.FAILED
    assert wallet.envelopes == []


def test_the_wallet_is_asked_outside_any_transaction(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    open_ = Conversation.open

    def guarded(self: Conversation) -> Any:
        assert not connection.in_atomic_block
        assert WalletPayment.objects.get().status == Status.SUBMITTED
        return open_(self)

    given_wallet(alice, wallet)
    payment = payment_of(given_invoice(bell))
    monkeypatch.setattr(Conversation, "open", guarded)
    assert pay_by_wallet(payment_id=payment.pk) == Status.SETTLED


def test_the_connection_is_unreadable_in_the_database_and_bound_to_its_person(
    wallet: SandboxWallet, alice: User, bell: Bell
) -> None:
    given_wallet(alice, wallet)
    row = WalletConnection.objects.get()
    secret = wallet.uri.rpartition("secret=")[2]
    assert secret.encode() not in bytes(row.sealed_uri)
    mallory = given_user("mallory")
    WalletConnection.objects.create(
        user=mallory, sealed_uri=row.sealed_uri, payment_sats_max=1, day_sats_max=1
    )
    with pytest.raises(Exception, match="does not open"):
        open_wallet(user=mallory)
    assert all(secret not in str(rung) for rung in bell.rung)


def test_a_wallet_that_may_not_pay_says_so(
    bell: Bell, wallet: SandboxWallet, relay_url: str, alice: User
) -> None:
    with SandboxWallet(relay_url=relay_url, methods=["get_balance"]) as poor:
        given_wallet(alice, poor)
        bell.answer_all()
        assert "allow pay_invoice" in view_wallet(user=alice).trouble
    given_wallet(alice, wallet)
    bell.answer_all()
    assert view_wallet(user=alice).trouble == ""


def test_limits_are_above_zero_and_in_order(wallet: SandboxWallet, alice: User) -> None:
    for most, day in [(0, 10), (11, 10), (-1, -1), (1, 10**9)]:
        with pytest.raises(WalletLimitsError):
            given_wallet(alice, wallet, most=most, day=day)
    with pytest.raises(WalletUriError):
        connect_wallet(user=alice, uri="x", autopay=True, payment_sats_max=1, day_sats_max=1)
    with pytest.raises(NoWalletError):
        view_wallet(user=alice)


def test_nothing_leads_back_from_an_end() -> None:
    for status, allowed in WalletPayment.TRANSITIONS.items():
        for other in Status.values:
            payment = WalletPayment(status=status)
            if other in allowed:
                payment.move_to(other)
            else:
                with pytest.raises(WalletPaymentMovedError):
                    payment.move_to(other)


def test_the_address_never_shows_what_can_spend(wallet: SandboxWallet, alice: User) -> None:
    token = RefreshToken.for_user(alice).access_token  # type: ignore[misc]
    browser = Client(headers={"authorization": f"Bearer {token}"})
    limits = {"autopay": True, "payment_sats_max": 5_000, "day_sats_max": 9_000}

    def call(method: str, body: Any = None) -> tuple[int, Any]:
        answer = browser.generic(
            method, "/api/payments/wallet", json.dumps(body), content_type="application/json"
        )
        return answer.status_code, answer.json() if answer.content else None

    assert call("GET")[0] == call("DELETE")[0] == call("PUT", limits)[0] == 404
    status, shown = call("PUT", {"uri": wallet.uri, **limits})
    assert (status, shown["pubkey"]) == (200, wallet.pubkey)
    assert call("GET") == (200, shown)
    assert wallet.uri.rpartition("secret=")[2] not in json.dumps(shown)
    assert call("PUT", {**limits, "day_sats_max": 5_000})[1]["day_sats_max"] == 5_000
    assert call("PUT", {**limits, "uri": "nostr+walletconnect://x"})[0] == 400
    assert call("PUT", {**limits, "payment_sats_max": 0})[0] == 400
    assert call("DELETE") == (204, None)
    assert call("GET")[0] == 404
    assert Client().get("/api/payments/wallet").status_code in {401, 403}


def test_a_rolled_back_invoice_offers_nothing_and_one_told_twice_once(
    bell: Bell, btcpay: SandboxBTCPay, wallet: SandboxWallet, alice: User
) -> None:
    given_wallet(alice, wallet, autopay=False)
    invoice = given_invoice(bell)
    WalletConnection.objects.update(autopay=True)
    wait_for_delivery(bell)
    bell.rung.clear()
    with transaction.atomic():
        wallets.follow_invoice(invoice=invoice)
        transaction.set_rollback(True)
    assert not WalletPayment.objects.exists()
    assert bell.rung == []
    for _ in range(2):  # told twice, offered once
        with transaction.atomic():
            wallets.follow_invoice(invoice=invoice)
    assert bell.names() == ["payments.pay_by_wallet"]
