"""Which of a customer's contracts is to end, where a site asks that first."""

import re
from collections.abc import Sequence

from browser_agent.rules import survey
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import STAY
from browser_agent.rules.lexicon_leaving import PAUSES
from browser_agent.rules.lexicon_pages import LEAVING_TALK, OFFER
from browser_agent.rules.lists import SELECT_TEXT
from browser_agent.rules.move import Move, click, give_up
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import Role, choices, is_inside, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold

NAME_LETTERS_MIN, QUESTION_PIXELS = 5, 70
WHICH_CONTRACT = Phrases(
    r"(?:which|what|select|choose|pick|welche[nrs]?|wahle\w*|wahlen sie|que|cual|elige|selecciona|"
    r"quel(?:le)?s?|choisissez|selectionnez)(?: \w+){0,3} (?:contracts?|subscriptions?|plans?|"
    r"memberships?|vertrage?|abos?|abonnements?|contratos?|suscripcion(?:es)?|contrats?|forfaits?)",
    # "Contract to cancel", above them.
    r"(?:contracts?|subscriptions?|memberships?) to (?:be )?(?:cancel\w*|end\w*|terminat\w*)",
    r"(?:contrats?|abonnements?|offres?) a (?:resilier|arreter)|zu kundigende[rs]? \w+|"
    r"(?:contratos?|suscripcion(?:es)?) (?:a|que desea\w*|que quieres?) (?:cancelar|dar de baja)",
)
CONTRACT = Phrases(
    r"contracts?|subscriptions?|memberships?|contrats?|abonnements?|vertrag\w*|abos?|contratos?|"
    r"suscripcion(?:es)?|mitgliedschaft\w*"
)
PLAN = Phrases(r"plans?|tarif\w*|forfaits?|formules?|offres?|tarifas?|pakete?|packages?")
WHY = Phrases(r"why|por que|porque|pourquoi|warum|wieso|weshalb|perche|waarom|motivo|razon|reason")


def asks_which(case: Case) -> bool:
    """ "Which contract do you want to cancel?", above circles or boxes."""
    asked = [
        each
        for each in case.screen.sentences
        if WHICH_CONTRACT(each.folded) and not WHY(each.folded)
    ]
    only_plans = all(PLAN(each.folded) and not LEAVING_TALK(each.folded) for each in asked)
    if only_plans and _are_plans(case):
        return False
    if _is_the_only_one(case) or any(_is_below(box, each) for each in asked for box in _open(case)):
        return True
    return any(
        each.mark is not None
        and not each.mark.is_switch
        and 0 < each.box.y0 - question.box.y1 <= QUESTION_PIXELS
        for each in case.marked
        for question in asked
    )


def _open(case: Case) -> list[Field]:
    """Lists in which nothing is chosen yet."""
    return [each for each in case.screen.fields if each.drops and SELECT_TEXT.whole(each.label)]


def _is_below(field: Field, question: Sentence) -> bool:
    near = 0 <= field.box.y0 - question.box.y1 <= QUESTION_PIXELS // 2
    return near and abs(field.box.x0 - question.box.x0) <= QUESTION_PIXELS


def _are_plans(case: Case) -> bool:
    """Plans with their prices, to change to another one; the way out stands beside them."""
    rounds = case.rounds
    priced = [each for each in rounds if PRICE.search(_said(case, each))]
    ways = [each for each in case.labels if each.mark is None and not each.looks_disabled]
    leaves = any(role_of(each.folded) in {Role.CANCEL, Role.GO_ON} for each in ways)
    return len(priced) > 1 and leaves and not is_inside(case)


def _is_the_only_one(case: Case) -> bool:
    """One circle beside the one contract, and the page does not go on without it."""
    rounds = case.rounds
    alone = len(rounds) == 1 and len(case.marked) == 1 and not rounds[0].is_chosen
    if not alone or not is_inside(case) or PRICE.search(_said(case, rounds[0])):
        return False
    said = rounds[0].folded
    other_way = any(each.role > Role.GENERIC or each.role is Role.DECLINE for each in choices(case))
    if other_way or STAY(said) or OFFER(said) or PAUSES(said):
        return False
    return bool(_own(case, rounds)) or CONTRACT(said)


def choose(case: Case, page: str) -> Move | None:
    """Of several contracts the one that bears the service's name, and no other; or the only one.

    Where none of several bears it, a person has to say which is meant.
    """
    if not asks_which(case):
        return None
    marks = [each for each in case.marked if each.mark is not None and not each.mark.is_switch]
    own = _own(case, marks)
    meant = own or marks
    if not meant:
        return None  # a list to choose from
    if len(meant) > 1:
        return give_up(page, "stuck", "Which of the contracts is meant cannot be told.", sure=0.6)
    for other in marks:
        extra = other is not meant[0] and other.mark is not None and not other.mark.is_round
        if extra and other.is_chosen:
            return click(page, other, "Another contract, ticked for us.", sure=0.8)
    if meant[0].mark is None or meant[0].is_chosen or survey.clicked(case, meant[0]):
        return None
    return click(page, meant[0], "The contract that is meant.", sure=0.7)


def _own(case: Case, marks: Sequence[Control]) -> list[Control]:
    """Those that bear the whole name, whole words of it; else the one with its longest words."""
    words = re.findall(r"[^\W_]+", fold(case.question.service))
    said = {id(each): set(re.findall(r"[^\W_]+", _said(case, each))) for each in marks}
    whole = [each for each in marks if words and set(words) <= said[id(each)]]
    if whole:
        return whole
    part = {word for word in words if len(word) >= NAME_LETTERS_MIN}
    return [each for each in marks if part & said[id(each)]]


def _said(case: Case, control: Control) -> str:
    below = [each.folded for each in case.right_below(control) if each.mark is None]
    return " ".join([control.folded, *below])
