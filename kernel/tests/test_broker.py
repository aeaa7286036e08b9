"""The folder transport never shows half a message, and the settings say what production needs."""

import multiprocessing
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection, Consumer, Exchange, Producer, Queue

from kernel.broker import BROWSER_QUEUE, transport_settings

QUEUE = Queue("q", Exchange("x", type="direct"), routing_key="q")


def folder_connection(root: Path) -> Connection:
    settings = transport_settings(f"filesystem://{root}")
    return Connection(
        settings["broker_url"], transport_options=settings["broker_transport_options"]
    )


def publish(root: str, first: int, count: int) -> None:
    with folder_connection(Path(root)) as connection:
        producer = Producer(connection.channel())
        for number in range(first, first + count):
            producer.publish(
                {"number": number, "pad": "x" * 20_000},
                exchange=QUEUE.exchange,
                routing_key="q",
                declare=[QUEUE],
            )


def test_messages_written_while_read_arrive_whole_and_once(tmp_path: Path) -> None:
    writers = [
        multiprocessing.get_context("spawn").Process(
            target=publish, args=(str(tmp_path), n * 100, 100)
        )
        for n in range(3)
    ]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    with folder_connection(tmp_path) as connection, connection.channel() as channel:
        bound = QUEUE(channel)
        bound.declare()
        while True:
            finished = not any(writer.is_alive() for writer in writers)
            message = bound.get()
            if message is not None:
                seen.append(message.payload["number"])
                message.ack()
            elif finished:
                break
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert sorted(seen) == list(range(300))


def test_a_consumer_meets_nothing_in_an_empty_folder(tmp_path: Path) -> None:
    with folder_connection(tmp_path) as connection:
        consumer = Consumer(connection.channel(), [QUEUE])
        channel: Any = consumer.channel
        with pytest.raises(Empty):
            channel._get("q")


def test_rabbitmq_gets_quorum_queues_confirms_and_time_outs() -> None:
    settings = transport_settings("amqps://user:pw@host/vhost")
    assert settings["broker_transport_options"]["confirm_publish"]
    assert settings["broker_transport_options"]["read_timeout"] > 0
    assert settings["broker_transport_options"]["write_timeout"] > 0
    assert settings["task_acks_late"]
    assert settings["task_reject_on_worker_lost"]
    assert settings["worker_cancel_long_running_tasks_on_connection_loss"]
    assert all(q.queue_arguments["x-queue-type"] == "quorum" for q in settings["task_queues"])


def test_the_agents_machine_declares_nothing_and_reads_one_queue() -> None:
    settings = transport_settings("amqps://mac:pw@host/vhost", restricted=True)
    assert [q.name for q in settings["task_queues"]] == [BROWSER_QUEUE]
    assert all(q.no_declare and q.exchange.no_declare for q in settings["task_queues"])
    assert not settings["worker_enable_remote_control"]
