"""Boxes in rows that lead on, and switches of several renewals."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.question import Question
from browser_agent.rules.screen import Control, Screen, compose
from browser_agent.rules.switches import renewal_switch
from browser_agent.rules.tests.vision_screens import case, step
from kernel.ocr import TextLine

BLUE, DARK, WHITE = (20, 90, 220), (40, 40, 40), (255, 255, 255)
EXTRA, MAILS = "Add the sports pack for $4.00 a month", "Yes, send me offers by e-mail"
TERMS = "I agree to the terms of cancellation"
LEAVING = ("Cancel your membership", "Continue to the last step")


def drawn(
    *rows: str, ticked: bool, title: tuple[str, ...] = (), gap: int | None = None
) -> tuple[Image.Image, list[TextLine]]:
    """Rows with a box before their words and an arrow to the right behind them, so many pixels away
    or at the edge of the card; a button below them."""
    picture = Image.new("RGB", (1280, 820), WHITE)
    pen, font, lines = ImageDraw.Draw(picture), ImageFont.load_default(16), []

    def write(words: str, x: int, y: int, ink: tuple[int, int, int] = DARK) -> int:
        pen.text((x, y), words, fill=ink, font=font)
        lines.append(TextLine(words, x, y, x + int(pen.textlength(words, font=font)), y + 18, 1.0))
        return lines[-1].x1

    for number, words in enumerate(title):
        write(words, 300, 60 + 40 * number)
    for number, words in enumerate(rows):
        y = 200 + 50 * number
        pen.rectangle((270, y, 286, y + 16), BLUE if ticked else WHITE, DARK, width=2)
        if ticked:
            pen.line((273, y + 8, 277, y + 12, 283, y + 4), WHITE, width=2)
        end = write(words, 300, y - 2)
        x = 700 if gap is None else end + gap
        pen.line((x, y + 2, x + 6, y + 8, x, y + 14), DARK, width=2)
    pen.rectangle((300, 600, 440, 640), fill=BLUE)
    write("Continue", 330, 610, WHITE)
    return picture, lines


def seen(*rows: str, ticked: bool, title: tuple[str, ...] = (), gap: int | None = None) -> Screen:
    picture, lines = drawn(*rows, ticked=ticked, title=title, gap=gap)
    return compose(np.asarray(picture), lines)


def boxes(screen: Screen) -> dict[str, bool]:
    """The words beside each box, and whether it is ticked."""
    return {each.text: each.mark.checked for each in screen.controls if each.mark}


@pytest.mark.parametrize("gap", [60, None])
@pytest.mark.parametrize("words", ["Add the sports pack", EXTRA, MAILS, "Magazine"])
def test_a_ticked_box_stays_one_though_an_arrow_ends_its_row(words: str, gap: int | None) -> None:
    assert boxes(seen(words, ticked=True, gap=gap)) == {words: True}
    assert boxes(seen("Manage subscription", words, ticked=True, gap=gap))[words]


@pytest.mark.parametrize("words", [TERMS, "I have read the privacy notice", "Too expensive",
    "J'accepte les conditions", "Ich habe die AGB gelesen", "Acepto las condiciones"])  # fmt: skip
def test_a_condition_or_a_reason_stays_a_box_though_an_arrow_ends_its_row(words: str) -> None:
    assert boxes(seen(words, ticked=False)) == {words: False}


@pytest.mark.parametrize("words", [TERMS, MAILS, EXTRA, "J'accepte les conditions"])
def test_what_is_asked_for_stays_a_box_among_the_ways_of_an_account(words: str) -> None:
    assert boxes(seen("Manage subscription", "Edit details", words, ticked=False)) == {words: False}


@pytest.mark.parametrize("words", ["Manage subscription", "Abo verwalten", "Mon abonnement",
    "Gestionar suscripci\u00f3n", "Cancel subscription", "Billing & payments"])  # fmt: skip
def test_a_picture_before_the_name_of_a_way_is_no_box(words: str) -> None:
    screen = seen(words, "Receipts", ticked=False)
    assert next(each for each in screen.controls if each.text == words).opens
    assert words not in boxes(screen)


def move_on(*rows: str) -> Move:
    question = {"goal": "cancel", "today": "2026-11-21", "secrets": [], "asked": []}
    past = [step("click", "Cancel membership")]
    told = question | {"service": "Arbor", "phase": "act", "history": past}
    return choose(Case(Question.read(told), seen(*rows, ticked=True, title=LEAVING)))


@pytest.mark.parametrize("words", [EXTRA, MAILS])
def test_what_is_ticked_is_cleared_before_anything_is_final(words: str) -> None:
    move = move_on(words)
    assert (move.action, move.target, move.commit) == ("click", words, False)


SIDES = (
    ("# Arbor Premium", "$9.99 a month, renews December 5", "~Auto-renew Arbor Premium",
     "# Magazine", "$2.00 a month, renews December 9", "~Auto-renew"),
    ("# Subscriptions", "Arbor Premium", "$9.99 a month", "~Automatic renewal of your membership",
     "Locker", "$2.00 a month", "~Automatic renewal"),
    ("# Subscriptions", "Arbor Premium", "~Auto-renew membership", "Insurance",
     "~Automatic payments"),
    ("# Mein Konto", "Mitgliedschaft", "~Automatische Verl\u00e4ngerung der Mitgliedschaft",
     "Spind", "~Automatische Verl\u00e4ngerung"),
    ("# Mi cuenta", "Cuota", "~Renovaci\u00f3n autom\u00e1tica de la cuota", "Taquilla",
     "~Renovaci\u00f3n autom\u00e1tica"),
    ("# Mon compte", "Formule", "~Renouvellement automatique de la formule", "Casier",
     "~Renouvellement automatique"),
    ("# Arbor Premium", "Ends December 5, 2026", "~Auto-renew membership",
     "# Insurance", "Ends December 9, 2026", "~Automatic payments"),
    ("# Arbor", "~Arbor Premium auto-renewal", "# Magazine", "~Auto-renew"),
)  # fmt: skip


def switched(*rows: str, on: bool, **told: Any) -> Case:
    """Rows of which those with a tilde have a switch."""
    page = case(*(row.removeprefix("~") for row in rows), **{"service": "Arbor"} | told)
    turning = {row.removeprefix("~") for row in rows if row.startswith("~")}

    def with_switch(each: Control) -> Control:
        place = Box(700, each.box.y0, 740, each.box.y0 + 20)
        mark = Mark(place, checked=on, is_round=False, is_switch=True)
        return replace(each, mark=mark) if each.text in turning else each

    controls = tuple(map(with_switch, page.screen.controls))
    return replace(page, screen=replace(page.screen, controls=controls))


def turned(*rows: str, on: bool = True, **told: Any) -> str | None:
    found = renewal_switch(switched(*rows, on=on, **told), on=on)
    return None if found is None else found.text


@pytest.mark.parametrize("plan", ["Premium", None])
@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("rows", SIDES)
def test_the_renewal_that_is_called_ours_comes_before_the_one_without_a_name(
    rows: tuple[str, ...], plan: str | None, *, on: bool
) -> None:
    ours = next(row for row in rows if row.startswith("~")).removeprefix("~")
    assert turned(*rows, on=on, plan=plan) == ours


LOCKER = "~Automatic renewal of the locker"


@pytest.mark.parametrize(
    "rows",
    [("# Arbor Premium", LOCKER, "# Insurance", "~Automatic payments"),
     ("Arbor Premium", "$9.99 a month", LOCKER, "Insurance", "~Automatic payments"),
     ("Membership", LOCKER, "Magazine", "$2.00 a month", "~Auto-renew"),
     ("# Arbor", LOCKER, "# Arbor Magazine", "~Auto-renew")],
)  # fmt: skip
def test_the_one_without_a_name_is_not_ours_below_the_name_of_another(
    rows: tuple[str, ...],
) -> None:
    assert turned(*rows) is None


@pytest.mark.parametrize(
    "rows",
    [("# Arbor Premium", "~Auto-renew", "# Locker", LOCKER),
     ("Arbor Premium", "$9.99 a month", "~Auto-renew", "Locker", LOCKER),
     ("# Arbor account", "# Payment settings", "~Auto-renew", LOCKER),
     ("My club", LOCKER, "~Auto-renew")],
)  # fmt: skip
def test_the_one_without_a_name_is_ours_where_no_other_name_stands_above(
    rows: tuple[str, ...],
) -> None:
    assert turned(*rows) == "Auto-renew"


def test_a_known_name_above_it_makes_it_anothers() -> None:
    rows = ("My club", LOCKER, "Weekend Review", "~Auto-renew")
    assert turned(*rows) == "Auto-renew"
    assert turned(*rows, others=["weekend review"]) is None


def test_what_is_called_ours_below_the_name_of_another_is_not() -> None:
    rows = ("# Gym", "~Auto-renew membership", "# Arbor Premium", "~Auto-renew")
    assert turned(*rows) == "Auto-renew"
