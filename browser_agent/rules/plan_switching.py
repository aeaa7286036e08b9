"""Whether "Change plan" only leads to the page of plans, or is the answer that takes one."""

import re

from browser_agent.rules.case import MOVED, Case
from browser_agent.rules.move import permille
from browser_agent.rules.plans import PRICE
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_renews
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import LEAVING

LEVEL_PIXELS, BELOW_PIXELS, COLUMN_PIXELS = 14, 80, 60
CHANGES = Phrases(
    r"(?:change|switch|update|edit|modify)(?: my| your| the)? (?:plans?|subscription|membership)|"
    r"cambiar (?:de |mi )?(?:plan|suscripcion|tarifa)|changer (?:de |mon )?(?:forfait|formule|"
    r"plan|offre)|changer d'(?:abonnement|offre)|modifier (?:mon |l')abonnement|"
    r"(?:abo|plan|tarif|paket) (?:andern|wechseln)"
)
# A sentence that names the plan to come, or what it saves.
OFFERS = Phrases(
    r"(?:switch|chang|mov|downgrad|convert)(?:e|ed|es|ing)? (?:my |your |over |back |plans? )*"
    r"(?:to|into)(?! (?:dark|light|mobile|desktop|english|(?:the|our|your|my|this) (?:account|plan|"
    r"terms|details|settings|subscription|membership|profile|service|app)))|save .*(?:with|by|%)|"
    r"(?:your |the |a )?new (?:plan|price|tier|rate)",
    r"(?:wechs\w+|umsteig\w*|steig\w* um) (?:\w+ ){0,3}?(?:zu[mr]?|auf|in)|(?:zu[mr]?|auf|in) "
    r"(?:[\w-]+ ){1,4}(?:wechsel\w*|umsteig\w*|umstell\w*)|spar\w* .*(?:mit|%)|"
    r"neue[rns]? (?:tarif|preis|plan|abo|paket)",
    r"(?:pass(?:er|ez|e)|bascul\w+) (?:\w+ )?(?:a|au|aux|vers|sur)|change[rz] (?:\w+ ){0,2}?pour|"
    r"economis\w+ .*(?:avec|%)|nouve(?:au|lle) (?:formule|forfait|offre|prix|abonnement)",
    r"(?:cambi|pas)(?:a|ar|ate|arte|arse) (?:\w+ ){0,2}?al?|ahorr\w+ .*(?:con|%)|"
    r"nuev[oa] (?:plan|precio|tarifa)",
)
UPGRADES = Phrases(r"upgrad\w+ (?:\w+ ){0,2}to")
AT_ONCE = Phrases(
    r"(?:chang\w+|switch\w*|starts?|applies|takes? effect|effective|charged|billed|pay) "
    r".{0,30}(?:today|now|immediately|at once|right away)",
    r"(?:gilt|gelten|ab|wird|startet|beginnt) (?:[^\W\d_]+ ){0,2}?sofort",
    r"(?:des|a partir d'|a compter d') ?(?:aujourd'hui|maintenant)|prend(?:ra)? effet|"
    r"immediatement",
    r"(?:desde|a partir de) (?:hoy|ahora)|de inmediato|inmediatamente",
)
PLAN_CHANGES = Phrases(
    r"(?:plan|subscription|membership) (?:will )?(?:be )?(?:changed|changes|switched|switches) "
    r"(?:on|from|to|today|now)",
    r"(?:tarif|abo|vertrag) (?:wechselt|andert sich|wird [^.!?]{0,40}?(?:gewechselt|geandert|"
    r"umgestellt))",
    r"(?:abonnement|formule|forfait|offre) (?:change|changera|passe|passera)",
    r"(?:plan|suscripcion|tarifa) (?:cambia|cambiara|pasa|pasara)",
)
# What was chosen on the page before, and is taken by the button here.
PICKED = Phrases(
    r"you(?:'ve| have)? (?:selected|chose|chosen|picked)|(?:selected|chosen) (?:plan|tier|"
    r"subscription|membership)|(?:confirm|review) (?:your |the |my |this )?(?:plan )?(?:change|"
    r"switch)|are you sure|(?:plan|subscription|membership) (?:becomes|will become)|change (?:my|"
    r"your|the) [^.!?]{0,40}? to",
    r"ausgewahlt: .*|(?:hast|haben) .{0,30}gewahlt|(?:aus)?gewahlte[rns]? (?:tarif|abo|paket|plan)|"
    r"bestatige\w* (?:sie )?(?:den |die |deine |ihre )?\w*(?:anderung|wechsel)|(?:tarif|abo|paket) "
    r"wird zu",
    r"vous avez (?:choisi|selectionne)|(?:formule|forfait|offre|abonnement) (?:choisie?|"
    r"selectionnee?|devient|deviendra)|confirmez? (?:le |votre |ce )?(?:changement|modification)",
    r"has (?:elegido|seleccionado)|(?:plan|tarifa) (?:elegid[oa]|seleccionad[oa])|(?:tu|su) "
    r"(?:plan|tarifa|suscripcion) (?:sera (?!renov|cobrad|factur|cancel|autom).*|se convierte)",
)
CONFIRMS = Phrases(
    r"confirm (?:my |your |the )?(?:plan )?(?:change|switch)|(?:anderung|wechsel) bestatigen|"
    r"confirmer (?:le |mon )?changement|confirmar (?:el |mi )?cambio(?: de plan)?"
)
# Our own plan by its label, where its renewal is not told.
LABELLED = Phrases(
    r"(?:manage )?(?:your|my|current)(?: current)? (?:plan|subscription|membership):?(?: "
    r"(?!becomes|will|change|switch|starts|from|to).{2,30})?|active|(?:active|member|subscribed) "
    r"since .{4,20}",
    r"(?:mein |dein |ihr )?(?:abo|tarif|vertrag) verwalten|(?:dein|ihr|mein|aktueller?|aktuelles) "
    r"(?:tarif|abo|paket):?(?: .{2,30})?|aktiv(?: seit .*)?",
    r"gerer (?:votre|mon|l')? ?(?:abonnement|forfait)|(?:votre|mon|ma) (?:formule|forfait|offre|"
    r"abonnement):?(?: (?!devient|change|passe|sera).{2,30})?|(?:formule|offre) actuelle.{0,30}|"
    r"actif",
    r"gestionar? (?:tu|mi) (?:plan|suscripcion)|(?:tu|su|mi) (?:plan|suscripcion|tarifa):?(?: "
    r"(?!sera|cambia|pasa).{2,30})?|(?:plan|tarifa) actual.{0,30}|activ[oa]",
    r"you(?:'re| are) (?:currently )?(?:on|subscribed to) .{2,30}|(?:next )?billing date.{4,20}|"
    r"(?:du nutzt|sie nutzen) .{2,30}|vous etes abonnee? (?:a|au) .{2,30}|estas suscrit[oa] al? "
    r".{2,30}",
)
# The heading above what was chosen, where its renewal is told as ours is elsewhere.
SUMS_UP = Phrases(
    r"(?:order |plan )?summary|(?:you(?:'re| are) )?almost (?:done|there)|(?:one )?last step|one "
    r"more step|(?:good|great) choice",
    r"zusammenfassung|fast geschafft|letzter schritt|gute wahl",
    r"recapitulatif|presque (?:fini|termine)|derniere etape|bon choix",
    r"resumen|(?:ya )?casi (?:listo|esta)|ultimo paso|buena eleccion",
)
NEXT_PAYMENT = Phrases(
    r"next (?:payment|billing|bill|charge)|nachste (?:zahlung|abbuchung|rechnung)|prochaine? "
    r"(?:paiement|prelevement|facture|echeance)|proxim[oa] (?:pago|cobro|factura)"
)
DATE = re.compile(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})?(?!\d)")
NO_DAY = re.compile(r"(?<!\d)(?!20\d\d)(?:[4-9]\d|3[2-9]|\d{3,})")
# So are pages headed that sum up the account.
SUMMARY = Phrases(r"(?:plan )?summary|zusammenfassung|recapitulatif|resumen")
CHOICES = Phrases(
    r"choos(?:e|ing)|select|pick|switch|change|update|upgrade|downgrade|order|buy",
    r"(?:aus)?wahlen|wechseln|andern|buchen|bestellen|choisir|selectionner|changer|modifier|"
    r"commander|elegir|seleccionar|cambiar|contratar",
)
# Of whichever plan: the one that is taken here, too.
WILL_COST = Phrases(
    r"you(?:'ll| will) (?:be (?:charged|billed)|pay)|wir buchen|vous serez (?:debite|preleve)\w*|"
    r"se te cobrara"
)
# Beside the renewal of ours: what can be done some day, or was done.
SOME_DAY = Phrases(
    r"(?:another|different|other)|any ?time|annual\w*|yearly|switched|changed|moved|new plans? "
    r"available|changes to (?:your|the) plan",
    r"jederzeit|andere[rnms]? (?:tarif|abo|paket|plan)|jahres\w*|jahrlich\w*|gewechselt",
    r"autre (?:formule|forfait|offre|abonnement)|quand vous (?:voulez|le souhaitez)|a tout moment|"
    r"annuel\w*",
    r"otr[oa] (?:plan|tarifa)|cuando quieras|anual\w*|cambiaste|cambiado",
)
PRICES_MIN = 2
ONLY = Phrases(r"only|just|nur|seulement|uniquement|solo|solamente")
AWAY = Phrases(
    r"(?:no,? )?(?:(?:go )?back|cancel|not now|no thanks|never ?mind|maybe later|keep (?!track|up|"
    r"in touch|an eye).{2,30}|stay (?:on|with) .{2,30})",
    r"zuruck|abbrechen|nicht jetzt|nein(?:,? danke)?|.{2,24} behalten",
    r"retour|revenir|annuler|pas maintenant|non(?:,? merci)?|(?:garder|conserver|rester) .{2,30}",
    r"volver|atras|cancelar|ahora no|no(?:,? gracias)?|(?:mantener|conservar) .{2,30}",
)


def takes_one(case: Case, control: Control) -> bool:
    """Under "Switch to Basic?", beside "Back", or where a price stands that is not known for ours:
    there it is no way to look further. Nor where it led here from another place."""
    if CONFIRMS.whole(control.folded):
        return True
    if not CHANGES.whole(control.folded):
        return False
    said = [x.folded for x in case.screen.sentences if x.folded != control.folded]
    picked = any(map(PICKED, said)) or _sums_up_a_choice(case, said)
    answers = _is_an_answer(case, control) or picked
    return answers or _is_offered(said) or _led_here(case, control)


def _sums_up_a_choice(case: Case, said: list[str]) -> bool:
    """And no account: nothing was chosen on the way there, and it tells the day of our next payment
    alone, or how all ends. "You can cancel any time" is said of what is sold."""
    headed = [each for each in said if SUMS_UP.whole(each.strip(" .:!\u2026"))]
    if not headed or any(LEAVING(each) and not SOME_DAY(each) for each in said):
        return False
    renews = [each for each in said if says_renews(each) or NEXT_PAYMENT(each)]
    days = [each for each in renews if _tells_a_day(each)]
    chose = any(past.action == "click" and CHOICES(past.target) for past in case.question.history)
    prices = {each for x in said for each in PRICE.findall(DATE.sub(" ", x))}
    several = len(prices) >= PRICES_MIN
    own = bool(days) and days == renews and not several and not chose
    return not (own and all(SUMMARY.whole(each.strip(" .:!\u2026")) for each in headed))


def _tells_a_day(said: str) -> bool:
    """And nothing else in numbers."""
    rest = DATE.sub(" ", said)
    counts = PRICE.search(rest) or NO_DAY.search(rest)
    return any(map(str.isdigit, said)) and not counts


def _is_offered(said: list[str]) -> bool:
    if any(says_renews(each) and not WILL_COST(each) for each in said):
        several = len({each for x in said for each in PRICE.findall(x)}) >= PRICES_MIN
        return any(_offers_one(x) and not _is_for_some_day(x, several=several) for x in said)
    priced = any(map(PRICE.search, said)) and not any(map(LABELLED.whole, said))
    return priced or any(map(_offers_one, said))


def _is_for_some_day(said: str, *, several: bool) -> bool:
    """ "You can switch to another plan at any time.", or "Only $9.99 a month", where that is ours.
    several: another price than ours stands there."""
    if "?" in said or PLAN_CHANGES(said) or (several and PRICE.search(said)):
        return False
    return SOME_DAY(said) or not OFFERS(said)


def _led_here(case: Case, control: Control) -> bool:
    x = permille(control.point[0], case.screen.width)
    y = permille(control.point[1], case.screen.height)
    led = [
        (past.x, past.y)
        for past in case.question.history
        if past.action == "click" and past.target == control.folded and past.changed
    ]
    return any(
        past_x is not None and past_y is not None and abs(past_x - x) + abs(past_y - y) > MOVED
        for past_x, past_y in led
    )


def _offers_one(said: str) -> bool:
    asked = "?" in said and UPGRADES(said)
    lowered = PRICE.search(said) is not None and ONLY(said)
    at_once = AT_ONCE(said) and not LEAVING(said)
    at_once = at_once or PLAN_CHANGES(said)
    return OFFERS(said) or at_once or asked or lowered


def _is_an_answer(case: Case, control: Control) -> bool:
    """Another one stands level with it, or right above or below."""
    x, y = control.point
    return any(
        AWAY.whole(each.folded)
        and (
            abs(each.point[1] - y) <= LEVEL_PIXELS
            or (abs(each.point[1] - y) <= BELOW_PIXELS and abs(each.point[0] - x) <= COLUMN_PIXELS)
        )
        for each in case.labels
        if each is not control
    )
