"""Sections of a page that hold what is sold beside the plan: channels, add-ons, extra members.

Geometry; the words of such a title are given by whoever asks.
"""

from collections.abc import Iterable, Sequence

from browser_agent.house import KIND
from browser_agent.strokes import Wording, plain
from browser_agent.titles import PARTED, short_names
from kernel.ocr import TextLine

_PARTS = Wording(
    r"((my|your|premium|extra|active|paid) )?(tv )?(channels|add-?ons?)( (subscriptions|& extras|"
    r"& add-?ons|and extras|and add-?ons))?|extra members?|channel subscriptions|"
    r"((deine|ihre|meine|weitere) )?(kanale|sender|zusatz(pakete|optionen|abos)|zubuchoptionen|"
    r"zubuchbare (pakete|optionen))|((mes|vos|tes) )?(chaines|options)( payantes| en option)|"
    r"((mes|vos|tes) )?chaines|((mis|tus|sus) )?(canales|complementos)( adicionales| activos)?"
)
_OF_THE_PLAN = Wording(
    r"\b(plan|membership|subscription|abonnement|abo|mitgliedschaft|forfait|suscripcion|vertrag|"
    r"membresia|contrat|contrato)\b"
)
HEADER_PIXELS, ASIDE_PIXELS, LEVEL_PIXELS, EDGE_PIXELS = 110, 24, 8, 5
INDENT_PIXELS, WIDE_PIXELS, CARD_PIXELS, GAP_PIXELS, TITLE_MORE = 60, 1000, 220, 46, 1.3
BRAND_LETTERS, HEAD_LETTERS_MIN = 3, 4
TALLER = 1.12  # than the rows of its section
SAME_TITLE, RIBBON_HEIGHTS = 0.94, 1.6


def sections(
    lines: Sequence[TextLine], called: Wording, *, but: str
) -> Iterable[tuple[TextLine, list[TextLine]]]:
    """Each title of these words with the lines below it, down to the next title as high; but: none
    of those in which this is named."""
    for title in lines:
        if title.y0 <= HEADER_PIXELS or not called.fullmatch(plain(title.text)):
            continue
        if _is_tab(title, lines):
            continue
        held = _held(title, lines)
        said = [plain(each.text) for each in held]
        ours = any(_is_ours(_head(each), but) for each in held)
        ours |= any(map(_OF_THE_PLAN.search, said))
        if held and not ours:
            yield title, held


def _is_ours(head: str, name: str) -> bool:
    """The name, with its kind at most: "Arbor Sport" is a channel of Arbor."""
    rest = head.removeprefix(name).split() if name and head.startswith(name) else None
    return rest is not None and all(KIND.fullmatch(word) for word in rest)


def _held(title: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """Rows that stand in a little, up to the next words at the title's own edge; else, if the title
    is taller than its rows, up to the next words as tall."""
    below = [x for x in lines if x.y0 >= title.y1 and x.x1 > title.x0 - ASIDE_PIXELS]
    first = min(below, key=lambda each: each.y0, default=None)
    if first is None or first.x0 - title.x0 > INDENT_PIXELS:
        return []  # a menu at the side of what stands there
    ends = [each.y0 for each in below if abs(each.x0 - title.x0) <= EDGE_PIXELS]
    if min(ends, default=first.y0 + 1) <= first.y0 + LEVEL_PIXELS:
        if title.height < TALLER * first.height:
            return []
        ends = [each.y0 for each in below if each.height >= SAME_TITLE * title.height]
    return [each for each in below if each.y0 < min(ends, default=each.y0 + 1)]


def without_parts(lines: Sequence[TextLine], name: str) -> list[TextLine]:
    """The lines, but the rows of such sections; name: of the service, which may be sold in one."""
    held = {id(line) for _, rows in sections(lines, _PARTS, but=name) for line in rows}
    return [line for line in lines if id(line) not in held]


def without_named(lines: Sequence[TextLine], names: Sequence[str], service: str) -> list[TextLine]:
    """The lines, but the rows or cards of these other subscriptions: from their name to the next
    one, at the right or below."""
    wanted, own = set(map(plain, names)), plain(service)
    heads = {id(x): _head(x) for x in lines}
    titles = [x for x in lines if heads[id(x)] in wanted]  # also where it was scrolled to the edge
    brand, short = own.split(" ")[0], short_names(own)
    titles += [
        x
        for x in lines
        if x.y0 > HEADER_PIXELS
        and heads[id(x)] not in wanted
        and (
            heads[id(x)] in {own, *short}  # "The Arbor News": its first word is no brand
            or (len(brand) >= BRAND_LETTERS and heads[id(x)].startswith((own, f"{brand} ")))
        )
    ]
    cut: set[int] = set()
    for title in titles:
        if heads[id(title)] in wanted:
            cut |= set(map(id, _card(title, titles, lines)))
            cut |= set(map(id, _ribbon(title, titles, lines)))
    return [line for line in lines if id(line) not in cut]


def is_called(line: TextLine, names: Sequence[str]) -> bool:
    """Whether a line begins with one of these names, and says little more."""
    return _head(line) in set(map(plain, names))


def _head(line: TextLine) -> str:
    """ "Arbor Kids", of "Arbor Kids - active" as well, and not of a longer sentence."""
    head = plain(PARTED.split(line.text)[0])
    return head if len(head) >= HEAD_LETTERS_MIN else plain(line.text)


def _card(title: TextLine, titles: Sequence[TextLine], lines: Sequence[TextLine]) -> list[TextLine]:
    """What stands below a name or level with it, without larger gaps, up to the next name; in its
    own column, where another one has a name close by."""
    right = [x.x0 for x in titles if abs(x.y0 - title.y0) <= CARD_PIXELS and x.x0 > title.x1]
    below = [x.y0 for x in titles if x.y0 > title.y1 and abs(x.x0 - title.x0) <= ASIDE_PIXELS]
    edge, end = (
        min(right, default=title.x1 + WIDE_PIXELS),
        min(below, default=title.y1 + CARD_PIXELS),
    )
    slack = max(LEVEL_PIXELS, title.height / 2)
    near = [
        x
        for x in lines
        if title.x0 - ASIDE_PIXELS <= x.x0 < edge - ASIDE_PIXELS / 2
        and title.center_y - slack <= x.center_y < end - slack / 2
    ]
    held = [title]
    for line in sorted(near, key=lambda each: each.y0):
        gap = line.y0 - max(x.y1 for x in held)
        own_edge = line.x0 - title.x0 <= ASIDE_PIXELS  # and no chip at the end of the row
        if gap > GAP_PIXELS or (own_edge and line.height > TITLE_MORE * title.height):
            break
        held.append(line)
    return held


def _ribbon(
    title: TextLine, titles: Sequence[TextLine], lines: Sequence[TextLine]
) -> list[TextLine]:
    """What tells of each card how it stands, right above its name: of cards side by side, the first
    of their columns."""
    beside = [x for x in titles if abs(x.y0 - title.y0) <= EDGE_PIXELS and x is not title]
    higher = [x for x in titles if x.y1 < title.y0 and abs(x.x0 - title.x0) <= ASIDE_PIXELS]
    own = _right_above(title, lines)
    if own is None or higher:
        return []
    others = [_right_above(each, lines) for each in beside]
    alike = any(
        x is not None and x is not own and abs(x.y0 - own.y0) <= EDGE_PIXELS for x in others
    )
    return [own] if alike else []


def _right_above(title: TextLine, lines: Sequence[TextLine]) -> TextLine | None:
    near = [
        each
        for each in lines
        if 0 <= title.y0 - each.y1 <= RIBBON_HEIGHTS * title.height
        and abs(each.x0 - title.x0) <= EDGE_PIXELS
        and each.height <= title.height
    ]
    return max(near, key=lambda each: each.y1, default=None)


def _is_tab(title: TextLine, lines: Sequence[TextLine]) -> bool:
    """Level with other words as high: one of several tabs."""
    return any(
        abs(each.center_y - title.center_y) <= LEVEL_PIXELS
        and each.height >= SAME_TITLE * title.height
        for each in lines
        if each is not title
    )
