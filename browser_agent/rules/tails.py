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
# What the customer would say stands there to be pressed, behind whatever is told: "It renews on
# 3 May. I would rather end it."
WISH = re.compile(
    r"[.!?] +((?:I|I[\u2019'](?:d|ll|m)|Ich|Je|J[\u2019']\w+|Quiero|Quisiera|Prefiero|Deseo) "
    r"[^.!?|]{4,44})[.!]?$"
)
LETTERS_MAX = 32


def answers(case: Case) -> Iterator[Control]:
    """What follows a question within its line and ends the plan: painted as a link or not, nothing
    else could be meant by it. Whoever explains how to cancel writes so, too, and is left out, and
    so is what was said in a talk."""
    if is_help_page(case.screen):
        return
    for control in case.screen.controls:
        found = _answer(control.text) or (None if case.talk is not None else _wish(control.text))
        bare = control.face is None and control.mark is None and not control.inline
        if found is None or not bare:
            continue
        box = control.box
        line = TextLine(control.text, box.x0, box.y0, box.x1, box.y1, 1.0)
        start = round(places_of(line)[found.start(1)])
        tail = Box(start, box.y0, box.x1, box.y1)
        yield replace(control, text=found.group(1), box=tail, inline=True)


def _answer(text: str) -> re.Match[str] | None:
    found = ANSWER.search(text)
    if found is None or len(found.group(1)) > LETTERS_MAX:
        return None
    return found if role_of(fold(found.group(1))) in {Role.CANCEL, Role.FINAL} else None


def _wish(text: str) -> re.Match[str] | None:
    found = WISH.search(text)
    firm = {Role.GO_ON, Role.CANCEL, Role.FINAL}
    return found if found is not None and role_of(fold(found.group(1))) in firm else None
