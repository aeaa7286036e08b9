"""Real processes for tests: a relay, a Celery worker with beat, the bridge. Killed by their ids."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from websockets.sync.client import connect

from sandbox.relay import relay_command, wait_until_open

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], Any], what: str, seconds_max: float = 30.0) -> None:
    give_up_at = time.monotonic() + seconds_max
    while not true():
        assert time.monotonic() < give_up_at, f"not within {seconds_max} s: {what}"
        time.sleep(0.05)


class Stage:
    """`folder` holds the relay's state, the broker and one log per process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.relay_url = f"ws://127.0.0.1:{self.port}"
        self.relays = [self.relay_url]
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def environment(self) -> dict[str, str]:
        """What the product's processes see: real settings, this test's database and relays."""
        names = ("SECRET_KEY", "BTCPAY_URL", "BTCPAY_STORE_ID", "BTCPAY_API_KEY", "SANDBOX")
        kept = {name: os.environ[name] for name in names}
        return (
            os.environ
            | kept
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.base",
                "DATABASE_URL": _database_url(),
                "NOSTR_BOT_NSEC": settings.NOSTR_BOT_NSEC,
                "NOSTR_RELAYS": ",".join(self.relays),
                "CELERY_BROKER_URL": f"filesystem://{self.folder}/broker",
                "SWEEP_SECONDS": "2",
                "PYTHONUNBUFFERED": "1",
            }
        )

    def start_relay(self) -> None:
        state = self.folder / "relay.sqlite3"
        command, environment = relay_command(host="127.0.0.1", port=self.port, state=state)
        self._start("relay", command, environment)
        wait_until_open(host="127.0.0.1", port=self.port, seconds_max=20)

    def start_worker(self) -> None:
        """A worker with two processes, and beat inside it for the sweep."""
        self._start(
            "worker",
            [sys.executable, "-m", "celery", "-A", "config", "worker", "-B", "-c", "2",
             "-s", str(self.folder / "beat"), "--without-gossip", "--without-mingle",
             "--loglevel", "WARNING"],
            self.environment,
        )  # fmt: skip

    def start_bridge(self, name: str = "bridge") -> None:
        command = [sys.executable, str(ROOT / "manage.py"), "run_nostr_bridge"]
        self._start(name, command, self.environment)

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def stop(self, name: str, seconds_max: float = 20.0) -> int:
        """SIGTERM; returns the exit code."""
        process = self.processes.pop(name)
        process.terminate()
        return process.wait(seconds_max)

    def stop_all(self) -> None:
        """Ends every process; says so where one had to be killed."""
        late = []
        for name, process in list(self.processes.items()):
            try:
                self.stop(name)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                late.append(name)
        assert not late, f"did not stop: {[(name, self.log(name)[-2000:]) for name in late]}"

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )


def _database_url() -> str:
    told = connection.settings_dict
    login = told["USER"] + (f":{told['PASSWORD']}" if told["PASSWORD"] else "")
    port = f":{told['PORT']}" if told["PORT"] else ""
    return (
        f"postgres://{login}@{told['HOST'] if not told['HOST'].startswith('/') else ''}{port}"
        + (
            f"/{told['HOST']}/{told['NAME']}"
            if told["HOST"].startswith("/")
            else f"/{told['NAME']}"
        )
    )


def events_on(relay_url: str, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """What the relay holds, asked over a bare socket."""
    events: list[dict[str, Any]] = []
    with connect(relay_url) as relay:
        relay.send(json.dumps(["REQ", "look", wanted]))
        while True:
            frame = json.loads(relay.recv(timeout=10))
            if frame[0] == "EOSE":
                return events
            if frame[0] == "EVENT":
                events.append(frame[2])
