"""Money leaving over a rail, once: created, submitted, and then whatever the rail itself says.

What protects it, in order: the amount and the fee limit are held when the row is written; the
amount is the one in the decoded invoice; SUBMITTED is committed with the payment hash before the
rail is called, and only whoever made that transition calls it, once; after that nothing but the
rail's own answer ends the payout (payments.services.outcomes).
"""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import msats_text
from kernel.queue import ring
from payments.errors import OwnInvoiceError, PayoutInvoiceUsedError
from payments.ledger.chart import inflight_code
from payments.ledger.errors import HoldResolvedError
from payments.ledger.services import capture_hold, open_hold, post_transfer, void_hold
from payments.models import Alert, Payout
from payments.rails.base import Outgoing, OutgoingState
from payments.rails.registry import NotEnoughError, first_able, open_rail, paying_rails
from payments.services.alerts import raise_alert, resolve_alerts
from payments.services.destinations import (
    Destination,
    refuse_own_invoice,
    resolve_destination,
)
from payments.services.freezing import refuse_frozen
from payments.services.outcomes import (
    ask_rail,
    kind_of,
    locked_payout,
    record_outcome,
    status_of,
    tell_end,
)
from payments.services.token_payouts import forget_token, issue_token

HOLD_SECONDS = 86_400
CREATED_FOR = timedelta(hours=1)
"""A payout that could not be submitted for so long fails, and its money is free again."""
SUBMIT_LEASE = timedelta(seconds=90)
"""For resolving the destination; a second worker in that time would only ask twice."""
PAY_LEASE = timedelta(seconds=180)
"""For the call of the rail; nobody asks what came of it before."""
LEFT_LEAST = timedelta(seconds=30)
"""Less time than that before the invoice lapses, and the rail is not called at all."""
LIQUIDITY = "liquidity"
"""The alert's subject while no rail holds enough."""
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 10, 600
TROUBLE_CHARACTERS_MAX = 300


@transaction.atomic
def create_payout(*, payout: Payout) -> Payout:
    """Write the intent down and hold its amount and fee limit on its source; then ring.

    payout: an unsaved row. Raises PayoutsFrozenError, FloorReachedError (402, what is missing),
    PayoutInvoiceUsedError, and IntegrityError where its key or window is taken: the caller knows
    what that means. Joins the caller's transaction.
    """
    refuse_frozen()
    payout.next_check_at = utc_now()
    if payout.payment_hash and Payout.objects.filter(payment_hash=payout.payment_hash).exists():
        raise PayoutInvoiceUsedError("This invoice is being paid, or was tried before.")
    payout.save(force_insert=True)
    open_hold(
        key=payout.hold_key,
        debit=payout.source,
        credit=inflight_code(payout.rail),
        amount_msats=payout.amount_msats + payout.fee_limit_msats,
        ttl_seconds=HOLD_SECONDS,
        kind=kind_of(payout),
        memo=f"{payout.method} payout",
    )
    ring("payments.submit_payout", payout_id=str(payout.pk))
    return payout


def submit_payout(*, payout_id: uuid.UUID) -> Payout.Status:
    """CREATED to whatever came of it: find an invoice and a rail, commit SUBMITTED, call the rail.

    Never inside a transaction. Raises PayoutsFrozenError, UpstreamError where it waits for the
    sweep; a destination that cannot be paid makes it FAILED.
    """
    if not _lease(payout_id, Payout.Status.CREATED, SUBMIT_LEASE):
        return status_of(payout_id)  # somebody else is on it, or it has moved on
    payout = Payout.objects.get(pk=payout_id)
    if payout.created_at < utc_now() - CREATED_FOR:
        return abandon_payout(payout_id=payout_id, reason=payout.trouble or "It took too long.")
    is_token = payout.method == Payout.Method.CASHU
    try:
        found = None if is_token else resolve_destination(payout=payout)
        rail = "cashu" if is_token else _rail_for(payout)
    except UpstreamError as error:
        if error.permanent:
            return abandon_payout(payout_id=payout_id, reason=error.message)
        _retry_later(payout_id, error.message)
        raise
    try:
        ours = _mark_submitted(payout_id, found, rail)
    except (OwnInvoiceError, PayoutInvoiceUsedError, HoldResolvedError) as error:
        return abandon_payout(payout_id=payout_id, reason=error.message)
    return status_of(payout_id) if ours is None else _sent(ours)


def check_payout(*, payout_id: uuid.UUID) -> Payout.Status:
    """Ask the rail what came of a payout that is under way. Never pays.

    A token is asked for again, which makes no second one; once it was claimed it is wiped. Raises
    UpstreamError where the rail is silent: the payout stays as it is.
    """
    under_way = (Payout.Status.SUBMITTED, Payout.Status.UNKNOWN)
    payout = Payout.objects.filter(pk=payout_id, status__in=under_way).first()
    if payout is None:
        status = status_of(payout_id)
        if status == Payout.Status.SETTLED:
            forget_token(payout_id=payout_id)
        return status
    if not _lease(payout_id, payout.status, SUBMIT_LEASE):
        return status_of(payout_id)
    if payout.method == Payout.Method.CASHU:
        status = issue_token(payout_id=payout_id)
    else:
        status = record_outcome(payout_id=payout_id, told=_asked(payout))
    if status == Payout.Status.UNKNOWN:
        _retry_later(payout_id, "")
    return status


@transaction.atomic
def abandon_payout(*, payout_id: uuid.UUID, reason: str) -> Payout.Status:
    """CREATED to FAILED: no rail was called, and what was held is free again."""
    payout = locked_payout(payout_id)
    if payout.status != Payout.Status.CREATED:
        return Payout.Status(payout.status)
    payout.move_to(Payout.Status.FAILED)
    payout.reason = reason[:TROUBLE_CHARACTERS_MAX]
    payout.resolved_at = utc_now()
    payout.payment_hash = None  # nothing has left, so the invoice may be brought again
    payout.save(update_fields=["status", "reason", "resolved_at", "payment_hash"])
    try:
        void_hold(key=payout.hold_key)
    except HoldResolvedError:
        assert payout.created_at < utc_now() - CREATED_FOR, "a young payout's hold has ended"
    tell_end(payout)
    return Payout.Status.FAILED


def _rail_for(payout: Payout) -> str:
    """The first rail that can pay this now. Where none holds enough, an operator is told."""
    needed_msats = payout.amount_msats + payout.fee_limit_msats
    try:
        rail = first_able(paying_rails(), needed_msats)
    except NotEnoughError as error:
        text = f"A payout of {msats_text(needed_msats)} waits: {error.message}"
        raise_alert(kind=Alert.Kind.RAIL_ERROR, subject=LIQUIDITY, text=text)
        raise
    resolve_alerts(kind=Alert.Kind.RAIL_ERROR, subject=LIQUIDITY)
    return rail


@transaction.atomic
def _mark_submitted(payout_id: uuid.UUID, found: Destination | None, rail: str) -> Payout | None:
    """The one transition that allows one call of the rail; None for everybody who came too late."""
    payout = locked_payout(payout_id)
    if payout.status != Payout.Status.CREATED:
        return None
    refuse_frozen()
    now, held_for = utc_now(), payout.rail
    payout.move_to(Payout.Status.SUBMITTED)
    payout.rail = rail
    if found is not None:
        refuse_own_invoice(found.request.payment_hash)
        payout.bolt11, payout.payment_hash = found.bolt11, found.request.payment_hash
        payout.invoice_expires_at = found.request.expires_at
    payout.submitted_at, payout.next_check_at = now, now + PAY_LEASE
    payout.attempts, payout.trouble = 0, ""
    try:
        with transaction.atomic():
            payout.save()
    except IntegrityError as error:
        raise PayoutInvoiceUsedError("This invoice is being paid, or was tried before.") from error
    _take(payout, held_for)
    return payout


def _take(payout: Payout, held_for: str) -> None:
    """Amount and fee limit go from the source to what is in flight on the rail that was chosen."""
    whole_msats = payout.amount_msats + payout.fee_limit_msats
    if payout.rail == held_for:
        capture_hold(key=payout.hold_key, amount_msats=whole_msats)
        return
    # A fallback: the hold is for another rail. Freed and taken in one transaction, under the lock
    # that freeing has put on the account, so nobody else can spend it in between.
    void_hold(key=payout.hold_key)
    post_transfer(
        key=f"payout:{payout.pk}:out",
        debit=payout.source,
        credit=inflight_code(payout.rail),
        amount_msats=whole_msats,
        kind=kind_of(payout),
    )


def _sent(payout: Payout) -> Payout.Status:
    if payout.method == Payout.Method.CASHU:
        return issue_token(payout_id=payout.pk)
    return record_outcome(payout_id=payout.pk, told=_paid(payout))


def _paid(payout: Payout) -> Outgoing:
    """Call the rail, once: only the worker that committed SUBMITTED gets here."""
    assert payout.invoice_expires_at is not None, "what is submitted says until when"
    if utc_now() > payout.next_check_at:  # held up past its lease: others have asked, or ended it
        return Outgoing(OutgoingState.UNSEEN, reason="The worker came too late to call the rail.")
    if utc_now() > payout.invoice_expires_at - LEFT_LEAST:
        return Outgoing(OutgoingState.FAILED, reason="The invoice ran out before it was paid.")
    try:
        with open_rail(payout.rail) as rail:
            return rail.pay(
                bolt11=payout.bolt11,
                payment_hash=payout.payment_hash or "",
                amount_msats=payout.amount_msats,
                fee_limit_msats=payout.fee_limit_msats,
                key=payout.key,
            )
    except UpstreamError as error:
        # The contract of `pay`: it raises only where nothing can have left this machine.
        return Outgoing(OutgoingState.FAILED, reason=error.message)


def _asked(payout: Payout) -> Outgoing:
    try:
        return ask_rail(payout)
    except UpstreamError as error:
        _retry_later(payout.pk, error.message)
        raise


def _lease(payout_id: uuid.UUID, status: str, span: timedelta) -> bool:
    """One worker at a time looks at a row; whoever dies with it is followed after the span."""
    now = utc_now()
    due = Payout.objects.filter(pk=payout_id, status=status, next_check_at__lte=now)
    return bool(due.update(next_check_at=now + span, attempts=F("attempts") + 1))


def _retry_later(payout_id: uuid.UUID, trouble: str) -> None:
    attempts = Payout.objects.values_list("attempts", flat=True).get(pk=payout_id)
    pause = min(RETRY_SECONDS_MAX, RETRY_SECONDS_MIN * 2 ** min(attempts, 10))
    told = {"trouble": trouble[:TROUBLE_CHARACTERS_MAX]} if trouble else {}
    Payout.objects.filter(pk=payout_id, resolved_at__isnull=True).update(
        next_check_at=utc_now() + timedelta(seconds=pause), **told
    )
