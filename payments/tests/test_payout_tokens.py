"""Withdrawing as a Cashu token, at a real mint; and to a person's own wallet, over a real relay."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from kernel.errors import UpstreamError
from payments.cashu.tests.losing import LosingProxy
from payments.cashu.tests.minted import (
    given_ecash,
    losing_mint,
    mint_proxy,
    no_network_in_transactions,
    real_mint,
)
from payments.ledger.queries import balance_msats
from payments.models import Payout
from payments.rails.mint import MintHTTP
from payments.services.cashu import receive_token
from payments.services.sweep import sweep_payments
from payments.services.wallets import connect_wallet
from payments.services.withdrawals import request_withdrawal
from payments.tests.balances import bearer, given_rich
from payments.tests.payouts import SAT, assert_books_close, checked, own_msats, passes, refreshed
from payments.tests.relay import running_relay
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.wallet.service import SandboxWallet

__all__ = ["losing_mint", "mint_proxy", "no_network_in_transactions", "real_mint"]
pytestmark = pytest.mark.django_db(transaction=True)
Status = Payout.Status


@pytest.fixture
def ecash(losing_mint: LosingProxy, settings: Settings) -> LosingProxy:
    """The house holds 5,000 sats of ecash at its mint."""
    settings.RAILS_PAY = ["btcpay", "cashu"]
    settings.RAILS_RECEIVE = ["cashu"]
    given_ecash(5_000)
    return losing_mint


def given_wish(sats: int = 1_000) -> Payout:
    alice = given_rich("alice", 10_000)
    return request_withdrawal(user=alice, method="cashu", amount_sats=sats, key="t")


def shown(client: Client, user: User | None, payout: Payout) -> object:
    assert user is not None
    answer = client.get(
        f"/api/payments/withdrawals/{payout.pk}", headers={"Authorization": bearer(user)}
    )
    return answer.json().get("token")


def test_a_token_is_shown_to_its_owner_and_redeems(
    bell: Bell, ecash: LosingProxy, client: Client
) -> None:
    payout = given_wish()
    assert shown(client, payout.user, payout) is None
    bell.answer_all()
    done = refreshed(payout)
    assert (done.status, done.rail) == (Status.SETTLED, "cashu")
    token = shown(client, payout.user, payout)
    assert isinstance(token, str)
    assert token.startswith("cashuB")
    assert shown(client, given_rich("bob", 1), payout) is None
    assert token.encode() not in bytes(done.sealed_token or b"")
    assert own_msats(payout.user) == 9_000 * SAT - done.fee_msats
    assert balance_msats("rail:cashu") == -1_000 * SAT - done.fee_msats
    assert_books_close()

    received = receive_token(text=token)
    assert received.amount_msats + received.fee_msats == 1_000 * SAT
    passes(payout, timedelta(hours=2))
    assert sweep_payments()["payouts"] == 1
    bell.answer_all()
    assert refreshed(payout).sealed_token is None, "what is claimed is worth nothing"
    assert shown(client, payout.user, payout) is None


def test_a_mint_that_loses_its_answer_makes_one_token(
    bell: Bell, ecash: LosingProxy, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap, asked = MintHTTP.swap, []

    def losing(self: MintHTTP, *args: object, **kwargs: object) -> object:
        answer = swap(self, *args, **kwargs)  # type: ignore[arg-type]
        asked.append(answer)
        if len(asked) == 1:
            raise UpstreamError("The answer was lost.")
        return answer

    monkeypatch.setattr(MintHTTP, "swap", losing)
    payout = given_wish()
    bell.answer_all()
    assert refreshed(payout).status == Status.UNKNOWN
    assert own_msats(payout.user) < 9_000 * SAT
    done = checked(payout, bell)
    assert done.status == Status.SETTLED
    token = shown(client, payout.user, payout)
    assert isinstance(token, str)
    assert receive_token(text=token).amount_msats > 0
    assert own_msats(payout.user) == 9_000 * SAT - done.fee_msats
    assert_books_close()


def test_too_little_ecash_fails_and_gives_back(bell: Bell, ecash: LosingProxy) -> None:
    payout = given_wish(sats=8_000)
    bell.answer_all()
    assert refreshed(payout).status == Status.FAILED
    assert own_msats(payout.user) == 10_000 * SAT
    assert_books_close()


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


@pytest.fixture
def wallet(relay_url: str, settings: Settings, node: SandboxBTCPay) -> Iterator[SandboxWallet]:
    settings.RAIL_TIMEOUT_SECONDS = 3.0
    settings.GUARD_ALLOWED_HOSTS = {relay_url.removeprefix("ws://")}
    with SandboxWallet(relay_url=relay_url) as wallet:
        node.payer.route = wallet.purse.receive
        yield wallet


def test_a_person_is_paid_at_their_own_wallet(
    bell: Bell, node: SandboxBTCPay, wallet: SandboxWallet
) -> None:
    alice = given_rich("alice", 10_000)
    connect_wallet(user=alice, uri=wallet.uri, autopay=False, payment_sats_max=10, day_sats_max=10)
    payout = request_withdrawal(user=alice, method="wallet", amount_sats=1_500)
    bell.answer_all()
    done = refreshed(payout)
    assert done.status == Status.SETTLED, done.reason
    assert sum(bill.paid_msats for bill in wallet.purse.bills.values()) == 1_500 * SAT
    assert own_msats(alice) == 8_500 * SAT - done.fee_msats
    assert_books_close()


def test_a_wallet_that_was_disconnected_fails_cleanly(
    bell: Bell, node: SandboxBTCPay, wallet: SandboxWallet
) -> None:
    alice = given_rich("alice", 10_000)
    connect_wallet(user=alice, uri=wallet.uri, autopay=False, payment_sats_max=10, day_sats_max=10)
    payout = request_withdrawal(user=alice, method="wallet", amount_sats=1_500)
    alice.wallet.delete()
    bell.answer_all()
    assert refreshed(payout).status == Status.FAILED
    assert own_msats(alice) == 10_000 * SAT
