"""What an auditor found where pages tell an end that is another one's, or not yet one: each with
the input that showed it. Both readers have to say it, so one of them that does not is enough; most
of these are told by neither."""

from datetime import date

import pytest

from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case
from browser_agent.sayings import state_of
from kernel.ocr import TextLine

TODAY = date(2026, 11, 24)


def read(*rows: str, service: str = "Arbor TV") -> tuple[str, str]:
    """What the rail and the rules read on a page of these rows."""
    lines = [
        TextLine(text, 300, 160 + 60 * row, 300 + 9 * len(text), 178 + 60 * row, 1.0)
        for row, text in enumerate(rows)
    ]
    page = case(*rows, service=service)
    return state_of(lines, service), read_state(page.screen, today=TODAY, service=service).state


TORN = [
    ("Arbor TV - Basic - cancelled", "Arbor TV - Premium - active"),
    ("Arbor TV Basic - cancelled", "Arbor TV Premium - active"),
    ("Arbor TV - Basic - annul\u00e9", "Arbor TV - Premium - actif"),
    ("Arbor TV - B\u00e1sico - cancelado", "Arbor TV - Premium - activo"),
    ("Arbor TV - Standard - gek\u00fcndigt", "Arbor TV - Premium - aktiv"),
    ("Arbor TV - Premium - r\u00e9sili\u00e9", "Arbor TV - Standard - actif"),
    ("Arbor TV - Monthly - cancelled", "Active"),
    ("Arbor TV - Monthly - cancelled", "Arbor TV Premium", "$9.99 a month"),
    ("Arbor TV - Monthly - cancelled", "Arbor TV - Annual - 99.99"),
    ("Arbor TV - Monthly - expired", "Arbor TV - Annual - active"),
    ("Arbor TV - Digital - cancelled", "Manage", "Cancel subscription"),
    ("Arbor TV - Basic - cancelled", "Arbor TV - Premium", "Cancel plan"),
]


@pytest.mark.parametrize("rows", TORN)
def test_an_ended_row_beside_one_that_runs_proves_no_end(rows: tuple[str, ...]) -> None:
    assert "cancelled" not in read(*rows)


def test_nor_where_the_name_of_one_begins_the_others() -> None:
    assert "cancelled" not in read("Arbor Plus - cancelled", "Arbor - active", service="Arbor")
    page = ("Arbor - Basic - cancelled", "Your plan", "Premium", "Active")
    assert "cancelled" not in read(*page, service="Arbor")
    post = ("The Post - Digital - cancelled", "The Post - Standard - active")
    assert "cancelled" not in read(*post, service="The Post")


@pytest.mark.parametrize(
    "rows",
    [
        ("Arbor TV - Digital - cancelled",),
        ("Arbor TV", "Arbor TV - Digital - cancelled", "[Restart]"),
        ("Account", "Arbor TV - Digital - cancelled", "Kids Box - active"),
    ],
)
def test_our_only_row_tells_ours(rows: tuple[str, ...]) -> None:
    assert read(*rows) == ("cancelled", "cancelled")


def test_the_row_of_another_ends_nothing_of_ours() -> None:
    assert read("Arbor TV - Digital - active", "Kids Box - cancelled") == ("unknown", "active")


def test_prices_of_other_plans_hide_no_renewal_beside_the_end_of_another() -> None:
    rows = ("Premium", "Billed every month", "Music", "Billed every year")
    assert read("Your Kids plan was cancelled.", *rows)[1] == "unknown"
    assert read("Your plan was cancelled.", *rows) == ("cancelled", "cancelled")


WANTED = [
    ("Your subscription will end on December 5, 2026.", "Enter your password to confirm."),
    ("Your subscription will end on December 5, 2026.", "Confirm with your password"),
    ("Your subscription will end on December 5, 2026.", "Enter your password to finish."),
    ("Dein Abo endet am 5. Dezember 2026.", "Um zu k\u00fcndigen, gib dein Passwort ein."),
    ("Dein Abo endet am 5. Dezember 2026.", "Best\u00e4tige mit deinem Passwort."),
    ("Votre abonnement prendra fin le 5 d\u00e9cembre 2026.",
     "Pour r\u00e9silier, saisissez votre mot de passe."),
    ("Votre abonnement prendra fin le 5 d\u00e9cembre 2026.",
     "Entrez votre mot de passe pour confirmer."),
    ("Tu suscripci\u00f3n terminar\u00e1 el 5 de diciembre de 2026.",
     "Para cancelar, introduce tu contrase\u00f1a."),
]  # fmt: skip


@pytest.mark.parametrize("rows", WANTED)
def test_what_a_password_is_wanted_for_has_not_happened(rows: tuple[str, ...]) -> None:
    assert read(*rows) == ("unknown", "unknown")


def test_a_password_that_may_be_changed_is_wanted_for_nothing() -> None:
    ended = "Your subscription was cancelled and ends on December 5, 2026."
    assert read(ended, "Password", "Change password") == ("cancelled", "cancelled")
    assert read(ended, "Confirm new password")[1] == "cancelled"


LEFT = [
    "We need your signature.", "Your signature is missing.", "Please visit a store to sign.",
    "Please upload the signed form.", "It takes effect when we hear back from you.",
    "An agent has to approve it.", "Our team will review it.",
    "If you do not reply to our e-mail, your plan stays active.",
    "It is void if you do not sign the form.",
]  # fmt: skip


@pytest.mark.parametrize("words", LEFT)
def test_what_is_recorded_and_waits_for_somebody_is_no_end(words: str) -> None:
    assert read("We have recorded your cancellation.", words) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ("Wir haben deine K\u00fcndigung erfasst.", "Wir brauchen noch deine Unterschrift."),
        ("Wir haben deine K\u00fcndigung erfasst.", "Bitte schicke uns das Formular zur\u00fcck."),
        ("Wir haben deine K\u00fcndigung erfasst.",
         "Falls du nicht antwortest, l\u00e4uft dein Abo weiter."),
        ("Nous avons enregistr\u00e9 votre r\u00e9siliation.", "Il manque votre signature."),
        ("Hemos registrado tu cancelaci\u00f3n.",
         "Ser\u00e1 efectiva cuando recibamos tu carta."),
    ],
)  # fmt: skip
def test_nor_in_other_languages(recorded: str, words: str) -> None:
    assert read(recorded, words) == ("unknown", "unknown")
