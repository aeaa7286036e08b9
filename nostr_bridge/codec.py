"""Gift wraps in and out: NIP-17 messages in NIP-59 wraps, encrypted by NIP-44. No network, no rows.

Opening a wrap proves five things that nostr-sdk's own unwrapping leaves open: the wrap is
addressed to us, the seal is a bare kind 13, the message's stated id is its real one (it is our
dedupe key, and a forger would choose it), it is a direct message, and its date is not to come.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import nostr_sdk
from django.conf import settings
from nostr_sdk import NostrSdkError

from kernel.clock import utc_now
from nostr_bridge import ffi
from nostr_bridge.errors import BadRecipientError, Verdict, WrapRefusedError

__all__ = ["Bot", "Dm", "bot", "check_signature", "ffi", "npub_of", "open_wrap", "wrap_dm"]

KIND_SEAL, KIND_DM, KIND_FILE, KIND_WRAP = 13, 14, 15, 1059
KIND_PROFILE, KIND_RELAYS, KIND_DM_RELAYS = 0, 10_002, 10_050
WRAP_BYTES_MAX = 100_000
DM_BYTES_MAX = 4_096
REPLY_BYTES_MAX = 16_000
FUTURE_SECONDS_MAX = 86_400  # a wrong clock or time zone is not an attack


@dataclass(frozen=True, slots=True, repr=False)
class Dm:
    """One honest message. No repr: `text` may hold a person's code.

    wrap_id, sender, rumor_id: 64 hex digits; sent_at: the sender's clock, Unix seconds.
    """

    wrap_id: str
    sender: str
    rumor_id: str
    sent_at: int
    text: str = field(repr=False)


class Bot:
    """The bot's key pair. `keys` stays inside `codec` and `relay`."""

    def __init__(self, secret: str) -> None:
        try:
            self.keys = nostr_sdk.Keys.parse(secret)
        except NostrSdkError:
            raise SystemExit(
                "Setting NOSTR_BOT_NSEC is not a Nostr secret key: set it to nsec1... or 64 hex "
                "digits in the environment or in .env (.env.example names every setting)."
            ) from None  # the SDK's own error could quote the key
        self.pubkey: str = self.keys.public_key().to_hex()
        self.npub: str = self.keys.public_key().to_bech32()

    def profile_events(
        self, *, name: str, about: str, relays: Sequence[str], address: str = ""
    ) -> list[str]:
        """Kind 0, 10002 and 10050 as JSON, signed now: who the bot is and where it reads.

        address: the Lightning address to zap, where there is one.
        """
        profile = {"name": name, "display_name": name, "about": about, "bot": True}
        profile |= {"lud16": address} if address else {}
        return [
            self._signed(KIND_PROFILE, json.dumps(profile), []),
            self._signed(KIND_RELAYS, "", [["r", url] for url in relays]),
            self._signed(KIND_DM_RELAYS, "", [["relay", url] for url in relays]),
        ]

    def _signed(self, kind: int, content: str, tags: list[list[str]]) -> str:
        builder = nostr_sdk.EventBuilder(nostr_sdk.Kind(kind), content)
        event = builder.tags([nostr_sdk.Tag.parse(tag) for tag in tags]).finalize(self.keys)
        return str(event.as_json())


@cache
def _bot_of(secret: str) -> Bot:
    return Bot(secret)


def bot() -> Bot:
    """The bot of NOSTR_BOT_NSEC."""
    return _bot_of(settings.NOSTR_BOT_NSEC)


def npub_of(pubkey: str) -> str:
    return str(nostr_sdk.PublicKey.parse(pubkey).to_bech32())


def open_wrap(wrap_json: str, *, to: Bot) -> Dm:
    """The message inside, or WrapRefusedError with the verdict.

    A wrap of more than WRAP_BYTES_MAX bytes is not even parsed; a text of more than DM_BYTES_MAX is
    refused with its sender named. A file message (kind 15) arrives as an empty text.
    """
    if len(wrap_json.encode()) > WRAP_BYTES_MAX:
        raise WrapRefusedError(Verdict.OVERSIZE)
    try:
        wrap = nostr_sdk.Event.from_json(wrap_json)
    except (NostrSdkError, nostr_sdk.InternalError):
        raise WrapRefusedError(Verdict.UNREADABLE) from None
    _check_envelope(wrap, to)
    try:
        seal = nostr_sdk.Event.from_json(to.keys.nip44_decrypt(wrap.author(), wrap.content()))
        _check_seal(seal)
        rumor_json = to.keys.nip44_decrypt(seal.author(), seal.content())
        rumor = nostr_sdk.UnsignedEvent.from_json(rumor_json)
    except (NostrSdkError, nostr_sdk.InternalError):
        raise WrapRefusedError(Verdict.UNREADABLE) from None
    return _message(wrap, seal, rumor, to)


def check_signature(wrap_json: str) -> bool:
    """Whether the event's id and signature are its own."""
    try:
        return bool(nostr_sdk.Event.from_json(wrap_json).verify())
    except (NostrSdkError, nostr_sdk.InternalError):
        return False


def _check_envelope(wrap: "nostr_sdk.Event", to: Bot) -> None:
    if not wrap.verify():
        raise WrapRefusedError(Verdict.UNSIGNED)
    if wrap.kind().as_u16() != KIND_WRAP:
        raise WrapRefusedError(Verdict.NOT_A_WRAP)
    if to.pubkey not in _people_in(wrap.tags()):
        raise WrapRefusedError(Verdict.NOT_FOR_US)


def _check_seal(seal: "nostr_sdk.Event") -> None:
    if seal.kind().as_u16() != KIND_SEAL or seal.tags() or not seal.verify():
        raise WrapRefusedError(Verdict.BAD_SEAL)


def _message(
    wrap: "nostr_sdk.Event", seal: "nostr_sdk.Event", rumor: "nostr_sdk.UnsignedEvent", to: Bot
) -> Dm:
    sender, tags, text = rumor.author().to_hex(), rumor.tags(), rumor.content()
    if sender != seal.author().to_hex():
        raise WrapRefusedError(Verdict.IMPERSONATION)
    real_id = nostr_sdk.EventId.compute(
        rumor.author(), rumor.created_at(), rumor.kind(), tags, text
    ).to_hex()
    stated_id = rumor.id()
    if stated_id is not None and stated_id.to_hex() != real_id:
        raise WrapRefusedError(Verdict.SPOOFED_ID)
    if rumor.kind().as_u16() not in {KIND_DM, KIND_FILE}:
        raise WrapRefusedError(Verdict.NOT_A_DM)
    people = _people_in(tags)
    if people and to.pubkey not in people:
        raise WrapRefusedError(Verdict.NOT_FOR_US)
    if people - {to.pubkey, sender}:
        raise WrapRefusedError(Verdict.GROUP)
    if rumor.created_at().as_secs() > utc_now().timestamp() + FUTURE_SECONDS_MAX:
        raise WrapRefusedError(Verdict.FUTURE)
    if len(text.encode()) > DM_BYTES_MAX:
        raise WrapRefusedError(Verdict.OVERSIZE, sender=sender, rumor_id=real_id)
    return Dm(
        wrap_id=wrap.id().to_hex(),
        sender=sender,
        rumor_id=real_id,
        sent_at=rumor.created_at().as_secs(),
        text=text if rumor.kind().as_u16() == KIND_DM else "",
    )


def _people_in(tags: "Sequence[nostr_sdk.Tag]") -> set[str]:
    vectors = (tag.to_vec() for tag in tags)
    return {vector[1] for vector in vectors if len(vector) > 1 and vector[0] == "p"}


def wrap_dm(
    *,
    sender: Bot,
    recipient: str,
    text: str,
    sent_at: int,
    expires_at: int | None = None,
    mark: str = "",
) -> str:
    """A kind-14 message in its seal and wrap, as JSON. Times are Unix seconds.

    expires_at: NIP-40 tag on the wrap, absolute: the SDK's own argument counts from the wrap's
    randomised date, so short ones would be born expired.
    mark: goes into a tag of the message, so that the same words in the same second are two messages
    with two ids. Raises BadRecipientError for a key off the curve.
    """
    assert len(text.encode()) <= REPLY_BYTES_MAX, "send a link instead"
    try:
        to = nostr_sdk.PublicKey.parse(recipient)
        rumor = (
            nostr_sdk.EventBuilder(nostr_sdk.Kind(KIND_DM), text)
            .tags([nostr_sdk.Tag.public_key(to), *_marks(mark)])
            .custom_created_at(nostr_sdk.Timestamp.from_secs(sent_at))
            .finalize_unsigned(sender.keys.public_key())
            .ensure_id()
        )
        extra = []
        if expires_at is not None:
            extra = [nostr_sdk.Tag.expiration(nostr_sdk.Timestamp.from_secs(expires_at))]
        wrap = nostr_sdk.nip59_make_gift_wrap(sender.keys, to, rumor, extra_tags=extra)
    except NostrSdkError as error:
        raise BadRecipientError(recipient=recipient) from error
    return str(wrap.as_json())


def _marks(mark: str) -> "list[nostr_sdk.Tag]":
    return [nostr_sdk.Tag.parse(["mark", mark])] if mark else []
