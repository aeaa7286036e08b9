"""Whether "Change plan" only leads to the page of plans, or is the answer that takes one."""

from browser_agent.rules.case import MOVED, Case
from browser_agent.rules.move import permille
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import is_title
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
    r"(?:chang\w+|switch\w*|starts?|applies|takes? effect|effective|charged|billed|pay) .{0,30}"
    r"(?:today|now|immediately|at once|right away)|(?:plan|subscription|membership) (?:will )?"
    r"(?:be )?(?:changed|changes|switched|switches) (?:on|from|to|today|now)",
    r"(?:gilt|gelten|ab|wird|startet|beginnt) (?:\w+ ){0,3}?sofort|(?:tarif|abo|vertrag) "
    r"(?:wechselt|andert sich|wird (?:\w+ ){0,4}(?:gewechselt|geandert|umgestellt))",
    r"(?:des|a partir d'|a compter d') ?(?:aujourd'hui|maintenant)|prend(?:ra)? effet|"
    r"immediatement|(?:abonnement|formule|forfait|offre) (?:change|changera|passe|passera)",
    r"(?:desde|a partir de) (?:hoy|ahora)|de inmediato|inmediatamente|(?:plan|suscripcion|tarifa) "
    r"(?:cambia|cambiara|pasa|pasara)",
)
ONLY = Phrases(r"only|just|nur|seulement|uniquement|solo|solamente")
AWAY = Phrases(
    r"(?:no,? )?(?:(?:go )?back|cancel|not now|no thanks|never ?mind|maybe later|keep .{2,30}|"
    r"stay (?:on|with) .{2,30})",
    r"zuruck|abbrechen|nicht jetzt|nein(?:,? danke)?|.{2,24} behalten",
    r"retour|revenir|annuler|pas maintenant|non(?:,? merci)?|(?:garder|conserver|rester) .{2,30}",
    r"volver|atras|cancelar|ahora no|no(?:,? gracias)?|(?:mantener|conservar) .{2,30}",
)


def takes_one(case: Case, control: Control) -> bool:
    """Under "Switch to Basic?", beside "Back", or under its own words as the title of a page with a
    price: there it is no way to look further. Nor where it led here from another place."""
    if not CHANGES.whole(control.folded):
        return False
    said = [x for x in case.screen.sentences if x.folded != control.folded]
    answers = _is_an_answer(case, control) or _is_under_its_title(case, control)
    offered = any(_offers_one(each.folded) for each in said)
    return offered or answers or _led_here(case, control)


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


def _is_under_its_title(case: Case, control: Control) -> bool:
    titled = any(
        each is not control and CHANGES.whole(each.folded) and is_title(case, each)
        for each in case.screen.controls
    )
    own = any(says_renews(each.folded) for each in case.screen.sentences)
    return titled and not own and any(PRICE.search(x.folded) for x in case.screen.sentences)
