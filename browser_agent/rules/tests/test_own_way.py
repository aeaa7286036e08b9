"""The own way out beside those of others: short names in a list, ribbons above cards, sections that
were opened already."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent.belonging import without_others
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, at, page
from browser_agent.rules.tests.vision_screens import LINK, case, step
from browser_agent.sayings import state_of
from browser_agent.sections import without_named
from browser_agent.siblings import Siblings
from browser_agent.titles import names_another, short_names
from kernel.ocr import TextLine

WAYS = {"Manage subscription", "Abo-Details"}
NEWS, FILMS = "The Harbor Courier News", "ARBOR Filme & Serien"


def papers(title: str = "Courier News \u2014 Digital") -> list[TextLine]:
    lines = [at("The Harbor Courier", 467, 21, 33), at("Account", 157, 122, 27)]
    for top, name, price in ((200, "Courier Games", "$5.00"), (360, title, "$17.00")):
        lines += [at(name, 183, top, 22), at(f"{price} every 4 weeks.", 183, top + 39)]
        lines.append(at("Manage subscription", 183, top + 70))
    return lines


def cards(first: str = "Aktiv \u00b7 verl\u00e4ngert sich am 12.12.2026") -> list[TextLine]:
    ours = "Gek\u00fcndigt zum 30.11.2026"
    lines = [at("ARBOR", 60, 22, 26), at("Deine Abos", 116, 117, 29)]
    for left, ribbon, name in ((142, first, "Live-Sport"), (674, ours, "Filme & Serien")):
        high = 29 if "p" in name else 24
        lines += [at(ribbon, left, 179, 19), at(name, left, 228, high)]
        lines += [at("29,99 \u20ac / Monat", left, 273, 20), at("Abo-Details", left + 24, 323)]
    return lines


def seen(lines: list[TextLine], **told: Any) -> Case:
    named = without_named(lines, told.get("others", []), told["service"])
    kept = without_others(named, told["service"], _tells_a_day)
    screen = page(kept)
    drawn = [replace(x, ink=LINK) if x.text in WAYS else x for x in screen.controls]
    return replace(case(**told), screen=replace(screen, controls=tuple(drawn)))


def learned(service: str, lines: list[TextLine]) -> Siblings:
    rail = Siblings(service)
    rail.learn(lines)
    return rail


def test_a_name_without_the_house_and_no_rest_of_an_enumeration() -> None:
    assert short_names("harbor courier news") == ["courier news", "news"]
    assert short_names("skala filme & serien") == ["filme & serien"]
    assert not short_names("arbor premium plus")


@pytest.mark.parametrize(
    ("service", "lines", "others"),
    [
        (NEWS, papers(), ["courier games"]),
        (NEWS, papers("News"), ["courier games"]),
        (FILMS, cards(), ["live-sport"]),
        ("Arbor Noticias", papers("Noticias"), ["courier games"]),
        (NEWS, papers("Courier Sailing"), []),  # nobody knows which is meant
    ],
)
def test_what_stands_beside_the_short_name_is_another_one(
    service: str, lines: list[TextLine], others: list[str]
) -> None:
    assert learned(service, lines).names == others


def test_of_two_ways_the_one_below_the_short_name_is_gone() -> None:
    """The first of the list led to the games, and they were ended instead of the news."""
    for others in ([], ["courier games"]):
        move = choose(seen(papers(), service=NEWS, others=others, phase="act"))
        assert (move.target, move.y and move.y > 400) == ("Manage subscription", True)
    beside = choose(seen(cards(), service=FILMS, phase="act"))
    assert (beside.target, beside.x and beside.x > 600) == ("Abo-Details", True)


def test_the_day_of_another_one_is_not_ours() -> None:
    """Of the card below the short name only."""
    lines = papers()
    lines[3] = at("Next charge December 2, 2026.", 183, 239)
    lines[6] = at("Canceled. Your access ends on December 14, 2026.", 183, 399)
    kept = without_others(lines, NEWS, _tells_a_day)
    assert state_of(kept) == "cancelled"
    assert state_of(without_others(lines, "The Harbor Courier Games", _tells_a_day)) == "active"


@pytest.mark.parametrize("words", ["Cancel Games subscription", "End my Games plan"])
def test_the_page_of_another_one_is_left_alone(words: str) -> None:
    """Neither chosen nor pressed, with the title of its page and without one."""
    rail = learned(NEWS, papers())
    told = ACCOUNT | {"service": NEWS, "others": ["courier games"]}
    for title in ("Courier Games", "Your subscription"):
        lines = [at(title, 158, 121, 28), at(words, 207, 209)]
        assert choose(seen(lines, **told)).target != words
        assert choose(case(f"# {title}", f"[{words}]", **told)).target != words
        assert rail.has(lines, 218, 240)
    press = Press(target=words, label=words, page="account", commit=False, elsewhere=True)
    assert judge_press(press, action="cancel", commits=0).rule == "other"


def test_a_page_of_another_title_tells_it_without_a_list() -> None:
    words, told = "Cancel Games subscription", ACCOUNT | {"service": NEWS}
    lines = [at("Courier Games", 158, 121, 28), at(words, 207, 209)]
    assert choose(case("# Courier Games", f"[{words}]", **told)).target != words
    assert Siblings(NEWS).has(lines, 218, 240)
    named = [*lines, at("Part of Courier News", 158, 300)]
    assert not Siblings(NEWS).has(named, 218, 240)
    # A plan's own name, of a service that has none besides that of its house.
    plan, ends = at("Courier Digital", 158, 121, 28), "Cancel Digital subscription"
    mine = ACCOUNT | {"service": "The Harbor Courier"}
    assert choose(case("# Courier Digital", f"[{ends}]", **mine)).target == ends
    assert not Siblings("The Harbor Courier").has([plan, at(ends, 207, 209)], 218, 240)


def test_the_own_page_is_not_another_one_s() -> None:
    rail = learned(NEWS, papers())
    told = ACCOUNT | {"service": NEWS, "others": ["courier games"]}
    for words in ("Cancel subscription", "Cancel News subscription", "Cancel Courier News"):
        lines = [at("Courier News \u2014 Digital", 158, 121, 28), at(words, 207, 209)]
        assert choose(seen(lines, **told)).target == words
        assert not rail.has(lines, 218, 240)
        assert not rail.has(lines)


def test_words_of_both_name_none_of_them() -> None:
    assert names_another("Cancel Games subscription", ["courier games"], NEWS)
    assert not names_another("Cancel News and Games", ["courier games"], NEWS)
    assert not names_another("Cancel Premium subscription", ["courier premium"], NEWS)


def test_a_ribbon_above_its_name_is_part_of_the_card() -> None:
    """ "Renews 12 December" above another one's name stood against our end for ever."""
    lines = cards()
    kept = learned(FILMS, lines).without(lines)
    assert state_of(kept) == "cancelled"
    assert {each.text for each in lines} - {each.text for each in kept} == {
        "Aktiv \u00b7 verl\u00e4ngert sich am 12.12.2026", "Live-Sport",
    }  # fmt: skip


def test_without_a_ribbon_above_each_nothing_is_one() -> None:
    lines = [each for each in cards() if not each.text.startswith("Gek")]
    assert len(without_named(lines, ["live-sport"], FILMS)) == len(lines) - 3
    stacked = papers()
    assert stacked[1] in without_named(stacked, ["courier games"], NEWS)


@pytest.mark.parametrize(
    ("shut", "opened"),
    [
        ("\u25b6 Actualizar, cancelar y m\u00e1s", "\u25bc Actualizar, cancelar y m\u00e1s"),
        ("Update, cancel and more +", "Update, cancel and more -"),
    ],
)
def test_what_was_opened_is_not_shut_again(shut: str, opened: str) -> None:
    """It was opened and shut in turn, and the way out within never pressed."""
    ends = "Finalizar suscripci\u00f3n" if "y m" in shut else "End subscription"
    rows = ("# Mi suscripci\u00f3n", f"<{opened}>", "[Pasar a anual y ahorrar]", f"[{ends}]")
    width = 9 * len(opened)
    x, y = round((300 + width / 2) / 1.28), round(113 / 0.82)
    pressed = step("click", shut, page="account", x=x, y=y)
    assert choose(case(*rows, **ACCOUNT, history=[pressed])).target == ends
    elsewhere = [pressed | {"y": y + 200}]
    assert choose(case(rows[0], rows[1], **ACCOUNT, history=elsewhere)).target == opened
    still = [pressed | {"changed": False}]
    assert choose(case(rows[0], rows[1], **ACCOUNT, history=still)).target == opened


def test_in_anothers_house_more_than_the_name_is_another_product() -> None:
    """ "Orchard TV Lite", cancelled on another line, was taken for the end of "Orchard TV"."""
    listed = Siblings("Orchard TV")
    rows = [at("Roam Pass Europe", 385, 371), at("$6.00 a month", 568, 371),
            at("Orchard TV Lite", 385, 439), at("$2.50 a month", 568, 439),
            at("Cancelled - ends 30 November 2026", 705, 439)]  # fmt: skip
    for number in range(4):
        page_of_it = [at("brightcell", 58, 18, 25), at(f"Page {number}", 380, 200)]
        listed.learn([*page_of_it, *(at(f"{x} {number}", 380, 300) for x in ("Bills", "Lines"))])
    listed.learn([at("brightcell", 58, 18, 25), at("Extras", 380, 114, 35), *rows])
    assert set(listed.names) == {"roam pass europe", "orchard tv lite"}
    assert state_of(listed.without(rows)) != "cancelled"


def test_a_list_of_lines_is_looked_through() -> None:
    known = ACCOUNT | {"service": "Orchard TV", "others": ["roam pass europe"]}
    given = case("# Extras", "Choose a line or contract", "Pat - 07700 900 114", **known)
    line = given.screen.controls[2]
    field = Field(Box(290, line.box.y0 - 8, 700, line.box.y1 + 8), "", line.text,
                  filled=True, drops=True)  # fmt: skip
    screen = replace(given.screen, fields=(field,))
    first = choose(Case(given.question, screen))
    assert (first.action, first.target) == ("click", line.text)
    opened = [step("click", line.text)]
    down = choose(Case(case(**known, history=opened).question, screen))
    assert (down.action, down.key) == ("key", "down")
    taken = [*opened, step("key", "down")]
    assert choose(Case(case(**known, history=taken).question, screen)).key == "tab"
    again = [*taken, step("key", "tab")]
    assert choose(Case(case(**known, history=again).question, screen)).target != line.text
