"""One run on the plain site with a scripted model; things go wrong at a chosen question."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from browser_agent.contract import Outcome
from browser_agent.hands import StopFlag
from browser_agent.settings import BodySettings
from browser_agent.solo import SoloRequest, run_solo
from browser_agent.tests.plain_site import (
    PlainSite,
    ScriptedVision,
    place,
    seeing,
    serving,
    step,
    verdict,
)

EMAIL, PASSWORD = "maria.lopez@example.org", "p@ss#%Ü1x"
TYPE_EMAIL = step("type", "sign_in", target="Email", text_ref="email", **place(280, 118))
TYPE_PASSWORD = step(
    "type", "sign_in", target="Password", text_ref="password", submit=True, **place(280, 218)
)
PRESS_CANCEL = step(
    "click", "account", state="active", target="Cancel membership", commit=True, **place(280, 218)
)
SAY_DONE = step("done", "done", state="cancelled")
WAIT = step("wait", "loading")
AT_EMAIL, AT_PASSWORD, AT_CANCEL, AT_DONE = "email", "password", "cancel", "done"
STEPS = {
    AT_EMAIL: TYPE_EMAIL,
    AT_PASSWORD: TYPE_PASSWORD,
    AT_CANCEL: PRESS_CANCEL,
    AT_DONE: SAY_DONE,
}

Meddling = Mapping[str, Callable[[], None]]


class MeddledVision(ScriptedVision):
    """A model that knows how far the site is, and so survives a busy machine; the first time that
    it is asked at a chosen point, something is done to the world while it answers."""

    def __init__(self, site: PlainSite, meddling: Meddling) -> None:
        super().__init__(
            [WAIT],
            lambda: verdict(
                "cancelled" if site.cancelled else "active", effective_date="2026-12-14"
            ),
        )
        self._site = site
        self._meddling = dict(meddling)

    def answer(self, body: str) -> dict[str, Any]:
        said = super().answer(body)
        question = self.questions[-1]
        if "history" not in question:
            return said
        at = self._place(question)
        if at in self._meddling:
            self._meddling.pop(at)()
        return STEPS[at]

    def _place(self, question: dict[str, Any]) -> str:
        if self._site.signed_in:
            return AT_DONE if self._site.cancelled else AT_CANCEL
        last = question["history"][-1] if question["history"] else {}
        typed = last.get("text_ref") == "email" and not last["note"]
        return AT_PASSWORD if typed else AT_EMAIL


def plain_site() -> PlainSite:
    return PlainSite(email=EMAIL, password=PASSWORD)


def write_secrets(folder: Path) -> Path:
    path = folder / "secrets.json"
    path.write_text(json.dumps({"email": EMAIL, "password": PASSWORD}))
    return path


def run_plain(
    site: PlainSite,
    screen: str,
    folder: Path,
    *,
    meddling: Meddling | None = None,
    stop: StopFlag | None = None,
    evidence: Path | None = None,
) -> Outcome:
    """From the start page to the outcome, on that screen."""
    vision = MeddledVision(site, meddling or {})
    with serving(site) as url, seeing(vision) as vision_url:
        request = SoloRequest(
            "Plain", "cancel", f"{url}/", f"{url}/account", vision_url, write_secrets(folder)
        )
        body = BodySettings(None, "scripted", "", "", screen, evidence or folder / "evidence")
        return run_solo(request, body=body, stop=stop or StopFlag())


def agent_command(url: str, vision_url: str, folder: Path) -> list[str]:
    """The same run as a process of its own; its result is in result.json."""
    return [
        sys.executable,
        "manage.py",
        "run_agent",
        "--service=Plain",
        "--action=cancel",
        f"--start-url={url}/",
        f"--account-url={url}/account",
        f"--vision={vision_url}",
        f"--secrets={write_secrets(folder)}",
        f"--result={folder / 'result.json'}",
    ]


def result_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "result.json").read_text()))
