"""What the NUTs publish as test vectors (NUT-00, 01, 02, 12, 13, 20), read from their own pages.

NUT-11, 18 and 29 have vectors for what this wallet does not do: locks, payment requests, batches.
"""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from coincurve import PrivateKey, PublicKey, PublicKeyXOnly

from payments.cashu.curve import (
    blind,
    carried_dleq_holds,
    dleq_holds,
    hash_e,
    hash_to_curve,
    sign,
    unblind,
)
from payments.cashu.derivation import derive, keyset_number
from payments.cashu.errors import MintUntrustedError, TokenMalformedError
from payments.cashu.keys import keyset_id_v1, keyset_id_v2, read_keys
from payments.cashu.services.door import BlindedMessage
from payments.cashu.services.minting import quote_message
from payments.cashu.tokens import Token, read_token, write_token

NUTS = Path(__file__).resolve().parents[4] / "shared" / "specs" / "nuts"


def page(name: str) -> str:
    return (NUTS / name).read_text()


def labelled(text: str, *labels: str) -> list[tuple[str, ...]]:
    """Runs of `label: hex` lines, in this order."""
    pattern = r"\s+".join(rf'{re.escape(label)}:\s+"?([0-9a-f]+)"?[^\n]*' for label in labels)
    found = re.findall(pattern, text)
    return [one if isinstance(one, tuple) else (one,) for one in found]


def section(text: str, heading: str) -> str:
    parts = re.split(r"^#{2,3} ", text, flags=re.MULTILINE)
    [found] = [part for part in parts if part.split("\n")[0] == heading]
    return found


def blocks(text: str) -> list[Any]:
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


def raw(*texts: str) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(text) for text in texts)


def test_hash_to_curve() -> None:
    vectors = labelled(page("00-tests.md"), "Message", "Point")
    assert len(vectors) == 3
    for message, point in vectors:
        assert hash_to_curve(bytes.fromhex(message)).hex() == point


def test_blinded_messages() -> None:
    vectors = labelled(page("00-tests.md"), "x", "r", "B_")
    assert len(vectors) == 2
    for x, r, blinded in vectors:
        # The vectors' secrets are raw bytes; in tokens they are text.
        [message, blinding] = raw(x, r)
        total = PublicKey.combine_keys(
            [PublicKey(hash_to_curve(message)), PrivateKey(blinding).public_key]
        )
        assert total.format().hex() == blinded


def test_blind_signatures() -> None:
    vectors = labelled(page("00-tests.md"), "mint private key", "B_", "C_")
    assert len(vectors) == 2
    for scalar, blinded, signature in vectors:
        assert sign(*raw(blinded, scalar)).hex() == signature


def test_what_was_blinded_unblinds_to_the_mints_own_signature() -> None:
    scalar, blinding = hashlib.sha256(b"mint").digest(), hashlib.sha256(b"r").digest()
    mint_key = PrivateKey(scalar).public_key.format()
    signature = sign(blind("a secret", blinding), scalar)
    expected = sign(hash_to_curve(b"a secret"), scalar)
    assert unblind(signature, blinding, mint_key) == expected


def test_tokens_v3() -> None:
    text = page("00-tests.md")
    serialization = section(text, "Serialization of TokenV3")
    [told] = blocks(serialization)
    [written] = re.findall(r"^cashuA\S+", serialization, re.MULTILINE)
    token = read_token(written)
    assert token.memo == told["memo"]
    assert token.unit == told["unit"]
    assert token.mint_url == told["token"][0]["mint"]
    ours = [(c.amount_sats, c.keyset_id, c.secret, c.signature.hex()) for c in token.coins]
    theirs = [(p["amount"], p["id"], p["secret"], p["C"]) for p in told["token"][0]["proofs"]]
    assert ours == theirs
    deserialization = section(text, "Deserialization of TokenV3")
    good = re.findall(r"^cashuA\S+", deserialization, re.MULTILINE)
    bad = re.findall(r"^(?:casshuA|eyJ)\S+", deserialization, re.MULTILINE)
    assert (len(good), len(bad)) == (3, 2)
    assert all(read_token(one).amount_sats == 10 for one in good)
    for one in bad:
        with pytest.raises(TokenMalformedError):
            read_token(one)


def test_tokens_v4_are_read_and_written_to_the_letter() -> None:
    text = page("00-tests.md")
    written = re.findall(r"^cashuB\S+", text, re.MULTILINE)
    raws = re.findall(r"h'(63726177[0-9a-f]+)'", text)
    assert (len(written), len(raws)) == (2, 1)
    single, several = (read_token(one) for one in written)
    assert (single.memo, single.mint_url) == ("Thank you", "http://localhost:3338")
    assert [c.amount_sats for c in several.coins] == [1, 2, 1]
    assert {c.keyset_id for c in several.coins} == {"00ffd48b8f5ecf80", "00ad268c4d1f5826"}
    for one in written:
        assert write_token(read_token(one)) == one.rstrip("=")
    body = base64.urlsafe_b64encode(bytes.fromhex(raws[0])[5:]).decode()
    assert read_token("cashuB" + body) == single


def test_keys_that_wallets_reject_and_accept() -> None:
    short, uncompressed, *good = blocks(page("01-tests.md"))
    assert len(good) == 2
    for bad in (short, uncompressed):
        with pytest.raises(MintUntrustedError):
            read_keys(bad)
    assert [len(read_keys(one)) for one in good] == [4, 64]
    assert max(read_keys(good[1])) == 2**63


def test_keyset_ids_of_version_1() -> None:
    first = section(page("02-tests.md"), "Version 1")
    ids, keys = re.findall(r"Keyset id: `(00\w+)`", first), blocks(first)
    assert len(ids) == len(keys) == 2
    assert [keyset_id_v1(read_keys(one)) for one in keys] == ids


@pytest.mark.parametrize("number", [1, 2, 3])
def test_keyset_ids_of_version_2(number: int) -> None:
    text = section(page("02-tests.md"), f"Vector {number}")
    [keyset_id] = re.findall(r"Keyset id: `(01\w+)`", text)
    [unit], [ppk] = re.findall(r"Unit: `(\w+)`", text), re.findall(r"fee ppk: `(\d+)`", text)
    expiry = re.findall(r"Final expiry: `(\d+)`", text)
    derived = keyset_id_v2(
        read_keys(blocks(text)[0]),
        unit=unit,
        input_fee_ppk=int(ppk),
        final_expiry=int(expiry[0]) if expiry else None,
    )
    assert derived == keyset_id


def test_the_hash_of_a_signature_proof() -> None:
    text = page("12-tests.md")
    [points] = labelled(text, "R1", "R2", "K", "C_")
    [expected] = re.findall(r'hash\(R1, R2, K, C_\): "([0-9a-f]+)"', text)
    assert hash_e(*raw(*points)).hex() == expected


def test_a_deterministic_signature_proof_verifies() -> None:
    text = page("12-tests.md")
    [(_, mint_key, blinded, signature)] = labelled(text, "a", "A", "B_", "C_")
    [(e, s)] = labelled(text, "e", "s")
    values = dict(
        zip(
            ("mint_key", "blinded", "signature", "e", "s"),
            raw(mint_key, blinded, signature, e, s),
            strict=True,
        )
    )
    assert dleq_holds(**values)
    for name, value in values.items():
        changed = bytearray(value)
        changed[-1] ^= 1
        assert not dleq_holds(**values | {name: bytes(changed)}), name


def test_signature_proofs_of_promises_and_of_coins() -> None:
    text = page("12-tests.md")
    [promise, coin] = blocks(text)
    [(mint_key, blinded)] = [
        one for one in labelled(text, "A", "B_") if one[0].startswith("0279be")
    ]
    dleq = promise["dleq"]
    assert dleq_holds(
        mint_key=bytes.fromhex(mint_key),
        blinded=bytes.fromhex(blinded),
        signature=bytes.fromhex(promise["C_"]),
        e=bytes.fromhex(dleq["e"]),
        s=bytes.fromhex(dleq["s"]),
    )
    e, s, r = raw(*(coin["dleq"][name] for name in "esr"))
    key, unblinded = raw(mint_key, coin["C"])
    known = {"mint_key": key, "unblinded": unblinded, "e": e, "s": s, "r": r}
    assert carried_dleq_holds(secret=coin["secret"], **known)
    assert not carried_dleq_holds(secret=coin["secret"] + "0", **known)


def bip39_seed(mnemonic: str) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", mnemonic.encode(), b"mnemonic", 2_048)


@pytest.mark.parametrize("version", [1, 2])
def test_secrets_from_a_seed(version: int) -> None:
    text = page("13-tests.md")
    if version == 1:
        part = section(text, "Version 1: Secret derivation")
        keyset_id = "009a1f293253e41e"
        [told] = [one for one in blocks(text) if "keyset_id" in one]
        assert told["keyset_id"] == keyset_id
        assert told["keyest_id_int"] == keyset_number(keyset_id)
    else:
        part = section(text, "Version 2: Secret derivation")
        [keyset_id] = re.findall(r"keyset ID `(01\w+)`", part)
    mnemonic, secrets, blindings = blocks(part)[:3]
    seed = bip39_seed(mnemonic["mnemonic"])
    for counter in range(5):
        secret, blinding = derive(seed, keyset_id, counter)
        assert secret == secrets[f"secret_{counter}"]
        assert blinding.hex() == blindings[f"r_{counter}"]


def test_what_a_locked_quote_is_signed_over() -> None:
    text = page("20-test.md")
    good, bad = blocks(text)
    [numbers] = re.findall(r"^\[([\d, ]+)\]$", text, re.MULTILINE)
    [pubkey] = set(re.findall(r"`(0[23][0-9a-f]{64})`", text))
    outputs = [
        BlindedMessage(one["amount"], one["id"], bytes.fromhex(one["B_"]))
        for one in good["outputs"]
    ]
    message = quote_message(good["quote"], outputs)
    assert message == bytes(int(number) for number in numbers.split(","))
    key = PublicKeyXOnly(bytes.fromhex(pubkey)[1:])
    digest = hashlib.sha256(message).digest()
    assert key.verify(bytes.fromhex(good["signature"]), digest)
    assert not key.verify(bytes.fromhex(bad["signature"]), digest)


def test_the_same_proofs_have_the_same_fingerprint_however_written() -> None:
    [one] = re.findall(r"^cashuBo2F\S+", page("00-tests.md"), re.MULTILINE)
    token = read_token(one)
    turned = Token(token.mint_url, token.unit, token.coins[::-1], "another memo")
    assert turned.fingerprint == token.fingerprint == read_token(write_token(turned)).fingerprint
