"""Where the rail lets a password be typed, and where it does not: what an auditor found."""

import pytest

from browser_agent.contract import ActionName
from browser_agent.policy_typing import judge_secret


def judged(*around: str, action: ActionName = "cancel") -> str:
    return judge_secret(
        "password",
        url="https://a.example/x",
        origins=("a.example",),
        loopback=False,
        page_words=(*around, "Password"),
        label="Password",
        attempts=0,
        around=around,
        action=action,
    ).rule


@pytest.mark.parametrize(
    "around",
    [
        ("Your account will not be deleted.", "Enter your password to cancel your membership."),
        ("Cancel membership", "Your account is not deleted, you can come back any time."),
        ("If you cancel, your saved profile will not be deleted.",),
        ("Cancelling ends your plan without deleting your account.",),
        ("Your account will not be deleted, only your membership ends.",),
        ("Dein Konto wird dabei nicht gel\u00f6scht.", "Gib dein Passwort ein"),
        ("Dein Konto wird nicht gel\u00f6scht, sondern bleibt bestehen.",),
        ("Wenn du dein Abo k\u00fcndigst, wird dein Konto nicht gel\u00f6scht.",),
        ("Votre compte n'est pas supprim\u00e9.", "Saisissez votre mot de passe"),
        ("Cela ne supprime pas votre compte.",),
        ("Tu cuenta no ser\u00e1 eliminada.", "Introduce tu contrase\u00f1a"),
        ("Cancelas sin eliminar tu cuenta.",),
        ("Your list is kept for 10 months, then your account data is deleted.", "Password"),
        ("Log in", "Because you were away, your profile data are removed after 2 years"),
    ],
)
def test_what_is_told_not_to_be_erased_is_not(around: tuple[str, ...]) -> None:
    assert judged(*around) == "none_against"
    assert judged(*around, "Your profile will be wiped.") == "erases"


@pytest.mark.parametrize(
    "told",
    [
        "Your account will not be deleted until you confirm.",
        "Your account will not be deleted for 30 days.",
        "Your account is not deleted yet.",
        "Your account is not closed but deleted.",
        "Until you confirm, your account will not be deleted.",
        "If you change your mind, your account will not be deleted.",
        "If you do not cancel, your account will not be deleted.",
        "Your account will not be deleted if you do not cancel.",
        "Your playlists cannot be restored and your account is deleted.",
        "Your account will not be deleted. Your profile will be wiped.",
        "Dein Konto wird nicht gel\u00f6scht, bevor du dein Passwort eingibst.",
        "Wenn du nichts tust, wird dein Konto nicht gel\u00f6scht.",
        "Votre compte ne sera pas supprim\u00e9 avant votre confirmation.",
        "Tu cuenta no ser\u00e1 eliminada hasta que confirmes.",
        "We keep your data for 30 days, then your account is deleted.",
    ],
)
def test_what_is_only_put_off_is_erased(told: str) -> None:
    assert judged(told, "Enter your password") == "erases"


def test_a_sentence_that_goes_on_in_the_next_line_is_read_whole() -> None:
    assert judged("Your account will not be deleted", "until you confirm.") == "erases"
    assert judged("Your account will not be deleted", "and you can return.") == "none_against"
    assert judged("Your plan will be changed to Free", "for 3 months, then $9.99.") == "changes"


@pytest.mark.parametrize(
    "told",
    [
        "Your plan will be changed to Free on December 5.",
        "You're moving to the free plan.",
        "Dein Tarif wird auf den kostenlosen Tarif umgestellt.",
        "Vous passez \u00e0 la version gratuite le 5 d\u00e9cembre.",
        "Tu suscripci\u00f3n pasa a Gratis el 5 de diciembre.",
    ],
)
def test_a_change_to_the_free_plan_is_the_end(told: str) -> None:
    """And on a restart it is not what was asked for."""
    assert judged("Cancel Premium", told, "Enter your password to confirm") == "none_against"
    assert judged(told, "Enter your password to confirm", action="resume") == "changes"


@pytest.mark.parametrize(
    "told",
    [
        "Your plan will be changed to Basic on December 5.",
        "Your plan will be changed to Ad Free on December 5.",
        "Your plan will be switched to Premium Free.",
        "Your plan will be switched to the free trial of Plus.",
        "Your plan will be changed to Free, then to Premium.",
        "Your plan will be changed to Free. Then you pay $4.99 a month.",
        "Dein Tarif wird auf Premium kostenlos umgestellt.",
        "Vous passez \u00e0 la formule Premium.",
        "Tu plan pasa a Premium gratis un mes.",
    ],
)
def test_a_change_to_a_plan_that_costs_something_is_none(told: str) -> None:
    assert judged(told, "Enter your password to confirm") == "changes"


def test_a_plan_that_is_paused_may_be_signed_in_to() -> None:
    assert judged("Sign in", "Your subscription is paused. Sign in to see it.") == "none_against"
    assert judged("Log in", "Your plan will be paused on 5 December.") == "none_against"
    assert judged("Your membership will be paused.", "Enter your password") == "changes"
    assert judged("Your plan will be paused.", "Log in again to confirm") == "changes"
