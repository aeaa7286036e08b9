"""Between us and the real mint answers get lost. Nothing is lost by it, and nothing doubled."""

import pytest

from kernel.errors import UpstreamError
from payments.cashu.errors import TokenSpentError
from payments.cashu.models import Operation, Proof
from payments.cashu.services.door import CoinState
from payments.cashu.services.swapping import check_states
from payments.cashu.tests.losing import LosingProxy, Loss
from payments.cashu.tests.minted import given_ecash, payee_invoice, wait_paid
from payments.rails.base import IncomingState, Outgoing, OutgoingState
from payments.rails.cashu import CashuRail
from payments.rails.mint import MintHTTP
from payments.services.cashu import (
    check_proofs,
    receive_token,
    reclaim_token,
    resume_operation,
    send_token,
)

pytestmark = pytest.mark.django_db(transaction=True)
LOSSES = list(Loss)
ACTED = [Loss.ANSWER, Loss.GARBAGE, Loss.ERROR]


def held() -> int:
    with CashuRail.from_settings() as rail:
        return rail.balance_msats() // 1_000


def all_real() -> bool:
    """Every proof that we call unspent is worth something to the mint."""
    check = check_proofs()
    return check.unspent_sats == held() and check.lost_sats == check.pending_sats == 0


def given_foreign_token(amount_sats: int) -> str:
    """A token that is not among our rows: what we sent, and then forgot that we had."""
    given_ecash(amount_sats * 2)
    text = send_token(amount_sats=amount_sats, key=f"gift:{amount_sats}").text
    Proof.objects.all().delete()
    Operation.objects.all().delete()
    return text


def pay(bolt11: str, payment_hash: str, amount_sats: int) -> Outgoing:
    with CashuRail.from_settings() as rail:
        return rail.pay(
            bolt11=bolt11,
            payment_hash=payment_hash,
            amount_msats=amount_sats * 1_000,
            fee_limit_msats=20_000,
            key="payout:1",
        )


def told(payment_hash: str) -> Outgoing:
    with CashuRail.from_settings() as rail:
        return rail.outgoing(payment_hash=payment_hash, key="payout:1")


@pytest.mark.parametrize("loss", LOSSES)
def test_minting(losing_mint: LosingProxy, loss: Loss) -> None:
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:1", amount_msats=777_000, description="x", ttl_seconds=600
        )
        operation = Operation.objects.get(quote_id=charge.rail_id)
        losing_mint.lose("/v1/mint/bolt11", loss)
        with pytest.raises(UpstreamError):
            wait_paid(rail.mint, operation)
        assert held() == 0
        operation.refresh_from_db()
        assert operation.state == Operation.State.SUBMITTED
        told = rail.incoming(rail_id=charge.rail_id)
    assert (told.state, told.paid_msats) == (IncomingState.PAID, 777_000)
    assert held() == 777
    assert all_real()


@pytest.mark.parametrize("loss", LOSSES)
def test_receiving(losing_mint: LosingProxy, loss: Loss) -> None:
    text = given_foreign_token(100)
    losing_mint.lose("/v1/swap", loss)
    with pytest.raises(UpstreamError):
        receive_token(text=text)
    assert held() == 0
    received = receive_token(text=text)
    assert received.amount_msats + received.fee_msats == 100_000
    assert held() * 1_000 == received.amount_msats
    assert all_real()


@pytest.mark.parametrize("loss", LOSSES)
def test_sending(losing_mint: LosingProxy, loss: Loss) -> None:
    given_ecash(1_000)
    losing_mint.lose("/v1/swap", loss)
    with pytest.raises(UpstreamError):
        send_token(amount_sats=250, key="out:1")
    sent = send_token(amount_sats=250, key="out:1")
    assert send_token(amount_sats=250, key="out:1").text == sent.text
    assert held() == 1_000 - 250 - sent.fee_msats // 1_000
    assert receive_token(text=sent.text).fee_msats > 0
    assert all_real()


@pytest.mark.parametrize("loss", LOSSES)
def test_taking_back(losing_mint: LosingProxy, loss: Loss) -> None:
    given_ecash(500)
    sent = send_token(amount_sats=200, key="out:1")
    losing_mint.lose("/v1/swap", loss)
    with pytest.raises(UpstreamError):
        reclaim_token("out:1")
    back = reclaim_token("out:1")
    assert held() * 1_000 == 500_000 - sent.fee_msats - back.fee_msats
    with pytest.raises(TokenSpentError):
        receive_token(text=sent.text)
    assert all_real()


@pytest.mark.parametrize("loss", ACTED)
def test_paying_where_the_mint_has_paid(losing_mint: LosingProxy, loss: Loss) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, preimage = payee_invoice(300)
    losing_mint.lose("/v1/melt/bolt11", loss)
    assert pay(bolt11, payment_hash, 300).state == OutgoingState.UNKNOWN
    assert held() < 700  # what may have left is not spendable
    paid = told(payment_hash)
    assert (paid.state, paid.preimage) == (OutgoingState.SETTLED, preimage)
    assert held() == 700 - paid.fee_msats // 1_000
    assert pay(bolt11, payment_hash, 300) == paid  # asked again: the same, and no second melt
    assert losing_mint.count("POST", "/v1/melt/bolt11") == 1
    assert all_real()


def test_paying_where_the_mint_never_heard_fails_only_once_it_cannot_pay_any_more(
    losing_mint: LosingProxy, mint: MintHTTP
) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, _ = payee_invoice(300)
    losing_mint.lose("/v1/melt/bolt11", Loss.REQUEST)
    assert pay(bolt11, payment_hash, 300).state == OutgoingState.UNKNOWN
    melt = Operation.objects.get(kind="melt")
    inputs = [proof.coin() for proof in Proof.objects.filter(reserved_by=melt)]
    assert told(payment_hash).state == OutgoingState.FAILED
    # The request that was lost arrives now: its inputs are gone, so it pays nothing.
    assert set(check_states(mint, [coin.y for coin in inputs]).values()) == {CoinState.SPENT}
    with pytest.raises(UpstreamError, match="spent"):
        mint.melt(quote_id=str(melt.quote_id), inputs=inputs, outputs=[])
    assert 998 <= held() < 1_000
    assert all_real()


def test_a_failed_payment_can_be_tried_again(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, preimage = payee_invoice(300)
    losing_mint.lose("/v1/melt/bolt11", Loss.REQUEST)
    pay(bolt11, payment_hash, 300)
    assert told(payment_hash).state == OutgoingState.FAILED
    assert pay(bolt11, payment_hash, 300).preimage == preimage
    assert told(payment_hash).state == OutgoingState.SETTLED


@pytest.mark.parametrize("loss", LOSSES)
def test_cancelling_a_lost_payment(losing_mint: LosingProxy, loss: Loss) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, _ = payee_invoice(300)
    losing_mint.lose("/v1/melt/bolt11", Loss.REQUEST)
    losing_mint.lose("/v1/swap", loss)
    pay(bolt11, payment_hash, 300)
    with pytest.raises(UpstreamError):
        told(payment_hash)
    assert told(payment_hash).state == OutgoingState.FAILED
    assert 998 <= held() < 1_000
    assert all_real()


def test_the_answer_about_change_may_be_lost_too(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, _ = payee_invoice(300)
    losing_mint.lose("/v1/melt/bolt11", Loss.ANSWER)
    losing_mint.lose("/v1/melt/quote/bolt11/", Loss.ERROR)
    pay(bolt11, payment_hash, 300)
    with pytest.raises(UpstreamError):
        told(payment_hash)
    assert told(payment_hash).state == OutgoingState.SETTLED
    assert all_real()


def test_the_sweeps_task_ends_what_is_open(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    losing_mint.lose("/v1/swap", Loss.ANSWER)
    with pytest.raises(UpstreamError):
        send_token(amount_sats=250, key="out:1")
    operation = Operation.objects.get(kind="send")
    assert resume_operation(operation_id=str(operation.pk)) == "done"
    assert send_token(amount_sats=250, key="out:1").replayed


def test_a_mint_that_is_away_is_no_answer(losing_mint: LosingProxy) -> None:
    given_ecash(300)
    losing_mint.lose("/", Loss.REQUEST, times=3)
    bolt11, payment_hash, _ = payee_invoice(100)
    with pytest.raises(UpstreamError):
        pay(bolt11, payment_hash, 100)  # nothing was asked of it yet
    assert not Operation.objects.filter(kind="melt").exists()
    losing_mint.calm()
    assert told(payment_hash).state == OutgoingState.UNSEEN
