"""What a lost bell, a lost webhook or a dead worker leaves behind is rung for again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from kernel.clock import utc_now
from kernel.queue import ring
from payments.cashu.models import Operation
from payments.models import (
    Deposit,
    Invoice,
    Notice,
    Payout,
    WalletPayment,
    WebhookDelivery,
    ZapReceipt,
)
from payments.services.delivering import ATTEMPTS_MAX
from payments.services.metering import end_lapsed_usages
from payments.services.refunds import LATE_WINDOW, partials_left
from payments.services.zaps import kept_zaps, zaps_due

FORGOTTEN_AFTER = timedelta(seconds=10)
"""Younger rows are probably being worked on by whoever heard the first bell."""
RING_PAUSE = timedelta(seconds=60)
"""A row that was rung for is left alone for this long, or until its worker says otherwise."""
_TIME_OVER = (Invoice.Status.EXPIRED, Invoice.Status.CANCELLED)
ROWS_MAX = 500
"""Per kind and sweep, so that one sweep ends before the next begins."""


SUBMITTED_AT_MOST = timedelta(minutes=5)
"""No worker waits longer for a person's wallet: one that has not come back has died."""
ASKED_AGAIN_FOR = timedelta(minutes=15)
"""How long a silent wallet is asked what became of a payment; our own invoice tells in any case."""


def sweep_payments() -> dict[str, int]:
    """Ring for whatever is still open and due. Returns how many of each kind. No network."""
    return {
        "requested": _ring_requested(),
        "deliveries": _ring_deliveries(),
        "open": _ring_open(),
        "partials": _ring_partials(),
        "payouts": _ring_payouts(),
        "notices": _ring_notices(),
        "wallets": _ring_wallets(),
        "zaps": _ring_zaps(),
        "ecash": _ring_ecash(),
        "tokens": _ring_tokens(),
        "usages": end_lapsed_usages(),
    }


def _ring_requested() -> int:
    # Not pushed back here: `next_check_at` of a requested invoice is its worker's lease.
    now = utc_now()
    due = Invoice.objects.filter(
        status=Invoice.Status.REQUESTED,
        next_check_at__lte=now,
        requested_at__lte=now - FORGOTTEN_AFTER,
    ).order_by("next_check_at")[:ROWS_MAX]
    for pk in (pks := list(due.values_list("pk", flat=True))):
        ring("payments.issue_invoice", invoice_id=pk)
    return len(pks)


@transaction.atomic
def _ring_deliveries() -> int:
    now = utc_now()
    due = (
        WebhookDelivery.objects.select_for_update(skip_locked=True)
        .filter(
            handled_at__isnull=True, next_try_at__lte=now, received_at__lte=now - FORGOTTEN_AFTER
        )
        .order_by("next_try_at")[:ROWS_MAX]
    )
    pks = [delivery.pk for delivery in due]
    WebhookDelivery.objects.filter(pk__in=pks).update(next_try_at=now + RING_PAUSE)
    for pk in pks:
        ring("payments.handle_delivery", delivery_id=pk)
    return len(pks)


@transaction.atomic
def _ring_open() -> int:
    now = utc_now()
    due = (
        Invoice.objects.select_for_update(skip_locked=True)
        .filter(
            Q(status=Invoice.Status.OPEN)
            | Q(status__in=_TIME_OVER, expires_at__gte=now - LATE_WINDOW),
            next_check_at__lte=now,
        )
        .order_by("next_check_at")[:ROWS_MAX]
    )
    pks = [invoice.pk for invoice in due]
    Invoice.objects.filter(pk__in=pks).update(next_check_at=now + RING_PAUSE)
    for pk in pks:
        ring("payments.check_invoice", invoice_id=pk)
    return len(pks)


def _ring_partials() -> int:
    pks = list(partials_left().values_list("pk", flat=True)[:ROWS_MAX])
    for pk in pks:
        ring("payments.credit_partial", invoice_id=pk)
    return len(pks)


def _ring_wallets() -> int:
    """Payments by people's own wallets: those never begun, and those whose wallet was silent."""
    now, status = utc_now(), WalletPayment.Status
    forgotten = WalletPayment.objects.filter(
        status=status.CREATED, created_at__lte=now - FORGOTTEN_AFTER
    )
    silent = WalletPayment.objects.filter(
        Q(status=status.SUBMITTED, submitted_at__lte=now - SUBMITTED_AT_MOST)
        | Q(status=status.UNKNOWN, submitted_at__gte=now - ASKED_AGAIN_FOR)
    )
    for pk in (created := list(forgotten.values_list("pk", flat=True)[:ROWS_MAX])):
        ring("payments.pay_by_wallet", payment_id=pk)
    for pk in (unanswered := list(silent.values_list("pk", flat=True)[:ROWS_MAX])):
        ring("payments.check_wallet_payment", payment_id=pk)
    return len(created) + len(unanswered)


def _ring_payouts() -> int:
    # Not pushed back here: `next_check_at` of an unfinished payout is its worker's lease.
    now = utc_now()
    due = Payout.objects.filter(
        status__in=Payout.UNFINISHED, next_check_at__lte=now, created_at__lte=now - FORGOTTEN_AFTER
    ).order_by("next_check_at")[:ROWS_MAX]
    handed = Payout.objects.filter(
        status=Payout.Status.SETTLED, sealed_token__isnull=False, next_check_at__lte=now
    )[:ROWS_MAX]
    rows = [*due.values_list("pk", "status"), *handed.values_list("pk", "status")]
    for pk, status in rows:
        if status == Payout.Status.CREATED:
            ring("payments.submit_payout", payout_id=str(pk))
        else:
            ring("payments.check_payout", payout_id=str(pk))
    return len(rows)


def _ring_notices() -> int:
    now = utc_now()
    due = Notice.objects.filter(
        done_at__isnull=True,
        next_try_at__lte=now,
        raised_at__lte=now - FORGOTTEN_AFTER,
        attempts__lt=ATTEMPTS_MAX,
    ).order_by("next_try_at")[:ROWS_MAX]
    for pk in (pks := list(due.values_list("pk", flat=True))):
        ring("payments.deliver_notice", notice_id=pk)
    return len(pks)


@transaction.atomic
def _ring_tokens() -> int:
    """Pasted tokens whose deposit has no end yet."""
    now = utc_now()
    due = (
        Deposit.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            Q(asked_at__isnull=True) | Q(asked_at__lte=now - RING_PAUSE),
            status=Deposit.Status.PENDING,
            token_hash__isnull=False,
            created_at__lte=now - FORGOTTEN_AFTER,
        )
        .order_by("created_at")[:ROWS_MAX]
    )
    pks = [deposit.pk for deposit in due]
    Deposit.objects.filter(pk__in=pks).update(asked_at=now)
    for pk in pks:
        ring("payments.finish_token", deposit_id=str(pk))
    return len(pks)


@transaction.atomic
def _ring_ecash() -> int:
    """What was asked of the mint and has no answer yet."""
    now = utc_now()
    due = (
        Operation.objects.select_for_update(skip_locked=True)
        .filter(
            state=Operation.State.SUBMITTED,
            next_check_at__lte=now,
            submitted_at__lte=now - RING_PAUSE,
        )
        .order_by("next_check_at")[:ROWS_MAX]
    )
    pks = [operation.pk for operation in due]
    Operation.objects.filter(pk__in=pks).update(next_check_at=now + RING_PAUSE)
    for pk in pks:
        ring("payments.resume_ecash", operation_id=str(pk))
    return len(pks)


@transaction.atomic
def _ring_zaps() -> int:
    """Receipts whose money was not looked for or not found yet, and senders who have come since."""
    now = utc_now()
    due = (
        zaps_due()
        .select_for_update(skip_locked=True)
        .filter(received_at__lte=now - FORGOTTEN_AFTER)
    )
    pks = [zap.pk for zap in due[:ROWS_MAX]]
    ZapReceipt.objects.filter(pk__in=pks).update(next_try_at=now + RING_PAUSE)
    for pk in pks:
        ring("payments.credit_zap", zap_id=pk)
    if kept_zaps().exists():
        ring("payments.claim_kept_zaps")
    return len(pks)
