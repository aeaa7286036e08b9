"""Giving the application a database role that cannot write in the books except by posting.

The triggers refuse slips; privileges refuse whoever means it: a role without them cannot open the
doors, drop a trigger or truncate a table, not even with SQL of its own.
"""

from django.db import connection, transaction
from psycopg import sql

from payments.errors import PaymentsError

TRAIL = ("payments_operatoraction", "payments_liabilityproof")
"""Written once and never changed, by anybody."""
TRAIL_LEAVES = "payments_liabilityleaf"


class RoleUnfitError(PaymentsError):
    """A superuser, an owner of the books, or nobody at all."""

    code = "role_unfit"


@transaction.atomic
def harden_ledger(*, role: str) -> dict[str, int]:
    """Let `role` read the books and call the posting functions, and nothing else in them.

    What it may do elsewhere is left as it is. Run it as the owner of the tables, after every
    migration. Returns how many tables and functions it was about. Raises RoleUnfitError where
    PostgreSQL would not hold that role to it.
    """
    _refuse_unfit(role)
    tables, functions = _tables(), _functions()
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        [schema] = cursor.fetchone()
        # A function of its own, beside ours and fitting better, would run with the owner's rights.
        shut = sql.SQL("REVOKE CREATE ON SCHEMA {} FROM {}, PUBLIC")
        cursor.execute(shut.format(sql.Identifier(schema), name))
        for table in tables:
            known = sql.Identifier(table)
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}, PUBLIC").format(known, name))
            cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(known, name))
        for table in (*TRAIL, TRAIL_LEAVES):
            changes = "UPDATE, TRUNCATE" if table == TRAIL_LEAVES else "UPDATE, DELETE, TRUNCATE"
            statement = f"REVOKE {changes}, TRIGGER, REFERENCES ON {{}} FROM {{}}, PUBLIC"
            cursor.execute(sql.SQL(statement).format(sql.Identifier(table), name))
        for function in functions:  # a name with its arguments, as PostgreSQL itself writes it
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            cursor.execute(
                sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.SQL(function), name)
            )
    return {"tables": len(tables), "functions": len(functions)}


def _refuse_unfit(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.rolsuper OR r.rolbypassrls,
                   EXISTS (SELECT FROM pg_class c WHERE c.relname LIKE 'ledger\\_%%'
                              AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
              FROM pg_roles r WHERE r.rolname = %s
            """,
            [role],
        )
        found = cursor.fetchone()
    if found is None:
        raise RoleUnfitError(f"There is no role {role}.")
    is_super, owns = found
    if is_super:
        raise RoleUnfitError(f"{role} is a superuser: nothing can be kept from it.")
    if owns:
        raise RoleUnfitError(f"{role} owns the books, or may act as who does.")


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'ledger\\_%%'"
            " AND relnamespace = current_schema()::regnamespace ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def _functions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE 'ledger\\_%%'"
            " AND pronamespace = current_schema()::regnamespace ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]
