"""Whose a row is, what a page still demands, and which words go on cancelling."""

from datetime import date

import pytest

from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.rules.act import choose
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.state import read_state, says_ends
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.text import fold
from kernel.ocr import Reader

__all__ = ["camera", "reader"]  # fixtures

STYLE = "<body style='font:16px sans-serif;margin:60px 200px'>"
ROW = (
    "<div style='display:flex;align-items:center;border:1px solid #ddd;border-radius:8px;padding:"
    "18px;margin:12px 0'><div style='flex:1'><b>{}</b><br>{}</div><span style='border:1px solid"
    " #887;border-radius:6px;padding:12px 22px'><b>{}</b></span></div>"
)
PLAN = ROW.format(
    "Brindille Extra", "Prochain pr\u00e9l\u00e8vement le 18 d\u00e9cembre 2026", "G\u00e9rer"
)
OPTION = ROW.format("Option Marmots", "Offerte avec votre box, sans frais", "D\u00e9sactiver")


@pytest.mark.browser
def test_the_bare_verb_of_another_row_is_left_alone(camera: Camera, reader: Reader) -> None:
    html = f"{STYLE}<h1>Abonnements et options</h1>{PLAN}{OPTION}"
    assert answer(html, camera, reader).target == "G\u00e9rer"
    alone = f"{STYLE}<h1>Abonnements et options</h1>{PLAN.replace('G\u00e9rer', 'D\u00e9sactiver')}"
    assert answer(alone, camera, reader).target == "D\u00e9sactiver"


@pytest.mark.browser
def test_manage_in_the_row_of_the_profiles_is_not_the_plans(camera: Camera, reader: Reader) -> None:
    html = (
        f"{STYLE}<h1>Mein Konto</h1><p>E-Mail m@x.example</p><h3>Profile</h3>"
        "<p>Mia, Ole, Kinderprofil <a href=x style='color:#b00'>Verwalten</a></p>"
        "<h3>Jugendschutz</h3><p>PIN ist aktiviert</p><div style='height:900px'></div>"
    )
    move = answer(html, camera, reader, history=[clicked("home", "Konto")])
    assert move.target != "Verwalten"


TERMS = (
    f"{STYLE}<h1>Ay\u00fadanos a mejorar</h1><p><input type=checkbox checked> Veo poco cine</p>"
    "<p><input type=checkbox> No puedo permit\u00edrmelo</p>"
    "<p><input type=checkbox> Otra raz\u00f3n</p>"
    "<div style='border:1px solid #ccc;padding:18px'><input type=checkbox> {}</div>"
    "<p><span style='border:1px solid #111;padding:12px 20px'><b>Confirmar cancelaci\u00f3n</b>"
    "</span>"
)
INSIDE = [
    clicked("account", "Cancelar la suscripci\u00f3n"),
    clicked("survey", "Veo poco cine"),
]


@pytest.mark.browser
def test_a_condition_in_a_frame_of_its_own_is_ticked(camera: Camera, reader: Reader) -> None:
    said = (
        "Entiendo que mi suscripci\u00f3n terminar\u00e1 el 20/12/2026 y que perder\u00e9 los vales"
    )
    move = answer(TERMS.format(said), camera, reader, history=INSIDE)
    assert (move.action, move.why) == ("click", "A condition to accept.")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("said", "ticks"),
    [
        ("Estoy al corriente de lo que pasa despu\u00e9s", True),
        ("Enviarme ofertas por correo", False),
    ],
)
def test_the_box_at_which_the_browser_points(
    said: str, *, ticks: bool, camera: Camera, reader: Reader
) -> None:
    told = "&#9888; Please check this box if you want to proceed."
    bubble = f"<p style='margin:8px 0 0 0'>{told}</p></div>"
    html = TERMS.format(said).replace("</div>", bubble)
    move = answer(html, camera, reader, history=INSIDE)
    assert (move.why == "A condition to accept.") is ticks


@pytest.mark.browser
def test_a_picture_in_the_menu_is_no_reason(camera: Camera, reader: Reader) -> None:
    html = (
        "<body style='font:16px sans-serif;margin:0 60px'><div style='text-align:right;height:60px;"
        "padding:20px'><b>&#9787; Account</b></div><h1>Before you cancel, please tell us why</h1>"
        + "".join(
            f"<p><input type=radio> {why}</p>" for why in ("No time", "The cost", "Technical")
        )
        + "<p><button style='padding:12px 20px'>Continue</button>"
    )
    move = answer(html, camera, reader, history=[clicked("account", "Cancel subscription")])
    assert move.target == "No time"


@pytest.mark.browser
def test_a_password_page_that_shows_who_signs_in(camera: Camera, reader: Reader) -> None:
    html = (
        f"{STYLE}<p>STEP 2 OF 2</p><h1>Enter your password</h1><p>Log in to it with<br>[email]</p>"
        "<input type=password style='width:380px;height:50px'><p><button style='width:380px;"
        "height:44px'>Log In</button></p><a href=x>Forgot password?</a>"
    )
    typed = clicked("sign_in", "email") | {"action": "type", "text_ref": "email"}
    move = answer(html, camera, reader, history=[typed], phase="sign_in")
    assert (move.action, move.text_ref) == ("type", "password")


@pytest.mark.parametrize(
    "words",
    ["No thanks, keep cancelling", "Keep cancelling", "Keep canceling my plan"],
)  # fmt: skip
def test_to_keep_cancelling_is_no_keeping(words: str) -> None:
    assert role_of(fold(words)) is Role.GO_ON
    assert forbidden_on_cancel(words) is None


def test_what_the_plan_becomes_on_a_day_tells_its_end() -> None:
    screen = case("Your plan is cancelled.", "On 9 December 2026 you'll move to Tonal Free.").screen
    told = read_state(screen, today=date(2026, 11, 21))
    assert (told.state, told.on) == ("cancelled", date(2026, 12, 9))


@pytest.mark.parametrize("words", ["No thanks, keep my plan", "Keep going", "Keep my membership"])
def test_to_keep_the_plan_is(words: str) -> None:
    assert role_of(fold(words)) is Role.STAY


@pytest.mark.browser
def test_an_entry_of_the_open_list_is_pressed(camera: Camera, reader: Reader) -> None:
    """As Chrome draws it: right under the box, over whatever stands there."""
    rows = ("Please choose", "It is dear", "Little time for it", "Another one")
    entries = "".join(f"<div style='padding:3px 8px'>{each}</div>" for each in rows)
    html = (
        f"{STYLE}<h1>May we ask why?</h1><p>Reason</p><select style='width:560px;height:34px;"
        "font-size:16px'><option>Please choose</select><div style='position:absolute;width:560px;"
        f"background:#eee;border:1px solid #888'>{entries}</div><p style='margin-top:200px'>"
        "<button disabled>Next</button></p>"
    )
    opened = clicked("survey", "Please choose") | {"y": 330}
    move = answer(html, camera, reader, history=[clicked("account", "End membership"), opened])
    assert (move.action, move.target) == ("click", "Another one")


def test_a_review_page_that_asks_for_more_is_not_pressed() -> None:
    rows = ("# Review and restart", "Quillo Premium $22.99/month", "First charge of $22.99",
            "[Restart Subscription]")  # fmt: skip
    past = [clicked("account", "Restart Subscription"), clicked("plans", "Continue")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "15.49", "history": past}
    move = choose(case(*rows, **told))
    assert (move.action, move.error_code) == ("need_human", "policy_denied")


CARD = (
    "<div style='flex:1;border:2px solid {2};border-radius:10px;padding:16px;margin:6px'>"
    "<p><input type=radio name=p {3}> {0}</p><b style='font-size:20px'>{1}</b>"
    "<p><b>{4}</b></p></div>"
)


@pytest.mark.browser
def test_the_circle_stands_above_the_name_of_its_plan(camera: Camera, reader: Reader) -> None:
    cards = (
        ("Lowest price", "Standard with Ads", "#ccc", "", "$9.99/month"),
        ("Your last plan", "Standard", "#ccc", "", "$15.49/month"),
        ("Most popular", "Premium", "#084", "checked", "$22.99/month"),
    )
    html = (
        f"{STYLE}<h1>Pick your plan</h1><div style='display:flex'>"
        + "".join(CARD.format(*each) for each in cards)
        + "</div><p><button style='padding:12px 20px'>Continue</button>"
        "<button style='padding:12px 20px'>Back</button>"
    )
    told = {"goal": "resume", "plan": "Standard", "max_price": "15.49"}
    past = [clicked("account", "Restart Subscription")]
    move = answer(html, camera, reader, history=past, **told)
    assert (move.page, move.target) == ("plans", "Your last plan")
    taken = html.replace("checked", "").replace("name=p > Your", "name=p checked> Your")
    past = [*past, clicked("plans", "Your last plan")]
    move = answer(taken, camera, reader, history=past, **told)
    assert move.target == "Continue"


@pytest.mark.parametrize(
    "words",
    ["Turn back on", "Turn it back on", "Switch back on", "Turn auto-renewal on",
     "Wieder einschalten", "Volver a activar", "Get it back"],
)  # fmt: skip
def test_nothing_is_turned_on_again_on_the_way_out(words: str) -> None:
    assert forbidden_on_cancel(words) is not None


@pytest.mark.parametrize("words", ["Turn off auto-renewal", "Turn it off", "Go back", "Back"])
def test_turning_off_is_allowed(words: str) -> None:
    assert forbidden_on_cancel(words) is None


def test_what_is_off_and_may_be_turned_on_again_has_ended() -> None:
    rows = ("Expires on March 8, 2027", "Auto-renewal is off. You won't be charged again.",
            "Auto-renewal: Off Turn back on")  # fmt: skip
    told = read_state(case(*rows).screen, today=date(2026, 11, 21))
    assert (told.state, told.on) == ("cancelled", date(2027, 3, 8))


def test_a_member_until_a_day_has_ended() -> None:
    rows = ("Your membership has been cancelled.", "You are a member until 3 February 2027.")
    assert read_state(case(*rows).screen, today=date(2026, 11, 21)).on == date(2027, 2, 3)


@pytest.mark.parametrize(
    "said", ["iban endet auf [digits]", "visa ending in [digits]", "visa terminada en [digits]"]
)
def test_the_masked_digits_of_a_card_are_no_end(said: str) -> None:
    assert not says_ends(said)


@pytest.mark.browser
def test_circles_without_an_offer_are_reasons(camera: Camera, reader: Reader) -> None:
    rows = ("Mir ist das zu teuer", "Ich nutze es selten", "Es gab Probleme")
    circles = "".join(f"<p><input type=radio> {row}</p>" for row in rows)
    html = (
        f"{STYLE}<h2>Schade! Woran liegt es?</h2>{circles.replace('> Ich', ' checked> Ich')}"
        "<p><span style='background:#73f;color:#fff;padding:12px 20px'><b>Weiter</b></span> &nbsp; "
        "<a href=x>Abbrechen</a></p>"
    )
    past = [clicked("account", "Abo k\u00fcndigen"), clicked("survey", "Ich nutze es selten")]
    assert answer(html, camera, reader, history=past).target == "Weiter"


@pytest.mark.browser
def test_what_was_switched_is_saved(camera: Camera, reader: Reader) -> None:
    pill = (
        "<span style='float:right;width:44px;height:24px;border-radius:12px;background:#a8b0bb'>"
        "<span style='float:left;width:18px;height:18px;border-radius:9px;background:#fff;"
        "margin:3px'></span></span>"
    )
    html = (
        f"{STYLE}<h2>Jahrespass</h2><p>N\u00e4chste Verl\u00e4ngerung am 14.02.2027</p>"
        f"<p style='width:520px'>Automatische Verl\u00e4ngerung{pill}</p>"
        "<p><span style='background:#f53;color:#fff;padding:12px 20px;border-radius:6px'>"
        "\u00c4nderungen speichern</span></p>"
    )
    turned = clicked("account", "the switch: Automatische Verl\u00e4ngerung")
    move = answer(html, camera, reader, history=[turned])
    assert move.target == "\u00c4nderungen speichern"
    assert answer(html, camera, reader).target != "\u00c4nderungen speichern"


@pytest.mark.browser
def test_a_dialog_to_go_on_or_to_close(camera: Camera, reader: Reader) -> None:
    button = "<span style='background:{};padding:12px 22px;border-radius:8px'><b>{}</b></span>"
    html = (
        "<body style='margin:60px;font:16px sans-serif'><h1>Mon abonnement</h1><h2>Premium</h2>"
        "<p>10,99 \u20ac par mois. Carte se terminant par 4410</p><h2>Historique</h2>"
        "<div style='position:fixed;inset:0;background:#000a'></div><div style='position:fixed;"
        "left:400px;top:120px;width:440px;background:#fff;border-radius:16px;padding:30px'>"
        "<h2>Vous nous quittez d\u00e9j\u00e0 ?</h2><p>Sans Premium, place \u00e0 la pub.</p>"
        f"{button.format('#eee', 'Continuer')} {button.format('#84f', 'Fermer')}</div>"
    )
    past = [clicked("account", "Arr\u00eater le renouvellement")]
    assert answer(html, camera, reader, history=past).target == "Continuer"


@pytest.mark.parametrize(
    "said",
    ["library open until 10 pm.", "our support is open until 8 pm",
     "episode 3 is unlocked until friday", "after your trial you go to ad-free premium"],
)  # fmt: skip
def test_what_is_open_until_an_hour_ends_no_plan(said: str) -> None:
    assert not says_ends(said)


def test_the_card_in_the_sentence_hides_neither_renewal_nor_end() -> None:
    renews = case("Renews on June 3, 2027 with Visa ending in [digits]").screen
    assert read_state(renews, today=date(2026, 11, 21)).state == "active"
    ends = case("Your plan (paid with card ending in [digits]) ends on June 3, 2027").screen
    assert read_state(ends, today=date(2026, 11, 21)).state == "cancelled"


@pytest.mark.parametrize(
    ("wanted", "other"),
    [("Restart Arbor Plus", "Not now"), ("Continue with Plus", "No, choose another plan"),
     ("Reprendre avec ma carte", "Non, annuler")],
)  # fmt: skip
def test_the_restart_that_was_wanted_is_not_declined(wanted: str, other: str) -> None:
    past = [clicked("account", "Restart"), clicked("plans", "Continue")]
    told = {"goal": "resume", "plan": "Arbor Plus", "service": "Arbor", "history": past}
    assert choose(case("# Welcome back", f"[{wanted}]", f"[{other}]", **told)).target != other


@pytest.mark.browser
@pytest.mark.parametrize("circles", [("1 month", "2 months", "3 months"), ("Basic", "Duo", "Solo")])
def test_how_long_a_pause_is_no_reason(
    circles: tuple[str, ...], camera: Camera, reader: Reader
) -> None:
    rows = "".join(f"<p><input type=radio> {each}</p>" for each in circles)
    html = (
        f"{STYLE}<h2>Pause instead: pick how long your break or which plan should be</h2>{rows}"
        "<p><span style='background:#73f;color:#fff;padding:12px 20px'><b>Continue</b></span></p>"
    )
    move = answer(html, camera, reader, history=[clicked("account", "Cancel plan")])
    assert move.target not in circles
