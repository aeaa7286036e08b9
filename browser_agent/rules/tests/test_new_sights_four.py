"""What was met at first sight on three more sites: a list that the page draws itself."""

from dataclasses import replace

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step

PICK = "Bitte w\u00e4hlen"
KINDS = (
    "(o) Ordentliche K\u00fcndigung zum 9. Dezember 2026",
    "(.) Au\u00dferordentliche K\u00fcndigung",
)
ENTRIES = ("Zu teuer", "Ich schaue zu selten", "Technische Probleme", "Sonstiges")


def drawn(*entries: str, first: int) -> Case:
    """A box of fifty pixels that was just pressed, and lines below it. first: pixels from its
    frame to the first of them."""
    history = [*LEAVING["history"], step("click", PICK, page="survey")]
    rows = ("# K\u00fcndigung", *KINDS, "K\u00fcndigungsgrund", PICK, *[""] * 5)
    shown = case(*rows, "[Jetzt k\u00fcndigen]", **ACCOUNT | {"history": history})
    head = next(each for each in shown.screen.controls if each.text == PICK)
    frame = Box(head.box.x0 - 12, head.box.y0 - 14, 700, head.box.y1 + 16)
    field = Field(frame, "bitte wahlen", PICK, filled=True)
    tops = range(frame.y1 + first, 800, 42)
    listed = [
        replace(head, text=words, box=Box(head.box.x0, top, head.box.x0 + 160, top + 18))
        for words, top in zip(entries, tops, strict=False)
    ]
    kept = [each for each in shown.screen.controls if each.text]
    return Case(shown.question, replace(shown.screen, controls=(*kept, *listed), fields=(field,)))


def test_the_entry_of_a_list_with_a_wide_frame_is_pressed() -> None:
    """The keys of a browser's own list do nothing in one that the page draws."""
    move = choose(drawn(*ENTRIES, first=13))
    assert (move.action, move.target) == ("click", "Sonstiges")


def test_lines_that_stand_apart_from_the_frame_are_no_entries() -> None:
    assert choose(drawn(*ENTRIES, first=24)).target not in ENTRIES
