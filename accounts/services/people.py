"""Coming and going."""

import uuid

from django.conf import settings
from django.db import connection, transaction

from accounts.errors import CapacityReachedError, PersonSuspendedError
from accounts.models import LoginCode, User, WaitlistEntry
from accounts.npub import npub_from_pubkey, pubkey_from_text
from kernel.clock import utc_now

DOOR_LOCK = 7_362_502
"""PostgreSQL advisory lock: newcomers are counted one at a time, or the cap would leak."""


def get_or_create_person(pubkey: str) -> User:
    """The person with this key; a newcomer is let in while there is room.

    pubkey: 64 hex digits or an npub. Raises PubkeyInvalidError, and CapacityReachedError after
    noting the key on the waitlist (the note stays where the caller's transaction commits), and
    PersonSuspendedError: who was switched off in the admin may not come in by another door.
    """
    pubkey = pubkey_from_text(pubkey)
    known = User.objects.filter(pubkey=pubkey).first()
    user = known or _let_in(pubkey)
    if user is None:
        raise CapacityReachedError("All places are taken. You are on the waitlist.")
    if not user.is_active:
        raise PersonSuspendedError("This account is switched off.")
    return user


@transaction.atomic
def invite_person(*, pubkey: str) -> WaitlistEntry:
    """Let this key in at its next message, past the cap. Raises PubkeyInvalidError."""
    entry, _ = WaitlistEntry.objects.get_or_create(pubkey=pubkey_from_text(pubkey))
    if entry.invited_at is None:
        entry.invited_at = utc_now()
        entry.save(update_fields=["invited_at"])
    return entry


@transaction.atomic
def forget_person(*, user: User) -> None:
    """The key leaves the row, and with it every way in. What points at the row stays."""
    LoginCode.objects.filter(user=user).delete()
    WaitlistEntry.objects.filter(pubkey=user.pubkey).delete()
    user.username = f"gone-{uuid.uuid4().hex}"
    user.pubkey = None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()


@transaction.atomic
def _let_in(pubkey: str) -> User | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DOOR_LOCK])
    known = User.objects.filter(pubkey=pubkey).first()  # a racer may have let them in
    if known is not None:
        return known
    entry = WaitlistEntry.objects.filter(pubkey=pubkey).first()
    people = User.objects.filter(pubkey__isnull=False, is_active=True).count()
    if people >= settings.USERS_MAX and (entry is None or entry.invited_at is None):
        WaitlistEntry.objects.get_or_create(pubkey=pubkey)
        return None
    if entry is not None:
        entry.delete()
    return User.objects.create_user(username=npub_from_pubkey(pubkey), pubkey=pubkey)
