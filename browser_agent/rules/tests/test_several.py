"""Accounts with several subscriptions: which one is meant is told by its whole name, in whatever
shape they are listed; and small signs that were overlooked."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.house import House, is_named
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.test_first_sights import ACCOUNT, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.sayings import state_of
from browser_agent.sections import without_named
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line
from kernel.ocr import TextLine


def house(name: str) -> list[TextLine]:
    return [line(name, 40, 30), line(f"\u00a9 2026 {name}", 40, 770)]


def learnt(service: str, lines: list[TextLine]) -> Siblings:
    listed = Siblings(service)
    listed.learn(lines)
    return listed


def grid() -> list[TextLine]:
    found = house("Ondalia")
    for x, name in ((156, "Ondalia Musica"), (493, "Ondalia Audio"), (830, "Podcast Box")):
        found += [line(name, x, 284, high=24), line("Plan Individual", x, 332)]
        found += [line("9.99 EUR/month", x, 356), line("Cancelled, ends on 5 May 2027", x, 394)]
        found.append(line("Resume", x + 24, 440))
    return found


def table() -> list[TextLine]:
    found = house("Stackline")
    found += [line("Product", 100, 180), line("Status", 500, 180)]
    rows = [("Stackline Studio Teams", 240), ("Stackline Studio", 300), ("SQL Desk", 360)]
    for name, y in rows:
        found += [line(name, 100, y), line("Renews on 2 May 2027", 500, y), line("Manage", 900, y)]
    return found


def test_in_a_grid_what_stands_level_with_ours_is_another_one() -> None:
    listed = learnt("Ondalia Audio", grid())
    assert listed.names == ["ondalia musica", "podcast box"]
    assert listed.has(grid(), 449, 190)
    assert not listed.has(grid(), 449, 530)
    kept = [each.text for each in without_named(grid(), listed.names, "Ondalia Audio")]
    assert kept.count("Resume") == kept.count("Plan Individual") == 1
    assert "Ondalia Audio" in kept
    assert listed.has([line("Resume Ondalia Musica", 300, 140, high=30)])


def test_in_a_table_a_longer_name_is_another_one() -> None:
    listed = learnt("Stackline Studio", table())
    assert sorted(listed.names) == ["sql desk", "stackline studio teams"]
    assert [listed.has(table(), y) for y in (249, 309, 369)] == [True, False, True]
    theirs = [*house("Stackline"), line("Stackline Studio Teams", 100, 180, high=30)]
    assert listed.has([*theirs, line("Turn off auto-renewal", 100, 300)])


def test_a_second_line_in_each_cell_is_no_name() -> None:
    lines = []
    for y, name in ((267, "Noirbox Kids"), (348, "Noirbox"), (429, "CineNoir Classics")):
        lines += [line(name, 136, y), line("Video channel", 135, y + 25, high=17)]
        lines += [line("$8.99/month", 380, y + 12), line("Renews on 9 May 2027", 569, y + 12)]
    assert learnt("Noirbox", lines).names == ["noirbox kids", "cinenoir classics"]


def test_heads_of_columns_and_plans_are_no_subscriptions() -> None:
    lines = [line("Arbor", 100, 200), line("$9.99/month", 100, 224)]
    lines += [line("Arbor Premium", 100, 280), line("$12.99/month", 100, 304)]
    lines += [line("Total", 100, 360), line("$9.99/month", 100, 384)]
    assert learnt("Arbor", lines).names == []
    titled = [line("Arbor", 100, 200), line("Renews 5 May 2027", 100, 224)]
    titled += [line("Arbor k\u00fcndigen", 100, 300), line("Endet am 5. Mai 2027", 100, 324)]
    assert learnt("Arbor", titled).names == []


def test_a_guest_is_ended_by_its_name_alone() -> None:
    """ "Arena Sports Extra" was not in sight: the membership of the house was ended and proved."""
    sold = [line("Larkstream Membership", 100, 300), line("Renews on 18 May 2027", 100, 324)]
    account = [*house("Larkstream"), line("Account", 100, 180, high=30), *sold]
    listed = learnt("Arena Sports Extra", account)
    assert listed.names == ["larkstream membership"]
    assert listed.has(account, 312)
    ask = [*house("Larkstream"), line("Do you want to cancel Larkstream Membership?", 100, 180)]
    assert listed.has(ask)
    ours = [*house("Larkstream"), line("Do you want to cancel Arena Sports Extra?", 100, 180)]
    assert not listed.has(ours)


@pytest.mark.parametrize(
    ("service", "name"),
    [("Arbor", "Arbor"), ("Arbor TV Premium", "Arbor TV"), ("Moviestar Plus", "Moviestar+"),
     ("Atlas Doc", "ATLASDOC"), ("Septieme Rang", "Septi\u00e8me Rang"), ("Max", "HBO Max")],
)  # fmt: skip
def test_at_home_nothing_need_be_named(service: str, name: str) -> None:
    at_home = House(service)
    at_home.learn(house(name))
    assert at_home.brand is None
    assert not at_home.speaks_of_another([line("Cancel your plan", 100, 300)])


def test_one_place_alone_does_not_tell_whose_house_it_is() -> None:
    unsure = House("Arena Sports")
    unsure.learn([line("Menu and more", 40, 30)])
    assert unsure.brand is None


def test_of_a_house_with_several_products_only_ours_is_ended() -> None:
    listed = learnt("Fernwerk TV Start", house("Fernwerk"))
    theirs = [*house("Fernwerk"), line("Fernwerk Internet 250", 200, 180, high=26)]
    ours = [*house("Fernwerk"), line("Fernwerk TV Start", 200, 180, high=26)]
    neither = [*house("Fernwerk"), line("End your contract", 200, 180, high=26)]
    assert [listed.has(each) for each in (theirs, ours, neither)] == [True, False, False]


def test_ours_may_leave_the_name_of_the_house_out() -> None:
    """ "Live-Sport k\u00fcndigen" was refused for "offers of Filmaro per e-mail" below it."""
    listed = learnt("Filmaro Live-Sport", house("Filmaro"))
    ours = [*house("Filmaro"), line("Live-Sport k\u00fcndigen", 200, 180, high=26)]
    ours.append(line("Ja, ich m\u00f6chte Angebote von Filmaro per E-Mail erhalten.", 200, 360))
    assert not listed.has(ours)
    mails = line("Ja, ich m\u00f6chte Angebote von Filmaro per E-Mail erhalten.", 200, 360)
    assert not listed.has([*house("Filmaro"), mails])
    assert listed.has([*house("Filmaro"), line("Filmaro Kino k\u00fcndigen", 200, 180), mails])


@pytest.mark.parametrize(
    "title", ["Ended memberships", "Beendete Abos", "Abonnements r\u00e9sili\u00e9s"]
)
def test_the_title_above_what_has_ended_is_no_state(title: str) -> None:
    """A restart was not proved: the other one stood under "Ended memberships"."""
    lines = [line("Arbor Stories", 200, 200), line("Renews on 23 December 2026", 200, 224)]
    assert state_of([*lines, line(title, 200, 300, high=26)]) == state_of(lines) == "active"
    assert state_of([line(title, 200, 300), line("Ended on 2 May 2026", 200, 330)]) == "cancelled"


def test_what_goes_with_another_one_is_no_name() -> None:
    assert not is_named("futbol total", [line("Incluye F\u00fatbol Total y Cine Total", 100, 200)])
    assert is_named("futbol total", [line("\u00bfDar de baja F\u00fatbol Total?", 100, 200)])


def test_a_dialog_that_asks_about_another_one() -> None:
    listed = learnt("Stackline Studio", table())
    for said, theirs in (
        (["Turn off renewal?", "SQL Desk ends on 2 May 2027."], True),
        (["Turn off renewal?", "Stackline Studio ends on 2 May 2027."], False),
        (["Turn off renewal?"], False),
        (["Cancel SQL Desk?", "Your Stackline Studio is not affected."], True),
        (["Cancel Stackline Studio?", "Your SQL Desk is not affected."], False),
    ):
        dialog = [line(text, 400, 300 + 40 * place) for place, text in enumerate(said)]
        assert listed.asked_of(dialog, 500) is theirs
    rows = [line("SQL Desk", 400, 300), line("Stackline Studio", 400, 360)]
    rows += [line("Cancel", 700, 300), line("Cancel", 700, 360)]
    assert [listed.asked_of(rows, 309), listed.asked_of(rows, 369)] == [True, False]


def test_a_restart_of_another_one_is_refused() -> None:
    press = Press(target="Resume", label="Resume", page="plans", commit=False, elsewhere=True)
    assert not judge_press(press, action="resume", commits=0).allowed
    assert judge_press(replace(press, elsewhere=False), action="resume", commits=0).allowed


def test_the_tabs_are_looked_through_for_ours() -> None:
    lines = [at("My subscriptions", 112, 118, 30), at("Television", 112, 200)]
    lines += [at("Sports", 260, 200), at("Music", 380, 200), at("Pack Total", 130, 300, 22)]
    lines += [at("Includes Futbol Total, renews on 15 May 2027", 130, 340), at("Cancel", 130, 400)]
    told: dict[str, Any] = {**ACCOUNT, "service": "Futbol Total", "others": ["pack total"]}
    told |= {"history": [step("click", "Television", page="account")]}
    assert choose(replace(case(**told), screen=page(lines))).target == "Sports"


def test_the_link_at_the_end_of_the_row_that_speaks_of_the_end() -> None:
    """Beside "Manage membership", which had opened it, "Deactivate" was another row's."""
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((837, 200, 1055, 240), 20, fill=(236, 236, 236))
    lines = [at("Vidora Premium", 285, 195, 24), at("Next billing date: Dec 5, 2026", 285, 228)]
    lines += [at("Manage membership", 855, 211), at("Change or cancel your membership", 285, 365)]
    lines.append(at("Deactivate", 950, 365))
    for each in lines:
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            fill = (6, 95, 180) if each.text == "Deactivate" else (20, 20, 20)
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=fill)
    words = "Change or cancel your membership"
    past = [step("click", words, page="account", changed=False, x=336, y=457) for _ in range(2)]
    told = {**ACCOUNT, "service": "Vidora Premium", "history": past}
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    assert choose(replace(case(**told), screen=screen)).target == "Deactivate"


def test_what_is_to_restart_may_be_behind_a_tab() -> None:
    lines = [at("Subscriptions", 112, 118, 30), at("Active", 112, 200), at("Ended", 260, 200)]
    lines += [at("Vega Premieres", 130, 300, 22), at("Renews on 15 May 2027, 5.99", 130, 340)]
    told: dict[str, Any] = {**ACCOUNT, "goal": "resume", "service": "Vega Classics"}
    told["history"] = [step("click", "Active", page="account")]
    assert choose(replace(case(**told), screen=page(lines))).target == "Ended"


def test_sign_in_and_security_is_a_section_of_the_account() -> None:
    lines = [at("Sign-In and Security", 112, 218, 22), at("Subscriptions", 112, 300, 22)]
    lines += [at("4 subscriptions", 112, 330), at("Manage", 112, 370)]
    signing_in = {"phase": "sign_in", "service": "Tempo+"}
    move = choose(replace(case(**signing_in), screen=page(lines)))
    assert move.target != "Sign-In and Security"


def test_of_contracts_with_numbers_the_exact_one_is_taken() -> None:
    names = ["Arbor Internet (41)", "Arbor TV second set (42)", "Arbor TV (43)"]
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((400, 195, 1100, 241), outline=(90, 90, 90), width=2)
    draw.line(((1080, 215), (1085, 220), (1090, 215)), fill=(40, 40, 40), width=2)
    lines = [at("Choose a contract", 400, 165), at(names[0], 420, 208)]
    lines += [at(name, 420, 246 + 26 * place) for place, name in enumerate(names)]
    opened = [step("click", names[0], page="survey", y=258)]
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    told = ACCOUNT | {"history": opened}
    move = choose(replace(case(**told), screen=screen))
    assert move.target == names[2]


def test_three_dots_at_the_top_right_are_the_customers_menu() -> None:
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    for y in (30, 36, 42):
        draw.ellipse((1194, y, 1198, y + 4), fill=(40, 40, 40))
    lines = [at("Verbena TV", 37, 22, 25), at("Inicio", 217, 26), at("Tendencias", 159, 116, 24)]
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    move = choose(replace(case(**ACCOUNT), screen=screen))
    assert (move.action, move.target, move.x) == ("click", "the menu in the corner", 1196)


def test_a_white_card_on_a_black_page_is_no_dialog() -> None:
    """ "Cancel membership" below it was out of sight: it was taken for what lies behind."""
    picture = Image.new("RGB", (1280, 820), (14, 13, 18))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((225, 236, 1040, 545), 10, fill="white")
    inside = [at("Standard plan", 250, 320, 26), at("Change plan", 250, 436)]
    outside = [at("LUMENO", 56, 28, 22), at("Manage membership", 225, 182, 30)]
    outside.append(at("Cancel membership", 562, 570))
    for each, ink in [(x, (30, 30, 30)) for x in inside] + [(x, (238, 238, 238)) for x in outside]:
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=ink)
    screen = compose(np.asarray(picture, dtype=np.uint8), [*inside, *outside])
    assert screen.dialog is None


def test_what_follows_a_dash_is_a_clause_of_its_own() -> None:
    words = "No, I'd rather pay full price later \u2014 continue to cancel"
    press = Press(target=words, label=words, page="offer", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed
    stays = "No, cancel later \u2014 keep my plan"
    refused = Press(target=stays, label=stays, page="offer", commit=False)
    assert not judge_press(refused, action="cancel", commits=0).allowed


def test_whoever_helps_may_be_spoken_to_in_french() -> None:
    lines = [at("Votre compte", 180, 60, 30), at("G\u00e9rer mon abonnement", 188, 360, 26)]
    lines.append(
        at("Pause, r\u00e9siliation : tout se fait avec Bulle, notre assistant.", 188, 410)
    )
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((188, 440, 360, 488), 20, fill=(230, 84, 43))
    lines.append(at("Parler \u00e0 Bulle", 216, 455))
    told = ACCOUNT | {"history": [step("scroll", changed=False, page="account")]}
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    assert choose(replace(case(**told), screen=screen)).target == "Parler \u00e0 Bulle"


def test_a_ring_as_light_as_its_bar_is_the_customers_menu() -> None:
    """Its letter was not read, the bar ran from one colour into another, and in grey the ring was
    as light as the bar."""
    pixels = np.full((820, 1280, 3), 255, dtype=np.uint8)
    for x in range(1280):
        pixels[:62, x] = (0, 30 + x // 11, 80 + x // 40)
    picture = Image.fromarray(pixels)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1176, 16, 1208, 48), fill=(150, 70, 190))
    draw.rectangle((1191, 25, 1193, 39), fill="white")
    lines = [at("Xenia", 61, 19, 22), at("Tonight", 143, 21), at("Good to see you", 233, 96, 32)]
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    move = choose(replace(case(**ACCOUNT), screen=screen))
    assert move.target == "the menu in the corner"
    assert abs((move.x or 0) - 1192) <= 3


def cells() -> list[TextLine]:
    """Names of two lines in each cell, what it costs and its state level with the middle."""
    found = []
    rows = (("Arbor Net 250", "Internet", "Active"), ("Arbor HomeTV", "Television", "Active"),
            ("Arbor Mobile S", "Mobile (Kim)", "Cancelled, ends on 5 May 2027"))  # fmt: skip
    for place, (name, kind, state) in enumerate(rows):
        y = 220 + 72 * place
        found += [line(name, 272, y), line(kind, 272, y + 21, high=15)]
        found += [line("10.00 EUR/month", 617, y + 11), line(state, 826, y + 11)]
    return found


def test_the_state_of_another_row_is_not_ours() -> None:
    """ "Cancelled" stood in the last row, and the run claimed that it was done already."""
    listed = learnt("Arbor HomeTV", cells())
    assert listed.names == ["arbor net 250", "arbor mobile s"]
    assert state_of(listed.without(cells())) == "active"
    kept = [each.text for each in without_named(cells(), listed.names, "Arbor HomeTV")]
    assert "Cancelled, ends on 5 May 2027" not in kept
    assert kept.count("Active") == 1


def cards(*rest: str) -> list[TextLine]:
    """Two by two: a name, a state, what it is, its price and its day."""
    found = []
    names = ("Le Sillage", "Sillage Jeux", "Sillage Cuisine", "Sillage Junior")
    for place, name in enumerate(names):
        x, y = 196 + 472 * (place % 2), 268 + 264 * (place // 2)
        ended = name == "Sillage Cuisine"
        found += [line(name, x, y, high=23), line("Ended" if ended else "Active", x + 7, y + 33)]
        found += [line("Crosswords and puzzles of the evening", x, y + 70, high=22)]
        found += [line("3.50 EUR / month", x, y + 96), line("Renews on 4 May 2027", x, y + 135)]
        found.append(line("Cancel", x, y + 173))
    return found


def test_in_a_grid_the_card_across_is_another_one_and_what_ours_says_is_none() -> None:
    listed = learnt("Sillage Jeux", cards())
    assert listed.names == ["le sillage", "sillage cuisine", "sillage junior"]
    assert [listed.has(cards(), y, x) for x, y in ((196, 450), (668, 450), (196, 714))] == [
        True, False, True,
    ]  # fmt: skip
    kept = [each.text for each in without_named(cards(), listed.names, "Sillage Jeux")]
    assert kept == ["Sillage Jeux", "Active", "Crosswords and puzzles of the evening",
                    "3.50 EUR / month", "Renews on 4 May 2027", "Cancel"]  # fmt: skip


def told_beside() -> list[TextLine]:
    """What each is stands beside its name."""
    found = []
    names = (
        "Stavelet \u00b7 Music streaming",
        "Stavelet DJ \u00b7 Mixing",
        "Corvid Cloud \u00b7 Storage",
    )
    for place, name in enumerate(names):
        y = 158 + 86 * place
        found += [line(name, 314, y), line("10.99 EUR a month", 314, y + 24, high=15)]
        found.append(line("Restart", 1040, y + 10))
    return found


def test_what_it_is_beside_a_name_is_no_part_of_it() -> None:
    """The other "Restart" was pressed, and paid for."""
    listed = learnt("Stavelet", told_beside())
    assert "stavelet dj" in listed.names
    assert [listed.has(told_beside(), y, 1040) for y in (177, 263)] == [False, True]
    title = line("Restart Stavelet DJ", 310, 76, high=27)
    assert listed.has([title, line("6.99 EUR a month", 310, 140), line("Restart now", 310, 190)])
    ours = line("Restart Stavelet", 310, 76, high=27)
    assert not listed.has([ours, line("10.99 EUR a month", 310, 140)])


def test_the_free_tier_is_no_other_product_of_the_house() -> None:
    listed = learnt("Arbor Music", house("Arbor"))
    plans = [*house("Arbor"), line("Arbor Free", 200, 180), line("Leave Premium", 200, 240)]
    assert not listed.has(plans)


def test_a_head_on_every_page_makes_a_guest_of_another_name() -> None:
    """The site of a telephone company, in whose account "Tunewell" was nowhere in sight: what
    another extra told was claimed for it, and a line was ended."""
    listed = Siblings("Tunewell")
    account = [line("Brightline", 40, 30), line("Number Keeper", 100, 300),
               line("Removed \u2013 ends 14 December 2026", 400, 300)]  # fmt: skip
    listed.learn([line("Brightline", 40, 30), line("Fast lines. Fair bills.", 100, 200)])
    for _ in range(2):
        listed.learn([line("Brightline", 40, 30), line("Password", 100, 200)])
    early = listed.is_guest
    listed.learn(account)
    assert [early, listed.is_guest] == [False, True]
    assert listed.has(account)
    assert not listed.has([*account, line("Tunewell", 100, 360)])


def test_a_head_that_comes_and_goes_is_no_house() -> None:
    at_home = Siblings("Harbor Sky Pro")
    for head in ("Port Ellery", "Settings page", "Port Ellery", "Plans of yours"):
        at_home.learn([line(head, 40, 30)])
    assert not at_home.is_guest
