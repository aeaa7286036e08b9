"""What operators do by hand: with a permission, for a reason, once, and written down for ever."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.models import User
from conftest import Bell
from payments.ledger.chart import (
    EQUITY_OWNER,
    FEES_ROUTING,
    RAIL_BTCPAY,
    REVENUE_JOBS,
    SUSPENSE_FOREIGN,
    SUSPENSE_PARTIAL,
    inflight_code,
)
from payments.ledger.models import Account, Hold, Transfer
from payments.ledger.queries import available_msats, balance_msats
from payments.ledger.services import fund_escrow, open_hold, post_transfer
from payments.models import Alert, Notice, OperatorAction, Payout
from payments.services.alerts import raise_alert
from payments.services.holders import open_holder
from payments.services.operators import (
    NothingToDoError,
    OwnMoneyError,
    ReasonMissingError,
    book_difference,
    credit_suspense,
    record_action,
    reverse_by_hand,
    void_by_hand,
)
from payments.tests.operating import SATS, address_of, done, given_clerk, operate, paid_in
from tests.given import given_user
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def operator(bell: Bell) -> User:
    return User.objects.create_superuser("operator", "a password nobody guesses")


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


def test_a_transfer_is_reversed_once_for_a_reason(desk: Client) -> None:
    code = paid_in()
    transfer = Transfer.objects.get(key="in:alice")
    [told] = operate(desk, transfer, "reverse")
    assert told.startswith("in:alice: reversed by")
    assert balance_msats(code) == 0
    assert operate(desk, transfer, "reverse") == ["in:alice: it was reversed already"]
    assert done() == [("reverse", "in:alice", "Support case 7.")]


def test_money_that_has_gone_on_is_not_taken_back(desk: Client) -> None:
    code = paid_in()
    post_transfer(key="spent", debit=code, credit=REVENUE_JOBS, amount_msats=1)
    [told] = operate(desk, Transfer.objects.get(key="in:alice"), "reverse")
    assert "may not go below its floor" in told
    assert done() == []


def test_money_on_its_way_is_not_reversed(operator: User) -> None:
    code = paid_in()
    post_transfer(key="out", debit=code, credit=inflight_code("btcpay"), amount_msats=1)
    with pytest.raises(NothingToDoError):
        reverse_by_hand(transfer_key="out", by=operator, reason="why not")
    assert balance_msats(inflight_code("btcpay")) == 1


def test_an_invoices_payment_is_refunded_and_not_reversed(operator: User) -> None:
    post_transfer(key="invoice:7:line-1", debit=RAIL_BTCPAY, credit=REVENUE_JOBS, amount_msats=9)
    with pytest.raises(NothingToDoError, match="refund"):
        reverse_by_hand(transfer_key="invoice:7:line-1", by=operator, reason="why not")
    assert balance_msats(REVENUE_JOBS) == 9


def test_a_hold_is_voided_and_a_payouts_is_not(desk: Client, operator: User) -> None:
    code = paid_in()
    open_hold(key="use:1", debit=code, credit=REVENUE_JOBS, amount_msats=SATS, ttl_seconds=600)
    assert operate(desk, Hold.objects.get(), "void") == ["use:1: its money is free again"]
    assert available_msats(code) == 9_000 * SATS
    assert done() == [("void_hold", "use:1", "Support case 7.")]
    open_hold(
        key="payout:1",
        debit=code,
        credit=inflight_code("btcpay"),
        amount_msats=SATS,
        ttl_seconds=600,
    )
    with pytest.raises(NothingToDoError):
        void_by_hand(hold_key="payout:1", by=operator, reason="why not")
    assert available_msats(code) == 8_999 * SATS


def test_suspense_goes_to_whom_it_belongs(desk: Client) -> None:
    post_transfer(
        key="stray", debit=RAIL_BTCPAY, credit=SUSPENSE_FOREIGN, amount_msats=5_000 * SATS
    )
    alice = given_user("alice")
    account = Account.objects.get(code=SUSPENSE_FOREIGN)
    given = {"person": str(alice.pubkey), "amount_msats": "4000.5"}
    [told] = operate(desk, account, "credit", **given)
    assert told == f"{SUSPENSE_FOREIGN}: 4,000.5 sats credited to {alice}"
    assert balance_msats(open_holder(alice)) == 4_000_500
    assert balance_msats(SUSPENSE_FOREIGN) == 999_500
    [told] = operate(desk, account, "credit", **given)
    assert told == f"{SUSPENSE_FOREIGN}: There are 999.5 sats in {SUSPENSE_FOREIGN}."
    assert [action for action, *_ in done()] == ["credit_suspense"]
    assert Notice.objects.filter(user=alice, kind="credited").count() == 1


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"person": "npub1nonsense", "amount_msats": "1"}, "This is not an npub"),
        ({"person": "ab" * 32, "amount_msats": "1"}, "Nobody with this key"),
        ({"person": "", "amount_msats": "1"}, "This field is required"),
        ({"person": "ab" * 32, "amount_msats": "0"}, "greater than or equal to"),
        ({"person": "ab" * 32, "amount_msats": "1.0001"}, "no more than 3 decimal places"),
    ],
)
def test_a_wrong_form_moves_nothing(desk: Client, given: dict[str, str], complaint: str) -> None:
    post_transfer(key="stray", debit=RAIL_BTCPAY, credit=SUSPENSE_FOREIGN, amount_msats=SATS)
    told = operate(desk, Account.objects.get(code=SUSPENSE_FOREIGN), "credit", **given)
    assert any(complaint in line for line in told), told
    assert balance_msats(SUSPENSE_FOREIGN) == SATS


def test_racing_operators_give_no_more_than_there_is(operator: User) -> None:
    post_transfer(key="stray", debit=RAIL_BTCPAY, credit=SUSPENSE_FOREIGN, amount_msats=10 * SATS)
    alice = given_user("alice")

    def give(number: int) -> bool:
        try:
            credit_suspense(
                key=str(number),
                suspense=SUSPENSE_FOREIGN,
                person=alice,
                amount_msats=3 * SATS,
                by=operator,
                reason="hers",
            )
        except NothingToDoError:
            return False
        return True

    assert sorted(raced(give, racers=8)) == [False] * 5 + [True] * 3
    assert balance_msats(SUSPENSE_FOREIGN) == SATS


@pytest.mark.parametrize("suspense", [SUSPENSE_PARTIAL, REVENUE_JOBS, RAIL_BTCPAY])
def test_only_money_without_a_purpose_is_given_away(operator: User, suspense: str) -> None:
    post_transfer(key="there", debit=RAIL_BTCPAY, credit=REVENUE_JOBS, amount_msats=SATS)
    post_transfer(key="part", debit=RAIL_BTCPAY, credit=SUSPENSE_PARTIAL, amount_msats=SATS)
    with pytest.raises(NothingToDoError):
        credit_suspense(
            key="1",
            suspense=suspense,
            person=given_user("alice"),
            amount_msats=1,
            by=operator,
            reason="hers",
        )


def test_a_form_sent_twice_credits_once(operator: User) -> None:
    post_transfer(key="stray", debit=RAIL_BTCPAY, credit=SUSPENSE_FOREIGN, amount_msats=10 * SATS)
    once, alice = str(uuid4()), given_user("alice")
    raced(
        lambda _: credit_suspense(
            key=once,
            suspense=SUSPENSE_FOREIGN,
            person=alice,
            amount_msats=3 * SATS,
            by=operator,
            reason="hers",
        ),
        racers=5,
    )
    assert balance_msats(SUSPENSE_FOREIGN) == 7 * SATS
    assert len(done()) == 1


@pytest.mark.parametrize(
    ("what", "rail_after", "other"),
    [("fee", 8_999, FEES_ROUTING), ("owner_in", 9_001, EQUITY_OWNER), ("owner_out", 8_999, "")],
)
def test_a_difference_at_a_rail_is_booked(
    desk: Client, what: str, rail_after: int, other: str
) -> None:
    paid_in()
    account = Account.objects.get(code=RAIL_BTCPAY)
    operate(desk, account, "difference", what=what, amount_msats="1")
    assert balance_msats(RAIL_BTCPAY) == rail_after * SATS
    assert balance_msats(other or EQUITY_OWNER) == (SATS if other else -SATS)
    assert done() == [("difference", RAIL_BTCPAY, "Support case 7.")]


def test_a_difference_never_touches_a_balance(operator: User) -> None:
    code = paid_in()
    for debit, credit in ((RAIL_BTCPAY, code), (code, REVENUE_JOBS), (FEES_ROUTING, EQUITY_OWNER)):
        with pytest.raises(NothingToDoError):
            book_difference(
                key="1", debit=debit, credit=credit, amount_msats=1, by=operator, reason="x"
            )


def test_an_alert_is_closed_by_name(desk: Client, operator: User) -> None:
    alert = raise_alert(kind=Alert.Kind.RAIL_ERROR, subject="lnd", text="silent")
    operate(desk, alert, "resolve")
    alert.refresh_from_db()
    assert alert.resolved_by == operator
    assert operate(desk, alert, "resolve") == ["rail_error: lnd: it was resolved already"]
    assert done() == [("resolve_alert", "rail_error: lnd", "Support case 7.")]


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_reason_no_deed(desk: Client, operator: User, reason: str) -> None:
    code = paid_in()
    told = operate(desk, Transfer.objects.get(key="in:alice"), "reverse", reason)
    assert told == ["This field is required."]
    assert balance_msats(code) == 9_000 * SATS
    with pytest.raises(ReasonMissingError):
        record_action(by=operator, action="x", subject="x", reason=reason)
    with pytest.raises(ReasonMissingError):
        reverse_by_hand(transfer_key="in:alice", by=operator, reason=reason)
    assert balance_msats(code) == 9_000 * SATS  # the posting went with its reason


def test_a_clerk_does_not_move_their_own_money(bell: Bell, operator: User) -> None:
    clerk = given_clerk("ledger.change_account", "ledger.change_transfer")
    own = open_holder(clerk)
    post_transfer(key="mine", debit=RAIL_BTCPAY, credit=own, amount_msats=SATS)
    post_transfer(key="spent", debit=own, credit=REVENUE_JOBS, amount_msats=SATS)
    post_transfer(key="stray", debit=RAIL_BTCPAY, credit=SUSPENSE_FOREIGN, amount_msats=SATS)
    with pytest.raises(OwnMoneyError):
        reverse_by_hand(transfer_key="spent", by=clerk, reason="I did not like it")
    with pytest.raises(OwnMoneyError):
        credit_suspense(
            key="1",
            suspense=SUSPENSE_FOREIGN,
            person=clerk,
            amount_msats=1,
            by=clerk,
            reason="mine, surely",
        )
    assert balance_msats(own) == 0
    reverse_by_hand(transfer_key="spent", by=operator, reason="It was a mistake.")
    assert balance_msats(own) == SATS


def test_the_trail_is_never_changed(operator: User) -> None:
    action = record_action(by=operator, action="freeze", subject="payouts", reason="because")
    for change in (
        lambda: OperatorAction.objects.update(reason="another"),
        action.delete,
    ):
        with pytest.raises(IntegrityError, match="stay as they were"):
            change()
    trigger = "payments_operatoraction_no_truncate"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE payments_operatoraction ENABLE TRIGGER {trigger}")
        with pytest.raises(IntegrityError, match="stay as they were"), transaction.atomic():
            cursor.execute("TRUNCATE payments_operatoraction")
        cursor.execute(f"ALTER TABLE payments_operatoraction DISABLE TRIGGER {trigger}")
    assert OperatorAction.objects.get().reason == "because"


def test_a_payout_that_nobody_lost_is_not_resolved_by_hand(desk: Client) -> None:
    payout = Payout.objects.create(
        key="w:1",
        purpose="withdrawal",
        user=given_user("alice"),
        source=open_holder(given_user("alice")),
        method="invoice",
        amount_msats=SATS,
        fee_limit_msats=0,
    )
    assert "preimage" in desk.get(address_of(payout, "resolve")).content.decode()
    assert operate(desk, payout, "resolve", outcome="settled") == [
        "A payment that arrived shows its preimage."
    ]
    assert operate(desk, payout, "resolve", outcome="failed") == [
        "w:1: A payout that is created is not resolved by hand."
    ]
    assert done() == []


def test_an_escrow_is_not_reversed(operator: User) -> None:
    """Funded again under its key it would be told `replayed`, and hold nothing."""
    payer = paid_in()
    fund_escrow(ref="deal", payer=payer, amount_msats=1_000)
    with pytest.raises(NothingToDoError):
        reverse_by_hand(transfer_key="escrow:deal:fund", by=operator, reason="a mistake")
    assert balance_msats("escrow:deal") == 1_000


def test_a_clerk_does_not_void_their_own_hold(bell: Bell, operator: User) -> None:
    clerk = given_user("clerk")
    code = open_holder(clerk)
    post_transfer(key="in:clerk", debit=RAIL_BTCPAY, credit=code, amount_msats=9_000)
    open_hold(key="usage:1:r", debit=code, credit=REVENUE_JOBS, amount_msats=900, ttl_seconds=60)
    with pytest.raises(OwnMoneyError):
        void_by_hand(hold_key="usage:1:r", by=clerk, reason="too dear")
    assert available_msats(code) == 8_100
    assert void_by_hand(hold_key="usage:1:r", by=operator, reason="they asked")
