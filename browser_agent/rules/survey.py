"""Reasons for leaving: the most innocuous one that is offered, whatever shape the question has."""

from collections.abc import Sequence

from browser_agent.rules import fees, lists
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import DECLINE, GENERIC_GO
from browser_agent.rules.lexicon_leaving import ALSO, BY_CAUSE, LENGTH, OF_A_PART, ORDINARY
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    REASON_ANY,
    REASON_CALM,
    REASON_OTHER,
    SURVEY,
)
from browser_agent.rules.lexicon_sign_in import PASSWORD_LABEL
from browser_agent.rules.move import Move, click
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.tongues import spoken

SKIP = spoken("SKIP", r"skip(?: .{0,20})?")
REQUIRED = Phrases(
    r"required|mandatory|obligatori[oa]|obligatoire|requis|requerido|pflicht\w*|erforderlich|"
    r"obrigatori[oa]|verplicht",
    # "25 characters at least": what is empty has too few.
    r"(?:at least|minimum(?: of)?|min\.?|mindestens|au moins|al menos|minimo(?: de)?) "
    r"\d+ (?:characters|letters|words|zeichen|buchstaben|worter|caracteres|lettres|mots|letras|"
    r"palabras)",
    r"\d+ (?:characters|letters|words|zeichen|buchstaben|worter|caracteres|lettres|mots|letras|"
    r"palabras),? (?:at least|(?:au |como |de )?minimum|minimo|(?:como |de )minimo|or more|"
    r"mindestens|au moins|al menos|min)",
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
SEARCH = Phrases(r"search(?: .*)?|such\w*|buscar?(?: .*)?|recherch\w*(?: .*)?|cerca|zoek\w*")
CHECK_BOX = Phrases(
    r"check this box if you want to proceed|klicke? (?:sie )?dieses kastchen an|"
    r"cocher cette case si|marca esta casilla si|selezionare questa casella|"
    r"vink dit vakje aan|marque esta caixa"
)
BUBBLE_DOWN, CHIPS_MIN = 60, 2
FREE_TEXT = "I no longer need this subscription."  # some want twenty letters
EDGE_SLACK = 4
MENU_PIXELS = 90  # "Shows" in the first row of the page leads elsewhere
PLACEHOLDER_LETTERS_MAX = 64


def has_reasons(case: Case) -> bool:
    return bool(reasons(case)) or lists.is_there(case) or bool(_essays(case))


def reasons(case: Case) -> list[Control]:
    """The reasons offered, from the most neutral to the one that wants an essay."""
    marked = [
        each
        for each in case.marked
        if not (ACKNOWLEDGEMENT.whole(each.folded) or ALSO(each.folded))
        and not (each.mark and each.mark.is_switch)
        and not fees.asks_for_one(case, each)
    ]
    if any(LENGTH.whole(each.folded) for each in marked):
        return []  # how long, or which plan: no reason
    rounds = [each for each in marked if each.mark is not None and each.mark.is_round]
    if len(rounds) > 2 or any(map(_is_a_reason, rounds)):
        marked = rounds  # a box beside them is an extra
    if len(marked) >= 2:
        return sorted(marked, key=_awkwardness)
    if not (case.says(SURVEY) or has_chips(case)):
        return []
    plain = [
        control
        for control in case.labels
        if not case.is_heading(control)
        and control.box.y0 > MENU_PIXELS
        and _is_a_reason(control)
        and "?" not in control.text
        and not SURVEY(control.folded)
        and role_of(control.folded) in {Role.NONE, Role.STAY}
        and not COMMENT.whole(control.folded)
    ]
    return sorted(plain, key=_awkwardness) if len(plain) >= 2 else []


def has_chips(case: Case) -> bool:
    """Buttons that tell reasons above one that waits for a choice, whatever words ask for it."""
    faces = [each for each in case.labels if each.face is not None and each.mark is None]
    told = [each.box.y1 for each in faces if _is_a_reason(each)]
    waits = [x.box.y0 for x in faces if GENERIC_GO.whole(x.folded) and x.looks_disabled]
    return len(told) >= CHIPS_MIN and any(max(told) <= top for top in waits)


def _is_a_reason(control: Control) -> bool:
    said = control.folded
    return REASON_CALM(said) or REASON_ANY(said) or REASON_OTHER.whole(said)


def _awkwardness(control: Control) -> int:
    """Price invites a discount, "other" an essay, trouble a chat with support."""
    if DECLINE.whole(control.folded) and not REASON_CALM(control.folded):
        return 4
    if REASON_OTHER.whole(control.folded):
        return 3
    if BY_CAUSE(control.folded) or OF_A_PART(control.folded):
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
        return _essay(case, page)
    if (asked := _unanswered(case, found)) is not None and not clicked(case, asked):
        return click(page, asked, "Another question of the form, not answered yet.", sure=0.7)
    chosen = any(reason.is_chosen and not BY_CAUSE(reason.folded) for reason in found)
    skip = None if chosen else case.first(SKIP)
    if skip is not None:
        return click(page, skip, "The question can be skipped.", sure=0.8)
    if chosen or any(clicked(case, reason) for reason in found):
        return lists.unset(case) or _essay(case, page)
    fresh = next((each for each in found if not case.is_worn(each)), None)
    if fresh is not None:
        return click(page, fresh, "A reason, to get on.", sure=0.75)
    return lists.choose(case) or _essay(case, page)


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


SENDS = frozenset({Role.FINAL, Role.GO_ON, Role.CANCEL, Role.GENERIC})


def clicked(case: Case, control: Control) -> bool:
    """Clicked with effect a moment ago: then it is ticked, whatever the pixels seem to say; until
    the form was sent, and came back."""
    for past in reversed(case.question.history[-3:]):
        if past.action == "click" and past.changed and past.target == control.folded:
            return True
        if past.action == "click" and past.changed and role_of(past.target) in SENDS:
            return False
    return False


def _essay(case: Case, page: str) -> Move | None:
    """A free-text field, filled where it says so or when the page has not gone on without it."""
    fields = _essays(case)
    last = case.question.last
    idle = last is not None and last.action == "click" and not last.changed
    starred = any(field.label.rstrip(": ").endswith("*") for field in fields)
    must = starred or any(REQUIRED(field.label) for field in fields) or case.says(REQUIRED)
    # Beside the last button, which waits for it, too.
    long = any(field.area and REQUIRED(field.label) for field in fields)
    wanted = (page == "survey" and (idle or must)) or (page == "confirm" and long)
    if not fields or not wanted or case.question.times("type", target=FREE_TEXT) >= 2:
        return None
    x, y = min(fields, key=lambda each: not each.area).point
    return Move(
        page, "type", FREE_TEXT, x, y, text=FREE_TEXT, confidence=0.6, why="It wants words."
    )


def _essays(case: Case) -> list[Field]:
    """Rows with a circle or a box in front of their words are answers, framed or not."""
    marks = [each.mark.box for each in case.marked if each.mark is not None]
    return [
        field
        for field in case.screen.fields
        if _is_essay(field)
        and field is not case.talk
        and not any(field.box.holds(mark) for mark in marks)
    ]


def _is_essay(field: Field) -> bool:
    """Empty, or showing no more than its placeholder."""
    if field.drops or len(field.value) > PLACEHOLDER_LETTERS_MAX:
        return False  # a list, or a notice in a box
    searches = SEARCH(field.label) or (not field.area and field.box.y0 < MENU_PIXELS)
    if searches or PASSWORD_LABEL(field.label) or (not field.area and WHO(field.label)):
        return False
    own = fold(field.value) in {"", fold(FREE_TEXT)}  # a capital may be read as a small letter
    empty = not (field.filled and own)
    reason = REASON_CALM(field.label) or REASON_ANY(field.label) or REASON_OTHER.whole(field.label)
    return empty and (field.area or not (lists.SELECT_TEXT(field.label) or reason))
