"""What was met at first sight on three more sites: a list that the page draws itself, a state told
in one line with what it costs."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

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


def told(*rows: str) -> str:
    """What our own sentences say of a page."""
    lines = [
        TextLine(text, 100, 60 * row, 100 + 9 * len(text), 60 * row + 18, 1.0)
        for row, text in enumerate(rows)
    ]
    return state_of(lines)


@pytest.mark.parametrize(
    "said",
    [
        "Active. Arbor Standard, $9.99 per month. Restarted on 23 November 2026.",
        "Active. Arbor Plus, $9.99 per month.", "Status: Active. Member since 3 May 2024.",
        "Aktiv. Arbor Standard, 9,99 \u20ac im Monat.",
        "Actif. Arbor Essentiel, 9,99 \u20ac par mois.",
        "Activa. Arbor Est\u00e1ndar, 9,99 \u20ac al mes.", "Actif. Depuis le 3 mai 2024.",
    ],
)  # fmt: skip
def test_a_line_that_begins_with_the_state_tells_it(said: str) -> None:
    assert told("Account", "Subscription", said, "Payment") == "active"
    assert told("Account", said, "Restart subscription") == "unknown"


@pytest.mark.parametrize(
    "said",
    [
        "Active. 12 days left, $9.99 per month.", "Active. Only $9.99 per month if you restart.",
        "Active. Offer: $4.99 per month.", "Active. Sports add-on, $2.99 per month.",
        "Active listeners. From $9.99 per month.", "Active. Your last plan, $9.99 per month.",
        "Aktiv. Noch 12 Tage, 9,99 \u20ac im Monat.",
        "Actif. Il reste 12 jours, 9,99 \u20ac par mois.", "Active. Films that move.",
        "Activa. Quedan 12 d\u00edas, 9,99 \u20ac al mes.", "Active. Paused since 3 May 2026.",
    ],
)  # fmt: skip
def test_what_runs_out_or_is_something_else_is_no_plan_that_runs(said: str) -> None:
    assert told("Account", "Subscription", said, "Payment") != "active"


def test_a_line_that_begins_with_the_state_and_ends_ends() -> None:
    said = "Active. Arbor Standard, $9.99 per month. Ends on 9 December 2026."
    assert told("Account", said, "Payment") == "cancelled"
