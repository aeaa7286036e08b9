"""Pages that an audit found: what looks like a way, and takes another plan or something else."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.lexicon_pages import RESTART
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold

CAME = [step("click", "Manage plan"), *[step("scroll", changed=False)] * 2]
ACT = {"service": "Arbor", "phase": "act"}

BASIC = ("# Switch to Basic?", "Your plan changes today. $4.99/month")
MIT_WERBUNG = ("Wechsel zu Basic mit Werbung", "4,99 \u20ac im Monat. Der Wechsel gilt sofort.")
BASICO = ("# \u00bfCambiar al plan B\u00e1sico?", "Pagar\u00e1s 4,99 \u20ac al mes")
ESSENTIEL = ("# Passer au forfait Essentiel ?", "4,99 \u20ac par mois d\u00e8s aujourd'hui")


@pytest.mark.parametrize(
    ("rows", "button"),
    [
        ((*BASIC, "[Back]"), "Switch plan"),
        ((*BASIC, "[Back]"), "Change plan"),
        ((*BASIC,), "Update my plan"),
        (("# Mein Konto", *MIT_WERBUNG, "[Zur\u00fcck]"), "Tarif wechseln"),
        ((*BASICO, "[Volver]"), "Cambiar de plan"),
        ((*ESSENTIEL, "[Retour]"), "Changer d'offre"),
        ((*ESSENTIEL, "[Retour]"), "Changer de forfait"),
        (("# Arbor Basic", "Only $4.99 a month"), "Switch plan"),
        (("# Mein Konto", "Jetzt zu Basic wechseln und 50 % sparen"), "Tarif wechseln"),
        (("# Mon compte", "Passez \u00e0 l'offre annuelle"), "Changer d'offre"),
        (("# Basic", "$4.99 a month", "[Back]"), "Change plan"),
        (("# Change plan", "Basic", "$4.99 a month"), "Change plan"),
        (("# Switch to Basic instead of cancelling?", "$4.99 a month"), "Change plan"),
    ],
)
def test_the_answer_that_takes_another_plan_is_no_way(rows: tuple[str, ...], button: str) -> None:
    page = (rows[0], *rows[1:2], f"[{button}]", *rows[2:])
    assert choose(case(*page, **ACT, history=CAME)).target != button
    assert choose(case(*rows, f"[{button}]", **ACT, history=CAME)).target != button


@pytest.mark.parametrize(
    "button", ["Change plan", "Cambiar de plan", "Changer d'offre", "Tarif wechseln"]
)
def test_beside_our_own_plan_it_stays_a_way(button: str) -> None:
    own = ("# Account", "Your plan: Premium", "$9.99 a month", f"[{button}]")
    assert choose(case(*own, **ACT, history=CAME)).target == button


def test_what_led_here_is_not_pressed_again_at_another_place() -> None:
    led = [step("click", "Change plan", x=800, y=120)]
    basic = ("# Basic", "$4.99 a month", "[Change plan]")
    assert choose(case(*basic, **ACT, history=led)).target != "Change plan"


INSIDE = [
    step("click", "Manage plan"),
    step("click", "Cancel membership"),
    step("type", "password", page="confirm", text_ref="password"),
]
AGREES_TO_MORE = [
    ("Um dein Abo zu beenden und Basic zu buchen, gib dein Passwort ein.", "Best\u00e4tigen"),
    (
        "Um dein Abo zu beenden und Basic abzuschlie\u00dfen, gib dein Passwort ein.",
        "Best\u00e4tigen",
    ),
    ("To cancel Premium and keep Basic, enter your password.", "Confirm"),
    ("To cancel Premium and get Basic, enter your password.", "Confirm"),
    ("Enter your password to pause your membership.", "Confirm"),
    ("Enter your password to accept the offer.", "Confirm"),
    ("Enter your password to upgrade your plan.", "Confirm"),
    ("Enter your password to buy Basic.", "Confirm"),
    ("Gib dein Passwort ein, um dein Abo zu pausieren.", "Best\u00e4tigen"),
    ("Saisissez votre mot de passe pour accepter l'offre.", "Confirmer"),
    ("Pour r\u00e9silier Premium et garder Basic, saisissez votre mot de passe.", "Confirmer"),
    ("Introduce tu contrase\u00f1a para pausar tu suscripci\u00f3n.", "Confirmar"),
    ("Para cancelar Premium y contratar Basic, introduce tu contrase\u00f1a.", "Confirmar"),
]


@pytest.mark.parametrize(("asks", "button"), AGREES_TO_MORE)
def test_no_password_where_it_agrees_to_more(asks: str, button: str) -> None:
    empty = choose(case("# Arbor", asks, "|Password|", f"[{button}]", **ACT, history=INSIDE[:2]))
    filled = choose(case("# Arbor", asks, "|Password=", f"[{button}]", **ACT, history=INSIDE))
    assert empty.action not in {"type", "click"}
    assert filled.action not in {"type", "click"}


@pytest.mark.parametrize(
    "asks",
    [
        "To cancel your plan and keep your account, enter your password.",
        "To cancel your membership, enter your password.",
        "Enter your password to confirm your cancellation.",
        "Gib dein Passwort ein, um deine Mitgliedschaft zu beenden.",
    ],
)
def test_a_password_that_only_ends_it_is_typed(asks: str) -> None:
    move = choose(case("# Cancel", asks, "|Password|", "[Confirm]", **ACT, history=INSIDE[:2]))
    assert (move.action, move.text_ref) == ("type", "password")


PART = "Night Letters on Tipwell"
PART_CARDS = [
    ("Night Letters", "Your discount ends on December 5, 2026", "$5.00 a month"),
    ("Night Letters", "Minimum term", "Ends on December 5, 2026"),
    ("Night Letters", "Welcome offer", "Ends on December 5, 2026"),
    ("Night Letters", "Offer ended", "$5.00 a month"),
    ("Night Letters", "Mindestlaufzeit", "Endet am 5. Dezember 2026"),
    ("Night Letters", "Dein Rabatt endet am 5. Dezember 2026", "5,00 \u20ac im Monat"),
    ("Night Letters", "Engagement", "Prend fin le 5 d\u00e9cembre 2026"),
    ("Night Letters", "Tu descuento termina el 5 de diciembre de 2026", "5,00 \u20ac al mes"),
]
PART_ENDED = [
    ("Night Letters", "Ended on May 3, 2026"),
    ("Night Letters", "Your membership ended on May 3, 2026", "Your discount ended"),
    ("Night Letters", "Your discount ended and your membership was cancelled"),
]


@pytest.mark.parametrize("card", PART_CARDS)
def test_a_part_whose_discount_ends_is_ended_by_its_own_button(card: tuple[str, ...]) -> None:
    came = [step("click", "Memberships")]
    rows = ("# Manage membership", *card, "[Cancel membership]")
    told = {"service": PART, "phase": "act", "history": came}
    assert choose(case(*rows, **told)).target == "Cancel membership"


@pytest.mark.parametrize("card", PART_ENDED)
def test_what_has_ended_is_not_ended_again(card: tuple[str, ...]) -> None:
    came = [step("click", "Memberships")]
    rows = ("# Manage membership", *card, "[Cancel membership]")
    told = {"service": PART, "phase": "act", "history": came}
    assert choose(case(*rows, **told)).target != "Cancel membership"


AWAY = [
    "Quiero volver al inicio",
    "Quiero volver a mi cuenta",
    "Quiero volver m\u00e1s tarde",
    "Je veux revenir \u00e0 l'accueil",
    "Je reviens plus tard",
    "I want to come back later",
    "Come back to account",
    "I'd like to come back to the home page",
]
RETURNS = [
    "Quiero volver",
    "Quiero volver con Arbor",
    "Je veux revenir",
    "Je veux revenir chez Arbor",
    "I want to come back",
    "Come back to Arbor",
]


@pytest.mark.parametrize("words", AWAY)
def test_who_wants_another_page_does_not_restart(words: str) -> None:
    assert not RESTART.whole(fold(words))
    back = ACT | {"goal": "resume", "plan": "Premium", "max_price": "9.99"}
    rows = ("# Pago", "Premium 9,99 \u20ac al mes", f"[{words}]", "[Pagar 9,99 \u20ac]")
    restarted = [step("click", "Reactivar", page="account")]
    assert choose(case(*rows, **back, history=restarted)).target != words


@pytest.mark.parametrize("words", RETURNS)
def test_who_wants_to_come_back_restarts(words: str) -> None:
    assert RESTART.whole(fold(words))
