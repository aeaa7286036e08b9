"""Shells around the services, rung by name."""

from celery import shared_task

from nostr_bridge.services import read_message


@shared_task(name="nostr_bridge.read_message", soft_time_limit=60, time_limit=90)
def read_message_task(*, message_id: int) -> int:
    """Read all that is unread from this message's sender."""
    return read_message(message_id=message_id)
