"""Reading a person's messages: in order, one transaction each, so that a kill doubles nothing.

The business effect, the replies and the mark "handled" commit together. A person's messages are
read under one PostgreSQL session lock, which dies with the process that holds it.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from kernel.clock import utc_now
from nostr_bridge.codec import bot, open_wrap
from nostr_bridge.dialogues import phrases
from nostr_bridge.errors import WrapRefusedError
from nostr_bridge.models import InboundMessage, move
from nostr_bridge.services.conversing import Line, converse
from nostr_bridge.services.outbox import send_dm

ATTEMPTS_MAX = 5
MESSAGES_PER_BELL_MAX = 200

logger = logging.getLogger(__name__)


def read_message(*, message_id: int) -> int:
    """Read all that is unread from the sender of this message. Returns how many were handled.

    A message that fails ATTEMPTS_MAX times (an error of ours, or a killed worker) is given up with
    an apology, so that it does not keep the same person's later ones waiting for ever.
    """
    sender = InboundMessage.objects.filter(pk=message_id).values_list("sender", flat=True).first()
    if sender is None:
        return 0
    with _one_reader(sender):
        for count in range(MESSAGES_PER_BELL_MAX):
            head = _begin(sender)
            if head is None:
                return count
            _handle(head)
    return MESSAGES_PER_BELL_MAX


@contextmanager
def _one_reader(sender: str) -> Iterator[None]:
    digest = hashlib.sha256(f"nostr_bridge reading {sender}".encode()).digest()
    number = int.from_bytes(digest[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@transaction.atomic
def _begin(sender: str) -> int | None:
    """Count the attempt before it is made: whatever kills us afterwards cannot forget it."""
    head = (
        InboundMessage.objects.filter(sender=sender, state=InboundMessage.State.UNREAD)
        .order_by("sent_at", "id")
        .first()
    )
    if head is None:
        return None
    head.attempts += 1
    head.save(update_fields=["attempts"])
    return head.pk


@transaction.atomic
def _handle(message_id: int) -> None:
    message = InboundMessage.objects.select_for_update().get(pk=message_id)
    if message.state != InboundMessage.State.UNREAD:
        return
    state = InboundMessage.State.HANDLED
    if message.attempts > ATTEMPTS_MAX:
        lines, state = [Line(phrases.gave_up())], InboundMessage.State.GIVEN_UP
        logger.error("a message was given up after %d attempts: id=%s", ATTEMPTS_MAX, message.pk)
    else:
        lines, state = _answered(message)
    for number, line in enumerate(lines):
        send_dm(
            user_pubkey=message.sender,
            text=line.text,
            dedupe_key=f"reply:{message.rumor_id}:{number}",
            lifetime=line.lifetime,
        )
    move(message, state)
    message.handled_at = utc_now()
    message.wrap = ""
    message.save(update_fields=["state", "handled_at", "wrap"])


def _answered(message: InboundMessage) -> tuple[list[Line], InboundMessage.State]:
    try:
        dm = open_wrap(message.wrap, to=bot())
    except WrapRefusedError:  # it opened on arrival, so the bot's key has been changed since
        logger.exception("a stored message does not open any more: id=%s", message.pk)
        return [Line(phrases.gave_up())], InboundMessage.State.GIVEN_UP
    lines = converse(pubkey=message.sender, rumor_id=message.rumor_id, text=dm.text)
    return lines, InboundMessage.State.HANDLED
