"""Two ends beside each other: now, or on the day up to which is paid. For the last rail.

Nobody who asks for an end asks to lose what is paid for already.
"""

from collections.abc import Sequence

from browser_agent.strokes import Wording, plain

_WHAT = r"( (my|the|your|this))?( (plan|subscription|membership|it))?"
_NOW = Wording(
    rf"(yes )?(end|cancel|stop|terminate){_WHAT} (right )?(now|immediately|today|at once|away)|"
    r"(jetzt|sofort) (kundigen|beenden)|(abo|mitgliedschaft|vertrag) (jetzt|sofort) (kundigen|"
    r"beenden)|(resilier|annuler|arreter|terminer)( \w+ \w+)? (immediatement|maintenant|tout de "
    r"suite|des maintenant|aujourd'hui)|(cancelar|terminar|finalizar|anular)( \w+ \w+)? (ahora|"
    r"inmediatamente|de inmediato|ya|hoy)"
)
_LATER = Wording(
    rf"(end|cancel|stop|terminate){_WHAT} (on|as of|from) (\d|\w+ \d).*|"
    rf"(end|cancel|stop|terminate){_WHAT} (at|after) (the )?end of .{{4,30}}|"
    r"(zum|am|ab) .{0,24}\d.{0,12} (kundigen|beenden)|(zum|am) ende .{4,30} (kundigen|beenden)|"
    r"(resilier|annuler|arreter|terminer)( \w+ \w+)? (le|au) \d.*|(resilier|annuler|arreter|"
    r"terminer)( \w+ \w+)? a la fin .{4,30}|(cancelar|terminar|finalizar|anular)( \w+ \w+)? (el|al|"
    r"a partir del) (\d|final |fin ).*"
)


def ends_too_soon(words: str, lines: Sequence[str]) -> bool:
    """ "End now", where "End on 18 December 2026" is to be had as well."""
    now = _NOW.fullmatch(plain(words)) is not None
    return now and any(_LATER.fullmatch(plain(line)) for line in lines)
