"""Boxes that scroll by themselves, sheets at the lower edge, rows with a price of their own."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.state import says_ends
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.rules.tests.vision_screens import case
from kernel.ocr import Reader

__all__ = ["camera", "reader"]  # fixtures

NOTES = "".join(
    f"<p><b>{number}. Note.</b> What you saved stays with us for {number} months and is then gone, "
    "whether or not you come back to us.</p>"
    for number in range(2, 9)
)
BAR = (  # as Chrome draws it; the camera draws none
    "<div style='position:absolute;right:0;top:0;width:15px;height:240px;background:#fcfcfc'>"
    "<div style='position:absolute;left:3px;top:16px;width:9px;height:90px;background:#8b8b8b;"
    "border-radius:4px'></div></div>"
)
BOX = (
    "<h1>Ending your membership</h1><p>Please read these notes to the end.</p>"
    "<div style='position:relative;height:220px;overflow:hidden;border:1px solid #bbb;"
    f"padding:10px;width:700px'>{BAR}{NOTES}<button>I have read it</button></div>"
)
INSIDE = [clicked("account", "End membership")]


@pytest.mark.browser
def test_a_box_with_terms_is_read_to_its_end(camera: Camera, reader: Reader) -> None:
    html = f"<body style='font:17px serif;margin:40px'><nav><a href=x>Talks</a></nav>{BOX}"
    html += "<p><a href=y>Return to settings</a></p>"
    move = answer(html, camera, reader, history=INSIDE)
    assert (move.action, move.target) == ("scroll", "the box that scrolls")
    assert move.x is not None
    assert move.y is not None
    assert 100 < move.x < 740
    done = {"action": "scroll", "target": "the box that scrolls", "changed": False}
    again = answer(html, camera, reader, history=[*INSIDE, clicked("offer", "") | done])
    assert again.target != "the box that scrolls"


@pytest.mark.browser
def test_without_a_bar_nothing_within_the_page_is_scrolled(camera: Camera, reader: Reader) -> None:
    html = BOX.replace(BAR, "")
    move = answer(html, camera, reader, history=INSIDE)
    assert move.target != "the box that scrolls"


SHEET = """<body style='margin:0;background:#120b1a;color:#fff;font:15px sans-serif'>
<div style='width:430px;margin:auto;height:800px;background:#1d1527;position:relative'>
<div style='height:60px;border-bottom:1px solid #352b42;padding:18px'>&#9776; glimmer &#9733;</div>
<h2>Leaving so soon?</h2><p>Your list has 23 films waiting.</p>
<div style='position:absolute;bottom:0;left:0;right:0;background:#33244a;
border-radius:24px 24px 0 0;padding:24px'><b>Next month's on us</b>
<p>Stay and your next month is free.</p>
<p style='background:#ff4fb0;color:#200;border-radius:12px;padding:14px;text-align:center'>
<b>Yes please, free month</b></p><p style='text-align:center;color:#a89bbd'>No, I don't want a free
month</p></div></div>"""


@pytest.mark.browser
def test_the_bar_at_the_top_is_no_list_of_reasons(camera: Camera, reader: Reader) -> None:
    move = answer(SHEET, camera, reader, history=[clicked("account", "Cancel plan")])
    assert (move.action, move.target) == ("click", "No, I don't want a free month")


ROW = "<div style='display:flex;gap:14px;align-items:center;padding:14px'>{}</div>"
SWITCH = (
    "<span style='width:44px;height:24px;border-radius:12px;background:#0d6efd;"
    "display:inline-block'>"
    "<span style='float:right;width:18px;height:18px;border-radius:9px;background:#fff;margin:3px'>"
    "</span></span>"
)
PASS = "<div><b>{}</b><br>On. Renews January 15, 2027 for $119.00 per year.</div>"
COINS = (
    "<span style='border:1px solid #666;border-radius:6px;padding:12px 14px'>Stop top-up</span>"
    "<div><b>Coins top-up</b><br>$5.00 of coins each month when you run low.</div>"
)


@pytest.mark.browser
def test_the_switch_bears_the_plans_name(camera: Camera, reader: Reader) -> None:
    switch = ROW.format(SWITCH + PASS.format("Season Pass auto-renewal"))
    html = f"<body style='font:16px sans-serif'><h1>My account</h1>{switch}{ROW.format(COINS)}"
    move = answer(html, camera, reader)
    assert (move.action, move.target) == ("click", "the switch: Season Pass auto-renewal")
    told = answer(html.replace("auto-renewal", "news before auto-renewal"), camera, reader)
    assert not told.target.startswith("the switch")


@pytest.mark.browser
def test_a_button_beside_another_price_is_not_the_subscriptions(
    camera: Camera, reader: Reader
) -> None:
    html = f"<body style='font:16px sans-serif'><h1>My account</h1>{PASS}{ROW.format(COINS)}"
    assert answer(html.format("Season Pass"), camera, reader).target != "Stop top-up"


def test_more_that_is_offered_before_the_payment_is_declined() -> None:
    rows = ("# Pay yearly and get 2 months free?", "[Yes, pay yearly]", "[No thanks, stay monthly]")
    past = [clicked("account", "Resume membership"), clicked("plans", "Continue")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "15.49", "history": past}
    assert choose(case(*rows, **told)).target == "No thanks, stay monthly"
    told["plan"] = "Standard annual"
    assert choose(case(*rows, **told)).target != "No thanks, stay monthly"
    last = ("# Welcome back?", "$15.49", "[Restart membership]", "[No thanks]")
    assert choose(case(*last, **told)).target != "No thanks"


@pytest.mark.parametrize(
    "said",
    [
        "talks saved to a device stop playing on the day your membership ends.",
        "your notes are deleted from the moment that your subscription expires",
    ],
)
def test_what_happens_when_it_ends_does_not_say_that_it_does(said: str) -> None:
    assert not says_ends(said)


@pytest.mark.browser
def test_the_only_dots_of_the_page_are_the_plans_menu(camera: Camera, reader: Reader) -> None:
    dots = (
        "<span style='float:right;background:#efeaff;border-radius:8px;padding:6px 12px'>"
        "&bull;&bull;&bull;</span>"
    )
    card = (
        "<div style='background:#fff;border-radius:16px;padding:24px;margin:150px 60px 0'>{}"
        "<h2>Ondelune Solo</h2><p>11,99 \u20ac par mois</p><p>Prochaine \u00e9ch\u00e9ance le "
        "22 d\u00e9cembre 2026</p></div>"
    )
    body = "<body style='background:#f3f2ff;font:16px sans-serif'>"
    told = {"history": [clicked("account", "Abonnement")]}
    html = body + card.format(dots)
    assert answer(html, camera, reader, **told).target == "the three dots"
    other = f"<div style='margin:60px'>La Lune {dots}</div>"
    assert answer(html + other, camera, reader, **told).target != "the three dots"
