"""The bot's public name, from its secret key: the pages show it, the bridge speaks under it."""

from functools import cache

import bech32
from coincurve import PublicKeyXOnly
from django.conf import settings

from accounts.npub import npub_from_pubkey


@cache
def bot_npub() -> str:
    """NIP-19 npub of settings.NOSTR_BOT_NSEC (nsec1... or 64 hex digits)."""
    secret = settings.NOSTR_BOT_NSEC.strip()
    if secret.startswith("nsec1"):
        _, words = bech32.bech32_decode(secret)
        raw = bech32.convertbits(words or [], 5, 8, pad=False)
        secret = bytes(raw or []).hex()
    return npub_from_pubkey(PublicKeyXOnly.from_secret(bytes.fromhex(secret)).format().hex())
