from django.apps import AppConfig


class NostrBridgeConfig(AppConfig):
    """The street door for Nostr DMs, in and out."""

    name = "nostr_bridge"
