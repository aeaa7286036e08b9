"""Where a secret was typed, and where that field stands now: it is painted over wherever it goes.

A page that is scrolled, or grows a line of error above its form, takes the field along. OCR finds
whole words again; it does not find digits that stand in boxes of their own, nor a few dots.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from browser_agent.desktop import Box
from kernel.channels import most

type Drawn = NDArray[np.bool_]
INK_STEP = 48
AROUND_WIDE, AROUND_HIGH = 40, 30
AROUND_PIXELS_MIN, AROUND_SHARE_MIN, AROUND_SHARE_LOW = 60, 0.3, 0.15
EDGE_STEP, EDGE_PIXELS_MIN, SEEN_ROWS_MIN = 24, 24, 4
SIDEWAYS_PIXELS = 18  # a scroll bar that comes or goes shifts what is centred
SAME_SHARE = 0.5  # of the edges of both: a ring of focus comes and goes


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """A field and what stands about it, once it was typed into."""

    edges: Drawn
    written: Drawn  # those that typing has brought
    x0: int  # in the picture; pages are scrolled up and down
    rows: slice  # of the edges: the field itself


@dataclasses.dataclass(frozen=True, slots=True)
class Hiding:
    """A place to paint over, and the name to write on it."""

    box: Box
    name: str
    around: Drawn | None = None  # what is drawn about the field, as it was typed into
    left: bool = False  # something was sent since, and what stands there is another picture
    look: Look | None = None
    away: bool = False  # scrolled out of sight; it may come back
    part: bool = False  # at the picture's edge, and only what is seen of it was found


def hiding(empty: Image.Image, image: Image.Image, box: Box, name: str) -> Hiding:
    """The place of a field that a secret was just typed into: before it, and as it is now. Without
    a look where other things stand about it by now: a code may send itself with its last digit, and
    the words of the next page would be taken for it."""
    x0, y0, x1, y1 = _with_margins(box, image)
    rows = slice(max(box[1], 0) - y0, min(box[3], image.height) - y0)
    edges, before = (_edges(each, x0, x1)[y0:y1] for each in (image, empty))
    own = np.zeros_like(edges)
    own[rows, max(box[0], 0) - x0 : box[2] - x0] = True
    look = Look(edges, edges & own & ~before, x0, rows)
    stays = _same_but_for_a_ring(before & ~own, edges & ~own)
    return Hiding(box, name, drawn_around(image, box), look=look if stays else None)


def drawn_around(image: Image.Image, box: Box) -> Drawn:
    """What stands about a field, itself left out: its edge, its label, its neighbours. Of what is
    wide, like a white field on a dark page, the outline: its area would outweigh all the rest."""
    x0, y0, x1, y1 = _with_margins(box, image)
    patch = np.asarray(image.crop((x0, y0, x1, y1)), dtype=np.int16)
    if patch.size == 0:
        return np.zeros((0, 0), dtype=np.bool_)
    paper = np.median(patch.reshape(-1, patch.shape[-1]), axis=0)
    drawn = _outlined(most(np.abs(patch - paper)) > INK_STEP)
    drawn[max(box[1] - y0, 0) : box[3] - y0, max(box[0] - x0, 0) : box[2] - x0] = False
    return drawn


def _outlined(drawn: Drawn) -> Drawn:
    """Without what is drawn on all four sides; beyond the edge of the piece nothing is known."""
    wide = np.pad(drawn, 1, constant_values=True)
    inner = wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    return drawn & ~inner


def has_gone(image: Image.Image, field: Hiding) -> bool:
    """A ring of focus or a line in red is another edge; another page is another picture. An address
    is found by its words as well; what may be dots stays covered until it was sent. A bar may slide
    over the picture's edge: there it is covered as long as what is seen of it is found."""
    if field.part and field.look is not None:
        return not _is_seen_at(field.look, image, field.box)
    if field.around is None or (field.name != "email" and not field.left):
        return False
    now = drawn_around(image, field.box)
    if now.shape != field.around.shape:
        return True
    either = int((now | field.around).sum())
    both = int((now & field.around).sum())
    share = AROUND_SHARE_MIN if field.name == "email" else AROUND_SHARE_LOW
    return either >= AROUND_PIXELS_MIN and both < share * either


def found_again(field: Hiding, image: Image.Image) -> Hiding | None:
    """The same field, with the same in it, where this picture shows it: higher or lower, and at the
    picture's edge in part; a little aside only where it is in no row. None where nothing is."""
    look = field.look
    if look is None or look.edges.size == 0:
        return None
    strip = _edges(image, look.x0, look.x0 + look.edges.shape[1])
    if strip.shape[1] != look.edges.shape[1]:
        return None
    first, last = SEEN_ROWS_MIN - look.rows.stop, strip.shape[0] - SEEN_ROWS_MIN - look.rows.start
    here = field.box[1] - look.rows.start
    shares = {at: _share(look, strip, at) for at in range(first, last + 1)}
    at = max(shares, key=lambda each: (shares[each], -abs(each - here)), default=None)
    aside = 0
    if at is None or shares[at] < SAME_SHARE:
        at, aside = _found_aside(look, image, range(first, last + 1)) or (None, 0)
    if at is None:
        return None
    box = _shifted(field.box, aside, at - here)
    whole = at >= 0 and at + look.edges.shape[0] <= strip.shape[0]
    around = drawn_around(image, box) if whole else field.around
    look = dataclasses.replace(look, x0=look.x0 + aside)
    return dataclasses.replace(field, box=box, around=around, look=look, away=False, part=not whole)


def way_of(fields: Sequence[Hiding], found: Sequence[Hiding | None]) -> tuple[int, int] | None:
    """How far aside and down the page went, where all fields that were found tell the same."""
    ways = {
        (again.box[0] - each.box[0], again.box[1] - each.box[1])
        for each, again in zip(fields, found, strict=True)
        if again is not None and not each.away
    }
    return ways.pop() if len(ways) == 1 else None


def scrolled_along(field: Hiding, way: tuple[int, int] | None, image: Image.Image) -> Hiding:
    """A field that nothing looks like after a scroll: where the page has taken it, if that is known
    and in sight; else away. Something may lie over it there, so what stands about it counts."""
    if way is None or field.away:
        return dataclasses.replace(field, away=True)
    box = _shifted(field.box, *way)
    if box[3] < SEEN_ROWS_MIN or box[1] > image.height - SEEN_ROWS_MIN:
        return dataclasses.replace(field, away=True)
    look = field.look and dataclasses.replace(field.look, x0=field.look.x0 + way[0])
    return dataclasses.replace(field, box=box, look=look, part=False, left=True)


def _found_aside(look: Look, image: Image.Image, tops: range) -> tuple[int, int] | None:
    """The row it begins in and how far aside. What was typed is looked for in all places at once,
    and the rest only where enough of that is."""
    high, wide = look.edges.shape
    left = max(look.x0 - SIDEWAYS_PIXELS, 0)
    right = min(look.x0 + wide + SIDEWAYS_PIXELS, image.width)
    drawn = _edges(image, left, right)
    padded = np.pad(drawn, ((high, high), (0, 0)))
    steps = right - left - wide + 1
    hits = np.zeros((len(tops), steps), dtype=np.int32)
    seen = np.zeros(len(tops), dtype=np.int32)
    for row, column in np.argwhere(look.written):
        begin = tops.start + int(row)
        hits += padded[begin + high : begin + high + len(tops), column : column + steps]
        seen[max(-begin, 0) : max(image.height - begin, 0)] += 1
    best, found = 0.0, None
    for number, step in np.argwhere(
        hits >= SAME_SHARE * np.maximum(seen, EDGE_PIXELS_MIN)[:, None]
    ):
        share = _share(look, drawn[:, step : step + wide], tops[number])
        if share >= SAME_SHARE and share > best:
            best, found = share, (tops[number], left + int(step) - look.x0)
    return found


def _shifted(box: Box, right: int, down: int) -> Box:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _is_seen_at(look: Look, image: Image.Image, box: Box) -> bool:
    strip = _edges(image, look.x0, look.x0 + look.edges.shape[1])
    if strip.shape[1] != look.edges.shape[1]:
        return False
    return _share(look, strip, box[1] - look.rows.start) >= SAME_SHARE


def _share(look: Look, strip: Drawn, at: int) -> float:
    """How much is the same where the look begins in this row of the strip, of what is in the
    picture: of the edges of both, and of what was typed; the smaller share."""
    top, bottom = max(at, 0), min(at + look.edges.shape[0], strip.shape[0])
    known, now = look.edges[top - at : bottom - at], strip[top:bottom]
    written = look.written[top - at : bottom - at]
    letters = np.count_nonzero(written)
    if letters < EDGE_PIXELS_MIN:
        return 0.0
    share = np.count_nonzero(known & now) / np.count_nonzero(known | now)
    return float(min(share, np.count_nonzero(written & now) / letters))


def _same_but_for_a_ring(before: Drawn, now: Drawn) -> bool:
    """Whether the edges of both lie in the same places; a ring makes lines wider, and moves on."""
    drawn = np.count_nonzero(before) + np.count_nonzero(now)
    if drawn < EDGE_PIXELS_MIN:
        return True
    same = np.count_nonzero(before & _wider(now)) + np.count_nonzero(now & _wider(before))
    return bool(same >= SAME_SHARE * drawn)


def _wider(edges: Drawn) -> Drawn:
    wider = edges.copy()
    wider[:, 1:] |= edges[:, :-1]
    wider[:, :-1] |= edges[:, 1:]
    return wider


def _edges(image: Image.Image, x0: int, x1: int) -> Drawn:
    """Where a column of the picture differs from the one beside it; of any colours."""
    strip = np.asarray(image.crop((x0, 0, min(x1, image.width), image.height)), dtype=np.int16)
    edges = np.zeros(strip.shape[:2], dtype=np.bool_)
    edges[:, 1:] = most(np.abs(np.diff(strip, axis=1))) > EDGE_STEP
    return edges


def _with_margins(box: Box, image: Image.Image) -> Box:
    return (
        max(box[0] - AROUND_WIDE, 0),
        max(box[1] - AROUND_HIGH, 0),
        min(box[2] + AROUND_WIDE, image.width),
        min(box[3] + AROUND_HIGH, image.height),
    )
