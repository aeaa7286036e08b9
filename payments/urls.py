from django.urls import path

from payments.api.liabilities import LiabilitiesView, OwnLiabilityView
from payments.api.webhooks import BTCPayWebhookView

urlpatterns = [
    path("payments/btcpay/webhook", BTCPayWebhookView.as_view(), name="btcpay_webhook"),
    path("payments/liabilities", LiabilitiesView.as_view(), name="liabilities"),
    path("payments/liabilities/<str:day>/mine", OwnLiabilityView.as_view(), name="own_liability"),
]
