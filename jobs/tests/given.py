"""Set-up for the concierge's tests, through its own services, and racers on real connections."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connections, transaction

from accounts.models import User
from browser_agent.contract import Ending, ErrorCode, Outcome
from jobs.models import InputRequest, Job, Run
from jobs.services import open_job, record_outcome, request_input, start_run
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from payments.models import Invoice, InvoiceLine
from payments.signals import invoice_changed

RACERS = 8
SUCCESS = Outcome(Ending.SUCCEEDED, effective_date="2026-12-24", steps=7, seconds=31.5)
FAILURE = Outcome(Ending.FAILED, ErrorCode.CREDENTIAL_INVALID, detail="the page said so")


def given_job(user: User, *, key: str = "dm:1", slug: str = "nocturne") -> Job:
    return open_job(user=user, service_slug=slug, action="cancel", key=key)


def offered(job: Job) -> Run:
    return job.runs.get(status=Run.Status.OFFERED)


def started(job: Job, agent_key: PrivateKey, *, start_key: uuid.UUID | None = None) -> Run:
    run = offered(job)
    start_run(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        start_key=start_key or uuid.uuid4(),
        agent="browser@mini",
        key_id=agent_key.public_key.key_id,
    )
    run.refresh_from_db()
    job.refresh_from_db()
    return run


def asked(run: Run) -> InputRequest:
    request, _ = request_input(
        run_id=run.pk,
        fencing_token=run.fencing_token,
        request_key=uuid.uuid4(),
        field="code",
        prompt="We sent you a code",
    )
    return request


def verified(job: Job, agent_key: PrivateKey) -> Run:
    run = started(job, agent_key)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=SUCCESS)
    job.refresh_from_db()
    return run


@transaction.atomic
def till_says(invoice: Invoice, status: str) -> Invoice:
    """What payments does when BTCPay has news: the row, then the signal, in one transaction."""
    invoice.refresh_from_db()
    invoice.move_to(status)
    if status == Invoice.Status.OPEN:
        invoice.rail_id = uuid.uuid4().hex
        invoice.payment_hash = uuid.uuid4().hex * 2
        invoice.bolt11 = f"lnbc30u1{uuid.uuid4().hex}"
        invoice.expires_at = utc_now() + timedelta(hours=24)
    if status == Invoice.Status.SETTLED:
        invoice.settled_at = utc_now()
        invoice.paid_msats = invoice.amount_msats
    invoice.save()
    if status == Invoice.Status.SETTLED:
        for line in invoice.lines.all():
            paid = InvoiceLine.objects.filter(purpose=line.purpose, settled_at__isnull=False)
            if not paid.exists():
                InvoiceLine.objects.filter(pk=line.pk).update(settled_at=invoice.settled_at)
    invoice_changed.send(sender=Invoice, invoice=invoice)
    return invoice


def silent_for_too_long(run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(lease_expires_at=utc_now() - timedelta(seconds=1))


def raced(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned or raised when all began at once, each on a connection of its own."""
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=20)
            results[number] = act()
        except Exception as error:  # noqa: BLE001 - the test looks at what was raised
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "a racer hangs"
    return results
