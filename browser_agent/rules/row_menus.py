"""The menu of the service's own row in a list of several, where no day tells which row is meant."""

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP
from browser_agent.rules.move import Move
from browser_agent.rules.own_rows import DOTS, LINE_PIXELS, PICTURES_MAX
from browser_agent.rules.text import fold


def own_menu(case: Case) -> Move | None:
    """Three dots behind the service's whole name and a chip that tells how it stands: "Next
    delivery" above a column of days tells of no renewal. Level with the name, for the dots of the
    next row are close by; of several such rows nobody knows which is meant."""
    name, times = fold(case.question.service), case.question.times
    idle = times("click", target=DOTS, changed=False) > 0
    if idle or times("click", target=DOTS) >= PICTURES_MAX or not name:
        return None
    chip = ACTIVE_CHIP if case.question.goal == "cancel" else ENDED_CHIP
    said = case.screen.controls
    rows = [
        dots
        for title in said
        for dots in case.screen.pictures.dots
        if title.folded == name
        and title.box.x1 < dots.x0
        and abs(title.box.center_y - dots.center_y) <= LINE_PIXELS
        and any(
            chip.whole(each.folded)
            and title.box.x1 < each.box.x0
            and abs(each.box.center_y - title.box.center_y) <= LINE_PIXELS
            for each in said
        )
    ]
    if len(rows) != 1:
        return None
    x, y = rows[0].center_x, rows[0].center_y
    why = "Three dots in the row that bears its name: its menu."
    return Move("account", "click", DOTS, x, y, confidence=0.45, why=why)
