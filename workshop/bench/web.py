"""An internal payment through the HTTP API, with a real access token: one charge of a known cost
(one request), or hold and capture (two).

One web process as in the Procfile; the clients keep their connections, as programs do.
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from workshop.bench.books import ROOT, Place
from workshop.dotenv import development_values
from workshop.processes import free_port, listens
from workshop.say import refuse

PEOPLE = 32
START_SECONDS_MAX = 30
PAUSE_SECONDS = 0.1


class House:
    """The product's web process on a database of its own, and people who may spend."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.place = place
        self.port = free_port(None)
        self.environment = (
            os.environ
            | development_values()
            | {
                "DATABASE_URL": place.url,
                "DJANGO_SETTINGS_MODULE": "config.settings.base",
                "DATABASE_POOL_MAX": "20",
                "DEBUG": "false",
                "SANDBOX": "false",
                "LOG_LEVEL": "WARNING",
                "CELERY_BROKER_URL": f"filesystem://{folder / 'broker'}",
                "EVIDENCE_DIR": str(folder / "evidence"),
                "PYTHONWARNINGS": "default",
            }
        )
        self.tokens: list[str] = []

    @contextmanager
    def open(self) -> Iterator[None]:
        self.tokens = self._people()
        command = [
            *(sys.executable, "-m", "uvicorn", "config.asgi:application"),
            *("--host", "127.0.0.1", "--port", str(self.port)),
            *("--lifespan", "off", "--no-access-log", "--limit-concurrency", "80"),
        ]
        with subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL
        ) as web:
            try:
                self._wait_for(web)
                yield
            finally:
                web.terminate()

    def _people(self) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "workshop.bench.people", str(PEOPLE)],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            refuse(f"Nobody could be given money:\n{done.stderr[-2_000:]}")
        tokens: list[str] = json.loads(done.stdout.splitlines()[-1])
        return tokens

    def _wait_for(self, web: subprocess.Popen[bytes]) -> None:
        for _ in range(int(START_SECONDS_MAX / PAUSE_SECONDS)):
            if listens(self.port):
                return
            if web.poll() is not None:
                break
            time.sleep(PAUSE_SECONDS)
        refuse("The web process did not start.")

    def measured(self, way: str, *, clients: int, seconds: float) -> float:
        """Payments per second. way: charge or hold_and_capture. Any answer but success ends it."""
        counts: list[float] = []
        gate = threading.Barrier(clients)

        def run(number: int) -> None:
            caller = Caller(self.port, self.tokens[number % len(self.tokens)])
            caller.pay(way)
            gate.wait(START_SECONDS_MAX)
            began, done = time.monotonic(), 0
            while (now := time.monotonic()) < began + seconds:
                caller.pay(way)
                done += 1
            counts.append(done / (now - began))

        threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(counts) < clients:
            refuse("A client of the web process broke; what it said is above.")
        return sum(counts)


class Caller:
    """One program that spends from its balance, on one kept connection."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def pay(self, way: str) -> None:
        request_id = str(uuid4())
        if way == "charge":
            used = {"prompt_tokens": 200, "completion_tokens": 300}
            body = {"price": "ai_tokens", "request_id": request_id, "model": "m", **used}
            self._post("/api/payments/charges", body)
            return
        self._post(
            "/api/payments/holds",
            {"price": "ai_tokens", "units_max": 1_000, "request_id": request_id},
        )
        self._post(
            f"/api/payments/holds/{request_id}/capture",
            {"prompt_tokens": 200, "completion_tokens": 300},
        )

    def _post(self, path: str, body: dict[str, Any]) -> None:
        self.connection.request("POST", path, json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status not in {200, 201}:
            refuse(f"{path} answered {answer.status}: {said[:300].decode(errors='replace')}")
