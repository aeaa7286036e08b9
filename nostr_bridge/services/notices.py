"""The till's news as DMs: in the transaction that the news speaks of."""

from accounts.models import User
from kernel.clock import utc_now
from nostr_bridge.services.outbox import send_dm
from payments.models import Notice


def send_notice(*, notice: Notice) -> int:
    """Queue it for whom it concerns, once per notice, and stamp it. Returns how many DMs.

    News for operators goes to every operator who has a key. Nobody to write to leaves it unstamped:
    email and webhook are the till's own.
    """
    key = f"notice:{notice.key}"
    if notice.user is not None:
        letters = {key: notice.user.pubkey}
    else:
        staff = User.objects.filter(is_staff=True, is_active=True).order_by("pk")
        letters = {f"{key}:{user.pk}": user.pubkey for user in staff}
    letters = {key: pubkey for key, pubkey in letters.items() if pubkey}
    for dedupe_key, pubkey in letters.items():
        assert pubkey is not None
        send_dm(user_pubkey=pubkey, text=notice.text, dedupe_key=dedupe_key)
    if letters:
        notice.dm_at = utc_now()
        notice.save(update_fields=["dm_at"])
    return len(letters)
