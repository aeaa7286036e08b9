"""Sections that were shut and that the run has opened: the same press would shut them again."""

from browser_agent.rules.case import Case
from browser_agent.rules.move import permille
from browser_agent.rules.screen import Control

SIGNS = " \u25b6\u25b8\u25ba\u25b7\u25bc\u25be\u25bd\u203a\u276f>+-"


def has_just_opened(case: Case, control: Control) -> bool:
    """ "\u25bc Update, cancel and more", once "\u25b6 Update, cancel and more" was pressed in the
    same place and something changed: the way on is what it shows now. A button, "Cancel plan >",
    may have one of the same words on the page that it leads to."""
    last, said = case.question.last, control.folded.strip(SIGNS)
    if last is None or last.action != "click" or not last.changed or control.face is not None:
        return False
    signed = control.opens or control.text != control.text.strip(SIGNS)
    x, y = control.point
    here = permille(x, case.screen.width), permille(y, case.screen.height)
    return signed and last.target.strip(SIGNS) == said and last.is_at(*here)
