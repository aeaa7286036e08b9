"""One screen and a history in, one move out."""

from typing import Any

import pytest

from browser_agent.rules.instruct.past import Past
from browser_agent.rules.instruct.respond import decide
from browser_agent.rules.instruct.tests.drawn import Page


def move(page: Page, *history: dict[str, Any]) -> tuple[str, str]:
    view = page.view()
    chosen = decide(view.instruction, view, Past.read(history))
    return chosen.action, chosen.target


def did(target: str, *, action: str = "click", changed: bool = True, **more: Any) -> dict[str, Any]:
    return {"action": action, "target": target, "changed": changed, "x": 0, "y": 0} | more


def test_a_lone_word_on_an_empty_screen_is_pressed_first() -> None:
    page = Page()
    page.draw.rectangle((0, 0, 480, 630), fill=(17, 17, 17))
    page.text("BEGIN", 180, 300)
    assert move(page)[0] == "click"


def test_the_named_button_is_pressed_and_not_its_neighbour() -> None:
    page = Page().told('Click on the "no" button.').button("yes", 10, 200).button("no", 10, 300)
    view = page.view()
    chosen = decide(view.instruction, view, Past(()))

    assert chosen.target == "[0] press: no"
    assert (chosen.x or 0) in range(11, 190)
    assert (chosen.y or 0) in range(301, 362)


def test_fields_are_told_apart_by_their_labels_whatever_their_order() -> None:
    page = Page().told('Enter the user "ada" and the password "l0ve" and press Send.')
    page.text("Password", 10, 180).field(10, 220).text("User", 10, 320).field(10, 360)
    view = page.button("Send", 10, 500).view()

    first = decide(view.instruction, view, Past(()))
    second = decide(view.instruction, view, Past.read([did(first.target, action="type")]))

    assert first.text == "ada"
    assert first.y == pytest.approx(391, abs=4)
    assert second.text == "l0ve"
    assert second.y == pytest.approx(251, abs=4)


def test_a_field_that_took_nothing_is_tried_once_more_and_no_longer() -> None:
    page = Page().told('Enter "ada" into the text field and press Send.')
    page.field(10, 220).button("Send", 10, 400)
    idle = did("[0] type: text field", action="type", changed=False)

    assert move(page, idle)[1] == "[0] type: text field"
    assert move(page, idle, idle)[1] == "[1] press: Send"


def test_only_boxes_that_are_not_ticked_yet_are_ticked() -> None:
    page = Page().told("Select alpha, gamma and click Send.")
    page.box(30, 200, "alpha", ticked=True).box(30, 270, "beta").box(30, 340, "gamma")
    page.button("Send", 10, 450)

    assert move(page)[1] == "[0] tick: gamma"


def test_a_tick_that_was_not_asked_for_is_taken_away() -> None:
    page = Page().told("Select alpha and click Send.")
    page.box(30, 200, "alpha", ticked=True).box(30, 270, "beta", ticked=True)
    page.button("Send", 10, 450)

    assert move(page)[1] == "[0] tick: beta"


def test_nothing_is_chosen_where_nothing_is_asked_for() -> None:
    page = Page().told("Select nothing and click Send.").box(30, 200, "alpha")
    assert move(page.button("Send", 10, 450))[1] == "[1] press: Send"


def test_marks_are_counted_by_their_kind() -> None:
    page = Page().told("Check the 2nd radio button and click Send.")
    page.box(30, 200).ring(110, 200).ring(190, 200).button("Send", 10, 400)
    view = page.view()
    chosen = decide(view.instruction, view, Past(()))

    assert chosen.x in range(190, 230)
    page.ring(190, 200, chosen=True)
    assert move(page)[1] == "[1] press: Send"


def test_a_link_is_told_from_the_same_plain_word() -> None:
    page = Page().told('Click on the link "odio".').text("odio amet", 20, 200)
    page.link("odio", 300, 260)
    view = page.view()
    chosen = decide(view.instruction, view, Past(()))

    assert chosen.x in range(300, 364)


def test_a_question_that_nobody_asked_for_is_declined_and_the_step_repeated() -> None:
    page = Page().told('Enter "ada" into the text field and press Send.').field(10, 180)
    asked = page.button("OK", 30, 400).button("Cancel", 240, 400)
    typed = did("[0] type: text field", action="type")

    assert move(asked, typed)[1] == "[aside] press: Cancel"

    after = Page().told('Enter "ada" into the text field and press Send.').field(10, 180)
    after.button("Send", 10, 300)
    assert move(after, typed, did("[aside] press: Cancel"))[1] == "[0] type: text field"


def test_a_page_that_is_still_empty_is_waited_for() -> None:
    waited = did("[start] wait: ", action="wait", changed=False)

    assert move(Page())[0] == "wait"
    assert move(Page(), waited, waited, waited)[0] == "need_human"


def test_a_list_that_goes_on_below_is_scrolled_before_a_word_is_guessed() -> None:
    page = Page().told("Select Mauritania from the scroll list and click Send.")
    page.draw.rectangle((10, 180, 460, 400), outline=(118, 118, 118), width=3)
    page.text("Mayotte", 18, 200).text("Somalia", 18, 260).text("Angola", 18, 320)
    page.button("Send", 10, 450)

    assert move(page)[1].startswith("[0] scroll")


def test_a_slider_meets_its_value_in_a_few_presses() -> None:
    """The drawn slider runs from 0 to 40 over its track, which nobody tells the rules."""
    history: list[dict[str, Any]] = []
    at, value = 200, 16
    for _ in range(5):
        page = Page().told("Select 31 with the slider and click Send.")
        page.slider(40, 200, wide=400, at=at, value=value).button("Send", 10, 400)
        view = page.view()
        chosen = decide(view.instruction, view, Past.read(history))
        if chosen.target.startswith("[1]"):
            break
        assert chosen.x is not None
        value = max(0, min(40, round((chosen.x - 40) / 10)))
        at = 40 + value * 10
        history.append(did(chosen.target))

    assert value == 31


def test_a_form_is_not_sent_while_its_slider_shows_something_else() -> None:
    page = Page().told("Select 31 with the slider and click Send.")
    page.slider(40, 200, wide=400, at=200, value=16).button("Send", 10, 400)
    tried = [did("[0] slide: 200 16") for _ in range(6)]

    assert move(page, *tried)[0] == "need_human"


def test_a_form_without_a_word_about_its_button_is_sent() -> None:
    page = Page().told('Enter "ada" into the text field.').field(10, 200).button("Go", 10, 320)
    typed = did("[0] type: text field", action="type")

    assert move(page, typed)[1] == "[end] press: Go"


def test_what_was_all_done_is_not_called_a_success() -> None:
    page = Page().told('Click on the "no" button.').button("yes", 10, 200).button("no", 10, 300)

    assert move(page, did("[0] press: no"))[0] == "need_human"


def test_words_that_ask_for_nothing_are_handed_to_a_person() -> None:
    page = Page().told("The weather is fine today.").button("Send", 10, 300)
    assert move(page)[0] == "need_human"


def test_what_cannot_be_found_is_looked_for_below_and_then_given_up() -> None:
    page = Page().told('Click on the link "odio".').text("amet", 20, 200)
    page.button("one", 10, 300).button("two", 250, 300)

    assert move(page)[0] == "scroll"
    idle = did("[0] scroll: ", action="scroll", changed=False)
    assert move(page, idle)[0] == "need_human"
