"""Queue `browser` on a real RabbitMQ: least privilege, redelivery after kill -9, nothing secret."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from amqp.exceptions import AccessRefused
from celery import Celery
from kombu import Connection
from kombu.exceptions import OperationalError

from kernel.broker import BROWSER_QUEUE, DEFAULT_QUEUE, transport_settings
from kernel.sealing import PrivateKey
from tests.rabbit import Rabbit

pytestmark = pytest.mark.broker
ROOT = Path(__file__).resolve().parent.parent
WAIT_SECONDS_MAX = 100


class AgentApi(BaseHTTPRequestHandler):
    """Refuses every run as stale, after as long as the test holds it; remembers who asked."""

    asked: ClassVar[list[str]] = []
    hold = threading.Event()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.path)
        self.hold.wait(WAIT_SECONDS_MAX)
        body = json.dumps({"error": "stale_run", "message": "Somebody else has it."}).encode()
        with contextlib.suppress(OSError):
            self.send_response(409)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def rabbit() -> Iterator[Rabbit]:
    with Rabbit() as rabbit:
        rabbit.add_user("agent", "pw", configure="^$", write="^$", read=f"^{BROWSER_QUEUE}$")
        yield rabbit


@pytest.fixture(autouse=True)
def _no_broker_of_the_test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Celery puts this variable before any configuration."""
    monkeypatch.delenv("CELERY_BROKER_URL")


@pytest.fixture
def server_app(rabbit: Rabbit) -> Celery:
    """The server's side: declares the queues and rings."""
    app = Celery("server", set_as_current=False)
    app.conf.update(transport_settings(rabbit.url))
    with app.connection_for_write() as connection, connection.channel() as channel:
        for queue in app.conf.task_queues:
            queue(channel).declare()
            queue(channel).purge()
    return app


@pytest.fixture
def api() -> Iterator[str]:
    AgentApi.asked.clear()
    AgentApi.hold = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), AgentApi)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    AgentApi.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def agent_environment(rabbit: Rabbit, api: str, tmp_path: Path) -> dict[str, str]:
    key = tmp_path / "key.json"
    PrivateKey.generate().write_file(key)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "CELERY_BROKER_URL": rabbit.url_of("agent", "pw"),
        "AGENT_API_URL": api,
        "AGENT_TOKEN": "a-token",
        "AGENT_PRIVATE_KEY_FILE": str(key),
        "AGENT_SPOOL_DIR": str(tmp_path / "spool"),
        "AGENT_EVIDENCE_DIR": str(tmp_path / "evidence"),
        "VISION_URL": "http://127.0.0.1:9",
    }


@contextlib.contextmanager
def browser_worker(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The Procfile's `browser` line, with nothing of the server in its environment."""
    with log.open("ab") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "browser_agent.worker", "worker",
             "-Q", "browser", "-c", "1", "-n", "browser@test", "--loglevel", "INFO",
             "--without-gossip", "--without-mingle", "--without-heartbeat"],
            env=environment, cwd=log.parent, stdout=sink, stderr=sink, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Swallower:
    """A home router that forgets a connection: its bytes vanish both ways, and nobody is told."""

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.forgotten = threading.Event()
        self.sockets: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def forget(self) -> None:
        """From now on, what is connected is dead and does not know it; new connections work."""
        self.forgotten.set()
        self.forgotten = threading.Event()

    def close(self) -> None:
        self.listener.close()
        for one in self.sockets:
            one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target_port))
                self.sockets += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(
                        target=self._carry, args=(one, other, self.forgotten), daemon=True
                    ).start()

    def _carry(self, one: socket.socket, other: socket.socket, forgotten: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65_536):
                if not forgotten.is_set():
                    other.sendall(data)
            if not forgotten.is_set():
                other.shutdown(socket.SHUT_WR)


@pytest.fixture
def router(rabbit: Rabbit) -> Iterator[Swallower]:
    router = Swallower(rabbit.port)
    yield router
    router.close()


def ring(app: Celery) -> str:
    run_id = str(uuid.uuid4())
    app.send_task("browser_agent.perform_run", kwargs={"run_id": run_id, "fencing_token": 1})
    return run_id


def wait_for(ready: Any, log: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while not ready():
        assert time.monotonic() < deadline, log.read_text(errors="replace")[-3_000:]
        time.sleep(0.1)


def test_a_run_reaches_the_restricted_agent_and_comes_back_after_kill_9(
    server_app: Celery, agent_environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    run_id = ring(server_app)
    with browser_worker(agent_environment, log):
        wait_for(lambda: len(AgentApi.asked) == 1, log)  # in the middle of the task, killed here
    AgentApi.hold.set()
    with browser_worker(agent_environment, log):
        wait_for(lambda: len(AgentApi.asked) == 2, log)
        wait_for(lambda: "succeeded" in log.read_text(errors="replace"), log)
    assert AgentApi.asked == [f"/api/agent/runs/{run_id}/start"] * 2


def test_a_connection_that_the_router_forgot_is_noticed_and_replaced(
    server_app: Celery, agent_environment: dict[str, str], router: Swallower, tmp_path: Path
) -> None:
    """By the AMQP heartbeat: without one the worker waits here for ever, deaf and alive."""
    log = tmp_path / "worker.log"
    AgentApi.hold.set()
    url = f"amqp://agent:pw@127.0.0.1:{router.port}//"
    with browser_worker(agent_environment | {"CELERY_BROKER_URL": url}, log):
        ring(server_app)
        wait_for(lambda: len(AgentApi.asked) == 1, log)
        router.forget()
        run_id = ring(server_app)
        wait_for(lambda: f"/api/agent/runs/{run_id}/start" in AgentApi.asked, log)


def test_the_message_holds_ids_and_nothing_else(server_app: Celery, rabbit: Rabbit) -> None:
    run_id = ring(server_app)
    with Connection(rabbit.url) as connection:
        message = connection.SimpleQueue(
            next(q for q in server_app.conf.task_queues if q.name == BROWSER_QUEUE)
        ).get(timeout=10)
        assert message.payload[:2] == [[], {"run_id": run_id, "fencing_token": 1}]
        message.ack()


def test_the_agents_user_may_read_its_queue_and_nothing_else(
    server_app: Celery, rabbit: Rabbit
) -> None:
    refused = (ConnectionError, OperationalError, OSError)
    with Connection(rabbit.url_of("agent", "pw")) as connection:
        channel: Any = connection.channel()
        assert channel.basic_get(BROWSER_QUEUE) is None
        with pytest.raises((*refused, AccessRefused)):
            channel.basic_get(DEFAULT_QUEUE)
    with Connection(rabbit.url_of("agent", "pw")) as connection:
        channel = connection.channel()
        with pytest.raises((*refused, AccessRefused)):
            channel.queue_declare("anything", durable=True)
    thief = Celery("thief", set_as_current=False)
    thief.conf.update(transport_settings(rabbit.url_of("agent", "pw"), restricted=True))
    with pytest.raises((*refused, AccessRefused)):
        ring(thief)
