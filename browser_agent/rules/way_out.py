""" "Leave", below the entries of an area: it leads out of the area, and ends nothing."""

from dataclasses import replace
from itertools import pairwise

from browser_agent.rules.case import BARE, Case
from browser_agent.rules.lexicon import BILLING_SECTION, MANAGE_PLAN, PLAN_SECTION
from browser_agent.rules.plans import PRICE
from browser_agent.rules.question import Past
from browser_agent.rules.roles import OUTSIDE, is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases

LEVEL_PIXELS, LOOKS_MAX = 12, 2
LOOKS = (BILLING_SECTION, MANAGE_PLAN, PLAN_SECTION)
LEAVES = Phrases(
    r"(?:leave|exit|quit)(?: (?:the |this |my |your )?(?:[\w'-]+ ){0,2}(?:area|section|corner|zone|"
    r"page|menu|mode|room|settings))?",
    r"(?:(?:den |diesen |die |diese )?(?:\w*bereich|\w*seite|\w*ecke|menu) )?verlassen",
    r"(?:quitter|sortir)(?: (?:de )?(?:la |le |l'|cet |cette )?(?:espace|zone|page|coin|menu|"
    r"section)(?: [\w'-]+){0,2})?",
    r"(?:salir|abandonar)(?: (?:de(?:l| la)? |la |el |esta )(?:zona|area|pagina|rincon|menu|"
    r"seccion)(?: [\w'-]+){0,2})?",
)
LED_OUT = OUTSIDE | {"home"}


def without(case: Case) -> Case:
    """Without what leads out of the area, while other entries lead on, or once it has led out."""
    if case.question.goal != "cancel" or case.screen.dialog is not None:
        return case
    out = [x for x in case.screen.controls if x.mark is None and LEAVES.whole(x.folded)]
    if not out or is_inside(case):
        return case
    beside = not _tells_of_a_plan(case) and any(_leads_on(case, x) for x in case.screen.controls)
    out = [x for x in out if (beside and _stands_alone(case, x)) or _has_led_out(case, x)]
    kept = tuple(x for x in case.screen.controls if not any(x is each for each in out))
    return replace(case, screen=replace(case.screen, controls=kept)) if out else case


def _tells_of_a_plan(case: Case) -> bool:
    """What it costs, or when it is due: "Leave" may end just that."""
    said = [each.folded for each in case.screen.sentences]
    return any(PRICE.search(each) or says_renews(each) or says_ends(each) for each in said)


def _stands_alone(case: Case, control: Control) -> bool:
    """Not the answer of a row, "Arbor Club | Leave"."""
    return not any(
        case.plainness(each) >= BARE
        and abs(each.point[1] - control.point[1]) <= LEVEL_PIXELS
        and each is not control
        for each in case.screen.controls
    )


def _leads_on(case: Case, control: Control) -> bool:
    """ "Billing", which was not looked at yet; the first time it may have led to a gate."""
    way = control.mark is None and case.plainness(control) < BARE
    looked = case.question.times("click", target=control.text) >= LOOKS_MAX
    return way and any(x.whole(control.folded) for x in LOOKS) and not looked


def _has_led_out(case: Case, control: Control) -> bool:
    return any(_led_out(past, then, control) for past, then in pairwise(case.question.history))


def _led_out(past: Past, then: Past, control: Control) -> bool:
    """Where it led nothing was said of a subscription: who is watching, or what is on."""
    pressed = past.action == "click" and past.changed and past.target == control.folded
    return pressed and then.page in LED_OUT
