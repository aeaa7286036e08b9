"""Rows, links and dialogs of account pages: what sets of unseen sites had that no rule knew."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.question import Past
from browser_agent.rules.screen import Control, compose
from browser_agent.rules.state import read_state, says_renews
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, open_list
from browser_agent.rules.tests.test_talks import ours
from browser_agent.rules.tests.vision_screens import PLAIN, case, step
from browser_agent.rules.text import fold
from kernel.ocr import TextLine


def test_the_round_ends_of_an_empty_field_are_nothing_written() -> None:
    for written in (False, True):
        picture = Image.new("RGB", (1000, 400), (28, 16, 16))
        pen = ImageDraw.Draw(picture)
        pen.rounded_rectangle((200, 100, 620, 150), radius=25, outline=(150, 140, 140))
        for x in range(224, 300, 12) if written else ():
            pen.ellipse((x, 122, x + 6, 128), fill="white")
        screen = compose(np.asarray(picture), [TextLine("Password", 200, 74, 280, 92, 1.0)])
        assert [field.filled for field in screen.fields] == [written]


ACCOUNT_PAGE = ACCOUNT | {"page": "account", "can_scroll": False}


def moved(shown: Case, words: str, *, right: int = 0, down: int = 0) -> Case:
    """The same page, with these words, and the sentence that they are, somewhere else."""

    def at(box: Box) -> Box:
        return Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down)

    controls = tuple(
        replace(each, box=at(each.box)) if each.text == words else each
        for each in shown.screen.controls
    )
    sentences = tuple(
        replace(each, box=at(each.box)) if each.text == words else each
        for each in shown.screen.sentences
    )
    return Case(shown.question, replace(shown.screen, controls=controls, sentences=sentences))


@pytest.mark.parametrize(
    ("below", "opened"),
    [(("Monthly, \u20ac13.99",), True), (("Four profiles",), False)],
)
def test_the_only_row_of_the_brand_above_a_price_is_opened(
    below: tuple[str, ...], opened: bool
) -> None:
    rows = ("# Account", "Plan", "Arbor Premium", *below, "Password", "Parental controls")
    shown = case(*rows, **ACCOUNT_PAGE | {"service": "Arbor Kids"})
    move = choose(moved(shown, below[0], down=-18))
    assert (move.target == "Arbor Premium") is opened


@pytest.mark.parametrize(
    ("row", "link", "pressed"),
    [
        ("Auto-renewal On \u2014 renews 9 December 2026 Change", "Change", True),
        (
            "Automatische Verl\u00e4ngerung Aktiv, am 9. Dezember 2026 \u00c4ndern",
            "\u00c4ndern",
            True,
        ),
        ("Premium plan renews 9 December 2026 Change", "Change", False),
    ],
)
def test_the_link_in_the_row_of_the_renewal_leads_to_its_switch(
    row: str, link: str, pressed: bool
) -> None:
    shown = case("# Your plan", "Arbor TV Premium", row, f"<{link}>", **ACCOUNT_PAGE)
    line = next(each for each in shown.screen.sentences if each.text == row)
    words = moved(shown, link, right=line.box.x1 - 300 - 9 * len(link), down=-44).screen.controls
    controls = tuple(each for each in words if each.text != row)
    found = Case(shown.question, replace(shown.screen, controls=controls))
    assert (choose(found).target == link) is pressed


@pytest.mark.parametrize(
    "words", ["Turn auto-renewal on", "Switch automatic renewal on", "Turn my renewal back on"]
)
def test_what_would_turn_the_renewal_on_tells_that_it_is_off(words: str) -> None:
    rows = ("# Your plan", "Auto-renewal Off \u2014 your subscription ends on 9 December 2026")
    shown = case(*rows, f"[{words}]", **ACCOUNT_PAGE)
    told = read_state(shown.screen, today=shown.question.today)
    assert (told.state, str(told.on)) == ("cancelled", "2026-12-09")
    assert forbidden_on_cancel(words) == "keep"


def test_a_card_opens_by_its_title_in_large_letters() -> None:
    top, line = ("Home", "Live"), "View and manage them"
    rows = (
        "# Memberships & vouchers",
        line,
        "Your e-mail and PIN",
        "Your orders",
        "Where to watch",
    )
    shown = moved(case(*top, "# Hi Dana", *rows, **ACCOUNT_PAGE), line, down=-10)
    assert choose(shown).target == "Memberships & vouchers"
    title = moved(case(*top, *rows, **ACCOUNT_PAGE), line, down=-10)
    assert choose(title).target != "Memberships & vouchers"


@pytest.mark.parametrize(
    ("value", "state"), [("", "cancelled"), ("11 December 2026", "unknown"), ("none", "cancelled")]
)
def test_a_label_of_the_next_payment_without_a_value_says_nothing(value: str, state: str) -> None:
    rows = ("Your subscription is canceled.", "Next billing date", "", "Payment method")
    shown = case(*rows, **ACCOUNT_PAGE)
    label = shown.screen.controls[1].box
    beside = Control(value, Box(label.x1 + 60, label.y0, label.x1 + 260, label.y1), PLAIN)
    controls = tuple(each for each in shown.screen.controls if each.text)
    screen = replace(shown.screen, controls=(*controls, beside) if value else controls)
    assert read_state(screen, today=shown.question.today).state == state


@pytest.mark.parametrize(
    "asks",
    ["May I ask why?", "Quelle en est la raison principale ?", "Darf ich fragen, warum?", "Why?"],
)
def test_an_assistant_asks_for_the_reason(asks: str) -> None:
    rows = ("Hi, how can I help?", asks, "[Too expensive]", "[Not watching enough]", "[Other]")
    assert choose(case(*rows, **LEAVING)).target == "Not watching enough"


def test_a_no_that_goes_on_cancelling_declines_the_offer() -> None:
    no = "No, I'd rather pay more and continue to cancel"
    rows = ("# Sure you want to go?", "Take 3 months at 50 %: $4.99", "[Get the offer]", f"<{no}>")
    move = choose(case(*rows, "<Close>", **LEAVING))
    assert (move.target, move.page, move.commit) == (no, "offer", False)


def test_each_box_that_has_to_be_ticked_is_a_condition() -> None:
    later = "My current price may not be available if I come back"
    rows = ("# Cancel pass", "(x) I'll lose access after 30 November 2026", "[Keep my pass]")
    again = [step("click", "Confirm cancellation", page="confirm")]
    told = LEAVING | {"history": [*LEAVING["history"], *again]}
    empty = case(*rows, f"( ) {later}", "[Confirm cancellation]", **told)
    boxes = tuple(
        replace(each, mark=replace(each.mark, is_round=False)) if each.mark else each
        for each in empty.screen.controls
    )
    assert choose(Case(empty.question, replace(empty.screen, controls=boxes))).target == later
    ticked = tuple(
        replace(each, mark=replace(each.mark, checked=True)) if each.mark else each
        for each in boxes
    )
    clicks = [step("click", each.text, page="confirm") for each in ticked if each.mark]
    told["history"] = [*told["history"], *clicks]
    question = case(*rows, **told).question
    done = Case(question, replace(empty.screen, controls=ticked))
    assert choose(done).target == "Confirm cancellation"


def test_of_two_circles_under_the_renewal_the_one_that_turns_it_off_is_chosen_and_saved() -> None:
    rows = ("# Auto-renew", "(o) On", "Never miss it", "(.) Off", "Membership ends on 1 May 2027")
    before = case(*rows, "[Save changes]", **ACCOUNT_PAGE)
    before = moved(before, rows[-1], down=-22)
    assert read_state(before.screen, today=before.question.today).state == "unknown"
    move = choose(before)
    assert move.target == "the switch: Off"
    rows = ("# Auto-renew", "(.) On", "Never miss it", "(o) Off", "Membership ends on 1 May 2027")
    history = [step("click", "the switch: Off")]
    after = case(*rows, "[Save changes]", **ACCOUNT_PAGE | {"history": history})
    assert choose(moved(after, rows[-1], down=-22)).target == "Save changes"


def test_a_name_that_sounds_like_a_deed_is_a_name() -> None:
    rows = ("# Your account", "Your orders", "Arbor Select", "View benefits and settings")
    told = ACCOUNT_PAGE | {"service": "Arbor Select", "history": [step("click", "Account")]}
    assert choose(case(*rows, "Manage your music subscription", **told)).target == "Arbor Select"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("Hello, sign in", True), ("Hola, identif\u00edcate", True), ("Hello, Dana", False)],
)
def test_a_greeting_that_asks_to_sign_in_is_the_way_in(words: str, wanted: bool) -> None:
    rows = ("# Deals", f"<{words}>", "<Customer Service>")
    move = choose(case(*rows, **ACCOUNT | {"phase": "sign_in"}))
    assert (move.target == words and move.page == "sign_in") is wanted


def test_of_two_rows_the_dots_of_the_one_that_bears_the_name_are_pressed() -> None:
    rows = ("Arbor TV", "$13.99/month. Renews 3 January 2027", "Sport Arena channel")
    shown = case("Account", "Memberships", *rows, "$5.99. Renews 19 December 2026", **ACCOUNT_PAGE)
    tops = [each.box.center_y for each in shown.screen.controls]
    dots = tuple(Box(1000, top - 8, 1004, top + 8) for top in (tops[5], tops[3]))
    screen = replace(shown.screen, pictures=replace(shown.screen.pictures, dots=dots))
    move = choose(Case(shown.question, screen))
    assert (move.target, move.y) == ("the three dots", tops[3])


def test_a_talk_is_one_where_its_greeting_is_out_of_sight() -> None:
    said = ("[Nothing to watch]", "How about 50% off?", "[No thanks, cancel my plan]")
    rows = (*said, "Shall I cancel it?", "[Yes, cancel my plan]")
    done = "Your plan is cancelled and you have access until 20 December 2026."
    history = [step("click", each.strip("[]"), page="offer", x=250, y=700) for each in rows[::2]]
    shown = case(*rows, done, "[Go to my account]", **ACCOUNT | {"history": history})
    controls = tuple(ours(each, history, end=1100) for each in shown.screen.controls)
    assert choose(Case(shown.question, replace(shown.screen, controls=controls))).action == "done"


@pytest.mark.parametrize(
    "said",
    [
        "Es werden keine weiteren Betr\u00e4ge abgebucht.",
        "Aucun autre montant ne sera d\u00e9bit\u00e9.",
    ],
)
def test_no_further_amounts_renew_nothing(said: str) -> None:
    assert not says_renews(fold(said))


MOVED_AWAY = "the page moved meanwhile: something else stands there now, look again"


def test_a_contract_whose_list_was_shut_is_not_taken_by_its_keys() -> None:
    """The last entry of the list is another contract."""
    opened = step("click", "Bitte w\u00e4hlen", page="survey")
    slip = step("click", "Arbor TV, Nr. 1", page="survey") | {"note": MOVED_AWAY}
    shut = open_list()
    again = choose(Case(replace(shut.question, history=past(opened, slip)), shut.screen))
    assert (again.action, again.target) == ("click", "Bitte w\u00e4hlen")
    wrong = open_list(chosen="Zweitstream, Nr. 2")
    move = choose(Case(replace(wrong.question, history=past(opened, slip)), wrong.screen))
    assert (move.action, move.target) == ("click", "Zweitstream, Nr. 2")  # the list is opened


def past(*told: dict[str, object]) -> tuple[Past, ...]:
    return tuple(map(Past.read, told))


def test_of_the_days_in_a_list_the_next_possible_one_is_taken() -> None:
    days = ("Bitte w\u00e4hlen", "Zum 31.12.2026", "Zu einem sp\u00e4teren Zeitpunkt (30.06.2027)")
    shown = open_list(*days)
    labels = {"Vertrag *": "K\u00fcndigungszeitpunkt"}
    controls = tuple(
        replace(each, text=labels.get(each.text, each.text)) for each in shown.screen.controls
    )
    assert choose(Case(shown.question, replace(shown.screen, controls=controls))).target == days[1]


def test_a_box_that_wants_no_continuation_is_a_condition() -> None:
    wants = "I don't want my subscription to continue after 20 December 2026"
    rows = ("# Complete cancellation", f"( ) {wants}", "[Complete cancellation]", "[Don't cancel]")
    shown = case(
        *rows,
        **LEAVING | {"history": [*LEAVING["history"], step("click", "Continue", page="offer")]},
    )
    boxes = tuple(
        replace(each, mark=replace(each.mark, is_round=False)) if each.mark else each
        for each in shown.screen.controls
    )
    assert choose(Case(shown.question, replace(shown.screen, controls=boxes))).target == wants
    told = (
        *LEAVING["history"],
        step("click", "Continue", page="offer"),
        step("click", wants, page="confirm"),
    )
    done = case(*(row.replace("( )", "(x)") for row in rows), **LEAVING | {"history": list(told)})
    boxes = tuple(
        replace(each, mark=replace(each.mark, is_round=False)) if each.mark else each
        for each in done.screen.controls
    )
    on = choose(Case(done.question, replace(done.screen, controls=boxes)))
    assert on.target == "Complete cancellation"


def test_the_way_that_was_gone_is_not_gone_again_from_the_last_rows() -> None:
    law = "Vertr\u00e4ge hier k\u00fcndigen"
    told = ACCOUNT | {
        "history": [
            step("click", law, page="account"),
            step("click", "Zu selten", page="survey"),
        ]
    }
    asked = (
        "# Schade, dass du gehen m\u00f6chtest",
        "Bitte verrate uns deinen K\u00fcndigungsgrund.",
    )
    rows = (*asked, "(o) Zu selten", "(.) Zu teuer", "[Weiter]", "[Abo behalten]", *("",) * 5)
    foot = ("<Impressum>", "<AGB>", "<Datenschutz>", f"<{law}>")
    shown = case(*rows, *foot, **told)
    controls = tuple(each for each in shown.screen.controls if each.text)
    assert choose(Case(shown.question, replace(shown.screen, controls=controls))).target == "Weiter"


def test_a_password_that_confirms_the_end_is_typed_and_not_sent_by_itself() -> None:
    asks = ("# \u00bfDesactivar la renovaci\u00f3n?", "Escribe tu contrase\u00f1a para confirmar.")
    rows = (*asks, "|Contrasena|", "[Confirmar y no renovar]", "[Seguir disfrutando]")
    shown = case(*rows, **LEAVING)
    move = choose(shown)
    assert (move.action, move.text_ref, move.submit) == ("type", "password", False)
    assert read_state(shown.screen, today=shown.question.today).state != "cancelled"
    typed = step("type", "password") | {"text_ref": "password"}
    told = LEAVING | {"history": [*LEAVING["history"], typed]}
    filled = case(*rows, **told)
    fields = tuple(replace(each, filled=True, value="[password]") for each in filled.screen.fields)
    on = choose(Case(filled.question, replace(filled.screen, fields=fields)))
    assert (on.action, on.target) == ("click", "Confirmar y no renovar")


def test_what_is_over_already_is_told_by_an_account_page() -> None:
    rows = (
        "# Bonjour Ana",
        "Formule Vague",
        "Statut : R\u00e9sili\u00e9, acc\u00e8s jusqu'au 3 d\u00e9cembre 2026",
    )
    move = choose(case(*rows, "[R\u00e9activer]", **ACCOUNT))
    assert (move.page, move.action, move.state) == ("account", "done", "cancelled")
