"""What tells of a renewal on a page that tells of an end as well."""

from collections.abc import Sequence

from browser_agent.rules.due_labels import is_left_blank
from browser_agent.rules.lexicon_states import (
    BILLED_EVERY,
    DENIED,
    ENDED_CHIP,
    RESTARTABLE,
)
from browser_agent.rules.screen import Screen
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold

CALLED_OFF = Phrases(
    r"cancell?ed|gekundigt|beendet|resiliee?|cancelad[oa]|de baja|annulee?|terminated"
)
ADDED = Phrases(
    r"add-?ons?|options?|extras?|channels?|sports?|kanal\w*|zusatz\w*|complementos?|suplementos?|"
    r"canal(?:es)?|pack\w*|paquetes?|bouquets?|trial|offer|discount|pause|gift"
)
# "Your Kids plan was cancelled", and not "Your plan was cancelled".
OTHER_PLAN = Phrases(
    r"your (?!plan|subscription|membership|pass|current)[\w-]+ (?:plan|subscription|membership|"
    r"pass)|(?:votre|ton) (?:abonnement|forfait) (?!a |est|sera|prend|se |n')[\w-]+ (?:a ete|est)|"
    r"(?:tu|su) (?:suscripcion|plan) (?!se|ha|fue|esta|no|termin|cancel|finali)[\w-]+ (?:se|ha|fue|"
    r"esta)|(?:dein|ihr)e? (?!abo|vertrag|mitgliedschaft)[\w-]+-(?:abo|vertrag)"
)


def still_renewing(
    renews: Sequence[Sentence], ends: Sequence[Sentence], screen: Screen
) -> list[Sentence]:
    """What tells of a renewal beside what tells of an end: no label without a value, and no button
    "Renew plan" beside "will not renew"; without these words it may renew early."""
    said = [each.folded for each in ends if not ADDED(each.folded)]
    off = any(DENIED(folded) or CALLED_OFF(folded) for folded in said)
    off = off or any(ENDED_CHIP.whole(fold(each.quote.split(". ")[0])) for each in ends)
    # Under each of several plans to choose from: "Billed every month", "Billed every year".
    offers = {each.folded for each in renews if BILLED_EVERY.whole(each.folded)}
    offers = set() if any(map(OTHER_PLAN, said)) else offers
    return [
        each
        for each in renews
        if not (ends and is_left_blank(each, screen))
        and not (off and RESTARTABLE.whole(each.folded))
        and not (off and len(offers) > 1 and each.folded in offers)
    ]
