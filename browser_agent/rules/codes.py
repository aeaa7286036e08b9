"""A one-time code once more: the field it goes into, and whether it was refused or never sent."""

from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.text import fold


def without_messages(case: Case) -> Case:
    """The page without the boxes in which it says something, "The code is not valid.", where a
    field stands beside them: they are framed as fields are."""
    fields = case.screen.fields
    kept = tuple(each for each in fields if not _is_a_message(each))
    if not kept or len(kept) == len(fields):
        return case
    return Case(case.question, replace(case.screen, fields=kept))


def was_sent_empty(case: Case, field: Field) -> bool:
    """What is refused is an empty field: the button was pressed once more since the code was
    typed, and a site that fails once empties its form."""
    history = case.question.history
    typed = [place for place, past in enumerate(history) if past.text_ref == "code"]
    since = [x for x in history[typed[-1] :] if x.action == "click" and x.changed] if typed else []
    presses = sum(past.target == since[-1].target for past in since) if since else 0
    return presses > 1 and not field.filled


def _is_a_message(field: Field) -> bool:
    ends = field.value.rstrip().endswith((".", "!"))
    return field.filled and ends and " " in field.value and fold(field.value) == field.label
