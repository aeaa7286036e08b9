"""Whether a run still gets anywhere: what counts as change, and how long waiting may take."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from PIL import Image, ImageDraw

from browser_agent.contract import ErrorCode, Task
from browser_agent.errors import RunStopError
from browser_agent.loop import Run
from browser_agent.progress import NUDGE_AT, RELOAD_AT, STOP_AT, WAITS_MAX, Pace, Progress
from browser_agent.screen import Frame, pictures_differ
from browser_agent.seen import Seen
from browser_agent.tests.plain_site import step

BLANK = Image.new("RGB", (10, 10))
TASK = Task("t", "T", "cancel", "https://example.com/", origins=("example.com",))


def seen(url: str = "https://example.com/account") -> Seen:
    return Seen(Frame(BLANK, BLANK, 0), BLANK, (), url)


def page(*words: str) -> Image.Image:
    picture = Image.new("RGB", (1280, 800), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1280, 90), fill="navy")
    for row, text in enumerate(words):
        pen.text((80, 640 + 40 * row), text, fill="black")
    return picture


def test_pages_under_the_same_header_are_not_the_same() -> None:
    """A hash over the first bytes of a picture sees only its header."""
    assert pictures_differ(page("Half price for you?"), page("Your plan is cancelled."))


def test_a_blinking_caret_is_no_change() -> None:
    with_caret = page("Type CANCEL")
    ImageDraw.Draw(with_caret).line((300, 300, 300, 318), fill="black", width=2)
    assert not pictures_differ(page("Type CANCEL"), with_caret)


def test_a_spinner_has_a_longer_patience_than_a_press_without_effect() -> None:
    progress = Progress()
    wait = step("wait", "loading")
    for _ in range(WAITS_MAX - 1):
        assert progress.pace(wait, seen(), changed=False, note="") is Pace.GO_ON
    assert progress.no_change == 0


def test_presses_without_effect_are_nudged_reloaded_and_given_up() -> None:
    progress = Progress()
    presses = [step("click", "account", target=f"Link {number}") for number in range(STOP_AT)]
    found = [progress.pace(one, seen(), changed=False, note="") for one in presses[:-1]]
    with pytest.raises(RunStopError) as stopped:
        progress.pace(presses[-1], seen(), changed=False, note="")
    assert stopped.value.error_code is ErrorCode.STUCK
    assert found[NUDGE_AT - 1] is Pace.NUDGE
    assert found[RELOAD_AT - 1] is Pace.RELOAD


def test_the_first_state_is_what_was_found_and_nothing_after_a_last_press() -> None:
    progress = Progress()
    account = step("scroll", "account", state="cancelled")
    progress.learn(account, seen(), TASK, inside=True)
    assert (progress.first_state, progress.first_picture) == ("unknown", None)
    progress = Progress()
    progress.learn(account | {"state": "active"}, seen(), TASK, inside=False)
    progress.learn(account, seen(), TASK, inside=False)
    assert progress.first_state == "active"
    assert progress.first_picture is not None


def test_a_foreign_page_teaches_nothing_about_the_account() -> None:
    progress = Progress()
    account = step("scroll", "account", state="cancelled")
    progress.learn(account, seen("https://evil.example/account"), TASK, inside=False)
    assert (progress.account_url, progress.first_state) == (None, "unknown")


def test_tabs_and_sections_pressed_before_the_state_was_read_are_known() -> None:
    progress = Progress()
    home = "https://example.com/home"
    progress.learn(step("click", "home", target="Account"), seen(home), TASK, inside=False)
    prompt = step("click", "overlay", target="I'm full")
    progress.learn(prompt, seen(), TASK, inside=False)
    for target in ("Services", "Video"):
        progress.learn(step("click", "account", target=target), seen(), TASK, inside=False)
    progress.learn(step("scroll", "account", state="active"), seen(), TASK, inside=False)
    assert progress.openers == ("Services", "Video")
    for target in ("Billing", "Billing"):  # pressed later, on the same page: leads elsewhere
        progress.learn(
            step("click", "account", target=target, state="active"), seen(), TASK, inside=False
        )
    assert progress.openers == ("Services", "Video")
    later = step("click", "account", state="cancelled", target="Restart")
    progress.learn(later, seen(), TASK, inside=True)
    assert progress.openers == ("Services", "Video")


def test_an_account_page_that_also_offers_something_tells_the_state() -> None:
    progress = Progress()
    progress.learn(step("click", "offer", state="active"), seen(), TASK, inside=False)
    assert progress.first_state == "active"
    assert progress.state_url == "https://example.com/account"


def test_the_page_after_a_press_inside_is_no_place_to_look_again() -> None:
    progress = Progress()
    progress.history.append(step("click", "offer", target="No, request cancellation"))
    asked = "https://example.com/cancel/mail-sent"
    progress.learn(step("done", "account", state="cancelled"), seen(asked), TASK, inside=True)
    assert progress.state_url is None
    progress.history.append(step("click", "account", target="Back to my account"))
    progress.learn(step("done", "account", state="cancelled"), seen(), TASK, inside=True)
    assert progress.state_url == "https://example.com/account"


def test_what_was_pressed_long_ago_is_still_known() -> None:
    progress = Progress()
    for number in range(60):
        page = "overlay" if number == 1 else "account"
        progress.history.append(step("click", page, target=f"Link {number // 2}"))
    pressed = progress.pressed_before(12)
    assert pressed["Link 23"] == 2
    assert "Link 24" not in pressed  # the history tells of it
    assert pressed["Link 0"] == 1  # and once on an overlay, which comes again
    assert Progress().pressed_before(12) == {}


def test_the_page_that_tells_how_the_plan_stands_is_the_account_page() -> None:
    """A front page with "Membership" in its last rows was loaded as the proof instead."""
    progress = Progress()
    guess = "https://example.com/browse"
    progress.learn(step("click", "account", target="Account"), seen(guess), TASK, inside=False)
    assert progress.account_url == guess
    told = step("scroll", "account", state="active")
    progress.learn(told, seen(), TASK, inside=False)
    assert progress.account_url == "https://example.com/account"
    progress.learn(told, seen("https://example.com/other"), TASK, inside=False)
    assert progress.account_url == "https://example.com/account"
    named = Progress(account_url="https://example.com/named")
    named.learn(told, seen(), TASK, inside=False)
    assert named.account_url == "https://example.com/named"


def test_after_a_restart_the_page_that_tells_it_is_looked_at() -> None:
    """Before it a banner on the front page told that the plan had ended; now none is there. After
    a cancellation the page of another product may tell its end."""
    front, account = "https://example.com/browse", "https://example.com/account"
    for task, looked in ((replace(TASK, action="resume"), account), (TASK, front)):
        progress = Progress()
        found = step("click", "account", state="cancelled", target="Restart membership")
        progress.learn(found, seen(front), task, inside=False)
        progress.history.append(step("click", "home", target="Your account"))
        progress.learn(step("scroll", "account", state="active"), seen(), task, inside=True)
        assert (progress.account_url, progress.state_url) == (front, looked)


def test_where_the_way_out_was_pressed_may_be_looked_at_again() -> None:
    progress = Progress()
    press = step("click", "account", target="Cancel subscription")
    progress.learn(press, seen("https://example.com/"), TASK, inside=False)
    assert progress.entries == []  # in the last rows of the front page
    progress.learn(press, seen("https://example.com/plan"), TASK, inside=False)
    last = press | {"commit": True, "page": "confirm"}
    progress.learn(last, seen("https://example.com/plan/end"), TASK, inside=True)
    assert progress.entries == ["https://example.com/plan"]


def test_what_is_sold_before_the_sign_in_is_no_account() -> None:
    """ "Get 30 days free, then $9.99/mo" on the front page was loaded as the proof."""
    front = "https://example.com/"
    progress = Progress()
    shop = step("click", "account", state="active", target="Log In")
    progress.learn(shop, seen(front), TASK, inside=False)
    assert (progress.account_url, progress.state_url) == (None, None)
    assert progress.first_state == "unknown"
    progress.history.append(step("type", "sign_in", target="email") | {"text_ref": "email"})
    told = step("scroll", "account", state="active")
    progress.learn(told, seen(front), TASK, inside=False)
    assert progress.account_url == front


def test_a_section_that_led_to_the_way_out_is_known() -> None:
    """Of a page that tells the end only there."""
    progress = Progress()
    told = step("click", "account", state="active", target="Manage plan")
    progress.learn(told, seen(), TASK, inside=False)
    there = "https://example.com/account#plan"
    press = step("click", "account", state="active", target="Cancel Subscription")
    progress.learn(press, seen(there), TASK, inside=False)
    assert (progress.openers, progress.way_in) == ((), ("Manage plan",))
    progress.learn(press, seen("https://example.com/other"), TASK, inside=False)
    assert progress.way_in == ("Manage plan",)


def test_the_tab_on_which_the_way_out_was_pressed_has_an_address_of_its_own() -> None:
    """The account page shows the other subscription when it is loaded anew."""
    progress = Progress()
    shown = step("click", "account", state="active", target="Vega Kids")
    progress.learn(shown, seen(), TASK, inside=False)
    ours = "https://example.com/account?plan=kids"
    press = step("click", "confirm", state="active", target="Cancel subscription")
    progress.learn(press | {"commit": True}, seen(ours), TASK, inside=False)
    assert progress.entries == [ours]
    asked = "https://example.com/account/end"
    progress.learn(press | {"commit": True}, seen(asked), TASK, inside=True)
    assert progress.entries == [ours]


def test_pages_told_apart_behind_the_hash_are_found_again() -> None:
    """The proof loaded the front page of a site that has only one."""
    progress = Progress()
    url = "https://example.com/#settings"
    press = step("click", "account", state="active", target="Cancel subscription")
    progress.learn(press, seen(url), TASK, inside=False)
    assert (progress.account_url, progress.entries) == (url, [url])


@pytest.mark.parametrize(("given", "jumps"), [("https://example.com/account", True), (None, False)])
def test_only_an_address_that_was_given_is_gone_to_unasked(
    given: str | None, *, jumps: bool
) -> None:
    """A page that still drew itself was left for the account page, where the run had been."""
    progress = Progress(phase="act", account_url="https://example.com/account")
    run = SimpleNamespace(_progress=progress, _task=replace(TASK, account_url=given))
    assert Run._should_jump(cast(Run, run), step("wait", "home")) is jumps


def test_a_sentence_tells_more_than_a_link_in_the_last_rows() -> None:
    """The proof was loaded from the page of lessons, on which "Cancel" stood among the rows."""
    progress = Progress()
    lessons, plan = "https://example.com/learn", "https://example.com/settings/plan"
    mere = step("click", "account", state="active", target="Cancel") | {"confidence": 0.55}
    progress.learn(mere, seen(lessons), TASK, inside=False)
    assert (progress.account_url, progress.state_url) == (lessons, lessons)
    said = step("click", "account", state="active", target="Renewal") | {"confidence": 0.9}
    progress.learn(said, seen(plan), TASK, inside=False)
    assert (progress.account_url, progress.state_url) == (plan, plan)
    progress.learn(said, seen("https://example.com/other"), TASK, inside=False)
    assert progress.account_url == plan
    told = Progress(account_url="https://example.com/told")
    told.learn(said, seen(plan), TASK, inside=False)
    assert told.account_url == "https://example.com/told"


def test_a_plan_that_was_over_on_its_own_page_was_not_running_before() -> None:
    """The page of the plans told it, and the page after the restart is no first sight."""
    task, progress = replace(TASK, action="resume"), Progress()
    progress.learn(step("click", "plans", state="cancelled"), seen(), task, inside=False)
    progress.learn(step("done", "account", state="active"), seen(), task, inside=False)
    assert progress.first_state == "cancelled"
