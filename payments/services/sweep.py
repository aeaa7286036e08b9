"""What a lost bell, a lost webhook or a dead worker leaves behind is rung for again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from kernel.clock import utc_now
from kernel.queue import ring
from payments.models import Invoice, WebhookDelivery
from payments.services.refunds import LATE_WINDOW, partials_left

FORGOTTEN_AFTER = timedelta(seconds=10)
"""Younger rows are probably being worked on by whoever heard the first bell."""
RING_PAUSE = timedelta(seconds=60)
"""A row that was rung for is left alone for this long, or until its worker says otherwise."""
_TIME_OVER = (Invoice.Status.EXPIRED, Invoice.Status.CANCELLED)
ROWS_MAX = 500
"""Per kind and sweep, so that one sweep ends before the next begins."""


def sweep_payments() -> dict[str, int]:
    """Ring for whatever is still open and due. Returns how many of each kind. No network."""
    return {
        "requested": _ring_requested(),
        "deliveries": _ring_deliveries(),
        "open": _ring_open(),
        "partials": _ring_partials(),
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
