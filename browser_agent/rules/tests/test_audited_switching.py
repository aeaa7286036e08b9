"""Pages that an audit found: what looks like a way, and takes another plan or something else."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.vision_screens import case, step

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
