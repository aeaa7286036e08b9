from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The cellar: double-entry books in msats."""

    name = "payments.ledger"
    label = "ledger"
