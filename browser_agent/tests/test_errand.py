"""The agent's side of a run for the server, against its API on a real socket."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browser_agent.chain import check_chain, images_of, signing_key_of
from browser_agent.contract import ErrorCode
from browser_agent.errand import Lease, open_vault, run_errand, send_spooled
from browser_agent.errors import AbortedError
from browser_agent.hands import StopFlag
from browser_agent.link import AgentLink
from browser_agent.settings import BodySettings, WorkerSettings, worker
from browser_agent.spool import Spool
from browser_agent.tests.agent_api import TOKEN, AgentApi
from browser_agent.tests.plain_site import (
    PlainSite,
    ScriptedVision,
    place,
    seeing,
    serving,
    step,
    verdict,
)
from browser_agent.tests.scripted_http import answering
from kernel.sealing import PrivateKey, SealBrokenError

EMAIL, PASSWORD, CODE = "maria.lopez@example.org", "p@ss#%Ü1x", "481516"
SIGN_IN = [
    step("type", "sign_in", target="Email", text_ref="email", **place(280, 118)),
    step("type", "sign_in", target="Password", text_ref="password", submit=True, **place(280, 218)),
]
CANCEL = [
    step("click", "account", state="active", target="Cancel", commit=True, **place(280, 218)),
    step("done", "done", state="cancelled"),
]


@contextmanager
def house(
    tmp_path: Path, vision: ScriptedVision, site: PlainSite
) -> Iterator[tuple[AgentApi, WorkerSettings]]:
    key = PrivateKey.generate()
    key.write_file(tmp_path / "key.json")
    with serving(site) as url, seeing(vision) as vision_url:
        api = AgentApi(
            key=key.public_key,
            start_url=f"{url}/",
            account_url=f"{url}/account",
            origin=urlsplit(url).netloc,
            secrets={"email": EMAIL, "password": PASSWORD},
        )
        with answering(api.answer) as (api_url, _):
            body = BodySettings(vision_url, "scripted", "", "", "", tmp_path / "evidence")
            yield (
                api,
                WorkerSettings(
                    broker_url=f"filesystem://{tmp_path}/broker",
                    api_url=api_url,
                    token=TOKEN,
                    private_key_file=tmp_path / "key.json",
                    spool_dir=tmp_path / "spool",
                    name="test",
                    body=body,
                ),
            )


@pytest.fixture
def site() -> PlainSite:
    return PlainSite(email=EMAIL, password=PASSWORD)


def scripted(site: PlainSite, *between: dict[str, object]) -> ScriptedVision:
    return ScriptedVision(
        [*SIGN_IN, *between, *CANCEL],
        lambda: verdict("cancelled" if site.cancelled else "active", effective_date="2026-12-14"),
    )


@pytest.mark.browser
def test_a_run_is_claimed_worked_and_acknowledged(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    with house(tmp_path, scripted(site), site) as (api, settings):
        assert run_errand(api.run_id, 3, settings=settings) == "succeeded"
        assert run_errand(api.run_id, 3, settings=settings) == "stale"  # a redelivered message
    [outcome] = api.outcomes
    assert outcome["effective_date"] == "2026-12-14"
    assert outcome["fencing_token"] == 3
    assert len(api.pictures) == len(outcome["evidence"])
    chain, key = outcome["chain"], PrivateKey.from_file(settings.private_key_file)
    check_chain(chain, run_id=api.run_id, outcome="succeeded", effective_date="2026-12-14")
    assert chain["public_key"] == signing_key_of(key).public_hex
    assert list(images_of(chain["links"])) == outcome["evidence"]
    assert outcome["evidence"][-1] == "crop-after"
    assert set(chain["votes"].values()) == {"cancelled"}
    assert sorted(api.events) == list(range(1, len(api.events) + 1))
    assert Spool(settings.spool_dir).pending() == []
    assert not list((tmp_path / "evidence").rglob("*.png"))
    assert "lopez" not in str(api.events).casefold()
    assert len(site.sign_ins) == 1


@pytest.mark.browser
def test_a_person_is_asked_and_the_answer_can_be_typed(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    vision = scripted(site, step("ask_person", "code", ask="code"))
    with house(tmp_path, vision, site) as (api, settings):
        api.reply = CODE
        assert run_errand(api.run_id, 3, settings=settings) == "succeeded"
    assert api.asked_for == ["code"]
    acted = [question for question in vision.questions if "secrets" in question]
    assert acted[2]["secrets"] == ["email", "password"]
    assert acted[2]["asked"] == ["code", "cvv"]
    assert acted[3]["secrets"] == ["email", "password", "code"]
    assert CODE not in "".join(vision.bodies)


@pytest.mark.browser
def test_an_abort_reaches_hands_that_wait(screen: str, tmp_path: Path, site: PlainSite) -> None:
    vision = ScriptedVision([step("wait", "loading")])
    with house(tmp_path, vision, site) as (api, settings):
        api.lease_seconds = 1.5
        threading.Timer(4, lambda: setattr(api, "abort", True)).start()
        began = time.monotonic()
        assert run_errand(api.run_id, 3, settings=settings) == "failed"
        assert time.monotonic() - began < 12
    assert api.outcomes[0]["error_code"] == "aborted"
    assert api.beats > 0


@pytest.mark.browser
def test_a_lost_lease_stops_the_hands_and_its_outcome_is_set_aside(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    vision = ScriptedVision([step("wait", "loading")])
    with house(tmp_path, vision, site) as (api, settings):
        api.lease_seconds = 1.5
        threading.Timer(3, lambda: setattr(api, "taken_over", True)).start()
        assert run_errand(api.run_id, 3, settings=settings) == "failed"
    assert api.outcomes == []
    refused = (settings.spool_dir / "refused" / f"{api.run_id}.json").read_text()
    assert '"lease_lost"' in refused


def test_the_hands_stop_when_the_lease_runs_out_on_a_server_that_hangs(
    tmp_path: Path, site: PlainSite
) -> None:
    """It takes the heartbeat and never answers: nobody may wait for its time-out."""
    with house(tmp_path, ScriptedVision([]), site) as (api, settings):
        api.silent, api.lease_seconds = threading.Event(), 1.5
        stop = StopFlag()
        link = AgentLink(url=settings.api_url, token=TOKEN, pause=stop.wait)
        brief = link.start(api.run_id, fencing_token=3, start_key="s", agent="a", key_id="k")
        with Lease(brief, link, stop), pytest.raises(AbortedError) as stopped:
            stop.wait(4)
        api.silent.set()
        link.close()
    assert stopped.value.error_code is ErrorCode.LEASE_LOST


def test_an_abort_is_heard_long_before_the_lease_ends(tmp_path: Path, site: PlainSite) -> None:
    """A slow model may hold a step for a minute, and the next press must not come after it."""
    with house(tmp_path, ScriptedVision([]), site) as (api, settings):
        api.lease_seconds = 90
        stop = StopFlag()
        link = AgentLink(url=settings.api_url, token=TOKEN, pause=stop.wait)
        brief = link.start(api.run_id, fencing_token=3, start_key="s", agent="a", key_id="k")
        api.abort = True
        with Lease(brief, link, stop), pytest.raises(AbortedError) as stopped:
            stop.wait(2)
        link.close()
    assert stopped.value.error_code is ErrorCode.ABORTED


@pytest.mark.browser
def test_an_outcome_is_told_when_nobody_can_be_asked(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    with house(tmp_path, scripted(site, step("ask_person", "code", ask="code")), site) as (
        api,
        settings,
    ):
        api.nobody_to_ask = True
        assert run_errand(api.run_id, 3, settings=settings) == "needs_human"
    assert api.outcomes[0]["error_code"] == "human_timeout"


@pytest.mark.parametrize("url", ["http://example.org", "ftp://example.org", "example.org"])
def test_the_token_does_not_travel_in_the_clear(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("VISION_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AGENT_TOKEN", TOKEN)
    monkeypatch.setenv("AGENT_PRIVATE_KEY_FILE", "key.json")
    monkeypatch.setenv("AGENT_API_URL", "http://127.0.0.1:8000")
    assert worker().api_url == "http://127.0.0.1:8000"
    monkeypatch.setenv("AGENT_API_URL", url)
    with pytest.raises(SystemExit, match="AGENT_API_URL does not begin with https"):
        worker()


@pytest.mark.browser
def test_an_outcome_waits_until_the_server_is_back(
    screen: str, tmp_path: Path, site: PlainSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browser_agent.link.PAUSE_SECONDS", 0.01)
    with house(tmp_path, scripted(site), site) as (api, settings):
        api.outcome_down = True
        run_errand(api.run_id, 3, settings=settings)
        spool = Spool(settings.spool_dir)
        assert api.outcomes == []
        assert [run for run, _ in spool.pending()] == [api.run_id]
        api.outcome_down = False
        assert send_spooled(spool, settings) == [api.run_id]
        assert send_spooled(spool, settings) == []
    assert [outcome["outcome"] for outcome in api.outcomes] == ["succeeded"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_an_outcome_is_told_although_the_disk_is_full(
    tmp_path: Path, site: PlainSite, caplog: pytest.LogCaptureFixture
) -> None:
    with house(tmp_path, ScriptedVision([]), site) as (api, settings):
        disk = settings.spool_dir
        Spool(disk)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk], check=True)
        try:
            (disk / "refused").mkdir()
            (disk / "filling").write_bytes(b"x" * os.statvfs(disk).f_bavail * 4096)
            api.sealed_for = "other"  # so that no browser is needed for an outcome
            assert run_errand(api.run_id, 3, settings=settings) == "needs_human"
            assert sorted(path.name for path in disk.iterdir()) == ["filling", "refused"]
            assert "cannot be kept here" in caplog.text
        finally:
            subprocess.run(["umount", disk], check=True)
    assert [outcome["outcome"] for outcome in api.outcomes] == ["needs_human"]


def test_a_stale_token_begins_nothing(tmp_path: Path, site: PlainSite) -> None:
    with house(tmp_path, ScriptedVision([]), site) as (api, settings):
        assert run_errand(api.run_id, 2, settings=settings) == "stale"
    assert api.events == {}


def test_a_credential_of_another_service_does_not_open(tmp_path: Path, site: PlainSite) -> None:
    with house(tmp_path, ScriptedVision([]), site) as (api, settings):
        api.sealed_for = "other"
        link = AgentLink(url=settings.api_url, token=TOKEN)
        brief = link.start(api.run_id, fencing_token=3, start_key="s", agent="a", key_id="k")
        link.close()
        key = PrivateKey.from_file(settings.private_key_file)
        with pytest.raises(SealBrokenError, match="something else"):
            open_vault(brief, key)


@pytest.mark.browser
def test_a_worker_without_django_or_database_answers_the_bell(
    tmp_path: Path, site: PlainSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real worker process; killed -9 afterwards, with an outcome still in its spool."""
    # Celery puts this variable of the test settings before any configuration.
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    with house(tmp_path, scripted(site), site) as (api, settings), working(settings) as running:
        api.outcome_down = True
        ring(settings, api.run_id)
        spool = Spool(settings.spool_dir)
        wait_until(lambda: bool(spool.pending()), seconds=90)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert api.outcomes == []
        api.outcome_down = False
        with working(settings):
            wait_until(lambda: bool(api.outcomes), seconds=60)
    assert api.outcomes[0]["outcome"] == "succeeded"
    assert spool.pending() == []


@contextmanager
def working(settings: WorkerSettings) -> Iterator[subprocess.Popen[bytes]]:
    told = {
        "CELERY_BROKER_URL": settings.broker_url,
        "AGENT_API_URL": settings.api_url,
        "AGENT_TOKEN": settings.token,
        "AGENT_PRIVATE_KEY_FILE": str(settings.private_key_file),
        "AGENT_SPOOL_DIR": str(settings.spool_dir),
        "AGENT_EVIDENCE_DIR": str(settings.body.evidence_dir),
        "AGENT_DISPLAY": "own",
        "VISION_URL": settings.body.vision_url or "",
        "VISION_MODEL": "scripted",
        "PATH": os.environ["PATH"],
    }
    command = [sys.executable, "-m", "celery", "-A", "browser_agent.worker", "worker"]
    command += ["-Q", "browser", "-c", "1", "--prefetch-multiplier=1", "--without-gossip"]
    command += ["--without-mingle", "--without-heartbeat", "-n", "browser@test", "-l", "INFO"]
    with (
        (settings.spool_dir.parent / "worker.log").open("ab") as log,
        subprocess.Popen(
            command, env=told, stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(30)


def ring(settings: WorkerSettings, run_id: str) -> None:
    from celery import Celery  # noqa: PLC0415 - an app of the server's kind, for this bell only

    from kernel.broker import transport_settings  # noqa: PLC0415

    app = Celery("server", set_as_current=False)
    app.conf.update(transport_settings(settings.broker_url))
    app.send_task("browser_agent.perform_run", kwargs={"run_id": run_id, "fencing_token": 3})
    app.close()


def wait_until(true: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "nothing happened in time"
        time.sleep(0.1)
