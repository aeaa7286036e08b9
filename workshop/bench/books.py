"""Databases to measure on: migrated, with people who have money, filled as much as is asked."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from workshop.postgres import Server
from workshop.say import refuse

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 1_000
START_MSATS = 10**15
HOT = "user:hot"
BUSY = "revenue:jobs"


class Place:
    """One database of the embedded server."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.url = server.url.rsplit("/", 1)[0] + f"/{name}"

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(
            host=str(self.server.socket), user="postgres", dbname=self.name, autocommit=True
        )

    def migrate(self, settings: str, environment: dict[str, str]) -> None:
        """Empty before, every table of the product afterwards."""
        self.server.fresh_database(self.name)
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v", "0"],
            cwd=ROOT,
            env=os.environ
            | environment
            | {"DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": settings},
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            refuse(f"The database could not be prepared:\n{done.stderr[-2_000:]}")

    def copy_to(self, name: str) -> "Place":
        with psycopg.connect(
            host=str(self.server.socket), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return Place(self.server, name)

    def drop(self) -> None:
        with psycopg.connect(
            host=str(self.server.socket), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def open_people(self) -> None:
        """user:0 to user:999 and user:hot, each with more than any run can spend."""
        with self.connect() as connection:
            for code, kind in (("rail:btcpay", "asset"), (BUSY, "revenue")):
                connection.execute("SELECT ledger_account_open(%s, %s, '', NULL)", [code, kind])
            connection.execute("SELECT ledger_account_open(%s, 'liability', '', 0)", [HOT])
            connection.execute(
                "SELECT ledger_account_open('user:' || i, 'liability', '', 0)"
                " FROM generate_series(0, %s - 1) i",
                [PEOPLE],
            )
            connection.execute(
                "SELECT ledger_post('start:' || i, 'rail:btcpay', 'user:' || i, %s, 'deposit', '')"
                " FROM generate_series(0, %s - 1) i",
                [START_MSATS, PEOPLE],
            )
            connection.execute("VACUUM ANALYZE")

    def fill(self, transfers: int) -> None:
        """That many more transfers, as if 1 msat had gone round and round among all people.

        A whole round leaves every balance as it was, so only whole rounds are written.
        """
        assert transfers % PEOPLE == 0
        with self.connect() as connection, connection.transaction():
            connection.execute("SET LOCAL ledger.door = 'open'")
            connection.execute(
                """
                INSERT INTO ledger_transfer (key, debit_id, credit_id, amount_msats, kind, memo,
                       inputs_hash, debit_after_msats, credit_after_msats, posted_at)
                SELECT 'filled:' || md5(i::text), d.id, c.id, 1, 'other', '',
                       ledger_hash(d.code, c.code, 1), %(start)s - (n.d = 0)::int,
                       %(start)s + (n.c <> 0)::int, clock_timestamp()
                  FROM generate_series(0, %(count)s - 1) i
                  CROSS JOIN LATERAL (SELECT i %% %(people)s AS d, (i + 1) %% %(people)s AS c) n
                  JOIN ledger_account d ON d.code = 'user:' || n.d
                  JOIN ledger_account c ON c.code = 'user:' || n.c
                 ORDER BY i
                """,
                {"start": START_MSATS, "count": transfers, "people": PEOPLE},
            )

    def settle(self) -> None:
        """What PostgreSQL has put off is done, so that no measurement pays for another."""
        with self.connect() as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")

    def transfers(self) -> int:
        with self.connect() as connection:
            row = connection.execute("SELECT count(*) FROM ledger_transfer").fetchone()
        return int(row[0]) if row else 0
