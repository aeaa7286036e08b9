"""News of a balance, over the real web server: uvicorn, ASGI, LISTEN on real PostgreSQL."""

import csv
import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
import uvicorn
from django.core.asgi import get_asgi_application
from django.db import connection, transaction
from ninja_jwt.tokens import AccessToken

from accounts.models import User
from conftest import Bell
from kernel.asgi import limited
from payments.api import events, switchboard
from payments.services.announcing import announce_balance
from payments.services.metering import capture_usage, reserve_usage
from payments.tests.balances import SAT, bearer, given_funds, given_quote, given_rich, pays
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)
SOON_SECONDS = 10


@pytest.fixture
def server() -> Iterator[str]:
    """The product's own ASGI application behind the product's own web server."""
    config = uvicorn.Config(
        limited(get_asgi_application()),
        lifespan="off",
        log_level="error",
        timeout_graceful_shutdown=2,
        ws="none",
    )
    running = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            _until(lambda: running.started)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/api/payments"
        finally:
            running.should_exit = True
            thread.join(timeout=SOON_SECONDS)
            assert not thread.is_alive()


def _until(true: Any) -> None:
    until = time.monotonic() + SOON_SECONDS
    while not true():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


class Stream:
    """One open line, read as the page reads it."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.lines = response.iter_lines()

    def line(self, prefix: str) -> str:
        for line in self.lines:
            if line.startswith(prefix):
                return line.removeprefix(prefix)
        raise AssertionError("the stream has ended")

    def balance(self) -> dict[str, int]:
        told: dict[str, int] = json.loads(self.line("data: "))
        return told

    def balance_of_sats(self, sats: int) -> None:
        """Read on until the stream says so; a look that changed nothing may come in between."""
        while self.balance()["balance_sats"] != sats:
            pass


@contextmanager
def watching(server: str, token: str) -> Iterator[Stream]:
    with (
        httpx.Client(timeout=SOON_SECONDS, trust_env=False) as client,
        client.stream("GET", f"{server}/events", headers={"Authorization": token}) as response,
    ):
        yield Stream(response)


def backends(like: str = "%") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND query LIKE %s",
            [like],
        )
        return int(cursor.fetchone()[0])


def test_a_balance_is_told_at_once_and_whenever_it_changes(
    server: str, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alice = given_user("alice")
    deposit = given_quote(bell, alice, 100_000)
    with watching(server, bearer(alice)) as stream:
        assert stream.response.status_code == 200
        assert stream.response.headers["content-type"] == "text/event-stream"
        assert stream.response.headers["cache-control"] == "no-store"
        assert stream.balance()["balance_sats"] == 0
        pays(btcpay, bell, deposit)
        stream.balance_of_sats(110_000)
        reserve_usage(user=alice, price="ai_tokens", units_max=100_000, request_id="r1")
        while stream.balance()["held_msats"] != 1_000 * SAT:
            pass
        capture_usage(user=alice, request_id="r1", units=50_000)
        stream.balance_of_sats(109_500)


def test_news_of_one_person_wakes_nobody_else(server: str) -> None:
    alice, bob = given_rich("alice", 5), given_rich("bob", 7)
    with watching(server, bearer(alice)) as stream, watching(server, bearer(bob)) as other:
        assert stream.balance()["balance_sats"] == 5
        assert other.balance()["balance_sats"] == 7
        _until(lambda: backends("LISTEN%") == 1)
        time.sleep(0.3)  # the look that follows the beginning of LISTEN
        given_funds(bob, 10)
        announce_balance(user_id=alice.pk)
        given_funds(alice, 1)
        announce_balance(user_id=alice.pk)
        stream.balance_of_sats(6)
        announce_balance(user_id=bob.pk)
        # Bob's next word is about his own news, though Alice's came before it.
        other.balance_of_sats(17)


def test_what_is_rolled_back_is_not_told(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alice, wakes = given_rich("alice", 5), []
    with watching(server, bearer(alice)) as stream:
        stream.balance()
        _until(lambda: backends("LISTEN%") == 1)
        time.sleep(0.3)
        monkeypatch.setattr(switchboard.Switchboard, "_wake", lambda _, pk: wakes.append(pk))
        with transaction.atomic():
            announce_balance(user_id=alice.pk)
            transaction.set_rollback(True)
        assert wakes == []
        announce_balance(user_id=alice.pk)
        _until(lambda: wakes)
        time.sleep(0.2)
    assert wakes == [alice.pk]


def test_many_changes_in_a_row_are_a_few_looks(server: str) -> None:
    alice = given_rich("alice", 1_000)
    with watching(server, bearer(alice)) as stream:
        stream.balance()
        _until(lambda: backends("LISTEN%") == 1)
        began = time.monotonic()
        for _ in range(200):
            announce_balance(user_id=alice.pk)
        given_funds(alice, 1)
        announce_balance(user_id=alice.pk)
        looks = 0
        while stream.balance()["balance_sats"] != 1_001:
            looks += 1
        assert looks <= (time.monotonic() - began) / events.LOOK_PAUSE_SECONDS + 1


def test_the_line_is_kept_open_by_comments(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.1)
    with watching(server, bearer(given_user("alice"))) as stream:
        for _ in range(3):
            assert stream.line(": ") == "still here"


@pytest.mark.parametrize("token", ["", "Bearer nonsense", "Basic YTpi"])
def test_nobody_listens_without_a_token(server: str, token: str) -> None:
    with watching(server, token) as stream:
        assert stream.response.status_code == 401
        stream.response.read()
        assert stream.response.json()["error"]


def test_a_stream_ends_with_its_token(server: str) -> None:
    token: Any = AccessToken.for_user(given_user("alice"))  # type: ignore[misc]
    token.set_exp(lifetime=timedelta(seconds=2))
    began = time.monotonic()
    with watching(server, f"Bearer {token}") as stream:
        assert list(stream.lines)
    assert time.monotonic() - began < 15
    with watching(server, f"Bearer {token}") as stream:
        assert stream.response.status_code == 401


def test_lines_are_limited_per_person_and_free_again(server: str) -> None:
    alice, bob = given_user("alice"), given_user("bob")
    with ExitStack() as open_lines:
        allowed = [
            open_lines.enter_context(watching(server, bearer(alice)))
            for _ in range(switchboard.WAITERS_PER_PERSON_MAX)
        ]
        for stream in allowed:
            stream.balance()
        with watching(server, bearer(alice)) as one_more:
            assert one_more.response.status_code == 429
            one_more.response.read()
            assert one_more.response.json()["error"] == "streams_exhausted"
        with watching(server, bearer(bob)) as other:
            assert other.response.status_code == 200
    _until(lambda: _waiting() == 0)
    with watching(server, bearer(alice)) as stream:
        assert stream.response.status_code == 200


def test_lines_are_limited_in_all(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switchboard, "WAITERS_MAX", 1)
    with watching(server, bearer(given_user("alice"))) as stream:
        stream.balance()
        with watching(server, bearer(given_user("bob"))) as other:
            assert other.response.status_code == 429


def test_any_number_of_lines_takes_one_connection(server: str) -> None:
    people = [given_user(f"person-{number}") for number in range(6)]
    with ExitStack() as open_lines:
        streams = [open_lines.enter_context(watching(server, bearer(who))) for who in people]
        for stream in streams:
            stream.balance()
        _until(lambda: backends("LISTEN%") == 1)
        _until(lambda: backends() == 1)
    _until(lambda: backends() == 0)  # and nobody listens where nobody waits


def test_a_listener_that_was_cut_off_listens_again(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switchboard, "RECONNECT_SECONDS", 0.1)
    alice = given_rich("alice", 5)
    with watching(server, bearer(alice)) as stream:
        stream.balance()
        _until(lambda: backends("LISTEN%") == 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
                " AND pid <> pg_backend_pid()"
            )
        given_funds(alice, 2)  # nobody hears of this one
        stream.balance_of_sats(7)
        _until(lambda: backends("LISTEN%") == 1)
        given_funds(alice, 3)
        announce_balance(user_id=alice.pk)
        stream.balance_of_sats(10)


def test_the_whole_history_streams_as_csv(
    server: str, monkeypatch: pytest.MonkeyPatch, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    monkeypatch.setattr("payments.api.balances.CSV_ROWS", 2)
    alice = given_user("alice")
    pays(btcpay, bell, given_quote(bell, alice, 100_000))
    for number in range(3):
        reserve_usage(user=alice, price="ai_tokens", units_max=1_100, request_id=f"r{number}")
        capture_usage(user=alice, request_id=f"r{number}", units=1_100)
    rows = _csv(server, alice)
    assert [row["type"] for row in rows] == ["spend"] * 6 + ["bonus", "deposit"]
    assert rows[0]["balance_after_msats"] == str(109_967 * SAT)
    assert rows[-1]["balance_before_msats"] == "0"
    assert _csv(server, given_user("bob")) == []
    _until(lambda: backends() == 0)


def _csv(server: str, user: User) -> list[dict[str, str]]:
    answer = httpx.get(
        f"{server}/transactions",
        params={"format": "csv"},
        headers={"Authorization": bearer(user)},
        trust_env=False,
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text)))


def _waiting() -> int:
    return sum(board.count for _, board in switchboard._boards.values())
