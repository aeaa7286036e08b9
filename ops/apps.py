from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Sees everything, sells nothing."""

    name = "ops"
