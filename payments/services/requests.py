"""Asking for money: a row first, a rail later."""

import re
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import User
from kernel.clock import utc_now
from kernel.queue import ring
from payments.errors import (
    InvoiceAlreadyOpenError,
    InvoiceAmountError,
    InvoiceKeyError,
    InvoiceKeyReusedError,
    InvoiceNotReplaceableError,
    UnknownInvoiceError,
)
from payments.ledger.chart import REVENUE_JOBS
from payments.models import AMOUNT_SATS_MAX, Invoice, InvoiceLine
from payments.services.lines import Debt, debts_settled, lines_of

KEY_FORM = re.compile(r"^(?P<purpose>\S{1,100}):(?P<number>[1-9]\d{0,5})$")
DESCRIPTION_CHARACTERS_MAX = 200


@transaction.atomic
def request_invoice(
    *,
    key: str,
    user: User,
    amount_sats: int,
    description: str,
    credit_account: str = REVENUE_JOBS,
    ttl_seconds: int | None = None,
    rail: str = "",
) -> Invoice:
    """Write down that the user owes amount_sats; a worker fetches the BOLT11 from a rail.

    key: `<what is paid for>:<number>`, such as `job:<uuid>:1`. The same key with the same inputs
    returns the invoice that exists, in whatever status. credit_account: the ledger account that
    earns it. ttl_seconds: how long it can be paid; None for the settings' own. rail: the only one
    that may issue it; blank for the first that answers. Raises InvoiceKeyError, InvoiceAmountError,
    InvoiceKeyReusedError (same key, other inputs), InvoiceAlreadyOpenError (the purpose has another
    invoice that is payable or paid, or a bundle has paid it). Joins the caller's transaction, rings
    after it.
    """
    form = KEY_FORM.match(key)
    if form is None:
        raise InvoiceKeyError("An invoice's key is <purpose>:<number>.", key=key)
    refuse_amount(amount_sats)
    purpose = form["purpose"]
    inputs = (user.pk, amount_sats, description, credit_account)
    siblings = list(_locked_purpose(purpose))
    same = next((sibling for sibling in siblings if sibling.key == key), None)
    if same is not None:
        return _same_inputs(same, inputs)
    if any(sibling.status in (*Invoice.PAYABLE, Invoice.Status.SETTLED) for sibling in siblings):
        raise InvoiceAlreadyOpenError("This has an invoice already.", key=key)
    if debts_settled([purpose]):
        raise InvoiceAlreadyOpenError("This is paid already.", key=key)
    invoice = Invoice(
        key=key,
        purpose=purpose,
        user=user,
        amount_sats=amount_sats,
        description=description,
        credit_account=credit_account,
        ttl_seconds=ttl_seconds,
        rail_wish=rail,
        next_check_at=utc_now(),
    )
    try:
        with transaction.atomic():
            write_invoice(invoice, [Debt(purpose, amount_sats, description, credit_account)])
    except IntegrityError:  # a racer was faster; its row is committed and visible now
        racer = Invoice.objects.filter(key=key).first()
        if racer is None:
            if _locked_purpose(purpose).filter(status__in=Invoice.PAYABLE).exists():
                raise InvoiceAlreadyOpenError("This has an invoice already.", key=key) from None
            raise
        return _same_inputs(racer, inputs)
    return invoice


@transaction.atomic
def reissue_invoice(*, invoice_id: int) -> Invoice:
    """A new invoice, the next number, for what is still owed on one whose time ran out.

    Debts of a bundle that were paid meanwhile are left out. Raises InvoiceNotReplaceableError while
    any invoice of the purpose is payable or paid, where nothing is owed any more, and for the loser
    of a race.
    """
    purpose = Invoice.objects.filter(pk=invoice_id).values_list("purpose", flat=True).first()
    if purpose is None:
        raise UnknownInvoiceError("There is no such invoice.", invoice_id=invoice_id)
    siblings = list(_locked_purpose(purpose))
    if any(sibling.status in (*Invoice.PAYABLE, Invoice.Status.SETTLED) for sibling in siblings):
        raise InvoiceNotReplaceableError("It can still be paid, or is paid.", purpose=purpose)
    old = siblings[-1]
    lines = lines_of(old)
    paid = debts_settled([line.purpose for line in lines])
    owed = [Debt.of(line) for line in lines if line.purpose not in paid]
    if not owed:
        raise InvoiceNotReplaceableError("It is paid already.", purpose=purpose)
    number = int(old.key.rpartition(":")[2]) + 1
    again = Invoice(
        key=f"{purpose}:{number}",
        purpose=purpose,
        user_id=old.user_id,
        amount_sats=sum(debt.amount_sats for debt in owed),
        description=old.description,
        credit_account=old.credit_account,
        ttl_seconds=old.ttl_seconds,
        rail_wish=old.rail_wish,
        next_check_at=utc_now(),
    )
    try:
        with transaction.atomic():
            write_invoice(again, owed)
    except IntegrityError:
        raise InvoiceNotReplaceableError("It is issued again already.", purpose=purpose) from None
    return again


def write_invoice(invoice: Invoice, debts: Iterable[Debt]) -> None:
    """The rows, and the bell for whoever fetches the BOLT11. The caller has a transaction."""
    invoice.save(force_insert=True)
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            purpose=debt.purpose,
            amount_sats=debt.amount_sats,
            description=debt.description[:DESCRIPTION_CHARACTERS_MAX],
            credit_account=debt.credit_account,
        )
        for debt in debts
    )
    ring("payments.issue_invoice", invoice_id=invoice.pk)


def refuse_amount(amount_sats: int) -> None:
    """Raises InvoiceAmountError, before anything is written or asked."""
    if not 0 < amount_sats <= AMOUNT_SATS_MAX:
        raise InvoiceAmountError(f"An invoice asks for 1 to {AMOUNT_SATS_MAX:,} sats.")


def _locked_purpose(purpose: str) -> QuerySet[Invoice]:
    rows = Invoice.objects.filter(purpose=purpose).order_by("pk")
    list(rows.select_for_update(of=("self",)))
    # Whoever waited above must look again: a lock shows changed rows, but not rows added meanwhile.
    return rows


def _same_inputs(invoice: Invoice, inputs: tuple[object, ...]) -> Invoice:
    known = (invoice.user_id, invoice.amount_sats, invoice.description, invoice.credit_account)
    if known != inputs:
        raise InvoiceKeyReusedError("This key is taken by another invoice.", key=invoice.key)
    return invoice
