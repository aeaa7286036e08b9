"""What account pages say in seven languages, by our own sentences alone."""

from datetime import date

import pytest

from browser_agent.notices import asks_to_end
from browser_agent.sayings import ended_before, sentences_of, state_of
from kernel.ocr import TextLine

ACTIVE = [
    "Your plan renews on December 14, 2026.", "Next payment: Dec 14, 2026|Visa ending in 4242",
    "Auto-renewal: on|Valid until 3 Jan 2027", "Status|Active|Cancel membership",
    "Free trial ends Dec 3, then $9.99 per month", "Next billing date|14 Dec 2026|Cancel anytime",
    "Your subscription has not been cancelled", "You will be charged $9.99 on 14 December",
    "Tu plan se renueva el 14 de diciembre|Puedes cancelar en cualquier momento",
    "8,99 € par mois · Renouvellement automatique le 22 décembre 2026|Expire en 06/28",
    "Renovación automática el 22 de diciembre de 2026",
    "Automatische Verlängerung am 22. Dezember 2026",
    "Próximo pago: 3 de enero", "Prochain paiement le 3 janvier 2027",
    "Votre abonnement se renouvelle le 3 janvier", "Dein Abo verlängert sich am 3. Januar 2027",
    "Nächste Zahlung am 3. Januar", "Próxima cobrança: 3 de janeiro", "Si rinnova il 3 gennaio",
    "Wordt verlengd op 3 januari", "Volgende betaling: 3 januari",
]  # fmt: skip
CANCELLED = [
    "Vous n'aurez plus rien à payer : votre abonnement se termine le 3 décembre 2026",
    "Am 3. Dezember 2026 wird nichts von deinem Konto abgebucht.",
    "Your plan ends on December 14, 2026.", "Your membership will not renew.|Watch until 3 Jan",
    "Auto-renewal: off|Valid until 3 Jan 2027", "Restart membership|Standard plan",
    "Ihr Vertrag endet am 31. M\u00e4rz 2027.|K\u00fcndigung widerrufen",
    "Vertrag gek\u00fcndigt zum 31.03.2027|K\u00fcndigung r\u00fcckg\u00e4ngig machen",
    "You won't be charged again", "Danach wird nichts mehr abgebucht.",
    "Next payment: none", "Premium until 3 Jan|Resume subscription",
    "Membership cancelled|Next billing date: None",
    "Tu suscripción finaliza el 14 de diciembre|No se te cobrará más",
    "No se renovará automáticamente", "Votre abonnement ne sera pas renouvelé",
    "Votre abonnement a été résilié|Vous pouvez en profiter jusqu'au 3 janvier",
    "Votre résiliation est enregistrée.|Mes factures", "Ihre Kündigung ist eingegangen.|Rechnungen",
    "Gekündigt zum 3. Januar 2027", "Dein Abo wird nicht verlängert", "Dein Abo läuft am 3.1. aus",
    "Assinatura cancelada", "L'abbonamento scade il 3 gennaio", "Opgezegd. Toegang tot 3 januari",
]  # fmt: skip
SILENT = [
    "Welcome|Films", "If you cancel, your plan ends on Dec 14", "Cancel anytime|Help",
    "Your card expires 12/27", "What happens when my plan ends?", "Offer ends tonight",
    "Your plan renews on 14 Dec.|Your plan ends on 14 Dec.",
]  # fmt: skip


def page(words: str) -> list[TextLine]:
    return [
        TextLine(text, 100, 60 * row, 100 + 9 * len(text), 60 * row + 18, 1.0)
        for row, text in enumerate(words.split("|"))
    ]


@pytest.mark.parametrize(
    ("words", "state"),
    [(words, "active") for words in ACTIVE]
    + [(words, "cancelled") for words in CANCELLED]
    + [(words, "unknown") for words in SILENT],
)
def test_a_page_says_one_thing_or_nothing(words: str, state: str) -> None:
    assert state_of(page(words)) == state


def test_a_sentence_that_runs_on_is_one() -> None:
    lines = [
        TextLine("Your membership will be cancelled and does", 100, 40, 480, 58, 1.0),
        TextLine("not renew after 3 January.", 100, 62, 340, 80, 1.0),
    ]
    assert sentences_of(lines) == [
        "Your membership will be cancelled and does not renew after 3 January."
    ]
    assert state_of(lines) == "cancelled"


@pytest.mark.parametrize(
    "said",
    [
        "Vous n'avez rien \u00e0 faire : votre abonnement se renouvelle le 3 d\u00e9cembre 2026.",
        "Ne faites rien et votre abonnement se renouvellera le 3 d\u00e9cembre 2026.",
        "Du musst nichts tun: N\u00e4chste Abbuchung am 3. Dezember 2026",
        "Verpasse nichts: dein Abo verl\u00e4ngert sich am 3. Dezember 2026.",
    ],
)
def test_nothing_to_do_is_not_nothing_to_pay(said: str) -> None:
    assert state_of([TextLine(said, 40, 100, 40 + 8 * len(said), 118, 0.98)]) == "active"


def test_the_way_out_beside_the_legal_notices_says_nothing_of_a_plan() -> None:
    """French sites have it in the last row of every page: whoever presses it has ended nothing."""
    words = (("CGU", 93), ("Mentions l\u00e9gales", 200), ("R\u00e9silier", 465))
    rows = [TextLine(text, x, 678, x + 90, 698, 0.99) for text, x in words]
    assert state_of(rows) == "unknown"
    assert state_of(rows[1:]) == "active"
    assert not asks_to_end("R\u00e9silier", 688, rows)
    assert asks_to_end("R\u00e9silier", 300, rows)


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([("Next billing date", 205, 715), ("Payment method", 205, 776)], "cancelled"),
        ([("Next billing date", 205, 715), ("11 December 2026", 205, 742)], "unknown"),
    ],
)
def test_a_label_whose_value_was_not_read_takes_none_from_the_next_row(
    rows: list[tuple[str, int, int]], state: str
) -> None:
    said = [("Your subscription is canceled.", 208, 215), *rows, ("Visa ending in 1234", 414, 776)]
    lines = [TextLine(t, x, y, x + 9 * len(t), y + 21, 0.99) for t, x, y in said]
    assert state_of(lines) == state


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("You cancelled on November 2, 2026.", True),
        ("Sie haben am 2. November 2026 gek\u00fcndigt.", True),
        ("Votre abonnement a \u00e9t\u00e9 r\u00e9sili\u00e9 le 12 novembre 2026.", True),
        ("Suscripci\u00f3n cancelada el 2 de noviembre de 2026.", True),
        ("You cancelled on November 22, 2026.", False),
        ("You cancelled on November 21, 2026.", False),
        ("Cancelled. Last payment: November 2, 2026.", False),
        ("Your plan was cancelled and ends on November 30, 2026.", False),
        ("Member since November 2, 2019. Cancelled.", False),
    ],
)
def test_a_day_gone_by_tells_that_it_was_over_before(said: str, before: bool) -> None:
    line = TextLine(said, 40, 100, 40 + 8 * len(said), 118, 0.98)
    assert ended_before([line], date(2026, 11, 22)) is before


def test_a_question_of_a_help_page_asks_for_nothing() -> None:
    assert not asks_to_end("Can I cancel my subscription at any time?", 300, [])
    assert asks_to_end("Cancel my subscription", 300, [])
