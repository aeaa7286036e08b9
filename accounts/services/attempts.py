"""Counting attempts in the database: a limit that a restart or a second process does not forget."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.errors import TooManyAttemptsError
from accounts.models import AttemptWindow, LoginCode
from kernel.clock import utc_now

WINDOW_SECONDS = 900
KEPT_SECONDS = 86_400


def count_attempt(*, scope: str, subject: str, attempts_max: int) -> None:
    """Count one more within the current window of 15 minutes.

    subject: a key or an address; kept as a keyed hash only. Raises TooManyAttemptsError with
    retry_after_seconds past attempts_max. The count stays counted where the caller fails.
    """
    now = utc_now()
    elapsed = int(now.timestamp()) % WINDOW_SECONDS
    started_at = datetime.fromtimestamp(int(now.timestamp()) - elapsed, UTC)
    hashed = salted_hmac(f"accounts.attempts.{scope}", subject, algorithm="sha256").hexdigest()
    with transaction.atomic():
        window, _ = AttemptWindow.objects.get_or_create(subject=hashed, started_at=started_at)
        AttemptWindow.objects.filter(pk=window.pk).update(attempts=F("attempts") + 1)
        window.refresh_from_db()  # our own write: the row is locked until we commit
    if window.attempts > attempts_max:
        raise TooManyAttemptsError(
            "Too many attempts. Please wait a little.",
            retry_after_seconds=WINDOW_SECONDS - elapsed,
        )


def sweep_accounts() -> dict[str, int]:
    """One pass: forget counts and login codes older than a day. Returns how many of each."""
    yesterday = utc_now() - timedelta(seconds=KEPT_SECONDS)
    windows, _ = AttemptWindow.objects.filter(started_at__lt=yesterday).delete()
    codes, _ = LoginCode.objects.filter(expires_at__lt=yesterday).delete()
    return {"attempts_forgotten": windows, "codes_forgotten": codes}
