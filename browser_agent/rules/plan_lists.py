"""Plans that stand in a list, which has to be opened first."""

from browser_agent.rules import plans
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.text import Phrases

OPENED_MAX = 2
SELECT_PLAN = Phrases(
    r"(?:please )?(?:select|choose|pick) (?:a|an|your|one|the) (?:\w+ )?"
    r"(?:plan|package|tier|option)",
    r"(?:selectionne[rz]|choisi(?:r|ssez)) (?:une?|votre|le|la) "
    r"(?:formule|forfait|offre|abonnement)",
    r"(?:seleccion[ae]r?|elegir|elige|elija) (?:un|una|tu|su|el) "
    r"(?:plan|tarifa|paquete|suscripcion)",
    r"(?:bitte )?(?:(?:einen? |ihren? |deinen? )?(?:tarif|plan|abo|paket) (?:aus)?wahlen|"
    r"wahlen sie (?:einen?|ihren?) (?:tarif|plan|abo|paket)(?: aus)?)",
)


def unfold(case: Case) -> Move | None:
    """ "Select a plan", in a list that is shut: the plan that was named stands in it."""
    if case.question.committed or plans.named(case) is not None:
        return None
    values = [field.value for field in case.screen.fields]
    for control in case.labels:
        shut = control.opens or control.text in values
        fresh = case.question.times("click", target=control.text) < OPENED_MAX
        if shut and fresh and control.mark is None and SELECT_PLAN.whole(control.folded):
            return click("plans", control, "A list of plans: open it.", sure=0.7)
    return None
