"""Sentences with a password that end, look or sign in, and were taken for something else."""

import pytest

from browser_agent.rules.tests.test_audited_gates_three import types
from browser_agent.tests.test_audited_passwords import judged

ENDS = [
    "Bitte gib dein Passwort ein, um die K\xfcndigung deines Jahresabos zu best\xe4tigen.",
    "Gib dein Passwort ein, um die K\xfcndigung deiner Zahlungen zu best\xe4tigen.",
    "Saisissez votre mot de passe pour mettre fin \xe0 votre offre.",
    "Saisissez votre mot de passe pour confirmer la r\xe9siliation de votre abonnement \xe0 notre "
    "offre.",
    "Saisissez votre mot de passe pour valider le changement.",
    "Introduce tu contrase\xf1a para dar de baja tu oferta.",
    "Introduce tu contrase\xf1a para confirmar el cambio.",
    "Enter your password to cancel your recurring donation.",
    "Enter your password to end your monthly donation.",
]
SIGNS_IN = [
    "You can also sign in without a password, or switch to a one-time code.",
    "Enter your password, or switch to another account.",
    "Password or switch account",
    "Sign in with password or switch to email code",
    "Passwort vergessen? Passwort wechseln",
    "Gib dein Passwort ein oder wechsle das Konto.",
    "Konto wechseln oder Passwort eingeben",
    "Mot de passe oubli\xe9 ? Choisir un nouveau mot de passe",
    "Mot de passe oubli\xe9 ? Vous pouvez en choisir un nouveau.",
    "Vuelve a introducir tu contrase\xf1a para volver a confirmar.",
]
LOOKS = [
    "Sign in with your password to manage your order.",
    "Enter your password to see your purchases.",
    "Enter your password to manage your purchases and subscriptions.",
    "To see your purchases, enter your password.",
    "Log in with your password to manage your purchases.",
    "Enter your password to view your order history.",
    "Sign in to your account with your password to see your offers.",
    "Saisissez votre mot de passe pour g\xe9rer votre offre.",
    "Saisissez votre mot de passe pour acc\xe9der \xe0 votre offre.",
    "Your password protects your purchases.",
    "Keep your purchases safe: enter your password.",
]
# Beside each of these words something is taken after all.
MORE = [
    "Enter your password to see your purchases and switch to Basic.",
    "Enter your password to view your order and pay.",
    "Enter your password to manage your order for Basic.",
    "Enter your password to confirm your order.",
    "Enter your password to place your order.",
    "Enter your password to see your offer.",
    "Enter your password and switch your account to Basic.",
    "Enter your password and switch account plan.",
    "Enter your password, or switch to another account for $4.99 a month.",
    "Enter your password to make a monthly donation.",
    "Enter your password to end your monthly donation and upgrade.",
    "Gib dein Passwort ein und wechsle das Konto zu Basic.",
    "Gib dein Passwort ein, um dein Jahresabo zu best\xe4tigen.",
    "Gib dein Passwort ein, um die Zahlung deiner K\xfcndigung zu best\xe4tigen.",
    "Mit deinem Passwort wechseln Sie den Tarif.",
    "Saisissez votre mot de passe pour choisir un nouveau forfait.",
    "Saisissez votre mot de passe pour valider le changement d'offre.",
    "Saisissez votre mot de passe pour valider votre offre.",
    "Saisissez votre mot de passe pour acc\xe9der \xe0 votre offre sp\xe9ciale.",
    "Saisissez votre mot de passe pour mettre fin \xe0 votre offre et passer \xe0 Basic.",
    "Introduce tu contrase\xf1a para confirmar el cambio de plan.",
    "Introduce tu contrase\xf1a para volver a confirmar tu suscripci\xf3n.",
    "Introduce tu contrase\xf1a para dar de baja tu plan y aceptar la oferta.",
]


@pytest.mark.parametrize("words", [*ENDS, *SIGNS_IN, *LOOKS])
def test_a_password_is_given_to_end_to_look_and_to_sign_in(words: str) -> None:
    assert types(words)
    assert judged("Arbor", words) == "none_against"


@pytest.mark.parametrize("words", MORE)
def test_what_takes_more_is_still_refused(words: str) -> None:
    assert not types(words)
    assert judged("Arbor", words) != "none_against"
