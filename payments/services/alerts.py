"""Alerts: what an operator should look at. One open row per kind and subject."""

from django.db import transaction
from django.db.models import F

from accounts.models import User
from kernel.clock import utc_now
from payments.models import Alert
from payments.services.notices import tell


@transaction.atomic
def raise_alert(*, kind: Alert.Kind, subject: str, text: str) -> Alert:
    """Open an alert and tell the operators; one that is open already is only marked as seen."""
    alert, created = Alert.objects.get_or_create(
        kind=kind,
        subject=subject[:150],
        resolved_at=None,
        defaults={"text": text[:1_000], "seen_at": utc_now()},
    )
    if not created:
        Alert.objects.filter(pk=alert.pk).update(times=F("times") + 1, seen_at=utc_now())
        return alert
    tell(
        key=f"alert:{alert.pk}",
        kind="alert_raised",
        text=f"{Alert.Kind(kind).label}: {text}",
        facts={"alert": kind, "subject": subject},
    )
    return alert


def resolve_alerts(*, kind: Alert.Kind, subject: str, by: User | None = None) -> int:
    """Close it: cured by itself (by=None) or by an operator. Returns how many were open."""
    return Alert.objects.filter(kind=kind, subject=subject[:150], resolved_at=None).update(
        resolved_at=utc_now(), resolved_by=by
    )
