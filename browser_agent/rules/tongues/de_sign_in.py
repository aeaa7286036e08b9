"""German on sign-in pages: fields, buttons, codes, refusals and profiles."""

EMAIL_LABEL = (
    r"e-?mail(?:-?adresse| oder .{0,24})?|benutzername|nutzername|kundennummer|mail-?adresse|"
    r"anmeldename|login",
)
PASSWORD_LABEL = (r"passwort|kennwort",)
NOT_SIGN_IN = (r"neues (?:passwort|kennwort)|(?:passwort|kennwort) zurucksetzen|konto erstellen",)
SIGN_IN_BUTTON = (r"anmelden|einloggen|weiter|login|log-?in|bestatigen|prufen",)
SIGN_UP = (
    r"registrieren|jetzt registrieren|konto (?:erstellen|anlegen)|jetzt (?:abonnieren|testen|"
    r"starten|buchen)|kostenlos (?:testen|registrieren)|neu hier.{0,20}|mitglied werden|abonnieren",
)
USE_PASSWORD = (
    r"(?:stattdessen )?(?:mit )?(?:(?:einem|dem|deinem|ihrem) )?(?:passwort|kennwort) "
    r"(?:verwenden|anmelden|eingeben|benutzen|einloggen|nutzen)|"
    r"(?:stattdessen )?mit (?:passwort|kennwort)(?: .{0,16})?",
)
PASSKEY = (r"passkeys?|fingerabdruck|hauptschlussel",)
SIGN_OUT = (r"abmelden|ausloggen|logout",)
CREDENTIAL_ERROR = (
    r"(?:falsche|ungultige|unbekannte)s? (?:anmeldedaten|zugangsdaten|e-?mail(?:-?adresse)?)|"
    r"(?:anmeldung|login) fehlgeschlagen|kein konto (?:mit|gefunden|zu)|daten stimmen nicht|"
    r"konto (?:ist |wurde )?gesperrt",
    r"(?:passwort|kennwort|e-?mail(?:-?adresse)?|benutzername|zugangsdaten|anmeldedaten|"
    r"kombination|eingaben?)(?: \w+){0,6} (?:falsch|ungultig|nicht korrekt|inkorrekt|fehlerhaft|"
    r"stimm\w+ nicht|nicht uberein|nicht richtig|unbekannt)|zu viele \w* ?versuche",
)
CODE_TEXT = (
    r"(?:keinen|noch keinen) code (?:erhalten|bekommen)",
    r"(?<!letzten\s)(?<!letzte\s)(?:[4-8]|vier|funf|sechs|sieben|acht) (?:\w+ )?(?:ziffern|zahlen)|"
    r"ziffern (?:hier|unten|eingeben|eintippen|ein)",
    r"(?:[4-8]|vier|funf|sechs|acht)-?stellige\w* (?:\w+-?)?(?:code|zahl|nummer|pin|zahlencode)",
    r"(?:bestatigungs|sicherheits|verifizierungs|anmelde|zugangs|einmal)-?code|\d-?stellige\w* "
    r"(?:\w+-?)?code|code (?:eingeben|per|wurde|erneut|an)|gib (?:den|deinen) code|geben sie den "
    r"code|(?:zwei-faktor|zweistufige|2-faktor)\S*|(?:code )(?:gesendet|geschickt)",
)
SEND_CODE = (r"code (?:senden|anfordern|erhalten|zusenden)|(?:per )?(?:sms|e-?mail) senden",)
CODE_ERROR = (
    r"code (?:\w+ ){0,4}(?:falsch|ungultig|abgelaufen|nicht korrekt|nicht gultig)|(?:falscher|"
    r"ungultiger|abgelaufener) \w*code",
)
CVV_TEXT = (
    r"(?:[34]|drei|vier) (?:letzten )?(?:ziffern|zahlen|stellen)(?: \w+){0,4} (?:ruckseite|hinten)|"
    r"(?:ruckseite|hinten)(?: \w+){0,4} (?:[34]|drei|vier) (?:ziffern|zahlen|stellen)",
    r"(?:karten)?prufnummer|prufziffer|sicherheitscode (?:der|deiner|ihrer) karte",
)
PROFILES = (
    r"wer bist du",
    r"(?:nutzer|benutzer|zuschauer)(?: \w+)? (?:wahlen|auswahlen)|"
    r"wer (?:schaut|sieht|ist|hort|guckt|streamt).{0,16}|profil (?:auswahlen|wahlen)|wahle?(?: ein|"
    r" dein)? profil|welches profil.{0,16}",
)
NOT_A_PROFILE = (
    r"kinder|kids|(?:profile? )?(?:hinzufugen|verwalten|erstellen|bearbeiten)|neues profil|profil "
    r"(?:hinzufugen|erstellen)|gast|konto|abmelden|hilfe|startseite|suche",
)
STAY_SIGNED_IN = (
    r"angemeldet bleiben|diesem gerat vertrauen|(?:passwort|kennwort) speichern|passkey erstellen",
)
