"""German about states: what renews, what ends, and what only sounds like it."""

_THE_PLAN = r"(?:(?:dein\w*|ihr\w*|mein\w*|das|die|der) \w+ )?(?:(?:dann|danach|automatisch) ){0,2}"
# "Nicht um ein Jahr, sondern um einen Monat" goes on.
_OTHERWISE = r"(?! (?:um|zum|fur|vor|zu|monatlich|jahrlich)(?![^\W_]))(?!.*sondern)"
_NOT = rf"nicht(?: mehr{_OTHERWISE}|(?! mehr){_OTHERWISE})"

HYPOTHETICAL = (
    r"(?:mindest\w*|vertragsbindung|bindung)(?: \w+){0,3} (?:bis|endet|lauft)|"
    r"^(?:bestatige|kundige|klicke|tippe|drucke)n?|"
    r"(?:sobald|wenn|falls|einmal) gekundigt|im falle? (?:einer|der|deiner) kundigung|(?:damit|"
    r"dadurch|"
    r"hiermit) endet|(?:mit|per|durch)(?: \w+)? klick|kundigung nicht|"
    r"(?:wenn|falls|sobald|sofern) (?:du|sie)(?: \w+){0,5} (?:geh|fortfahr|weitermach|verlass|"
    r"fortsetz|zustimm|ausschalt|deaktivier)\w*|bei (?:einer )?kundigung|nach (?:einer )?kundigung|"
    r"wurde(?: \S+){0,8} (?:enden|auslaufen|ablaufen)|"
    r"noch nicht|nur noch bis .{4,24} verfugbar|nicht (?:\w+ )?(?:gekundigt|beendet|storniert|"
    r"bestatigt|abgeschlossen|wirksam|"
    r"bearbeitet)|erst (?:dann|danach|nach|mit)|mit (?:der|deiner|ihrer) kundigung (?:endet|"
    r"verlier\w+)|"
    r"nach (?:der|deiner|ihrer) kundigung|kundigen?(?: sie)? (?:bis|vor)|bis (?:zum )?.{4,24} "
    r"(?:kundigen|stornieren|kundbar)|kundigung wird (?:\w+ )?(?:bearbeitet|gepruft)|kundigung"
    r"(?: \w+){0,3} (?:zuruckgezogen|widerrufen|zuruckgenommen|abgebrochen|fehlgeschlagen)",
    r"(?:wenn|falls|sobald|bevor|nachdem) (?:du|sie)(?: \w+){0,4} (?:kundig|beend|storn|bestatig)"
    r"\w*|(?:kannst|konnen) (?:du|sie)?(?: \w+){0,6} (?:kundigen|beenden|reaktivieren|"
    r"stornieren)|jederzeit (?:kundbar|kundigen|\w+bar)|monatlich kundbar|kundbar|mocht(?:en|"
    r"est) (?:du|sie)|willst du|wirklich|bist du sicher|sind sie sicher|wie kann ich|"
    r"(?:angebot|aktion|gutschein|rabatt|karte|code)(?: \S+){0,5} (?:endet|gultig|lauft|"
    r"abgelaufen|bis)|(?:endet|endend) (?:auf|mit) \d+|(?:verlierst|verlieren) (?:du|sie)?|"
    r"(?:letzte|"
    r"vergangene|bisherige)[nrs]? (?:zahlung|abbuchung|rechnung)|(?:konnte|konnten)(?: \w+){0,4} "
    r"nicht (?:gekundigt|beendet)",
)
UNCONFIRMED = (
    r"kundigung(?: \w+){0,4} (?:noch nicht|nicht (?:bestatigt|abgeschlossen|wirksam|vollstandig|"
    r"gultig)|unvollstandig|ausstehend|wartet|erst)",
    r"erst (?:dann|danach|nach|mit|wenn|sobald)(?: \w+){0,8} (?:\w*kundig\w*|wirksam|gultig|"
    r"beendet|"
    r"endet)|(?:\w*abo|abonnement|vertrag|"
    r"mitgliedschaft)(?: \w+){0,3} (?:noch )?nicht (?:gekundigt|"
    r"beendet)",
    r"kundigung(?: \w+){0,2} muss|kundigung(?: \w+){0,3} (?:per|uber|durch)(?: \w+)? link|"
    r"bis (?:du|"
    r"sie)(?: \w+){0,4} bestatig\w*|bitte bestatige? (?:sie|diese|dies|deine anfrage|deinen antrag|"
    r"deinen wunsch)",
    r"bitte bestatige?n?(?: sie)? (?:deine|ihre|die) kundigung|bestatige?n?(?: sie)? (?:deine|ihre|"
    r"die) kundigung (?:uber|per|mit|durch|in)|(?:um|damit)(?: \w+){0,6} kundigung(?: \w+){0,3} "
    r"(?:abzuschlie\w+|zu bestatigen|wirksam)|kundigung(?: \w+){0,4} sobald",
)
RENEWS = (
    r"nachste[rsn]? (?:einzug|lastschrift|\w*einzug)|verlangerung:? (?:am )?\d+|fallig am|"
    r"wir (?:buchen|ziehen) (?:\w+ )?\d+[.,]\d\d ?(?:€|eur|chf).{0,36} (?:ab|ein)",
    r"nachste[rsn]? (?:\w*zahlung\w*|\w*abbuchung\w*|\w*rechnung\w*|\w*verlangerung\w*|belastung|"
    r"\w*datum|fallig\w*)|(?:zahlungs|abrechnungs|verlangerungs|rechnungs)(?:datum|termin)",
    r"verlangert sich|(?:wird|werden)(?: (?!nicht)\S+){0,6} (?:verlangert|abgebucht|belastet|"
    r"berechnet|"
    r"erneuert)|erneuert sich|verlangerung am|(?:automatische )?verlangerung:? (?:ist )?(?:an|"
    r"aktiv|aktiviert|ein|eingeschaltet)",
    r"buchen wir(?: \w+){0,4} ab|(?:danach|anschlie(?:ss|\u00df)end|dann) (?:automatische )?"
    r"verlangerung|verlangerung um (?:jeweils )?(?:einen?|je|\d+|weitere)",
)
ENDS = (
    r"kundigung (?:\w+ ){0,2}erhalten|(?:abo|abonnement|vertrag|zugang|service|paket)(?: \S+){0,4} "
    r"verfugbar bis|(?:abo|abonnement|vertrag|zugang|service|"
    r"paket)(?: \S+){0,4} bis .{4,24} verfugbar",
    r"(?:mitgliedschaft|abo|abonnement|vertrag|tarif|paket|zugang|pass)(?: \S+){0,6} "
    r"(?:ausgelaufen|abgelaufen|geendet)",
    r"(?:abo|abonnement|mitgliedschaft|vertrag|tarif|paket|plan|konto)"
    r"(?: (?!nicht|noch|erst)\w+){0,6} (?:gekundigt|"
    r"beendet|storniert|abgelaufen|deaktiviert|inaktiv)|gekundigt(?: zum| am| per|:)?|kundigung"
    r"(?: \w+){0,4} (?:bestatigt|erfolgreich|wirksam|eingegangen|erfolgt|vorgemerkt|abgeschlossen|"
    r"bearbeitet|registriert)",
    r"endet|lauft(?: \S+){0,5} (?:ab|aus)|kundigung (?:zum|wirksam|per) |gultig bis|aktiv "
    r"bis|"
    r"(?:zugriff|zugang|nutzen|nutzbar|ansehen|schauen|streamen|horen|lesen|"
    r"weiter)(?: \S+){0,5} bis|(?:noch|weiterhin) bis|bis (?:zum|einschlie(?:ss|"
    r"ß)lich)(?= .{0,4}\d| "
    r"ende)",
    rf"verlangert sich {_THE_PLAN}?{_NOT}(?: \w+){{0,3}}|"
    r"wird (?:dann )?(?:nicht|nicht mehr)(?: \w+){0,3}|nicht (?:mehr )?(?:"
    r"automatisch )?verlangert|keine (?:weiteren?|kunftigen?) (?:zahlung|abbuchung|kosten|"
    r"belastung)\w*|nicht (?:mehr|erneut|weiter) (?:belastet|berechnet|abgebucht)",
    r"(?:automatische )?verlangerung:? (?:ist )?(?:aus|inaktiv|deaktiviert|ausgeschaltet|beendet)|"
    r"(?:enddatum|ablaufdatum|kundigungsdatum|vertragsende|laufzeitende)|letzter tag|(?:haben|hast)"
    r"(?: \w+){0,5} gekundigt|kein(?:e|en)? (?:aktive[sn]? )?(?:abo|abonnement|mitgliedschaft)"
    r"(?! (?:ohne|mit|fur|ist|wie|notig|erforderlich))|"
    r"status:? (?:gekundigt|inaktiv|abgelaufen|beendet)",
)
RENEWAL_ON = (r"(?:automatische )?verlangerung:? (?:ist )?(?:an|aktiv|aktiviert|ein)",)
ENDED_CHIP = (r"gekundigt|beendet|abgelaufen|inaktiv|storniert|kundigung (?:vorgemerkt|aktiv)",)
ACTIVE_CHIP = (r"aktiv|laufend|aktueller (?:plan|tarif)|aktuelles (?:abo|paket)",)
ACTIVE = (r"(?:status|abo|abonnement|mitgliedschaft|konto|vertrag)(?: ist)?:? ?aktiv(?! bis)",)
TRIAL_THEN_PAY = (
    r"(?:probe\w*|test\w*|gratis\w*)(?: \w+){0,6} (?:endet|lauft|bis)|danach (?:\d|fur|nur|kostet)",
)
NOTHING_DUE = (
    r"nachste[rsn]? (?:zahlung|abbuchung|rechnung|verlangerung):? (?:keine?|-+|entfallt)|keine "
    r"(?:anstehende|kommende)n? (?:zahlung|abbuchung)\w*",
)
PAUSED = (
    r"(?:ist|status:?|wurde|derzeit) pausiert|pausiert bis|"
    r"(?:abo|abonnement|mitgliedschaft|vertrag|tarif|paket) (?:lauft|geht)(?: \w+){0,2} "
    r"(?:danach|dann|automatisch|am [\d. \w]{4,20}) ?(?:automatisch )?weiter",
)
RESTARTABLE = (
    r".{0,24}(?:reaktivieren|fortsetzen|wieder aufnehmen|verlangern)|kundigung (?:zuruckziehen|"
    r"zurucknehmen|widerrufen|ruckgangig machen|aufheben)",
)
DENIED = (
    r"nicht (?:mehr |erneut |weiter )?(?:automatisch )?(?:verlangert|abgebucht|belastet|erneuert|"
    rf"berechnet)|verlangert sich {_THE_PLAN}?{_NOT}|keine (?:weiteren?|kunftigen?) "
    r"(?:zahlung|abbuchung|kosten|belastung)\w*",
)
PART_OF_PLAN = (
    r"\w*rabatt\w*|\w*promotion|(?:gratis|frei|bonus|aktions)(?:monat|zeitraum|phase|zeit|wochen?)\w*|"
    r"(?:kostenlos|gratis|beitragsfrei|verguenstigt|vergunstigt|reduziert)\w* (?:\w+ )?(?:zeit\w*|"
    r"monat\w*|phase|wochen?|preis)|\w*bindung|mindest\w+|\w*pause|pausierung|zahlungs(?:methode|"
    r"art|mittel|weise)|(?:kredit|debit|bank|giro|geschenk)karte|gutschein\w*",
)
SHARE_OF_PLAN = (r"\w*angebot|\w*aktion|\w*preis|karte|\w*mandat",)
EXTRA = (r"\w*optionen|\w*option|zusatz\w+|zubuch\w+|\w*kanal|\w*sender",)
STANDS = (
    r"(?:\w*abo|abonnement|mitgliedschaft|\w*vertrag|\w*tarif|\w*paket)(?: \S+){0,3} (?:ist|bleibt)"
    r"(?: (?:weiterhin|derzeit|jetzt|wieder|bereits))? aktiv(?! (?:(?:mindestens |noch )?bis|"
    r"wahrend der (?:rest|verbleibend)|und (?:du kannst|sie konnen) (?:es|ihn|sie|alles) (?:noch )?"
    r"bis .{4,24} (?:nutzen|schauen|ansehen|streamen|horen|lesen)))",
)
FREE_STANDS = (
    r"(?:(?:dein|ihr|mein|das|der|die|deine|ihre) )?(?:gratis|free|kostenlose[rs]?)[ -]?(?:abo|"
    r"abonnement|mitgliedschaft|vertrag|tarif|paket|plan) (?:ist|bleibt)"
    r"(?: (?:weiterhin|derzeit|jetzt|wieder|bereits|nun))? aktiv",
)
PLAN_ITSELF = (
    r"\w*abos?|abonnements?|\w*mitgliedschaft|\w*vertrags?|\w*vertrages|\w*tarifs?|\w*pakets?|plans?|"
    r"zugang|zugriff|laufzeit|kontos?|\w*verlangerung|kundigung",
)
END_WORD = (
    r"gekundigt|beendet|endete?|geendet|abgelaufen|ausgelaufen|storniert|deaktiviert|inaktiv|"
    r"lauft(?: \S+){0,5} (?:ab|aus)|bis",
)
