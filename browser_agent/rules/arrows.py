"""Words with an arrow at their end, of which only the arrow itself is the button."""

from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.move import Move

SIGNS = "\u25bc\u25be\u25bd\u2304\u203a\u25b8\u25b6>"
INWARD = 7  # pixels from the end of the words to the middle of their last sign


def on_its_arrow(case: Case, move: Move) -> Move:
    """The same press on the arrow, where the words were pressed in vain."""
    if move.action != "click" or move.target[-1:] not in SIGNS or not move.target:
        return move
    if case.question.times("click", target=move.target, changed=False) == 0:
        return move
    meant = [each for each in case.screen.controls if each.text == move.target]
    pressed = next((each for each in meant if each.point == (move.x, move.y)), None)
    if pressed is None or pressed.face is not None or pressed.mark is not None:
        return move
    return replace(move, x=pressed.box.x1 - INWARD)
