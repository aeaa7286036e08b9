"""What processes do to the books at the same time, and what each of them says came of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from kernel.retry import retried
from payments.ledger import services
from payments.ledger.errors import LedgerError
from payments.ledger.models import Hold, Transfer
from payments.ledger.tests.books import open_door

PEOPLE = 6
POOL = 240
"""Operations that several processes try: the same key, mostly the same money."""
START_MSATS = 150
RAIL, SALES = "rail:btcpay", "revenue:services"


@dataclass(frozen=True, slots=True)
class Said:
    """One process's account of one operation. outcome: `fresh` where this call did it."""

    what: str
    key: str
    outcome: str
    debit: str = ""
    credit: str = ""
    amount_msats: int = 0


def person(number: int) -> str:
    return f"user:{number % PEOPLE}"


def open_books() -> None:
    for number in range(PEOPLE):
        code = person(number)
        services.open_account(code=code, kind="liability", floor_msats=0)
        services.post_transfer(
            key=f"start:{number}", debit=RAIL, credit=code, amount_msats=START_MSATS
        )
    for ref in range(POOL // 4):
        services.open_account(
            code=f"escrow:{ref}", kind="liability", owner=person(ref), floor_msats=0
        )


def one_of(chance: random.Random, name: str) -> Said:
    """A random operation. name: the process, whose own keys nobody else uses."""
    act = chance.choice(ACTS)
    return act(chance, name)


def transfer(chance: random.Random, name: str) -> Said:
    number = chance.randrange(POOL)
    debit, credit = _sides(number)
    amount = 1 + number % 90 + (chance.random() < 0.05)  # now and then with other money
    return _posted(
        f"t:{number}",
        debit,
        credit,
        amount,
        lambda: services.post_transfer(
            key=f"t:{number}", debit=debit, credit=credit, amount_msats=amount
        ),
    )


def own_transfer(chance: random.Random, name: str) -> Said:
    key = f"own:{name}:{chance.getrandbits(40)}"
    debit, credit = _sides(chance.randrange(POOL))
    return _posted(
        key,
        debit,
        credit,
        5,
        lambda: services.post_transfer(key=key, debit=debit, credit=credit, amount_msats=5),
    )


def reversal(chance: random.Random, name: str) -> Said:
    number = chance.randrange(POOL)
    debit, credit = _sides(number)
    amount = 1 + number % 90

    def act() -> services.Posted:
        return services.reverse_transfer(key=f"t:{number}", reason="a mistake")

    said = _posted(f"reversal:t:{number}", credit, debit, amount, act)
    if said.outcome == "fresh":  # what was posted under that key may have been one more
        [moved] = Transfer.objects.filter(key=said.key).values_list("amount_msats")
        return Said("transfer", said.key, "fresh", credit, debit, moved[0])
    return said


def exchange(chance: random.Random, name: str) -> Said:
    """Two transfers in one transaction, accounts in any order: deadlocks, begun again."""
    number = chance.randrange(POOL)
    one, other = person(number), person(number + 1 + number % (PEOPLE - 1))
    if chance.random() < 0.5:
        one, other = other, one
    key = f"x:{name}:{chance.getrandbits(40)}"

    @retried
    def act() -> services.Posted:
        with transaction.atomic():
            services.post_transfer(key=f"{key}:a", debit=one, credit=SALES, amount_msats=3)
            return services.post_transfer(key=f"{key}:b", debit=other, credit=SALES, amount_msats=3)

    said = _posted(f"{key}:b", other, SALES, 3, act)
    return Said("exchange", key, said.outcome, one, other, 3)


def hold(chance: random.Random, name: str) -> Said:
    number = chance.randrange(POOL)
    debit, amount = person(number), 10 + number % 50
    answer = _said(
        lambda: (
            services.open_hold(
                key=f"h:{number}",
                debit=debit,
                credit=_payee(number),
                amount_msats=amount,
                ttl_seconds=3_600,
            ).replayed
        )
    )
    return Said("hold", f"h:{number}", _word(answer, fresh=False), debit, _payee(number), amount)


def capture(chance: random.Random, name: str) -> Said:
    number = chance.randrange(POOL)
    held = 10 + number % 50
    amount = chance.choice([1, held // 2, held, held, held + 1])
    answer = _said(
        lambda: services.capture_hold(key=f"h:{number}", amount_msats=amount).replayed  # type: ignore[union-attr]
    )
    outcome = _word(answer, fresh=False)
    return Said("capture", f"h:{number}", outcome, person(number), _payee(number), amount)


def void(chance: random.Random, name: str) -> Said:
    number = chance.randrange(POOL)
    answer = _said(lambda: services.void_hold(key=f"h:{number}"))
    return Said("void", f"h:{number}", _word(answer, fresh=True))


def lapse(chance: random.Random, name: str) -> Said:
    """Time passes for one hold."""
    key = f"h:{chance.randrange(POOL)}"
    with transaction.atomic(), open_door():
        past = timezone.now() - timedelta(seconds=1)
        Hold.objects.filter(key=key, state="held").update(expires_at=past)
    return Said("lapse", key, "done")


def expiry(chance: random.Random, name: str) -> Said:
    return Said("expiry", str(services.expire_holds()), "done")


def heartbeat(chance: random.Random, name: str) -> Said:
    key = f"h:{chance.randrange(POOL)}"
    answer = _said(lambda: services.extend_hold(key=key, ttl_seconds=3_600))
    return Said("heartbeat", key, "done" if answer is None else str(answer))


def fund(chance: random.Random, name: str) -> Said:
    ref = chance.randrange(POOL // 4)
    return _posted(
        f"escrow:{ref}:fund",
        person(ref),
        f"escrow:{ref}",
        7,
        lambda: services.fund_escrow(ref=str(ref), payer=person(ref), amount_msats=7),
    )


def release(chance: random.Random, name: str) -> Said:
    ref = chance.randrange(POOL // 4)
    payee = person(ref + 1)
    return _posted(
        f"escrow:{ref}:release",
        f"escrow:{ref}",
        payee,
        7,
        lambda: services.release_escrow(ref=str(ref), payee=payee),
    )


def refund(chance: random.Random, name: str) -> Said:
    ref = chance.randrange(POOL // 4)
    return _posted(
        f"escrow:{ref}:refund",
        f"escrow:{ref}",
        person(ref),
        7,
        lambda: services.refund_escrow(ref=str(ref)),
    )


def fold(chance: random.Random, name: str) -> Said:
    try:
        return Said("fold", str(services.fold_entries()), "done")
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        return Said("fold", "", "busy")


def _sides(number: int) -> tuple[str, str]:
    """Both directions between all people, deposits and sales."""
    here, there = person(number), person(number + 1 + number % (PEOPLE - 1))
    return [(here, there), (there, here), (RAIL, here), (here, SALES)][number % 4]


def _payee(number: int) -> str:
    return SALES if number % 3 else person(number + 1)


def _posted(
    key: str, debit: str, credit: str, amount: int, act: Callable[[], services.Posted]
) -> Said:
    answer = _said(lambda: act().replayed)
    return Said("transfer", key, _word(answer, fresh=False), debit, credit, amount)


def _said(act: Callable[[], object]) -> object:
    try:
        return act()
    except LedgerError as error:
        return error.code


def _word(answer: object, *, fresh: bool) -> str:
    if isinstance(answer, bool):
        return "fresh" if answer is fresh else "replayed"
    return str(answer)


ACTS = (
    *([transfer] * 4 + [hold, capture] * 3),
    *(
        own_transfer,
        reversal,
        exchange,
        void,
        lapse,
        expiry,
        heartbeat,
        fund,
        release,
        refund,
        fold,
    ),
)
