"""The own row of a list, where it tells that its subscription has ended: what stands in the others
is theirs."""

from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import CANCEL_ALONE
from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP
from browser_agent.rules.own_section import named_boxes
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews

ROW_PIXELS, LEVEL_PIXELS, APART_PIXELS = 28, 16, 12


def own_row(case: Case) -> Box | None:
    """From the service's name to the words right of it that tell its end; None where no such row
    is in sight, or where it tells as well that it goes on."""
    if case.screen.dialog is not None:
        return None
    for name in named_boxes(case):
        row = [each for each in case.screen.controls if _is_beside(name, each)]
        ends = [each.box for each in row if _tells_an_end(each)]
        runs = any(ACTIVE_CHIP.whole(each.folded) or says_renews(each.folded) for each in row)
        if ends and not runs:
            top, end = min(name.y0, ends[0].y0), max(name.y1, *(each.y1 for each in ends))
            return Box(name.x0, top, ends[0].x1, end)
    return None


def without_theirs(case: Case) -> Case:
    """Without "Cancel contract" at the end of a row that bears another name, where ours has
    ended."""
    own = own_row(case) if case.question.goal == "cancel" else None
    if own is None:
        return case
    theirs = [x for x in case.screen.controls if _ends(x) and _is_of_another(case, own, x)]
    left = tuple(each for each in case.screen.controls if each not in theirs)
    return replace(case, screen=replace(case.screen, controls=left)) if theirs else case


def _ends(control: Control) -> bool:
    ways = {Role.CANCEL, Role.GO_ON, Role.FINAL}
    return role_of(control.folded) in ways or CANCEL_ALONE(control.folded)


def _is_of_another(case: Case, own: Box, control: Control) -> bool:
    """Level with words at the left edge of our name, and not with ours."""
    _, y = control.point
    if control.box.x0 < own.x0 or own.y0 - APART_PIXELS <= y <= own.y1 + APART_PIXELS:
        return False
    return any(
        abs(each.point[1] - y) <= LEVEL_PIXELS
        and abs(each.box.x0 - own.x0) <= ROW_PIXELS
        and each.box.x1 <= control.box.x0
        and each.face is None
        and each.mark is None
        for each in case.screen.controls
    )


def _is_beside(name: Box, control: Control) -> bool:
    level = abs(control.box.center_y - name.center_y) <= ROW_PIXELS
    return level and control.box.x0 >= name.x1 and not control.listed


def _tells_an_end(control: Control) -> bool:
    return ENDED_CHIP.whole(control.folded) or says_ends(control.folded)
