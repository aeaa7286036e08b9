"""Word level: what an instruction asks for, whatever page it stands on."""

import pytest

from browser_agent.rules.instruct.goals import (
    LAST,
    Choose,
    Expand,
    Fill,
    Follow,
    Goal,
    Press,
    ReadWord,
    ScrollDown,
    Slide,
)
from browser_agent.rules.instruct.parse import parse

PLANS: dict[str, list[Goal]] = {
    'Press the "Save draft" button.': [Press(("Save draft",), "button")],
    "Hit Continue.": [Press(("Continue",))],
    "Tap on the cancel button.": [Press(("cancel",), "button")],
    "Click the button.": [Press((), "button")],
    "Click button SEVEN, then click button EIGHT.": [
        Press(("SEVEN",), "button"),
        Press(("EIGHT",), "button"),
    ],
    'Click on the link "tempor".': [Press(("tempor",), "link")],
    "Click on Tab #4.": [Press(("Tab #4", "#4"), "tab")],
    "Click the 2nd checkbox.": [Press((), "checkbox", 2)],
    "Check the third radio button.": [Press((), "radio", 3)],
    "Focus into the last input textbox.": [Press((), "field", LAST)],
    'Click on a "radio" widget.': [Press((), "radio", 1)],
    'Click on a "text" widget.': [Press((), "field", 1)],
    'Close the window by clicking the "x".': [Press(("x",), "cross")],
    'Type "Ada" into the text field and press Send.': [
        Fill("Ada", ("text field",)),
        Press(("Send",)),
    ],
    'Enter the user "ada" and the password "l0v3" and hit sign in.': [
        Fill("ada", ("user",)),
        Fill("l0v3", ("password",)),
        Press(("sign in", "sign")),
    ],
    'Enter the code "77" into both text fields and press go on.': [
        Fill("77", ("code", "both text fields"), every=True),
        Press(("go on", "go")),
    ],
    'Type "Ada" in all upper case letters and press Send.': [Fill("ADA"), Press(("Send",))],
    'Type "ADA" in all lower case letters and press Send.': [Fill("ada"), Press(("Send",))],
    'Enter the number "-4" into the 2nd textbox.': [Fill("-4", ("number", "2nd textbox"), 2)],
    "Enter 03/09/2021 as the date and hit submit.": [
        Fill("03/09/2021", ("date",)),
        Press(("submit",)),
    ],
    "Enter 4:05 PM as the time and press submit.": [
        Fill("4:05 PM", ("time",)),
        Press(("submit",)),
    ],
    "Select Peru from the list and click Send.": [Choose(("Peru",)), Press(("Send",))],
    "Select x1, Yz and q0o and click Send.": [Choose(("x1", "Yz", "q0o")), Press(("Send",))],
    "Select nothing and click Send.": [Choose(()), Press(("Send",))],
    "Select File>Export>As text": [Follow(("File", "Export", "As text"))],
    "Select -3 with the slider and click Send.": [Slide(-3), Press(("Send",))],
    "Expand the section below and click Send.": [Expand(), Press(("Send",))],
    'Expand the sections below, to find and click on the link "odio".': [
        Press(("odio",), "link", hidden=True)
    ],
    'Switch between the tabs to find and click on the link "odio".': [
        Press(("odio",), "link", hidden=True)
    ],
    'Navigate through the folders. Find and click on the file named "Notes".': [
        Press(("Notes",), "any", hidden=True)
    ],
    'Use the textbox to enter "Ada" and press "Look", then find and click the 5th search result.': [
        Fill("Ada"),
        Press(("Look",)),
        Press((), "result", 5, hidden=True),
    ],
    "Find the first word in the text area, enter it into the text field and hit Send.": [
        ReadWord(1),
        Fill(None),
        Press(("Send",)),
    ],
    'Scroll to the bottom of the textarea, enter the name "Ada" then press "Agree"': [
        ScrollDown(),
        Fill("Ada", ("name",)),
        Press(("Agree",)),
    ],
    "Search for jazz records made by Monk from year 1957.": [
        Fill("jazz", ("",)),
        Fill("Monk", ("made by",)),
        Fill("1957", ("from year", "date")),
        Press((), "button"),
    ],
}


@pytest.mark.parametrize("instruction", PLANS)
def test_an_instruction_is_understood(instruction: str) -> None:
    assert list(parse(instruction)) == PLANS[instruction]


def test_words_in_quotes_are_never_taken_for_orders() -> None:
    (goal,) = parse('Click on the link "and then press Delete, then click all".')

    assert goal == Press(("and then press Delete, then click all",), "link")


@pytest.mark.parametrize("words", ["", "Lorem ipsum dolor.", "The weather is fine today."])
def test_what_asks_for_nothing_gives_no_goals(words: str) -> None:
    assert parse(words) == ()


def test_curly_quotes_and_lost_spaces_are_read() -> None:
    assert parse("Click on the \u201cok\u201d button.") == (Press(("ok",), "button"),)
    assert parse('Enter "8"into the text field andpress Send.')[0] == Fill("8", ("text field",))
