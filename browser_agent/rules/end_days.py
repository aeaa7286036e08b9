"""Two ends beside each other: at once, or on the day up to which is paid."""

from collections.abc import Sequence

from browser_agent.rules.lexicon_leaving import AT_END, AT_ONCE
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import LEAVING

NOW = Phrases(r"now|jetzt|maintenant|ahora|ya")
ON_A_DAY = Phrases(
    r"(?:on|as of|from|zum|am|ab|le|au|el|al|a partir del) (?:[a-z]+ )?(?:\d{1,2}|\d{4})(?!\d)"
)
STAYS = Phrases(r"pause|pausieren|pausar|suspend\w*|keep|renew\w*")


def of_the_last_day(found: Sequence[Control]) -> list[Control]:
    """Of the controls of a page, without those that end it at once, where another one ends it on
    the last day: nobody asks to lose what is paid for."""
    pressable = [each for each in found if each.face is not None or each.is_link]
    ends = [x for x in pressable if LEAVING(x.folded) and not STAYS(x.folded)]
    if not any(ON_A_DAY(each.folded) or AT_END(each.folded) for each in ends):
        return list(found)
    hasty = [x for x in ends if AT_ONCE(x.folded) or NOW(x.folded)]
    return [x for x in found if x not in hasty or AT_END(x.folded) or ON_A_DAY(x.folded)]
