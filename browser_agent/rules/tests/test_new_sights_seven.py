"""Gates without a label, pictures before rows, and a name with its house in brackets."""

import pytest

from browser_agent.parts import bears, ends_the_seller, is_part, own_word
from browser_agent.rules.act import choose
from browser_agent.rules.tests.drawn import answer, camera, reader
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_pages import Camera, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.siblings import Siblings
from kernel.ocr import Reader, TextLine

__all__ = ["camera", "reader"]

ROW = "<div class=row><span>{} {}</span><b>{}</b></div>"
ACCOUNT_ROWS = (("\u25a3", "Manage subscription"), ("\u25a4", "Saved cards"), ("\u2610", "Orders"))

OPENED = step("click", "Grown-ups", page="home")
TYPED = step("type", "password", page="account", text_ref="password")


@pytest.mark.parametrize(
    ("asks", "button"),
    [
        ("Please enter your account password to open the parents' area.", "Open"),
        ("Gib dein Passwort ein, um den Elternbereich zu \u00f6ffnen.", "\u00d6ffnen"),
        ("Saisissez votre mot de passe pour ouvrir l'espace parents.", "Ouvrir"),
        ("Introduce tu contrase\u00f1a para abrir la zona de padres.", "Abrir"),
    ],
)
def test_the_sentence_that_asks_is_all_the_label_that_a_gate_has(asks: str, button: str) -> None:
    label = fold(asks)
    page = (f"|{label}|", "", f"[{button}]", "<Back to play>")
    move = choose(case("# Grown-ups only", asks, *page, **ACCOUNT, history=[OPENED]))
    assert (move.page, move.text_ref, move.submit) == ("account", "password", False)
    page = (f"|{label}=", *page[1:])
    move = choose(case("# Grown-ups only", asks, *page, **ACCOUNT, history=[OPENED, TYPED]))
    assert (move.page, move.action, move.target) == ("account", "click", button)


@pytest.mark.parametrize(
    "asks",
    [
        "Enter the room password to open the show.",
        "Enter your password to open the checkout.",
        "Enter your password to proceed and delete your account.",
        "Choose a nickname to open the parents' area.",
    ],
)
def test_a_sentence_that_asks_for_something_else_gets_no_password(asks: str) -> None:
    page = case("# Grown-ups only", asks, f"|{asks}|", "", "[Open]", **ACCOUNT, history=[OPENED])
    assert choose(page).text_ref != "password"


def rows_of_account(end: str) -> str:
    rows = "".join(ROW.format(sign, words, end) for sign, words in ACCOUNT_ROWS)
    return page(f"<main><h1>Account</h1><div class=card>{rows}</div></main>")


def test_a_picture_before_a_row_that_leads_on_is_no_box_to_tick(
    camera: Camera, reader: Reader
) -> None:
    """All links of the account page were passed by, and its headings pressed instead."""
    move = answer(rows_of_account("\u203a"), camera, reader)
    assert (move.action, move.target) == ("click", "Manage subscription")


def test_a_box_in_a_row_that_leads_nowhere_is_still_one(camera: Camera, reader: Reader) -> None:
    assert answer(rows_of_account(""), camera, reader).target != "Manage subscription"


OWN, HOUSE = "Night Letters", "Night Letters (on Tipwell)"
OUR_ROW_Y = 510
THEIRS = ("Night Row Stitches", "Letter Garden")


@pytest.mark.parametrize(
    ("service", "own"),
    [
        (HOUSE, "night letters"),
        ("Night Letters on Tipwell", "night letters"),
        ("Die Nachtbriefe auf Tipwell", "nachtbriefe"),
        ("The Night Letters via Tipwell", "night letters"),
        ("Arbor Premium (on Tipwell)", "arbor"),
        ("Tidecast via Orrin", "tidecast"),
        ("CineVault Night channel on Tidecast", "cinevault"),
    ],
)
def test_what_a_house_sells_is_told_by_all_words_of_its_name(service: str, own: str) -> None:
    """ "Night Row Stitches" bore the first of them, and was taken for it."""
    assert own_word(service) == own
    assert not bears(HOUSE, ["Night Row Stitches", "Cancel your Night Row Stitches membership?"])
    assert bears(HOUSE, ["Your membership to Night Letters will end on 4 March 2027."])
    assert ends_the_seller(HOUSE, ["Cancel your Tipwell membership?"])
    assert not ends_the_seller(HOUSE, ["Cancel your Night Letters membership?"])


def press_of(label: str, y: int, *names: str) -> bool:
    """Whether the rail holds the press to be in the row of what is meant."""
    rows = [
        TextLine(name, 366, 200 + 100 * at, 520, 218 + 100 * at, 0.9)
        for at, name in enumerate(names)
    ]
    return is_part(HOUSE, label, rows, y)


def test_the_row_of_another_one_of_the_house_is_not_ours_on_the_rail() -> None:
    names = (*THEIRS, OWN)
    assert [press_of("Cancel", 209 + 100 * at, *names) for at in range(3)] == [False, False, True]


def test_of_several_rows_of_a_house_ours_is_managed() -> None:
    rows = [
        item
        for name in (*THEIRS, OWN)
        for item in (name, "[Manage]", "4.00 / month - Renews 4 March 2027", "")
    ]
    move = choose(case("# Active memberships", *rows, **ACCOUNT | {"service": HOUSE}))
    assert (move.target, move.y) == ("Manage", OUR_ROW_Y)


@pytest.mark.parametrize(("title", "ends"), [(OWN, True), (THEIRS[0], False)])
def test_what_ends_a_membership_stands_below_its_own_title(title: str, *, ends: bool) -> None:
    """The menu beside it names ours on the page of another, too."""
    told = ("4.00 / month", "Next payment on 4 March 2027", "", "", "[Cancel membership]")
    page = case(f"# {title}", *told, **ACCOUNT | {"service": HOUSE})
    assert (choose(page).target == "Cancel membership") is ends


def test_the_page_of_another_one_is_theirs_though_a_menu_beside_it_names_ours() -> None:
    """Prices are set close below the names: the boxes of both lines overlap."""
    names = (*THEIRS, OWN)
    menu = [line(name, 34, 300 + 37 * at) for at, name in enumerate(names)]
    rows = [line(name, 366, 212 + 104 * at) for at, name in enumerate(names)]
    told = [line("4.00 / month - Renews 4 March 2027", 366, each.y1 - 8) for each in rows]
    siblings = Siblings(HOUSE)
    siblings.learn([*menu, *rows, *told])
    for title in (THEIRS[0], f"Cancel your {THEIRS[0]} membership?"):
        assert siblings.has([line(title, 279, 120, high=34), *menu])
    for title in (OWN, f"Cancel your {OWN} membership?"):
        assert not siblings.has([line(title, 279, 120, high=34), *menu])


def line(text: str, x0: int, y0: int, high: int = 20) -> TextLine:
    return TextLine(text, x0, y0, x0 + 9 * len(text), y0 + high, 0.9)
