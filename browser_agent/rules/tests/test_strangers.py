"""What a set of strangers' sites showed, on pages drawn anew: forms, lists, links and plans."""

import pytest

from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera, account, flow
from kernel.ocr import Reader

pytestmark = pytest.mark.browser
__all__ = ["camera", "reader"]  # fixtures

ON_THE_WAY = [clicked("account", "Cancel membership")]
RENEWS = "<p>Premium, $9.99 a month</p><p>Renews on January 4, 2027</p>"


def test_links_side_by_side_are_links_of_their_own(camera: Camera, reader: Reader) -> None:
    links = ("Change address", "Swap smart card", "Cancel contract")
    html = account(RENEWS + "<p>" + " \u00b7 ".join(f"<a>{each}</a>" for each in links) + "</p>")
    move = answer(html, camera, reader)
    assert (move.action, move.target) == ("click", "Cancel contract")
    assert move.x is not None
    assert move.x > 480  # where the last of them stands


@pytest.mark.parametrize(
    "said",
    [
        "Engagement jusqu'au 31/01/2027",
        "Mindestvertragslaufzeit endet am 31.03.2027",
        "Minimum term ends on March 31, 2027",
        "Permanencia hasta el 3 de mayo de 2027",
    ],
)
def test_a_commitment_that_ends_is_no_subscription_that_does(
    said: str, camera: Camera, reader: Reader
) -> None:
    move = answer(account(f"<p>{said}</p><p><a>Contract details</a></p>"), camera, reader)
    assert move.action != "done"


def test_a_button_on_the_card_of_a_plan_is_no_list_of_reasons(
    camera: Camera, reader: Reader
) -> None:
    html = flow(
        "<h1>Change or cancel plan</h1><div class=card><h2>Premium Plus</h2><p>$16.99/month</p>"
        "<button class=loud>Select</button></div><div class=card><h2>Premium</h2>"
        "<p>$10.99/month</p><b>Current plan</b></div>"
    )
    assert answer(html, camera, reader, history=ON_THE_WAY).target != "Select"


def test_two_lists_are_both_set_and_their_names_are_no_way_on(
    camera: Camera, reader: Reader
) -> None:
    def form(first: str) -> str:
        style = "style='width:560px;padding:11px;font-size:16px;background:#eee'"
        return flow(
            "<h1>Give us your report</h1><p>Why are you cancelling? *</p>"
            f"<select {style}><option>{first}</select><p>Which sport did you mainly watch? *</p>"
            f"<select {style}><option>Choose one</select><p><button class=loud>Next</button></p>"
        )

    opened = clicked("survey", "Choose one") | {"y": 250}
    history = [*ON_THE_WAY, opened, clicked("survey", "Not enough time")]
    move = answer(form("Not enough time"), camera, reader, history=history)
    assert (move.action, move.target) == ("click", "Choose one")


def test_what_stands_in_the_site_s_own_menu_is_no_reason(camera: Camera, reader: Reader) -> None:
    menu = "<nav><b>ARBOR TV</b><a style='color:#fff'>Shows</a></nav>"
    reasons = ("Not enough content I like", "Technical issues", "Using another service")
    html = menu + flow("<h1>Why do you want to cancel?</h1>" + "".join(f"<p>{r}" for r in reasons))
    assert answer(html, camera, reader, history=ON_THE_WAY).target in reasons


def test_who_cancels_is_no_place_for_a_reason(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Vertrag k\u00fcndigen</h1><label>Vor- und Nachname *</label><input type=text>"
        "<label>E-Mail-Adresse *</label><input type=text>"
        "<p><label><input type=radio name=k> Ordentliche K\u00fcndigung</label></p>"
        "<p><label><input type=radio name=k> Au\u00dferordentliche K\u00fcndigung</label></p>"
        "<button class=loud>Jetzt k\u00fcndigen</button>"
    )
    move = answer(html, camera, reader, history=ON_THE_WAY)
    assert (move.action, move.text_ref) == ("type", "email")


def test_a_code_inside_a_cancellation_has_a_button_of_its_own(
    camera: Camera, reader: Reader
) -> None:
    html = flow(
        "<h1>Bist du es wirklich?</h1><p>Zum Schutz haben wir dir einen 6-stelligen Code "
        "geschickt.</p><input type=text value='[code]' style='width:420px'>"
        "<p><button class=loud>CODE BEST\u00c4TIGEN</button></p><p><a>Code erneut senden</a></p>"
    )
    typed = clicked("confirm", "code") | {"action": "type", "text_ref": "code"}
    told = {"history": [*ON_THE_WAY, typed], "secrets": ["email", "password", "code"]}
    move = answer(html, camera, reader, **told)
    assert (move.action, move.target) == ("click", "CODE BEST\u00c4TIGEN")


def test_the_password_once_more_is_sent_by_no_last_press(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Sicherheitsabfrage</h1><p>Bitte gib zur Best\u00e4tigung dein Passwort ein.</p>"
        "<label>Passwort</label><input type=text value='[password]'>"
        "<button class=loud>Fortfahren</button><button class=quiet>Abbrechen</button>"
    )
    typed = clicked("confirm", "password") | {"action": "type", "text_ref": "password"}
    history = [clicked("account", "K\u00fcndigen"), typed]
    move = answer(html, camera, reader, history=history)
    assert (move.action, move.target, move.commit) == ("click", "Fortfahren", False)


RESUMING = {"goal": "resume", "history": [clicked("account", "Restart membership")]}


def test_a_plan_s_name_that_goes_on_in_its_next_line_is_another_plan(
    camera: Camera, reader: Reader
) -> None:
    card = (
        "<div class=card style='width:270px'><h3>{}</h3><b>{}</b><br><button>Choose</button></div>"
    )
    names = (("Premium", "$149.00"), ("Premium with ads for a year", "$699.00"))
    cards = "".join(card.format(*each) for each in (*names, ("Premium with ads", "$79.00")))
    html = flow(f"<h1>Choose a plan</h1><div style='display:flex;gap:18px'>{cards}</div>")
    told = RESUMING | {"plan": "Premium with ads", "max_price": "79.00"}
    move = answer(html, camera, reader, **told)
    assert (move.action, move.target) == ("click", "Choose")
    assert move.x is not None
    assert move.x > 800  # the last of the three


def test_an_extra_is_taken_out_before_plan_and_payment_on_one_page(
    camera: Camera, reader: Reader
) -> None:
    html = flow(
        "<h1>Reprendre mon abonnement</h1>"
        "<p><label><input type=radio name=p> Annuel - 99,90 \u20ac/an</label></p>"
        "<p><label><input type=radio name=p checked> Mensuel - 10,99 \u20ac/mois, sans engagement."
        " Prochain pr\u00e9l\u00e8vement le 3 d\u00e9cembre 2026</label></p>"
        "<p><label><input type=checkbox checked> Option Ultra HD 4K : + 3 \u20ac/mois</label></p>"
        "<button class=loud>Valider et payer</button><button class=quiet>Annuler</button>"
    )
    told = RESUMING | {"plan": "Mensuel", "max_price": "12.99"}
    move = answer(html, camera, reader, **told)
    assert (move.action, move.commit) == ("click", False)
    assert move.target.startswith("Option Ultra HD")
