"""The entries of a list of subscriptions, whatever its shape: a column, a grid of cards, a table.

An entry is a short name with what it costs a month or when it renews below it or level with it.
What stands in line with the service's own entry is another one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from browser_agent.house import KIND, House
from browser_agent.parts import GOES_WITH, own_word
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain
from browser_agent.titles import (
    PARTED,
    TIERS,
    names_a_stranger,
    names_another,
    names_in,
    short_names,
)
from kernel.ocr import TextLine

LETTERS = range(4, 41)
COLUMN_PIXELS, GAP_PIXELS, LINES_MAX, LEVEL_PIXELS = 30, 40, 4, 12
LETTER_STEP, EDGE_PIXELS, APART_DOWN, APART_ASIDE = 4, 4, 40, 100
LETTERS_SHARE = 0.22
_RUNS = Wording(
    r"^(?=.*(?:[$\u20ac\u00a3]|\d[.,]\d\d|\b(?:eur|usd|gbp|chf)\b))\D*\d.*\b(month|mo|mth|year|yr|monat|jahr|mois|an|mes|ano|monthly|yearly|annually|monatlich|"
    r"jahrlich|mensuel|annuel|mensual|anual|weeks?|wochen?|semaines?|semanas?)\b|"
    r"\b(renews|renewal|renewed|expires|ends|ended|next (billing|payment|charge)|active until|"
    r"verlanger\w+|verlangerung|lauft (bis|am|aus)|endet|gekundigt|nachste abbuchung|"
    r"renouvell\w+|reconduit\w*|reconduction|prend fin|resilie\w*|prochain\w*|renueva|renovacion|"
    r"proximo (cobro|pago)|cancelad[oa]|finaliza|"
    r"acceso hasta|acces jusqu)\b.*\d"
)
_STATE = Wording(
    r"active|on|off|cancell?ed|expired|ended|paused|aktiv|gekundigt|beendet|pausiert|actif|active|"
    r"resiliee?|expiree?|activ[oa]|cancelad[oa]|finalizad[oa]"
)
LABEL = Wording(
    r"(sub)?total|discount|rabatt|remise|descuento|tax|vat|mwst|tva|iva|price|grundpreis|preis|"
    r"prix|precio|amount|betrag|montant|importe|since|seit|depuis|desde|quantity|seats?|term|"
    r"laufzeit|period\w*|(your )?next .*|last .*|nachst\w+ .*|letzte\w* .*|prochain\w* .*|"
    r"derni\w* .*|proxim\w* .*|ultim\w* .*|products?|produkte?|produits?|productos?|services?|"
    r"servicios?|start\w*|end\w*|first .*|balance|guthaben|solde|saldo|credits?|add-?ons?|extras?|"
    r"downloads?|.*history|.*verlauf|historique.*|historial.*|(credit|kredit) ?(card|karte)|"
    r"carte.*|tarjeta.*|gift.*|gutschein\w*|codes?|devices?.*|gerate.*|appareils.*|"
    r"dispositivos.*|watch .*"
)
_PRICE = re.compile(r"[$\u20ac\u00a3]|\d[.,]\d\d")
VALUE = re.compile(r"\[|^[^\W\d][\w ]{2,24}: ")  # "Payment: Visa [digits]"
_ENDS = re.compile(r"^\W+|\W+$")

Said = Sequence[tuple[TextLine, str]]


def others_in(name: str, said: Said, house: House) -> Iterator[tuple[str, str]]:
    """The names of the entries that are not the service's, and how it is called among them: those
    in line with its own; all of them where it is a guest and not there. said: the lines below the
    header with their plain text.
    """
    heads = [(line, strip_ends(plain(PARTED.split(line.text)[0]))) for line, _ in said]
    found = [(line, head) for line, head in heads if _is_entry(line, head, said)]
    names = [name, *(short_names(name) if own_word(name) is None else [])]
    called = next((x for x in names if any(text == x for _, text in found)), name)
    own = [line for line, text in found if text == called]
    found = [each for each in found if not _tells_more(each[0], found, own, said)]
    listed = _listed_with(own, [line for line, _ in found])
    guest = house.brand is not None and not any(_names_ours(called, text) for _, text in heads)
    for line, text in found:
        if not _is_a_plan(name, text) and text not in names and (line in listed or guest):
            yield text, called


def ends_another(
    lines: Sequence[TextLine], y: int, x: int | None, others: Iterable[str], name: str
) -> bool:
    """Whether the words at this place end one of the others: "Cancel Games subscription"."""
    here = [each for each in lines if each.y0 <= y <= each.y1]
    here = [each for each in here if x is None or each.x0 <= x <= each.x1]
    ends = [each.text for each in here if Stance.LEAVE in stances(plain(each.text))]
    told = [x.text for x in lines if Stance.LEAVE not in stances(plain(x.text))] if ends else []
    return any(
        names_another(each, others, name)
        or (name not in plain(each) and names_a_stranger(each, told, name))
        for each in ends
    )


def _listed_with(own: Sequence[TextLine], entries: Sequence[TextLine]) -> set[TextLine]:
    """What stands in line with ours, or with what does: a grid's last card may be in neither our
    row nor our column."""
    listed, last = set(own), set(own)
    while last:
        last = {
            each
            for each in entries
            if each not in listed and any(_is_in_line(each, known) for known in last)
        }
        listed |= last
    return listed


def _tells_more(line: TextLine, found: Said, own: Sequence[TextLine], said: Said) -> bool:
    """The second line of a name in the cell of a table, or what our own card says of itself."""
    above = [each for each, _ in found if _is_right_above(each, line)]
    beside = [
        x for x, text in said if x.x0 > line.x1 and (_RUNS.search(text) or _PRICE.search(x.text))
    ]
    if above and not any(abs(x.center_y - line.center_y) <= EDGE_PIXELS for x in beside):
        return True
    price = _price_below(line, said)
    if price is None:
        return False
    # As far above its price as our own name is above ours: that is the name of the card. Without
    # another card of this shape nobody knows whether ours has a price at all.
    steps = {x.y0 - each.y0 for each in own if (x := _price_below(each, said)) is not None}
    shaped = [
        (each, below)
        for each, _ in found
        if each not in own and (below := _price_below(each, said)) is not None
        if any(abs(below.y0 - each.y0 - step) <= LEVEL_PIXELS for step in steps)
    ]
    if any(each.y0 < line.y0 and _price_below(each, said) == price for each in own):
        return any(each is not line and below != price for each, below in shaped)
    names = [each for each, below in shaped if below == price]
    return bool(names) and line not in names


def _names_ours(name: str, head: str) -> bool:
    """Our name with its kind at most: in another's house "Arbor TV Lite" is another product."""
    rest = head.removeprefix(name).split() if head.startswith(name) else [""]
    return all(KIND.fullmatch(word) for word in rest)


def _is_a_plan(name: str, text: str) -> bool:
    """ "Arbor Basic" or "Standard with ads", among the plans of Arbor."""
    brand, *_ = name.split() or [""]
    return all(word == brand or KIND.fullmatch(word) for word in text.split())


def strip_ends(text: str) -> str:
    return _ENDS.sub("", text)


def _is_entry(line: TextLine, text: str, said: Said) -> bool:
    short = len(text) in LETTERS and text[:1].isalpha() and not _PRICE.search(line.text)
    short = short and not (VALUE.search(line.text) or GOES_WITH.search(text))
    if (
        not short
        or stances(text)
        or LABEL.fullmatch(text)
        or _STATE.fullmatch(text)
        or _RUNS.search(text)
    ):
        return False
    # The same kind of plan in each card; a cover bears the name that stands below it.
    alike = [each for each, other in said if text == other and each is not line]
    repeated = any(abs(each.x0 - line.x0) >= APART_ASIDE for each in alike)
    repeated |= bool(alike) and any(_is_right_above(each, line) for each, _ in said)
    if repeated or not names_in(TIERS.sub(" ", text)):
        return False
    return _price_below(line, said) is not None or _is_sold_beside(line, said)


def _is_right_above(line: TextLine, other: TextLine) -> bool:
    down, aside = other.y0 - line.y1, abs(other.x0 - line.x0)
    return -LETTER_STEP * 3 <= down <= LEVEL_PIXELS and aside <= EDGE_PIXELS and line is not other


def _price_below(line: TextLine, said: Said) -> TextLine | None:
    """What it costs or when it renews, a few lines further down."""
    last = line
    for _ in range(LINES_MAX):
        below = [
            (each, text)
            for each, text in said
            if 0 <= each.y0 - last.y1 <= GAP_PIXELS and abs(each.x0 - line.x0) <= COLUMN_PIXELS
        ]
        first = min(below, key=lambda found: found[0].y0, default=None)
        if first is None:
            return None
        tall = first[0].height > line.height + LETTER_STEP
        if tall and not _STATE.fullmatch(strip_ends(first[1])):  # a chip is as high as its ground
            return None
        if _RUNS.search(first[1]):
            return first[0]
        last = first[0]
    return None


def _is_sold_beside(line: TextLine, said: Said) -> bool:
    """In the same row of a table, at the right; the name may have a second line in its cell."""
    under = [
        each.y1
        for each, _ in said
        if 0 <= each.y0 - line.y1 <= LEVEL_PIXELS and abs(each.x0 - line.x0) <= EDGE_PIXELS
    ]
    rows = range(line.y0 - EDGE_PIXELS, min(under, default=line.y1) + EDGE_PIXELS)
    level = [text for each, text in said if each.x0 > line.x1 and round(each.center_y) in rows]
    return any(_RUNS.search(text) for text in level) or (
        any(_STATE.fullmatch(text) for text in level) and any(map(_PRICE.search, level))
    )


def _is_in_line(line: TextLine, own: TextLine) -> bool:
    """In letters as high, in one column further up or down, or in one row further aside."""
    down, aside = abs(line.y0 - own.y0), abs(line.x0 - own.x0)
    column = aside <= EDGE_PIXELS and down >= APART_DOWN
    row = down <= EDGE_PIXELS + 2 and aside >= APART_ASIDE
    # A name without a letter that goes below the line is cut off lower.
    step = max(LETTER_STEP, round(LETTERS_SHARE * min(line.height, own.height)))
    return abs(line.height - own.height) <= step and (column or row)
