"""What is opened and what is refused, on wraps made by hand; NIP-44 on vectors nobody here made."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import nostr_sdk
import pytest

from nostr_bridge import codec
from nostr_bridge.codec import Bot, bot, open_wrap, wrap_dm
from nostr_bridge.errors import BadRecipientError, Verdict, WrapRefusedError
from nostr_bridge.tests.wraps import person, rumor_of, wrap_of

VECTORS = Path(
    os.environ.get(
        "NIP44_VECTORS", Path(__file__).resolve().parents[3] / "shared/specs/nip44.vectors.json"
    )
)


def hostile_wraps() -> dict[str, tuple[Callable[[Bot], "nostr_sdk.Event"], Verdict]]:
    other = person()

    def wrapped(verdict: Verdict, **changes: object) -> tuple[Callable[[Bot], object], Verdict]:
        return lambda m: wrap_of(rumor_of(m, "x", **changes), sealer=m), verdict

    return {
        "impersonation": (
            lambda m: wrap_of(rumor_of(other, "x"), sealer=m),
            Verdict.IMPERSONATION,
        ),
        "spoofed rumor id": wrapped(Verdict.SPOOFED_ID, id="00" * 32),
        "note, not a DM": wrapped(Verdict.NOT_A_DM, kind=1),
        "reaction": wrapped(Verdict.NOT_A_DM, kind=7),
        "far future": wrapped(Verdict.FUTURE, created_at=4_000_000_000),
        "rumor to somebody else": wrapped(Verdict.NOT_FOR_US, tags=[["p", other.pubkey]]),
        "group": wrapped(Verdict.GROUP, tags=[["p", bot().pubkey], ["p", other.pubkey]]),
        "oversize text": wrapped(Verdict.OVERSIZE, content="x" * (codec.DM_BYTES_MAX + 1)),
        "no pubkey": wrapped(Verdict.UNREADABLE, pubkey=None),
        "wrap to somebody else": (
            lambda m: wrap_of(rumor_of(m, "x"), sealer=m, addressed_to=other.pubkey),
            Verdict.NOT_FOR_US,
        ),
        "seal of another kind": (
            lambda m: wrap_of(rumor_of(m, "x"), sealer=m, seal_kind=1),
            Verdict.BAD_SEAL,
        ),
        "seal with tags": (
            lambda m: wrap_of(rumor_of(m, "x"), sealer=m, seal_tags=(["p", other.pubkey],)),
            Verdict.BAD_SEAL,
        ),
        "not a wrap": (
            lambda m: wrap_of(rumor_of(m, "x"), sealer=m, wrap_kind=1060),
            Verdict.NOT_A_WRAP,
        ),
        "garbage inside": (
            lambda _: (
                nostr_sdk.EventBuilder(nostr_sdk.Kind(1059), "not a payload")
                .tags([nostr_sdk.Tag.public_key(nostr_sdk.PublicKey.parse(bot().pubkey))])
                .finalize(other.keys)
            ),
            Verdict.UNREADABLE,
        ),
    }


HOSTILE = hostile_wraps()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_wrap_is_refused_by_name(name: str) -> None:
    make, verdict = HOSTILE[name]
    with pytest.raises(WrapRefusedError) as refusal:
        open_wrap(make(person()).as_json(), to=bot())
    assert refusal.value.verdict == verdict


def test_a_changed_signature_is_refused() -> None:
    event = json.loads(wrap_of(rumor_of(p := person(), "x"), sealer=p).as_json())
    event["sig"] = "0" * 128
    with pytest.raises(WrapRefusedError) as refusal:
        open_wrap(json.dumps(event), to=bot())
    assert refusal.value.verdict in {Verdict.UNSIGNED, Verdict.UNREADABLE}


def test_changed_content_is_refused() -> None:
    sender = person()
    event = json.loads(wrap_of(rumor_of(sender, "x"), sealer=sender).as_json())
    event["tags"].append(["p", sender.pubkey])
    with pytest.raises(WrapRefusedError) as refusal:
        open_wrap(json.dumps(event), to=bot())
    assert refusal.value.verdict == Verdict.UNSIGNED


def test_a_huge_wrap_is_not_even_parsed() -> None:
    with pytest.raises(WrapRefusedError) as refusal:
        open_wrap("[" * (codec.WRAP_BYTES_MAX + 1), to=bot())
    assert refusal.value.verdict == Verdict.OVERSIZE


def test_an_oversize_message_names_its_sender_so_they_can_be_told() -> None:
    sender = person()
    event = wrap_of(rumor_of(sender, "x" * (codec.DM_BYTES_MAX + 1)), sealer=sender)
    with pytest.raises(WrapRefusedError) as refusal:
        open_wrap(event.as_json(), to=bot())
    assert refusal.value.sender == sender.pubkey


def test_an_honest_message_opens_and_its_text_is_not_in_any_repr() -> None:
    sender = person()
    dm = open_wrap(wrap_of(rumor_of(sender, "the code is 123"), sealer=sender).as_json(), to=bot())
    assert (dm.sender, dm.text) == (sender.pubkey, "the code is 123")
    assert "123" not in repr(dm).replace(dm.rumor_id, "").replace(dm.wrap_id, "")


def test_a_clock_that_is_an_hour_fast_is_no_attack() -> None:
    sender = person()
    rumor = rumor_of(sender, "help")
    rumor["created_at"] += 10_000
    assert open_wrap(wrap_of(rumor, sealer=sender).as_json(), to=bot()).text == "help"


def test_the_sdk_opens_what_we_wrap_and_we_open_what_the_sdk_wraps() -> None:
    alice = person()
    ours = wrap_dm(sender=bot(), recipient=alice.pubkey, text="hello ⚡", sent_at=1_700_000_000)
    gift = nostr_sdk.UnwrappedGift.from_gift_wrap(alice.keys, nostr_sdk.Event.from_json(ours))
    assert gift.sender().to_hex() == bot().pubkey
    assert gift.rumor().content() == "hello ⚡"
    assert gift.rumor().created_at().as_secs() == 1_700_000_000
    theirs = nostr_sdk.nip17_make_private_msg(
        alice.keys, nostr_sdk.PublicKey.parse(bot().pubkey), "hi"
    )
    assert open_wrap(theirs.as_json(), to=bot()).text == "hi"


def test_expiry_is_absolute_so_a_short_one_is_not_born_expired() -> None:
    import time  # noqa: PLC0415

    soon = int(time.time()) + 600
    wraps = [
        nostr_sdk.Event.from_json(
            wrap_dm(sender=bot(), recipient=person().pubkey, text="x", sent_at=1, expires_at=soon)
        )
        for _ in range(20)
    ]
    assert not any(wrap.is_expired() for wrap in wraps)


def test_a_key_off_the_curve_is_a_bad_recipient() -> None:
    with pytest.raises(BadRecipientError):
        wrap_dm(sender=bot(), recipient="ff" * 32, text="x", sent_at=1)


def test_a_bad_secret_is_refused_without_quoting_it() -> None:
    with pytest.raises(SystemExit) as refusal:
        Bot("nsec1secretsecretsecret")
    assert "secretsecret" not in str(refusal.value)


def test_the_profile_names_the_relays_in_all_the_places_people_look() -> None:
    events = [json.loads(e) for e in bot().profile_events(name="B", about="A", relays=["ws://r"])]
    assert [event["kind"] for event in events] == [0, 10_002, 10_050]
    assert json.loads(events[0]["content"])["bot"] is True
    assert events[1]["tags"] == [["r", "ws://r"]]
    assert events[2]["tags"] == [["relay", "ws://r"]]


@pytest.mark.skipif(not VECTORS.exists(), reason="the NIP-44 vectors are not on this machine")
def test_nip44_vectors() -> None:
    """paulmillr/nip44's vectors, through the calls that open_wrap and wrap_dm make."""
    vectors = json.loads(VECTORS.read_text())["v2"]
    opened = 0
    for row in vectors["valid"]["encrypt_decrypt"]:
        one, two = nostr_sdk.Keys.parse(row["sec1"]), nostr_sdk.Keys.parse(row["sec2"])
        assert two.nip44_decrypt(one.public_key(), row["payload"]) == row["plaintext"]
        assert one.nip44_decrypt(two.public_key(), row["payload"]) == row["plaintext"]
        again = one.nip44_encrypt(two.public_key(), row["plaintext"])
        assert two.nip44_decrypt(one.public_key(), again) == row["plaintext"]
        opened += 1
    assert opened >= 10
    anybody = person().keys
    for row in vectors["invalid"]["decrypt"]:
        with pytest.raises(nostr_sdk.NostrSdkError):
            anybody.nip44_decrypt(person().keys.public_key(), row["payload"])
