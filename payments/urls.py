from django.urls import path, register_converter
from django.urls.converters import StringConverter

from payments.api.balances import (
    BalanceView,
    DepositView,
    QuoteView,
    ReferralView,
    TransactionsView,
)
from payments.api.events import events
from payments.api.invoices import InvoicesView, InvoiceView, ReceiptView
from payments.api.liabilities import LiabilitiesView, OwnLiabilityView
from payments.api.metering import (
    CaptureView,
    ChargesView,
    ExtendView,
    HoldsView,
    HoldView,
    PricesView,
)
from payments.api.operators import AdminBalanceView, AdminStatsView, AdminTransactionsView
from payments.api.operators_withdraw import WithdrawRevenueView
from payments.api.wallets import WalletView
from payments.api.webhooks import BTCPayWebhookView, PhoenixdWebhookView
from payments.api.withdrawals import WithdrawalsView, WithdrawalView, WithdrawView


class Name(StringConverter):
    """PostgreSQL keeps no NUL in a text: what holds one is nobody's name."""

    regex = r"[^/\x00]+"


register_converter(Name, "name")

urlpatterns = [
    path("payments/deposit", DepositView.as_view(), name="deposit"),
    path("payments/quote/<uuid:quote_id>", QuoteView.as_view(), name="quote"),
    path("payments/balance", BalanceView.as_view(), name="balance"),
    path("payments/transactions", TransactionsView.as_view(), name="transactions"),
    path("payments/referral", ReferralView.as_view(), name="referral"),
    path("payments/events", events, name="balance_events"),
    path("payments/prices", PricesView.as_view(), name="prices"),
    path("payments/charges", ChargesView.as_view(), name="charges"),
    path("payments/holds", HoldsView.as_view(), name="holds"),
    path("payments/holds/<name:request_id>", HoldView.as_view(), name="hold"),
    path("payments/holds/<name:request_id>/capture", CaptureView.as_view(), name="capture"),
    path("payments/holds/<name:request_id>/extend", ExtendView.as_view(), name="extend"),
    path("payments/wallet", WalletView.as_view(), name="wallet"),
    path("payments/withdraw", WithdrawView.as_view(), name="withdraw"),
    path("payments/withdrawals", WithdrawalsView.as_view(), name="withdrawals"),
    path("payments/withdrawals/<uuid:payout_id>", WithdrawalView.as_view(), name="withdrawal"),
    path("admin/balance", AdminBalanceView.as_view(), name="admin_balance"),
    path("admin/transactions", AdminTransactionsView.as_view(), name="admin_transactions"),
    path("admin/stats", AdminStatsView.as_view(), name="admin_stats"),
    path("admin/withdraw", WithdrawRevenueView.as_view(), name="withdraw_revenue"),
    path("payments/btcpay/webhook", BTCPayWebhookView.as_view(), name="btcpay_webhook"),
    path("payments/phoenixd/webhook", PhoenixdWebhookView.as_view(), name="phoenixd_webhook"),
    path("payments/invoices", InvoicesView.as_view(), name="invoices"),
    path("payments/invoices/<name:key>", InvoiceView.as_view(), name="invoice"),
    path("payments/invoices/<name:key>/receipt", ReceiptView.as_view(), name="receipt"),
    path("payments/liabilities", LiabilitiesView.as_view(), name="liabilities"),
    path("payments/liabilities/<name:day>/mine", OwnLiabilityView.as_view(), name="own_liability"),
]
