"""Names that begin with an article, wishes at the end of a line, words wanted, what was stopped."""

from dataclasses import replace
from datetime import date

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.labels import label_at
from browser_agent.rules import account, survey
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.state import read_state, says_ends
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.sections import without_named
from browser_agent.tests.test_belonging import line
from kernel.ocr import TextLine

TODAY = date(2026, 11, 23)
ACCOUNT = {"phase": "act", "service": "Vega"}
LEAVING = ACCOUNT | {"history": [step("click", "Cancel plan", page="account")]}


def table(ours: str, theirs: str) -> list[TextLine]:
    """Two rows: the other one's name, price and state, and ours, with a word below its name."""
    head = [line("Subscription", 196, 230), line("Price", 424, 230), line("State", 572, 230)]
    other = [line(theirs, 196, 287), line("3.50 / month", 424, 287), line("Active", 572, 287)]
    own = [line(ours, 196, 344), line("11.90 / month", 424, 352)]
    own += [line("Active, renews on 2 May 2027", 572, 352), line("All digital", 196, 364)]
    return [line(ours, 409, 35, high=38), *head, *other, *own]


@pytest.mark.parametrize("ours", ["Le Courrier de Vega", "El Vega", "Vega News"])
def test_the_row_of_a_name_that_begins_with_an_article(ours: str) -> None:
    """With the row above, another one's, it was taken away: two letters are no brand."""
    said = [each.text for each in without_named(table(ours, "Vega Games"), ["vega games"], ours)]
    assert "Active, renews on 2 May 2027" in said
    assert any(map(_tells_a_day, said))
    assert not {"Vega Games", "3.50 / month", "Active"} & set(said)


def test_what_is_called_longer_than_the_name_is_not_ours() -> None:
    lines = table("Le Courrier de Vega Kids", "Le Courrier de Vega Games")
    names = ["le courrier de vega games", "le courrier de vega kids"]
    said = [each.text for each in without_named(lines, names, "Le Courrier de Vega")]
    assert not {"Active", "Active, renews on 2 May 2027", "3.50 / month"} & set(said)


@pytest.mark.parametrize(
    ("wish", "pressed"),
    [
        ("I would rather end my membership.", True),
        ("I want to cancel my plan.", True),
        ("Ich m\u00f6chte mein Abo k\u00fcndigen.", True),
        ("Je souhaite r\u00e9silier mon abonnement.", True),
        ("Quiero cancelar mi suscripci\u00f3n.", True),
        ("I would rather keep my membership.", False),
        ("I would rather pause my membership.", False),
        ("You would rather end your membership.", False),
        ("It ends when you stop paying.", False),
    ],
)
def test_a_wish_in_plain_letters_at_the_end_of_a_line(wish: str, *, pressed: bool) -> None:
    """It looked like the rest of what is told, and no way out was in sight."""
    said = f"Your membership renews on 6 December 2026 for $5.50. {wish}"
    shown = case("# Renewal", "Membership", "Visa ending 2204", said, **ACCOUNT)
    move = account.cancel_control(shown)
    assert (move is not None) is pressed
    if move is not None and move.x is not None and move.y is not None:  # the rail reads it alike
        assert (move.target, move.commit) == (wish.rstrip("."), False)
        box = shown.screen.controls[3].box
        row = TextLine(said, box.x0, box.y0, box.x1, box.y1, 1.0)
        assert label_at([row], move.x, move.y) == wish
        assert label_at([row], box.x0 + 40, move.y) == said


def test_a_wish_behind_what_would_be_bought_is_no_label_of_its_own() -> None:
    said = "Upgrade to Premium. I want to cancel my plan."
    row = line(said, 100, 100)
    assert label_at([row], row.x1 - 20, 109) == said


def wants(label: str, *, told: str = "") -> Case:
    """A question for a reason, with one large field below this label."""
    lines = ("# Why do you leave us?", label, "It ends on 2 December 2026.", told)
    shown = case(*filter(None, lines), "<Keep my plan>", "[Confirm cancellation]", **LEAVING)
    field = Field(Box(300, 140, 900, 150), fold(label), "", filled=False, area=True)
    return Case(shown.question, replace(shown.screen, fields=(field,)))


@pytest.mark.parametrize(
    "label",
    [
        "Your reason (at least 25 characters)",
        "Ihr Grund (mindestens 20 Zeichen)",
        "Votre motif (25 caract\u00e8res au minimum)",
        "Tu motivo (m\u00ednimo 20 caracteres)",
    ],
)
def test_so_many_letters_at_least_are_written_first(label: str) -> None:
    """The last press was made twice in vain, and a third time it was not allowed."""
    assert choose(wants(label)).text == survey.FREE_TEXT


def test_what_takes_so_many_letters_at_most_may_stay_empty() -> None:
    assert choose(wants("Your reason (500 characters at most)")).action == "click"


@pytest.mark.parametrize("word", ["Stop for good", "Arr\u00eater d\u00e9finitivement"])
def test_what_stops_for_good_is_the_last_word(word: str) -> None:
    """It was pressed as a step of the way, and the end that it made was not looked for."""
    assert role_of(fold(word)) is Role.FINAL
    asks = Above(("Otherwise your membership stops today.",))
    assert is_final(word, asks, "cancel")
    assert (
        not is_final(word, Above(("Your session is open.",)), "cancel") or word != "Stop for good"
    )
    shown = case("# One last idea", "Skip a month?", "[Skip 4 weeks]", f"[{word}]", **LEAVING)
    move = choose(shown)
    assert (move.target, move.commit) == (word, True)


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ("Your membership has been stopped.", True),
        ("Membership stopped on 23 November 2026. No further boxes or charges.", True),
        ("Your plan is now stopped.", True),
        ("Your membership has been stopped until 24 December 2026.", False),
        ("Your plan has been stopped for 4 weeks.", False),
        ("Your subscription is now stopped and resumes on 2 May 2027.", False),
        ("Your plan has stopped working?", False),
        ("Your plan can be stopped at any time.", False),
        ("Your delivery has been stopped.", False),
    ],
)
def test_what_was_stopped_has_ended(said: str, *, ended: bool) -> None:
    """The run looked on for the way, which was behind it."""
    assert says_ends(fold(said)) is ended
    state = read_state(case("# Settings", said).screen, today=TODAY).state
    assert (state == "cancelled") is ended
