"""Jobs follow their invoices."""

import pytest
from django.db import transaction

from accounts.models import User
from jobs.models import Job
from jobs.services import force_job, retry_job, unpaid_invoice
from jobs.tests.conftest import News
from jobs.tests.given import given_job, raced, till_says, verified
from kernel.sealing import PrivateKey
from payments.models import Invoice
from payments.services import reissue_invoice, request_invoice
from payments.signals import invoice_changed

OPEN, EXPIRED, SETTLED = Invoice.Status.OPEN, Invoice.Status.EXPIRED, Invoice.Status.SETTLED


@pytest.fixture
def job(alice: User, agent_key: PrivateKey) -> Job:
    job = given_job(alice)
    verified(job, agent_key)
    return job


def bill(job: Job) -> Invoice:
    job.refresh_from_db()
    assert job.invoice is not None
    return job.invoice


def status(job: Job) -> str:
    job.refresh_from_db()
    return job.status


@pytest.mark.django_db
def test_open_then_paid(job: Job, news: News) -> None:
    invoice = till_says(bill(job), OPEN)
    assert status(job) == "invoiced"
    assert news.told[-1] == (
        "invoiced",
        {"bolt11": invoice.bolt11, "amount_sats": 3_000, "expires_at": invoice.expires_at},
    )
    till_says(invoice, SETTLED)
    assert status(job) == "paid"
    assert news.told[-1] == ("paid", {"amount_sats": 3_000})


@pytest.mark.django_db
def test_an_expired_invoice_is_a_debt_that_can_be_paid_anew(
    job: Job, alice: User, news: News
) -> None:
    old = till_says(bill(job), OPEN)
    till_says(old, EXPIRED)
    assert status(job) == "unpaid"
    fresh = unpaid_invoice(user=alice)
    assert fresh is not None
    assert (fresh.key, fresh.amount_sats) == (f"job:{job.pk}:2", 3_000)
    assert unpaid_invoice(user=alice) == fresh  # asked twice, issued once
    assert status(job) == "unpaid"
    till_says(fresh, OPEN)
    assert status(job) == "invoiced"
    till_says(fresh, SETTLED)
    assert status(job) == "paid"
    assert unpaid_invoice(user=alice) is None
    assert news.events()[-4:] == ["invoiced", "unpaid", "invoiced", "paid"]


@pytest.mark.django_db
def test_a_payment_after_expiry_still_settles_the_job(job: Job) -> None:
    invoice = till_says(bill(job), OPEN)
    till_says(invoice, EXPIRED)
    till_says(invoice, SETTLED)
    assert status(job) == "paid"


@pytest.mark.django_db
def test_the_old_invoice_paid_late_settles_and_the_new_one_running_out_changes_nothing(
    job: Job, alice: User, news: News
) -> None:
    old = till_says(bill(job), OPEN)
    till_says(old, EXPIRED)
    fresh = unpaid_invoice(user=alice)
    assert fresh is not None
    till_says(fresh, OPEN)
    till_says(old, SETTLED)
    assert status(job) == "paid"
    till_says(fresh, EXPIRED)
    assert status(job) == "paid"
    assert news.events().count("paid") == 1


@pytest.mark.django_db
def test_old_news_of_the_old_invoice_does_not_unsend_the_new_one(job: Job, alice: User) -> None:
    old = till_says(bill(job), OPEN)
    till_says(old, EXPIRED)
    fresh = unpaid_invoice(user=alice)
    assert fresh is not None
    till_says(fresh, OPEN)
    invoice_changed.send(sender=Invoice, invoice=old)
    assert status(job) == "invoiced"
    assert bill(job) == fresh


@pytest.mark.django_db
def test_paying_twice_is_noted_and_refused_by_nobody(job: Job, alice: User, news: News) -> None:
    old = till_says(bill(job), OPEN)
    till_says(old, EXPIRED)
    fresh = unpaid_invoice(user=alice)
    assert fresh is not None
    till_says(fresh, OPEN)
    till_says(fresh, SETTLED)
    till_says(old, SETTLED)
    assert status(job) == "paid"
    assert news.events().count("paid") == 1
    assert job.events.filter(kind="payment_out_of_turn").count() == 1


@pytest.mark.django_db
def test_an_invoice_that_operators_issued_again_is_followed_too(job: Job) -> None:
    old = till_says(bill(job), OPEN)
    till_says(old, EXPIRED)
    fresh = reissue_invoice(invoice_id=old.pk)
    till_says(fresh, OPEN)
    assert status(job) == "invoiced"
    assert bill(job) == fresh


@pytest.mark.django_db
def test_what_is_on_the_way_is_shown_and_nothing_owed_is_nothing(
    job: Job, alice: User, agent_key: PrivateKey
) -> None:
    assert unpaid_invoice(user=alice) == bill(job)
    till_says(bill(job), OPEN)
    assert unpaid_invoice(user=alice) == bill(job)
    till_says(bill(job), SETTLED)
    assert unpaid_invoice(user=alice) is None


@pytest.mark.django_db
def test_a_written_off_debt_that_is_paid_after_all_is_noted(job: Job, alice: User) -> None:
    invoice = till_says(bill(job), OPEN)
    till_says(invoice, EXPIRED)
    force_job(job_id=job.pk, to="aborted", operator="olga", why="our mistake")
    assert unpaid_invoice(user=alice) is None
    till_says(invoice, SETTLED)
    assert status(job) == "aborted"
    assert job.events.filter(kind="payment_out_of_turn").exists()


@pytest.mark.django_db
def test_an_invoice_that_opened_while_help_was_needed_is_sent_once_billing_is_confirmed(
    job: Job, news: News
) -> None:
    force_job(job_id=job.pk, to="needs_help", operator="olga", why="looks odd")
    till_says(bill(job), OPEN)
    assert status(job) == "needs_help"
    force_job(job_id=job.pk, to="verified", operator="olga", why="it is right")
    assert status(job) == "invoiced"
    assert news.events()[-2:] == ["verified", "invoiced"]


@pytest.mark.django_db
def test_somebody_elses_invoice_is_none_of_our_business(alice: User) -> None:
    for key in ("order:a:1", "job:3f0c6d2e-0000-4000-8000-000000000000:1", "job:x:1"):
        invoice = request_invoice(key=key, user=alice, amount_sats=5, description="x")
        till_says(invoice, OPEN)


@pytest.mark.django_db(transaction=True)
def test_settling_and_asking_to_pay_at_once_do_not_lock_each_other_out(
    job: Job, alice: User
) -> None:
    invoice = till_says(bill(job), OPEN)
    till_says(invoice, EXPIRED)

    def settle() -> None:
        with transaction.atomic():
            locked = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
            till_says(locked, SETTLED)

    for result in raced(settle, lambda: unpaid_invoice(user=alice)):
        assert not isinstance(result, Exception), result
    assert status(job) == "paid"


@pytest.mark.django_db
def test_verified_again_follows_the_invoice_of_the_first_time(
    alice: User, agent_key: PrivateKey, news: News
) -> None:
    job = given_job(alice)
    verified(job, agent_key)
    assert job.invoice is not None
    force_job(job_id=job.pk, to=Job.Status.NEEDS_HELP, operator="o", why="BTCPay is away")
    till_says(job.invoice, Invoice.Status.OPEN)  # it came back, out of turn
    retry_job(job_id=job.pk, operator="o", why="look again")
    job.refresh_from_db()
    verified(job, agent_key)
    assert job.status == Job.Status.INVOICED
    assert news.events()[-2:] == ["verified", "invoiced"]
    assert Invoice.objects.count() == 1
