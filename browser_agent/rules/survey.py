"""Reasons for leaving: the most innocuous one that is offered, whatever shape the question has."""

from collections.abc import Sequence
from itertools import takewhile

from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import DECLINE
from browser_agent.rules.lexicon_leaving import LENGTH
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    REASON_ANY,
    REASON_CALM,
    REASON_OTHER,
    SURVEY,
)
from browser_agent.rules.lexicon_sign_in import PASSWORD_LABEL
from browser_agent.rules.move import Move, click, permille
from browser_agent.rules.plans import PRICE
from browser_agent.rules.question import Past
from browser_agent.rules.roles import BY_CAUSE, Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases
from browser_agent.rules.tongues import spoken

SELECT_TEXT = spoken(
    "SELECT_TEXT",
    r"(?:please )?(?:select|choose|pick)(?: (?:a|an|your|one|the|from))?(?: \w+)?(?: reason|"
    r" option|"
    r" list| answer)?(?: \w+)?|-+ ?(?:select|choose|please).{0,20}",
)
SKIP = spoken("SKIP", r"skip(?: .{0,20})?")
REQUIRED = Phrases(
    r"required|mandatory|obligatori[oa]|obligatoire|requis|requerido|pflicht\w*|erforderlich|"
    r"obrigatori[oa]|verplicht"
)
COMMENT = Phrases(
    r"(?:your |tu |votre |dein |ihr )?(?:comments?|feedback|opinion|message|answer|comentarios?|"
    r"commentaires?|kommentar|nachricht|avis|suggestions?)(?: .*)?",
    r"(?:tell|share|write|describe|explain|cuentanos|dites|parlez|erzahl\w*|schreib\w*)(?: .*)?",
)
# A form that asks who cancels: no place for a reason.
WHO = Phrases(
    r"e-?mail\w*|(?:first |last |full |sur)?names?|phone|customer number|address|date|"
    r"\w*namen?|telefon\w*|\w*nummer|\w*adresse|\w*datum|nombre|apellidos?|correo|telefono|"
    r"direccion|fecha|nom|prenom|courriel|numero|adresse"
)
# Of the ways in which a contract may be ended by law.
ORDINARY = Phrases(
    r"ordentliche?|ordinary|regular|fristgerecht\w*|ordinari[ao]|ordinaire|"
    r"(?:zum |zur )?(?:fruhest|nachst)moglich\w*(?: .*)?|"
    r"(?:the )?(?:earliest|next) possible(?: .*)?|"
    r"(?:at |al |a la |zum )?(?:the )?(?:end|final|fin|ende) (?:of|del?|des|der) (?:.{3,24})"
)
SEARCH = Phrases(r"search(?: .*)?|such\w*|buscar?(?: .*)?|recherch\w*(?: .*)?|cerca|zoek\w*")
CHECK_BOX = Phrases(
    r"check this box if you want to proceed|klicke? (?:sie )?dieses kastchen an|"
    r"cocher cette case si|marca esta casilla si|selezionare questa casella|"
    r"vink dit vakje aan|marque esta caixa"
)
BUBBLE_DOWN, CIRCLES_DOWN = 60, 50
FREE_TEXT = "No longer needed"
SELECT_KEYS = ("end", "enter")
ENTRY_LETTERS = 20
ENTRIES_MIN, ENTRY_SHIFT, ENTRY_GAP = 3, 16, 26
MOVED = 60  # of a thousand
EDGE_SLACK = 4
MENU_PIXELS = 90  # "Shows" in the first row of the page leads elsewhere
PLACEHOLDER_LETTERS_MAX = 64


def is_survey(case: Case) -> bool:
    return case.says(SURVEY)


def has_reasons(case: Case) -> bool:
    return bool(reasons(case)) or has_select(case) or bool(_essays(case))


def reasons(case: Case) -> list[Control]:
    """The reasons offered, from the most neutral to the one that wants an essay."""
    marked = [
        each
        for each in case.marked
        if not ACKNOWLEDGEMENT.whole(each.folded) and not (each.mark and each.mark.is_switch)
    ]
    if any(LENGTH.whole(each.folded) for each in marked):
        return []  # how long, or which plan: no reason
    if len(marked) >= 2:
        return sorted(marked, key=_awkwardness)
    if not case.says(SURVEY):
        return []
    plain = [
        control
        for control in case.labels
        if not case.is_heading(control)
        and control.box.y0 > MENU_PIXELS
        and (
            REASON_CALM(control.folded)
            or REASON_ANY(control.folded)
            or REASON_OTHER.whole(control.folded)
        )
        and "?" not in control.text
        and not SURVEY(control.folded)
        and role_of(control.folded) in {Role.NONE, Role.STAY}
        and not COMMENT.whole(control.folded)
    ]
    return sorted(plain, key=_awkwardness) if len(plain) >= 2 else []


def _awkwardness(control: Control) -> int:
    """Price invites a discount, "other" an essay, trouble a chat with support."""
    if DECLINE.whole(control.folded) and not REASON_CALM(control.folded):
        return 4
    if REASON_OTHER.whole(control.folded):
        return 3
    if BY_CAUSE(control.folded):
        return 5
    if ORDINARY(control.folded):
        return 0
    if REASON_CALM(control.folded):
        return 0
    costly = any(
        word in control.folded
        for word in ("expensive", "price", "cost", "money", "car", "cher", "prix", "teuer", "duur")
    )
    return 2 if costly else 1


def give_reason(case: Case, page: str) -> Move | None:
    found = reasons(case)
    if page != "survey" and len(found) < 2:
        return None
    if (asked := _unanswered(case, found)) is not None and not clicked(case, asked):
        return click(page, asked, "Another question of the form, not answered yet.", sure=0.7)
    chosen = any(reason.is_chosen for reason in found)
    skip = None if chosen else case.first(SKIP)
    if skip is not None:
        return click(page, skip, "The question can be skipped.", sure=0.8)
    if chosen or any(clicked(case, reason) for reason in found):
        return _unset_list(case) or _essay(case, page)
    fresh = next((each for each in found if not case.is_worn(each)), None)
    if fresh is not None:
        return click(page, fresh, "A reason, to get on.", sure=0.75)
    return _select(case) or _essay(case, page)


def _unanswered(case: Case, found: Sequence[Control]) -> Control | None:
    """The ordinary answer of a group of circles of which none is chosen, beside one that is."""
    circles = sorted(
        (each for each in found if each.mark is not None and each.mark.is_round),
        key=lambda each: each.box.y0,
    )
    groups: list[list[Control]] = []
    for each in circles:
        if groups and not _is_parted(case, groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    if not any(each.is_chosen for each in circles):
        return None
    for group in groups:
        answered = any(each.is_chosen for each in group)
        if len(group) > 1 and not answered:
            ordinary = [each for each in group if ORDINARY(each.folded)]
            if len(ordinary) == 1:
                return ordinary[0]
    return None


def _is_parted(case: Case, one: Control, other: Control) -> bool:
    """Words that begin further left stand between them: the next question."""
    if one.mark is None:
        return False
    edge = one.mark.box.x0 + EDGE_SLACK
    return any(
        one.box.y1 <= each.box.y0 + EDGE_SLACK
        and each.box.y1 <= other.box.y0 + EDGE_SLACK
        and each.box.x0 <= edge
        and each.mark is None
        for each in case.screen.controls
    )


def demanded(case: Case) -> Control | None:
    """The box at which the browser's own bubble points: "Please check this box if you want to
    proceed"."""
    said = next((each for each in case.screen.sentences if CHECK_BOX(each.folded)), None)
    if said is None:
        return None
    above = [
        each
        for each in case.marked
        if each.mark is not None
        and not (each.mark.checked or each.mark.is_round or each.mark.is_switch)
        and 0 <= said.box.y0 - each.mark.box.y1 <= BUBBLE_DOWN
    ]
    return max(above, key=lambda each: each.box.y1, default=None)


def _unset_list(case: Case) -> Move | None:
    """ "Choose a reason" still stands in a list, beside other questions that are answered."""
    return _select(case) if _unset(case) else None


def _unset(case: Case) -> list[Control]:
    return [
        each for each in case.labels if SELECT_TEXT.whole(each.folded) and _is_select(case, each)
    ]


def clicked(case: Case, control: Control) -> bool:
    """Clicked with effect a moment ago: then it is ticked, whatever the pixels seem to say."""
    return any(
        past.action == "click" and past.target == control.folded and past.changed
        for past in case.question.history[-3:]
    )


def has_select(case: Case) -> bool:
    return any(_is_select(case, control) for control in case.labels)


def _is_select(case: Case, control: Control) -> bool:
    """ "Choose a reason" in a box, not above one; whatever it says where a list opens from it."""
    if any(field.drops and field.box.keeps(control.box) for field in case.screen.fields):
        return True
    if not SELECT_TEXT.whole(control.folded) or case.is_heading(control):
        return False
    priced = any(PRICE.search(each.folded) for each in case.screen.sentences)
    if priced and len(control.folded.split()) == 1:
        return False  # "Select" on the card of a plan
    circles = any(
        each.mark is not None and 0 <= each.box.y0 - control.box.y1 <= CIRCLES_DOWN
        for each in case.marked
    )
    if circles:
        return False  # "Choose the contract", above them
    boxes = [field.box for field in case.screen.fields]
    return control.face is not None or any(box.keeps(control.box) for box in boxes) or not boxes


def _select(case: Case) -> Move | None:
    last = case.question.last
    if last is not None and last.action == "key" and last.target == SELECT_KEYS[0]:
        enter = SELECT_KEYS[1]
        return Move("survey", "key", enter, key=enter, confidence=0.5, why="Take the entry.")
    unset = _unset(case)
    box = next((each for each in (*unset, *case.labels) if _is_select(case, each)), None)
    if box is None or (_is_chosen(case) and not unset) or _shows_entry(case, box):
        return None
    here = _since_it_was_entered(case)
    opened = [
        place
        for place, past in enumerate(here)
        if past.action == "click"
        and past.target == box.folded
        and (_is_there(case, past, box) or not _took_something(here[:place]))
    ]
    if not opened:
        return click("survey", box, "A list of reasons: open it.", sure=0.7)
    since = here[: opened[-1]]  # the latest first
    if (entries := _entries(case, box)) and not _took_something(since):
        return click("survey", entries[-1], "The last entry of the open list.", sure=0.6)
    for key in SELECT_KEYS:
        if not any(past.action == "key" and past.target == key for past in since):
            why = "The last entry of the open list." if key == "end" else "Take the entry."
            return Move("survey", "key", key, key=key, confidence=0.5, why=why)
    return None


def _entries(case: Case, box: Control) -> list[Control]:
    """What stands in the open list: lines right under the box, at its left edge, at even steps."""
    below = sorted(
        (
            each
            for each in case.screen.controls
            if each.box.y0 >= box.box.y1 and abs(each.box.x0 - box.box.x0) <= ENTRY_SHIFT
        ),
        key=lambda each: each.box.y0,
    )
    found: list[Control] = []
    for each in below:
        last = (found[-1] if found else box).box
        if each.face is not None or each.mark is not None or each.box.y0 - last.y1 > ENTRY_GAP:
            break
        found.append(each)
    fitting = [
        each
        for each in found
        if each.text[:1].isalpha() and not SELECT_TEXT.whole(each.folded)  # "[name]" is a mask
    ]
    return fitting if len(found) >= ENTRIES_MIN else []


def _is_there(case: Case, past: Past, box: Control) -> bool:
    """Of two lists that say the same, the one that was pressed; a notice above may move it."""
    return past.y is None or abs(past.y - permille(box.point[1], case.screen.height)) <= MOVED


def _took_something(since: Sequence[Past]) -> bool:
    """After a list was opened an entry was pressed, or taken by its key."""
    return any(
        (past.action == "click" and past.changed)
        or (past.action == "key" and past.target == SELECT_KEYS[-1])
        for past in since
    )


def _since_it_was_entered(case: Case) -> list[Past]:
    """The steps on this page of the survey, the latest first: on the next visit all begins anew."""
    return list(takewhile(lambda past: past.page == "survey", reversed(case.question.history)))


def _shows_entry(case: Case, box: Control) -> bool:
    """What was just taken from the list stands in it, though its end may be cut off."""
    if SELECT_TEXT.whole(box.folded):
        return False
    begins = box.folded[:ENTRY_LETTERS]
    clicks = [
        past for past in _since_it_was_entered(case) if past.action == "click" and past.changed
    ]
    for place, past in enumerate(clicks):
        if past.target.startswith(begins):
            return any(earlier.target != past.target for earlier in clicks[place + 1 :])
    return False


def _is_chosen(case: Case) -> bool:
    """A list was opened on this page and something taken from it."""
    for past in reversed(case.question.history):
        if past.page != "survey":
            return False
        if past.action == "key" and past.target == SELECT_KEYS[-1]:
            return True
    return False


def _essay(case: Case, page: str) -> Move | None:
    """A free-text field, filled where it says so or when the page has not gone on without it."""
    fields = _essays(case)
    last = case.question.last
    idle = last is not None and last.action == "click" and not last.changed
    starred = any(field.label.rstrip(": ").endswith("*") for field in fields)
    must = starred or any(REQUIRED(field.label) for field in fields) or case.says(REQUIRED)
    wanted = page == "survey" and (idle or must)
    if not fields or not wanted or case.question.times("type", target=FREE_TEXT) >= 2:
        return None
    x, y = fields[0].point
    return Move(
        page, "type", FREE_TEXT, x, y, text=FREE_TEXT, confidence=0.6, why="It wants words."
    )


def _essays(case: Case) -> list[Field]:
    return [field for field in case.screen.fields if _is_essay(field)]


def _is_essay(field: Field) -> bool:
    """Empty, or showing no more than its placeholder."""
    if len(field.value) > PLACEHOLDER_LETTERS_MAX:
        return False  # a notice in a box
    searches = SEARCH(field.label) or (not field.area and field.box.y0 < MENU_PIXELS)
    if searches or PASSWORD_LABEL(field.label) or (not field.area and WHO(field.label)):
        return False
    empty = not field.filled or field.value not in {"", FREE_TEXT}
    reason = REASON_CALM(field.label) or REASON_ANY(field.label) or REASON_OTHER.whole(field.label)
    return empty and (field.area or not (SELECT_TEXT(field.label) or reason))
