"""What is called exactly as the service is: its section, its row."""

from browser_agent.parts import own_word
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import ABOUT_PLAN
from browser_agent.rules.move import Move, click
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import was_clicked
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import LEAVING
from browser_agent.titles import PARTED, short_names

ARROWS = " \u25b6\u25b8\u25ba\u25b7\u25bc\u25be\u203a>+"
KIND = Phrases(r"plus|premium|pro|gold|unlimited|club|pass|membership|subscription|abo|\+")
HEADER_PIXELS, LINE_PIXELS, COLUMN_PIXELS = 110, 16, 30
NAME_LETTERS_MIN = 4


def is_level_with_own(case: Case, control: Control) -> bool:
    """In the row of the service's own name."""
    name, y = fold(case.question.service), control.point[1]
    return bool(name) and any(
        name in each.folded and abs(each.box.center_y - y) <= LINE_PIXELS
        for each in case.screen.controls
    )


def own_section(case: Case) -> Move | None:
    """A shut section that is called as the service is, whatever its page."""
    name = fold(case.question.service)
    for control in case.labels:
        called = control.folded.strip(ARROWS) == name and _opens(case, control)
        if called and control.box.y0 > HEADER_PIXELS and not was_clicked(case, control):
            return click("account", control, "The section of the subscription.", sure=0.6)
    return None


def own_entry(case: Case) -> Move | None:
    """ "Tidewater Plus" in the menu, where "Tidewater Audio" is meant: how a house calls what it
    sells its customers. Looking there costs nothing."""
    first, *_ = fold(case.question.service).split() or [""]
    for control in case.labels:
        head, _, kind = control.folded.partition(" ")
        mine = head == first and KIND.whole(kind) and control.folded not in case.question.others
        if mine and control.is_link and not was_clicked(case, control):
            return click("account", control, "It is called after the house.", sure=0.5)
    return None


def _opens(case: Case, control: Control) -> bool:
    """By its own arrow, or by those of the sections in one column with it."""
    return control.opens or any(
        each.opens and abs(each.box.x0 - control.box.x0) <= COLUMN_PIXELS
        for each in case.labels
        if each.box.y0 > HEADER_PIXELS and each.text.startswith(tuple(ARROWS.strip()))
    )


def ends_the_row_of_an_end(case: Case, control: Control) -> bool:
    """ "Change or cancel your membership | Deactivate"."""
    return any(
        abs(each.box.center_y - control.point[1]) <= LINE_PIXELS // 2
        and each.box.x1 < control.box.x0
        and LEAVING(each.folded)
        and ABOUT_PLAN(each.folded)
        for each in case.screen.controls
    )


def named_boxes(case: Case) -> list[Box]:
    """Where the service's name stands; else the shorter one that a list may have for it. Of a part
    its own words."""
    name = own_word(case.question.service) or fold(case.question.service)
    below = [each for each in case.screen.controls if each.box.y0 > HEADER_PIXELS]
    named = [x.box for x in below if len(name) >= NAME_LETTERS_MIN and name in x.folded]
    if named or own_word(case.question.service) is not None:
        return named
    for short in short_names(name):
        if found := [x.box for x in below if PARTED.split(x.folded)[0] == short]:
            return found
    return []
