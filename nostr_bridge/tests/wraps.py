"""Gift wraps for tests: honest ones, and each kind of hostile one."""

import itertools
import json
import random
import time
from typing import Any

import nostr_sdk
from nostr_sdk import Keys

from nostr_bridge.codec import Bot, bot
from nostr_bridge.services import Arrival

RELAY = "ws://127.0.0.1:9"
_seconds = itertools.count(int(time.time()) - 5_000)
"""Each message its own second: the same words in the same second are the same message (same id)."""


def person() -> Bot:
    """Somebody with a fresh key."""
    return Bot(Keys.generate().secret_key().to_hex())


def rumor_of(sender: Bot, text: str, **changes: Any) -> dict[str, Any]:
    return {
        "pubkey": sender.pubkey,
        "created_at": next(_seconds),
        "kind": 14,
        "tags": [["p", bot().pubkey]],
        "content": text,
    } | changes


def wrap_of(
    rumor: dict[str, Any],
    *,
    sealer: Bot,
    seal_kind: int = 13,
    seal_tags: tuple[list[str], ...] = (),
    addressed_to: str | None = None,
    wrap_kind: int = 1059,
    dated: int | None = None,
) -> "nostr_sdk.Event":
    """A wrap to the bot around any rumor, honest or not; dated at random, as NIP-59 says."""
    to = nostr_sdk.PublicKey.parse(bot().pubkey)
    sealed = sealer.keys.nip44_encrypt(to, json.dumps(rumor))
    seal = (
        nostr_sdk.EventBuilder(nostr_sdk.Kind(seal_kind), sealed)
        .tags([nostr_sdk.Tag.parse(tag) for tag in seal_tags])
        .finalize(sealer.keys)
    )
    once = Keys.generate()
    addressee = nostr_sdk.PublicKey.parse(addressed_to or bot().pubkey)
    return (
        nostr_sdk.EventBuilder(nostr_sdk.Kind(wrap_kind), once.nip44_encrypt(to, seal.as_json()))
        .tags([nostr_sdk.Tag.public_key(addressee)])
        .custom_created_at(nostr_sdk.Timestamp.from_secs(dated or _some_days_ago()))
        .finalize(once)
    )


def _some_days_ago() -> int:
    return int(time.time()) - random.randrange(2 * 86_400)  # noqa: S311


def arrival(event: "nostr_sdk.Event", relay: str = RELAY) -> Arrival:
    return Arrival(relay=relay, wrap_id=event.id().to_hex(), wrap_json=event.as_json())


def message(sender: Bot, text: str, **changes: Any) -> Arrival:
    return arrival(wrap_of(rumor_of(sender, text, **changes), sealer=sender))
