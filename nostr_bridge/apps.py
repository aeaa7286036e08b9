from django.apps import AppConfig


class NostrBridgeConfig(AppConfig):
    """The street door for Nostr DMs, in and out."""

    name = "nostr_bridge"
    verbose_name = "Nostr bridge"

    def ready(self) -> None:
        from nostr_bridge import receivers  # noqa: F401, PLC0415 - connects the jobs' news
