"""What operators do by hand: with a permission, for a reason, once, and written down for ever."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from conftest import Bell
from payments.admin.operating import TillAdmin
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
from payments.ledger.services import open_hold, post_transfer
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
from tests.given import given_user
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)
SATS = 1_000


@pytest.fixture
def operator(bell: Bell) -> User:
    return User.objects.create_superuser("operator", "a password nobody guesses")


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


def given_clerk(*permissions: str) -> User:
    clerk = User.objects.create_user("clerk", is_staff=True, pubkey="ce" * 32)
    for permission in permissions:
        room, codename = permission.split(".")
        clerk.user_permissions.add(
            Permission.objects.get(codename=codename, content_type__app_label=room)
        )
    return clerk


def address_of(row: Model, operation: str) -> str:
    meta = row._meta
    known = reverse(f"admin:{meta.app_label}_{meta.model_name}_operate", args=[operation])
    return f"{known}?ids={row.pk}"


def operate(
    desk: Client, row: Model, operation: str, reason: str = "Support case 7.", **given: Any
) -> list[str]:
    """What the page says after the form was sent as a browser would."""
    address = address_of(row, operation)
    page = desk.get(address).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    answer = desk.post(address, {"once": once[1], "reason": reason, **given})
    if answer.status_code == 400:
        return re.findall(r'class="errorlist"[^>]*><li>([^<]*)', answer.content.decode())
    assert answer.status_code == 302
    return [str(message) for message in get_messages(answer.wsgi_request)]


def done() -> list[tuple[str, str, str]]:
    rows = OperatorAction.objects.order_by("pk").values_list("action", "subject", "reason")
    return list(rows)


def paid_in(name: str = "alice", amount_msats: int = 9_000 * SATS) -> str:
    code = open_holder(given_user(name))
    post_transfer(key=f"in:{name}", debit=RAIL_BTCPAY, credit=code, amount_msats=amount_msats)
    return code


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


def test_several_rows_are_done_in_one_go(desk: Client) -> None:
    alerts = [
        raise_alert(kind=Alert.Kind.RAIL_ERROR, subject=name, text="silent") for name in "abc"
    ]
    listed = reverse("admin:payments_alert_changelist")
    answer = desk.post(
        listed, {"action": "resolve", "_selected_action": [a.pk for a in alerts[:2]]}
    )
    assert answer.status_code == 302
    asked = answer.headers["Location"]
    page = desk.get(asked)
    assert b"rail_error: a" in page.content
    once = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert once is not None
    desk.post(asked, {"once": once[1], "reason": "All the same cause."})
    assert list(Alert.objects.filter(resolved_at=None)) == [alerts[2]]
    assert len(done()) == 2


def test_an_action_that_fits_no_row_says_so(desk: Client) -> None:
    paid_in()
    listed = reverse("admin:ledger_account_changelist")
    account = Account.objects.get(code=RAIL_BTCPAY)
    answer = desk.post(listed, {"action": "credit", "_selected_action": [account.pk]}, follow=True)
    assert b"none of these is in a state for it" in answer.content


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


OPERATIONS = [
    (model, operation)
    for model, page in admin.site._registry.items()
    if isinstance(page, TillAdmin)
    for operation in page.operations
]


def test_there_are_operations() -> None:
    assert len(OPERATIONS) >= 8


@pytest.mark.parametrize(
    ("model", "operation"), OPERATIONS, ids=[f"{m.__name__}-{o.name}" for m, o in OPERATIONS]
)
def test_each_operation_needs_its_permission_and_the_page(
    client: Client, bell: Bell, model: type[Model], operation: Any
) -> None:
    """Refused before a row is looked for: an operator without it learns nothing."""
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_operate", args=[operation.name])
    look = f"{meta.app_label}.view_{meta.model_name}"
    assert client.get(f"{address}?ids=1").status_code == 302  # to the door
    refused = [[look], []]
    if ".change_" not in operation.permission:  # who may change may look, says Django
        refused.append([operation.permission])
    for number, permissions in enumerate(refused):
        User.objects.filter(username="clerk").delete()
        client.force_login(given_clerk(*permissions))
        assert client.get(f"{address}?ids=1").status_code == 403, number
        assert client.post(f"{address}?ids=1", {"reason": "x"}).status_code == 403
    User.objects.filter(username="clerk").delete()
    client.force_login(given_clerk(look, operation.permission))
    assert client.get(f"{address}?ids=").status_code == 404
    assert client.get(f"{address}?ids=nonsense").status_code == 404


def test_an_unknown_operation_is_not_there(desk: Client) -> None:
    assert desk.get("/admin/ledger/transfer/operate/steal/?ids=1").status_code == 404


def test_the_button_is_there_for_those_who_may(desk: Client, client: Client) -> None:
    paid_in()
    transfer = Transfer.objects.get(key="in:alice")
    page = reverse("admin:ledger_transfer_change", args=[transfer.pk])
    assert address_of(transfer, "reverse") in desk.get(page).content.decode()
    client.force_login(given_clerk("ledger.view_transfer"))
    assert address_of(transfer, "reverse") not in client.get(page).content.decode()
    assert "Reverse" not in client.get("/admin/ledger/transfer/").content.decode()


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


def test_every_page_of_the_till_opens(desk: Client) -> None:
    """Lists with their search, and each row's page, whatever the row is."""
    paid_in()
    for model, page in admin.site._registry.items():
        if not isinstance(page, TillAdmin):
            continue
        listed = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert desk.get(listed).status_code == 200
        if page.search_fields:
            assert desk.get(f"{listed}?q=alice").status_code == 200, model
        for row in model._default_manager.all()[:1]:
            address = reverse(
                f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk]
            )
            assert desk.get(address).status_code == 200
