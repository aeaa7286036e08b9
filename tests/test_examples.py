"""The examples do what they say, against the real API."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from conftest import Bell
from examples import python_client
from examples.langgraph_node import Completion, paid_graph
from examples.python_client import BalanceShort, Till, TillError, log_in
from payments.ledger.queries import book_findings
from payments.models import Usage
from payments.queries import balance_of
from payments.tests.balances import SAT, bearer, given_rich
from payments.tests.conftest import btcpay, no_network_in_transactions
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

__all__ = ["btcpay", "no_network_in_transactions"]
pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[1]


def till_of(user: User, server: LiveServer) -> Till:
    return Till(server.url, bearer(user).removeprefix("Bearer "))


def local_model(question: str) -> Completion:
    """Stands for a model that runs here: one token per word."""
    words = question.split()
    return Completion(" ".join(reversed(words)), len(words), len(words), "local")


def test_a_program_pays_for_what_it_used(live_server: LiveServer) -> None:
    alice = given_rich("alice", 100)
    with till_of(alice, live_server) as till:
        assert till.prices()["ai_tokens"]["amount_sats"] == 10
        with till.spending("ai_tokens", units_max=2_000, model="small") as use:
            assert till.balance().held_msats == use.held_msats == 20 * SAT
            use.used(prompt_tokens=100, completion_tokens=400)
        assert use.cost_msats == 5 * SAT
        balance = till.balance()
        assert (balance.available_msats, balance.spent_msats) == (95 * SAT, 5 * SAT)
        [spent, deposit] = till.transactions(limit=1)
        assert (spent["amount_msats"], deposit["balance_after_msats"]) == (-5 * SAT, 100 * SAT)
    assert Usage.objects.get().model == "small"


def test_work_that_fails_costs_nothing(live_server: LiveServer) -> None:
    alice = given_rich("alice", 100)

    def broken() -> None:
        raise ValueError("the model is ill")

    with till_of(alice, live_server) as till:
        with pytest.raises(ValueError, match="ill"), till.spending("ai_tokens", units_max=2_000):
            broken()
        assert till.balance().available_msats == 100 * SAT


def test_a_heartbeat_keeps_long_work_alive(
    live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(python_client, "HEARTBEAT_SECONDS", 0.05)
    alice = given_rich("alice", 100)
    beats: list[None] = []
    extend = Till.extend
    monkeypatch.setattr(Till, "extend", lambda till, use: beats.append(extend(till, use)))
    with till_of(alice, live_server) as till, till.spending("ai_tokens", units_max=10) as use:
        while len(beats) < 3:
            till.balance()
        use.used(units=10)
    assert use.cost_msats == 100


def test_too_little_says_how_to_pay(
    live_server: LiveServer, btcpay: SandboxBTCPay, bell: Bell
) -> None:
    alice = given_user("alice")
    with till_of(alice, live_server) as till:
        with pytest.raises(BalanceShort) as short, till.spending("ai_tokens", units_max=500):
            raise AssertionError("the work must not begin")
        assert (short.value.missing_msats, short.value.deposit_sats_min) == (5 * SAT, 1_000)
        quote = till.pay_in(short.value.deposit_sats_min)
        btcpay.store.pay(quote.invoice)
        assert till.quote(quote.quote_id).status == "paid"
        with till.spending("ai_tokens", units_max=500) as use:
            use.used(units=500)
    assert balance_of(alice).balance_msats == 995 * SAT
    assert btcpay.courier.wait_idle()


def test_a_wrong_token_is_an_error_with_a_code(live_server: LiveServer) -> None:
    with Till(live_server.url, "nonsense") as till, pytest.raises(TillError) as refused:
        till.balance()
    assert refused.value.status == 401
    with pytest.raises(TillError) as refused:
        log_in(live_server.url, "npub1x", "000")
    assert refused.value.status == 400


def test_the_client_speaks_from_a_shell(
    live_server: LiveServer, btcpay: SandboxBTCPay, bell: Bell
) -> None:
    token = bearer(given_rich("alice", 7)).removeprefix("Bearer ")
    environment = os.environ | {"UNSALTED_URL": live_server.url, "UNSALTED_ACCESS": token}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "examples/python_client.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert "balance_msats=7000" in run("balance").stdout
    assert run("deposit", "5000").stdout.startswith("lnbcrt")
    assert run("nonsense").returncode == 2
    refused = run("deposit", "5")
    assert (refused.returncode, refused.stderr) == (1, "A deposit is 1,000 to 1,000,000 sats.\n")
    del environment["UNSALTED_ACCESS"]
    assert "Set UNSALTED_URL" in run("balance").stderr


def test_a_graph_checks_spends_and_asks_for_money(
    live_server: LiveServer, btcpay: SandboxBTCPay, bell: Bell
) -> None:
    alice = given_user("alice")
    with till_of(alice, live_server) as till:
        graph = paid_graph(till, local_model, tokens_max=1_000)
        asked = {"question": "why does butter need salt", "request_id": "msg-1"}
        told = graph.invoke(asked)
        assert told["missing_msats"] == 10 * SAT
        assert told["invoice"].startswith("lnbcrt")
        btcpay.store.pay(told["invoice"])
        assert btcpay.courier.wait_idle()
        bell.answer_all()
        told = graph.invoke(asked)
        assert told["answer"] == "salt need butter does why"
        assert told["cost_msats"] == 100  # ten tokens at ten sats per thousand
        assert graph.invoke(asked)["cost_msats"] == 100  # the same request is paid for once
    assert balance_of(alice).balance_msats == 1_000 * SAT - 100
    usage = Usage.objects.get()
    assert (usage.request_id, usage.prompt_tokens, usage.completion_tokens) == ("msg-1", 5, 5)
    assert book_findings() == []


def test_a_graph_whose_model_fails_spends_nothing(live_server: LiveServer) -> None:
    alice = given_rich("alice", 100)

    def ill(question: str) -> Completion:
        raise ValueError("the model is ill")

    with till_of(alice, live_server) as till, pytest.raises(ValueError, match="ill"):
        paid_graph(till, ill, tokens_max=10).invoke({"question": "?", "request_id": "m"})
    assert balance_of(alice).available_msats == 100 * SAT
