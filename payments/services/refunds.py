"""Money given back: to the payer's balance here, and never out of other people's money."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from kernel.clock import utc_now
from kernel.money import MSATS_PER_SAT, msats_from_sats, msats_text
from kernel.retry import retried
from payments.errors import RefundRefusedError, UnknownInvoiceError
from payments.ledger.chart import SUSPENSE_PARTIAL, family_of
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Invoice, Refund
from payments.services.announcing import announce_balance
from payments.services.holders import holder_code, open_holder
from payments.services.notices import tell
from payments.services.operators import record_action, refuse_own_money
from payments.services.treasury import house_money_msats, lock_house_money

LATE_WINDOW = timedelta(days=1)
"""Rails watch an expired invoice that long: a payment under way at the end still counts, and its
webhook may be lost like any other."""
_TIME_OVER = (Invoice.Status.EXPIRED, Invoice.Status.CANCELLED)


@retried
@transaction.atomic
def refund_invoice(
    *, invoice_id: int, reason: str, by: User, amount_msats: int | None = None, key: str = ""
) -> list[Refund]:
    """Give back what an invoice's debts have earned the house, to the payer's balance, and say so.

    amount_msats: None for all that is left of it. key: names this refund, so that it happens once
    however often it is asked for; left out, the same amount for the same reason is the same refund.
    Returns its rows, one per account that had earned. Raises UnknownInvoiceError, OwnMoneyError,
    ReasonMissingError, RefundRefusedError: more than was earned here and is left, a payer without a
    balance, or more than the house has of its own.
    """
    invoice = Invoice.objects.select_for_update(of=("self",)).filter(pk=invoice_id).first()
    if invoice is None:
        raise UnknownInvoiceError("There is no such invoice.", invoice_id=invoice_id)
    words = hashlib.sha256(reason.strip().encode()).hexdigest()[:16]
    name = key or f"{'all' if amount_msats is None else amount_msats}:{words}"
    prefix = f"invoice:{invoice.pk}:refund:{hashlib.sha256(name.encode()).hexdigest()[:32]}:"
    if replay := list(Refund.objects.filter(key__startswith=prefix).order_by("pk")):
        if amount_msats not in {None, sum(refund.amount_msats for refund in replay)}:
            raise RefundRefusedError("This key is taken by another refund.", invoice=invoice.key)
        return replay
    if not invoice.user.pubkey:
        raise RefundRefusedError("The payer has no balance here.", invoice=invoice.key)
    refuse_own_money(by=by, accounts={holder_code(invoice.user)})
    left = _left_msats(invoice)
    wanted_msats = sum(left.values()) if amount_msats is None else amount_msats
    if not 0 < wanted_msats <= sum(left.values()):
        raise RefundRefusedError(
            f"{msats_text(sum(left.values()))} of this can be given back.", invoice=invoice.key
        )
    _refuse_other_peoples_money(wanted_msats)
    refunds = _refunded(invoice, left, wanted_msats, prefix=prefix, reason=reason.strip(), by=by)
    facts = {"invoice": invoice.key, "amount_msats": wanted_msats}
    record_action(by=by, action="refund", subject=invoice.key, reason=reason, facts=facts)
    tell(
        key=f"refund:{refunds[0].pk}",
        kind="invoice_refunded",
        text=f"{msats_text(wanted_msats)} for '{invoice.description}' are back on your balance.",
        user=invoice.user,
        facts=facts,
    )
    return refunds


@retried
@transaction.atomic
def credit_partial(*, invoice_id: int) -> bool:
    """What was paid in part on an invoice whose time is over for good becomes the payer's credit.

    True where this call did it. Money that comes after this is credited as surplus.
    """
    invoice = partials_left().select_for_update(of=("self",)).filter(pk=invoice_id).first()
    if invoice is None:
        return False
    return credit_back(
        invoice=invoice,
        key=f"invoice:{invoice.pk}:partial",
        amount_msats=invoice.paid_msats,
        from_account=SUSPENSE_PARTIAL,
        reason="An invoice ran out before it was paid in full.",
    )


def credit_back(
    *, invoice: Invoice, key: str, amount_msats: int, from_account: str, reason: str
) -> bool:
    """Put money that fits no debt on the payer's balance, once per key, and say so.

    False where the payer has no key to hold a balance by: the money stays where it is until an
    operator decides. The caller's transaction holds the invoice's lock.
    """
    if not invoice.user.pubkey:
        return False
    refund, created = Refund.objects.get_or_create(
        key=key,
        defaults={
            "invoice": invoice,
            "amount_msats": amount_msats,
            "reason": reason,
            "from_account": from_account,
        },
    )
    if not created:
        return False
    _post(refund, invoice)
    tell(
        key=f"refund:{refund.pk}",
        kind="credit_added",
        text=f"{msats_text(amount_msats)} are on your balance now. {reason}",
        user=invoice.user,
        facts={"invoice": invoice.key, "amount_msats": amount_msats},
    )
    return True


def partials_left() -> QuerySet[Invoice]:
    """Paid in part, over for good, not given back yet, and with a balance to give it to."""
    return (
        Invoice.objects.filter(
            status__in=_TIME_OVER,
            expires_at__lt=utc_now() - LATE_WINDOW,
            paid_msats__gt=0,
            paid_msats__lt=F("amount_sats") * MSATS_PER_SAT,
            user__pubkey__isnull=False,
        )
        .exclude(refunds__from_account=SUSPENSE_PARTIAL)
        .order_by("pk")
    )


def credited_partial(invoice: Invoice) -> bool:
    """Whether what was paid in part has been given back for good."""
    return invoice.refunds.filter(from_account=SUSPENSE_PARTIAL).exists()


def _left_msats(invoice: Invoice) -> dict[str, int]:
    """By account: what this invoice's settled debts earned there and was not given back yet."""
    left: dict[str, int] = {}
    for line in invoice.lines.filter(settled_at__isnull=False).order_by("pk"):
        if family_of(line.credit_account) == "revenue":
            share_msats = msats_from_sats(line.amount_sats)
            left[line.credit_account] = left.get(line.credit_account, 0) + share_msats
    for refund in invoice.refunds.filter(from_account__in=left):
        left[refund.from_account] -= refund.amount_msats
    return left


def _refuse_other_peoples_money(wanted_msats: int) -> None:
    lock_house_money()
    free_msats = house_money_msats()
    if wanted_msats > free_msats:
        raise RefundRefusedError(
            f"The house has {msats_text(max(0, free_msats))} of its own.", free_msats=free_msats
        )


def _refunded(
    invoice: Invoice, left: dict[str, int], wanted_msats: int, *, prefix: str, reason: str, by: User
) -> list[Refund]:
    refunds = []
    for account, left_msats in left.items():
        amount_msats = min(left_msats, wanted_msats)
        if amount_msats <= 0:
            continue
        wanted_msats -= amount_msats
        refund = Refund.objects.create(
            key=f"{prefix}{account}"[:150],
            invoice=invoice,
            amount_msats=amount_msats,
            reason=reason[:300],
            from_account=account,
            refunded_by=by,
        )
        _post(refund, invoice)
        refunds.append(refund)
    return refunds


def _post(refund: Refund, invoice: Invoice) -> None:
    post_transfer(
        key=f"refund:{refund.key}"[:160],
        debit=refund.from_account,
        credit=open_holder(invoice.user),
        amount_msats=refund.amount_msats,
        kind=Transfer.Kind.REFUND,
        memo=invoice.key,
    )
    announce_balance(user_id=invoice.user_id)
