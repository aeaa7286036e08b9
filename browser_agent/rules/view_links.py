"""Links that only show something, told by the words they stand by: "View", "Open", "Review"."""

from browser_agent.rules.case import BARE, Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.own_rows import VIEWS, told_days
from browser_agent.rules.places import page_of, was_clicked
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases

VIEW_UP, VIEW_DOWN = 14, 36  # beside the first of two lines
CARD_LINES_MAX, LEVEL_PIXELS, GAP_PIXELS = 3, 8, 40
LOOKS = Phrases(
    r"review|manage|check|prufen|verwalten|verifier|consulter|gerer|revisar|consultar|gestionar"
)


def link_of_day(case: Case) -> Move | None:
    """ "Your membership ends on 14 December 2026. Review": the link at the end of the sentence that
    tells the day, and no other word of it."""
    told = told_days(case)
    found = [
        each
        for each in case.labels
        if each.inline
        and (VIEWS.whole(each.folded) or LOOKS.whole(each.folded))
        and any(
            abs(each.box.center_y - box.center_y) <= LEVEL_PIXELS
            and box.x0 < each.box.x0 <= box.x1 + GAP_PIXELS
            for box in told
        )
        and not was_clicked(case, each)  # it stands above every page
    ]
    if len(found) != 1:
        return None
    return click(page_of(case), found[0], "The link of the sentence that tells the day.", sure=0.5)


def is_told_beside_one(case: Case, control: Control) -> bool:
    """The sentence that tells a day, and has its link within its line: it is none itself."""
    said = any(map(str.isdigit, control.folded))
    said = said and (says_ends(control.folded) or says_renews(control.folded))
    parts = [x for x in case.screen.controls if x.inline and x is not control]
    return said and (control.inline or any(control.box.holds(x.box) for x in parts))


def view_of_row(case: Case, words: Control) -> Control:
    """ "Payments and renewal ... View": the link at the end of the row or of the card, once; else
    the words."""
    right = [each for each in case.labels if each.box.x0 >= words.box.x1]
    row = [x for x in right if -VIEW_UP <= x.point[1] - words.point[1] <= VIEW_DOWN]
    views = [x for x in row if _is_view(x)] or list(filter(None, [_view_below(case, words)]))
    fresh = len(views) == 1 and not (
        case.question.places(views[0].text) and was_clicked(case, words)
    )
    return views[0] if fresh else words


def _view_below(case: Case, words: Control) -> Control | None:
    """ "Plan & billing | Standard, until May | Open": the last line of the card, at its edge."""
    for _ in range(CARD_LINES_MAX):
        below = [each for each in case.right_below(words) if not case.is_heading(each)]
        if not below:
            return None
        words = min(below, key=lambda each: each.box.y0)
        if _is_view(words) and case.plainness(words) < BARE and words.mark is None:
            return words if not words.listed else None  # "Details", the menu's next entry
    return None


def _is_view(control: Control) -> bool:
    return VIEWS.whole(control.folded.rstrip(" >\u203a\u00bb"))
