"""What a page tells of an end that has come, apart from one that is to come.

For `sayings`: "Your plan has been cancelled" is said after a last press, "Your plan ends on 5
December" before it as well. Words of its own, as there, in seven languages.
"""

import re
from collections.abc import Iterable, Sequence

from browser_agent.lexicon import ends, plain
from browser_agent.sayings_recorded import REGISTERED
from browser_agent.sayings_words import CHIPS, EVERYWHERE, LOSES, THE_PLAN
from browser_agent.strokes import Wording

# "and" parts what has a verb of its own: "will be paused and cancelled" is one clause.
_CLAUSES = re.compile(
    r"[,;](?!\d)|(?<!\d)\.(?!\d)|"
    r"\b(?:and|but|und|aber|et|mais|y|pero|e|en|maar) (?=(?:\w+ ){0,3}(?:will|won't|has|have|was|"
    r"were|is|are|can|wird|werden|wurde|ist|hat|haben|kannst|konnen|sera|est|va|ha|esta|se|puedes|"
    r"pouvez|peux|sara|verra|wordt|zal|kunt)\b)"
)
_ADVERBS = (
    r"((now|already|just|also|been|successfully|officially|jetzt|schon|bereits|bien|deja|ya|"
    r"erfolgreich|correctamente) )*"
)
# A participle tells it where nothing says that it is to come.
_HAPPENED = Wording(
    r"\bcancell?ed\b|"
    rf"\b(has|have|was|were|is now|been|'s|'ve) {_ADVERBS}(ended|expired|terminated|stopped|"
    r"discontinued|(turned|switched) off|disabled|disconnected|closed)\b|"
    rf"\b(you|you've|you have) {_ADVERBS}(left|ended|stopped|quit|unsubscribed)\b|"
    rf"\bcancell?ation ((is|was|has|now) )*{_ADVERBS}(confirmed|completed?|successful|scheduled|"
    r"registered|recorded|processed)\b|"
    r"\b(gekundigt|storniert|abgelaufen)\b|\b(wurde|ist|hast|haben) ([\w.]+ ){0,6}beendet\b|"
    r"\bkundigung (ist|wurde|war|hat|haben) ([\w.]+ ){0,4}(bestatigt|vorgemerkt|eingegangen|"
    r"wirksam|erfolgreich)\b|\bkundigung (bestatigt|eingegangen|erfolgreich|vorgemerkt)\b|"
    r"\b(resiliee?s?|annulee?s?|arretee?)\b|\b(etes|es) desabonnee?\b|"
    r"\b(resiliation|annulation) ((est|a|ete|bien) )*(enregistree|confirmee|programmee|effectuee|"
    r"validee|prise en compte)\b|\ba pris fin\b|"
    r"\b(cancelad[oa]|anulad[oa]|finalizad[oa]|terminad[oa]|cancelaste|dad[oa] de baja)\b|"
    r"\b(has|hemos) (cancelado|anulado)\b|"
    r"\b(baja|cancelacion) ((se|ha|sido|hecho|esta|correctamente) )*(confirmad|tramitad|programmad|"
    r"programad|completad|realizad)[oa]\b|"
    r"\bencerrad[oa]\b|\bvoce cancelou\b|\bcancelamento ((foi|esta) )*(confirmado|concluido|"
    r"efetuado|agendado)\b|\b(disdett[oa]|annullat[oa]|cancellat[oa]|terminat[oa])\b|"
    r"\bdisdetta ((e|stata) )*confermata\b|\b(opgezegd|geannuleerd|beeindigd)\b|"
    r"\bopzegging ((is|werd) )*(bevestigd|verwerkt|ontvangen)\b"
)
_TURNED_OFF = Wording(
    r"\b(auto-? ?renew\w*|(automatic )?renewal|recurring (billing|payments?)|"
    r"renovacion automatica|renouvellement automatique|automatische verlangerung|"
    r"renovacao automatica|rinnovo automatico|automatische verlenging)\b.{0,24}\b(off|disabled|"
    r"stopped|desactivad[oa]|desactivee?|aus|deaktiviert|ausgeschaltet|abgeschaltet|"
    r"beendet|gestoppt|desativad[oa]|disattivat[oa]|uitgeschakeld)$"
)
_TO_COME = Wording(
    r"\b(will|'ll|shall|would|going to|about to|be|being|gets?|getting|if|once|when|unless|after|"
    r"until|before|as soon as|wird|wirst|werden|werdet|wenn|falls|sobald|nachdem|bevor|"
    r"sera|seras|seront|serez|etre|une fois|si|lorsque|quand|apres|avant|"
    r"seran|ser|sea|quedara|se (cancelara|anulara)|cuando|una vez|antes|despues|"
    r"quando|verra|verranno|saranno|essere|wordt|zal|zodra|wanneer)\b|"
    r"\b(is|are) (automatically )?cancell?ed (on|from|at|by)\b"
)
_PASSED = Wording(r"\b(worden|wurde)\b")  # "ist beendet worden", beside "werden"
_PRICE = Wording(r"[$\u20ac\u00a3] ?\d|\d ?([$\u20ac\u00a3]|eur\b|usd\b|gbp\b|chf\b)")


def has_happened(sentence: str) -> bool:
    """Whether a plain sentence that tells an end tells one that has come, or stands as a chip."""
    return is_chip(sentence) or any(map(_has_come, _CLAUSES.split(sentence)))


def is_chip(sentence: str) -> bool:
    return CHIPS["cancelled"].fullmatch(sentence) is not None


def _has_come(clause: str) -> bool:
    clause = clause.strip()
    if _TO_COME.search(clause) and not _PASSED.search(clause):
        return False
    return any(each.search(clause) for each in (_HAPPENED, _TURNED_OFF, REGISTERED))


def offers_to_end_it(controls: Iterable[str]) -> bool:
    """A button that ends the plan, by that name; "Cancel" in a row may be of another one."""
    return any(
        ends(text) and THE_PLAN.search(text) and not (LOSES.search(text) or EVERYWHERE.search(text))
        for text in map(plain, controls)
        if not has_happened(text)  # "Subscription cancelled", a title
    )


def tells_a_price(texts: Sequence[str]) -> bool:
    return any(map(_PRICE.search, texts))
