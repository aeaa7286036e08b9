"""Runs by a playbook in real Chromium: one that fits, and one whose page has other words now."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from browser_agent.contract import Ending, Outcome
from browser_agent.errand import run_errand
from browser_agent.hands import StopFlag
from browser_agent.playbook.compile import compile_playbook
from browser_agent.playbook.drift import GONE, WAS
from browser_agent.playbook.shape import Playbook
from browser_agent.settings import DEFAULT_MODEL, BodySettings, WorkerSettings
from browser_agent.solo import SoloRequest, run_solo
from browser_agent.tests.agent_api import TOKEN, AgentApi
from browser_agent.tests.plain_site import PlainSite, serving
from browser_agent.tests.scripted_http import answering
from kernel.sealing import PrivateKey
from sandbox.streaming.server import RunningSite, StreamingSites

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]  # several runs in a row

MODEL_CALLS_MAX = 3
EMAIL, PASSWORD = "maria.lopez@example.org", "p@ss#%Ü1x"
OLD_WORDS, NEW_WORDS = "Cancel membership", "End my membership"


@pytest.fixture(scope="module")
def sites() -> Iterator[StreamingSites]:
    with StreamingSites.start() as running:
        yield running


def records(folder: Path) -> list[dict[str, Any]]:
    [steps] = folder.rglob("steps.jsonl")
    return [json.loads(line) for line in steps.read_text().splitlines()]


def learnt(one: Path, other: Path) -> Playbook:
    found = compile_playbook(records(one), records(other))
    assert isinstance(found, Playbook), found
    return found


def by_rules(
    site: RunningSite, screen: str, folder: Path, playbook: dict[str, Any] | None = None
) -> Outcome:
    key = {"X-Control-Key": site.control_key}
    httpx.post(f"{site.url}/__control__/reset", headers=key, json={}).raise_for_status()
    told = site.as_json()
    secrets = {name: told[name] for name in ("email", "password", "code", "cvv") if told[name]}
    folder.mkdir()
    (folder / "secrets.json").write_text(json.dumps(secrets))
    learnt_before = None
    if playbook is not None:
        learnt_before = folder / "playbook.json"
        learnt_before.write_text(json.dumps(playbook))
    request = SoloRequest(
        service=told["name"],
        action="cancel",
        start_url=told["start_url"],
        account_url=told["account_url"],
        vision_url=None,
        secrets_file=folder / "secrets.json",
        playbook_file=learnt_before,
    )
    body = BodySettings(None, DEFAULT_MODEL, "", "", screen, folder / "evidence")
    return run_solo(request, body=body, stop=StopFlag())


def test_a_third_run_follows_what_two_have_learnt(
    sites: StreamingSites, screen: str, tmp_path: Path
) -> None:
    site = sites["lanternbox"]
    before = [by_rules(site, screen, tmp_path / name) for name in ("a", "b")]
    assert [outcome.outcome for outcome in before] == [Ending.SUCCEEDED] * 2
    playbook = learnt(tmp_path / "a", tmp_path / "b")
    warm = by_rules(site, screen, tmp_path / "c", playbook.as_json())
    assert (warm.outcome, warm.playbook_fallbacks) == (Ending.SUCCEEDED, 0)
    assert warm.model_calls <= MODEL_CALLS_MAX < before[0].model_calls
    assert warm.playbook_steps == len(playbook.states)
    assert site.state()["subscription"] == "cancelled"


def cold(site: PlainSite, url: str, screen: str, folder: Path) -> Path:
    """A run from the command line; its evidence."""
    site.cancelled = site.signed_in = False
    folder.mkdir()
    (folder / "secrets.json").write_text(json.dumps({"email": EMAIL, "password": PASSWORD}))
    request = SoloRequest(
        service="Plain",
        action="cancel",
        start_url=f"{url}/",
        account_url=f"{url}/account",
        vision_url=None,
        secrets_file=folder / "secrets.json",
    )
    body = BodySettings(None, DEFAULT_MODEL, "", "", screen, folder / "evidence")
    outcome = run_solo(request, body=body, stop=StopFlag())
    assert outcome.outcome is Ending.SUCCEEDED, outcome
    return folder


def rewritten(site: PlainSite) -> None:
    """The site has another word for it since yesterday."""
    page = site._account
    site._account = lambda: page().replace(OLD_WORDS, NEW_WORDS)  # type: ignore[method-assign]
    site.cancelled = site.signed_in = False


def errand(url: str, playbook: Playbook, seen: Path, home: Path) -> AgentApi:
    """The run for the server that was given this playbook, on the display of the tests."""
    key = PrivateKey.generate()
    key.write_file(home / "key.json")
    [evidence] = seen.rglob("steps.jsonl")
    api = AgentApi(
        key=key.public_key,
        start_url=f"{url}/",
        account_url=f"{url}/account",
        origin=urlsplit(url).netloc,
        secrets={"email": EMAIL, "password": PASSWORD},
        playbook=playbook.as_json(),
        frames={path.stem: path.read_bytes() for path in evidence.parent.glob("step-*.png")},
    )
    with answering(api.answer) as (api_url, _):
        settings = WorkerSettings(
            broker_url=f"filesystem://{home}/broker",
            api_url=api_url,
            token=TOKEN,
            private_key_file=home / "key.json",
            spool_dir=home / "spool",
            name="test",
            body=BodySettings(None, DEFAULT_MODEL, "", "", "", home / "evidence"),
        )
        run_errand(api.run_id, 3, settings=settings)
    return api


def pictures(api: AgentApi) -> dict[str, bytes]:
    """What was sent as evidence: PNG by name."""
    found: dict[str, bytes] = {}
    for body in api.pictures.values():
        name = body.split(b'name="name"\r\n\r\n')[1].split(b"\r\n")[0].decode()
        found[name] = body[body.index(b"\x89PNG") :]
    return found


def test_other_words_are_left_to_the_model_and_shown_then_and_now(
    screen: str, tmp_path: Path
) -> None:
    site = PlainSite(email=EMAIL, password=PASSWORD)
    with serving(site) as url:
        one = cold(site, url, screen, tmp_path / "a")
        playbook = learnt(one, cold(site, url, screen, tmp_path / "b"))
        rewritten(site)
        api = errand(url, playbook, one, tmp_path)
    [outcome] = api.outcomes
    assert (outcome["outcome"], outcome["playbook_fallbacks"]) == ("succeeded", 1)
    assert outcome["playbook_steps"] == len(playbook.states) - 1
    assert site.cancelled
    sent = pictures(api)
    [name] = [name for name in sent if name.startswith("drift-")]
    drawn = Image.open(io.BytesIO(sent[name])).convert("RGB")
    colours = {colour for _, colour in drawn.getcolors(1 << 24) or []}
    assert {WAS, GONE} <= colours
    [told] = [json.loads(text) for text in records_of(api) if b'"why"' in text]
    assert told["playbook"]["missing"][0][0] == OLD_WORDS


def records_of(api: AgentApi) -> list[bytes]:
    """The records that came with the pictures."""
    bodies = [body.split(b'name="record"\r\n\r\n') for body in api.pictures.values()]
    return [parts[1].split(b"\r\n")[0] for parts in bodies if len(parts) > 1]
