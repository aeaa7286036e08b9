"""Pasted tokens, against the real mint: credited once, whatever dies or falls silent."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from conftest import Bell
from kernel.errors import UpstreamError
from payments.cashu.errors import TokenMalformedError, TokenMintError, TokenSpentError
from payments.cashu.models import Operation
from payments.cashu.tests.losing import LosingProxy, Loss
from payments.cashu.tests.minted import (
    given_ecash,
    losing_mint,
    mint_proxy,
    no_network_in_transactions,
    real_mint,
)
from payments.errors import DepositAmountError, RailMissingError, TokenSpentHereError
from payments.ledger.chart import rail_code
from payments.ledger.queries import balance_msats, book_findings
from payments.models import Deposit, Notice
from payments.queries import balance_of
from payments.rails.cashu import CashuRail
from payments.services import issue_invoice, sweep_payments
from payments.services.cashu import receive_token, send_token
from payments.services.deposits import check_deposit, open_deposit
from payments.services.tokens import deposit_token, finish_token
from payments.tests.balances import SAT, api_of
from payments.tests.till import raced
from tests.given import given_user

__all__ = ["losing_mint", "mint_proxy", "no_network_in_transactions", "real_mint"]
pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def mint_is_a_rail(losing_mint: LosingProxy, settings: Settings) -> LosingProxy:
    settings.RAILS_RECEIVE = ["btcpay", "cashu"]
    return losing_mint


def given_token(sats: int, key: str = "out:1") -> str:
    """A token that somebody could paste; the wallet that made it is ours, as the mint is."""
    given_ecash(sats + 100)
    return send_token(amount_sats=sats, key=key).text


def ages(deposit: Deposit) -> None:
    Deposit.objects.filter(pk=deposit.pk).update(
        created_at=deposit.created_at - timedelta(minutes=20),
        expires_at=deposit.expires_at - timedelta(minutes=20),
        asked_at=None,
    )


def test_a_token_is_credited_once_with_news() -> None:
    alice, text = given_user("alice"), given_token(2_000)
    deposit = deposit_token(user=alice, text=text)
    assert deposit.status == Deposit.Status.PAID
    assert deposit.method == Deposit.Method.CASHU
    assert deposit.credited_msats <= 2_000 * SAT
    again = deposit_token(user=alice, text=text)
    assert again.pk == deposit.pk
    assert balance_of(alice).balance_msats == deposit.credited_msats
    assert balance_msats(rail_code("cashu")) == deposit.credited_msats
    assert Notice.objects.filter(kind="deposit_paid", user=alice).count() == 1
    assert book_findings() == []


def test_a_cashu_quote_is_the_mints_own_invoice(bell: Bell, losing_mint: LosingProxy) -> None:
    alice = given_user("alice")
    deposit = open_deposit(user=alice, amount_sats=2_000, method="cashu")
    assert deposit.invoice is not None
    issue_invoice(invoice_id=deposit.invoice.pk)
    deposit.invoice.refresh_from_db()
    assert deposit.invoice.rail == "cashu"
    until = time.monotonic() + 20  # the mint's fake wallet pays by itself
    while check_deposit(user=alice, deposit_id=deposit.pk).status != Deposit.Status.PAID:
        assert time.monotonic() < until, "the mint was never paid"
        Deposit.objects.filter(pk=deposit.pk).update(asked_at=None)
        time.sleep(0.1)
    assert balance_of(alice).balance_msats == balance_msats(rail_code("cashu")) == 2_000 * SAT
    with CashuRail.from_settings() as rail:
        assert rail.balance_msats() == 2_000 * SAT  # as proofs of ours


def test_the_text_of_a_token_is_nowhere_in_the_clear() -> None:
    text = given_token(2_000)
    deposit_token(user=given_user("alice"), text=text)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM payments_deposit d, payments_notice n, ledger_transfer t"
            " WHERE (d::text || n::text || t::text) LIKE %s",
            [f"%{text[10:60]}%"],
        )
        assert cursor.fetchone() == (0,)


def test_a_large_token_earns_the_bonus_on_what_came() -> None:
    alice = given_user("alice")
    deposit = deposit_token(user=alice, text=given_token(150_000))
    assert deposit.bonus_msats == deposit.credited_msats // SAT * SAT * 10 // 100


def test_racing_pastes_credit_once() -> None:
    alice, text = given_user("alice"), given_token(2_000)

    def paste(_: int) -> str:
        try:
            return deposit_token(user=alice, text=text).status
        except UpstreamError:
            return "again"

    assert len(raced(paste)) == 10
    deposit = deposit_token(user=alice, text=text)
    assert deposit.status == Deposit.Status.PAID
    assert balance_of(alice).balance_msats == deposit.credited_msats
    assert balance_msats(rail_code("cashu")) == deposit.credited_msats
    assert book_findings() == []


def test_racing_people_with_one_token_get_it_once_between_them() -> None:
    people = [given_user(f"person-{number}") for number in range(10)]
    text = given_token(2_000)

    def paste(number: int) -> str:
        try:
            return deposit_token(user=people[number], text=text).status
        except (UpstreamError, TokenSpentHereError):
            return "refused"

    got = raced(paste)
    assert got.count("paid") == 1
    assert got.count("refused") == 9
    assert sum(balance_of(who).balance_msats for who in people) == balance_msats(rail_code("cashu"))


def test_proofs_that_are_ours_already_are_credited_to_whoever_pasted_first() -> None:
    alice, bob, text = given_user("alice"), given_user("bob"), given_token(2_000)
    receive_token(text=text)
    assert deposit_token(user=alice, text=text).status == Deposit.Status.PAID
    with pytest.raises(TokenSpentHereError):
        deposit_token(user=bob, text=text)
    assert balance_of(bob).balance_msats == 0


def test_a_token_below_the_least_deposit_stays_its_givers() -> None:
    with pytest.raises(DepositAmountError):
        deposit_token(user=given_user("alice"), text=given_token(999))
    with pytest.raises(TokenMalformedError):
        deposit_token(user=given_user("alice"), text="cashuBnonsense")
    assert not Deposit.objects.exists()
    assert not Operation.objects.filter(kind="receive").exists()


def test_another_mints_token_is_refused(losing_mint: LosingProxy, settings: Settings) -> None:
    text = given_token(2_000)
    settings.CASHU_MINT_URL = "https://mint.example.org"
    with pytest.raises(TokenMintError):
        deposit_token(user=given_user("alice"), text=text)
    assert not Deposit.objects.exists()


def test_without_a_mint_no_token_is_taken(settings: Settings) -> None:
    text = given_token(2_000)
    settings.RAILS_RECEIVE, settings.RAILS_PAY = ["btcpay"], []
    with pytest.raises(RailMissingError):
        deposit_token(user=given_user("alice"), text=text)


def test_an_unreachable_mint_leaves_the_token_with_its_giver(
    losing_mint: LosingProxy, settings: Settings
) -> None:
    alice, text = given_user("alice"), given_token(2_000)
    losing_mint.lose("/v1/keysets", Loss.REQUEST, times=5)
    with pytest.raises(UpstreamError):
        deposit_token(user=alice, text=text)
    deposit = Deposit.objects.get()
    assert deposit.status == Deposit.Status.FAILED
    losing_mint.calm()
    assert deposit_token(user=alice, text=text).pk == deposit.pk  # and works when pasted again
    assert balance_of(alice).balance_msats == Deposit.objects.get().credited_msats > 0


def test_what_one_person_could_not_pay_in_another_can(losing_mint: LosingProxy) -> None:
    alice, bob, text = given_user("alice"), given_user("bob"), given_token(2_000)
    losing_mint.lose("/v1/keysets", Loss.REQUEST, times=5)
    with pytest.raises(UpstreamError):
        deposit_token(user=alice, text=text)
    losing_mint.calm()
    assert deposit_token(user=bob, text=text).status == Deposit.Status.PAID
    assert balance_of(alice).balance_msats == 0


def test_a_lost_answer_is_pending_until_the_sweep_finds_out(
    losing_mint: LosingProxy, bell: Bell
) -> None:
    alice, text = given_user("alice"), given_token(2_000)
    losing_mint.lose("/v1/swap", Loss.ANSWER, times=3)
    losing_mint.lose("/v1/checkstate", Loss.REQUEST, times=3)
    deposit = deposit_token(user=alice, text=text)
    assert deposit.status == Deposit.Status.PENDING
    assert balance_of(alice).balance_msats == 0
    losing_mint.calm()
    ages(deposit)
    assert sweep_payments()["tokens"] == 1
    assert sweep_payments()["tokens"] == 0
    bell.answer_all()
    deposit.refresh_from_db()
    assert deposit.status == Deposit.Status.PAID
    assert balance_of(alice).balance_msats == deposit.credited_msats > 0
    assert book_findings() == []


def test_somebody_elses_spending_fails_the_deposit(losing_mint: LosingProxy) -> None:
    """The giver spends the token at the mint while ours has not begun."""
    alice, text = given_user("alice"), given_token(2_000)
    receive_token(text=text)
    swapped = Operation.objects.get(kind="receive")
    Operation.objects.filter(pk=swapped.pk).update(key="elsewhere")
    with pytest.raises(TokenSpentError):
        deposit_token(user=alice, text=text)
    deposit = Deposit.objects.get()
    assert deposit.status == Deposit.Status.FAILED
    assert "spent" in deposit.reason
    assert balance_of(alice).balance_msats == 0


def test_a_token_over_http_and_a_wrong_one() -> None:
    client, text = api_of(given_user("alice")), given_token(2_000)
    body = {"method": "cashu", "token": text}
    told = client.post("/api/payments/deposit", body, content_type="application/json")
    assert told.status_code == 201
    assert told.json()["status"] == "paid"
    assert told.json()["invoice"] == ""
    assert text not in told.content.decode()
    other = api_of(given_user("bob"))
    assert (
        other.post("/api/payments/deposit", body, content_type="application/json").status_code
        == 409
    )
    body["token"] = "cashuBnonsense"
    refused = client.post("/api/payments/deposit", body, content_type="application/json")
    assert refused.status_code == 400
    assert refused.json()["error"] == "token_malformed"


WORKER = """
import os, signal, sys
import django
from django.conf import settings
database, mint, key, point = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
settings.CASHU_MINT_URL, settings.TILL_KEY = mint, key
settings.RAILS_RECEIVE, settings.BITCOIN_NETWORK = ["cashu"], "bc"
django.setup()
from accounts.models import User
from payments.cashu.services import swapping, tokens as cashu_tokens
from payments.services import tokens
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
match point:
    case "row written": tokens.receive_token = die
    case "operation written": cashu_tokens.drive_swap = die
    case "mint has signed": swapping.finish_swap = die
    case "proofs are ours": tokens.credit_token = die
    case "credit posted": tokens.credit_deposit = die
tokens.deposit_token(user=User.objects.get(), text=sys.stdin.read())
"""


@pytest.mark.parametrize(
    "point",
    ["row written", "operation written", "mint has signed", "proofs are ours", "credit posted"],
)
@pytest.mark.parametrize("comes_back", [True, False])
def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    losing_mint: LosingProxy, settings: Settings, bell: Bell, point: str, comes_back: bool
) -> None:
    alice, text = given_user("alice"), given_token(2_000)
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", WORKER, name, losing_mint.url, settings.TILL_KEY, point]
    killed = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, timeout=60, input=text.encode()
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    deposit = Deposit.objects.get()
    assert deposit.status == Deposit.Status.PENDING
    assert balance_of(alice).balance_msats == 0
    if comes_back:  # the person pastes it again
        assert deposit_token(user=alice, text=text).pk == deposit.pk
    else:  # nobody does: the sweep finishes what had begun, and gives up what had not
        ages(deposit)
        deposit.refresh_from_db()
        assert sweep_payments()["tokens"] == 1
        bell.answer_all()
    deposit.refresh_from_db()
    begun = comes_back or point != "row written"
    assert deposit.status == (Deposit.Status.PAID if begun else Deposit.Status.FAILED)
    assert finish_token(deposit_id=deposit.pk) == deposit.status
    assert balance_of(alice).balance_msats == deposit.credited_msats
    assert balance_msats(rail_code("cashu")) == deposit.credited_msats
    assert (deposit.credited_msats > 0) == begun
    assert book_findings() == []
