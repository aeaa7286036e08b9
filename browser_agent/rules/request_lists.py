"""A form for requests of every kind: a list in which the end is one of them, and its button."""

from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import GENERIC_GO
from browser_agent.rules.lexicon_leaving import TOLD_DONE
from browser_agent.rules.lists import SELECT_TEXT
from browser_agent.rules.move import Move, click
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases

REQUEST = Phrases(
    r"(?:type|kind|nature) of (?:your )?(?:request|enquiry|inquiry)|(?:your )?request(?: type)?|"
    r"what (?:would you like|do you want) to do|how can we help(?: you)?",
    r"art (?:der|ihrer|deiner) anfrage|art (?:des|ihres|deines) anliegens|"
    r"(?:(?:ihr|dein) )?anliegen|was mochten sie tun|was mochtest du tun",
    r"(?:type|nature|objet) de (?:la |votre |ta )?demande|(?:votre|ta) demande|"
    r"que souhaitez-vous faire",
    r"tipo de (?:la |tu |su )?(?:solicitud|gestion|tramite)|(?:tu|su) solicitud|"
    r"que (?:quieres|desea) hacer",
)
LABEL_PIXELS, ENTRY_SHIFT, ENTRY_GAP, FORM_DOWN, OPENED_MAX = 34, 20, 26, 240, 3
ENDS = frozenset({Role.FINAL, Role.GO_ON, Role.CANCEL})


def proceed(case: Case) -> Move | None:
    """Opens the list, takes the one entry that ends, and goes on with that in it, only that."""
    if case.question.committed or case.screen.dialog is not None:
        return None
    fields = [each for each in case.screen.fields if _is_of_requests(case, each)]
    lists = [(f, x) for f in fields for x in case.screen.controls if f.box.keeps(x.box)]
    return _step(case, *lists[0]) if lists else None


def _step(case: Case, field: Field, held: Control) -> Move | None:
    """held: what the list shows."""
    entries = _entries(case, field, held)
    ends = [each for each in entries if role_of(each.folded) in ENDS]
    if len(ends) == 1:
        return click("account", ends[0], "The request that ends it.", sure=0.7)
    if role_of(held.folded) in ENDS:
        return _send(case, field)
    unset = SELECT_TEXT.whole(held.folded) and not entries
    if unset and case.question.times("click", target=held.text) < OPENED_MAX:
        return click("account", held, "A list of requests: open it.", sure=0.6)
    return None


def _is_of_requests(case: Case, field: Field) -> bool:
    """A list with "Type of request" right above it."""
    return field.drops and any(
        REQUEST.whole(each.folded.rstrip(" *:?"))
        and abs(field.box.y0 - each.box.y1) <= LABEL_PIXELS
        and each.box.y0 < field.box.y0
        and abs(each.box.x0 - field.box.x0) <= LABEL_PIXELS
        for each in case.screen.controls
    )


def _entries(case: Case, field: Field, held: Control) -> list[Control]:
    """What stands in the open list, line by line at one edge."""
    found: list[Control] = []
    bottom = field.box.y1
    for each in sorted(case.screen.controls, key=lambda x: x.box.y0):
        if each.box.y0 < held.box.y1 or abs(each.box.x0 - held.box.x0) > ENTRY_SHIFT:
            continue
        if each.face is not None or each.mark is not None or each.box.y0 - bottom > ENTRY_GAP:
            break
        found.append(each)
        bottom = each.box.y1
    return found


def _send(case: Case, field: Field) -> Move | None:
    """The button of the form, with the end in its list and nothing else to choose: it may be the
    last press."""
    others = [each for each in case.screen.fields if each is not field]
    if others or case.marked or any(TOLD_DONE(each.folded) for each in case.screen.sentences):
        return None
    below = [
        each
        for each in case.find(GENERIC_GO)
        if each.face is not None and 0 <= each.face.y0 - field.box.y1 <= FORM_DOWN
    ]
    why = "On with the request to end it."
    return click("confirm", below[0], why, sure=0.7, commit=True) if below else None
