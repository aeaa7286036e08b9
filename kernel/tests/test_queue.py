"""A bell that the broker does not take is lost, and nothing else with it."""

import logging
from typing import Any

import pytest
from amqp.exceptions import AccessRefused, MessageNacked
from celery import current_app
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from kernel.queue import ring


@pytest.mark.django_db
@pytest.mark.parametrize(
    "refusal", [OperationalError, ConnectionResetError, AccessRefused, MessageNacked]
)
def test_no_refusal_of_the_brokers_reaches_whoever_has_committed(
    refusal: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    asked: list[str] = []

    def refuse(name: str, **_: Any) -> None:
        asked.append(name)
        raise refusal("amqp://user:secret@host")

    monkeypatch.setattr(current_app, "send_task", refuse)
    with (
        caplog.at_level(logging.WARNING),
        django_capture_on_commit_callbacks(execute=True),
    ):
        ring("room.first", id=1)
        ring("room.second", id=2)
    assert asked == ["room.first", "room.second"]
    assert "secret" not in caplog.text
