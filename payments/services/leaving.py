"""Leaving: money first."""

from accounts.models import User
from payments.errors import BalanceLeftError
from payments.models import Payout, WalletConnection
from payments.queries import balance_of
from payments.services.withdrawals import largest_amount_msats


def close_holder(*, user: User) -> None:
    """Disconnect the person's wallet; in the caller's transaction, under the person's lock.

    Raises BalanceLeftError while they have money that can be withdrawn, or money under way. What is
    too little to be withdrawn stays in the books under their key, for the day they return.
    """
    own_msats = balance_of(user).own_msats
    under_way = Payout.objects.filter(user=user, status__in=Payout.UNFINISHED).exists()
    if under_way or largest_amount_msats(own_msats) > 0:
        raise BalanceLeftError(
            "There is money on your balance. Withdraw or spend it first.", balance_msats=own_msats
        )
    WalletConnection.objects.filter(user=user).delete()
