"""The way out that a law wants on every page tells nothing of the plan."""

import pytest

from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case
from browser_agent.sayings import state_of
from browser_agent.siblings import Siblings
from kernel.ocr import TextLine

TILES = ("Bonjour [name]", "Mon abonnement", "Mes informations", "Factures")


def lines(*rows: tuple[str, ...]) -> list[TextLine]:
    return [
        TextLine(
            text, 40 + 160 * place, 40 * row, 40 + 160 * place + 8 * len(text), 40 * row + 18, 1.0
        )
        for row, texts in enumerate(rows, 1)
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize("words", ["R\u00e9silier", "Cancel subscription"])
def test_beside_the_copyright_it_is_no_plan_that_runs(words: str) -> None:
    page = lines(*((each,) for each in TILES), (words, "\u00a9 2026 Arbor SAS"))
    assert state_of(page) == "unknown"
    for other in ("Aide", "2026-11-03", "2026 season pass"):
        assert state_of(lines(*((each,) for each in TILES), (words, other))) == "active"


def test_for_the_rules_neither() -> None:
    page = case(*TILES, "<Cancel subscription>", "\u00a9 2026 Arbor Ltd")
    first, *_ = (each for each in page.screen.controls if each.text.startswith("Cancel"))
    assert read_state(page.screen, today=page.question.today).state == "active"
    beside = [
        each if not each.text.startswith("\u00a9") else
        type(each)(each.text, type(each.box)(700, first.box.y0, 900, first.box.y1), each.ink)
        for each in page.screen.controls
    ]  # fmt: skip
    screen = type(page.screen)(
        page.screen.width, page.screen.height, controls=tuple(beside), fields=(), sentences=()
    )
    assert read_state(screen, today=page.question.today).state == "unknown"


@pytest.mark.parametrize(
    "signed",
    ["\u00a9 2026 Arbor", "Copyright \u00a9 2026 Arbor", "@ 2026 Arbor", "\u00a9 2020-2026 Arbor",
     "Arbor \u00a9 2026", "(c) 2026 Arbor"],
)  # fmt: skip
def test_however_the_copyright_is_read(signed: str) -> None:
    assert state_of(lines(("Bonjour",), ("R\u00e9silier", signed))) == "unknown"
    below = lines(("Bonjour",), ("R\u00e9silier", signed), ("Factures",), ("Aide",))
    assert state_of(below) == "active"  # which is no last row


def test_how_many_renew_tells_nothing_of_this_one() -> None:
    said = ("Settings", "Subscriptions", "2 renewing")
    page = case(*said, "<Manage>")
    assert state_of(lines(*((each,) for each in said))) == "unknown"
    assert read_state(page.screen, today=page.question.today).state == "unknown"
    own = case("Arbor Premium", "Renewing on December 5, 2026", "<Manage>")
    assert state_of(lines(("Arbor Premium",), ("Renewing on December 5, 2026",))) == "active"
    assert read_state(own.screen, today=own.question.today).state == "active"


@pytest.mark.parametrize(
    "button", ["Renew for $9.99/month", "Renew for $9.99 a month", "Renew for $30.00"]
)
def test_a_button_that_renews_at_a_price_speaks_against_no_end(button: str) -> None:
    said = ("Orchard TV+", "Subscription canceled. Expires on December 14, 2026.")
    assert state_of(lines(*((each,) for each in (*said, button)))) == "cancelled"
    assert state_of(lines(*((each,) for each in ("Orchard TV+", button)))) != "cancelled"


def test_the_head_of_a_column_and_a_state_are_no_other_subscriptions() -> None:
    page = (
        ("Le Courrier d'Armont", 449, 28, 823, 61),
        ("Mes abonnements", 173, 156, 425, 184),
        ("Abonnement", 185, 230, 277, 247),
        ("Tarif", 413, 230, 448, 247),
        ("\u00c9tat", 536, 228, 567, 247),
        ("Armont Jeux (mots crois\u00e9s)", 185, 275, 361, 295),
        ("2,99 \u20ac/mois", 413, 275, 491, 294),
        ("En cours \u2013 renouvellement le 1er d\u00e9cembre 2026", 536, 275, 847, 292),
        ("R\u00e9silier", 922, 275, 975, 294),
        ("Le Courrier d'Armont", 186, 320, 333, 343),
        ("11,90 \u20ac/mois", 414, 320, 499, 339),
        ("R\u00e9sili\u00e9 \u2013 acc\u00e8s jusqu'au 18 d\u00e9cembre 2026", 536, 320, 811, 340),
        ("Me r\u00e9abonner", 943, 331, 1040, 348),
        ("Int\u00e9gral num\u00e9rique", 186, 336, 307, 356),
    )
    siblings = Siblings("Le Courrier d'Armont")
    siblings.learn([TextLine(text, x0, y0, x1, y1, 0.99) for text, x0, y0, x1, y1 in page])
    assert set(siblings.names) == {"armont jeux mots croises"}
