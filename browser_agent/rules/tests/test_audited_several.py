"""What an auditor broke in the telling apart of several subscriptions, each with its input."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.belonging import without_others
from browser_agent.house import House
from browser_agent.parts import is_part
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.question_words import asked
from browser_agent.rules.screen import Screen, compose
from browser_agent.rules.tests.test_first_sights import ACCOUNT, at, page
from browser_agent.rules.tests.test_several import house, learnt
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from browser_agent.scope import turns_off_something_else
from browser_agent.sections import without_named
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain
from browser_agent.tests.test_belonging import line
from browser_agent.widgets import Widgets

LISTS = ["Choose a contract", "Your contract", "W\u00e4hle einen Vertrag", "Selecciona un contrato"]
NAMES = ["Arbor Internet (41)", "Arbor TV (43)", "Arbor TV second set (42)"]


def contract_list(label: str, shown: str, entries: list[str]) -> Screen:
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((400, 195, 1100, 241), outline=(90, 90, 90), width=2)
    draw.line(((1080, 215), (1085, 220), (1090, 215)), fill=(40, 40, 40), width=2)
    lines = [at(label, 400, 165), at(shown, 420, 208)]
    lines += [at(name, 420, 246 + 26 * place) for place, name in enumerate(entries)]
    if not entries:
        draw.rectangle((400, 300, 640, 345), fill=(34, 51, 200))
        lines.append(at("Cancel contract now", 430, 314))
        for x in range(432, 600, 5):
            draw.rectangle((x, 316, x + 2, 329), fill="white")
    return compose(np.asarray(picture, dtype=np.uint8), lines)


@pytest.mark.parametrize("label", LISTS)
def test_of_the_contracts_the_one_that_is_meant_is_taken(label: str) -> None:
    """The last entry was taken, whatever it was called."""
    told = ACCOUNT | {"history": [step("click", NAMES[0], page="survey", y=258)]}
    screen = contract_list(label, NAMES[0], NAMES)
    assert choose(replace(case(**told), screen=screen)).target == NAMES[1]


@pytest.mark.parametrize("shown", ["Arbor Mobile (44)", "Arbor TV second set (42)", "Flat (44)"])
@pytest.mark.parametrize("label", LISTS[:2])
def test_another_contract_that_is_shown_is_not_ended(label: str, shown: str) -> None:
    move = choose(replace(case(**ACCOUNT), screen=contract_list(label, shown, [])))
    assert (move.target, move.commit) == (shown, False)
    ours = choose(replace(case(**ACCOUNT), screen=contract_list(label, "Arbor TV (43)", [])))
    assert ours.target == "Cancel contract now"


def test_words_in_brackets_name_another_contract() -> None:
    names = ["Arbor TV - 4100-9033", "Arbor TV (second set) - 4100-9034"]
    told = ACCOUNT | {"history": [step("click", "Arbor Internet", page="survey", y=258)]}
    screen = contract_list("Contract *", "Arbor Internet", names)
    assert choose(replace(case(**told), screen=screen)).target == names[0]


@pytest.mark.parametrize(
    "words", ["Cancel all channels", "Alle Abos k\u00fcndigen", "Cancel Arbor and Vega Crime"]
)
def test_all_of_them_are_no_part(words: str) -> None:
    row = [line("Vega Crime", 200, 300), line(words, 500, 300)]
    assert not is_part("Vega Crime on Arbor", words, row, 309)
    assert is_part("Vega Crime on Arbor", "Cancel channel", row, 309)


def test_cards_are_no_menus() -> None:
    """A press in another's card was judged where our own "Details" had been pressed."""
    cards = [line("Ondalia Audio", 100, 200), line("$4 a month", 100, 224)]
    cards += [line("Podcast Box", 500, 200), line("$4 a month", 500, 224)]
    listed = learnt("Ondalia Audio", cards)
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    lines = []
    for x, name in ((100, "Ondalia Audio"), (500, "Podcast Box")):
        draw.rectangle((x - 20, 180, x + 280, 340), outline=(120, 120, 120), width=2)
        lines += [at(name, x, 200), at("Details", x, 260), at("Cancel", x, 300)]
    for each in lines:
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=(20, 20, 20))
    entries = Widgets(picture, lines).menu(520, 309)
    assert not entries or listed.are_named(entries)
    assert listed.has(lines, 309, 520)
    assert not listed.has(lines, 309, 120)


def test_our_own_renewal_is_not_hidden_by_the_title_above_it() -> None:
    lines = [line("Your trial was cancelled. It ends on 5 December 2026.", 100, 150)]
    for title in ("Extras", "Options", "Channels"):
        rows = [*lines, line(title, 100, 220, high=26), line("Standard plan", 100, 260)]
        rows.append(line("Renews on 12 December 2026, 9.99 a month", 100, 290))
        assert state_of(without_others(rows, "Arbor", _tells_a_day)) != "cancelled"
    side = [line("Plan", 40, 150), line("Channels", 40, 200), line("Devices", 40, 260)]
    body = [line("Cancel membership", 400, 230), line("Renews on 12 December 2026", 400, 250)]
    assert without_others([*side, *body], "Arbor", _tells_a_day) == [*side, *body]


@pytest.mark.parametrize("rest", ["Deutschland GmbH", "Media GmbH. All rights reserved", "Service"])
def test_the_line_of_the_copyright_is_no_other_product(rest: str) -> None:
    at_home = House("Fernwerk TV Start")
    lines = [line("Fernwerk", 40, 30), line(f"\u00a9 2026 Fernwerk {rest}", 40, 770)]
    at_home.learn(lines)
    assert not at_home.speaks_of_another([*lines, line("Vertrag k\u00fcndigen", 200, 200)])


@pytest.mark.parametrize(
    ("service", "name"),
    [("Disney Plus", "Movistar Plus+"), ("Arena Sports", "Fox Sports"), ("Telecine", "Telefonica")],
)
def test_general_words_make_nobody_at_home(service: str, name: str) -> None:
    guest = House(service)
    guest.learn([*house(name), line("Live Sports tonight", 400, 8)])
    assert guest.brand == plain(name)


def test_an_entry_of_the_menu_is_no_house() -> None:
    unsure = House("Max")
    unsure.learn([line("Home", 40, 30), line("\u00a9 2026 Home Box Office, Inc.", 40, 770)])
    assert unsure.brand is None


TABS = [("Account", "Sign out"), ("Upgrade", "Cancel all"), ("Buy now", "Details")]


@pytest.mark.parametrize("row", [*TABS, ("Sign out", "Delete account")])
def test_what_does_something_is_no_tab(row: tuple[str, str]) -> None:
    lines = [at("My subscriptions", 112, 118, 30), at(row[0], 112, 200), at(row[1], 260, 200)]
    lines += [at("Pack Total", 130, 300, 22), at("Renews on 15 May 2027", 130, 340)]
    told: dict[str, Any] = {**ACCOUNT, "service": "Futbol Total", "others": ["pack total"]}
    told["history"] = [step("click", "Account", page="account")]
    move = choose(replace(case(**told), screen=page(lines)))
    assert move.target not in row or "tab" not in move.why


LABELS = [
    ("Downloads", "12 of 30 this month"),
    ("Watch history", "24 titles this month"),
    ("Datenvolumen", "10 GB im Monat"),
    ("Kreditkarte", "L\u00e4uft ab 05/2028"),
    ("Payment history", "Last payment 2 May, monthly"),
    ("Gift code", "Active until 5 May 2027"),
    ("Payment: Visa [digits]", "You'll be charged today: $12.99/month"),
]


@pytest.mark.parametrize(("title", "below"), LABELS)
def test_our_own_labels_are_no_subscriptions(title: str, below: str) -> None:
    lines = [line("Arbor", 100, 200), line("$12.99 a month", 100, 224)]
    lines += [line(title, 100, 300), line(below, 100, 324)]
    assert learnt("Arbor", lines).names == []


def test_one_word_in_a_sentence_is_no_page_of_theirs() -> None:
    lines = [line("Arbor", 100, 200), line("$12.99 a month", 100, 224)]
    lines += [line("Boxsets", 100, 300), line("$4.99 a month", 100, 324)]
    listed = learnt("Arbor", lines)
    assert listed.names == ["boxsets"]
    assert not listed.has([line("Are you sure? You will lose your boxsets.", 200, 200)])
    assert listed.has([line("Cancel Boxsets?", 200, 200)])


def test_a_longer_title_of_ours_ends_the_card_of_another() -> None:
    theirs = [line("Stella Kids", 100, 200), line("$4.99 a month", 100, 224)]
    ours = [line("Arbor Premium", 100, 270), line("Renews on 5 May 2027, $12.99", 100, 294)]
    ours.append(line("Cancel membership", 100, 320))
    assert without_named([*theirs, *ours], ["stella kids"], "Arbor") == ours


@pytest.mark.parametrize("words", ["Quiero la tarifa m\u00e1s baja", "Temporada baja"])
def test_what_is_lower_ends_nothing(words: str) -> None:
    assert Stance.LEAVE not in stances(plain(words))


CONTINUES = [
    "Are you sure you don't want to continue with your cancellation?",
    "\u00bfSeguro que no quieres continuar con la baja?",
]


@pytest.mark.parametrize("question", CONTINUES)
def test_not_to_go_on_with_the_end_is_to_stay(question: str) -> None:
    assert asked(case(f"# {question}", "[Yes]", "[No]", **ACCOUNT)) != "leave"


@pytest.mark.parametrize("row", ["Continue watching", "Stay signed in", "Seguir viendo"])
def test_a_setting_beside_its_switch_is_no_answer(row: str) -> None:
    assert turns_off_something_else("Turn off", [row])


NEGATED = [
    "I do not want to \u2014 cancel anything",
    "Do not \u2014 under any circumstances \u2014 cancel my plan",
]


@pytest.mark.parametrize("words", NEGATED)
def test_a_dash_parts_no_negation(words: str) -> None:
    press = Press(target=words, label=words, page="confirm", commit=True)
    assert not judge_press(press, action="cancel", commits=0).allowed


def test_a_channel_in_the_name_of_the_service_is_itself() -> None:
    listed = learnt("Canal+ S\u00e9ries", house("CANAL+"))
    assert not listed.has([line("R\u00e9silier mon abonnement CANAL+", 200, 300)], 309)


def test_a_chip_below_a_name_and_a_cover_above_it_tell_of_an_entry() -> None:
    """ "Ended" on its ground is higher than the name; "Terroirs" stands on its cover as well."""
    cards = [line("Vega Stories Kids", 200, 522, high=24), line("Ended", 199, 550, high=31)]
    cards += [line("Your membership ended on 2 October 2026", 199, 592)]
    cards += [line("Vega Stories", 662, 522, high=24), line("Ended", 661, 550, high=31)]
    cards += [line("Your membership ended on 5 November 2026", 661, 592)]
    assert learnt("Vega Stories", cards).names == ["vega stories kids"]
    covers = []
    for x, name in ((166, "Terroirs"), (501, "Voyages & Terroirs")):
        covers += [line(name, x + 12, 333), line(name, x, 384, high=22)]
        covers.append(line("Reconduction le 5 janvier 2027", x, 415))
    assert learnt("Voyages & Terroirs", covers).names == ["terroirs"]
