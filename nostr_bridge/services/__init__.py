"""The bridge's verbs. Other rooms use `send_dm`; ops uses `sweep_bridge`."""

from nostr_bridge.services.inbox import Arrival, receive_event, receive_events, sweep_bridge
from nostr_bridge.services.notices import send_notice
from nostr_bridge.services.outbox import send_dm
from nostr_bridge.services.reading import read_message

__all__ = [
    "Arrival",
    "read_message",
    "receive_event",
    "receive_events",
    "send_dm",
    "send_notice",
    "sweep_bridge",
]
