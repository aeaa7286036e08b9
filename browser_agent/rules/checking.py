"""A page that shows the form once more before it is sent: what ends there may be another one."""

from collections.abc import Iterator
from dataclasses import replace

from browser_agent.rules import leaving
from browser_agent.rules.case import Case
from browser_agent.rules.contract_names import CONTRACT, bears_name, names_other
from browser_agent.rules.footer import is_footer
from browser_agent.rules.move import Move, click, give_up
from browser_agent.rules.roles import is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold

LEVEL_PIXELS, BACK_MAX = 12, 3
ARROWS = " <>\u2039\u203a\u2190\u2192\u00ab\u00bb-"
# To the form it came from; "Change plan" and "Edit subscription" lead elsewhere.
WAY_BACK = Phrases(
    r"(?:go )?back(?: to (?:the |your |my )?(?:selection|form|details|contracts|previous (?:page|"
    r"step)))?|previous(?: step| page)?|(?:change|edit|correct)(?: (?:my |your |the )?(?:selection|"
    r"details|entries|data|choice|information))?|(?:choose|select|pick) another (?:contract|"
    r"subscription)",
    r"zuruck(?: zu[mr]? (?:auswahl|formular|eingabe|vorherigen seite))?|(?:(?:meine |ihre |deine )?"
    r"(?:angaben|auswahl|eingaben?|daten) )?(?:andern|bearbeiten|korrigieren)|"
    r"(?:einen )?anderen vertrag (?:aus)?wahlen",
    r"retour(?: (?:au formulaire|a la selection|a l'etape precedente))?|(?:etape )?precedente?|"
    r"revenir(?: en arriere)?|modifier(?: (?:ma |mes |votre |vos |la |le |les )?(?:selection|choix|"
    r"informations|saisie|donnees|demande))?|choisir un autre (?:contrat|abonnement)",
    r"volver(?: atras| al formulario| a la seleccion)?|atras|(?:paso )?anterior|(?:modificar|"
    r"cambiar|editar|corregir)(?: (?:mi |mis |tu |tus |su |sus |los |la )?(?:seleccion|datos|"
    r"eleccion))?|elegir otr[oa] (?:contrato|suscripcion)",
)


def other_contract(case: Case) -> Move | None:
    """ "Contract: Arbor Weekend", where Arbor Digital is meant: back to the form, and never on."""
    if case.question.committed or not is_inside(case):
        return None
    told = [each for label in case.screen.controls for each in _told_by(case, label)]
    wrong = [each for each in told if names_other(case, each)]
    if not wrong or any(bears_name(case, each) for each in told):
        return None
    if leaving.kind(case) != "confirm":
        return None
    back = _way_back(case, wrong[0])
    if back is None or case.question.times("click", target=back.text) >= BACK_MAX:
        return give_up("confirm", "stuck", "It would end another contract.", sure=0.6)
    return click("confirm", back, "Another contract is chosen: back to the form.", sure=0.6)


def _told_by(case: Case, label: Control) -> Iterator[Control]:
    """What stands behind "Contract", next to it or right below."""
    head, colon, rest = label.text.partition(":")
    if colon and rest.strip() and CONTRACT.whole(fold(head)):
        yield replace(label, text=rest.strip())
    if label.face is not None or not CONTRACT.whole(label.folded.rstrip(" *:")):
        return
    beside = [
        each
        for each in case.screen.controls
        if each.box.x0 >= label.box.x1 and abs(each.point[1] - label.point[1]) <= LEVEL_PIXELS
    ]
    below = [each for each in case.right_below(label) if each is not label]
    yield from sorted(beside, key=lambda each: each.box.x0)[:1] or below[:1]


def _way_back(case: Case, wrong: Control) -> Control | None:
    """What stands in the row of the contract first."""
    found = [
        each
        for each in case.labels
        if each.mark is None
        and case.plainness(each) < 2
        and WAY_BACK.whole(each.folded.strip(ARROWS))
        and not is_footer(case, each)
    ]
    return min(found, key=lambda each: abs(each.point[1] - wrong.point[1]), default=None)
