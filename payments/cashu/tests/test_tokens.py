"""Strangers paste anything: a token is read in full, or refused by name."""

import base64
import json
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.cashu.errors import (
    CashuError,
    TokenLockedError,
    TokenMalformedError,
    TokenTooLargeError,
    TokenUnitError,
)
from payments.cashu.keys import fee_sats, split_sats
from payments.cashu.tokens import (
    PROOFS_MAX,
    TOKEN_CHARACTERS_MAX,
    Coin,
    Dleq,
    Token,
    normal_mint_url,
    read_token,
    write_token,
)

MINT = "https://mint.example"
POINT = st.binary(min_size=32, max_size=32).map(lambda rest: b"\x02" + rest)
SCALAR = st.binary(min_size=32, max_size=32)
COINS = st.lists(
    st.builds(
        Coin,
        amount_sats=st.integers(0, 20).map(lambda power: 2**power),
        keyset_id=st.sampled_from(["00" + "ab" * 7, "01" + "cd" * 32]),
        secret=st.text("0123456789abcdef", min_size=64, max_size=64),
        signature=POINT,
        dleq=st.none() | st.builds(Dleq, SCALAR, SCALAR, SCALAR),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda coin: coin.secret,
)


def body(**changed: Any) -> dict[str, Any]:
    coin = {"a": 1, "s": "ab" * 32, "c": b"\x02" * 33}
    told = {"m": MINT, "u": "sat", "t": [{"i": b"\x00" * 8, "p": [coin | changed.pop("coin", {})]}]}
    return told | changed


def cashu_b(told: Any) -> str:
    return "cashuB" + base64.urlsafe_b64encode(cbor2.dumps(told)).decode().rstrip("=")


def cashu_a(told: Any) -> str:
    return "cashuA" + base64.urlsafe_b64encode(json.dumps(told).encode()).decode()


@given(COINS, st.text(max_size=20))
def test_what_is_written_is_read(coins: list[Coin], memo: str) -> None:
    token = Token(MINT, "sat", tuple(coins), memo)
    again = read_token(write_token(token))
    # NUT-00 groups the proofs by keyset.
    assert sorted(again.coins, key=lambda c: c.secret) == sorted(coins, key=lambda c: c.secret)
    assert (again.mint_url, again.memo, again.amount_sats) == (MINT, memo, token.amount_sats)
    assert again.fingerprint == token.fingerprint


@given(st.binary(max_size=400), st.sampled_from(["cashuA", "cashuB", "cashu:cashuB", "", "cashuC"]))
def test_anything_else_is_refused_by_name(noise: bytes, prefix: str) -> None:
    text = prefix + base64.urlsafe_b64encode(noise).decode()
    with pytest.raises(CashuError):
        read_token(text)


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_read_as_what_it_says(place: int, value: int) -> None:
    raw = bytearray(cbor2.dumps(body()))
    raw[place % len(raw)] = value
    text = "cashuB" + base64.urlsafe_b64encode(bytes(raw)).decode()
    try:
        token = read_token(text)
    except CashuError:
        return
    assert token.amount_sats >= 1
    assert token.unit == "sat"


@given(st.recursive(st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)))
def test_other_shapes_are_refused_by_name(shape: Any) -> None:
    for text in (cashu_b(shape), cashu_a(shape), cashu_b({"t": shape}), cashu_a({"token": shape})):
        with pytest.raises(CashuError):
            read_token(text)


def test_a_good_token_is_good() -> None:
    """Or the refusals below would prove nothing."""
    assert read_token(cashu_b(body())).amount_sats == 1


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (body(u="usd"), TokenUnitError),
        (body(m="http://mint.example"), TokenMalformedError),
        (body(m="https://user@mint.example"), TokenMalformedError),
        (body(t=[]), TokenMalformedError),
        (body(coin={"a": 0}), TokenMalformedError),
        (body(coin={"a": -5}), TokenMalformedError),
        (body(coin={"a": True}), TokenMalformedError),
        (body(coin={"a": 1.0}), TokenMalformedError),
        (body(coin={"a": 10**12}), TokenMalformedError),
        (body(coin={"s": ""}), TokenMalformedError),
        (body(coin={"s": "x" * 2_000}), TokenMalformedError),
        (body(coin={"s": b"bytes"}), TokenMalformedError),
        (body(coin={"c": b"\x02" * 32}), TokenMalformedError),
        (body(coin={"c": "02" * 33}), TokenMalformedError),
        (body(coin={"d": {"e": b"", "s": b"", "r": b""}}), TokenMalformedError),
        (body(coin={"s": '["P2PK",{"nonce":"aa","data":"02"}]'}), TokenLockedError),
        (body(t=[{"i": b"\x07" * 8, "p": body()["t"][0]["p"]}]), TokenMalformedError),
        (body(t=[{"i": b"\x00" * 8, "p": body()["t"][0]["p"] * 2}]), TokenMalformedError),
    ],
)
def test_what_no_mint_should_see_is_refused(told: dict[str, Any], error: type[CashuError]) -> None:
    with pytest.raises(error):
        read_token(cashu_b(told))


def test_too_much_is_not_read() -> None:
    with pytest.raises(TokenTooLargeError):
        read_token("cashuB" + "A" * TOKEN_CHARACTERS_MAX)
    many = [{"a": 1, "s": f"{number:064x}", "c": b"\x02" * 33} for number in range(PROOFS_MAX)]
    assert read_token(cashu_b(body(t=[{"i": b"\x00" * 8, "p": many}]))).amount_sats == PROOFS_MAX
    more = [*many, {"a": 1, "s": "ff", "c": b"\x02" * 33}]
    with pytest.raises(TokenTooLargeError):
        read_token(cashu_b(body(t=[{"i": b"\x00" * 8, "p": more}])))


def test_a_nested_bomb_is_refused() -> None:
    deep = b"\x81" * 60_000 + b"\x00"
    with pytest.raises(TokenMalformedError):
        read_token("cashuB" + base64.urlsafe_b64encode(deep).decode())


def test_a_token_of_two_mints_is_refused() -> None:
    coin = {"amount": 1, "id": "00" * 8, "secret": "ab" * 32, "C": "02" * 33}
    entries = [{"mint": MINT, "proofs": [coin]}, {"mint": "https://b.example", "proofs": [coin]}]
    with pytest.raises(TokenMalformedError, match="several mints"):
        read_token(cashu_a({"token": entries}))


def test_no_error_and_no_repr_shows_what_spends() -> None:
    secret = "5ec7e7" * 10
    token = read_token(cashu_b(body(coin={"s": secret})))
    assert secret not in repr(token) + repr(token.coins) + str(token)
    for broken in (body(coin={"s": secret, "a": 0}), body(u="usd", coin={"s": secret})):
        with pytest.raises(CashuError) as refusal:
            read_token(cashu_b(broken))
        assert secret not in repr(refusal.value) + repr(refusal.value.facts)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("https://mint.example/", "https://mint.example"),
        ("https://Mint.Example/Bitcoin/", "https://mint.example/Bitcoin"),
        ("http://127.0.0.1:3338", "http://127.0.0.1:3338"),
        ("http://localhost:3338/", "http://localhost:3338"),
    ],
)
def test_a_mints_address_is_made_normal(text: str, normal: str) -> None:
    assert normal_mint_url(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "http://mint.example",
        "ftp://mint.example",
        "mint.example",
        "https://",
        "https://a:b@mint.example",
        "https://mint.example/?x=1",
        "https://mint.example:port",
        "http://127.0.0.1.example",
        "",
    ],
)
def test_an_address_that_is_not_safe_is_refused(text: str) -> None:
    with pytest.raises(TokenMalformedError):
        normal_mint_url(text)


@given(st.integers(0, 10**8))
def test_coins_add_up(amount_sats: int) -> None:
    parts = split_sats(amount_sats, [2**power for power in range(64)])
    assert sum(parts) == amount_sats
    assert parts == sorted(parts)
    assert len(parts) == amount_sats.bit_count()


@pytest.mark.parametrize(
    ("inputs", "ppk", "fee"), [(0, 100, 0), (1, 100, 1), (10, 100, 1), (11, 100, 2), (3, 0, 0)]
)
def test_the_fee_is_rounded_up_once(inputs: int, ppk: int, fee: int) -> None:
    assert fee_sats([ppk] * inputs) == fee
