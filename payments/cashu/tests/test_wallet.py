"""The wallet against the real mint: money in, out and across."""

from datetime import timedelta

import pytest

from kernel.bolt11 import read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.cashu.errors import (
    EcashShortError,
    MintRefusedError,
    OperationKeyReusedError,
    TokenClaimedError,
    TokenMalformedError,
    TokenMintError,
    TokenSpentError,
    TokenTooSmallError,
    UnknownTokenError,
)
from payments.cashu.models import Operation, Proof
from payments.cashu.tests.losing import LosingProxy
from payments.cashu.tests.minted import given_ecash, payee_invoice
from payments.cashu.tests.test_lost_answers import all_real, given_foreign_token, held, pay, told
from payments.cashu.tokens import Coin, Token, read_token, write_token
from payments.rails.base import IncomingState, OutgoingState
from payments.rails.cashu import CashuRail
from payments.rails.mint import MintHTTP
from payments.services.cashu import (
    is_token_claimed,
    peek_token,
    receive_token,
    reclaim_token,
    send_token,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_paid_invoice_becomes_proofs_and_says_so_once(losing_mint: LosingProxy) -> None:
    operation = given_ecash(1_000)
    assert held() == 1_000
    with CashuRail.from_settings() as rail:
        told = rail.incoming(rail_id=str(operation.quote_id))
        again = rail.incoming(rail_id=str(operation.quote_id))
    assert told == again
    assert (told.state, told.paid_msats) == (IncomingState.PAID, 1_000_000)
    assert losing_mint.count("POST", "/v1/mint/bolt11") == 1


def test_an_invoice_is_found_again_by_its_key(losing_mint: LosingProxy) -> None:
    with CashuRail.from_settings() as rail:
        assert rail.find_invoice(key="order:1") is None
        charge = rail.create_invoice(
            key="order:1", amount_msats=5_000, description="x", ttl_seconds=600
        )
        assert rail.find_invoice(key="order:1") == charge
        ends = charge.expires_at - utc_now()
        assert timedelta(seconds=590) < ends <= timedelta(seconds=600)
        Operation.objects.update(expires_at=utc_now())
        assert rail.find_invoice(key="order:1") is None
        with pytest.raises(UpstreamError) as unknown:
            rail.incoming(rail_id="nobody-asked-for-this")
        assert unknown.value.permanent


def test_a_token_is_worth_what_was_asked_and_is_taken_once(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    inputs = set(Proof.objects.values_list("y", flat=True))
    sent = send_token(amount_sats=300, key="out:1")
    assert held() == 700 - sent.fee_msats // 1_000
    spent = Proof.objects.filter(state=Proof.State.SPENT)
    assert set(spent.values_list("y", flat=True)) <= inputs
    assert Proof.objects.filter(y__in=inputs, state=Proof.State.PENDING).count() == 0
    waiting = Proof.objects.filter(state=Proof.State.PENDING)
    assert {proof.y for proof in waiting} == {coin.y for coin in read_token(sent.text).coins}
    assert peek_token(sent.text).amount_sats == 300
    assert peek_token(sent.text).is_ours
    assert not is_token_claimed("out:1")
    received = receive_token(text=sent.text)
    assert received.amount_msats + received.fee_msats == 300_000
    assert not received.replayed
    assert receive_token(text=sent.text).replayed
    assert is_token_claimed("out:1")
    with pytest.raises(TokenClaimedError):
        reclaim_token("out:1")
    assert all_real()


def test_a_key_names_one_token(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    first = send_token(amount_sats=300, key="out:1")
    again = send_token(amount_sats=300, key="out:1")
    assert (again.text, again.replayed, first.replayed) == (first.text, True, False)
    with pytest.raises(OperationKeyReusedError):
        send_token(amount_sats=301, key="out:1")
    with pytest.raises(UnknownTokenError):
        reclaim_token("out:2")


def test_what_nobody_took_comes_back_and_the_text_is_worthless(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    sent = send_token(amount_sats=300, key="out:1")
    back = reclaim_token("out:1")
    assert back.amount_msats + back.fee_msats == 300_000
    assert reclaim_token("out:1").replayed
    assert held() * 1_000 == 1_000_000 - sent.fee_msats - back.fee_msats
    with pytest.raises(TokenSpentError):
        receive_token(text=sent.text)
    assert all_real()


def test_a_token_partly_taken_comes_back_in_part(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    token = read_token(send_token(amount_sats=300, key="out:1").text)
    largest = max(token.coins, key=lambda coin: coin.amount_sats)
    receive_token(text=write_token(Token(token.mint_url, "sat", (largest,))))
    back = reclaim_token("out:1")
    assert back.amount_msats + back.fee_msats == (300 - largest.amount_sats) * 1_000
    assert all_real()


def test_a_token_claimed_while_it_is_taken_back_is_never_ours_to_spend(
    losing_mint: LosingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_ecash(1_000)
    token = read_token(send_token(amount_sats=300, key="out:1").text)
    smallest = min(token.coins, key=lambda coin: coin.amount_sats)
    swap = MintHTTP.swap

    def after_the_holder(self: MintHTTP, **asked: object) -> object:
        monkeypatch.setattr(MintHTTP, "swap", swap)
        largest = max(token.coins, key=lambda coin: coin.amount_sats)
        receive_token(text=write_token(Token(token.mint_url, "sat", (largest,))))
        return swap(self, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(MintHTTP, "swap", after_the_holder)
    with pytest.raises(TokenClaimedError):
        reclaim_token("out:1")
    row = Proof.objects.get(y=smallest.y)
    assert row.state == Proof.State.PENDING
    assert row.reserved_by == row.made_by
    assert all_real()


def test_a_spent_token_is_refused_and_nothing_is_reserved(losing_mint: LosingProxy) -> None:
    text = given_foreign_token(100)
    receive_token(text=text)
    Operation.objects.filter(kind="receive").update(state="failed")
    with pytest.raises(TokenSpentError):
        receive_token(text=text)
    assert not Proof.objects.filter(state=Proof.State.PENDING).exists()


def test_tokens_that_are_not_for_us(losing_mint: LosingProxy) -> None:
    token = read_token(given_foreign_token(100))
    elsewhere = Token("https://mint.example", "sat", token.coins)
    with pytest.raises(TokenMintError):
        receive_token(text=write_token(elsewhere))
    strange = Coin(1, "00" + "ab" * 7, "ef" * 32, token.coins[0].signature)
    with pytest.raises(TokenMalformedError, match="keyset"):
        receive_token(text=write_token(Token(token.mint_url, "sat", (strange,))))
    large = token.coins[0]
    never = Coin(3, large.keyset_id, "ef" * 32, large.signature)
    with pytest.raises(TokenMalformedError, match="never made"):
        receive_token(text=write_token(Token(token.mint_url, "sat", (never,))))
    forged = Coin(64, large.keyset_id, "ef" * 32, large.signature, large.dleq)
    with pytest.raises(TokenMalformedError, match="not its mint's"):
        receive_token(text=write_token(Token(token.mint_url, "sat", (forged,))))
    unproved = Coin(64, large.keyset_id, "ef" * 32, large.signature)
    with pytest.raises(MintRefusedError):
        receive_token(text=write_token(Token(token.mint_url, "sat", (unproved,))))
    assert held() == 0


def test_short_keyset_ids_are_understood(losing_mint: LosingProxy) -> None:
    token = read_token(given_foreign_token(100))
    short = tuple(Coin(c.amount_sats, c.keyset_id[:16], c.secret, c.signature) for c in token.coins)
    text = write_token(Token(token.mint_url, "sat", short))
    assert receive_token(text=text).amount_msats > 0


def test_a_token_that_the_fee_eats_is_refused(losing_mint: LosingProxy) -> None:
    text = given_foreign_token(1)
    with pytest.raises(TokenTooSmallError):
        receive_token(text=text)


def test_more_than_there_is_is_not_sent(losing_mint: LosingProxy) -> None:
    given_ecash(100)
    with pytest.raises(EcashShortError) as short:
        send_token(amount_sats=100, key="out:1")  # the fee is on top
    assert short.value.facts == {"missing_sats": 1}
    assert held() == 100


def test_a_payment_settles_with_its_preimage_and_change_comes_back(
    losing_mint: LosingProxy,
) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, preimage = payee_invoice(200)
    paid = pay(bolt11, payment_hash, 200)
    assert (paid.state, paid.preimage) == (OutgoingState.SETTLED, preimage)
    assert 0 < paid.fee_msats <= 20_000
    assert held() * 1_000 == 800_000 - paid.fee_msats
    assert not Proof.objects.filter(state=Proof.State.PENDING).exists()
    assert all_real()


def test_a_fee_over_the_limit_is_refused_before_anything_is_reserved(
    losing_mint: LosingProxy,
) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, _ = payee_invoice(200)
    with CashuRail.from_settings() as rail:
        told = rail.pay(
            bolt11=bolt11,
            payment_hash=payment_hash,
            amount_msats=200_000,
            fee_limit_msats=1_000,
            key="payout:1",
        )
    assert told.state == OutgoingState.FAILED
    assert held() == 1_000
    assert losing_mint.count("POST", "/v1/melt/bolt11") == 0


def test_too_little_ecash_is_a_failure_that_touched_nothing(losing_mint: LosingProxy) -> None:
    given_ecash(100)
    bolt11, payment_hash, _ = payee_invoice(200)
    assert pay(bolt11, payment_hash, 200).state == OutgoingState.FAILED
    assert held() == 100


def test_an_order_that_is_not_its_invoice_is_refused(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, _ = payee_invoice(200)
    for wrong in ((bolt11, "ab" * 32, 200), (bolt11, payment_hash, 201)):
        with pytest.raises(UpstreamError, match="another payment"):
            pay(*wrong)
    assert losing_mint.count("POST", "/v1/melt/quote/bolt11") == 0


def test_an_invoice_of_the_mints_own_is_paid_and_shows_no_preimage(
    losing_mint: LosingProxy,
) -> None:
    """The mint moves money between two of its users and knows no preimage: that is no proof."""
    given_ecash(1_000)
    with CashuRail.from_settings() as rail:
        charge = rail.mint.ask_mint_quote(
            amount_sats=50, description="a neighbour's", pubkey="02" + "ab" * 32
        )
    payment_hash = read_bolt11(charge.request).payment_hash
    paid = pay(charge.request, payment_hash, 50)
    assert (paid.state, paid.preimage) == (OutgoingState.UNKNOWN, "")
    assert told(payment_hash).state == OutgoingState.UNKNOWN
    assert held() == 1_000 - 50 - paid.fee_msats // 1_000
