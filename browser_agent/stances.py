"""What words want done with a subscription: end, keep, pause, change it or take more.

Matched against plain text (`strokes`). Written for the last rail and for the second opinion before
a final press; the rules that propose presses have words of their own, so that neither repeats the
other's mistake.
"""

import re
from enum import StrEnum

from browser_agent import verbs
from browser_agent.paid_with import without_card
from browser_agent.strokes import Wording
from browser_agent.verbs import ENDING_NOUNS, ENDING_VERBS, UNDOES


class Stance(StrEnum):
    """What words want done with a subscription."""

    LEAVE = "leave"
    KEEP = "keep"
    CHANGE = "change"  # pause, switch, up or down
    SPEND = "spend"
    ACCEPT = "accept"


Hit = tuple[re.Match[str], Stance]

PATTERNS: dict[Stance, Wording] = {
    Stance.LEAVE: Wording(rf"\b(?:{ENDING_VERBS}|{ENDING_NOUNS})\b"),
    Stance.KEEP: Wording(rf"\b(?:{verbs.STAYING_VERBS})(?!\w)"),
    Stance.CHANGE: Wording(rf"\b(?:{verbs.CHANGES})\b"),
    Stance.SPEND: Wording(rf"\b(?:{verbs.SPENDS})(?!\w)"),
    Stance.ACCEPT: Wording(verbs.TAKING),
}
_RENEWS = Wording(rf"(?:{verbs.RENEWING})")
# Each once: in a row of them two ways to read one are tried for every one.
_ARTICLES = (
    r"(?:my|your|the|this|mi|tu|la|el|su|ma|mon|votre|ta|l'|meu|o|a|die|den|meine|meinen|ihre|"
    r"diese|mijn|de|je|uw|il|mia|tua|mein|um|from|out|of|with|sur|process|demande de|"
    r"solicitud de|del|(?:proceso|procedimiento|tramite|procedure|demarche|processus|processo|"
    r"procedura|proces) (?:de|di|van))"
)
REVERSAL = Wording(
    rf"\b(?!(?:{verbs.FINISHING_VERBS}) )(?:{ENDING_VERBS}|{UNDOES})(?: {_ARTICLES})* "
    rf"(?:l'|d'|dell'|la )?(?:{ENDING_NOUNS})\b"
    r"|\b(?:withdraw|revoke|undo|stop|retract|cancel (?:this|the|my)) (?:\w+ )?"
    r"(?:request|order|application)\b"
    r"|\b(?:anular|retirar|cancelar|desistir de) (?:la |mi |esta )?solicitud\b"
    r"|\b(?:annuler|retirer) (?:la |ma |cette )?demande\b"
    r"|\b(?:anfrage|antrag) (?:zuruckziehen|zurucknehmen|abbrechen)\b"
    rf"|\b(?:{ENDING_NOUNS})(?: (?!nicht|niet)\w+)? (?:{UNDOES}|zuruck|annuleren|stoppen|"
    r"stornieren|machen)\b"
)
NEGATOR = Wording(
    r"\b(?:don'?t|do not|not|never|without|no longer|instead of|rather than|won'?t|can'?t|"
    r"los(?:e|ing)|giv(?:e|ing) up|forgo|forfeit|declin(?:e|ing)|reject(?:ing)?|refus(?:e|ing)|"
    r"skip(?:ping)?|stop|pass on|turn down|"
    r"no(?! (?:keep|stay|cancel|end|pause|stop|thanks?|i|take|switch|gracias|grazie|way)\b)|"
    r"sin|nunca|en lugar de|en vez de|rechaz(?:ar|o)|perder|renunciar|"
    r"pas|sans|jamais|au lieu de|refuser|je refuse|decliner|renoncer|perdre|"
    r"nicht|keine?[mnrs]?|ohne|nie|statt|anstatt|"
    r"nao|sem|em vez de|recus(?:ar|o)|"
    r"non(?! (?:grazie|merci)\b)|senza|mai|invece di|rifiuta\w*|rinuncia\w*|"
    r"niet|geen|zonder|nooit|in plaats van|weiger\w*)\b"
)
# "Ohne Rabatt kündigen": what one goes without is the discount, and the ending stands.
_WITHOUT_A_THING = Wording(
    r"\bohne (?!(?:\w+ ){0,4}zu\b)(?!(?:\w+ )?(?:kundigung|stornierung))\w+ (?:\w+ )?(?:kundig|"
    r"beend)|"
    rf"\b(?:without|ohne|sin|sans|sem|senza|zonder) (?:\w+ )?(?:{verbs.GIFTS}|paus[ae]|surveys?|"
    r"fees?|gebuhr(?:en)?|penalizacion|frais|"
    r"umfrage|grund|angaben?|begrundung|encuesta|motivo|raison|motif)\b"
)
NEGATES_AFTER = Wording(
    r"^ (?:\w+ ){0,2}(?:nicht|niet|pas|ablehnen|afwijzen|weigeren|verlieren|verzichten)\b"
)
_NO_MORE = Wording(r"\b(?:ne |n')(?:plus (\w+)|(\w+) plus)\b")
_ELSEWHERE = Wording(rf"\b(?:{verbs.ELSEWHERE})\b")
_PASSES_OVER = Wording(
    r"\bpasser (?:a (?:l'etape|la suite)|au suivant|cette etape|l'etape)|\bpassa (?:a|al) "
    r"(?:avanti|prossimo)"
)
# "No, I'd rather be left without series" stays with nothing.
_LACKS = Wording(
    r"\b(?:quedar(?:me|se)?|rester|bleib\w*(?: lieber)?|stay|remain|be left) "
    r"(?:sin|sans|ohne|without) (?:(?:mis|mes|meine|my|las|los|les|die|the|mi|mon|mein|el|la|le) )?"
    r"(?:series?|shows?|films?|movies|peliculas|pelis|contenidos?|catalogue|catalogo|inhalte|serien|"
    r"filme|acceso|access|acces|zugang|musica?|musique|musik|music|cine|cinema|kino|theatre|teatro|"
    r"theater|sports?|deportes?|futbol|football|fussball|anime|historias|stories|histoires|"
    r"geschichten|tele|tv|nada|rien|nothing)\b"
)
# "Do not give up, and cancel": what is not given up, below "Give up cancelling?", is to leave. Not
# so without a stop or an answer: "Don't give up and cancel!" wants one to stay.
_GIVES_UP_NOT = (
    r"(?:ne pas renoncer|no renunciar|nicht (?:verzichten|aufgeben)|(?:don'?t|do not|not) give up)"
)
_HOLDS_ON = Wording(
    rf"(?:^(?:no|non|nein),? {_GIVES_UP_NOT},?|\b{_GIVES_UP_NOT},) (?:et|y|und|and) "
    r"(?!.*\b(?:nothing|nichts|nada|rien)\b)"
)
_SAYS_NO = Wording(r"(?:no|non|nein|nao|nee)\b")
# "No, pause" may be read without its comma; with the way on behind it, no pause is meant.
_NO_PAUSE = Wording(
    r"no (?:pause|pausing|freeze|freezing|hold|snooze)(?: for me| please)?[,.;!] (?=(?:"
    r"thanks?(?: you)?|(?:please |just )?(?:continue|proceed|go on|carry on|move on|next))[.!]?$)"
)
NEGATOR_WORDS_BEFORE = 5
CLAUSES = Wording(
    r"[,.?!&;]+ ?| - | (?:and|but|then|pero|luego|et|mais(?! tarde)|und|aber|mas(?! (?:tarde|"
    r"adelante|baj[oa]|barat[oa]))|maar|y|e)(?= )"
)


def stances(text: str) -> frozenset[Stance]:
    """What plain words want, negations worked out clause by clause; often nothing.

    "Don't keep my benefits" leaves; "No, don't cancel" and "Cancel my cancellation" keep.
    """
    found: set[Stance] = set()
    text = _NO_MORE.sub(r"pas \1\2", without_card(text))
    text = _NO_PAUSE.sub("no, ", text)
    text = _HOLDS_ON.sub(" ", text)
    text = _LACKS.sub("", text) if _SAYS_NO.match(text) else text
    for clause in CLAUSES.split(text):
        if clause:
            found |= _in_clause(clause)
    return frozenset(found)


def _in_clause(clause: str) -> set[Stance]:
    found: set[Stance] = set()
    if match := REVERSAL.search(clause):
        found.add(Stance.LEAVE if _is_negated(clause, match, 0) else Stance.KEEP)
        clause = clause[: match.start()] + " " + clause[match.end() :]
    hits = _outermost(
        [
            (match, stance)
            for stance, pattern in PATTERNS.items()
            for match in pattern.finditer(clause)
        ]
    )
    elsewhere = _ELSEWHERE.search(clause) or _PASSES_OVER.search(clause)
    for match, stance in hits:
        if stance is Stance.CHANGE and elsewhere:
            continue
        before = max((other.end() for other, _ in hits if other.end() <= match.start()), default=0)
        within = stance in {Stance.LEAVE, Stance.ACCEPT} and _negations_within(match)
        if _is_negated(clause, match, before, leaves=stance is Stance.LEAVE) == bool(within):
            found.add(stance)
        elif stance is Stance.LEAVE:
            found.add(Stance.KEEP)
        elif stance is Stance.KEEP or (stance is Stance.SPEND and _RENEWS.match(match.group())):
            found.add(Stance.LEAVE)
    return found


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Without those that are a part of another: "leave" in "leave auto-renew on"."""
    return [
        (match, stance)
        for match, stance in hits
        if not any(
            other.start() <= match.start()
            and match.end() <= other.end()
            and other.end() - other.start() > match.end() - match.start()
            for other, _ in hits
        )
    ]


def _negations_within(match: re.Match[str]) -> int:
    """Odd or even: "zeg mijn abonnement niet op", "ich will kein Angebot"."""
    first, _, rest = match.group().partition(" ")
    return len(NEGATOR.findall(rest)) % 2 if first else 0


def _is_negated(clause: str, match: re.Match[str], after: int, *, leaves: bool = False) -> bool:
    """Two negations are none. after: where the verb before it ends, which has its own."""
    start, end = match.span()
    near = [
        each
        for each in NEGATOR.finditer(clause)
        if after <= each.start()
        and each.end() <= start
        and len(clause[each.end() : start].split()) < NEGATOR_WORDS_BEFORE
        and not (leaves and _WITHOUT_A_THING.match(clause[each.start() :]))
    ]
    return (len(near) + bool(NEGATES_AFTER.match(clause[end:]))) % 2 == 1


_BY_ITSELF = Wording(
    r"(the switch )?renew (my|the|this) (membership|subscription|plan) automatically|"
    r"(mein\w* )?(abo|mitgliedschaft|vertrag) automatisch verlangern|"
    r"renovar (mi |la )?(suscripcion|membresia|plan) automaticamente|"
    r"renouveler (mon |l')?abonnement automatiquement"
)


def renews_by_itself(text: str) -> bool:
    """The plain words beside a box or a switch that lets a plan renew, and buys nothing now."""
    return _BY_ITSELF.fullmatch(text) is not None
