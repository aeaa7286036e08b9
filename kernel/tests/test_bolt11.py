"""Read against the examples that BOLT 11 itself gives, valid and invalid."""

import json
import string
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bolt11 import Bolt11, Feature, FeatureExtra, Features, FeatureState, TagChar, Tags, encode
from hypothesis import given
from hypothesis import strategies as st

from kernel.bolt11 import TEXT_CHARACTERS_MAX, Bolt11InvalidError, read_bolt11

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "specs" / "bolt11_examples.json"
COFFEE = (
    "lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcy"
    "q5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0x"
    "h8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh"
)


def examples(kind: str) -> list[dict[str, str]]:
    if not EXAMPLES.is_file():
        pytest.skip(f"BOLT 11's examples are not at ../{EXAMPLES.parent.name}/{EXAMPLES.name}")
    found: list[dict[str, str]] = json.loads(EXAMPLES.read_text())[kind]
    return found


def test_every_valid_example_is_read() -> None:
    for example in examples("valid"):
        assert read_bolt11(example["invoice"]).network in {"bc", "tb", "tbs", "bcrt"}


def test_every_invalid_example_is_refused() -> None:
    accepted = []
    for example in examples("invalid"):
        try:
            read_bolt11(example["invoice"])
        except Bolt11InvalidError:
            continue
        accepted.append(example["note"])
    assert accepted == []


def test_the_coffee_costs_what_the_specification_says() -> None:
    coffee = read_bolt11(COFFEE)
    assert coffee.amount_msats == 250_000_000
    assert coffee.description == "1 cup coffee"
    assert coffee.payment_hash.startswith("000102030405060708090001")
    assert coffee.payee == "03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad"
    assert coffee.issued_at == datetime.fromtimestamp(1_496_314_658, UTC)
    assert (coffee.expires_at - coffee.issued_at).total_seconds() == 60


def test_a_changed_amount_breaks_it() -> None:
    with pytest.raises(Bolt11InvalidError):
        read_bolt11(COFFEE.replace("2500u", "1500u", 1))


@pytest.mark.parametrize(
    ("state", "read"), [(FeatureState.required, False), (FeatureState.supported, True)]
)
def test_a_feature_that_nobody_knows_may_be_offered_and_not_required(
    state: FeatureState, read: bool
) -> None:
    features: dict[Feature | FeatureExtra, FeatureState] = {
        FeatureExtra(50): state,
        Feature.payment_secret: FeatureState.required,
    }
    tags = Tags.from_dict({"p": "ab" * 32, "s": "cd" * 32, "d": "a future"})
    tags.add(TagChar.features, Features.from_feature_list(features))
    text = encode(Bolt11(currency="bcrt", date=1_795_000_000, tags=tags), "11" * 32)
    if read:
        assert read_bolt11(text).amount_msats is None
    else:
        with pytest.raises(Bolt11InvalidError, match="nobody knows"):
            read_bolt11(text)


def test_upper_case_is_the_same_request_and_mixed_case_none() -> None:
    assert read_bolt11(COFFEE.upper()) == read_bolt11(COFFEE)
    with pytest.raises(Bolt11InvalidError):
        read_bolt11(COFFEE[:-1] + COFFEE[-1].upper())


def test_a_request_has_a_length() -> None:
    with pytest.raises(Bolt11InvalidError):
        read_bolt11("lnbc1" + "q" * TEXT_CHARACTERS_MAX)


@given(st.text(alphabet=string.ascii_lowercase + string.digits, max_size=400))
def test_nothing_else_is_raised(text: str) -> None:
    with pytest.raises(Bolt11InvalidError):
        read_bolt11(f"lnbcrt30u1{text}")


@pytest.mark.parametrize(
    ("expiry", "read"), [(99 * 365 * 86_400, True), (10**11, False), (10**15, False)]
)
def test_a_request_lapses_within_the_calendar(expiry: int, read: bool) -> None:
    """A stranger's number that is no date must not be anything but a refusal."""
    tags = Tags.from_dict({"p": "ab" * 32, "s": "cd" * 32, "d": "for ever"})
    tags.add(TagChar.expire_time, expiry)
    text = encode(Bolt11(currency="bcrt", date=1_795_000_000, tags=tags), "11" * 32)
    if read:
        assert read_bolt11(text).expires_at.year == 2125
    else:
        with pytest.raises(Bolt11InvalidError, match="hundred years"):
            read_bolt11(text)
