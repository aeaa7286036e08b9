"""Random operations on the real books and on the model: they must never disagree."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from payments.ledger import services
from payments.ledger.errors import LedgerError
from payments.ledger.models import Hold
from payments.ledger.queries import (
    available_msats,
    balance_at_msats,
    balance_msats,
    book_findings,
    statement,
    trial_balance,
)
from payments.ledger.tests.books import open_door
from payments.ledger.tests.model import CHART, ModelBooks, Outcome

CODES = st.sampled_from([*CHART, "rail:btcpay", "user:ann", "user:bob"])
PAYABLE = st.sampled_from(["revenue:jobs", "inflight:btcpay", "user:bob", "user:ann", "drawer"])
PEOPLE = st.sampled_from(["user:ann", "user:bob", "user:cid"])
AMOUNTS = st.integers(min_value=1, max_value=400)
KEYS = st.sampled_from([f"t{number}" for number in range(12)])
HOLDS = st.sampled_from([f"h{number}" for number in range(6)])
REFS = st.sampled_from(["deal", "flat"])
LONG_SECONDS = 3_600
KIND_OF = {True: "asset", False: "liability"}


def said(call: Callable[[], Any]) -> Any:
    """What the real books answered, or the class of their refusal."""
    try:
        return call()
    except LedgerError as error:
        return type(error)


def word(answer: Any, fresh: str) -> Outcome:
    """`replayed`, the word for something new, or the refusal itself."""
    if isinstance(answer, type):
        return answer
    return "replayed" if answer.replayed else fresh


class Books(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.model = ModelBooks()
        self.instants: list[tuple[datetime, dict[str, int]]] = []

    @initialize()
    def open_the_books(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE ledger_account, ledger_transfer, ledger_hold, ledger_checkpoint"
            )
        for code, (grows_by_debit, floor) in CHART.items():
            if floor is not None and code != "revenue:payable":
                services.open_account(code=code, kind=KIND_OF[grows_by_debit], floor_msats=floor)
            elif code == "revenue:payable":
                services.open_account(code=code, kind="revenue", floor_msats=0)
            # The others open themselves at their first posting.

    @rule(key=KEYS, debit=CODES, credit=CODES, amount=AMOUNTS)
    def transfer(self, key: str, debit: str, credit: str, amount: int) -> None:
        if debit == credit:
            return
        answer = said(
            lambda: services.post_transfer(key=key, debit=debit, credit=credit, amount_msats=amount)
        )
        assert word(answer, "posted") == self.model.post(key, debit, credit, amount)

    @rule(key=KEYS, person=PEOPLE, amount=AMOUNTS)
    def deposit(self, key: str, person: str, amount: int) -> None:
        self.transfer(key, "rail:btcpay", person, amount)

    @precondition(lambda self: self.model.transfers)
    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from([*self.model.transfers]), label="key")
        debit, credit, amount = self.model.transfers[key]
        amount += data.draw(st.sampled_from([0, 0, 1]), label="more")
        if not key.startswith(("hold:", "reversal:")):
            self.transfer(key, debit, credit, amount)

    @precondition(lambda self: self.model.transfers)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from([*self.model.transfers, "nothing"]), label="key")
        answer = said(lambda: services.reverse_transfer(key=key, reason="a mistake"))
        assert word(answer, "posted") == self.model.reverse(key)

    @rule(key=HOLDS, debit=CODES, credit=PAYABLE, amount=AMOUNTS)
    def hold(self, key: str, debit: str, credit: str, amount: int) -> None:
        if debit == credit:
            return
        answer = said(
            lambda: services.open_hold(
                key=key,
                debit=debit,
                credit=credit,
                amount_msats=amount,
                ttl_seconds=LONG_SECONDS,
            )
        )
        assert word(answer, "held") == self.model.open_hold(key, debit, credit, amount)

    @rule(key=HOLDS, person=PEOPLE, part=st.integers(min_value=1, max_value=4))
    def hold_what_is_there(self, key: str, person: str, part: int) -> None:
        if amount := self.model.available(person) * part // 4:
            self.hold(key, person, "revenue:jobs", amount)

    @rule(key=HOLDS, amount=AMOUNTS)
    def capture_any(self, key: str, amount: int) -> None:
        self._capture(key, amount)

    @rule(key=HOLDS, share=st.sampled_from(["nothing", "part", "all", "more"]))
    def capture(self, key: str, share: str) -> None:
        hold = self.model.holds.get(key)
        held = hold.amount_msats if hold else 1
        amount = {"nothing": 0, "part": (held + 1) // 2, "all": held, "more": held + 1}[share]
        self._capture(key, amount)

    def _capture(self, key: str, amount: int) -> None:
        answer = said(lambda: services.capture_hold(key=key, amount_msats=amount))
        expected = self.model.capture(key, amount)
        if answer is None:
            assert amount == 0
            assert expected in {"voided", "replayed"}
        else:
            assert word(answer, "captured") == expected

    @rule(key=HOLDS)
    def void(self, key: str) -> None:
        answer = said(lambda: services.void_hold(key=key))
        names = {True: "voided", False: "replayed"}
        assert names.get(answer, answer) == self.model.void(key)

    @rule(key=HOLDS)
    def lapse(self, key: str) -> None:
        """Time passes for this hold."""
        if key in self.model.holds and self.model.holds[key].state == "held":
            with transaction.atomic(), open_door():
                Hold.objects.filter(key=key).update(
                    expires_at=datetime.fromisoformat("2020-01-01T00:00Z")
                )
            self.model.holds[key].lapsed = True

    @rule(key=HOLDS)
    def extend(self, key: str) -> None:
        answer = said(lambda: services.extend_hold(key=key, ttl_seconds=LONG_SECONDS))
        assert (answer or "extended") == self.model.extend(key)

    @rule()
    def expire(self) -> None:
        assert services.expire_holds() == self.model.expire_all()

    @rule(ref=REFS, amount=st.integers(min_value=1, max_value=60))
    def fund(self, ref: str, amount: int) -> None:
        payer = {"deal": "user:ann", "flat": "user:bob"}[ref]
        answer = said(lambda: services.fund_escrow(ref=ref, payer=payer, amount_msats=amount))
        assert word(answer, "posted") == self.model.fund(ref, payer, amount)

    @rule(ref=REFS, payee=PEOPLE)
    def release(self, ref: str, payee: str) -> None:
        answer = said(lambda: services.release_escrow(ref=ref, payee=payee))
        assert word(answer, "posted") == self.model.end_escrow(ref, "release", payee)

    @rule(ref=REFS)
    def refund(self, ref: str) -> None:
        answer = said(lambda: services.refund_escrow(ref=ref))
        assert word(answer, "posted") == self.model.end_escrow(ref, "refund", "")

    @rule(least=st.sampled_from([1, 1, 3]))
    def fold(self, least: int) -> None:
        with mock.patch.object(services, "FOLD_LEAST", least):
            services.fold_entries()

    @rule()
    def remember(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            [at] = cursor.fetchone()
        self.instants.append((at, self.model.signed()))

    @rule(person=PEOPLE, amount=AMOUNTS)
    def think_better_of_it(self, person: str, amount: int) -> None:
        """What a caller's transaction takes back has never been."""
        with transaction.atomic():
            said(
                lambda: services.post_transfer(
                    key="never", debit="rail:btcpay", credit=person, amount_msats=amount
                )
            )
            said(
                lambda: services.open_hold(
                    key="never",
                    debit=person,
                    credit="revenue:jobs",
                    amount_msats=amount,
                    ttl_seconds=LONG_SECONDS,
                )
            )
            said(lambda: services.capture_hold(key="never", amount_msats=amount))
            transaction.set_rollback(True)

    @invariant()
    def the_books_agree(self) -> None:
        assert book_findings() == []
        real = trial_balance()
        assert sum(real.values()) == 0
        expected = self.model.signed()
        assert {c: v for c, v in expected.items() if v} == {c: v for c, v in real.items() if v}
        for code in self.model.order:
            assert balance_msats(code) == self.model.balances[code]
            assert available_msats(code) == self.model.available(code)
            floor = self.model.terms(code)[1]
            assert floor is None or self.model.available(code) >= 0
            assert floor is None or balance_msats(code) >= floor
        states = dict(Hold.objects.values_list("key", "state"))
        assert states == {key: hold.state for key, hold in self.model.holds.items()}

    def teardown(self) -> None:
        for at, expected in self.instants:
            then = trial_balance(at=at)
            assert {c: v for c, v in expected.items() if v} == {c: v for c, v in then.items() if v}
            for code, signed in expected.items():
                by = 1 if self.model.terms(code)[0] else -1
                assert balance_at_msats(code, at=at) == by * signed
        for code in self.model.order:
            entries = statement(code, limit=500)
            assert sum(entry.amount_msats for entry in entries) == self.model.balances[code]


@pytest.mark.django_db(transaction=True)
def test_the_books_and_the_model_never_disagree() -> None:
    run = settings(
        max_examples=40,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Books, settings=run)
