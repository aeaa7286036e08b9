"""What other rooms ask the till."""

from django.db.models import QuerySet

from payments.errors import UnknownInvoiceError
from payments.models import Invoice


def invoice_of_key(key: str) -> Invoice:
    """Raises UnknownInvoiceError."""
    invoice = Invoice.objects.filter(key=key).first()
    if invoice is None:
        raise UnknownInvoiceError("There is no such invoice.", key=key)
    return invoice


def invoices_of_purpose(purpose: str) -> QuerySet[Invoice]:
    """Oldest first. The purpose is the key without its number."""
    return Invoice.objects.filter(purpose=purpose).order_by("pk")


def invoices_in_trouble() -> QuerySet[Invoice]:
    """Unsettled invoices for which BTCPay failed us, or that were paid in part."""
    return Invoice.objects.exclude(status=Invoice.Status.SETTLED).exclude(trouble="")
