"""Sentences with a password that an auditor wrote: what it is given for stands before or behind it.

Each is read by the rules, which type it, and by the last rail, which lets it be typed."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.tests.test_audited_passwords import judged

INSIDE = LEAVING | {
    "history": [
        step("click", "Manage plan", page="account"),
        step("click", "Cancel membership", page="account"),
    ]
}
MORE = [
    "Enter your password to confirm your choice of Basic.",
    "Enter your password to confirm Basic.",
    "Enter your password to confirm the new plan.",
    "Enter your password to confirm your new price.",
    "Enter your password to confirm the transfer.",
    "Enter your password to confirm the extension.",
    "Enter your password to confirm your donation.",
    "Enter your password to confirm your purchase.",
    "Enter your password to confirm the payment.",
    "Enter your password to pause.",
    "Enter your password and your plan is paused.",
    "Enter your password and we'll pause your plan.",
    "Enter your password and switch to Basic.",
    "Enter your password and get 3 months free.",
    "Enter your password and claim your offer.",
    "Enter your password to choose Basic.",
    "Enter your password to select the annual plan.",
    "Enter your password to convert to annual billing.",
    "Enter your password to change to Basic.",
    "Enter your password to change your plan.",
    "Enter your password to give us another chance.",
    "Enter your password to save 50%.",
    "Enter your password to continue at 50% off.",
    "Enter your password to continue with Premium.",
    "Enter your password to continue with your discount.",
    "Enter your password to proceed with the upgrade.",
    "Enter your password to proceed with the pause.",
    "Enter your password to finish the upgrade.",
    "Enter your password to complete your order.",
    "Enter your password to complete the purchase.",
    "Enter your password to complete the switch.",
    "Enter your password to authorize the payment.",
    "Enter your password to authorise a charge of $9.99.",
    "Enter your password to agree to the new terms.",
    "Enter your password to start your free month.",
    "Enter your password to delete your history.",
    "Enter your password to transfer your plan.",
    "Enter your password to turn on auto-renewal.",
    "Enter your password to turn auto-renewal on.",
    "Password required for plan change.",
    "Your password confirms the plan change.",
    "Confirm the pause with your password.",
    "Confirm your upgrade by entering your password.",
    "Confirm your order with your password.",
    "Accept the offer with your password.",
    "The offer is yours once you enter your password.",
    "Type your password to say yes to the offer.",
    "Gib dein Passwort ein, um zu Basic zu wechseln.",
    "Gib dein Passwort ein und wechsle zu Basic.",
    "Gib dein Passwort ein, um die Bestellung abzuschlie\xdfen.",
    "Gib dein Passwort ein, um den Tarifwechsel abzuschlie\xdfen.",
    "Gib dein Passwort ein, um die Pause zu starten.",
    "Gib dein Passwort ein, um das Jahresabo zu best\xe4tigen.",
    "Gib dein Passwort ein, um die Zahlung freizugeben.",
    "Gib dein Passwort ein, um 50 % zu sparen.",
    "Best\xe4tige die Pause mit deinem Passwort.",
    "Best\xe4tigen Sie den Wechsel mit Ihrem Passwort.",
    "Mit dem Passwort best\xe4tigst du den Tarifwechsel.",
    "Mit Ihrem Passwort stimmen Sie dem Jahresabo zu.",
    "Saisissez votre mot de passe pour passer \xe0 Basic.",
    "Saisissez votre mot de passe pour choisir Basic.",
    "Saisissez votre mot de passe pour valider votre commande.",
    "Saisissez votre mot de passe pour valider le paiement.",
    "Saisissez votre mot de passe pour \xe9conomiser 50 %.",
    "Saisissez votre mot de passe et passez \xe0 Basic.",
    "Confirmez la pause avec votre mot de passe.",
    "Confirmez le changement d'offre avec votre mot de passe.",
    "Introduce tu contrase\xf1a para elegir B\xe1sico.",
    "Introduce tu contrase\xf1a para confirmar el pago.",
    "Introduce tu contrase\xf1a para confirmar tu pedido.",
    "Introduce tu contrase\xf1a para ahorrar un 50%.",
    "Introduce tu contrase\xf1a y pasa a B\xe1sico.",
    "Confirma la pausa con tu contrase\xf1a.",
    "Confirma el cambio de plan con tu contrase\xf1a.",
    "Introduce tu contrase\xf1a para quedarte con Premium.",
    "Introduce tu contrase\xf1a para volver a Premium.",
]

ENDS_OR_LOOKS = [
    "Enter your password to confirm the cancellation.",
    "Enter your password to continue.",
    "Enter your password to proceed.",
    "Enter your password to continue to your account.",
    "Enter your password to move to the next step.",
    "Enter your password to add an extra layer of security.",
    "Enter your password to keep your account secure.",
    "To keep your account safe, enter your password.",
    "To keep your data private, enter your password.",
    "To stay secure, enter your password.",
    "Enter your password to switch off auto-renewal.",
    "Enter your password to turn off automatic renewal.",
    "Enter your password to stop your subscription.",
    "Enter your password to go to your account.",
    "Enter your password to access your billing.",
    "Enter your password to view your plan.",
    "Enter your password to confirm the change.",
    "Enter your password to confirm this change.",
    "Enter your password to confirm your identity.",
    "Enter your password to confirm it's you.",
    "Enter your password to change your settings.",
    "Enter your password to manage your plan.",
    "Enter your password to cancel and get a refund.",
    "Enter your password to end your trial.",
    "Enter your password to cancel your free trial.",
    "Enter your password to end your membership and keep access until December 5.",
    "Enter your password to confirm you want to cancel.",
    "Enter your password to confirm you want to end Premium.",
    "Enter your password to have your plan cancelled.",
    "To cancel your plan and receive a confirmation email, enter your password.",
    "To cancel, enter your password. You can rejoin any time.",
    "Gib dein Passwort ein, um die K\xfcndigung zu best\xe4tigen.",
    "Gib dein Passwort ein, um fortzufahren.",
    "Gib dein Passwort ein, um dein Abo zu k\xfcndigen.",
    "Gib dein Passwort ein, um deine Mitgliedschaft zu beenden.",
    "Gib dein Passwort ein, um die K\xfcndigung abzuschlie\xdfen.",
    "Gib dein Passwort ein, um angemeldet zu bleiben.",
    "Best\xe4tige die K\xfcndigung mit deinem Passwort.",
    "Saisissez votre mot de passe pour confirmer la r\xe9siliation.",
    "Saisissez votre mot de passe pour continuer.",
    "Saisissez votre mot de passe pour r\xe9silier votre abonnement.",
    "Saisissez votre mot de passe pour valider la r\xe9siliation.",
    "Saisissez votre mot de passe pour confirmer la r\xe9siliation de votre offre.",
    "Saisissez votre mot de passe pour confirmer la fin de votre offre.",
    "Introduce tu contrase\xf1a para confirmar la baja.",
    "Introduce tu contrase\xf1a para continuar.",
    "Introduce tu contrase\xf1a para cancelar tu suscripci\xf3n.",
    "Introduce tu contrase\xf1a para confirmar la cancelaci\xf3n de tu plan.",
    "Introduce tu contrase\xf1a para seguir con la cancelaci\xf3n.",
    "Introduce tu contrase\xf1a para seguir con el proceso.",
    "Enter your password to keep going.",
    "Enter your password to continue as Mia.",
]


def types(words: str) -> bool:
    page = case("# Arbor", words, "|Password|", "[Confirm]", **INSIDE)
    return choose(page).action == "type"


@pytest.mark.parametrize("words", MORE)
def test_a_password_that_agrees_to_something_else_is_not_given(words: str) -> None:
    assert not types(words)
    assert judged("Arbor", words) != "none_against"


@pytest.mark.parametrize("words", ENDS_OR_LOOKS)
def test_a_password_that_ends_or_looks_is_given(words: str) -> None:
    assert types(words)
    assert judged("Arbor", words) == "none_against"
