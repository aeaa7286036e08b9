"""Below the name of a part other things of its house are sold: a bare "Cancel" there ends them."""

from dataclasses import replace
from typing import Any

import pytest

from browser_agent import parts
from browser_agent.asking import above, level_with
from browser_agent.contract import ActionName
from browser_agent.part_cards import is_below_another
from browser_agent.policy import Press, judge_press
from browser_agent.progress import Progress
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import sentences_of
from browser_agent.rules.tests.vision_screens import LINK, PLAIN, case
from browser_agent.siblings import Siblings
from browser_agent.tests.plain_site import step
from browser_agent.tests.test_parts import seen, task
from kernel.ocr import TextLine

LETTERS = "Night Letters (on Tipwell)"
STARZ, HBO = "Starz channel on Prime Video", "HBO Max on Amazon"
THEIRS = [
    (LETTERS, "# Night Letters / Ended on 3 May / _ / Tipwell Plus / $9.00 a month"),
    (
        LETTERS,
        "# Night Letters / Ended on 3 May 2026 / _ / Tipwell Plus / Renews on December 5, 2026",
    ),
    # Nearer than a card is high, and without an end of ours.
    (LETTERS, "# Night Letters / $5.00 a month / Tipwell Plus / $9.00 a month"),
    (LETTERS, "# Night Letters / $5.00 a month / Your Tipwell membership"),
    (
        LETTERS,
        "# Night Letters / Cancelled. You have access until December 5. / _ / "
        "Your Plus membership / $9.00 a month",
    ),
    (LETTERS, "# Night Letters / Ends on December 5, 2026 / Your Plus membership / $9.00 a month"),
    (
        LETTERS,
        "# Night Letters / $5.00 a month / _ / Your other memberships / Night Row / $4.00 a month",
    ),
    (
        LETTERS,
        "# Night Letters / $5.00 a month / _ / More by this author / Night Row / "
        "$4.00 a month, renews December 5",
    ),
    (
        STARZ,
        "# Starz / Ended on 3 May 2026 / _ / Video Unlimited / $9.00 a month, renews December 5",
    ),
    (HBO, "# HBO Max / Ended on 3 May 2026 / _ / Prime / $14.99 a month, renews December 5"),
    (HBO, "# HBO Max / Beendet am 3. Mai 2026 / _ / Prime / 14,99 \u20ac im Monat"),
    (HBO, "# HBO Max / R\u00e9sili\u00e9 le 3 mai 2026 / _ / Prime / 14,99 \u20ac par mois"),
    (HBO, "# HBO Max / Cancelado el 3 de mayo de 2026 / _ / Prime / 14,99 \u20ac al mes"),
]
OURS = [
    (LETTERS, "# Night Letters / 4.00 a month / Next payment on 4 March 2027 / _ / "),
    (LETTERS, "# Night Letters / Podcast crew / $5.00 a month / Next payment on 4 March 2027"),
    (
        LETTERS,
        "# Night Letters / Podcast crew - $5.00 a month / Next payment / 4 March 2027 / "
        "Payment method / Visa [digits]",
    ),
    (LETTERS, "# Night Letters / $4.00 a month / Renews on 4 March 2027 / Billed by Tipwell / "),
    (LETTERS, "# Night Letters / $4.00 a month / Price / $4.00 / Member since / 3 May 2025"),
    (STARZ, "# Starz / Trial ends on December 5, 2026, then $9.00 a month / "),
    (HBO, "Prime / $14.99 a month / _ / # HBO Max / $9.99 a month, renews December 5"),
]
BUTTONS = {LETTERS: "Cancel membership", STARZ: "Cancel subscription", HBO: "End membership"}


def rows_of(told: str, service: str) -> list[str]:
    return [*(row.strip(" _/") for row in told.split(" / ")), f"[{BUTTONS[service]}]"]


def lines_of(rows: list[str]) -> list[TextLine]:
    found = []
    for at, row in enumerate(rows):
        text, top = row.strip("#<>[] "), 60 + 44 * at
        high = 30 if row.startswith("#") else 18
        if text:
            found.append(TextLine(text, 300, top, 300 + 9 * len(text), top + high, 1.0))
    return found


def rule_of(service: str, lines: list[TextLine], action: ActionName = "cancel", **more: Any) -> str:
    """What the rail says of the last line, when it is pressed."""
    siblings = Siblings(service)
    siblings.learn(lines)
    x, y = lines[-1].center
    press = Press(
        lines[-1].text,
        lines[-1].text,
        "account",
        words=tuple(each.text for each in lines),
        elsewhere=siblings.has(lines, y, x),
        row=level_with(lines, x, y, service=service),
        is_part=parts.is_part(service, lines[-1].text, lines, y),
        asked=above(lines, x, y),
        **{"commit": False, **more},
    )
    return judge_press(press, action=action, commits=0).rule


@pytest.mark.parametrize(("service", "told"), THEIRS)
def test_what_is_sold_below_the_name_of_a_part_is_not_ended(service: str, told: str) -> None:
    """A heading 260 pixels above lent its name to the membership of the house."""
    rows = rows_of(told, service)
    move = choose(case(*rows, service=service, phase="act"))
    assert (move.action, move.commit) != ("click", True)
    assert move.target != BUTTONS[service]
    for commit in (False, True):
        assert rule_of(service, lines_of(rows), commit=commit) == "other"


@pytest.mark.parametrize(("service", "told"), OURS)
def test_below_its_own_name_the_part_is_ended(service: str, told: str) -> None:
    rows = rows_of(told, service)
    move = choose(case(*rows, service=service, phase="act"))
    assert (move.action, move.target) == ("click", BUTTONS[service])
    assert rule_of(service, lines_of(rows)) == "none_against"


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("# Night Letters / Ended on 3 May 2026", "none_against"),
        ("# Night Letters / Cancelled. You have access until December 5.", "none_against"),
        ("# Night Letters / $5.00 a month / _ / Tipwell Plus / Ended on 3 May 2026", "other"),
    ],
)
def test_what_has_ended_is_restarted_below_its_own_name(told: str, rule: str) -> None:
    rows = [row.strip(" _/") for row in told.split(" / ")]
    assert rule_of(LETTERS, lines_of([*rows, "[Restart membership]"]), "resume") == rule


@pytest.mark.parametrize("price_x", [300, 420])
def test_a_price_in_the_row_or_below_it_makes_a_name_anothers(price_x: int) -> None:
    """The button stands level with the name, and the price beside it or further down."""
    top = 152 if price_x > 300 else 178
    lines = [
        TextLine("HBO Max", 300, 60, 400, 90, 1.0),
        TextLine("$9.99 a month", 300, 104, 420, 122, 1.0),
        TextLine("Prime", 300, 152, 350, 170, 1.0),
        TextLine("$14.99 a month", price_x, top, price_x + 130, top + 18, 1.0),
        TextLine("End membership", 700, 152, 830, 170, 1.0),
    ]
    assert rule_of(HBO, lines) == "other"
    controls = tuple(Control(x.text, Box(*x.box), LINK if x.x0 == 700 else PLAIN) for x in lines)
    page = replace(case("").screen, controls=controls)
    page = replace(page, sentences=sentences_of(lines, [], []))
    asked = case("", service=HBO, phase="act").question
    assert choose(Case(asked, page)).target != "End membership"


def test_a_name_in_the_bar_of_the_site_is_the_title_of_nothing() -> None:
    bar = TextLine("Night Letters", 20, 20, 140, 38, 1.0)
    lines = [bar, *(replace(x, y0=x.y0 + 60, y1=x.y1 + 60) for x in lines_of(
        ["# Membership", "Podcast crew", "$5.00 a month", "[Cancel membership]"]))]  # fmt: skip
    assert rule_of(LETTERS, lines) == "none_against"
    theirs = [replace(x, text="Tipwell Plus") if x.text == "Podcast crew" else x for x in lines]
    assert rule_of(LETTERS, theirs) == "other"


def test_of_a_whole_service_no_part_of_the_page_is_anothers() -> None:
    for service, told in THEIRS:
        lines = lines_of(rows_of(told, service))
        assert not is_below_another("Night Letters", lines, *reversed(lines[-1].center))


def test_a_card_at_the_left_ends_no_section_of_ours() -> None:
    def card(x: int, *texts: str) -> list[TextLine]:
        return [TextLine(each, x, 200 + 26 * at, x + 160, 218 + 26 * at, 1.0)
                for at, each in enumerate(texts)]  # fmt: skip

    theirs = card(300, "Tipwell Plus", "$9.00 a month", "Cancel")
    ours = card(700, "Night Letters", "$5.00 a month", "Cancel")
    lines = [*theirs, *ours]
    assert not is_below_another(LETTERS, lines, 261, 720)
    assert is_below_another(LETTERS, theirs, 261, 320)


def test_the_way_out_of_another_one_below_ours_is_not_our_own_way_out() -> None:
    """Else the pages that follow it would need no name."""
    words = ("", "Night Letters", "Ended on 3 May", "Tipwell Plus", "$9.00 a month", "Cancel it")
    page = seen(*words)
    for row, own in ((5, False), (1, True)):
        progress = Progress()
        y = round((20 * row + 7) * 1000 / page.picture.height)
        told = step("click", "account", state="active", target="Cancel membership", x=9, y=y)
        progress.learn(told, page, task(LETTERS), inside=False)
        assert progress.named_part is own
