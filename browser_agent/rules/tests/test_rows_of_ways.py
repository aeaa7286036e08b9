"""Lists of what can be done, each with a title, what comes of it in small letters, and a button."""

from dataclasses import replace

from browser_agent.rules import act
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.vision_screens import case, step

ROWS = (
    ("Cambiar de método de pago", "Visa terminada en 4410", "Ver"),
    ("Congelar la suscripción", "Hasta 3 meses sin pagar", "Congelar"),
    ("Dar de baja la suscripción", "No se renovará más", "Continuar"),
)


def listed() -> Case:
    """Title and small letters close below each other at the left, the button at the far right."""
    flat = [item for title, told, deed in ROWS for item in (title, told, f"[{deed}]")]
    page = case("# ¿Qué quieres hacer?", *flat, history=[step("click", "Gestionar mi suscripción")])
    tops = [60] + [200 + 68 * (n // 3) + (0, 23, 12)[n % 3] for n in range(len(flat))]
    lefts = [300] + [(190, 190, 887)[n % 3] for n in range(len(flat))]
    places = {
        each.text: Box(x, y, x + each.box.width, y + 18)
        for each, x, y in zip(page.screen.controls, lefts, tops, strict=True)
    }
    controls = [
        replace(x, box=places[x.text], face=x.face and around(places[x.text]))
        for x in page.screen.controls
    ]
    said = [replace(each, box=places[each.text]) for each in page.screen.sentences]
    return replace(
        page, screen=replace(page.screen, controls=tuple(controls), sentences=tuple(said))
    )


def around(box: Box) -> Box:
    return Box(box.x0 - 20, box.y0 - 10, box.x1 + 20, box.y1 + 10)


def test_what_a_way_out_would_bring_is_no_end_and_its_button_is_the_way() -> None:
    move = act.choose(listed())
    assert (move.action, move.target, move.state) == ("click", "Continuar", "active")
