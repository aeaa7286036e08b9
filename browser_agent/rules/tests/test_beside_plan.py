"""What stands beside the plan on sites seen for the first time, and was taken for it: channels,
add-ons, the other answer of a question; menus over the rows of others, links after a sentence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.asking import once_more
from browser_agent.belonging import without_others
from browser_agent.parts import is_part, own_lines
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import page_of
from browser_agent.rules.question import names
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.test_first_sights import ACCOUNT, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from browser_agent.scope import turns_off_something_else
from browser_agent.sections import without_named
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line
from browser_agent.underlined import apart
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

ENDS_IT = "Your membership will end on 2 December 2026."


def seen(lines: list[TextLine], **told: Any) -> Case:
    kept = without_others(lines, told["service"], _tells_a_day)
    return replace(case(**told), screen=page(kept))


def channels(title: str, button: str, *, indent: int = 16) -> list[TextLine]:
    rows = [at("Your account", 112, 118, 30), at(title, 112, 390, 22)]
    rows += [at("Documentary Cove", 112 + indent, 460), at(button, 980, 470)]
    rows += [at("3.99 a month, renews 18 December 2026", 112 + indent, 484)]
    return [*rows, at("Playback", 112, 570, 22), at("Auto play", 128, 620)]


@pytest.mark.parametrize(
    "title", ["Channels", "Your channels", "Add-ons", "Kan\u00e4le", "Canales"]
)
@pytest.mark.parametrize("button", ["Cancel channel", "Cancel", "Remove"])
def test_what_is_sold_beside_the_plan_is_not_ended(title: str, button: str) -> None:
    """The first "Cancel channel" of the page was pressed, the membership stood below it."""
    lines = channels(title, button)
    assert choose(seen(lines, **ACCOUNT)).target != button
    rail = Siblings("Arbor TV")
    assert rail.has(lines, 479)
    assert not rail.has(lines, 628)


@pytest.mark.parametrize("words", ["Cancel channel", "Cancel this channel", "Kanal k\u00fcndigen"])
def test_a_channel_is_not_ended_wherever_it_stands(words: str) -> None:
    lines = [at("Your account", 112, 118, 30), at("Nature World", 112, 300), at(words, 112, 340)]
    assert choose(seen(lines, **ACCOUNT)).target != words
    assert Siblings("Arbor TV").has(lines, 349)
    assert not Siblings("Nature World on Arbor").has(lines, 349)


def test_the_service_itself_may_be_one_of_the_channels() -> None:
    lines = channels("Channels", "Cancel")
    assert not Siblings("Documentary Cove").has(lines, 479)
    assert without_others(lines, "Documentary Cove", _tells_a_day) == lines


def test_the_membership_below_the_channels_tells_its_end() -> None:
    lines = [*channels("Channels", "Ended"), at("Club membership", 112, 680, 22)]
    lines.append(at(ENDS_IT, 128, 730))
    kept = without_others(lines, "Arbor TV", _tells_a_day)
    assert state_of(kept) == "cancelled"
    assert [each.text for each in lines if each not in kept] == [
        "Documentary Cove", "Ended", "3.99 a month, renews 18 December 2026",
    ]  # fmt: skip


def test_tabs_called_channels_are_no_title() -> None:
    tabs = [at("Plan", 112, 200, 22), at("Channels", 260, 200, 22), at("Devices", 420, 200, 22)]
    lines = [*tabs, at("Arbor Premium, renews 18 December 2026", 280, 300)]
    assert without_others(lines, "Arbor TV", _tells_a_day) == lines


def test_beside_the_card_of_an_add_on_that_of_the_plan_is_ours() -> None:
    lines = [line("Billing", 209, 104, high=34), line("Annual Pass", 229, 202)]
    lines += [line("Auto-renew: OFF", 229, 244), line("Your pass expires 18 May 2027", 229, 268)]
    theirs = [line("Fight Night Add-on", 229, 431), line("9.99, renews 1 December 2026", 229, 474)]
    kept = without_others([*lines, *theirs], "Pennant Sports+", _tells_a_day)
    assert kept == lines
    ours = [line("Pennant Sports+ Annual", 229, 320), line("Renews 18 May 2027", 229, 340)]
    below = [line("Fight Night Add-on", 229, 380), line("9.99, renews 1 June 2026", 229, 400)]
    assert without_others([*ours, *below], "Pennant Sports+", _tells_a_day) == ours


def test_a_notice_below_the_site_s_name_is_nobody_s_card() -> None:
    """The price of a restart was cut off as another subscription's: "Review and confirm"."""
    lines = [line("Quillflix", 48, 25, high=30)]
    lines += [line("Your membership ends on 5 December 2026. Go to Account", 47, 94)]
    lines += [line("Review and confirm", 339, 174, high=30), line("Standard, 12.99 EUR", 363, 257)]
    lines += [line("Next billing date: 5 December 2026", 363, 281)]
    assert without_others(lines, "Quillflix", _tells_a_day) == lines


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("Turn off", "Keep it on"), ("Turn off", "Not now"), ("Turn off", "Cancel"),
        ("Turn off", "Leave on"), ("Desactivar", "Mantener activada"), ("Desactivar", "Volver"),
        ("Deaktivieren", "Abbrechen"), ("D\u00e9sactiver", "Retour"),
    ],
)  # fmt: skip
def test_the_other_answer_of_a_question_is_no_row_of_a_thing(words: str, beside: str) -> None:
    """The last press of a renewal that is turned off was refused as that of something else."""
    assert not turns_off_something_else(words, [beside])
    assert turns_off_something_else(words, [beside, "4K + Dolby"])
    press = Press(
        target=words, label=words, page="confirm", commit=True, row=(beside, "Kids extra")
    )
    assert not judge_press(press, action="cancel", commits=0).allowed


def test_a_sentence_about_both_ends_ours() -> None:
    listed = Siblings("Arbor")
    rows = [line("Arbor", 200, 150), line("19.99 a month", 200, 174)]
    listed.learn([*rows, line("Sport Max", 200, 250), line("10.00 a month", 200, 274)])
    both = [line("Arbor and the Sport Max end on 31 December 2026.", 406, 339)]
    assert not listed.has(both)
    assert listed.has([line("Sport Max ends on 31 December 2026.", 406, 339)])


def test_of_a_part_the_next_row_is_not_its_card() -> None:
    rows = [line("CrimeVault", 183, 469), line("Ends on 6 December 2026", 488, 479)]
    rows += [line("4.99/month", 183, 497, high=14)]
    theirs = [line("Pitchside Sport", 183, 543), line("Renews on 15 December 2026", 490, 553)]
    assert own_lines("CrimeVault on Omnira Video", [*rows, *theirs]) == rows


def test_a_row_that_begins_as_the_service_does_opens() -> None:
    """Its arrow was too small to be seen, and both of its lines are one sentence."""
    lines = [at("Account", 276, 106, 30), at("Subscription", 277, 384, 26)]
    lines += [at("Peregrine Premium", 300, 461, 20), at("Renews December 9, 2026", 300, 485)]
    swept = [step("scroll", changed=False, page="account")]
    told = {"phase": "act", "service": "Peregrine Plus", "history": swept}
    assert choose(seen(lines, **told)).target == "Peregrine Premium"


def test_once_it_is_done_the_same_way_is_not_begun_again() -> None:
    """The way out stood among the last rows of a front page, and the account behind a name."""
    lines = [at("Arbor", 60, 24, 24), at("[name]", 1180, 24), at("Tonight", 60, 110, 26)]
    lines += [at("R\u00e9silier votre contrat", 60, 740)]
    pressed = step("click", "R\u00e9silier votre contrat", page="account")
    done = [pressed, step("done", page="done"), step("open_account", page="home")]
    told = ACCOUNT | {"committed": True, "history": done}
    assert choose(seen(lines, **told)).target == "[name]"
    assert choose(seen(lines, **ACCOUNT)).target == "R\u00e9silier votre contrat"


def menu() -> tuple[Image.Image, list[TextLine]]:
    """A list of two services, and the menu of the first row open over the second."""
    lines = [at("Arbor Plus", 160, 250), at("Active, renews 11 December 2026", 520, 250)]
    lines += [at("Music Box", 160, 308), at("Active, renews 19 December 2026", 520, 308)]
    entries = [at("View invoices", 930, 284), at("Cancel service", 930, 318)]
    entries.append(TextLine("since May 2024, by card", 800, 330, 960, 348, 1.0))  # half behind it
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((910, 268, 1120, 352), fill="white", outline=(150, 150, 150), width=2)
    for each in (*lines, *entries):
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=(20, 20, 20))
    return picture, [*lines, *entries]


def test_the_menu_of_a_row_lies_over_the_row_of_another() -> None:
    """Its entries were taken for the other row's, and the three dots were pressed again."""
    picture, lines = menu()

    def own(given: Sequence[TextLine]) -> list[TextLine]:
        return without_others(given, "Arbor Plus", _tells_a_day)

    screen = compose(np.asarray(picture, dtype=np.uint8), lines, own)
    said = [each.text for each in screen.controls]
    assert "Cancel service" in said
    assert "Music Box" not in said
    row = Widgets(picture, lines).row("Cancel service", 990, 326, service="Arbor Plus")
    assert not any("19 December" in words for words in row)


def underlined(words: str, link: str) -> tuple[Image.Image, TextLine]:
    """One line, of which the last words are drawn with a line under them."""
    told = at(f"{words} {link}", 200, 300)
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    for place, letter in enumerate(told.text):
        if letter != " ":
            x = told.x0 + 9 * place
            draw.rectangle((x + 1, told.y0 + 3, x + 6, told.y1 - 5), outline=(20, 20, 20))
    x0 = told.x0 + 9 * (len(words) + 1)
    draw.line((x0, told.y1 - 1, told.x1 - 2, told.y1 - 1), fill=(20, 20, 20))
    return picture, told


def test_a_link_after_a_sentence_is_a_label_of_its_own() -> None:
    """ "Ask the concierge" was refused for the change that the sentence before it speaks of."""
    said, link = "Our concierge looks after every change to a membership.", "Ask the concierge"
    picture, told = underlined(said, link)
    assert [each.text for each in apart(picture, [told])] == [said, link]


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("Keep watching for $2 a month.", "Go on now"),
        ("Stay with us.", "Yes please do"),
        ("Our offer: 50% off.", "Take it now"),
        ("Your plan changes", "with this link"),
        ("It changes today.", "Continue"),
    ],
)
def test_an_offer_and_its_link_are_one(said: str, link: str) -> None:
    picture, told = underlined(said, link)
    assert apart(picture, [told]) == (told,)


def test_leaving_is_asked_of_nothing_but_the_page() -> None:
    """The cut reaches no further than its section: what follows the channels is ours again."""
    lines = [*channels("Channels", "Cancel"), at("Membership", 112, 680, 22)]
    lines.append(at("Cancel membership", 128, 730))
    assert choose(seen(lines, **ACCOUNT)).target == "Cancel membership"


def test_what_was_seen_beside_it_is_known_by_its_name_where_the_title_is_out_of_sight() -> None:
    """Scrolled down, "Documentary Cove, renews 18 December" contradicted the end of the plan."""
    listed = Siblings("Arbor TV")
    listed.learn(channels("Channels", "Cancel channel"))
    assert listed.names == ["documentary cove"]
    lines = [at("Documentary Cove", 128, 114), at("Ended", 980, 124)]
    lines += [at("3.99 a month, renews 18 December 2026", 128, 138)]
    ours = [at("Club membership", 112, 380, 22), at(ENDS_IT, 128, 430)]
    assert without_named([*lines, *ours], listed.names, "Arbor TV") == ours
    assert without_named([*lines, *ours], [], "Arbor TV") == [*lines, *ours]
    assert names(["a", 1, None]) == ("a",)
    assert names("a") == ()


@pytest.mark.parametrize(
    "title", ["Your account and settings", "Mein Konto", "Tu cuenta y ajustes", "Votre compte"]
)
def test_the_title_alone_makes_it_the_page_of_the_account(title: str) -> None:
    lines = [
        at(title, 112, 118, 34),
        at("Your details", 112, 200, 22),
        at("Playback", 112, 300, 22),
    ]
    assert page_of(seen(lines, **ACCOUNT)) == "account"


@pytest.mark.parametrize("select", ["Bitte w\u00e4hlen", "Please select", "Selecciona"])
def test_which_contract_is_chosen_before_it_is_ended(select: str) -> None:
    """ "Cancel now" was pressed three times below a list in which nothing was chosen."""
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((210, 217, 1062, 264), outline=(120, 120, 120), width=2)
    draw.line(((1040, 238), (1045, 243), (1050, 238)), fill=(40, 40, 40), width=2)
    draw.rectangle((206, 318, 390, 366), fill=(34, 51, 200))
    question = "Welchen Vertrag m\u00f6chtest du k\u00fcndigen?"
    lines = [
        at("Vertrag k\u00fcndigen", 181, 108, 34),
        at(question, 206, 188),
        at(select, 225, 231),
    ]
    lines.append(at("Jetzt k\u00fcndigen", 230, 332))
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    told = ACCOUNT | {
        "history": [step("click", "Vertr\u00e4ge hier k\u00fcndigen", page="account")]
    }
    assert choose(replace(case(**told), screen=screen)).target == select


def test_a_question_that_is_negated_is_no_wish_to_stay() -> None:
    """ "Are you sure you don't want to keep Arbor?" above circles: "Continue" was never pressed."""
    entered = [step("click", "Manage renewal", page="account")]
    entered += [step("click", "Yes, I no longer want my membership to renew", page="offer")]
    rows = [
        "# Are you sure you don't want to keep Arbor?",
        "(.) No, I don't want to stop my renewal",
    ]
    rows += ["(o) Yes, I no longer want my membership to renew", "[Continue]"]
    move = choose(case(*rows, **ACCOUNT | {"history": entered}))
    assert (move.target, move.commit) == ("Continue", False)


RESTARTS = {
    "phase": "act", "service": "Arbor TV", "goal": "resume", "plan": "Standard",
    "max_price": "10.99 EUR", "history": [step("click", "Restart membership", page="account")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Restart your membership?", "Yes, restart"),
        ("\u00bfReanudar tu plan?", "S\u00ed, reanudar"),
    ],
)
def test_a_restart_that_is_asked_for_once_more_is_confirmed(question: str, answer: str) -> None:
    verb = question.strip("\u00bf").split(" ")[0]
    asked = case(question, "Standard, 8.99 EUR per month", f"[{answer}]", "[Back]", **RESTARTS)
    dialog = replace(asked.screen, dialog=Box(280, 40, 800, 500))
    told = replace(asked.question, committed=True)
    move = choose(replace(asked, question=told, screen=dialog))
    assert (move.target, move.commit) == (answer, True)
    first = f"{verb} membership"
    assert once_more(first, answer, [question, answer])
    assert not once_more(first, "Yes, add", [question, answer])
    assert not once_more(first, answer, [question, "Something went wrong"])
    assert not once_more(first, answer, ["Add sports for 5.99 EUR?", "Yes, add"])
    assert not once_more(first, answer, [])


def test_of_a_part_its_own_option_may_be_ended() -> None:
    words = "R\u00e9silier l'option Sport"
    press = Press(target=words, label=words, page="account", commit=False)
    assert not judge_press(press, action="cancel", commits=0).allowed
    assert judge_press(replace(press, is_part=True), action="cancel", commits=0).allowed
    row = [at("Option Sport", 200, 300), at(words, 200, 340)]
    assert is_part("Cin\u00e9route Option Sport", words, row, 349)
    assert not is_part("Cin\u00e9route", words, row, 349)
    assert not is_part(
        "Cin\u00e9route Option Sport", "R\u00e9silier l'option Cin\u00e9ma", row[:0], 349
    )


def test_the_tallest_line_of_a_list_is_no_title_of_the_page() -> None:
    """The "p" of "Sport" made it taller than "Film": the proof was no page of ours."""
    listed = Siblings("Kinowelle Film")
    theirs = [line("Kinowelle Sport", 202, 230, high=26), line("Renews on 12 May 2027", 202, 268)]
    ours = [line("Kinowelle Film", 202, 402, high=22), line("Renews on 5 May 2027", 202, 440)]
    listed.learn([*theirs, *ours])
    assert listed.names == ["kinowelle sport"]
    assert not listed.has([*theirs, *ours])
    assert listed.has(theirs)


@pytest.mark.parametrize("title", ["Marea baja", "Baja California", "Calidad baja"])
def test_what_is_low_in_spanish_ends_nothing(title: str) -> None:
    """A film called "Marea baja" on the front page told that the plan could still be ended."""
    assert state_of([line(title, 200, 200)]) == "unknown"
    assert state_of([line("Darse de baja", 200, 200)]) == "active"
