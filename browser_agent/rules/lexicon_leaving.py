"""What boxes, circles and buttons say on the way out."""

from browser_agent.rules.text import Phrases

EXTRA = Phrases(
    r"send me|e-?mails?|newsletter|offers?|notify|subscribe me|sign me up|add|upgrade|"
    r"[$\u20ac\u00a3] ?\d.*|.*\d ?[$\u20ac\u00a3]|enviarme|recibir|novedades|recevoir|infolettre|"
    r"zusenden|erhalten|benachrichtig\w*|ricever\w*|receber|ontvang\w*"
)
AT_END = Phrases(
    r"(?:at|on|after|when)(?: \w+){0,4} (?:end|period|cycle|term|date|expires?|ends)",
    r"end of (?:my |the |this |your )?(?:\w+ )?(?:period|cycle|term|month|year)|next (?:billing|"
    r"renewal) date",
    r"al (?:final|termino|vencimiento)|a la fin|fin de (?:la )?periode|echeance|zum (?:ende|ablauf|"
    r"laufzeitende|nachstmoglichen)|ende de[rs]|alla fine|no (?:final|fim)|aan het einde",
)
# Of the ways in which a contract may be ended by law.
ORDINARY = Phrases(
    r"ordentliche?|ordinary|regular|fristgerecht\w*|ordinari[ao]|ordinaire|"
    r"(?:zum |zur )?(?:fruhest|nachst)moglich\w*(?: .*)?|"
    r"(?:the )?(?:earliest|next) possible(?: .*)?|"
    r"(?:at |al |a la |zum )?(?:the )?(?:end|final|fin|ende) (?:of|del?|des|der) (?:.{3,24})|"
    r"(?:a |a l'|a la date d'|a son )echeance|zu[mr] (?:vertrags|laufzeit)ende|al vencimiento"
)
# On to another page of the same matter, which names what is there: "Continue to review".
ONWARD = Phrases(
    r"(?:continue|proceed|go|move|on|next|advance)(?: on| ahead)?(?:,|:| -)? ?(?:to|with)?"
    r" ?(?:the |your |my )?(?:next |last |final |following )?(?:confirmation|review|summary|recap|"
    r"overview|step|page)(?: (?:step|page|\d))?",
    r"(?:review|check|verify)(?: (?:and|&) (?:send|submit|confirm|continue|finish))?(?: (?:my|your|"
    r"the|this))?(?: (?:details|answers?|request|choices?|selection|cancell?ation|information))?",
    r"send(?: (?:my|the|your|this))? (?:request|form|notice)",
    r"(?:weiter |fortfahren )?zu[rm] (?:bestatigung|ubersicht|zusammenfassung|prufung|kontrolle|"
    r"(?:nachsten|letzten) (?:schritt|seite)|schritt \d)",
    r"(?:(?:meine |ihre |deine )?(?:angaben|kundigung|eingaben|daten|auswahl) )?(?:uber)?prufen"
    r"(?: und (?:weiter|absenden|bestatigen|fortfahren))?",
    r"(?:antrag|formular|anfrage|erklarung) (?:ab)?senden",
    r"(?:continuer|poursuivre|passer|aller|acceder)(?: vers| a| au)? ?(?:la |l'|le )?(?:page de )?"
    r"(?:confirmation|recapitulatif|verification|suite|(?:derniere )?etape(?: suivante| \d)?|"
    r"page suivante)",
    r"(?:voir|verifier|afficher) (?:le |ma |mes |la )?(?:recapitulatif|demande|infos|resume)",
    r"(?:continuar|ir|pasar|avanzar|seguir)(?: a| al| con)? ?(?:la |el )?(?:confirmacion|resumen|"
    r"revision|(?:siguiente|ultimo) paso|paso (?:siguiente|\d)|siguiente(?: pagina)?)",
    r"(?:ver|revisar|comprobar)(?: (?:el|la|mi|los|mis|tu))? ?(?:resumen|solicitud|datos|baja|"
    r"cancelacion)|validar",
)
CLOSES = Phrases(r"close|fermer|schliessen|schlie\u00dfen|cerrar|chiudi|fechar|sluiten")
# What a box says that has to be ticked before the last press.
CONDITION = Phrases(
    r"stops?|no more|no longer|los(?:e|ing)|access|without",
    r"pierd\w+|perder\w*|acceso|dejar\w*|perd\w*|acces|plus d\w*|verlier\w*|zugang|zugriff|"
    r"(?:kein|nicht)\w*(?: \w+){0,4} mehr",
)
AT_ONCE = Phrases(
    r"immediate(?:ly)?|right (?:now|away)|(?:cancel|end|stop) (?:it )?now|today|inmediatamente|de "
    r"inmediato|ahora mismo|immediatement|tout de suite|des maintenant|sofort|subito|imediatamente|"
    r"agora|per direct|direct",
)
# Of a form with switches.
SAVES = Phrases(
    r"(?:save|apply|update)(?: (?:my |the )?(?:changes|settings|preferences))?|"
    r"(?:(?:anderungen|einstellungen) )?(?:speichern|ubernehmen)|"
    r"(?:guardar|aplicar)(?: (?:los )?(?:cambios|ajustes))?|"
    r"(?:enregistrer|appliquer|valider)(?: (?:les |mes )?(?:modifications|changements|reglages))?|"
    r"salva(?: (?:le )?modifiche)?|opslaan|wijzigingen opslaan|salvar(?: alteracoes)?"
)
# Of a form with circles of which one leaves.
SAVES_CHOICE = Phrases(
    r"(?:save|confirm|submit|apply) (?:my |your |this |the )?(?:choice|selection|decision|answer)|"
    r"(?:(?:meine )?auswahl|entscheidung) "
    r"(?:speichern|bestatigen|ubernehmen|absenden|abschicken|senden)|"
    r"(?:guardar|confirmar|enviar) (?:mi |la )?(?:eleccion|seleccion|decision)|"
    r"(?:enregistrer|confirmer|valider|envoyer) (?:mon |le |ma )?(?:choix|selection|decision)|"
    r"save(?: changes)?|speichern|guardar(?: cambios)?|enregistrer"
)
# Circles that are no reasons: how long, how often, or which plan.
LENGTH = Phrases(
    r"(?:\d+|one|two|three|six|un|una|dos|tres|deux|trois|eine?n?|zwei|drei) ?(?:days?|weeks?|"
    r"months?|years?|dias?|semanas?|mes(?:es)?|jours?|semaines?|mois|tage?n?|wochen?|monate?n?)|"
    r"monthly|quarterly|yearly|annual(?:ly)?|(?:basic|standard|premium)(?: (?!of)\w+){0,2}"
)
PAUSES = Phrases(
    r"pause[drn]?|pausing|break|vacation|freeze|pausa\w*|pausier\w*|urlaub|vacaciones|"
    r"choose (?:a|your|another) plan|plan that fits"
)
# What a box would have us agree to that costs money or changes the plan.
COSTS = Phrases(
    r"(?:termination|cancell?ation) fees?|fees?|to pay|i(?:'ll| will) pay|contract|"
    r"(?:new|yearly|annual|another) plan|gebuhr\w*|kosten|frais|penalizacion|tarifa nueva"
)
# No button speaks of what has happened: a notice, a chip.
TOLD_DONE = Phrases(
    r"(?:has|have) been (?:\w+ )?(?:cancell?ed|ended)|"
    r"^(?:cancell?ed|gekundigt|cancelad[oa]|resiliee?)$|pendiente de cancelacion|"
    r"pending cancell?ation|en attente d'annulation|"
    r"(?:wurde|ist) (?:\w+ )?(?:gekundigt|beendet)|ha sido cancelad[oa]|a (?:bien )?ete resiliee?"
)
RECEIVED = Phrases(
    r"haben (?:deine|ihre) kundigung (?:.{0,60} )?erhalten|"
    r"(?:we have|we've) received your cancell?ation(?! request)|"
    r"avons bien recu votre (?:demande de )?resiliation|hemos recibido tu (?:solicitud de )?baja"
)
# It tells a reason that nobody gave.
BY_CAUSE = Phrases(
    r"au(?:ss|\u00df|s)erordentlich\w*|fristlose?|extraordinary|motif (?:grave|legitime)|"
    r"causa grave"
)
# "No thanks, keep going": under an offer with the cancellation, under "Do you want to leave?" not.
KEEPS_GOING = Phrases(r"keep(?:ing)? going")
NEWS = Phrases(
    r"newsletters?|send me|keep me (?:posted|informed|updated)|infolettre|boletin|novedades|"
    r"(?:offers|news|updates) by (?:e-?mail|text)|(?:angebote|neuigkeiten) per (?:e-?mail|sms)|"
    r"offres par (?:e-?mail|sms)|ofertas por (?:correo|e-?mail)|"
    r"(?:receive|recibir|recevoir)(?: \S+){0,6} (?:offers|news|ofertas|offres|e-?mails?)|"
    r"(?:angebote|neuigkeiten|e-?mails?)(?: \S+){0,4} (?:erhalten|bekommen)"
)

# Of mails that one loses, and of terms, a box may speak that has to be ticked.
LOSES = Phrases(
    r"los(?:e|ing)|no longer|stop receiving|terms|conditions?|privacy|agb|nutzungsbedingungen|"
    r"bedingungen|condiciones|terminos|perd\w+|verlier\w*|nicht mehr|ya no|plus d\w*|cgv|cgu"
)


def is_mail(folded: str) -> bool:
    """Mails or something voluntary that is asked for: "I agree to receive offers (optional)"."""
    return (NEWS(folded) or VOLUNTARY(folded)) and not LOSES(folded)


# "R\u00e9silier aussi Arbor Sport", beside an empty box.
ALSO = Phrases(r"also|as well|aussi|egalement|auch|zusatzlich|tambien|ademas")
# What nobody has to accept, whatever the words before it.
VOLUNTARY = Phrases(r"\((?:optional|facultati(?:f|ve)|opcional|freiwillig|facoltativo)\)")

# "No, I'd rather be without films" leaves; without ads or changes, or never without, stays.
GOES_WITHOUT = Phrases(
    r"(?:no|nein|non|nee|nao), (?!.*(?:can't|cannot|can not|don't|hate|impossible|no (?:quiero|"
    r"puedo)|ne (?:veux|peux)|nicht|never|nunca|jamais|nie)).{0,24}(?:quedar(?:me|se)?|estar|"
    r"rester|etre|vivre|bleibe?n?|stay(?:ing)?|be|be left|live) (?:(?:lieber|auch|plutot) )?"
    r"(?:sin|sans|ohne|without) (?:(?:mi|mis|mon|mes|mein|meine|my|el|la|las|los|le|les|die|das|"
    r"the) )?(?:series?|shows?|films?|movies|peliculas|pelis|contenidos?|catalogue|catalogo|"
    r"inhalte|serien|filme|musi\w+|"
    r"cine|cinema|kino|theatre|teatro|theater|sports?|deportes?|futbol|football|fussball|anime|tele|"
    r"tv|historias|stories|histoires|geschichten|nada|rien|nothing)"
)
# A reason that is none: "I'm only cancelling an add-on".
OF_A_PART = Phrases(
    r"(?:only|just) (?:want to )?(?:cancel\w*|end\w*|remov\w*|stop\w*)(?: \w+){0,3} "
    r"(?:add-?ons?|extras?|channels?|profile|device)",
    r"nur (?:\w+ ){0,3}(?:zusatz\w*|option\w*|kanal|extra)(?: .*)? "
    r"(?:kundigen|beenden|abbestellen)",
    r"solo (?:quiero )?(?:cancelar|anular|dar de baja)(?: \w+){0,2} (?:complemento|canal|extra)",
    r"(?:seulement|uniquement|juste) (?:\w+ )?(?:resilier|arreter)(?: \w+){0,2} (?:option|chaine)",
)
FEE = Phrases(r"fees?|penalt\w+|charges?|gebuhr\w*|frais|penalidad|cargo")
AT_TERM = Phrases(
    r"end of (?:the |my |your )?(?:contract|term)|(?:do not|don't) renew|zum vertragsende|"
    r"nicht verlangern|fin (?:de|du) contrat|no renovar|ne pas renouveler|fin del contrato"
)
SKIPS = Phrases(r"skip|omitir|saltar|sauter|passer|uberspringen")
STEPS_OF_IT = Phrases(
    r"summary|review|(?:final )?step|etape|paso|schritt|recapitulatif|resumen|zusammenfassung|"
    r"(?:confirm|cancel)\w* (?:your |the )?\w*|kundigung|resiliation|cancelacion|baja"
)
