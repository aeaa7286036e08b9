"""NIP-19. The examples are the ones the NIP publishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import PubkeyInvalidError
from accounts.npub import npub_from_pubkey, pubkey_from_text

PUBLISHED = [
    (
        "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg",
        "7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e",
    ),
    (
        "npub180cvv07tjdrrgpa0j7j7tmnyl2yr6yr7l8j4s3evf6u64th6gkwsyjh6w6",
        "3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d",
    ),
]


@pytest.mark.parametrize(("npub", "pubkey"), PUBLISHED)
def test_published_keys_read_both_ways(npub: str, pubkey: str) -> None:
    assert pubkey_from_text(npub) == pubkey
    assert npub_from_pubkey(pubkey) == npub


@given(st.binary(min_size=32, max_size=32))
def test_every_key_survives_the_round_trip(raw: bytes) -> None:
    assert pubkey_from_text(npub_from_pubkey(raw.hex())) == raw.hex()


def test_people_paste_links_spaces_capitals_and_hex() -> None:
    npub, pubkey = PUBLISHED[0]
    assert pubkey_from_text(f"  nostr:{npub}\n") == pubkey
    assert pubkey_from_text(npub.upper()) == pubkey
    assert pubkey_from_text(pubkey.upper()) == pubkey


@pytest.mark.parametrize(
    "text",
    [
        "",
        "npub1",
        PUBLISHED[0][0][:-1] + "q",  # a wrong checksum
        PUBLISHED[0][0][:-1],
        "N" + PUBLISHED[0][0][1:],  # mixed case
        "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5",
        PUBLISHED[0][1][:-2],
        "npub1" + "q" * 300,
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(PubkeyInvalidError):
        pubkey_from_text(text)
