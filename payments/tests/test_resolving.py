"""An operator ends a payout that its rail has lost; the rail is asked first, and its word wins."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from kernel.errors import UpstreamError
from payments.errors import PayoutInvalidError, PayoutNotOverError, UnknownPayoutError
from payments.models import OperatorAction, Payout
from payments.rails.base import Outgoing
from payments.services import payouts
from payments.services.operators import OwnMoneyError, ReasonMissingError
from payments.services.outcomes import resolve_payout
from payments.services.payouts import check_payout
from payments.tests.payouts import (
    FEE_MSATS,
    SAT,
    assert_books_close,
    given_withdrawal,
    orders,
    own_msats,
    refreshed,
)
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress
from tests.given import given_user
from tests.racers import raced

pytestmark = pytest.mark.django_db(transaction=True)
Status = Payout.Status


@pytest.fixture
def operator() -> User:
    return given_user("operator")


def given_unknown(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, fault: str = "silent"
) -> Payout:
    node.payer.fail_next(fault)
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert refreshed(payout).status == Status.UNKNOWN
    return refreshed(payout)


def test_failed_where_the_rail_has_never_seen_it(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User
) -> None:
    payout = given_unknown(bell, node, payee)
    status = resolve_payout(payout_id=payout.pk, by=operator, outcome="failed", reason="node gone")
    assert (status, refreshed(payout).reason) == (Status.FAILED, "By an operator: node gone")
    assert own_msats(payout.user) == 10_000 * SAT
    [action] = OperatorAction.objects.all()
    assert (action.operator, action.reason) == (operator, "node gone")
    assert action.facts == {"asked": "failed", "rail": "unseen", "became": "failed"}
    assert_books_close()


def test_not_failed_where_the_rail_has_paid(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User
) -> None:
    payout = given_unknown(bell, node, payee, "lost")
    status = resolve_payout(payout_id=payout.pk, by=operator, outcome="failed", reason="no answer")
    assert status == Status.SETTLED
    assert own_msats(payout.user) == 9_000 * SAT - FEE_MSATS
    assert OperatorAction.objects.get().facts["became"] == "settled"
    assert_books_close()


def test_not_failed_while_it_is_pending_or_the_rail_is_silent(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User, settings: Settings
) -> None:
    payout = given_unknown(bell, node, payee, "pending")
    wish: dict[str, Any] = {
        "payout_id": payout.pk,
        "by": operator,
        "outcome": "failed",
        "reason": "why not",
    }
    with pytest.raises(PayoutNotOverError):
        resolve_payout(**wish)
    settings.BTCPAY_URL = "http://127.0.0.1:9"
    with pytest.raises(UpstreamError):
        resolve_payout(**wish)
    assert refreshed(payout).status == Status.UNKNOWN
    assert OperatorAction.objects.count() == 0


def test_not_failed_while_a_worker_is_about_to_call_the_rail(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    paid = payouts._paid

    def resolved_first(row: Payout) -> Outgoing:
        with pytest.raises(PayoutNotOverError):
            resolve_payout(payout_id=row.pk, by=operator, outcome="failed", reason="it hangs")
        return paid(row)

    monkeypatch.setattr(payouts, "_paid", resolved_first)
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.SETTLED, 1)
    assert own_msats(payout.user) == 9_000 * SAT - FEE_MSATS
    assert_books_close()


def test_a_worker_that_wakes_after_its_lease_calls_nobody(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    paid = payouts._paid

    def slept(row: Payout) -> Outgoing:
        row.next_check_at -= timedelta(minutes=5)
        row.save(update_fields=["next_check_at"])
        assert check_payout(payout_id=row.pk) == Status.UNKNOWN
        status = resolve_payout(payout_id=row.pk, by=operator, outcome="failed", reason="it hung")
        assert status == Status.FAILED
        return paid(row)

    monkeypatch.setattr(payouts, "_paid", slept)
    payout = given_withdrawal(payee)
    bell.answer_all()
    assert (refreshed(payout).status, orders(node)) == (Status.FAILED, 0)
    assert own_msats(payout.user) == 10_000 * SAT
    assert_books_close()


def test_settled_needs_the_preimage_that_hashes(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User, settings: Settings
) -> None:
    payout = given_unknown(bell, node, payee)
    settings.BTCPAY_URL = "http://127.0.0.1:9"  # a preimage proves it, whatever the rail says
    wish: dict[str, Any] = {
        "payout_id": payout.pk,
        "by": operator,
        "outcome": "settled",
        "reason": "shown",
    }
    for wrong in ("", "00" * 32, "zz", payout.payment_hash or ""):
        with pytest.raises(PayoutInvalidError):
            resolve_payout(**wish, preimage=wrong)
    right = payee.bills[payout.bolt11].preimage
    assert resolve_payout(**wish, preimage=f" {right.upper()}") == Status.SETTLED
    assert refreshed(payout).preimage == right
    assert own_msats(payout.user) == 9_000 * SAT
    assert_books_close()


def test_what_is_refused(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User
) -> None:
    payout = given_unknown(bell, node, payee)
    wish: dict[str, Any] = {
        "payout_id": payout.pk,
        "by": operator,
        "outcome": "failed",
        "reason": "x",
    }
    with pytest.raises(ReasonMissingError):
        resolve_payout(**(wish | {"reason": "  "}))
    with pytest.raises(OwnMoneyError):
        resolve_payout(**(wish | {"by": payout.user}))
    with pytest.raises(PayoutInvalidError):
        resolve_payout(**(wish | {"outcome": "unknown"}))
    with pytest.raises(UnknownPayoutError):
        resolve_payout(**(wish | {"payout_id": "00000000-0000-0000-0000-000000000000"}))
    assert refreshed(payout).status == Status.UNKNOWN, "a refusal changes nothing"
    resolve_payout(**wish)
    with pytest.raises(PayoutNotOverError):
        resolve_payout(**wish)


def test_two_operators_end_it_once(
    bell: Bell, node: SandboxBTCPay, payee: SandboxAddress, operator: User
) -> None:
    payout = given_unknown(bell, node, payee)

    def end(_: int) -> str:
        try:
            return resolve_payout(
                payout_id=payout.pk, by=operator, outcome="failed", reason="gone"
            ).value
        except PayoutNotOverError:
            return "too late"

    assert set(raced(end, racers=6)) <= {"failed", "too late"}
    assert own_msats(payout.user) == 10_000 * SAT
    assert_books_close()
