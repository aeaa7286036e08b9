"""Ways on that strangers' pages had and the rules walked past: entries that name several things,
plans that go on below, names of plans with a period, mails that are still to be clicked."""

import numpy as np
import pytest

from browser_agent.rules.screen import compose
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.vision_pages import Camera, account, flow, page
from kernel.ocr import Reader, TextLine

pytestmark = pytest.mark.browser
__all__ = ["camera", "reader"]  # fixtures


@pytest.mark.parametrize("words", ["Update, cancel and more", "Payments and cancellation"])
def test_an_entry_that_names_the_end_among_other_things(
    words: str, camera: Camera, reader: Reader
) -> None:
    html = account(
        "<p>Arbor monthly, $14.99</p><p>Renewal date: January 4, 2027</p>"
        f"<p><a>Update payment method</a></p><p><a>Share your benefits</a></p><p><a>{words}</a></p>"
    )
    move = answer(html, camera, reader)
    assert (move.action, move.target) == ("click", words)


@pytest.mark.parametrize("words", ["Cancel anytime", "How do I cancel?", "Cancellation policy"])
def test_talk_of_the_end_is_no_such_entry(words: str, camera: Camera, reader: Reader) -> None:
    html = account(
        "<p>Arbor monthly, $14.99</p><p>Renewal date: January 4, 2027</p>"
        f"<p><a>Manage plan</a></p><p><a>{words}</a></p>"
    )
    assert answer(html, camera, reader).target != words


def test_plans_go_on_below(camera: Camera, reader: Reader) -> None:
    """The way out stands beside the plan that costs nothing, and that is the last one."""
    cards = "".join(
        f"<div class=card><h2>Premium {name}</h2><p>${price} / month</p><button>Select</button>"
        "</div>"
        for name, price in (("Duo", "16.99"), ("Family", "19.99"), ("Student", "5.99"))
    )
    html = page(f"<h1>Available plans</h1>{cards}")
    assert answer(html, camera, reader, history=[clicked("account", "Change plan")]).action == (
        "scroll"
    )


@pytest.mark.parametrize(
    "said",
    [
        "Please confirm your cancellation through the link in this e-mail. Only then will your "
        "membership end.",
        "Bitte best\u00e4tige deine K\u00fcndigung \u00fcber den Link in dieser E-Mail. Erst dann "
        "wird die K\u00fcndigung wirksam.",
    ],
)
def test_an_end_that_waits_for_a_click_in_a_mail_is_none(
    said: str, camera: Camera, reader: Reader
) -> None:
    html = page(f"<h1>Almost there</h1><p>We have written to you.</p><p>{said}</p>")
    history = [clicked("offer", "No, request cancellation")]
    move = answer(html, camera, reader, history=history)
    assert (move.action, move.error_code) == ("need_human", "email_confirmation")


def test_a_plan_is_chosen_by_its_name_whatever_the_period_is_called(
    camera: Camera, reader: Reader
) -> None:
    html = page(
        "<h1>W\u00e4hle dein Abo</h1><div style='display:flex'>"
        "<button style='width:440px;background:#fff'>12 Monate (spare 25 %)</button>"
        "<button style='width:440px;background:#888'>Monatlich</button></div>"
        "<div class=card><h2>Unlimited</h2><p>34,99 \u20ac/Monat</p><p>12 Monate Laufzeit</p>"
        "<button>Unlimited ausw\u00e4hlen</button></div>"
        "<div class=card><h2>Super Sport</h2><p>14,99 \u20ac/Monat</p><p>12 Monate Laufzeit</p>"
        "<button>Super Sport ausw\u00e4hlen</button></div>"
    )
    told = {"goal": "resume", "plan": "Super Sport monatlich", "max_price": "19,99 \u20ac"}
    history = [clicked("account", "Abo fortsetzen")]
    first = answer(html, camera, reader, history=history, **told)
    assert (first.action, first.target) == ("click", "Monatlich")
    monthly = html.replace("12 Monate Laufzeit", "Monatlich k\u00fcndbar")
    then = answer(
        monthly, camera, reader, history=[*history, clicked("plans", "Monatlich")], **told
    )
    assert (then.action, then.target) == ("click", "Super Sport ausw\u00e4hlen")


def test_a_dot_between_name_and_price_makes_no_other_plan(camera: Camera, reader: Reader) -> None:
    rows = "".join(
        f"<p><label><input type=radio name=p {more}> <b>{name}</b> \u00b7 ${price}/month</label>"
        for name, price, more in (
            ("Premium Plus", "14.95", "checked"),
            ("Premium Plus, 2 credits", "22.95", ""),
            ("Plus", "7.95", ""),
        )
    )
    html = page(f"<h1>Choose your membership</h1>{rows}<button>Continue</button>")
    told = {"goal": "resume", "plan": "Plus", "max_price": "$7.95"}
    move = answer(html, camera, reader, history=[clicked("account", "Rejoin Arbor TV")], **told)
    assert move.action == "click"
    assert move.target.startswith("Plus")


def test_extras_are_left_out_between_choosing_and_paying(camera: Camera, reader: Reader) -> None:
    html = page(
        "<h1>Personnalisez votre offre</h1>"
        "<div class=card>Orph\u00e9e Cin\u00e9, 12,99 \u20ac par mois</div>"
        "<div class=card><label><input type=checkbox> Ajouter l'option Sport, + 15,00 \u20ac par "
        "mois</label></div><button class=loud>Continuer</button>"
    )
    told = {"goal": "resume", "plan": "Orph\u00e9e Cin\u00e9", "max_price": "12,99 \u20ac"}
    move = answer(html, camera, reader, history=[clicked("plans", "Choisir")], **told)
    assert (move.action, move.target, move.commit) == ("click", "Continuer", False)
    ticked = html.replace("type=checkbox", "type=checkbox checked")
    then = answer(ticked, camera, reader, history=[clicked("plans", "Choisir")], **told)
    assert "Sport" in then.target


def test_one_of_several_reasons_is_no_condition(camera: Camera, reader: Reader) -> None:
    reasons = "".join(
        f"<p><label><input type=radio name=g {more}> {text}</label></p>"
        for text, more in (
            ("Ich habe zu wenig Zeit", ""),
            ("Die Filme gefallen mir nicht", "checked"),
            ("Der Preis ist mir zu hoch", ""),
        )
    )
    html = flow(f"<h2>Schade, dass du gehst</h2><p>Was ist der Grund?</p>{reasons}"
                "<button class=loud>Weiter</button>")  # fmt: skip
    history = [
        clicked("account", "Mitgliedschaft k\u00fcndigen"),
        clicked("survey", "Die Filme gefallen mir nicht"),
    ]
    move = answer(html, camera, reader, history=history)
    assert (move.action, move.target) == ("click", "Weiter")


def test_a_way_that_failed_at_its_end_is_gone_again(camera: Camera, reader: Reader) -> None:
    """The last press met an error; the account page offers the way anew, offers included."""
    html = flow(
        "<div class=card><h1>Half price for three months?</h1><p>Stay with us and save.</p>"
        "<button class=loud>Take half price</button> <a>No, I love to throw money away</a></div>"
    )
    history = [
        clicked("confirm", "Yes, end my plan"),
        clicked("account", "Cancel plan"),
    ]
    move = answer(html, camera, reader, history=history, committed=True)
    assert (move.action, move.target) == ("click", "No, I love to throw money away")


def test_an_add_on_is_not_the_plan(camera: Camera, reader: Reader) -> None:
    """ "Cancel Boost" names something else while the plan has a way of its own."""
    html = page(
        "<h1>Memberships and Boosts</h1><div style='display:flex;gap:20px'>"
        "<div class=card><h2>Entertainment Membership</h2><p>Renews on 16 December 2026</p>"
        "<a>Manage Membership</a></div>"
        "<div class=card><h2>Boost</h2><p>Renews on 16 December 2026</p><a>Cancel Boost</a></div>"
        "</div>"
    )
    assert answer(html, camera, reader).target == "Manage Membership"
    then = answer(html, camera, reader, committed=True, history=[clicked("confirm", "Yes, cancel")])
    assert then.target != "Cancel Boost"


def test_a_hold_by_the_renewal_is_no_way_out(camera: Camera, reader: Reader) -> None:
    html = account(
        "<p>All access, $4 a week</p><p>Your subscription will be billed again on Dec 7, 2026.</p>"
        "<button class=loud>Vacation hold</button>"
    )
    assert answer(html, camera, reader).target != "Vacation hold"


def test_the_row_of_the_subscription_is_opened(camera: Camera, reader: Reader) -> None:
    html = page(
        "<h1>Manage Your Subscriptions</h1><p>Active</p>"
        "<div class=card><p>Arbor TV+</p><p>Renews December 15, 2026</p></div>"
    )
    move = answer(html, camera, reader, service="Arbor TV+")
    assert (move.action, move.target) == ("click", "Arbor TV+")


def test_a_form_in_the_footer_waits_for_the_account_itself(camera: Camera, reader: Reader) -> None:
    footer = (
        "<p style='display:flex;gap:30px'><span>Impressum</span><span>AGB</span>"
        "<span>Vertr\u00e4ge hier k\u00fcndigen</span></p>"
    )
    home = page(f"<p><a>Mein Account</a></p><h1>Live-TV und Serien.</h1>{footer}")
    assert "k\u00fcndigen" not in answer(home, camera, reader).target
    tried = [clicked("home", "Mein Account"), {"action": "open_account", "page": "home"}]
    bare = page(f"<h1>Mein Konto</h1><p>N\u00e4chste Abbuchung: 7. Dezember 2026</p>{footer}")
    assert "k\u00fcndigen" in answer(bare, camera, reader, history=tried).target


def test_a_code_inside_a_cancellation_is_sent_by_the_last_press(
    camera: Camera, reader: Reader
) -> None:
    html = flow(
        "<h1>Confirma tu baja</h1><p>Por seguridad te hemos enviado un c\u00f3digo de 6 cifras. "
        "Introd\u00facelo para terminar.</p><p><input placeholder='0 0 0 0 0 0' "
        "style='border:1px solid #777;padding:12px;font-size:22px;width:200px'></p>"
        "<p>Tu suscripci\u00f3n terminar\u00e1 el 6 de diciembre de 2026.</p>"
        "<button class=loud>Confirmar baja</button>"
    )
    told = {"secrets": ["email", "password", "code"]}
    first = answer(html, camera, reader, history=[clicked("survey", "Siguiente")], **told)
    assert (first.action, first.text_ref, first.submit) == ("type", "code", False)
    typed = {**clicked("confirm", "code"), "action": "type", "text_ref": "code"}
    filled = html.replace("placeholder='0 0 0 0 0 0'", "value='481516'")
    then = answer(filled, camera, reader, history=[clicked("survey", "Siguiente"), typed], **told)
    assert (then.action, then.target, then.commit) == ("click", "Confirmar baja", True)


def test_what_would_end_beside_its_button_is_not_the_end(camera: Camera, reader: Reader) -> None:
    html = account(
        "<div class=card><h2>Arbor Free</h2><p>Listening with ad breaks. Your Premium subscription "
        "ends.</p><button>Cancel Premium</button></div>"
    )
    move = answer(html, camera, reader, history=[clicked("account", "Change plan")])
    assert (move.action, move.target, move.state) == ("click", "Cancel Premium", "unknown")


@pytest.mark.parametrize(
    "said",
    [
        "You won't be charged until January 4, 2027.",
        "Your plan is valid until January 4, 2027.",
        "Your annual contract ends on January 4, 2027.",
    ],
)
def test_a_button_that_would_end_it_contradicts_the_end(
    said: str, camera: Camera, reader: Reader
) -> None:
    html = account(f"<p>Arbor monthly, $14.99</p><p>{said}</p><button>Cancel membership</button>")
    move = answer(html, camera, reader)
    assert (move.action, move.target, move.state) == ("click", "Cancel membership", "unknown")


def test_the_form_s_own_button_comes_before_the_footer_s(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<h1>Sicherheitsabfrage</h1><p>Bitte gib zur Best\u00e4tigung dein Passwort ein.</p>"
        "<p><input type=password value=xxxxxxxx style='border:1px solid #777;width:300px'></p>"
        "<button class=loud>Fortfahren</button> <button class=quiet>Abbrechen</button>"
        "<p style='display:flex;gap:30px;margin-top:200px'><a>Impressum</a><a>AGB</a>"
        "<a>Vertrag k\u00fcndigen</a></p>"
    )
    typed = {**clicked("confirm", "password"), "action": "type", "text_ref": "password"}
    history = [clicked("account", "K\u00fcndigen"), typed]
    assert answer(html, camera, reader, history=history).target != "Vertrag k\u00fcndigen"


def test_the_bubble_with_the_address_of_a_link_is_not_the_page() -> None:
    picture = np.full((800, 1200, 3), 255, dtype=np.uint8)
    lines = [
        TextLine("Your plan", 100, 100, 200, 120, 0.99),
        TextLine("arbor.example/account/edit", 3, 780, 160, 796, 0.99),
    ]
    assert [each.text for each in compose(picture, lines).controls] == ["Your plan"]


CIRCLES = "<svg width=24 height=24 fill=#333>{}</svg>"
LEVEL = CIRCLES.format("".join(f"<circle cx={x} cy=12 r=2 />" for x in (5, 12, 19)))
UPRIGHT = CIRCLES.format("".join(f"<circle cx=12 cy={y} r=2 />" for y in (5, 12, 19)))


def _rows(sign: str, first: str, second: str) -> str:
    row = "<div style='display:flex;align-items:center;border:1px solid #ccc;padding:16px'>{}</div>"
    own = f"<div style='flex:1'><b>{first}</b><br>$9.99 a month</div>{sign}"
    return account(row.format(own) + row.format(f"<div style='flex:1'><b>{second}</b></div>{sign}"))


@pytest.mark.parametrize(
    "sign", [LEVEL, UPRIGHT, "<span style='font-size:22px'>\u22ee</span>", "\u2022\u2022\u2022"]
)
def test_three_dots_in_the_row_that_renews_are_its_menu(
    sign: str, camera: Camera, reader: Reader
) -> None:
    html = _rows(sign, "Premium, renews on January 4, 2027", "A gift for a friend")
    told = {"history": [clicked("account", "Manage")]}
    move = answer(html, camera, reader, **told)
    assert (move.action, move.target) == ("click", "the three dots")
    assert move.x is not None
    assert move.y is not None
    other = _rows(sign, "A gift for a friend", "Premium, renews on January 4, 2027")
    below = answer(other, camera, reader, **told)
    assert below.y is not None
    assert below.y > move.y + 30


@pytest.mark.parametrize("sign", [LEVEL, UPRIGHT])
def test_of_several_that_renew_nobody_knows_which_is_meant(
    sign: str, camera: Camera, reader: Reader
) -> None:
    html = _rows(sign, "mossbeard, renews on Dec 2, 2026", "ladyparry, renews on Dec 20, 2026")
    read = [clicked("account", "") | {"action": "scroll", "changed": False}]
    move = answer(html, camera, reader, history=read)
    assert "picture" not in move.target
    assert "dots" not in move.target


def test_dots_within_words_are_no_menu(camera: Camera, reader: Reader) -> None:
    html = _rows("and more...", "Premium, renews on January 4, 2027", "Loading ... please wait")
    assert answer(html, camera, reader).target != "the three dots"


GEAR = (
    "<svg width=22 height=22><circle cx=11 cy=11 r=8 fill=none stroke=#333 stroke-width=4 /></svg>"
)


def test_a_picture_in_the_row_that_renews_is_tried_when_the_page_was_read_to_its_end(
    camera: Camera, reader: Reader
) -> None:
    html = _rows(GEAR, "Premium, renews on January 4, 2027", "A gift for a friend")
    assert answer(html, camera, reader).action == "scroll"
    read = [clicked("account", "") | {"action": "scroll", "changed": False}]
    move = answer(html, camera, reader, history=read)
    assert (move.action, move.target) == ("click", "the picture in its row")
    idle = [*read, clicked("account", "the picture in its row") | {"changed": False}]
    assert answer(html, camera, reader, history=idle).target != "the picture in its row"
