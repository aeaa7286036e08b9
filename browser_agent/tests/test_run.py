"""Whole runs: real Chromium, a real site of our own, and a vision server that plays a script."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser_agent.contract import ActionName, Ending, ErrorCode, Outcome
from browser_agent.desktop import X11Desktop
from browser_agent.hands import StopFlag
from browser_agent.settings import BodySettings
from browser_agent.solo import SoloRequest, run_solo
from browser_agent.tests.plain_run import (
    EMAIL,
    PASSWORD,
    PRESS_CANCEL,
    SAY_DONE,
    TYPE_EMAIL,
    TYPE_PASSWORD,
)
from browser_agent.tests.plain_site import (
    PlainSite,
    ScriptedVision,
    place,
    seeing,
    serving,
    step,
    verdict,
)
from kernel.ocr import Reader

PRESS_KEEP = step("click", "account", state="active", target="Plan", **place(160, 310))

Go = Callable[..., Outcome]


@pytest.fixture
def site() -> PlainSite:
    return PlainSite(email=EMAIL, password=PASSWORD)


@pytest.fixture
def go(screen: str, site: PlainSite, tmp_path: Path) -> Go:
    """go(vision, account="/account", action="cancel", stop=..., secrets={...}) -> Outcome"""

    def run(
        vision: ScriptedVision,
        *,
        account: str | None = None,
        action: ActionName = "cancel",
        stop: StopFlag | None = None,
        secrets: dict[str, Any] | None = None,
        start: str = "/",
        verify_only: bool = False,
    ) -> Outcome:
        given = tmp_path / "secrets.json"
        given.write_text(json.dumps(secrets or {"email": EMAIL, "password": PASSWORD}))
        with serving(site) as url, seeing(vision) as vision_url:
            request = SoloRequest(
                service="Plain",
                action=action,
                start_url=start if "://" in start else f"{url}{start}",
                account_url=account and f"{url}{account}",
                vision_url=vision_url,
                secrets_file=given,
                verify_only=verify_only,
            )
            body = BodySettings(None, "scripted", "", "", screen, tmp_path / "evidence")
            return run_solo(request, body=body, stop=stop or StopFlag())

    return run


def judge(site: PlainSite, *, day: str | None = "2026-12-14") -> Callable[[], dict[str, Any]]:
    return lambda: verdict("cancelled" if site.cancelled else "active", effective_date=day)


@pytest.mark.browser
def test_a_run_signs_in_cancels_and_proves_it(go: Go, site: PlainSite, tmp_path: Path) -> None:
    vision = ScriptedVision([TYPE_EMAIL, TYPE_PASSWORD, PRESS_CANCEL, SAY_DONE], judge(site))
    outcome = go(vision)
    assert (outcome.outcome, outcome.error_code) == (Ending.SUCCEEDED, None)
    assert outcome.effective_date == "2026-12-14"
    assert site.cancelled
    assert site.sign_ins == [{"email": EMAIL, "password": PASSWORD}]
    assert_nothing_leaked(vision, outcome, tmp_path)


def assert_nothing_leaked(vision: ScriptedVision, outcome: Outcome, tmp_path: Path) -> None:
    """The canary: no trace of the customer in what went to the model or to the disk."""
    traces = (EMAIL, "lopez", PASSWORD, PASSWORD.casefold())
    reader = Reader()
    seen = [" ".join(line.text for line in reader.read(one)) for one in vision.pictures]
    written = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert len(written) == len(outcome.evidence) + 1
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    texts = [json.dumps(question) for question in vision.questions] + seen
    texts += [path.read_text() for path in written if path.suffix == ".jsonl"]
    for text in texts:
        assert not any(trace in text.casefold() for trace in traces), text
    assert any("[email]" in text for text in seen)


@pytest.mark.browser
def test_what_keeps_the_plan_is_not_pressed(go: Go, site: PlainSite) -> None:
    """The model calls it "Plan"; OCR reads "Keep my plan" there."""
    vision = ScriptedVision(
        [TYPE_EMAIL, TYPE_PASSWORD, PRESS_KEEP, PRESS_CANCEL, SAY_DONE], judge(site)
    )
    assert go(vision).outcome is Ending.SUCCEEDED
    notes = [entry["note"] for entry in vision.questions[-1].get("history", [])]
    assert notes == []  # the last question is the judge's, who is told nothing
    acted = [question for question in vision.questions if "history" in question]
    assert "not allowed (keep)" in acted[-1]["history"][2]["note"]


@pytest.mark.browser
def test_an_actor_that_only_says_so_is_not_believed(go: Go, site: PlainSite) -> None:
    site.signed_in = True
    vision = ScriptedVision([step("done", "account", state="cancelled")], judge(site))
    outcome = go(vision, account="/account")
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.NOT_VERIFIED)
    assert not site.cancelled


@pytest.mark.browser
def test_what_was_done_before_is_already_done(go: Go, site: PlainSite) -> None:
    site.signed_in = site.cancelled = True
    vision = ScriptedVision([step("click", "account", state="cancelled", x=1, y=1)], judge(site))
    outcome = go(vision, account="/account")
    assert outcome.outcome is Ending.ALREADY_DONE
    assert outcome.effective_date == "2026-12-14"


@pytest.mark.browser
def test_a_date_that_is_not_on_the_page_is_not_told(go: Go, site: PlainSite) -> None:
    site.signed_in = site.cancelled = True
    vision = ScriptedVision(
        [step("done", "account", state="cancelled")], judge(site, day="2027-01-14")
    )
    assert go(vision, account="/account").effective_date is None


@pytest.mark.browser
def test_a_secret_is_not_typed_on_a_foreign_origin(go: Go, site: PlainSite) -> None:
    other = PlainSite(email="x", password="y")
    with serving(other) as foreign:
        lead_away = f"<meta http-equiv=refresh content='0;url={foreign}/'>"
        site.signed_in = True
        site._account = lambda: lead_away  # type: ignore[method-assign]
        outcome = go(ScriptedVision([TYPE_EMAIL]), account="/account")
    assert outcome.error_code is ErrorCode.POLICY_DENIED
    assert other.sign_ins == []


@pytest.mark.browser
def test_a_page_that_never_changes_ends_the_run(go: Go, site: PlainSite) -> None:
    vision = ScriptedVision([step("click", "sign_in", target="", **place(900, 700))])
    outcome = go(vision)
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.STUCK)
    assert "something else" in json.dumps(vision.questions[-1]["history"])


@pytest.mark.browser
def test_typing_the_word_done_ends_nothing(go: Go) -> None:
    typing = step("type", "sign_in", target="Email", text="done", **place(280, 118))
    vision = ScriptedVision([typing, step("need_human", "unknown", error_code="stuck")])
    assert go(vision).error_code is ErrorCode.STUCK
    assert len(vision.questions) == 2


@pytest.mark.browser
@pytest.mark.parametrize("cancelled", [True, False])
def test_a_run_that_may_only_look_presses_nothing(go: Go, site: PlainSite, cancelled: bool) -> None:
    """Whoever went before may have pressed the last button, with or without effect."""
    site.signed_in, site.cancelled = True, cancelled
    vision = ScriptedVision([PRESS_CANCEL], judge(site))
    outcome = go(vision, account="/account", verify_only=True)
    ending = Ending.SUCCEEDED if cancelled else Ending.NEEDS_HUMAN
    code = None if cancelled else ErrorCode.NOT_VERIFIED
    assert (outcome.outcome, outcome.error_code) == (ending, code)
    assert site.cancelled is cancelled


@pytest.mark.browser
def test_a_run_that_found_nothing_to_look_at_has_not_seen_that_nothing_happened(
    go: Go, site: PlainSite
) -> None:
    site.signed_in = True
    outcome = go(ScriptedVision([SAY_DONE]), account=None, verify_only=True)
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.STUCK)


@pytest.mark.browser
def test_a_third_password_is_not_tried(go: Go, site: PlainSite) -> None:
    vision = ScriptedVision([TYPE_PASSWORD])
    outcome = go(vision)
    assert outcome.error_code is ErrorCode.CREDENTIAL_INVALID
    assert len(site.sign_ins) == 2


@pytest.mark.browser
def test_a_stopped_run_says_so(go: Go) -> None:
    stop = StopFlag()
    stop.stop()
    assert go(ScriptedVision([TYPE_EMAIL]), stop=stop).error_code is ErrorCode.ABORTED


@pytest.mark.parametrize(
    ("start", "secrets", "code"),
    [
        ("http://127.0.0.1:9/", None, ErrorCode.SITE_UNREACHABLE),
        ("/robots.txt", None, ErrorCode.BAD_REQUEST),
        ("ftp://example.org/", None, ErrorCode.BAD_REQUEST),
        ("/", {"pin": "1"}, ErrorCode.BAD_REQUEST),
        ("/", {"email": ["x"]}, ErrorCode.BAD_REQUEST),
        ("/", {"max_price": "cheap"}, ErrorCode.BAD_REQUEST),
    ],
)
def test_a_request_that_cannot_work_says_why(
    site: PlainSite, tmp_path: Path, start: str, secrets: dict[str, Any] | None, code: ErrorCode
) -> None:
    given = tmp_path / "secrets.json"
    given.write_text(json.dumps(secrets or {}))
    with serving(site) as url:
        request = SoloRequest(
            "Plain", "cancel", start if "://" in start else url + start, None, "http://x", given
        )
        body = BodySettings(None, "m", "", "", "own", tmp_path / "evidence")
        outcome = run_solo(request, body=body, stop=StopFlag())
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, code)
    assert outcome.detail


@pytest.mark.parametrize("text", ["", "[1]", "{", "\x00"])
def test_a_secrets_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    given = tmp_path / "secrets.json"
    given.write_text(text)
    request = SoloRequest("Plain", "cancel", "http://127.0.0.1:9/", None, None, given)
    body = BodySettings(None, "m", "", "", "own", tmp_path)
    outcome = run_solo(request, body=body, stop=StopFlag())
    assert outcome.error_code is ErrorCode.BAD_REQUEST


@pytest.mark.browser
def test_an_unknown_account_page_is_looked_for_where_it_usually_is(go: Go, site: PlainSite) -> None:
    site.signed_in = True
    vision = ScriptedVision([step("open_account", "home"), PRESS_CANCEL, SAY_DONE], judge(site))
    assert go(vision, start="/browse").outcome is Ending.SUCCEEDED


@pytest.mark.browser
def test_nothing_is_typed_where_no_field_has_the_focus(go: Go, site: PlainSite) -> None:
    """Beside the field, Ctrl+A selects the page: that is a change, and no typed text."""
    beside = step("type", "sign_in", target="Email", text_ref="email", **place(900, 180))
    stop = step("need_human", "unknown", error_code="stuck")
    vision = ScriptedVision([beside, stop])
    go(vision)
    assert vision.questions[-1]["history"][0]["note"] == "nothing appeared there: it is no field"


@pytest.mark.browser
def test_the_same_last_press_is_not_repeated_without_end(go: Go, site: PlainSite) -> None:
    site.signed_in = site.is_deaf = True
    vision = ScriptedVision([PRESS_CANCEL])
    outcome = go(vision, account="/account")
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.NOT_VERIFIED)
    acting = [each for each in vision.questions if "zoom" not in each and "history" in each]
    assert len(acting) == 4  # once on the start page, twice on the account page, never again
    assert not site.cancelled


@pytest.mark.browser
def test_the_page_that_told_the_state_is_asked_where_the_given_one_does_not(
    go: Go, site: PlainSite
) -> None:
    """The address that was given shows no subscription; the run found the page that does."""
    site.signed_in = True
    press = step(
        "click", "account", state="active", target="Cancel membership", commit=True,
        **place(280, 218),
    )  # fmt: skip
    looks: list[str] = []

    def judged() -> dict[str, Any]:
        looks.append("look")
        told = "cancelled" if len(looks) > 1 and site.cancelled else "unknown"
        return verdict(told, effective_date="2026-12-14")

    outcome = go(ScriptedVision([press, SAY_DONE], judged), account="/overview")
    assert outcome.outcome is Ending.SUCCEEDED


@pytest.mark.browser
def test_a_run_that_ends_inside_a_cancellation_is_for_a_person(go: Go, site: PlainSite) -> None:
    """The press was not called final, and it was: nobody may be told that nothing happened."""
    site.signed_in = True
    press = step("click", "offer", target="Cancel membership", **place(280, 218))
    stuck = step("need_human", "unknown", error_code="stuck")
    outcome = go(ScriptedVision([press, stuck]), account="/account")
    assert site.cancelled
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.STUCK)


@pytest.mark.browser
def test_a_fault_that_nobody_foresaw_is_told_and_quotes_nothing(
    go: Go, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The X library fails in its own way between two letters."""

    def broken(_: X11Desktop, character: str) -> None:
        raise TypeError(f"cannot type {character * 9}")

    monkeypatch.setattr(X11Desktop, "type_character", broken)
    outcome = go(ScriptedVision([TYPE_PASSWORD]))
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.BROWSER_FAILED)
    assert "a run broke: TypeError" in caplog.text
    assert "h" * 9 not in caplog.text + outcome.detail  # the address began with it
