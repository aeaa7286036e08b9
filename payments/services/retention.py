"""What the till forgets when it is old. Money is never among it."""

from datetime import timedelta

from kernel.clock import utc_now
from payments.models import AuditRun, WebhookDelivery
from payments.services.liabilities import drop_old_leaves

PAYLOADS_KEPT = timedelta(days=90)
QUICK_AUDITS_KEPT = timedelta(days=30)


def forget_old() -> dict[str, int]:
    """Leaves of old proofs, payloads of deliveries long handled, quick audits that found nothing.

    Returns how many of each.
    """
    now = utc_now()
    deliveries = WebhookDelivery.objects.filter(handled_at__lt=now - PAYLOADS_KEPT)
    quick = AuditRun.objects.filter(full=False, findings=[], started_at__lt=now - QUICK_AUDITS_KEPT)
    return {
        "leaves": drop_old_leaves(),
        "payloads": deliveries.exclude(payload={}).update(payload={}),
        "audits": quick.delete()[0],
    }
