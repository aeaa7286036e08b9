# ruff: noqa: E501 - a table reads best with one mutation in a line
"""Each clause of the posting functions is taken out in turn: then a scene goes wrong.

On a database of its own, so that a mutated function is never seen by another test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.stress import races, scenes

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class Mutation:
    """`clause` of the function's text becomes `instead`; then the scene fails."""

    function: str
    clause: str
    instead: str
    scene: Callable[[], None]
    also: tuple[str, str] = ("", "")
    # In both runs: time for others between two statements of the function.
    widened: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        return f"{self.function}-{' '.join(self.clause.split())[:48]}-{self.scene.__name__}"


AFFORDABLE = (
    "AND (p_posted >= p_held OR posted_msats + p_posted - held_msats - p_held >= floor_msats)"
)
PAUSE = (
    "SELECT * INTO h FROM ledger_hold WHERE key = p_key;",
    "PERFORM pg_sleep(0.002); SELECT * INTO h FROM ledger_hold WHERE key = p_key;",
)
LOST_RACE = "ON CONFLICT (key) DO NOTHING RETURNING id INTO"
MUTATIONS = (
    Mutation("ledger_shift", AFFORDABLE, "", scenes.says_what_cannot_be_afforded),
    Mutation("ledger_shift", "- held_msats", "", scenes.keeps_what_is_held_from_being_spent),
    Mutation("ledger_shift", ", held_msats = held_msats + p_held", "", scenes.keeps_what_is_held_from_being_spent),
    Mutation("ledger_post", "IF d_after IS NOT NULL THEN", "IF false THEN", scenes.takes_the_debit_back),
    Mutation("ledger_post", "IF c_after IS NOT NULL THEN", "IF false THEN", scenes.takes_the_credit_back),
    Mutation("ledger_post", "IF d_after IS NOT NULL THEN", "IF false THEN", races.posts_one_of_many_racers),
    Mutation("ledger_post", LOST_RACE, "RETURNING id INTO", races.posts_one_of_racers_that_share_no_lock),
    Mutation("ledger_post", "d.id < c.id", "true", races.locks_in_the_order_of_ids, also=("d.id > c.id", "false")),
    Mutation("ledger_post", "NOT ledger_on_lane(p_key, p_debit, p_credit)", "false", scenes.keeps_lanes),
    Mutation("ledger_post", "OR p_key LIKE 'hold:%'", "", scenes.keeps_reserved_keys),
    Mutation("ledger_post", "ELSE 'reused' END", "ELSE 'replayed' END", scenes.compares_the_inputs_of_a_key),
    Mutation("ledger_hold_open", "ELSE 'reused' END", "ELSE 'replayed' END", scenes.compares_the_inputs_of_a_key),
    Mutation("ledger_hold_open", LOST_RACE, "RETURNING id INTO", races.opens_one_hold_of_racers),
    Mutation("ledger_hold_open", "PERFORM ledger_shift(d.id, 0, -p_amount);", "", races.opens_one_hold_of_racers),
    Mutation("ledger_hold_open", "d.floor_msats IS NULL OR", "", scenes.holds_only_on_floored_accounts),
    Mutation("ledger_hold_open", "p_credit LIKE 'rail:%' OR NOT ledger_on_lane('', p_debit, p_credit)", "false", scenes.keeps_lanes_of_holds),
    Mutation("ledger_hold_capture", "AND state = 'held'", "", scenes.captures_once),
    Mutation("ledger_hold_capture", "AND amount_msats >= p_amount", "", scenes.captures_at_most_what_is_held),
    Mutation("ledger_hold_capture", "-h.amount_msats)", "-p_amount)", scenes.frees_the_rest_of_a_capture),
    Mutation("ledger_hold_capture", "c.id < d.id", "true", races.captures_in_the_order_of_ids, also=("c.id > d.id", "false")),
    Mutation("ledger_hold_capture", "-- It was opened", "outcome := 'resolved'; RETURN; --", races.ends_what_is_just_being_opened, widened=PAUSE),
    Mutation("ledger_hold_release", "AND state = 'held'", "", scenes.voids_once),
    Mutation("ledger_hold_release", "AND (p_state = 'voided' OR expires_at <= clock_timestamp())", "", scenes.expires_only_what_has_lapsed),
    Mutation("ledger_hold_release", "PERFORM ledger_shift(h.debit_id, 0, -h.amount_msats);", "", scenes.voids_once),
    Mutation("ledger_hold_release", "-- It was opened", "outcome := 'early'; RETURN; --", races.ends_what_is_just_being_opened, widened=PAUSE),
    Mutation("ledger_hold_extend", "AND state = 'held'", "", scenes.extends_only_what_is_held),
    Mutation("ledger_hold_extend", "greatest(expires_at, clock_timestamp() + make_interval(secs => p_ttl_seconds))", "clock_timestamp() + make_interval(secs => p_ttl_seconds)", scenes.extends_only_forwards),
    Mutation("ledger_holds_expire", "p_account IS NULL OR", "true OR", scenes.expires_holds_of_the_asked_account_only),
    Mutation("ledger_holds_expire", "ORDER BY lapsed.debit_id, lapsed.id", "", races.expires_in_the_order_of_ids),
    Mutation("ledger_quiet_id", "LOCK TABLE ledger_transfer IN SHARE MODE;", "", races.folds_nothing_that_is_still_being_written),
    Mutation("ledger_fold", "PERFORM pg_advisory_xact_lock(hashtext('ledger_fold'));", "", races.folds_one_at_a_time),
    Mutation("ledger_fold", "coalesce(last.debits_msats, 0) +", "", scenes.folds_from_the_last_checkpoint_on),
    Mutation("ledger_post", "SET search_path TO 'public', 'pg_temp'", "", scenes.looks_at_home_only),
)  # fmt: skip
RACES_MAX = 4
EMPTY = "TRUNCATE ledger_account, ledger_transfer, ledger_hold, ledger_checkpoint"


@pytest.fixture(scope="module")
def mutant(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the empty test database; every connection of this module's tests goes there."""
    with django_db_blocker.unblock():
        original = connection.settings_dict["NAME"]
        copy = f"{original}_mutant"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = original
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


@contextmanager
def rewritten(function: str, *changes: tuple[str, str]) -> Iterator[None]:
    """The function with each of those pieces of its text replaced, until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s", [function])
        [(text,)] = cursor.fetchall()
        changed = text
        for clause, instead in changes:
            assert clause in text, "the function reads otherwise now"
            changed = changed.replace(clause, instead) if clause else changed
        cursor.execute(changed)
        try:
            yield
        finally:
            cursor.execute(text)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_without_the_clause_a_scene_goes_wrong(mutation: Mutation, mutant: None) -> None:
    clause = (mutation.clause, mutation.instead)
    with rewritten(mutation.function, mutation.widened):
        _play(mutation.scene)
    with (
        rewritten(mutation.function, mutation.widened, clause, mutation.also),
        pytest.raises(Exception),  # noqa: B017, PT011 - wrong in any way
    ):
        _play(mutation.scene, times=RACES_MAX)


def _play(scene: Callable[[], None], *, times: int = 1) -> None:
    """times: on a busy machine racers may miss each other for once."""
    for _ in range(times):
        with connection.cursor() as cursor:
            cursor.execute(EMPTY)
        scene()


def test_every_posting_function_has_a_mutation() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'ledger\\_%'")
        names = {name for (name,) in cursor.fetchall()}
    with_triggers = {
        "ledger_refuse_hand",
        "ledger_refuse_removal",
        "ledger_refuse_change",
        "ledger_hold_terms",
    }
    pure = {
        "ledger_hash": "what it answers is compared with itself",
        "ledger_on_lane": "every lane is tried in test_guards",
        "ledger_account_open": "one statement; account_code_once kills it",
        "ledger_signed_balance": "compared with the model and with refolding",
        "ledger_signed_balance_at": "compared with the model at remembered instants",
    }
    assert names == {m.function for m in MUTATIONS} | with_triggers | set(pure)
