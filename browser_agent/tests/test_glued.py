"""A blank that recognition lost makes no forbidden word pass, and no allowed one fail."""

import pytest

from browser_agent import lexicon
from browser_agent.glued import part

FORBIDDEN = (
    "Buy now", "Pay now", "Upgrade to premium", "Upgrade plan", "Keep plan", "Keep my plan",
    "Keep premium", "Pause subscription", "Pause membership", "Switch plan", "Switch to basic",
    "Restart membership", "Renew now", "Claim offer", "Accept offer", "Stay subscribed",
    "Continue membership", "Get one month free", "Start free trial", "Subscribe now",
    "Jetzt kaufen", "Jetzt abonnieren", "Abo behalten", "Abo pausieren", "Angebot annehmen",
    "Tarif wechseln", "Jetzt verlängern", "Kostenpflichtig bestellen", "Rabatt sichern",
    "Weiter nutzen", "Vertrag verlängern",
    "Comprar ahora", "Mantener plan", "Aceptar oferta", "Pausar suscripción", "Renovar ahora",
    "Acheter maintenant", "Garder mon abonnement", "Suspendre abonnement", "Profiter offre",
)  # fmt: skip
ALLOWED = (
    "Cancel membership", "Cancel plan", "Cancel subscription", "Confirm and cancel", "No thanks",
    "Not now", "End trial", "Stop subscription", "Abo kündigen", "Jetzt kündigen",
    "Mitgliedschaft kündigen", "Vertrag kündigen", "Cancelar suscripción", "Cancelar plan",
    "Anular suscripción", "Résilier mon abonnement", "Résilier maintenant", "Annuler abonnement",
)  # fmt: skip
WHOLE = (
    "unsubscribe", "subscription", "Abonnement", "Kündigungsbestätigung", "Jahresabonnement",
    "payments", "Membership", "Mitgliedschaft", "Zahlungsmethode", "désabonnement", "continue",
)  # fmt: skip


@pytest.mark.parametrize("words", FORBIDDEN)
def test_a_forbidden_label_stays_forbidden_without_its_blanks(words: str) -> None:
    assert lexicon.forbidden_on_cancel(words)
    assert lexicon.forbidden_on_cancel(words.replace(" ", ""))


@pytest.mark.parametrize("words", ALLOWED)
def test_a_way_out_stays_allowed_without_its_blanks(words: str) -> None:
    assert lexicon.forbidden_on_cancel(words) is None
    assert lexicon.forbidden_on_cancel(words.replace(" ", "")) is None


@pytest.mark.parametrize("words", WHOLE)
def test_one_word_is_left_alone(words: str) -> None:
    text = lexicon.plain(words)
    assert part(text) == text
