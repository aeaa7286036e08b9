"""Which card or row a button belongs to, and what stands in it: another plan, at another price.

For the last rail; by places alone, no code shared with the rules.
"""

from collections.abc import Sequence

from browser_agent import plan_names
from browser_agent.lexicon import plain
from browser_agent.money import CENT, amounts
from browser_agent.strokes import Wording
from kernel.ocr import TextLine

CARD_PIXELS, ROW_PIXELS = 200, 26
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
    own = next((each for each in lines if each.x0 <= x < each.x1 and each.y0 <= y < each.y1), None)
    level = [each for each in lines if abs(each.center_y - y) <= ROW_PIXELS and each.x1 <= x]
    if any(amounts(each.text) for each in level if each is not own):
        return tuple(each.text for each in level if each is not own)
    if own is None or not _CHOOSES.fullmatch(said):
        return ()
    column = [each for each in lines if each.x0 < own.x1 and own.x0 < each.x1]
    above = [each for each in column if 0 < own.y0 - each.y0 <= CARD_PIXELS and each is not own]
    ends = max((each.y1 for each in above if plain(each.text) == said), default=0)
    return tuple(each.text for each in above if each.y0 >= ends)


def is_another_ones(card: Sequence[str], plan: str | None, price_max: float | None) -> bool:
    """Every price in it is above what was approved, or for a year where a month was."""
    prices = [price for each in card for price in amounts(each)]
    if not prices:
        return False
    if price_max is not None and min(prices) > price_max + CENT / 2:
        return True
    return plan is not None and plan_names.is_only_by_the_year(card, plan)
