from django.apps import AppConfig


class SandboxConfig(AppConfig):
    """Stand-ins for the outside world. Nothing of the product imports this room."""

    name = "sandbox"
