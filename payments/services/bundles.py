"""Several debts on one invoice, which settles exactly those."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from kernel.clock import utc_now
from payments.errors import BundleInvalidError, InvoiceAlreadyOpenError
from payments.models import Invoice
from payments.services.lines import Debt, debts_settled
from payments.services.requests import DESCRIPTION_CHARACTERS_MAX, refuse_amount, write_invoice

DEBTS_MAX = 50
BUNDLE = "bundle:"


@transaction.atomic
def request_bundle(
    *, user: User, debts: Sequence[Debt], ttl_seconds: int | None = None, rail: str = ""
) -> Invoice:
    """One invoice over all these debts, each of its own purpose.

    Asked again for the same debts while it can be paid, the answer is the same invoice. Once it can
    be paid, open invoices over any of its debts are withdrawn from their rails where these can; a
    debt that was paid by another invoice all the same gives the payer credit. Raises
    BundleInvalidError (none, too many, or the same twice), InvoiceAmountError,
    InvoiceAlreadyOpenError (one is paid).
    """
    purposes = [debt.purpose for debt in debts]
    if not 0 < len(debts) <= DEBTS_MAX or len(set(purposes)) != len(purposes):
        raise BundleInvalidError(f"A bundle has 1 to {DEBTS_MAX} different debts.")
    for debt in debts:
        refuse_amount(debt.amount_sats)
    refuse_amount(sum(debt.amount_sats for debt in debts))
    # Two who ask at once would each make a bundle.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if paid := debts_settled(purposes):
        raise InvoiceAlreadyOpenError("This is paid already.", purposes=sorted(paid))
    standing = payable_bundle(user=user, debts=debts)
    if standing is not None:
        return standing
    purpose = f"{BUNDLE}{uuid.uuid4()}"
    words = "; ".join(debt.description for debt in debts)
    bundle = Invoice(
        key=f"{purpose}:1",
        purpose=purpose,
        user=user,
        amount_sats=sum(debt.amount_sats for debt in debts),
        description=f"{len(debts)} debts: {words}"[:DESCRIPTION_CHARACTERS_MAX],
        credit_account=debts[0].credit_account,  # its lines say where each share goes
        ttl_seconds=ttl_seconds,
        rail_wish=rail,
        next_check_at=utc_now(),
    )
    write_invoice(bundle, debts)
    return bundle


def payable_bundle(*, user: User, debts: Sequence[Debt]) -> Invoice | None:
    """The user's bundle over exactly these debts that is, or will soon be, payable."""
    wanted = set(debts)
    payable = Invoice.objects.filter(
        user=user, purpose__startswith=BUNDLE, status__in=Invoice.PAYABLE
    )
    for bundle in payable.order_by("-pk").prefetch_related("lines"):
        if {Debt.of(line) for line in bundle.lines.all()} == wanted:
            return bundle
    return None
