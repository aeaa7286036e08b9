"""A dearer price beside the press that goes on: that of another plan, which is only offered.

For the last rail; no words shared with the rules.
"""

import re
from collections.abc import Collection

from browser_agent.strokes import Wording, plain

# What this very press may cost: a tax, a contract, a payment, a day on which the price changes.
_IS_OF_THIS = Wording(
    r"\b(?:vat|gst|tax\w*|fees?|contract\w*|commit\w*|terms?|minimum|months|years?|yearly|annual\w*|"
    r"days?|weeks?|later|next|pay\w*|owe\w*|cards?|prices?|bills?|invoices?|january|february|march|"
    r"april|june|july|august|september|october|november|december|20\d\d|"
    r"mwst|ust|\w*steuer\w*|laufzeit\w*|\w*vertrag\w*|mindest\w*|bindung\w*|monate\w*|\w*jahr\w*|"
    r"tage?n?|wochen?|spater|nachst\w*|\w*zahl\w*|schuld\w*|\w*karte|\w*preise?s?|\w*rechnung\w*|"
    r"januar|februar|marz|mai|juni|juli|oktober|dezember|"
    r"tva|ttc|engage\w*|contrat\w*|\d+ mois|annee\w*|annuel\w*|par an|jours?|semaines?|prochain\w*|"
    r"suivant\w*|carte|prix|factures?|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|"
    r"octobre|novembre|decembre|"
    r"iva|impuest\w*|permanencia|compromiso|contrato|plazo|meses|anos?|anual\w*|dias?|semanas?|"
    r"proxim\w*|siguiente|paga\w*|pago\w*|tarjeta|precios?|enero|febrero|marzo|abril|mayo|junio|"
    r"julio|agosto|septiembre|octubre|noviembre|diciembre)\b|"
    r"\b(?:your|dein|ihr|votre|ton|tu|su) (?:plan|abo|tarif|abonnement|formule|forfait|"
    r"suscripcion) (?:costs?|is|will|goes|kostet|wird|ist|coute|passe|sera|cuesta|pasa)\b"
)
_VERBS = (
    r"(?:go|get|upgrade|try|switch|move|choose|take|hol|nimm|teste|wechs(?:le|eln?)|"
    r"pass(?:e|er|ez|iez|ons)|essay\w+|prends|prenez|choisi\w*|prueba|probar|pasa|pasar|pasate|"
    r"cambia|cambiar|cambiate|elig\w+)"
)
_TO = (
    r"(?:to|up|on|our|the|all|zu[mr]?|auf|dir|sie|das|den|die|unser\w*|a|au|vers|le|la|les|notre|al|"
    r"el|nuestr\w+)"
)
_TAKES = Wording(
    rf"(?:\b(?:or|oder|ou|o|yes|ja|oui|si),? )?\b{_VERBS} (?:{_TO} )*(?P<name>[\w'+-]+)"
)
_MOVES_TO = Wording(r"\b(?:zu|auf) (?P<name>[\w'+-]+) (?:wechseln|umsteigen|upgraden)\b")
_WITH = Wording(r"(?:with|mit|avec|con)\b")
_IS_A_VERB = Wording(_VERBS)
_TIERS = Wording(
    r"premium|basic|gold|silver|platin\w*|famil\w+|duo|ultimate|ultra|unlimited|deluxe|elite|vip|"
    r"illimite\w*|ilimitad\w+|unbegrenzt|solo"
)
_NO_TIER = Wording(
    r"\d.*|.{1,2}|one|two|three|four|six|twelve|ready|set|all|more|most|only|just|still|back|now|"
    r"not|thanks?|yes|for|from|with|and|this|that|these|your|our|the|you|month|plans?|membership|"
    r"subscription|offers?|time|access|charged?|billed|going|continue|keep|restart|resume|cancel|"
    r"nicht|jetzt|nur|mit|fur|und|der|die|das|dein\w*|ihr\w*|monat\w*|abos?|tarif\w*|angebot\w*|"
    r"weiter|mitgliedschaft|pas|plus|pour|par|avec|votre|vos|les|des|mois|offres?|abonnement|"
    r"formules?|forfait|continuer|garder|solo para|mas|por|con|para|los|las|mes|plan|planes|"
    r"oferta|suscripcion|seguir|ahora"
)
_WORD = re.compile(r"[^\W\d_][\w'+]*")


def offers_another(sentence: str, plan: str, ways: Collection[str]) -> bool:
    """ "Go Premium for 29.99 € a month?": it asks for, or invites to, what another plan's name
    stands for; not "With VAT 29.99 € a month", nor "Is 29.99 € a month ok?". ways: the words of
    the buttons that are not pressed."""
    text = plain(sentence)
    if _IS_OF_THIS.search(text):
        return False
    shared = any(_share_a_name(sentence, each, plan) for each in ways)
    if _invites(sentence, plan) or (shared and _WITH.match(text)):
        return True
    return "?" in sentence and (shared or bool(_tiers(sentence, plan)))


def is_taken_by(sentence: str, ways: Collection[str], plan: str, *, monthly: bool) -> bool:
    """ "Four screens for 14.99 € a month", above "Go Premium for 14.99": its price is that of a
    button of another plan, and it speaks of that one. ways: the buttons of that very price."""
    if _IS_OF_THIS.search(plain(sentence)):
        return False
    bare = not _WORD.search(re.sub(r"(?:USD|EUR|GBP|CHF)\b", "", sentence))
    of_a_plan = any(_invites(each, plan) or _tiers(each, plan) for each in ways)
    named = any(_share_a_name(sentence, each, plan) for each in ways)
    return named or (of_a_plan and (monthly or bare))


def _invites(sentence: str, plan: str) -> set[str]:
    """The names right behind a verb of choosing: at the beginning, or anywhere in a question."""
    text = plain(sentence)
    first = _TAKES.match(text)
    found = [first] if first else []
    if "?" in sentence:
        found += [*_TAKES.finditer(text), *_MOVES_TO.finditer(text)]
    return {text[each.start("name") : each.end("name")] for each in found} & _names(sentence, plan)


def _names(sentence: str, plan: str) -> set[str]:
    """Words with a capital, and what plans are called."""
    large = {plain(each) for each in _WORD.findall(sentence) if each[0].isupper()}
    large = {x for x in large if not (_NO_TIER.fullmatch(x) or _IS_A_VERB.fullmatch(x))}
    return large - set(plain(plan).split()) | _tiers(sentence, plan)


def _tiers(sentence: str, plan: str) -> set[str]:
    words = set(map(plain, _WORD.findall(sentence))) - set(plain(plan).split())
    return {each for each in words if _TIERS.fullmatch(each)}


def _share_a_name(sentence: str, way: str, plan: str) -> bool:
    """The plan that a button takes: "Go Premium", "With Premium", "Premium"."""
    words = _WORD.findall(way)
    theirs = _invites(way, plan) | _tiers(way, plan)
    theirs |= _names(way, plan) if len(words) == 1 else set()
    return bool(_names(sentence, plan) & theirs)
