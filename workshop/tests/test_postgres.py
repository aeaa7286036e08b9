"""The embedded server is private: a socket that only its owner enters, no TCP, no superuser."""

import os
import re

import psycopg
import pytest
from django.db import connection

from workshop.dotenv import EMBEDDED
from workshop.postgres import NOBODY, Server

pytestmark = pytest.mark.skipif(
    "/socket/" not in os.environ["DATABASE_URL"] and "ub-pg-" not in os.environ["DATABASE_URL"],
    reason="the tests run on a server of somebody else",
)


@pytest.mark.django_db
def test_it_is_new_enough_and_listens_on_no_network() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW listen_addresses")
        assert cursor.fetchone() == ("",)
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 160_000


def test_its_folders_are_closed_to_others_and_it_is_not_root() -> None:
    server = Server()
    assert server.socket.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_uid == (NOBODY if os.getuid() == 0 else os.getuid())


def test_its_address_is_read_by_django_and_refreshed_in_a_moved_checkout() -> None:
    server = Server()
    line = f"DATABASE_URL={server.url}"
    assert re.fullmatch(EMBEDDED, line)
    with psycopg.connect(host=str(server.socket), user="postgres", dbname="postgres") as found:
        assert found.info.server_version >= 160_000
