"""Jobs follow their invoices; debts can always be paid."""

import re
from uuid import UUID

from django.db import transaction

from accounts.models import User
from jobs.lifecycle import TILL, locked_job, move, note
from jobs.models import Job
from jobs.queries import unpaid_jobs
from payments.errors import InvoiceNotReplaceableError
from payments.models import Invoice
from payments.services import reissue_invoice

PURPOSE = re.compile(r"^job:(?P<id>[0-9a-f-]{36})$")


@transaction.atomic
def follow_invoice(*, invoice: Invoice) -> None:
    """Move the job that the invoice is for. An invoice of something else is none of our business.

    Money that finds no debt (a job paid before, or written off) is noted in the timeline and never
    refused: the books have it already, in the caller's transaction.
    """
    purpose = PURPOSE.match(invoice.key.rpartition(":")[0])
    if purpose is None or not Job.objects.filter(pk=purpose["id"]).exists():
        return
    job = locked_job(UUID(purpose["id"]))
    is_current = job.invoice_id is None or invoice.pk >= job.invoice_id
    match invoice.status:
        case Invoice.Status.OPEN if is_current:
            _open(job, invoice)
        case Invoice.Status.SETTLED:
            _settle(job, invoice)
        case Invoice.Status.EXPIRED | Invoice.Status.CANCELLED if is_current:
            _expire(job, invoice)


def unpaid_invoice(*, user: User) -> Invoice | None:
    """What the user can pay now, oldest debt first; an expired invoice is issued again.

    A fresh one is REQUESTED: `job_changed` tells "invoiced" as soon as it can be paid. None where
    nothing is owed.
    """
    for job in unpaid_jobs(user):
        assert job.invoice is not None, "an unpaid job was invoiced"
        return _reissued(job, job.invoice)
    newest = (
        Job.objects.filter(user=user, status__in=[Job.Status.INVOICED, Job.Status.VERIFIED])
        .select_related("invoice")
        .order_by("created_at")
        .first()
    )
    return None if newest is None else newest.invoice


@transaction.atomic
def _reissued(job: Job, invoice: Invoice) -> Invoice:
    try:
        # Invoices are locked before jobs, as in settlement: the other order could deadlock with it.
        fresh = reissue_invoice(invoice_id=invoice.pk)
    except InvoiceNotReplaceableError:
        return _standing_invoice(job)
    job = locked_job(job.pk)
    job.invoice = fresh
    job.save(update_fields=["invoice"])
    note(job, "invoice_reissued", actor=TILL, data={"key": fresh.key})
    return fresh


def _standing_invoice(job: Job) -> Invoice:
    """Issued again a moment ago, or paid in this very moment."""
    standing = Invoice.objects.filter(purpose=f"job:{job.pk}").order_by("-pk").first()
    assert standing is not None
    return standing


def _open(job: Job, invoice: Invoice) -> None:
    job.invoice = invoice
    if job.status not in {Job.Status.VERIFIED, Job.Status.UNPAID}:
        note(job, "invoice_open_out_of_turn", actor=TILL, data={"key": invoice.key})
        return
    move(
        job,
        Job.Status.INVOICED,
        actor=TILL,
        facts={
            "bolt11": invoice.bolt11,
            "amount_sats": invoice.amount_sats,
            "expires_at": invoice.expires_at,
        },
    )


def _settle(job: Job, invoice: Invoice) -> None:
    if job.status == Job.Status.VERIFIED:
        _open(job, invoice)
    if job.status not in {Job.Status.INVOICED, Job.Status.UNPAID}:
        note(job, "payment_out_of_turn", actor=TILL, data={"key": invoice.key})
        return
    job.invoice = invoice
    move(job, Job.Status.PAID, actor=TILL, facts={"amount_sats": invoice.amount_sats})


def _expire(job: Job, invoice: Invoice) -> None:
    if job.status == Job.Status.INVOICED:
        move(job, Job.Status.UNPAID, actor=TILL, facts={"amount_sats": invoice.amount_sats})
