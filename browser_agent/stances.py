"""Verbs of subscriptions in seven languages: what ends one, keeps, pauses, changes or takes more.

Matched against `lexicon.plain` text: lower case, no accents. English, Spanish, French, German,
Portuguese, Italian, Dutch. Written for the last rail and for the second opinion before a final
press; the rules that propose presses have words of their own, so that neither repeats the other's
mistake.
"""

import re
from enum import StrEnum


class Stance(StrEnum):
    """What words want done with a subscription."""

    LEAVE = "leave"
    KEEP = "keep"
    CHANGE = "change"  # pause, switch, up or down
    SPEND = "spend"
    ACCEPT = "accept"


# --- ending ---------------------------------------------------------------------------------------

ENDING_NOUNS = (
    r"cancell?ations?|anulacion|cancelacion|baja|resiliation|annulation|desabonnement|kundigung|"
    r"stornierung|cancelamento|rescisao|anulacao|disdetta|annullamento|cancellazione|recesso|"
    r"opzegging|annulering|beeindiging|disconnection|termination|deactivation"
)
_ENDING_VERBS = (
    r"cancel(?:s|led|ling|ing|ed)?|end(?:ing|s)?|stop(?:ping|s)?|terminat(?:e|es|ing)|"
    r"leav(?:e|es|ing)|unsubscrib(?:e|ing)|quit(?:ting)?|discontinu(?:e|ing)|opt(?:ing)? out|"
    r"(?:turn|switch)(?:ing)? off|turn [\w -]{2,24} off|los(?:e|ing)|giv(?:e|ing) up|"
    r"part ways|say goodbye|disconnect(?:ing)?|deactivat(?:e|ing)|"
    r"cancel(?:ar|arla|arlo|o|a|e|ando)|anul(?:ar|o|a|e|ando)|dar(?:me|se|te)? de baja|"
    r"finaliz(?:ar|o|a|ando)|termin(?:ar|o|ando)|desuscrib\w+|abandon(?:ar|o)|desactivar|"
    r"resili(?:er|ez|e|ant)|annul(?:er|ez|ant)|mettre fin|mets fin|arret(?:er|ez|e)|stopper|"
    r"(?:me |se |vous )?desabonner|desactiver|"
    r"kundig(?:en|e|st|t)|beend(?:en|e|et)|storni\w+|abbestell\w+|deaktivier\w+|verlassen|"
    r"encerr(?:ar|o|e|ando)|rescindir|sair|desativ(?:ar|e)|"
    r"annull(?:a|are|o|ando)|disdi(?:re|ci|co|ci)|disdett\w+|termina(?:re)?|disattiva(?:re)?|"
    r"interromp(?:i|ere)|recedere|"
    r"opzeg(?:gen|ging)?|zeg(?:gen)?(?: \w+){0,3} op|annule(?:er|ren)|beeindig(?:en)?|"
    r"stopzetten|zet(?: \w+){0,3} stop|uitschakel\w+|stoppen"
)
_UNDOES = (
    r"undo|withdraw|revoke|reverse|retract|abort|revert|rescind|drop|"
    r"deshacer|revertir|retirar|revocar|desistir|desisto|retirer|revenir sur|abandonner|revoquer|"
    r"desfazer|reverter|revogar|ritira\w*|revoca\w*|"
    r"zuruckziehen|widerrufen|abbrechen|zurucknehmen|ruckgangig|"
    r"intrekken|trek(?: \w+){0,3} in|ongedaan|herroep\w*"
)

# --- going on -------------------------------------------------------------------------------------

_THINGS = (
    r"membership|subscription|subscribed|plan|watching|streaming|enjoying|listening|reading|"
    r"premium|benefits?|trial|offer|renewing|service|pass|"
    r"suscripcion|suscrito|suscrita|viendo|disfrutando|membresia|"
    r"abonnement|abonne|forfait|profiter|regarder|"
    r"assinatura|assinando|assistindo|aproveitando|"
    r"abbonamento|abbonato|piano|guardare|"
    r"mitgliedschaft|abo|schauen|streamen|nutzen|"
    r"lidmaatschap|kijken|genieten"
)
_STAYING_VERBS = (
    r"keep(?:ing|s)?(?! (?:cancel|going))|stay(?:ing|s)?|remain(?:ing)?|retain(?:ing)?|"
    r"never ?mind|to (?:go|carry) on|to continue$|doch nicht|weitermachen|weiterlaufen|"
    r"veux d(?:e|')|"
    r"(?:want|need|like) (?:my|this|the|a) (?:\w+ )?(?:membership|subscription|plan|pass)\b(?! to)|"
    r"(?:continue|continuing|go on|carry on) (?:with |my |your |the |as |using |being )*"
    rf"(?:{_THINGS})|"
    rf"not (?:now|yet|ready)(?: to (?:{_ENDING_VERBS}))|"
    r"manten(?:er|erme|go|ga)|conserv(?:ar|a|are|o)|qued(?:ar|arme|arse|o)|permanecer|"
    rf"(?:seguir|continuar|sigo) (?:con |siendo |suscrit[oa] |mi |la |el )*(?:{_THINGS})|"
    r"gard(?:er|ez|e)|conserv(?:er|ez)|rest(?:er|ez)|je reste|"
    rf"(?:continuer|poursuivre) (?:avec |a |mon |votre |l'|d'etre )*(?:{_THINGS})|maintenir|"
    r"behalt(?:en|e)|bleib(?:en|e)|"
    r"(?:weiter|weiterhin) (?:nutzen|streamen|schauen|geniessen|dabei)|weiter(?:nutzen|schauen|"
    r"streamen)|mitgliedschaft fortfuhren|"
    r"mant(?:er|enho|enha)|ficar|fico|"
    rf"continuar (?:com |a |minha |o |sendo )*(?:{_THINGS})|"
    r"mantien[ei]\w*|mantenere|rest(?:a|are)|riman(?:i|ere|go)|"
    rf"continua(?:re)? (?:con |a |il |il mio )*(?:{_THINGS})|"
    r"behoud(?:en)?|blij(?:f|ven)|"
    r"houd(?:en)?(?= (?:mijn|je|uw|het))|(?:mijn|je|uw)(?: \w+){1,2} houden|"
    r"doorgaan met (?:mijn |het |je )?(?:abonnement|lidmaatschap|kijken)"
)

# --- changing, taking, paying ---------------------------------------------------------------------

_CHANGES = (
    r"paus(?:e|ing)|freez(?:e|ing)|snooz(?:e|ing)|(?:tak|hav)(?:e|ing) a break|"
    r"(?:put|place|go|going) (?:\w+ ){0,3}on hold|suspend(?:ing)?(?= (?:my|the|your|service))|"
    r"on ice|auf eis|standby|en veille|"
    r"(?:updat|modify|modifi|adjust)\w* (?:(?:my|your|the) )?(?:plan|membership|subscription|"
    r"package)|(?:tarif|abo|mitgliedschaft|paket) (?:anpassen|aktualisieren|andern)|"
    r"(?:actualizar|modificar|ajustar) (?:(?:mi|tu|su|el) )?(?:plan|paquete|suscripcion)|"
    r"(?:mettre a jour|modifier) (?:(?:mon|ma|votre|ta) )?(?:formule|forfait|abonnement|offre)|"
    r"(?:atualizar|ajustar) (?:(?:meu|o|seu) )?plano|(?:aggiorna|modifica) (?:il )?(?:mio )?piano|"
    r"(?:plus|mas|mais|piu) (?:petit|pequeno|piccolo)|"
    r"kleiner(?:e[nrs]?)? (?:machen|tarif|paket|abo)|"
    r"(?:smaller|lighter|cheaper) (?:plan|package|one)|(?:plan|package) change|"
    r"(?:switch|switching|swap|swapping|mov(?:e|ing)|chang(?:e|ing)) (?:\w+ ){0,2}to|"
    r"downgrad(?:e|ing)|upgrad(?:e|ing)|"
    r"pausar|pausa|pausando|suspender|poner en pausa|congelar|cambi(?:ar|o|a|arme) (?:a|al|de)|"
    r"pasar(?:me)? (?:a|al)|bajar de plan|mejorar (?:mi|el|tu)|"
    r"mettre en pause|mettez en pause|suspendre|passer (?:a|au)|changer (?:de|pour)|"
    r"retrograder|pausieren|pausiere|aussetzen|einfrieren|unterbrechen|wechs(?:eln|le)|"
    r"herabstufen|hochstufen|downgraden|upgraden|"
    r"colocar em pausa|fazer uma pausa|mudar (?:para|de)|trocar (?:para|de)|"
    r"mett(?:i|ere) in pausa|sospend(?:i|ere)|metti in pausa|pass(?:a|are) (?:a|al)|"
    r"cambia(?:re)? piano|"
    r"pauze(?:er|ren)|pauzering|op pauze|overstap(?:pen)?|overschakelen|wissel(?:en)?"
)
_GIFTS = (
    r"offers?|deals?|discounts?|promotions?|credits?|benefits?|beneficios?|months? free|"
    r"free months?|half price|"
    r"\d+ ?%(?: off)?|ofertas?|descuentos?|gratis|promocion|"
    r"offres?|remises?|reductions?|gratuits?|angebote?|rabatte?|nachlass|gratismonate?|"
    r"descontos?|promocao|offert[ae]|scont[oi]|aanbieding|korting|actie"
)
_TAKES = (
    r"accept(?:ing)?|claim(?:ing)?|tak(?:e|ing)|get(?:ting)?|appl(?:y|ying)|redeem(?:ing)?|"
    r"us(?:e|ing)|activat(?:e|ing)|grab|enjoy|unlock|i(?:'ll| will) take|"
    r"aceptar|acepto|aprovechar|obtener|usar|aplicar|activar|canjear|quiero|"
    r"accepter|j'accepte|profiter|obtenir|beneficier|utiliser|activer|appliquer|"
    r"aceitar|aceito|aproveitar|obter|aplicar|ativar|resgatar|quero|"
    r"accett\w+|approfitta\w*|ottieni|usa|applica|attiva|riscatta|"
    r"accepteer|pak|claim|gebruik|neem|activeer|nehmen|sichere?"
)
_TAKEN_AFTER = (
    r"annehmen|sichern|nutzen|einlosen|aktivieren|ubernehmen|accepteren|aannemen|gebruiken|"
    r"pakken|claimen|activeren"
)
_HALF_PRICE = (
    r"half[ -]price|halbe[nr]? preis|mitad de precio|moitie prix|metade do preco|meta prezzo|"
    r"halve prijs"
)
_TAKES_IT = (
    r"i'?(?:ll| will) take (?:it|that)|nehm(?:e)? ich|je (?:le )?prends|lo (?:quiero|acepto|tomo)|"
    r"eu (?:quero|aceito)|lo prendo|ik neem (?:het|hem)"
)
_SPENDS = (
    r"pay (?:now|and)|buy(?:ing)?|purchas(?:e|ing)|place order|order now|resubscrib\w+|"
    r"(?:re)?start (?:my |your |a )?(?:free )?(?:trial|subscription|membership|plan)|"
    r"renew (?:my|your|now|for|the)|reactivat(?:e|ing)|"
    r"comprar|compra ahora|pagar|renovar|reactivar|reanudar|contratar|suscribir(?:me|se)|"
    r"acheter|payer|s'abonner|souscrire|renouveler|reactiver|"
    r"kaufen|bezahlen|zahlungspflichtig|verlangern|reaktivieren|"
    r"(?:abo|abonnement|mitgliedschaft|vertrag) abschliessen|"
    r"assinar|reativar|acquista\w*|compra(?:re)?|paga(?:re)?|abbonati|rinnova\w*|riattiva\w*|"
    r"kopen|betalen|afrekenen|abonneren|verlengen|heractiveren"
)

PATTERNS: dict[Stance, re.Pattern[str]] = {
    Stance.LEAVE: re.compile(rf"\b(?:{_ENDING_VERBS}|{ENDING_NOUNS})\b"),
    Stance.KEEP: re.compile(rf"\b(?:{_STAYING_VERBS})\b"),
    Stance.CHANGE: re.compile(rf"\b(?:{_CHANGES})\b"),
    Stance.SPEND: re.compile(rf"\b(?:{_SPENDS})\b"),
    Stance.ACCEPT: re.compile(
        rf"\b(?:{_TAKES})\b(?: [\w']+){{0,4}}? (?:\w{{1,4}}')?(?:{_GIFTS})(?!\w)"
        rf"|\b(?:{_GIFTS})(?: [\w']+){{0,3}}? (?:{_TAKEN_AFTER})\b"
        rf"|\b(?:{_HALF_PRICE})\b|^(?:it's a )?deal$|\b(?:{_TAKES_IT})\b"
    ),
}
REVERSAL = re.compile(
    rf"\b(?:{_ENDING_VERBS}|{_UNDOES})(?: (?:my|your|the|this|mi|tu|la|el|su|ma|votre|l'|meu|o|a|"
    rf"die|meine|ihre|diese|mijn|de|je|uw|il|mia|tua|mein|um|from|out|of|with))* "
    rf"(?:l'|d'|dell'|la )?(?:{ENDING_NOUNS})\b"
    r"|\b(?:withdraw|revoke|undo|stop|retract|cancel (?:this|the|my)) (?:\w+ )?"
    r"(?:request|order|application)\b"
    r"|\b(?:anular|retirar|cancelar|desistir de) (?:la |mi |esta )?solicitud\b"
    r"|\b(?:annuler|retirer) (?:la |ma |cette )?demande\b"
    r"|\b(?:anfrage|antrag) (?:zuruckziehen|zurucknehmen|abbrechen)\b"
    rf"|\b(?:{ENDING_NOUNS})(?: \w+)? (?:{_UNDOES}|annuleren|stoppen|stornieren|machen)\b"
)
NEGATOR = re.compile(
    r"\b(?:don'?t|do not|not|never|without|no longer|instead of|rather than|won'?t|can'?t|"
    r"los(?:e|ing)|giv(?:e|ing) up|forgo|forfeit|declin(?:e|ing)|reject(?:ing)?|refus(?:e|ing)|"
    r"skip(?:ping)?|stop|pass on|turn down|"
    r"no(?! (?:keep|stay|cancel|end|pause|stop|thanks?|i|take|switch|gracias|grazie|way)\b)|"
    r"sin|nunca|en lugar de|en vez de|rechazar|perder|renunciar|"
    r"pas|sans|jamais|au lieu de|refuser|renoncer|perdre|"
    r"nicht|keine?[mnrs]?|ohne|nie|statt|anstatt|"
    r"nao|sem|em vez de|recusar|"
    r"non(?! (?:grazie|merci)\b)|senza|mai|invece di|rifiuta\w*|rinuncia\w*|"
    r"niet|geen|zonder|nooit|in plaats van|weiger\w*)\b"
)
NEGATES_AFTER = re.compile(
    r"^ (?:\w+ ){0,2}(?:nicht|niet|pas|ablehnen|afwijzen|weigeren|verlieren)\b"
)
NO_MORE = re.compile(r"\b(?:ne |n')(\w+) plus\b")
NEGATOR_WORDS_BEFORE = 5
CLAUSES = re.compile(
    r"[,.?!&;]+ ?| - | (?:and|but|then|pero|luego|et|mais|und|aber|mas|maar|y|e)(?= )"
)


def stances(text: str) -> frozenset[Stance]:
    """What plain words want, negations worked out clause by clause; often nothing.

    "Don't keep my benefits" leaves; "No, don't cancel" and "Cancel my cancellation" keep.
    """
    found: set[Stance] = set()
    text = NO_MORE.sub(r"pas \1", text)
    for clause in CLAUSES.split(text):
        if clause:
            found |= _in_clause(clause)
    return frozenset(found)


def _in_clause(clause: str) -> set[Stance]:
    found: set[Stance] = set()
    if match := REVERSAL.search(clause):
        found.add(Stance.LEAVE if _is_negated(clause, match, 0) else Stance.KEEP)
        clause = clause[: match.start()] + " " + clause[match.end() :]
    hits = [
        (match, stance)
        for stance, pattern in PATTERNS.items()
        for match in pattern.finditer(clause)
    ]
    for match, stance in hits:
        before = max((other.end() for other, _ in hits if other.end() <= match.start()), default=0)
        if not _is_negated(clause, match, before):
            found.add(stance)
        elif stance is Stance.LEAVE:
            found.add(Stance.KEEP)
        elif stance is Stance.KEEP:
            found.add(Stance.LEAVE)
    return found


def _is_negated(clause: str, match: re.Match[str], after: int) -> bool:
    """Two negations are none. after: where the verb before it ends, which has its own."""
    start, end = match.span()
    near = [
        each
        for each in NEGATOR.finditer(clause)
        if after <= each.start()
        and each.end() <= start
        and len(clause[each.end() : start].split()) < NEGATOR_WORDS_BEFORE
    ]
    return (len(near) + bool(NEGATES_AFTER.match(clause[end:]))) % 2 == 1
