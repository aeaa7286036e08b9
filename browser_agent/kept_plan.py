"""The press that goes on with the plan that was approved, and what else its page offers.

For the last rail; no words shared with the rules.
"""

import re
from collections.abc import Collection

from browser_agent.money import CENT, amounts
from browser_agent.offered_tiers import is_taken_by, offers_another
from browser_agent.strokes import Wording, plain

PERIOD = re.compile(
    r"(?:/ ?|\b(?:a|per|par|por|pro|al|im|le|el) )(?:month|mo|mois|mes|monat)\b", re.I
)
_NO_THANKS = r"(?:no,? (?:thanks?|thank you|gracias)|nein,? danke|non,? merci)"
_ON = (
    rf"(?:(?:{_NO_THANKS}|yes|ja|si|oui|no|nein|non),? )?(?:continue|go on|stay|keep|restart|"
    r"resume|reactivate|renew|weiter|bleib\w*|seguir|sigue|continuar|reanudar|reactivar|renovar|mantener|conservar|"
    r"continuer|rester|garder|conserver|reprendre|reactiver|renouveler)"
    r"(?: (?:with|on|mit|bei|con|en|avec|sur|chez))?"
)
_MY = r"my|your|the|mein\w*|dein\w*|ihr\w*|el|la|mi|tu|su|le|mon|ma|votre"
_KIND = (
    r"plan|membership|subscription|abo|tarif|abonnement|forfait|formule|suscripcion|membresia|"
    r"mitgliedschaft"
)
_AT = r"for|at|fur|zu|um|pour|a|por|only|just|nur|solo"
_PRICE = r"(?:(?:us)?[$€£] ?\d[\d.,]*|\d[\d.,]* ?(?:[$€£]|usd|eur|gbp|chf))"
_BY = r"(?:a|per|par|por|pro|al|im|le|el|each|every) "
_MONTH = r"month|mo|monthly|mois|mes|monat|monatlich"
_ON_GERMAN = r"behalten|fortsetzen|reaktivieren|verlangern|weiterfuhren"
# What a price is for now, later, or along with the plan is no offer of another one by the month.
_IS_DUE = Wording(
    r"\b(?:then|after(?:wards| that)?|danach|anschlie\w+|puis|ensuite|despues|luego|now|today|due|"
    r"total\w*|charged?|billed|jetzt|heute|fallig|gesamt\w*|maintenant|aujourd\W?\w*|debit\w*|"
    r"prelev\w*|ahora|hoy|cobr\w+|from|ab|seit|starting|begin\w*|des|a partir|desde|renews?|first|"
    r"once|set-?up|activation|fees?|included|added|abgerechnet|inkl\w*|inclus\w*|incluid\w*|"
    r"factur\w+|verlanger\w*|renouvel\w*|renueva)\b"
)
_MORE = Wording(
    r"\b(?:add|get|extra|plus|zusatz\w*|hinzu\w*|dazu|ajout\w*|anad\w+|agreg\w+|channels?|canal\w*|"
    r"kanal\w*|chaines?|sender|options?|add-?ons?|gifts?|geschenk\w*|cadeau\w*|regalo\w*)\b"
)
_REFUSES = Wording(rf"(?:{_NO_THANKS}|no|nein|non),? ")
_GOES_ON = Wording(rf"{_ON}\b")
_INSTEAD = r"(?:instead of|rather than|(?:an)?statt|au lieu de|plutot que|en (?:lugar|vez) de)"


def goes_on_at_its_price(words: str, plan: str | None) -> bool:
    """ "Keep Comfort for 19.99 a month", where Comfort is wanted: on with it, and with no more than
    it. Not "Keep Comfort and add Sports", nor "Continue with Comfort Duo"."""
    wanted = plain(plan or "")
    if not wanted or words.count("+") != (plan or "").count("+"):  # a plus is lost in plain words
        return False
    what = rf"(?:(?:{_MY}) )?{re.escape(wanted)}(?: (?:{_KIND}))?"
    price = rf"(?: ?[,-])? ?(?:(?:{_AT}) ?)*{_PRICE}(?: (?:{_BY})?(?:{_MONTH}))?"
    whole = Wording(
        rf"{_ON} {what}{price}|{what}{price} (?:{_ON_GERMAN})|{what} (?:{_ON_GERMAN}){price}"
    )
    return whole.fullmatch(plain(words)) is not None


def refuses_more(words: str, plan: str | None) -> bool:
    """ "No thanks, keep Comfort for 19.99", in a dialog that a last press has opened: it takes
    nothing that was not taken by that press."""
    return _REFUSES.match(plain(words)) is not None and goes_on_at_its_price(words, plan)


def goes_on_with_more(words: str, plan: str) -> bool:
    """ "Keep Comfort and add Sports for 4.99", where Comfort is wanted."""
    text = plain(words)
    if not (_GOES_ON.match(text) and amounts(words)) or goes_on_at_its_price(words, plan):
        return False
    return _MORE.search(Wording(rf"\b{re.escape(plain(plan))}\b").sub(" ", text)) is not None


def may_be_an_offer(
    sentence: str, plan: str, own: str, ways: Collection[str], *, is_a_way: bool = False
) -> bool:
    """ "Go Premium for 29.99 € a month?", beside a press for less; not "You pay 60.00 now", nor
    "From 5 January 29.99 € a month", which this press may take. ways: the buttons that are not
    pressed; is_a_way: this is one of them."""
    costs = set(amounts(sentence))
    if max(costs, default=0.0) <= max(amounts(own)) + CENT / 2:
        return True
    text, wanted = plain(sentence), re.escape(plain(plan))
    if _IS_DUE.search(text):
        return False
    rest = Wording(rf"\b{_INSTEAD} (?:\w+ )?{wanted}\b").sub(" ", text)
    if Wording(rf"\b{wanted}\b").search(rest):
        return False
    monthly = PERIOD.search(sentence) is not None
    theirs = {each for each in ways if costs <= set(amounts(each))}  # told above its button
    if is_a_way or is_taken_by(sentence, theirs, plan, monthly=monthly):
        return True
    return monthly and offers_another(sentence, plan, ways)
