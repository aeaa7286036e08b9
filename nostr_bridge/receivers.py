"""News of jobs and of money becomes messages, in the transaction that made the news."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from jobs.models import Job, Receipt
from jobs.signals import job_changed
from kernel.clock import utc_now
from nostr_bridge.dialogues import money, phrases
from nostr_bridge.services import send_dm, send_notice
from payments.models import Deposit, Invoice, Notice
from payments.signals import invoice_changed, notice_raised

ASKED_BY_DM = "asked:dm:"
"""How the key of a deposit begins that `converse` has opened."""


@receiver(job_changed, dispatch_uid="nostr_bridge.tell_person")
def tell_person(*, job: Job, event: str, facts: dict[str, Any], **_: Any) -> None:
    """Queue what the person should hear. Operators without a key hear nothing here."""
    pubkey = job.user.pubkey
    if pubkey is None:
        return
    for number, text in enumerate(_texts(job, event, facts)):
        send_dm(
            user_pubkey=pubkey,
            text=text,
            dedupe_key=f"{_subject(job, facts)}:{event}:{_occasion(job, event, facts)}:{number}",
        )


@receiver(notice_raised, dispatch_uid="nostr_bridge.tell_notice")
def tell_notice(*, notice: Notice, **_: Any) -> None:
    send_notice(notice=notice)


@receiver(invoice_changed, dispatch_uid="nostr_bridge.send_deposit_invoice")
def send_deposit_invoice(*, invoice: Invoice, **_: Any) -> None:
    """The invoice of a deposit that was asked for by DM; the web shows its own."""
    deposit = Deposit.objects.filter(invoice=invoice, key__startswith=ASKED_BY_DM).first()
    pubkey = invoice.user.pubkey
    if deposit is None or pubkey is None or invoice.status != Invoice.Status.OPEN:
        return
    words = money.deposit_invoice(invoice.amount_sats, invoice.expires_at)
    for number, text in enumerate([words, invoice.bolt11]):
        send_dm(user_pubkey=pubkey, text=text, dedupe_key=f"deposit:{invoice.pk}:{number}")


def _subject(job: Job, facts: dict[str, Any]) -> str:
    """Every job on an invoice over several tells of it, and the person hears of it once."""
    return "jobs" if "jobs_count" in facts else f"job:{job.pk}"


def _occasion(job: Job, event: str, facts: dict[str, Any]) -> str:
    """What tells one "invoiced" from the next: an event may come again for the same job."""
    if event in {"input_wanted", "input_expired"} and "request_key" in facts:
        return str(facts["request_key"])
    if event == "takeover_wanted":
        return str(facts["takeover_key"])
    if event in {"invoiced", "paid", "unpaid"} and job.invoice is not None:
        return f"invoice-{job.invoice.pk}"
    return str(job.fence)


def _texts(job: Job, event: str, facts: dict[str, Any]) -> list[str]:
    """What to say; nothing for "input_received", which was answered when the person wrote."""
    say = _SENTENCES.get(event)
    return say(job, facts) if say is not None else []


def _receipt(job: Job, facts: dict[str, Any]) -> str:
    return phrases.receipt(
        service=job.service.name,
        action=job.action,
        effective_date=job.effective_date.isoformat() if job.effective_date else None,
        amount_sats=facts["amount_sats"],
        job_id=str(job.pk),
        paid_on=f"{utc_now():%d %B %Y}",
    )


def _receipt_url(job: Job) -> str:
    """The page it is taken from: logging in keeps it from whoever else reads the message."""
    issued = Receipt.objects.filter(job=job).exists()
    return f"{settings.PUBLIC_URL}/account" if issued else ""


def _invoice(job: Job, facts: dict[str, Any]) -> list[str]:
    """Wallets take a bare invoice; words around it would have to be cut off by hand."""
    amount_sats, expires_at = facts["amount_sats"], facts.get("expires_at")
    if "jobs_count" in facts:
        words = phrases.invoiced_together(facts["jobs_count"], amount_sats, expires_at)
    else:
        words = phrases.invoiced(job.service.name, job.action, amount_sats, expires_at)
    return [words, facts["bolt11"]]


def _already_done(job: Job, facts: dict[str, Any]) -> list[str]:
    aborted = bool(facts.get("after_abort"))
    date = facts.get("effective_date")
    return [phrases.already_done(job.service.name, job.action, date, aborted=aborted)]


_SENTENCES: dict[str, Callable[[Job, dict[str, Any]], list[str]]] = {
    "queued": lambda job, facts: [
        phrases.queued(
            job.service.name,
            job.action,
            facts.get("queue_position"),
            facts.get("expected_wait_seconds"),
        )
    ],
    "started": lambda job, _: [phrases.started(job.service.name, job.action)],
    "input_wanted": lambda job, facts: [phrases.code_wanted(job.service.name, facts["field"])],
    "takeover_wanted": lambda job, facts: [
        phrases.takeover_wanted(
            job.service.name, facts["reason"], facts["url"], facts["expires_at"]
        )
    ],
    "input_expired": lambda job, _: [phrases.input_expired(job.service.name)],
    "verified": lambda job, facts: [
        phrases.verified(
            job.service.name, job.action, facts.get("effective_date"), _receipt_url(job)
        )
    ],
    "invoiced": _invoice,
    "paid": lambda job, facts: [_receipt(job, facts)],
    "already_done": _already_done,
    "failed": lambda job, facts: [
        phrases.failed(job.service.name, job.action, facts.get("reason", ""))
    ],
    "needs_help": lambda job, _: [phrases.needs_help(job.service.name)],
    "aborted": lambda job, _: [phrases.aborted(job.service.name, job.action)],
    "unpaid": lambda job, facts: [phrases.unpaid(job.service.name, facts["amount_sats"])],
}
