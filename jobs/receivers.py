"""News from the till."""

from typing import Any

from django.dispatch import receiver

from jobs.services import follow_invoice
from payments.models import Invoice
from payments.signals import invoice_changed


@receiver(invoice_changed, dispatch_uid="jobs.follow_invoice")
def on_invoice_changed(sender: type[Invoice], *, invoice: Invoice, **_: Any) -> None:
    follow_invoice(invoice=invoice)
