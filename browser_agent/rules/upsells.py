"""A dialog on the way back in that offers a dearer plan: on with the one that was approved."""

import re
from decimal import Decimal

from browser_agent.rules import resuming
from browser_agent.rules.amounts import AMOUNT, amount, amount_of
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.offered_tiers import is_offered, is_on_a_button
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold

_REFUSAL = r"(?:no,? (?:thanks?|thank you|gracias)|nein,? danke|non,? merci|no|nein|non),? "
REFUSES = Phrases(rf"{_REFUSAL}.*")
_ON = (
    rf"(?:{_REFUSAL}|(?:yes|ja|oui|si),? )?(?:continue|keep|stay|go on|proceed|weiter|bleiben|"
    r"continuer|garder|rester|continuar|seguir|mantener)(?: (?:with|on|mit|bei|avec|sur|con|en))?"
    r"(?: (?:my|your|mein|dein|mon|votre|mi|tu))?"
)
_KIND = r"(?: (?:plan|membership|subscription|abo|tarif|forfait|abonnement|suscripcion))?"
_FOR = r",?(?: (?:for|at|fur|zu|pour|a|por|only|nur|solo|-))*"
_MONTHLY = (
    r"(?: ?(?:/|a|per|im|pro|par|al|por) ?(?:month|mo|monat|mois|mes)| (?:monthly|monatlich))?"
)
_KEPT = r" (?:behalten|fortsetzen)"
# The price of this very press, now or later.
DUE = Phrases(
    r"due|total|today|now|then|from|after\w*|first|once|billed|charged?|set-?up|activation|fees?|"
    r"renews?|starting|included|added",
    r"fallig|gesamt\w*|heute|jetzt|sofort|dann|danach|ab|einmalig\w*|abgerechnet|inklusive",
    r"aujourd'hui|maintenant|puis|ensuite|des le|a partir|frais|inclus\w*|factur\w*",
    r"hoy|ahora|luego|despues|desde|cuota de alta|cobr\w*|incluid\w*",
)


def declined(case: Case) -> Move | None:
    """ "Keep Comfort for 19.99", in a dialog that would rather have 29.99: it tells the price of
    what was approved, and pressing it restarts that; after a last press only by a refusal."""
    limit, plan = amount_of(case.question.max_price or ""), case.question.plan
    if case.screen.dialog is None or limit is None or not plan:
        return None
    ways = [x for x in case.labels if (x.face is not None or x.is_link) and x.mark is None]
    ours = [x for x in ways if _keeps(x, fold(plan)) and _dearest(x.text) <= limit]
    others = {each.text for each in ways if each not in ours}
    dearer = [each for each in case.screen.sentences if _dearest(each.text) > limit]
    if not dearer or len(ours) != 1 or not resuming.is_under_way(case):
        return None
    if case.question.committed and not REFUSES.starts(ours[0].folded):
        return None
    if not all(_is_another_ones(x.text, fold(plan), others) for x in dearer):
        return None
    return click("checkout", ours[0], "The approved plan, and no more.", commit=True, sure=0.85)


def _dearest(text: str) -> Decimal:
    return max((amount(match) for match in AMOUNT.finditer(text)), default=Decimal(0))


def _keeps(control: Control, plan: str) -> bool:
    """On with the plan at a price, and nothing besides: not "Keep Comfort and add Sports"."""
    found = AMOUNT.search(control.folded)
    if found is None:
        return False
    said = f"{control.folded[: found.start()]}%{control.folded[found.end() :]}"
    name = re.escape(plan).replace("\\ ", " ")  # a blank means any of them in phrases
    what = rf"{name}{_KIND}"
    kept = rf"{what}{_FOR} %{_MONTHLY}{_KEPT}|{what}{_KEPT}{_FOR} %{_MONTHLY}"
    return Phrases(rf"{_ON} {what}{_FOR} %{_MONTHLY}|{kept}").whole(said)


def _is_another_ones(told: str, plan: str, others: set[str]) -> bool:
    """A dearer price that another press takes. others: the words of the other buttons; "Four
    screens for 29.99" stands above "Go Premium, 29.99"."""
    said = fold(told)
    if plan in said or DUE(said):
        return False
    of_its_price = {each for each in others if _dearest(each) == _dearest(told)}
    offered = told in others or is_offered(told, plan, others)
    return offered or is_on_a_button(told, plan, of_its_price)
