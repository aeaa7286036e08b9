"""The debts of an invoice: which of them its money pays, and where each share goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from kernel.clock import utc_now
from kernel.money import msats_from_sats
from kernel.queue import ring
from payments.ledger.chart import (
    REVENUE_JOBS,
    SUSPENSE_PARTIAL,
    SUSPENSE_SURPLUS,
    family_of,
    rail_code,
)
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Invoice, InvoiceLine


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed for one purpose. credit_account: the ledger account that earns it."""

    purpose: str
    amount_sats: int
    description: str
    credit_account: str = REVENUE_JOBS

    @classmethod
    def of(cls, line: InvoiceLine) -> Self:
        return cls(line.purpose, line.amount_sats, line.description, line.credit_account)


def debts_settled(purposes: Iterable[str]) -> set[str]:
    """Those of the purposes whose debt some invoice has paid."""
    paid = InvoiceLine.objects.filter(purpose__in=list(purposes), settled_at__isnull=False)
    return set(paid.values_list("purpose", flat=True))


def lines_of(invoice: Invoice) -> list[InvoiceLine]:
    """In the one order in which debts are claimed. An invoice from before lines gets its own."""
    lines = list(invoice.lines.order_by("purpose"))
    return lines or [
        InvoiceLine.objects.create(
            invoice=invoice,
            purpose=invoice.purpose,
            amount_sats=invoice.amount_sats,
            description=invoice.description,
            credit_account=invoice.credit_account,
        )
    ]


def pay_lines(invoice: Invoice, *, kept_msats: int, paid_before: bool) -> int:
    """Pay every debt of the invoice that nobody has paid; the caller holds the invoice's lock.

    kept_msats: what of the price lies in suspense:partial already. paid_before: another invoice of
    this very purpose is settled. Returns the msats of debts that were paid already; they are in
    suspense:surplus now.
    """
    unowed_msats = 0
    rail_account = rail_code(invoice.rail)
    for line in lines_of(invoice):
        share_msats = msats_from_sats(line.amount_sats)
        owed = not (paid_before and line.purpose == invoice.purpose) and _claimed(line)
        earns = line.credit_account if owed else SUSPENSE_SURPLUS
        from_kept = min(kept_msats, share_msats)
        kept_msats -= from_kept
        event = f"line-{line.pk}"
        if share_msats > from_kept:
            post_for(invoice, event, rail_account, earns, share_msats - from_kept)
        if from_kept:
            post_for(invoice, f"{event}-kept", SUSPENSE_PARTIAL, earns, from_kept)
        if not owed:
            unowed_msats += share_msats
    return unowed_msats


def post_for(invoice: Invoice, event: str, debit: str, credit: str, amount_msats: int) -> None:
    """One transfer of this invoice; the event names it among the invoice's others."""
    kinds = {
        "suspense": Transfer.Kind.SUSPENSE,
        "user": Transfer.Kind.DEPOSIT,
        "rail": Transfer.Kind.FEE,
    }
    post_transfer(
        key=f"invoice:{invoice.pk}:{event}",
        debit=debit,
        credit=credit,
        amount_msats=amount_msats,
        kind=kinds.get(family_of(credit), Transfer.Kind.PAYMENT),
        memo=invoice.key,
    )


def withdraw_rivals(invoice: Invoice, *, purposes: Iterable[str]) -> None:
    """Ring for other open invoices over these debts: their rails should take no money any more."""
    rivals = Invoice.objects.filter(
        lines__purpose__in=list(purposes), status=Invoice.Status.OPEN
    ).exclude(pk=invoice.pk)
    for pk in rivals.values_list("pk", flat=True).order_by("pk").distinct():
        ring("payments.withdraw_invoice", invoice_id=pk)


def _claimed(line: InvoiceLine) -> bool:
    """Whether this line is the one that pays its debt: the database lets one line of each in.

    A racer that pays the same debt waits here until the first has committed or gone.
    """
    try:
        with transaction.atomic():
            InvoiceLine.objects.filter(pk=line.pk).update(settled_at=utc_now())
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        return False
    return True
