"""A person's balance: paying in, looking, history, who brought them."""

import csv
import io
import uuid
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.http import StreamingHttpResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from accounts.models import User
from accounts.services import count_attempt
from kernel.money import MSATS_PER_SAT
from payments.api.waiting import issue_soon
from payments.models import Deposit, Referral
from payments.queries import (
    Movement,
    balance_of,
    deposited_msats,
    movements_of,
    referral_credit_msats,
    spent_msats,
)
from payments.services.deposits import (
    DEPOSITS_MAX,
    KEY_CHARACTERS_MAX,
    check_deposit,
    open_deposit,
)
from payments.services.promotions import bonus_expected_msats, record_referral
from payments.services.tokens import deposit_token

ROWS_MAX, ROWS_DEFAULT = 200, 50
CSV_ROWS = 500
TOKEN_CHARACTERS_MAX = 100_000
CSV_COLUMNS = (
    "id",
    "at",
    "type",
    "amount_msats",
    "balance_before_msats",
    "balance_after_msats",
    "memo",
)


class DepositIn(serializers.Serializer[Any]):
    amount_sats = serializers.IntegerField(required=False, min_value=1, max_value=10**12)
    method = serializers.ChoiceField(choices=Deposit.Method.choices, default="lightning")
    key = serializers.CharField(default="", allow_blank=True, max_length=KEY_CHARACTERS_MAX)
    token = serializers.CharField(required=False, max_length=TOKEN_CHARACTERS_MAX)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("token" in attrs) == ("amount_sats" in attrs):
            raise serializers.ValidationError("Send either amount_sats or a token.")
        if "token" in attrs and attrs["method"] != Deposit.Method.CASHU:
            raise serializers.ValidationError({"method": "A token is a deposit by cashu."})
        return attrs


class PageIn(serializers.Serializer[Any]):
    cursor = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    limit = serializers.IntegerField(default=ROWS_DEFAULT, min_value=1, max_value=ROWS_MAX)


class ReferralIn(serializers.Serializer[Any]):
    referrer = serializers.CharField(max_length=200)


class CsvRenderer(BaseRenderer):
    """Lets `?format=csv` through; the rows are streamed, not rendered."""

    media_type, format, charset = "text/csv", "csv", "utf-8"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        return JSONRenderer().render(data)  # only an error comes by here


class DepositView(APIView):
    """POST {amount_sats, method, key?} -> 201 a quote; {token, method: cashu} -> 201, paid.

    The invoice is blank and the status pending where no rail has answered in time, and a token's
    deposit is pending where the mint fell silent: ask for the quote again.
    """

    def post(self, request: Request) -> Response:
        wish = DepositIn(data=request.data)
        wish.is_valid(raise_exception=True)
        user, wanted = person(request), wish.validated_data
        count_attempt(scope="deposit", subject=str(user.pk), attempts_max=DEPOSITS_MAX)
        if "token" in wanted:
            return Response(quote_out(deposit_token(user=user, text=wanted["token"])), status=201)
        key = wanted["key"] or request.headers.get("Idempotency-Key", "")
        deposit = open_deposit(
            user=user, amount_sats=wanted["amount_sats"], method=wanted["method"], key=key
        )
        return Response(quote_out(issue_soon(deposit)), status=201)


class QuoteView(APIView):
    """GET my quote; the rail is asked where that was not done in the last 5 seconds."""

    def get(self, request: Request, quote_id: uuid.UUID) -> Response:
        return Response(quote_out(check_deposit(user=person(request), deposit_id=quote_id)))


class BalanceView(APIView):
    """GET what I have, in msats, and in sats rounded down."""

    def get(self, request: Request) -> Response:
        user = person(request)
        return Response(
            balance_out(user)
            | {"deposited_msats": deposited_msats(user), "spent_msats": spent_msats(user)}
        )


class TransactionsView(APIView):
    """GET {transactions: [...], next_cursor}, newest first; ?format=csv streams all of them."""

    renderer_classes = (JSONRenderer, CsvRenderer)

    def get(self, request: Request) -> Response | StreamingHttpResponse:
        user = person(request)
        if request.query_params.get("format") == "csv":
            answer = StreamingHttpResponse(_csv_lines(user), content_type="text/csv; charset=utf-8")
            answer["Content-Disposition"] = 'attachment; filename="transactions.csv"'
            return answer
        page = PageIn(data=request.query_params)
        page.is_valid(raise_exception=True)
        limit = page.validated_data["limit"]
        found = movements_of(user, before_id=page.validated_data.get("cursor"), limit=limit + 1)
        shown = found[:limit]
        return Response(
            {
                "transactions": [movement_out(movement) for movement in shown],
                "next_cursor": str(shown[-1].id) if len(found) > limit else None,
            }
        )


class ReferralView(APIView):
    """GET my link and what it brought. POST {referrer: npub} says who brought me."""

    def get(self, request: Request) -> Response:
        user = person(request)
        return Response(
            {
                "link": f"{settings.PUBLIC_URL}/balance?ref={user.pubkey}",
                "brought": Referral.objects.filter(referrer=user).count(),
                "credited_msats": referral_credit_msats(user),
                "credit_sats": settings.REFERRAL_SATS,
            }
        )

    def post(self, request: Request) -> Response:
        told = ReferralIn(data=request.data)
        told.is_valid(raise_exception=True)
        record_referral(user=person(request), referrer=told.validated_data["referrer"])
        return Response({"recorded": True}, status=201)


def balance_out(user: User) -> dict[str, int]:
    """own money and promo credit together; `withdrawable_msats` is own money only."""
    balance = balance_of(user)
    return {
        "balance_sats": balance.balance_msats // MSATS_PER_SAT,
        "balance_msats": balance.balance_msats,
        "available_msats": balance.available_msats,
        "held_msats": balance.held_msats,
        "withdrawable_msats": balance.own_free_msats,
        "promo_msats": balance.promo_msats,
    }


def quote_out(deposit: Deposit) -> dict[str, Any]:
    invoice = deposit.invoice
    pending = deposit.status == Deposit.Status.PENDING
    bonus_msats = (
        bonus_expected_msats(user=deposit.user, deposit_sats=deposit.amount_sats)
        if pending
        else deposit.bonus_msats
    )
    return {
        "quote_id": str(deposit.pk),
        "method": deposit.method,
        "amount_sats": deposit.amount_sats,
        "invoice": invoice.bolt11 if invoice else "",
        "payment_hash": (invoice.payment_hash or "") if invoice else "",
        "expires_at": deposit.expires_at.isoformat(),
        "status": deposit.status,
        "bonus_sats_expected": bonus_msats // MSATS_PER_SAT,
        "credited_msats": deposit.credited_msats,
        "bonus_msats": deposit.bonus_msats,
        "reason": deposit.reason,
    }


def movement_out(movement: Movement) -> dict[str, Any]:
    return {
        "id": movement.id,
        "type": movement.type,
        "amount_msats": movement.amount_msats,
        "balance_before_msats": movement.balance_before_msats,
        "balance_after_msats": movement.balance_after_msats,
        "memo": movement.memo,
        "at": movement.at.isoformat(),
    }


async def _csv_lines(user: User) -> AsyncIterator[str]:
    yield _csv_line(list(CSV_COLUMNS))
    before_id = None
    while page := await sync_to_async(_csv_page)(user, before_id):
        yield "".join(
            _csv_line([_plain(row[column]) for column in CSV_COLUMNS])
            for row in map(movement_out, page)
        )
        before_id = page[-1].id


def _csv_page(user: User, before_id: int | None) -> list[Movement]:
    try:
        return movements_of(user, before_id=before_id, limit=CSV_ROWS)
    finally:
        if not connection.in_atomic_block:
            connection.close()  # whoever reads slowly holds no connection


def _csv_line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _plain(cell: Any) -> Any:
    """A spreadsheet would run a text that begins like a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell
