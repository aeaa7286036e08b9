"""The sweep runs alone and survives one room's trouble; the checks catch what leaks in."""

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from nostr_bridge.models import Heartbeat
from ops import checks, services
from ops.tasks import reconcile_books_task
from payments.services.reconciliation import Difference


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", [UpstreamError("BTCPay is away."), KeyError("a bug")])
def test_one_rooms_trouble_keeps_no_other_from_being_swept(
    trouble: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> dict[str, int]:
        raise trouble

    sweeps = {"first": fails, "second": lambda: {"rung": 2}}
    monkeypatch.setattr(services, "SWEEPS", sweeps)
    assert services.sweep() == {"second": {"rung": 2}}
    assert "room=first" in caplog.text


@pytest.mark.django_db
def test_the_real_sweep_finds_nothing_in_an_empty_house() -> None:
    counts = services.sweep()
    assert set(counts) >= {"jobs", "payments", "bridge"}
    assert not any(count for room in counts.values() for count in room.values())


@pytest.mark.django_db
def test_two_sweeps_at_once_are_one() -> None:
    told = connection.settings_dict
    with psycopg.connect(
        host=told["HOST"] or None,
        port=told["PORT"] or None,
        user=told["USER"],
        password=told["PASSWORD"] or None,
        dbname=told["NAME"],
        autocommit=True,
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [services.SWEEP_LOCK])
        assert services.sweep() == {}
        other.execute("SELECT pg_advisory_unlock(%s)", [services.SWEEP_LOCK])
    assert services.sweep() != {}


@pytest.mark.parametrize("key", sorted(checks.JWT_KEYS))
def test_a_jwt_setting_left_to_the_environment_is_critical(key: str, settings: Any) -> None:
    settings.NINJA_JWT = {k: v for k, v in settings.NINJA_JWT.items() if k != key}
    assert [message.id for message in checks.jwt_settings_cannot_leak_in()] == ["ops.E001"]


def test_the_jwt_settings_as_they_are_pass() -> None:
    assert checks.jwt_settings_cannot_leak_in() == []
    assert settings.NINJA_JWT["LEEWAY"] == 0


@pytest.mark.django_db
def test_health_is_ok_and_says_so_when_the_database_is_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/api/health").json() == {"status": "ok", "bridge": "silent"}
    now = utc_now()
    Heartbeat.objects.create(pubkey="a" * 64, process="test", started_at=now, beat_at=now)
    assert client.get("/api/health").json() == {"status": "ok", "bridge": "alive"}

    def down(**_: Any) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr("ops.api.Heartbeat.objects.filter", down)
    assert client.get("/api/health").status_code == 503


def test_the_night_tells_of_every_difference(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = [Difference("job:1:1", "paid there, not here"), Difference("trial balance", "off")]
    monkeypatch.setattr(services, "reconcile_rails", lambda *, since: found)
    assert reconcile_books_task() == "2 differences"
    assert "job:1:1: paid there, not here" in caplog.text


@pytest.mark.django_db
def test_a_btcpay_that_is_away_is_no_crash_of_the_night() -> None:
    assert reconcile_books_task().startswith("not compared")


@pytest.mark.django_db
def test_a_role_that_could_write_in_the_books_is_said_so() -> None:
    [told] = checks.books_are_shut_to_the_application()
    assert told.id == "ops.I005"
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE hardened_for_a_check; SET LOCAL ROLE hardened_for_a_check")
        assert checks.books_are_shut_to_the_application() == []
        cursor.execute("RESET ROLE")


def test_a_house_in_which_nobody_hears_of_trouble_is_said_so(settings: Any) -> None:
    settings.NOTIFY_EMAIL = settings.NOTIFY_WEBHOOK_URL = ""
    [told] = checks.somebody_hears_of_trouble()
    assert told.id == "ops.I006"
    settings.NOTIFY_EMAIL = "ops@example.org"
    assert checks.somebody_hears_of_trouble() == []
