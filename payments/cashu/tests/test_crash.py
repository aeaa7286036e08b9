"""A worker killed at each point that matters; whoever comes next finishes, once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from kernel.clock import utc_now
from payments.cashu.models import Operation, Proof
from payments.cashu.tests.losing import LosingProxy
from payments.cashu.tests.minted import given_ecash, payee_invoice, wait_paid
from payments.cashu.tests.test_lost_answers import all_real, given_foreign_token, held, told
from payments.rails.base import IncomingState, OutgoingState
from payments.rails.cashu import CashuRail
from payments.services.cashu import receive_token, reclaim_token, send_token

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import os, signal, sys
import django
from django.conf import settings
database, url, key, point, action = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
settings.CASHU_MINT_URL, settings.TILL_KEY, settings.BITCOIN_NETWORK = url, key, "bc"
django.setup()
from payments.cashu.services import melting, minting, swapping
from payments.rails.cashu import CashuRail
from payments.rails.mint import MintHTTP
from payments.services.cashu import receive_token, reclaim_token, send_token

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def then_die(act):
    def acted(*args, **kwargs):
        act(*args, **kwargs)
        die()
    return acted

# asked: everything is written down, the mint has not heard. acted: the mint has done it, and
# nothing of that is written down. storing: half of the last transaction is done.
for name in ("mint", "swap", "melt"):
    if point == "asked":
        setattr(MintHTTP, name, die)
    elif point == "acted":
        setattr(MintHTTP, name, then_die(getattr(MintHTTP, name)))
if point == "storing":
    swapping.store_coins = then_die(swapping.store_coins)
    melting.store_coins = then_die(melting.store_coins)
with CashuRail.from_settings() as rail:
    exec(action)
"""
POINTS = ["asked", "acted", "storing"]


def kill_at(point: str, action: str, losing_mint: LosingProxy) -> None:
    database = connection.settings_dict["NAME"]
    command = [sys.executable, "-c", WORKER, database, losing_mint.url, settings.TILL_KEY]
    killed = subprocess.run(
        [*command, point, action], cwd=ROOT, check=False, capture_output=True, timeout=90
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()


@pytest.mark.parametrize("point", POINTS)
def test_minting(losing_mint: LosingProxy, point: str) -> None:
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="order:1", amount_msats=500_000, description="x", ttl_seconds=600
        )
        action = f"rail.incoming(rail_id={charge.rail_id!r})"
        kill_at(point, action, losing_mint)
        assert held() == 0
        operation = Operation.objects.get(quote_id=charge.rail_id)
        assert operation.state == Operation.State.SUBMITTED
        wait_paid(rail.mint, operation)
        assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.PAID
    assert held() == 500
    assert all_real()


@pytest.mark.parametrize("point", POINTS)
def test_receiving(losing_mint: LosingProxy, point: str) -> None:
    text = given_foreign_token(100)
    kill_at(point, f"receive_token(text={text!r})", losing_mint)
    assert held() == 0
    received = receive_token(text=text)
    assert held() * 1_000 == received.amount_msats == 100_000 - received.fee_msats
    assert Operation.objects.filter(kind="receive").count() == 1
    assert all_real()


@pytest.mark.parametrize("point", POINTS)
def test_sending_and_taking_back(losing_mint: LosingProxy, point: str) -> None:
    given_ecash(400)
    kill_at(point, "send_token(amount_sats=150, key='out:1')", losing_mint)
    sent = send_token(amount_sats=150, key="out:1")
    assert Operation.objects.filter(kind="send").count() == 1
    kill_at(point, "reclaim_token('out:1')", losing_mint)
    back = reclaim_token("out:1")
    assert held() * 1_000 == 400_000 - sent.fee_msats - back.fee_msats
    assert all_real()


@pytest.mark.parametrize("point", POINTS)
def test_paying(losing_mint: LosingProxy, point: str) -> None:
    given_ecash(400)
    bolt11, payment_hash, preimage = payee_invoice(100)
    order = {"bolt11": bolt11, "payment_hash": payment_hash, "amount_msats": 100_000}
    order |= {"fee_limit_msats": 10_000, "key": "payout:1"}
    kill_at(point, f"rail.pay(**{order!r})", losing_mint)
    assert Proof.objects.filter(state=Proof.State.PENDING).exists()
    if point == "asked":
        # For as long as a worker may still be waiting, its inputs are not taken away.
        assert told(payment_hash).state == OutgoingState.PENDING
        Operation.objects.filter(kind="melt").update(leased_until=utc_now())
        assert told(payment_hash).state == OutgoingState.FAILED
        assert 398 <= held() < 400
    else:
        paid = told(payment_hash)
        assert (paid.state, paid.preimage) == (OutgoingState.SETTLED, preimage)
        assert held() * 1_000 == 300_000 - paid.fee_msats
    assert losing_mint.count("POST", "/v1/melt/bolt11") == (0 if point == "asked" else 1)
    assert all_real()
