"""News from the till to itself: balances follow their invoices."""

from typing import Any

from django.dispatch import receiver

from payments.models import Invoice
from payments.services import deposits, wallets
from payments.signals import invoice_changed


@receiver(invoice_changed, dispatch_uid="payments.follow_invoice")
def on_invoice_changed(sender: type[Invoice], *, invoice: Invoice, **_: Any) -> None:
    deposits.follow_invoice(invoice=invoice)


@receiver(invoice_changed, dispatch_uid="payments.offer_to_wallet")
def on_invoice_for_wallet(sender: type[Invoice], *, invoice: Invoice, **_: Any) -> None:
    wallets.follow_invoice(invoice=invoice)
