"""Set-up for tests of paying out: a payee, a rail on a real socket, and clocks that have run."""

from datetime import timedelta

from accounts.models import User
from conftest import Bell
from payments.ledger.queries import balance_msats, book_findings, trial_balance
from payments.models import Payout
from payments.services.holders import holder_code
from payments.services.sweep import sweep_payments
from payments.services.withdrawals import request_withdrawal
from payments.tests.balances import given_rich
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lnurl import SandboxAddress

SAT = 1_000
FEE_MSATS = 1_000
ORDERS: dict[str, list[str]] = {}
"""What each stand-in was told to pay, by its address."""


def given_withdrawal(
    payee: SandboxAddress, *, sats: int = 1_000, balance_sats: int = 10_000, key: str = "a"
) -> Payout:
    """Alice wants sats at the payee's address."""
    return request_withdrawal(
        user=given_rich("alice", balance_sats),
        method="address",
        destination=payee.address(),
        amount_sats=sats,
        key=key,
    )


def orders(node: SandboxBTCPay) -> int:
    """How often the rail was told to pay, answered or not."""
    return len(ORDERS[node.url])


def own_msats(user: User | None) -> int:
    assert user is not None
    return balance_msats(holder_code(user))


def refreshed(payout: Payout) -> Payout:
    return Payout.objects.get(pk=payout.pk)


def passes(payout: Payout, span: timedelta, *, lapses: bool = False) -> None:
    """The row is that much older. lapses: its invoice's time runs too."""
    row = refreshed(payout)
    row.created_at -= span
    row.next_check_at -= span
    for name in ("submitted_at", "unseen_at", *(["invoice_expires_at"] if lapses else [])):
        if getattr(row, name) is not None:
            setattr(row, name, getattr(row, name) - span)
    row.save()


def checked(payout: Payout, bell: Bell) -> Payout:
    """Time passes and the sweep's bell is answered."""
    passes(payout, timedelta(minutes=15))
    sweep_payments()
    bell.answer_all()
    return refreshed(payout)


def assert_books_close() -> None:
    """Nothing is lost or made: the books agree with themselves, and nothing is left in flight."""
    assert book_findings() == []
    books = trial_balance()
    assert sum(books.values()) == 0
    assert [code for code, signed in books.items() if "inflight" in code and signed] == []
