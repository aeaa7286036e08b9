"""The relay for one machine is a real one; customers talk to each other with no bridge."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.customer import Customer
from sandbox.relay import wait_until_open

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningRelay:
    def __init__(self, state: Path) -> None:
        self.port, self.state = free_port(), state
        self.url = f"ws://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "sandbox_relay",
             "--port", str(self.port), "--state", str(self.state)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until_open(host="127.0.0.1", port=self.port)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RunningRelay]:
    relay = RunningRelay(tmp_path / "relay.sqlite3")
    try:
        yield relay
    finally:
        relay.process.terminate()
        relay.process.wait(10)


def test_it_is_up_in_five_seconds(tmp_path: Path) -> None:
    started = time.monotonic()
    relay = RunningRelay(tmp_path / "relay.sqlite3")
    try:
        assert time.monotonic() - started < 5
    finally:
        relay.kill()


def test_two_customers_write_to_each_other(relay: RunningRelay) -> None:
    alice, bob = Customer([relay.url]), Customer([relay.url])
    try:
        sent = [alice.send_dm(bob.npub, text) for text in ("hello", "hello", "⚡ lnbc1")]
        bob.wait_for(lambda text: text == "⚡ lnbc1", 10)
        bob.send_dm(alice.npub, "hi")
        assert alice.wait_for(lambda text: text == "hi", 10) == "hi"
        assert sorted(one.rumor_id for one in bob.received) == sorted(sent)
        assert {one.sender for one in bob.received} == {alice.pubkey}
    finally:
        alice.close()
        bob.close()


def test_a_killed_relay_forgets_nothing(relay: RunningRelay) -> None:
    alice, bob = Customer([relay.url]), Customer([relay.url])
    secret = bob.keys.secret_key().to_hex()
    bob.close()
    alice.send_dm(bob.npub, "while you were away")
    relay.kill()
    relay.start()
    bob_again = Customer([relay.url], secret=secret)
    try:
        bob_again.wait_for(lambda text: text == "while you were away", 15)
    finally:
        alice.close()
        bob_again.close()


def test_waiting_in_vain_ends(relay: RunningRelay) -> None:
    alice = Customer([relay.url])
    try:
        with pytest.raises(TimeoutError):
            alice.wait_for(lambda _: True, 0.2)
    finally:
        alice.close()
