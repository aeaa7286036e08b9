"""What is kept encrypted opens with the till's key, in its own place, unchanged; or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from kernel.at_rest import TillKeyMissingError, seal, unseal
from kernel.sealing import SealBrokenError


@given(st.binary(max_size=5_000), st.text(max_size=80))
def test_what_is_sealed_opens_in_its_place(plain: bytes, context: str) -> None:
    assert unseal(seal(plain, context), context) == plain


def test_a_database_row_gives_it_back_as_a_memoryview() -> None:
    assert unseal(memoryview(seal(b"token", "deposit:1")), "deposit:1") == b"token"


def test_another_place_does_not_open_it() -> None:
    box = seal(b"secret", "wallet:1")
    with pytest.raises(SealBrokenError):
        unseal(box, "wallet:2")


def test_no_byte_can_be_changed_and_none_left_off() -> None:
    box = seal(b"secret", "wallet:1")
    for place in range(len(box)):
        changed = bytearray(box)
        changed[place] ^= 1
        with pytest.raises(SealBrokenError):
            unseal(bytes(changed), "wallet:1")
        with pytest.raises(SealBrokenError):
            unseal(box[:place], "wallet:1")


def test_the_same_value_is_never_sealed_alike_and_never_in_the_clear() -> None:
    boxes = {seal(b"the same secret", "wallet:1") for _ in range(50)}
    assert len(boxes) == 50
    assert not any(b"secret" in box for box in boxes)


def test_another_key_does_not_open_it(settings: Settings) -> None:
    box = seal(b"secret", "wallet:1")
    settings.TILL_KEY = "ab" * 32
    with pytest.raises(SealBrokenError):
        unseal(box, "wallet:1")


@pytest.mark.parametrize("key", ["", "ab" * 31, "ab" * 33, "zz" * 32])
def test_without_a_key_nothing_is_sealed_or_opened(settings: Settings, key: str) -> None:
    box = seal(b"secret", "wallet:1")
    settings.TILL_KEY = key
    with pytest.raises(TillKeyMissingError) as refusal:
        seal(b"secret", "wallet:1")
    assert key == "" or key not in str(refusal.value)
    assert refusal.value.__cause__ is None
    with pytest.raises(TillKeyMissingError):
        unseal(box, "wallet:1")
