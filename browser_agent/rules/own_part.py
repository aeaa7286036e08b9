"""A service within another one: its own row, and not the membership around it."""

from browser_agent.parts import bears
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click, give_up
from browser_agent.rules.places import was_clicked
from browser_agent.rules.reading_on import look_below
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.text import Phrases, fold

PLACES = Phrases(
    r"(?:(?:manage|see|view|all|my|your) )*(?:add-?on )?(?:channels?|add-?ons?|extras)|"
    r"(?:meine |deine |alle )?(?:kanale|zusatzkanale|zusatzpakete|optionen)(?: verwalten)?|"
    r"(?:gerer |mes |vos |voir )*(?:les )?(?:chaines(?: .{1,16})?|options(?: (?:incluses|actives|"
    r"souscrites))?)|"
    r"(?:gestionar |mis |tus |ver )*(?:los )?(?:canales|complementos)(?: .{1,16})?"
)
ENDS = frozenset({Role.CANCEL, Role.FINAL})


def instead(case: Case, move: Move) -> Move:
    """The move itself, unless it would end what does not bear the part's own words."""
    said = (*case.text.split("\n"), *case.screen.behind)
    ends = move.commit or role_of(fold(move.target)) in ENDS
    if move.action != "click" or not ends or bears(case.question.service, said):
        return move
    if any(role_of(fold(past.target)) in ENDS for past in case.question.history):
        return move  # pressed where the part was named: what follows need not repeat it
    for control in case.find(PLACES):
        if not was_clicked(case, control):
            return click("account", control, "The service is a part: where parts are listed.")
    return look_below(case, "account") or give_up(
        "account", "stuck", "What could be ended here is another service.", sure=0.6
    )
