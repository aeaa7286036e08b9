"""Metered use of a balance: hold the worst case before the work, take the actual cost after it.

reserve_usage, then extend_usage as a heartbeat while the work goes on, then capture_usage or
void_usage, exactly once. Somebody's own money and their promo credit are held side by side, promo
credit up to its share; what it pays goes back to `promo`, so revenue is earned money only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from kernel.clock import utc_now
from kernel.money import MSATS_PER_SAT
from kernel.retry import retried
from payments.errors import (
    BalanceShortError,
    RequestIdReusedError,
    UnitsInvalidError,
    UnknownUsageError,
)
from payments.ledger.chart import PROMO, REVENUE_SERVICES
from payments.ledger.errors import FloorReachedError, HoldResolvedError, UnknownAccountError
from payments.ledger.models import Hold, Transfer
from payments.ledger.services import capture_hold, extend_hold, open_hold, void_hold
from payments.models import Usage
from payments.pricing import price_of
from payments.queries import balance_of, holder_code, promo_holder_code, promo_within
from payments.services.announcing import announce_balance

PROMO_TRIES = 3
"""Somebody else may hold the promo credit that we have just seen; then we look again."""
HOLD_TTL_SECONDS_MAX = 3_600


@dataclass(frozen=True, slots=True)
class Reservation:
    """A worst case that is held. replayed: it was held by an earlier call."""

    usage: Usage
    expires_at: datetime
    replayed: bool = False


def reserve_usage(
    *,
    user: User,
    price: str,
    units_max: int,
    request_id: str,
    model: str = "",
    ttl_seconds: int | None = None,
) -> Reservation:
    """Hold what units_max would cost, for ttl_seconds (settings.HOLD_TTL_SECONDS by default).

    The same request_id with the same price and units answers with the reservation that exists, held
    or captured. Raises RequestIdReusedError for other use, and where nothing is held any more (it
    was voided, has expired, or was a charge); BalanceShortError (402, with what is missing),
    UnknownPriceError, UnitsInvalidError.
    """
    held_msats = price_of(price).cost_msats(units_max)
    if held_msats == 0:
        raise UnitsInvalidError("Say how much this may use at most.")
    known = Usage.objects.filter(user=user, request_id=request_id).first()
    if known is not None:
        return _replayed(known, price, held_msats)
    usage = Usage(user=user, request_id=request_id, price=price, model=model, held_msats=held_msats)
    ttl = min(ttl_seconds or settings.HOLD_TTL_SECONDS, HOLD_TTL_SECONDS_MAX)
    for last in [False] * PROMO_TRIES + [True]:
        try:
            return _reserve(usage, ttl, with_promo=not last)
        except IntegrityError as error:  # a racer with this request id was faster
            racer = Usage.objects.filter(user=user, request_id=request_id).first()
            if racer is None:
                raise
            return _replayed(racer, price, held_msats, error)
        except FloorReachedError as error:
            if error.account == holder_code(user):
                raise balance_short(error.missing_msats) from error
        except UnknownAccountError as error:
            raise balance_short(held_msats) from error
    raise AssertionError("the last try takes own money only")


def capture_usage(
    *,
    user: User,
    request_id: str,
    prompt_tokens: int = 0,
    completion_tokens: int = 0,
    units: int | None = None,
    model: str = "",
) -> Usage:
    """Take what the work has used, at most what is held; the rest is free again.

    units: tokens or bytes in all; None counts prompt and completion tokens together. A capture with
    the same units again answers as the first. Raises UnknownUsageError, UnitsInvalidError,
    HoldResolvedError where the hold was voided, has expired, or was captured otherwise.
    """
    if units is None:
        units = prompt_tokens + completion_tokens
    if min(units, prompt_tokens, completion_tokens) < 0:
        raise UnitsInvalidError("Nothing is used less than not at all.")
    return _capture(user, request_id, units, (prompt_tokens, completion_tokens), model)


@retried
@transaction.atomic
def void_usage(*, user: User, request_id: str) -> Usage:
    """Free all that is held: nothing was used. Again: no change. Raises as capture_usage."""
    usage = _locked(user, request_id)
    if usage.ended_at is not None:
        if usage.cost_msats:
            raise HoldResolvedError("This was charged already.", state="captured")
        return usage
    for key in _hold_keys(usage):
        _free(key)
    _end(usage, 0)
    return usage


@retried
@transaction.atomic
def extend_usage(*, user: User, request_id: str, ttl_seconds: int | None = None) -> datetime:
    """The heartbeat: the hold lasts at least ttl_seconds from now. Returns when it expires."""
    usage = _locked(user, request_id)
    ttl = min(ttl_seconds or settings.HOLD_TTL_SECONDS, HOLD_TTL_SECONDS_MAX)
    for key in _hold_keys(usage):
        extend_hold(key=key, ttl_seconds=ttl)
    return _expires_at(usage)


def end_lapsed_usages() -> int:
    """Close the rows whose hold has run out: they cost nothing. Returns how many."""
    key = Concat(
        Value("usage:"),
        Cast(OuterRef("user_id"), CharField()),
        Value(":"),
        OuterRef("request_id"),
        output_field=CharField(),
    )
    ended = Hold.objects.filter(key=key, state__in=[Hold.State.EXPIRED, Hold.State.VOIDED])
    return (
        Usage.objects.filter(ended_at__isnull=True)
        .filter(Exists(ended))
        .update(cost_msats=0, ended_at=utc_now())
    )


@retried
@transaction.atomic
def _reserve(usage: Usage, ttl_seconds: int, *, with_promo: bool) -> Reservation:
    """The row first: it makes racers of one request id wait for each other."""
    own = holder_code(usage.user)
    free_msats = balance_of(usage.user).promo_free_msats if with_promo else 0
    share_msats = min(promo_within(usage.held_msats), usage.held_msats - 1)
    usage.pk, usage.promo_held_msats = None, min(free_msats, share_msats)
    usage.save(force_insert=True)
    memo = f"{usage.price} {usage.model}".strip()
    open_hold(
        key=usage.hold_key,
        debit=own,
        credit=REVENUE_SERVICES,
        amount_msats=usage.held_msats - usage.promo_held_msats,
        ttl_seconds=ttl_seconds,
        kind=Transfer.Kind.SPEND,
        memo=memo,
    )
    if usage.promo_held_msats:  # after the own account, as everywhere: one order of locks
        open_hold(
            key=usage.promo_hold_key,
            debit=promo_holder_code(usage.user),
            credit=PROMO,
            amount_msats=usage.promo_held_msats,
            ttl_seconds=ttl_seconds,
            kind=Transfer.Kind.SPEND,
            memo=f"{memo}, promo credit",
        )
    announce_balance(user_id=usage.user_id)
    return Reservation(usage, utc_now() + timedelta(seconds=ttl_seconds))


@retried
@transaction.atomic
def _capture(user: User, request_id: str, units: int, tokens: tuple[int, int], model: str) -> Usage:
    usage = _locked(user, request_id)
    cost_msats = min(price_of(usage.price).cost_msats(units), usage.held_msats)
    if usage.ended_at is not None:
        if (usage.units, usage.cost_msats) != (units, cost_msats):
            raise HoldResolvedError("This has ended already.", cost_msats=usage.cost_msats)
        return usage
    _take(usage, cost_msats)
    usage.prompt_tokens, usage.completion_tokens = tokens
    usage.units, usage.model = units, model or usage.model
    _end(usage, cost_msats)
    return usage


def _take(usage: Usage, cost_msats: int) -> None:
    promo_msats = min(usage.promo_held_msats, promo_within(cost_msats))
    if promo_msats and _has_expired(usage.promo_hold_key):
        # Their credit was wanted elsewhere meanwhile; what is still held of their own is due.
        promo_msats = 0
    own_msats = min(cost_msats - promo_msats, usage.held_msats - usage.promo_held_msats)
    parts = {usage.hold_key: own_msats, usage.promo_hold_key: promo_msats}
    for key in _hold_keys(usage):
        if parts[key]:
            capture_hold(key=key, amount_msats=parts[key])
        else:
            _free(key)


def _has_expired(key: str) -> bool:
    return Hold.objects.filter(key=key, state=Hold.State.EXPIRED).exists()


def _free(key: str) -> None:
    try:
        void_hold(key=key)
    except HoldResolvedError as error:
        if error.facts["state"] != Hold.State.EXPIRED:  # then it is free already
            raise


def _end(usage: Usage, cost_msats: int) -> None:
    usage.cost_msats, usage.ended_at = cost_msats, utc_now()
    counts = ["units", "prompt_tokens", "completion_tokens", "model"]
    usage.save(update_fields=["cost_msats", "ended_at", *counts])
    announce_balance(user_id=usage.user_id)


def _hold_keys(usage: Usage) -> list[str]:
    return [usage.hold_key, usage.promo_hold_key] if usage.promo_held_msats else [usage.hold_key]


def _locked(user: User, request_id: str) -> Usage:
    rows = Usage.objects.select_for_update(of=("self",))
    usage = rows.filter(user=user, request_id=request_id).first()
    if usage is None:
        raise UnknownUsageError("There is no such request.", request_id=request_id)
    return usage


def _replayed(
    usage: Usage, price: str, held_msats: int, cause: Exception | None = None
) -> Reservation:
    if (usage.price, usage.held_msats) != (price, held_msats):
        raise RequestIdReusedError("This request id is taken by other use.") from cause
    hold = Hold.objects.filter(key=usage.hold_key).first()
    if hold is None or hold.state in {Hold.State.VOIDED, Hold.State.EXPIRED}:
        # Told that this is held, whoever asks would work for nothing.
        raise RequestIdReusedError("This request has ended: begin another.") from cause
    return Reservation(usage, hold.expires_at, replayed=True)


def _expires_at(usage: Usage) -> datetime:
    return Hold.objects.values_list("expires_at", flat=True).get(key=usage.hold_key)


def balance_short(
    missing_msats: int, message: str = "The balance is too small for this."
) -> BalanceShortError:
    """402: how much is missing, and how to pay it in."""
    missing_sats = -(-missing_msats // MSATS_PER_SAT)
    return BalanceShortError(
        message,
        missing_msats=missing_msats,
        missing_sats=missing_sats,
        deposit={
            "url": f"{settings.PUBLIC_URL}/api/payments/deposit",
            "page": f"{settings.PUBLIC_URL}/balance",
            "amount_sats_min": max(settings.DEPOSIT_SATS_MIN, missing_sats),
        },
    )
