"""The last rows of a page: legal notices, and what stands among them."""

from browser_agent.rules.case import Case
from browser_agent.rules.last_rows import LEGAL, LEGAL_MIN
from browser_agent.rules.screen import Control

ROW, FOOTER_DOWN, DARK = 12, 60, 380  # of 765: darker than the middle


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
    return level or (dark and any(each.ink.paper == control.ink.paper for each in legal))
