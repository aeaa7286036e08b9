from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The till: invoices, BTCPay, settlement."""

    name = "payments"

    def ready(self) -> None:
        from payments import receivers  # noqa: F401, PLC0415 - connects the till's news
