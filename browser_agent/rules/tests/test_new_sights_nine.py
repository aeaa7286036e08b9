"""Ends for a fee, and what stands last on every page."""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import told_way
from browser_agent.rules.fees import names_a_fee
from browser_agent.rules.footer import is_last_row
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.drawn import answer, camera, clicked, reader
from browser_agent.rules.tests.test_first_sights import LEAVING
from browser_agent.rules.tests.vision_pages import Camera, flow
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.tests.test_costly_choices import COSTLY, FREE
from kernel.ocr import Reader

__all__ = ["camera", "reader"]

NOW = "Immédiatement \u2013 frais de résiliation anticipée de 48,60 €"
LATER = "À la fin de l'engagement, le 12 mars 2027 \u2013 sans frais"
ASKS = ("# Résilier l'abonnement", "Quand souhaitez-vous résilier ?")


@pytest.mark.parametrize("words", COSTLY.replace("\n", "|").split("|"))
def test_a_fee_is_told_in_whatever_words(words: str) -> None:
    assert names_a_fee(fold(words))


@pytest.mark.parametrize("words", FREE.replace("\n", "|").split("|"))
def test_what_costs_nothing_names_no_fee(words: str) -> None:
    assert not names_a_fee(fold(words))


@pytest.mark.parametrize(
    ("now", "later"),
    [
        (NOW, LATER),
        ("Cancel immediately, early termination fee applies", "At the end of my term, no fee"),
        ("Sofort kündigen \u2013 Gebühr 48,60 €", "Zum Ende der Laufzeit \u2013 kostenlos"),
        ("Baja inmediata, con penalización", "Al final del periodo, sin penalización"),
    ],
)
def test_of_two_days_to_end_on_the_one_that_costs_nothing(now: str, later: str) -> None:
    move = choose(case(*ASKS, f"(.) {now}", f"(.) {later}", "[Continuer]", **LEAVING))
    assert (move.action, move.target) == ("click", later)
    move = choose(case(*ASKS, f"(o) {now}", f"(.) {later}", "[Continuer]", **LEAVING))
    assert (move.action, move.target) == ("click", later)
    move = choose(case(*ASKS, f"(.) {now}", f"(o) {later}", "[Continuer]", **LEAVING))
    assert (move.action, move.target) == ("click", "Continuer")


@pytest.mark.parametrize("circle", ["(.)", "(o)"])
@pytest.mark.parametrize("other", ["Garder mon abonnement", "Annuler seulement l'option Sport"])
def test_nothing_is_chosen_where_every_end_costs_a_fee(circle: str, other: str) -> None:
    rows = (f"{circle} {NOW}", f"(.) {other}", "(.) Autre choix", "[Continuer]")
    move = choose(case(*ASKS, *rows, **LEAVING))
    assert (move.action, move.error_code) == ("need_human", "policy_denied")


def test_a_fee_told_below_a_choice_is_not_taken_either() -> None:
    rows = ("# Cancel plan", "When should it end?", "(.) Cancel today", "(.) At the end of my term")
    given = case(*rows, "[Continue]", **LEAVING)
    assert choose(given).target == "At the end of my term"  # it lets the paid time run out anyway
    today = given.screen.controls[2]
    fee = Control("A fee of $48.00 applies.", Box(302, 172, 520, 188), today.ink)
    only = [x for x in given.screen.controls if not x.text.startswith("At the end")]
    told = Case(given.question, given.screen.__class__(
        given.screen.width, given.screen.height, controls=(*only, fee),
        fields=(), sentences=given.screen.sentences))  # fmt: skip
    assert choose(told).target != "Cancel today"


def test_a_choice_that_begins_with_a_word_of_one_letter_keeps_its_circle(
    camera: Camera, reader: Reader
) -> None:
    """The circle was taken for the letter: the end that costs nothing was no choice."""
    rows = "".join(f"<p><label><input type=radio name=a> {x}</label></p>" for x in (NOW, LATER))
    html = flow(f"<h1>{ASKS[0][2:]}</h1><p>{ASKS[1]}</p>{rows}<button>Continuer</button>")
    history = [clicked("account", "Résilier l'abonnement")]
    move = answer(html, camera, reader, history=history)
    assert move.target.startswith("À la fin")


GREY = Ink((29, 27, 46), (247, 246, 251), underlined=False)


def with_last_row(*rows: str, **told: object) -> Case:
    """Below the page, on a ground of its own: the company, help, and the way out by law."""
    given = case(*rows, **told)
    links = (("Studio SAS", 482, 613), ("Aide", 621, 650), ("Résilier votre contrat", 658, 791))
    last = tuple(
        Control(words, Box(x0, 639, x1, 657), GREY, listed=True) for words, x0, x1 in links
    )
    screen = given.screen
    return Case(given.question, screen.__class__(
        screen.width, screen.height, controls=(*screen.controls, *last),
        fields=screen.fields, sentences=screen.sentences))  # fmt: skip


def test_the_forms_own_button_and_not_the_link_of_every_page() -> None:
    """The link that led to the form was pressed again, as the last press."""
    history = [step("click", "Résilier votre contrat"), step("click", LATER, page="confirm")]
    told = LEAVING | {"service": "Studio", "history": history}
    given = with_last_row(*ASKS, f"(.) {NOW}", f"(o) {LATER}", "[Continuer]", **told)
    assert is_last_row(given, given.screen.controls[-1])
    assert not is_last_row(given, given.screen.controls[1])
    assert choose(given).target == "Continuer"
    alone = with_last_row("# Mes projets", "Affiches", **told | {"history": []})
    assert choose(alone).target == "Résilier votre contrat"


def test_the_name_of_the_house_beside_the_way_out_leads_nowhere() -> None:
    given = with_last_row("# Mes projets", "Affiches et logos", **LEAVING | {"service": "Studio"})
    assert told_way(given) is None
