"""What else a sentence with a password may be about, wherever it says so.

A run that is meant to end a plan gives its password to sign in, to look, to go on and to end. A
sentence that names one of these other things is about something else, before the password or
behind it: "Confirm the pause with your password", "Enter your password and switch to Basic".
For the last rail (`agreed`), against plain text, in four languages.
"""

from browser_agent.strokes import Wording

_TIER = r"(basic|standard|premium|plus|pro|family|duo|essentiel\w*|basico|estandar|familia\w*)"
_TAKES = (
    r"(confirm|choose|select|take|activate|accept|start|get|approve|authori[sz]e|complete|finish|"
    r"proceed with|continue with|go on with|continue at|agree to)"
)
_ELSE = Wording(
    r"\b(pause[sd]?|pausing|freez(e|ing)|upgrad\w+|downgrad\w+|purchas\w+|donat\w+)\b|"
    r"\bswitch(ing|ed)?\b(?! (it |this )?off)(?!.{0,40}\boff\b)|"
    r"\b(the|your|our|my|this|an?|new|special) ([\w-]+ )?(offer|deal|discount|upgrade|plan change|"
    r"switch)\b|\bplan change\b|\bchange of plan\b|\b(?<!in )order\b(?! to)|\bget \d|\bsave \d|"
    r"\d+ ?%|\banother chance\b|\b(months?|weeks?) free\b|\bfree (months?|weeks?|trial)\b|"
    rf"\bto {_TAKES} ((the|your|my|this|an?|our|new) )*((choice|selection|switch|change) (of|to) )?"
    rf"({_TIER}|annual|yearly|monthly|payments?|charge|transfer|extension|order|price|new)\b"
    r"(?!.{0,30}\b(cancel|end)\w*)|"
    r"\b(choose|select|change to|convert to|move to|transfer) (?!(a |the |your )?(reason|profile))|"
    r"\b(turn|switch) (\w+[ -]){0,3}on\b|\b(enable|activate) (auto|your (plan|offer|subscription))|"
    r"\b(delete|erase|remove) (your|my|the|all) (history|data|profiles?|downloads|lists?)\b|"
    r"\b(authori[sz]e|approve) (a|the|this|your) (payment|charge)|\bcharge of\b",
)
_ELSE_DE = Wording(
    r"\b(pause|pausieren|pausierung|unterbrechung|wechsel|wechsle|wechseln|upgrade|downgrade|"
    r"umstellung|bestellung|angebot\w*|rabatt\w*|gutschein\w*)\b|\d+ ?%|"
    r"\b(jahresabo|jahrestarif|monatsabo|zahlung|kauf|abbuchung|verlangerung|neue\w* (tarif|preis))"
    r"\b.{0,20}\b(zu )?(bestatig\w*|freizugeben|abzuschliessen|zu wahlen|autorisier\w*)|"
    rf"\bum ([\w-]+ ){{0,2}}{_TIER} ([\w-]+ )?zu (wahlen|bestatigen|nehmen|testen|behalten)"
)
_ELSE_FR = Wording(
    r"\b(pause|suspension|remise|reduction|promotion|commande|achat)\b|\bpassez (a|au|en)\b|"
    r"\bchangement d|\d+ ?%|\b(choisir|selectionner|prendre) (?!(un|le|votre) (motif|profil))|"
    r"\b(valider|confirmer|autoriser|effectuer) (le |votre |un |ce )?(paiement|prelevement|achat|"
    r"changement|passage)|\b(notre|cette|votre|l')? ?offre\b(?! (prend|sera) fin)|\beconomiser\b"
)
_ELSE_ES = Wording(
    r"\b(pausa\w*|descuento|oferta|promocion|pedido|compra)\b|\bcambio de plan\b|\by pasa(te)? a|"
    r"\d+ ?%|\b(elegir|seleccionar|escoger) (?!(un |el |tu )?(motivo|perfil))|"
    r"\b(confirmar|autorizar|validar|aprobar) (el |tu |este |un )?(pago|cargo|cambio|compra)|"
    r"\bahorrar\b|\bvolver a (?!(iniciar|entrar|tu cuenta|ver)\b)"
)


# What is ended may be called so: "to cancel your free trial", "la resiliation de votre offre".
_ENDED = Wording(
    r"\b(switch|chang|mov|downgrad|return|revert)\w* (you )?(back )?(to|into) ((the|our|a) )?free"
    r"\b(?! (trial|month|week))|\b(auf|zu|in) (den |die |das )?(kostenlos\w*|gratis)\b[\w -]{0,20}"
    r"\bwechsel\w*|\b(passer|repasser) (a|en) (l'offre |la version )?gratuit\w*|\b(pasar|cambiar) "
    r"al? (plan )?gratuit[oa]\b|"
    r"\b(cancel|end|stop|terminate|cancell?ation of|end of) ((the|your|my|this) )?(free |annual |"
    r"yearly |monthly |recurring |future )*(trial|offer|plan|subscription|membership|payments?|"
    r"order|upgrade|switch|donations?)\b|\b(resilier|annuler|arreter|mettre fin a|resiliation de|"
    r"fin de) ((votre|cette|la|mon) |l')?(offre|commande|essai|promotion|abonnement (a|de) (notre |"
    r"cette |l')offre)\b|\b(cancelar|anular|terminar|(dar de )?baja( de)?|cancelacion de) ((tu|la|"
    r"el|esta) )?(oferta|prueba|promocion|compra|pedido)\b|\bmove (on )?to the (next|last)\b|"
    r"\b(\w*angebot|bestellung) (zu )?(kundigen|beenden|stornieren)\b|\bkundigung ((dein|ihr|mein)"
    r"e[rs]|de[rs]) (jahresabo|jahrestarif|monatsabo|zahlung|\w*angebot|bestellung)(e?s|en)?\b"
)
_OVER = r"(?=$|[.!?])"
_LOOKED_AT = (
    r"((your|my|all|past|recent) )+(purchases|orders|offers|(order|purchase) history|order)"
    r"( and (your )?(subscriptions?|plans?|account|orders|settings|billing|profile|details))?"
)
# What one looks at, and the other ways in: they take nothing, where no more is said of them.
_ASIDE = Wording(
    rf"\b(see|view|manage|access|track|protects?) {_LOOKED_AT}({_OVER}|(?=,? (please )?(enter|type|"
    r"sign|log|use|confirm|re-?enter)\b))|\bkeep your (purchases|orders) (safe|secure|private|"
    r"protected)\b|\bswitch (to )?((another|an?|the|your|different) )*((one-?time|e-?mail|sms|text)"
    rf" )*(accounts?|users?|codes?|passwords?|methods?)({_OVER}|(?= or\b| instead$))|"
    rf"\b(konto|account|(be)?nutzer) wechseln({_OVER}|(?= oder\b))|\bwechs(le|eln sie) ((das|den|"
    rf"dein|deinen|ihr) )?(konto|account|(be)?nutzer)({_OVER}|(?= oder\b))|^passwort wechseln$|"
    rf"\boublie ?\? ((vous pouvez|tu peux) )?(en )?choisir un nouveau{_OVER}|"
    rf"\bchoisir un nouveau mot de passe\b|\b(valider|confirmer) (le|ce|votre) changement{_OVER}|"
    rf"\b(gerer|voir|consulter|(acceder|connecter) a) (votre|mon|ton) (offre|commande){_OVER}|"
    rf"\b(ver|consultar|gestionar) (tu|mi|su) (pedido|compra){_OVER}|\b(confirmar|validar) (el|"
    rf"este|tu) cambio{_OVER}|\bvolver a confirmar{_OVER}"
)


def speaks_of_more(said: str) -> bool:
    """said: one sentence with a password, in plain text."""
    said = _ENDED.sub("ends", _ASIDE.sub(" ", said))
    return any(each.search(said) for each in (_ELSE, _ELSE_DE, _ELSE_FR, _ELSE_ES))
