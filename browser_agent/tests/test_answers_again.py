"""What answers to a question do, by the rail: sent along, not kept, told behind a colon."""

import pytest

from browser_agent.agreed import denied_by
from browser_agent.policy import Press, judge_press
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain


@pytest.mark.parametrize(
    "words", ["Skip and continue", "\u00dcberspringen und weiter", "Passer et continuer"]
)
def test_a_skip_that_goes_on_sends_what_is_ticked(words: str) -> None:
    press = Press(target=words, label=words, page="survey", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed
    ticked = Press(
        target=words, label=words, page="offer", commit=False, chosen=("Pause for 1 month",)
    )
    assert judge_press(ticked, action="cancel", commits=0).rule == "preselected"


def test_a_skip_that_goes_on_beside_a_delivery_puts_it_off() -> None:
    words, row = "\u00dcberspringen und weiter", ("N\u00e4chste Lieferung: 14. Dezember",)
    press = Press(target=words, label=words, page="account", commit=False, row=row)
    assert judge_press(press, action="cancel", commits=0).rule == "change"


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("S\u00ed, no quiero conservarlos: cancelar mi suscripci\u00f3n", Stance.LEAVE),
        ("No, I don't need them: cancel my subscription", Stance.LEAVE),
        ("Nein, brauche ich nicht: Abo k\u00fcndigen", Stance.LEAVE),
        ("Non, je n'en veux pas : r\u00e9silier mon abonnement", Stance.LEAVE),
        ("No quiero quedarme los cr\u00e9ditos: darme de baja", Stance.LEAVE),
        ("No quiero mantenerlas", Stance.LEAVE),
        ("S\u00ed, quiero conservarlos", Stance.KEEP),
        ("Qued\u00e1rmelos", Stance.KEEP),
        ("Nicht vergessen: Abo behalten", Stance.KEEP),
        ("No quiero cancelar: conservar mis cr\u00e9ditos", Stance.KEEP),
        ("No quiero perderlos: no cancelar mi suscripci\u00f3n", Stance.KEEP),
        ("No lo necesito: cambiar a B\u00e1sico", Stance.CHANGE),
        ("Please do not: cancel my plan", Stance.KEEP),
    ],
)
def test_what_stands_behind_a_refusal_and_a_colon_decides(words: str, stance: Stance) -> None:
    """It was read as one clause, whose no went for both verbs."""
    assert stances(plain(words)) == {stance}
    press = Press(target=words, label=words, page="offer", commit=False)
    allowed = judge_press(press, action="cancel", commits=0).allowed
    assert allowed is (stance is Stance.LEAVE)


@pytest.mark.parametrize(
    ("asks", "rule"),
    [
        ("Enter your password to turn off automatic renewal.", None),
        ("Enter your password to confirm the cancellation.", None),
        ("Gib dein Passwort ein, um die Verl\u00e4ngerung zu deaktivieren.", None),
        ("Saisissez votre mot de passe pour d\u00e9sactiver le renouvellement.", None),
        ("Introduce tu contrase\u00f1a para finalizar tu suscripci\u00f3n.", None),
        ("Enter your password to turn off renewal and switch to Basic.", "changes"),
        ("Gib dein Passwort ein, um das Abo zu beenden und in Basis zu wechseln.", "changes"),
        ("Votre mot de passe pour r\u00e9silier et passer \u00e0 l'offre Essentiel.", "changes"),
        ("Introduce tu contrase\u00f1a para cancelar y pasar a B\u00e1sico.", "changes"),
    ],
)
def test_a_password_goes_where_it_ends_the_plan_and_does_no_more(
    asks: str, rule: str | None
) -> None:
    assert denied_by([asks, "Password"], ends=True) == rule
