"""The wallet against the real mint: money in, out, across, and what cannot happen twice."""

import pytest

from payments.cashu.models import Operation, Proof
from payments.cashu.tests.losing import LosingProxy
from payments.cashu.tests.minted import given_ecash, payee_invoice
from payments.rails.base import OutgoingState
from payments.rails.cashu import CashuRail
from payments.services.cashu import receive_token, send_token

pytestmark = pytest.mark.django_db(transaction=True)


def balance() -> int:
    with CashuRail.from_settings() as rail:
        return rail.balance_msats() // 1_000


def test_a_paid_invoice_becomes_proofs(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    assert balance() == 1_000


def test_a_token_is_worth_what_was_asked_and_is_taken_once(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    sent = send_token(amount_sats=300, key="out:1")
    assert balance() == 700 - sent.fee_msats // 1_000
    received = receive_token(text=sent.text)
    assert received.amount_msats + received.fee_msats == 300_000
    assert receive_token(text=sent.text).replayed


def test_the_mint_pays_an_invoice_and_gives_change(losing_mint: LosingProxy) -> None:
    given_ecash(1_000)
    bolt11, payment_hash, preimage = payee_invoice(200)
    with CashuRail.from_settings() as rail:
        paid = rail.pay(
            bolt11=bolt11,
            payment_hash=payment_hash,
            amount_msats=200_000,
            fee_limit_msats=10_000,
            key="payout:1",
        )
    assert paid.state == OutgoingState.SETTLED, paid
    assert paid.preimage == preimage
    assert balance() == 1_000 - 200 - paid.fee_msats // 1_000
    assert not Proof.objects.filter(state=Proof.State.PENDING).exists()
    assert Operation.objects.get(kind="melt").state == "done"
