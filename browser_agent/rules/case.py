"""One question about one screen, and the choosing of controls that all rules share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from browser_agent.rules.chats import (
    is_bubble,
    is_on_our_side,
    is_sender,
    message_field,
    names_an_assistant,
)
from browser_agent.rules.inputs import Field
from browser_agent.rules.last_rows import is_below
from browser_agent.rules.masks import is_masked
from browser_agent.rules.move import permille
from browser_agent.rules.pixels import Box
from browser_agent.rules.question import Question
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.text import Phrases, fold

UNDER_PIXELS = 30
ANSWERS_MIN = 2
LABEL_LETTERS_MAX, LINK_LETTERS_MAX = 64, 96
HEADING_SHARE = 1.3
STEP_PIXELS = 24
HEADING_PIXELS_MIN = 25
LOGO_PIXELS = 27
TOP_PIXELS = 60
MOVED = 30  # of a thousand
BARE = 2  # plainness of words that look like no control
LABEL_DOWN, LABEL_ASIDE = 24, 12


@dataclass(frozen=True)
class Case:
    question: Question
    screen: Screen

    @cached_property
    def text(self) -> str:
        return self.screen.text

    def says(self, meaning: Phrases) -> bool:
        return any(meaning(sentence.folded) for sentence in self.screen.sentences)

    @cached_property
    def labels(self) -> tuple[Control, ...]:
        """What could be clicked by its words and is not worn. Sentences are no labels."""
        return tuple(
            control
            for control in self.screen.controls
            if len(control.text) <= _letters_max(control)
            and not (self.is_worn(control) or self.is_said(control))
            and not (control.inline and control.text.endswith("?"))  # the end of a question
        )

    @cached_property
    def talk(self) -> Field | None:
        """The line in which one would write to an assistant; None where there is none."""
        return message_field(self.screen)

    @cached_property
    def is_talk(self) -> bool:
        return self.talk is not None or names_an_assistant(self.screen) or self._is_answered_often

    @cached_property
    def _is_answered_often(self) -> bool:
        """Its greeting is out of sight by now."""
        given = [each for each in self.screen.controls if self._was_answered(each, anywhere=True)]
        grounds = [each.face is not None or each.ink.paper for each in given]  # all of one kind
        return any(
            len({x.folded for x, ground in zip(given, grounds, strict=True) if ground == kind})
            >= ANSWERS_MIN
            for kind in grounds
        )

    def is_said(self, control: Control) -> bool:
        """In a talk: an answer that was given already, or the button that sends a written one."""
        sends = self.talk is not None and is_sender(self.talk, control)
        return sends or (self.is_talk and self.is_answered(control))

    def is_answered(self, control: Control) -> bool:
        return self._was_answered(control, anywhere=self._is_answered_often)

    def _was_answered(self, control: Control, *, anywhere: bool) -> bool:
        """Pressed before, and now elsewhere, on our side of the talk. Where it was pressed it may
        be pressed again. anywhere: in bubbles, though no assistant is named in sight."""
        said = control.face is not None and is_on_our_side(self.screen, self.talk, control.face)
        form = control.mark or any(each.box.keeps(control.box) for each in self.screen.fields)
        said = said or (not form and is_bubble(self.screen, control, named=not anywhere))
        if not said or not self.question.times("click", target=control.text):
            return False
        x = permille(control.point[0], self.screen.width)
        y = permille(control.point[1], self.screen.height)
        places = self.question.places(control.text)
        if anywhere and not places:
            return False  # so long ago that nobody knows where
        return all(abs(past_x - x) + abs(past_y - y) > MOVED for past_x, past_y in places)

    def leads_nowhere(self, control: Control, most: int) -> bool:
        """Pressed so often, and here: the same words in the last rows may have led elsewhere."""
        times = self.question.times("click", target=control.text)
        x = permille(control.point[0], self.screen.width)
        y = permille(control.point[1], self.screen.height)
        places = self.question.places(control.text)
        here = any(abs(past_x - x) + abs(past_y - y) <= MOVED for past_x, past_y in places)
        return times >= 2 * most or (times >= most and here)

    def is_worn(self, control: Control) -> bool:
        where = control.point
        if control.mark is not None:
            where = control.mark.box.center_x, control.mark.box.center_y
        x, y = permille(where[0], self.screen.width), permille(where[1], self.screen.height)
        return self.question.is_worn(control.text, x, y)

    def find(self, meaning: Phrases, *, marks: bool = False) -> list[Control]:
        """Usable controls whose whole label means this; buttons and links before bare text."""
        hits = [
            control
            for control in self.labels
            if (marks or control.mark is None) and meaning.whole(control.folded)
        ]
        return sorted(hits, key=self.plainness)

    def cards(self, meaning: Phrases) -> list[Control]:
        """Those that are pressed as a whole and whose title means this."""
        cards = [each for each in self.screen.controls if each.title and each.mark is None]
        return [each for each in cards if meaning.whole(fold(each.title))]

    def plainness(self, control: Control) -> int:
        """0 for a button, 1 for a link, 2 for bare text, 3 for what looks like a heading."""
        if control.face is not None:
            return 0
        if control.is_link:
            return 1
        return 3 if self.is_heading(control) else 2

    def first(self, *meanings: Phrases) -> Control | None:
        """The best control of the first meaning that has one."""
        for meaning in meanings:
            hits = self.find(meaning)
            if hits:
                return hits[0]
        return None

    @cached_property
    def letter_height(self) -> float:
        return median([control.box.height for control in self.screen.controls] or [16])

    def names_a_field(self, control: Control) -> bool:
        """Bare words right above a field, at its left edge: "Kind of notice"; a question above one
        for several lines, whose edge runs under it as that of a link does."""
        bare = self.plainness(control) >= BARE
        ruled = control.face is None and not control.ink.coloured  # by the list's upper edge
        asks = control.face is None and "?" in control.text
        return any(
            0 <= field.box.y0 - control.box.y1 <= LABEL_DOWN
            and abs(field.box.x0 - control.box.x0) <= LABEL_ASIDE
            and (bare or (asks and field.area) or (ruled and field.drops))
            for field in self.screen.fields
        )

    def is_heading(self, control: Control) -> bool:
        tall = control.box.height
        return (
            control.face is None
            and not control.inline
            and not control.ink.underlined  # the line adds to the height of a link
            and tall >= HEADING_PIXELS_MIN
            and tall > self.letter_height * HEADING_SHARE
        )

    @cached_property
    def is_last(self) -> Callable[[Box], bool]:
        """Whether a box stands among the last rows of the page."""
        return is_below(self.screen)

    def right_below(self, control: Control) -> list[Control]:
        """What stands right under a label, in its own card."""
        return [
            each
            for each in self.screen.controls
            if 0 <= each.box.y0 - control.box.y1 <= UNDER_PIXELS
            and abs(each.box.x0 - control.box.x0) <= UNDER_PIXELS
        ]

    def level_with(self, control: Control) -> list[Control]:
        """What stands in the row of a label; beside one of two lines it is level with its box."""
        boxes = [control.box] if control.mark is None else [control.box, control.mark.box]
        return [
            each
            for each in self.screen.controls
            if each.mark is None
            and any(each.box.y0 <= box.center_y <= each.box.y1 for box in boxes)
        ]

    @cached_property
    def rounds(self) -> list[Control]:
        """Circles, of which one is chosen."""
        return [each for each in self.marked if each.mark is not None and each.mark.is_round]

    @cached_property
    def marked(self) -> tuple[Control, ...]:
        """Labels with a check box or radio button, top to bottom. A big one alone is a logo."""
        found = [
            (control, control.mark.box)
            for control in self.screen.controls
            if control.mark
            and not (control.is_link and self.is_last(control.box))
            and not (self.is_heading(control) and control.text.endswith("?"))
            and not self._is_of_the_menu(control)
        ]
        if self.screen.dialog is None:
            places = [box for _, box in found]
            found = [each for each in found if not _is_alone_on_top(each[1], places)]
        # Beside them the numbers of the steps above a form are no choices.
        if any(box.width < STEP_PIXELS for _, box in found):
            found = [each for each in found if each[1].width < STEP_PIXELS]
        return tuple(
            control
            for control, box in found
            if box.width < LOGO_PIXELS
            or any(other is not box and abs(other.width - box.width) <= 2 for _, other in found)
        )

    def _is_of_the_menu(self, control: Control) -> bool:
        """The end of the shaded entry of a menu, right before the title of the page."""
        mark = control.mark
        return mark is not None and any(
            each.box.holds(mark.box) and each.box.x1 <= control.box.x0
            for each in self.screen.fields
        )

    def field(self, labelled: Phrases, *, but: Phrases | None = None) -> Field | None:
        for field in self.screen.fields:
            words = field.label
            if is_masked(field.value, "code"):  # "sent to [email]", above it, asks for no address
                words = words.replace("[email]", " ")
            if labelled(words) and not (but is not None and but(words)):
                return field
        return None


def _letters_max(control: Control) -> int:
    """A link that shames ("No thanks, I forgo my benefits and go on") is as long as a sentence."""
    ends = control.text.rstrip().endswith((".", ":"))
    alone = control.is_link and control.ink.underlined and not (control.inline or ends)
    return LINK_LETTERS_MAX if alone else LABEL_LETTERS_MAX


def _is_alone_on_top(mark: Box, others: Iterable[Box]) -> bool:
    """The picture before "Account" in the site's menu; choices stand in a row or a column."""
    if mark.y0 > TOP_PIXELS:
        return False
    return not any(
        other is not mark
        and (abs(other.x0 - mark.x0) <= 8 or abs(other.center_y - mark.center_y) <= 8)
        for other in others
    )


def nearest(controls: Iterable[Control], x: int, y: int) -> Control | None:
    return min(
        controls,
        key=lambda each: (each.point[0] - x) ** 2 + (each.point[1] - y) ** 2,
        default=None,
    )
