"""The label of what is due next, "Next charge", and what stands beside it in its cell or row."""

import re

from browser_agent.rules.columns import heads_an_empty_column
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases

LEVEL_PIXELS = 8
FIRST_PART = re.compile(r" [-\u2013\u2014] |[.,]")
# "Next charge", alone in its cell, and what stands beside it.
DUE_LABEL = Phrases(
    r"(?:next|upcoming) (?:charge|payment|bill(?:ing)?(?: date)?|invoice|renewal)|renewal|"
    r"nachste (?:zahlung|abbuchung|rechnung|abrechnung)|"
    r"proch(?:ain|aine) (?:prelevement|paiement|facture|facturation|echeance)|"
    r"(?:proxim[oa] (?:pago|cobro|factura|cargo|renovacion))"
)
NOTHING = Phrases(
    r"none|nothing(?: due)?|n/?a|keine?|ning[u\u00fa]n[oa]?|aucune?|nessun[oa]?|geen|"
    r"nenhum[oa]?|not scheduled|(?:no|keine) (?:upcoming|further|weiteren?) .{4,20}"
)


def comes_to_nothing(sentence: Sentence, screen: Screen) -> bool:
    """ "Next charge", and level with it at the right or right below it "None"."""
    if heads_an_empty_column(screen, sentence, DUE_LABEL):
        return True
    if not DUE_LABEL.whole(sentence.folded.rstrip(" :")):
        return False
    return any(_says_nothing(sentence.box, each) for each in screen.controls)


def is_left_blank(sentence: Sentence, screen: Screen) -> bool:
    """ "Next billing date" with nothing beside it or below, or a dash too short to be read."""
    if not DUE_LABEL.whole(sentence.folded.rstrip(" :")):
        return False
    label = sentence.box
    return not any(
        (each.box.x1 > label.x1 and abs(each.box.center_y - label.center_y) <= LEVEL_PIXELS)
        or (0 <= each.box.y0 - label.y1 <= 2 * LEVEL_PIXELS and each.box.x0 < label.x1)
        for each in screen.controls
    )


def _says_nothing(label: Box, value: Control) -> bool:
    """Right below only as the first word: "None, access until 5 May"."""
    if value.box.x0 >= label.x1 and abs(value.box.center_y - label.center_y) <= LEVEL_PIXELS:
        return NOTHING.whole(value.folded)
    below = 0 <= value.box.y0 - label.y1 <= 2 * LEVEL_PIXELS
    aligned = abs(value.box.x0 - label.x0) <= LEVEL_PIXELS
    return below and aligned and NOTHING.whole(FIRST_PART.split(value.folded)[0])
