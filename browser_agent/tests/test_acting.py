"""Presses and secrets against pages that move, leave, or pass a button off as a field."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser_agent.chrome import Chrome
from browser_agent.contract import ActionName, Ending, ErrorCode, Outcome
from browser_agent.hands import Hands, StopFlag
from browser_agent.session import Session
from browser_agent.settings import BodySettings
from browser_agent.solo import SoloRequest, run_solo
from browser_agent.tests.plain_site import (
    STYLE,
    PlainSite,
    ScriptedVision,
    place,
    seeing,
    serving,
    step,
    verdict,
)
from browser_agent.tests.scripted_http import answering
from browser_agent.vault import Vault
from kernel.ocr import Reader

pytestmark = pytest.mark.browser

PASSWORD, CVV = "p@ss#%Ü1x", "481"
HERE = place(280, 218)
Go = Callable[..., Outcome]


class Trap(PlainSite):
    """Shows one page to everybody and notes what is sent to it."""

    def __init__(self, body: str) -> None:
        super().__init__(email="a@example.org", password=PASSWORD)
        self.body = body
        self.sent: list[tuple[str, dict[str, str]]] = []

    def answer(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        if method == "POST" or path.startswith("/pressed"):
            self.sent.append((path, form))
        return 200, "text/html", f"{STYLE}<title>Trap</title>{self.body}"


class SlowVision(ScriptedVision):
    def answer(self, body: str) -> dict[str, Any]:
        time.sleep(2.0)
        return super().answer(body)


@pytest.fixture
def go(screen: str, tmp_path: Path) -> Go:
    def run(
        site: Trap, vision: ScriptedVision, *, action: ActionName = "cancel", **secrets: str
    ) -> Outcome:
        given = tmp_path / "secrets.json"
        given.write_text(json.dumps({"password": PASSWORD, "cvv": CVV} | secrets))
        with serving(site) as url, seeing(vision) as vision_url:
            request = SoloRequest("Plain", action, f"{url}/", f"{url}/", vision_url, given)
            body = BodySettings(None, "scripted", "", "", screen, tmp_path / "evidence")
            return run_solo(request, body=body, stop=StopFlag())

    return run


def notes(vision: ScriptedVision) -> str:
    return json.dumps([one["history"] for one in vision.questions if "history" in one][-1])


def stopping() -> dict[str, Any]:
    return step("need_human", "unknown", error_code="stuck")


def test_what_moved_under_the_point_is_not_pressed(go: Go) -> None:
    """The model saw "Cancel membership"; by the time it has answered, "Buy a year" is there."""
    site = Trap(
        "<a id=b href=/pressed style='top:200px'>Cancel membership</a><script>"
        "setTimeout(() => { b.textContent = 'Buy a year for $99' }, 2200)</script>"
    )
    press = step("click", "account", target="Cancel membership", **HERE)
    vision = SlowVision([press, stopping()], lambda: verdict("active"))
    go(site, vision)
    assert site.sent == []
    assert "something else stands there now" in notes(vision)


def test_a_secret_is_not_typed_after_its_field_has_led_elsewhere(go: Go) -> None:
    """The click that focuses the field opens a page of somebody else, with a field there too."""
    foreign = Trap(
        "<p style='top:100px'>Welcome back. Please sign in with your password.</p>"
        "<form method=post><p style='top:160px'>Password</p>"
        "<input name=p autofocus style='top:200px'></form>"
        "<script>addEventListener('input', () => fetch('/pressed/' + document.forms[0].p.value))"
        "</script>"
    )
    with serving(foreign) as elsewhere:
        site = Trap(
            "<p style='top:100px'>Welcome back. Please sign in with your password.</p>"
            "<p style='top:160px'>Password</p><input style='top:200px' "
            f"onfocus='location.href=\"{elsewhere}\"'>"
        )
        typing = step("type", "sign_in", target="Password", text_ref="password", **HERE)
        vision = ScriptedVision([typing, stopping()], lambda: verdict("active"))
        go(site, vision)
    assert foreign.sent == []
    assert "address changed" in notes(vision)


def test_a_page_that_leaves_while_it_is_typed_into_gets_no_more(go: Go) -> None:
    foreign = Trap(
        "<textarea id=t autofocus></textarea><script>t.focus();"
        "t.oninput = () => fetch('/pressed/' + t.value)</script>"
    )
    with serving(foreign) as elsewhere:
        site = Trap(
            "<p style='top:100px'>Welcome back. Please sign in with your password.</p>"
            "<p style='top:160px'>Password</p><input id=i style='top:200px'>"
            "<p style='top:300px'>Forgot your password? Ask for a new one.</p>"
            f"<script>i.oninput = () => location.href = '{elsewhere}'</script>"
        )
        typing = step("type", "sign_in", target="Password", text_ref="password", **HERE)
        vision = ScriptedVision([typing, stopping()], lambda: verdict("active"))
        go(site, vision, password="p" * 200)
    typed = max((len(path) - len("/pressed/") for path, _ in foreign.sent), default=0)
    assert typed < 60
    assert "address changed" in notes(vision)


def test_typing_into_a_button_does_not_press_it(go: Go) -> None:
    site = Trap("<button onclick='location=\"/pressed\"' style='top:200px'>Keep my plan</button>")
    typing = step("type", "account", target="Reason", text="no", **HERE)
    vision = ScriptedVision([typing, stopping()], lambda: verdict("active"))
    go(site, vision)
    assert site.sent == []
    assert "no_field" in notes(vision)


def test_a_lone_button_is_not_taken_for_what_a_model_calls_it(go: Go) -> None:
    """Nothing else is on this page: whether the rules read it or only its surroundings are read
    closely, a button that keeps is not pressed."""
    site = Trap("<button onclick='location=\"/pressed\"' style='top:200px'>Keep my plan</button>")
    press = step("click", "offer", target="Continue to cancel", **HERE)
    vision = ScriptedVision([press, stopping()], lambda: verdict("active"))
    outcome = go(site, vision)
    assert site.sent == []
    disagreed = outcome.error_code is ErrorCode.POLICY_DENIED
    assert disagreed or "not allowed (keep)" in notes(vision)


def test_a_press_that_came_to_nothing_is_no_work_of_this_run(go: Go) -> None:
    """It had ended before: words that only look like a button were pressed, and the customer
    would have paid for that."""
    site = Trap(
        "<p style='top:60px'>Your plan ends on December 14, 2026.</p>"
        "<p style='top:200px'>Cancel subscription</p>"
    )
    press = step("click", "home", target="Cancel subscription", **HERE)
    done = step("done", "account", state="cancelled")
    outcome = go(site, ScriptedVision([press, done], lambda: verdict("cancelled")))
    assert outcome.outcome is Ending.ALREADY_DONE


def test_what_a_model_reads_of_the_customer_is_not_kept(go: Go, tmp_path: Path) -> None:
    """It sees what OCR overlooked, and says so."""
    site = Trap("<p style='top:60px'>Welcome</p>")
    told = f"Signed in as Maria.Lopez@example.org with {PASSWORD}"
    look = step("scroll", "account", observation=told, target=told, direction="down")
    vision = ScriptedVision([look, stopping()], lambda: verdict("active"))
    outcome = go(site, vision, email="maria.lopez@example.org")
    kept = (Path(outcome.evidence[0]).parent / "steps.jsonl").read_text()
    assert "[email]" in kept
    assert "[password]" in notes(vision)
    assert "lopez" not in (kept + notes(vision)).casefold()
    assert PASSWORD not in kept


def test_a_fresh_load_is_one_even_behind_a_hash(
    chrome: Chrome, hands: Hands, stop: StopFlag
) -> None:
    with answering(lambda _: (200, b"<title>One page</title><h1>App</h1>")) as (url, asked):
        session = Session(chrome=chrome, hands=hands, stop=stop, vault=Vault({}), reader=Reader())
        for place_on_page in ("#/done", "#/account", "#/account"):
            session.open(f"{url}/app{place_on_page}")
    assert [one.path for one in asked if one.path == "/app"] == ["/app"] * 3


def test_enter_after_the_cards_code_pays_no_more_than_was_allowed(go: Go) -> None:
    site = Trap(
        "<p style='top:60px'>Total today: $99.00</p><form method=post action=/pay>"
        "<p style='top:160px'>Security code</p><input name=cvv style='top:200px'></form>"
    )
    typing = step("type", "checkout", target="Security code", text_ref="cvv", submit=True, **HERE)
    vision = ScriptedVision([typing], lambda: verdict("cancelled"))
    outcome = go(site, vision, action="resume", max_price="$15.49")
    assert site.sent == []
    assert outcome.error_code is ErrorCode.PAYMENT_METHOD
