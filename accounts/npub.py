"""NIP-19's bech32 form of a public key: npub1... <-> 64 hex digits."""

import re

import bech32

from accounts.errors import PubkeyInvalidError

PREFIX = "npub"
HEX = re.compile(r"^[0-9a-f]{64}$")
TEXT_CHARACTERS_MAX = 120


def npub_from_pubkey(pubkey: str) -> str:
    """pubkey: 64 hex digits in lower case."""
    words = bech32.convertbits(bytes.fromhex(pubkey), 8, 5)
    assert words is not None, "whole bytes always convert"
    return str(bech32.bech32_encode(PREFIX, words))


def pubkey_from_text(text: str) -> str:
    """The 64 hex digits that an npub, a nostr: link to one, or the digits themselves mean.

    Raises PubkeyInvalidError, for a secret key (nsec1...) too: nobody should send one anywhere.
    """
    plain = text.strip().removeprefix("nostr:")
    if HEX.match(plain.lower()):
        return plain.lower()
    if len(plain) <= TEXT_CHARACTERS_MAX:
        prefix, words = bech32.bech32_decode(plain)
        if prefix == PREFIX and words is not None:
            raw = bech32.convertbits(words, 5, 8, pad=False)
            if raw is not None and len(raw) == 32:  # noqa: PLR2004 - bytes of a key
                return bytes(raw).hex()
    raise PubkeyInvalidError("This is not an npub (npub1...) of 63 characters.")
