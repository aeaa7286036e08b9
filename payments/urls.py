from django.urls import path

from payments.api.webhooks import BTCPayWebhookView

urlpatterns = [path("payments/btcpay/webhook", BTCPayWebhookView.as_view(), name="btcpay_webhook")]
