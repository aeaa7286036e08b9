"""The whole path on real parts, while processes are killed; and what must appear nowhere.

Relay, PostgreSQL, four sites, BTCPay stand-in, vision server, web, workers, beat, bridge and Chrome
are processes of their own, and so is the customer. `kill -9` strikes the bridge and the worker in
the middle of the story, and the browser's worker in the middle of another.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from browser_agent.profile import PREFIX
from tests.canary import RecordingProxy, secrets_found
from workshop.demo import Story
from workshop.postgres import Server
from workshop.processes import Processes, free_port
from workshop.stack import Ports, Stack

pytestmark = [pytest.mark.story, pytest.mark.browser, pytest.mark.timeout(600)]
DATABASE = "unsalted_story"
WAIT_SECONDS_MAX = 240


@pytest.fixture(scope="module")
def proxy() -> Iterator[RecordingProxy]:
    with RecordingProxy(free_port()) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, proxy: RecordingProxy) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("story")
    url = Server().fresh_database(DATABASE)
    (folder / "tmp").mkdir()
    own = {
        "VISION_URL": proxy.url,
        "RUN_LEASE_SECONDS": "12",
        "SWEEP_SECONDS": "3",
        "TMPDIR": str(folder / "tmp"),  # so that this stack's Chrome profiles are known from others
    }
    with Processes(folder / "logs") as processes:
        stack = Stack(processes, folder, url, Ports.pick(usual=False), own=own)
        proxy.target = stack.vision_url
        stack.start()
        yield stack


def rows(stack: Stack, query: str) -> list[tuple[Any, ...]]:
    server = Server()
    with psycopg.connect(
        host=str(server.socket), user="postgres", dbname=DATABASE, autocommit=True
    ) as connection:
        return connection.execute(query).fetchall()


def wait_until(ready: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while not ready():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def test_a_dm_becomes_a_receipt_while_bridge_and_worker_are_killed(
    stack: Stack, proxy: RecordingProxy
) -> None:
    story, murders = Story(stack, watch=False), Murders(stack)
    living = threading.Thread(target=story.run, daemon=True)
    living.start()
    # Here and not in a thread: a child dies with the thread that started it (workshop.processes).
    murders.commit()
    living.join(WAIT_SECONDS_MAX)
    assert murders.done == ["bridge", "worker"]

    # From the outside: the site's own state, the customer's phone, the wallet.
    result = outside(stack, story)
    assert result["truths"] == dict.fromkeys(result["truths"], True)
    received = [line["text"] for line in story.lines if line["event"] == "received"]
    assert len([text for text in received if text.startswith("lnbc")]) == 1
    assert len(received) == len(set(received)), "a message came twice"
    assert rows(stack, "SELECT count(*) FROM ledger_transfer") == [(1,)]
    tries = "SELECT count(*) FROM jobs_run r JOIN jobs_job j ON j.id = r.job_id "
    assert rows(stack, tries + "WHERE j.status = 'paid'") == [(1,)]

    secrets = [story.site[name] for name in ("email", "password", "code")]
    assert proxy.bodies, "the model was never asked"
    found = secrets_found(
        secrets,
        folders=[stack.folder / name for name in ("logs", "broker", "agent", "evidence")],
        model_requests=proxy.bodies,
        dump=rows_as_text(stack),
        without={stack.folder / "logs" / "sites.log"},
    )
    assert found == []


def test_a_killed_browser_worker_leaves_a_job_for_a_person_and_no_second_try(stack: Stack) -> None:
    story = Story(stack, watch=False)
    story.site = next(s for s in stack.sites if not s.get("code") and not s.get("cvv"))
    living = threading.Thread(target=story.run, daemon=True)
    living.start()
    running = "SELECT count(*) FROM jobs_job WHERE status = 'running'"
    wait_until(lambda: rows(stack, running) == [(1,)], "the agent never began")
    wait_until(lambda: bool(profiles(stack)), "Chrome never began")
    again = stack.processes.kill("browser")
    helpless = "SELECT count(*) FROM jobs_job WHERE status = 'needs_help'"
    wait_until(lambda: rows(stack, helpless) == [(1,)], "the lease never ran out")
    again()
    living.join(WAIT_SECONDS_MAX)  # the customer goes once the bot says that a person will look
    assert "needs a person" in story.lines[-1]["text"]

    time.sleep(8)  # several sweeps: time enough for a second try, if there were one
    tries = "SELECT r.status FROM jobs_run r JOIN jobs_job j ON j.id = r.job_id "
    assert rows(stack, tries + "WHERE j.status = 'needs_help'") == [("lost",)]
    assert profiles(stack) == []
    assert chromes(stack) == []


def outside(stack: Stack, story: Story) -> dict[str, Any]:
    """The judge sets Django up with the stack's settings, so it works in a process of its own."""
    told = {"environment": stack.environment, "site": story.site, "lines": story.lines}
    code = (
        "import json, sys, types; from workshop.judge import Judge;"
        "told = json.load(sys.stdin);"
        "stack = types.SimpleNamespace(environment=told['environment']);"
        "print(json.dumps(Judge(stack, told['site'], told['lines']).result()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(told),
        env=os.environ | stack.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.base"},
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


class Murders:
    """Kills the bridge while the agent works and the worker while the invoice is due."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.done: list[str] = []
        self.before = rows(stack, "SELECT coalesce(max(id), 0) FROM jobs_jobevent")[0][0]

    def commit(self) -> None:
        self._strike("bridge", "running")
        self._strike("worker", "verified")

    def _strike(self, victim: str, status: str) -> None:
        events = f"SELECT 1 FROM jobs_jobevent WHERE id > {self.before}"  # noqa: S608
        reached = f"{events} AND to_status = '{status}'"
        wait_until(lambda: rows(self.stack, reached) != [], f"no job became {status}")
        again = self.stack.processes.kill(victim)
        time.sleep(1.0)
        again()
        self.done.append(victim)


def rows_as_text(stack: Stack) -> str:
    """Every row of every table, as text: what a stolen backup would show."""
    tables = rows(stack, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return "\n".join(
        str(row[0])
        for (table,) in tables
        for row in rows(stack, f'SELECT t::text FROM "{table}" AS t')  # noqa: S608
    )


def profiles(stack: Stack) -> list[Path]:
    return list((stack.folder / "tmp").glob(f"{PREFIX}*"))


def chromes(stack: Stack) -> list[str]:
    listed = subprocess.run(["ps", "-axww", "-o", "args"], check=True, capture_output=True)
    mine = f"--user-data-dir={stack.folder / 'tmp'}"
    return [line for line in listed.stdout.decode().splitlines() if mine in line]
