"""The last rows of a page: legal notices, and what stands among them."""

from browser_agent.notices import is_copyright
from browser_agent.rules.case import Case
from browser_agent.rules.last_rows import LEGAL, LEGAL_MIN
from browser_agent.rules.screen import Control

ROW, FOOTER_DOWN, HEADER_PIXELS, DARK = 12, 60, 90, 380  # of 765: darker than the middle
LEVEL_MIN, TONE = 2, 3  # others in its row; of 255


def is_footer(case: Case, control: Control) -> bool:
    """In one row with the legal notice, or on its dark ground right beside it: the form there is
    for people who are not signed in."""
    if control.face is not None:
        return False
    legal = [
        each
        for each in case.screen.controls
        if each is not control
        and abs(each.point[1] - control.point[1]) < FOOTER_DOWN
        and LEGAL.whole(each.folded)
    ]
    if len(legal) >= LEGAL_MIN and case.screen.dialog is None:
        return True  # a block of such links, whatever its ground
    level = any(abs(each.point[1] - control.point[1]) < ROW for each in legal)
    dark = sum(control.ink.paper) < DARK
    dark_too = dark and any(each.ink.paper == control.ink.paper for each in legal)
    return level or dark_too or _is_by_the_copyright(case, control)


def stands_last(case: Case, control: Control, *, inside: bool) -> bool:
    """It stands on every page, and is the way on where nothing else is."""
    return is_footer(case, control) or (inside and is_last_row(case, control))


def is_last_row(case: Case, control: Control) -> bool:
    """Among other bare words in the lowest row, on a ground that nothing above it has: "Studio Ltd
    - Help - Cancel your contract", below the form to which that link has led."""
    if control.face is not None or case.screen.dialog is not None:
        return False
    body = [x for x in case.screen.controls if x.face is None and x.box.y0 > HEADER_PIXELS]
    level = [x for x in body if x is not control and abs(x.point[1] - control.point[1]) < ROW]
    if len(level) < LEVEL_MIN or any(x.point[1] > control.point[1] + ROW for x in body):
        return False
    above = [x for x in body if x.point[1] < control.point[1] - ROW]
    return bool(above) and not any(_is_like(x.ink.paper, control.ink.paper) for x in above)


def _was_the_way_in(case: Case, control: Control) -> bool:
    """Pressed before, and after the last press among bare words in the lowest row."""
    pressed = case.question.times("click", target=control.text) > 0
    if not (pressed and case.question.committed):
        return False
    if control.face is not None or control.mark is not None or case.screen.dialog is not None:
        return False
    others = [each for each in case.screen.controls if each is not control]
    level = any(abs(each.point[1] - control.point[1]) < ROW for each in others)
    return level and not any(each.point[1] > control.point[1] + ROW for each in others)


def is_on_every_page(case: Case, control: Control, *, beside_a_button: bool) -> bool:
    """In the last rows of the page. beside_a_button: whether a button goes on as well; then a row
    by itself at its foot is one of those, too."""
    if is_footer(case, control) or case.is_last(control.box) or _was_the_way_in(case, control):
        return True
    return beside_a_button and _is_row_by_itself(case, control)


def _is_row_by_itself(case: Case, control: Control) -> bool:
    """Among other bare words in the lowest row, and nothing stands close above: the row that every
    page of the site ends with, on whatever ground."""
    if control.face is not None or case.screen.dialog is not None:
        return False
    body = [x for x in case.screen.controls if x is not control]
    level = [x for x in body if abs(x.point[1] - control.point[1]) < ROW]
    bare = len(level) >= LEVEL_MIN and all(x.face is None and x.mark is None for x in level)
    near = [x for x in body if x not in level and x.point[1] > control.point[1] - FOOTER_DOWN]
    return bare and not near


def _is_like(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= TONE for a, b in zip(one, other, strict=True))


def _is_by_the_copyright(case: Case, control: Control) -> bool:
    """ "(c) 2026 Arbor" in its row, or right below on one ground that is not the page's own."""
    if any(
        each is not control
        and is_copyright(each.text)
        and abs(each.point[1] - control.point[1]) < ROW
        for each in case.screen.controls
    ):
        return True
    paper = control.ink.paper
    body = [x for x in case.screen.controls if x.face is None and x.box.y0 > HEADER_PIXELS]
    grounds = [x.ink.paper for x in body if x.box.y1 < control.box.y0 - ROW]
    if case.screen.dialog is not None or paper in grounds:
        return False
    return any(
        each.ink.paper == paper
        and 0 <= each.point[1] - control.point[1] < FOOTER_DOWN
        and is_copyright(each.text)
        for each in case.screen.controls
    )
