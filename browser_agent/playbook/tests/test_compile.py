"""Two runs and what they agree on, word by word."""

from dataclasses import replace

import pytest

from browser_agent.playbook.compile import Refused, compile_playbook
from browser_agent.playbook.shape import (
    ASK_MODEL,
    Playbook,
    PlaybookInvalidError,
    from_json,
)
from browser_agent.playbook.tests.runs import (
    ACCOUNT,
    SIGN_IN,
    Shown,
    a_run,
    answer,
    at,
    line,
    records,
    reworded,
    with_lines,
)


def compiled(one: list[Shown], other: list[Shown]) -> Playbook:
    found = compile_playbook(records(one), records(other))
    assert isinstance(found, Playbook), found
    return found


def words(playbook: Playbook, number: int) -> set[str]:
    return {anchor.text for anchor in playbook.states[number].anchors}


def test_two_runs_that_agree_become_states_in_their_order() -> None:
    playbook = compiled(a_run(), a_run())
    assert [state.edge.action for state in playbook.states] == [
        "type", "type", "click", "click", "done",
    ]  # fmt: skip
    assert [state.edge.commit for state in playbook.states] == [False, False, False, True, False]
    assert playbook.states[3].url == "https://tv.example/account/cancel/*"
    press = playbook.states[2].edge
    assert (press.label, press.count) == ("Cancel subscription", 1)
    assert playbook.states[1].edge.submit
    assert from_json(playbook.as_json()) == playbook


def test_what_differs_between_the_runs_is_no_anchor() -> None:
    other = a_run()
    other[2] = reworded(other[2], "Change plan", "Switch to family")
    known = {"renews on", "Your subscription", "Cancel subscription"}
    assert words(compiled(a_run(), other), 2) == known


def test_customers_and_days_are_no_anchors() -> None:
    run = a_run()
    private = ("Hello [name]", "Visa 4242", "mia@example.org", "Renews on 4 December 2026")
    more = [*ACCOUNT, *(line(text, 40, 400 + 30 * n) for n, text in enumerate(private))]
    run[2] = with_lines(run[2], more)
    text = str(compiled(run, run).as_json())
    assert not any(secret in text for secret in private)


def test_two_states_of_one_form_are_told_apart_by_what_is_filled_in() -> None:
    playbook = compiled(a_run(), a_run())
    assert playbook.states[0].absent == ("[email]",)
    assert "[email]" in words(playbook, 1)


def test_waits_and_refused_steps_are_left_out() -> None:
    run = a_run()
    run.insert(2, Shown("/account", ACCOUNT, answer("wait", "loading")))
    run.insert(
        3,
        Shown(
            "/account",
            ACCOUNT,
            answer("click", "account", target="Change plan", **at(340, 210)),
            note="not allowed (change): choose something else",
            changed=False,
        ),
    )
    assert len(compiled(run, a_run()).states) == 5


def test_what_was_done_twice_on_one_page_is_done_once() -> None:
    run = a_run()
    run.insert(2, replace(run[2], changed=False))
    assert len(compiled(run, a_run()).states) == 5


def test_the_step_that_the_loop_took_instead_counts() -> None:
    home = (line("Tonight", 40, 40), line("Account", 900, 40), line("My list", 700, 40))
    click = answer("click", "home", target="Account", **at(920, 50))
    jumped = Shown("/home", home, click, done="open_account")
    runs = [[*a_run()[:2], jumped, *a_run()[2:]] for _ in range(2)]
    assert compiled(*runs).states[2].edge.action == "open_account"


def test_ways_that_part_teach_nothing() -> None:
    other = a_run()
    other.insert(3, Shown("/offer", SIGN_IN, answer("click", "offer", target="No", **at(1, 1))))
    refused = compile_playbook(records(a_run()), records(other))
    assert isinstance(refused, Refused)
    assert "part at step 4" in refused.reason


def test_a_run_that_was_asked_for_another_plan_teaches_nothing() -> None:
    refused = compile_playbook(records(a_run(), plan="Basic"), records(a_run(), plan="Premium"))
    assert isinstance(refused, Refused)


def test_pixels_alone_are_never_followed() -> None:
    """An icon without words, or a customer's own name: the model is asked there."""
    for lines in (SIGN_IN, (*SIGN_IN, line("Mia", 880, 500))):
        run, other = a_run(), a_run()
        icon = answer("click", "profile_picker", target="Mia", **at(900, 510))
        run.insert(2, Shown("/who", lines, icon))
        renamed = [one._replace(text="Otto") if one.text == "Mia" else one for one in lines]
        other.insert(2, Shown("/who", tuple(renamed), icon))
        assert compiled(run, other).states[2].edge.action == ASK_MODEL


def closed_on(*days: str) -> list[Shown]:
    """A run whose last page names these days, of which the model read 4 December."""
    run = a_run()
    page = [
        *run[-1].lines,
        *(line(f"It ends {day}", 300, 300 + 40 * n) for n, day in enumerate(days)),
    ]
    told = run[-1].answer | {"effective_date": "2026-12-04"}
    run[-1] = replace(with_lines(run[-1], page), answer=told)
    return run


def test_where_only_the_last_page_names_the_day_it_is_read_there() -> None:
    one, two = closed_on("4 December 2026"), closed_on("4 December 2026", "5 December 2026")
    edges = []
    for run in (one, two):
        found = compile_playbook(records(run, day=None), records(run, day=None))
        assert isinstance(found, Playbook)
        edges.append(found.states[-1].edge)
    assert (edges[0].action, edges[0].day) == ("done", True)
    assert edges[1].action == ASK_MODEL  # which of the two it is, only the model tells
    assert not compiled(one, one).states[-1].edge.day  # the account page names it


def test_what_tells_that_it_is_not_done_yet_must_be_there() -> None:
    """Whoever has cancelled before would else be told, and billed, that we did it."""
    state = compiled(a_run(), a_run()).states[2]
    assert [anchor.text for anchor in state.anchors if anchor.bare] == ["renews on"]
    assert state.state == "active"


def test_an_account_page_that_does_not_change_is_left_to_the_model() -> None:
    same_after = records(a_run(), after=ACCOUNT)
    found = compile_playbook(same_after, same_after)
    assert isinstance(found, Playbook)
    assert found.states[2].edge.action == ASK_MODEL
    assert found.states[2].state == "unknown"


def test_a_run_that_was_not_proved_teaches_nothing() -> None:
    doubtful = records(a_run())
    doubtful[-1]["answer"] = doubtful[-1]["answer"] | {"state": "active"}
    refused = compile_playbook(doubtful, records(a_run()))
    assert isinstance(refused, Refused)
    assert "did not say" in refused.reason


@pytest.mark.parametrize("cut", ["lines", "question", "answer", "size"])
def test_records_that_are_not_whole_are_refused(cut: str) -> None:
    broken = records(a_run())
    del broken[1][cut]
    assert isinstance(compile_playbook(broken, records(a_run())), Refused)
    assert isinstance(compile_playbook([], records(a_run())), Refused)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"states": []},
        {"states": [{}]},
        {"states": None},
        {"states": [{"url": "x", "page": "account", "state": "active", "anchors": [{}]}]},
    ],
)
def test_a_playbook_that_is_none_is_not_read(change: dict[str, object]) -> None:
    body = compiled(a_run(), a_run()).as_json() | change
    with pytest.raises(PlaybookInvalidError):
        from_json(body)


def test_an_edge_that_types_what_is_no_secret_is_not_read() -> None:
    body = compiled(a_run(), a_run()).as_json()
    for key, value in (("text_ref", "pin"), ("action", "shell"), ("key", "f4"), ("direction", "x")):
        edge = body["states"][0]["edge"]
        with pytest.raises(PlaybookInvalidError):
            from_json(body | {"states": [body["states"][0] | {"edge": edge | {key: value}}]})
