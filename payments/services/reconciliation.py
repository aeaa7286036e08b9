"""Both books side by side: what the rails received, what the ledger posted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kernel.errors import UpstreamError
from payments.ledger.chart import rail_code
from payments.ledger.queries import book_findings, debited_msats
from payments.models import Invoice
from payments.rails.base import Can, Incoming, IncomingState
from payments.rails.btcpay import BTCPayRail
from payments.rails.btcpay_shapes import BTCPayInvoice
from payments.rails.registry import active_rails, open_rail

ASKED_MAX = 2_000
"""Rails without a list of their own are asked for each invoice, the newest first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing the two books do not agree on. subject: an invoice's key, or an account's code."""

    subject: str
    fact: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.fact}"


def reconcile_rails(*, since: datetime) -> list[Difference]:
    """Compare every invoice created since then with its rail, and the ledger with itself.

    Repairs nothing. Asks each rail in use, and each that issued an invoice since then. A silent
    rail is a difference; raises UpstreamError where all of them are silent.
    """
    issued = Invoice.objects.filter(requested_at__gte=since, rail_id__isnull=False)
    names = dict.fromkeys([*active_rails(), *issued.values_list("rail", flat=True).distinct()])
    found: list[Difference] = []
    silent: list[UpstreamError] = []
    for name in names:
        try:
            found += reconcile_rail(name=name, since=since)
        except UpstreamError as error:
            silent.append(error)
            found.append(Difference(rail_code(name), f"not compared: {error.message}"))
    if silent and len(silent) == len(names):
        raise silent[0]
    return found + [Difference(finding.subject, finding.fact) for finding in book_findings()]


def reconcile_rail(*, name: str, since: datetime) -> list[Difference]:
    """One rail's invoices since then, both ways. Raises UpstreamError where it is silent."""
    if name == BTCPayRail.name:
        return _compared_with_list(since)
    issued = Invoice.objects.filter(rail=name, requested_at__gte=since, rail_id__isnull=False)
    if not issued.exists():
        return []
    found: list[Difference] = []
    with open_rail(name) as rail:
        if Can.RECEIVE not in rail.can:
            return [Difference(rail_code(name), "invoices here, and it takes no money in")]
        for invoice in issued.order_by("-pk")[:ASKED_MAX]:
            try:
                told = rail.incoming(rail_id=invoice.rail_id or "")
            except UpstreamError as error:
                if not error.permanent:
                    raise
                found.append(Difference(invoice.key, f"{invoice.status} here, unknown to {name}"))
            else:
                found += _compared(told, invoice)
    return found


def _compared_with_list(since: datetime) -> list[Difference]:
    with BTCPayRail.from_settings() as btcpay:
        told = {invoice.id: invoice for invoice in btcpay.invoices_since(since)}
    here = Invoice.objects.filter(rail=BTCPayRail.name)
    ours = {invoice.rail_id: invoice for invoice in here.filter(rail_id__in=told)}
    found: list[Difference] = []
    for rail_id, there in told.items():
        known = ours.get(rail_id)
        found += _foreign(there) if known is None else _compared_with_btcpay(there, known)
    issued = here.filter(requested_at__gte=since, rail_id__isnull=False)
    for invoice in issued.exclude(rail_id__in=told).order_by("pk"):
        found.append(Difference(invoice.key, f"{invoice.status} here, unknown to BTCPay"))
    return found


def _foreign(there: BTCPayInvoice) -> Iterator[Difference]:
    # An unpaid invoice that we do not know is the store's other business, or a duplicate nobody
    # saw.
    if there.paid_msats:
        fact = f"{there.paid_msats} msats paid, no invoice here"
        yield Difference(there.order_id or there.id, fact)


def _compared_with_btcpay(there: BTCPayInvoice, here: Invoice) -> Iterator[Difference]:
    yield from _paid_differently(here, there.paid_msats)
    yield from _asked_differently(here, there.amount_msats)
    if (there.status == "Settled") != (here.status == Invoice.Status.SETTLED):
        settled_late = there.status in {"Expired", "Invalid"} and here.amount_msats <= (
            there.paid_msats
        )
        if not (settled_late and here.status == Invoice.Status.SETTLED):
            yield Difference(here.key, f"BTCPay says {there.status}, we say {here.status}")


def _compared(there: Incoming, here: Invoice) -> Iterator[Difference]:
    yield from _paid_differently(here, there.paid_msats)
    yield from _asked_differently(here, there.amount_msats)
    if there.state == IncomingState.PAID and here.status != Invoice.Status.SETTLED:
        yield Difference(here.key, f"{here.rail} says {there.state}, we say {here.status}")


def _paid_differently(here: Invoice, there_msats: int) -> Iterator[Difference]:
    posted = debited_msats(code=rail_code(here.rail), key_prefix=f"invoice:{here.pk}:")
    name = "BTCPay" if here.rail == BTCPayRail.name else here.rail
    if posted != there_msats:
        yield Difference(here.key, f"{name} has {there_msats} msats, the ledger {posted}")
    if posted != here.paid_msats:
        yield Difference(here.key, f"the ledger has {posted} msats, the invoice {here.paid_msats}")


def _asked_differently(here: Invoice, there_msats: int) -> Iterator[Difference]:
    if there_msats != here.amount_msats:
        yield Difference(here.key, f"the rail asks {there_msats} msats, we ask {here.amount_msats}")
