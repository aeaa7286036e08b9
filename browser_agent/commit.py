"""What must hold before a last press: a fresh frame, two sources that agree, and the server told.

The first source is whoever proposed the press. The second is somebody else: the rules, where a
model acts; where the rules act themselves, the control's label read anew (cut out, enlarged, in
grey, so by other pixels), weighed by words that the rules do not know.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from PIL import Image, ImageOps

from browser_agent.asking import Above, above, is_final
from browser_agent.contract import Task
from browser_agent.focus import Focus
from browser_agent.kept_plan import goes_on_at_its_price
from browser_agent.labels import label_at
from browser_agent.lexicon import forbidden_on_resume
from browser_agent.parts import bears, ends_the_seller
from browser_agent.policy import Press
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import Siblings
from browser_agent.twin import Accord, Twin, compare, same_target
from browser_agent.untaken import asked_past
from browser_agent.widgets import Widgets
from browser_agent.words import alike
from kernel.ocr import Reader, TextLine

READ_WIDE, READ_HIGH = 240, 56  # half of what is cut out around the point
READ_SCALES = (1.7, 2.6)
SAME_LABEL = 0.6


class Told(Protocol):
    def commit(self, data: dict[str, Any]) -> bool: ...


class CommitGuard:
    """Asked by the hands before a press that may be final.

    told: reports it to the server; False where that is impossible, and then nothing is pressed.
    named: the way out was pressed on a page that bears the words of the part that is meant.
    """

    def __init__(
        self,
        task: Task,
        session: Session,
        *,
        twin: Twin,
        reader: Reader,
        told: Told,
        siblings: Siblings,
    ) -> None:
        self._task = task
        self._session = session
        self._twin = twin
        self._reader = reader
        self._told = told
        self.siblings = siblings
        self.question: dict[str, Any] = {}
        self.seconds_max = 0.0
        self.named = False
        self.sources: list[str] = []

    def fresh(self, seen: Seen) -> Seen:
        """The page now, quiet and read anew."""
        self._session.settle_after(seen.frame)
        return self._session.see()

    def agreed(self, press: Press, answer: dict[str, Any], seen: Seen, x: int, y: int) -> bool:
        """Whether a second source wants this very press on this frame.

        Raises VisionUnavailableError where the model is asked again and does not answer.
        """
        self.sources = [str(answer["target"])]
        service = self._task.service_name
        named = self.named or bears(service, seen.words)
        if not named or ends_the_seller(service, seen.words):
            return False  # the membership around the part that is meant
        if not self._twin.is_independent:
            self.sources = [str(answer["target"]), "label read anew"]
            return self._label_agrees(press, seen, x, y)
        theirs = self._twin.opinion(seen, self.question)
        self.sources = [str(answer["target"]), "rules"]
        if theirs is not None and compare(answer, theirs).accord is Accord.AGREE:
            return True
        again = self._twin.zoomed(answer, theirs, seen, self.question, self.seconds_max)
        self.sources = [str(answer["target"]), "model, enlarged", "label read anew"]
        stands = again is not None and same_target(again, answer)
        return stands and self._label_agrees(press, seen, x, y)

    def is_elsewhere(
        self, seen: Seen, widgets: Widgets, x: int, y: int, *, focus: Focus | None
    ) -> bool:
        """Whether a press is made on a page, in a row or a dialog of another subscription. focus:
        the press before it, which may have opened the menu that this one lies in."""
        here = self.siblings.has(seen.lines, y, x) or self.siblings.has(seen.lines)
        was = focus is not None and focus.elsewhere
        if not (here or was or self.siblings.names or self.siblings.is_guest):
            return False  # without composing the frame, which takes a good part of a step
        if widgets.in_dialog(x, y):  # over the rows of a list it is of none of them
            whole = _questions(widgets.front(x, y), x, y)
            front = [*widgets.front(x, y), *whole]
            unnamed = self.siblings.is_guest and not self.siblings.is_named(front)
            elsewhere = unnamed or self.siblings.asked_of(front, y)
            return elsewhere or self.siblings.has([*seen.lines, *whole])
        opened = focus is not None and focus.url == seen.url and widgets.hangs_from(x, y, focus)
        if focus is not None and opened and not self.siblings.are_named(widgets.menu(x, y)):
            return focus.elsewhere  # the menu may cover the name of its row
        return self.siblings.has(seen.lines, y, x)

    def report(self, press: Press) -> bool:
        """Before the press: whoever takes over after a crash must know that it may have counted."""
        words = self._session.vault.scrub(press.label or press.target)
        return self._told.commit({"label": words[:120], "page": press.page})

    def _label_agrees(self, press: Press, seen: Seen, x: int, y: int) -> bool:
        untaken = seen.widgets.untaken() if self._task.action == "cancel" else frozenset()
        asked = asked_past(seen.widgets.front(x, y), untaken, x, y)
        if not asked.sentences:
            asked = Above(tuple(seen.words), native=asked.native)
        task, chosen = self._task, press.chosen
        final = is_final(press.label, asked, task.action, chosen=chosen, service=task.service_name)
        if task.action == "resume" and goes_on_at_its_price(press.label, task.plan):
            final = not forbidden_on_resume(press.label)
        if not final:
            return False
        readings = (self._read_anew(seen.picture, x, y, scale) for scale in READ_SCALES)
        return any(label and alike(label, press.label) >= SAME_LABEL for label in readings)

    def _read_anew(self, picture: Image.Image, x: int, y: int, scale: float) -> str:
        """The label by another reading: enlarged, grey and with all of its contrast."""
        box = (
            max(x - READ_WIDE, 0),
            max(y - READ_HIGH, 0),
            min(x + READ_WIDE, picture.width),
            min(y + READ_HIGH, picture.height),
        )
        part = ImageOps.autocontrast(picture.crop(box).convert("L"))
        size = round(part.width * scale), round(part.height * scale)
        lines = self._reader.read(part.resize(size, Image.Resampling.BICUBIC).convert("RGB"))
        return label_at(lines, round((x - box[0]) * scale), round((y - box[1]) * scale))


def _questions(dialog: Sequence[TextLine], x: int, y: int) -> list[TextLine]:
    """What a dialog asks above this point, each as one line: "Cancel Arbor / Total?" names it only
    as a whole, and its card may lie behind the dialog. In the lowest letters: none is a title."""
    asked = [each for each in above(dialog, x, y).sentences if "?" in each]
    low = min(dialog, key=lambda each: each.height, default=None)
    return [] if low is None else [replace(low, text=each) for each in asked]
