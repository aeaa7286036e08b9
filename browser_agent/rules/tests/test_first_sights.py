"""What was met at first sight on sites made after real streaming services, and was misread."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, choices, meaning
from browser_agent.rules.screen import Screen, compose
from browser_agent.rules.tests.vision_screens import case, step
from kernel.ocr import TextLine

ACCOUNT = {"phase": "act", "service": "Arbor TV"}
SIGNING_IN = {"phase": "sign_in", "history": [step("click", "Sign in", page="sign_in")]}
LEAVING = ACCOUNT | {"history": [step("click", "Cancel subscription", page="account")]}


def at(words: str, x: int, y: int, high: int = 18) -> TextLine:
    return TextLine(words, x, y, x + 9 * len(words), y + high, 1.0)


def page(lines: list[TextLine], icons: list[tuple[int, int, int]] | None = None) -> Screen:
    """Words in black and open circles (left, top, width) on white."""
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    for line in lines:
        for x in range(line.x0 + 1, line.x1 - 1, 5):
            draw.rectangle((x, line.y0 + 2, x + 2, line.y1 - 3), fill=(20, 20, 20))
    for left, top, wide in icons or []:
        draw.ellipse((left, top, left + wide, top + wide), outline=(30, 30, 30), width=2)
    return compose(np.asarray(picture, dtype=np.uint8), lines)


def test_a_head_before_an_entry_of_the_menu_is_no_circle_to_choose() -> None:
    """ "Account" beside a glass was taken for a choice, and no way to the account was in sight."""
    row = [at("ARBOR", 40, 24), at("Shows", 160, 24), at("Films", 260, 24), at("Sport", 360, 24)]
    screen = page([*row, at("Account", 1040, 24), at("Recommended", 60, 300)], [(1014, 24, 15)])
    entry = next(each for each in screen.controls if each.text == "Account")
    assert entry.mark is None


def test_a_circle_further_down_stays_one() -> None:
    screen = page([at("Too expensive", 140, 300), at("Not used", 140, 340)], [(112, 301, 15)])
    marked = [each.text for each in screen.controls if each.mark is not None]
    assert marked == ["Too expensive"]


def test_pictures_before_the_entries_of_a_menu_are_no_circles() -> None:
    """One of the entries leaves the site: no form asks for that."""
    names = ("My list", "Profiles", "Account", "Help", "Log out")
    lines = [at(name, 1010, 120 + 44 * row) for row, name in enumerate(names)]
    icons = [(982, 121 + 44 * row, 15) for row in range(len(names))]
    assert not [each.text for each in page(lines, icons).controls if each.mark is not None]
    form = page(lines[:4], icons[:4])
    assert len([each for each in form.controls if each.mark is not None]) == len(names) - 1


def test_a_name_in_two_lines_names_its_field() -> None:
    picture = Image.new("RGB", (1280, 820), "white")
    ImageDraw.Draw(picture).rectangle((486, 252, 783, 287), outline=(120, 120, 120), width=2)
    lines = [at("E-Mail-Adresse oder", 486, 209, 17), at("Mobiltelefonnummer", 486, 229, 17)]
    (field,) = compose(np.asarray(picture, dtype=np.uint8), lines).fields
    assert field.label == "e-mail-adresse oder mobiltelefonnummer"


@pytest.mark.parametrize(
    ("words", "is_field"),
    [
        ("E-Mail-Adresse oder Handynummer", True),
        ("Email or mobile number", True),
        ("Adresse e-mail ou telephone", True),
        ("Continue with your phone here", False),
    ],
)
def test_a_placeholder_as_wide_as_its_field_makes_no_button(words: str, *, is_field: bool) -> None:
    """The password was typed first, into the only field that was seen."""
    picture = Image.new("RGB", (1280, 820), (13, 12, 13))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((469, 215, 789, 270), outline=(110, 110, 110), width=2)
    wide = 288
    line = TextLine(words, 483, 233, 483 + wide, 254, 1.0)
    for x in range(line.x0 + 1, line.x1 - 1, 5):
        draw.rectangle((x, 236, x + 2, 250), fill=(150, 150, 150))
    screen = compose(np.asarray(picture, dtype=np.uint8), [line])
    assert bool(screen.fields) is is_field
    assert any(each.face is not None for each in screen.controls) is not is_field


def test_a_form_with_many_fields_is_no_sign_in() -> None:
    rows = ("# Cancel a contract", "|First name=", "|Last name=", "|Email=", "|Contract=", "[Next]")
    move = choose(case(*rows, **ACCOUNT))
    assert move.page != "sign_in"


@pytest.mark.parametrize("entry", ["Grown-ups", "Parents", "Erwachsene", "Adultos"])
def test_where_children_have_profiles_the_grown_ups_hold_the_account(entry: str) -> None:
    """The page offers to log out, and is one to choose a profile on all the same."""
    shown = case(
        "<Switch profile>", "<Log out>", "# Who's playing today?", "Milo", entry, **ACCOUNT
    )
    level = [
        replace(each, box=replace(each.box, y0=320, y1=340))
        if each.text in {"Milo", entry}
        else each
        for each in shown.screen.controls
    ]
    move = choose(Case(shown.question, replace(shown.screen, controls=tuple(level))))
    assert (move.page, move.target) == ("profile_picker", entry)


def test_who_we_are_is_no_question_after_a_profile() -> None:
    shown = case("# Connectez-vous", "|Adresse e-mail|", "[Continuer]", **SIGNING_IN)
    foot = case(*["x"] * 14, "<Qui sommes-nous ?>", "<Conditions>").screen
    controls = (*shown.screen.controls, *foot.controls[-2:])
    sentences = (*shown.screen.sentences, *foot.sentences[-2:])
    whole = replace(shown.screen, controls=controls, sentences=sentences)
    move = choose(Case(shown.question, whole))
    assert (move.action, move.text_ref) == ("type", "email")


def test_a_row_that_tells_of_two_steps_wants_no_code() -> None:
    """An entry of the side menu, drawn as a field is, was typed into."""
    shown = case(
        "<Log out>", "# Sign-in details", "Two-step verification", "Authenticator app",
        "<Subscriptions>", **ACCOUNT,
    )  # fmt: skip
    entry = Field(Box(60, 200, 260, 240), "sign-in details", "Sign-in details", filled=True)
    move = choose(Case(shown.question, replace(shown.screen, fields=(entry,))))
    assert move.target == "Subscriptions"


def test_manage_in_a_row_of_something_else_waits() -> None:
    shown = case(
        "# Settings", "Two-step verification", "Authenticator", "<Manage>", "<Subscription>"
    )
    places = {"Two-step verification": 300, "Authenticator": 600, "Manage": 1000}
    row = [
        replace(each, box=Box(places[each.text], 200, places[each.text] + 100, 218))
        if each.text in places
        else each
        for each in shown.screen.controls
    ]
    moved = Case(shown.question, replace(shown.screen, controls=tuple(row)))
    assert choose(moved).target == "Subscription"


def test_a_month_that_is_chosen_in_other_words_is_not_chosen_again() -> None:
    """The plan's card told its price by the month; the dearer plan bore "monthly" in its name."""
    told = {"phase": "act", "plan": "Cinelia Mensual", "max_price": "9.99", "goal": "resume"}
    shown = case(
        "# Elige tu plan",
        "(.) Cinelia+ Mensual",
        "(o) Acceso a todo el cat\u00e1logo",
        "(.) Cinelia Anual",
        "[Continuar]",
        **(told | {"history": [step("click", "Reactivar suscripci\u00f3n", page="account")]}),
    )
    price = case("14,99 \u20ac/mes", "x", "9,99 \u20ac/mes", "89,99 \u20ac/a\u00f1o").screen
    rows = {0: 1, 2: 2, 3: 3}
    beside = [
        replace(price.controls[at_], box=replace(shown.screen.controls[row].box, x0=820, x1=930))
        for at_, row in rows.items()
    ]
    whole = replace(shown.screen, controls=(*shown.screen.controls, *beside))
    assert choose(Case(shown.question, whole)).target != "Cinelia+ Mensual"


def test_a_footers_way_to_cancel_does_not_begin_the_way_anew() -> None:
    """On the reasons' page "Contracts: cancel here" was pressed instead of the form's button."""
    told = ACCOUNT | {
        "history": [step("click", "Vertr\u00e4ge hier k\u00fcndigen", page="account")]
    }
    shown = case(
        "# Warum m\u00f6chtest du uns verlassen?",
        "(o) Ich finde keine passenden Titel",
        "(.) Technische Probleme",
        "(.) Anderer Grund",
        "[Weiter]",
        "<Datenschutz>",
        "<Vertr\u00e4ge hier k\u00fcndigen>",
        "<Impressum>",
        **told,
    )
    assert choose(shown).target == "Weiter"


def test_a_choice_that_leaves_is_saved() -> None:
    rows = (
        "# Your renewal on 2 March 2027",
        "(o) No, don't cancel - my plan should not stop renewing",
        "(.) Yes, cancel - don't renew my plan",
        "[Save my choice]",
        "[Back]",
    )
    first = choose(case(*rows, **ACCOUNT))
    assert (first.page, first.target) == ("confirm", "Yes, cancel - don't renew my plan")
    turned = [rows[0], rows[1].replace("(o)", "(.)"), rows[2].replace("(.)", "(o)"), *rows[3:]]
    last = choose(case(*turned, **ACCOUNT))
    assert (last.target, last.commit) == ("Save my choice", True)


@pytest.mark.parametrize(
    "label",
    [
        "Nein, ich m\u00f6chte nicht auf die K\u00fcndigung verzichten",
        "Non, je ne veux pas renoncer \u00e0 la r\u00e9siliation",
    ],
)
def test_who_does_not_forgo_the_end_goes_on(label: str) -> None:
    control = case(f"<{label}>").screen.controls[0]
    assert meaning(control, inside=True) > Role.NONE


def test_who_forgoes_the_end_stays() -> None:
    control = case("<Ich verzichte auf die K\u00fcndigung>").screen.controls[0]
    assert meaning(control, inside=True) is Role.STAY


def test_after_the_end_nothing_is_pressed_for_want_of_words() -> None:
    """Of two unknown buttons on the account page the one beside "Restart" was the "way on": an
    extra member was nearly bought."""
    told = ACCOUNT | {
        "committed": True,
        "history": [
            step("click", "Finish cancellation", page="confirm"),
            step("click", "Send", page="survey"),
        ],
    }
    shown = case(
        "# Account",
        "Your membership ends on December 14, 2026.",
        "[Restart membership]",
        "[Extra member]",
        "[Add a profile]",
        **told,
    )
    assert choose(shown).action == "done"
    assert not [each for each in choices(shown) if each.role is Role.AGREE]


def test_a_name_chosen_among_profiles_opens_the_menu_in_the_corner() -> None:
    shown = case("<Home>", "<Films>", "Recommended for you", "name", **ACCOUNT)
    corner = replace(shown.screen.controls[-1], text="[name]", box=Box(1130, 24, 1190, 42))
    screen = replace(shown.screen, controls=(*shown.screen.controls[:-1], corner))
    history = [step("click", "[name]", page="profile_picker", x=500, y=400)]
    asked = replace(shown.question, history=case(history=history, **ACCOUNT).question.history)
    assert choose(Case(asked, screen)).target == "[name]"


def test_a_glass_at_the_top_is_nobodys_initials() -> None:
    shown = case("<Home>", "<Films>", "Q", **ACCOUNT)
    glass = replace(shown.screen.controls[-1], box=Box(1080, 24, 1102, 46))
    screen = replace(shown.screen, controls=(*shown.screen.controls[:-1], glass))
    assert choose(Case(shown.question, screen)).target != "Q"


def test_the_actions_of_the_row_that_bears_the_name() -> None:
    names = ("Arbor TV", "Arbor Motorsport", "Ringside Club")
    controls = []
    for row, name in enumerate(names):
        y = 200 + 54 * row
        for words, x in ((name, 320), ("Active", 514), ("Actions", 1080)):
            control = case(f"[{words}]" if words == "Actions" else words).screen.controls[0]
            box = Box(x, y, x + 9 * len(words), y + 18)
            face = Box(x - 12, y - 9, box.x1 + 12, y + 27) if words == "Actions" else None
            controls.append(replace(control, box=box, face=face))
    told = ACCOUNT | {"history": [step("click", "arbor tv", changed=False, page="account")]}
    shown = case("# Memberships", "Payment method", "Your plan", **told)
    screen = replace(shown.screen, controls=(*shown.screen.controls, *controls))
    move = choose(Case(shown.question, screen))
    assert (move.target, move.y) == ("Actions", 209)


def open_list(*entries: str, chosen: str = "Bitte w\u00e4hlen") -> Case:
    """A list under "Contract *", and its entries where it is open."""
    told = ACCOUNT | {
        "history": [
            step("click", "Vertr\u00e4ge hier k\u00fcndigen", page="account"),
            *([step("click", chosen, page="survey")] if entries else []),
        ]
    }
    shown = case("# Vertrag k\u00fcndigen", "Warum verl\u00e4sst du uns?", "[Weiter]", **told)
    lines = [("Vertrag *", 300, 300), (chosen, 312, 330)]
    lines += [(entry, 312, 358 + 24 * row) for row, entry in enumerate(entries)]
    plain = case("x").screen.controls[0]
    controls = [
        replace(plain, text=words, box=Box(x, y, x + 9 * len(words), y + 17))
        for words, x, y in lines
    ]
    field = Field(Box(300, 322, 700, 354), chosen.lower(), chosen, filled=True, drops=True)
    screen = replace(shown.screen, controls=(*shown.screen.controls, *controls), fields=(field,))
    return Case(shown.question, screen)


def test_of_the_contracts_in_a_list_the_one_that_bears_the_name_is_taken() -> None:
    assert choose(open_list()).target == "Bitte w\u00e4hlen"
    entries = ("Bitte w\u00e4hlen", "Arbor TV, Nr. 448120", "Zweitstream, Nr. 448121")
    assert choose(open_list(*entries)).target == "Arbor TV, Nr. 448120"


def test_contracts_none_of_which_bears_the_name_are_left_to_a_person() -> None:
    entries = ("Bitte w\u00e4hlen", "Filme, Nr. 448120", "Sport, Nr. 448121")
    assert choose(open_list(*entries)).error_code == "stuck"


def test_a_contract_that_is_chosen_already_stays_chosen() -> None:
    assert choose(open_list(chosen="Arbor TV, Nr. 448120")).target == "Weiter"
