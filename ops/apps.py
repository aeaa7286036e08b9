from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Sees everything, sells nothing."""

    name = "ops"

    def ready(self) -> None:
        from ops import checks  # noqa: F401, PLC0415 - registers the checks
