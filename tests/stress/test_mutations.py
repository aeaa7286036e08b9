"""Each guard of the database is taken away in turn: then something must slip through.

A guard that nothing here kills fails `test_every_guard_has_a_killer`, so a new constraint or
trigger brings its killer with it. Clauses of the posting functions: see test_clauses.py.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from payments.ledger.tests.books import open_door
from tests.stress.rows import (
    BESIDES,
    LAWFUL,
    MODELS,
    SHADOWED,
    TWINS,
    UNLAWFUL,
    besides,
    digest,
    fresh,
)

pytestmark = pytest.mark.django_db
TABLES = sorted(MODELS)
type AnyField = "models.Field[Any, Any]"


@contextmanager
def laboratory() -> Iterator[None]:
    """Everything inside is taken back, dropped constraints included."""
    with transaction.atomic(), open_door():
        with connection.cursor() as cursor:
            # Deferred checks at once; and what is still to be checked would block ALTER TABLE.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def refusal(attempt: Callable[[], object]) -> str:
    """What the database said against it; empty where it let it pass."""
    try:
        with transaction.atomic():
            attempt()
    except IntegrityError as error:
        return str(error)
    return ""


def assert_kills(words: str, attempt: Callable[[], object], mutate: str) -> None:
    """The attempt is refused in those words, and no longer so once the guard is gone."""
    assert words in refusal(attempt)
    run(mutate)
    assert words not in refusal(attempt)


def save(row: models.Model) -> None:
    row.save(force_insert=True)


def guards(kind: str) -> dict[str, str]:
    """Constraint -> table, for constraints of that kind (pg_constraint.contype)."""
    return dict(
        rows(
            "SELECT c.conname, c.conrelid::regclass::text FROM pg_constraint c"
            " WHERE c.contype = %s AND c.conrelid::regclass::text = ANY(%s) ORDER BY 1",
            kind,
            TABLES,
        )
    )


@pytest.mark.parametrize("name", sorted(UNLAWFUL))
def test_without_the_check_an_unlawful_row_slips_in(name: str) -> None:
    table, facts = UNLAWFUL[name]
    with laboratory():
        if name in SHADOWED:
            run(f"ALTER TABLE {table} DROP CONSTRAINT {SHADOWED[name]}")
        assert_kills(
            f'"{name}"',
            lambda: save(fresh(table, **facts)),
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )


@pytest.mark.parametrize("name", sorted(TWINS))
def test_without_the_check_both_sides_can_be_the_same(name: str) -> None:
    table, one, other = TWINS[name]

    def attempt() -> None:
        row = fresh(table)
        setattr(row, one, getattr(row, other))
        save(row)

    with laboratory():
        assert_kills(f'"{name}"', attempt, f"ALTER TABLE {table} DROP CONSTRAINT {name}")


@pytest.mark.parametrize("table", TABLES)
def test_without_the_unique_index_a_row_is_there_twice(table: str) -> None:
    for name, columns, constraint in unique_indexes(table):

        def attempt(name: str = name, columns: list[str] = columns) -> None:
            facts = BESIDES.get(name, {})
            first, second = fresh(table, **facts), fresh(table, **facts)
            fields = {field.column: field for field in first._meta.concrete_fields}
            for column in columns:
                field = fields[column]
                if getattr(first, field.attname) is None:
                    setattr(first, field.name, _some(field))
                setattr(second, field.name, getattr(first, field.name))
            save(first)
            save(second)

        drop = f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE"
        with laboratory():
            assert_kills(f'"{name}"', attempt, drop if constraint else f"DROP INDEX {name}")


def unique_indexes(table: str) -> list[tuple[str, list[str], bool]]:
    """Name, columns (none for an expression), whether a constraint owns it; primary keys too."""
    return [
        (name, [column for column in columns if column], owned)
        for name, columns, owned in rows(
            """
            SELECT i.indexrelid::regclass::text,
                   array(SELECT a.attname FROM unnest(i.indkey) WITH ORDINALITY k(num, place)
                           LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
                          ORDER BY k.place),
                   EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid
                                                           AND c.contype IN ('p', 'u'))
              FROM pg_index i WHERE i.indisunique AND i.indrelid = %s::regclass ORDER BY 1
            """,
            table,
        )
    ]


def _some(field: AnyField) -> Any:
    """A value for a column that may be null, or for a key that the database would give."""
    if field.is_relation:
        row = fresh(field.related_model._meta.db_table)  # type: ignore[union-attr]
        row.save()
        return row
    return 1_000_000_007 if field.primary_key else digest(1)


@pytest.mark.parametrize("table", TABLES)
def test_without_not_null_a_column_can_be_empty(table: str) -> None:
    for field in MODELS[table]._meta.concrete_fields:
        if field.null or field.primary_key:
            continue

        def attempt(field: AnyField = field) -> None:
            row = fresh(table)
            setattr(row, field.attname, None)
            save(row)

        with laboratory():
            assert_kills(
                f'null value in column "{field.column}" of relation "{table}"',
                attempt,
                f'ALTER TABLE {table} ALTER COLUMN "{field.column}" DROP NOT NULL',
            )


@pytest.mark.parametrize("table", TABLES)
def test_without_the_foreign_key_a_row_belongs_to_nothing(table: str) -> None:
    columns = rows(
        "SELECT c.conname, a.attname FROM pg_constraint c JOIN pg_attribute a"
        " ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND c.conrelid = %s::regclass",
        table,
    )
    for name, column in columns:

        def attempt(name: str = name, column: str = column) -> None:
            row = fresh(table, **besides(name))
            field = next(f for f in row._meta.concrete_fields if f.column == column)
            key = field.related_model._meta.pk  # type: ignore[union-attr]
            setattr(row, field.attname, uuid4() if isinstance(key, models.UUIDField) else 10**12)
            save(row)

        with laboratory():
            assert_kills(f'"{name}"', attempt, f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def _by_hand(table: str) -> Callable[[], None]:
    def attempt() -> None:
        row = fresh(table)  # what it belongs to is written while the door is open
        run("SET LOCAL ledger.door = 'closed'")
        save(row)
        run("SET LOCAL ledger.door = 'open'")

    return attempt


def _then(table: str, statement: str, **facts: Any) -> Callable[[], None]:
    """A lawful row is there; then somebody runs that on the table."""

    def attempt() -> None:
        save(fresh(table, **facts))
        run(statement)

    return attempt


DOORS = {
    f"{table}_door": (_by_hand(table), "written by the posting functions only")
    for table in ("ledger_account", "ledger_transfer", "ledger_hold", "ledger_checkpoint")
}
STAYS = {
    f"{table}_stays": (_then(table, f"DELETE FROM {table}"), "never removed")  # noqa: S608
    for table in ("ledger_account", "ledger_hold", "ledger_checkpoint")
}
TRUNCATES = {
    f"{table}_no_truncate": (_then(table, f"TRUNCATE {table} CASCADE"), words)
    for table, words in {
        "ledger_account": "never removed",
        "ledger_hold": "never removed",
        "ledger_checkpoint": "never removed",
        "ledger_transfer": "immutable",
        "payments_operatoraction": "",
        "payments_liabilityproof": "",
    }.items()
}
OTHERS = {
    "ledger_transfer_no_change": (
        _then("ledger_transfer", "UPDATE ledger_transfer SET memo = 'nothing happened'"),
        "immutable",
    ),
    "ledger_account_identity": (
        _then("ledger_account", "UPDATE ledger_account SET owner = 'eve'"),
        "never removed",
    ),
    "ledger_hold_ends_once": (
        _then("ledger_hold", "UPDATE ledger_hold SET amount_msats = 4"),
        "a hold ends once",
    ),
    "payments_operatoraction_stays": (
        _then("payments_operatoraction", "UPDATE payments_operatoraction SET reason = 'another'"),
        "",
    ),
    "payments_liabilityproof_stays": (
        _then("payments_liabilityproof", "UPDATE payments_liabilityproof SET total_msats = 2"),
        "",
    ),
    "payments_liabilityleaf_stays": (
        _then("payments_liabilityleaf", "UPDATE payments_liabilityleaf SET balance_msats = 2"),
        "",
    ),
}
TRIGGERS = DOORS | STAYS | TRUNCATES | OTHERS


@pytest.mark.parametrize("name", sorted(TRIGGERS))
def test_without_the_trigger_a_hand_gets_in(name: str) -> None:
    attempt, words = TRIGGERS[name]
    [(table,)] = rows(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s AND NOT tgisinternal",
        name,
    )
    with laboratory():
        # Those against TRUNCATE are off in test runs: see conftest.
        run(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
        said = refusal(attempt)
        assert said
        assert words in said
        run(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        assert not refusal(attempt)


def test_every_guard_has_a_killer() -> None:
    """Keys, references and NOT NULL are found by themselves; checks and triggers are listed."""
    assert set(guards("c")) == {*UNLAWFUL, *TWINS}
    triggers = rows(
        "SELECT tgname FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY(%s)",
        TABLES,
    )
    assert {name for (name,) in triggers} == set(TRIGGERS)
    assert set(LAWFUL) == set(TABLES)
    kinds = rows(
        "SELECT DISTINCT contype FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s)",
        TABLES,
    )
    assert {kind for (kind,) in kinds} <= set("cpufn")
