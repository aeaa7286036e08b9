"""Money given back: to the payer's balance here, and never out of other people's money."""

from payments.ledger.chart import SUSPENSE_PARTIAL
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Invoice, Refund
from payments.services.holders import open_holder
from payments.services.notices import tell


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
    post_transfer(
        key=f"refund:{key}",
        debit=from_account,
        credit=open_holder(invoice.user),
        amount_msats=amount_msats,
        kind=Transfer.Kind.REFUND,
        memo=invoice.key,
    )
    tell(
        key=f"refund:{refund.pk}",
        kind="credit_added",
        text=f"{msats_text(amount_msats)} are on your balance now. {reason}",
        user=invoice.user,
        facts={"invoice": invoice.key, "amount_msats": amount_msats},
    )
    return True


def credited_partial(invoice: Invoice) -> bool:
    """Whether what was paid in part has been given back for good."""
    return invoice.refunds.filter(from_account=SUSPENSE_PARTIAL).exists()


def msats_text(amount_msats: int) -> str:
    """'3,000 sats', or '7 msats' where it is not whole sats."""
    sats, rest = divmod(amount_msats, 1_000)
    return f"{amount_msats:,} msats" if rest else f"{sats:,} sats"
