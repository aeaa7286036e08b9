"""kill -9 at every named point of a payout: exactly one payment per payment hash, nothing lost.

The worker is a process of its own, killed by a signal that nothing can catch; the rail and the
payee are servers that live on.
"""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from conftest import Bell
from payments.ledger.queries import available_msats
from payments.models import Notice, Payout
from payments.services.holders import holder_code
from payments.tests.payouts import (
    FEE_MSATS,
    SAT,
    assert_books_close,
    checked,
    given_withdrawal,
    orders,
    own_msats,
    passes,
    refreshed,
)
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import os, signal, sys, uuid
import django
from django.conf import settings
database, btcpay, allowed, point, payout_id = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
settings.BTCPAY_URL, settings.RAILS_PAY = btcpay, ["btcpay"]
settings.GUARD_ALLOWED_HOSTS = {allowed}
django.setup()
from payments.rails.btcpay import BTCPayRail
from payments.services import payouts

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def after(inner):
    def dying(*args, **kwargs):
        inner(*args, **kwargs)
        die()
    return dying

match point:
    case "after_create":
        payouts.resolve_destination = die
    case "after_resolve":
        payouts.resolve_destination = after(payouts.resolve_destination)
    case "inside_submitting":
        payouts._take = after(payouts._take)
    case "after_submitted":
        BTCPayRail.pay = die
    case "after_pay":
        BTCPayRail.pay = after(BTCPayRail.pay)
    case "inside_recording":
        from payments.services import outcomes
        outcomes.tell_end = die
    case "after_record":
        payouts.record_outcome = after(payouts.record_outcome)
payouts.submit_payout(payout_id=uuid.UUID(payout_id))
"""
NEVER_ORDERED = ("after_create", "after_resolve", "inside_submitting")

pytestmark = pytest.mark.django_db(transaction=True)


def killed_at(point: str, payout: Payout, node: SandboxBTCPay, payee: SandboxAddress) -> None:
    database = connection.settings_dict["NAME"]
    arguments = [database, node.url, payee.host, point, str(payout.pk)]
    command = [sys.executable, "-c", WORKER, *arguments]
    dead = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert dead.returncode == -signal.SIGKILL, dead.stderr.decode()


@pytest.mark.parametrize("point", [*NEVER_ORDERED, "after_pay", "inside_recording", "after_record"])
def test_a_killed_worker_is_followed_by_exactly_one_payment(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, point: str
) -> None:
    payout = given_withdrawal(payee)
    bell.rung.clear()
    killed_at(point, payout, node, payee)
    assert refreshed(payout).status == {
        "after_pay": Payout.Status.SUBMITTED,
        "inside_recording": Payout.Status.SUBMITTED,
        "after_record": Payout.Status.SETTLED,
    }.get(point, Payout.Status.CREATED)
    assert orders(node) == (0 if point in NEVER_ORDERED else 1)

    assert checked(payout, bell).status == Payout.Status.SETTLED
    assert checked(payout, bell).status == Payout.Status.SETTLED
    assert orders(node) == 1
    assert own_msats(payout.user) == 9_000 * SAT - FEE_MSATS
    assert Notice.objects.filter(kind="payout_settled", user=payout.user).count() == 1
    assert_books_close()


def test_a_worker_killed_between_submitted_and_the_call_never_pays_and_gives_back(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress
) -> None:
    """Nobody can know that the call was not made, so nobody makes it; the rail says so in time."""
    payout = given_withdrawal(payee)
    bell.rung.clear()
    killed_at("after_submitted", payout, node, payee)
    assert (refreshed(payout).status, orders(node)) == (Payout.Status.SUBMITTED, 0)
    assert checked(payout, bell).status == Payout.Status.UNKNOWN
    assert available_msats(holder_code(payout.user)) < 9_000 * SAT  # type: ignore[arg-type]
    passes(payout, timedelta(hours=2), lapses=True)
    assert checked(payout, bell).status == Payout.Status.UNKNOWN
    assert checked(payout, bell).status == Payout.Status.FAILED
    assert orders(node) == 0
    assert own_msats(payout.user) == 10_000 * SAT
    assert_books_close()
