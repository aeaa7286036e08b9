"""Set-up for tests of balances, through the till's own services."""

from typing import Any

from django.test import Client
from ninja_jwt.tokens import AccessToken

from accounts.models import User
from conftest import Bell
from payments.ledger.chart import PROMO, RAIL_BTCPAY
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Deposit
from payments.services.deposits import open_deposit
from payments.services.holders import open_holder, open_promo_holder
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

SAT = 1_000


def given_funds(user: User, sats: int, *, promo_sats: int = 0) -> User:
    """The person has paid in so much, and was given so much credit."""
    key = f"given:{user.pk}:{Transfer.objects.count()}"
    if sats:
        account = open_holder(user)
        post_transfer(key=key, debit=RAIL_BTCPAY, credit=account, amount_msats=sats * SAT)
    if promo_sats:
        account = open_promo_holder(user)
        post_transfer(
            key=f"{key}:promo", debit=PROMO, credit=account, amount_msats=promo_sats * SAT
        )
    return user


def given_rich(name: str, sats: int, *, promo_sats: int = 0) -> User:
    return given_funds(given_user(name), sats, promo_sats=promo_sats)


def given_quote(bell: Bell, user: User, sats: int) -> Deposit:
    """A deposit whose invoice the real task has fetched."""
    deposit = open_deposit(user=user, amount_sats=sats)
    bell.answer_all()
    return Deposit.objects.select_related("invoice").get(pk=deposit.pk)


def pays(btcpay: SandboxBTCPay, bell: Bell, deposit: Deposit, sats: int | None = None) -> Deposit:
    """Somebody pays the quote and every worker has done its work."""
    assert deposit.invoice is not None
    amount_msats = None if sats is None else sats * SAT
    btcpay.store.pay(deposit.invoice.bolt11, amount_msats=amount_msats)
    assert btcpay.courier.wait_idle()
    bell.answer_all()
    return Deposit.objects.select_related("invoice").get(pk=deposit.pk)


def bearer(user: User) -> str:
    token: Any = AccessToken.for_user(user)  # type: ignore[misc] # its own annotation is off
    return f"Bearer {token}"


def api_of(user: User) -> Client:
    """A client that says who it is as any program would."""
    return Client(headers={"Authorization": bearer(user)})
