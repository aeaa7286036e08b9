"""What the bridge raises on purpose, and the verdicts on what arrives.

BridgeError
    WrapRefusedError   a gift wrap that is not an honest message to the bot; `verdict` names why
    BadRecipientError  a public key to which nothing can be encrypted
"""

from enum import StrEnum
from typing import Any

from django.db.models.enums import TextChoices

from kernel.errors import InvalidError


class Verdict(TextChoices):
    """What became of one event. MESSAGE and ZAP are handed over; the others are counted."""

    MESSAGE = "message", "a message, handed over"
    REWRAP = "rewrap", "a message we already had, in another wrap"
    UNSIGNED = "unsigned", "wrong id or signature; never remembered, or it could shadow a real one"
    NOT_A_WRAP = "not_a_wrap", "not kind 1059"
    NOT_FOR_US = "not_for_us", "addressed to somebody else"
    OVERSIZE = "oversize", "more bytes than we read"
    UNREADABLE = "unreadable", "does not decrypt or parse"
    BAD_SEAL = "bad_seal", "the seal is not kind 13, carries tags or is badly signed"
    IMPERSONATION = "impersonation", "the seal's author is not the message's author"
    SPOOFED_ID = "spoofed_id", "states an id that is not its own"
    NOT_A_DM = "not_a_dm", "not a direct message"
    GROUP = "group", "sent to more people than the bot"
    FUTURE = "future", "dated in the future"
    FLOOD = "flood", "over the sender's budget"
    ZAP = "zap", "a zap receipt, handed to the till"
    BAD_ZAP = "bad_zap", "a zap receipt that proves no payment to us"


class BridgeError(InvalidError):
    code = "bridge"


class WrapRefusedError(BridgeError):
    """Carries a verdict and never a word of the message.

    sender, rumor_id: set where the seal proved them, so the sender can be answered.
    """

    code = "wrap_refused"

    def __init__(self, verdict: Verdict, *, sender: str = "", rumor_id: str = "") -> None:
        super().__init__(f"A gift wrap was refused: {verdict.label}.", verdict=verdict.value)
        self.verdict = verdict
        self.sender = sender
        self.rumor_id = rumor_id


class BadRecipientError(BridgeError):
    code = "bad_recipient"

    def __init__(self, **facts: Any) -> None:
        super().__init__("Nothing can be encrypted to this public key.", **facts)


class Answer(StrEnum):
    """What a relay made of one send."""

    ACKED = "acked"
    REFUSED = "refused"  # for good: the same bytes would be refused again
    RETRY = "retry"
