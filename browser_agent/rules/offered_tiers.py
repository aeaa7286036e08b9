"""A dearer price in a dialog: that of another plan, which another press would take."""

import re

from browser_agent.rules.amounts import AMOUNT
from browser_agent.rules.text import Phrases, fold

# Of the plan that is kept: what it costs with its tax, by its term, later, or in all.
OWN_TERMS = Phrases(
    r"vat|tax(?:es)?|gst|contracts?|commitment|terms?|minimum|(?:\d+|twelve|six|three) ?months?|"
    r"years?|yearly|annual\w*|days?|weeks?|later|next|pay\w*|owe|cards?|price|bill|invoice|in all|"
    r"january|february|march|april|june|july|august|september|october|november|december|20\d\d",
    r"mwst|ust|\w*steuer|laufzeit|\w*vertrag\w*|mindest\w*|bindung|"
    r"(?:\d+|drei|sechs|zwolf) ?monaten?|\w*jahr\w*|tagen?|wochen?|spater|nachst\w*|\w*zahl\w*|"
    r"\w*karte|\w*preis|\w*rechnung|januar|februar|marz|mai|juni|juli|oktober|dezember",
    r"tva|ttc|engagement|contrat|(?:\d+|trois|six|douze) ?mois|annees?|annuel\w*|par an|jours?|"
    r"semaines?|prochain\w*|suivant\w*|carte|prix|facture|janvier|fevrier|mars|avril|juin|juillet|"
    r"aout|septembre|octobre|novembre|decembre|paie\w*",
    r"iva|impuestos?|permanencia|compromiso|contrato|plazo|meses|anos?|anual\w*|dias?|semanas?|"
    r"proxim[oa]s?|siguiente|paga\w*|pago\w*|tarjeta|precio|enero|febrero|marzo|abril|mayo|junio|"
    r"julio|agosto|septiembre|octubre|noviembre|diciembre",
)
A_MONTH = Phrases(
    r"(?:a|per|im|pro|par|al|por) (?:month|mo|monat|mois|mes)|monthly|monatlich|mensuel|mensual"
)
PER_MONTH = re.compile(r"/ ?(?:month|mo|monat|mois|mes)\b")
CHOOSES = Phrases(
    r"go|get|try|upgrade|switch|move|take|choose|hol|nimm|teste|wechs(?:le|eln|el)|pass(?:e|er|ez|"
    r"iez)|essay\w*|prends|prenez|choisi\w*|prueba|probar|pasa|pasar|pasate|cambia|cambiar|cambiate|"
    r"elige|elegir"
)
WITH = Phrases(r"with|mit|avec|con|zu[mr]?|auf")
LINKS = Phrases(
    r"to|up|on|our|the|all|for|zu[mr]?|auf|dir|sie|das|den|die|a|au|vers|le|la|les|notre|al|el|"
    r"with|mit|avec|con|yes|or|ja|oder|oui|ou|si|o"
)
KNOWN = Phrases(
    r"premium|basic|gold|silver|platin\w*|famil\w+|duo|ultimate|ultra|unlimited|deluxe|elite|vip|"
    r"illimite\w*|ilimitad\w*|solo"
)
# In a title every word has a capital.
NO_NAMES = Phrases(
    r"ready|set|all|more|most|only|just|still|back|it|is|not|now|no|yes|thanks?|your|our|you|is|are|"
    r"we|and|this|that|these|month|plans?|membership|subscription|offers?|access|continue|keep|"
    r"going|charged?|billed|one|two|three|four|six|twelve|nicht|nur|noch|mehr|fur|und|dein\w*|"
    r"ihr\w*|monat|abo|tarif|angebot|weiter|pas|plus|pour|par|est|votre|mois|offre|abonnement|"
    r"formule|forfait|mas|por|para|es|mes|plan|oferta|suscripcion|ahora"
)
WORDS = re.compile(r"[^\W\d_][\w'+]*|\d[\d.,]*")


def is_offered(told: str, plan: str, others: set[str]) -> bool:
    """It invites to another plan, or asks for it by its name. others: the words of the other
    buttons."""
    if OWN_TERMS(fold(told)):
        return False
    names = _names(told, plan)
    theirs = set().union(*(_names_on(each, plan) for each in others))
    if _chosen(told, names):
        return True
    starts_with = WITH.starts(fold(told)) and bool(names & theirs)
    asks = told.rstrip().endswith("?")
    return starts_with or (asks and any(KNOWN.whole(x) or x in theirs for x in names))


def is_on_a_button(told: str, plan: str, buttons: set[str]) -> bool:
    """ "Four screens for 14.99 a month", above "Go Premium, 14.99". buttons: of that very price."""
    said = fold(told)
    if OWN_TERMS(said):
        return False
    theirs = set().union(*(_names_on(each, plan) for each in buttons))
    if _names(told, plan) & theirs:
        return True
    bare = not re.search(r"[^\W\d_]", AMOUNT.sub("", told))
    return bool(theirs) and (bare or A_MONTH(said) or PER_MONTH.search(said) is not None)


def _names_on(button: str, plan: str) -> set[str]:
    names = _names(button, plan)
    known = {each for each in names if KNOWN.whole(each)}
    alone = names if len(WORDS.findall(button)) == 1 else set()
    return known | alone | _chosen(button, names)


def _names(told: str, plan: str) -> set[str]:
    """Words with a capital that mean nothing else, and what plans are called."""
    words = {fold(x) for x in WORDS.findall(told) if x[0].isupper() or KNOWN.whole(fold(x))}
    plain = {each for each in words if not (NO_NAMES.whole(each) or CHOOSES.whole(each))}
    return {x for x in plain if len(x) > 1 and not LINKS.whole(x)} - set(plan.split())


def _chosen(told: str, names: set[str]) -> set[str]:
    """The names that follow a verb of choosing, with nothing but small words between: at the
    beginning, and anywhere in a question."""
    words = [fold(each) for each in WORDS.findall(told)]
    found, after = set(), False
    for at, word in enumerate(words):
        if after and word in names:
            found.add(word)
        first = all(LINKS.whole(each) for each in words[:at])
        if CHOOSES.whole(word) and (first or "?" in told):
            after = True
        elif not LINKS.whole(word):
            after = False
    return found
