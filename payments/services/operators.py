"""What operators do by hand. Each asks for a reason, and the row that keeps it never changes."""

from typing import Any

from django.db import connection, transaction

from accounts.models import User
from kernel.errors import ForbiddenError, InvalidError
from kernel.money import msats_text
from payments.errors import PaymentsError
from payments.ledger.chart import SUSPENSE_PARTIAL, family_of
from payments.ledger.errors import UnknownTransferError
from payments.ledger.models import Hold, Transfer
from payments.ledger.queries import balance_msats
from payments.ledger.services import Posted, post_transfer, reverse_transfer, void_hold
from payments.models import Alert, OperatorAction
from payments.services.freezing import freeze_payouts, lift_freeze
from payments.services.holders import holder_code, open_holder
from payments.services.notices import tell

REVERSAL_MEMO = "Taken back by hand"
REASON_CHARACTERS_MAX = 500


class ReasonMissingError(PaymentsError, InvalidError):
    code = "reason_missing"


class OwnMoneyError(PaymentsError, ForbiddenError):
    code = "own_money"


class NothingToDoError(PaymentsError, InvalidError):
    code = "nothing_to_do"


def record_action(
    *, by: User, action: str, subject: str, reason: str, facts: dict[str, Any] | None = None
) -> OperatorAction:
    """Write down what an operator did and why. Call it in the transaction that does it.

    facts: ids and amounts; never a secret. Raises ReasonMissingError.
    """
    words = reason.strip()
    if not words:
        raise ReasonMissingError("Say why: the reason is kept beside what was done.")
    return OperatorAction.objects.create(
        operator=by,
        action=action,
        subject=subject[:200],
        reason=words[:REASON_CHARACTERS_MAX],
        facts=facts or {},
    )


def refuse_own_money(*, by: User, accounts: set[str]) -> None:
    """Raises OwnMoneyError where one of the accounts is the operator's own.

    A permission to move other people's money is none to move one's own: a second operator, or a
    superuser, does that.
    """
    own = holder_code(by)
    if not by.is_superuser and any(code == own or code.startswith(f"{own}:") for code in accounts):
        raise OwnMoneyError("This is your own money: another operator has to do it.")


@transaction.atomic
def reverse_by_hand(*, transfer_key: str, by: User, reason: str) -> Posted:
    """Take a transfer back. Raises as reverse_transfer, OwnMoneyError, ReasonMissingError.

    What a payout or a hold has done is not reversed here: money that has left does not come back
    by a posting.
    """
    transfer = Transfer.objects.select_related("debit", "credit").filter(key=transfer_key).first()
    if transfer is None:
        raise UnknownTransferError("There is no such transfer.", key=transfer_key)
    sides = {transfer.debit.code, transfer.credit.code}
    refuse_own_money(by=by, accounts=sides)
    if any(family_of(code) == "inflight" for code in sides):
        raise NothingToDoError("Money on its way is ended by its payout, not by a reversal.")
    if any(family_of(code) == "escrow" for code in sides):
        # Funded a second time, it would be told that it is funded already.
        raise NothingToDoError("An escrow is ended by its release or its refund.")
    if transfer_key.startswith("invoice:"):
        # The invoice would stay paid, and its refund would give the same money back once more.
        raise NothingToDoError("An invoice's payment is given back by a refund.")
    # The memo stands in the holder's own history; why it was done is for operators.
    posted = reverse_transfer(key=transfer_key, reason=REVERSAL_MEMO)
    if not posted.replayed:
        facts = {"amount_msats": transfer.amount_msats, "transfer_id": posted.transfer_id}
        record_action(by=by, action="reverse", subject=transfer_key, reason=reason, facts=facts)
    return posted


@transaction.atomic
def void_by_hand(*, hold_key: str, by: User, reason: str) -> bool:
    """Free what a hold keeps. True where this call did it. Raises as void_hold, OwnMoneyError, and
    NothingToDoError for a payout's: it would go on without the money that it counts on.
    """
    if hold_key.startswith("payout:"):
        raise NothingToDoError("A payout's hold ends with its payout.")
    held_on = Hold.objects.filter(key=hold_key).values_list("debit__code", flat=True)
    refuse_own_money(by=by, accounts=set(held_on))  # work that was done would cost them nothing
    voided = void_hold(key=hold_key)
    if voided:
        record_action(by=by, action="void_hold", subject=hold_key, reason=reason)
    return voided


@transaction.atomic
def freeze_by_hand(*, by: User, reason: str) -> bool:
    """Stop payouts. False where they were stopped already."""
    frozen = freeze_payouts(reason=reason.strip(), by=by)
    if frozen:
        record_action(by=by, action="freeze", subject="payouts", reason=reason)
    return frozen


@transaction.atomic
def lift_by_hand(*, by: User, reason: str) -> bool:
    """Let payouts go again. False where nothing was stopped."""
    lifted = lift_freeze(by=by)
    if lifted:
        record_action(by=by, action="lift_freeze", subject="payouts", reason=reason)
    return lifted


@transaction.atomic
def resolve_alert_by_hand(*, alert_id: int, by: User, reason: str) -> bool:
    """Close an alert that somebody has looked into. False where it was closed already."""
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert_id)
    if alert.resolved_at is not None:
        return False
    action = record_action(by=by, action="resolve_alert", subject=str(alert), reason=reason)
    alert.resolved_at, alert.resolved_by = action.done_at, by
    alert.save(update_fields=["resolved_at", "resolved_by"])
    return True


@transaction.atomic
def credit_suspense(
    *, key: str, suspense: str, person: User, amount_msats: int, by: User, reason: str
) -> Posted:
    """Give money that fitted no debt to the person it belongs to, once per key.

    suspense: an account such as `suspense:foreign`. Raises NothingToDoError where it holds less,
    and for money that waits for the rest of its invoice; OwnMoneyError, ReasonMissingError.
    """
    if family_of(suspense) != "suspense":
        raise NothingToDoError("Only money in suspense is given away by hand.")
    if suspense == SUSPENSE_PARTIAL:
        raise NothingToDoError("This waits for the rest of its invoice, or for its end.")
    code = open_holder(person)
    refuse_own_money(by=by, accounts={code})
    _refuse_more_than_there_is(suspense, amount_msats)
    posted = post_transfer(
        key=f"suspense:{key}",
        debit=suspense,
        credit=code,
        amount_msats=amount_msats,
        kind=Transfer.Kind.REFUND,
        memo=reason.strip(),
    )
    if posted.replayed:
        return posted
    facts = {"amount_msats": amount_msats, "to": code, "transfer_id": posted.transfer_id}
    record_action(by=by, action="credit_suspense", subject=suspense, reason=reason, facts=facts)
    tell(
        key=f"suspense:{key}",
        kind="credited",
        user=person,
        text=f"{msats_text(amount_msats)} that reached us without a purpose are yours.",
        facts={"amount_msats": amount_msats},
    )
    return posted


@transaction.atomic
def book_difference(
    *, key: str, debit: str, credit: str, amount_msats: int, by: User, reason: str
) -> Posted:
    """Write down what happened at a rail without us, once per key: a fee, the owner's own money.

    Only between a rail and `fees` or `equity`, so nobody's balance can be touched. Raises
    NothingToDoError, ReasonMissingError.
    """
    if {family_of(debit), family_of(credit)} not in ({"rail", "fees"}, {"rail", "equity"}):
        raise NothingToDoError("A difference is between a rail and fees or the owner.")
    memo = reason.strip()
    posted = post_transfer(
        key=f"difference:{key}", debit=debit, credit=credit, amount_msats=amount_msats, memo=memo
    )
    if not posted.replayed:
        facts = {"debit": debit, "credit": credit, "amount_msats": amount_msats}
        subject = debit if family_of(debit) == "rail" else credit
        record_action(by=by, action="difference", subject=subject, reason=reason, facts=facts)
    return posted


def _refuse_more_than_there_is(suspense: str, amount_msats: int) -> None:
    # Suspense has no floor, so two operators at once would both find enough.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [suspense])
    there_msats = balance_msats(suspense)
    if not 0 < amount_msats <= there_msats:
        raise NothingToDoError(
            f"There are {msats_text(there_msats)} in {suspense}.", there_msats=there_msats
        )
