"""What is drawn, and was read wrongly on sites seen for the first time: buttons as wide as a form,
sheets from the lower edge, circles read as letters, numbers that look like boxes."""

from typing import Any

import numpy as np
import pytest

from browser_agent.asking import above, is_final
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.underlined import apart
from browser_agent.widgets import Widgets
from kernel.ocr import Reader

__all__ = ["camera", "reader"]  # fixtures

pytestmark = pytest.mark.browser
HEAD = (
    "<body style='margin:0;font:16px sans-serif;background:{}'><nav style='display:flex;gap:24px;"
    "padding:16px 40px;background:{}'><b>Arbor TV</b><a>Series</a><a>Films</a><span style="
    "'margin-left:auto;background:#d32;color:#fff;border-radius:50%;padding:9px 14px'>D</span>"
    "</nav>"
)
CARD = (
    "<label style='flex:1;border:1px solid #889;border-radius:10px;padding:20px'><input type=radio "
    "name=p {}><b>{}</b><p>{} EUR<br>per month</p></label>"
)
RESUMES: dict[str, Any] = {
    "goal": "resume",
    "plan": "Standard",
    "max_price": "12.99 EUR",
    "history": [clicked("account", "Restart membership"), clicked("plans", "Standard")],
}
LEAVES: dict[str, Any] = {"history": [clicked("account", "Cancel subscription")]}


@pytest.mark.parametrize("colours", [("#111;color:#eee", "#111"), ("#fff", "#eee")])
def test_the_button_of_a_form_may_be_as_wide_as_the_form(
    colours: tuple[str, str], camera: Camera, reader: Reader
) -> None:
    """Else the ring with a letter in the top row was the only button, and was pressed."""
    cards = CARD.format("", "Basic", "5.99") + CARD.format("checked", "Standard", "12.99")
    cards += CARD.format("", "Premium", "18.99")
    html = HEAD.format(*colours) + (
        "<main style='width:900px;margin:40px auto'><h1>Choose your plan</h1><form style="
        f"'display:flex;gap:16px'>{cards}</form><button style='width:100%;padding:14px;border:0;"
        "background:#d81f3c;color:#fff;margin-top:28px;font-weight:bold'>Next</button></main>"
    )
    move = answer(html, camera, reader, **RESUMES)
    assert move.target == "Next"


def test_a_bar_across_the_window_is_no_button(camera: Camera, reader: Reader) -> None:
    html = HEAD.format("#fff", "#eee") + (
        "<main style='height:520px;padding:40px'><h1>Films</h1></main><footer style='position:"
        "fixed;bottom:0;left:0;right:0;background:#123;color:#fff;text-align:center;padding:16px'>"
        "Continue</footer>"
    )
    picture = camera.shoot(html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    assert [each.face for each in screen.controls if each.text == "Continue"] == [None]


def test_a_sheet_as_wide_as_the_window_is_a_dialog(camera: Camera, reader: Reader) -> None:
    """The page under it offers the way out once more; the question was never answered."""
    reasons = "".join(
        f"<p><label><input type=radio name=r> {each}</label></p>"
        for each in ("It costs too much", "I do not watch enough", "Another reason")
    )
    html = HEAD.format("#f3effd", "#f3effd") + (
        "<main style='width:580px;margin:40px auto'><h1>Your subscription</h1><div style='"
        "background:#fff;padding:24px'><h3>Tide</h3><p>Next payment on 11 December 2026.</p>"
        "<button>Compare plans</button> <button>Cancel subscription</button></div></main>"
        "<div style='position:fixed;inset:0;background:rgba(0,0,0,.5)'></div><div style='position:"
        "fixed;left:0;right:0;bottom:0;background:#fff;border-radius:18px 18px 0 0;padding:24px "
        f"340px'><h2>Why are you leaving us?</h2>{reasons}<button style='width:100%;padding:"
        "14px'>Next</button></div>"
    )
    move = answer(html, camera, reader, **LEAVES)
    assert (move.page, move.target) == ("survey", "I do not watch enough")


def test_the_chosen_circle_between_two_lines_may_be_read_as_a_letter(
    camera: Camera, reader: Reader
) -> None:
    rows = "".join(
        f"<label style='display:flex;align-items:center;gap:14px;border:1px solid #345;padding:"
        f"14px;margin:12px 0'><input type=radio name=p style='width:18px;height:18px;accent-color:"
        f"#3cc' "
        f"{'checked' if name == 'Standard yearly' else ''}><span style='flex:1'><b>{name}</b><br>"
        f"<small>{about}</small></span><b>{price}</b></label>"
        for name, about, price in (
            ("Standard monthly", "Full HD", "8.99 EUR a month"),
            ("Standard yearly", "Full HD", "79.90 EUR a year"),
            ("Premium monthly", "4K", "13.99 EUR a month"),
            ("Premium yearly", "4K", "119.90 EUR a year"),
        )
    )
    html = HEAD.format("#0a1626;color:#eee", "#0a1626") + (
        f"<main style='width:520px;margin:20px auto'><h2>Choose your plan</h2>{rows}<button style="
        "'width:100%;padding:14px;background:#1cc;border:0'>Restart subscription</button></main>"
    )
    told = RESUMES | {"plan": "Standard yearly", "max_price": "89.90 EUR"}
    told["history"] = [clicked("account", "Restart"), clicked("plans", "Standard yearly")]
    assert answer(html, camera, reader, **told).target == "Restart subscription"


@pytest.mark.parametrize("title", ["2 months at 4.99", "How about 2.99 a month for 6 months?"])
def test_no_letter_or_number_of_a_title_is_a_box(
    title: str, camera: Camera, reader: Reader
) -> None:
    """As a box that was ticked for us it was pressed, or the rail refused to go on."""
    html = HEAD.format("#fff", "#eee") + (
        "<main style='width:420px;margin:30px auto;border:1px solid #ccc;padding:24px'>"
        f"<h2 style='font-size:22px'>{title}</h2><p>The same plan at half the price.</p><button>"
        "Claim offer</button> <button>No thanks, continue to cancel</button></main>"
    )
    move = answer(html, camera, reader, **LEAVES)
    assert move.target == "No thanks, continue to cancel"


def test_short_links_between_bars_are_links(camera: Camera, reader: Reader) -> None:
    """ "Log in | Join", in white on green, was no control at all: nobody could sign in."""
    html = (
        "<body style='margin:0;font:15px serif'><div style='background:#254d38;text-align:right;"
        "padding:12px 40px;color:#fff'><a href=x style='color:#fff'>Log in</a> | <a href=y style="
        "'color:#fff'>Join</a></div><h1>Arbor TV</h1><p>Patient films.</p>"
    )
    move = answer(html, camera, reader, phase="sign_in")
    assert (move.page, move.target) == ("sign_in", "Log in")


def test_the_switch_of_a_tall_row_is_its_own(camera: Camera, reader: Reader) -> None:
    switch = (
        "<span style='width:58px;height:32px;border-radius:16px;background:{};position:relative;"
        "display:inline-block'><i style='position:absolute;{}:4px;top:4px;width:24px;height:24px;"
        "border-radius:12px;background:#fff'></i></span>"
    )
    row = (
        "<div style='display:flex;justify-content:space-between;align-items:center;background:#fff;"
        "padding:20px 28px;border-radius:14px;margin:14px 0;line-height:40px'><div>{}<br>{}</div>"
        "{}</div>"
    )
    html = HEAD.format("#e8eef2", "#dde") + "<main style='width:700px;margin:20px'><h1>Plan</h1>"
    html += row.format("Arbor Monthly", "Next payment: 27 November 2026", "")
    html += row.format("Auto-renewal", "On", switch.format("#0e8577", "right"))
    move = answer(html, camera, reader, history=[clicked("home", "Account")])
    assert move.target == "the switch: Auto-renewal"


def test_the_last_picture_of_a_rail_is_the_customers(camera: Camera, reader: Reader) -> None:
    icon = (
        "<div style='width:18px;height:18px;border:3px solid #222;border-radius:{};margin:"
        "34px 26px'></div>"
    )
    html = (
        "<body style='margin:0;font:16px sans-serif;display:flex'><nav style='width:74px;"
        f"background:#f4f2f8;height:800px'>{icon.format('0')}{icon.format('50%')}{icon.format('4px')}"
        f"{icon.format('9px 9px 0 0')}</nav><main style='padding:40px'><h1>Evening</h1>"
        "<p>Sunday mix</p><p>New tracks</p></main>"
    )
    move = answer(html, camera, reader, history=[clicked("sign_in", "Sign in")])
    assert move.target == "the menu in the corner"
    assert (move.x or 999) < 80
    assert (move.y or 0) > 200


@pytest.mark.parametrize("gap", [14, 22])
def test_links_side_by_side_are_lines_of_their_own(
    gap: int, camera: Camera, reader: Reader
) -> None:
    """For the rails, too: "Tarif ändern" stood on the label of the way out, and it was refused."""
    html = HEAD.format("#1b2322;color:#fff", "#1b2322") + (
        "<main style='padding:60px 160px;color:#fff'><a href=x style='color:#fff'>Tarif wechseln"
        f"</a><a href=y style='color:#fff;margin-left:{gap}px'>Vertrag k&uuml;ndigen</a>"
        "<p><a href=z style='color:#fff'>Gegen jeden guten Tag</a></p></main>"
    )
    picture = camera.shoot(html)
    lines = [each.text for each in apart(picture, reader.read(picture))]
    assert {"Tarif wechseln", "Vertrag kündigen"} <= set(lines)
    assert "Gegen jeden guten Tag" in lines


@pytest.mark.parametrize("ground", ["#111;color:#eee", "#fff", "#0b2a5b;color:#fff"])
@pytest.mark.parametrize("kind", ["checkbox", "radio"])
def test_a_box_right_before_its_words_is_seen(
    ground: str, kind: str, camera: Camera, reader: Reader
) -> None:
    """As browsers draw it, with nothing between both: "Add Sports Pass", ticked by the site."""
    rows = (("checked", "Add Sports Pass"), ("", "Branch of plans"), ("checked", "Did you know?"))
    html = HEAD.format(ground, ground.split(";", maxsplit=1)[0]) + "<main style='padding:60px'>"
    for ticked, label in rows:
        html += f"<p><label><input type={kind} name={label[:1]} {ticked}>{label}</label></p>"
    html += "<h3>Branch</h3><p>Deine K&uuml;ndigung ist da</p><b>Enviado</b></main>"
    picture = camera.shoot(html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    marked = {each.text: each.is_chosen for each in screen.controls if each.mark is not None}
    assert {label for label, chosen in marked.items() if chosen} == {
        label for ticked, label in rows if ticked
    }
    assert set(marked) <= {label for _, label in rows}
    assert kind == "radio" or len(marked) == len(rows)


def test_what_shines_through_beside_a_dialog_is_none_of_its_words(
    camera: Camera, reader: Reader
) -> None:
    """ "Milo, 4 ... Delete profile ... Turn off auto-renewal?" was no question that asks for it."""
    row = "<p style='display:flex;justify-content:space-between'><span>{}</span><a>Delete</a></p>"
    html = HEAD.format("#fff8e0", "#fc3") + (
        f"<main style='padding:40px 200px'><h1>Grown-ups</h1>{row.format('Milo, 4') * 5}</main>"
        "<div style='position:fixed;inset:0;background:rgba(0,0,0,.6)'></div><div style='position:"
        "fixed;left:380px;top:200px;width:520px;background:#fff;padding:28px;border-radius:10px'>"
        "<h3>Turn off auto-renewal?</h3><p>You can keep watching until 18 February 2027. Or stay "
        "on for half price!</p><button style='width:100%;padding:12px'>Keep it, 50% off</button>"
        "<button style='width:100%;padding:12px;margin-top:12px'>Turn off</button></div>"
    )
    picture = camera.shoot(html)
    lines = reader.read(picture)
    press = next(each for each in lines if each.text == "Turn off")
    x, y = map(round, press.center)
    front = Widgets(picture, lines).front(x, y)
    assert {each.text for each in front} < {each.text for each in lines}
    assert is_final("Turn off", above(front, x, y), "cancel")
