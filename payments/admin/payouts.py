"""Money leaving the house."""

from typing import Any

from django.contrib import admin

from accounts.models import User
from payments.admin.columns import account_column, amount_column, row_column
from payments.admin.forms import OutcomeForm
from payments.admin.operating import Operation, TillAdmin
from payments.models import Payout
from payments.services.outcomes import resolve_payout


def _resolve(payout: Payout, by: User, given: dict[str, Any]) -> str:
    status = resolve_payout(
        payout_id=payout.pk,
        by=by,
        outcome=given["outcome"],
        reason=given["reason"],
        preimage=given["preimage"],
    )
    return f"it is {status} now"


@admin.register(Payout)
class PayoutAdmin(TillAdmin):
    list_display = [
        "id",
        "status",
        "purpose",
        row_column("user"),
        "method",
        amount_column("amount_msats"),
        amount_column("fee_msats", "fee"),
        "rail",
        account_column("source"),
        "created_at",
        "resolved_at",
        "trouble",
    ]
    list_filter = ["status", "purpose", "method", "rail"]
    list_select_related = ["user"]
    search_fields = ["=key", "=payment_hash", "=user__username", "=user__pubkey"]
    date_hierarchy = "created_at"
    operations = (
        Operation(
            name="resolve",
            label="Resolve",
            meaning="For a payout whose rail has lost it. The rail is asked once more, now, and"
            " what it says wins. Look at the rail yourself first: what is called failed goes back"
            " to its owner, and if it arrives all the same it is paid twice.",
            permission="payments.change_payout",
            act=_resolve,
            fits=lambda payout: payout.status in {Payout.Status.SUBMITTED, Payout.Status.UNKNOWN},
            form=OutcomeForm,
        ),
    )

    def prefixes_of(self, row: Payout) -> list[str]:
        return [f"{row.hold_key}:", f"hold:{row.hold_key}"]
