"""An end that a page says was recorded, and what tells that it is none yet, or none of a plan.

For `sayings`, which weighs it. Words of its own, as there, in four languages.
"""

import re
from collections.abc import Iterable, Sequence

from browser_agent.strokes import Wording, plain

# "We have recorded your cancellation", of the plan and of no mails: then "requested", beside it,
# only tells who wanted it.
_NO_MORE_TOLD = (
    r"(?=$|[.,!;]| (correctamente|con exito|con fecha|con efecto|para el \d|el \d|a partir del|"
    r"effective|successfully|as of|on \d|avec effet|au \d|pour le \d))"
)
REGISTERED = Wording(
    rf"^((hemos|se ha) (registrado|tramitado|procesado|confirmado)( correctamente)? (tu|su|la) "
    rf"(baja|cancelacion){_NO_MORE_TOLD}|"
    rf"(we|we've|we have) (have )?(now )?(registered|recorded|processed|confirmed) your "
    rf"cancell?ation{_NO_MORE_TOLD}|"
    rf"nous avons (bien )?(enregistre|confirme|valide|pris en compte) votre "
    rf"resiliation{_NO_MORE_TOLD}|"
    r"wir haben (deine|ihre) kundigung (registriert|erfasst|vermerkt|verarbeitet)$)"
)
REQUESTED = Wording(
    r"\b((baja|cancelacion) solicitada|cancell?ation requested|resiliation demandee|"
    r"kundigung (angefordert|beantragt))\b"
)
# "Subscription cancelled", of the plan itself and as a whole sentence; and till when it is there.
ENDED_OUTRIGHT = Wording(
    r"^((your |the )?(subscription|membership|plan) (is |was |has been )?(now )?cancell?ed|"
    r"(tu |su |la )?(suscripcion|membresia) (esta |fue |ha sido )?cancelada|"
    r"(votre |ton |l')?abonnement (est |a ete )?(bien )?resilie|"
    r"((dein|ihr|das) )?(abo|abonnement) (ist |wurde )?gekundigt|"
    r"((deine|ihre|die) )?mitgliedschaft (ist |wurde )?gekundigt)(?=$|[.!])|"
    r"\bno se (realizara|hara|efectuara|cobrara)n? (ningun |mas )(cobro|cargo)s?\b|\bno (further|"
    r"more) (charges|payments) will be (made|taken)\b"
)
UNTIL_A_DAY = Wording(r"\b(until|till|through|hasta el|jusqu'au|bis( zum)?) \d")
_STOPS = re.compile(r"(?<=[^\W\d][.!?]) ")
# Somebody has to do more before it is: "An agent will call you to complete it."
_LEFT_TO_DO = Wording(
    r"\b(to|and|must|please|then) (complete|finish|finali[sz]e|validate|verify) (it|this|that|the "
    r"(process|request))\b|\b(call|phone|ring|contact)s? you\b|\byou will be (called|contacted)\b|"
    r"\bpour l[ae'] ?(completer|finaliser|terminer|valider)\b|"
    r"\bvous (r?appel|(re)?contact|telephon)er\w*|"
    r"\bpara (completar|finalizar|terminar|validar)l[oa]\b|\b(te|le|os) (llamar|contactar)\w*|"
    r"\b(abzuschliessen|zu vervollstandigen)\b|\bruf(t|en) (dich|sie)\b.*\ban\b|"
    r"\b(meldet sich|melden uns|setzen uns) (bei|mit) (dir|ihnen)\b"
)
# ... or somebody has to look at it, or it stands so in a line of its own.
_WAITS = Wording(
    r"^((current )?status )?(pending|under review|in review|in process|being (reviewed|processed)|"
    r"processing|in bearbeitung|in prufung|ausstehend|wird (noch )?(gepruft|bearbeitet)|en attente|"
    r"en cours( de traitement| de validation)?|pendiente|en (revision|tramite|proceso))"
    r"( (approval|review|confirmation|cancell?ation|request|de aprobacion|de confirmacion|"
    r"de validation|de confirmation))?$|"
    r"^(we are |still |we're )*(awaiting|waiting (for|on)) |"
    r"\b(cancell?ation|request|it) is (still |currently )*(pending|under review|being reviewed|"
    r"awaiting|waiting)\b|\bwe( will|'ll| are going to)? review (it|your (request|"
    r"cancell?ation))\b|"
    r"\b(kundigung|anfrage|antrag|sie) (wird|ist) (noch |derzeit |aktuell )*(gepruft|in prufung|"
    r"in bearbeitung)\b|^(wir warten|(es )?wartet) (noch )?auf |"
    r"\b(resiliation|demande) est (encore |toujours )?en (attente|cours d)|"
    r"^(nous sommes )?en attente d|\b(baja|cancelacion|solicitud) esta (aun |todavia )?(pendiente|"
    r"en revision|en tramite)\b|^(a la espera|pendiente) de "
)
# "Reply to our e-mail within 24 hours", and no "Do not reply", nor "Reply if you have questions".
_HAS_TO_ANSWER = Wording(
    r"\b(reply|respond) to (our|the|this|that) (e-?mail|mail|message|letter|text|sms)\b|"
    r"\b(still|you( still)?|please|must|then) (need to|have to|must) (confirm|complete|finish|sign|"
    r"reply|respond|answer|approve|verify|validate|call|phone|contact|fill|post|send|return|click|"
    r"enter)\b|\b(once|after|when|as soon as|until|unless) (you|we)( have|'ve)? (sign(ed)?"
    r"(?! (in|up|out)\b)|repl(y|ied)|respond(ed)?|confirm(ed)?|answer(ed)?|approve[ds]?|"
    r"verif(y|ied)|(return|receive)d? (the|your|a) (signed )?(form|letter|signature|reply|answer|"
    r"confirmation|approval))\b|"
    r"^(please |now |then )*(sign|return|send( us)?( back)?|fill (in|out)|post|mail) (back )?(the|"
    r"your|our|this|a) (signed )?(form|letter|document|contract|paper|slip|declaration|"
    r"signature)\b|"
    r"\b(to|and|must|please|then) (complete|finish|finali[sz]e|validate|verify)$|"
    r"\bantworte(n sie)? (bitte )?(noch )?auf (unsere|diese|die) (e-?mail|mail|nachricht|sms)\b|"
    r"\b(bitte|noch) (\w+ ){0,3}(unterschreib\w*|unterzeichne\w*)\b|"
    r"\bunterschreib\w* (sie )?(bitte |noch )*(das|den|die) (formular|schreiben|antrag|dokument)\b|"
    r"\b(es fehlt|fehlt noch|brauchen wir noch|benotigen wir noch) (noch )?(dein\w*|ihr\w*) "
    r"(unterschrift|bestatigung|antwort)\b|\b(sobald|nachdem|wenn|bis) (du|sie|wir) (\w+ ){0,4}"
    r"(unterschr\w+|unterzeichn\w+|antwort\w*|geantwortet|bestatig\w*|zuruck(ge)?(schick|send)\w*)|"
    r"\b(musst du|mussen sie|du musst|sie mussen) (\w+ ){0,5}(bestatigen|unterschreiben|antworten|"
    r"abschliessen|zurucksenden|anrufen)\b|"
    r"\b(il vous reste|il ne vous reste plus qu'|vous devez( encore)?|il (vous )?faut( encore)?|"
    r"n'oubliez pas de|merci de|veuillez( encore)?) ?(a )?(signer|confirmer|repondre|renvoyer|"
    r"retourner|valider|completer|appeler|finaliser)\b|\brepondez a (notre|cet|l') ?(e-?mail|mail|"
    r"courriel|message)|\b(signez|renvoyez|retournez) (le|la|votre|ce) (formulaire|lettre|courrier|"
    r"document)|\b(apres|des|une fois) (votre|la|que vous|le formulaire) ?(signature|signe|"
    r"confirmation|reponse|aurez (signe|confirme|repondu))|"
    r"\bresponde a(l| nuestro| este) (correo|e-?mail|mensaje|sms)|\b(falta|necesitamos) tu "
    r"(firma|confirmacion|respuesta)|\b(firma|envia|devuelve|rellena)(nos)? (el|la|tu) (formulario|"
    r"carta|documento|solicitud)|\b((aun |todavia )?(debes|tienes que|te falta|queda)|"
    r"(solo )?(te )?falta( por)?) (firmar|confirmar|responder|enviar|devolver|llamar|completar|"
    r"validar)|\b(cuando|tras|una vez que|hasta que) (hayas )?(firm|confirm|respond)\w*|"
    r"\bpara (terminar|completar|finalizar)$|"
    r"\b(we|they|still)( still)? need (your|a) (signature|reply|answer|signed)\b|"
    r"\b(signature|reply|answer|form) (is|are) (still )?(missing|needed|required|outstanding)\b|"
    r"\b(upload|sign|return|bring|send|scan) (back )?(the|your|our|this|a) (signed |completed )?"
    r"form\b|(?<!^)\bvisit (a|our|your|the) (nearest |local )?(store|shop|branch|office)\b|"
    r"^visit (a|our|your|the) (nearest |local )?(store|shop|branch|office) (to|and|with|for)\b|"
    r"\b(when|once|until|after) (we|they) (hear|receive|get)\b|"
    r"\b(has|have|needs?) to (approve|review|sign|accept|confirm)\b|\bwill review\b|"
    r"\b(not|only) valid (until|once|when|if)\b|\bbrauchen (wir )?(noch )?(deine|ihre) "
    r"(unterschrift|bestatigung|antwort)\b|\bschick\w* (sie )?uns (\w+ ){0,4}(formular|schreiben|"
    r"antrag)|\bil manque (votre|ta)\b|\ba reception d\w*|\bcuando (recibamos|firmes|respondas)"
)
_ONLY_IF_WANTED = Wording(
    r"\b(if|questions?|help|not|don't|no need|feedback|survey|resubscribe|reactivate|come back|"
    r"change your mind|wenn du (fragen|mochtest)|falls|fragen|nicht|si (vous|tienes|quieres)|"
    r"ne (repondez|pas)|preguntas|no (respondas|hace falta)|encuesta|sondage|umfrage|"
    r"router|modem|receiver|decoder|decodeur|decodificador|hardware|equipment|device|gerat\w*|"
    r"equipo|materiel|key ?card|badge)\b"
)
# "If you do not reply, your plan stays active": what they want is not voluntary.
_LAPSES = Wording(
    r"\b(stays?|remains?|keeps?|continues?) (active|running|on)\b|\b(void|lapses?|invalid)\b|"
    r"\b(lauft|bleibt) (\w+ ){0,4}(weiter|aktiv|bestehen)\b|\b(reste|continue|sigue|seguira) "
    r"(actif|active|activ[oa]|vigente)\b"
)
_UNLESS = Wording(r"\b(if|unless|falls|wenn|sofern|si|sauf|salvo|a menos)\b")
# It may still be asked for, or what was cancelled is an order.
_DOUBT = Wording(
    r"\b(confirm|confirmarl[oa]|confirmer|(zu )?bestatigen?|validate|link|enlace|lien|"
    r"(bestatigungs|aktivierungs)?link|calls?|anruf\w*|appel|llamada|llamar\w*|"
    r"order|booking|reservation|tickets?|delivery|shipment|pedido|reserva|entradas?|entrega|"
    r"commande|billets?|livraison|bestellung|buchung|reservierung|eintrittskarten?|lieferung)\b|"
    # ... or a visit: "Your lesson is off", "Your class on 5 May is free again."
    r"\b(your|the|this|dein\w*|ihr\w*|der|votre|ton|le|tu|su|el|la) ([\w-]+ )?(class|session|"
    r"lesson|appointment|visit|seat|slot|kurs|stunde|termin|sitzung|besuch|platz|cours|seance|"
    r"rendez-vous|visite|creneau|cita|clase|sesion|visita|plaza)\b(?! (pass|plan|card|member|"
    r"packs?|abo|membership|subscription|to you|is important))"
)


# "Requested on 23 November", and what it was requested for has its day: it tells since when.
_ASKED_ON = Wording(
    r"\b((baja|cancelacion) solicitada el|cancell?ation requested( on)?|resiliation demandee le|"
    r"kundigung (angefordert|beantragt|eingereicht) am) (\d|\w+ \d{1,2}\b)"
)
_ENDS_ON_ITS_DAY = Wording(
    r"^((your|the|votre|ton|l'|le|tu|su|la|el|dein\w*|ihr\w*|der|das|die) ?)?"
    r"(plan|subscription|membership|contract|abonnement|contrat|adhesion|suscripcion|membresia|"
    r"contrato|abo|vertrag|mitgliedschaft)( (n|no|nr|number|num)? ?[\w ]*\d+)? "
    r"((will )?(end|expire)s? on|(prendra|prend) fin le|se terminera le|(finaliza|termina|"
    r"terminara|finalizara) el|endet( am)?|lauft am) (\d|\w+ \d)"
)


def without_asking(told: Sequence[str]) -> list[str]:
    """Plain texts without "requested on 23 November", where one tells the plan's own end."""
    if is_left_to_do(told) or is_in_doubt(told) or not any(map(_ENDS_ON_ITS_DAY.search, told)):
        return list(told)
    return [_ASKED_ON.sub(" ", text) for text in told]


# "Enter your password to switch the automatic renewal off": it is on.
_STOPS_IT = r"to (cancel|end|stop|terminate|disable|deactivate|turn|switch|unsubscribe)"
_BY_PASSWORD = Wording(
    r"\b(enter|type|provide|confirm with|confirm by) (\w+ ){0,3}passwords? to (confirm|finish|"
    r"complete|go on|proceed|continue)|^confirm (it |this )?(with|by) (\w+ ){0,2}password\b|"
    r"\bum .{0,60}(kundigen|beenden|deaktivieren|(aus|ab)zu\w+)\b.{0,40}\b(passwort|kennwort)\b|"
    r"\bbestatig\w* (sie )?(es )?mit (\w+ ){0,2}(passwort|kennwort)\b|"
    r"\bpour (resilier|arreter|annuler|desactiver|mettre fin)\b.{0,60}\bmot de passe\b|"
    r"\bmot de passe pour (confirmer|terminer|valider)\b|"
    r"\bpara (cancelar|anular|desactivar|finalizar|dar)\b.{0,60}\bcontrasena\b|"
    r"\bcontrasena para (confirmar|terminar|finalizar)\b|"
    rf"\bpasswords?\b.{{0,40}}\b{_STOPS_IT}\b|"
    rf"\b{_STOPS_IT}\b.{{0,60}}\b(enter|type|confirm|provide) (\w+ ){{0,2}}password|"
    r"\b(passwort|kennwort)\b.{0,30}\bum .{0,60}(kundigen|beenden|deaktivieren|(aus|ab)zu\w+)\b|"
    r"\bmot de passe\b.{0,30}\bpour (resilier|arreter|annuler|desactiver|mettre fin)|"
    r"\bcontrasena\b.{0,30}\bpara (cancelar|anular|desactivar|finalizar|dar)"
)
# ... but after "Your plan has been cancelled" these lead on, or to something else.
_FOR_SOMETHING_ELSE = Wording(
    r"\bpasswords? to (continue|proceed|go on|(delete|erase|see|view|open|download)\b.*)$"
)
# "If you confirm, it will not renew", in a dialog: an end that would come, and none that was.
WOULD_END = Wording(
    r"^(if|si|falls|wenn) [^,.;]{2,60}, |"
    r"^((by|on|upon) (clicking|continuing|proceeding|pressing)|al (pulsar|hacer clic|continuar)|"
    r"en (cliquant|continuant|poursuivant))\b|"
    r"^(mit|nach|bei|durch) (\w+ ){0,3}(bestatigung|bestatigen|klick)\b|"
    r"^bestatig(st|en) (du|sie)\b|"
    r"\b(if|once|when|upon|by|on) confirm(ed|ing|ation)\b|"
    r"\bsi (te |se |lo )?(confirmas?|continuas?|sigues?|prosigues?|aceptas?|das? de baja)\b|"
    r"\b(al|tras) (confirmar(lo)?|aceptar|dar[ts]e de baja)\b|\buna vez (que )?confirm\w+|"
    r"\bsi tu (confirmes|continues|valides|acceptes)\b|\ben (confirmant|validant)\b|"
    r"\b(une fois|apres) (la )?(confirmation|confirmee?|validation|validee?)\b|"
    r"\bse (confermi|continui|prosegui|confirmar|continuar)\b|"
    r"\b(confermando|ao confirmar|bij bevestiging|door te bevestigen)\b"
)
# "Sure that you don't want to stay?", which no word of an end is in.
_NO_LONGER_WANTED = Wording(
    r"\b((seguro|segur[oa] de) que|de verdad|realmente) (ya )?no (te |se )?(quieres?|deseas?) .*\?|"
    r"\b(sure|really|certain)( that)?( you)? (don't|do not) (want|wish) to "
    r"(stay|keep|continue|go on|remain)\b.*\?|"
    r"\b(don't|do not) you( really)? want to (stay|keep|continue|go on|remain)\b.*\?|"
    r"\b((willst|mochtest) du|(wollen|mochten) sie) ((?!nicht)\w+ ){0,2}nicht (\w+ ){0,3}"
    r"(bleiben|weitermachen|behalten|fortsetzen)\b.*\?|"
    r"\bne (voulez|souhaitez|veux|souhaites)(-(vous|tu))? (vraiment )?(plus|pas) (vraiment )?"
    r"(rester|continuer|poursuivre|garder|conserver)\b.*\?"
)


def asks_whether_to_stay(told: Iterable[str]) -> bool:
    """Plain texts of a page, whole sentences among them."""
    return any(map(_NO_LONGER_WANTED.search, told))


def waits_for_more(told: Sequence[str]) -> bool:
    """ "Cancellation requested on 23 November", and "Pending" below: the day may yet change. What a
    password is still wanted for has not happened either."""
    asked = any(map(_ASKED_ON.search, told)) and is_left_to_do(told)
    wanted = [text for text in told if _BY_PASSWORD.search(text)]
    if any(map(ENDED_OUTRIGHT.search, told)):
        wanted = [text for text in wanted if not _FOR_SOMETHING_ELSE.search(text)]
    return asked or bool(wanted)


def is_left_to_do(told: Iterable[str]) -> bool:
    """Plain texts of a page that records an end."""
    told = [plain(part) for text in told for part in _STOPS.split(text)]
    answers = (x for x in told if _HAS_TO_ANSWER.search(x) and not _ONLY_IF_WANTED.search(x))
    lapses = (x for x in told if _LAPSES.search(x) and _UNLESS.search(x))
    waits = any(map(_LEFT_TO_DO.search, told)) or any(map(_WAITS.search, told))
    return waits or any(answers) or any(lapses)


def is_in_doubt(told: Iterable[str]) -> bool:
    """Whether the record alone proves nothing, and the page has to tell the end of the plan too."""
    return any(map(_DOUBT.search, told))
