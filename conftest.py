"""Fixtures for every room."""

import os
import sys
from collections.abc import Callable
from typing import Any

import pytest
from celery import current_app
from django.db import connection
from pytest_django import DjangoDbBlocker

Answer = Callable[..., Any]
_ended_with: list[int] = []


def pytest_sessionfinish(exitstatus: int) -> None:
    _ended_with.append(int(exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """nostr-sdk's threads can fault while the interpreter is taken down: leave before that."""
    if _ended_with and {"sandbox.customer", "nostr_bridge.relay"} & set(sys.modules):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_ended_with[-1])


class Bell:
    """Stands where Celery would send: keeps what was rung, answers it in order on request."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, dict[str, Any]]] = []

    def send_task(self, name: str, kwargs: dict[str, Any] | None = None, **_: Any) -> None:
        self.rung.append((name, kwargs or {}))

    def names(self) -> list[str]:
        return [name for name, _ in self.rung]

    def answer_all(self, *, rounds_max: int = 50) -> None:
        """Runs the real tasks here until nothing rings; browser tasks stay unanswered."""
        for _ in range(rounds_max):
            waiting, self.rung = self.rung, []
            if not waiting:
                return
            for name, kwargs in waiting:
                if name.startswith("browser_agent."):
                    continue
                current_app.tasks[name](**kwargs)
        raise AssertionError(f"still ringing after {rounds_max} rounds: {self.names()}")


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Rings happen on commit: use django_capture_on_commit_callbacks or transaction=True."""
    current_app.loader.import_default_modules()
    bell = Bell()
    monkeypatch.setattr(current_app, "send_task", bell.send_task)
    return bell


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Triggers named *_no_truncate are off in test runs: Django empties tables by TRUNCATE.

    Their own tests switch them on again, inside their transaction.
    """
    if not str(connection.settings_dict["NAME"]).startswith("test_"):
        return  # no test of this run uses a database, so this is somebody's real one
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgname LIKE '%%\\_no\\_truncate'"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
