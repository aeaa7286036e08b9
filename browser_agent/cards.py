"""Which card or row a button belongs to, and what stands in it: another plan, at another price.

For the last rail; by places alone, no code shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent import plan_names
from browser_agent.lexicon import plain
from browser_agent.money import CENT, amounts
from browser_agent.strokes import Wording
from kernel.ocr import TextLine

CARD_PIXELS, ROW_PIXELS = 200, 26
_NAME = re.compile(r"(?<!^)\b[A-Z][^\W\d_]{3,}")  # not the verb that a button begins with
# What is due, how it is paid, and what was: none of it tells another plan from ours.
_DUE = Wording(
    r"\b(due|today|total|charged?|now|billed|pay\w*|renew\w*|first|next|paypal|visa|mastercard|amex|"
    r"klarna|apple|google|sepa|card|heute|gesamt\w*|fallig|jetzt|erste|nachste|zahlung\w*|"
    r"abbuchung|abgebucht|lastschrift|karte|verlanger\w*|hoy|ahora|primer\w*|proxim\w*|pago|"
    r"cobr\w*|renuev\w*|renov\w*|tarjeta|aujourd'hui|maintenant|premier|prochain\w*|preleve\w*|"
    r"paiement|carte|renouv\w*)\b"
)
_WAS = Wording(
    r"\b(had|was|were|used to|until|before|previous\w*|last|old|former|hattest|hatten|war|"
    r"bisher\w*|fruher|tenias|era|antes|anterior|avais|aviez|etait|ancien\w*|precedent\w*)\b"
)
# A button that bears no plan's name: what stands above it in its card tells which one it takes.
_CHOOSES = Wording(
    r"(choose|select|pick|get|take|buy|order|start|switch|change|subscribe)"
    r"( (it|this|now|plan|this plan|to this plan))?|"
    r"(plan )?(auswahlen|wahlen|nehmen|buchen|kaufen|wechseln|bestellen|abonnieren)|"
    r"(choisir|selectionner|prendre|acheter|souscrire|s'abonner|passer)"
    r"( (ce forfait|cette (offre|formule)))?|"
    r"(elegir|escoger|seleccionar|contratar|comprar|cambiar|suscribirse|suscribirme)"
    r"( (este plan|esta (oferta|tarifa)))?|scegli|seleziona|kies|kiezen|escolher|assinar"
)
_TAKES = Wording(
    r"(yes )?(restart|resume|reactivate|renew|restore|resubscribe|subscribe|rejoin|come back|"
    r"return|continue|start|switch|upgrade|choose|select|get|buy|reanudar|reactivar|renovar|elegir|"
    r"contratar|reprendre|reactiver|choisir|souscrire|passer)\b|.*\b(reaktivieren|fortsetzen|"
    r"wahlen|buchen|kaufen|abonnieren|wechseln)$"
)


def card_of(lines: Sequence[TextLine], label: str, x: int, y: int) -> tuple[str, ...]:
    """What stands level with a button in its row, where an amount is among it; else what stands
    above a bare "Choose" in its own column, up to the button of the card above it."""
    said = plain(label)
    if not _TAKES.match(said) and not _CHOOSES.fullmatch(said):
        return ()
    own = next((each for each in lines if _holds(each, x, y)), None)
    level = [each for each in lines if abs(each.center_y - y) <= ROW_PIXELS and each.x1 <= x]
    if any(amounts(each.text) for each in level if each is not own):
        return tuple(each.text for each in level if each is not own)
    if own is None or not _CHOOSES.fullmatch(said):
        return ()
    column = [each for each in lines if each.x0 < own.x1 and own.x0 < each.x1]
    above = [each for each in column if 0 < own.y0 - each.y0 <= CARD_PIXELS and each is not own]
    ends = max((each.y1 for each in above if plain(each.text) == said), default=0)
    return tuple(each.text for each in above if each.y0 >= ends)


def rows_of_others(
    lines: Sequence[TextLine], *, plan: str | None, service: str, x: int, y: int
) -> tuple[TextLine, ...]:
    """The rows of other plans, each with a button of its own that bears the name it is sold by:
    "Or come back as a Collector, $11.99" beside "Resume as Collector". Only for a press that bears
    our plan's name, on a page that tells what it costs now, and once: else nothing says what the
    press would take."""
    pressed = next((each for each in lines if _holds(each, x, y)), None)
    if plan is None or pressed is None or not plan_names.bears(pressed.text, plan):
        return ()
    told = [x for x in lines if plan_names.bears(x.text, plan) and amounts(x.text)]
    if not told or any(_WAS.search(plain(each.text)) for each in told):
        return ()
    others = [each for each in lines if each is not pressed]
    rows = [_row_of_another(lines, each, f"{plan} {service}") for each in others]
    return tuple(each for row in rows for each in row if each is not pressed)


def _row_of_another(lines: Sequence[TextLine], button: TextLine, ours: str) -> list[TextLine]:
    """What stands level with this button, where both bear one name that is not ours, and nothing
    of it speaks of ours, of what is due or of how it is paid."""
    if not _TAKES.match(plain(button.text)):
        return []
    row = [x for x in lines if abs(x.center_y - button.center_y) <= ROW_PIXELS and x is not button]
    row = [each for each in row if each.x1 <= button.x0]
    said = " ".join(each.text for each in (*row, button))
    called = set(_NAME.findall(button.text)) & set(_NAME.findall(" ".join(x.text for x in row)))
    own = set(plain(ours).split()) & set(plain(said).split())
    return row if called and not own and not _DUE.search(plain(said)) else []


def _holds(line: TextLine, x: int, y: int) -> bool:
    return line.x0 <= x < line.x1 and line.y0 <= y < line.y1


def is_another_ones(card: Sequence[str], plan: str | None, price_max: float | None) -> bool:
    """Every price in it is above what was approved, or for a year where a month was."""
    prices = [price for each in card for price in amounts(each)]
    if not prices:
        return False
    if price_max is not None and min(prices) > price_max + CENT / 2:
        return True
    return plan is not None and plan_names.is_only_by_the_year(card, plan)
