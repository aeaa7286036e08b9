"""The row of the renewal, and the link at its end."""

from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.own_rows import is_spent
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_renews
from browser_agent.rules.text import Phrases

# In the row of the renewal they lead to its switch; beside a plan they may take another plan.
ALTERS = Phrases(
    r"change|edit|manage|update|turn off|andern|bearbeiten|verwalten|cambiar|editar|modificar|"
    r"gestionar|modifier|changer|gerer"
)
THE_RENEWAL = Phrases(
    r"(?:auto(?:matic)?-? ?)?renewal|auto-? ?renew|renovacion automatica|"
    r"(?:renouvellement|reconduction)(?: automatique| tacite)?|(?:automatische )?verlangerung"
)


def renewal_link(case: Case) -> Move | None:
    """ "Auto-renewal | On, renews 9 December | Change"."""
    if case.question.goal != "cancel":
        return None
    told = [
        each.box
        for each in case.screen.sentences
        if says_renews(each.folded) and THE_RENEWAL.starts(each.folded)
    ]
    rows = [
        each
        for each in case.labels
        if ALTERS.whole(each.folded)
        and any(_is_last(case, each, row) for row in told)
        and not is_spent(case, each)
    ]
    if len(rows) != 1:
        return None
    return click("account", rows[0], "The link in the row of the renewal.", sure=0.6)


def _is_last(case: Case, control: Control, row: Box) -> bool:
    """The rightmost of that row, and no part of its first words."""
    level = [each for each in case.screen.controls if row.y0 <= each.point[1] <= row.y1]
    last = max(level, key=lambda each: each.box.x0, default=None)
    return last is control and control.box.x0 > row.x0
