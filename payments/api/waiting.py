"""A person who asks for an invoice wants to see it now; a slow rail must not hold the request."""

import threading
import time

from django.db import connection

from kernel.clock import monotonic_seconds
from kernel.errors import UpstreamError
from payments.models import Deposit, Invoice
from payments.services.issuing import issue_invoice

WAIT_SECONDS, LOOK_SECONDS = 4.0, 0.05


def issue_soon(deposit: Deposit) -> Deposit:
    """The deposit with its invoice, or still without one after WAIT_SECONDS.

    The rail is asked on a thread of its own, which goes on after we have answered; a worker that
    heard the bell may be faster. Either claims the invoice first, so it is issued once.
    """
    if deposit.invoice is None or deposit.invoice.status != Invoice.Status.REQUESTED:
        return deposit
    asking = threading.Thread(target=_issue, args=(deposit.invoice.pk,), daemon=True)
    asking.start()
    until = monotonic_seconds() + WAIT_SECONDS
    asking.join(timeout=WAIT_SECONDS)
    while monotonic_seconds() < until and _leased(deposit.invoice):
        time.sleep(LOOK_SECONDS)
    deposit.refresh_from_db()
    return deposit


def _issue(invoice_id: int) -> None:
    try:
        issue_invoice(invoice_id=invoice_id)
    except UpstreamError:
        pass  # the reason is on the invoice; the sweep tries again
    finally:
        connection.close()


def _leased(invoice: Invoice) -> bool:
    """Still requested, and somebody is at it."""
    invoice.refresh_from_db(fields=["status", "trouble"])
    return invoice.status == Invoice.Status.REQUESTED and not invoice.trouble
