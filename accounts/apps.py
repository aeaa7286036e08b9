from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who."""

    name = "accounts"
