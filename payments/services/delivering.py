"""Bringing notices to operators: by email and by a signed webhook, each until it has arrived.

A person's notice is the bridge's to deliver; here it is only seen to be done. Email and webhook are
at least once: a worker may die between sending and writing it down, so a webhook names the notice.
"""

import hashlib
import hmac
import json
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F

from kernel import guarded
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.models import Notice

LEASE = timedelta(seconds=90)
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 30, 3_600
ATTEMPTS_MAX = 80
"""Some three days; the notice stays undone, where operators can read it."""
TROUBLE_CHARACTERS_MAX = 300


def deliver_notice(*, notice_id: int) -> bool:
    """Try every channel that has not had it. True once all have; otherwise the sweep returns.

    Never inside a transaction.
    """
    now = utc_now()
    claimed = Notice.objects.filter(
        pk=notice_id, done_at__isnull=True, next_try_at__lte=now, attempts__lt=ATTEMPTS_MAX
    ).update(next_try_at=now + LEASE, attempts=F("attempts") + 1)
    notice = Notice.objects.get(pk=notice_id)
    if not claimed:
        return notice.done_at is not None
    if notice.audience == Notice.Audience.PERSON:
        troubles = [] if notice.dm_at is not None else [""]
    else:
        troubles = [trouble for trouble in (_email(notice), _webhook(notice)) if trouble]
    if not troubles:
        Notice.objects.filter(pk=notice_id).update(done_at=utc_now(), trouble="")
        return True
    pause = min(RETRY_SECONDS_MAX, RETRY_SECONDS_MIN * 2 ** min(notice.attempts - 1, 10))
    Notice.objects.filter(pk=notice_id).update(
        next_try_at=utc_now() + timedelta(seconds=pause),
        trouble="; ".join(troubles)[:TROUBLE_CHARACTERS_MAX],
    )
    return False


def signature_of(body: bytes) -> str:
    """What X-Signature holds: HMAC-SHA256 with NOTIFY_WEBHOOK_SECRET over the body's bytes."""
    secret = settings.NOTIFY_WEBHOOK_SECRET.encode()
    return f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}"


def _email(notice: Notice) -> str:
    """Send it once. Returns the trouble, or nothing."""
    if not settings.NOTIFY_EMAIL or notice.email_at is not None:
        return ""
    subject = f"[Unsalted Butter] {notice.kind.replace('_', ' ')}"
    try:
        send_mail(subject, notice.text, settings.EMAIL_FROM, [settings.NOTIFY_EMAIL])
    except (SMTPException, OSError) as error:
        return f"email: {type(error).__name__}"  # the error's own words may quote the login
    Notice.objects.filter(pk=notice.pk).update(email_at=utc_now())
    return ""


def _webhook(notice: Notice) -> str:
    if not settings.NOTIFY_WEBHOOK_URL or notice.webhook_at is not None:
        return ""
    body = json.dumps(
        {
            "id": notice.key,
            "kind": notice.kind,
            "text": notice.text,
            "facts": notice.facts,
            "raised_at": notice.raised_at.isoformat(),
        }
    ).encode()
    headers = {"Content-Type": "application/json", "X-Signature": signature_of(body)}
    try:
        answer = guarded.post(settings.NOTIFY_WEBHOOK_URL, body=body, headers=headers)
    except UpstreamError as error:
        return f"webhook: {error.message}"
    if not 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP's successes
        return f"webhook: answered {answer.status}"
    Notice.objects.filter(pk=notice.pk).update(webhook_at=utc_now())
    return ""
