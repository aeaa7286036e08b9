"""Italian: the main words."""

_THING = (
    r"(?:(?:il |l'|la )?(?:mio|tuo|suo|mia|tua)? ?)?(?:abbonamento|iscrizione|piano|account|rinnovo"
    r"(?: automatico)?|servizio|prova(?: gratuita)?|contratto|pacchetto)"
)
_END = (
    r"(?:annullare?|annulla|disdire|disdici|disattivare?|disattiva|cancellare?|cancella|recedere)"
)
_ENDING = r"(?:disdetta|cancellazione|annullamento|recesso|disattivazione)"

FINAL_CANCEL = (
    rf"(?:conferma(?:re)?|completa(?:re)?|concludi|termina)(?: la| l')? ?(?:{_ENDING}|e {_END})"
    rf"(?: .{{0,20}})?",
    rf"si,? ?(?:voglio |desidero )?{_END}(?: .{{0,40}})?|{_END} (?:ora|subito|adesso)",
)
GO_ON_CANCELLING = (
    rf".{{0,40}}(?:continua(?:re)?|prosegui(?:re)?|procedi|vai)(?: con| alla| verso)?(?: la| l')? "
    rf"?(?:{_ENDING}|{_END})(?: .{{0,16}})?",
    rf"{_END}(?: {_THING})? (?:comunque|lo stesso|senza .{{0,24}})|(?:no, ?|no,? ?grazie[,.]? ?)?"
    rf"(?:voglio|preferisco|desidero) (?:ancora )?(?:{_END}|andare)(?: .{{0,24}})?|(?:no, ?|no,? "
    rf"?grazie[,.]? ?){_END}(?: .{{0,24}})?|rinuncia(?:re)? .{{0,30}}",
)
CANCEL_THING = (rf"{_END} ?{_THING}(?: .{{0,20}})?|disdetta|disdici|recedi dal contratto",)
CANCEL_ALONE = (r"annulla|disdici|disattiva",)
CLOSES_DIALOGS = (r"annulla",)
DECLINE = (
    r"no,? ?grazie(?:[,.;!]? .{0,40})?|rifiuta(?: .{0,20})?|salta|non ora|non mi interessa|"
    r"continua "
    r"senza .{0,24}",
)
REVERSAL = (
    rf"(?:annulla|interrompi|ferma|abbandona)(?: la| l')? ?{_ENDING}|non (?:voglio )?{_END}"
    rf"(?: .{{0,24}})?",
)
STAYING_TAIL = (r"mantieni|resta|rimani|torna|ho cambiato idea|continua a (?:guardare|usare)",)
STAY = (
    r"(?:si,? |no,? )?(?:voglio )?(?:mantieni|mantenere|resta|restare|rimani|torna|indietro|"
    r"metti in "
    r"pausa|accetta|approfitta|cambia|attiva|ottieni|conserva)(?: .{0,40})?",
    r"continua (?:a (?:guardare|usare|leggere)|con il mio|l'abbonamento)(?: .{0,30})?|ho cambiato "
    r"idea",
)
GENERIC_GO = (r"continua|avanti|invia(?: .{0,20})?|conferma|si|prosegui|fine|procedi",)
YES = (r"si|conferma|continua|ok|va bene",)
NO = (r"no",)
MANAGE_PLAN = (
    r"(?:gestisci|visualizza|modifica|vedi)(?: il tuo| l'| il| il mio)? ?(?:abbonamento|piano|"
    r"iscrizione)(?: .{0,16})?|gestisci",
)
PLAN_SECTION = (r"(?:il mio |il tuo |i miei )?(?:abbonament[oi]|piano(?: attuale)?|iscrizione)",)
BILLING_SECTION = (r"(?:fatturazione|pagament[oi]|fatture)(?: e .{0,16})?",)
ACCOUNT_LINK = (r"(?:il mio |il tuo )?(?:account|profilo)|area (?:clienti|personale)",)
SETTINGS_LINK = (r"impostazioni|profilo|preferenze",)
ABOUT_ACCOUNT = (r"account|abbonament[oi]|piano|fatturazione|pagament[oi]|impostazioni|profilo",)
HELP_TEXT = (r"come|posso|cosa succede|perche|in qualsiasi momento|quando vuoi|aiuto|termini",)
SIGN_IN_LINK = (r"accedi|entra|login|effettua l'accesso",)
EMAIL_LABEL = (r"e-?mail|indirizzo e-?mail|nome utente",)
PASSWORD_LABEL = (r"password",)
SIGN_IN_BUTTON = (r"accedi|entra|continua|avanti",)
SIGN_OUT = (r"esci|disconnetti(?:ti)?|logout",)
CREDENTIAL_ERROR = (r"(?:password|e-?mail|credenziali)(?: \w+){0,5} (?:errat[aeo]|non valid[aeo])",)
CODE_TEXT = (r"codice di (?:verifica|sicurezza|accesso)|inserisci(?: \w+){0,2} codice",)
COOKIES_REFUSE = (r"rifiuta(?: tutto| tutti)?|solo (?:i )?necessari|continua senza accettare",)
ACKNOWLEDGE = (r"ho capito|accetta(?: tutto| tutti)?|d'accordo",)
DISMISS = (r"no,? ?grazie|non ora|piu tardi|chiudi|salta",)
SURVEY = (
    r"perche (?:vuoi|desideri|stai|hai|ci lasci|disdici).{0,40}|(?:motivo|"
    r"ragione)(?: \w+)? (?:della|"
    r"per|di|del).{0,30}|aiutaci a|dicci perche",
)
REASON_CALM = (
    r"non (?:lo |la )?(?:uso|utilizzo|guardo|ho tempo|ho piu bisogno)(?: .{0,24})?|"
    r"(?:lo )?uso poco",
)
REASON_ANY = (r"(?:troppo )?car[oa]|prezzo|costo|contenuti|qualita|problemi?|altro servizio",)
REASON_OTHER = (r"altr[oi](?: motiv[oi])?",)
OFFER = (r"prima di (?:andare|andar|lasciarci)|offert\w+|sconto|gratis|pausa|aspetta|perderai",)
ASKS_TO_LEAVE = (
    rf"(?:sei )?sicuro di voler {_END}|(?:vuoi|desideri)(?: davvero)? {_END}|sei sicuro|conferma "
    rf"(?:la )?{_ENDING}|{_END} (?:\S+ ){{0,2}}\S+\?",
)
ASKS_TO_STAY = (
    rf"(?:vuoi|desideri|preferisci)(?: \w+){{0,2}} (?:mantenere|restare|continuare a|"
    rf"mettere in pausa)"
    rf"|(?:interrompere|fermare|annullare) (?:la )?{_ENDING} ?\?",
)
ACKNOWLEDGEMENT = (
    r"(?:comprendo|capisco|confermo|accetto|dichiaro|sono consapevole|ho capito|ho letto)(?: .*)?",
)
TYPE_TO_CONFIRM = (r"scrivi|digita|inserisci",)
SELECT_TEXT = (r"(?:seleziona|scegli)(?: .{0,24})?",)
SKIP = (r"salta",)
LEAVING_TALK = (r"disd\w+|annull\w+|cancell\w+",)
RESTART = (r"(?:riattiva|riprendi|rinnova|abbonati di nuovo|ripristina)(?: .{0,24})?",)
RESTARTABLE = (r"(?:riattiva|riprendi|rinnova)(?: .{0,20})?|abbonati di nuovo",)
CONFIRM_RESTART = (r"conferma(?: .{0,20})?|paga(?: .{0,16})?|acquista(?: .{0,16})?",)
TOTAL = (r"totale(?: da pagare)?(?: oggi)?",)
ACCOUNT_TEXT = (r"abbonamento|account|fatturazione|pagamento|piano attuale",)
STILL_CANCELLABLE = (rf"{_END} ?{_THING}",)
HYPOTHETICAL = (
    r"se (?:annulli|disdici)|puoi(?: \w+){0,3} (?:annullare|disdire|riattivare)|potrai "
    r"(?:riattivare|disdire)|disdici quando|sei sicuro|vuoi|senza (?:vincoli|impegno)|(?:offerta|"
    r"promozione|carta)(?: \S+){0,4} (?:termina|scade|valid[oa]|fino)|ultim[oa] (?:pagamento|"
    r"addebito)",
)
RENEWS = (
    r"prossim[oa] (?:data di )?(?:pagamento|fatturazione|addebito|fattura|rinnovo)|data di "
    r"(?:fatturazione|rinnovo)|si rinnov(?:a|era)|verra (?:rinnovat|addebitat)[oa]|rinnovo "
    r"automatico:? (?:attivo|attivato|si)",
)
ENDS = (
    r"(?:termina|terminera|scade|scadra|finisce)(?: il)?|(?:e stat[oa]|hai|"
    r"abbiamo) (?:annullat[oa]|"
    r"disdett[oa]|cancellat[oa]|disattivat[oa])|(?:disdetta|cancellazione) (?:confermata|"
    r"completata|"
    r"effettuata|programmata)|(?:accesso|accedere|guardare|usare|attivo|disponibile|valido)"
    r"(?: \S+){0,6} fino al?|non (?:verra|sara) (?:rinnovat|addebitat)[oa]|non si rinnovera|"
    r"rinnovo "
    r"automatico:? (?:disattivato|no)",
)
ENDED_CHIP = (r"annullat[oa]|disdett[oa]|scadut[oa]|terminat[oa]|inattiv[oa]",)
ACTIVE_CHIP = (r"attiv[oa]|piano attuale",)
THIRD_PARTY = (
    r"(?:fatturat|gestit|sottoscritt|addebitat)[oa](?: \w+){0,2} (?:da|tramite|attraverso|"
    r"con) (?:il |"
    r"la )?(?:apple|google|amazon|roku|tim|vodafone|sky|fastweb|operatore|partner)",
)
DENIED = (r"non (?:verra|sara|si|ti) (?:piu )?(?:rinnov|addebit)\w*",)
NOT_NOW = (r"no,? ?grazie|non ora|piu tardi",)
ERASES = (r"(?:elimina|cancella|chiudi) (?:il |l')?(?:tuo |mio )?(?:account|profilo)",)
PROMOTES = (r"\d+ (?:giorni|mesi) gratis|prova gratis|poi .*\d.*",)
WAY_BACK = (r"indietro|esci|annulla|torna(?: .{0,24})?|modifica(?: .{0,24})?",)
