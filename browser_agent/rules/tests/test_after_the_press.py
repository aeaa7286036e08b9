"""After the last press: the site at work on it, a dialog still open, the footer."""

from dataclasses import replace

import pytest

from browser_agent.rules import act
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.vision_screens import HEIGHT, WIDTH, case, step
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain


def dialog(*lines: str, committed: bool = True) -> Case:
    last = step("click", "Confirmar", page="checkout", commit=committed)
    told = case(*lines, goal="resume", max_price="9.99", history=[last], committed=committed)
    screen = replace(told.screen, dialog=Box(0, 0, WIDTH, HEIGHT))
    return replace(told, screen=screen)


@pytest.mark.parametrize(
    "button", ["[Procesando...]", "[Traitement en cours\u2026]", "[Reactivating...]"]
)
def test_a_button_at_work_is_waited_for(button: str) -> None:
    page = dialog(
        "# Reactivar tu plan", "Hoy no pagas nada. Próximo cobro: 20 de diciembre de 2026.", button
    )
    assert act.choose(page).action == "wait"


def test_a_dialog_that_still_asks_is_no_restart() -> None:
    page = dialog(
        "# Reactivar tu plan",
        "Plan Ilimitado · 9,99 € al mes",
        "Hoy no pagas nada. Próximo cobro: 20 de diciembre de 2026.",
        "[Confirmar]",
        "[Ahora no]",
    )
    move = act.choose(page)
    assert (move.action, move.target, move.commit) == ("click", "Confirmar", True)


def test_the_way_in_at_the_foot_is_not_gone_again_after_the_end() -> None:
    before = [
        step("click", "Résilier un contrat"),
        step("click", "Notifier la résiliation", page="confirm", commit=True),
    ]
    page = case(
        "Votre résiliation est enregistrée",
        "Elle prendra effet le 2 décembre 2026.",
        "<Résilier un contrat>",
        history=before,
        committed=True,
    )
    foot = page.screen.controls[-1]
    beside = replace(foot, text="Aide et contact - CGV", box=Box(20, foot.box.y0, 200, foot.box.y1))
    screen = replace(page.screen, controls=(*page.screen.controls, beside))
    move = act.choose(replace(page, screen=screen))
    assert (move.action, move.state) == ("done", "cancelled")


def test_a_page_that_resumes_at_a_price_is_no_restart_yet() -> None:
    page = case(
        "# Nos alegra que vuelvas",
        "Reanudarás el plan Esencial por 8,99 € al mes. El próximo cobro será el 3 de diciembre.",
        "[Reanudar por 8,99 €]",
        "[Volver]",
        goal="resume",
        max_price="8.99",
        history=[step("click", "Reanudar suscripción")],
    )
    move = act.choose(page)
    assert (move.action, move.target, move.commit) == ("click", "Reanudar por 8,99 €", True)


def test_what_is_not_given_up_is_to_leave() -> None:
    assert stances(plain("Non, ne pas renoncer et résilier")) == {Stance.LEAVE}
    assert Stance.KEEP in stances(plain("Ne pas renoncer et rester"))
