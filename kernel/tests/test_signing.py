"""One canonical form, and signatures over it that serve for one purpose only."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import InvalidError
from kernel.signing import (
    CanonicalFormError,
    SigningKey,
    canonical,
    hashed,
    is_signed,
    key_id_of,
    read_strictly,
)

KEY = SigningKey(bytes(range(32)))
VALUE = {"b": [1, None, True], "a": 'ü\u2028"\\', "c": {"z": 0, "y": -5}}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_form_is_sorted_and_compact() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


@given(VALUES)
def test_what_was_read_again_has_the_same_form(value: Any) -> None:
    form = canonical(value)
    assert canonical(read_strictly(form)) == form
    assert canonical(json.loads(json.dumps(value))) == form


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), 2**53, -(2**53), "\ud800", {"ä": 1}, {1: 2}, b"x", {"a": {1.0}}]
)
def test_what_has_two_forms_has_none(value: object) -> None:
    with pytest.raises(CanonicalFormError):
        canonical({"v": value})


@pytest.mark.parametrize("text", ["", "{", '{"a":1,"a":2}', '{"a":NaN}', "[" * 100_000, b"\xff"])
def test_what_could_be_read_in_two_ways_is_not_read(text: str | bytes) -> None:
    with pytest.raises(CanonicalFormError):
        read_strictly(text)


def test_a_signature_serves_for_its_value_purpose_and_key() -> None:
    signature = KEY.sign(VALUE, purpose="a/v1")

    def good(value: Any = VALUE, **changes: Any) -> bool:
        told = {"signature": signature, "public_hex": KEY.public_hex, "purpose": "a/v1"}
        return is_signed(value, **(told | changes))

    assert good()
    assert good(dict(reversed(list(VALUE.items()))))
    assert not good(VALUE | {"b": [1, None, False]})
    assert not good({"v": 1.5})
    assert not good(purpose="a/v2")
    assert not good(public_hex=SigningKey(b"x" * 32).public_hex)
    for wrong in ("", "zz", None, 5, signature[:-2], "0" * 128):
        assert not good(signature=wrong)
        assert not good(public_hex=wrong)


def test_keys_come_from_hex_or_from_a_secret() -> None:
    assert SigningKey.from_hex(f" {KEY.seed.hex()}\n") == KEY
    for text in ("", "ab", "z" * 64):
        with pytest.raises(InvalidError) as caught:
            SigningKey.from_hex(text)
        assert not text or text not in str(caught.value)
    one, other = (SigningKey.derived(b"s" * 32, info=info) for info in ("one", "other"))
    assert one != other
    assert one == SigningKey.derived(b"s" * 32, info="one")
    assert KEY.seed.hex() not in repr(KEY)


def test_hashes_and_key_ids_are_hex() -> None:
    assert hashed({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert len(key_id_of(KEY.public_hex)) == 16
