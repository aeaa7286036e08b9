"""What the run has just opened, and that stays: the same press would shut it, or ask again."""

from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import CANCEL_ALONE, CANCEL_THING
from browser_agent.rules.move import permille
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import wish_of

ANSWERS_DOWN, LEVEL_PIXELS = 240, 12
MENU_DOWN, MENU_ASIDE = 320, 240
DROPS = ("\u25bc", "\u25be", "\u25bd", "\u25b2", "\u25b4", "\u2228", "\u2304", "\u02c5", "\u02c4")
SEVERAL = Phrases(
    r"manage|options|(?:and|&) more|verwalten|optionen|(?:und|&) mehr|gerer|(?:et|&) plus|"
    r"gestionar|administrar|opciones|(?:y|&) mas"
)
SIGNS = " \u25b6\u25b8\u25ba\u25b7\u25bc\u25be\u25bd\u203a\u276f>+-"


def has_just_opened(case: Case, control: Control) -> bool:
    """ "\u25bc Update, cancel and more", once "\u25b6 Update, cancel and more" was pressed in the
    same place and something changed: the way on is what it shows now. A button, "Cancel plan >",
    may have one of the same words on the page that it leads to."""
    last, said = case.question.last, control.folded.strip(SIGNS)
    if last is None or last.action != "click" or not last.changed:
        return False
    x, y = control.point
    here = permille(x, case.screen.width), permille(y, case.screen.height)
    if last.target.strip(SIGNS) != said or not last.is_at(*here):
        return False
    if control.face is not None:
        return _has_asked(case, control) or _shows_the_end(case, control)
    return control.opens or control.text != control.text.strip(SIGNS)


def _has_asked(case: Case, control: Control) -> bool:
    """Below the button a question stands now, with two answers side by side: "No, I'm leaving"."""
    below = [
        each
        for each in case.labels
        if each.face is not None and 0 < each.point[1] - control.point[1] <= ANSWERS_DOWN
    ]
    return any(
        wish_of(each.folded) == "leave"
        and not case.question.times("click", target=each.text)
        and any(
            other is not each and abs(other.point[1] - each.point[1]) <= LEVEL_PIXELS
            for other in below
        )
        for each in below
    )


def _shows_the_end(case: Case, control: Control) -> bool:
    """A button for several things, "Manage membership, update, cancel and more \u25be": in the menu
    that hangs below it now stands the one, "End membership"."""
    face = control.face
    several = control.opens or control.text.endswith(DROPS) or SEVERAL(control.folded)
    if face is None or not several:
        return False
    return any(
        each.face is None
        and (CANCEL_THING.whole(each.folded) or CANCEL_ALONE.whole(each.folded))
        and 0 < each.point[1] - face.y1 <= MENU_DOWN
        and face.x0 - MENU_ASIDE <= each.box.x1
        and each.box.x0 <= face.x1
        and not case.is_heading(each)
        for each in case.labels
    )
