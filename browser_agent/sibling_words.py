"""The words of lists of subscriptions: what is sold, how it stands, what is a part of another."""

import re

from browser_agent.strokes import Wording

CONTRACT = Wording(
    r"((your|my|which|dein|ihr|mein|welcher|votre|mon|quel|tu|su|mi|que) )?(contract|subscription|"
    r"membership|vertrag|abo|abonnement|contrat|contrato|suscripcion)( ?\*)?"
)
COPYRIGHT = Wording(r"(c )?(19|20)\d\d\b|copyright\b")
_SUBSCRIBED = (
    r"((souscription|abonnement|subscription|membership|suscripcion|mitgliedschaft|abo) )?"
)
A_PART = Wording(
    rf"{_SUBSCRIBED}((a|au|to|for|al|de|du|zum|fur|of)( (la|the|den|el|le))? )?"
    r"(canal|channel|kanal|sender|chaine|option(?! (\d|[a-d]\b))|add-?on|complemento|zusatzpaket)"
    r"\b.{2,40}$|"
    r".{2,40} (channel|add-?on|kanal|zusatzpaket)\b"
)
FEATURES = re.compile(r"[^\d,]+, [^\d]+$")  # "No ads, downloads, local channel"
PART_WORD = Wording(r"\b(channel|kanal|sender|chaine|canal)\b")
PARTS_TITLE = Wording(
    r"(\w+ )?(channels|add-?ons?|extras|kanale|zusatzpakete|zusatzoptionen|chaines|canales|"
    r"complementos|extra members?)"
)
SENTENCES = re.compile(r"(?<=[.?!]) ")
STAYS = Wording(
    r"\b(is not|are not|isn't|aren't|won't|will not|not affected|unaffected|remains?|stays?|"
    r"nicht|unberuhrt|bleib\w*|reste\w*|n'est pas|ne sera pas|no se ve|no afecta\w*|sigue\w*)\b"
)
IN_BRACKETS = re.compile(r" ?\([^)]*\)")
SOLD = Wording(
    r"\d[.,]\d\d|\d{1,2}\W? \w+ 20\d\d|\w+ \d{1,2},? 20\d\d|\b(subscription|membership|renews|abo|"
    r"abonnement|suscripcion|mitgliedschaft|vertrag)\b"
)
ARROW = re.compile(r"^[\u25b6\u25b8\u25ba\u25b7\u25bc\u25be\u25bd>]\s*")
STATE = Wording(
    r"active|cancell?ed|paused|ended|activ[oa]|cancelad[oa]|pausad[oa]|finalizad[oa]|actif|"
    r"resilie|annule|en pause|termine|aktiv|gekundigt|pausiert|beendet|lauft"
)
PRICE = re.compile(r"\d[.,]\d|[$\u20ac\u00a3]")
RUNS = Wording(  # a price with its period, or a renewal with its day
    # From the start, and by the first digit: nothing is tried anew at each letter.
    r"^(?=.*(?:[$\u20ac\u00a3]|\d[.,]\d\d|\b(?:eur|usd|gbp|chf)\b))\D*\d.*\b(month|mo|year|yr|"
    r"monat|jahr|mois|an|mes|ano|monthly|yearly|annually|monatlich|jahrlich|"
    r"mensuel|annuel|mensual|anual|weeks?|wochen?|semaines?|semanas?)\b|"
    r"\b(renews|renewal|renouvell\w+|renueva|renovacion|verlanger\w+)\b.*\d|"
    r"\b(next|prochaine?|proxim[oa]|nachste\w*) (billing|payment|charge|bill|invoice|facturation|"
    r"paiement|prelevement|facture|echeance|cobro|pago|factura|zahlung|abbuchung|rechnung)\b.*\d"
)
ADDED = re.compile(r"(?<![^\s(])\+ ?(?:[$\u20ac\u00a3] ?)?\d")  # by a box beside the plan
TO_CHOOSE = Wording(r"-|please|select|choose|bitte|wahlen|elige|selecciona|choisi|selectionn")
_CHANNEL = Wording(
    rf"{_SUBSCRIBED}((a|au|to|for|al|de|du|zum|fur|of)( (la|the|den|el|le))? )?"
    r"(canal|channel|kanal|sender|chaine) (?P<name>.{4,40})"
)


def channel_of(head: str) -> str:
    """ "Atelier Bois", of "Souscription a la chaine Atelier Bois": its own page bears no more."""
    found = _CHANNEL.fullmatch(head)
    return head[found.start("name") :] if found is not None else ""
