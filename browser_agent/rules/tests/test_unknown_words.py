"""Pages whose words the rules do not know: where a control stands has to tell what it is for."""

from typing import Any

import numpy as np
import pytest

from browser_agent.rules import exploring
from browser_agent.rules.case import Case
from browser_agent.rules.question import Question
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera, account, flow, form, page
from browser_agent.rules.text import Phrases
from kernel.ocr import Reader

pytestmark = pytest.mark.browser
__all__ = ["camera", "reader"]  # fixtures


def test_a_button_by_the_renewal_is_tried(camera: Camera, reader: Reader) -> None:
    html = account(
        "<p>Preferred, 2 streams</p><p>Your package will be billed again on Dec 7, 2026.</p>"
        "<button class=loud>Modify service</button>"
    )
    move = answer(html, camera, reader)
    assert (move.action, move.target) == ("click", "Modify service")


@pytest.mark.parametrize("words", ["Watch now", "Gift Arbor TV", "Switch plan", "Add 2 screens"])
def test_what_plays_gives_changes_or_adds_is_no_way_out(
    words: str, camera: Camera, reader: Reader
) -> None:
    html = account(
        "<p>Preferred, 2 streams</p><p>Your package will be billed again on Dec 7, 2026.</p>"
        f"<button class=loud>{words}</button>"
    )
    assert answer(html, camera, reader).target != words


def test_an_article_that_tells_how_to_leave_leads_there(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<div class=card><h2>Disconnecting Arbor service</h2><p>Video service can be disconnected "
        "through your services page.</p><a>The services page</a></div>"
    )
    move = answer(html, camera, reader, phase="act", history=[clicked("account", "Disconnecting")])
    assert (move.action, move.target) == ("click", "The services page")


def test_a_faint_button_waits_for_the_box_above(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Review and submit</h1><p>Disconnection date: Dec 17, 2026.</p>"
        "<div style='height:90px;overflow:auto;border:1px solid #bcd;padding:8px'>"
        "<p>Disclosure 1. Charges accrued before that time remain payable in full.</p>"
        "<p>Disclosure 2. Equipment is to be returned.</p><p>Disclosure 3. Nothing more.</p></div>"
        "<button style='color:#e0b4b4;background:#fff;border:1px solid #e0b4b4'>"
        "Submit cancellation</button> <button class=quiet>Keep service</button>"
    )
    move = answer(html, camera, reader, history=[clicked("offer", "Proceed to cancel")])
    assert move.action == "scroll"
    assert move.y is not None
    assert 130 < move.y < 330


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("Your plan is billed by Maplestore.", True),
        ("Tu suscripción la cobra Maplestore.", True),
        ("Du hast Arbor TV bei Voltacom gebucht.", True),
        ("Votre abonnement est facturé par Canopia.", True),
        ("Your plan is billed by Arbor TV.", False),
        ("Billed through PayPal every month.", False),
        ("Dein Abo wird per Kreditkarte bezahlt.", False),
        ("If you are billed by Maplestore, go there.", False),
    ],
)
def test_who_bills_is_read_as_a_name(
    text: str, elsewhere: bool, camera: Camera, reader: Reader
) -> None:
    html = account(f"<p>Preferred</p><p>{text}</p>")
    move = answer(html, camera, reader)
    assert (move.error_code == "third_party_billing") is elsewhere, move


def test_a_link_in_an_email_is_wanted_at_the_end(camera: Camera, reader: Reader) -> None:
    wanted = (
        "<h2>Consultez vos e-mails</h2><p>Un lien a été envoyé à ma••@example.net. Cliquez dessus "
        "pour valider la résiliation.</p><button class=quiet>Renvoyer l'e-mail</button>"
    )
    told = {"committed": True, "history": [clicked("confirm", "Confirmer la résiliation")]}
    move = answer(form(wanted), camera, reader, **told)
    assert move.error_code == "email_confirmation"
    merely = "<h2>Your plan is cancelled</h2><p>We've sent you an email with all the details.</p>"
    move = answer(form(merely), camera, reader, **told)
    assert move.error_code is None


def test_a_profile_is_chosen_in_formal_spanish(camera: Camera, reader: Reader) -> None:
    faces = "".join(
        f"<div style='width:90px'><div style='width:80px;height:80px;background:{colour}'></div>"
        f"{name}</div>"
        for name, colour in (("Marta", "#c36"), ("Toni", "#3a8"), ("Niños", "#fa4"))
    )
    html = flow(f"<h2>Seleccione un perfil</h2><div style='display:flex;gap:30px'>{faces}</div>")
    move = answer(html, camera, reader)
    assert (move.page, move.target) == ("profile_picker", "Marta")


def test_a_form_that_was_sent_in_vain_is_not_the_end(camera: Camera, reader: Reader) -> None:
    """Its button was pressed twice and is worn; it still stands there."""
    html = flow(
        "<h1>Review and submit</h1><p>Your plan ends on Dec 17, 2026.</p>"
        "<button class=loud>Submit cancellation</button> <button class=quiet>Keep it</button>"
    )
    worn = [clicked("confirm", "Submit cancellation") | {"changed": False}] * 2
    move = answer(html, camera, reader, history=worn, committed=True)
    assert move.action != "done"


@pytest.mark.parametrize("drawer", ["<details><summary>Small matters</summary></details>",
    "<div class=row><span>Small matters</span><span>+</span></div>",
    "<div class=row><span>Small matters</span><span>\u203a</span></div>"])  # fmt: skip
def test_a_shut_section_is_looked_into_once(drawer: str, camera: Camera, reader: Reader) -> None:
    html = account(f"<p>Nachos, $12.99</p><p>Renews on 13 Dec 2026.</p>{drawer}")
    move = answer(html, camera, reader)
    assert (move.action, move.target[-13:]) == ("click", "Small matters"), move
    move = answer(html, camera, reader, pressed={move.target: 1})
    assert "Small" not in move.target


SELECT = (
    "<h1>Sentimos que te vayas</h1><p>\u00bfNos cuentas por qu\u00e9?</p><select "
    "style='padding:10px;font-size:16px;width:350px'><option>{}</option></select><p>"
    "<button class=loud>Continuar</button> <a>Volver</a></p>"
)


def test_an_entry_taken_from_a_list_is_no_answer_to_press(camera: Camera, reader: Reader) -> None:
    went = [clicked("offer", "darte de baja"), clicked("survey", "Selecciona un motivo")]
    taken = clicked("survey", "No lo uso lo suficiente")
    move = answer(flow(SELECT.format("Selecciona un motivo")), camera, reader, history=went[:1])
    assert (move.page, move.target) == ("survey", "Selecciona un motivo")
    html = flow(SELECT.format("No lo uso lo suficiente"))
    move = answer(html, camera, reader, history=[*went, taken])
    assert (move.action, move.target) == ("click", "Continuar")


SIGN_IN = clicked("sign_in", "Sign in")


def test_behind_the_door_any_button_enters(camera: Camera, reader: Reader) -> None:
    html = form(
        "<h2>WELCOME BACK</h2><label>Email</label><input type=text><label>Password</label>"
        "<input type=password><button class=loud>Start watching</button><p>Forgot it?</p>"
    )
    assert answer(html, camera, reader).text_ref is None  # it may be for new customers
    assert answer(html, camera, reader, history=[SIGN_IN]).text_ref == "email"
    typed = clicked("sign_in", "email") | {"action": "type", "text_ref": "email"}
    filled = html.replace("<input type=text>", "<input type=text value='[email]'>")
    assert answer(filled, camera, reader, history=[SIGN_IN, typed]).text_ref == "password"


LINE = "border:0;border-bottom:1px solid #226;background:transparent"


def test_fields_drawn_as_lines_are_typed_on(camera: Camera, reader: Reader) -> None:
    html = form(
        f"<h1>Enter your email</h1><input type=text placeholder='Your email' style='{LINE}'>"
        "<button class=loud>Next</button>"
    )
    assert answer(html, camera, reader, history=[SIGN_IN]).text_ref == "email"
    html = form(
        "<h2>Check your inbox</h2><p>We sent a 6-digit verification code to h@example.org.</p>"
        f"<input type=text placeholder='Verification code' style='{LINE}'>"
        "<button class=loud>Verify</button>"
    )
    move = answer(html, camera, reader, history=[SIGN_IN], phase="sign_in", secrets=["code"])
    assert (move.page, move.text_ref) == ("code", "code")


def test_a_password_page_shows_whose_it_is(camera: Camera, reader: Reader) -> None:
    html = form(
        "<h2>Passwort eingeben</h2><p>[email]</p><label>Passwort</label><input type=password>"
        "<button class=loud>Einloggen</button>"
    )
    told = {"history": [clicked("sign_in", "Login")], "secrets": ["email", "password"]}
    assert answer(html, camera, reader, **told).text_ref == "password"


def test_whoever_is_told_the_next_billing_date_is_signed_in(camera: Camera, reader: Reader) -> None:
    html = account(
        "<div class=row><span>Status</span><span>Active</span></div><div class=row><span>Next "
        "billing date</span><span>December 21, 2026</span></div><h3>Sign-in</h3><p>Email</p>"
    )
    assert answer(html, camera, reader, goal="resume").page != "sign_in"


def test_what_would_be_paid_after_a_restart_is_not_paid_now(camera: Camera, reader: Reader) -> None:
    html = account(
        "<p>Tu suscripci\u00f3n finaliza el 2 de diciembre de 2026.</p><p>Si la reactivas ahora, "
        "seguir\u00e1s pagando 9,99 \u20ac. El pr\u00f3ximo cobro ser\u00e1 el 2 de diciembre.</p>"
        "<button class=loud>Reactivar suscripci\u00f3n</button>"
    )
    assert answer(html, camera, reader, goal="resume").state == "cancelled"


def test_more_than_the_plan_is_declined_on_the_way_to_it(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Make it a double feature?</h1><div class=card><h3>Live Sports add-on</h3><p>+ $9.99 a "
        "month</p><button class=loud>Add to my plan</button> <a>No, thanks</a></div>"
    )
    told = {"goal": "resume", "plan": "Plus", "history": [clicked("plans", "Select Plus")]}
    assert answer(html, camera, reader, **told).target == "No, thanks"


CARD = (
    "<div class=card style='display:flex;gap:14px;align-items:center'><input type=radio {}>"
    "<div><b>{}</b><br>{}</div></div>"
)


def test_a_mark_between_two_lines_belongs_to_the_upper_one(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>W\u00e4hle deinen Tarif</h1>"
        + CARD.format("", "Basis", "1 Stream, HD. 5,99 \u20ac / Monat")
        + CARD.format("checked", "Komfort", "2 Streams. 9,99 \u20ac / Monat")
        + "<button class=loud>Weiter zur Kasse</button>"
    )
    told = {"goal": "resume", "plan": "Basis", "history": [clicked("account", "Wieder Mitglied")]}
    move = answer(html, camera, reader, **told)
    assert (move.page, move.target) == ("plans", "Basis")


def test_letters_that_recognition_confuses_are_one() -> None:
    assert Phrases(r"gestionar(?: .{0,9})?").whole("gestlonar suscrlp")
    assert Phrases(r"[aei]t \d").whole("lt 5")
    assert not Phrases("continuar").whole("contonuar")


def test_leave_in_the_top_row_signs_out(camera: Camera, reader: Reader) -> None:
    html = page("<main><h1>Film of the day</h1></main>").replace(">Search<", ">LEAVE<")
    assert answer(html, camera, reader).target != "LEAVE"


def test_a_card_that_ends_in_digits_ends_nothing(camera: Camera, reader: Reader) -> None:
    html = account(
        "<p>Next payment: December 7, 2026</p><p>Visa ending 2209</p><button>Change rate</button>"
        "<p><a>Cancel your subscription</a></p>"
    )
    told = {"history": [clicked("offer", "Cancel subscription")], "committed": True}
    assert "Visa" not in answer(html, camera, reader, **told).target


def test_a_list_is_opened_again_on_the_next_visit(camera: Camera, reader: Reader) -> None:
    went = [
        clicked("survey", "Selecciona un motivo"),
        clicked("survey", "No lo uso lo suficiente"),
        clicked("account", "darte de baja"),
    ]
    move = answer(flow(SELECT.format("Selecciona un motivo")), camera, reader, history=went)
    assert (move.action, move.target) == ("click", "Selecciona un motivo")


def test_what_starts_it_again_is_no_section(camera: Camera, reader: Reader) -> None:
    html = account(
        "<p>Premium</p><p>Renews on 13 Dec 2026.</p>"
        "<div class=row><span>Restart membership</span><span>\u203a</span></div>"
    )
    assert "Restart" not in answer(html, camera, reader).target


def test_a_switch_is_named_by_the_upper_line(camera: Camera, reader: Reader) -> None:
    pill = (
        "<span style='width:58px;height:30px;border-radius:15px;background:#2f6b4f;display:flex;"
        "justify-content:flex-end;padding:3px'><i style='width:24px;height:24px;border-radius:12px;"
        "background:#fff'></i></span>"
    )
    html = account(
        "<p>Annual</p><div class=row style='align-items:center'><div>Auto-renewal<br><small>On. "
        f"Your membership renews on 2 January 2027.</small></div>{pill}</div>"
    )
    assert answer(html, camera, reader).target == "the switch: Auto-renewal"


def test_the_plan_that_was_chosen_is_kept_beside_a_larger_one(
    camera: Camera, reader: Reader
) -> None:
    html = flow(
        "<h1>Go ad-free for $6 more?</h1><p>Premium Plus is $16.99 a month.</p>"
        "<button class=loud>UPGRADE TO PREMIUM PLUS</button><br>"
        "<button class=quiet>CONTINUE WITH PREMIUM</button>"
    )
    told = {"goal": "resume", "plan": "Premium", "history": [clicked("plans", "Get Premium")]}
    assert answer(html, camera, reader, **told).target == "CONTINUE WITH PREMIUM"


def test_conditions_are_accepted_before_anything_is_paid(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>V\u00e9rifiez votre commande</h1><p>Solo</p><p><label><input type=checkbox> J'accepte "
        "les conditions de vente</label></p><b>Total : 5,99 \u20ac</b><p>"
        "<button class=loud>PAYER ET M'ABONNER</button></p>"
    )
    told: dict[str, Any] = {"goal": "resume", "plan": "Solo", "max_price": "5,99 \u20ac"}
    told |= {"history": [clicked("plans", "Choisir Solo")]}
    assert answer(html, camera, reader, **told).target.startswith("J'accepte")


ROW = "<div class=row><div><b>{}</b><br>{} par mois</div><button class=loud>CHOISIR</button></div>"


def test_the_same_word_beside_each_plan_is_a_page_of_plans(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Quel fan \u00eates-vous ?</h1>"
        + ROW.format("M\u00e9ga Fan", "8,99 \u20ac")
        + ROW.format("Fan", "5,99 \u20ac")
    )
    told = {"goal": "resume", "plan": "Fan", "history": [clicked("account", "SE R\u00c9ABONNER")]}
    move = answer(html, camera, reader, **told)
    assert (move.page, move.target) == ("plans", "CHOISIR")
    assert move.y is not None
    assert move.y > 230  # the lower row: "M\u00e9ga Fan" is another plan


@pytest.mark.parametrize(("price", "tried"), [("$8.99", False), ("one screen", True)])
def test_nothing_is_tried_out_among_prices(
    price: str, tried: bool, camera: Camera, reader: Reader
) -> None:
    html = account(f"<p>Which one?</p><p>Big, {price}</p><a>Have it</a>")
    picture = camera.shoot(html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    told = {"goal": "resume", "service": "Arbor TV", "today": "2026-11-21", "phase": "act"}
    found = exploring.explore(Case(Question.read(told | {"plan": "Small"}), screen))
    assert (found is not None) is tried


def test_a_link_and_an_address_are_an_email_in_any_words(camera: Camera, reader: Reader) -> None:
    html = form(
        "<h2>Confirmation pending</h2><p>Open the link dispatched to am\u2022@a.example "
        "to submit your order.</p><button class=quiet>Dispatch again</button>"
    )
    told = {"committed": True, "history": [clicked("confirm", "Submit disconnect order")]}
    assert answer(html, camera, reader, **told).error_code == "email_confirmation"


def test_the_sites_own_name_answers_nothing(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h2>Disconnect order received</h2><p>Your service will end on Nov 28, 2026.</p>"
        "<button class=loud>ARBOR TV</button> <button class=quiet>RETURN TO SERVICES</button>"
    )
    told = {"committed": True, "history": [clicked("offer", "Submit disconnect order")]}
    assert answer(html, camera, reader, **told).action == "done"


def test_a_list_that_was_only_opened_shows_no_entry(camera: Camera, reader: Reader) -> None:
    html = flow(SELECT.format("Vamos..."))
    opened = [clicked("offer", "darte de baja"), clicked("survey", "Vamos...")]
    assert answer(html, camera, reader, history=opened).action == "key"


def test_a_password_once_more_has_its_own_button(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Cancelar suscripci\u00f3n</h1><p>Tu plan termina el 3 de enero de 2027.</p>"
        "<label>Contrase\u00f1a</label><input type=password value=12345678>"
        "<button class=loud>Confirmar la baja</button> <button class=quiet>Volver</button>"
    )
    typed = clicked("confirm", "password") | {"action": "type", "text_ref": "password"}
    told = {"history": [clicked("account", "Cancelar suscripci\u00f3n"), typed]}
    move = answer(html, camera, reader, **told)
    assert (move.action, move.target) == ("click", "Confirmar la baja")
