"""Two ends beside each other: now, or on the day up to which is paid. For the last rail.

Nobody who asks for an end asks to lose what is paid for already.
"""

from collections.abc import Sequence

from browser_agent.strokes import Wording, plain

_WHAT = r"( (my|the|your|this))?( (plan|subscription|membership|it))?"
_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juni|juli|okt|dez|marz|fev|avr|juin|"
    r"juil|aout|ene|abr|ago|dic)[a-z]*"
)
_DAY = (
    rf"(\d{{1,2}}(st|nd|rd|th)?\.? (de )?{_MONTH}|{_MONTH} \d{{1,2}}|"
    r"\d{1,4}[ ./-]\d{1,2}([ ./-]\d{2,4})?)"
)
_NOW = Wording(
    # "Jetzt kundigen" is what the law calls every last button, on whatever day it ends.
    rf"(yes )?(end|cancel|stop|terminate){_WHAT} ((right )?now|immediately|today|at once|right "
    r"away)|sofort (kundigen|beenden)|(abo|mitgliedschaft|vertrag) sofort (kundigen|beenden)|"
    r"(resilier|annuler|arreter|terminer)( \w+ \w+)? (immediatement|tout de suite|des maintenant|"
    r"aujourd'hui)|(cancelar|terminar|finalizar|anular)( \w+ \w+)? (ahora|inmediatamente|de "
    r"inmediato|hoy)"
)
_LATER = Wording(
    rf"(end|cancel|stop|terminate){_WHAT} (on|as of|from) {_DAY}( \d{{4}})?|"
    rf"(end|cancel|stop|terminate){_WHAT} (at|after) (the )?end of (\w+ ){{0,3}}(period|cycle|term|"
    rf"month|year)|(zum|am|ab) {_DAY}( ?\d{{4}})? (kundigen|beenden)|(zum|am) ende (\w+ ){{1,3}}"
    rf"(kundigen|beenden)|(resilier|annuler|arreter|terminer)( \w+ \w+)? (le|au) {_DAY}( \d{{4}})?"
    r"|(resilier|annuler|arreter|terminer)( \w+ \w+)? a la fin (\w+ ){1,3}(periode|mois|contrat)|"
    rf"(cancelar|terminar|finalizar|anular)( \w+ \w+)? (el|al|a partir del) {_DAY}( (de )?\d{{4}})?"
    r"|(cancelar|terminar|finalizar|anular)( \w+ \w+)? al final (\w+ ){1,3}(periodo|mes|contrato)"
)


def ends_too_soon(words: str, faces: Sequence[str]) -> bool:
    """ "End now", where "End on 18 December 2026" is to be had too. faces: the other buttons."""
    now = _NOW.fullmatch(plain(words)) is not None
    return now and any(_LATER.fullmatch(plain(each)) for each in faces)
