"""Where a payout goes: what can be read without asking anybody, and what must be asked for."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.errors import NoWalletError, OwnInvoiceError, PayoutInvalidError
from payments.lnurl import read_address, resolve_address
from payments.models import Invoice, Payout
from payments.services.wallets import open_wallet

LEFT_LEAST = timedelta(seconds=60)
WALLET_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Destination:
    """What is paid, for certain: the text and what was read from it."""

    bolt11: str
    request: PaymentRequest


def read_invoice(text: str) -> Destination:
    """A BOLT 11 that somebody brought. Its own amount is what it costs, whatever they say.

    Raises PayoutInvalidError: unreadable, of another network, without an amount, or (nearly) run
    out; OwnInvoiceError.
    """
    bare = text.strip().removeprefix("lightning:").removeprefix("LIGHTNING:")
    try:
        request = read_bolt11(bare)
    except Bolt11InvalidError as error:
        raise PayoutInvalidError(error.message) from error
    if request.network != settings.BITCOIN_NETWORK:
        raise PayoutInvalidError("This invoice is of another network.")
    if not request.amount_msats:
        raise PayoutInvalidError("This invoice names no amount: ask for one that does.")
    if request.expires_at < utc_now() + LEFT_LEAST:
        raise PayoutInvalidError("This invoice has run out, or is about to.")
    refuse_own_invoice(request.payment_hash)
    return Destination(bare.lower(), request)


def refuse_own_invoice(payment_hash: str) -> None:
    """Raises OwnInvoiceError. Our own invoice is paid from a balance by its product, not by a rail
    that would pay itself: such a payment could settle the invoice and still be reported failed."""
    if Invoice.objects.filter(payment_hash=payment_hash).exists():
        raise OwnInvoiceError("This is an invoice of ours: a withdrawal cannot pay it.")


def resolve_destination(*, payout: Payout) -> Destination:
    """The invoice to pay, over exactly the payout's amount, checked whoever gave it.

    Asks the network for addresses and wallets, so never inside a transaction. Raises UpstreamError,
    permanent where it will not get better.
    """
    try:
        if payout.method == Payout.Method.ADDRESS:
            found = resolve_address(
                address=read_address(payout.destination), amount_msats=payout.amount_msats
            )
            destination = Destination(found.bolt11, found.request)
        elif payout.method == Payout.Method.WALLET:
            destination = _asked_of_wallet(payout)
        else:
            destination = read_invoice(payout.bolt11)
    except (PayoutInvalidError, OwnInvoiceError, NoWalletError) as error:
        raise UpstreamError(error.message, permanent=True) from error
    if destination.request.amount_msats != payout.amount_msats:
        raise UpstreamError("The invoice asks for another amount.", permanent=True)
    return destination


def _asked_of_wallet(payout: Payout) -> Destination:
    """An invoice of the person's own wallet (NIP-47 make_invoice), checked like a stranger's."""
    assert payout.user is not None, "only people have wallets"
    with open_wallet(user=payout.user) as wallet:
        charge = wallet.create_invoice(
            key=payout.key,
            amount_msats=payout.amount_msats,
            description="Withdrawal",
            ttl_seconds=WALLET_SECONDS,
        )
    return read_invoice(charge.bolt11)
