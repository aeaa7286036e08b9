"""News to operators: by email, by a signed webhook, until each has arrived."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from conftest import Bell
from kernel.clock import utc_now
from payments.models import Notice
from payments.services import delivering
from payments.services.delivering import deliver_notice
from payments.services.notices import tell
from payments.services.sweep import sweep_payments
from tests.given import given_user
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "whsec-of-the-test"


class Hook:
    """An operator's webhook. status: what it answers next."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[tuple[str, bytes]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((self.headers["X-Signature"], body))
                self.send_response(hook.status)
                self.send_header("Content-Length", "0")
                self.send_header("Location", "http://169.254.169.254/")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"


@pytest.fixture
def hook(settings: Settings) -> Iterator[Hook]:
    hook = Hook()
    thread = threading.Thread(target=hook.server.serve_forever, args=(0.02,))
    thread.start()
    settings.NOTIFY_WEBHOOK_URL = f"http://{hook.host}/news"
    settings.NOTIFY_WEBHOOK_SECRET = SECRET
    settings.NOTIFY_EMAIL = "operators@example.org"
    settings.GUARD_ALLOWED_HOSTS = {hook.host}
    yield hook
    hook.server.shutdown()
    hook.server.server_close()
    thread.join()


def given_notice(bell: Bell, key: str = "payout:1:settled") -> Notice:
    notice = tell(key=key, kind="payout_settled", text="Paid.", facts={"amount_msats": 7})
    bell.rung.clear()
    return notice


def fresh(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def passes(notice: Notice, span: timedelta = timedelta(hours=2)) -> None:
    row = fresh(notice)
    Notice.objects.filter(pk=row.pk).update(
        next_try_at=row.next_try_at - span, raised_at=row.raised_at - span
    )


def test_both_channels_have_it_once(bell: Bell, hook: Hook) -> None:
    notice = given_notice(bell)
    assert deliver_notice(notice_id=notice.pk)
    assert deliver_notice(notice_id=notice.pk)
    [(signature, body)] = hook.got
    told = json.loads(body)
    assert signature == f"sha256={hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}"
    assert (told["id"], told["facts"]) == ("payout:1:settled", {"amount_msats": 7})
    [letter] = mail.outbox
    assert (letter.to, letter.body) == (["operators@example.org"], "Paid.")
    done = fresh(notice)
    assert None not in {done.email_at, done.webhook_at, done.done_at}


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_webhook_that_refuses_is_tried_again_and_the_email_is_not(
    bell: Bell, hook: Hook, status: int
) -> None:
    notice = given_notice(bell)
    hook.status = status
    assert not deliver_notice(notice_id=notice.pk)
    assert fresh(notice).trouble == f"webhook: answered {status}"
    assert not deliver_notice(notice_id=notice.pk)
    assert len(hook.got) == 1, "not before its time"
    hook.status = 200
    passes(notice)
    assert sweep_payments()["notices"] == 1
    bell.answer_all()
    assert fresh(notice).done_at is not None
    assert (len(hook.got), len(mail.outbox)) == (2, 1)
    assert sweep_payments()["notices"] == 0


def test_an_email_that_fails_is_tried_again_and_the_webhook_is_not(
    bell: Bell, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_mail(*_: Any) -> None:
        raise SMTPServerDisconnected("login hunter2 refused")

    with monkeypatch.context() as patch:
        patch.setattr(delivering, "send_mail", send_mail)
        notice = given_notice(bell)
        assert not deliver_notice(notice_id=notice.pk)
    assert fresh(notice).trouble == "email: SMTPServerDisconnected"
    passes(notice)
    assert deliver_notice(notice_id=notice.pk)
    assert (len(hook.got), len(mail.outbox)) == (1, 1)


def test_pauses_grow_and_end(bell: Bell, hook: Hook) -> None:
    notice = given_notice(bell)
    hook.status = 500
    pauses = []
    for _ in range(9):
        passes(notice)
        assert not deliver_notice(notice_id=notice.pk)
        pauses.append(round((fresh(notice).next_try_at - utc_now()).total_seconds() / 30))
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 120, 120]
    Notice.objects.update(attempts=delivering.ATTEMPTS_MAX)
    passes(notice)
    assert sweep_payments()["notices"] == 0
    assert not deliver_notice(notice_id=notice.pk)
    assert len(hook.got) == 9


def test_two_workers_tell_once(bell: Bell, hook: Hook) -> None:
    notice = given_notice(bell)
    raced(lambda _: deliver_notice(notice_id=notice.pk), racers=6)
    assert (len(hook.got), len(mail.outbox)) == (1, 1)


def test_a_webhook_inside_is_not_asked(bell: Bell, hook: Hook, settings: Settings) -> None:
    settings.GUARD_ALLOWED_HOSTS = frozenset()
    notice = given_notice(bell)
    assert not deliver_notice(notice_id=notice.pk)
    assert hook.got == []
    assert "https" in fresh(notice).trouble


def test_without_channels_there_is_nothing_to_do(bell: Bell, settings: Settings) -> None:
    settings.NOTIFY_EMAIL = settings.NOTIFY_WEBHOOK_URL = ""
    assert deliver_notice(notice_id=given_notice(bell).pk)


def test_a_persons_news_is_done_once_the_bridge_has_it(bell: Bell, hook: Hook) -> None:
    notice = tell(key="n", kind="credited", text="Yours.", user=given_user("alice"))
    Notice.objects.update(dm_at=None, done_at=None)
    assert not deliver_notice(notice_id=notice.pk)
    Notice.objects.update(dm_at=notice.raised_at)
    passes(notice)
    assert deliver_notice(notice_id=notice.pk)
    assert (hook.got, mail.outbox) == ([], [])
