"""Both books side by side: what BTCPay received, what the ledger posted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from payments.ledger.chart import RAIL_BTCPAY
from payments.ledger.queries import book_findings, debited_msats
from payments.models import Invoice
from payments.rails.btcpay import BTCPayRail
from payments.rails.btcpay_shapes import BTCPayInvoice


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing the two books do not agree on. subject: an invoice's key, or an account's code."""

    subject: str
    fact: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.fact}"


def reconcile_btcpay(*, since: datetime) -> list[Difference]:
    """Compare every invoice created since then, both ways; repairs nothing. Asks BTCPay.

    Raises UpstreamError where BTCPay does not answer.
    """
    with BTCPayRail.from_settings() as btcpay:
        told = {invoice.id: invoice for invoice in btcpay.invoices_since(since)}
    ours = {
        invoice.rail_id: invoice
        for invoice in Invoice.objects.filter(rail="btcpay", rail_id__in=told)
    }
    found = [
        difference
        for rail_id, there in told.items()
        for difference in _compared(there, ours.get(rail_id))
    ]
    found += _unknown_there(since, known=frozenset(told))
    found += [Difference(finding.subject, finding.fact) for finding in book_findings()]
    return found


def _compared(there: BTCPayInvoice, here: Invoice | None) -> Iterator[Difference]:
    if here is None:
        # An unpaid invoice that we do not know is the store's other business, or a duplicate
        # nobody saw.
        if there.paid_msats:
            yield Difference(
                there.order_id or there.id, f"{there.paid_msats} msats paid, no invoice here"
            )
        return
    posted = debited_msats(code=RAIL_BTCPAY, key_prefix=f"invoice:{here.pk}:")
    if posted != there.paid_msats:
        yield Difference(here.key, f"BTCPay has {there.paid_msats} msats, the ledger {posted}")
    if posted != here.paid_msats:
        yield Difference(here.key, f"the ledger has {posted} msats, the invoice {here.paid_msats}")
    if there.amount_msats != here.amount_msats:
        yield Difference(
            here.key, f"BTCPay asks {there.amount_msats} msats, we ask {here.amount_msats}"
        )
    if (there.status == "Settled") != (here.status == Invoice.Status.SETTLED):
        late = there.additional_status == "PaidLate" and here.status == Invoice.Status.SETTLED
        if not late:
            yield Difference(here.key, f"BTCPay says {there.status}, we say {here.status}")


def _unknown_there(since: datetime, *, known: frozenset[str]) -> Iterator[Difference]:
    issued = Invoice.objects.filter(requested_at__gte=since, rail_id__isnull=False)
    for invoice in issued.exclude(rail_id__in=known).order_by("pk"):
        yield Difference(invoice.key, f"{invoice.status} here, unknown to BTCPay")
