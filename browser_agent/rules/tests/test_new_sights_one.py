"""Names over two lines of a dialog, an area for adults, a way out within a line, menus of rows."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image, ImageDraw

from browser_agent.commit import CommitGuard, Told
from browser_agent.contract import Task
from browser_agent.corner import Corner
from browser_agent.labels import label_at
from browser_agent.progress import Progress
from browser_agent.rules import account, row_menus, tails
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.menus import CORNER
from browser_agent.rules.own_rows import DOTS
from browser_agent.rules.pictures import Pictures
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.vision_screens import PLAIN, case, step
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line
from browser_agent.twin import Twin
from browser_agent.verify import Judges, verify
from browser_agent.widgets import Widgets
from kernel.ocr import Reader, TextLine

SIGNED_IN = {
    "phase": "sign_in",
    "service": "Vega Kids",
    "history": [step("type", "password", page="sign_in", text_ref="password")],
}
URL = "https://example.com/account"


def cards(service: str, other: str) -> list[TextLine]:
    """Two subscriptions side by side, each with its price."""
    both = [line("My subscriptions", 96, 130, high=32)]
    both += [line(other, 120, 280, high=24), line(service, 670, 280, high=24)]
    both += [line("4.99 a month. Renews on 2 May 2027.", x, 320) for x in (120, 670)]
    return [*both, line("Cancel subscription", 120, 380), line("Cancel subscription", 670, 380)]


def is_elsewhere(service: str, other: str, *asked: str) -> bool:
    """Whether "Yes" in a dialog is another's; the dialog lies over the card of the service."""
    listed = Siblings(service)
    listed.learn(cards(service, other))
    assert listed.names == [other.lower()]
    dialog = [line(text, 404, 320 + 32 * row) for row, text in enumerate(asked)]
    dialog = [*dialog, line("Yes, cancel", 545, 482)]
    seen = [each for each in cards(service, other) if each.x0 < 400] + dialog
    widgets = SimpleNamespace(in_dialog=lambda *_: ("a",), front=lambda *_: dialog)
    guard = CommitGuard(
        Task("t", service, "cancel", URL, origins=("example.com",)),
        cast(Session, None),
        twin=cast(Twin, None),
        reader=cast(Reader, None),
        told=cast(Told, None),
        siblings=listed,
    )
    look = cast(Seen, SimpleNamespace(lines=seen))
    return guard.is_elsewhere(look, cast(Widgets, widgets), 590, 491, focus=None)


@pytest.mark.parametrize(
    ("asked", "theirs"),
    [
        (["Do you really want to cancel Vega", "Total?"], False),
        (["Do you really want to cancel Motor", "Pass?"], True),
        (["Do you really want to cancel?"], True),
        (["Cancel Motor Pass?", "Vega Total is not affected."], True),
        (["Cancel Motor Pass?", "Do you want to keep Vega", "Total?"], True),
    ],
)
def test_a_name_that_runs_over_two_lines_of_a_dialog(asked: list[str], *, theirs: bool) -> None:
    """The own card lay behind the dialog, and its "Yes, cancel" was refused as another's."""
    assert is_elsewhere("Vega Total", "Motor Pass", *asked) is theirs


def test_a_name_that_only_begins_another_one_is_not_asked_about() -> None:
    assert is_elsewhere("Vega", "Vega Kids", "Do you want to cancel Vega", "Kids?")
    assert is_elsewhere("Vega", "Vega Kids", "Do you want to cancel Vega Kids?")
    assert not is_elsewhere("Vega", "Vega Kids", "Do you want to cancel Vega?")


@pytest.mark.parametrize("area", ["Grown-ups area", "Bereich f\u00fcr Eltern", "Zona para padres"])
def test_an_area_for_adults_below_the_profiles_of_children(area: str) -> None:
    """The first child's profile was opened, and no account was in sight there."""
    asked = ("# Who is playing today?", "Mia", "Leo")
    assert choose(case(*asked, f"<{area}>", **SIGNED_IN)).target == area
    been = SIGNED_IN | {"history": [*SIGNED_IN["history"], step("click", area)]}
    assert choose(case(*asked, f"<{area}>", **been)).target == "Mia"
    legal = ("<Privacy>", f"<{area}>", "<Terms>")
    assert choose(case(*asked, *legal, **SIGNED_IN)).target == "Mia"


def rows(*names: str, high: int, goal: str = "cancel") -> Case:
    """A table: name, price, next delivery, a chip, and three dots at the end of each row."""
    empty = case("# Subscriptions", service="Vega Coffee", goal=goal, phase="act")
    cells = [
        Control(text, Box(x, 220 + high * row, x + 9 * len(text), 238 + high * row), PLAIN)
        for row, name in enumerate(names)
        for x, text in ((130, name), (409, "$18.50 / month"), (630, "14 May 2027"), (904, "Active"))
    ]
    dots = tuple(Box(1063, 220 + high * row, 1068, 237 + high * row) for row in range(len(names)))
    shown = replace(
        empty.screen,
        controls=(*empty.screen.controls, *cells),
        pictures=Pictures(dots=dots),
    )
    return Case(empty.question, shown)


@pytest.mark.parametrize("high", [61, 34])
def test_the_menu_of_the_row_that_bears_the_name(high: int) -> None:
    """Its price and its day were pressed, and the dots were not: no day told of a renewal."""
    move = choose(rows("Vega Tea", "Moss Box", "Vega Coffee", "Loaf", high=high))
    assert (move.action, move.target, move.y) == ("click", DOTS, 228 + 2 * high)


def test_the_menu_of_no_other_row() -> None:
    assert row_menus.own_menu(rows("Vega Tea", "Moss Box", high=61)) is None
    assert row_menus.own_menu(rows("Vega Coffee Kids", "Moss Box", high=61)) is None
    assert row_menus.own_menu(rows("Vega Coffee", "Vega Coffee", high=61)) is None
    back = rows("Vega Tea", "Vega Coffee", high=61, goal="resume")
    assert row_menus.own_menu(back) is None  # it runs: nothing is to be begun there


@pytest.mark.parametrize(
    ("said", "pressed"),
    [
        ("Thinking of stopping? End membership", "End membership"),
        ("Du willst gehen? Abo k\u00fcndigen", "Abo k\u00fcndigen"),
        ("Vous partez ? R\u00e9silier mon abonnement", "R\u00e9silier mon abonnement"),
        ("Afraid to be bound? Cancel anytime", ""),
        ("Will you miss us? Keep membership", ""),
    ],
)
def test_a_way_out_in_plain_letters_behind_a_question(said: str, pressed: str) -> None:
    """The line was a sentence, and no way to the end was in sight."""
    told = {"phase": "act", "service": "Vega"}
    shown = case("# Settings", "Membership", "Visa ending 2204", said, **told)
    move = account.cancel_control(shown)
    assert (move.target if move is not None else "") == pressed
    if move is not None and move.x is not None and move.y is not None:  # the rail reads it alike
        row = shown.screen.controls[3].box
        line = TextLine(said, row.x0, row.y0, row.x1, row.y1, 1.0)
        assert label_at([line], move.x, move.y) == pressed


def test_a_button_is_pressed_before_the_words_behind_a_question() -> None:
    lines = ("Thinking of stopping? End membership", "[Cancel membership]")
    move = account.cancel_control(case(*lines, phase="act", service="Vega"))
    assert move is not None
    assert move.target == "Cancel membership"
    helped = case("# Help", "How do I leave? End membership", "Contact us", phase="act")
    assert not list(tails.answers(helped))


class Rail:
    """A page of one address: its settings open by a picture, its plan by a tab."""

    def __init__(self, *, moved: bool = False) -> None:
        self.moved, self.pressed = moved, list[str]()

    def open(self, url: str) -> None:
        self.pressed = []

    def see(self) -> Seen:
        words = [line(text, x, 20) for x, text in ((40, "Vega"), (500, "Help"), (1170, "Sign out"))]
        if not self.pressed:
            words.append(line("Continue learning", 110, 100))
        if self.pressed:
            words += [line("Settings", 110, 100), line("Membership", 320, 170)]
        if len(self.pressed) > 1:
            words.append(line("Cancelled - access until 2 May 2027", 130, 290))
        picture = Image.new("RGB", (1280, 820), "white")
        top = 300 if self.moved else 208
        ImageDraw.Draw(picture).rectangle((26, top, 44, top + 16), fill="black")
        return Seen(Frame(picture, picture, 0), picture, tuple(words), URL)

    def scroll(self, *_: object) -> None: ...

    def click(self, x: int, y: int) -> None:
        words = [each.text for each in self.see().lines if each.center == (x, y)]
        self.pressed += words or [CORNER]

    def settle_after(self, frame: Frame) -> bool:
        return bool(self.pressed)


class Reads:
    siblings = Siblings("Vega")

    def look(self, seen: Seen, before: object) -> tuple[dict[str, Any], dict[str, str]]:
        state = "cancelled" if any("Cancelled" in each for each in seen.words) else "unknown"
        answer = {"state": state, "page": "account", "effective_date": None}
        return answer, {"text": state, "judge": state}


def looked(rail: Rail, progress: Progress) -> str:
    return verify(
        Task("t", "Vega", "cancel", URL, origins=("example.com",)),
        cast(Session, rail),
        cast(Judges, Reads()),
        url=URL,
        openers=progress.openers,
        corner=progress.corner,
    ).state


def test_a_picture_through_which_the_account_was_found_is_pressed_again_for_the_proof() -> None:
    """The plan was ended, and a fresh load showed the first page of the same address."""
    progress, rail = Progress(), Rail()
    told = {"state": "unknown", "effective_date": None, "confidence": 0.9, "commit": False}
    gear = told | {"page": "home", "action": "click", "target": CORNER, "x": 27, "y": 264}
    tab = told | {"page": "account", "action": "click", "target": "Membership", "x": 290, "y": 218}
    found = told | {"page": "account", "action": "scroll", "target": None, "state": "active"}
    task = Task("t", "Vega", "cancel", URL, origins=("example.com",))
    for answer in (gear, tab, found | {"x": None, "y": None}):
        progress.learn(answer, rail.see(), task, inside=False)
    assert (progress.openers, progress.corner is not None) == ((CORNER, "Membership"), True)
    assert looked(rail, progress) == "cancelled"
    progress.corner = None
    assert looked(rail, progress) == "unknown"


def test_another_picture_is_not_pressed_for_it() -> None:
    seen, other = Rail().see(), Rail(moved=True).see()
    gear = Corner.pressed({"target": CORNER, "x": 27, "y": 264}, seen)
    assert gear is not None
    assert [gear.is_in(seen), gear.is_in(other)] == [True, False]
    named = replace(seen, lines=(line("Pay", 20, 208),))
    assert not gear.is_in(named)
    assert Corner.pressed({"target": "Pay", "x": 27, "y": 264}, seen) is None
