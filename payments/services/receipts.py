"""What a person can see of their own invoices: state, and the receipt of what was paid."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from payments.errors import UnknownInvoiceError
from payments.models import Invoice, InvoiceLine, Refund

INVOICES_MAX = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """A paid invoice, the debts it paid (`paid`) and did not have to (`credited`), and refunds."""

    invoice: Invoice
    paid: list[InvoiceLine]
    credited: list[InvoiceLine]
    refunds: list[Refund]


def own_invoices(user: User, *, before_id: int | None = None, limit: int = 50) -> list[Invoice]:
    """Newest first, older than before_id, at most INVOICES_MAX."""
    rows = _own(user)
    if before_id is not None:
        rows = rows.filter(pk__lt=before_id)
    return list(rows.order_by("-pk")[: min(limit, INVOICES_MAX)])


def own_invoice(user: User, key: str) -> Invoice:
    """Raises UnknownInvoiceError, for another person's invoice too."""
    invoice = _own(user).filter(key=key).first()
    if invoice is None:
        raise UnknownInvoiceError("There is no such invoice.")
    return invoice


def receipt_of(user: User, key: str) -> Receipt:
    """Raises UnknownInvoiceError, also where nothing has been paid."""
    invoice = own_invoice(user, key)
    if not invoice.paid_msats:
        raise UnknownInvoiceError("Nothing has been paid on this invoice.")
    lines = list(invoice.lines.all())
    settled = invoice.status == Invoice.Status.SETTLED
    return Receipt(
        invoice=invoice,
        paid=[line for line in lines if line.settled_at is not None],
        credited=[line for line in lines if settled and line.settled_at is None],
        refunds=list(invoice.refunds.order_by("pk")),
    )


def _own(user: User) -> QuerySet[Invoice]:
    return Invoice.objects.filter(user=user).prefetch_related("lines")
