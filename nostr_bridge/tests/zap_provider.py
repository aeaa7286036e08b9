"""The provider of the bot's Lightning address, as NIP-57 has it: invoices for zap requests, and
receipts once they are paid. It can lie about every part."""

import hashlib
import json
from typing import Any

import nostr_sdk
from nostr_sdk import Keys

from nostr_bridge.codec import Bot, bot
from nostr_bridge.services import Arrival
from nostr_bridge.services.zaps import lnurl_of
from nostr_bridge.zaps import KIND_RECEIPT, KIND_REQUEST
from sandbox.btcpay.node import Ask, new_ask, new_private_key

ADDRESS = "bot@pay.example"
RELAY = "ws://127.0.0.1:9"


def signed(
    keys: Keys, kind: int, content: str, tags: list[list[str]], dated: int | None = None
) -> str:
    builder = nostr_sdk.EventBuilder(nostr_sdk.Kind(kind), content)
    builder = builder.tags([nostr_sdk.Tag.parse(tag) for tag in tags])
    if dated is not None:
        builder = builder.custom_created_at(nostr_sdk.Timestamp.from_secs(dated))
    return str(builder.finalize(keys).as_json())


def request_of(sender: Bot, amount_msats: int, **changes: list[list[str]]) -> str:
    """A zap request to the bot. changes: tags to stand there instead, by name."""
    tags = {
        "relays": [["relays", RELAY]],
        "amount": [["amount", str(amount_msats)]],
        "lnurl": [["lnurl", lnurl_of(ADDRESS)]],
        "p": [["p", bot().pubkey]],
    } | changes
    return signed(
        sender.keys, KIND_REQUEST, "Thanks!", [tag for ones in tags.values() for tag in ones]
    )


class Provider:
    def __init__(self) -> None:
        self.keys = Keys.generate()
        self.pubkey: str = self.keys.public_key().to_hex()
        self._node_key = new_private_key()

    def ask(self, request: str, amount_msats: int) -> Ask:
        return new_ask(
            private_key=self._node_key,
            amount_msats=amount_msats,
            description="",
            expiry_seconds=600,
            description_hash=hashlib.sha256(request.encode()).hexdigest(),
        )

    def receipt(
        self,
        request: str,
        ask: Ask,
        *,
        author: Keys | None = None,
        kind: int = KIND_RECEIPT,
        dated: int | None = None,
        **changes: list[list[str]],
    ) -> str:
        tags = {
            "p": [["p", bot().pubkey]],
            "P": [["P", json.loads(request)["pubkey"]]],
            "bolt11": [["bolt11", ask.bolt11]],
            "description": [["description", request]],
            "preimage": [["preimage", ask.preimage]],
        } | changes
        kept = [tag for ones in tags.values() for tag in ones]
        return signed(author or self.keys, kind, "", kept, dated)

    def zap(self, sender: Bot, amount_msats: int) -> str:
        """An honest receipt, from request to payment."""
        request = request_of(sender, amount_msats)
        return self.receipt(request, self.ask(request, amount_msats))


def arrival(event_json: str) -> Arrival:
    event: dict[str, Any] = json.loads(event_json)
    return Arrival(relay=RELAY, wrap_id=event["id"], wrap_json=event_json, kind=event["kind"])
