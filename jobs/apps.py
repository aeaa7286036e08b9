from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The concierge: cancel and resume."""

    name = "jobs"

    def ready(self) -> None:
        from jobs import receivers  # noqa: F401, PLC0415 - connects the till's news
