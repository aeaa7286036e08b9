"""What came of a payout, as the rail tells it, and what the books make of that.

In flight lies the amount and the fee limit. Settled: amount and fee leave the rail, the rest goes
back. Failed: everything goes back. Anything else: everything stays in flight, and nobody is given
anything, because a payment that is silent may still arrive.
"""

import hashlib
import uuid
from datetime import timedelta

from django.db import transaction

from accounts.models import User
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT, msats_text
from payments.errors import PayoutInvalidError, PayoutNotOverError, UnknownPayoutError
from payments.ledger.chart import FEES_ROUTING, inflight_code, rail_code
from payments.ledger.models import Transfer
from payments.ledger.services import post_transfer
from payments.models import Alert, Payout
from payments.rails.base import Outgoing, OutgoingState
from payments.rails.registry import open_rail
from payments.services.alerts import raise_alert
from payments.services.freezing import freeze_payouts
from payments.services.notices import tell
from payments.services.operators import record_action, refuse_own_money

CHECK_AFTER = timedelta(seconds=10)
LAPSED_FOR = timedelta(minutes=10)
"""Past its expiry by that much, an invoice is not paid any more by a rail that has not begun."""
UNSEEN_APART = timedelta(seconds=30)
"""Between the two times that a rail must say that it knows no such payment."""
REASON_CHARACTERS_MAX = 300


@transaction.atomic
def record_outcome(*, payout_id: uuid.UUID, told: Outgoing) -> Payout.Status:
    """Write down what the rail said. A payout that has ended stays as it ended.

    SETTLED counts only with a preimage that hashes to the payment hash. UNSEEN becomes FAILED once
    the invoice has lapsed and the rail has said so twice. Returns the status it has now.
    """
    payout = locked_payout(payout_id)
    if payout.status not in {Payout.Status.SUBMITTED, Payout.Status.UNKNOWN}:
        return Payout.Status(payout.status)
    if told.state == OutgoingState.SETTLED and proves(payout, told.preimage):
        _settle(payout, told)
    elif told.state == OutgoingState.FAILED or _is_lost(payout, told):
        _give_back(payout, told.reason)
    else:
        _stay_unknown(payout, told)
    return Payout.Status(payout.status)


def resolve_payout(
    *, payout_id: uuid.UUID, by: User, outcome: str, reason: str, preimage: str = ""
) -> Payout.Status:
    """An operator ends a payout whose rail has lost it. Audited; asks the rail first.

    outcome: `settled`, with the preimage that the receiver shows, or `failed`, which only counts
    where the rail, asked now, does not say otherwise; silence says otherwise. The rail's own end
    wins over the operator's. Raises PayoutNotOverError, PayoutInvalidError, ReasonMissingError,
    OwnMoneyError, UpstreamError. Never inside a transaction.
    """
    if outcome not in {Payout.Status.SETTLED, Payout.Status.FAILED}:
        raise PayoutInvalidError("A payout ends settled or failed.")
    payout = Payout.objects.filter(pk=payout_id).first()
    if payout is None:
        raise UnknownPayoutError("There is no such payout.", payout_id=str(payout_id))
    refuse_own_money(by=by, accounts={payout.source})
    if payout.status not in {Payout.Status.SUBMITTED, Payout.Status.UNKNOWN}:
        raise PayoutNotOverError(f"A payout that is {payout.status} is not resolved by hand.")
    if payout.method == Payout.Method.CASHU:
        raise PayoutNotOverError("The mint is asked for a token until it answers.")
    if outcome == Payout.Status.SETTLED and not proves(payout, preimage.strip().lower()):
        raise PayoutInvalidError("This preimage does not hash to the payment hash.")
    told = _asked(payout, required=outcome == Payout.Status.FAILED)
    if told.state in {OutgoingState.SETTLED, OutgoingState.FAILED}:
        verdict = told
    elif outcome == Payout.Status.SETTLED:
        verdict = Outgoing(OutgoingState.SETTLED, preimage=preimage.strip().lower())
    elif told.state == OutgoingState.UNSEEN and payout.status == Payout.Status.UNKNOWN:
        verdict = Outgoing(OutgoingState.FAILED, reason=f"By an operator: {reason.strip()}")
    elif told.state == OutgoingState.UNSEEN:
        # Whoever made it SUBMITTED may be about to call the rail: given back now, it is paid twice.
        raise PayoutNotOverError("The rail may be told to pay in this moment: wait some minutes.")
    else:
        raise PayoutNotOverError("The rail does not say that this has failed.", state=told.state)
    with transaction.atomic():
        status = record_outcome(payout_id=payout_id, told=verdict)
        record_action(
            by=by,
            action="resolve_unknown",
            subject=f"payout:{payout_id}",
            reason=reason,
            facts={"asked": outcome, "rail": told.state.value, "became": status.value},
        )
    return status


def proves(payout: Payout, preimage: str) -> bool:
    """Whether this is the receiver's secret: SHA-256 of it is the payment hash."""
    try:
        secret = bytes.fromhex(preimage)
    except ValueError:
        return False
    return len(secret) == 32 and hashlib.sha256(secret).hexdigest() == payout.payment_hash  # noqa: PLR2004 - BOLT 11


def ask_rail(payout: Payout) -> Outgoing:
    """What the rail knows of the payment. Raises UpstreamError where it is silent."""
    with open_rail(payout.rail) as rail:
        return rail.outgoing(payment_hash=payout.payment_hash or "", key=payout.key)


def locked_payout(payout_id: uuid.UUID) -> Payout:
    """The row, ours until the transaction ends. Raises UnknownPayoutError."""
    payout = Payout.objects.select_for_update(of=("self",)).filter(pk=payout_id).first()
    if payout is None:
        raise UnknownPayoutError("There is no such payout.", payout_id=str(payout_id))
    return payout


def status_of(payout_id: uuid.UUID) -> Payout.Status:
    found = Payout.objects.filter(pk=payout_id).values_list("status", flat=True).first()
    if found is None:
        raise UnknownPayoutError("There is no such payout.", payout_id=str(payout_id))
    return Payout.Status(found)


def kind_of(payout: Payout) -> Transfer.Kind:
    """What the books call it."""
    revenue = payout.purpose == Payout.Purpose.REVENUE
    return Transfer.Kind.PAYOUT if revenue else Transfer.Kind.WITHDRAWAL


def tell_end(payout: Payout) -> None:
    """News of the status that the payout has now, once per status: to its person and the operators.

    Revenue is the operators' own, so each of them who has a key hears of it by DM too.
    """
    amount, to = msats_text(payout.amount_msats), f" to {_spoken(payout)}"
    match payout.status:
        case Payout.Status.SETTLED:
            text = f"{amount} have been paid out{to}. Fee: {msats_text(payout.fee_msats)}."
        case Payout.Status.FAILED:
            text = f"Paying out {amount}{to} has failed: {payout.reason or 'no reason given'}."
            text += " The money is back where it was."
        case _:
            text = f"Paying out {amount}{to} is under way, and the outcome is not known yet."
            text += " The money stays set aside until it is."
    kind, key = f"payout_{payout.status}", f"payout:{payout.pk}:{payout.status}"
    facts = {
        "payout": str(payout.pk),
        "purpose": payout.purpose,
        "status": payout.status,
        "amount_msats": payout.amount_msats,
        "fee_msats": payout.fee_msats,
        "rail": payout.rail,
    }
    tell(key=key, kind=kind, text=f"{payout.purpose.capitalize()}: {text}", facts=facts)
    for person in _people(payout):
        tell(key=f"{key}:{person.pk}", kind=kind, text=text, user=person, facts=facts)


def _people(payout: Payout) -> list[User]:
    if payout.user is not None:
        return [payout.user]
    return list(User.objects.filter(is_staff=True, is_active=True, pubkey__isnull=False))


def _spoken(payout: Payout) -> str:
    match payout.method:
        case Payout.Method.ADDRESS:
            return payout.destination
        case Payout.Method.WALLET:
            return "your own wallet"
        case Payout.Method.CASHU:
            return "a Cashu token"
        case _:
            return "a Lightning invoice"


def _settle(payout: Payout, told: Outgoing) -> None:
    payout.move_to(Payout.Status.SETTLED)
    payout.preimage, payout.resolved_at = told.preimage, utc_now()
    # Within the limit the payer bears the fee. Beyond it a rail has broken its word, at our cost.
    payout.fee_msats = min(told.fee_msats, payout.fee_limit_msats)
    payout.trouble = ""
    payout.save(update_fields=["status", "preimage", "resolved_at", "fee_msats", "trouble"])
    book_settled(payout, over_msats=told.fee_msats - payout.fee_msats)
    tell_end(payout)


def book_settled(payout: Payout, *, over_msats: int = 0) -> None:
    """In flight to the rail: what has really left it. The rest of the fee limit goes back.

    A person's fee comes out of what was set aside of theirs. The house's own is an expense, so that
    `revenue` tells what was earned and `fees` what it cost. over_msats: taken beyond the limit.
    """
    revenue = payout.purpose == Payout.Purpose.REVENUE
    house_fee_msats = (payout.fee_msats if revenue else 0) + over_msats
    sent_msats = payout.amount_msats + (0 if revenue else payout.fee_msats)
    back_msats = payout.fee_limit_msats - (0 if revenue else payout.fee_msats)
    inflight, rail = inflight_code(payout.rail), rail_code(payout.rail)
    name = f"payout:{payout.pk}"
    post_transfer(
        key=f"{name}:sent",
        debit=inflight,
        credit=rail,
        amount_msats=sent_msats,
        kind=kind_of(payout),
    )
    if house_fee_msats:
        post_transfer(
            key=f"{name}:fee",
            debit=FEES_ROUTING,
            credit=rail,
            amount_msats=house_fee_msats,
            kind=Transfer.Kind.FEE,
        )
    if back_msats:
        _post_back(payout, back_msats, "unused fee limit")
    if over_msats:
        _tell_over(payout, over_msats)


def _tell_over(payout: Payout, over_msats: int) -> None:
    """A receiver can be the one who charges for the last hop: they would come back for more."""
    text = f"{payout.rail} took {msats_text(over_msats)} more than the fee limit allowed."
    raise_alert(kind=Alert.Kind.RAIL_ERROR, subject=payout.rail, text=text)
    # Less than a sat is how rails round. A mint's fee is for our own proofs: nobody earns by it.
    if over_msats >= MSATS_PER_SAT and payout.method != Payout.Method.CASHU:
        freeze_payouts(reason=text)


def _give_back(payout: Payout, reason: str) -> None:
    payout.move_to(Payout.Status.FAILED)
    payout.reason = reason[:REASON_CHARACTERS_MAX]
    payout.resolved_at, payout.trouble = utc_now(), ""
    payout.save(update_fields=["status", "reason", "resolved_at", "trouble"])
    _post_back(payout, payout.amount_msats + payout.fee_limit_msats, "payout failed")
    tell_end(payout)


def _post_back(payout: Payout, amount_msats: int, memo: str) -> None:
    post_transfer(
        key=f"payout:{payout.pk}:back",
        debit=inflight_code(payout.rail),
        credit=payout.source,
        amount_msats=amount_msats,
        kind=Transfer.Kind.REFUND,
        memo=memo,
    )


def _stay_unknown(payout: Payout, told: Outgoing) -> None:
    if told.state == OutgoingState.SETTLED:
        raise_alert(
            kind=Alert.Kind.RAIL_ERROR,
            subject=payout.rail,
            text=f"{payout.rail} calls payout {payout.pk} settled and shows no proof of it.",
        )
    payout.trouble = (told.reason or told.state.value)[:REASON_CHARACTERS_MAX]
    if payout.status == Payout.Status.UNKNOWN:
        payout.save(update_fields=["trouble", "unseen_at"])
        return
    payout.move_to(Payout.Status.UNKNOWN)
    payout.next_check_at = utc_now() + CHECK_AFTER
    payout.save(update_fields=["status", "trouble", "unseen_at", "next_check_at"])
    tell_end(payout)


def _is_lost(payout: Payout, told: Outgoing) -> bool:
    """The rail knows nothing, twice, of an invoice that cannot be paid any more."""
    now = utc_now()
    lapsed = payout.invoice_expires_at is not None and payout.invoice_expires_at + LAPSED_FOR <= now
    if told.state != OutgoingState.UNSEEN or not lapsed:
        payout.unseen_at = None
        return False
    if payout.unseen_at is None:
        payout.unseen_at = now
        return False
    return payout.unseen_at + UNSEEN_APART <= now


def _asked(payout: Payout, *, required: bool) -> Outgoing:
    try:
        return ask_rail(payout)
    except UpstreamError as error:
        if required:
            raise
        return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
