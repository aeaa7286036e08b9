"""News from the till to itself: balances follow their invoices."""

from typing import Any

from django.dispatch import receiver

from payments.models import Invoice
from payments.services.deposits import follow_invoice
from payments.signals import invoice_changed


@receiver(invoice_changed, dispatch_uid="payments.follow_invoice")
def on_invoice_changed(sender: type[Invoice], *, invoice: Invoice, **_: Any) -> None:
    follow_invoice(invoice=invoice)
