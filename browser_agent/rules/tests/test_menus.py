"""Ways on that no word names: corners, lists, lines; and boxes ticked for the customer."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.rules import menus
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pictures import Pictures, find_pictures
from browser_agent.rules.pixels import Box, Pixels, find_mark
from browser_agent.rules.screen import Control, Screen, compose
from browser_agent.rules.shapes import menu_entries, underlines
from browser_agent.rules.tests.vision_screens import PLAIN, WIDTH, case, step
from kernel.ocr import TextLine

SHELVES = ("Trending now", "New this week")
NO_ADDRESS = step("open_account", "account page", changed=False)


def with_corner(text: str, given: Case) -> Case:
    box = Box(WIDTH - 120, 20, WIDTH - 40, 38)
    controls = (Control(text, box, PLAIN), *given.screen.controls)
    return Case(given.question, replace(given.screen, controls=controls))


@pytest.mark.parametrize("text", ["[name]\u25bc", "Robin \u25be", "Hi, Robin", "RQ", "[email]"])
def test_the_customers_name_in_the_corner_opens_the_menu(text: str) -> None:
    move = choose(with_corner(text, case(*SHELVES, history=[NO_ADDRESS])))
    assert (move.action, move.target) == ("click", text)


@pytest.mark.parametrize("sign", ["\u4e09", "\u2261", "\u2630"])
def test_three_bars_read_as_a_letter_are_pressed_on_either_side(sign: str) -> None:
    given = case(*SHELVES, history=[NO_ADDRESS])
    bars = Control(sign, Box(20, 20, 44, 40), PLAIN)
    screen = replace(given.screen, controls=(bars, *given.screen.controls))
    assert choose(Case(given.question, screen)).target == sign


def test_a_picture_in_the_corner_is_tried_once_and_then_the_next() -> None:
    home = case(*SHELVES, history=[NO_ADDRESS])
    boxes = (Box(1100, 20, 1130, 50), Box(1220, 20, 1250, 50))
    pictured = Case(home.question, replace(home.screen, pictures=Pictures(top=boxes)))
    move = choose(pictured)
    assert (move.action, move.target, move.x) == ("click", menus.CORNER, 1235)
    pressed = step("click", menus.CORNER, x=round(1235 / 1.28), y=round(35 / 0.82))
    again = case(*SHELVES, history=[NO_ADDRESS, pressed])
    assert choose(Case(again.question, pictured.screen)).x == 1115


def test_the_corner_is_left_alone_where_a_word_leads_on() -> None:
    move = choose(with_corner("Hi, Robin", case("<Account>", *SHELVES)))
    assert move.target == "Account"


@pytest.mark.parametrize("text", ["\u25b6Abonnement", "\u25b8 Subscription", "Membership \u2192"])
def test_arrows_are_no_part_of_a_label(text: str) -> None:
    assert choose(case("# Compte", f"[{text}]", "[Profil]")).target == text


def test_any_link_that_speaks_of_the_account_is_better_than_giving_up() -> None:
    move = choose(case("# Hello", "<Passes and packages>", "<Cinemas near you>"))
    assert move.target == "Passes and packages"


def test_the_membership_goes_before_what_is_merely_mine() -> None:
    move = choose(case("<Home>", "<My list>", "<Membership & account>"))
    assert move.target == "Membership & account"


def test_a_resume_does_not_go_where_the_plan_is_ended() -> None:
    given = case("# Account", "<Close account>", "<Cancel membership>", goal="resume")
    assert "ancel" not in choose(given).target
    assert "lose" not in choose(given).target


def test_a_box_ticked_for_us_is_unticked_before_the_last_press() -> None:
    page = ("Are you sure you want to cancel?", "(x) Keep my benefits for less", "[Cancel plan]")
    assert choose(case(*page)).target == "Keep my benefits for less"
    tried = step("click", "Keep my benefits for less")
    move = choose(case(*page, history=[tried, tried]))
    assert (move.action, move.error_code) == ("need_human", "policy_denied")
    free = (page[0], "( ) Keep my benefits for less", page[2])
    assert choose(case(*free)).target == "Cancel plan"


def test_a_condition_that_is_ticked_stays_ticked() -> None:
    page = ("Are you sure you want to cancel?", "(x) I understand", "[Cancel plan]")
    assert choose(case(*page)).target == "Cancel plan"


def test_a_card_refused_after_the_payment_was_pressed_is_for_a_person() -> None:
    page = ("# Checkout", "Your card was declined.", "Total $9.99", "[Confirm payment]")
    move = choose(case(*page, goal="resume", committed=True))
    assert (move.action, move.error_code) == ("need_human", "payment_method")


def test_a_field_that_is_a_mere_line_is_typed_into_by_its_label() -> None:
    given = case("# Log in", "Email address", "[Log in]")
    line = Field(Box(300, 130, 640, 164), "email address", "", filled=False)
    move = choose(Case(given.question, replace(given.screen, lined=(line,))))
    assert (move.action, move.text_ref, move.y) == ("type", "email", line.box.center_y)


def test_a_rule_under_other_words_is_no_field() -> None:
    given = case("# Log in", "Forgot password?", "[Log in]")
    line = Field(Box(300, 130, 640, 164), "forgot password?", "", filled=False)
    assert choose(Case(given.question, replace(given.screen, lined=(line,)))).action != "type"


# --- pixels -----------------------------------------------------------------------------------


def canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (800, 400), (255, 255, 255))
    return image, ImageDraw.Draw(image)


def pixels_of(image: Image.Image) -> Pixels:
    return np.asarray(image)


def test_a_thin_line_is_found_and_a_box_or_a_letter_is_not() -> None:
    image, pen = canvas()
    pen.rectangle((100, 200, 440, 201), fill=(138, 90, 43))
    pen.rectangle((100, 300, 440, 330), fill=(138, 90, 43))
    pen.text((100, 100), "l i n e s", fill=(0, 0, 0))
    found = underlines(pixels_of(image))
    assert len(found) == 1
    assert found[0].x0 in range(95, 106)
    assert found[0].covers(200, 190)


def test_a_portrait_in_the_top_row_is_a_picture_and_words_are_none() -> None:
    image, pen = canvas()
    pen.rectangle((0, 0, 800, 64), fill=(20, 20, 30))
    pen.ellipse((740, 14, 776, 50), fill=(120, 80, 240))
    pen.text((20, 24), "HOME", fill=(255, 255, 255))
    found = find_pictures(pixels_of(image), [TextLine("Home", 18, 20, 60, 40, 0.99)]).top
    assert [box.covers(758, 32) for box in found] == [True]


def test_a_triangle_before_a_label_is_no_radio_button() -> None:
    for corners in ([(20, 20), (20, 32), (30, 26)], [(20, 20), (32, 20), (26, 30)]):
        image, pen = canvas()
        pen.polygon(corners, fill=(20, 20, 20))
        pen.text((44, 18), "Subscription", fill=(20, 20, 20))
        assert find_mark(pixels_of(image), Box(44, 18, 140, 34)) is None
    for draw in ("ellipse", "rectangle"):
        image, pen = canvas()
        getattr(pen, draw)((20, 19, 33, 32), outline=(20, 20, 20))
        pen.text((44, 18), "Subscription", fill=(20, 20, 20))
        assert find_mark(pixels_of(image), Box(44, 18, 140, 34)) is not None


def test_three_bars_are_one_picture() -> None:
    image, pen = canvas()
    for y in (20, 28, 36):
        pen.rectangle((30, y, 56, y + 2), fill=(30, 30, 30))
    assert len(find_pictures(pixels_of(image), []).top) == 1


def test_even_steps_make_a_list_and_uneven_ones_do_not() -> None:
    even = [Box(40, 100 + 40 * row, 120, 118 + 40 * row) for row in range(5)]
    uneven = [Box(400, y, 480, y + 18) for y in (100, 131, 190, 300, 370)]
    assert menu_entries([*even, *uneven]) == frozenset(even)


def panelled(outside: tuple[int, int, int]) -> Screen:
    """A dark page with a panel in its middle, white words in it, and words above it."""
    image = Image.new("RGB", (1200, 800), (30, 30, 30))
    pen = ImageDraw.Draw(image)
    pen.rectangle((300, 100, 900, 340), fill=(58, 58, 58))
    lines = [
        TextLine("Member area", 20, 20, 160, 40, 0.99),
        TextLine("Sign out", 200, 20, 300, 40, 0.99),
        TextLine("Your plan", 330, 130, 450, 150, 0.99),
        TextLine("Stop my plan", 330, 230, 480, 250, 0.99),
    ]
    font = ImageFont.load_default(18)
    for line in lines:
        inside = line.y0 > 100
        pen.text((line.x0, line.y0), line.text, (238, 238, 238) if inside else outside, font)
    return compose(pixels_of(image), lines)


def test_coloured_words_on_a_dark_page_are_not_behind_a_veil() -> None:
    assert panelled((228, 177, 0)).dialog is None
    assert panelled((95, 95, 95)).dialog is not None


def test_what_signed_the_customer_out_is_not_pressed_again() -> None:
    """The last picture of a rail was the door: out, in again with a second password, and out."""
    given = case("# Port Ellery", "Wind 14 kn", service="Harbor")
    signs = tuple(Box(20, top, 40, top + 20) for top in (20, 80, 140, 200))
    screen = replace(given.screen, pictures=Pictures(signs=signs))
    typed = step("type", "password", page="sign_in", text_ref="password")
    door = step("click", menus.CORNER, page="home", x=round(30 / WIDTH * 1000), y=262)
    history = [typed, door, step("click", "Log in", page="sign_in"), typed]
    asked = case("# Port Ellery", "Wind 14 kn", service="Harbor", history=history).question
    first, second = (menus.corner(Case(each, screen)) for each in (given.question, asked))
    assert first is not None
    assert second is not None
    assert (first.y, second.y) == (210, 150)


def test_a_greeting_that_opened_is_an_open_menu() -> None:
    """ "My details" was pressed time and again, and never "My box" below it."""
    greeted = step("click", "Hola, [name]", page="home")
    history = [greeted, step("click", "Mis datos", page="home"), greeted]
    rows = ("[Hola, [name]]", "[Mis pedidos]", "[Mi caja]", "[Mis datos]", "# Mis datos", "Pat Doe")
    assert choose(case(*rows, history=history)).target in {"Mis pedidos", "Mi caja"}
