"""Who does the work: public keys to seal to, tokens to be recognised by."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now


class AgentKey(models.Model):
    """The public half of a key that lives where an agent runs. The server holds no private half.

    signing_key: the Ed25519 half that signs what the agent saw; blank until it is registered or was
    seen for the first time, and never another afterwards.
    """

    key_id = models.CharField(max_length=16, unique=True)
    public_key = models.TextField(help_text="Base64: ML-KEM-768 then X25519.")
    signing_key = models.CharField(max_length=64, blank=True, default="")
    is_current = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="agent_key_one_current"
            ),
            CheckConstraint(
                condition=Q(key_id__regex=r"^[0-9a-f]{16}$"), name="agent_key_id_is_hex"
            ),
            CheckConstraint(
                condition=Q(signing_key="") | Q(signing_key__regex=r"^[0-9a-f]{64}$"),
                name="agent_signing_key_is_hex",
            ),
        ]

    def __str__(self) -> str:
        return self.key_id


class AgentToken(models.Model):
    """Lets one machine use the agent API. Only a hash is kept: the token is shown once."""

    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 - a form
                name="agent_token_is_hashed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_authenticated(self) -> bool:
        """What DRF's IsAuthenticated asks of whoever made the request."""
        return self.revoked_at is None
