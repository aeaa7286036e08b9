"""Pages on the way out and back that look like something else: a summary, a day in the question,
a row's own deed, a form sent in vain."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.asking import Above, is_final
from browser_agent.rules.act import choose
from browser_agent.rules.contract_names import shares_name
from browser_agent.rules.own_section import own_entry
from browser_agent.rules.periods import A_YEAR
from browser_agent.rules.pixels import Box
from browser_agent.rules.question_words import asked
from browser_agent.rules.roles import Role, is_inside, role_of
from browser_agent.rules.shapes import find_switch
from browser_agent.rules.spans import spells, without_marks_within
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line
from browser_agent.underlined import apart
from kernel.ocr import TextLine

BACK = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "9.99"}
AGAIN = [
    step("click", "Continue to cancel", page="offer"),
    step("type", "password", page="sign_in", text_ref="password"),
]


def test_a_summary_after_the_password_is_no_end_yet() -> None:
    """ "It will end on ..." above a bare "Cancel", which was not pressed: claimed as done."""
    rows = ("# Summary", "Your plan will end on 14 December 2026.", "[R\u00e9silier]")
    given = case(*rows, **ACCOUNT, history=AGAIN)
    assert is_inside(given)
    move = choose(given)
    assert (move.page, move.action, move.commit) == ("confirm", "click", True)


def test_a_session_that_was_lost_is_left() -> None:
    email = step("type", "email", page="sign_in", text_ref="email")
    lost = [AGAIN[0], email, AGAIN[1]]
    assert not is_inside(case("# Home", **ACCOUNT, history=lost))


@pytest.mark.parametrize(
    "question",
    [
        "Cancel Premium on 2 December 2026?",
        "End Arbor Premium on December 2?",
        "Cancel your plan from 2 December?",
    ],
)
def test_a_day_in_the_question_changes_nothing(question: str) -> None:
    assert asked(case(question, **LEAVING)) == "leave"


def test_what_only_the_controls_tell_is_no_end_beside_the_way_out() -> None:
    """ "Don't cancel" was taken for the way back, and the page for one that has ended."""
    rows = ("Invoice 2 July 2026", "Cancel Premium on 2 December 2026?")
    move = choose(case(*rows, "[Don't cancel]", "[Cancel Premium]", **LEAVING))
    assert (move.action, move.target) == ("click", "Cancel Premium")


def test_a_bare_verb_that_counts_down_is_waited_for() -> None:
    rows = ("# Confirmer la r\u00e9siliation", "Votre abonnement prendra fin le 31 d\u00e9cembre.")
    move = choose(case(*rows, "[Ma box \u00e0 -50 %]", "[R\u00e9silier (8)]", **LEAVING))
    assert (move.page, move.action) == ("loading", "wait")


def test_what_is_taken_instead_leaves_the_other_way_open() -> None:
    rows = ("# You still have 2 credits", "They disappear when your membership ends.")
    buttons = ("[Spend my credits instead]", "<Continue>")
    move = choose(case(*rows, "[x] I understand that I lose them", *buttons, **LEAVING))
    assert (move.action, move.target) == ("click", "Continue")


def test_skip_under_its_own_title_declines_nothing() -> None:
    rows = ("# Plan settings", "Skip weeks", "[Skip]", "Deactivate plan", "[Deactivate]")
    move = choose(case(*rows, **ACCOUNT))
    assert move.target in {"Deactivate plan", "Deactivate"}


@pytest.mark.parametrize("words", ["per year \u00b7 1 TB", "/ year", "pro jahr", "par an"])
def test_a_year_in_small_letters_below_the_amount_is_a_year(words: str) -> None:
    """ "$89.90" above it, under "Yearly | Monthly": the plan was taken by the year."""
    assert A_YEAR.search(words)
    assert not A_YEAR.search("a year of stories")


def test_terms_are_accepted_once_the_form_was_sent_in_vain() -> None:
    rows = ("# Elige tu plan", "Premium 14,99 \u20ac al mes")
    circles = ("(.) Premium 14,99 \u20ac", "(o) Standard 9,99 \u20ac", "(.) Basic 6,99 \u20ac")
    boxes = ("( ) Acepto los t\u00e9rminos (obligatorio)", "( ) Quiero recibir promociones")
    history = [step("click", "Standard 9,99 \u20ac", page="plans")]
    given = case(*rows, *circles, *boxes, "[Continuar]", **BACK, history=history)
    assert choose(given).target == "Acepto los t\u00e9rminos (obligatorio)"


def test_who_is_greeted_is_signed_in() -> None:
    rows = ("Hi, Pat! \u25bc", "# There's more to imagine", "[Sign in]", "Best sellers")
    typed = [step("type", "password", page="sign_in", text_ref="password")]
    assert choose(case(*rows, **ACCOUNT, history=typed)).target != "Sign in"
    assert choose(case(*rows, **ACCOUNT)).target == "Sign in"


def test_a_list_of_features_is_no_channel() -> None:
    """ "No ads, downloads, local channel" on a card made its button another one's."""
    card = [line("Premium", 673, 260, high=24), line("$10.99/month", 673, 300)]
    button = line("Get Premium", 700, 380)
    features = line("No ads, downloads, local channel", 213, 340)
    assert not Siblings("Plumage").has([*card, features, button], 385, 730)
    assert Siblings("Plumage").has([line("Opera channel", 213, 340), button], 385, 730)


def test_links_underlined_for_themselves_are_two() -> None:
    """Read as one line where only the head of a page has changed: nobody could open "Settings"."""
    image = Image.new("RGB", (300, 60), (30, 25, 45))
    draw = ImageDraw.Draw(image)
    for x0, x1 in ((20, 78), (92, 130)):
        draw.rectangle((x0, 30, x1, 31), fill=(240, 170, 60))
        for x in range(x0, x1, 6):
            draw.rectangle((x, 16, x + 3, 27), fill=(240, 170, 60))
    read = TextLine("Settings Exit", 18, 13, 132, 34, 0.99)
    cut = without_marks_within(np.asarray(image), [read])
    assert [(each.text, each.x0) for each in cut] == [("Settings", 20), ("Exit", 92)]
    draw.rectangle((20, 30, 130, 31), fill=(240, 170, 60))
    assert [each.text for each in without_marks_within(np.asarray(image), [read])] == [read.text]


def test_a_box_that_was_ticked_makes_the_forms_button_fresh() -> None:
    """Pressed in vain while a box was empty, it was never pressed again."""
    idle = step("click", "Continue", page="plans", changed=False, x=246, y=900)
    tick = step("click", "I accept the terms", page="plans", x=218, y=500)
    rows = ("# Choose", "(o) Standard 9.99 $", "(x) I accept the terms", "[Continue]")
    worn = case(*rows, **BACK, history=[idle, idle]).question
    fresh = case(*rows, **BACK, history=[idle, idle, tick]).question
    assert worn.is_worn("Continue", 246, 900)
    assert not fresh.is_worn("Continue", 246, 900)
    assert case(*rows, **BACK, history=[idle, tick, idle, idle]).question.is_worn(
        "Continue", 246, 900
    )


def test_once_the_end_was_claimed_the_way_begins_anew() -> None:
    """Where the address never changes, the account was not found again to prove it."""
    walked = [step("click", "Membership") for _ in range(3)]
    rows = ("# Settings", "General", "<Membership>", "Privacy")
    assert choose(case(*rows, **ACCOUNT, history=walked)).target != "Membership"
    claimed = [*walked, step("done", page="account")]
    assert choose(case(*rows, **ACCOUNT, history=claimed)).target == "Membership"


def test_no_beside_yes_declines_whatever_yes_promises() -> None:
    rows = ("# Tilly Turnip is sad...", "Would you like 3 months at $2.99 instead?")
    buttons = ("[Yes, make Tilly happy]", "No, I don't mind disappointing the kids")
    move = choose(case(*rows, *buttons, **LEAVING))
    assert (move.page, move.target) == ("offer", buttons[1])


def test_yes_beside_no_is_the_way_back() -> None:
    rows = (
        "# K\u00fcndigung zur\u00fccknehmen?",
        "Standard l\u00e4uft weiter und kostet wieder 9,99 \u20ac.",
    )
    buttons = ("[Nein, K\u00fcndigung bestehen lassen]", "[Ja, weiter dabei bleiben]")
    history = [step("click", "K\u00fcndigung zur\u00fccknehmen", page="account")]
    move = choose(case(*rows, *buttons, **BACK, history=history))
    assert (move.target, move.commit) == ("Ja, weiter dabei bleiben", True)


def test_the_plan_by_its_name_beside_more_than_it() -> None:
    rows = ("# Good that you are back!", "For $3 more, Mega Standard: 4 screens. $12.99 a month.")
    buttons = ("[I want Mega Standard]", "[Seguir con Standard por $9.99]", "<Not now>")
    history = [step("click", "Restart", page="account")]
    move = choose(case(*rows, *buttons, **BACK, history=history))
    assert move.target == "Seguir con Standard por $9.99"


def test_letters_of_the_words_beside_it_are_no_switch() -> None:
    """ "yuda" of "Ayuda", before "Sign in", looked like one: nobody could sign in."""
    other = TextLine("Ayuda", 1069, 20, 1112, 39, 0.99)
    assert spells(other, Box(1080, 23, 1110, 36))
    assert not spells(TextLine("O", 1078, 20, 1112, 39, 0.99), Box(1080, 23, 1110, 36))
    assert not spells(other, Box(1020, 23, 1050, 36))


@pytest.mark.parametrize(
    "title", ["Contract to cancel", "Contrat \u00e0 r\u00e9silier", "Zu k\u00fcndigender Vertrag"]
)
def test_the_contract_below_its_title_is_chosen_before_the_reason(title: str) -> None:
    rows = ("# Cancel", title, "(.) Arbor TV - no. 4410", "Reason", "[Continue]")
    assert choose(case(*rows, **LEAVING | {"service": "Arbor TV"})).target == "Arbor TV - no. 4410"


def test_the_rail_knows_a_yes_by_its_question() -> None:
    back = Above(("Nein, bestehen lassen", "K\u00fcndigung zur\u00fccknehmen?"), native=False)
    other = Above(("Are you sure?", "Your plan ends."), native=False)
    assert is_final("Ja, weiter dabei bleiben", back, "resume")
    assert not is_final("Ja, weiter dabei bleiben", other, "resume")
    assert not is_final("Ja, k\u00fcndigen", back, "resume")


def test_a_button_that_renews_beside_an_end_tells_of_no_renewal() -> None:
    """ "Cancelled. Home stays active until 9 December", with "Renew plan": no end was seen."""
    rows = ("# Plan", "Cancelled. Home stays active until 9 December 2026.", "[Renew plan]")
    given = case(*rows, **ACCOUNT)
    assert read_state(given.screen, today=given.question.today).state == "cancelled"
    early = case("# Plan", "Home stays active until 9 December 2026.", "[Renew plan]", **ACCOUNT)
    assert read_state(early.screen, today=early.question.today).state == "unknown"


def test_no_fee_is_paid_where_the_end_of_the_contract_costs_nothing() -> None:
    choices = ("(.) End now - access stops today, early termination fee $48.00",
               "(.) End of contract - do not renew on March 3, 2027, no fee")  # fmt: skip
    move = choose(case("# Cancel plan", *choices, "[Continue]", "[Go back]", **LEAVING))
    assert move.target.startswith("End of contract")
    assert role_of(fold("Pay $48.00 and end now")) <= Role.NONE


def test_what_the_house_calls_its_plan_is_looked_at() -> None:
    rows = ("# Your Tidewater", "<Tidewater Plus>", "Shows", "New episodes")
    assert choose(case(*rows, **ACCOUNT | {"service": "Tidewater Audio"})).target == rows[1][1:-1]
    known = ACCOUNT | {"service": "Tidewater Audio", "others": ["tidewater plus"]}
    assert own_entry(case(*rows, **known)) is None


def test_the_only_contract_of_a_list_may_say_how_it_runs() -> None:
    given = case("Arbor monthly (membership)", "Arbor Music", **LEAVING | {"service": "Arbor TV"})
    mine, other = given.screen.controls
    assert not shares_name(given, mine)
    assert shares_name(given, other)


@pytest.mark.parametrize(("at", "checked"), [(45, True), (11, False)])
def test_a_switch_whose_knob_is_a_mere_dot(at: int, checked: bool) -> None:
    image = Image.new("RGB", (500, 80), "white")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((368, 26, 424, 54), 14, fill=(0, 160, 110))
    draw.ellipse((368 + at - 3, 37, 368 + at + 3, 43), fill="white")
    mark = find_switch(np.asarray(image), Box(20, 30, 180, 48))
    assert mark is not None
    assert (mark.is_switch, mark.checked) == (True, checked)
    draw.ellipse((380, 37, 386, 43), fill="white")  # two dots are letters
    draw.ellipse((408, 37, 414, 43), fill="white")
    assert find_switch(np.asarray(image), Box(20, 30, 180, 48)) is None


def test_an_add_on_alone_is_no_reason_to_give() -> None:
    reasons = ("( ) It's too expensive", "( ) I don't use it enough",
               "( ) I'm only cancelling an add-on")  # fmt: skip
    move = choose(case("# Why are you cancelling?", *reasons, "[Continue]", **LEAVING))
    assert move.target == "I don't use it enough"


def gapped(*words: tuple[str, int]) -> tuple[Image.Image, TextLine]:
    """Words drawn as bars; each with the blank before it."""
    image = Image.new("RGB", (600, 60), "white")
    draw, x = ImageDraw.Draw(image), 20
    for word, blank in words:
        x += blank
        for _ in word:
            draw.rectangle((x, 20, x + 5, 34), fill=(70, 60, 120))
            x += 8
        x -= 3
    text = " ".join(word for word, _ in words)
    return image, TextLine(text, 19, 16, x + 1, 38, 0.99)


def test_two_links_in_one_line_are_told_by_the_blank_between_them() -> None:
    """ "Ver facturas Cancelar suscripcion" was one label, and no way out."""
    image, read = gapped(("Ver", 0), ("facturas", 6), ("Cancelar", 14), ("suscripcion", 6))
    cut = [each.text for each in without_marks_within(np.asarray(image), [read])]
    assert cut == ["Ver facturas", "Cancelar suscripcion"]
    assert [each.text for each in apart(image, [read])] == cut
    even, said = gapped(("Keep", 0), ("Arbor", 7), ("Plus", 8), ("now", 7))
    assert [each.text for each in apart(even, [said])] == [said.text]
    small, told = gapped(("Keep", 0), ("it", 6), ("for", 15), ("less", 6))
    assert [each.text for each in apart(small, [told])] == [told.text]
