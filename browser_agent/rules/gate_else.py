"""What a password is given for besides an end, named before it or behind it: folded sentences."""

from browser_agent.rules.text import Phrases

_DEED = (
    r"(?:confirm|choose|select|take|activate|accept|start|get|approve|authori[sz]e|complete|"
    r"finish|proceed with|continue (?:with|at)|agree to)"
)
_PLAN = r"(?:basic|standard|premium|plus|pro|family|duo|essentiel|basico|estandar|familiar)"
# What is ended may be called so: "to cancel your free trial", "la r\u00e9siliation de votre offre".
_ENDED = Phrases(
    r"(?:switch|switched|switches|change|changed|move|moved|downgrade|downgraded|return) (?:back )?"
    r"to (?:the |our |a )?free(?! (?:trial|month|week))|(?:auf|zu|in) (?:den |die |das )?(?:gratis|"
    r"kostenlos\w*)[^.!?]{0,20}wechsel\w*|(?:passer|repasser) (?:a|en) (?:l'offre |la version )?"
    r"gratuite?|(?:pasar|cambiar) al? (?:plan )?gratuit[oa]|"
    r"(?:cancel|end|stop|terminate|cancell?ation of|end of) (?:(?:the|your|my|this) )?(?:free |"
    r"annual |yearly |monthly |recurring |future )?(?:trial|offer|plan|subscription|membership|"
    r"payments?|order|upgrade|switch|donations?)|(?:resilier|annuler|arreter|mettre fin a|"
    r"resiliation de|fin de) (?:votre |cette |la |mon |l')?(?:offre|commande|essai|promotion|"
    r"abonnement (?:a|de) (?:notre |cette |l')offre)|(?:cancelar|anular|terminar|dar de baja|"
    r"baja de|cancelacion de) (?:tu |la |el |esta )?(?:oferta|prueba|promocion|compra|pedido)|"
    r"move (?:on )?to the (?:next|last)|(?:angebot|bestellung) (?:zu )?(?:kundigen|beenden|"
    r"stornieren)|kundigung (?:deine[rs]|ihre[rs]|meine[rs]|de[rs]) (?:jahresabo|jahrestarif|"
    r"monatsabo|zahlung|angebot|bestellung)(?:e?s|en)?"
)
_OVER = r"(?=\W*$|[.!?])"
_THEN_TYPED = r"(?=,? (?:please )?(?:enter|type|sign|log|use|confirm|re-?enter))"
# What one looks at, and the other ways in: they take nothing, where no more is said of them.
_ASIDE = Phrases(
    r"(?:see|view|manage|access|track|protects?) (?:your|my|all your) (?:past |recent )?"
    r"(?:purchases|orders|offers|order history|purchase history|order)(?: and (?:your )?"
    r"(?:subscriptions?|plans?|account|orders|settings|billing|profile|details))?"
    rf"(?:{_OVER}|{_THEN_TYPED})|keep your (?:purchases|orders) (?:safe|secure|private|protected)|"
    r"switch (?:to )?(?:another |an? |the |your |a different )?(?:one-? ?time |e-?mail |sms |"
    rf"text )?(?:accounts?|users?|codes?|passwords?|methods?)(?:{_OVER}|(?= or| instead\W*$))",
    rf"(?:konto|account|(?:be)?nutzer) wechseln(?:{_OVER}|(?= oder))|(?:wechsle|wechseln sie) "
    rf"(?:das |den |deinen? |ihr )?(?:konto|account|(?:be)?nutzer)(?:{_OVER}|(?= oder))|"
    r"^passwort wechseln(?=\W*$)",
    r"oublie ?\? (?:vous pouvez |tu peux )?(?:en )?choisir un nouveau(?=\W*$|[.!?])|"
    rf"choisir un nouveau mot de passe|(?:valider|confirmer) (?:le|ce|votre) changement{_OVER}|"
    rf"(?:gerer|voir|consulter|acceder a|connecter a) (?:votre|mon|ton) (?:offre|commande){_OVER}",
    rf"(?:ver|consultar|gestionar) (?:tu|mi|su) (?:pedido|compra){_OVER}|(?:confirmar|validar) "
    rf"(?:el|este|tu) cambio{_OVER}|volver a confirmar{_OVER}",
)
_NOT_OFF = r"(?![^.!?]{0,45}\boff\b)"
# "Confirm the pause with your password"; "Enter your password and switch to Basic".
_MORE = Phrases(
    r"pauses?|paused|pausing|freez(?:e|ing)|upgrad(?:e|es|ed|ing)|downgrad(?:e|es|ed|ing)|"
    rf"purchas(?:e|es|ed|ing)|donation|switch(?:ing|ed)?{_NOT_OFF}|plan change|change of plan|"
    r"(?:the|your|our|my|this|an|new|special) (?:offers?|deals?|discounts?)|(?:your|my|the|an|"
    r"this) order|\d+ ?%|save \d+|another chance|(?:months?|weeks?) free|free (?:months?|weeks?|"
    r"trial)|(?:choose|select|convert to|change to|move to|transfer)(?! (?:(?:a|the|your) )?"
    r"(?:reason|profile))|(?:delete|erase|remove) (?:your|my|the|all) (?:history|data|profiles?|"
    r"downloads?|lists?)|(?:turn|switch) (?:on|[^.!?]{1,25} on)|enable auto|"
    rf"to {_DEED} (?:the |your |my |this |an? |our |new )?(?:(?:choice|change) (?:of|to) )?"
    rf"(?:{_PLAN}|annual|yearly|monthly|payments?|charge|transfer|extension|price|new)"
    r"(?![^.!?]{0,30}(?:cancel|end))",
    r"pause|pausieren|pausierung|unterbrechung|wechsel[ns]?|wechsle|upgrade|downgrade|umstellung|"
    r"bestellung|angebots?|rabatts?|gutscheins?|(?:jahresabo|jahrestarif|monatsabo|zahlung|kauf|"
    r"abbuchung)s? [^.!?]{0,20}(?:bestatigen|freizugeben|abzuschlie(?:ss|\u00df)en|wahlen|"
    rf"autorisieren)|um [^.!?]{{0,20}}{_PLAN} [^.!?]{{0,12}}zu (?:wahlen|bestatigen|nehmen|testen|"
    r"behalten)",
    r"suspension|remise|reduction|promotion|commande|achat|economiser|changement d|passez (?:a|au|"
    r"en)|(?:choisir|selectionner|prendre)(?! (?:un|le|votre) (?:motif|profil))|(?:valider|"
    r"confirmer|autoriser|effectuer) (?:le |votre |un |ce )?(?:paiement|prelevement|changement|"
    r"passage)|(?:notre|cette|votre|l') ?offre(?! (?:prend|sera) fin)",
    r"pausa|pausar|descuento|oferta|promocion|pedido|compra|ahorrar|cambio de plan|y pasa(?:te)? a|"
    r"(?:elegir|seleccionar|escoger)(?! (?:(?:un|el|tu) )?(?:motivo|perfil))|(?:confirmar|"
    r"autorizar|validar|aprobar) (?:el |tu |este |un )?(?:pago|cargo|cambio)|volver a"
    r"(?! (?:iniciar|entrar|tu cuenta|ver))",
)


def speaks_of_more(folded: str) -> bool:
    """folded: one sentence with a password."""
    folded = _ASIDE.without(folded)
    while (ended := _ENDED.find(folded)) is not None:
        folded = f"{folded[: ended.start()]} {folded[ended.end() :]}"
    return _MORE(folded)
