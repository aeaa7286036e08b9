"""Which of several plans: the one that was named, as a whole name and not as a part of another."""

import re

from browser_agent.rules import chips
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import GENERIC_GO
from browser_agent.rules.lexicon_pages import CHOOSE_PLAN, EXTRA_COST, NOT_NOW, RESTART
from browser_agent.rules.move import Move, click, scroll
from browser_agent.rules.periods import (
    MONTH,
    YEAR,
    by_the_month,
    by_the_year,
    is_by_the_year,
    is_for_a_year,
    shows_years,
)
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.tongues import spoken

CARD_PIXELS = 420
CARD_ACROSS = 130
ROW_PIXELS, EDGE_PIXELS, TITLE_WORDS_MAX = 30, 12, 4
SCROLLS_MAX = 4
_PLAN_WORD = (
    r"plans?|packages?|tiers?|pass|memberships?|subscriptions?|options?|planes|paquete|pase|tarifa|"
    r"suscripcion|membresia|opcion|formule|forfait|offre|abonnement|abos?|tarif|paket|option|"
    r"mitgliedschaft|plano|pacote|assinatura|piano|pacchetto|abbonamento|pakket|lidmaatschap"
)
KIND = Phrases(
    r"plan|membership|subscription|package|suscripcion|membresia|paquete|formule|forfait|"
    r"abonnement|abo|tarif|paket|mitgliedschaft|plano|assinatura|piano|abbonamento|lidmaatschap"
)
# What may stand before a plan's name without making it another plan's: "Yes, choose the Fan".
BEFORE = Phrases(
    r"choose|select|pick|get|take|grab|start|begin|continue|go|keep|buy|order|join|try|watch|"
    r"restart|resume|renew|reactivate|resubscribe|subscribe|activate|switch|change|return|back|"
    r"yes|i|want|i'll|with|for|to|on|at|my|your|our|the|this|a|an|current|previous|last|now",
    r"elegir|elij[aeo]|elige|escog\w+|escoj[aeo]|seleccion\w*|contrat\w+|tom\w+|quiero|activ\w+|"
    r"reactiv\w+|reanud\w+|renov\w+|retom\w+|volver|suscrib\w+|comprar|continuar|seguir|si|con|al?|"
    r"de|el|la|los|mi|tu|su|este|actual|anterior",
    r"choisi\w*|prend\w*|selectionn\w+|opter|souscri\w+|repren\w+|reactiv\w+|renouvel\w+|"
    r"activ\w+|(?:s'|m'|me |se )?(?:re)?abonn\w+|achet\w+|garder|oui|je|pour|avec|a|au|du|le|la|"
    r"mon|ma|votre|ton|ta|cette?|actuel\w*|precedent\w*",
    r"wahl\w*|nimm|nehm\w*|buch\w+|bestell\w+|abonnier\w*|reaktivier\w*|kauf\w*|weiter|ja|mit|"
    r"fur|zu|zum|zur|mein\w*|dein\w*|ihr\w*|den|das|die|der|diese[nrs]?|bisherig\w*|aktuell\w*",
    r"escolh\w+|assin\w+|quero|com|o|meu|seu|scegli\w*|selezion\w*|prendi|attiv\w+|il|lo|mio|tuo|"
    r"kies\w*|neem|met|het|mijn|je|jouw|voor",
    _PLAN_WORD,
)
AFTER = Phrases(
    r"(?:aus|zuruck)?(?:wahlen|holen)|nehmen|buchen|bestellen|abonnieren|(?:re)?aktivieren|kaufen|"
    r"starten|fortsetzen|sichern|kiezen|nemen|now|again|today|jetzt|ahora|maintenant|"
    r"(?:de )?nuevo|wieder|again|a|per|por|par|pro|im|al|each|every|only|nur|solo|monthly|month|mo|"
    r"monatlich|monat|mensual|mes|mensuelle?|mois|mensile|mese|mensal|maandelijks|maand",
    _PLAN_WORD,
)
_SIGN = r"(?:us\$|[$\u20ac\u00a3]|usd|eur|gbp|chf)"
PRICE = re.compile(
    rf"{_SIGN} ?\d+(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d{{1,2}})? ?{_SIGN}|\d+[.,]\d{{2}}(?!\d)"
)
SAME_BUTTONS_MIN = 2
CIRCLES_MIN, CIRCLE_PIXELS = 2, 32
GOES_ON = Phrases(
    r"continue|keep|stay|go on|proceed|continuar|seguir|continuer|garder|weiter|bleiben|behalten"
)
MORE_THAN_IT = Phrases(
    r"upgrade|add|get|switch|change|mejorar|pasar|anadir|passer|ajouter|wechseln|hinzufugen|upgraden"
)
# What a circle says after the plan's name: "Monthly - $9.99, no commitment".
HEAD = re.compile(r" - |[:,(\u00b7\u2022|]")
EDGES = " .,:;!?-/|*()[]\"'\u201e\u201c\u2022\u00b7\u2013\u2014"
WAY_BACK = spoken(
    "WAY_BACK",
    r"exit|(?:go )?back(?: to .{0,24})?|cancel(?: (?:order|checkout))?|return(?: .{0,24})?|leave|"
    r"(?:change|edit|modify)(?: .{0,24})?|(?:do (?:it|this) )?later|not (?:today|now)|close|"
    r"never ?mind|take me back(?: .{0,24})?|keep (?:my )?free(?: .{0,24})?",
)


def choose(case: Case) -> Move | None:
    """The plan that was named; without a name the one marked as current, else the first."""
    if (period := by_the_month(case, "plans") or by_the_year(case, "plans")) is not None:
        return period
    if case.question.plan:
        picked = named(case)
        if picked is None:
            if case.question.tail("scroll") >= SCROLLS_MAX:
                return None
            return scroll("plans", f"The plan {case.question.plan!r} is not in sight.")
    else:
        picked = _current(case)
    return None if picked is None else _take(case, picked)


def _take(case: Case, picked: Control) -> Move | None:
    """The plan's own button or circle, else its title; what is chosen already is sent."""
    button = (
        picked if picked.mark is not None or picked.face is not None else _in_card(case, picked)
    )
    if _is_shared(case, button):
        button = None  # the one button of several cards sends what is chosen
        if case.question.times("click", target=picked.text):
            return _onward(case)
    chosen = button or picked
    if chosen.face is None and (_is_taken(case, chosen)):
        return _onward(case)
    return click("plans", chosen, "The plan to restart.", sure=0.8)


def named(case: Case) -> Control | None:
    """What stands for the named plan: its radio button, else its own button, else its title."""
    name = fold(case.question.plan or "")
    bare = _without_kind(name)
    picked = _named(case, name) or _named(case, bare) or _named(case, _without(MONTH, bare))
    if picked is None and shows_years(case):
        picked = _named(case, _without(YEAR, bare))
    return picked and (_circle_of(case, picked) or picked)


def others(case: Case, picked: Control) -> bool:
    """Other buttons begin as the wanted plan's does: "Get Solo", "Get Duo"."""
    if picked.face is None:
        return False
    first, *rest = picked.folded.split()
    alike = [
        each
        for each in case.labels
        if each.face is not None and each is not picked and each.folded.split()[:1] == [first]
    ]
    return bool(rest) and bool(alike)


def kept(case: Case) -> Control | None:
    """ "Continue with Premium" beside "Upgrade to Premium Plus"."""
    own = named(case)
    if own is None or own.face is None or not GOES_ON(own.folded):
        return None
    faces = [each for each in case.labels if each.face is not None and each is not own]
    name = f" {fold(case.question.plan or '')}"
    more = any(MORE_THAN_IT(each.folded) or name in each.folded for each in faces)
    return own if more and not MORE_THAN_IT(own.folded) else None


def are_offered(case: Case) -> bool:
    """Buttons with the same word, one a plan: "Choose", "Choose", "Choose"."""
    faces = [each.folded for each in case.labels if each.face is not None and not is_back(each)]
    return any(faces.count(words) >= SAME_BUTTONS_MIN for words in faces)


def _without_kind(name: str) -> str:
    """ "Standard plan" is called "Standard" on most pages."""
    words = name.split()
    while len(words) > 1 and KIND.whole(words[-1]):
        words.pop()
    while len(words) > 1 and KIND.whole(words[0]):
        words.pop(0)
    return " ".join(words)


def _circle_of(case: Case, title: Control) -> Control | None:
    """The circle of the card that bears this title, where it stands beside the price below it."""
    rounds = case.rounds
    if title.mark is not None or title.face is not None or len(rounds) < CIRCLES_MIN:
        return None
    above = [each for each in rounds if _heads(each, title)]
    if above:
        return max(above, key=lambda each: each.box.y1)
    near = min(rounds, key=lambda each: abs(each.box.center_y - title.box.center_y))
    close = abs(near.box.center_y - title.box.center_y) <= CIRCLE_PIXELS
    return near if close and abs(near.box.x0 - title.box.x0) <= CARD_ACROSS else None


def _heads(circle: Control, title: Control) -> bool:
    """ "(o) Most popular" in the first line of the card, and the plan's name under it."""
    down = title.box.y0 - circle.box.y1
    mark = circle.mark.box if circle.mark is not None else circle.box
    return -4 <= down <= CIRCLE_PIXELS and abs(mark.x0 - title.box.x0) <= CIRCLE_PIXELS


def _without(period: Phrases, name: str) -> str:
    """ "Sport monthly" is called "Sport" where a switch tells month from year."""
    words = name.split()
    return " ".join(each for each in words if not period.whole(each)) or name


def _named(case: Case, name: str) -> Control | None:
    if not name:
        return None
    fitting = [
        (beside, each)
        for each in case.screen.controls
        if (beside := _beside(case, each, name)) is not None
    ]
    best = min(
        fitting,
        key=lambda found: (
            case.question.times("click", target=found[1].text, changed=False),  # a title's cell
            not is_for_a_year(case) and is_by_the_year(found[1]),
            found[1].mark is None,
            found[1].face is None,
            _goes_on(case, found[1]),
            found[0],
            found[1].box.y0,
        ),
        default=None,
    )
    return best[1] if best is not None else None


def _beside(case: Case, control: Control, name: str) -> int | None:
    """How many words stand beside the plan's name; None where this is not its name.

    Only words of choosing, the site's own name and a price may: any other makes a longer name, so
    another plan, as "Mega Fan" is to "Fan" and "Standard with adverts" to "Standard".
    """
    is_round = control.mark is not None and control.mark.is_round
    said = chips.without(control.folded, name)
    if is_round:  # a price has a comma of its own
        said = PRICE.sub(" ", said)
    found = re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", said)
    if found is None or (is_round and HEAD.search(said[: found.start()])):
        return None
    if is_round:  # "Basic (with ads)" may be the whole name
        said = said[: found.end()] + HEAD.split(said[found.end() :])[0]
    own = set(fold(case.question.service).split())
    before = _words(said[: found.start()])
    after = _words(PRICE.sub(" ", said[found.end() :]))
    if not all(word in own or BEFORE.whole(word) for word in before) and not (
        control.face is not None and _is_repeated(case, before, name)
    ):
        return None
    if not all(AFTER.whole(word) for word in after):
        return None
    return len(before) + len(after)


def _goes_on(case: Case, control: Control) -> bool:
    """The title of another plan that goes on in its next line: "With adverts", "for a year"."""
    around: list[Sentence | Control] = [*case.screen.sentences, *case.screen.controls]
    return any(
        each.box.holds(control.box)
        and each.folded.startswith(f"{control.folded} ")
        and not all(AFTER.whole(word) for word in _words(each.folded[len(control.folded) :]))
        for each in around
    )


def _is_repeated(case: Case, before: list[str], name: str) -> bool:
    """The plan has a title of its own here, and the button of another plan begins alike: "Off to
    Fan" beside "Off to Super"."""
    if not any(each.face is None and each.folded.strip(EDGES) == name for each in case.labels):
        return False
    others = (_words(each.folded) for each in case.labels if each.face is not None)
    return any(
        name not in " ".join(other) and len(other) > len(before) and other[: len(before)] == before
        for other in others
    )


def _words(text: str) -> list[str]:
    return [bare for word in re.split(r"[\s/]+", text) if (bare := word.strip(EDGES))]


def _current(case: Case) -> Control | None:
    buttons = [
        each
        for each in case.find(CHOOSE_PLAN, marks=True)
        if not EXTRA_COST(each.folded) and (each.mark is not None or case.plainness(each) < 2)
    ]
    said = re.compile(r"current|previous|last|your plan")
    current = next((each for each in case.labels if said.search(each.folded)), None)
    own = _nearest_in_card(current, buttons) if current is not None else None
    return own or next(iter(buttons), None)


def _is_shared(case: Case, button: Control | None) -> bool:
    """The only button of a page that tells several prices, and it bears no plan's name."""
    if button is None or button.mark is not None or not GENERIC_GO.whole(button.folded):
        return False
    faces = [each for each in case.labels if each.face is not None and not is_back(each)]
    below = [each for each in faces if GENERIC_GO.whole(each.folded)]
    prices = {
        found.group()
        for each in case.screen.controls
        if (found := PRICE.search(each.folded)) and each.box.y1 <= button.box.y0
    }
    return below == [button] and len(prices) > 1


def _in_card(case: Case, title: Control) -> Control | None:
    """The button of the card that bears this title; never one that names another plan."""
    name = fold(case.question.plan or "")
    faces = [
        each
        for each in case.labels
        if each.face is not None
        and not is_back(each)
        and (name not in each.folded or _beside(case, each, name) is not None)
    ]
    links = [x for x in case.labels if x.is_link and x.face is None and _is_level(x, title)]
    faces += [each for each in links if CHOOSE_PLAN.whole(each.folded)]  # "Choose", in its row
    return _nearest_in_card(title, [x for x in faces if not _is_anothers(case, title, x, name)])


def _is_level(one: Control, other: Control) -> bool:
    return abs(one.point[1] - other.point[1]) < ROW_PIXELS


def _is_anothers(case: Case, title: Control, button: Control, name: str) -> bool:
    """Between the title and a button below it stands the title of another card: a longer name that
    begins as the plan's does, or one as tall as it after a price, with a price of its own."""
    top = button.face.y0 if button.face is not None else button.box.y0
    between = [
        each
        for each in case.screen.controls
        if each.box.y0 >= title.box.y1 and each.box.y1 <= top and each.face is None
    ]
    prices = [each.box.y0 for each in between if PRICE.search(each.folded)]
    return any(
        abs(each.box.x0 - title.box.x0) <= EDGE_PIXELS
        and not PRICE.search(each.folded)
        and (
            (each.folded.startswith(f"{name} ") and _is_longer(case, each, name))
            or (
                each.box.height >= title.box.height
                and any(y < each.box.y0 for y in prices)
                and any(PRICE.search(below.folded) for below in case.right_below(each))
            )
        )
        for each in between
    )


def _is_longer(case: Case, control: Control, name: str) -> bool:
    return len(control.folded.split()) <= TITLE_WORDS_MAX and _beside(case, control, name) is None


def _nearest_in_card(label: Control, buttons: list[Control]) -> Control | None:
    """The button in the same card: below and overlapping, or on the same row."""
    own = [
        button
        for button in buttons
        if abs(button.point[0] - label.point[0]) < CARD_ACROSS
        and 0 <= button.point[1] - label.point[1] < CARD_PIXELS
    ]
    beside = [each for each in buttons if _is_level(each, label)]
    return min(own, key=lambda each: each.point[1], default=None) or next(iter(beside), None)


def _is_taken(case: Case, picked: Control) -> bool:
    if picked.is_chosen:
        return True
    return any(
        past.action == "click" and past.changed and past.target == picked.folded
        for past in case.question.history[-3:]
    )


def _onward(case: Case) -> Move | None:
    """The form's own button: never one that names a plan, never the way back."""
    faces = [each for each in case.labels if each.face is not None and not is_back(each)]
    usual = [
        each
        for each in faces
        if GENERIC_GO.whole(each.folded)
        or CHOOSE_PLAN.whole(each.folded)
        or RESTART.whole(each.folded)
    ]
    button = next(iter(usual or faces[-1:]), None)
    if button is None:
        return scroll("plans", "The way on is not in sight: look below.")
    return click("plans", button, "On with the chosen plan.", sure=0.75)


def is_back(control: Control) -> bool:
    """It leads out of the restart, or a step back."""
    said = control.folded
    return NOT_NOW.whole(said) or WAY_BACK.whole(said)
