"""Set-up for tests of what operators do by hand, on its pages."""

import re
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from payments.ledger.chart import RAIL_BTCPAY
from payments.ledger.services import post_transfer
from payments.models import OperatorAction
from payments.services.holders import open_holder
from tests.given import given_user

SATS = 1_000


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
