"""Several debts on one invoice: it pays exactly those jobs."""

import pytest

from accounts.models import User
from conftest import Bell
from jobs.models import Job
from jobs.services import force_job, save_service, store_credentials, unpaid_invoice
from jobs.tests.conftest import EMAIL, PASSWORD, News
from jobs.tests.given import given_job, raced, till_says, verified
from kernel.sealing import PrivateKey
from payments.models import Invoice
from payments.tests.conftest import btcpay, no_network_in_transactions
from sandbox.btcpay.server import SandboxBTCPay

__all__ = ["btcpay", "no_network_in_transactions"]  # fixtures
OPEN, EXPIRED, SETTLED = Invoice.Status.OPEN, Invoice.Status.EXPIRED, Invoice.Status.SETTLED
CANCELLED = Invoice.Status.CANCELLED
SLUGS = ("nocturne", "streamly", "filmbox")


@pytest.fixture
def services(alice: User) -> None:
    """More than one, with alice's sign-ins."""
    for slug in SLUGS[1:]:
        save_service(
            slug=slug,
            name=slug.title(),
            aliases=[],
            origins=["127.0.0.1:9001"],
            start_url="http://127.0.0.1:9001/",
            account_url="http://127.0.0.1:9001/account",
            hints="",
        )
        store_credentials(
            user=alice, service_slug=slug, fields={"email": EMAIL, "password": PASSWORD}
        )


@pytest.fixture
def owed(services: None, alice: User, agent_key: PrivateKey) -> list[Job]:
    """Two jobs whose invoices ran out."""
    jobs = [given_job(alice, key=f"dm:{slug}", slug=slug) for slug in SLUGS[:2]]
    for job in jobs:
        verified(job, agent_key)
        till_says(own(job), OPEN)
        till_says(own(job), EXPIRED)
    return jobs


def own(job: Job) -> Invoice:
    newest = Invoice.objects.filter(purpose=f"job:{job.pk}").order_by("-pk").first()
    assert newest is not None
    return newest


def asked(user: User) -> Invoice:
    invoice = unpaid_invoice(user=user)
    assert invoice is not None
    return invoice


def statuses(jobs: list[Job]) -> list[str]:
    for job in jobs:
        job.refresh_from_db()
    return [job.status for job in jobs]


@pytest.mark.django_db
def test_two_debts_are_one_invoice_that_pays_both(owed: list[Job], alice: User, news: News) -> None:
    bundle = asked(alice)
    assert bundle.amount_sats == sum(job.price_sats for job in owed)
    assert {line.purpose for line in bundle.lines.all()} == {f"job:{job.pk}" for job in owed}
    assert asked(alice) == bundle  # asked twice, issued once
    till_says(bundle, OPEN)
    assert statuses(owed) == ["invoiced", "invoiced"]
    till_says(bundle, SETTLED)
    assert statuses(owed) == ["paid", "paid"]
    assert unpaid_invoice(user=alice) is None
    assert news.told[-1] == ("paid", {"amount_sats": 3_000})


@pytest.mark.django_db
def test_open_invoices_join_the_bundle_too(
    services: None, alice: User, agent_key: PrivateKey, news: News
) -> None:
    jobs = [given_job(alice, key=f"dm:{slug}", slug=slug) for slug in SLUGS]
    for job in jobs:
        verified(job, agent_key)
        till_says(own(job), OPEN)
    till_says(own(jobs[0]), EXPIRED)
    bundle = asked(alice)
    assert bundle.lines.count() == 3
    till_says(bundle, OPEN)
    assert news.told[-1][1]["jobs_count"] == 3
    for job in jobs[1:]:
        till_says(own(job), CANCELLED)  # the till has withdrawn it
    assert statuses(jobs) == ["invoiced"] * 3
    till_says(bundle, SETTLED)
    assert statuses(jobs) == ["paid"] * 3


@pytest.mark.django_db
def test_a_debt_paid_alone_is_not_paid_again_by_the_bundle(
    owed: list[Job], alice: User, news: News
) -> None:
    bundle = till_says(asked(alice), OPEN)
    till_says(own(owed[0]), SETTLED)  # late
    assert statuses(owed) == ["paid", "invoiced"]
    till_says(bundle, SETTLED)
    assert statuses(owed) == ["paid", "paid"]
    assert news.events().count("paid") == 2


@pytest.mark.django_db
def test_what_is_left_of_a_bundle_is_asked_for_alone(owed: list[Job], alice: User) -> None:
    till_says(asked(alice), OPEN)
    till_says(own(owed[0]), SETTLED)
    alone = asked(alice)
    assert alone.key == f"job:{owed[1].pk}:2"
    till_says(alone, OPEN)
    till_says(alone, SETTLED)
    assert statuses(owed) == ["paid", "paid"]


@pytest.mark.django_db
def test_a_bundle_that_runs_out_leaves_the_debts(owed: list[Job], alice: User) -> None:
    first = till_says(asked(alice), OPEN)
    till_says(first, EXPIRED)
    assert statuses(owed) == ["unpaid", "unpaid"]
    second = asked(alice)
    assert second.purpose != first.purpose
    till_says(second, OPEN)
    till_says(first, SETTLED)  # late: it pays, and the second finds nothing to pay
    assert statuses(owed) == ["paid", "paid"]
    till_says(second, EXPIRED)
    assert statuses(owed) == ["paid", "paid"]


@pytest.mark.django_db
def test_a_written_off_debt_is_left_out(owed: list[Job], alice: User) -> None:
    force_job(job_id=owed[0].pk, to="aborted", operator="olga", why="our mistake")
    assert asked(alice).key == f"job:{owed[1].pk}:2"


@pytest.mark.django_db(transaction=True)
def test_asking_at_once_makes_one_bundle(owed: list[Job], alice: User) -> None:
    asked_at_once = raced(*[lambda: unpaid_invoice(user=alice)] * 4)
    assert len({invoice.pk for invoice in asked_at_once}) == 1


@pytest.mark.django_db(transaction=True)
def test_one_payment_at_the_rail_pays_exactly_those_jobs(
    owed: list[Job], alice: User, bell: Bell, btcpay: SandboxBTCPay, news: News
) -> None:
    bell.rung.clear()  # their own invoices were never at this rail
    Invoice.objects.filter(status=Invoice.Status.REQUESTED).delete()
    bundle = asked(alice)
    bell.answer_all()
    bundle.refresh_from_db()
    assert news.told[-1][1]["bolt11"] == bundle.bolt11
    btcpay.store.pay(bundle.bolt11)
    assert btcpay.courier.wait_idle()
    bell.answer_all()
    assert statuses(owed) == ["paid", "paid"]
    assert news.events().count("paid") == 2
    assert unpaid_invoice(user=alice) is None
