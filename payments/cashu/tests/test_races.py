"""Many workers, one wallet, one mint: everything happens once."""

import pytest

from kernel.errors import UpstreamError
from payments.cashu.errors import EcashShortError, MintRefusedError
from payments.cashu.models import Operation
from payments.cashu.tests.losing import LosingProxy
from payments.cashu.tests.minted import given_ecash, payee_invoice, wait_paid
from payments.cashu.tests.test_lost_answers import all_real, held, pay, told
from payments.rails.base import OutgoingState
from payments.rails.cashu import CashuRail
from payments.services.cashu import (
    send_token,
)
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)


def test_workers_at_once_mint_pay_and_send_once(losing_mint: LosingProxy) -> None:
    given_ecash(2_000)
    bolt11, payment_hash, preimage = payee_invoice(300)
    results = raced(lambda _: pay(bolt11, payment_hash, 300), racers=5)
    assert len(results) == 5
    came = told(payment_hash)
    # The fake wallet calls whatever is under way settled and shows no preimage for it: a look of
    # one racer at another's payment can end it so.
    assert came.state in {OutgoingState.SETTLED, OutgoingState.UNKNOWN}
    assert came.preimage in {preimage, ""}
    assert {one.state for one in results}.isdisjoint({OutgoingState.FAILED, OutgoingState.UNSEEN})
    assert Operation.objects.get(kind="melt").state == Operation.State.DONE
    assert held() == 2_000 - 300 - came.fee_msats // 1_000
    assert losing_mint.count("POST", "/v1/melt/bolt11") == 1

    def send(_: int) -> str:
        try:
            return send_token(amount_sats=100, key="out:1").text
        except UpstreamError:
            return ""

    texts = {text for text in raced(send, racers=5) if text}
    assert texts == {send_token(amount_sats=100, key="out:1").text}
    assert Operation.objects.filter(kind="send").count() == 1
    assert all_real()


def test_workers_at_once_issue_one_quote_once(losing_mint: LosingProxy) -> None:
    given_ecash(1)
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:1", amount_msats=300_000, description="x", ttl_seconds=600
        )

    def ask(_: int) -> str:
        with CashuRail.from_settings() as rail:
            try:
                return rail.incoming(rail_id=charge.rail_id).state
            except UpstreamError:
                return "silent"

    for _ in range(20):
        if "paid" in raced(ask, racers=4):
            break
    assert held() == 301
    assert all_real()


def test_concurrent_payments_never_share_a_proof(losing_mint: LosingProxy) -> None:
    given_ecash(64)
    given_ecash(64)

    def send(number: int) -> int:
        try:
            return len(send_token(amount_sats=60, key=f"out:{number}").text)
        except EcashShortError:
            return 0

    sizes = raced(send, racers=4)
    assert sum(1 for size in sizes if size) == 2
    assert all_real()


def test_a_refusal_while_another_worker_is_asking_changes_no_outputs(
    losing_mint: LosingProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the mint is signing for the other worker must stay what is written down."""
    given_ecash(1)
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:1", amount_msats=300_000, description="x", ttl_seconds=600
        )
        asked = Operation.objects.get(quote_id=charge.rail_id)

        def pending(*_: object, **__: object) -> list[object]:
            raise MintRefusedError("quote is pending", mint_code=20_000)

        with monkeypatch.context() as refusing:
            refusing.setattr(type(rail.mint), "mint", pending)
            with pytest.raises(UpstreamError, match="does not issue yet"):
                wait_paid(rail.mint, asked)
        asked.refresh_from_db()
        assert asked.state == Operation.State.SUBMITTED
        outputs = asked.unseal_part("outputs")
        wait_paid(rail.mint, asked)
    asked.refresh_from_db()
    assert asked.state == Operation.State.DONE
    assert asked.unseal_part("outputs") == outputs
    assert held() == 301
    assert all_real()
