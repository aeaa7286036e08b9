"""What the house has earned, on its way to its owner. It touches revenue and nothing else.

Amount: revenue less what it cost (fees, promo), less what waits to be paid out already, less the
buffer. It is moved into `revenue:payable`, whose floor is zero and which is the only account of the
house that a payout can be held on: customers' money is not within reach of any mistake here.
"""

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from kernel.clock import utc_now
from kernel.money import MSATS_PER_SAT, msats_from_sats
from payments.errors import (
    PayoutInvalidError,
    PayoutsClosedError,
    RevenueTooLittleError,
    RevenueWindowTakenError,
)
from payments.ledger.chart import REVENUE_PAYABLE
from payments.ledger.models import Account, Transfer
from payments.ledger.queries import available_msats, balance_msats
from payments.ledger.services import post_transfer
from payments.lnurl import AddressInvalidError, read_address
from payments.models import Payout
from payments.rails.registry import paying_rails
from payments.services.operators import record_action
from payments.services.payouts import create_payout
from payments.services.treasury import house_money_msats, lock_house_money
from payments.services.withdrawals import fee_limit_msats, largest_amount_msats

WINDOW = timedelta(hours=1)


class Sweeping(StrEnum):
    CLOSED = "closed"  # no address, or no rail
    BELOW = "below"  # the threshold is not reached
    TAKEN = "taken"  # this hour has had its payout
    CREATED = "created"


def sweep_revenue() -> Sweeping:
    """Pay revenue out where the threshold is reached and this hour has had no payout yet.

    Raises PayoutsFrozenError.
    """
    if not settings.REVENUE_ADDRESS or not paying_rails():
        return Sweeping.CLOSED
    buffer_msats = msats_from_sats(settings.REVENUE_BUFFER_SATS)
    if payable_msats() + buffer_msats < msats_from_sats(settings.REVENUE_THRESHOLD_SATS):
        return Sweeping.BELOW
    try:
        pay_out_revenue()
    except RevenueWindowTakenError:
        return Sweeping.TAKEN
    except RevenueTooLittleError:
        return Sweeping.BELOW  # somebody has drawn it in between
    return Sweeping.CREATED


@transaction.atomic
def withdraw_revenue(*, by: User, reason: str, amount_sats: int | None = None) -> Payout:
    """An operator's own wish, below the threshold too; the buffer stays. Audited.

    amount_sats: None for all that may go. Raises as pay_out_revenue, ReasonMissingError.
    """
    payout = pay_out_revenue(amount_sats=amount_sats, by=by)
    record_action(
        by=by,
        action="withdraw_revenue",
        subject=f"payout:{payout.pk}",
        reason=reason,
        facts={"amount_msats": payout.amount_msats, "destination": payout.destination},
    )
    return payout


@transaction.atomic
def pay_out_revenue(*, amount_sats: int | None = None, by: User | None = None) -> Payout:
    """Move revenue to REVENUE_PAYABLE and hold it for a payout to REVENUE_ADDRESS.

    Once an hour, whoever asks: the payout's window is unique in the database, and this hour's is
    used up by a payout that failed too. Raises RevenueWindowTakenError, RevenueTooLittleError,
    PayoutsClosedError, PayoutsFrozenError, PayoutInvalidError.
    """
    destination = _destination()
    lock_house_money()
    now = utc_now()
    window = f"hour:{now:%Y-%m-%dT%H}"
    # The clock's hour is what the database can keep unique; 10:59 and 11:00 are still one hour.
    lately = Q(purpose=Payout.Purpose.REVENUE, created_at__gt=now - WINDOW)
    if Payout.objects.filter(Q(window=window) | lately).exists():
        raise RevenueWindowTakenError("Revenue is paid out once in an hour.", window=window)
    free_msats = payable_msats()
    if amount_sats is None:
        amount_msats = largest_amount_msats(free_msats)
    else:
        amount_msats = msats_from_sats(amount_sats)
    limit_msats = fee_limit_msats(amount_msats)
    if amount_msats < MSATS_PER_SAT or amount_msats + limit_msats > free_msats:
        raise RevenueTooLittleError(
            "There is not that much revenue to pay out.", payable_msats=max(0, free_msats)
        )
    _move(amount_msats + limit_msats, window)
    return create_payout(
        payout=Payout(
            key=f"revenue:{window}",
            purpose=Payout.Purpose.REVENUE,
            source=REVENUE_PAYABLE,
            method=Payout.Method.ADDRESS,
            destination=destination,
            amount_msats=amount_msats,
            fee_limit_msats=limit_msats,
            rail=paying_rails()[0],
            window=window,
            created_at=now,
            requested_by=by,
        )
    )


def payable_msats() -> int:
    """Revenue that may leave now, fee limit included: the house's money less the buffer."""
    return house_money_msats() - msats_from_sats(settings.REVENUE_BUFFER_SATS)


def _destination() -> str:
    if not settings.REVENUE_ADDRESS or not paying_rails():
        raise PayoutsClosedError("No address for revenue is set, or no rail that pays out.")
    try:
        return str(read_address(settings.REVENUE_ADDRESS))
    except AddressInvalidError as error:
        raise PayoutInvalidError(f"REVENUE_ADDRESS: {error.message}") from error


def _move(needed_msats: int, window: str) -> None:
    """Fill REVENUE_PAYABLE up to what this payout needs, from what each room has earned."""
    missing_msats = needed_msats - available_msats(REVENUE_PAYABLE)
    rooms = Account.objects.filter(code__startswith="revenue:").exclude(code=REVENUE_PAYABLE)
    for room in rooms.order_by("code"):
        part_msats = min(missing_msats, balance_msats(room.code))
        if part_msats <= 0:
            continue
        post_transfer(
            key=f"revenue:{window}:{room.code}",
            debit=room.code,
            credit=REVENUE_PAYABLE,
            amount_msats=part_msats,
            kind=Transfer.Kind.PAYOUT,
            memo="set apart to be paid out",
        )
        missing_msats -= part_msats
