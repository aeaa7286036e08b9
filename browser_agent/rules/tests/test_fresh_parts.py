"""Channels beside the plan, extras beside the plans, and notices: sites seen for the first time."""

from dataclasses import replace

from browser_agent.belonging import without_others
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line


def test_a_channel_with_its_price_in_the_title_is_another_ones() -> None:
    told = [
        ("Canal Terror Nocturno \u00b7 3,99 \u20ac/mes", 230, 254),
        ("Se renueva el 2 de diciembre de 2026", 230, 302),
        ("Cancelar canal", 850, 302),
        ("Pantalea \u00b7 8,99 \u20ac/mes", 230, 438),
        ("Cancelada \u00b7 acceso hasta el 16 de diciembre de 2026", 230, 486),
        ("Reactivar", 850, 486),
    ]
    lines = [line(words, x, y) for words, x, y in told]
    left = without_others(lines, "Pantalea", _tells_a_day)
    assert [each.text for each in left] == [words for words, *_ in told[3:]]
    listed = Siblings("Pantalea")
    listed.learn(lines)
    assert [listed.has(lines, y) for y in (311, 495)] == [True, False]
    ways = [("Option 2: end it now", 230, 254), ("Option: cancel my plan", 230, 302)]
    said = [line(words, x, y) for words, x, y in ways]
    assert not listed.has(said, 311)


def test_a_box_to_confirm_is_ticked_while_another_waits_to_be_cleared() -> None:
    said = "Je confirme vouloir r\u00e9silier mon abonnement"
    news = "Je souhaite recevoir la newsletter et les offres de Cin\u00e9val"
    box = Press(said, said, "confirm", commit=False, sets=True, chosen=(news,))
    assert judge_press(box, action="cancel", commits=0).allowed
    last = replace(box, sets=False, commit=True)
    assert judge_press(last, action="cancel", commits=0).rule == "preselected"


def test_an_extra_that_stands_with_the_plans_is_cleared_before_going_on() -> None:
    rows = (
        "# Choose your plan",
        "(.) Basic \u20ac7.99 per month",
        "(o) Standard \u20ac12.99 per month",
        "(.) Premium \u20ac19.99 per month",
        "(x) Add Downloads Extra for \u20ac2.00 per month",
        "[Continue]",
    )
    led = [step("click", "Restart"), step("click", "Standard \u20ac12.99 per month", page="plans")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": led}
    shown = case(*rows, **ACCOUNT | told)
    boxes = tuple(
        replace(each, mark=replace(each.mark, is_round=False))
        if each.mark is not None and each.text.startswith("Add")
        else each
        for each in shown.screen.controls
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=boxes)))
    assert move.target == "Add Downloads Extra for \u20ac2.00 per month"


def test_a_notice_that_the_renewal_is_off_is_a_claim() -> None:
    rows = ("# Subscription", "Kinesso Max", "\u00a310.99 monthly. Auto-renews on 5 January 2027")
    last = step("click", "Yes, cancel", page="confirm")
    done = LEAVING | {"history": [*LEAVING["history"], last], "committed": True}
    move = choose(case(*rows, "<Turn off auto-renew>", "Auto-renew is off", **done))
    assert (move.action, move.state) == ("done", "cancelled")
