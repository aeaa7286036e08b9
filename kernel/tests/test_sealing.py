"""Only the agent's key opens a box, only under the context it was made for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import InvalidError
from kernel.sealing import (
    PLAINTEXT_BYTES_MAX,
    PrivateKey,
    PublicKey,
    SealBrokenError,
    credential_context,
    seal,
)

KEY = PrivateKey.generate()


@given(st.binary(max_size=PLAINTEXT_BYTES_MAX), st.text(max_size=80))
def test_what_is_sealed_opens_with_the_right_key_and_context(plain: bytes, context: str) -> None:
    assert KEY.open(seal(plain, to=KEY.public_key, context=context), context=context) == plain


def test_a_box_moved_to_another_user_service_or_field_stays_shut() -> None:
    mine = credential_context(user_pubkey="a" * 64, service="one", field="password")
    box = seal(b"secret", to=KEY.public_key, context=mine)
    for other in (
        credential_context(user_pubkey="b" * 64, service="one", field="password"),
        credential_context(user_pubkey="a" * 64, service="two", field="password"),
        credential_context(user_pubkey="a" * 64, service="one", field="email"),
    ):
        with pytest.raises(SealBrokenError):
            KEY.open(box, context=other)


def test_another_key_or_a_changed_byte_does_not_open() -> None:
    box = seal(b"secret", to=KEY.public_key, context="c")
    with pytest.raises(SealBrokenError):
        PrivateKey.generate().open(box, context="c")
    for index in (0, len(box) // 2, len(box) - 1):
        broken = bytearray(box)
        broken[index] ^= 1
        with pytest.raises(SealBrokenError):
            KEY.open(bytes(broken), context="c")
    with pytest.raises(SealBrokenError):
        KEY.open(b"", context="c")


def test_two_seals_of_one_value_differ() -> None:
    assert seal(b"x", to=KEY.public_key, context="c") != seal(b"x", to=KEY.public_key, context="c")


def test_a_key_file_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "agent" / "key.json"
    KEY.write_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert PrivateKey.from_file(path).public_key.key_id == KEY.public_key.key_id
    with pytest.raises(FileExistsError):
        KEY.write_file(path)
    path.chmod(0o644)
    with pytest.raises(InvalidError, match="chmod 600"):
        PrivateKey.from_file(path)


@pytest.mark.parametrize("text", ["", "!!", "AAAA"])
def test_a_public_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        PublicKey.from_text(text)


def test_a_private_key_shows_nothing_of_itself() -> None:
    assert KEY.raw.hex()[:16] not in repr(KEY)


def test_too_much_is_refused() -> None:
    with pytest.raises(InvalidError):
        seal(b"x" * (PLAINTEXT_BYTES_MAX + 1), to=KEY.public_key, context="c")
