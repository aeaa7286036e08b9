"""Which keys the mint signs with now. They are checked once, when they are first seen."""

from django.db import IntegrityError, transaction

from kernel.clock import utc_now
from payments.cashu.errors import MintUntrustedError, TokenMalformedError
from payments.cashu.keys import UNIT, KeysetFacts, verify_keyset
from payments.cashu.models import Keyset
from payments.cashu.services.door import Mint

NEEDED_NUTS = {"7": "token states", "8": "change", "9": "restore"}
"""Without these a lost answer is lost money, so such a mint is not used."""
KEYSETS_MAX = 200


def refresh_keysets(mint: Mint) -> None:
    """Ask the mint which keysets there are; store new ones, note which are active.

    Raises UpstreamError, MintUntrustedError.
    """
    told = [facts for facts in mint.keysets() if facts.unit == UNIT][:KEYSETS_MAX]
    known = set(Keyset.objects.filter(mint_url=mint.url).values_list("keyset_id", flat=True))
    if not known:
        _refuse_forgetful(mint)
    for facts in told:
        if facts.keyset_id not in known:
            _store(mint, facts)
    active = [facts.keyset_id for facts in told if facts.active]
    rows = Keyset.objects.filter(mint_url=mint.url)
    rows.filter(keyset_id__in=active).update(active=True, seen_at=utc_now())
    rows.exclude(keyset_id__in=active).filter(active=True).update(active=False)


def active_keyset(mint_url: str) -> Keyset:
    """The cheapest one that signs. Raises MintUntrustedError where there is none."""
    found = (
        Keyset.objects.filter(mint_url=mint_url, unit=UNIT, active=True)
        .order_by("input_fee_ppk", "-pk")
        .first()
    )
    if found is None:
        raise MintUntrustedError("The mint has no active keyset in sats.")
    return found


def full_keyset(mint_url: str, keyset_id: str) -> Keyset:
    """Of a full or short id. Raises TokenMalformedError where it is unknown or ambiguous."""
    found = list(Keyset.objects.filter(mint_url=mint_url, keyset_id__startswith=keyset_id)[:2])
    if len(found) != 1:
        raise TokenMalformedError("This token names a keyset that its mint does not have.")
    return found[0]


def _store(mint: Mint, facts: KeysetFacts) -> None:
    keys = mint.keys(facts.keyset_id)
    verify_keyset(facts, keys)
    try:
        with transaction.atomic():
            Keyset.objects.create(
                keyset_id=facts.keyset_id,
                mint_url=mint.url,
                unit=facts.unit,
                active=facts.active,
                input_fee_ppk=facts.input_fee_ppk,
                final_expiry=facts.final_expiry,
                keys={str(amount): key.hex() for amount, key in sorted(keys.items())},
            )
    except IntegrityError:
        # Another worker saw it at the same moment; or another mint claims the same keyset.
        if not Keyset.objects.filter(keyset_id=facts.keyset_id, mint_url=mint.url).exists():
            raise MintUntrustedError(
                "Two mints claim the same keyset.", keyset_id=facts.keyset_id
            ) from None


def _refuse_forgetful(mint: Mint) -> None:
    nuts = mint.info().get("nuts", {})
    for number, meaning in NEEDED_NUTS.items():
        told = nuts.get(number) if isinstance(nuts, dict) else None
        if not (isinstance(told, dict) and told.get("supported")):
            raise MintUntrustedError(f"This mint does not support {meaning} (NUT-{number:0>2}).")
