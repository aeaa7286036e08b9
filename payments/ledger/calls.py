"""Calling the SQL functions of migration 0004: one round trip, planned once per connection."""

from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import Cursor

from kernel.retry import retried


def call(function: str, *values: str | float | datetime | None) -> tuple[Any, ...]:
    """The one row that the function answers with. Raises Django's database errors.

    Tried again on deadlocks, unless a caller's transaction is open.
    """
    marks = ", ".join(["%s"] * len(values))
    return _row(f"SELECT * FROM {function}({marks})", values)  # noqa: S608


@retried
def _row(statement: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Prepared on the server: Django's cursor would send text to be parsed and planned each time,
    a fifth of what a posting takes. Where somebody listens to queries, they hear this one."""
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as heard:
            heard.execute(statement, values)
            return tuple(heard.fetchone())
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        cursor = Cursor(connection.connection)
        row = cursor.execute(statement, values, prepare=True).fetchone()
    assert row is not None
    return tuple(row)
