"""What a dead worker left is found by the sweep, and the wallet by its seed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import Bell
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.cashu.models import Operation, Proof
from payments.cashu.tests.losing import LosingProxy, Loss
from payments.cashu.tests.minted import given_ecash
from payments.cashu.tests.test_lost_answers import held
from payments.rails.base import IncomingState
from payments.rails.cashu import CashuRail
from payments.services import sweep_payments
from payments.services.cashu import send_token

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_operation_without_an_answer_is_rung_for_and_ends(
    losing_mint: LosingProxy, bell: Bell
) -> None:
    given_ecash(500)
    losing_mint.lose("/v1/swap", Loss.ANSWER)
    with pytest.raises(UpstreamError):
        send_token(amount_sats=100, key="out:1")
    assert sweep_payments()["ecash"] == 0  # its worker may still be at it
    Operation.objects.filter(kind="send").update(submitted_at=utc_now() - timedelta(minutes=2))
    assert sweep_payments()["ecash"] == 1
    assert sweep_payments()["ecash"] == 0  # rung for a moment ago
    assert bell.names().count("payments.resume_ecash") == 1
    bell.answer_all()
    assert Operation.objects.get(kind="send").state == Operation.State.DONE


def test_a_mint_that_is_still_away_is_weather(losing_mint: LosingProxy, bell: Bell) -> None:
    given_ecash(500)
    losing_mint.lose("/v1/swap", Loss.REQUEST, times=2)
    with pytest.raises(UpstreamError):
        send_token(amount_sats=100, key="out:1")
    Operation.objects.filter(kind="send").update(submitted_at=utc_now() - timedelta(minutes=2))
    sweep_payments()
    bell.answer_all()
    assert Operation.objects.get(kind="send").state == Operation.State.SUBMITTED


def test_the_command_finds_lost_ecash(losing_mint: LosingProxy) -> None:
    given_ecash(500)
    Proof.objects.all().delete()
    Operation.objects.all().delete()
    told = StringIO()
    call_command("restore_cashu", stdout=told)
    assert told.getvalue() == "6 proofs, 500 sats found.\n"
    assert held() == 500


def test_money_that_comes_late_still_counts(losing_mint: LosingProxy) -> None:
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:1", amount_msats=5_000, description="x", ttl_seconds=600
        )
        Operation.objects.update(expires_at=utc_now())
        # The fake wallet pays what it is asked about.
        assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.PAID
    assert held() == 5
