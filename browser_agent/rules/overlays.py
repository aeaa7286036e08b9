"""Banners and prompts over the page: refuse, close, and never agree to more than is needed."""

from browser_agent.rules import resuming
from browser_agent.rules.amounts import amounts
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon import HELP_TEXT, PROMOTES
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGE,
    COOKIES,
    COOKIES_MANAGE,
    COOKIES_REFUSE,
    DISMISS,
    LEAVING_TALK,
    NEWSLETTER,
    NOT_NOW,
    OFFER,
    SURVEY,
)
from browser_agent.rules.lexicon_sign_in import (
    CVV_TEXT,
    STAY_SIGNED_IN,
)
from browser_agent.rules.move import Move, click, press
from browser_agent.rules.question_words import asked
from browser_agent.rules.roles import Role, choices, is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import says_renews
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import NOT

CONSENT = Phrases(
    r"(?:accept|allow|agree to)(?: all)(?: cookies)?|aceptar tod[oa]s?|tout accepter|alle[sn]? "
    r"(?:akzeptieren|zulassen)|aceitar tud?o|accetta tutt[oi]|alles accepteren"
)
SELLS = Phrases(
    r"free|gratis|gratuit\w*|kostenlos|offerts?|\d+ ?%.*|.*[$\u20ac\u00a3] ?\d.*|"
    r".*\d ?[$\u20ac\u00a3].*"
)
# The line under a form: "By continuing, you agree to our terms and our privacy notice".
AGREES_BY = Phrases(
    r"by (?:continuing|signing|logging|clicking|creating|proceeding|selecting|tapping)"
    r"(?: .{0,24})?,? (?:you|i) (?:agree|accept|acknowledge|consent)|al (?:continuar|iniciar|"
    r"registrarte|hacer clic|pulsar)(?: .{0,24})?,? acept\w+|en (?:continuant|vous connectant|"
    r"cliquant)(?: .{0,24})?,? vous (?:accept\w+|reconnaiss\w+)|(?:indem|mit (?:dem|der|deiner|"
    r"ihrer)|durch)(?: \w+){1,5} (?:stimm|akzeptier)\w+"
)
# "With advertising, or a subscription that goes without": what costs nothing is the way on.
ADVERTISING = Phrases(
    r"tracking|personali[sz]ed (?:ads|advertising)|werbetracking|personalisierte[rn]? werbung|"
    r"publicites? personnalisees?|publicidad personalizada|mit werbung(?: und \w+)?|avec publicite|"
    r"con publicidad"
)
PAID_WAY = Phrases(
    r"(?:\w+ )?(?:pur|abo\w*|subscribe|abonnieren|abonnez\w*|s'abonner|suscri\w*|abbonati)(?: .*)?|"
    r".* (?:pur|abo|pur-abo|abonnieren|subscribe)|mehr zum .*"
)
CONSENT_ON = Phrases(
    r"(?:accept|agree|consent|allow)(?: all)?(?: (?:and|&) (?:continue|close|proceed|read\w*))?|"
    r"(?:zustimmen|akzeptieren|einverstanden|einwilligen)(?: (?:und|&) \w+)?|accepter(?: et \w+)?|"
    r"aceptar(?: y \w+)?|accetta(?: e \w+)?|accepteren(?: en \w+)?"
)
ADDING = Phrases(
    r"(?:yes,? |si,? |oui,? |ja,? )?(?:add|upgrade|include|anadir|agregar|sumar|ajouter|inclure|"
    r"hinzufugen|dazubuchen|aggiungi|adicionar|toevoegen)(?: .*)?|.* (?:hinzufugen|dazubuchen)"
)
NEAR_PIXELS, ABOVE_PIXELS, LINE_PIXELS = 260, 40, 24
BANNER_LETTERS_MIN = 22
BESIDE_PIXELS = 320
SHORT_PIXELS = 130
NAGS_MAX = 2
NO_WORDS_MAX = 5
ESCAPES_MAX = 1
CROSS = "the cross in the corner"
CROSS_INSET = 26
ADULT = Phrases(
    r"(?:yes,? )?i(?:'m| am) (?:an? )?(?:adult|grown-?up|parent|over 18|18(?: or over|\+))"
    r"(?: years old)?(?:,? (?:enter|continue))?",
    r"(?:si,? )?soy (?:(?:una )?persona adulta|adult[oa]|mayor de edad|(?:el )?padre|"
    r"(?:la )?madre)",
    r"(?:ja,? )?ich bin (?:erwachsen|volljahrig|(?:ein )?elternteil|uber 18)",
    r"(?:oui,? )?je suis (?:un |une )?(?:adulte|parent|majeure?)",
)


def clear(case: Case) -> Move | None:
    """The click that removes an overlay, or None if none is in the way."""
    return (
        _cookies(case) or _consent_or_pay(case) or _prompt(case) or _for_adults(case) or _nag(case)
    )


def _for_adults(case: Case) -> Move | None:
    """Where children watch, a gate before the parents' part; the customer has an account."""
    passing = next((each for each in case.find(ADULT) if each.face is not None), None)
    if passing is None or case.question.times("click", target=passing.text) >= NAGS_MAX:
        return None
    if is_inside(case) or amounts(case):
        return None
    return click("overlay", passing, "A gate for grown-ups.", sure=0.8)


def _cookies(case: Case) -> Move | None:
    # A footer's "Privacy" or "Datenschutz" is a link; a banner speaks in sentences.
    told = [
        each
        for each in case.screen.sentences
        if COOKIES(each.folded)
        and len(each.text) >= BANNER_LETTERS_MIN
        and not _is_legal(case, each)
    ]
    if not told:
        return _refusal_beside_consent(case) or _short_banner(case)
    refuse = _near(case, case.find(COOKIES_REFUSE), [each.box.center_y for each in told])
    if refuse is not None:
        return click("overlay", refuse, "A cookie banner: refuse.", sure=0.9)
    # A footer's "Cookie preferences" is no banner: there must be a button close to the words.
    manage = case.first(COOKIES_MANAGE)
    accept = _near(case, case.find(ACKNOWLEDGE), [sentence.box.center_y for sentence in told])
    if accept is None or accept.face is None:
        return None
    if all(accept.point[1] < sentence.box.y0 - ABOVE_PIXELS for sentence in told):
        return None  # the words of a banner stand above its button: these are the page's footer
    if manage is not None and manage.face is not None:
        return click("overlay", manage, "A cookie banner that hides its refusal.", sure=0.7)
    close = _near(case, case.find(DISMISS), [sentence.box.center_y for sentence in told])
    return click("overlay", close or accept, "A cookie banner in the way.", sure=0.7)


def _is_legal(case: Case, sentence: Sentence) -> bool:
    """That line, or the rest of it right below."""
    return any(
        AGREES_BY(each.folded)
        and each.box.y0 <= sentence.box.y0 <= each.box.y1 + LINE_PIXELS
        and abs(each.box.x0 - sentence.box.x0) < NEAR_PIXELS
        for each in case.screen.sentences
    )


def _consent_or_pay(case: Case) -> Move | None:
    """A wall that a reader passes by paying or by bearing advertising: there is no refusal."""
    if case.screen.dialog is None or not case.says(ADVERTISING) or asked(case):
        return None
    if is_inside(case) or any(each.role >= Role.DECLINE for each in choices(case)):
        return None  # "A plan with ads instead" is an offer
    pays = [each for each in case.labels if each.face and PAID_WAY.whole(each.folded)]
    if not pays:
        return None
    bears = [each for each in case.labels if each.face and CONSENT_ON.whole(each.folded)]
    if len(bears) != 1 or case.find(COOKIES_REFUSE):
        return None
    return click("overlay", bears[0], "Advertising, or a payment: the first.", sure=0.7)


def _refusal_beside_consent(case: Case) -> Move | None:
    """ "Accept all" and, beside it, its refusal: a banner, whatever it says above."""
    if case.says(OFFER) or asked(case):
        return None
    for refuse in case.find(COOKIES_REFUSE):
        if any(_beside(refuse, consent) for consent in case.find(CONSENT)):
            return click("overlay", refuse, "A banner for consent: refuse.", sure=0.85)
    return None


def _short_banner(case: Case) -> Move | None:
    """ "A cookie?" above two buttons side by side, one of which refuses."""
    titles = [each.box for each in case.screen.sentences if COOKIES(each.folded)]
    faces = [each for each in case.screen.controls if each.face is not None]
    for refuse in case.find(COOKIES_REFUSE):
        under = any(
            0 < refuse.box.y0 - title.y1 < SHORT_PIXELS
            and refuse.box.x0 < title.x0 + NEAR_PIXELS * 2
            for title in titles
        )
        if refuse.face is not None and under and any(_beside(refuse, each) for each in faces):
            return click("overlay", refuse, "A cookie banner: refuse.", sure=0.85)
    return None


def _prompt(case: Case) -> Move | None:
    """Newsletters, notices, "save your password?": only when they cover the page or stand alone."""
    covered = case.screen.dialog is not None
    told = [
        sentence.box.center_y
        for sentence in case.screen.sentences
        if (NEWSLETTER(sentence.folded) or STAY_SIGNED_IN(sentence.folded))
        and (covered or not case.is_last(sentence.box))  # the form at the foot of every page
    ]
    # "No" beside "Yes, cancel" is an answer, not a way to close a prompt.
    if not told or asked(case) or any(each.role >= Role.CANCEL for each in choices(case)):
        return None
    dismiss = _near(case, case.find(DISMISS), told)
    if dismiss is not None and (
        covered or case.plainness(dismiss) < 2 or case.says(STAY_SIGNED_IN)
    ):
        return click("overlay", dismiss, "A prompt in the way: close it.")
    if not covered:
        return None
    accept = case.first(ACKNOWLEDGE)
    if accept is not None:
        return click("overlay", accept, "A notice in the way.", sure=0.7)
    if case.question.times("key") == 0:
        return press("overlay", "escape", "A prompt without a way out in words.")
    return None


def _nag(case: Case) -> Move | None:
    """Whatever is offered, beside its button stands a way to say "not now": never inside a flow."""
    if asked(case) or any(each.role > Role.DECLINE for each in choices(case)):
        return None
    if is_inside(case) and (case.says(SURVEY) or case.says(LEAVING_TALK)):
        return None  # "Why are you leaving?"
    if case.screen.dialog is None and any(says_renews(x.folded) for x in case.screen.sentences):
        return None  # "Skip" beside "Next order: December 14" is the page's own
    wanted = case.question.goal == "resume" and _is_wanted(case)
    faces = [each for each in case.screen.controls if each.face is not None]
    for control in case.find(NOT_NOW):
        if wanted and not any(_beside(control, face) and _adds(case, face) for face in faces):
            continue
        if case.question.times("click", target=control.text) >= NAGS_MAX:
            continue
        if case.screen.dialog is not None or any(_beside(control, face) for face in faces):
            return click("overlay", control, "Offered unasked: not now.", sure=0.8)
    return None


def _adds(case: Case, control: Control) -> bool:
    """More than was asked for: "Add to my plan", unless the wanted plan is called so."""
    plan = fold(case.question.plan or "")
    return ADDING.whole(control.folded) and not (plan and plan in control.folded)


def _is_wanted(case: Case) -> bool:
    """What is offered beside "Later" is the very restart that was asked for."""
    if case.screen.dialog is not None and not resuming.is_under_way(case):
        return False
    return resuming.is_under_way(case) or resuming.proceed(case) is not None or case.says(CVV_TEXT)


def _beside(control: Control, other: Control) -> bool:
    across = abs(control.point[0] - other.point[0])
    down = abs(control.point[1] - other.point[1])
    return other is not control and down < control.box.height * 4 and across < BESIDE_PIXELS


def escape(case: Case) -> Move | None:
    """Out of a dialog that offers no way on in words: Escape, then the cross in its corner."""
    panel = case.screen.dialog
    if panel is None:
        return None
    quiet = _quiet(case)
    if quiet is not None:
        return click("overlay", quiet, "The quiet answer to what is offered.", sure=0.6)
    if case.question.times("key", target="escape") < ESCAPES_MAX:
        return press("overlay", "escape", "A dialog without a way on in words.", sure=0.5)
    if case.question.times("click", target=CROSS) < ESCAPES_MAX:
        x, y = panel.x1 - CROSS_INSET, panel.y0 + CROSS_INSET
        return Move("overlay", "click", CROSS, x, y, confidence=0.4, why="The corner of a dialog.")
    return None


def _quiet(case: Case) -> Control | None:
    """Beside a loud button the short answer that begins with a no; or, in a dialog that sells
    something, the only link."""
    faces = [each for each in case.labels if each.face is not None]
    for control in case.labels:
        short = len(control.text.split()) <= NO_WORDS_MAX and "?" not in control.text
        if short and NOT.match(control.folded) and any(_beside(control, face) for face in faces):
            return control
    if not (case.says(PROMOTES) or case.says(NEWSLETTER) or case.says(SELLS)):
        return None
    loud = [each for each in case.labels if each.face is not None]
    links = [
        each
        for each in case.labels
        if each.face is None
        and (each.listed or each.ink.underlined or each.ink.coloured)
        and not each.inline
        and not HELP_TEXT(each.folded)
    ]
    if len(links) != 1 or not any(_beside(links[0], each) for each in loud):
        return None
    return links[0]


def _near(case: Case, controls: list[Control], rows: list[int]) -> Control | None:
    for control in controls:
        if any(abs(control.point[1] - row) < NEAR_PIXELS for row in rows):
            return control
    return None
