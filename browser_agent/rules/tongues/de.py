"""German, of Germany, Austria and Switzerland, both "du" and "Sie"."""

_MY = r"(?:(?:mein|dein|ihr|das|die|den|der|dieses?|diese|unser)\w{0,2} )?"
_THING = (
    rf"{_MY}(?:\w+-)?(?:\w*abos?|\w*abonnements?|\w*mitgliedschaft(?:en)?|\w*vertr(?:a|ae)ge?|"
    rf"tarif|paket|"
    rf"plan|(?:automatische |auto-? ?)?\w*verlangerung|probe\w+|(?:kostenlose )?test(?:phase|"
    rf"zeitraum|version|abo|monat)|gratis\w+|pass|konto|option|zubuchung|premium)"
)
_END = (
    r"(?:kundigen|beenden|stornieren|deaktivieren|abbestellen|stoppen|ausschalten|abschalten|"
    r"auflosen)"
)
_ENDING = (
    r"(?:kundigung|kundigungs(?:formular|button|assistent|prozess|vorgang|anfrage|antrag|wunsch|"
    r"service|seite|optionen|auftrag|schreiben|bestatigung)|stornierung|deaktivierung|"
    r"abschaltung)"
)
_SHUT = r"abschlie(?:ss|ß|b)en"

FINAL_CANCEL = (
    rf"{_ENDING} (?:jetzt |verbindlich )?(?:bestatigen|{_SHUT}|absenden|abschicken|durchfuhren|"
    rf"einreichen|abgeben|senden|ausfuhren|ubermitteln|erklaren)|bestatigen (?:und|&) {_END}",
    rf"(?:verbindlich|endgultig|definitiv|sofort|jetzt)(?: verbindlich| zahlungspflichtig)? {_END}"
    rf"(?: .{{0,20}})?",
    rf"ja,? ?(?!.{{0,30}} nicht ).{{0,30}}(?:{_END}|{_ENDING})(?: .{{0,16}})?",
    rf"{_THING} (?:jetzt|endgultig|verbindlich|sofort) {_END}|(?:kundigen|beenden) bestatigen|"
    rf"(?:ja,? "
    rf")?ich bin(?: mir)? sicher",
    rf"{_ENDING} zum .{{0,30}}(?:bestatigen|absenden)",
)
GO_ON_CANCELLING = (
    rf".{{0,40}}(?:weiter|fortfahren|fortsetzen)(?: zur| mit der| mit)? ?(?:{_ENDING}|{_END})"
    rf"(?: .{{0,10}})?",
    rf"(?:trotzdem|dennoch|lieber|wirklich) (?:{_THING} )?{_END}|{_THING} (?:trotzdem|dennoch) "
    rf"{_END}",
    rf"(?:nein, ?|nein,? ?danke[,.]? ?)(?!.{{0,24}} nicht ).{{0,24}}(?:{_END}|{_ENDING}|weiter)",
    rf"ich (?:mochte|will|werde)(?! nicht)(?: \w+){{0,4}}? (?:{_END}|gehen|verlassen)",
    rf"(?:mit (?:der )?)?{_ENDING} (?:fortsetzen|fortfuhren|fortfahren|starten|beginnen)|.{{0,40}}"
    rf"mit (?:der )?{_ENDING} (?:fortfahren|weiter(?:machen)?)",
    rf".{{0,40}}verzichten(?: .{{0,30}})?|ohne .{{0,24}} (?:{_END}|zur {_ENDING})|"
    rf".{{0,24}}verlieren"
    rf"(?: und .{{0,24}})?",
    rf"(?:weiter )?zur {_ENDING}|(?:.{{0,24}} )?(?:ablehnen|uberspringen|verwerfen|fortfahren|"
    rf"weiter) "
    rf"(?:und|&) (?:{_THING} )?{_END}",
)
CANCEL_THING = (
    r"(?:\w*abo|mitgliedschaft|vertrag|tarif) (?:beenden|kundigen) oder (?:pausieren|aussetzen)|"
    r"(?:(?:\w*abo|mitgliedschaft|vertrag|tarif) )?(?:pausieren|aussetzen) oder "
    r"(?:beenden|kundigen)",
    rf"{_THING}(?: (?:jetzt|hier|online))? {_END}",
    rf"{_ENDING}(?: online)?(?: (?:einreichen|vormerken|beantragen|starten|beauftragen|einleiten|"
    rf"veranlassen|"
    rf"anfragen|aussprechen))?|(?:hier |online )?"
    rf"kundigen (?:oder|/) .{{0,20}}|.{{0,20}} oder kundigen|vertr(?:a|ae)ge hier kundigen",
    rf"{_MY}(?!(?:\w+ )?(?:newsletter|\w*mails?|benachrichtig\w+|werbung|prospekte?|kataloge?) )"
    rf"\w+(?: \w+)? (?:kundigen|abbestellen)",
    rf"(?:{_THING} )?nicht (?:mehr |weiter )?(?:automatisch )?verlangern|kundigen sie (?:hier|"
    rf"jetzt|"
    rf"online|ihr\w* \w+)(?: .{{0,16}})?|(?:{_THING} )?(?:zum|per) .{{1,30}} {_END}|(?:kundigen|"
    rf"beenden) (?:zum|per) .{{1,24}}",
)
CANCEL_ALONE = (r"kundigen|beenden|stornieren|deaktivieren|ausschalten|abschalten|abbestellen",)
DECLINE = (
    r"nein,? ?danke(?:[,.;!]? .{0,80})?|(?:angebot |rabatt )?(?:ablehnen|verwerfen|ausschlagen)|"
    r"(?:nein,? )?kein interesse(?: .{0,16})?|(?:(?:diesen |den )?schritt |(?:diese |die )?frage )?"
    r"uberspringen(?: (?:und|&) (?:weiter(?:machen)?|fortfahren))?|nicht interessiert|"
    r"danke,? nein|ich verzichte auf (?:das|den|dieses|diesen|die) (?:angebot|rabatt|vorteil)|"
    r"ohne .{0,30} (?:fortfahren|weiter)|weiter ohne .{0,24}|nein,? (?:ich )?(?:mochte|will|"
    r"brauche) (?:das|dieses|diesen|keine?n?)(?: .{0,30})?|vielleicht spater",
)
REVERSAL = (
    r"(?:anfrage|antrag|vorgang) (?:zuruckziehen|zurucknehmen|abbrechen)",
    rf"(?:ja,? |nein,? |doch )?(?:{_THING} )?(?:doch )?nicht {_END}(?: .{{0,16}})?|ich (?:mochte|"
    rf"will)(?: \w+){{0,3}} nicht {_END}",
    r".{0,30}(?:ohne (?:zu )?(?:kundigen|kundigung)|statt (?:zu )?(?:kundigen|kundigung))"
    r"(?: .{0,20})?",
    rf"{_ENDING} (?:abbrechen|zurucknehmen|zuruckziehen|widerrufen|verwerfen|stoppen|stornieren|"
    rf"ruckgangig machen|aufheben)",
)
STAYING_TAIL = (
    r"behalten?|bleiben?|zuruck|weiter(?:hin)? (?:schauen|nutzen|streamen)|doch nicht|anders "
    r"uberlegt",
)
STAY = (
    r"(?:ja,? |nein,? )?(?!.{0,40}(?<![a-z])(?:nicht|kein\w*) )(?:.{0,40} )?(?:behalten|"
    r"pausieren|annehmen|wechseln|weiternutzen|weiter "
    r"nutzen|weiterschauen|weiter schauen|sichern|einlosen|genie(?:ss|ß)en|upgraden|verlangern|"
    r"bleiben|mitnehmen|sparen)",
    r"(?:ja,? |nein,? )?ich (?:bleibe|behalte|uberlege|nehme|habe es mir anders)(?: .{0,30})?",
    r"(?:ja,? )?weiter(?:hin)? (?:mit .{1,16} )?(?:schauen|streamen|nutzen|lesen|horen|"
    r"genie(?:ss|ß)en|"
    r"abonniert)(?: .{0,20})?",
    r"(?:angebot|rabatt|vorteil|gutschein) (?:nutzen|aktivieren)|(?:nein,? )?zuruck(?: .{0,30})?|"
    r"(?:vorgang |prozess )?abbrechen|doch nicht|(?:abo|mitgliedschaft) (?:fortsetzen|fortfuhren)|"
    r"pause einlegen|(?:noch|jetzt) nicht|nicht jetzt|(?:ich habe )?(?:meine |es mir )?(?:meinung "
    r"geandert|anders uberlegt)|(?:spater )?erinnern|(?:tarif|paket|abo|plan) andern|"
    r"(?:.{1,30} )?(?:chatten|kontaktieren|anrufen|aufnehmen|sprechen|aussetzen)|"
    r"(?:einen |diesen |nachsten )?monat uberspringen|andere (?:angebote|tarife|pakete|abos)"
    r"(?: \w+)?",
    r"(?:nein,? |ja,? )?(?:.{1,30} )?(?:eingeschaltet|aktiviert|aktiv|unverandert|an|"
    r"so) (?:be)?lassen",
)
GENERIC_GO = (
    r"weiter|absenden|senden|bestatigen|fortfahren|ja|fertig|abschicken|(?:antwort|feedback|"
    r"umfrage|auswahl) (?:absenden|senden|abschicken|bestatigen)|nachster schritt|ubernehmen",
)
YES = (r"ja|ok|bestatigen|weiter|ja,? sicher|fortfahren",)
NO = (r"nein",)
MANAGE_PLAN = (
    r"(?:abo|vertrags?|mitgliedschafts?|tarif|paket)-? ?(?:verwaltung|details|ubersicht|"
    r"einstellungen|optionen|status|infos?|informationen)|details zum (?:abo|vertrag|tarif|"
    r"paket)|pakete verwalten",
    rf"{_THING}(?: (?:&|und) \w+)? (?:verwalten|bearbeiten|anzeigen|ansehen|verwaltung|details)|"
    r"verwalten|(?:abo|vertrags)(?:verwaltung|details|ubersicht|einstellungen|optionen)",
)
PLAN_SECTION = (
    r"mein\w* (?:pakete|produkte|buchungen|dienste|tarife|services|mitgliedschaften)|"
    r"gebuchte (?:pakete|optionen|produkte)|aktuelles (?:abo|paket)",
    r"(?:mein\w{0,2} |dein\w{0,2} |ihr\w{0,2} )?(?:abos?|abonnements?|mitgliedschaft|vertr(?:a|ae)g"
    r"e?|tarif|paket|plan|pass)|aktueller (?:plan|tarif)",
    r"infos? zu[mr]? (?:abo|mitgliedschaft|vertrag|tarif)|vertrags(?:daten|details|ubersicht)|"
    r"(?:mein )?(?:abo|tarif|paket|vertrag) (?:&|und) \w+",
)
BILLING_SECTION = (
    r"abrechnungs(?:details|informationen|ubersicht)|meine zahlungen|(?:kaufe|"
    r"bestellungen) (?:&|und) (?:zahlungen|abos?|abonnements?|mitgliedschaften)",
    r"(?:zahlung(?:en)?|rechnung(?:en)?|abrechnung|zahlungs\w+|bezahlung)(?: (?:&|und) .{0,20})?|"
    r"(?:abo|mitgliedschaft|konto|vertrag) (?:&|und)(?!.*(?:losch|schlie|entfern)) .{0,20}",
)
CHANGE_PLAN = (
    r"(?:abo|plan|tarif|paket|mitgliedschaft|abonnement) (?:andern|wechseln)|weitere (?:optionen|"
    r"aktionen)|mehr (?:optionen|anzeigen)|optionen|details(?: anzeigen)?",
)
ACCOUNT_LINK = (
    r"(?:mein )?konto (?:verwalten|(?:&|und)(?!.*(?:losch|schlie|entfern)) .{1,16})|"
    r"konto(?:verwaltung|daten|informationen|"
    r"details)|zu (?:meinem|deinem|ihrem) (?:konto|account)|(?:account|konto)-(?:einstellungen|"
    r"ubersicht|verwaltung)|(?:mein )?kunden(?:center|portal)|"
    r"nutzerkonto|personlicher bereich|eltern(?:bereich|zone|ecke)|fur (?:eltern|erwachsene)|"
    r"zuruck zu(?:m|r| meinem)? (?:konto|account)",
    r"(?:mein |dein |ihr |zum )?(?:konto|account|kundenkonto|kundenbereich|benutzerkonto)"
    r"(?:einstellungen|ubersicht)?|mein bereich",
)
SETTINGS_LINK = (r"(?:meine|personliche|deine) daten|einstellungen|profil|mein profil|menu|mehr",)
ABOUT_ACCOUNT = (
    r"\w*konto\w*|abos?|abonnements?|mitgliedschaft|vertrag\w*|zahlung\w*|einstellungen|tarif|"
    r"verwalten|rechnung\w*|profil",
)
HELP_TEXT = (
    r"wie|kann ich|was passiert|warum|wann|jederzeit|hilfe|bedingungen|richtlinie|mehr erfahren|"
    r"agb|fragen|kontakt|widerruf\w*",
)
SIGN_IN_LINK = (
    r"(?:jetzt |hier )?einloggen|hier anmelden|zur anmeldung|(?:ich habe|du hast|"
    r"sie haben) (?:bereits|schon) ein konto(?:\W.{0,16})?|(?:ich bin )?(?:schon|"
    r"bereits) (?:kunde|mitglied|dabei|registriert)(?:\W.{0,16})?|mit e-?mail anmelden|"
    r"(?:kunden|eltern|mitglieder|abonnenten|nutzer)-?login|anmelden / .{1,16}",
    r"anmelden|einloggen|login|log-?in|jetzt anmelden|zum login|bereits (?:kunde|mitglied|"
    r"registriert).{0,20}",
)
LOADING = (
    r"wird geladen|ladt|bitte warten|einen (?:moment|augenblick)|wird verarbeitet|moment bitte",
)
SITE_ERROR = (
    r"(?:ein )?fehler (?:ist )?aufgetreten|etwas ist schief ?gelaufen|(?:spater|gleich) (?:erneut|"
    r"noch einmal|nochmal)|versuche? es (?:spater|erneut)|wartungsarbeiten|vorubergehend nicht "
    r"(?:erreichbar|verfugbar)|seite nicht gefunden|technische storung|hoppla",
)
RELOAD = (r"erneut versuchen|(?:seite )?neu laden|noch ?mal versuchen|nochmals versuchen",)
CAPTCHA = (
    r"(?:ob|dass) (?:du|sie) (?:ein mensch|kein roboter|menschlich)|(?:wahlen? sie|"
    r"wahle) alle (?:bilder|felder)|(?:bist du|sind sie) ein (?:mensch|roboter)|"
    r"lose(?:n sie)? (?:das|dieses) (?:puzzle|ratsel)|(?:angezeigten|abgebildeten) zeichen",
    r"ich bin kein roboter|bestatigen?(?: sie)?,? dass (?:du|sie) (?:ein mensch|kein)",
)
THIRD_PARTY = (
    r"mit (?:deiner|ihrer) (?:apple|google)[- ]?id (?:\w+ )?(?:abgeschlossen|gebucht|abonniert)",
    r"(?:gebucht|abgeschlossen|abonniert|gekauft|bezahlt) (?:uber|durch|via) (?:den |"
    r"deinen |ihren )?(?:apple(?! ?pay)|google(?! ?pay)|app store|amazon|roku|itunes|telekom|"
    r"vodafone|o2|sky|anbieter|partner\w*|drittanbieter)|(?:bestandteil|teil) (?:deines|"
    r"ihres) (?:[\w]+-)?\w*(?:pakets|vertrags|tarifs)|einstellungen (?:deiner|ihrer|deines|"
    r"ihres) (?:apple|google)(?:[ -]?(?:id|kontos?|accounts?))?|kundig\w*(?: \w+){0,3} direkt bei "
    r"(?:apple|google|amazon|telekom|vodafone|sky)|nur (?:uber|bei) (?:apple|google|amazon|roku|"
    r"telekom|"
    r"vodafone|sky)(?: \w+)? (?:moglich|kundbar|kundigen)",
    r"(?:uber|durch|bei|von|via) (?:den |deinen |ihren |deinem |ihrem |die |das )?(?:apple|google|"
    r"app store|amazon|roku|itunes|anbieter|mobilfunk\w*|kabel\w*|telekom|vodafone|o2|sky|"
    r"partner\w*"
    r"|drittanbieter)(?: play)?(?: \w+){0,4} (?:abgerechnet|abgeschlossen|gebucht|verwaltet|"
    r"bezahlt|"
    r"abonniert|gekauft)",
    r"(?:abrechnung|abgerechnet|zahlung)(?: \w+){0,2} (?:uber|durch|via):? (?:apple|google|amazon|"
    r"roku|itunes|telekom|vodafone|o2|sky|partner|drittanbieter|deinen|ihren)",
    r"(?:wende dich|wenden sie sich|kontaktiere?)(?: \w+){0,2} (?:an )?(?:deinen|ihren|apple|"
    r"google|"
    r"amazon)(?: \w+)?",
    r"(?:bestandteil|teil|enthalten in) (?:deines|ihres|deinem|ihrem) \w*(?:vertrag|tarif|paket)",
)
EMAIL_LINK = (
    r"(?:uber|mit|per|durch|auf) (?:den |einen )?link in (?:dieser|der|deiner|ihrer) (?:e-?mail|"
    r"mail)|(?:e-?mail|mail) mit (?:einem|dem)(?: \w+)? \w*link|bestatigungslink",
    r"(?:prufe?n?|checke?|schaue?n?|offne?n?|sieh)(?: sie)?(?: in)? (?:dein|ihr)e?n? (?:e-?mail|"
    r"postfach|posteingang|mails?)|(?:haben|haben wir)(?: \w+){0,4} (?:link|e-?mail) (?:gesendet|"
    r"geschickt)|klicke?n?(?: sie)? auf den link|(?:link|e-?mail)(?: \S+){0,4} (?:gesendet|"
    r"geschickt|unterwegs)",
)
PAYMENT_PROBLEM = (
    r"(?:unzureichende|keine ausreichende) deckung|(?:karte|konto)(?: \w+)? nicht (?:belasten|"
    r"gedeckt)|zahlung war nicht erfolgreich|bei der zahlung(?: \w+){0,3} fehler|"
    r"problem mit (?:der|deiner|ihrer) (?:zahlung|karte|zahlungsmethode)",
    r"(?:\w*karte|zahlung|bank|abbuchung)(?: \w+){0,4} (?:nicht (?:funktioniert|geklappt|"
    r"durchgegangen|akzeptiert)|verweigert|streikt)",
    r"(?:zahlung|karte|abbuchung|lastschrift)(?: \w+){0,4} (?:fehlgeschlagen|abgelehnt|abgelaufen|"
    r"nicht (?:moglich|durchgefuhrt))|zahlungs(?:art|methode|mittel|daten)(?: \w+){0,2} "
    r"(?:aktualisieren|hinzufugen)|problem mit (?:deiner|ihrer) zahlung",
)
CARD_ENTRY = (r"kartennummer|karteninhaber|kreditkartennummer",)
COOKIES = (r"kekse?|cookies?|datenschutz\w*|privatsphare\w*|einwilligung\w*|zustimmung",)
COOKIES_REFUSE = (
    r"(?:optionale|alle|nicht notwendige)(?: cookies)? ablehnen|(?:nur )?(?:notwendige|"
    r"erforderliche)(?: cookies)? (?:akzeptieren|zulassen|erlauben)|ich lehne ab",
    r"(?:alle |alles |cookies )?ablehnen(?: und .{0,12})?|nur (?:\w+ )?(?:notwendige|erforderliche|"
    r"essenzielle|technisch notwendige|funktionale)(?: .{0,20})?|weiter ohne (?:zustimmung|"
    r"einwilligung|annahme|akzeptieren)|ohne (?:zustimmung|einwilligung) .{0,12}|nicht zustimmen|"
    r"verweigern",
)
COOKIES_MANAGE = (
    r"(?:cookie-?)?einstellungen(?: .{0,16})?|(?:individuelle|weitere|mehr) (?:einstellungen|"
    r"optionen|informationen)|anpassen|(?:auswahl|einstellungen) (?:speichern|bestatigen|"
    r"verwalten)|praferenzen",
)
NEWSLETTER = (
    r"newsletter|(?:benachrichtigungen|neuigkeiten|angebote) (?:\w+ )?(?:erhalten|aktivieren|"
    r"zulassen|erlauben)|app (?:herunter)?laden|verpasse? (?:nichts|keine)",
)
DISMISS = (
    r"vielleicht spater|nicht mehr anzeigen|ein andermal|nicht (?:zulassen|erlauben)|"
    r"nicht interessiert|(?:spater )?erinnern",
    r"nein,? ?danke|nicht jetzt|spater(?: .{0,12})?|schlie(?:ss|ß|b)en|uberspringen|jetzt nicht|"
    r"nie|blockieren|erinnere? mich spater",
)
ACKNOWLEDGE = (
    r"verstanden|alles klar|ok|okay|(?:alle |alles )?akzeptieren|(?:alle[nm]? )?zustimmen|"
    r"einverstanden|annehmen",
)
SURVEY = (
    r"grund der kundigung|(?:sag|nenn|verrat)\w* uns,? (?:warum|weshalb|den grund)|"
    r"aus welchem grund|^warum ?\?|woran (?:liegt|lag) (?:es|das)|fragen,? warum|hauptgrund",
    r"(?:warum|wieso|weshalb) (?:mocht|kundig|verlass|will|woll|geh|hast|haben).{0,40}|(?:was ist|"
    r"nenn\w*|sag\w*|verrat\w*|teil\w*)(?: \w+){0,5} (?:grund|warum|wieso)|grund (?:fur|deiner|"
    r"ihrer)|kundigungsgrund|hilf uns|helfen sie uns|(?:wahle?n?|gib)(?: \w+){0,3} grund|was "
    r"konnen wir|dein feedback|ihr feedback",
)
REASON_CALM = (
    r"(?:ich )?(?:nutze|sehe|schaue|hore|lese|brauche|verwende|gucke)(?: \w+){0,4} (?:selten|nicht|"
    r"wenig|kaum|genug|oft genug)(?: .{0,12})?|.{0,20}(?:zu selten|zu wenig (?:zeit)?|keine zeit|"
    r"nicht genug zeit|nicht mehr gebraucht)|keine angabe.{0,12}|mochte ich nicht (?:sagen|"
    r"angeben)|umzug|vorubergehend.{0,12}|personliche grunde",
)
REASON_ANY = (
    r"(?:zu )?teuer|preis|kosten|inhalte?|qualitat|technische|probleme?|anbieter|alternative|"
    r"nichts|werbung|kundenservice|gefallt|auswahl|fehlt|funktion\w*",
)
REASON_OTHER = (r"sonstige[sr]?(?: .{0,16})?|ander(?:e|er|es)(?: grund| grunde)?|etwas anderes",)
OFFER = (
    r"bevor (?:du|sie) (?:geh|kundig|uns verlass)\w*|geh noch nicht|(?:\w+)?angebot|rabatt|\d+ ?% "
    r"(?:rabatt|sparen|gunstiger)|spare|gratis|kostenlos|pausier\w*|pause|warte|schade|vermissen|"
    r"(?:verlierst|verlieren) (?:du|sie)|was (?:du|sie) verlier\w*|stattdessen|lieber|deine "
    r"vorteile|ihre vorteile|noch ein",
)
ASKS_TO_LEAVE = (
    rf"soll(?:en)?(?: \w+){{0,6}} (?:gekundigt|beendet|deaktiviert|ausgeschaltet) werden|"
    rf"bitte bestatige?n?(?: sie)? (?:deine|ihre|die) {_ENDING}(?! (?:uber|per|durch) )",
    rf"(?:wirklich|sicher|tatsachlich|endgultig)(?: \w+){{0,6}} (?:{_END}|verlassen|gehen)|"
    rf"(?:mochte[n]?|mochtest|willst|wollen) (?:du|sie)(?: \w+){{0,6}} (?:{_END}|verlassen)|"
    rf"(?:bist "
    rf"du|sind sie)(?: dir| sich)? sicher|{_THING} (?:jetzt )?{_END} ?\?|{_ENDING} (?:bestatigen|"
    rf"prufen|{_SHUT})|letzter schritt|(?:du bist|sie sind) dabei|(?:wenn|sobald) (?:du|sie)"
    rf"(?: \w+){{0,4}} (?:kundig|beend|bestatig)\w*",
)
ASKS_TO_STAY = (
    r"doch (?:bleiben|behalten) ?\?",
    r"(?:mochte[n]?|mochtest|willst|wollen|wurden|wurdest) (?:du|sie)(?: \w+){0,6} (?:behalten|"
    r"bleiben|pausieren|weiter(?:hin)? nutzen|annehmen|wechseln|fortsetzen)",
    rf"{_ENDING}(?: \w+)? (?:abbrechen|stoppen|zurucknehmen|widerrufen|verwerfen) ?\?|anders "
    rf"uberlegt",
)
ACKNOWLEDGEMENT = (
    r"ich (?:verstehe|bestatige|habe|akzeptiere|stimme|wei(?:ss|ß|b)|nehme|bin (?:mir|"
    r"damit|einverstanden)|mochte kundigen|erklare)(?: .*)?|mir ist (?:bewusst|klar|bekannt)"
    r"(?: .*)?|hiermit .*|verstanden,? .*",
)
TYPE_TO_CONFIRM = (
    r"schreibe?n?(?: sie)?|gib|geben sie|tippe?n?(?: sie)?|trage?n?(?: sie)?|eingeben|eintippen",
)
SELECT_TEXT = (
    r"bitte (?:wahlen|auswahlen)(?: .{0,16})?|(?:grund |option )?(?:auswahlen|wahlen)|wahle?n?"
    r"(?: sie)?(?: .{0,24})?|-+ ?bitte.{0,16}",
)
SKIP = (r"(?:frage )?uberspringen(?: (?:und|&) (?:weiter(?:machen)?|fortfahren))?",)
LEAVING_TALK = (r"\w*kundig\w*|storn\w+|beend\w+|endet",)
RESTART = (
    r"(?:.{1,16} )?(?:erneut|wieder) (?:abschlie(?:ss|ß)en|aktivieren|abonnieren|buchen)|(?:abo|"
    r"abonnement|mitgliedschaft|verlangerung) aktivieren|weiter abonnieren",
    r"(?:.{0,16} )?zuruckholen|(?:.{0,16} )?neu (?:starten|buchen|abschlie(?:ss|ß)en)|"
    r"(?:.{0,16} )?wieder \w+en",
    r"(?:\w+ )?(?:reaktivieren|fortsetzen|verlangern|wieder ?aktivieren|erneut abonnieren|wieder "
    r"aufnehmen|erneuern)|jetzt (?:reaktivieren|verlangern|wieder .{0,16})|kundigung "
    r"(?:zuruckziehen|ruckgangig machen|widerrufen|zurucknehmen|aufheben)|(?:automatische )?"
    r"verlangerung (?:wieder )?(?:aktivieren|einschalten)|wieder (?:mitglied werden|abonnieren)|"
    r"zuruck(?:kehren|kommen)|ich komme zuruck|"
    r"(?:ich )?(?:will|mochte) (?:wieder )?zuruck(?:kommen|kehren)?",
)
CONFIRM_RESTART = (
    r"(?:jetzt )?(?:bestellen|abonnieren|buchen)|(?:zahlung|kauf|bestellung) bestatigen|"
    r"bestatigen (?:und|&) (?:bezahlen|abonnieren|kaufen|bestellen)|(?:mitgliedschaft|"
    r"abo) (?:starten|kaufen)|jetzt abschlie(?:ss|ß)en",
    r"bestatigen|jetzt (?:kaufen|bestellen|abonnieren|reaktivieren|verlangern|bezahlen)|"
    r"(?:jetzt )?(?:zahlungs|kosten)pflichtig (?:bestellen|abonnieren|buchen|kaufen|"
    r"abschlie(?:ss|ß)en|reaktivieren|verlangern|fortsetzen|fortfuhren|weiterfuhren)|"
    r"(?:bestellung|abo|kauf) (?:bestatigen|"
    r"abschlie(?:ss|ß)en|reaktivieren|fortsetzen)|kaufen|bezahlen|reaktivieren",
)
PLANS = (
    r"(?:welche\w*|such\w*|nimm)(?: \w+){0,3} (?:plan|abo|tarif|paket|pass|mitgliedschaft)",
    r"wahle?n?(?: sie)? (?:dein|ihr|ein)(?:en|e)? (?:plan|abo|tarif|paket|mitgliedschaft)|unsere "
    r"(?:abos|tarife|pakete|plane)|(?:abo|tarif|paket|plan) (?:auswahlen|wahlen)",
)
CHOOSE_PLAN = (
    r"(?:diese[ns]? )?(?:abo|tarif|paket|plan) (?:aus)?wahlen|(?:jetzt )?buchen|\w+ (?:holen|"
    r"buchen)",
    r"(?:\w+ )?(?:auswahlen|wahlen)|weiter(?: mit .{0,20})?|abonnieren",
)
CHECKOUT = (
    r"(?:bestell|zahlungs)ubersicht|gesamt\w*|heute (?:fallig|zu zahlen)|zahlungs(?:art|methode|"
    r"mittel)|zu zahlen|bestellung (?:prufen|bestatigen)|zusammenfassung",
)
EXTRA_COST = (r"jahres\w*|geschenk\w*|zusatz\w*|upgrade",)
TOTAL = (r"gesamt\w*(?: heute)?|heute (?:fallig|zu zahlen)|zu zahlen(?:der betrag)?|summe",)
RENEWED = (
    r"kundigung wurde (?:zuruckgenommen|widerrufen|zuruckgezogen|storniert)|(?:abo|"
    r"mitgliedschaft|vertrag) lauft weiter|(?:abo|mitgliedschaft)(?: \w+){0,2} wieder aktiv|"
    r"(?:hast|haben)(?: \w+){0,4} reaktiviert",
    r"willkommen zuruck|(?:abo|mitgliedschaft|abonnement|vertrag)(?: \w+){0,4} (?:reaktiviert|"
    r"verlangert|wieder aktiv)|schon,? dass du (?:wieder )?da bist",
)
ACCOUNT_TEXT = (
    r"abo|abonnement|mitgliedschaft|konto|zahlung\w*|rechnung\w*|tarif|vertrag|nachste[rsn]? "
    r"(?:zahlung|abbuchung|rechnung)|mitglied seit",
)

STILL_CANCELLABLE = (rf"{_THING}(?: (?:jetzt|hier|online))? {_END}|kundigen",)
NOT_NOW = (r"nein,? ?danke|(?:jetzt )?nicht jetzt|jetzt nicht|(?:vielleicht )?spater|ein andermal",)
ERASES = (
    r"(?:(?:mein |ihr |dein )?(?:konto|profil|account|kundenkonto)|daten) (?:und \w+ )?(?:loschen|"
    r"schlie(?:ss|ß|b)en|entfernen)",
)
PROMOTES = (
    r"\d+ (?:tage|wochen|monate) (?:gratis|kostenlos)|gratis testen|kostenlos testen|"
    r"danach .*\d.*|\d+ ?% rabatt|upgrade",
)
WAY_BACK = (
    r"zuruck(?: (?:zu|zum|zur) .{0,24})?|abbrechen|verlassen|schlie(?:ss|\u00df)en|"
    r"(?:.{0,24} )?(?:andern|bearbeiten)",
)
