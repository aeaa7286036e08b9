"""Whom the wallet believes, what it keeps secret, and what its database refuses."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from kernel.errors import UpstreamError
from kernel.sealing import SealBrokenError
from payments.cashu.errors import (
    MintUntrustedError,
    OperationMovedError,
    TokenSpentError,
)
from payments.cashu.models import Keyset, Operation, Proof
from payments.cashu.services.keysets import refresh_keysets
from payments.cashu.services.outputs import Output
from payments.cashu.tests.losing import LosingProxy
from payments.cashu.tests.minted import given_ecash, payee_invoice
from payments.cashu.tests.test_lost_answers import all_real, held, pay
from payments.cashu.tokens import Token, read_token, write_token
from payments.rails.cashu import CashuRail
from payments.rails.mint import MintHTTP
from payments.services.cashu import (
    check_proofs,
    receive_token,
    restore_wallet,
    send_token,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_quote_of_ours_mints_nothing_for_whoever_learns_its_id(
    losing_mint: LosingProxy, mint: MintHTTP
) -> None:
    operation = given_ecash(64)
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:2", amount_msats=64_000, description="x", ttl_seconds=600
        )
    thief = Output(64, Keyset.objects.get().keyset_id, "ab" * 32, "cd" * 32)
    for signature in ("", "00" * 64):
        with pytest.raises(UpstreamError):
            mint.mint(quote_id=charge.rail_id, outputs=[thief.message()], signature=signature)
    assert operation.state == Operation.State.DONE


def test_an_invoice_of_another_network_is_not_shown(
    losing_mint: LosingProxy, settings: Settings
) -> None:
    settings.BITCOIN_NETWORK = "bcrt"
    with CashuRail.from_settings() as rail, pytest.raises(UpstreamError, match="another network"):
        rail.create_invoice(key="order:1", amount_msats=5_000, description="x", ttl_seconds=600)
    assert not Operation.objects.exists()


def test_the_seed_alone_finds_everything_again(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    given_ecash(300)
    sent = send_token(amount_sats=100, key="out:1")
    bolt11, payment_hash, _ = payee_invoice(200)
    pay(bolt11, payment_hash, 200)
    before, counter = held(), Keyset.objects.get().counter
    assert restore_wallet().proofs == 0  # nothing is found twice
    Proof.objects.all().delete()
    Operation.objects.all().delete()
    Keyset.objects.all().delete()
    restored = restore_wallet()
    # A token that nobody had taken is ours again, too: its rows were lost with the rest.
    assert restored.amount_sats == before + 100
    assert held() == before + 100
    assert Keyset.objects.get().counter >= counter
    send_token(amount_sats=restored.amount_sats - 10, key="out:all")
    with pytest.raises(TokenSpentError):
        receive_token(text=sent.text)
    assert all_real()


def test_a_proof_that_was_stolen_is_noticed(losing_mint: LosingProxy) -> None:
    given_ecash(64)
    proof = Proof.objects.get()
    thief = write_token(Token(losing_mint.url, "sat", (proof.coin(),)))
    receive_token(text=thief)
    Proof.objects.exclude(pk=proof.pk).delete()
    check = check_proofs()
    assert (check.unspent_sats, check.lost_sats) == (0, 64)
    assert held() == 0


def test_nothing_that_spends_is_readable_in_the_database(losing_mint: LosingProxy) -> None:
    given_ecash(100)
    sent = send_token(amount_sats=20, key="out:1")
    secrets = [proof.coin().secret for proof in Proof.objects.all()]
    secrets += [coin.secret for coin in read_token(sent.text).coins] + [sent.text]
    for model in (Proof, Operation, Keyset):
        for row in model._default_manager.values():
            stored = repr({k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()})
            assert not any(secret in stored for secret in secrets)


def test_a_sealed_proof_opens_in_its_own_row_only(losing_mint: LosingProxy) -> None:
    given_ecash(96)
    one, other = Proof.objects.all()
    one.sealed = other.sealed
    with pytest.raises(SealBrokenError):
        one.coin()


def test_nothing_is_lost_by_a_till_key_that_changed(
    losing_mint: LosingProxy, settings: Settings
) -> None:
    given_ecash(100)
    settings.TILL_KEY = "ab" * 32
    with pytest.raises(SealBrokenError):
        send_token(amount_sats=20, key="out:1")


def test_no_page_of_the_admin_shows_what_spends(losing_mint: LosingProxy, client: Client) -> None:
    given_ecash(100)
    sent = send_token(amount_sats=20, key="out:1")
    User.objects.create_superuser(username="root", password="pw")
    client.login(username="root", password="pw")
    pages = ["/admin/cashu/proof/", "/admin/cashu/operation/", "/admin/cashu/keyset/"]
    pages += [f"/admin/cashu/proof/{proof.pk}/change/" for proof in Proof.objects.all()]
    pages += [f"/admin/cashu/operation/{one.pk}/change/" for one in Operation.objects.all()]
    secrets = [proof.coin().secret for proof in Proof.objects.all()] + [sent.text]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert not any(secret in answer.content.decode() for secret in secrets)


def test_a_mint_whose_keys_are_not_their_id_is_not_believed(
    losing_mint: LosingProxy, mint: MintHTTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = MintHTTP.keys
    monkeypatch.setattr(MintHTTP, "keys", lambda self, one: keys(self, one) | {1: b"\x02" * 33})
    with pytest.raises(MintUntrustedError):
        refresh_keysets(mint)
    assert not Keyset.objects.exists()


def test_a_mint_that_could_not_give_back_a_lost_answer_is_not_used(
    losing_mint: LosingProxy, mint: MintHTTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = MintHTTP.info

    def forgetful(self: MintHTTP) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(json.dumps(info(self)))
        told["nuts"]["9"] = {"supported": False}
        return told

    monkeypatch.setattr(MintHTTP, "info", forgetful)
    with pytest.raises(MintUntrustedError, match="NUT-09"):
        refresh_keysets(mint)


def test_two_mints_never_share_a_keyset(losing_mint: LosingProxy, mint: MintHTTP) -> None:
    refresh_keysets(mint)
    Keyset.objects.update(mint_url="https://other.example")
    with pytest.raises(MintUntrustedError, match="Two mints"):
        refresh_keysets(mint)


def test_a_signature_of_a_key_that_was_not_published_is_refused(
    losing_mint: LosingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mint that tags a customer signs with a key of its own for them: NUT-12 shows it."""
    given_ecash(100)
    keyset = Keyset.objects.get()
    keys = dict(keyset.keys)
    keys["1"], keys["2"] = keys["2"], keys["1"]
    Keyset.objects.update(keys=keys)
    with pytest.raises(MintUntrustedError, match="did not publish"):
        send_token(amount_sats=3, key="out:1")
    Keyset.objects.update(keys=keyset.keys)
    assert send_token(amount_sats=3, key="out:1").amount_msats == 3_000


def test_the_database_itself_refuses(losing_mint: LosingProxy) -> None:
    operation = given_ecash(100)
    proof = Proof.objects.first()
    assert proof is not None
    wrongs: list[dict[str, object]] = [
        {"state": "pending"},
        {"state": "spent"},
        {"reserved_by": operation},
        {"amount_sats": 0},
        {"y": "05" + "ab" * 32},
        {"state": "gone"},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Proof.objects.filter(pk=proof.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.create(
            y=proof.y,
            mint_url=proof.mint_url,
            keyset_id=proof.keyset_id,
            amount_sats=1,
            sealed=b"x",
            made_by=operation,
        )
    wrongs = [{"state": "failed", "finished_at": None}, {"sealed_outputs": None}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Operation.objects.filter(pk=operation.pk).update(**wrong)
    for kind in ("send", "melt"):
        twin: dict[str, Any] = {"kind": kind, "key": "k", "mint_url": "x", "amount_sats": 1}
        twin["payment_hash"] = "ab" * 32
        Operation.objects.create(**twin)
        with pytest.raises(IntegrityError), transaction.atomic():
            Operation.objects.create(**twin | {"key": "other" if kind == "melt" else "k"})


def test_an_operation_moves_by_its_table_only() -> None:
    state = Operation.State
    allowed = {(a, b) for a, found in Operation.TRANSITIONS.items() for b in found}
    for before in state.values:
        for after in state.values:
            operation = Operation(kind="mint", state=before)
            if (before, after) in allowed:
                operation.move_to(after)
            else:
                with pytest.raises(OperationMovedError):
                    operation.move_to(after)
