"""How far words reach: those that end more than this one subscription, and those that only refuse.

For the last rail; `lexicon.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent import fields
from browser_agent.lexicon import closes, plain, undoes
from browser_agent.money import amounts
from browser_agent.renewals import asks_to_turn_off
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording

_ENDS = (
    r"cancel\w*|end|stop|remove|unsubscribe|kundig\w*|beend\w*|abbestell\w*|resili\w*|arret\w*|"
    r"cancelar|anular|dar de baja|baja de|supprimer|eliminar"
)
_MORE = (
    r"all (?:\w+ )?(?:subscriptions|plans|memberships|services|contracts|accounts)|everything|"
    r"both (?:subscriptions|plans)|(?:\w+ )?add-?ons?|(?:\w+ )?boosts?|(?:\w+ )?packs?|extras?|"
    r"extra (?:member|slot|screen)s?|(?:the )?(?:whole )?family group|"
    r"alle (?:abos|vertrage|abonnements|mitgliedschaften)|alles|zusatz\w*|zubuch\w*|"
    r"tod[oa]s? (?:las |los |mis )?(?:suscripciones|planes|servicios|contratos)|todo|"
    r"complementos?|paquetes? adicional\w*|"
    r"tous (?:les |mes )?(?:abonnements|contrats|services)|tout|options?(?: \w+)?"
)
_ENDS_MORE = Wording(rf"\b(?:{_ENDS}) (?:my |the |mi |el |mon |l'|mein\w* |das )?(?:{_MORE})$")
_MORE_ENDS = Wording(rf"^(?:{_MORE}) (?:kundigen|beenden|abbestellen|entfernen)$")
_ALSO = Wording(
    r"\b(?:also (?:cancel|end|stop|remove)|(?:cancel|end|stop|remove|resilier|cancelar|anular) "
    r"(?:also|aussi|egalement|tambien)|auch .* (?:kundigen|beenden))\b"
)
_DECLINES = Wording(
    r"^(no|nope|nah|not|never|skip|decline|dismiss|reject|refuse|ignore|maybe later|later|"
    r"i('ll| will) pass|i('d| would) rather not|pass|none of|continue without|without|"
    r"rechaz\w*|omitir|saltar|ahora no|quiza|mas tarde|otro dia|sin|prefiero no|"
    r"refus\w*|passer (?!a )|ignor\w*|plus tard|pas (maintenant|interesse)|sans|non|"
    r"ablehn\w*|uberspring\w*|spater|vielleicht spater|kein\w*|nein|ohne|weiter ohne|verzicht\w*|"
    r"nao|agora nao|recus\w*|rifiut\w*|salta|piu tardi|nee|weiger\w*|overslaan|niet nu|"
    # "Lieber nicht, weiter", "Mejor no", "Thanks but no"; but "Why not?" takes it.
    r"(?!why|warum|wieso|por que|pourquoi|perche|waarom)(\w+ ){0,2}"
    r"(not|no|nicht|pas|non|nao|niet))\b"
)


_ADDED = Wording(
    r"^(?:\w+ ){0,2}(?:add-?ons?|options?|extras?|extra (?:member|slot|screen)s?|top-?ups?|boosts?|"
    r"\w*pa(?:cks?|kete?)|insurance|zusatz\w*|zubuch\w*|complementos?|suplementos?|paquetes?|supplements?|"
    r"assurance|versicherung|seguro)\b"
)
_REMOVES = Wording(
    r"(?:yes )?(?:remove|delete|drop)(?: it| now)?|"
    r"entfernen|loschen|abwahlen|supprimer|retirer|enlever|quitar|eliminar|"
    r"rimuovi|elimina|verwijderen|remover"
)
_OF_THE_PLAN = Wording(  # an add-on renews as well
    r"\b(?:membership|subscription|plan|suscripcion|abonnement|abo|mitgliedschaft|vertrag|"
    r"forfait|formule|abbonamento|assinatura)\b"
)


_BY_CAUSE = Wording(
    r"\bau(ss|s)erordentlich|\bfristlos|\bextraordinary (termination|cancell?ation|notice)|"
    r"\bmotif (grave|legitime)|\bcausa (grave|justificada)|\bjusta causa"
)
_ORDINARY = Wording(
    r"\b(ordentlich\w*|fristgerecht\w*|(nachst|fruhest)moglich\w*|(vertrags|laufzeit)ende\w*|"
    r"zum ende|ordinary|ordinaire|ordinaria|echeance|end of (the |my |your )?(term|period)|"
    r"next possible|vencimiento)\b"
)
_CAUSE_WORDS_MAX = 6
_SKIPS = Wording(
    r"^((skip|omitir|saltar|passer|sauter|uberspringen|auslassen)( (and|und|et|y|&) \w+)?|"
    r"skip (it|this|next|one)|saltar este|pular|salta|overslaan|reschedule|delay|postpone|"
    r"(send|ship|order)( it| this)? now|swap|change date|verschieben|umplanen|tauschen|"
    r"(jetzt|sofort) (senden|liefern|bestellen)|"
    r"(enviar|pedir) ahora|reprogramar|aplazar|envoyer maintenant|reporter|decaler|echanger)$"
)
_DELIVERED = Wording(
    r"\b((next|upcoming|this|your) (order|box|crate|month|payment|charge|renewal)|"
    r"orders?( on| date|$)|"
    r"shipments?|deliver(?:y|ies)|ships|parcels?|pedidos?|envios?|entregas?|commandes?|livraisons?|colis|\w*lieferung|"
    r"bestellung|sendung)\b"
)
_TURNS_OFF = Wording(
    r"(turn|switch) (it )?off|disable|deactivate|ausschalten|deaktivieren|desactivar|desactiver"
)
_NOT_SO = re.compile(r"^(no,? )?(do not|don'?t|ne pas|no|nicht) ")
_BACK = Wording(
    r"(go |no,? )?back|not now|maybe later|no( thanks| gracias| merci)?|volver|atras|ahora no|"
    r"retour|revenir|plus tard|pas maintenant|zuruck|nicht jetzt|spater|nein( danke)?|non|"
    r"(no,? )?(keep|leave)( it| renewal| auto-?renew\w*| my (plan|membership|subscription))?( on)?|"
    r"(no,? )?(mantener(la|lo)?|dejar(la|lo)?|conservar(la|lo)?)( activad[oa])?|"
    r"(non,? )?(garder|laisser|conserver)( (active?e?|mon abonnement))?|"
    r"(nein,? )?((aktiviert|eingeschaltet|an) lassen|(abo )?behalten)"
)
# A price with its period, or when it is charged next: what it costs, and no thing.
_IS_DUE = Wording(
    r"([$\u20ac\u00a3] ?)?\d+([.,]\d\d)? ?([$\u20ac\u00a3]|eur|usd|gbp|chf)?"
    r"( (a |per |par |por |pro |al |im )?\w{2,6})?$|"
    r"((your|votre|tu|su|dein\w*|ihr\w*) )?(next|prochaine?|proxim[oa]|nachste\w*) (billing|"
    r"payment|charge|invoice|bill|facturation|paiement|prelevement|facture|echeance|cobro|pago|"
    r"factura|cargo|zahlung|abbuchung|rechnung|abrechnung)\b.*\d"
)
_RENEWAL = Wording(
    r"renew|recurring|auto-?pay|automati|membership|subscription|\bplan\b|billing|payment|charge|"
    r"\babo|vertrag|verlanger|mitglied|abbuch|lastschrift|renov|renuev|suscripcion|pago|cobro|"
    r"renouvel|reconduc|abonnement|paiement|prelev"
)
_FREE = Wording(
    r"\b(no (extra )?charge|courtesy|complimentary|at no cost|sin (cargo|coste)|ohne aufpreis|"
    r"free (member|membership|plan|tier|version|account|subscription)|(miembro|plan|cuenta) "
    r"gratuit\w*|(membre|compte|abonnement|formule) gratuit\w*|kostenlose\w* (mitglied\w*|abo|"
    r"konto|version))\b"
)


_WANTS_MAILS = Wording(
    r"\b(receiv\w*|send me|sign (me )?up|subscrib\w+|keep me|stay in touch|email me|contact me|"
    r"recib\w+|envi\w+me|mantenme|recev\w+|abonn\w+|inscri\w+|tenez-moi|erhalt\w*|zusend\w*|"
    r"informier\w*|halte mich|bekommen|contact you)\b.*"
    r"\b(newsletters?|e-?mails?|mailings?|offers?|deals|news|promotions?|updates|novedades|correos?|"
    r"ofertas|boletin\w*|estrenos|offres|actualites|nouveautes|infolettre|angebote?|neuigkeiten|"
    r"neuheiten|partners?|partenaires?)\b|"
    r"\b(newsletters?|e-?mails?|neuigkeiten|angebote) (\w+ ){0,4}(erhalten|bekommen|zusenden|"
    r"abonnieren|bestellen)\b"
)
_AGREES = Wording(
    r"^(yes,? )?(i (have read|agree|accept|consent)|acepto|j'accepte|ich (stimme|akzeptiere|habe)|"
    r"aceito|accetto|ik ga akkoord)\b"
)
_YES_AND = Wording(r"(yes|yeah|yep|si|oui|ja|sim),? \w")
_ASKS_WHICH = Wording(
    r"(?:vertrage|vertrag) (?:hier|online|hier online) kundigen|"
    r"cancel contracts (?:here|online)|resilier un contrat(?: en ligne| ici)?|"
    r"(?:cancelar|dar de baja) contratos(?: aqui| online| en linea)?"
)
# A ticked box beside the plan that costs more; plain text has no plus sign, so words tell.
_EXTRA = Wording(
    r"\b(add|add-?ons?|extra|options?|optional|dazu\w*|zusatz\w*|zubuch\w*|supplements?|"
    r"anad\w*|agreg\w*|ajout\w*|adicion\w*|aggiung\w*|bundle|insurance|magazine|upgrade)\b"
)
_ADDING = Wording(
    r"(yes,? )?((please )?(add|include)|anad\w*|agreg\w*|ajout\w*|options?|extra|zusatz\w*|"
    r"dazu\w*)\b|"
    r"\w+ (\w+ )?hinzu"
)
_CLEARED = frozenset({"keep", "accept", "change"})  # not done by clearing their box
_MAILS = Wording(
    r"\b(newsletters?|mailings?|e-?mails?|mails|news|novedades|boletin\w*|correos?|infolettres?|"
    r"actualites|nouveautes|neuigkeiten|angebote? (?:per|von|unserer)|partenaires?|partners?)\b"
)
_TERMS = Wording(  # and mails about the contract itself
    r"\b(terms|conditions|privacy|agb|\w*bedingungen|condiciones|terminos|cgv|cgu|renewal|reminders?|"
    r"invoices?|rechnungen|factur\w+|my (subscription|membership|account)|no longer|lose)\b"
)
_TOO_MANY = Wording(r"\b(too many|too much|demasiad\w+|trop|zu viele?)\b")
_CHOOSES = (
    r"(?:choose|select|pick|get|choisir|selectionner|prendre|elegir|escoger|seleccionar|escolher|"
    r"scegli|kies)"
)
_OFFERED = (
    r"(?:plans?|offers?|packages?|deals?|tarife?|pakete?|angebote?|offres?|formules?|forfaits?|"
    r"ofertas?|paquetes?|planes|plano|piano)"
)
_TAKES_PLAN = Wording(
    rf"{_CHOOSES} (?:this|that|cette|ce|este|esta|questo|deze|dit) {_OFFERED}|"
    rf"(?:diese[nrs]?|dieses) {_OFFERED} (?:aus)?wahlen"
)
_CHOOSES_ONE = Wording(
    rf"{_CHOOSES} (?!(?:\w+ ){{0,2}}(?:reasons?|options?|one|answer|date|day|motifs?|motivos?|"
    rf"raison|razon|contrat\w*|contracts?|all|file)\b)(?:\w+ ){{0,2}}\w+|"
    rf"(?:\w+ )?{_OFFERED} (?:aus)?wahlen"
)
_PRICES_MIN = 2


def wants_mails(words: str) -> bool:
    """ "Yes, send me offers by e-mail", beside a box; "I receive too many e-mails" is a reason."""
    text = plain(words)
    return bool(_WANTS_MAILS.search(text)) and not (_TOO_MANY.search(text) or _TERMS.search(text))


def is_condition(words: str) -> bool:
    """ "I agree that it renews at $8.99 until I cancel", beside a box: ticked, it ends nothing."""
    return bool(_AGREES.match(plain(words)))


def orders_mails(words: str, row: Sequence[str]) -> bool:
    """ "Subscribe" beside a field for an address, or beside the word newsletter: to mails, and to
    no plan. What the field shows of the customer counts, too."""
    near = [each for each in row if plain(each) != plain(words)]
    return fields.is_order(words) and any(map(fields.about_mails, near))


def asks_which(words: str) -> bool:
    """ "Vertr\u00e4ge hier k\u00fcndigen": to a form that asks which of them is meant."""
    return _ASKS_WHICH.fullmatch(plain(words.rsplit(":", maxsplit=1)[-1])) is not None


def is_paid_extra(words: str) -> bool:
    """ "Add Arbor Kids for $4.00 a month", beside a ticked box."""
    return bool(amounts(words)) and _EXTRA.search(plain(words)) is not None


def adds_more(words: str) -> bool:
    """The same, of a box whose words begin with it: no plan of its own, and no condition."""
    return is_paid_extra(words) and _ADDING.match(plain(words)) is not None


def takes_a_plan(words: str, lines: Sequence[str]) -> bool:
    """ "Choose this offer"; or "Choose Duo", on a page with the prices of several."""
    text = plain(words)
    if _TAKES_PLAN.fullmatch(text):
        return True
    if not _CHOOSES_ONE.fullmatch(text) or Stance.LEAVE in stances(text):
        return False
    return len({each for line in lines for each in amounts(line)}) >= _PRICES_MIN


def is_cleared(words: str, rule: str) -> bool:
    """Whether what these words would do is undone by clearing their box: "subscribe" to mails."""
    mails = wants_mails(words) or _MAILS.search(plain(words)) is not None
    return rule in _CLEARED or (rule == "spend" and mails)


def skips_a_delivery(words: str, near: Sequence[str]) -> bool:
    """ "Skip" beside "Next order: December 14" puts that off; under a survey it passes over."""
    return bool(_SKIPS.match(plain(words))) and any(_DELIVERED.search(plain(each)) for each in near)


def turns_off_something_else(words: str, row: Sequence[str], asked: Sequence[str] = ()) -> bool:
    """ "Turn off" beside "4K + Dolby": only what renews is turned off to end a plan. "Keep it on"
    beside it is the other answer, and no thing. asked: the sentences above; of two answers side by
    side the question tells what is turned off, and not the entry of a menu level with them."""
    if _TURNS_OFF.fullmatch(plain(words)) is None:
        return False
    said = list(map(plain, row))
    things = [text for text in said if not (_is_the_other_answer(text) or _IS_DUE.match(text))]
    answers = any(_is_the_other_answer(x) or stances(x) == {Stance.KEEP} for x in said)
    if answers and any(map(asks_to_turn_off, asked)):
        return False
    return bool(things) and not any(map(_RENEWAL.search, said))


def _is_the_other_answer(text: str) -> bool:
    """ "Don't turn it off" as well, beside "Turn it off"."""
    denied = _NOT_SO.sub("", text)
    turns = denied != text and _TURNS_OFF.fullmatch(denied) is not None
    return turns or closes(text) or _BACK.fullmatch(text) is not None


def is_a_free_row(row: Sequence[str]) -> bool:
    """Whether the words level with a control tell of something that costs nothing: to leave it ends
    no payment."""
    return any(_FREE.search(plain(words)) for words in row) and not any(map(amounts, row))


def is_an_extras_row(row: Sequence[str]) -> bool:
    """Whether the words level with a control name an add-on, and none of them the plan: "Kids
    option, free with your box" beside "Turn off"."""
    said = [plain(words) for words in row]
    added = any(_ADDED.match(words) for words in said)
    return added and not any(
        _OF_THE_PLAN.search(words) for words in said if not _ADDED.match(words)
    )


def removes_an_extra(words: str, row: Sequence[str]) -> bool:
    """ "Remove" beside "Crime extra", whose row speaks of no plan."""
    plans = any(_OF_THE_PLAN.search(plain(each)) for each in row)
    removes = _REMOVES.fullmatch(plain(words)) is not None
    return removes and not plans and any(_ADDED.match(plain(each)) for each in row)


def ends_by_a_cause(lines: Sequence[str]) -> bool:
    """Whether a page says that what it ends is ended by a cause: "Extraordinary notice" in a short
    line, and nowhere that the ordinary one could be taken. Whole sentences tell of the law."""
    said = [plain(line) for line in lines]
    causes = [each for each in said if len(each.split()) <= _CAUSE_WORDS_MAX]
    causes = [each for each in causes if _BY_CAUSE.search(each)]
    return bool(causes) and not any(_ORDINARY.search(each) for each in said)


def says_too_much(chosen: str) -> bool:
    """Of what is sent along: it orders mails, or gives a cause that the customer never had."""
    return wants_mails(chosen) or ends_by_a_cause([chosen])


def ends_more(words: str) -> bool:
    """Whether words end other things than the one plan: all of them, or an add-on of it; or end it
    by a cause that the customer never gave."""
    text = plain(words)
    return bool(_ENDS_MORE.search(text) or _MORE_ENDS.search(text) or _BY_CAUSE.search(text))


def ends_also(words: str) -> bool:
    """ "R\u00e9silier aussi Arbor Sport", beside an empty box."""
    return _ALSO.search(plain(words)) is not None


def declines(words: str) -> bool:
    """Whether words begin with a no to what is offered."""
    return bool(_DECLINES.match(plain(words)))


def agrees_to_go_on(words: str, asked: Sequence[str]) -> bool:
    """ "Yes, stay with us", to "Take your cancellation back?"."""
    asks = [x for x in asked if x.rstrip().endswith("?") and undoes(x) and not amounts(x)]
    yes = _YES_AND.match(plain(words)) is not None and stances(plain(words)) == {Stance.KEEP}
    return yes and bool(asks)


def names_it(text: str, service: str) -> bool:
    """ "End Arbor TV", and nothing of it: no session, no notifications."""
    name = re.escape(plain(service))
    verb = r"(yes,? )?(cancel|end|stop|terminate|leave|quit|discontinue)( my| the| your)?"
    verbs = r"(si,? |oui,? )?(cancelar|anular|resilier|arreter|annuler)( mi| tu| mon| votre)?"
    thing = r"( (plan|membership|subscription|pass|service|abo|abonnement|mitgliedschaft))?"
    said = Wording(
        rf"({verb}|{verbs}) {name}{thing}( now)?|(ja,? )?{name}{thing} (jetzt )?(kundigen|beenden)"
    )
    return bool(name) and said.fullmatch(text) is not None
