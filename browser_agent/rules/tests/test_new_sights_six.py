"""What forms, buttons and lists asked on sites seen for the first time."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.survey import FREE_TEXT
from browser_agent.rules.tests.vision_screens import case, step

WHY = "Warum m\u00f6chten Sie k\u00fcndigen? (mindestens 20 Zeichen)"
LEAVES = "Zum 14. Dezember 2026 k\u00fcndigen"
ASKED = ("# Abo k\u00fcndigen", "Was m\u00f6chten Sie tun?", "(.) Nicht k\u00fcndigen, weiterlernen",
         f"(o) {LEAVES}", f"<{WHY}>")  # fmt: skip


def essay(value: str = "", **told: object) -> Case:
    """The question with the field for several lines right below it, whose edge underlines it."""
    history = [step("click", "Abo k\u00fcndigen"), step("click", LEAVES, page="survey")]
    history += [step("type", FREE_TEXT, page="survey")] if value else []
    found = case(*ASKED, "", "[Zur\u00fcck]", "[Auswahl absenden]", history=history, **told)
    above = next(each for each in found.screen.controls if each.text == WHY)
    around = Box(above.box.x0, above.box.y1 + 2, 1024, above.box.y1 + 60)
    area = Field(around, value or above.folded, value, filled=bool(value), area=True)
    return replace(found, screen=replace(found.screen, fields=(area,)))


def test_the_question_above_a_field_is_answered_and_not_pressed() -> None:
    """Its words speak of cancelling, and its field's edge makes it look like a link."""
    move = choose(essay())
    assert (move.action, move.text) == ("type", FREE_TEXT)
    move = choose(essay(FREE_TEXT.lower()))
    assert (move.action, move.target) == ("click", "Auswahl absenden")


@pytest.mark.parametrize(
    "words", ["(at least 20 characters)", "(mindestens 20 Zeichen)",
              "(au moins 20 caract\u00e8res)", "(al menos 20 caracteres)"],
)  # fmt: skip
def test_how_many_letters_it_wants_tells_that_it_wants_some(words: str) -> None:
    rows = ("# Why are you leaving?", f"|Tell us more {words}|", "[Continue]", "[Back]")
    move = choose(case(*rows, history=[step("click", "Cancel subscription")]))
    assert (move.action, move.text) == ("type", FREE_TEXT)
