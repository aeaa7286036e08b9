"""Leaving: money first."""

from accounts.models import User
from payments.errors import BalanceLeftError
from payments.ledger.chart import SUSPENSE_PARTIAL
from payments.models import Deposit, Invoice, Payout, WalletConnection
from payments.queries import balance_of
from payments.services.withdrawals import largest_amount_msats


def close_holder(*, user: User) -> None:
    """Disconnect the person's wallet; in the caller's transaction, under the person's lock.

    Raises BalanceLeftError while they have money that can be withdrawn, or money under way. What is
    too little to be withdrawn stays in the books under their key, for the day they return.
    """
    own_msats = balance_of(user).own_msats
    if _under_way(user) or largest_amount_msats(own_msats) > 0:
        raise BalanceLeftError(
            "There is money on your balance. Withdraw or spend it first.", balance_msats=own_msats
        )
    WalletConnection.objects.filter(user=user).delete()


def _under_way(user: User) -> bool:
    """What ends after the key has left the row would end on no account of theirs."""
    tokens = Deposit.objects.filter(
        user=user, status=Deposit.Status.PENDING, token_hash__isnull=False
    )
    in_part = (
        Invoice.objects.filter(user=user, paid_msats__gt=0)
        .exclude(status=Invoice.Status.SETTLED)
        .exclude(refunds__from_account=SUSPENSE_PARTIAL)
    )
    paying = Payout.objects.filter(user=user, status__in=Payout.UNFINISHED)
    return tokens.exists() or in_part.exists() or paying.exists()
