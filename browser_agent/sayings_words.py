"""What account pages say of a subscription, in seven languages: patterns over plain text.

`sayings` weighs them. The rules have words of their own, so that one mistake does not make two
votes.
"""

from browser_agent.strokes import Wording

RENEWS = Wording(
    r"\b(renews?|renewing|renewal (date|on)|(danach|dann|anschliessend) (\w+ )?verlangerung|"
    r"next (billing|payment|charge|bill|invoice|renewal)|"
    r"auto-? ?renew\w*( is| status)?:? (on|enabled|active)|"
    r"(next (order|shipment|delivery|box)|proxim[oa] (pedido|envio|entrega)|"
    r"prochaine? (commande|livraison|envoi)|nachste[rns]? (lieferung|bestellung|sendung))"
    r"( date)?(?= .{0,18}\d)|"
    r"(will|won't|'ll|to|not|longer|never) be (charged|billed|renewed)|"
    r"renewal (is )?(on|enabled|active)|fecha de renovacion|date de renouvellement|"
    r"(we|you)('ll| will) (charge|bill|pay|renew)|continues automatically|next statement|"
    r"se renueva|se renovara|renovaremos|renovacion automatica (esta )?activ\w*|"
    r"proxim[oa] (pago|cobro|cargo|factura\w*|renovacion|fecha)|(se )?te cobrara\w*|te cobraremos|"
    r"se cobrara|te volver(a|emos) a cobrar|dejara de renovarse|"
    r"se renouvelle(ra)?|renouvellement (le|prevu)|prochain debit|(sera|est) (pas |"
    r"plus )?(renouvele|reconduit)e?|"
    r"(renouvellement|reconduction) automatique ((est )?(active|oui)|(le|au) \d+)|"
    r"renovacion automatica (el|en) \d+|automatische verlangerung (am|zum) \d+|"
    r"prochaine? (paiement|prelevement|facturation|facture|echeance|renouvellement|date)|"
    r"(serez|etes) (pas |plus )?(facture|debite|preleve)\w*|(on|nous) (te|vous) (preleve|debite|"
    r"facture)\w*|"
    r"verlangert sich|(automatisch )?verlangert|erneuert sich|nachste[rns]? "
    r"(zahlung|abrechnung|abbuchung|rechnung|abrechnungs\w*|zahlungs\w*|verlangerung)|"
    r"automatische verlangerung (ist )?(an|aktiv\w*|ein|eingeschaltet)|abgebucht|"
    r"(buchen|ziehen|belasten) wir\b.*|wir (buchen|ziehen|belasten)|"
    r"renova(-se)?|sera renovad[oa]|renovacao automatica (esta )?ativ\w*|"
    r"proxim[oa] (pagamento|cobranca|fatura|renovacao)|"
    r"si rinnova|si rinnovera|(verra|sara) rinnovat[oa]|rinnovo automatico (e )?attiv\w*|"
    r"prossim[oa] (pagamento|addebito|fattura\w*|rinnovo)|"
    r"(wordt )?(automatisch )?verlengd|verlengt|automatische verlenging (aan|actief)|"
    r"volgende (betaling|factuur|afschrijving|incasso|verlenging))\b"
)
ENDS = Wording(
    r"\b(cancell?ed|cancell?ation (is |was |has been )?(now )?(confirmed|completed?|scheduled|"
    r"effective|"
    r"successful)|cancell?ation (takes|will take) effect(?=.{0,20}\d)|cancels on|"
    r"end(s|ed|ing)|expire[sd]?|expiring|terminate[sd]|"
    r"(will|set to|going to|due to) (end|expire|stop|terminate|cancel)|(benefits|perks|"
    r"access) end|last day|inactive|"
    r"(you|you've|you have) (left|stopped|ended|quit)|(be |is |was |been )?disconnected|"
    r"disconnect scheduled|"
    r"cancelad[oa]|anulad[oa]|finaliza(ra|do)?|termina(ra|do|da)?|vence(ra)?|caduca(ra)?|"
    r"expira(ra)?|se cancelara|(has|hemos) (cancelado|anulado)|cancelaste|dad[oa] de baja|"
    r"(baja|cancelacion) (se ha |ha sido |esta |sera )?(se hara )?(correctamente )?(confirmad|"
    r"tramitad|"
    r"programad|"
    r"completad|realizad|efectiv)[oa](?! cuando| al | a partir de que)|te has dado de baja|"
    r"(resiliation|annulation) (est |a |sera )?(bien )?(ete )?(bien )?(enregistree|confirmee|"
    r"programmee|prevue|"
    r"effective|validee|"
    r"prise en compte)|kundigung (ist |wurde |war |wird )?((?!nicht|noch|erst|nach)[\w.]+ ){0,4}?"
    r"(bestatigt|vorgemerkt|eingegangen|wirksam|erfolgreich)|"
    r"resiliee?|annulee?|arretee?|s'arrete(ra)?|(etes|es) desabonnee?|arrivera a echeance|"
    r"fin de l'abonnement|prend(ra)? fin|"
    r"se termine(ra)?|expirera|"
    r"gekundigt|beendet|storniert|endet|abgelaufen|lauft ([\w.]+ ){0,6}(ab|aus)|"
    r"encerrad[oa]|encerra|voce cancelou|cancelamento (foi |esta )?(confirmado|concluido|efetuado|"
    r"agendado)|disdetta (e stata )?confermata|opzegging (is |werd )?(bevestigd|verwerkt|"
    r"ontvangen)|"
    r"disdett[oa]|annullat[oa]|cancellat[oa]|terminera|scade|scadra|"
    r"opgezegd|geannuleerd|beeindigd|eindigt|verloopt|loopt ([\w.]+ ){0,5}af)\b"
)
UNTIL = Wording(
    r"\b(access|works?|runs?|service|watch|watching|stream|streaming|"
    r"enjoy|use|benefits|available|valid|active|"
    r"acceso|disfrutar|ver|valid[oa]|activ[oa]|acces|profiter|regarder|valable|actif|active|"
    r"zugriff|zugang|nutzen|schauen|streamen|gultig|aktiv|acesso|assistir|aproveitar|ativ[oa]|"
    r"accesso|guardare|attiv[oa]|toegang|kijken|geldig|actief)\b.*"
    r"\b(until|through|till|up to|hasta|jusqu'au|bis|ate|fino al?|tot)\b(.*(\d|\b(end|period|"
    r"cycle|periode|periodo|fin|"
    r"ende|einde|fim|fine)\b)|$)"
    r"|\b(viendo|disfrutando|escuchando)\b.*\bhasta el (\d|final|fin)\b"
    r"|\bbis\b.*\d.*\b(streamen|schauen|nutzen|sehen|horen|zugreifen|lesen)\b"
)
LABEL = Wording(
    r"(your |su |tu |votre |dein |ihr |sua |il tuo |je )?(next|upcoming|proxim[oa]|prochaine?|"
    r"nachste[rns]?|prossim[oa]|volgende|kommende)"
    r" [\w ]+|(\w+ )?(renewal|renews|renews on|billing date|renewal date|auto-? ?renew\w*|"
    r"automatic renewal|expires|expires on|ends on|end date|access until|valid until|"
    r"works until|service through|status|renews?( \w+){1,3}|reconduction \w+|"
    r"verlangert sich( \w+){1,3}|se renueva( \w+){1,3}|se renouvelle( \w+){1,3}|"
    r"fin de l'abonnement|s'arrete le|"
    r"renovacion( automatica)?|se renueva( el)?|acceso hasta|valid[oa] hasta|"
    r"renouvellement( automatique)?|acces jusqu'au|valable jusqu'au|"
    r"verlangerung|(automatische )?verlangerung|zugriff bis|gultig bis|lauft bis|"
    r"renovacao( automatica)?|acesso ate|valid[oa] ate|rinnovo( automatico)?|accesso fino al|"
    r"verlenging|(automatische )?verlenging|toegang tot|geldig tot)"
)
RENEWAL_OFF = Wording(
    r"\bno (further|more|future|upcoming) (charges?|payments?|bills?|statements?|invoices?)\b|"
    r"\b(nao havera|sem) (mais|novas) cobrancas\b|\bno (se|te) .{0,8}(mas|ningun) (cobro|"
    r"cargo)s?\b|"
    r"\bkeine weiteren (zahlungen|abbuchungen)\b|\bplus aucun (prelevement|paiement)\b|"
    r"\bdejara de renovarse\b|"
    r"\b(auto-? ?renew\w*|automatic renewal|recurring (billing|payments?)|renovacion automatica|"
    r"renouvellement automatique|automatische verlangerung|renovacao automatica|"
    r"rinnovo automatico|automatische verlenging)\b.{0,24}"
    r"\b(off|disabled|stopped|cancelled|canceled|desactivad[oa]|desactivee?|aus|deaktiviert|"
    r"ausgeschaltet|abgeschaltet|beendet|gestoppt|"
    r"desativad[oa]|disattivat[oa]|uit|uitgeschakeld|non|no)\b|"
    r"\b(renews?|renewal|reconduction|verlangert sich|se renueva|se renouvelle|si rinnova|verlengt)"
    r"\b[^.,]{0,24}\b(off|no|nope|nein|non|aus|uit|nee|nao|disabled)$"
)
FRENCH_NE = Wording(r"\bn(?:e\b|')")
PLUS_NAME = Wording(r"\bplus\b(?! (?:aucune?|de|d')\b)")
NOT = Wording(
    r"\b(not|\w+n't|no longer|no|never|nothing|none|sin|nunca|pas|aucune?|nicht|kein\w*|"
    r"plus(?! rien)|"
    r"(?:nichts|nada|rien)(?: mehr| mas| de plus)?(?: (?:von|vom|de|del|sur) \w+(?: \w+)?)?"
    r"(?: ne| te| se| sera| vous)*(?=\s*$)|"
    r"nie|nao|sem|nenhum\w*|non|nessun\w*|niet|geen|keine)\b"
)
NONE_AFTER = Wording(
    r"^(?: (?:dein\w*|ihr\w*|mein\w*|das|die|der) \w+)?(?: (?:dann|danach|automatisch))* nicht\b"
    r"(?! (?:mehr )?(?:um|zum|fur|vor|zu|monatlich|jahrlich)\b)|"
    r"^ ?(date )?(none|no|n a|never|nicht|niet|pas|keine[rsn]?|aucune?|ningun[oa]?|nenhum\w*|"
    r"nessun\w*|"
    r"geen|entfallt)\b"
)
PERHAPS = Wording(
    r"\b(if|once|when) (\w+[- ]){1,3}(is|are|gets?) (switched|turned|set|cancell?ed)\b|"
    r"^(to|para|pour|per|om) (cancel|end|stop|turn off|avoid|cancelar|anular|dar|evitar|resilier|"
    r"annuler|arreter|eviter|disdire|annullare|opzeggen)\b|"
    r"^um\b.* zu (kundigen|beenden|vermeiden)\b|"
    r"\b(if you|when you|once you|unless|until you cancel|until cancell?ed|any ?time|"
    r"can (still |be )?(cancel|restart|renew)\w*|by cancell?ing|when cancelled|"
    r"hasta que|andernfalls|cancell?ed (subscriptions|"
    r"memberships|plans|accounts|members)|al cancelar|en (resiliant|annulant|vous desabonnant)|"
    r"(bei|mit|nach) (einer |der |deiner |ihrer )?kundigung (endet|verlierst|verlieren|lauft)|"
    r"ao cancelar|se (annulli|disdici|cancelli)|annullando|disdicendo|bij opzegging|"
    r"how to|what happens|would|before you|after you|otherwise(?! nothing)|or else|if not|"
    r"si (cancelas|decides|quieres|no(?! cambias de))|en cualquier momento|cuando quieras|"
    r"si vous|a tout moment|lorsque vous|jederzeit|wenn (du|sie)|falls|sobald|sonst|sinon|"
    r"quando quiser|de lo contrario|ansonsten|se (voce|cancelar)|a qualquer momento|"
    r"in qualsiasi momento|quando vuoi|op elk moment|als (je|u)|wanneer)\b"
)
OTHER_THING = Wording(
    r"\b(card|visa|mastercard|amex|ending in|offer|promo\w*|code|deal|voucher|gift|session|link|"
    r"tarjeta|oferta|carte|offre|karte|angebot|cartao|carta|kaart|aanbieding|gutschein|order)\b"
)
# What else has a last day: where one of these comes last before the verb, the plan has none.
OTHER_SUBJECT = Wording(
    r"\b(discount|price|rate|session|password|payment|order|period|cycle|billing|term|commitment|"
    r"season|show|episode|event|rental|download|request|invoice|gutscheincode|live|"
    r"descuento|precio|sesion|contrasena|pago|pedido|periodo|facturacion|permanencia|temporada|"
    r"remise|reduction|prix|session|paiement|commande|periode|facturation|engagement|saison|"
    r"rabatt|\w*preis|sitzung|passwort|zahlung|bestellung|\w*zeitraum|mindest\w*|bindung|staffel|"
    r"link|code|version|enlace|codigo|lien|"
    r"desconto|preco|sessao|senha|pagamento|fidelidade|fidelizacao|"
    r"sconto|prezzo|sessione|vincolo|ordine|korting|prijs|sessie|wachtwoord|betaling|bestelling|"
    r"periode|trial|prueba|essai|probe\w*|test\w*|teste|prova|proef\w*)\b"
)
THE_PLAN = Wording(
    r"\b(subscription|membership|plan|premium|abo|abonnement|mitgliedschaft|vertrag|kundigung|"
    r"suscripcion|membresia|forfait|contrat|contrato|assinatura|plano|abbonamento|piano|"
    r"lidmaatschap)\b"
)
CANCELLED_WORD = Wording(
    r"cancell?ed|cancelad\w+|resilie\w*|gekundigt|disdett\w+|opgezegd|annul\w+"
)
TRIAL = Wording(r"\b(trial|prueba|essai|probe\w*|testphase|teste|prova|proef\w*)\b")
THEN = Wording(r"\b(then|after|luego|despues|puis|ensuite|danach|dann|depois|poi|dopo|daarna)\b")
CHIPS = {
    "active": Wording(
        r"(status |estado |statut |stato )?(active|activ[oa]|actif|aktiv|ativ[oa]|attiv[oa]|"
        r"actief|current plan|running|in service|ja,? lauft|lauft|vigente|en cours|al corriente|"
        r"active (subscription|membership|plan)s?|(suscripcion|membresia)\w* activas?|"
        r"abonnements? actifs?|aktive[sn]? (abo|abonnement|mitgliedschaft|vertrag)\w*)"
    ),
    "cancelled": Wording(
        r"(status |estado |statut |stato )?(cancell?ed|cancelad[oa]|resiliee?|gekundigt|annul(ee?|"
        r"lat[oa])|disdett[oa]|opgezegd|expired|inactive|ending soon|not renewing|stopped|"
        r"arretee?|beendet|de baja|disconnect(ed| scheduled))"
    ),
}
RESTARTS = Wording(
    r"^(restart|resume|reactivate|resubscribe|rejoin|renew|undo (the |my |your )?cancell?ation|"
    r"turn on auto|come back|reconnect|bring (my |the )?\w+ back|start (\w+ )?again|"
    r"volver a (contratar|empezar|suscrib\w+)|reactivar|reanudar|renovar|reactiver|reprendre|"
    r"se reabonner|renouveler|reaktivieren|fortsetzen|wieder\w*|kundigung (zuruck\w+|widerrufen)|"
    r"reativar|retomar|riattiva|riprendi|rinnova|heractiveren|hervatten|opnieuw)\b"
    r"|(reaktivieren|fortsetzen|heractiveren|hervatten|verlangern)$"
)

# --- not yet an end -------------------------------------------------------------------------------

IMPENDING = Wording(
    r"\b(about to (cancel|end)|this will (cancel|end)|you('re| are) (now )?cancell?ing|"
    r"(are you|you'?re) (really )?sure|cancel by|du bist dabei|(will|'ll|to be)( then|"
    r" be)? (change|switch|move|"
    r"downgrade)d? to "
    r"(?!.{0,20}\bfree\b)(?!(the |our |a )?$)(?!(the|our|a)$)|"
    r"a punto de (cancelar|terminar|dar)|vas a cancelar|(estas|esta) segur[oa]|seguro que (quieres|"
    r"deseas)|cambiara (a|al) (?!.{0,20}\bgratis)|"
    r"sur le point de|(etes-vous|es-tu) (vraiment )?sur\b|"
    r"(bist|sind) (du|sie) (\w+ )?(dabei|sicher)|im begriff|wirklich (kundigen|beenden)|"
    r"prestes a (cancelar|encerrar)|tem certeza|stai per|sei sicur[oa]|"
    r"(staat|sta je) op het punt|weet (je|u) (het )?zeker)\b"
)
_ENDING = r"(cancell?ations?|cancell?ing|cancel|end (your|my) (membership|subscription|plan))"
_BAJA = r"(cancelacion|baja)"
_RESILIATION = r"(resiliation|annulation|desabonnement)"
UNFINISHED = Wording(
    rf"\b(confirm|finish|complete|verify|approve|validate|review|"
    rf"finali[sz]e)( [\w']+){{0,4}} {_ENDING}\b|"
    r"\b(continue|proceed|go on) (to|with) (your |the |my )?cancel|\bcontinue cancell?|"
    r"\bconfirm to (end|cancel)|\bconfirmation to (cancel|end)|\bconfirm (it|this) (by|via|in)\b|"
    r"\bcancell?ation( request)? (was |is |has |been |not |yet |still )*(incomplete|unconfirmed|"
    r"failed|"
    r"unsuccessful|declined|rejected|denied|requested$|in progress|under review|on hold|"
    r"(being|getting) (processed|reviewed|handled)|must be|needs? (to be|your)|requires|"
    r"cannot|can't|could not|pending (\w+ )?(confirmation|approval|review|verification))|"
    r"\b(request|application) (to cancel )?(was |is |has |been )*(declined|rejected|denied|"
    r"being (processed|reviewed)|under review)|"
    r"\b(not|n't)( yet)?( been)?( fully| yet)? (complete|completed|confirmed|effective|final|"
    r"finished)\b|"
    r"\bnot( been)? cancell?ed( yet)?\b|\bonly then\b|\bwe will review\b|"
    r"\b(one|1|a) (more|last|final|further) step|\b(last|final) step\b|\bstep \d of \d|"
    r"\b(almost|nearly) (done|there|finished|complete)|"
    r"\b(awaiting|waiting for|pending|needs?|requires?|subject to) (your |further |e-?mail |"
    r"final )?"
    r"(confirmation|approval|verification|review)|\bconfirmation (is |still )*(pending|required|"
    r"needed|outstanding|missing)|"
    r"\b(could not|couldn't|cannot|can't|unable to|not able to|failed to|did not|didn't) (be )?"
    r"(\w+ ){0,2}?(cancel\w*|process\w*|complete\w*|end(ed)?)\b|"
    r"\b(sent|emailed|enviado|enviamos|envoye|gesendet|geschickt|inviato|gestuurd)\b.{0,40}\b"
    r"(link|enlace|lien|\w+link)\b|\b(link|enlace|lien)( \w+){0,4} (sent|enviado|envoye|gesendet|"
    r"geschickt|gestuurd|inviato)\b|\b(cuando|once|when|sobald|wenn|lorsque|quand|quando|wanneer|"
    r"zodra|mit dem) .{0,30}\b(abr(as?|es?|an|ir)|click\w*|clic|klick\w*|confirm\w*|bestatig\w*|"
    r"offne\w*|"
    r"ouvr\w+|"
    r"apri\w*|klik\w*)\b|\bwaiting for you|\b(there was )?a(n error| problem)\b|"
    r"\bsomething went wrong|"
    r"\b(please )?try again\b|"
    r"\b(until|unless|once|after|when) (you|it|this)('ve| have| has| is)? (been )?(confirm|"
    r"complete|click|"
    r"verif|approve)\w*|"
    # Spanish
    r"\b(continuar|seguir) (con )?(la |mi )?(cancelacion|baja)\b|\bpara que (la|tu) (baja|"
    r"cancelacion)|"
    r"\bqueda un paso|\bhubo un (problema|error)|"
    rf"\bconfirm(a|e|ar|es) ([\w']+ ){{0,3}}{_BAJA}|\b(debes|tienes que|falta|"
    rf"hay que) .{{0,20}}confirmar|"
    r"\bsolo entonces|\bcuando (confirmes|hagas clic|lo confirmes)|\b(aun|todavia) no\b|"
    rf"\b{_BAJA} (no |aun |todavia |ha |se ha |esta |sido |sin )*(fallado|fallida|rechazada|"
    rf"solicitada"
    r"(?! con exito)|confirmar|incompleta|en (proceso|curso|tramite|revision))|"
    r"\b(no (esta|se ha|ha sido|ha) (\w+ )?(complet|confirm|cancel)ad[oa])|\bno esta completa|"
    r"\bfaltan? (solo )?(un|1|el ultimo) paso|\b(un|1) (ultimo )?paso mas|\b(un )?ultimo paso\b|"
    r"\b(ya )?casi (esta|terminamos|hemos|listo)|\bpendiente de (\w+ )?(confirm|aprob|revis|"
    r"valid)\w+|"
    r"\b(solicitud|baja|cancelacion) .{0,20}en (proceso|curso|tramite|revision)|"
    r"\bestamos (revisando|procesando|tramitando)|"
    r"\bno (se )?(ha|hemos|pudo|pudimos|podemos|puede|se puede|fue posible) (podido )?.{0,30}"
    r"(cancelar|procesar|tramitar|completar)|"
    # French
    r"\b(poursuivre|continuer) (vers )?(la |ma )?resiliation|\bune erreur|\breste une etape|"
    rf"\bconfirm(ez|er|e) ([\w']+ ){{0,3}}{_RESILIATION}|\bqu'(ensuite|apres)|\bseulement apres|"
    rf"\b{_RESILIATION} (\w+ )?(non|pas) (encore )?(confirme|finalise|termine|effective)|"
    rf"\b{_RESILIATION} (est |a )?(demandee|en cours(?! de (mois|periode))|echoue|refusee|rejetee|"
    r"impossible|incomplete)|"
    r"\bn'est pas (encore )?(confirmee?|terminee?|effective|complete|finalisee?|resiliee?|"
    r"validee?)|"
    r"\bplus qu'une (seule )?etape|\bencore une etape|\bderniere etape|\bne reste qu'une|"
    r"\bpresque (fini|termine|fait)|\ben attente (de|d')|\bn'(avons|a) (pas|jamais) pu|"
    r"\bimpossible de\b|"
    r"\ba echoue|\ben cours (de (traitement|validation|verification)|d'examen)|"
    r"\blorsque vous (aurez|confirm)|\bapres (votre )?confirmation|\bune fois (que )?(vous|"
    r"confirm)|"
    r"\bdevez (encore )?(la )?confirmer|"
    # German
    r"\bkundigung fortsetzen|\bweiter (zur|mit der) kundigung|\bfehler aufgetreten|\bfehlt noch|"
    r"\bbestatige\w* ([\w']+ ){0,4}(\w*kundigung|link)|\bkundigung (\w+ ){0,3}(zu )?bestatigen|"
    r"\berst (dann|nach|wenn|mit)\b|\bnoch nicht (\w+ )?(gekundigt|bestatigt|abgeschlossen|wirksam|"
    r"beendet|fertig)|\bunvollstandig|\bunbestatigt|\b(noch )?(ein|1|"
    r"einen) (letzte[rn] )?schritt\b|"
    r"\bletzter schritt|\bfast (geschafft|fertig|erledigt)|\bgleich (geschafft|fertig)|"
    r"bestatigung (steht )?(noch )?(aus|ausstehend|erforderlich|fehlt|notig)|"
    r"\bwarte\w* auf (deine |ihre |die )?\w*bestatigung|"
    r"\bkonnte\w* .{0,60}nicht\b.{0,40}(kundigen|gekundigt|beendet|verarbeitet|bearbeitet|"
    r"abgeschlossen)|"
    r"\bkundigung (ist |wird |war |derzeit |gerade |leider |noch )*(fehlgeschlagen|nicht moglich|"
    r"gescheitert|abgelehnt|angefordert|gepruft|bearbeitet|verarbeitet|in (bearbeitung|prufung))|"
    r"\bwir (prufen|bearbeiten)|\bsobald (du|sie|wir)|\bnach (der |deiner |ihrer )?bestatigung\b|"
    r"\bmuss\w* .{0,50}(bestatigt|bestatigen)|"
    # Portuguese, Italian, Dutch
    r"\bconfirm(e|ar) ([\w']+ ){0,3}cancelamento|\bfaltam? (so )?(um|1) passo|\bmais um passo|"
    r"\bultimo passo|\bquase (la|pronto)|\bpendente|\bnao (foi possivel|conseguimos)|\bainda nao|"
    r"\bem (analise|processamento|andamento)|\bcancelamento solicitado|"
    r"\bconferma(re)? (?!della|di )([\w']+ ){0,3}(disdetta|annullamento|cancellazione)|"
    r"\bmanca (solo )?un "
    r"pass|\b(un|ultimo) passaggio|\bci siamo quasi|\bquasi (fatto|finito)|\bin attesa d|"
    r"\bnon (e stato possibile|siamo riusciti|e possibile|e ancora|ancora)|\bin corso d|"
    r"\bin elaborazione|\bdisdetta richiesta|"
    r"\bbevestig(en)? ([\w']+ ){0,3}(opzegging|annulering)|\bnog (een|1) stap|\blaatste stap|"
    r"\bbijna (klaar|gedaan)|\bwacht\w* op|\bkond?en? .{0,40}niet (opzeggen|annuleren|beeindigen)|"
    r"\bnog niet (opgezegd|bevestigd|voltooid)|\bwordt (nog )?(verwerkt|behandeld|beoordeeld)|"
    r"\bin behandeling|\bopzegging aangevraagd"
)
# Of the plan, not of a match, and by itself.
GOES_ON_AGAIN = Wording(
    r"\b(it|membership|subscription|plan|billing|payments?|renewal)( then)? "
    r"((picks|starts|comes|begins) (back )?(up )?again (on|from|by itself|automatically|after)|"
    r"(resumes|will resume)( automatically)? (on|from|after))\b"
)
UNDONE = Wording(
    r"\bcancell?ation (\w+ ){0,2}(cancell?ed|undone|reversed|withdrawn|revoked|stopped)\b|"
    r"\b(cancelacion|baja) (\w+ ){0,3}(anulad|cancelad|revertid|retirad|deshech)[oa]|"
    r"\b(resiliation|demande de resiliation) (\w+ ){0,3}(annulee|retiree|revoquee)|"
    r"\bkundigung (\w+ ){0,3}(zuruckgenommen|zuruckgezogen|storniert|ruckgangig(?! machen))|"
    r"\bkundigung (\w+ ){1,3}widerrufen|"
    r"\bcancelamento (\w+ ){0,2}(desfeito|revertido|cancelado)|\bdisdetta (\w+ ){0,2}(annullata|"
    r"revocata|ritirata)|\bopzegging (\w+ ){0,2}(ingetrokken|geannuleerd|ongedaan)|"
    r"\b(membership|subscription|plan) (\w+ ){1,3}(restarted|reactivated|resumed|reinstated)\b|"
    r"\b(suscripcion|plan|membresia) (\w+ ){1,3}(reactivad|reanudad)[oa]|"
    r"\babonnement (\w+ ){1,3}(reactive|repris)|\b(abo|mitgliedschaft|abonnement) (\w+ ){1,3}"
    r"(reaktiviert|fortgesetzt)|\bassinatura (\w+ ){1,3}reativada|"
    r"\babbonamento (\w+ ){1,3}riattivato|"
    r"\babonnement (\w+ ){1,3}(geheractiveerd|hervat)"
)
RUNS = Wording(
    r"\b(subscription|membership|plan|suscripcion|membresia|abonnement|forfait|abo|mitgliedschaft|"
    r"vertrag|assinatura|plano|abbonamento|piano|lidmaatschap) ((is|esta|est|ist|e) (\w+ )?|"
    r"(standard|estandar|premium|basic\w?|essentiel|esencial|famil\w+|duo|solo|individu\w+|"
    r"annu\w+|monthly|mens\w+|pro|max|ultra) )(activ[eao]|actif|aktiv|ativ[oa]|attiv[oa]|actief)$"
)
PAUSED = Wording(
    r"\b(paused|on hold|frozen|suspended|pausad[oa]|en pausa|suspendid[oa]|en pause|suspendue?|"
    r"pausiert|ausgesetzt|ruht|in pausa|sospes[oa]|gepauzeerd|bevroren)\b"
)
RENEWS_UNLESS = Wording(
    r"\b(unless|until cancell?ed|until you cancel|hasta que|es sei denn|sauf si|sauf)\b"
)
# A question that wants an answer, not one that a list of questions answers ("How do I cancel?").
QUESTION = Wording(
    r"^(do you|are you|would you|ready|really|still want|cancel|end|turn off|leave|quieres|deseas|"
    r"seguro|estas|esta seguro|cancelar|voulez|souhaitez|veux|etes|resilier|annuler|desactiver|"
    r"mochte\w*|willst|wollen|wirklich|abo|mitgliedschaft|kundigen|automatische|deseja|quer|tem|"
    r"vuoi|vuole|sei|disdire|annullare|wil|wilt|weet|opzeggen)\b.*\?"
)
LOSES = Wording(
    r"\b(los(e|ing)|giv(e|ing) up|perd\w+|renunci\w+|renonc\w+|verlier\w*|verzicht\w*)\b"
)
# Laws put these below every German and every French page.
EVERYWHERE = Wording(r"\bvertrage? (\w+ )?kundigen\b|^resilier (mon|votre|un) contrat( ici)?$")
GOES_ON_BELOW = Wording(
    r"\b(keine[nr]?|weiteren?|die|der|das|den|dem|des|eine?[nrms]?|ihre?[nrms]?|deine?[nrms]?|am|zum|"
    r"zur|bis|und|oder|fur|mit|von|vom|im|auf)$"
)
# Of the row below: not what stands beside it as a value.
NEXT_LABEL = Wording(
    r"(payment|billing) (method|details|address|information)|plan|price|status|card|e-?mail|"
    r"password|invoices?|zahlungs\w+|preis|tarif|karte|rechnung\w*|(moyen|mode) de paiement|prix|"
    r"forfait|formule|metodo de pago|precio|tarjeta"
)
ENDED_ON = Wording(
    r"\b(cancell?ed|gekundigt|resiliee?|annulee?|cancelad[oa]|cancelaste|dado de baja|dada de baja)"
    r"( (\w+ )?(on|am|le|el))?$"
)
NOT_THIS_PLAN = Wording(
    r"\b(add-?ons?|extras?|options?|channels?|previous|former|old|orders?|bestellung\w*|pedidos?|"
    r"commandes?|fruher\w*|anterior\w*|ancien\w*|zusatz\w*|complementos?)\b"
)
ON_IT_ENDED = Wording(r"(\w+ ){0,2}(gekundigt|storniert)\b")
# "Expires 04/29", beside the digits of a card: a month and a year.
CARD_DATE = Wording(
    r"\b(expir\w+|exp|valid (thru|until|to)|good thru|gultig bis|lauft ab|caduca|vence|"
    r"valable jusqu'(au|a)|scade|valida (hasta|ate))( on| date| am| le| en| el| fin| a fin)? *"
    r"(0[1-9]|1[0-2]) (20)?[2-4]\d(?! ?\d)"  # plain text has no bars
)
# A button beside what is off.
TURNS_ON = Wording(
    r"(turn|switch|set|enable|activate)( my| the)? ?"
    r"(auto(matic)?-? ?(renew\w*|billing|pay\w*)|renewal|it)( (back )?on( again)?)?|"
    r"turn (back )?on( my)? (auto(matic)?-? ?)?renew\w*|"
    r"(automatische |auto-?)?verlangerung (wieder )?(ein|an)schalten|"
    r"(automatische )?verlangerung (wieder )?aktivieren|"
    r"((volver a )?activar|reactivar) (la )?renovacion( automatica)?|"
    r"(re)?activer (le )?renouvellement( automatique)?"
)
# What is begun again is a film, an episode or a book.
PLAYED = Wording(
    r"\b(watching|playback|playing|listening|reading|streaming|episodes?|series|films?|movies?|"
    r"lecture|visionnage|ecoute|viendo|escuchando|reproduccion|lectura|wiedergabe|\w*schauen|"
    r"ansehen|\w*horen)\b"
)
# "Ended memberships", above those that have: of none of them in particular.
TITLE_OF_SEVERAL = Wording(
    r"((my|your|meine|deine|mes|vos|mis|tus) )?(active|ended|cancell?ed|expired|inactive|past|"
    r"aktive|beendete|gekundigte|abgelaufene|activ[oa]s|finalizad[oa]s|cancelad[oa]s) (memberships|"
    r"subscriptions|plans|passes|abos|abonnements|mitgliedschaften|suscripciones|membresias)|"
    r"(abonnements|suscripciones) (actifs|termines|resilies|activas|finalizadas|canceladas)"
)
