"""Dutch: the main words."""

_THING = (
    r"(?:(?:mijn|je|jouw|uw|het|dit) )?(?:abonnement|lidmaatschap|proefperiode|plan|account|"
    r"automatische verlenging|pakket|contract|premium)"
)
_END = r"(?:opzeggen|annuleren|beeindigen|stopzetten|uitzetten|uitschakelen)"
_ENDING = r"(?:opzegging|annulering|opzeggen|annuleren|beeindiging)"

FINAL_CANCEL = (
    rf"(?:{_ENDING}) (?:bevestigen|voltooien|afronden)|bevestig(?: de| mijn)? {_ENDING}|ja,? "
    rf"?(?!.{{0,24}} niet ).{{0,24}}{_END}(?: .{{0,16}})?|(?:nu|definitief) {_END}",
)
GO_ON_CANCELLING = (
    rf".{{0,40}}(?:doorgaan|verder|ga verder|ga door)(?: met| naar)?(?: de| mijn)? ?{_ENDING}|toch "
    rf"{_END}|{_THING} toch {_END}|(?:nee, ?|nee,? ?bedankt[,.]? ?).{{0,24}}{_END}|ik wil"
    rf"(?! niet)(?: \w+){{0,4}} {_END}",
)
CANCEL_THING = (rf"{_THING}(?: \w+)? {_END}|(?:annuleer|beeindig|stop) {_THING}|opzegging",)
CANCEL_ALONE = (r"opzeggen|annuleren|beeindigen|stopzetten|uitschakelen",)
CLOSES_DIALOGS = (r"annuleren",)
DECLINE = (
    r"nee,? ?(?:bedankt|dank je)(?:[,.;!]? .{0,40})?|(?:aanbod )?(?:weigeren|afwijzen)|overslaan|"
    r"geen interesse|niet nu",
)
REVERSAL = (rf"(?:doch |toch )?niet {_END}|(?:{_ENDING}) (?:afbreken|stoppen|intrekken)",)
STAYING_TAIL = (r"behouden|blijven?|terug|toch niet",)
STAY = (
    r"(?:ja,? |nee,? )?(?:.{0,40} )?(?:behouden|pauzeren|accepteren|wijzigen|blijven|overstappen|"
    r"verzilveren)",
    r"(?:ik blijf|ga terug|terug|verder kijken|blijf)(?: .{0,30})?",
)
GENERIC_GO = (r"doorgaan|volgende|verzenden|versturen|bevestigen|ja|verder|klaar|ga verder",)
YES = (r"ja|bevestigen|doorgaan|ok",)
NO = (r"nee",)
MANAGE_PLAN = (rf"{_THING} (?:beheren|bekijken|wijzigen)|beheer {_THING}|beheren",)
PLAN_SECTION = (r"(?:mijn |je )?(?:abonnement(?:en)?|lidmaatschap|pakket|plan)",)
BILLING_SECTION = (r"(?:facturering|betaling(?:en)?|facturen)(?: (?:en|&) .{0,16})?",)
ACCOUNT_LINK = (r"(?:mijn |je )?(?:account|gegevens)|accountinstellingen",)
SETTINGS_LINK = (r"instellingen|profiel|voorkeuren",)
ABOUT_ACCOUNT = (r"account\w*|abonnement(?:en)?|lidmaatschap|betaling\w*|facturering|instellingen",)
HELP_TEXT = (r"hoe|kan ik|wat gebeurt|waarom|op elk moment|hulp|voorwaarden",)
SIGN_IN_LINK = (r"inloggen|aanmelden|log in",)
EMAIL_LABEL = (r"e-?mail(?:adres)?|gebruikersnaam",)
PASSWORD_LABEL = (r"wachtwoord",)
SIGN_IN_BUTTON = (r"inloggen|aanmelden|doorgaan|volgende|verder",)
SIGN_OUT = (r"uitloggen|afmelden",)
CREDENTIAL_ERROR = (
    r"(?:wachtwoord|e-?mail\w*|gegevens)(?: \w+){0,5} (?:onjuist|ongeldig|verkeerd)",
)
CODE_TEXT = (r"(?:verificatie|beveiligings|inlog)code|voer(?: \w+){0,3} code in",)
COOKIES_REFUSE = (r"(?:alles )?(?:weigeren|afwijzen)|alleen noodzakelijke?(?: .{0,12})?",)
ACKNOWLEDGE = (r"begrepen|akkoord|(?:alles )?accepteren|ik snap het",)
DISMISS = (r"nee,? ?bedankt|niet nu|later|sluiten|overslaan",)
SURVEY = (
    r"waarom (?:wil|zeg|ga|stop|verlaat).{0,40}|reden (?:van|voor|om).{0,30}|help ons|vertel ons",
)
REASON_CALM = (
    r"(?:ik )?(?:gebruik|kijk)(?: \w+){0,3} (?:niet|weinig|zelden|genoeg)|geen tijd.{0,12}",
)
REASON_ANY = (r"(?:te )?duur|prijs|kosten|inhoud|aanbod|problemen|andere dienst",)
REASON_OTHER = (r"andere?(?: reden)?|anders",)
OFFER = (r"voordat je (?:gaat|vertrekt)|aanbieding|korting|gratis|pauze\w*|wacht|je verliest",)
ASKS_TO_LEAVE = (
    rf"(?:weet je|bent u|ben je)(?: \w+){{0,2}} zeker|(?:wil je|wilt u)(?: \w+){{0,5}} {_END}|"
    rf"{_THING} {_END} ?\?|{_ENDING} bevestigen",
)
ASKS_TO_STAY = (
    rf"(?:wil je|wilt u)(?: \w+){{0,5}} (?:behouden|blijven|pauzeren)|{_ENDING} (?:afbreken|"
    rf"stoppen) "
    rf"?\?",
)
ACKNOWLEDGEMENT = (r"ik (?:begrijp|bevestig|ga akkoord|weet|heb gelezen|ben me)(?: .*)?",)
TYPE_TO_CONFIRM = (r"typ|voer|vul|schrijf",)
SELECT_TEXT = (r"(?:selecteer|kies|maak)(?: .{0,24})?",)
SKIP = (r"overslaan",)
LEAVING_TALK = (r"opzeg\w*|annul\w+|beeindig\w*",)
RESTART = (r"(?:abonnement )?(?:heractiveren|hervatten|verlengen|opnieuw .{0,20})",)
RESTARTABLE = (r".{0,20}(?:heractiveren|hervatten|verlengen)",)
CONFIRM_RESTART = (r"bevestigen|(?:nu )?betalen|(?:nu )?(?:kopen|abonneren)|bestelling .{0,16}",)
TOTAL = (r"totaal(?: vandaag)?|te betalen",)
ACCOUNT_TEXT = (r"abonnement|lidmaatschap|account|betaling\w*|facturering|factuur\w*",)
STILL_CANCELLABLE = (rf"{_THING} {_END}",)
HYPOTHETICAL = (
    r"als je (?:opzegt|annuleert|stopt)|je kunt(?: \w+){0,4} (?:opzeggen|annuleren)|weet je zeker|"
    r"wil "
    r"je|op elk moment|(?:aanbieding|actie|kaart|korting)(?: \S+){0,4} (?:eindigt|geldig|verloopt|"
    r"tot)|"
    r"(?:laatste|vorige) (?:betaling|factuur)",
)
RENEWS = (
    r"volgende (?:\w*factuur\w*|\w*betaling\w*|\w*betaaldatum|afschrijving|verlenging\w*)|"
    r"(?:wordt|word) (?:automatisch )?(?:verlengd|afgeschreven|gefactureerd)|verlengingsdatum|"
    r"automatische verlenging:? (?:staat )?(?:aan|actief)",
)
ENDS = (
    r"(?:abonnement|lidmaatschap|plan)(?: \w+){0,4} (?:opgezegd|geannuleerd|beeindigd|verlopen)|"
    r"(?:eindigt|loopt af|verloopt|stopt)(?: op)?|opgezegd per|(?:toegang|kijken|gebruiken|actief|"
    r"geldig)(?: \S+){0,6} tot(?: en met)?(?=.{0,16}\d)|wordt niet (?:meer )?verlengd|automatische "
    r"verlenging:? (?:staat )?(?:uit|inactief)|opzegging (?:is )?(?:bevestigd|gelukt|verwerkt)",
)
ENDED_CHIP = (r"opgezegd|geannuleerd|beeindigd|verlopen|inactief",)
ACTIVE_CHIP = (r"actief|huidig (?:plan|abonnement)",)
THIRD_PARTY = (
    r"(?:via|door) (?:de )?(?:apple|google|amazon|roku|kpn|ziggo|vodafone|provider|"
    r"partner)(?: \w+){0,3} "
    r"(?:gefactureerd|betaald|beheerd|afgesloten)|gefactureerd (?:via|door) (?:apple|google|amazon|"
    r"kpn|ziggo)",
)
DENIED = (r"(?:wordt|word) niet (?:meer )?(?:automatisch )?(?:verlengd|afgeschreven|gefactureerd)",)
NOT_NOW = (r"nee,? ?bedankt|niet nu|later",)
ERASES = (r"(?:mijn )?account (?:verwijderen|wissen|sluiten)",)
PROMOTES = (r"\d+ (?:dagen|maanden) gratis|gratis proberen|daarna .*\d.*",)
WAY_BACK = (r"terug(?: .{0,24})?|annuleren|(?:.{0,24} )?(?:wijzigen|bewerken)",)
