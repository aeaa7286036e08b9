"""One lawful row of every table with money in it, fresh each time; and the rows that are not."""

import hashlib
import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts.models import User
from tests.given import given_user

Facts = dict[str, Any]
NOW = timezone.now()
_numbers = itertools.count(1)
MODELS: dict[str, type[models.Model]] = {
    model._meta.db_table: model
    for label in ("ledger", "payments")
    for model in apps.get_app_config(label).get_models()
}


def digest(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


# What has no default, and what a unique key is about. Relations are made by `fresh`.
LAWFUL: dict[str, Callable[[int], Facts]] = {
    "ledger_account": lambda n: {"code": f"user:row{n}", "kind": "liability", "floor_msats": 0},
    "ledger_transfer": lambda n: {"key": f"k{n}", "amount_msats": 1, "inputs_hash": digest(n)},
    "ledger_hold": lambda n: {
        "key": f"h{n}",
        "amount_msats": 5,
        "inputs_hash": digest(n),
        "expires_at": NOW,
    },
    "ledger_checkpoint": lambda n: {
        "through_id": n,
        "debits_msats": 0,
        "credits_msats": 0,
        "folded_at": NOW,
    },
    "payments_invoice": lambda n: {
        "key": f"order:{n}:1",
        "purpose": f"order:{n}",
        "amount_sats": 10,
        "description": "a thing",
        "credit_account": "revenue:jobs",
        "status": "open",
        "rail_id": f"rail{n}",
        "bolt11": "lnbcrt1",
        "payment_hash": digest(n),
        "expires_at": NOW,
    },
    "payments_invoiceline": lambda n: {
        "purpose": f"order:{n}",
        "amount_sats": 10,
        "description": "a thing",
        "credit_account": "revenue:jobs",
    },
    "payments_refund": lambda n: {
        "key": f"r{n}",
        "amount_msats": 1,
        "reason": "broken",
        "from_account": "revenue:jobs",
    },
    "payments_zapreceipt": lambda n: {
        "event_id": digest(n),
        "rail": "lnd",
        "payment_hash": digest(n),
        "sender_pubkey": digest(n),
        "amount_msats": 1,
        "bolt11": "lnbcrt1",
    },
    "payments_deposit": lambda n: {
        "key": f"d{n}",
        "method": "lightning",
        "amount_sats": 1_000,
        "token_hash": digest(n),
        "expires_at": NOW,
    },
    "payments_usage": lambda n: {"request_id": f"u{n}", "price": "ai_tokens", "held_msats": 10},
    "payments_referral": lambda n: {},
    "payments_walletconnection": lambda n: {
        "sealed_uri": b"sealed",
        "payment_sats_max": 1,
        "day_sats_max": 2,
    },
    "payments_walletpayment": lambda n: {},
    "payments_webhookdelivery": lambda n: {
        "delivery_id": f"w{n}",
        "original_id": f"w{n}",
        "event_type": "InvoiceSettled",
        "payload": {},
    },
    "payments_notice": lambda n: {
        "key": f"n{n}",
        "audience": "operators",
        "kind": "news",
        "text": "it is so",
    },
    "payments_alert": lambda n: {"kind": "rail_error", "subject": f"s{n}", "text": "it is so"},
    "payments_payout": lambda n: {
        "key": f"p{n}",
        "purpose": "revenue",
        "source": "revenue:payable",
        "method": "invoice",
        "amount_msats": 10,
        "fee_limit_msats": 5,
        "payment_hash": digest(n),
        "window": f"slot{n}",
    },
    "payments_auditrun": lambda n: {"started_at": NOW, "liabilities_msats": 0, "assets_msats": 0},
    "payments_payoutfreeze": lambda n: {"reason": "a doubt"},
    "payments_operatoraction": lambda n: {"action": "refund", "subject": "x", "reason": "broken"},
    "payments_liabilityproof": lambda n: {
        "day": date(2026, 1, 1) + timedelta(days=n),
        "taken_at": NOW,
        "through_id": 1,
        "leaves_count": 1,
        "total_msats": 1,
        "root_hash": digest(n),
    },
    "payments_liabilityleaf": lambda n: {
        "position": n,
        "account": f"user:{n}",
        "salt": digest(n),
        "balance_msats": 1,
    },
}


def fresh(table: str, **facts: Any) -> models.Model:
    """A lawful row, not saved yet; what it belongs to is."""
    number = next(_numbers)
    model = MODELS[table]
    values = LAWFUL[table](number)
    for field in model._meta.concrete_fields:
        relation = field.related_model
        if isinstance(relation, type) and not field.null and field.name not in facts:
            values[field.name] = _other(relation, f"{number}{field.name}")
    return model(**values | facts)


def _other(model: type[models.Model], name: str) -> models.Model:
    if model is User:
        return given_user(f"row{name}")
    other = fresh(model._meta.db_table)
    other.save()
    return other


# CHECK -> the table, and what would make a row unlawful by that check alone.
UNLAWFUL: dict[str, tuple[str, Facts]] = {
    "account_above_floor": ("ledger_account", {"posted_msats": 5, "held_msats": 6}),
    "account_code_form": ("ledger_account", {"code": "user:Ann's"}),
    "account_held_not_negative": ("ledger_account", {"held_msats": -1}),
    "account_kind_fits_code": ("ledger_account", {"kind": "revenue"}),
    "account_kind_known": ("ledger_account", {"code": "other:x", "kind": "pocket"}),
    "account_posted_only_with_floor": (
        "ledger_account",
        {"code": "equity:x", "kind": "equity", "floor_msats": None, "posted_msats": 1},
    ),
    "hold_amount_positive": ("ledger_hold", {"amount_msats": 0}),
    "hold_captured_within": (
        "ledger_hold",
        {"state": "captured", "captured_msats": 6, "resolved_at": NOW},
    ),
    "hold_kind_known": ("ledger_hold", {"kind": "gift"}),
    "hold_resolved_has_instant": ("ledger_hold", {"state": "voided"}),
    "hold_state_known": ("ledger_hold", {"state": "lost", "resolved_at": NOW}),
    "transfer_amount_positive": ("ledger_transfer", {"amount_msats": 0}),
    "transfer_hash_hex": ("ledger_transfer", {"inputs_hash": "x"}),
    "transfer_kind_known": ("ledger_transfer", {"kind": "gift"}),
    "alert_kind_known": ("payments_alert", {"kind": "mood"}),
    "deposit_amount_in_range": ("payments_deposit", {"amount_sats": 0}),
    "deposit_bonus_not_negative": ("payments_deposit", {"bonus_msats": -1}),
    "deposit_method_known": ("payments_deposit", {"method": "cash"}),
    "deposit_paid_has_instant": ("payments_deposit", {"status": "paid", "credited_msats": 5}),
    "deposit_status_known": ("payments_deposit", {"status": "lost"}),
    "invoice_amount_in_range": ("payments_invoice", {"amount_sats": 0}),
    "invoice_issued_or_requested": ("payments_invoice", {"bolt11": ""}),
    "invoice_settled_has_instant": (
        "payments_invoice",
        {"status": "settled", "paid_msats": 10_000},
    ),
    "invoice_settled_is_paid": (
        "payments_invoice",
        {"status": "settled", "settled_at": NOW, "paid_msats": 9_999},
    ),
    "invoice_status_known": ("payments_invoice", {"status": "lost"}),
    "payments_invoice_ttl_seconds_check": ("payments_invoice", {"ttl_seconds": -1}),
    "line_amount_in_range": ("payments_invoiceline", {"amount_sats": 0}),
    "leaf_not_negative": ("payments_liabilityleaf", {"balance_msats": -1}),
    "proof_not_negative": ("payments_liabilityproof", {"total_msats": -1}),
    "proof_root_hex": ("payments_liabilityproof", {"root_hash": "x"}),
    "notice_audience_fits_user": ("payments_notice", {"audience": "person"}),
    "notice_audience_known": ("payments_notice", {"audience": "all"}),
    "operator_action_has_reason": ("payments_operatoraction", {"reason": ""}),
    "payout_amounts_in_range": ("payments_payout", {"fee_msats": 6}),
    "payout_method_known": ("payments_payout", {"method": "cash"}),
    "payout_payment_hash_hex": ("payments_payout", {"payment_hash": "x"}),
    "payout_purpose_fits_source": ("payments_payout", {"source": "user:x"}),
    "payout_resolved_has_instant": ("payments_payout", {"status": "failed"}),
    "payout_settled_shows_preimage": (
        "payments_payout",
        {"status": "settled", "submitted_at": NOW, "resolved_at": NOW, "rail": "lnd"},
    ),
    "payout_status_known": (
        "payments_payout",
        {"status": "lost", "submitted_at": NOW, "rail": "lnd"},
    ),
    "payout_submitted_has_hash": (
        "payments_payout",
        {"status": "submitted", "submitted_at": NOW, "rail": "lnd", "payment_hash": None},
    ),
    "freeze_lifted_by_someone": ("payments_payoutfreeze", {"lifted_at": NOW}),
    "referral_credited_has_instant": ("payments_referral", {"credited_msats": 5}),
    "refund_amount_positive": ("payments_refund", {"amount_msats": 0}),
    "usage_cost_within_hold": ("payments_usage", {"cost_msats": 11, "ended_at": NOW}),
    "usage_counts_in_range": ("payments_usage", {"units": -1}),
    "wallet_limits_in_order": ("payments_walletconnection", {"day_sats_max": 0}),
    "wallet_payment_status_known": ("payments_walletpayment", {"status": "lost"}),
    "delivery_handled_has_outcome": ("payments_webhookdelivery", {"outcome": "applied"}),
    "delivery_outcome_known": ("payments_webhookdelivery", {"outcome": "lost", "handled_at": NOW}),
    "zap_credited_has_instant": ("payments_zapreceipt", {"credited_at": NOW}),
    "zap_amount_positive": ("payments_zapreceipt", {"amount_msats": 0}),
}
# CHECK -> the table and the two relations that must not be the same.
TWINS: dict[str, tuple[str, str, str]] = {
    "hold_two_sided": ("ledger_hold", "debit", "credit"),
    "transfer_two_sided": ("ledger_transfer", "debit", "credit"),
    "referral_of_another": ("payments_referral", "referrer", "referred"),
}
# CHECK -> another check that refuses the same rows, and more; it goes first.
SHADOWED: dict[str, str] = {"notice_audience_known": "notice_audience_fits_user"}
# Unique index -> what both rows need besides, so that its condition holds.
BESIDES: dict[str, Facts] = {
    "line_purpose_settled_once": {"settled_at": NOW},
}


def besides(name: str) -> Facts:
    """What else a row with a stranger in that column needs, so that only the reference refuses."""
    if name.startswith("payments_payout_user"):
        return {"purpose": "withdrawal", "source": "user:x"}
    if name.startswith("payments_notice_user"):
        return {"audience": "person"}
    return {}
