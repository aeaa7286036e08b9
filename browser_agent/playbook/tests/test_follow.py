"""Following: what is answered while every check holds, and what is left to the model."""

from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from browser_agent.contract import ACTION_SCHEMA, Task
from browser_agent.playbook.compile import compile_playbook
from browser_agent.playbook.follow import WAITS_MAX, Guide
from browser_agent.playbook.match import match
from browser_agent.playbook.page import Page
from browser_agent.playbook.shape import Playbook
from browser_agent.playbook.tests.runs import (
    ACCOUNT,
    CHANGED,
    Shown,
    a_run,
    answer,
    at,
    entry,
    line,
    records,
    reworded,
    sight,
    with_lines,
)

SECRETS = ["email", "password"]


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    found = compile_playbook(records(a_run()), records(a_run()))
    assert isinstance(found, Playbook)
    return found


@pytest.fixture
def guide(playbook: Playbook) -> Guide:
    return Guide(playbook)


def asked(*history: dict[str, Any], secrets: list[str] | None = None) -> dict[str, Any]:
    return {"secrets": SECRETS if secrets is None else secrets, "history": list(history)}


def test_the_whole_way_is_answered_and_every_answer_is_one_of_the_models_kind(
    guide: Guide,
) -> None:
    for number, shown in enumerate(a_run(), 1):
        given = guide.answer(sight(shown), asked(*([entry(number - 1, shown)] * (number > 1))))
        assert given is not None
        jsonschema.validate(given, ACTION_SCHEMA)
        keys = ("action", "page", "text_ref", "submit", "commit")
        assert {key: given[key] for key in keys} == {key: shown.answer[key] for key in keys}
        if given["x"] is not None:
            assert abs(given["x"] - shown.answer["x"]) <= 2
    assert (guide.steps, guide.fallbacks) == (5, 0)


def test_a_label_that_moved_is_pressed_where_it_stands_now(guide: Guide) -> None:
    shown = a_run()[2]
    moved = with_lines(shown, [one._replace(y0=one.y0 + 60, y1=one.y1 + 60) for one in ACCOUNT])
    given = guide.answer(sight(moved), asked())
    assert given is not None
    assert given["y"] == pytest.approx(shown.answer["y"] + 75, abs=3)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("https://tv.example", "/promo"),
        ("https://tv-example.evil.com", "/account"),
        ("http://tv.example", "/account"),
    ],
)
def test_a_page_that_imitates_the_words_elsewhere_is_no_state(
    playbook: Playbook, host: str, path: str
) -> None:
    account = a_run()[2]
    assert match(Page.of(sight(account)), playbook) == [2]
    imitation = Shown(path, account.lines, account.answer)
    assert match(Page.of(sight(imitation, host=host)), playbook) == []
    guide = Guide(playbook)
    for _ in range(WAITS_MAX):
        waiting = guide.answer(sight(imitation, host=host), asked())
        assert waiting is not None
        assert waiting["action"] == "wait"
    assert guide.answer(sight(imitation, host=host), asked()) is None
    assert guide.fallbacks == 1


def test_a_second_control_of_the_same_name_is_not_guessed_at(playbook: Playbook) -> None:
    for y in (330, 700):
        twice = with_lines(a_run()[2], [*ACCOUNT, line("Cancel subscription", 300, y)])
        assert match(Page.of(sight(twice)), playbook) == []


def test_of_two_that_say_the_same_only_the_one_in_its_place_is_meant() -> None:
    """A heading says what the button says. Where both come near the place, neither is pressed."""
    run = a_run()
    run[2] = with_lines(run[2], [*ACCOUNT, line("Cancel subscription", 300, 700)])
    found = compile_playbook(records(run), records(run))
    assert isinstance(found, Playbook)
    assert match(Page.of(sight(run[2])), found) == [2]
    close = with_lines(run[2], [*ACCOUNT, line("Cancel subscription", 300, 330)])
    assert match(Page.of(sight(close)), found) == []


def test_a_form_that_is_filled_in_is_not_the_empty_one(playbook: Playbook) -> None:
    empty, filled = a_run()[:2]
    assert match(Page.of(sight(empty)), playbook) == [0]
    assert match(Page.of(sight(filled)), playbook) == [1]


def test_a_control_on_the_other_side_of_the_page_is_not_pressed(playbook: Playbook) -> None:
    far = [one._replace(x0=900, x1=990) if "Cancel" in one.text else one for one in ACCOUNT]
    assert match(Page.of(sight(with_lines(a_run()[2], far))), playbook) == []


def test_an_account_that_was_cancelled_before_is_not_taken_for_one_that_is_not(
    playbook: Playbook,
) -> None:
    """The page offers the same control; only its words tell."""
    account = a_run()[2]
    other_day = reworded(account, "4 December 2026", "17 January 2027")
    assert match(Page.of(sight(other_day)), playbook) == [2]
    assert match(Page.of(sight(with_lines(account, CHANGED))), playbook) == []


def test_the_one_day_of_the_last_page_is_told_and_two_are_not() -> None:
    run = a_run()
    told = run[-1].answer | {"effective_date": "2026-12-04"}
    ends = line("It ends 4 December 2026", 300, 300)
    run[-1] = replace(with_lines(run[-1], [*run[-1].lines, ends]), answer=told)
    found = compile_playbook(records(run, day=None), records(run, day=None))
    assert isinstance(found, Playbook)
    other = reworded(run[-1], "4 December 2026", "9 March 2027")
    given = Guide(found).answer(sight(other), asked())
    assert given is not None
    assert given["effective_date"] == "2027-03-09"
    twice = with_lines(other, [*other.lines, line("Cancelled on 21 November 2026", 300, 340)])
    guide = Guide(found)
    assert guide.answer(sight(twice), asked()) is None
    assert (guide.steps, guide.fallbacks) == (0, 0)


def lost(guide: Guide, shown: Shown) -> dict[str, Any]:
    """Waits until the guide gives up; what its record says then."""
    for _ in range(WAITS_MAX + 1):
        given = guide.answer(sight(shown), asked())
        if given is None:
            return guide.told
    raise AssertionError("it did not give up")


def test_changed_words_are_told_with_their_places(guide: Guide, playbook: Playbook) -> None:
    for shown in a_run()[:2]:
        assert guide.answer(sight(shown), asked()) is not None
    told = lost(guide, reworded(a_run()[2], "Cancel", "End"))
    assert told["why"] == "words are missing"
    assert told["frame"] == playbook.states[2].frame
    [(words, x0, y0, _, _)] = told["missing"]
    assert (words, x0, y0) == ("Cancel subscription", 300, 325)


def test_after_the_model_has_helped_the_playbook_goes_on(guide: Guide) -> None:
    run = a_run()
    for shown in run[:2]:
        guide.answer(sight(shown), asked())
    lost(guide, reworded(run[2], "Cancel", "End"))
    given = guide.answer(sight(run[3]), asked(entry(3, run[2])))
    assert given is not None
    assert given["commit"]
    assert guide.fallbacks == 1


def test_what_had_no_effect_is_not_done_again(guide: Guide) -> None:
    run = a_run()
    guide.answer(sight(run[2]), asked())
    lost(guide, run[2])
    assert guide.steps == 1


def test_a_refused_step_is_left_to_the_model(guide: Guide) -> None:
    run = a_run()
    guide.answer(sight(run[2]), asked())
    refused = entry(3, run[2]) | {"note": "not allowed (keep): choose something else"}
    assert guide.answer(sight(run[3]), asked(refused)) is None
    assert guide.told["why"] == "what was done had no effect"


def test_it_never_goes_back(guide: Guide) -> None:
    """A confirm page that leads back to the account page must not be gone through again."""
    run = a_run()
    guide.answer(sight(run[3]), asked())
    assert lost(guide, run[2])["why"]


def test_a_secret_that_is_not_there_is_not_typed(guide: Guide) -> None:
    assert (guide.answer(sight(a_run()[0]), asked(secrets=["password"])) or {}).get(
        "action"
    ) == "wait"
    assert guide.steps == 0


def test_a_code_that_is_there_already_is_not_asked_for() -> None:
    lines = (line("Enter your code", 300, 60), line("Code", 300, 150), line("We sent it", 300, 400))
    ask = answer("ask_person", "code", ask="code")
    kind = answer("type", "code", target="Code", text_ref="code", submit=True, **at(320, 190))
    run = a_run()
    run[2:2] = [
        Shown("/code", lines, ask, note="code can be typed now"),
        Shown("/code", lines, kind),
    ]
    found = compile_playbook(records(run), records(run))
    assert isinstance(found, Playbook)
    for secrets, expected in ((SECRETS, "ask_person"), ([*SECRETS, "code"], "type")):
        guide = Guide(found)
        guide.answer(sight(run[0]), asked())
        guide.answer(sight(run[1]), asked())
        given = guide.answer(sight(run[2]), asked(secrets=secrets))
        assert given is not None
        assert given["action"] == expected


def test_a_last_press_needs_a_second_source(guide: Guide) -> None:
    press = a_run()[3]
    given = guide.answer(sight(press), asked())
    assert given is not None
    assert guide.seconded(given, press.answer) is given
    keep = answer("click", "confirm", target="Keep it", **at(620, 270))
    assert guide.seconded(given, keep) is keep
    assert (guide.steps, guide.fallbacks) == (0, 1)


@pytest.mark.parametrize(
    ("seen", "drifted"),
    [
        (answer("need_human", "captcha", error_code="captcha"), False),
        (answer("need_human", "credential_error"), False),
        (answer("click", "account", state="cancelled"), False),
        (answer("click", "account", state="active"), True),
        (answer("click", "overlay"), True),
        (answer("click", "offer"), True),
    ],
)
def test_what_is_this_customers_own_is_no_drift(
    guide: Guide, seen: dict[str, Any], *, drifted: bool
) -> None:
    run = a_run()
    for shown in run[:2]:
        guide.answer(sight(shown), asked())
    lost(guide, with_lines(run[2], CHANGED))
    guide.hear(seen)
    assert (guide.fallbacks, "why" in guide.told) == (int(drifted), drifted)


@pytest.mark.parametrize(
    "given",
    [
        {"verify_only": True},
        {"action": "resume"},
        {"plan": "Premium"},
        {"playbook": {"version": 1, "states": "none"}},
        {"playbook": None},
    ],
)
def test_a_playbook_of_another_wish_is_not_followed(
    playbook: Playbook, given: dict[str, Any]
) -> None:
    wish: dict[str, Any] = {
        "service": "tv",
        "service_name": "TV",
        "action": "cancel",
        "start_url": "https://tv.example/login",
        "playbook": playbook.as_json(),
    }
    assert Guide.of(Task(**wish)).answer(sight(a_run()[0]), asked()) is not None
    assert Guide.of(Task(**wish | given)).answer(sight(a_run()[0]), asked()) is None
