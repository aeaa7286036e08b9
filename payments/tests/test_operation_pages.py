"""The pages on which operators do things: a permission, a question, rows that fit."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from conftest import Bell
from payments.admin.operating import TillAdmin
from payments.ledger.chart import (
    RAIL_BTCPAY,
)
from payments.ledger.models import Account, Transfer
from payments.models import Alert
from payments.services.alerts import raise_alert
from payments.tests.operating import address_of, done, given_clerk, paid_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(bell: Bell) -> User:
    return User.objects.create_superuser("operator", "a password nobody guesses")


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


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
