from django.urls import path

from web.views import (
    AccountView,
    BalanceView,
    HomeView,
    InvoiceQrView,
    ReceiptKeysView,
    TakeoverView,
)

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("balance", BalanceView.as_view(), name="balance_page"),
    path("qr.svg", InvoiceQrView.as_view(), name="invoice_qr"),
    path("account", AccountView.as_view(), name="account"),
    path(".well-known/unsalted-receipts.json", ReceiptKeysView.as_view(), name="receipt_keys"),
    # Whatever follows: an address that does not exist is written to the log, token and all.
    path("takeover/<path:token>", TakeoverView.as_view(), name="takeover_page"),
]
