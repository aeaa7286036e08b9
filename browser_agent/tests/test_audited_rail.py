"""What the rail sees and refuses by itself, whatever the rules made of the page."""

import pytest

from browser_agent.asking import above, level_with
from browser_agent.contract import ActionName
from browser_agent.policy import Press, judge_press
from browser_agent.rules.tests.test_audited_switches import SIDES, drawn
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine

MAILS, PACK = "Send me offers by e-mail", "Add the sports pack for $4.00"
MONTHLY = f"{PACK} a month"


@pytest.mark.parametrize("gap", [60, None])
@pytest.mark.parametrize(
    ("goal", "label", "page", "words", "rule"),
    [
        ("cancel", "Continue", "confirm", MAILS, "preselected"),
        ("cancel", "Continue", "cancel", MAILS, "preselected"),
        ("cancel", "Confirm cancellation", "confirm", PACK, "preselected"),
        ("resume", "Restart membership", "checkout", MONTHLY, "paid_extra"),
        ("resume", "Restart membership", "checkout", MAILS, "preselected"),
    ],
)
def test_a_ticked_box_is_sent_along_though_an_arrow_ends_its_row(
    goal: ActionName, label: str, page: str, words: str, rule: str, gap: int | None
) -> None:
    picture, lines = drawn(words, ticked=True, gap=gap)
    final = page != "cancel"
    chosen = Widgets(picture, lines).sent_with(label, goal, commits=final)
    assert chosen == (words,)
    said = tuple(line.text for line in lines)
    press = Press(label, label, page, commit=final, words=said, chosen=chosen)
    plan, most = ("Standard", 20.0) if goal == "resume" else (None, None)
    assert judge_press(press, action=goal, commits=0, plan=plan, price_max=most).rule == rule


@pytest.mark.parametrize("words", ["Manage subscription", "Magazine"])
def test_whatever_looks_like_a_ticked_box_is_one_to_the_rail(words: str) -> None:
    assert Widgets(*drawn("Manage subscription", words, ticked=True)).chosen()[-1] == words


def test_an_empty_box_before_the_name_of_a_way_is_one_to_the_rail() -> None:
    widgets = Widgets(*drawn("Manage subscription", ticked=False))
    assert widgets.is_mark(278, 208)


APART, CLOSE = 44, 26


def page_of(rows: tuple[str, ...], step: int) -> list[TextLine]:
    said = [row.strip("#~ ") for row in rows]
    return [
        TextLine(words, 300, y, 300 + 9 * len(words), y + 18, 1.0)
        for words, y in zip(said, range(60, 900, step), strict=False)
    ]


def rule_of(
    rows: tuple[str, ...], turned: str, goal: ActionName, *, plan: str | None, step: int
) -> str:
    """What speaks of a press on the switch of this row."""
    lines = page_of(rows, step)
    line = next(each for each in reversed(lines) if each.text == turned)
    press = Press(
        f"the switch: {turned}",
        turned,
        "account",
        commit=False,
        words=tuple(each.text for each in lines),
        asked=above(lines, 720, round(line.center_y)),
        service="Arbor",
    )
    return judge_press(press, action=goal, commits=0, plan=plan).rule


GOALS: tuple[ActionName, ...] = ("cancel", "resume")


@pytest.mark.parametrize("plan", ["Premium", None])
@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("step", [APART, CLOSE])
@pytest.mark.parametrize("rows", SIDES)
def test_a_renewal_without_a_name_is_anothers_where_ours_is_called_so(
    rows: tuple[str, ...], goal: ActionName, plan: str | None, step: int
) -> None:
    ours, theirs = (row.removeprefix("~") for row in rows if row.startswith("~"))
    assert rule_of(rows, theirs, goal, plan=plan, step=step) == "other"
    assert rule_of(rows, ours, goal, plan=plan, step=step) != "other"


@pytest.mark.parametrize(
    "rows",
    [("# Automatic renewal of your membership", "~Automatic renewal"),
     ("# Membership auto-renewal", "~Auto-renewal"),
     ("Auto-renewal for your plan", "It renews on December 5, 2026", "~Auto-renewal"),
     ("Gym", "~Auto-renew membership", "Arbor Premium", "$9.99 a month", "~Auto-renew"),
     ("# Do you want automatic renewal of your plan?", "~Automatic renewal"),
     ("# Your plan", "Auto-renewal of your plan.", "~Auto-renewal")],
)  # fmt: skip
@pytest.mark.parametrize("step", [APART, CLOSE])
def test_what_stands_below_a_title_of_ours_is_ours(rows: tuple[str, ...], step: int) -> None:
    assert rule_of(rows, rows[-1].strip("~"), "cancel", plan=None, step=step) == "none_against"


@pytest.mark.parametrize("goal", GOALS)
def test_the_renewal_of_another_product_of_the_house_is_anothers(goal: ActionName) -> None:
    rows = ("# Arbor Premium", "~Auto-renew Arbor Premium", "~Auto-renew Arbor Magazine")
    assert rule_of(rows, "Auto-renew Arbor Magazine", goal, plan="Premium", step=APART) == "other"


type Words = tuple[str, int, int]
NAV: tuple[Words, ...] = (("Account", 40, 120), ("Billing", 40, 160), ("Security", 40, 200))
PAYMENTS, PLAN = ("Payments", 40, 120), ("Premium", 300, 270)


def rule_at(label: str, x: int, y: int, beside: tuple[Words, ...], goal: ActionName) -> str:
    """What speaks of a press on this label among other words, each with where it begins."""
    lines = [TextLine(t, a, b, a + 8 * len(t), b + 18, 1.0) for t, a, b in (*beside, (label, x, y))]
    x, y = x + 20, y + 9
    press = Press(
        label,
        label,
        "account",
        commit=False,
        words=tuple(each.text for each in lines),
        row=level_with(lines, x, y, service="Arbor"),
        asked=above(lines, x, y),
        service="Arbor",
    )
    plan = "Premium" if goal == "resume" else None
    return judge_press(press, action=goal, commits=0, plan=plan).rule


@pytest.mark.parametrize(
    ("label", "goal", "beside"),
    [
        ("Cancel plan", "cancel", (*NAV, PLAN, ("Renews on December 5, 2026", 300, 300))),
        ("Cancel plan", "cancel", (PAYMENTS, PLAN, ("Renews December 5, 2026", 300, 300))),
        ("Manage", "cancel", (*NAV, PLAN, ("Renews December 5, 2026", 300, 300))),
        ("G\u00e9rer", "cancel", (("Renouvellement automatique", 300, 260),
                                 ("Renouvellement le 5 d\u00e9cembre 2026", 300, 300))),
        ("Resume", "resume", (("Auto-renewal", 300, 260), ("Renewal off since Nov 3", 300, 300))),
        ("Turn off", "cancel", (("Auto-renewal", 300, 260),
                                ("Renews on December 5, 2026", 300, 300))),
        ("K\u00fcndigen", "cancel", (("Verl\u00e4ngerung", 300, 260),
                                    ("Verl\u00e4ngerung am 5. Dezember 2026", 300, 300))),
        ("Cancelar", "cancel", (("Renovaci\u00f3n autom\u00e1tica", 300, 260),
                                ("Renovaci\u00f3n el 5 de diciembre", 300, 300))),
        ("Turn off", "cancel", (("Auto-renewal", 300, 260), ("Auto-renewal: on", 300, 300))),
        ("Turn off", "cancel", (("Auto-renewal", 300, 260),
                                ("Auto-renewal of your plan is on", 300, 300))),
    ],
)  # fmt: skip
def test_the_row_that_tells_when_it_renews_is_no_other_renewal(
    label: str, goal: ActionName, beside: tuple[Words, ...]
) -> None:
    assert rule_at(label, 900, 300, beside, goal) == "none_against"


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("label", ["Payment methods", "Payments & subscriptions", "Billing history",
    "Billing and plans", "Billing details", "Billing & payments", "Payment history",
    "Auto-renewal settings"])  # fmt: skip
def test_the_ways_to_what_is_paid_turn_no_renewal(label: str, goal: ActionName) -> None:
    here: tuple[Words, ...] = (*NAV, ("Payments", 400, 60), ("Auto-renewal", 400, 100))
    assert rule_at(label, 40, 240, here, goal) == "none_against"


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("row", ["Automatic renewal of the locker", "Auto-renew magazine",
    "Automatic payments for parking", "Renewal of the locker", "Verl\u00e4ngerung des Spinds",
    "Renouvellement du casier", "Renovaci\u00f3n de la taquilla",
    "Renewal of the locker on December 5, 2026", "Auto-renewal of the locker: on"])  # fmt: skip
@pytest.mark.parametrize("label", ["Turn off", "On", "Off", "Resume", "Cancel"])
def test_what_turns_the_renewal_of_another_thing_is_still_refused(
    label: str, row: str, goal: ActionName
) -> None:
    beside: tuple[Words, ...] = (("Auto-renewal", 300, 260), (row, 300, 300))
    assert rule_at(label, 900, 300, beside, goal) == "other"


def test_what_leads_to_the_renewal_of_another_thing_only_leads_on() -> None:
    beside: tuple[Words, ...] = (
        ("Auto-renewal", 300, 260),
        ("Auto-renewal of the locker", 300, 300),
    )
    assert rule_at("Manage", 900, 300, beside, "cancel") == "none_against"
