"""Which of a customer's contracts is to end, where a site asks that first."""

from browser_agent.rules import survey
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold

NAME_LETTERS_MIN, UNDER_PIXELS, QUESTION_PIXELS = 5, 26, 70
WHICH_CONTRACT = Phrases(
    r"(?:which|what|select|choose|pick|welche[nrs]?|wahle\w*|wahlen sie|que|cual|elige|selecciona|"
    r"quel(?:le)?s?|choisissez|selectionnez)(?: \w+){0,3} (?:contracts?|subscriptions?|plans?|"
    r"memberships?|vertrage?|abos?|abonnements?|contratos?|suscripcion(?:es)?|contrats?|forfaits?)"
)


def asks_which(case: Case) -> bool:
    """ "Which contract do you want to cancel?", above circles or boxes."""
    asked = [each for each in case.screen.sentences if WHICH_CONTRACT(each.folded)]
    return any(
        each.mark is not None
        and not each.mark.is_switch
        and 0 < each.box.y0 - question.box.y1 <= QUESTION_PIXELS
        for each in case.marked
        for question in asked
    )


def choose(case: Case, page: str) -> Move | None:
    """Which of several contracts is meant, by the service's name; or the only one there is."""
    if not asks_which(case):
        return None
    marks = [each for each in case.marked if each.mark is not None and not each.mark.is_switch]
    name = fold(case.question.service)
    own = [each for each in marks if name and (name in each.folded or name in _below(case, each))]
    if not own and len(marks) > 1:
        parts = {part for part in name.split() if len(part) >= NAME_LETTERS_MIN}
        own = [each for each in marks if parts & set(each.folded.split())]
    meant = own or marks
    if len(meant) != 1 or survey.clicked(case, meant[0]):
        return None
    if meant[0].mark is None or meant[0].mark.checked:
        return None
    return click(page, meant[0], "The contract that is meant.", sure=0.7)


def _below(case: Case, control: Control) -> str:
    """What stands right under a label, in its own card."""
    lines = [
        each.folded
        for each in case.screen.controls
        if each.mark is None
        and 0 <= each.box.y0 - control.box.y1 <= UNDER_PIXELS
        and abs(each.box.x0 - control.box.x0) <= UNDER_PIXELS
    ]
    return " ".join(lines)
