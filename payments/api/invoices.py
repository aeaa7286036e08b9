"""A person's own invoices and receipts. Another person's are not there."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from payments.models import Invoice, InvoiceLine
from payments.services.receipts import INVOICES_MAX, Receipt, own_invoice, own_invoices, receipt_of

INVOICES_DEFAULT = 50


class PageIn(serializers.Serializer[Any]):
    cursor = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    limit = serializers.IntegerField(default=INVOICES_DEFAULT, min_value=1, max_value=INVOICES_MAX)


class InvoicesView(APIView):
    """GET {invoices: [...], next_cursor}, newest first; ?cursor= continues, ?limit= up to 200."""

    def get(self, request: Request) -> Response:
        page = PageIn(data=request.query_params)
        page.is_valid(raise_exception=True)
        limit = page.validated_data["limit"]
        cursor = page.validated_data.get("cursor")
        found = own_invoices(person(request), before_id=cursor, limit=limit)
        following = found[-1].pk if len(found) == limit else None
        shown = [invoice_out(invoice) for invoice in found]
        return Response({"invoices": shown, "next_cursor": following})


class InvoiceView(APIView):
    """GET my invoice by its key; its BOLT 11 while it can be paid."""

    def get(self, request: Request, key: str) -> Response:
        return Response(invoice_out(own_invoice(person(request), key)))


class ReceiptView(APIView):
    """GET what was paid: lines, hash, preimage, refunds; 404 where nothing was."""

    def get(self, request: Request, key: str) -> Response:
        return Response(receipt_out(receipt_of(person(request), key)))


def invoice_out(invoice: Invoice) -> dict[str, Any]:
    payable = invoice.status == Invoice.Status.OPEN
    return {
        "key": invoice.key,
        "status": invoice.status,
        "amount_sats": invoice.amount_sats,
        "paid_msats": invoice.paid_msats,
        "description": invoice.description,
        "lines": [line_out(line) for line in invoice.lines.all()],
        "bolt11": invoice.bolt11 if payable else "",
        "checkout_url": invoice.checkout_url if payable else "",
        "payment_hash": invoice.payment_hash,
        "requested_at": invoice.requested_at,
        "expires_at": invoice.expires_at,
        "settled_at": invoice.settled_at,
    }


def line_out(line: InvoiceLine) -> dict[str, Any]:
    return {
        "purpose": line.purpose,
        "amount_sats": line.amount_sats,
        "description": line.description,
        "settled_at": line.settled_at,
    }


def receipt_out(receipt: Receipt) -> dict[str, Any]:
    invoice = receipt.invoice
    return {
        "key": invoice.key,
        "status": invoice.status,
        "rail": invoice.rail,
        "amount_sats": invoice.amount_sats,
        "paid_msats": invoice.paid_msats,
        "paid": [line_out(line) for line in receipt.paid],
        # Paid by another invoice before: these shares became credit on the payer's balance.
        "credited": [line_out(line) for line in receipt.credited],
        "payment_hash": invoice.payment_hash,
        "preimage": invoice.preimage or None,
        "requested_at": invoice.requested_at,
        "settled_at": invoice.settled_at,
        "refunds": [
            {
                "amount_msats": refund.amount_msats,
                "reason": refund.reason,
                "refunded_at": refund.refunded_at,
            }
            for refund in receipt.refunds
        ],
        "refunded_msats": sum(refund.amount_msats for refund in receipt.refunds),
    }
