from django.apps import AppConfig


class CashuConfig(AppConfig):
    """The house's own ecash wallet, for one mint and the unit sat."""

    name = "payments.cashu"
    label = "cashu"
