"""Jobs follow their invoices; debts can always be paid, several at once."""

import re

from django.db import transaction

from accounts.models import User
from jobs.lifecycle import TILL, locked_job, move, note
from jobs.models import Job
from jobs.queries import owed_jobs
from jobs.signals import job_changed
from payments.errors import InvoiceAlreadyOpenError, InvoiceNotReplaceableError
from payments.models import Invoice, InvoiceLine
from payments.services import Debt, reissue_invoice, request_bundle

PURPOSE = re.compile(r"^job:(?P<id>[0-9a-f-]{36})$")


@transaction.atomic
def follow_invoice(*, invoice: Invoice) -> None:
    """Move the jobs that the invoice is for. An invoice of something else is none of our business.

    Money that finds no debt (a job paid before, or written off) is noted in the timeline and never
    refused: the books have it already, in the caller's transaction.
    """
    lines = {line.purpose: line for line in invoice.lines.all()}
    alone = PURPOSE.match(invoice.purpose)
    purposes = list(lines) or [invoice.purpose]
    ids = [match["id"] for match in map(PURPOSE.match, purposes) if match]
    for job_id in Job.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True):
        job = locked_job(job_id)
        line = lines.get(f"job:{job_id}")
        if alone or line is None:
            _follow_own(job, invoice)
        else:
            _follow_bundle(job, invoice, line)


def unpaid_invoice(*, user: User) -> Invoice | None:
    """What the user can pay now: one invoice over everything that is owed; None where nothing is.

    One debt: its invoice, issued again where its time ran out. Several: one bundle over all of
    them. A fresh one is REQUESTED: `job_changed` tells "invoiced" as soon as it can be paid.
    """
    owed = owed_jobs(user)
    if len(owed) > 1:
        return _bundled(user, owed)
    if owed:
        return _alone(owed[0])
    verified = Job.objects.filter(user=user, status=Job.Status.VERIFIED).select_related("invoice")
    newest = verified.order_by("created_at").first()
    return None if newest is None else newest.invoice


def _alone(job: Job) -> Invoice:
    assert job.invoice is not None, "a job that is owed was invoiced"
    in_bundle = job.invoice.purpose != f"job:{job.pk}"  # whose other debts are paid or written off
    return _reissued(job) if in_bundle or job.status == Job.Status.UNPAID else job.invoice


def _bundled(user: User, owed: list[Job]) -> Invoice | None:
    debts = [
        Debt(
            purpose=f"job:{job.pk}",
            amount_sats=job.price_sats,
            description=f"{job.service.name}: {job.get_action_display().lower()}",
        )
        for job in owed
    ]
    try:
        return request_bundle(user=user, debts=debts)
    except InvoiceAlreadyOpenError as error:  # paid in this very moment
        left = [job for job in owed if f"job:{job.pk}" not in error.facts["purposes"]]
    if len(left) > 1:
        return _bundled(user, left)
    return _alone(left[0]) if left else None


@transaction.atomic
def _reissued(job: Job) -> Invoice:
    own = _own_invoices(job)
    try:
        # Invoices are locked before jobs, as in settlement: the other order could deadlock with it.
        fresh = reissue_invoice(invoice_id=own[-1].pk)
    except InvoiceNotReplaceableError:  # issued again a moment ago, or paid in this very moment
        return _own_invoices(job)[-1]
    job = locked_job(job.pk)
    job.invoice = fresh
    job.save(update_fields=["invoice"])
    note(job, "invoice_reissued", actor=TILL, data={"key": fresh.key})
    return fresh


def _own_invoices(job: Job) -> list[Invoice]:
    """Over this job alone, oldest first; never empty for a job that was billed."""
    return list(Invoice.objects.filter(purpose=f"job:{job.pk}").order_by("pk"))


def _follow_own(job: Job, invoice: Invoice) -> None:
    is_current = job.invoice_id is None or invoice.pk >= job.invoice_id
    match invoice.status:
        case Invoice.Status.OPEN if is_current:
            _open(job, invoice)
        case Invoice.Status.SETTLED:
            _settle(job, invoice, invoice.amount_sats)
        case Invoice.Status.EXPIRED | Invoice.Status.CANCELLED if is_current:
            _expire(job, invoice.amount_sats)


def _follow_bundle(job: Job, bundle: Invoice, line: InvoiceLine) -> None:
    match bundle.status:
        case Invoice.Status.OPEN:
            _open(job, bundle, jobs_count=bundle.lines.count())
        case Invoice.Status.SETTLED if line.settled_at is not None:
            _settle(job, bundle, line.amount_sats)
        case Invoice.Status.EXPIRED | Invoice.Status.CANCELLED if job.invoice_id == bundle.pk:
            _expire(job, line.amount_sats)


def _open(job: Job, invoice: Invoice, *, jobs_count: int = 1) -> None:
    job.invoice = invoice
    facts = {
        "bolt11": invoice.bolt11,
        "amount_sats": invoice.amount_sats,
        "expires_at": invoice.expires_at,
    }
    if jobs_count > 1:
        facts["jobs_count"] = jobs_count
    match job.status:
        case Job.Status.VERIFIED | Job.Status.UNPAID:
            move(job, Job.Status.INVOICED, actor=TILL, facts=facts)
        case Job.Status.INVOICED:  # this one takes the place of the one before
            job.save(update_fields=["invoice"])
            note(job, "invoice_replaced", actor=TILL, data={"key": invoice.key})
            job_changed.send(sender=Job, job=job, event="invoiced", facts=facts)
        case _:
            note(job, "invoice_open_out_of_turn", actor=TILL, data={"key": invoice.key})


def _settle(job: Job, invoice: Invoice, amount_sats: int) -> None:
    if job.status == Job.Status.VERIFIED:
        _open(job, invoice)
    if job.status not in {Job.Status.INVOICED, Job.Status.UNPAID}:
        note(job, "payment_out_of_turn", actor=TILL, data={"key": invoice.key})
        return
    job.invoice = invoice
    move(job, Job.Status.PAID, actor=TILL, facts={"amount_sats": amount_sats})


def _expire(job: Job, amount_sats: int) -> None:
    if job.status == Job.Status.INVOICED:
        move(job, Job.Status.UNPAID, actor=TILL, facts={"amount_sats": amount_sats})
