"""Cards of plans below each other, each with a button of its own. For the last rail."""

from collections.abc import Sequence
from itertools import pairwise

from browser_agent import plan_names
from browser_agent.money import amounts
from browser_agent.strokes import Wording, plain
from kernel.ocr import TextLine

COLUMN_PIXELS, NAME_LETTERS_MIN = 60, 3
_TAKES = Wording(
    r"^(re(start|sume|activate|new|join)|continue|come back|choose|select|get|take|start|switch)\b|"
    r"^(reactiv|reanud|renov|continu|vuelve|volver|eleg|elig|contrat|seleccion)\w*\b|"
    r"^(repren\w+|reactive\w*|continue\w*|chois\w+|reveni\w+|prendre|souscri\w+)\b|"
    r"\b(reaktivieren|fortsetzen|wahlen|buchen|nehmen|starten|wiederaufnehmen)$"
)
_DUE = Wording(
    r"\b(due|today|total|now|setup|activation|fee|then|after|charged|hoy|ahora|luego|despues|heute|"
    r"dann|danach|fallig|gebuhr|aujourd'hui|puis|ensuite|frais)\b"
)


def cards_of_others(
    lines: Sequence[TextLine], *, plan: str | None, x: int, y: int
) -> tuple[TextLine, ...]:
    """The lines of other plans' cards in the column of the button that is pressed at x, y. Only
    where that button and its own card bear our plan's name, and the card its price; and another
    card's button the name that its card is called by, and none of it what is due besides."""
    column = _column(lines, x, y)
    ends = [at for at, each in enumerate(column) if _TAKES.search(plain(each.text))]
    cards = [column[after + 1 : at + 1] for after, at in pairwise([-1, *ends])]
    ours = next((each for each in cards if _holds(each[-1], x, y)), None)
    if plan is None or ours is None or not _is_of(ours, plan):
        return ()
    others = [each for each in cards if each is not ours and _is_of_another(each, plan)]
    return tuple(line for each in others for line in each)


def _column(lines: Sequence[TextLine], x: int, y: int) -> list[TextLine]:
    pressed = next((each for each in lines if _holds(each, x, y)), None)
    if pressed is None:
        return []
    near = [each for each in lines if abs(each.x0 - pressed.x0) <= COLUMN_PIXELS]
    return sorted(near, key=lambda each: each.y0)


def _is_of(card: Sequence[TextLine], plan: str) -> bool:
    *told, button = card
    named = plan_names.bears(button.text, plan) and any(
        plan_names.bears(x.text, plan) for x in told
    )
    return named and any(amounts(each.text) for each in told)


def _is_of_another(card: Sequence[TextLine], plan: str) -> bool:
    *told, button = card
    words = set(plain(button.text).split())
    called = words & {word for each in told for word in plain(each.text).split()}
    called = {word for word in called if len(word) >= NAME_LETTERS_MIN}
    said = [plain(each.text) for each in card]
    ours = any(plan_names.bears(each.text, plan) for each in card)
    return bool(called) and not ours and not any(map(_DUE.search, said))


def _holds(line: TextLine, x: int, y: int) -> bool:
    return line.x0 <= x < line.x1 and line.y0 <= y < line.y1
