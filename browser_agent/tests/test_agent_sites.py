"""The agent against the four stand-in sites with the rules over OCR, real throughout.

The sites' own state is the judge of success; the canary is looked for in everything that was kept.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

from browser_agent.contract import ActionName, Ending, Outcome
from browser_agent.hands import StopFlag
from browser_agent.settings import DEFAULT_MODEL, BodySettings
from browser_agent.solo import SoloRequest, run_solo
from kernel.ocr import Reader
from sandbox.streaming.server import RunningSite, StreamingSites

pytestmark = pytest.mark.browser

SLUGS = ("lanternbox", "nocturne", "kaleido", "meridian")
RUN_SECONDS_MAX = 120  # on a shared machine; about 20 on a quiet one


@pytest.fixture(scope="module")
def sites() -> Iterator[StreamingSites]:
    with StreamingSites.start() as running:
        yield running


def reset(site: RunningSite, **body: str) -> None:
    key = {"X-Control-Key": site.control_key}
    httpx.post(f"{site.url}/__control__/reset", headers=key, json=body).raise_for_status()


def run(site: RunningSite, action: ActionName, screen: str, folder: Path) -> Outcome:
    told = site.as_json()
    secrets = {name: told[name] for name in ("email", "password", "code", "cvv") if told[name]}
    given = folder / "secrets.json"
    given.write_text(json.dumps(secrets))
    request = SoloRequest(
        service=told["name"],
        action=action,
        start_url=told["start_url"],
        account_url=told["account_url"],
        vision_url=None,
        secrets_file=given,
    )
    body = BodySettings(None, DEFAULT_MODEL, "", "", screen, folder / "evidence")
    outcome = run_solo(request, body=body, stop=StopFlag())
    assert_no_secret_was_kept(folder / "evidence", secrets)
    return outcome


def assert_no_secret_was_kept(folder: Path, secrets: dict[str, str]) -> None:
    reader = Reader()
    canaries = [secrets["email"].split("@")[0], secrets["password"], secrets.get("code", "")]
    kept = [path.read_text() for path in folder.rglob("*.jsonl")]
    pictures = [reader.read(Image.open(path)) for path in folder.rglob("*.png")]
    kept += [" ".join(line.text for line in lines) for lines in pictures]
    assert kept
    for text in kept:
        assert not any(canary and canary.casefold() in text.casefold() for canary in canaries)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_agent_cancels(sites: StreamingSites, screen: str, tmp_path: Path, slug: str) -> None:
    reset(sites[slug])
    outcome = run(sites[slug], "cancel", screen, tmp_path)
    state = sites[slug].state()
    assert state["subscription"] == "cancelled"
    assert (outcome.outcome, outcome.error_code) == (Ending.SUCCEEDED, None)
    assert outcome.effective_date == state["ends_on"]
    assert (state["offers_taken"], state["payments"]) == ([], [])
    assert state["paused_until"] is None
    assert outcome.seconds < RUN_SECONDS_MAX


@pytest.mark.parametrize("slug", SLUGS)
def test_the_agent_resumes(sites: StreamingSites, screen: str, tmp_path: Path, slug: str) -> None:
    reset(sites[slug], subscription="cancelled")
    outcome = run(sites[slug], "resume", screen, tmp_path)
    state = sites[slug].state()
    assert state["subscription"] == "active"
    assert (outcome.outcome, outcome.error_code) == (Ending.SUCCEEDED, None)
    assert outcome.effective_date in {state["renews_on"], None}
    assert len(state["payments"]) <= 1
    assert outcome.seconds < RUN_SECONDS_MAX


def test_what_is_cancelled_already_is_left_alone(
    sites: StreamingSites, screen: str, tmp_path: Path
) -> None:
    site = sites["nocturne"]
    reset(site, subscription="cancelled")
    outcome = run(site, "cancel", screen, tmp_path)
    assert outcome.outcome is Ending.ALREADY_DONE
    assert outcome.effective_date == site.state()["ends_on"]
