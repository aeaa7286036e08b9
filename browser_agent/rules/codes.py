"""A one-time code once more: the field it goes into, and whether it was refused or never sent."""

from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.text import Phrases, fold

# A mail or a message brings it; "Code" alone may be a coupon's.
_IS_SENT = Phrases(
    r"(?:sent|texted|e-?mailed|sending)(?: [\w-]+){0,4} code|code (?:we |was |has been )?(?:just )?"
    r"sent|code .{0,30}(?:gesendet|gesandt|geschickt)|(?:envoye|envoyons|enviado|enviamos|mandado) "
    r"(?:[\w-]+ ){0,4}(?:code|codigo)"
)
_CODE = Phrases(r"(?:the |your |le |votre |el |tu |der |dein |ihr )?(?:code|codigo|passcode|pin)")


def field_of_a_sent_one(case: Case) -> Field | None:
    """The field called "Code", where the page says that one was sent; signed in or not."""
    if not any(_IS_SENT(each.folded) for each in case.screen.sentences):
        return None
    found = [each for each in case.screen.fields if _CODE.whole(each.label)]
    return found[0] if len(found) == 1 else None


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
