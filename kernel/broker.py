"""How both Celery apps speak to the broker: RabbitMQ in production, a folder on one machine.

RabbitMQ: quorum queues, publisher confirms with read and write time-outs (without them a worker
behind a dead NAT entry waits for its confirm for ever), late acknowledgement, requeue when a worker
is killed.

`filesystem:///absolute/folder`: kombu's folder transport with two mends (see AtomicFolderChannel).
It loses a message whose worker is killed; rows, leases and the sweep make that harmless.
"""

import fcntl
import sys
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any
from urllib.parse import unquote, urlparse

from kombu import Exchange, Queue
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

DEFAULT_QUEUE, BROWSER_QUEUE = "default", "browser"
EXCHANGE_NAME = "unsalted"
BROWSER_TASKS = "browser_agent.*"
BROKER_TIMEOUT_SECONDS = 15
POLL_SECONDS = 0.1
DELIVERIES_MAX = 10
BROWSER_TASK_SECONDS_MAX = 1_740
"""RabbitMQ closes the channel of a consumer that holds a message for 30 minutes, so no task may."""


class AtomicFolderChannel(filesystem.Channel):
    """kombu writes messages and bindings in place, so a reader can meet half a file and die.

    Here both appear whole, by rename; and a message being read stays inside the folder.
    """

    def _put(self, queue: str, payload: dict[str, Any], **_: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}.{queue}.msg"
        _write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        suffix, taken = f".{queue}.msg", Path(self.processed_folder)
        for path in sorted(Path(self.data_folder_in).glob(f"*{suffix}")):
            claimed = taken / path.name
            try:
                path.rename(claimed)
            except FileNotFoundError:
                continue  # another worker was faster
            payload = loads(claimed.read_text())
            claimed.unlink()
            return payload
        raise Empty

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str
    ) -> None:
        self.control_folder.mkdir(exist_ok=True)
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with (self.control_folder / "bindings.lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            known = self.get_table(exchange)
            if binding not in known:
                _write_whole(self.control_folder / f"{exchange}.exchange", dumps([binding, *known]))


class AtomicFolderTransport(filesystem.Transport):
    Channel = AtomicFolderChannel


TRANSPORT_ALIASES["filesystem"] = "kernel.broker:AtomicFolderTransport"


def transport_settings(url: str, *, restricted: bool = False) -> dict[str, Any]:
    """Celery's settings for this broker, in lower case.

    restricted: the agent's broker user may read queue `browser` and do nothing else, so nothing is
    declared and nothing but acknowledgements is written.
    """
    shared: dict[str, Any] = {
        "broker_connection_retry_on_startup": True,
        "broker_connection_timeout": BROKER_TIMEOUT_SECONDS,
        "task_default_queue": DEFAULT_QUEUE,
        "task_default_exchange": EXCHANGE_NAME,
        "task_default_routing_key": DEFAULT_QUEUE,
        "task_routes": {BROWSER_TASKS: {"queue": BROWSER_QUEUE, "routing_key": BROWSER_QUEUE}},
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_ignore_result": True,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_publish_retry_policy": {
            "max_retries": 2,
            "interval_start": 0.1,
            "interval_step": 0.2,
        },
        "worker_prefetch_multiplier": 1,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "worker_hijack_root_logger": False,
        "worker_enable_remote_control": not restricted,
    }
    if sys.platform == "darwin":
        shared["worker_pool_start_method"] = "spawn"  # forking after Cocoa has loaded is fragile
    scheme = url.split(":", 1)[0]
    if scheme in {"amqp", "amqps"}:
        return shared | _rabbitmq(url, restricted=restricted)
    if scheme == "filesystem":
        return shared | _folder(url)
    return shared | {"broker_url": url, "task_queues": _queues("direct", {}, declare=True)}


def _rabbitmq(url: str, *, restricted: bool) -> dict[str, Any]:
    quorum = {"x-queue-type": "quorum", "x-delivery-limit": DELIVERIES_MAX}
    return {
        "broker_url": url,
        # Quorum queues need a topic exchange for Celery's delayed delivery.
        "task_queues": _queues("topic", quorum, declare=not restricted),
        "task_default_exchange_type": "topic",
        "task_default_queue_type": "quorum",
        "broker_heartbeat": 10,
        "broker_transport_options": {
            "confirm_publish": True,
            "read_timeout": BROKER_TIMEOUT_SECONDS,
            "write_timeout": BROKER_TIMEOUT_SECONDS,
        },
    }


def _folder(url: str) -> dict[str, Any]:
    root = Path(unquote(urlparse(url).path))
    folders = {name: root / name for name in ("messages", "taken", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "broker_url": "filesystem://",
        "task_queues": _queues("direct", {}, declare=True),
        "task_default_exchange_type": "direct",
        "broker_transport_options": {
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "processed_folder": str(folders["taken"]),
            "control_folder": str(folders["control"]),
            "polling_interval": POLL_SECONDS,
        },
    }


def _queues(exchange_type: str, arguments: dict[str, Any], *, declare: bool) -> list[Queue]:
    exchange = Exchange(EXCHANGE_NAME, type=exchange_type, durable=True, no_declare=not declare)
    names = (DEFAULT_QUEUE, BROWSER_QUEUE) if declare else (BROWSER_QUEUE,)
    return [
        Queue(
            name,
            exchange,
            routing_key=name,
            queue_arguments=arguments or None,
            no_declare=not declare,
        )
        for name in names
    ]


def _write_whole(path: Path, text: str) -> None:
    draft = path.with_name(f".{uuid.uuid4().hex}.draft")
    draft.write_text(text)
    draft.rename(path)
