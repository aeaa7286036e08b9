"""Whether a site has refused what was typed, told by its colours and not by its words."""

from statistics import median

from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Rgb

PASSWORDS_MAX = 2
ALERT_PIXELS = 220
INK_RED, PAPER_RED = 60, 10  # out of 255, by which red exceeds the other colours


def is_refused(case: Case, password: Field | None) -> bool:
    """Sent twice, wanted again, and something in red beside it: in whatever words, a refusal."""
    if password is None or case.question.times("type", target="password") < PASSWORDS_MAX:
        return False
    plain = [each for each in case.screen.controls if each.face is None and not each.is_link]
    if not plain:
        return False
    usual = median([each.ink.paper[0] - each.ink.paper[1] for each in plain])
    return any(
        abs(each.box.center_y - password.box.center_y) < ALERT_PIXELS
        and (_is_red(each.ink.ink, INK_RED) or _is_red(each.ink.paper, usual + PAPER_RED))
        for each in case.screen.controls
        if each.face is None and not each.inline and not each.ink.underlined
    )


def _is_red(colour: Rgb, least: float) -> bool:
    return colour[0] - max(colour[1:]) >= least
