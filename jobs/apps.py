from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The concierge: cancel and resume."""

    name = "jobs"
