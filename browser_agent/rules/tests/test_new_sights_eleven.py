"""Menus at the side, drawers over dark pages, chips for reasons, links that end a line, ways back
in."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.labels import label_at
from browser_agent.policy import Decision, Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.own_rows import own_link
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.screen import Control, compose
from browser_agent.rules.tests.test_first_sights import at
from browser_agent.rules.tests.vision_screens import PLAIN, case, step

FADED = Ink((140, 70, 60), (110, 60, 55), underlined=False)
IN = [step("type", text_ref="password", page="sign_in")]


# --- the menu at the side of the account's pages ------------------------------------------------


def beside(*entries: str, title: str, goal: str = "cancel") -> Case:
    """A page with a menu at its left, whose first letters stand at one edge."""
    page = case(f"# {title}", "[email]", goal=goal, history=IN)
    menu = [
        Control(text, Box(130, 106 + 45 * row, 130 + 9 * len(text), 124 + 45 * row), PLAIN)
        for row, text in enumerate(entries)
    ]
    return Case(page.question, replace(page.screen, controls=(*menu, *moved(page.screen.controls))))


def moved(controls: tuple[Control, ...]) -> list[Control]:
    return [
        replace(x, box=Box(x.box.x0 + 100, x.box.y0 + 80, x.box.x1 + 100, x.box.y1 + 80))
        for x in controls
    ]


@pytest.mark.parametrize("goal", ["cancel", "resume"])
@pytest.mark.parametrize("entry", ["Premium membership", "Arbor-Abo", "Formule Duo", "Fan plan"])
def test_the_entry_that_speaks_of_a_plan_is_opened(entry: str, goal: str) -> None:
    move = choose(beside("Profile", entry, "Notifications", title="Profile", goal=goal))
    assert (move.action, move.target, move.commit) == ("click", entry, False)


@pytest.mark.parametrize(
    "entry",
    ["Gift a membership", "Upgrade membership", "Pause membership", "Add a plan", "Plan offers",
     "About your plan"],
)  # fmt: skip
def test_none_that_does_more_than_lead(entry: str) -> None:
    move = choose(beside("Profile", entry, "Notifications", title="Profile"))
    assert move.target != entry


def test_of_several_plans_none_is_meant() -> None:
    plans = ("Basic plan", "Family plan", "Duo plan")
    move = choose(beside(*plans, title="Basic plan"))
    assert move.target not in plans


def test_nor_the_plan_of_another_service() -> None:
    page = beside("Profile", "Arbor Music membership", "Notifications", title="Profile")
    told = replace(page.question, service="Arbor TV", others=("arbor music",))
    assert choose(Case(told, page.screen)).target != "Arbor Music membership"


# --- a dark drawer over a dark page -------------------------------------------------------------


def drawn(page_ink: int, *, ground: int = 9) -> Image.Image:
    picture = Image.new("RGB", (1280, 820), (ground, ground, ground + 3))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((840, 0, 1280, 820), fill=(45, 36, 64))
    for line in BEHIND:
        _write(draw, line.box, (page_ink, page_ink, page_ink))
    for line in WITHIN:
        _write(draw, line.box, (245, 240, 250))
    return picture


BEHIND = [
    at("Premium membership", 400, 150),
    at("Renews on December 14", 400, 220),
    at("Cancel Premium", 400, 300),
]
WITHIN = [at("Skip a month instead?", 870, 60), at("I still want to cancel", 870, 300)]


def _write(draw: ImageDraw.ImageDraw, box: tuple[int, ...], ink: tuple[int, int, int]) -> None:
    x0, y0, x1, y1 = box
    for x in range(x0 + 1, x1 - 1, 5):
        draw.rectangle((x, y0 + 2, x + 2, y1 - 3), fill=ink)


def test_a_dark_drawer_lies_over_a_page_under_a_veil() -> None:
    screen = compose(np.asarray(drawn(100), dtype=np.uint8), [*BEHIND, *WITHIN])
    assert screen.dialog is not None
    assert "Cancel Premium" in screen.behind
    assert [each.text for each in screen.controls] == [each.text for each in WITHIN]


@pytest.mark.parametrize("ink", [160, 240])
def test_beside_words_as_bright_it_is_a_part_of_the_page(ink: int) -> None:
    screen = compose(np.asarray(drawn(ink), dtype=np.uint8), [*BEHIND, *WITHIN])
    assert screen.dialog is None


# --- reasons on buttons -------------------------------------------------------------------------


def chips(*, waits: bool, inside: bool = True) -> Case:
    target = "I still want to cancel" if inside else "Settings"
    led = step("click", target, page="offer" if inside else "home")
    page = case(
        "What's up, Theo?",
        "Pick one.",
        "[Too pricey]",
        "[Finished my show]",
        "[Prefer not to say]",
        "[Continue]",
        history=[*IN, led],
    )
    *others, button = page.screen.controls
    faded = replace(button, ink=FADED) if waits else button
    return Case(page.question, replace(page.screen, controls=(*others, faded)))


def test_chips_above_a_button_that_waits_are_reasons() -> None:
    move = choose(chips(waits=True))
    assert (move.page, move.target, move.commit) == ("survey", "Prefer not to say", False)


def test_only_on_the_way_out_and_where_the_button_waits() -> None:
    assert choose(chips(waits=False)).target != "Prefer not to say"
    assert choose(chips(waits=True, inside=False)).page != "survey"


# --- two buttons that sign in -------------------------------------------------------------------


def test_the_button_under_the_fields_sends_them() -> None:
    typed = [step("type", text_ref=name, page="sign_in") for name in ("email", "password")]
    page = case("[Log in]", "# Log in", "|Email=", "|Password=", "[Log in]", history=typed)
    assert choose(page).y == page.screen.controls[-1].point[1]


# --- a link at the end of the sentence that tells the day ---------------------------------------

NOTICES = [
    ("resume", "Your membership ends on 14 December 2026.", "Review"),
    ("resume", "Ihr Abo endet am 14. Dezember 2026.", "Ansehen"),
    ("resume", "Votre abonnement se termine le 14 d\u00e9cembre 2026.", "G\u00e9rer"),
    ("resume", "Tu suscripci\u00f3n termina el 14 de diciembre de 2026.", "Revisar"),
    ("cancel", "Your membership renews on 14 December 2026.", "Details"),
]


def noticed(goal: str, told: str, link: str, *, pressed: bool = False) -> Case:
    """A notice above a page, its words coloured as well, and a link within its line."""
    history = [*IN, step("click", link)] if pressed else IN
    page = case(f"<{told} {link}", "Two Rivers", goal=goal, history=history)
    line, *rest = page.screen.controls
    cut = line.box.x0 + 9 * (len(told) + 1)
    start, end = replace(line.box, x1=cut - 9), replace(line.box, x0=cut)
    parts = (
        Control(told, start, line.ink, inline=True),
        Control(link, end, line.ink, inline=True),
    )
    return Case(page.question, replace(page.screen, controls=(line, *parts, *rest)))


@pytest.mark.parametrize(("goal", "told", "link"), NOTICES)
def test_the_link_and_not_the_sentence_is_pressed(goal: str, told: str, link: str) -> None:
    assert choose(noticed(goal, told, link)).target == link
    assert told not in choose(noticed(goal, told, link, pressed=True)).target


@pytest.mark.parametrize(("goal", "told", "link"), NOTICES)
def test_for_the_rail_it_is_a_label_of_its_own(goal: str, told: str, link: str) -> None:
    line = at(f"{told} {link}", 40, 82)
    assert label_at([line], line.x1 - 5 * len(link), 90) == link
    assert label_at([line], 200, 90) == line.text
    judged = judge_press(press(link), action="resume" if goal == "resume" else "cancel", commits=0)
    assert judged.allowed


def test_the_sentence_itself_stays_denied() -> None:
    line = at("Your membership ends on 14 December 2026. Review", 40, 82)
    judged = judge_press(press(label_at([line], 200, 90)), action="resume", commits=0)
    assert judged.rule == "end"


@pytest.mark.parametrize("last", ["Cancel", "Undo", "Renew", "Change", "Then"])
def test_any_other_last_word_belongs_to_its_sentence(last: str) -> None:
    line = at(f"Your membership ends on 14 December 2026. {last}", 40, 82)
    assert label_at([line], line.x1 - 20, 90) == line.text


def test_nor_what_follows_a_sentence_that_keeps() -> None:
    line = at("Keep my membership until 14 December 2026. View", 40, 82)
    assert label_at([line], line.x1 - 15, 90) == line.text


def press(words: str) -> Press:
    return Press(target=words, label=words, page="account", commit=False)


# --- the link at the end of a card --------------------------------------------------------------


def card(*rows: str, gap: int = 36, **told: object) -> Case:
    page = case(*rows, history=[*IN, step("scroll", changed=False)], **told)
    lines = [
        replace(each, box=replace(each.box, y0=200 + gap * row, y1=218 + gap * row))
        for row, each in enumerate(page.screen.controls)
    ]
    return Case(page.question, replace(page.screen, controls=tuple(lines)))


@pytest.mark.parametrize("goal", ["cancel", "resume"])
@pytest.mark.parametrize("told", ["Standard", "Until 14 December 2026"])
def test_the_last_line_of_a_card_opens_it(told: str, goal: str) -> None:
    assert choose(card("Plan & billing", told, "<Open>", goal=goal)).target == "Open"


def test_what_stands_further_down_is_another_cards() -> None:
    page = card("Plan & billing", "Standard", "<Open>", gap=70)
    assert choose(page).target == "Plan & billing"
    page = card("Plan & billing", "Standard", "<Change plan>")
    assert choose(page).target != "Open"


def test_the_name_in_the_sites_menu_heads_no_row() -> None:
    """With it, what stood beside it was taken for a link of the row below."""
    page = case(
        "<Arbor",
        "Your membership ends on 14 December 2026.",
        "Access ends on 14 December 2026",
        service="Arbor",
        goal="resume",
        history=IN,
    )
    logo, *rest = page.screen.controls
    logo = replace(logo, listed=True, box=replace(logo.box, y0=20, y1=49))
    settings = replace(logo, text="Apparel", box=replace(logo.box, x0=1000, x1=1070))
    notice = replace(rest[0], box=replace(rest[0].box, y0=82, y1=103))
    controls = (logo, settings, notice, rest[1])
    said = [replace(x, box=y.box) for x, y in zip(page.screen.sentences[1:], rest, strict=True)]
    said[0] = replace(said[0], box=notice.box)
    screen = replace(page.screen, controls=controls, sentences=tuple(said))
    assert own_link(Case(page.question, screen)) is None


# --- the way back in, as the customer says it ---------------------------------------------------

ENDS_ES = "Tu plan est\u00e1 cancelado. Puedes ver hasta el 14 de diciembre de 2026."
BACK_AGAIN = [
    (ENDS_ES, "Quiero volver"),
    (
        "Tu plan est\u00e1 cancelado. Puedes ver hasta el 14 de diciembre de 2026.",
        "Quiero regresar",
    ),
    ("Cancelled. You can watch until 14 December 2026.", "Come back"),
    ("Cancelled. You can watch until 14 December 2026.", "I want to come back"),
    ("Gek\u00fcndigt. Ihr Abo endet am 14. Dezember 2026.", "Ich will zur\u00fcck"),
    ("Gek\u00fcndigt. Ihr Abo endet am 14. Dezember 2026.", "Zur\u00fcckkommen"),
    ("R\u00e9sili\u00e9. Votre abonnement se termine le 14 d\u00e9cembre 2026.", "Je reviens"),
    ("R\u00e9sili\u00e9. Votre abonnement se termine le 14 d\u00e9cembre 2026.", "Je veux revenir"),
]


@pytest.mark.parametrize(("told", "back"), BACK_AGAIN)
def test_whoever_wants_to_come_back_starts_again(told: str, back: str) -> None:
    move = choose(case("# Account", told, f"[{back}]", goal="resume", history=IN))
    assert (move.target, move.commit, move.why) == (
        back,
        False,
        "This starts the subscription again.",
    )


@pytest.mark.parametrize(("told", "back"), BACK_AGAIN)
def test_whoever_leaves_does_not_come_back(told: str, back: str) -> None:
    assert choose(case("# Account", told, f"[{back}]", history=IN)).target != back
    assert judge_press(press(back), action="cancel", commits=0).rule == "keep"


@pytest.mark.parametrize(("told", "back"), BACK_AGAIN)
def test_where_money_is_near_it_is_held_to_the_approved_price(told: str, back: str) -> None:
    paid = replace(press(back), page="checkout", prices=(79.0,), words=(told,))
    judged = judge_press(paid, action="resume", commits=0, price_max=8.99)
    assert (judged.verdict, judged.rule) == ("ask", "price_above_limit")
    assert judge_press(press(back), action="resume", commits=0, price_max=8.99).allowed


@pytest.mark.parametrize("back", ["Revenir", "Volver", "Regresar"])
def test_a_bare_back_under_an_end_is_pressed_once(back: str) -> None:
    rows = ("# Account", "Your plan ends on 14 December 2026.", f"[{back}]")
    assert choose(case(*rows, goal="resume", history=IN)).target == back
    again = [*IN, step("click", back)]
    assert choose(case(*rows, goal="resume", history=again)).target != back
    assert choose(case(*rows, history=IN)).target != back


# --- one plan, by the year and by the month -----------------------------------------------------

CARDS = (
    "# \u00a1Qu\u00e9 alegr\u00eda!",
    "Plan Familiar anual",
    "79,00 \u20ac al a\u00f1o. Cobro hoy.",
    "[Reactivar con el plan anual]",
    "Plan Familiar mensual",
    "8,99 \u20ac al mes. Pr\u00f3ximo cobro: 14 de diciembre de 2026.",
    "<Prefiero seguir pagando cada mes>",
)


def offered(*rows: str, plan: str = "Familiar", max_price: str = "8.99") -> Case:
    history = [*IN, step("click", "Quiero volver")]
    return case(*rows, goal="resume", plan=plan, max_price=max_price, history=history)


def test_what_stands_in_the_card_of_the_approved_period_is_pressed() -> None:
    move = choose(offered(*CARDS))
    assert (move.page, move.target, move.commit) == ("plans", CARDS[-1][1:-1], False)
    move = choose(offered(*CARDS, plan="Familiar anual", max_price="79.00"))
    assert move.target == "Reactivar con el plan anual"


def test_none_that_costs_more_or_is_not_the_only_one() -> None:
    assert choose(offered(*CARDS, max_price="7.99")).target != CARDS[-1][1:-1]
    assert choose(offered(*CARDS, "<Condiciones>")).target != CARDS[-1][1:-1]
    assert choose(offered(*CARDS, plan="Duo")).target != CARDS[-1][1:-1]


def test_the_rail_denies_the_year_beside_it() -> None:
    assert judged_on_plans("Reactivar con el plan anual").rule == "other_plan"
    assert judged_on_plans(CARDS[-1][1:-1]).allowed


def judged_on_plans(words: str) -> Decision:
    page = replace(press(words), page="plans", words=CARDS)
    return judge_press(page, action="resume", commits=0, plan="Familiar", price_max=8.99)
