"""The agent's key and tokens."""

import hashlib
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from jobs.models import AgentKey, AgentToken
from kernel.clock import utc_now
from kernel.errors import InvalidError
from kernel.sealing import PublicKey

TOKEN_BYTES = 32
HEX_KEY = re.compile(r"[0-9a-f]{64}")
SEEN_EVERY_SECONDS = 60
"""How exact last_seen_at is: a write per heartbeat would cost more than the knowledge is worth."""


@transaction.atomic
def register_agent_key(*, public_key: str, signing_key: str = "") -> AgentKey:
    """Seal to this key from now on. What was sealed to the key before must be handed over again.

    signing_key: 64 hex digits, what the same agent signs with; "" to learn it from its first run.
    Raises InvalidError where a text is no key, or another signing key was pinned before. The same
    keys twice change nothing.
    """
    key = PublicKey.from_text(public_key)
    if signing_key and not HEX_KEY.fullmatch(signing_key):
        raise InvalidError("A signing key is 64 hex digits.")
    list(AgentKey.objects.select_for_update())
    AgentKey.objects.filter(is_current=True).exclude(key_id=key.key_id).update(is_current=False)
    row, created = AgentKey.objects.get_or_create(
        key_id=key.key_id, defaults={"public_key": key.to_text(), "is_current": True}
    )
    if not created and not row.is_current:
        row.is_current = True
        row.save(update_fields=["is_current"])
    if signing_key and not pin_signing_key(row, signing_key):
        raise InvalidError("This agent has another signing key already.", key_id=row.key_id)
    return row


def pin_signing_key(row: AgentKey, signing_key: str) -> bool:
    """Remember what this agent signs with. Whether it is that key that it signs with, then."""
    AgentKey.objects.filter(pk=row.pk, signing_key="").update(signing_key=signing_key)
    row.refresh_from_db(fields=["signing_key"])
    return row.signing_key == signing_key


def create_agent_token(*, name: str) -> tuple[AgentToken, str]:
    """A row and the token, which is kept nowhere: 256 random bits, so a plain hash is enough."""
    token = f"ubagent_{secrets.token_urlsafe(TOKEN_BYTES)}"
    return AgentToken.objects.create(name=name, token_hash=_hashed(token)), token


def revoke_agent_token(*, token_id: int) -> None:
    AgentToken.objects.filter(pk=token_id, revoked_at__isnull=True).update(revoked_at=utc_now())


def recognise_agent(*, token: str) -> AgentToken | None:
    """Whose token this is, or None for a stranger or a revoked one. Notes when it was last seen."""
    found = AgentToken.objects.filter(token_hash=_hashed(token), revoked_at__isnull=True).first()
    if found is not None:
        now = utc_now()
        AgentToken.objects.filter(
            Q(last_seen_at__isnull=True)
            | Q(last_seen_at__lt=now - timedelta(seconds=SEEN_EVERY_SECONDS)),
            pk=found.pk,
        ).update(last_seen_at=now)
    return found


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
