"""What an order to pay must be, and what proves that it was carried out. For every adapter."""

import hashlib

from django.conf import settings

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from kernel.errors import UpstreamError
from payments.rails.base import Outgoing, OutgoingState

REASON_CHARACTERS_MAX = 120


def opens(preimage: str, payment_hash: str) -> bool:
    """Whether these hex digits are what the payment hash was made of."""
    try:
        return hashlib.sha256(bytes.fromhex(preimage)).hexdigest() == payment_hash.lower()
    except ValueError:
        return False


def settled(*, payment_hash: str, preimage: str, fee_msats: int) -> Outgoing:
    """SETTLED where the preimage fits; UNKNOWN where a rail claims it without that proof."""
    if not opens(preimage, payment_hash):
        return Outgoing(OutgoingState.UNKNOWN, reason="said to be paid, without its preimage")
    return Outgoing(OutgoingState.SETTLED, preimage=preimage.lower(), fee_msats=fee_msats)


def payable(*, bolt11: str, payment_hash: str, amount_msats: int) -> PaymentRequest:
    """Read what is to be paid, before anything is sent. Raises UpstreamError, permanent.

    A thief's invoice asks for more than was debited: a node pays what the invoice says.
    """
    request = read_invoice(bolt11)
    if request.payment_hash != payment_hash:
        raise UpstreamError("The invoice has another payment hash.", permanent=True)
    if request.amount_msats not in {None, amount_msats}:
        raise UpstreamError("The invoice asks for another amount.", permanent=True)
    return request


def read_invoice(bolt11: str) -> PaymentRequest:
    """Raises UpstreamError, permanent: it cannot be read, or is of another network."""
    try:
        request = read_bolt11(bolt11)
    except Bolt11InvalidError as error:
        raise UpstreamError(error.message, permanent=True) from error
    if request.network != settings.BITCOIN_NETWORK:
        raise UpstreamError("The invoice is of another network.", permanent=True)
    return request
