"""Ends for a fee, kinds of notice in lists, and what stands last on every page."""

import pytest

from browser_agent.policy import Press, is_commit, judge_press
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
from browser_agent.sayings import state_of
from browser_agent.tests.test_belonging import line
from browser_agent.tests.test_costly_choices import COSTLY, FREE
from browser_agent.widgets import Widgets
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


KINDS = ("Bitte wählen", "Ordentliche Kündigung", "Außerordentliche Kündigung")


def form(*entries: str, shown: str = KINDS[0], high: int = 26) -> str:
    """A form of notice with a list of its kinds; its entries, if it is open, over what follows."""
    row = f"line-height:{high}px;padding-left:11px;{{}}"
    blue = row.format("background:#1a66d6;color:#fff")
    rows = "".join(
        f"<div style='{blue if x == shown else row.format('')}'>{x}</div>" for x in entries
    )
    box = "position:absolute;left:0;right:0;top:38px;border:1px solid #555;background:#fff"
    drop = f"<div style='{box}'>{rows}</div>" if entries else ""
    select = f"<select style='width:100%;height:38px;padding-left:8px'><option>{shown}</select>"
    return flow(
        f"<h1>Vertrag kündigen</h1><label>Art der Kündigung</label>"
        f"<div style='position:relative;width:600px;font:16px Arial'>{select}{drop}</div>"
        "<p style='margin-top:60px'>Grund (freiwillig)</p><textarea rows=3></textarea>"
        "<p><button>Weiter zur Bestätigung</button></p>"
    )


OPENED = [clicked("account", "Verträge hier kündigen"), clicked("survey", KINDS[0])]


def test_of_the_kinds_of_notice_the_ordinary_one_is_taken(camera: Camera, reader: Reader) -> None:
    """The ground of the entries that are not marked was taken for a field, and the last one, which
    wants a cause, for what no list shows."""
    move = answer(form(*KINDS), camera, reader, history=OPENED)
    assert (move.action, move.target) == ("click", KINDS[1])
    again = answer(form(shown=KINDS[2]), camera, reader, history=OPENED[:1])
    assert (again.action, again.target) == ("click", KINDS[2])  # opened once more, and not sent


def test_an_entry_of_an_open_list_is_only_set(camera: Camera, reader: Reader) -> None:
    """A look at the address, before what seemed a last press, shut the list again."""
    picture = camera.shoot(form(*KINDS))
    lines = reader.read(picture)
    found = Widgets(picture, lines)
    places = {x.text: (round(x.center_x), round(x.center_y)) for x in lines}  # the lower one stays
    assert found.only_sets(*places[KINDS[1]])
    assert not found.only_sets(*places["Weiter zur Bestätigung"])
    press = Press(KINDS[1], KINDS[1], "survey", commit=False, sets=True)
    assert not is_commit(press, "cancel")
    menu = camera.shoot(form("Abo kündigen", "Tarif wechseln", shown="Verwalten"))
    read = reader.read(menu)
    entry = next(x for x in read if x.text == "Abo kündigen")
    assert not Widgets(menu, read).only_sets(*map(round, entry.center))


def test_a_cause_that_nobody_gave_is_not_sent(camera: Camera, reader: Reader) -> None:
    button = "Weiter zur Bestätigung"
    for shown, allowed in ((KINDS[1], True), (KINDS[2], False)):
        picture = camera.shoot(form(shown=shown))
        sent = Widgets(picture, reader.read(picture)).sent_with(button, "cancel", commits=False)
        press = Press(button, button, "survey", commit=False, chosen=sent)
        assert judge_press(press, action="cancel", commits=0).allowed is allowed


def test_a_circle_with_a_cause_that_was_set_for_us_is_left_for_the_ordinary_one() -> None:
    rows = ("# Vertrag kündigen", "Art der Kündigung", f"(o) {KINDS[2]}", f"(.) {KINDS[1]}")
    assert choose(case(*rows, "[Weiter]", **LEAVING)).target == KINDS[1]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (("Estado: Baja solicitada. Válido hasta el 31 de diciembre de 2026",
          "Hemos registrado tu baja. Última cuota: 1 de diciembre de 2026."), "cancelled"),
        (("Cancellation requested", "We have recorded your cancellation."), "cancelled"),
        (("Résiliation demandée", "Nous avons bien enregistré votre résiliation."), "cancelled"),
        (("Kündigung angefordert", "Wir haben Ihre Kündigung registriert."), "cancelled"),
        (("Estado: Baja solicitada. Válido hasta el 31 de diciembre de 2026",), "unknown"),
        (("Baja solicitada", "Hemos registrado tu solicitud de baja."), "unknown"),
        (("Hemos registrado tu baja.", "Pendiente de confirmación por correo."), "unknown"),
        (("Plan activo", "Próximo pago: 3 de enero", "Hemos registrado tu baja del boletín."),
         "active"),
        (("We have recorded your cancellation request.",), "unknown"),
    ],
)  # fmt: skip
def test_an_end_that_was_recorded_is_more_than_requested(told: tuple[str, ...], state: str) -> None:
    """Done, and proved by one reader only."""
    rows = [line(words, 290, 200 + 60 * number) for number, words in enumerate(told)]
    assert state_of(rows) == state
