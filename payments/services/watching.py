"""What operators would want to know before somebody asks: each look raises alerts or ends them."""

import re
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from kernel.clock import utc_now
from kernel.money import msats_from_sats, msats_text
from payments.ledger.queries import family_balance_msats
from payments.models import Alert, Payout, PayoutFreeze
from payments.services.alerts import raise_alert, resolve_alerts

STUCK_AFTER = timedelta(minutes=10)
"""How long a payout may be on its way before somebody should look."""
FAILURES_BACK = timedelta(days=1)
STUCK_SUBJECT = re.compile(r"^payout:([0-9a-f-]{36})$")
SPENDING_SPAN = timedelta(hours=1)
ROWS_MAX = 200


def watch_till() -> dict[str, int]:
    """One look at revenue, payouts and spending. Returns how many alerts stand, by kind."""
    return {
        "threshold": _watch_threshold(),
        "payouts": _watch_payouts(),
        "spending": _watch_spending(),
    }


@transaction.atomic
def _watch_threshold() -> int:
    """Enough is earned to be withdrawn, and nothing will withdraw it."""
    earned = family_balance_msats("revenue")
    frozen = PayoutFreeze.objects.filter(lifted_at__isnull=True).exists()
    reached = earned >= msats_from_sats(settings.REVENUE_THRESHOLD_SATS)
    if not reached or (settings.REVENUE_ADDRESS and settings.RAILS_PAY and not frozen):
        resolve_alerts(kind=Alert.Kind.THRESHOLD_REACHED, subject="revenue")
        return 0
    if frozen:
        why = "payouts are frozen"
    elif settings.REVENUE_ADDRESS:
        why = "no rail is set up to pay out"
    else:
        why = "no address is set"
    text = f"{msats_text(earned)} are earned and will not be withdrawn: {why}."
    raise_alert(kind=Alert.Kind.THRESHOLD_REACHED, subject="revenue", text=text)
    return 1


@transaction.atomic
def _watch_payouts() -> int:
    now, kind = utc_now(), Alert.Kind.WITHDRAWAL_FAILED
    under_way = (Payout.Status.SUBMITTED, Payout.Status.UNKNOWN)
    stuck = Payout.objects.filter(status__in=under_way, submitted_at__lte=now - STUCK_AFTER)
    for payout in stuck.order_by("submitted_at")[:ROWS_MAX]:
        text = f"{_named(payout)} has been {payout.status} for more than 10 minutes."
        raise_alert(kind=kind, subject=f"payout:{payout.pk}", text=text)
    failed = Payout.objects.filter(
        status=Payout.Status.FAILED, resolved_at__gte=now - FAILURES_BACK
    )
    told = set(Alert.objects.filter(kind=kind).values_list("subject", flat=True))
    for payout in failed.order_by("resolved_at")[:ROWS_MAX]:
        # What never reached a rail failed for its owner's reasons, and its owner was told.
        ours = payout.submitted_at is not None or payout.purpose == Payout.Purpose.REVENUE
        if ours and f"payout:{payout.pk}:failed" not in told:
            text = f"{_named(payout)} has failed: {payout.reason or 'no reason was given'}"
            raise_alert(kind=kind, subject=f"payout:{payout.pk}:failed", text=text)
    _end_of_stuck(kind)
    return Alert.objects.filter(kind=kind, resolved_at__isnull=True).count()


def _end_of_stuck(kind: Alert.Kind) -> None:
    """A payout that has ended is stuck no more; that it failed stays until somebody has looked."""
    open_alerts = Alert.objects.filter(kind=kind, resolved_at__isnull=True)
    subjects = set(open_alerts.values_list("subject", flat=True))
    ids = [found[1] for subject in subjects if (found := STUCK_SUBJECT.match(subject))]
    ended = Payout.objects.filter(
        pk__in=ids, status__in=(Payout.Status.SETTLED, Payout.Status.FAILED)
    )
    for payout in ended:
        resolve_alerts(kind=kind, subject=f"payout:{payout.pk}")


def _named(payout: Payout) -> str:
    return f"A {payout.purpose} payout of {msats_text(payout.amount_msats)}"


@transaction.atomic
def _watch_spending() -> int:
    kind = Alert.Kind.UNUSUAL_SPENDING
    spenders = _spent_since_msats(SPENDING_SPAN)
    for code, spent_msats in spenders.items():
        text = f"{msats_text(spent_msats)} spent within an hour."
        raise_alert(kind=kind, subject=code, text=text)
    for alert in Alert.objects.filter(kind=kind, resolved_at__isnull=True):
        if alert.subject not in spenders:
            resolve_alerts(kind=kind, subject=alert.subject)
    return len(spenders)


def _spent_since_msats(span: timedelta) -> dict[str, int]:
    """Who has spent more than SPENDING_ALERT_SATS_HOUR here; what people withdraw is not spent."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT d.code, sum(t.amount_msats)
              FROM ledger_transfer t
              JOIN ledger_account d ON d.id = t.debit_id AND d.code LIKE 'user:%%'
              JOIN ledger_account c ON c.id = t.credit_id
               AND (c.code LIKE 'revenue:%%' OR c.code LIKE 'escrow:%%')
             WHERE t.posted_at >= %s
             GROUP BY d.code HAVING sum(t.amount_msats) > %s
             ORDER BY 2 DESC LIMIT %s
            """,
            [utc_now() - span, msats_from_sats(settings.SPENDING_ALERT_SATS_HOUR), ROWS_MAX],
        )
        return {code: int(spent) for code, spent in cursor.fetchall()}
