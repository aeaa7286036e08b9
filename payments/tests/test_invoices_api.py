"""What a person sees of their own invoices, and what nobody sees of another's."""

import hashlib
from typing import Any

import pytest
from django.test import Client
from ninja_jwt.tokens import AccessToken

from accounts.models import User
from conftest import Bell
from payments.models import Invoice
from payments.services import Debt, refund_invoice, request_bundle, settle_invoice
from payments.tests.till import PRICE_MSATS, arrive, given_open
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user

pytestmark = pytest.mark.django_db(transaction=True)


def get(client: Client, path: str, user: str = "alice") -> Any:
    token: Any = AccessToken.for_user(given_user(user))  # type: ignore[misc] # its own annotation is off
    return client.get(f"/api/payments/{path}", headers={"Authorization": f"Bearer {token}"})


def test_the_owner_sees_what_to_pay_and_what_is_paid(
    client: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    invoice = given_open(bell)
    shown = get(client, "invoices/order:a:1").json()
    assert (shown["status"], shown["bolt11"], shown["amount_sats"]) == (
        "open",
        invoice.bolt11,
        3_000,
    )
    assert [line["purpose"] for line in shown["lines"]] == ["order:a"]
    assert get(client, "invoices/order:a:1/receipt").status_code == 404
    btcpay.store.pay(invoice.bolt11)
    arrive(btcpay, bell)
    shown = get(client, "invoices/order:a:1").json()
    assert (shown["status"], shown["bolt11"]) == ("settled", "")


def test_a_receipt_says_what_was_paid_and_given_back(
    client: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    alone = given_open(bell)
    debts = [Debt("order:a", 3_000, "Cancel Streamly"), Debt("order:b", 2_000, "Resume Filmbox")]
    bundle = request_bundle(user=given_user("alice"), debts=debts)
    bell.answer_all()
    bundle.refresh_from_db()
    settle_invoice(rail="btcpay", rail_id=str(alone.rail_id), paid_msats=PRICE_MSATS)
    settle_invoice(invoice_id=bundle.pk, paid_msats=5_000_007)
    olga = User.objects.create_user(username="olga", is_staff=True)
    refund_invoice(invoice_id=bundle.pk, amount_msats=1_000, reason="sorry", by=olga)
    receipt = get(client, f"invoices/{bundle.key}/receipt").json()
    assert [line["purpose"] for line in receipt["paid"]] == ["order:b"]
    assert [line["purpose"] for line in receipt["credited"]] == ["order:a"]
    assert receipt["payment_hash"] == bundle.payment_hash
    assert receipt["preimage"] is None
    assert [refund["amount_msats"] for refund in receipt["refunds"]] == [3_000_007, 1_000]
    assert receipt["refunded_msats"] == 3_001_007
    assert receipt["settled_at"] is not None


def test_a_preimage_is_kept_where_it_opens_the_hash(
    client: Client, bell: Bell, btcpay: SandboxBTCPay
) -> None:
    """A.8: a preimage settles nothing by itself, only what has arrived at the rail does."""
    invoice = given_open(bell)
    preimage = next(ask.preimage for ask in btcpay.store.newest_first()[0].asks)
    assert settle_invoice(invoice_id=invoice.pk, paid_msats=0, preimage=preimage) == "unpaid"
    settle_invoice(invoice_id=invoice.pk, paid_msats=PRICE_MSATS, preimage=preimage)
    told = get(client, "invoices/order:a:1/receipt").json()["preimage"]
    assert hashlib.sha256(bytes.fromhex(told)).hexdigest() == invoice.payment_hash


@pytest.mark.parametrize("preimage", ["00" * 32, "no hex"])
def test_a_wrong_preimage_is_not_kept(bell: Bell, btcpay: SandboxBTCPay, preimage: str) -> None:
    invoice = given_open(bell)
    settle_invoice(invoice_id=invoice.pk, paid_msats=PRICE_MSATS, preimage=preimage)
    invoice.refresh_from_db()
    assert (invoice.status, invoice.preimage) == (Invoice.Status.SETTLED, "")


@pytest.mark.parametrize("path", ["invoices/order:a:1", "invoices/order:a:1/receipt"])
def test_another_persons_invoice_is_not_there(
    client: Client, bell: Bell, btcpay: SandboxBTCPay, path: str
) -> None:
    invoice = given_open(bell)
    settle_invoice(invoice_id=invoice.pk, paid_msats=PRICE_MSATS)
    assert get(client, path).status_code == 200
    assert get(client, path, "bob").status_code == 404
    assert get(client, "invoices", "bob").json() == {"invoices": [], "next_cursor": None}
    assert client.get(f"/api/payments/{path}").status_code in {401, 403}


def test_a_list_is_read_in_pages(client: Client, bell: Bell, btcpay: SandboxBTCPay) -> None:
    for number in range(3):
        given_open(bell, f"order:{number}:1")
    first = get(client, "invoices?limit=2").json()
    assert [invoice["key"] for invoice in first["invoices"]] == ["order:2:1", "order:1:1"]
    second = get(client, f"invoices?limit=2&cursor={first['next_cursor']}").json()
    assert [invoice["key"] for invoice in second["invoices"]] == ["order:0:1"]
    assert second["next_cursor"] is None
    assert get(client, "invoices?limit=0").status_code == 400
