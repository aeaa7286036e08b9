"""The verbs and things of subscriptions in seven languages: English, Spanish, French, German,
Portuguese, Italian, Dutch. Alternations of regular expressions over plain text; `stances` weighs
them.
"""

from browser_agent.coming_back import COMES_BACK
from browser_agent.verbs_beside import FOR_LESS, LEFT_ALONE, OF_AN_END

# --- ending ---------------------------------------------------------------------------------------

# Of anything that is on: a renewal, and notifications as well.
TURNING_OFF = r"deactivation|desactivation|desactivacion|deaktivierung|abschaltung"
# "See, add or cancel your memberships": a page on which that and more can be done.
AMONG_OTHERS = (
    r"\b(see|view|show|add|change|edit|update|manage|review|modify)\b[\w ]{0,24}"
    r"(,| or| and| &) (cancel|end|stop)\b"
)
# "Marea baja" is a film, "calidad baja" a setting.
_BAJA = (
    r"(?<!marea )(?<!mas )(?<!calidad )(?<!planta )(?<!voz )(?<!resolucion )(?<!temporada )"
    r"(?<!velocidad )(?<!latencia )baja(?! (?:california|calidad|resolucion|temporada))"
)
ENDING_NOUNS = (
    r"cancell?ations?(?! (?:polic|terms|fees?\b|faqs?\b|help|rules|conditions))|"
    rf"anulacion|cancelacion|{_BAJA}|resiliation|annulation|"
    r"desabonnement|arret(?! (?!d[eu] (?:mon |ton |votre |cet |l')?(?:abonnement|contrat|"
    r"renouvellement|forfait|prelevement|offre)|definitif|immediat))|"
    r"kundigung|kundigungs(?:wunsch|vorgang|prozess|assistent\w*|antrag|anfrage|erklarung)|"
    r"stornierung|cancelamento|rescisao|anulacao|disdetta|annullamento|cancellazione|recesso|"
    rf"opzegging|annulering|beeindiging|disconnection|termination|{TURNING_OFF}"
)
RENEWALS = (
    r"auto-? ?renew\w*|(?:automatic |auto-?)?renew(?:als?|ing)|recurring (?:billing|payments?)|"
    r"(?:auto-?r?)?renovacion(?: automatica)?|(?:reconduction|renouvellement)(?: automatique)?|"
    r"(?:automatische )?verlangerung|auto-?verlangerung|renovacao(?: automatica)?|"
    r"rinnovo(?: automatico)?|(?:automatische )?verlenging"
)
_MY = (
    r"(?:(?:my|your|the|this|mi|tu|la|el|su|ma|mon|votre|ton|ta|le|meu|minha|o|a|sua|seu|mein|dein|"
    r"das|die|den|il|mio|mia|tuo|tua|mijn|je|het|de|uw|l'|l'abonnement|current|free) ?)*"
)
PLANS = (
    r"membership|subscription|plan|pass|trial|contract|suscripcion|membresia|contrato|"
    r"abonnement|forfait|contrat|abo|mitgliedschaft|vertrag|assinatura|plano|abbonamento|piano|"
    r"contratto|lidmaatschap|contract"
)
_NO_LONGER_A_MEMBER = (
    r"(?:dejar de|deixar de|cesser d'|smettere di|stop being an?|stoppen als) ?"
    r"(?:ser |etre |essere )?(?:miembro|soci[oa]|cliente|membre|abonne|assinante|assinar|pagar|"
    r"suscriptor\w*|membro|abbonat[oa]|member|subscriber|lid)"
)
ENDING_VERBS = (
    r"cancel(?:s|led|ling|ing|ed)?|end(?:ing|s)?|stop(?:ping|s)?|terminat(?:e|es|ing)|"
    r"leav(?:e|es|ing)|unsubscrib(?:e|ing)|quit(?:ting)?|discontinu(?:e|ing)|opt(?:ing)? out|"
    r"(?:turn|switch)(?:ing)? (?:it )?off|(?:turn|switch) [\w -]{2,24} off|"
    rf"los(?:e|ing)|giv(?:e|ing) up|(?:giv(?:e|ing)|serv(?:e|ing)|hand(?:ing)? in) (?:my |your )?"
    rf"(?:written |formal )?notice(?=$|[.,!;]|{OF_AN_END})|(?:donner|deposer|poser) "
    r"(?:mon |votre |un )?preavis|(?:dar|presentar) (?:mi |el )?preaviso|"
    r"part ways|say goodbye|disconnect(?:ing)?|deactivat(?:e|ing)|disabl(?:e|ing)|forfeit|"
    rf"(?:close|delete|remove|drop) {_MY}(?:premium )?(?:{PLANS})|"
    r"cancel(?:ar|arla|arlo|o|a|e|ando)|anul(?:ar|o|a|e|ando)|(?:dar|causar)(?:me|se|te)? (?:de )?"
    r"baja|me doy de baja|finaliz(?:ar|o|a|ando)|termin(?:ar|o|ando)|desuscrib\w+|"
    r"abandon(?:ar|o)|desactiv(?:ar|o|arla)|desactiver|deten(?:er|go)|interrumpir|apagar|desligar|"
    r"perd(?:er|re|o|ere)|renunci(?:ar|o|a|are)|renoncer|je renonce|"
    r"rescindir|resili(?:er|ez|e|ant)|annul(?:er|ez|ant|e)|(?:mettre|mets|mettez) (?:un )?"
    r"(?:fin|terme)|arret(?:er|ez|e)|stopper|interrompre|"
    rf"confirmer la fin de (?:mon |votre |l')abonnement|(?:terminer|finir|cloturer|supprimer|"
    rf"eliminar|borrar|excluir|cancella|elimina) {_MY}"
    rf"(?:{PLANS})|(?:me |se |vous )?desabonn(?:er|e|ez)|"
    r"kundig(?:en|e|st|t)|beend(?:en|e|et)|storni\w+|abbestell\w+|deaktivier\w+|verlassen|"
    r"(?:aus|ab)(?:schalten|stellen)|aufheben|auflosen|verlieren|verlier|verzichten|verzichte|"
    r"aufgeben|vom (?:abo|vertrag) (?:abmelden|zurucktreten)|abmelden vom abo|"
    r"encerr(?:ar|o|e|ando)|sair|desativ(?:ar|e|o)|"
    r"annull(?:a|are|i|o|ando)|disdi(?:re|ci|co|ca)|disdett\w+|termina(?:re)?|disattiv(?:a|are|o)|"
    r"interromp(?:i|ere|o)|reced(?:ere|i|o)|spegni|rinuncia(?:re)?|"
    r"opzeg(?:gen|ging)?|zeg(?:gen)?(?: \w+){0,3} op|annule(?:er|ren)|beeindig(?:en)?|"
    r"stopzetten|zet(?: \w+){0,3} (?:stop|uit)|uitschakel\w+|uitzetten|schakel(?: \w+){0,3} uit|"
    rf"stoppen|verliezen|opgeven|{_NO_LONGER_A_MEMBER}"
)
# Where an ending verb stands before a noun of ending, these finish it; the others stop it.
FINISHING_VERBS = (
    r"finaliz\w+|finaliser|termin\w+|complet\w*|conclu\w+|finish\w*|encerrar|abschliessen|afronden"
)
UNDOES = (
    r"undo|withdraw|revoke|reverse|retract|abort|revert|rescind|drop|exit|abandon|discard|dismiss|"
    r"interrupt|delay|postpone|hold off|pause|"
    r"deshacer|revertir|retirar|revocar|desistir|desisto|aplazar|parar|descartar|interrumpir|salir|"
    r"retirer|revenir sur|abandonner|revoquer|suspendre|quitter|reporter|interrompre|"
    r"desfazer|reverter|revogar|ritira\w*|revoca\w*|"
    r"zuruckziehen|widerrufen|abbrechen|zurucknehmen|ruckgangig|verwerfen|stoppen|beenden|"
    r"verschieben|verlassen|aufheben|"
    r"intrekken|trek(?: \w+){0,3} in|ongedaan|herroep\w*|afbreken"
)
LATER = (
    r"later(?! than)|another (?:time|day)|next time|mas tarde|mas adelante|otro dia|plus tard|"
    r"une autre fois|spater|ein andermal|mais tarde|depois|outra hora|piu tardi|un'altra volta|"
    r"een andere keer"
)

# --- going on -------------------------------------------------------------------------------------

_THINGS = (
    r"membership|subscription|subscribed|plan|watching|streaming|enjoying|listening|reading|"
    r"premium|benefits?|trial|offer|renewing|service|pass|as i am|as a member|"
    r"suscripcion|suscrito|suscrita|viendo|disfrutando|membresia|miembro|soci[oa]|"
    r"abonnement|abonne|forfait|formule|profiter|regarder|membre|"
    r"assinatura|assinando|assistindo|aproveitando|plano|"
    r"abbonamento|abbonato|piano|guardare|"
    r"mitgliedschaft|mitglied|abo|schauen|streamen|nutzen|vertrag|"
    r"lidmaatschap|kijken|genieten"
)
_ON = (
    r"my|your|the|as|using|being|with|con|siendo|suscrit[oa]|mi|tu|la|el|de|avec|mon|ma|votre|ton|"
    r"d'etre|a|com|meu|minha|o|sendo|il|mio|l'|mit|meinem|meiner|dem|der|met|mijn|het|je"
)
_REMINDS = (
    r"remind me|recuerdamelo|recordarmelo|recordarme|recuerdame|(?:me )?le rappeler|"
    r"rappel(?:er|ez)[- ]moi|me rappeler|(?:spater )?erinnern|erinnere mich|lembr\w+-me|"
    r"me lembr\w+|ricordamelo|ricordami|herinner me"
)
_DOES_NOT_GO = (
    r"(?:don't|dont|do not|not ready to|can't|cannot|won't|not) (?:go|leave)\b(?! back| to)|"
    r"(?:don't|do not|not) (?:\w+ ){0,3}miss out|(?:don't|do not) let (?:\w+ ){1,3}go|"
    r"no quiero dejar de|no (?:me )?(?:quiero|deseo|voy a) quedar(?:me)? (?:sin|fuera)\b|"
    rf"(?:don't|do not) (?:want|wish) to (?:stay|be left) without(?! {FOR_LESS})|"
    rf"pas (?:\w+ )?rester sans(?! {FOR_LESS})|"
    r"no (?:me )?(?:quiero|voy a|deseo) ir(?:me)?|no (?:me )?quiero perder\w*|no te vayas|"
    r"(?:pas|plus) (?:\w+ ){0,3}(?:partir|vous quitter|nous quitter)|ne pars pas|rien (?:rater|"
    r"manquer)|"
    r"(?:nicht|noch nicht) (?:weg)?gehen|nichts? verpassen|nao (?:quero )?(?:ir embora|sair)|"
    r"non voglio andar(?:e|mene)|niet weg(?:gaan)?"
)
_OTHER_MIND = (
    r"chang(?:e|ed|ing) my mind|second thoughts?|cambi(?:e|ado) de (?:opinion|idea)|"
    r"mude[i] de ideia|mudei de ideia|change d'avis|anders uberlegt|cambiato idea|"
    r"van gedachten veranderd|give (?:it|us) another (?:chance|month)|give us another try|"
    r"another chance|una segunda oportunidad"
)
_BACK_TO_IT = (
    r"(?:back|return) to (?:watching|streaming|my (?:plan|membership|subscription)|enjoying)|"
    r"volver a (?:mi plan|mi suscripcion|disfrutar)|zuruck zu meine[mr] (?:abo|mitgliedschaft)|"
    rf"(?:turn|switch|set|put) {_MY}(?:{RENEWALS}) (?:back )?on|"
    rf"(?:turn|switch) (?:back )?on {_MY}(?:{RENEWALS})|"
    rf"(?:re)?enable {_MY}(?:{RENEWALS})|(?:re)?activate {_MY}(?:{RENEWALS})|"
    rf"(?:re)?activ(?:ar|er) {_MY}(?:{RENEWALS})|(?:re)?ativar {_MY}(?:{RENEWALS})|"
    rf"(?:ri)?attiva(?:re)? {_MY}(?:{RENEWALS})|"
    rf"(?:{RENEWALS}) (?:wieder )?(?:ein|an)schalten|(?:{RENEWALS}) (?:re)?aktivieren|"
    rf"(?:{RENEWALS}) (?:inschakelen|aanzetten)|"
    rf"(?:restore|reinstate|recover|reopen|bring back|start) {_MY}(?:{PLANS})\b(?! to)|"
    rf"(?:restablecer|recuperar|restaurer|retablir|restaurar|recuperare|ripristina(?:re)?|herstel) "
    rf"{_MY}(?:{PLANS})\b|"
    rf"(?:{PLANS}) (?:wieder ?(?:aktivieren|herstellen|aufnehmen|einschalten)|herstellen|"
    r"aktivieren|activeren)|"
    r"^(?:(?:re)?activ(?:ate|ar|er|eren)(?: (?:de nuevo|a nouveau|again))?|enable|"
    rf"{COMES_BACK}|"
    r"(?:wieder )?(?:einschalten|anschalten|aktivieren)|inschakelen|attiva(?:re)?|ativar|"
    r"(?:switch|turn) (?:it )?(?:back )?on)$"
)
STAYING_VERBS = (
    r"keep(?:ing|s)?(?! (?:cancel|going(?! with)|(?:(?:my|your) )?(?:access|watching|benefits) "
    r"(?:until|till|through)))|stay(?:ing|s)?|remain(?:ing)?|retain(?:ing)?|hold on to|"
    r"never ?mind|to (?:go|carry) on|to continue$|doch nicht|weitermachen|weiterlaufen|"
    r"stick(?:ing)? (?:with|around)|save (?:my|your) (?:membership|subscription|plan)|uncancel|"
    r"veux (?:d(?:e|')|continuer$)|"
    r"(?:want|need|like) (?:my|this|the|a) (?:\w+ )?(?:membership|subscription|plan|pass)\b(?! to)|"
    rf"(?:continue|continuing|go on|carry on|keep going) (?:(?:{_ON}) )*(?:{_THINGS})|"
    rf"not (?:now|yet|ready)(?: to (?:{ENDING_VERBS}))|"
    r"manten(?:er(?:me|l[aeo]s?)?|go|ga)|conserv(?:ar(?:l[aeo]s?)?|a|are|o)|permanecer|"
    r"qued(?:ar(?:[ms]e(?:l[ao]s?)?|te(?! sin\b))?|o)|"
    r"prefiero (?:seguir|continuar)(?! (?:con|adelante con) (?:la |mi )?(?:baja|cancelacion))|"
    r"quiero (?:seguir|continuar)$|quero continuar$|"
    rf"(?:seguir|continuar|sigo) (?:(?:{_ON}) )*(?:{_THINGS})|"
    r"gard(?:er|ez|e)|conserv(?:er|ez|e)|rest(?:er|ez)|je reste|"
    rf"(?:continuer|poursuivre) (?:l'|(?:{_ON}) )*(?:{_THINGS})|maint(?:enir|iens)|"
    r"behalt(?:en|e)|bleib(?:en|e)|dabeibleiben|"
    r"(?:weiter|weiterhin) (?:nutzen|streamen|schauen|geniessen|lesen|horen|dabei|"
    r"mit (?:\w+ )?(?:abo|premium|"
    r"mitgliedschaft|tarif|vertrag|plus))|weiter(?:nutzen|schauen|"
    r"streamen|fuhren)|(?:mitgliedschaft|abo|abonnement|vertrag) (?:fortfuhren|fortsetzen)|"
    r"mant(?:er|enho|enha)|ficar|fico|"
    r"mantien[ei]\w*|mantenere|rest(?:a|are|o)|riman(?:i|ere|go)|"
    rf"continua(?:re)? (?:con (?:l'|il )?|a |il |il mio )*(?:{_THINGS})|"
    r"behoud(?:en)?|blij(?:f|ven)|"
    r"houd(?:en)?(?= (?:mijn|je|uw|het))|(?:mijn|je|uw)(?: \w+){1,2} houden|"
    r"doorgaan met (?:mijn |het |je )?(?:abonnement|lidmaatschap|kijken)|"
    rf"{_REMINDS}|{_DOES_NOT_GO}|{_OTHER_MIND}|{LEFT_ALONE}|{_BACK_TO_IT}|"
    rf"(?:{ENDING_VERBS})(?: [\w']+){{0,3}} (?:{LATER})|"
    rf"(?:spater|later|ein andermal)(?: [\w']+){{0,2}} (?:{ENDING_VERBS})"
)

# --- changing -------------------------------------------------------------------------------------

_PAUSES = (
    r"paus(?:e|ing)|freez(?:e|ing)|snooz(?:e|ing)|(?:tak|hav)(?:e|ing) a (?:[\w-]+ )?(?:break|"
    r"pause)|"
    r"(?:vacation|holiday|travel|delivery|temporary|account|billing) (?:hold|stop|pause|break)s?|"
    r"(?:put|place|go|going) (?:\w+ ){0,3}on hold|suspend(?:ing)?(?= (?:my|the|your|service))|"
    r"hold(?:ing)? (?:my|your|the) (?:membership|subscription|plan|account)|"
    r"on ice|auf eis|standby|en veille|"
    r"skip(?:ping)? (?:a|one|this|next|my|the|\d+) (?:next )?(?:\w+ )?"
    r"(?:months?|weeks?|box|payments?|deliver\w+|cycles?|bill\w*|shipment|order)|"
    r"(?:postpone|defer|delay|push back) (?:my|your|the|next) (?:\w+ )?(?:payment|billing|renewal|"
    r"charge)|extend(?:ing)? (?:my|your|the) trial|(?:give me )?more time|"
    r"paus(?:ar|arla|o)|pausa|pausando|suspender|poner en pausa|congelar|"
    r"(?:tomar|tomarme|darme|hacer) un(?:a)? (?:descanso|respiro|pausa)|"
    r"(?:saltar|saltarme|omitir|pular) (?:un|el|este|um|o|esta|proximo) ?(?:proximo )?"
    r"(?:mes|pago|pagamento|entrega)|(?:aplazar|posponer|adiar|retrasar) (?:el|mi|o|meu) "
    r"(?:\w+ )?(?:pago|cobro|pagamento)|"
    r"(?:mettre|mettez) (?:\w+ ){0,2}en pause|(?:faire|prendre) une pause|suspendre|geler|"
    r"(?:sauter|passer) (?:un|le|ce) mois|(?:reporter|decaler|differer) (?:mon|le|ma) (?:\w+ )?"
    r"(?:paiement|prelevement|echeance)|"
    r"pausieren|pausiere|aussetzen|einfrieren|unterbrechen|\w*unterbrechung|ruhen lassen|"
    r"ruhend stellen|pausierung|"
    r"stilllegen|stillegen|ruhe(?:zeit|pause)\w*|(?:monat|zahlung|lieferung) "
    r"(?:uberspringen|verschieben|auslassen)|pause (?:einlegen|machen)|"
    r"colocar em pausa|fazer uma pausa|"
    r"mett(?:i|ere) (?:\w+ ){0,2}in pausa|sospend(?:i|ere)|fai una pausa|congela(?:re)?|"
    r"salta(?:re)? (?:un|il|questo) (?:\w+ )?(?:mese|pagamento)|rimanda(?:re)? il|"
    r"pauze(?:er|ren)|pauzering|op pauze|pauze nemen|bevriez(?:en)?|stilzetten|"
    r"(?:maand|betaling|levering) (?:overslaan|uitstellen)"
)
_SWITCHES = (
    r"(?:updat|modify|modifi|adjust)\w* (?:(?:my|your|the) )?(?:plan|membership|subscription|"
    r"package)|(?:tarif|abo|mitgliedschaft|paket) (?:anpassen|aktualisieren|andern)|"
    r"(?:actualizar|modificar|ajustar|reducir|reduzir) (?:(?:mi|tu|su|el|meu) )?(?:plan|plano|"
    r"paquete|suscripcion)|reduce (?:my|your|the) (?:plan|package|bill)|"
    r"(?:mettre a jour|modifier|reduire|diminuer) (?:(?:mon|ma|votre|ta) )?(?:formule|forfait|"
    r"abonnement|offre)|"
    r"(?:atualizar|ajustar) (?:(?:meu|o|seu) )?plano|(?:aggiorna|modifica) (?:il )?(?:mio )?piano|"
    r"(?:plus|mas|mais|piu) (?:petit|pequeno|piccolo)|"
    r"kleiner(?:e[nrs]?)? (?:machen|tarif|paket|abo)|"
    r"(?:smaller|lighter|cheaper) (?:plan|package|one)|(?:plan|package) change|"
    r"(?:choose|see|view|explore|show|try|pick|browse|check) (?:\w+ ){0,2}(?:other|another|"
    r"different|cheaper|ad-supported) (?:\w+ )?(?:plans?|options?|memberships?|packages?)|"
    r"try (?:the )?\w+-supported|"
    r"(?:elegir|ver|escolher|explorar) (?:otros?|outros?) (?:planes|planos|plan|plano)|"
    r"(?:choisir|voir|decouvrir) (?:une |les |d')?autres? (?:offres?|formules?|abonnements?)|"
    r"ander(?:e[nrs]?) (?:tarife?|pakete?|abos?|abonnements?) (?:wahlen|ansehen|anzeigen|"
    r"entdecken)|"
    r"(?:vedi|scegli|scopri) (?:un )?altr[oi] pian[oi]|"
    r"(?:bekijk|kies) (?:een )?andere? abonnement(?:en)?|"
    r"(?:switch|switching|swap|swapping|mov(?:e|ing)|chang(?:e|ing)) (?:\w+ ){0,2}to|"
    r"switch and save|downgrad(?:e|ing)|upgrad(?:e|ing)|"
    r"cambi(?:ar|o|a|arme) (?:a|al|de)(?! (?:contrasena|idioma|perfil|tarjeta))|"
    r"pasar(?:me)? (?:a|al)(?! (?:(?:la )?siguiente(?: paso| pagina)?|resumen|ultimo paso)$)|"
    r"pasate (?:a|al)|bajar de plan|mejorar (?:mi|el|tu)|"
    r"passe[rz] (?:a|au)(?! (?:l'etape(?: suivante| \d)?|"
    r"la (?:suite|confirmation|page suivante)|recapitulatif)$)|"
    r"changer (?:de|pour|d')(?! (?:mot|profil|langue|carte|moyen|adresse))|"
    r"retrograder|basculer|umsteigen|wechs(?:eln|le)|herabstufen|hochstufen|downgraden|upgraden|"
    r"(?:mudar|trocar) (?:para|de)(?! (?:senha|perfil|idioma|cartao))|"
    r"pass(?:a|are) (?:a|al)|cambia(?:re)? piano|"
    r"overstap(?:pen)?|overschakelen|wissel(?:en)?"
)
CHANGES = rf"{_PAUSES}|{_SWITCHES}"
# To leave for a competitor is no change of this plan.
ELSEWHERE = (
    r"(?:another|different|other|otr[oa]|autre|ander(?:e[nrs]?)?|outr[oa]|altr[oa]) (?:\w+ )?"
    r"(?:services?|providers?|platforms?|apps?|compan\w+|servicio|proveedor|plataforma|"
    r"compania|fournisseur|plateforme|operateur|anbieter|\w*dienst|servico|servizio|fornitore|"
    r"aanbieder)|(?:change|changer) de (?:service|fournisseur|plateforme|operateur)"
)

# --- taking ---------------------------------------------------------------------------------------

GIFTS = (
    r"offers?|deals?|discounts?|promotions?|credits?|benefits?|beneficios?|months? free|"
    r"free months?|half price|bonus|vouchers?|"
    r"\d+ ?%(?: off)?|ofertas?|descuentos?|gratis|promocion|"
    r"offres?|remises?|reductions?|gratuits?|mois (?:offerts?|gratuits?)|avoir|"
    r"\w*angebote?n?|\w*rabatte?|nachlass|gratismonate?|freimonate?n?|gutscheine?|guthaben|"
    r"\w*vorteil|\w*bonus|\w*pramie|"
    r"vorteilspreis|descontos?|promocao|offert[ae]|scont[oi]|aanbieding|korting|actie"
)
_OFFERS = (
    r"offers?|deals?|discounts?|ofertas?|descuentos?|l'offre|offres? (?:speciale|exclusive)s?|"
    r"remises?|reductions?|\w*angebote?n?|\w*rabatte?n?|descontos?|offert[ae]|sconto|"
    r"aanbieding\w*|korting\w*"
)
TAKES = (
    r"accept(?:ing)?|claim(?:ing)?|tak(?:e|ing)|get(?:ting)?|appl(?:y|ying)|redeem(?:ing)?|"
    r"us(?:e|ing)|activat(?:e|ing)|grab|enjoy|unlock|i(?:'ll| will) take|add|give me|"
    r"(?:i want|i'd like|yes to|i'll have|gimme) (?:the|this|that|my)|"
    r"aceptar|acepto|aprovechar|obtener|usar|aplicar|activar|canjear|quiero|disfrutar|conseguir|"
    r"reclamar|me interesa|anadir|ganar|dame|"
    r"accepter|j'accepte|profiter|obtenir|beneficier|utiliser|activer|appliquer|je profite|"
    r"recevoir|ajouter|je (?:veux|souhaite|voudrais) (?:l'|cette|la|ces|les)|"
    r"aceitar|aceito|aproveitar|obter|aplicar|ativar|resgatar|quero|ganhar|"
    r"accett\w+|approfitta\w*|ottieni|usa|applica|attiva|riscatta|voglio (?:l'|lo|questa|questo)|"
    r"accepteer|pak|claim|gebruik|neem|activeer|nehmen|sichere?|profiteer|ontvang|"
    r"(?:ich )?(?:will|mochte|nehme|hatte gern) (?:das|den|dieses|diesen)|ik wil (?:de|het|deze)"
)
TAKEN_AFTER = (
    r"annehmen|sichern|nutzen|einlosen|aktivieren|ubernehmen|erhalten|holen|anwenden|accepteren|"
    r"aannemen|gebruiken|pakken|claimen|activeren|ontvangen"
)
_LOOKS = r"view|see|show me|reveal|ver|voir|decouvrir|vedi|scopri|bekijk|zum|zu den|mira|veja"
_SAVES = (
    r"save (?:now|me|up to|money)|start saving|^(?:ahorrar|economiser|sparen|risparmia)$|(?:yes|"
    r"i want to) save|ahorr(?:ar?|e) (?:ahora|un |\d)|"
    r"economis(?:er|ez) |economiz(?:ar|e) |jetzt (?:sparen|sichern|zugreifen)|\d+ ?% sparen|"
    r"risparmia(?: ora| il|re)?|(?:nu|\d+ ?%) besparen|(?:get|have) (?:it|this|that) for|"
    r"lock(?:ing)? in (?:this|my|the|your)|(?:en|j'en|je) profite(?:r|z)?\b(?! (?:pas|plus))"
)
_HALF_PRICE = (
    r"half[ -]price|halbe[nr]? preis|mitad de precio|moitie prix|metade do preco|meta prezzo|"
    r"halve prijs"
)
_FREE_MONTHS = (
    r"\d+ (?:months?|weeks?|mes(?:es)?|mois|monate?|wochen?|mes[ei]|maand(?:en)?) (?:\w+ )?"
    r"(?:free|gratis|gratuite?s?|offerte?s?|kostenlos|geschenkt)|"
    r"\d+ ?% (?:de |di )?(?:off|descuento|reduction|remise|rabatt|nachlass|desconto|sconto|"
    r"korting)"
)
_AT_A_PRICE = (
    r"(?:continue|go on|keep going|stay|seguir|continuar|quedarme|continuer|rester|poursuivre|"
    r"weiter|bleiben|ficar|continua|resta|verder|doorgaan|blijven) (?:at|for|with|por|a|pour|fur|"
    r"mit|voor|nur|only|just|per)(?: (?:only|just|solo|nur|seulement))? ?[$€£]? ?\d|"
    r"fur (?:nur )?[€$]? ?\d+(?: \d+)? ?[€$]? (?:bleiben|weiter)"
)
_TAKES_IT = (
    r"i'?(?:ll| will) take (?:it|that)|nehm(?:e)? ich|je (?:le )?prends|lo (?:quiero|acepto|tomo)|"
    r"eu (?:quero|aceito)|lo prendo|ik neem (?:het|hem)"
)
TAKING = (
    rf"\b(?:{TAKES})(?: [\w']+){{0,4}}? (?:\w{{1,4}}')?(?:{GIFTS})(?!\w)"
    rf"|\b(?:i want|i'd like|je (?:veux|souhaite|voudrais)|voglio) l'(?:{GIFTS})(?!\w)"
    rf"|\b(?:{GIFTS})(?: [\w']+){{0,3}}? (?:{TAKEN_AFTER})\b"
    rf"|\b(?:{_LOOKS}) (?:(?!mon|ma|votre|ton|"
    rf"notre)[\w']+ ){{0,2}}?(?:{_OFFERS})(?!\w)(?! actuelle)"
    rf"|\b(?:mon|votre|ton) offre (?:speciale|exclusive)"
    rf"|\b(?:{_OFFERS}) (?:ansehen|anzeigen|zeigen|bekijken)\b"
    rf"|\b(?:{_SAVES})|\b(?:{_FREE_MONTHS})(?!\w)|\b(?:{_AT_A_PRICE})"
    rf"|\b(?:{_HALF_PRICE})\b|^(?:it's a )?deal$|\b(?:{_TAKES_IT})\b"
)

# --- paying ---------------------------------------------------------------------------------------

_TIERS = r"premium|pro|plus|max|ultimate|unlimited|gold|vip|standard|basic|full access"
_THE_ORDER = (
    r"(?:compra|pago|pedido|commande|achat|paiement|kauf|bestellung|zahlung|pagamento|acquisto|"
    r"ordine|aankoop|bestelling|betaling)"
)
_PAYING = (
    r"pay (?:now|and|with|by|[$€£]? ?\d)|(?:and|&) pay|buy(?:ing)?|"
    r"purchas(?:e|ing)(?! (?:history|details|date|info\w*|record))|(?:place|complete|confirm) "
    r"(?:my |your |the )?order|(?:place|submit|send|complete|finish|confirm) (?:my |your |the )?"
    r"(?:payment|purchase|checkout)|order now|"
    r"(?:go |proceed |continue )?(?:to )?(?:checkout|check out)|add to (?:cart|basket|bag)|"
    r"book now|"
    r"comprar|compra ahora|pagar|"
    rf"(?:realizar|tramitar|finalizar|completar|confirmar|hacer|concluir|efetuar) (?:el |la |mi |o "
    rf"|a |meu |minha )?{_THE_ORDER}|(?:anadir|agregar|adicionar) (?:al|ao) (?:carrito|cesta|"
    r"carrinho)|"
    r"acheter|payer|regler|passer (?:la |ma )?commande|commander|je commande|"
    rf"(?:finaliser|confirmer|valider|proceder au|effectuer) ?(?:la |ma |le |mon |l')?{_THE_ORDER}|"
    r"ajouter au panier|"
    r"kaufen|bezahlen|zahlen|zahlungspflichtig|kostenpflichtig|(?:jetzt|verbindlich) (?:bestellen|"
    rf"buchen)|{_THE_ORDER} (?:abschliessen|abschicken|absenden|bestatigen|plaatsen|bevestigen|"
    r"afronden)|in den warenkorb|zur kasse|"
    rf"acquista\w*|compra(?:re)?|paga(?:re)?|(?:completa|conferma|concludi) (?:l'|"
    rf"il )?{_THE_ORDER}|"
    r"aggiungi al carrello|koop|kopen|betalen|afrekenen|in winkel\w+"
)
_SUBSCRIBING = (
    r"resubscrib\w+|(?:re)?start (?:my |your |a |the )?(?:free |paid )?(?:trial|subscription|"
    r"membership|plan|streaming)|restart now|"
    rf"(?:get|go|try|join|hol dir|hole dir) (?:{_TIERS})\b(?! (?:cancel|plan cancel))|try (?:\w+ )?"
    r"(?:for )?free|sign up (?:now|and)|join now|"
    r"contratar|suscribir(?:me|se)|suscribete|hazte (?:premium|miembro|soci[oa])|"
    r"(?:prueba|probar|testar|teste|prova) (?:\w+ )?(?:gratis|gratuit\w+|ahora)|"
    r"(?:iniciar|empezar|comenzar|reiniciar) (?:(?:mi|la|el|tu) )?(?:prueba|suscripcion|membresia|"
    r"plan)|"
    r"s'(?:re)?abonner|je m(?:e re|')abonne|(?:me |se )reabonner|souscrire|"
    r"(?:essayer|essai) (?:\w+ )?gratuit\w*|(?:demarrer|commencer|redemarrer|relancer) (?:(?:mon|"
    r"ma|votre|un) |l')?(?:essai|abonnement|formule|forfait|offre)|"
    r"(?:abo|abonnement|mitgliedschaft|vertrag) (?:abschliessen|starten|neu starten|erneut "
    r"starten|wieder aufnehmen|holen)|(?:probe|test)\w+ starten|(?:gratis|kostenlos|jetzt|"
    r"premium) (?:testen|upgraden|holen|"
    r"abonnieren)|(?:jetzt|erneut|wieder) abonnieren|mitglied werden|[€$£] (?:starten|bestellen|"
    r"buchen)|(?:mehr )?premium holen|"
    r"assin(?:ar|e)(?! (?:ja|de))|abbonati|riabbonati|abonneren|abonneer|gratis proberen|probeer "
    r"(?:\w+ )?gratis"
)
# Not to do this is to end.
RENEWING = (
    r"(?<!auto-)(?<!auto )(?<!stop )(?<!off )renew(?:ing)?(?: (?:my|your|now|for|the|it))?(?!\w)|"
    r"reactivat(?:e|ing)|"
    r"extend (?:my|your|the) (?:membership|subscription|plan)|"
    r"renovar(?:la|lo|se)?|reactivar|reanudar|renouveler|reactiver|"
    r"relancer|reprendre|reconduire|verlangern|reaktivieren|"
    r"reativar|retomar|rinnova\w*|riattiva\w*|riprend(?:i|ere)|verlengen|heractiveren|hervatten"
)
SPENDS = rf"{_PAYING}|{_SUBSCRIBING}|{RENEWING}"
