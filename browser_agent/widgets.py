"""What is chosen on a page: ticked boxes and filled circles, with the words beside them.

A press on "Continue" sends them along: a plan that is kept, a pause that is preselected.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image

from browser_agent import lexicon, plan_names
from browser_agent.asking import goes_on, level_with
from browser_agent.charges import names_a_charge
from browser_agent.contract import ActionName
from browser_agent.focus import Focus
from browser_agent.marks import is_ticked
from browser_agent.money import amounts, pays
from browser_agent.rules.screen import Control, Screen, compose
from browser_agent.scope import adds_more, ends_by_a_cause
from browser_agent.words import same_words
from kernel.ocr import TextLine
from kernel.once import Once

MARK_SLACK, ENTRIES_MIN, HUNG_PIXELS, NEAR_PIXELS = 4, 2, 80, 90
ENTRY_SHIFT, ENTRY_GAP, EVEN_PIXELS = 16, 26, 4
TOLD_GAP = 1.4  # of a letter's height


class Widgets:
    """One frame's, composed when first asked for and once only: it takes a good part of a step."""

    def __init__(self, picture: Image.Image, lines: Sequence[TextLine]) -> None:
        self._picture = picture
        self._lines = lines
        self.compose = Once(self._composed)

    def _composed(self) -> Screen:
        pixels = np.asarray(self._picture.convert("RGB"), dtype=np.uint8)
        return compose(pixels, self._lines, bare=True)

    @property
    def _screen(self) -> Screen:
        return self.compose()

    def only_sets(self, x: int, y: int) -> bool:
        """Whether a press here chooses something, and sends it nowhere."""
        return self.is_mark(x, y) or self.is_entry(x, y)

    def is_mark(self, x: int, y: int) -> bool:
        """Whether this point lies on a box or circle beside words, which a press sets and sends
        nowhere. A switch is none: it may act at once."""
        marks = [each.mark for each in self._screen.controls if each.mark and each.face is None]
        return any(
            not mark.is_switch
            and mark.box.x0 - MARK_SLACK <= x < mark.box.x1 + MARK_SLACK
            and mark.box.y0 - MARK_SLACK <= y < mark.box.y1 + MARK_SLACK
            for mark in marks
        )

    def is_entry(self, x: int, y: int) -> bool:
        """Whether this point lies on an entry of an open list of answers: what its box shows is one
        of them. The button of a menu, whose entries act at once, is none of its entries."""
        faces = [each.face for each in self._screen.controls if each.face is not None]
        if any(face.covers(x, y) for face in faces):
            return False
        for box in (each.box for each in self._screen.fields if each.drops):
            shown = [z for z in self._lines if box.covers(*map(round, z.center))]
            entries = _in_column_below(box.y1, shown[0], self._lines) if len(shown) == 1 else []
            here = any(z.y0 <= y < z.y1 and z.x0 <= x < z.x1 for z in entries)
            if here and any(same_words(z.text, shown[0].text) for z in entries):
                return True
        return False

    def row(self, label: str, x: int, y: int, *, service: str) -> tuple[str, ...]:
        """The words level with this point; of a dialog or an open menu, which lies over them, only
        its own."""
        row = level_with(self.front(x, y), x, y, service=service)
        if not row or not lexicon.ends(label):
            return row
        over = next((each for each in self._screen.over if each.covers(x, y)), None)
        if over is None:
            return row
        own = [line for line in self._lines if over.covers(*map(round, line.center))]
        if len(own) < ENTRIES_MIN:
            return row
        hung = [  # the row in which the menu was opened
            line.text
            for line in self._lines
            if line.x1 <= over.x0 and -HUNG_PIXELS <= line.center_y - over.y0 <= MARK_SLACK
        ]
        return (*level_with(own, x, y, service=service), *hung)

    def menu(self, x: int, y: int) -> list[TextLine]:
        """The entries of the open menu in which this point lies; none elsewhere."""
        over = [each for each in self._screen.over if each.covers(x, y)]
        return [z for z in self._lines if any(each.covers(*map(round, z.center)) for each in over)]

    def hangs_from(self, x: int, y: int, press: Focus) -> bool:
        """Whether this point lies in an open menu that hangs close by the press before it."""
        return any(
            each.covers(x, y)
            and not each.covers(press.x, press.y)
            and max(each.x0 - press.x, press.x - each.x1) <= NEAR_PIXELS
            and max(each.y0 - press.y, press.y - each.y1) <= NEAR_PIXELS
            for each in self._screen.over
        )

    def in_dialog(self, x: int, y: int) -> tuple[str, ...]:
        """The words of the dialog over the page in which this point lies; none without one."""
        return tuple(line.text for line in self._dialog(x, y))

    def front(self, x: int, y: int) -> Sequence[TextLine]:
        """The lines of the dialog in which this point lies, without what shines through beside it;
        all of them without one."""
        return self._dialog(x, y) or self._lines

    def _dialog(self, x: int, y: int) -> list[TextLine]:
        box = self._screen.dialog
        if box is None or not (box.x0 <= x < box.x1 and box.y0 <= y < box.y1):
            return []
        return [
            line
            for line in self._lines
            if box.x0 <= line.center_x < box.x1 and box.y0 <= line.center_y < box.y1
        ]

    def not_chosen(self) -> frozenset[str]:
        """The words beside empty circles where another circle is filled, and beside the empty box
        of an extra: what nobody would pay for."""
        marks = [(x.text, x.mark) for x in self._screen.controls if x.mark and not x.mark.is_switch]
        # "Add Arbor Kids for $4.00 a month", beside an empty box.
        left = {text for text, mark in marks if not mark.checked and adds_more(text)}
        if any(mark.is_round and mark.checked for _, mark in marks):
            left |= {text for text, mark in marks if mark.is_round and not mark.checked}
        return frozenset(left)

    def untaken(self) -> frozenset[str]:
        """The words beside boxes that are empty to both readers of pixels."""
        boxes = [(z.text, z.mark) for z in self._screen.controls if z.mark and z.face is None]
        return frozenset(
            text
            for text, mark in boxes
            if not (mark.checked or mark.is_round or mark.is_switch)
            and not is_ticked(self._picture, mark.box.center_x, mark.box.center_y)
        )

    def other_ways(self, x: int, y: int) -> frozenset[str]:
        """Where the button here takes the plan at a price by the month, the words of the buttons
        that pay for a year of it: they are bought by another press."""
        faces = [(z.text, z.face) for z in self._screen.controls if z.face and amounts(z.text)]
        own = next((text for text, face in faces if face.covers(x, y)), "")
        if not plan_names.is_by_the_month(own):
            return frozenset()
        return frozenset(
            text for text, _ in faces if plan_names.is_only_by_the_year([text]) and pays(text)
        )

    def faces_beside(self, x: int, y: int) -> frozenset[str]:
        """The words of the buttons that a press here does not take."""
        faces = [(z.text, z.face) for z in self._screen.controls if z.face is not None]
        return frozenset(text for text, face in faces if not face.covers(x, y))

    def misses(self, plan: str | None) -> bool:
        """Whether a circle of several stands for the approved plan, and another one is filled."""
        if plan is None:
            return False
        rounds = [(x.text, x.mark) for x in self._screen.controls if x.mark and x.mark.is_round]
        rounds = [(text, mark) for text, mark in rounds if not plan_names.is_payment(text)]
        exact = [mark for text, mark in rounds if plan_names.is_it(text, plan)]
        bearing = exact or [mark for text, mark in rounds if plan_names.bears(text, plan)]
        taken = any(mark.checked for _, mark in rounds)
        return taken and bool(bearing) and not any(mark.checked for mark in bearing)

    def sent_with(self, label: str, action: ActionName, *, commits: bool) -> tuple[str, ...]:
        """The words beside the marks that a press on this label would send along: all of them by
        one that goes on, the boxes alone by one that ends; none by any other."""
        sends = goes_on(label) or action == "resume"
        counts = sends or commits or lexicon.ends(label)
        sent = self.chosen(boxes=not sends) if counts else ()
        return sent + self._unasked() if counts and action == "cancel" else sent

    def option(self, x: int, y: int) -> tuple[str, ...]:
        """Where the page tells of a fee, the words of the choice at this point, and what is said of
        it below them."""
        if not any(names_a_charge(line.text) for line in self._lines):
            return ()
        here = (
            each
            for each in self._screen.controls
            if each.mark is not None and (each.box.covers(x, y) or each.mark.box.covers(x, y))
        )
        return next(map(self._told_of, here), ())

    def _unasked(self) -> tuple[str, ...]:
        """What is said of the set marks, circles as well, or stands in lists, and names a fee or a
        cause that nobody gave."""
        marks = [x for x in self._screen.controls if x.mark is not None and x.mark.checked]
        told = [words for each in marks for words in self._told_of(each)]
        told += [each.value for each in self._screen.fields if each.drops]
        return tuple(x for x in told if names_a_charge(x) or ends_by_a_cause([x]))

    def _told_of(self, choice: Control) -> tuple[str, ...]:
        """Its words, and the lines below them, right of its mark, down to the next one."""
        mark = choice.mark
        if mark is None:
            return (choice.text,)
        others = [x.mark.box.y0 for x in self._screen.controls if x.mark is not None]
        faces = [x.face.y0 for x in self._screen.controls if x.face is not None]
        end = min((y for y in (*others, *faces) if y > choice.box.y1), default=None)
        told, last = [choice.text], choice.box.y1
        for line in sorted(self._lines, key=lambda each: each.y0):
            below = last <= line.y0 <= last + TOLD_GAP * line.height
            if below and line.x0 >= mark.box.x1 and (end is None or line.y1 <= end):
                told.append(line.text)
                last = line.y1
        return tuple(told)

    def chosen(self, *, boxes: bool = False) -> tuple[str, ...]:
        """The words beside each mark that is set, in reading order; boxes: no circles."""
        return tuple(
            control.text
            for control in self._screen.controls
            if control.mark is not None
            and control.mark.checked
            and not (boxes and control.mark.is_round)
        )


def _in_column_below(top: int, head: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines at even steps under a box, at the left edge of the words that it shows."""
    found: list[TextLine] = []
    for each in sorted(lines, key=lambda line: line.y0):
        if each.y0 < top or abs(each.x0 - head.x0) > ENTRY_SHIFT:
            continue
        if each.y0 - (found[-1].y1 if found else top) > ENTRY_GAP:
            break
        steps = [b.center_y - a.center_y for a, b in pairwise([*found, each])]
        if steps and max(steps) - min(steps) > EVEN_PIXELS:
            break
        found.append(each)
    return found
