"""The panel that lies over a dimmed page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from browser_agent.rules.pixels import Box, Ink, Pixels, Region
from kernel.ocr import TextLine

DIM_SHARE = 0.8
BACKDROP_SHARE = 0.94
CELL_SLACK = 4
DRAWER_SHARE = 0.97
SHEET_TOP, SHEET_SLACK = 0.15, 12
POPOVER_PIXELS = 90
MENU_WIDTH, MENU_ENTRIES = range(90, 420), range(2, 10)
ENTRY_LETTERS_MAX, COLUMN_PIXELS = 32, 10
EDGE, EDGE_STEP, EDGE_SHARE = 2, 5, 0.8
STEP_SLACK, ENTRY_PIXELS, LIST_EDGE = 4, 40, 10
GROUNDS_MAX, UNEVEN_SHARE = 8, 0.1
LIGHT, VEILED = 200, 40  # a white drawer over a white page under a veil
SHADED_SHARE = 0.55  # beside a dark drawer nothing is half as bright as in it
COLUMN_SHARE = 0.8  # of the window's height, from its upper edge
NESTED_SHARE = 0.6  # a question over a dialog is much smaller than the dialog
PAINTED = re.compile(r"[\[\]]")  # "[email]" is written over the picture, bright under any veil


def find_dialog(
    pixels: Pixels,
    regions: Sequence[Region],
    lines: Sequence[TextLine],
    inks: dict[TextLine, Ink],
) -> Box | None:
    """The panel that lies over a dimmed page, if one does; the uppermost of several."""
    height, width = pixels.shape[:2]
    found: Box | None = None
    for region in regions:
        sheet = _is_sheet(region, pixels)
        if not (0.18 < region.box.width / width < 0.9 or sheet):
            continue
        box, lit = _with_cells(region, regions), min(region.colour) >= LIGHT
        drawn = _is_at_side(box, width, height) and (lit or box.x0 > CELL_SLACK)
        at_side = drawn or (sheet and lit)
        if not at_side and (sheet or not _is_in_the_middle(box, width, height)):
            continue
        inside = [line for line in lines if box.holds(Box(*line.box))]
        # A line cut by the panel's edge shows the panel's own paper: it proves nothing.
        outside = [
            line
            for line in lines
            if not box.meets(Box(*line.box)) and not PAINTED.search(line.text)
        ]
        if not inside or not outside or _is_open_list(inside, box):
            continue
        light_inside = _brightest(inside, inks, max(region.colour))
        backdrop = _ground_beside(box, pixels, sheet) if at_side else _corner(pixels)
        light_outside = _brightest(outside, inks, backdrop)
        centred = abs(box.center_y - height // 2) < height * 0.1
        share = light_outside / max(light_inside, 1)
        if at_side and (backdrop < VEILED if lit else share > SHADED_SHARE):
            continue  # a dark page with a menu at its side
        # On a page that is dark itself white words stay as light as a card's paper.
        dark = backdrop < VEILED and min(region.colour) >= LIGHT
        most = DIM_SHARE if dark else BACKDROP_SHARE
        cuts = any(
            _cuts(box, other.box) and not _goes_on(other.box, box, pixels, region.colour)
            for other in regions
        )
        cuts |= dark and not at_side and _lies_over(box, pixels)
        if found is not None:
            nested = found.holds(box) and box.area < NESTED_SHARE * found.area
            found = box if nested and share < DIM_SHARE else found
        elif share < DIM_SHARE or (not at_side and centred and (share < most or cuts)):
            found = box
    return found


def _is_in_the_middle(box: Box, width: int, height: int) -> bool:
    share = box.height / height
    # A column that begins at the upper edge is the page of a site made for a phone.
    high = 0.12 < share < 0.95 and (box.y0 > CELL_SLACK or share < COLUMN_SHARE)
    return high and abs(box.center_x - width // 2) <= width * 0.09


def _corner(pixels: Pixels) -> float:
    return float(pixels[2:8, 2:8].reshape(-1, 3).mean(axis=0).max())


def _ground_beside(panel: Box, pixels: Pixels, sheet: bool) -> float:  # noqa: FBT001 - of one kind
    """Of what lies beside a drawer, or above a sheet, the tone that most of it has."""
    rest = pixels[::8, : panel.x0 : 8] if panel.x0 > CELL_SLACK else pixels[::8, panel.x1 :: 8]
    rest = pixels[: panel.y0 : 8, ::8] if sheet else rest
    return float(np.median(rest.reshape(-1, 3), axis=0).max())


def _is_at_side(box: Box, width: int, height: int) -> bool:
    """A drawer: from top to bottom, at one edge."""
    whole = box.height >= DRAWER_SHARE * height
    return whole and (box.x0 <= CELL_SLACK) != (box.x1 >= width - CELL_SLACK)


def _is_sheet(region: Region, pixels: Pixels) -> bool:
    """Drawn up from the lower edge, as wide as the window, with round corners: a page below a dark
    header has none."""
    box, (height, width) = region.box, pixels.shape[:2]
    wide = box.width >= DRAWER_SHARE * width and box.y1 >= height - SHEET_SLACK
    if not wide or box.y0 <= SHEET_TOP * height:
        return False
    corners = pixels[box.y0 + 1, [box.x0 + 1, box.x1 - 2]].astype(np.int16)
    return bool((np.abs(corners - np.array(region.colour)).max(axis=1) > EDGE_STEP).all())


def find_popovers(pixels: Pixels, regions: Sequence[Region]) -> list[Box]:
    """Open menus and the like: boxes that lie across the edge of another one, over it."""
    return [
        each.box
        for each in regions
        if each.box.width >= POPOVER_PIXELS
        and any(
            _cuts(panel.box, each.box) and _goes_on(each.box, panel.box, pixels, panel.colour)
            for panel in regions
            if panel.box.width > each.box.width
        )
    ]


def find_menus(regions: Sequence[Region], lines: Sequence[TextLine]) -> list[Box]:
    """Open menus on the ground of their page: short entries under each other and nothing else."""
    boxes = (each.box for each in regions if each.box.width in MENU_WIDTH)
    # What sticks out of it lies behind it.
    return [box for box in boxes if _is_menu([x for x in lines if box.holds(Box(*x.box))])]


def _is_menu(held: Sequence[TextLine]) -> bool:
    if len(held) not in MENU_ENTRIES:
        return False
    left = min(line.x0 for line in held)
    short = all(len(line.text) <= ENTRY_LETTERS_MAX for line in held)
    column = all(line.x0 - left <= COLUMN_PIXELS for line in held)
    return short and column and not any(letter.isdigit() for x in held for letter in x.text)


def _is_open_list(held: Sequence[TextLine], box: Box) -> bool:
    """The entries of a list that the browser draws: one below the other, as far apart each, from
    its upper edge to its lower one."""
    rows = sorted(held, key=lambda line: line.y0)
    steps = [below.y0 - above.y0 for above, below in pairwise(rows)]
    level = max(line.x0 for line in rows) - min(line.x0 for line in rows) <= COLUMN_PIXELS
    even = bool(steps) and max(steps) - min(steps) <= STEP_SLACK and max(steps) <= ENTRY_PIXELS
    full = rows[0].y0 - box.y0 <= LIST_EDGE and box.y1 - rows[-1].y1 <= LIST_EDGE
    return level and even and full


def _with_cells(panel: Region, regions: Sequence[Region]) -> Box:
    """The panel with the cells of buttons that a thin line parts from its lower edge."""
    box = panel.box
    cells = [
        each.box
        for each in regions
        if 0 <= each.box.y0 - box.y1 + CELL_SLACK <= 2 * CELL_SLACK
        and box.x0 - CELL_SLACK <= each.box.x0
        and each.box.x1 <= box.x1 + CELL_SLACK
        and max(abs(a - b) for a, b in zip(each.colour, panel.colour, strict=True)) <= CELL_SLACK
    ]
    return replace(box, y1=max([box.y1, *(cell.y1 for cell in cells)]))


def _brightest(lines: Iterable[TextLine], inks: dict[TextLine, Ink], floor: float) -> float:
    # By the strongest channel: amber words on a dark page are not white words under a veil.
    tones = sorted(float(max(inks[each].ink + inks[each].paper)) for each in lines)
    # One stray bright icon behind the dialog must not hide it: the second brightest decides.
    return max(floor, tones[-2] if len(tones) > 2 else tones[-1])


def _cuts(panel: Box, other: Box) -> bool:
    """The other rectangle goes on under the panel: neither holds the other, yet they meet."""
    return (
        other.height > 60
        and panel.meets(other)
        and not panel.holds(other, 6)
        and not other.holds(panel, 6)
    )


def _lies_over(panel: Box, pixels: Pixels) -> bool:
    """Right beside it one flat ground ends and another begins: a card of the page that goes on
    under it. A photograph has no flat grounds."""
    for x in (panel.x0 - CELL_SLACK, panel.x1 + CELL_SLACK):
        column = pixels[panel.y0 + SHEET_SLACK : panel.y1 - SHEET_SLACK, x].astype(np.int16)
        steps = np.abs(np.diff(column, axis=0)).max(axis=1)
        grounds = int((steps > EDGE_STEP).sum())
        if 0 < grounds <= GROUNDS_MAX and (steps > 1).mean() < UNEVEN_SHARE:
            return True
    return False


def _goes_on(other: Box, panel: Box, pixels: Pixels, paper: tuple[int, int, int]) -> bool:
    """The other's edges can be seen on the panel: it lies over it, as an open menu does."""
    x0, x1 = max(other.x0, panel.x0 + 3), min(other.x1, panel.x1 - 3)
    y0, y1 = max(other.y0, panel.y0 + 3), min(other.y1, panel.y1 - 3)
    edges = [pixels[y0:y1, x - EDGE : x + EDGE + 1] for x in (other.x0, other.x1) if x0 <= x <= x1]
    drawn = [
        (np.abs(edge.astype(np.int16) - np.array(paper)) > EDGE_STEP).any(axis=2).any(axis=1).mean()
        for edge in edges
        if edge.size
    ]
    return bool(drawn) and max(drawn) > EDGE_SHARE
