"""A cost that is known beforehand, taken at once: one request, one transaction.

For work whose cost is known only afterwards there is metering: hold, then capture.
"""

from django.db import IntegrityError, transaction

from accounts.models import User
from kernel.clock import utc_now
from kernel.retry import retried
from payments.errors import RequestIdReusedError, UnitsInvalidError
from payments.ledger.chart import PROMO, REVENUE_SERVICES
from payments.ledger.errors import FloorReachedError, UnknownAccountError
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Usage
from payments.pricing import price_of
from payments.queries import balance_of, holder_code, promo_holder_code, promo_within
from payments.services.announcing import announce_balance
from payments.services.metering import PROMO_TRIES, balance_short


def charge_usage(
    *,
    user: User,
    price: str,
    request_id: str,
    prompt_tokens: int = 0,
    completion_tokens: int = 0,
    units: int | None = None,
    model: str = "",
) -> Usage:
    """Take what the units cost, once per request_id; promo credit pays its share of it.

    units: tokens or bytes in all; None counts prompt and completion tokens together. The same
    request_id with the same price and units answers as the first; with others it raises
    RequestIdReusedError. Raises BalanceShortError (402, with what is missing), UnknownPriceError,
    UnitsInvalidError.
    """
    if units is None:
        units = prompt_tokens + completion_tokens
    cost_msats = price_of(price).cost_msats(units)
    if cost_msats <= 0 or min(prompt_tokens, completion_tokens) < 0:
        raise UnitsInvalidError("Say what was used.")
    usage = Usage(
        user=user,
        request_id=request_id,
        price=price,
        model=model,
        held_msats=cost_msats,
        cost_msats=cost_msats,
        units=units,
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
    )
    for last in [False] * PROMO_TRIES + [True]:
        try:
            return _charge(usage, with_promo=not last)
        except IntegrityError as error:  # charged before, or a racer was faster
            known = Usage.objects.filter(user=user, request_id=request_id).first()
            if known is None:
                raise
            if (known.price, known.units, known.cost_msats) != (price, units, cost_msats):
                raise RequestIdReusedError("This request id is taken by other use.") from error
            return known
        except FloorReachedError as error:
            # Somebody else may hold the promo credit that we have just seen; then we look again.
            if error.account == holder_code(user):
                raise balance_short(error.missing_msats) from error
        except UnknownAccountError as error:
            raise balance_short(cost_msats) from error
    raise AssertionError("the last try takes own money only")


@retried
@transaction.atomic
def _charge(usage: Usage, *, with_promo: bool) -> Usage:
    """The row first: it makes racers of one request id wait for each other."""
    cost_msats = usage.held_msats
    free_msats = balance_of(usage.user).promo_free_msats if with_promo else 0
    promo_msats = min(free_msats, promo_within(cost_msats), cost_msats - 1)
    usage.pk, usage.promo_held_msats, usage.ended_at = None, promo_msats, utc_now()
    usage.save(force_insert=True)
    memo = f"{usage.price} {usage.model}".strip()
    post_transfer(
        key=usage.hold_key,
        debit=holder_code(usage.user),
        credit=REVENUE_SERVICES,
        amount_msats=cost_msats - promo_msats,
        kind=Transfer.Kind.SPEND,
        memo=memo,
    )
    if promo_msats:  # after the own account, as everywhere: one order of locks
        post_transfer(
            key=usage.promo_hold_key,
            debit=promo_holder_code(usage.user),
            credit=PROMO,
            amount_msats=promo_msats,
            kind=Transfer.Kind.SPEND,
            memo=f"{memo}, promo credit",
        )
    announce_balance(user_id=usage.user_id)
    return usage
