"""From a stored message to its effect and its replies, on the real rooms below."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from accounts.models import LoginCode, User, WaitlistEntry
from conftest import Bell
from jobs.lifecycle import Actor, By, move
from jobs.models import Job, Service
from jobs.services import register_agent_key, save_service, store_credentials
from jobs.tests.given import asked, started
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from nostr_bridge.codec import Bot
from nostr_bridge.dialogues import phrases
from nostr_bridge.models import Conversation, InboundMessage, OutboundMessage
from nostr_bridge.services import conversing, read_message, reading, receive_event, send_dm
from nostr_bridge.tests.wraps import message, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(bell: Bell) -> Bell:
    return bell


@pytest.fixture
def service(db: None) -> Service:
    register_agent_key(public_key=PrivateKey.generate().public_key.to_text())
    return save_service(
        slug="nocturne",
        name="Nocturne+",
        aliases=["noc"],
        origins=["127.0.0.1:9001"],
        start_url="http://127.0.0.1:9001/",
        account_url="http://127.0.0.1:9001/account",
    )


@pytest.fixture
def alice(service: Service) -> Bot:
    """A person who is known and has handed over a sign-in."""
    alice = person()
    tell(alice, "hi")
    fields = {"email": "a@example.org", "password": "x"}
    store_credentials(user=user_of(alice), service_slug="nocturne", fields=fields)
    OutboundMessage.objects.all().delete()
    return alice


def user_of(who: Bot) -> User:
    return User.objects.get(pubkey=who.pubkey)


def tell(who: Bot, text: str) -> list[str]:
    """One message, read; what was queued for them because of it."""
    before = set(OutboundMessage.objects.values_list("pk", flat=True))
    receive_event(message(who, text))
    newest = InboundMessage.objects.order_by("-pk").first()
    assert newest is not None
    read_message(message_id=newest.pk)
    rows = OutboundMessage.objects.filter(recipient=who.pubkey).exclude(pk__in=before)
    return list(rows.order_by("pk").values_list("text", flat=True))


def test_a_stranger_who_says_hi_is_welcomed_and_known(service: Service) -> None:
    bob = person()
    assert tell(bob, "hi") == [phrases.welcome(["Nocturne+"], 3_000)]
    assert user_of(bob).username.startswith("npub1")


def test_a_handled_message_keeps_nothing_of_its_words(service: Service) -> None:
    tell(person(), "help")
    row = InboundMessage.objects.get()
    assert (row.state, row.wrap) == (InboundMessage.State.HANDLED, "")


def test_reading_again_changes_nothing(alice: Bot) -> None:
    assert len(tell(alice, "cancel noc")) == 1
    row = InboundMessage.objects.order_by("-pk")[0]
    assert read_message(message_id=row.pk) == 0
    assert OutboundMessage.objects.count() == 1
    assert Job.objects.count() == 1


def test_the_message_itself_refuses_to_be_handled_twice(alice: Bot) -> None:
    """Even where two readers hold the same head, as after a lost session lock."""
    receive_event(message(alice, "price"))
    row = InboundMessage.objects.order_by("-pk")[0]
    reading._handle(row.pk)
    reading._handle(row.pk)
    assert OutboundMessage.objects.count() == 1


def test_cancel_opens_a_job_and_the_jobs_own_news_answers(alice: Bot) -> None:
    assert tell(alice, "please cancel my Nocturne subscription!") == [
        phrases.queued("Nocturne+", "cancel", 1)
    ]
    assert (Job.objects.get().action, Job.objects.get().status) == ("cancel", "queued")


def test_whoever_was_switched_off_is_told_so_and_nothing_is_done(alice: Bot) -> None:
    User.objects.filter(pubkey=alice.pubkey).update(is_active=False)
    for text in ("cancel nocturne", "login", "hi"):
        assert tell(alice, text) == [phrases.suspended()]
    assert not Job.objects.exists()
    assert not LoginCode.objects.exists()


def test_without_a_sign_in_the_person_is_shown_the_way(service: Service) -> None:
    told = tell(person(), "cancel nocturne+")
    assert len(told) == 1
    assert "sign-in" in told[0]
    assert "login" in told[0]
    assert not Job.objects.exists()


def test_a_second_job_for_the_same_service_is_refused_in_words(alice: Bot) -> None:
    tell(alice, "cancel nocturne")
    assert "open job" in tell(alice, "resume nocturne")[0]
    assert Job.objects.count() == 1


def test_abort_ends_the_job_and_without_one_says_so(alice: Bot) -> None:
    tell(alice, "cancel nocturne")
    assert tell(alice, "abort") == [phrases.aborted("Nocturne+", "cancel")]
    assert Job.objects.get().status == Job.Status.ABORTED
    assert len(tell(alice, "abort")) == 1


def test_pay_without_a_debt_says_so(alice: Bot) -> None:
    assert tell(alice, "pay") == [phrases.nothing_to_pay()]


def test_login_sends_a_code_that_nobody_needs_after_ten_minutes(alice: Bot) -> None:
    told = tell(alice, "login")
    assert len(told) == 1
    assert LoginCode.objects.filter(closed_at__isnull=True).count() == 1
    row = OutboundMessage.objects.get()
    assert row.expires_at <= utc_now() + timedelta(minutes=10)


def test_a_code_nobody_asked_for_is_not_passed_on(alice: Bot) -> None:
    assert tell(alice, "the code is 123 456") == [phrases.code_not_wanted()]


@override_settings(USERS_MAX=0)
def test_a_full_house_says_so_and_remembers(service: Service) -> None:
    assert tell(person(), "help") == [phrases.waitlist()]
    assert WaitlistEntry.objects.count() == 1


def test_what_was_asked_is_remembered_for_an_hour(alice: Bot) -> None:
    tell(alice, "cancel")
    assert Conversation.objects.get(pubkey=alice.pubkey).asked == "cancel_what"
    Conversation.objects.update(asked_at=utc_now() - timedelta(hours=2))
    assert tell(alice, "nocturne") == [phrases.cancel_or_resume("Nocturne+")]
    tell(alice, "cancel")
    assert tell(alice, "nocturne") == [phrases.queued("Nocturne+", "cancel", 1)]


def test_a_backlog_is_read_in_the_order_it_was_written(alice: Bot) -> None:
    now = int(utc_now().timestamp())
    receive_event(message(alice, "abort", created_at=now - 10))
    receive_event(message(alice, "cancel nocturne", created_at=now - 20))
    rows = InboundMessage.objects.filter(state=InboundMessage.State.UNREAD)
    assert read_message(message_id=rows.order_by("pk")[0].pk) == 2
    assert Job.objects.get().status == Job.Status.ABORTED


def test_what_a_room_refuses_undoes_only_that(alice: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    save_service(
        slug="zap", name="Zap", origins=["127.0.0.1:9002"], start_url="http://127.0.0.1:9002/"
    )
    told = tell(alice, "cancel zap and nocturne")
    assert any("sign-in" in text for text in told)
    assert [job.service.slug for job in Job.objects.all()] == ["nocturne"]


def test_an_error_of_ours_is_tried_again_and_then_owned_up_to(
    alice: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(conversing, "abort_job", broken)
    receive_event(message(alice, "abort"))
    row = InboundMessage.objects.order_by("-pk")[0]
    for _ in range(reading.ATTEMPTS_MAX):
        with pytest.raises(ZeroDivisionError):
            read_message(message_id=row.pk)
        row.refresh_from_db()
        assert row.state == InboundMessage.State.UNREAD
    assert read_message(message_id=row.pk) == 1
    row.refresh_from_db()
    assert (row.state, row.wrap) == (InboundMessage.State.GIVEN_UP, "")
    assert OutboundMessage.objects.get().text == phrases.gave_up()


def test_a_failure_halfway_leaves_no_effect_behind(
    alice: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job is opened, then the reply fails: both must be gone, or a retry would double."""
    real = send_dm

    def fails_once(**facts: Any) -> Any:
        monkeypatch.setattr(reading, "send_dm", real)
        raise ConnectionError

    monkeypatch.setattr(reading, "send_dm", fails_once)
    receive_event(message(alice, "cancel nocturne"))
    receive_event(message(alice, "help"))
    row = InboundMessage.objects.order_by("-pk")[0]
    with pytest.raises(ConnectionError):
        read_message(message_id=row.pk)
    read_message(message_id=row.pk)
    assert OutboundMessage.objects.count() == 2
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_six_workers_reading_the_same_person_answer_each_message_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = person()
    for n in range(5):
        receive_event(message(bob, "price", created_at=1_790_000_000 + n))
    numbers = list(InboundMessage.objects.values_list("pk", flat=True))
    gate = threading.Barrier(6)
    counts: list[int] = []

    def work(number: int) -> None:
        gate.wait()
        try:
            counts.append(read_message(message_id=number))
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(numbers[n % 5],)) for n in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts) == 5
    assert OutboundMessage.objects.filter(recipient=bob.pubkey).count() == 5
    assert set(InboundMessage.objects.values_list("attempts", flat=True)) == {1}


# --- news of jobs -----------------------------------------------------------------------------

AGENT = Actor(By.AGENT, "mini")


@pytest.fixture
def job(alice: Bot) -> Job:
    tell(alice, "cancel nocturne")
    OutboundMessage.objects.all().delete()
    return Job.objects.get()


def texts() -> list[str]:
    return list(OutboundMessage.objects.order_by("pk").values_list("text", flat=True))


def test_each_ending_is_told_once(job: Job) -> None:
    endings: dict[str, Callable[[], str]] = {
        Job.Status.FAILED: lambda: phrases.failed("Nocturne+", "cancel", "The password is wrong."),
        Job.Status.QUEUED: lambda: phrases.queued("Nocturne+", "cancel", 1),
    }
    move(job, Job.Status.RUNNING, actor=AGENT)
    move(
        job, Job.Status.FAILED, actor=AGENT,
        facts={"error_code": "credential_invalid", "reason": "The password is wrong."},
    )  # fmt: skip
    assert texts() == [
        phrases.started("Nocturne+", "cancel"),
        endings[Job.Status.FAILED](),
    ]


def test_an_invoice_is_words_and_then_the_bare_invoice(job: Job) -> None:
    from nostr_bridge.receivers import tell_person  # noqa: PLC0415

    facts = {"bolt11": "lnbc30u1pexample", "amount_sats": 3_000, "expires_at": utc_now()}
    tell_person(job=job, event="invoiced", facts=facts)
    tell_person(job=job, event="invoiced", facts=facts)
    assert len(texts()) == 2
    assert "3,000 sats" in texts()[0]
    assert texts()[1] == "lnbc30u1pexample"


def test_the_receipt_names_everything(job: Job) -> None:
    from nostr_bridge.receivers import tell_person  # noqa: PLC0415

    tell_person(job=job, event="paid", facts={"amount_sats": 3_000})
    for word in ("Receipt", "Nocturne+", "cancellation", "3,000 sats", str(job.pk)):
        assert word in texts()[0]


def test_each_question_is_asked_by_its_own_key(job: Job) -> None:
    from nostr_bridge.receivers import tell_person  # noqa: PLC0415

    for key in ("k1", "k1", "k2"):
        facts = {"field": "code", "prompt": "x", "request_key": key}
        tell_person(job=job, event="input_wanted", facts=facts)
    assert texts() == [phrases.code_wanted("Nocturne+", "code")] * 2


def test_an_operator_without_a_key_hears_nothing(job: Job) -> None:
    from nostr_bridge.receivers import tell_person  # noqa: PLC0415

    job.user.pubkey = None
    tell_person(job=job, event="aborted", facts={})
    assert texts() == []


def test_two_sites_that_wait_for_a_code_each_get_their_own(alice: Bot, service: Service) -> None:
    key = PrivateKey.generate()
    register_agent_key(public_key=key.public_key.to_text())
    save_service(slug="other", name="Other", origins=service.origins, start_url=service.start_url)
    questions = {}
    for slug in ("nocturne", "other"):
        fields = {"email": "a@example.org", "password": "x"}
        store_credentials(user=user_of(alice), service_slug=slug, fields=fields)
        tell(alice, f"cancel {slug}")
        run = started(Job.objects.get(service__slug=slug), key)
        questions[slug] = asked(run)
    assert tell(alice, "123456") == [phrases.code_for_which(["Nocturne+", "Other"])]
    assert tell(alice, "nocturne: 123456") == [phrases.code_given()]
    for question in questions.values():
        question.refresh_from_db()
    assert {slug: one.status for slug, one in questions.items()} == {
        "nocturne": "answered",
        "other": "open",
    }
    assert tell(alice, "654321") == [phrases.code_given()]
