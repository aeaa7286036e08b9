from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The till: invoices, BTCPay, settlement."""

    name = "payments"
