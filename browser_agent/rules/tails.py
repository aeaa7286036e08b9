"""A way out in plain letters at the end of a line: "Thinking of stopping? End membership"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.helping import is_help_page
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.spans import places_of
from browser_agent.rules.text import fold
from kernel.ocr import TextLine

# The rail takes what follows a stop for a link of its own in the same way.
ANSWER = re.compile(r"\? +(\w[^.!?|]* [^.!?|]{2,30})$")
LETTERS_MAX = 32


def answers(case: Case) -> Iterator[Control]:
    """What follows a question within its line and ends the plan: painted as a link or not, nothing
    else could be meant by it. Whoever explains how to cancel writes so, too, and is left out."""
    if is_help_page(case.screen):
        return
    for control in case.screen.controls:
        found = ANSWER.search(control.text)
        bare = control.face is None and control.mark is None and not control.inline
        if found is None or not bare or len(found.group(1)) > LETTERS_MAX:
            continue
        if role_of(fold(found.group(1))) in {Role.CANCEL, Role.FINAL}:
            box = control.box
            line = TextLine(control.text, box.x0, box.y0, box.x1, box.y1, 1.0)
            start = round(places_of(line)[found.start(1)])
            tail = Box(start, box.y0, box.x1, box.y1)
            yield replace(control, text=found.group(1), box=tail, inline=True)
