"""Credit that the house gives: bonuses on deposits, thanks for bringing somebody.

None of it can be turned into money. It lies in `user:<pubkey>:promo`, which the ledger connects to
`promo` only; it is never withdrawn, and it pays at most its share (PROMO_SPEND_PERCENT beside each
100 of own money) of what is used. A bonus is cut where it would raise somebody's promo credit above
that share of their own money: depositing, withdrawing and depositing again earns it once. Made-up
friends earn a discount on what their maker pays, and no more.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.errors import PubkeyInvalidError
from accounts.models import User
from accounts.npub import pubkey_from_text
from kernel.clock import utc_now
from kernel.money import MSATS_PER_SAT, msats_from_sats, sats_text
from payments.errors import ReferralRefusedError
from payments.ledger.chart import PROMO
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Deposit, Referral
from payments.pricing import bonus_msats
from payments.queries import balance_of, promo_beside, referral_credit_msats
from payments.services.holders import open_promo_holder
from payments.services.notices import tell


@dataclass(frozen=True, slots=True)
class Grant:
    """Credit to give: one transfer from `promo`, once per key."""

    account: str
    key: str
    amount_msats: int
    kind: Transfer.Kind
    memo: str


def bonus_expected_msats(*, user: User, deposit_sats: int) -> int:
    """The bonus that a deposit would earn if it arrived now."""
    balance = balance_of(user)
    own_msats = balance.own_free_msats + msats_from_sats(deposit_sats)
    return _within_share(user, bonus_msats(deposit_sats), own_msats, balance.promo_free_msats)


def grant_promotions(*, deposit: Deposit) -> int:
    """Post the deposit's bonus and its referral; returns the bonus in msats.

    Inside the crediting transaction, after the deposit's own money was posted: that holds the lock
    on the person's account, so the share is measured on what stands.
    """
    grants = []
    balance = balance_of(deposit.user)
    bonus = _within_share(
        deposit.user,
        bonus_msats(deposit.credited_msats // MSATS_PER_SAT),
        balance.own_free_msats,
        balance.promo_free_msats,
    )
    if bonus:
        account = open_promo_holder(deposit.user)
        kind = Transfer.Kind.BONUS
        grants.append(Grant(account, f"deposit:{deposit.pk}:bonus", bonus, kind, "Deposit bonus"))
    grants += _referral_grants(deposit)
    # Two people may credit each other's referrer at once: accounts are locked in one order.
    for grant in sorted(grants, key=lambda grant: grant.account):
        post_transfer(
            key=grant.key,
            debit=PROMO,
            credit=grant.account,
            amount_msats=grant.amount_msats,
            kind=grant.kind,
            memo=grant.memo,
        )
    return bonus


def record_referral(*, user: User, referrer: str) -> Referral:
    """Write down who brought the user. referrer: an npub or public key of somebody known here.

    Raises ReferralRefusedError for oneself, for somebody unknown or newer than the user, and once
    the user has paid in or has named somebody.
    """
    by = _known(referrer)
    if by is None or by.pk == user.pk or by.created_at >= user.created_at:
        raise ReferralRefusedError("Only somebody who was here before you can have brought you.")
    if Deposit.objects.filter(user=user, status=Deposit.Status.PAID).exists():
        raise ReferralRefusedError("You are not new here any more.")
    try:
        with transaction.atomic():
            referral, created = Referral.objects.get_or_create(
                referred=user, defaults={"referrer": by}
            )
    except IntegrityError as error:
        raise ReferralRefusedError("You cannot have brought yourself.") from error
    if not created and referral.referrer_id != by.pk:
        raise ReferralRefusedError("Somebody else has brought you already.")
    return referral


def _within_share(user: User, bonus: int, own_msats: int, promo_msats: int) -> int:
    if bonus == 0:
        return 0
    room = promo_beside(own_msats) + referral_credit_msats(user) - promo_msats
    return max(0, min(bonus, room))


def _referral_grants(deposit: Deposit) -> list[Grant]:
    if settings.REFERRAL_SATS == 0 or _too_small(deposit):
        return []
    referral = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("referrer")
        .filter(referred=deposit.user, credited_at__isnull=True, referrer__is_active=True)
        .first()
    )
    if referral is None:
        return []
    referral.credited_msats = msats_from_sats(settings.REFERRAL_SATS)
    referral.credited_at = utc_now()
    referral.save(update_fields=["credited_msats", "credited_at"])
    tell(
        key=f"referral:{referral.pk}",
        kind="referral_credited",
        text=f"Somebody you brought has paid in: {sats_text(settings.REFERRAL_SATS)} credit.",
        user=referral.referrer,
        facts={"amount_sats": settings.REFERRAL_SATS},
    )
    return [
        Grant(
            open_promo_holder(referral.referrer),
            f"referral:{referral.pk}",
            referral.credited_msats,
            Transfer.Kind.REFERRAL,
            "Referral credit",
        )
    ]


def _too_small(deposit: Deposit) -> bool:
    return deposit.credited_msats < msats_from_sats(settings.DEPOSIT_SATS_MIN)


def _known(text: str) -> User | None:
    try:
        pubkey = pubkey_from_text(text)
    except PubkeyInvalidError as error:
        raise ReferralRefusedError("Name who brought you by their npub.") from error
    return User.objects.filter(pubkey=pubkey, is_active=True).first()
