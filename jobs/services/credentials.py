"""What people hand over, sealed on arrival: the server can never read it again."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from jobs.errors import CredentialFieldError, CredentialInUseError, NoAgentKeyError
from jobs.models import AgentKey, Credential, Job
from jobs.queries import service_by_slug
from kernel.sealing import PublicKey, credential_context, seal

VALUE_CHARACTERS_MAX = 1_000
_KNOWN = frozenset(Credential.Field.values)
REQUIRED_FIELDS = frozenset({Credential.Field.EMAIL.value, Credential.Field.PASSWORD.value})


def store_credentials(*, user: User, service_slug: str, fields: Mapping[str, str]) -> None:
    """Seal each value to the agent's current key; a field that is named replaces what was there.

    fields: names of Credential.Field; values of 1..1000 characters. Raises UnknownServiceError,
    CredentialFieldError, NoAgentKeyError.
    """
    service = service_by_slug(service_slug)
    _refuse_bad_fields(fields)
    key = current_key()
    if user.pubkey is None:
        raise CredentialFieldError("Only people with a Nostr key hand over sign-ins.")
    boxes = {
        field: seal(
            value.encode(),
            to=key,
            context=credential_context(user_pubkey=user.pubkey, service=service.slug, field=field),
        )
        for field, value in fields.items()
    }
    with transaction.atomic():
        owner = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if owner.pubkey != user.pubkey:  # left while this request was on its way
            raise CredentialFieldError("Only people with a Nostr key hand over sign-ins.")
        for field, sealed in boxes.items():
            Credential.objects.update_or_create(
                user=user,
                service=service,
                field=field,
                defaults={"key_id": key.key_id, "sealed": sealed},
            )


@transaction.atomic
def destroy_credentials(*, user: User, service_slug: str) -> int:
    """Delete the sign-in; returns how many fields there were. Raises CredentialInUseError."""
    service = service_by_slug(service_slug)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # open_job takes the same lock
    needing = (*Job.WITH_AGENT, Job.Status.NEEDS_HELP)
    if Job.objects.filter(user=user, service=service, status__in=needing).exists():
        raise CredentialInUseError(f"A {service.name} job is still open: abort it first.")
    deleted, _ = Credential.objects.filter(user=user, service=service).delete()
    return deleted


def current_key() -> PublicKey:
    """The key to seal to. Raises NoAgentKeyError where no agent has been set up."""
    row = AgentKey.objects.filter(is_current=True).first()
    if row is None:
        raise NoAgentKeyError("No agent is set up yet, so nothing can be sealed to it.")
    return PublicKey.from_text(row.public_key)


def _refuse_bad_fields(fields: Mapping[str, str]) -> None:
    if not fields:
        raise CredentialFieldError("Name at least one field.")
    unknown = sorted(set(fields) - _KNOWN)
    if unknown:
        raise CredentialFieldError(
            f"Known fields are {', '.join(sorted(_KNOWN))}.",
            unknown=[ascii(u[:40]) for u in unknown[:5]],
        )
    for field, value in fields.items():
        if not _fits(value):
            raise CredentialFieldError(
                f"{field} must be text of 1 to {VALUE_CHARACTERS_MAX} characters.", field=field
            )


def _fits(value: object) -> bool:
    if not isinstance(value, str) or not 1 <= len(value) <= VALUE_CHARACTERS_MAX:
        return False
    return not any("\ud800" <= character <= "\udfff" for character in value)  # halves of pairs
