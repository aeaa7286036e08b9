"""Alerts, audits, proofs, and what operators did about them."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from accounts.models import User
from payments.admin.columns import account_column, amount_column, row_column
from payments.admin.operating import Operation, TillAdmin
from payments.models import (
    Alert,
    AuditRun,
    LiabilityLeaf,
    LiabilityProof,
    Notice,
    OperatorAction,
    PayoutFreeze,
)
from payments.services.operators import lift_by_hand, resolve_alert_by_hand


def _resolve(alert: Alert, by: User, given: dict[str, Any]) -> str:
    closed = resolve_alert_by_hand(alert_id=alert.pk, by=by, reason=given["reason"])
    return "resolved" if closed else "it was resolved already"


def _lift(_: PayoutFreeze, by: User, given: dict[str, Any]) -> str:
    lifted = lift_by_hand(by=by, reason=given["reason"])
    return "payouts go again" if lifted else "payouts were not stopped"


LIFT = Operation(
    name="lift",
    label="Lift the freeze",
    meaning="Payouts go again, those that wait included. If an audit stopped them, look first"
    " whether what it found has been mended: the next one stops them again.",
    permission="payments.change_payoutfreeze",
    act=_lift,
    fits=lambda freeze: freeze.lifted_at is None,
)


@admin.register(Alert)
class AlertAdmin(TillAdmin):
    list_display = ["kind", "subject", "text", "raised_at", "seen_at", "times", "resolved_at"]
    list_filter = ["kind", ("resolved_at", admin.EmptyFieldListFilter)]
    search_fields = ["subject", "text"]
    date_hierarchy = "raised_at"
    operations = (
        Operation(
            name="resolve",
            label="Resolve",
            meaning="Somebody has looked into it. What is still true is raised again.",
            permission="payments.change_alert",
            act=_resolve,
            fits=lambda alert: alert.resolved_at is None,
        ),
    )


@admin.register(PayoutFreeze)
class PayoutFreezeAdmin(TillAdmin):
    list_display = [
        "reason",
        "frozen_at",
        row_column("frozen_by"),
        "lifted_at",
        row_column("lifted_by"),
    ]
    list_select_related = ["frozen_by", "lifted_by"]
    search_fields = ["reason"]
    operations = (LIFT,)


@admin.register(Notice)
class NoticeAdmin(TillAdmin):
    list_display = [
        "key",
        "audience",
        row_column("user"),
        "kind",
        "text",
        "raised_at",
        "done_at",
        "trouble",
    ]
    list_filter = ["audience", "kind", ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["=key", "text", "=user__username"]
    date_hierarchy = "raised_at"


@admin.register(AuditRun)
class AuditRunAdmin(TillAdmin):
    list_display = [
        "started_at",
        "full",
        "clean",
        amount_column("liabilities_msats", "owed"),
        amount_column("assets_msats", "at the rails"),
        "through_id",
        "finished_at",
    ]
    list_filter = ["full"]
    date_hierarchy = "started_at"

    @admin.display(boolean=True)
    def clean(self, run: AuditRun) -> bool:
        return not run.findings


@admin.register(OperatorAction)
class OperatorActionAdmin(TillAdmin):
    list_display = ["done_at", row_column("operator"), "action", "subject", "reason"]
    list_filter = ["action"]
    list_select_related = ["operator"]
    search_fields = ["subject", "reason", "=operator__username"]
    date_hierarchy = "done_at"


@admin.register(LiabilityProof)
class LiabilityProofAdmin(TillAdmin):
    list_display = [
        "day",
        amount_column("total_msats", "owed"),
        "leaves_count",
        "root_hash",
        "through_id",
        "leaves_link",
    ]
    date_hierarchy = "day"

    @admin.display(description="leaves")
    def leaves_link(self, proof: LiabilityProof) -> str:
        address = reverse("admin:payments_liabilityleaf_changelist", query={"proof": proof.pk})
        return format_html('<a href="{}">look</a>', address)


@admin.register(LiabilityLeaf)
class LiabilityLeafAdmin(TillAdmin):
    """Salts are the holders': with one, anybody could try out balances against the tree."""

    list_display = [
        row_column("proof"),
        "position",
        account_column("account"),
        amount_column("balance_msats", "balance"),
    ]
    list_filter = [("proof", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["proof"]
    search_fields = ["=account"]
    exclude = ["salt"]
