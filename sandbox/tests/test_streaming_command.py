"""manage.py sandbox_streaming as a process: announces, remembers, survives kill -9."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from config.env import BASE_DIR
from kernel.clock import utc_now
from sandbox.streaming.sites import BRANDS
from sandbox.streaming.state import new_state
from sandbox.streaming.store import load_state, save_state
from sandbox.tests.test_streaming import cancel
from sandbox.tests.visitor import Customer, Visitor

COMMAND = [sys.executable, str(BASE_DIR / "manage.py"), "sandbox_streaming"]


@contextmanager
def launched(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[dict[str, Any]]]]:
    environment = {
        name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"
    }
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())["sites"]
        finally:
            process.kill()


def free_base_port() -> int:
    """The first of four neighbouring ports that are free right now."""
    for base in range(23_000, 30_000, 4):
        taken = [_taken(base + place) for place in range(4)]
        if not any(taken):
            return base
    raise AssertionError("no four free ports")


def _taken(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def test_it_announces_four_listening_sites_and_ends_clean_on_sigterm() -> None:
    base = free_base_port()
    with launched("--base-port", str(base)) as (process, sites):
        assert [site["slug"] for site in sites] == [brand.slug for brand in BRANDS]
        for place, site in enumerate(sites):
            assert site["url"] == f"http://127.0.0.1:{base + place}"
            assert httpx.get(site["start_url"]).status_code == 200
            assert httpx.get(site["account_url"]).status_code == 303
            headers = {"X-Control-Key": site["control_key"]}
            state = httpx.get(f"{site['url']}/__control__/state", headers=headers).json()
            assert state["subscription"] == "active"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_a_killed_site_remembers_customer_cancellation_and_session(tmp_path: Path) -> None:
    arguments = ("--base-port", str(free_base_port()), "--state-dir", str(tmp_path))
    with launched(*arguments) as (process, sites):
        customer = Customer(**{name: sites[0][name] for name in Customer._fields})
        with Visitor(customer) as visitor:
            cancel(visitor.sign_in())
            jar = dict(visitor.http.cookies)
        process.kill()
        process.wait(timeout=10)
    with launched(*arguments) as (_, again):
        assert again == sites
        with httpx.Client(cookies=jar) as client:
            account = client.get(customer.account_url)
        assert account.status_code == 200
        assert "Cancelled" in account.text


def test_a_taken_port_is_named() -> None:
    base = free_base_port()
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", base + 2))
        squatter.listen()
        done = subprocess.run(
            [*COMMAND, "--base-port", str(base)],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert done.returncode == 1
    assert "cannot listen" in done.stderr


def test_a_state_file_is_private_and_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "site.json"
    assert load_state(path) is None
    state = new_state(BRANDS[2], seed=None, today=utc_now().date())
    state.open_session()
    state.send_code(brand_name="Kaleido", now=utc_now())
    save_state(path, state)
    assert load_state(path) == state
    assert path.stat().st_mode & 0o077 == 0
    assert [found.name for found in path.parent.iterdir()] == ["site.json"]
