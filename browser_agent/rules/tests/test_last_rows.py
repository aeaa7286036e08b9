"""What stands in the last rows of every page, drawers, prices and dialogs over a list, as drawn."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.belonging import without_others
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.move import Move
from browser_agent.rules.screen import compose
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.test_first_sights import at
from browser_agent.rules.tests.vision_pages import Camera, page
from kernel.ocr import Reader, TextLine

pytestmark = pytest.mark.browser
__all__ = ["camera", "reader"]  # fixtures
TODAY = date(2026, 11, 21)

FOOTER = (
    "<div style='margin-top:90px;background:#f3f3f6;padding:30px 40px;display:grid;"
    "grid-template-columns:repeat(3,1fr);row-gap:9px;font-size:13px;color:#555'>"
    "<b>Account</b><b>Help</b><b>Legal</b>"
    "<a>Your account</a><a>Help Centre</a><a>Terms of use</a>"
    "<a>Payment methods</a><a>Cancel contracts here</a><a>Privacy</a>"
    "<a>Membership</a><a>Contact</a><a>Imprint</a></div>"
)
VEIL = "position:fixed;inset:0;background:rgba(0,0,0,.5)"


def own_of(service: str) -> Callable[[Sequence[TextLine]], list[TextLine]]:
    return lambda lines: without_others(lines, service, _tells_a_day)


def shown(html: str, camera: Camera, reader: Reader, **told: object) -> Move:
    return answer(page(html), camera, reader, **told)


def test_a_footer_makes_no_account_page(camera: Camera, reader: Reader) -> None:
    footer = FOOTER.replace("Cancel contracts here", "Devices")
    html = f"<h2>Trending now</h2><p>Salt Road</p><p>Night Ferry</p>{footer}"
    assert shown(html, camera, reader).page == "home"


def test_who_is_watching_stands_above_the_footer(camera: Camera, reader: Reader) -> None:
    html = (
        "<h1 style='text-align:center'>Who's watching?</h1><div style='display:flex;gap:60px;"
        "justify-content:center'><p>Robin</p><p>Kids</p></div>" + FOOTER
    )
    move = shown(html, camera, reader)
    assert (move.page, move.target) == ("profile_picker", "Robin")


def test_cancel_contracts_here_does_not_say_that_a_plan_runs(
    camera: Camera,
    reader: Reader,
) -> None:
    footer = FOOTER.replace("Cancel contracts here", "Abos hier k&uuml;ndigen").replace(
        "Imprint", "Datenschutz"
    )
    html = (
        "<h1>Bestell&uuml;bersicht</h1><p>Paket: Premium Monatsabo</p><p>Preis: 8,99 &euro; pro "
        "Monat</p><p>Das Abo verl&auml;ngert sich automatisch, bis du es k&uuml;ndigst.</p>"
        "<button style='background:#06c;color:#fff'>Zahlungspflichtig abonnieren</button>" + footer
    )
    told = {"goal": "resume", "plan": "Premium Monatsabo", "max_price": "8.99 EUR"}
    history = [clicked("account", "Abo wieder aktivieren"), clicked("plans", "Weiter")]
    move = shown(html, camera, reader, history=history, **told)
    assert (move.target, move.commit) == ("Zahlungspflichtig abonnieren", True)


def test_a_drawer_at_the_side_lies_in_front(camera: Camera, reader: Reader) -> None:
    html = (
        "<h1>Mes abonnements</h1><h3>Arbor TV</h3><p>Prochain pr&eacute;l&egrave;vement le 27 "
        "novembre 2026</p><button style='background:#ecc'>G&eacute;rer</button>"
        f"<div style='{VEIL}'></div><div style='position:fixed;top:0;right:0;bottom:0;width:400px;"
        "background:#fff;padding:30px'><h2>Dites-nous pourquoi</h2>"
        "<label><input type=radio checked> C'est trop cher</label><br>"
        "<label><input type=radio> Autre</label><br><br>"
        "<button style='background:#c47;color:#fff;width:300px'>Continuer</button></div>"
    )
    history = [clicked("account", "G\u00e9rer"), clicked("account", "Arr\u00eater l'abonnement")]
    assert shown(html, camera, reader, history=history).target == "Continuer"


def test_the_plan_is_chosen_and_not_the_dearer_months_price(
    camera: Camera,
    reader: Reader,
) -> None:
    cards = (
        ("B\u00e1sico", "9,99 \u20ac al mes"),
        ("Plus", "15,99 \u20ac al mes"),
        ("B\u00e1sico Anual", "94,00 \u20ac al a\u00f1o"),
    )
    drawn = "".join(
        "<div style='border:1px solid #999;border-radius:8px;padding:14px;width:260px'><h3><input "
        f"type=radio name=p {'checked' if name == 'Plus' else ''}> {name}</h3>"
        f"<p style='font-size:22px'>{price}</p></div>"
        for name, price in cards
    )
    html = f"<h1>Elige tu plan</h1><div style='display:flex;gap:14px'>{drawn}</div>"
    html += "<br><button style='background:#0aa;color:#fff'>Continuar</button>"
    told = {"goal": "resume", "plan": "B\u00e1sico", "max_price": "9.99 EUR"}
    history = [clicked("account", "Reactivar suscripci\u00f3n")]
    assert shown(html, camera, reader, history=history, **told).target == "B\u00e1sico"


def test_next_charge_none_renews_nothing(camera: Camera, reader: Reader) -> None:
    html = (
        "<h1>Account</h1><p>Your subscription has been canceled. You'll have access to Arbor TV "
        "until December 9, 2026.</p><div style='display:flex;justify-content:space-between;"
        "width:420px'><span>Next charge</span><span>{}</span></div>"
    )
    for told, state in (("None", "cancelled"), ("December 9, 2026", "unknown")):
        picture = camera.shoot(page(html.format(told)))
        screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
        assert read_state(screen, today=TODAY).state == state


def test_a_dialog_over_a_list_belongs_to_no_row_of_it(camera: Camera, reader: Reader) -> None:
    """Its words lie over the row of another channel, and were left out with it."""

    html = (
        "<h1>Memberships</h1><h3>Vidora Premium</h3><p>Next billing date: Dec 11, 2026</p>"
        "<p style='margin-top:300px'></p><h3>Stellar Kitchen channel</h3>"
        "<p>Next billing date: Dec 2, 2026</p><button>End membership</button>"
        f"<div style='{VEIL}'></div><div style='position:fixed;left:400px;top:330px;width:460px;"
        "background:#fff;padding:26px;border-radius:12px'><h2>Cancel membership?</h2><p>If you "
        "cancel, you'll still have your benefits until Dec 11, 2026.</p><button>No thanks</button> "
        "<button style='background:#06c;color:#fff'>Yes, cancel</button></div>"
    )
    picture = camera.shoot(page(html))
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture), own_of("Vidora"))
    assert screen.dialog is not None
    assert "Yes, cancel" in [each.text for each in screen.controls]
    assert not any("Stellar" in each for each in screen.behind)


@pytest.mark.parametrize("ground", [(20, 20, 20), (22, 24, 29)])
def test_a_menu_at_the_side_of_a_dark_page_is_no_drawer(ground: tuple[int, int, int]) -> None:
    """The whole page beside it, with the way out, was behind it."""
    picture = Image.new("RGB", (1280, 820), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 260, 820), fill=(255, 255, 255))
    entries = [at("Home", 30, 60), at("Films", 30, 110), at("Account", 30, 160)]
    told = [at("Your subscription renews on December 3", 320, 200), at("Cancel it", 320, 260)]
    for line, ink in [*((one, (20, 20, 20)) for one in entries), *((one, 179) for one in told)]:
        colour = ink if isinstance(ink, tuple) else (ink, ink, ink)
        for x in range(line.x0 + 1, line.x1 - 1, 5):
            draw.rectangle((x, line.y0 + 2, x + 2, line.y1 - 3), fill=colour)
    screen = compose(np.asarray(picture, dtype=np.uint8), [*entries, *told])
    assert screen.dialog is None
    assert "Cancel it" in [each.text for each in screen.controls]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("Your subscription renews every month|...", "active"),
        ("Next payment|None", "cancelled"),
        ("Your plan renews automatically|No", "unknown"),
    ],
)
def test_only_a_bare_label_comes_to_nothing(row: str, state: str) -> None:
    label, value = row.split("|")
    lines = [at(label, 100, 200), at(value, 600, 200)]
    if state != "active":
        lines.append(at("Your subscription has been cancelled.", 100, 300))
    picture = Image.new("RGB", (1280, 820), "white")
    screen = compose(np.asarray(picture, dtype=np.uint8), lines)
    assert read_state(screen, today=TODAY).state == state


def test_an_open_menu_over_a_card_makes_no_dialog_of_it(camera: Camera, reader: Reader) -> None:
    """And its entries, over the row of another service, are nobody's row."""

    card = (
        "background:#fff;border:1px solid #dde;border-radius:16px;padding:24px;margin-bottom:18px"
    )
    html = (
        "<div style='width:880px;margin:60px auto 0;position:relative'>"
        f"<div style='{card}'><h3>Ferncast Essential</h3><p>Renews on 3 December 2026</p></div>"
        f"<div style='{card}'><h3>Stellar Stories</h3><p>Renews on 10 December 2026</p></div>"
        "<div style='position:absolute;right:24px;top:100px;width:220px;background:#fff;border:1px "
        "solid #bbc;border-radius:10px;padding:10px 20px;line-height:42px'>Upgrade to Max<br>"
        "Update payment<br>Pause or cancel</div></div>"
    )
    picture = camera.shoot(page(html))
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture), own_of("Ferncast"))
    assert screen.dialog is None
    texts = [each.text for each in screen.controls]
    assert "Pause or cancel" in texts
    assert "Stellar Stories" not in texts


def test_a_button_in_a_row_that_was_left_out_is_no_picture(camera: Camera, reader: Reader) -> None:
    """The words of another subscription's row are not ours to press, nor is what they stand on."""
    row = "<tr style='height:60px'><td width=220>{}</td><td width=260>{}</td><td>{}</td></tr>"
    button = "<button style='background:#fff;border:1px solid #bbb;padding:14px 26px'>{}</button>"
    html = (
        "<h1>My subscriptions</h1><table>"
        + row.format("<b>Arbor Core</b>", "Renews 27 November 2026", button.format("Manage"))
        + row.format("Crime extra", "Renews 27 November 2026", button.format("Remove"))
        + "</table>"
    )
    picture = camera.shoot(page(html))
    lines = reader.read(picture)
    removes = next(each for each in lines if each.text == "Remove")
    screen = compose(np.asarray(picture, dtype=np.uint8), lines, own_of("Arbor"))
    assert "Remove" not in [each.text for each in screen.controls]
    near = [*screen.pictures.signs, *screen.pictures.dots]
    assert not [each for each in near if abs(each.center_y - removes.center_y) < 20]


def test_a_box_beside_two_lines_is_ticked_once(camera: Camera, reader: Reader) -> None:
    html = (
        "<h1>Confirmez</h1><div style='display:flex;align-items:center;gap:10px;width:520px'>"
        "<input type=checkbox checked><span>J'ai compris que je n'aurai plus acc&egrave;s &agrave;"
        " Arbor apr&egrave;s le 9 janvier de l'an 2027.</span></div>"
        "<button>Confirmer la r&eacute;siliation</button>"
    )
    picture = camera.shoot(page(html))
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    marked = [each for each in screen.controls if each.mark is not None]
    assert len(marked) == 1
    assert marked[0].text.startswith("J'ai compris")


def test_a_switch_may_stand_far_from_its_words(camera: Camera, reader: Reader) -> None:
    pill = (
        "<span style='width:52px;height:30px;border-radius:15px;background:#178a55;position:"
        "relative'><i style='position:absolute;right:4px;top:4px;width:22px;height:22px;"
        "border-radius:11px;background:#fff'></i></span>"
    )
    html = (
        "<h1>My pass</h1><p>Renews on 3 December 2026</p><div style='display:flex;width:1000px;"
        f"justify-content:space-between;align-items:center'><b>Auto-renew</b>{pill}</div>"
    )
    assert shown(html, camera, reader).target == "the switch: Auto-renew"


def test_a_switch_belongs_to_the_row_in_which_it_stands(camera: Camera, reader: Reader) -> None:
    """It reaches into the row above, whose words stand at the same place."""
    pill = (
        "<span style='display:inline-block;width:40px;height:20px;border-radius:10px;background:"
        "#2a9d63;position:relative'><i style='position:absolute;right:3px;top:3px;width:14px;"
        "height:14px;border-radius:7px;background:#fff'></i></span> Ein"
    )
    row = "<tr style='height:28px'><td width=260>{}</td><td>{}</td></tr>"
    html = (
        "<h2>Abonnement</h2><table>"
        + row.format("N&auml;chste Abbuchung", "10.12.2026")
        + row.format("Automatische Verl&auml;ngerung", pill)
        + "</table>"
    )
    move = shown(html, camera, reader)
    assert move.target == "the switch: Automatische Verl\u00e4ngerung"


def test_a_chosen_circle_beside_two_lines_is_the_upper_ones(camera: Camera, reader: Reader) -> None:
    option = (
        "<label style='display:flex;align-items:center;gap:14px;border:1px solid #ccc;width:620px;"
        "padding:14px;margin:8px 0'><input type=radio name=a {}><span><b>{}</b><br>"
        "<small>{}</small></span></label>"
    )
    html = (
        "<h1>We have other options</h1><p>Choose what you would like to do.</p>"
        + option.format("", "Pause your subscription", "Take a break for up to 12 weeks")
        + option.format("checked", "Cancel subscription", "You can watch until December 19, 2026")
        + "<button style='background:#178a55;color:#fff'>Continue</button> <a href=#>Go back</a>"
    )
    history = [clicked("account", "Cancel"), clicked("offer", "Cancel subscription")]
    assert shown(html, camera, reader, history=history).target == "Continue"
