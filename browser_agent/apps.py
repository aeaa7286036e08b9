from django.apps import AppConfig


class BrowserAgentConfig(AppConfig):
    """The hands. No models, no database; Django knows of it for `manage.py run_agent` alone."""

    name = "browser_agent"
