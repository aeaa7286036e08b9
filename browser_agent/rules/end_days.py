"""Two ends beside each other: at once, or on the day up to which is paid."""

import re
from collections.abc import Sequence

from browser_agent.rules.lexicon_leaving import AT_ONCE
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import LEAVING

NOW = Phrases(r"now|jetzt|maintenant|ahora|ya")
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juni|juli|okt|dez|marz|fev|avr|juin|"
    r"juil|aout|ene|abr|ago|dic)[a-z]*"
)
# "End on 18 December 2026", "Zum 18.12.2026 k\u00fcndigen", and no more than that.
ON_A_DAY = Phrases(
    rf"(?:yes,? )?(?:cancel|end|stop|terminate)(?: (?:my|the|your|this))?(?: (?:plan|subscription|"
    rf"membership|it))? (?:on|as of|from) (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}|\d{{1,4}}[./-]"
    rf"\d{{1,2}})[ ,./\d-]{{0,8}}",
    rf"(?:(?:abo|vertrag|mitgliedschaft) )?(?:zum|am|ab) \d{{1,2}}\. ?(?:{_MONTH}|\d{{1,2}}\.)"
    rf"[ \d]{{0,5}} (?:kundigen|beenden)",
    rf"(?:resilier|annuler|arreter|terminer)(?: \w+ \w+)? (?:le|au) (?:\d{{1,2}} {_MONTH}|"
    rf"\d{{1,2}}/\d{{1,2}})[ /\d]{{0,5}}",
    rf"(?:cancelar|terminar|finalizar|anular)(?: \w+ \w+)? (?:el|al|a partir del) (?:\d{{1,2}} de "
    rf"{_MONTH}|\d{{1,2}}/\d{{1,2}})[ /a-z\d]{{0,8}}",
)
ENDS_AT_END = Phrases(
    r"(?:cancel|end|stop|terminate)(?: (?:my|the|your|this))?(?: (?:plan|subscription|membership))?"
    r" (?:at|after) (?:the )?end of .{4,30}",
    r"(?:zum|am) ende .{4,30} (?:kundigen|beenden)|zum (?:laufzeitende|nachstmoglichen \w+) "
    r"(?:kundigen|beenden)",
    r"(?:resilier|annuler|arreter)(?: \w+ \w+)? a la fin .{4,30}|(?:cancelar|terminar|finalizar|"
    r"anular)(?: \w+ \w+)? al final .{4,30}",
)
YEAR = re.compile(r"\b20\d\d\b")


def of_the_last_day(found: Sequence[Control], *, this_year: int) -> list[Control]:
    """Of the controls of a page, without those that end it at once, where another button ends it on
    the last day: nobody asks to lose what is paid for. A day after the next year is no such day."""
    pressable = [each for each in found if each.face is not None or each.is_link]
    later = [x for x in pressable if ON_A_DAY.whole(x.folded) or ENDS_AT_END.whole(x.folded)]
    years = {int(year) for each in later for year in YEAR.findall(each.folded)}
    if not later or any(year > this_year + 1 for year in years):
        return list(found)
    hasty = [x for x in pressable if LEAVING(x.folded) and (AT_ONCE(x.folded) or NOW(x.folded))]
    return [x for x in found if x in later or x not in hasty]
