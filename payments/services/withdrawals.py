"""People taking their own money out."""

import uuid
from math import ceil

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from kernel.money import MSATS_PER_SAT, msats_from_sats, msats_text, sats_text
from payments.errors import (
    PayoutInvalidError,
    PayoutInvoiceUsedError,
    PayoutKeyReusedError,
    PayoutsClosedError,
    WithdrawalsWaitingError,
)
from payments.ledger.errors import FloorReachedError
from payments.lnurl import AddressInvalidError, read_address
from payments.models import Payout, WalletConnection
from payments.queries import withdrawable_msats
from payments.rails.registry import paying_rails
from payments.services.destinations import read_invoice
from payments.services.holders import open_holder
from payments.services.metering import balance_short
from payments.services.payouts import create_payout

KEY_CHARACTERS_MAX = 100
UNFINISHED_MAX = 20
"""Per person: each makes us ask servers of the person's own choice, who may take their time."""


def request_withdrawal(
    *,
    user: User,
    method: str,
    destination: str = "",
    amount_sats: int | None = None,
    key: str = "",
) -> Payout:
    """Hold the amount and the fee limit on the person's balance and pay out soon.

    method: address, invoice, cashu or wallet (Payout.Method). amount_sats: None for all there is
    less the fee limit, or for what the invoice asks; an invoice's own amount always counts. key:
    the client's name for this wish, at most KEY_CHARACTERS_MAX; the same key with the same inputs
    answers with the payout that exists. Asks no network. Raises PayoutInvalidError,
    PayoutKeyReusedError, PayoutInvoiceUsedError, OwnInvoiceError, PayoutsClosedError,
    PayoutsFrozenError, WithdrawalsWaitingError, BalanceShortError (402: what is missing).
    """
    if len(key) > KEY_CHARACTERS_MAX:
        raise PayoutInvalidError(f"A key has at most {KEY_CHARACTERS_MAX} characters.")
    name = f"withdraw:{user.pk}:{key or uuid.uuid4()}"
    wish = (method, _written(method, destination), amount_sats)
    known = Payout.objects.filter(key=name).first()
    if known is not None:
        return _same_wish(known, wish)
    _refuse_many(user)
    payout = _drafted(user, name, wish)
    try:
        with transaction.atomic():
            return create_payout(payout=payout)
    except FloorReachedError as error:
        fee, missing = payout.fee_limit_msats, -(-error.missing_msats // MSATS_PER_SAT)
        raise balance_short(
            error.missing_msats,
            f"The balance is too small. With at most {msats_text(fee)} for the network, "
            f"{sats_text(missing)} are missing from what can be withdrawn.",
        ) from error
    except IntegrityError as error:
        racer = Payout.objects.filter(key=name).first()
        if racer is not None:
            return _same_wish(racer, wish)
        raise PayoutInvoiceUsedError("This invoice is being paid, or was tried before.") from error


def fee_limit_msats(amount_msats: int) -> int:
    """The most that routing may cost, in whole sats: rails round a limit down to them."""
    share = ceil(amount_msats * settings.WITHDRAWAL_FEE_PERCENT_MAX / 100)
    least = msats_from_sats(settings.WITHDRAWAL_FEE_SATS_LEAST)
    return -(-max(share, least) // MSATS_PER_SAT) * MSATS_PER_SAT


def largest_amount_msats(available_msats: int) -> int:
    """The most whole sats that, with their fee limit, fit into what is available; 0 for none."""
    share = available_msats / (1 + settings.WITHDRAWAL_FEE_PERCENT_MAX / 100)
    sats = min(int(share) + MSATS_PER_SAT, available_msats) // MSATS_PER_SAT
    while sats > 0 and sats * MSATS_PER_SAT + fee_limit_msats(sats * MSATS_PER_SAT) > (
        available_msats
    ):
        over = sats * MSATS_PER_SAT + fee_limit_msats(sats * MSATS_PER_SAT) - available_msats
        sats -= max(1, over // (2 * MSATS_PER_SAT))
    return max(0, sats) * MSATS_PER_SAT


def _refuse_many(user: User) -> None:
    # Racers may pass by a few: this protects workers, not money.
    if Payout.objects.filter(user=user, status__in=Payout.UNFINISHED).count() >= UNFINISHED_MAX:
        raise WithdrawalsWaitingError("Wait until some of your withdrawals have ended.")


def _written(method: str, destination: str) -> str:
    """The destination as it is kept, so that a repeated wish is recognised."""
    text = destination.strip()
    match method:
        case Payout.Method.ADDRESS:
            try:
                return str(read_address(text))
            except AddressInvalidError as error:
                raise PayoutInvalidError(error.message) from error
        case Payout.Method.INVOICE:
            return text.lower().removeprefix("lightning:")
        case Payout.Method.CASHU | Payout.Method.WALLET:
            if text:
                raise PayoutInvalidError("This way of paying out takes no destination.")
            return ""
    raise PayoutInvalidError("The method is address, invoice, cashu or wallet.")


def _drafted(user: User, name: str, wish: tuple[str, str, int | None]) -> Payout:
    method, destination, amount_sats = wish
    rail = _rail_of(user, method)
    payout = Payout(
        key=name,
        purpose=Payout.Purpose.WITHDRAWAL,
        user=user,
        source=open_holder(user),
        method=method,
        destination=destination,
        rail=rail,
        requested_by=user,
    )
    if method == Payout.Method.INVOICE:
        found = read_invoice(destination)
        payout.amount_msats = found.request.amount_msats or 0
        if amount_sats is not None and msats_from_sats(amount_sats) != payout.amount_msats:
            raise PayoutInvalidError(
                "The invoice asks for another amount.", invoice_msats=payout.amount_msats
            )
        payout.bolt11, payout.payment_hash = found.bolt11, found.request.payment_hash
        payout.invoice_expires_at = found.request.expires_at
    elif amount_sats is None:
        payout.amount_msats = min(
            largest_amount_msats(withdrawable_msats(user)),
            msats_from_sats(settings.WITHDRAWAL_SATS_MAX),
        )
        if payout.amount_msats == 0:
            missing = fee_limit_msats(MSATS_PER_SAT) + MSATS_PER_SAT - withdrawable_msats(user)
            raise balance_short(missing, "There is nothing to withdraw.")
    else:
        payout.amount_msats = msats_from_sats(amount_sats)
    if not 0 < payout.amount_msats <= msats_from_sats(settings.WITHDRAWAL_SATS_MAX):
        most = sats_text(settings.WITHDRAWAL_SATS_MAX)
        raise PayoutInvalidError(f"One withdrawal is at most {most}.")
    payout.fee_limit_msats = fee_limit_msats(payout.amount_msats)
    return payout


def _rail_of(user: User, method: str) -> str:
    """The rail that the hold is for. Another may pay in the end, where this one is away."""
    rails = paying_rails()
    if method == Payout.Method.CASHU:
        if "cashu" not in rails:
            raise PayoutsClosedError("No mint is set up here: tokens are not paid out.")
        return "cashu"
    if not rails:
        raise PayoutsClosedError("Nothing is paid out here.")
    if method == Payout.Method.WALLET and not WalletConnection.objects.filter(user=user).exists():
        raise PayoutInvalidError("Connect a wallet first.")
    return rails[0]


def _same_wish(known: Payout, wish: tuple[str, str, int | None]) -> Payout:
    method, destination, amount_sats = wish
    amount_differs = amount_sats is not None and known.amount_msats != msats_from_sats(amount_sats)
    if (known.method, known.destination) != (method, destination) or amount_differs:
        raise PayoutKeyReusedError("This key is taken by another withdrawal.")
    return known
