"""Paying a balance in: a quote with an invoice, or a pasted token."""

import re
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import sats_text
from payments.errors import (
    DepositAmountError,
    DepositKeyError,
    DepositKeyReusedError,
    RailMissingError,
    UnknownDepositError,
)
from payments.models import Deposit, Invoice
from payments.rails.registry import active_rails
from payments.services.announcing import announce_balance
from payments.services.holders import open_holder
from payments.services.notices import tell
from payments.services.promotions import grant_promotions
from payments.services.requests import request_invoice
from payments.services.settlement import check_invoice

ASK_PAUSE = timedelta(seconds=5)
"""A rail is asked for one quote at most that often, however often the person asks us."""
DEPOSITS_MAX = 30
"""Per person and 15 minutes, by page and by message: each asks a rail for an invoice."""
KEY_CHARACTERS_MAX = 100
PURPOSE = re.compile(r"^deposit:(?P<id>[0-9a-f-]{36})$")


@transaction.atomic
def open_deposit(
    *, user: User, amount_sats: int, method: str = Deposit.Method.LIGHTNING, key: str = ""
) -> Deposit:
    """A quote over amount_sats, with an invoice that a worker issues in a moment.

    method: lightning for any rail, cashu for the mint's own Lightning invoice. key: the client's
    own name for this wish; the same key with the same amount and method answers with the quote that
    exists. Raises DepositAmountError, RailMissingError, DepositKeyError, DepositKeyReusedError.
    """
    refuse_amount(amount_sats)
    if len(key) > KEY_CHARACTERS_MAX:
        raise DepositKeyError(f"A key has at most {KEY_CHARACTERS_MAX} characters.")
    if method == Deposit.Method.CASHU:
        refuse_without_mint()
    deposit, created = Deposit.objects.get_or_create(
        user=user,
        key=f"asked:{key or uuid.uuid4()}",
        defaults={
            "method": method,
            "amount_sats": amount_sats,
            "expires_at": utc_now() + timedelta(seconds=settings.DEPOSIT_TTL_SECONDS),
        },
    )
    if (deposit.method, deposit.amount_sats) != (method, amount_sats):
        raise DepositKeyReusedError("This key is taken by another deposit.", key=key)
    if not created:
        return deposit
    deposit.invoice = request_invoice(
        key=f"deposit:{deposit.pk}:1",
        user=user,
        amount_sats=amount_sats,
        description=f"Deposit of {sats_text(amount_sats)}",
        credit_account=open_holder(user),
        ttl_seconds=settings.DEPOSIT_TTL_SECONDS,
        rail="cashu" if method == Deposit.Method.CASHU else "",
    )
    deposit.save(update_fields=["invoice"])
    return deposit


def refuse_amount(amount_sats: int) -> None:
    """Raises DepositAmountError outside the settings' limits."""
    if not settings.DEPOSIT_SATS_MIN <= amount_sats <= settings.DEPOSIT_SATS_MAX:
        raise DepositAmountError(
            f"A deposit is {settings.DEPOSIT_SATS_MIN:,} to {settings.DEPOSIT_SATS_MAX:,} sats.",
            amount_sats_min=settings.DEPOSIT_SATS_MIN,
            amount_sats_max=settings.DEPOSIT_SATS_MAX,
        )


def refuse_without_mint() -> None:
    """Raises RailMissingError. Ecash is taken only where the books know and audit the mint."""
    if "cashu" not in active_rails():
        raise RailMissingError("No mint is set up here.", method="cashu")


def check_deposit(*, user: User, deposit_id: uuid.UUID) -> Deposit:
    """The person's own quote, after asking its rail where that was not done in the last 5 s.

    A rail that is silent changes nothing. Raises UnknownDepositError. Never inside a transaction.
    """
    deposit = Deposit.objects.select_related("invoice").filter(user=user, pk=deposit_id).first()
    if deposit is None:
        raise UnknownDepositError("There is no such quote.", quote_id=str(deposit_id))
    if deposit.status != Deposit.Status.PENDING or deposit.invoice is None:
        return deposit
    now = utc_now()
    due = Deposit.objects.filter(pk=deposit.pk, status=Deposit.Status.PENDING).filter(
        Q(asked_at__isnull=True) | Q(asked_at__lte=now - ASK_PAUSE)
    )
    if due.update(asked_at=now):
        try:
            check_invoice(invoice_id=deposit.invoice.pk)
        except UpstreamError:
            return deposit
        deposit = Deposit.objects.select_related("invoice").get(pk=deposit.pk)
    return deposit


@transaction.atomic
def follow_invoice(*, invoice: Invoice) -> None:
    """Move the deposit that the invoice is for; other invoices are none of our business.

    Inside the transaction that moves the invoice. A paid deposit stays paid: what arrives on top is
    the settlement's to credit.
    """
    purpose = PURPOSE.match(invoice.purpose)
    if purpose is None:
        return
    rows = Deposit.objects.select_for_update(of=("self",)).select_related("user")
    deposit = rows.filter(pk=purpose["id"]).first()
    if deposit is None or deposit.status == Deposit.Status.PAID:
        return
    match invoice.status:
        case Invoice.Status.OPEN:
            assert invoice.expires_at is not None, "an open invoice says until when"
            deposit.invoice, deposit.expires_at = invoice, invoice.expires_at
            deposit.save(update_fields=["invoice", "expires_at"])
        case Invoice.Status.SETTLED:
            deposit.invoice = invoice
            credit_deposit(deposit=deposit, credited_msats=invoice.amount_msats)
        case Invoice.Status.EXPIRED | Invoice.Status.CANCELLED:
            if deposit.status == Deposit.Status.PENDING:
                deposit.move_to(Deposit.Status.EXPIRED)
                deposit.save(update_fields=["status"])
                announce_balance(user_id=deposit.user_id)


def credit_deposit(*, deposit: Deposit, credited_msats: int) -> None:
    """PENDING or EXPIRED -> PAID, with bonus, referral and the news.

    Inside the transaction that has posted credited_msats to the person; the caller holds the lock.
    """
    deposit.move_to(Deposit.Status.PAID)
    deposit.paid_at = utc_now()
    deposit.credited_msats = credited_msats
    deposit.bonus_msats = grant_promotions(deposit=deposit)
    deposit.reason = ""
    deposit.save()
    tell(
        key=f"deposit:{deposit.pk}:paid",
        kind="deposit_paid",
        text=_news(deposit),
        user=deposit.user,
        facts={
            "quote_id": str(deposit.pk),
            "credited_msats": credited_msats,
            "bonus_msats": deposit.bonus_msats,
        },
    )


def _news(deposit: Deposit) -> str:
    text = f"Your deposit of {sats_text(deposit.credited_msats // 1_000)} has arrived."
    if deposit.bonus_msats:
        text += f" With it comes a bonus of {sats_text(deposit.bonus_msats // 1_000)}."
    return text
