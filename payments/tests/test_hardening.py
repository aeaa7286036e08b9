"""A real second role of PostgreSQL: it posts, and every other way into the books is shut."""

import secrets
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from accounts.models import User
from conftest import Bell
from payments.ledger.chart import RAIL_BTCPAY, REVENUE_JOBS
from payments.ledger.models import Transfer
from payments.ledger.queries import balance_msats, book_findings
from payments.ledger.services import fold_entries, open_account, post_transfer
from payments.ledger.tests.books import given_balance
from payments.models import OperatorAction
from payments.services.hardening import harden_ledger

pytestmark = pytest.mark.django_db(transaction=True)
# Roles belong to the whole server: a run that was killed must not be in the way of the next.
ROLE, PASSWORD = f"hardened_{secrets.token_hex(4)}", "a password for a test's role"
HEIR = f"heir_{secrets.token_hex(4)}"

DIRECT_WRITES = [
    "INSERT INTO ledger_account (code, kind, owner, posted_msats, held_msats)"
    " VALUES ('user:mallory', 'liability', '', 1000000, 0)",
    "UPDATE ledger_account SET posted_msats = posted_msats + 1",
    "DELETE FROM ledger_account",
    "TRUNCATE ledger_account CASCADE",
    "INSERT INTO ledger_transfer (key, debit_id, credit_id, amount_msats, kind, memo, inputs_hash)"
    " VALUES ('x', 1, 2, 1, 'other', '', repeat('0', 64))",
    "UPDATE ledger_transfer SET amount_msats = 1",
    "DELETE FROM ledger_transfer",
    "TRUNCATE ledger_transfer",
    "INSERT INTO ledger_checkpoint (account_id, through_id, debits_msats, credits_msats, folded_at)"
    " VALUES (1, 1, 1, 1, now())",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_hold SET expires_at = now()",
    "DELETE FROM ledger_hold",
    "ALTER TABLE ledger_transfer DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_transfer_no_change ON ledger_transfer",
    "DROP TABLE ledger_transfer CASCADE",
    "CREATE OR REPLACE FUNCTION ledger_shift(p_id bigint, p_posted bigint, p_held bigint)"
    " RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    "SELECT ledger_shift((SELECT min(id) FROM ledger_account), 1, 0)",
    "SET session_replication_role = 'replica'",
    "CREATE FUNCTION ledger_shift(p_id bigint, p_posted bigint, p_held int) RETURNS bigint"
    " LANGUAGE sql AS 'SELECT 1::bigint'",
    "UPDATE payments_operatoraction SET reason = 'another'",
    "DELETE FROM payments_operatoraction",
    "UPDATE payments_liabilityproof SET total_msats = 0",
    "UPDATE payments_liabilityleaf SET balance_msats = 0",
]


@pytest.fixture
def role(bell: Bell) -> Iterator[str]:
    """A login role as an application has it: all rights on all tables, and owner of none."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(_role(), PASSWORD))
        cursor.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(_role()))
        cursor.execute(sql.SQL("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}").format(_role()))
        cursor.execute(sql.SQL("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {}").format(_role()))
        granted = _function_rights()
    yield ROLE
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP OWNED BY {}").format(_role()))
        cursor.execute(sql.SQL("DROP ROLE {}").format(_role()))
        for function in granted:  # the next test's database is the same one
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO PUBLIC")


def _role() -> sql.Identifier:
    return sql.Identifier(ROLE)


def _function_rights() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE 'ledger\\_%%'"
        )
        return [name for (name,) in cursor.fetchall()]


def as_role() -> psycopg.Connection[Any]:
    told = connection.settings_dict
    return psycopg.connect(
        host=told["HOST"] or None,
        port=told["PORT"] or None,
        user=ROLE,
        password=PASSWORD,
        dbname=told["NAME"],
        autocommit=True,
    )


@pytest.mark.parametrize("statement", DIRECT_WRITES)
def test_no_direct_write_is_left(role: str, statement: str) -> None:
    given_balance("alice", 1_000)
    OperatorAction.objects.create(
        operator=User.objects.create_user("op"), action="x", subject="x", reason="x"
    )
    harden_ledger(role=role)
    with as_role() as other:
        other.execute("SET ledger.door = 'open'")  # everybody can say that; it must not help
        with pytest.raises(InsufficientPrivilege):
            other.execute(statement)
    assert balance_msats("user:alice") == 1_000


def test_before_it_the_doors_could_be_opened(role: str) -> None:
    given_balance("alice", 1_000)
    with as_role() as other:
        other.execute("SET ledger.door = 'open'")
        other.execute("UPDATE ledger_account SET posted_msats = 1 WHERE code = 'user:alice'")
    assert balance_msats("user:alice") == 1


def test_the_whole_service_posts_as_that_role(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    harden_ledger(role=role)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(_role()))
    try:
        code = given_balance("alice", 5_000)
        post_transfer(key="job", debit=code, credit=REVENUE_JOBS, amount_msats=2_000)
        open_account(code="user:bob", kind="liability", owner="bob", floor_msats=0)
        monkeypatch.setattr("payments.ledger.services.FOLD_LEAST", 1)
        assert fold_entries() > 0
        assert (balance_msats(code), balance_msats(RAIL_BTCPAY)) == (3_000, 5_000)
        assert book_findings() == []
        operator = User.objects.create_user("op")
        OperatorAction.objects.create(operator=operator, action="x", subject="x", reason="x")
        with pytest.raises(Exception, match="permission denied"):
            Transfer.objects.all().delete()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")


def test_roles_that_cannot_be_held_to_it_are_refused(role: str) -> None:
    with pytest.raises(CommandError, match="There is no role nobody_at_all"):
        call_command("harden_ledger", "--role", "nobody_at_all")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [owner] = cursor.fetchone()
        with pytest.raises(CommandError, match=r"superuser|owns the books"):
            call_command("harden_ledger", "--role", owner)
        cursor.execute("SELECT relowner::regrole::text FROM pg_class WHERE relname='ledger_hold'")
        [owner] = cursor.fetchone()
        cursor.execute(f'CREATE ROLE {HEIR}; GRANT "{owner}" TO {HEIR}')
        try:
            with pytest.raises(CommandError, match="owns the books"):
                call_command("harden_ledger", "--role", HEIR)
        finally:
            cursor.execute(f"DROP ROLE {HEIR}")


def test_the_command_says_what_it_did_and_can_be_repeated(role: str) -> None:
    call_command("harden_ledger", "--role", role, stdout=sys.stderr)
    assert harden_ledger(role=role)["tables"] == 4
