"""Words that decide whether a press is allowed: English, Spanish, French, German, Portuguese,
Italian, Dutch. Whole sentences are weighed by `stances`.

Matched against the words on a control, lower-cased and without accents. They are the last rail,
behind a model that may be wrong or fooled, so they look for what must not be pressed.
"""

from browser_agent import strokes
from browser_agent.coming_back import COMES_BACK
from browser_agent.glued import part
from browser_agent.stances import Stance, renews_by_itself, stances
from browser_agent.strokes import Wording
from browser_agent.verbs import AMONG_OTHERS, ENDING_NOUNS, LATER, RENEWALS

plain = strokes.plain

_STARTS_SPENDING = (
    r"pay( now| with| by| in| \d| ?\$| ?€| ?£|$)|buy|"
    r"purchase(?!s? (history|details|info|date|((and|&) )?(memberships|subscriptions)$)|s$)|"
    r"order( now|$)|place order|checkout|check out|upgrade|"
    r"(re)?subscribe|sign up|join (now|today|free)|get started|start (my |your |a )?(free |new )?"
    r"(trial|plan|membership|subscription|watching)|try (it )?free|redeem|claim|canjear|riscatta|"
    r"inwisselen|einlosen|add (to|a) |"
    r"get (\d|this|the|my|offer|discount|deal)|save [$€£]?\d|"
    r"take (the |this )?(offer|discount|deal)|"
    r"comprar|pagar|suscrib\w+|mejorar|contratar|acheter|payer|s'abonner|abonnez|commander|"
    r"go (premium|pro|unlimited)|(yes,? )?(upgrade|charge|bill) me|"
    r"start (my |your |a )?(free )?\d+|"
    r"acquista|compra ora|paga( ora|$)|abbonati|assinar|assine|kopen|betalen|abonneer|"
    r"kaufen|jetzt kaufen|bezahlen|zahlungspflichtig|abonnieren|jetzt abonnieren"
)
_STARTS_KEEPING = (
    r"keep(?! (on )?(cancell?ing|going with|leaving|ending)\b)|stay|never ?mind|"
    r"i('| wi)ll keep|cancel (my |the |this )?cancell?ation|mantieni|manter|behoud|"
    r"(no,? )?(don'?t|do not|never) (cancel|end|stop|leave|(turn|switch) off)|"
    r"not now,? keep|i('| wi)ll stay|"
    r"i (want|would like|'d like) to (keep|stay)|continue (my |your |with )?"
    r"(membership|subscription|plan|watching|streaming)|remain|undo|"
    r"mantener|conservar|quedarme|no cancelar|"
    r"seguir con(?! ([\w']+ ){0,3}(cancelacion|baja))|conserver|garder|rester|ne pas annuler|"
    r"ne pas resilier|behalten|bleiben|nicht kundigen|doch nicht|weiter (nutzen|streamen)|"
    r"mitgliedschaft behalten|abo behalten|"
    r"((yes|no),? )?(turn|switch) ([\w-]+ ){0,3}back on\b|"
    r"((yes|no),? )?(turn|switch) (it |this |(my |the )?auto-? ?re\w+ )?on\b"
    r"(?! .*(not|auto-?cancel))|"
    r"(\w+ )?wieder (anmelden|abonnieren)|un-?cancel|rejoin|retablir|"
    r"(get|bring|take) (it|(my|the) [\w-]+) back\b|"
    r"wieder (einschalten|aktivieren|aufnehmen|starten)|"
    r"volver a (activar|suscribir|empezar)|riattiva|reativar|reactivate|uncancel"
)
_STARTS_CHANGING = (
    r"(take|have) a break|(put|place) .{2,24} on hold|freeze|"
    r"pause|pausa\w*|mettre en pause|pausieren|switch( (to|and|plan|my|your|now)|$)|"
    r"change to|downgrade|move to|swap|cambiar (a|de) (?!contrasena|idioma|perfil|tarjeta)|"
    r"passer a(?! (l'etape( suivante| \d)?|la (suite|confirmation|page suivante))$)|wechseln|"
    r"zu .+ wechseln|"
    r"restart|resume|reactivate|renew(?!al\b)|reanudar|reactivar|renovar|reprendre|reactiver|renouveler|"
    r"fortsetzen|reaktivieren|verlangern"
)
_STARTS_ACCEPTING = (
    r"accept( the| this| my)? ?(offer|deal|discount|and|&|$)|yes,? (keep|i want|give|apply|pause)|"
    r"apply (offer|discount|deal)|activate (offer|discount|deal)|aceptar( la)? oferta|"
    r"accepter l'offre|angebot (annehmen|sichern)"
)
_ANYWHERE = (
    r"without cancell?ing|"
    r"keep (my|your|the|this|our|watching|streaming|enjoying|membership|subscription|plan|premium)|"
    r"stay (subscribed|a member|with)"
)
_CANCELS = (
    r"(no|nein|non)( thanks| thank you|,|$)|no,? gracias|non,? merci|nein,? danke|"
    r"(yes,? )?(i )?(still )?(want to |continue to |proceed to |go on to )?"
    r"(cancel|end|stop|terminate)|"
    r"(continue|proceed|finish|complete|confirm|submit|request)\b.*\b(cancel\w*|ending)|"
    r"turn off auto|decline|skip|reject|not interested|"
    r"(si,? )?(cancelar|anular|dar de baja|rechazar)|(oui,? )?(annuler|resilier|refuser)|"
    r"(ja,? )?(kundigen|abo (kundigen|beenden)|mitgliedschaft (kundigen|beenden)|ablehnen)"
)
# The subscription is to end, not the account with all that is in it.
_CLOSING = Wording(
    r"^(yes,? )?(i want to )?(permanently )?(delete|close|deactivate|terminate|remove|erase) "
    r"(my |your |the |this )?(\w+ )?(account|profile|data)\b|"
    r"^(eliminar|borrar|cerrar|desactivar) (mi |tu |la )?cuenta|"
    r"^(supprimer|fermer|desactiver|cloturer) (mon |votre |le )?compte|"
    r"^((mein |ihr )?konto|account) (loschen|schlie(ss|\u00df)en|deaktivieren)|"
    r"^(excluir|apagar|encerrar|desativar) (minha |a |sua )?conta|"
    r"^(elimina|cancella|chiudi|disattiva) (il mio |il tuo |l')?account|"
    r"^(mijn |je |uw )?account (verwijderen|sluiten|opheffen)|^verwijder (mijn |je |uw )?account"
)
_NEGATED = (
    r"\b(don'?t|do not|not|without|never|instead of|no longer|stop|lose|losing|give up|forgo|"
    r"forfeit|decline|skip|refuse)\b[^.]{0,24}$"
)
_REASON = (
    r"^(i(?!')|i'm|i've|i am|it|it's|its|too|not enough|my|we|the|there|just|other|technical|"
    r"moving|found)\b"
)

_FORBIDDEN = {
    "spend": Wording(rf"^({_STARTS_SPENDING})"),
    "keep": Wording(rf"^({_STARTS_KEEPING})"),
    "change": Wording(rf"^({_STARTS_CHANGING})"),
    "accept": Wording(rf"^({_STARTS_ACCEPTING})"),
}
# OCR finds blanks that are not there.
_SQUEEZED = {
    "keep": Wording(r"keep(my|your|the|this)|(don't|donot)cancel|stay(with|subscribed)"),
    "spend": Wording(r"pay(now|with|\d|[$€£])"),
}
_PAYS = Wording(
    r"(\band|&) pay\b|"
    r"\b(complete|confirm|finish|place|to) (my |your |the )?(purchase|order|payment|checkout)\b"
)
_ANYWHERE_PATTERNS = {
    "keep": Wording(_ANYWHERE),
    "change": Wording(
        r"pause (my|your|the|membership|subscription|plan|for|instead)\b|"
        r"switch to (the |our |a )?\w+|downgrade (to|my|instead)|upgrade (to|my|now)"
    ),
    "accept": Wording(r"accept offer|claim offer|\d+ ?% off"),
}
_CANCELS_PATTERN = Wording(rf"^({_CANCELS})\b")
_REASON_PATTERN = Wording(_REASON)
_SHAMED = Wording(  # "No, I'd rather pay full price" pays nothing
    r"^(no|non|nein|nao|nee)\b.*\b(rather|prefer\w*|prefiero|prefere|lieber|preferis\w*|liever)\b"
)
_LAST_KEEPS = Wording(r", (keep|stay|remain)( (my|the|this|it|with|on)\b|$)")
_MY_WISH = Wording(
    r"^i('d|'ll|'m (not|staying)| would| will| want| don't| do not| prefer| no longer| can't|"
    r" won't|"
    r" changed| have changed| am staying| am not)\b"
)
_OF_THIS_PLAN = Wording(
    r"\b(my|the|this|your) (\w+ )?(plan|pass|membership|subscription|offer|deal|discount)\b"
)
_NEGATED_PATTERN = Wording(_NEGATED)
_COMMITS = Wording(
    r"\b(pay|place order|buy|purchase(?! (history|details))|confirm|agree|complete|submit order|"
    r"start (my |your )?(paid )?"
    r"(membership|subscription|plan)|restart (my |your )?(membership|subscription|plan)|"
    r"resume (my |your )?(membership|subscription|plan)|reactivate|resubscribe|subscribe|renew|"
    r"pagar|comprar|confirmar|payer|acheter|confirmer|bezahlen|kaufen|bestatigen|"
    r"renovar|reactivar|reanudar|renouveler|reactiver|reprendre|verlangern|reaktivieren|fortsetzen|"
    r"zahlungspflichtig|zahlen|contratar|regler|reconnect|"
    r"activate|rejoin|reinstate|restart|restore|unpause|resume|checkout|"
    r"place (my |the |your )?order|order (now|and)|"
    rf"start (now|watching|today)|join (now|again|today)|{COMES_BACK}|"
    r"(place|send|finish) (my |the |your )?order|"
    r"suscrib\w+|activar|retomar|recuperar|finalizar|realizar (el |mi )?pedido|reiniciar|"
    r"volver a (contratar|activar|empezar)|wieder aufnehmen|"
    r"commander|souscrire|(re)?abonner|je m'abonne|valider|relancer|retablir|activer|finaliser|"
    r"bestellen|buchen|kostenpflichtig|abonnieren|abschlie(ss|\u00df)en|loslegen|aktivieren|"
    r"bring (it|my \w+|everything) back|assinar|reativar|paga|acquista|conferma|rinnova|riattiva|"
    r"betalen|kopen|bevestigen|verlengen|heractiveren)\b"
)
# What ends a subscription that is to go on; "Cancel" alone closes dialogs, and undoing a
# cancellation is what is wanted.
_ENDING = Wording(
    r"^(yes,? )?(i (want|would like) to |continue to |proceed to |confirm and )?"
    r"((cancel|end|stop|terminate|deactivate|close|turn off|switch off|disable) "
    r"((my|your|the|this) )?([\w+]+ )?(membership|subscription|plan|pass|auto-? ?renew\w*|renewal|"
    r"automatic renewal|account|trial|service)"
    r"|(finish|complete|confirm|continue|submit|proceed)( \w+){0,2} (cancell?ation|cancel\w*)"
    r"|(cancelar|anular|dar de baja) (mi|tu|la|el) \w+|(si,? )?darse de baja"
    r"|(resilier|annuler) (mon|votre|l')|(jetzt )?kundigen|\w+ (jetzt )?kundigen)\b"
)
_A_PLAN = Wording(
    r"\b(memberships?|subscriptions?|plan|pass|contract|premium|trial|benefits|service|suscripcion|"
    r"membresia|"
    r"contrato|abonnement|adhesion|formule|forfait|contrat|abo|\w+abo|mitgliedschaft|vertrage?|assinatura|plano|"
    r"abbonamento|piano|contratto|lidmaatschap|not renew|\w+n'?t renew|no renovar\w*|"
    r"ne (pas|plus) renouveler|nicht verlangern|non rinnovare|nao renovar|niet verlengen|"
    rf"{RENEWALS})\b|\b({ENDING_NOUNS})\b"
)
# Words for ending that are said of subscriptions; "turn off", "stop" or "leave" are of many things.
_SURELY_ENDS = Wording(
    r"\b(cancel\w*|unsubscrib\w*|terminate|discontinue|disconnect\w*|resili\w+|annul\w+|"
    r"desabonn\w+|kundig\w*|"
    r"abbestell\w+|storni\w+|baja|anul(ar|o)|desuscrib\w+|rescindir|disd\w+|reced\w+|opzeg\w*|"
    rf"zeg\b.*\bop|(dejar|deixar) de \w+|{ENDING_NOUNS})\b"
)
# Alone on a button these close a dialog as often as they end a subscription.
_CLOSES = Wording(r"cancel|cancelar|annuler|annulla|annuleren|abbrechen|anular|cancella|afbreken")
# A trial is nobody's old subscription.
_TRIES = Wording(
    r"\b(trial|try|free|prueba|probar|gratis|gratuit\w*|essai|essayer|testen|kostenlos\w*|probe\w*|"
    r"teste|testar|prova|proberen|proef\w*)\b"
)
_AMONG_OTHERS = Wording(AMONG_OTHERS)
_LATER = Wording(rf"\b({LATER})\b")
# "I agree to the terms" beside a box binds nobody yet; "I agree to pay" on a button might.
_CONDITION = Wording(
    r"^(yes,? )?i (have read|(agree|consent) (to|that|with)|accept (the|that)|understand|"
    r"acknowledge|confirm that)\b(?!.*(\b(pay|buy|order|subscribe|purchase)\b|[$€£]))"
)
_TERMS = Wording(r"\b(terms|conditions|renews?|renewal|until)\b")
_FINISHES = Wording(
    r"^(yes,? )?(finish|complete|confirm|finali[sz]e|submit|send) (my |the |your )?"
    rf"(cancell?ing|{ENDING_NOUNS})\b|"
    r"^yes,? (i'?m sure,? )?(please )?(i want to )?(cancel|end|terminate|unsubscribe|turn off)\b|"
    r"\b(cancel|end) (it )?(now|immediately)$|"
    r"^(si,? )?(confirmar|finalizar|completar|concluir|enviar|procesar) "
    rf"(la |mi |a |o |minha |meu )?({ENDING_NOUNS})\b|"
    r"^(si|sim),? (quiero |quero |deseo |desejo )?(cancelar|anular|darme de baja)\b|"
    r"\b(cancelar|resilier) (ahora|definitivamente|definitivement|maintenant|agora)$|"
    r"^(oui,? )?(je )?(confirmer?|finaliser|valider?|terminer|envoyer|transmettre|notifi(er|e)) "
    rf"(la |ma |l')?({ENDING_NOUNS})\b|"
    r"^oui,? (je veux |je souhaite |je )?(resilier?|annuler|me desabonner)\b|"
    rf"\b({ENDING_NOUNS}) (jetzt )?(verbindlich )?(bestatigen|abschlie(ss|b)en|absenden|abschicken|"
    r"senden|einreichen|durchfuhren|bevestigen|afronden|indienen|versturen)\b|"
    r"^ja,? (jetzt |ich (mochte|will) |nu |ik wil )?((mein )?(abo|abonnement|mitgliedschaft|"
    r"vertrag) )?"
    r"(jetzt |nu )?(kundigen|opzeggen|beenden|beeindigen)\b|"
    r"\b(jetzt|endgultig|verbindlich|definitief|nu) (kundigen|opzeggen|beenden)\b|"
    rf"^(conferma|completa|concludi|invia|bevestig) (la |il |mijn |je |de )?({ENDING_NOUNS})\b|"
    r"^si,? (annulla|disdici)\b"
)
_SIGNS_IN = Wording(
    r"sign[ -]?in|log[ -]?in|password|e-?mail|verify|code|inicia(r)? sesion|acceder|entrar|"
    r"ingresar|"
    r"connexion|connecte[rz]|identifier|aceder|anmelden|einloggen|accedi|inloggen|aanmelden|"
    r"^continue$|"
    r"^continuar$|^continuer$|^weiter$|^next$|^siguiente$|^suivant$|^continua$|^doorgaan$|^verder$"
)
_MENU = Wording(
    r"\b(account|accounts|settings|membership|subscriptions?|billing|plan details|manage|profile|"
    r"menu|details|my plan|your plan|payments?|overview|show|more|home|memberships|contracts?|"
    r"preferences|my (area|benefits)|mi plan|membresia|suscripciones|pagos|metodos de pago|"
    r"contrato|"
    r"area (personal|cliente|clienti|riservata)|mon (forfait|offre|contrat|espace)|espace client|"
    r"abonnements|paiements?|contrats?|\w*konto|vertrage?|abos|zahlung(en|sart\w*|smethode\w*)|"
    r"kundenbereich|mein (bereich|tarif|vertrag)|pagamentos?|meu plano|pagamenti|il mio piano|"
    r"abbonamenti|abonnementen|betalingen|betaalgegevens|"
    r"cuenta|ajustes|configuracion|suscripcion|facturacion|perfil|detalles|gestionar|administrar|"
    r"compte|parametres|abonnement|facturation|profil|gerer|"
    r"konto|einstellungen|mitgliedschaft|abo|abrechnung|verwalten|rechnungen|ubersicht|mehr|"
    r"conta|configuracoes|assinatura|faturamento|cobranca|detalhes|gerenciar|gerir|"
    r"impostazioni|abbonamento|fatturazione|profilo|dettagli|gestisci|"
    r"instellingen|lidmaatschap|facturering|profiel|beheren|gegevens)\b"
)
MENU_LETTERS_MAX = 40
_HELP = Wording(
    r"\b(help|support|chat with us|kundenservice|kundendienst|service client|atencion al cliente|"
    r"servizio clienti|klantenservice|faqs?|contact|customer care|ayuda|soporte|contacto|"
    r"preguntas|aide|assistance|contactez|hilfe|kontakt|ajuda|suporte|aiuto|assistenza|hulp)\b"
)
_LEAVING = Wording(r"leave (site|page)\?|reload site\?|changes (that )?you made may not be saved")
_UNREACHABLE = Wording(
    r"site can.?t be reached|err_[a-z_]+|took too long to respond|refused to connect|"
    r"your connection is not private|no internet|isn.?t working|this page isn.?t working"
)
_CRASHED = Wording(r"^aw,? ?snap\b")
_THE_PLAN = (
    r"( (my |your |the |mi |la |tu |el |mon |votre |l'|mein |dein |ihr )?(plan|membership|"
    r"subscription|suscripcion|membresia|abonnement|abo|mitgliedschaft|vertrag|tarif|forfait))?"
)
_ALTER = (
    r"(pause|freeze|suspend|change|modify|pausar|suspender|congelar|"
    r"(cambiar|changer)( de)?|modificar|suspendre|mettre en pause|modifier|"
    r"changer d'(abonnement|offre)|pausieren|unterbrechen|andern|wechseln|anpassen)"
)
_END = r"(cancel|end|cancelar|dar de baja|resilier|annuler|arreter|kundigen|beenden)"
# It opens the page that offers both.
_ALTER_OR_END = Wording(
    rf"((mein|dein|ihr) )?((abo|mitgliedschaft|vertrag|tarif) )?({_ALTER}{_THE_PLAN}"
    rf" ?(or|o|u|ou|oder|/) ?{_END}|{_END}{_THE_PLAN} ?(or|o|u|ou|oder|/) ?{_ALTER}){_THE_PLAN}"
)


def forbidden_on_cancel(words: str) -> str | None:
    """Which rule a control's words break on a cancel run; or None.

    keep, spend, change, accept; or account, where more would end than the subscription.
    """
    text = part(plain(words))
    asked, _, said = text.rpartition("? ")
    offers = {Stance.KEEP, Stance.ACCEPT, Stance.SPEND} & stances(asked)
    if _ALTER_OR_END.fullmatch(said) and not offers and not _FORBIDDEN["accept"].match(asked):
        return None  # also after "Thinking of a break?"
    if rule := "keep" if renews_by_itself(text) else _forbidden_whatever_follows(text):
        return rule
    wants = stances(text) - ({Stance.SPEND} if _SHAMED.match(text) else set())
    if not text or _REASON_PATTERN.match(text):
        # An answer of a survey tells a reason, unless it speaks of this very plan.
        stays = _MY_WISH.match(text) or _LAST_KEEPS.search(text)
        earnest = _OF_THIS_PLAN.search(text) or (stays and Stance.KEEP in wants)
        return _rule_of(wants) if earnest else None
    if rule := _forbidden_within(text) or _rule_of(wants):
        return rule
    if Stance.LEAVE in wants or _CANCELS_PATTERN.match(text):
        return None
    return next((name for name, pattern in _FORBIDDEN.items() if pattern.match(text)), None)


def _forbidden_within(text: str) -> str | None:
    for rule, pattern in _ANYWHERE_PATTERNS.items():
        found = pattern.search(text)
        if found and not _NEGATED_PATTERN.search(text[: found.start()]):
            return rule
    return "spend" if _PAYS.search(text) else None


def _rule_of(wants: frozenset[Stance]) -> str | None:
    against = (Stance.SPEND, Stance.ACCEPT, Stance.CHANGE, Stance.KEEP)
    return next((stance.value for stance in against if stance in wants), None)


def _forbidden_whatever_follows(text: str) -> str | None:
    if _FORBIDDEN["keep"].match(text):
        return "keep"
    if _CLOSING.match(text):
        return "account"
    squeezed = text.replace(" ", "")
    return next((name for name, found in _SQUEEZED.items() if found.match(squeezed)), None)


def spends(words: str) -> bool:
    """Whether a control's words cost money: they begin so, or say so."""
    text = part(plain(words))
    says = _FORBIDDEN["spend"].match(text) or _PAYS.search(text) or Stance.SPEND in stances(text)
    return bool(says)


def forbidden_on_resume(words: str) -> str | None:
    """ "end" where a control's words would end what is to go on; or None."""
    text = plain(words)
    wants = stances(text)
    terms = _CONDITION.match(text) and _TERMS.search(text)
    if terms or (Stance.KEEP in wants and Stance.LEAVE not in wants):
        return None  # "I agree to the terms: it renews until I cancel"
    return "end" if _ENDING.match(text) or (wants == {Stance.LEAVE} and ends_a_plan(text)) else None


def ends_a_plan(text: str) -> bool:
    """Whether plain words that want an end want that of a subscription, and surely."""
    if closes(text):
        return False
    return bool(_SURELY_ENDS.search(text) or _A_PLAN.search(text))


def closes(text: str) -> bool:
    """A lone "Cancel": it may as well close the dialog on which it stands."""
    return bool(_CLOSES.fullmatch(text))


def finishes(words: str) -> bool:
    """Words that only stand on the last press of a cancellation, whatever page it is called."""
    return bool(_FINISHES.search(plain(words)))


def ends(words: str) -> bool:
    """Whether words want the subscription ended, and nothing else."""
    return stances(text := plain(words)) == {Stance.LEAVE} and not _AMONG_OTHERS.search(text)


def signs_in(words: str) -> bool:
    return bool(_SIGNS_IN.search(plain(words)))


def leads_to_account(words: str) -> bool:
    """A link of a menu: account, settings, membership, billing, details."""
    text = plain(words)
    return len(text) <= MENU_LETTERS_MAX and bool(_MENU.search(text)) and not stances(text)


def commits(words: str) -> bool:
    """Whether a control's words say that pressing it makes a resume final."""
    text = plain(words)
    wants = stances(text)
    if wants == {Stance.LEAVE} or _CONDITION.match(text):
        return False
    return bool(_COMMITS.search(text)) or (Stance.SPEND in wants and not _TRIES.search(text))


def undoes(words: str) -> bool:
    """Takes a cancellation back: "Keep my membership", "Don't cancel", "Undo cancellation"."""
    text = plain(words)
    wants = stances(text)
    back = wants == {Stance.KEEP} and not _LATER.search(text)
    return back and bool(_A_PLAN.search(text) or _SURELY_ENDS.search(text))


def helps(words: str) -> bool:
    """A link to where the site explains itself."""
    return bool(_HELP.search(plain(words)))


def asks_to_leave(words: str) -> bool:
    """Chrome's own question before a page with unsaved input is left."""
    return bool(_LEAVING.search(plain(words)))


def is_chrome_error(words: str) -> bool:
    """Chrome's own page for a site that it could not load."""
    return bool(_UNREACHABLE.search(plain(words)))


def is_crashed_page(words: str) -> bool:
    """Chrome's own page in the place of one whose process has died."""
    return bool(_CRASHED.search(plain(words)))
