"""Paying out as a Cashu token: ecash of ours, handed to its owner as text.

Asking the mint again under the same key goes on where it stopped and never makes a second token
(payments.services.cashu), so a silent mint is simply asked again. What it tells is sealed on the
row and shown to its owner until the mint says that somebody has claimed it.
"""

import uuid
from datetime import timedelta

from django.db import transaction

from accounts.models import User
from kernel.at_rest import seal, unseal
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import whole_sats
from payments.cashu.errors import EcashShortError
from payments.models import Payout
from payments.rails.base import Outgoing, OutgoingState
from payments.services.cashu import Sent, is_token_claimed, send_token
from payments.services.outcomes import book_settled, locked_payout, record_outcome, tell_end

CLAIM_CHECKS_APART = timedelta(hours=1)


def issue_token(*, payout_id: uuid.UUID) -> Payout.Status:
    """SUBMITTED or UNKNOWN to SETTLED, with the token on the row. Never inside a transaction.

    FAILED only where our wallet holds too little, which is known before anything is handed out.
    """
    payout = Payout.objects.get(pk=payout_id)
    try:
        sent = send_token(amount_sats=whole_sats(payout.amount_msats), key=payout.hold_key)
    except EcashShortError:
        told = Outgoing(OutgoingState.FAILED, reason="The house's ecash does not suffice.")
    except UpstreamError as error:
        told = Outgoing(OutgoingState.UNKNOWN, reason=error.message)
    else:
        return _settle(payout_id, sent)
    return record_outcome(payout_id=payout_id, told=told)


def shown_token(payout: Payout, *, to: User) -> str | None:
    """The token's text, for its owner only; None before it is there and after it was claimed."""
    if payout.sealed_token is None or payout.user_id != to.pk:
        return None
    return unseal(payout.sealed_token, _context(payout)).decode()


def forget_token(*, payout_id: uuid.UUID) -> bool:
    """Wipe a token that somebody has claimed: it is worth nothing now. True where it was wiped.

    Raises UpstreamError where the mint is silent. Never inside a transaction.
    """
    payout = Payout.objects.get(pk=payout_id)
    if payout.sealed_token is None:
        return False
    claimed = is_token_claimed(payout.hold_key)
    rows = Payout.objects.filter(pk=payout_id)
    if claimed:
        rows.update(sealed_token=None)
    else:
        rows.update(next_check_at=utc_now() + CLAIM_CHECKS_APART)
    return claimed


@transaction.atomic
def _settle(payout_id: uuid.UUID, sent: Sent) -> Payout.Status:
    payout = locked_payout(payout_id)
    if payout.status not in {Payout.Status.SUBMITTED, Payout.Status.UNKNOWN}:
        return Payout.Status(payout.status)
    payout.move_to(Payout.Status.SETTLED)
    payout.sealed_token = seal(sent.text.encode(), _context(payout))
    payout.fee_msats = min(sent.fee_msats, payout.fee_limit_msats)
    payout.resolved_at = utc_now()
    payout.next_check_at, payout.trouble = utc_now() + CLAIM_CHECKS_APART, ""
    payout.save()
    book_settled(payout, over_msats=sent.fee_msats - payout.fee_msats)
    tell_end(payout)
    return Payout.Status.SETTLED


def _context(payout: Payout) -> str:
    return f"payout-token|{payout.pk}|{payout.user_id}"
