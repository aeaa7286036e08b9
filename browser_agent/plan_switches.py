"""Words that may lead to the page of plans, or take one there: what stands around them tells.

For the last rail; `strokes.plain` text, no words shared with the rules.
"""

from collections.abc import Iterator, Sequence

from browser_agent.money import amounts
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain

_PRICES_MIN = 2
_LOOKS = Wording(
    r"switch (?:my |your )?plans?|cambiar (?:de )?(?:plan|suscripcion|tarifa)|"
    r"changer (?:de (?:forfait|formule|plan)|d'(?:abonnement|offre))|"
    r"modifier (?:mon |l')abonnement|(?:tarif|abo|paket) (?:wechseln|andern)"
)
# In English the same is no word of the list that is denied.
_CHANGES = Wording(
    r"(?:change|update|edit|modify|switch) (?:my |your |the )?(?:plans?|subscription|membership)"
)
_NAMES_ONE = Wording(
    r"\b(?:switch|chang|mov|downgrad|convert)(?:e|ed|es|ing)? (?:\w+ ){0,2}?(?:to|into)\b(?! (?:"
    r"dark|light|mobile|desktop|english|(?:the|our|your|my|this) (?:account|plan|terms|details|"
    r"settings|subscription|membership|profile|service|app))\b)|"
    r"\bsave\b.*(?:\bwith\b|\bby\b|%)|\bnew (?:plan|price|tier|rate)\b|"
    r"\b(?:wechs\w+|umsteig\w*|umstell\w+|steig\w* um) (?:\w+ ){0,3}?(?:zu[mr]?|auf|in)\b|"
    r"\b(?:zu[mr]?|auf|in) (?:[\w-]+ ){1,4}(?:wechsel\w*|umsteig\w*|umstell\w*)|"
    r"\bspar\w*\b.*(?:\bmit\b|%)|\bneue[rns]? (?:tarif|preis|plan|abo|paket)\b|"
    r"\b(?:pass(?:er|ez|e)|bascul\w+|migre[rz]) (?:\w+ )?(?:a|au|aux|vers|sur)\b|"
    r"\bchange[rz]? (?:\w+ ){0,2}?pour\b|\beconomis\w+\b.*(?:\bavec\b|%)|"
    r"\bnouve(?:au|lle) (?:formule|forfait|offre|prix|abonnement|plan)\b|"
    r"\b(?:cambi(?:a|ar|ate|arte|arse|as|aras)|pas(?:a|ar|ate|arte|arse)|migrar?) "
    r"(?:\w+ ){0,2}?al?\b|\bahorr\w+\b.*(?:\bcon\b|%)|\bnuev[oa] (?:plan|precio|tarifa)\b|"
    r"\bmudar para\b|\bpassare? a\b|\boverstappen (?:naar|op)\b"
)
_IN_A_QUESTION = Wording(r"\bupgrad\w* (?:\w+ ){0,2}to\b")
_AT_ONCE = Wording(
    r"\b(?:chang\w+|switch\w*|starts?|begins?|appl(?:y|ies)|takes? effect|effective|charged|billed|"
    r"pay|due)\b.{0,30}\b(?:today|now|immediately|at once|right away)\b|"
    r"\b(?:plan|subscription|membership) (?:will )?(?:be )?(?:changed|changes|switched|switches) "
    r"(?:on|from|to|at|today|now)\b|\b(?:gilt|gelten|ab|wird|startet|beginnt)\b.{0,20}\bsofort\b|"
    r"\b(?:tarif|abo|vertrag|paket) (?:wechselt|andert sich|wird (?:\w+ ){0,4}(?:gewechselt|"
    r"geandert|umgestellt))|\b(?:des|a partir d'|a compter d')\s?(?:aujourd'hui|maintenant)|"
    r"\b(?:prend|prendra) effet\b|\bimmediatement\b|\b(?:abonnement|formule|forfait|offre) "
    r"(?:change|changera|passe|passera|sera modifiee?)\b|\b(?:desde|a partir de) (?:hoy|ahora)\b|"
    r"\bde inmediato\b|\binmediatamente\b|\b(?:plan|suscripcion|tarifa) (?:cambia|cambiara|pasa|"
    r"pasara)\b"
)
_ONLY = Wording(
    r"\b(?:only|just|nur|seulement|solo|solamente|uniquement|soltanto|apenas|slechts)\b"
)
# The other answer beside it: then it is one itself.
_BACK = Wording(
    r"(?:(?:no|nein|non),? )?(?:(?:go )?back|cancel|not now|no thanks|never ?mind|maybe later|"
    r"zuruck|abbrechen|nicht jetzt|nein(?:,? danke)?|retour|revenir|annuler|pas maintenant|"
    r"non(?:,? merci)?|volver|atras|cancelar|ahora no|no(?:,? gracias)?|voltar|annulla|indietro|"
    r"terug|annuleren|(?:keep|stay (?:on|with)) .{2,30}|.{2,24} behalten|(?:garder|conserver|"
    r"rester (?:sur|avec|chez)) .{2,30}|(?:mantener|conservar|quedarme con) .{2,30})"
)


def looks_at_plans(words: str, lines: Sequence[str], row: Sequence[str] = ()) -> bool:
    """ "Cambiar de plan", which names none: a way to the page of plans, where some houses hide the
    way out. Not where the prices of several stand, or one of them is offered: there it may take
    one. row: what stands level with it."""
    shown = {each for line in lines for each in amounts(line)}
    looks = _LOOKS.fullmatch(plain(words)) is not None and len(shown) < _PRICES_MIN
    return looks and not takes_one(words, lines, row)


def takes_one(words: str, lines: Sequence[str], row: Sequence[str] = ()) -> bool:
    """ "Change plan" under "Switch to Basic?", or beside "Back": the answer that takes it."""
    text = plain(words)
    if not (_LOOKS.fullmatch(text) or _CHANGES.fullmatch(text)):
        return False
    others = [line for line in lines if plain(line) != text]
    beside = [*row, *_next_to(text, lines)]
    return any(map(_offers_one, others)) or any(_BACK.fullmatch(plain(x)) for x in beside)


def _offers_one(line: str) -> bool:
    text = plain(line)
    asked = "?" in line and _IN_A_QUESTION.search(text) is not None
    lowered = bool(amounts(line)) and _ONLY.search(text) is not None
    # "Cancel now, effective immediately" takes no plan.
    at_once = _AT_ONCE.search(text) is not None and stances(text) != {Stance.LEAVE}
    return asked or lowered or at_once or _NAMES_ONE.search(text) is not None


def _next_to(text: str, lines: Sequence[str]) -> Iterator[str]:
    """Read right before or after these words: an answer below the other one is not level."""
    for place, line in enumerate(lines):
        if plain(line) == text:
            yield from lines[max(place - 1, 0) : place]
            yield from lines[place + 1 : place + 2]
