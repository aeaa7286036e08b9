"""Pages on which nothing can or should be done: waiting, captchas, other people's billing."""

import re
from collections.abc import Sequence

from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.lexicon import CANCEL_ALONE
from browser_agent.rules.lexicon_pages import (
    CAPTCHA,
    CARD_ENTRY,
    EMAIL_LINK,
    LOADING,
    NOT_FOUND,
    PAYMENT_PROBLEM,
    RELOAD,
    SITE_ERROR,
    THIRD_PARTY,
)
from browser_agent.rules.lexicon_sign_in import (
    CODE_TEXT,
    USE_PASSWORD,
)
from browser_agent.rules.move import Move, click, give_up, wait
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import Role, choices, is_inside, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold

# Verbs of billing with a name: "Billed by Maplestore", "Uber Maplestore abgerechnet".
_NAME = r"(?:the |your |tu |su |la |le |l'|el )?([A-Z][\w.&+-]+(?: [A-Z][\w.&+-]+)?)"
BILLS = re.compile(
    rf"(?i:billed|billing:|charged|managed|handled|purchased|bought|subscribed|sold|processed|"
    rf"collected|signed up|joined)(?i: directly)? (?i:by|through|via) {_NAME}"
    rf"|(?i:factura\w*|cobra\w*|gestiona\w*|contrata\w*):? (?i:a trav[e\u00e9]s de|por|mediante)"
    rf" {_NAME}"
    rf"|(?i:incluid[oa] en (?:tu|su|la) factura de) {_NAME}"
    rf"|(?i:(?:on|in|with|through|part of) your) {_NAME} (?i:bill|invoice)"
    rf"|(?i:(?:sur|dans) (?:votre|ta) facture) {_NAME}"
    rf"|(?i:\u00fcber|mit|auf) (?i:deine[rn]?|ihre[rn]?) {_NAME}[ -]?(?i:rechnung)"
    rf"|\b(?i:la|lo) (?i:cobra|factura|gestiona|administra) {_NAME}"
    rf"|(?i:factur\w+|g[e\u00e9]r\w+|pr[e\u00e9]lev\w+|souscri\w+)"
    rf" (?i:par|via|aupr[e\u00e8]s de|chez) {_NAME}"
    rf"|(?i:\u00fcber|uber|durch|bei|via) {_NAME} (?i:abgerechnet|abgeschlossen|gebucht|verwaltet)"
)
# "On your December bill" names no company.
NO_NAME = Phrases(
    r"jan\w*|feb\w*|mar(?:ch|z|s|zo)|mai|may\w*|apr\w*|avril|abril|jun\w*|jul\w*|juin|juillet|aug\w*|"
    r"aout|ago\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|next|last|first|monthly|current|invoice|bill|"
    r"internet|phone|mobile|monats\w*|nachst\w*|letzt\w*|mensuelle|prochaine|mensual|proxima"
)
HEAD_PIXELS = 90
MEANS = Phrases(
    r"\w*(?:card|karte)|visa|master ?card|amex|american|paypal|sepa|klarna|ideal|bancontact|"
    r"\w+ pay|lastschrift|rechnung|bankeinzug|debit|credit|tarjeta|carte|prelevement|virement|"
    r"domiciliacion"
)
LINK_TO_CLICK = Phrases(
    r"(?:click|open|follow|tap|use)(?: \w+){0,8} link|link(?: \S+){0,12} (?:to (?:confirm|complete|"
    r"finish|finali[sz]e)|click|confirms?)|"
    r"confirm\w*(?: \w+){0,5} (?:via|using|through|with|from)(?: \w+){0,2} link|"
    r"confirm\w*(?: \w+){0,5} (?:desde|mediante|con|en|a traves del?) (?:el )?enlace|"
    r"(?:confirm|valid)\w*(?: \w+){0,5} (?:via|grace au|par|avec|depuis) (?:le )?lien|"
    r"bestatig\w*(?: \w+){0,6} (?:uber|mit|per|durch)(?: \w+)? \w*link|klick\w*(?: \w+){0,9} "
    r"\w+link|"
    r"(?:haz|haga) clic|(?:abre|abra|sigue|siga|usa|use)(?: \w+){0,3} enlace|"
    r"(?:ouvrez|suivez|ouvre|suis)(?: \w+){0,3} lien|(?:offne\w*|folge\w*)(?: \w+){0,4} link|"
    r"pulsa\w*(?: \w+){0,8} enlace|enlace(?: \S+){0,12} (?:para|confirm\w*)|"
    r"cliquez|lien(?: \S+){0,12} (?:pour|valid\w+|confirm\w+)|"
    r"(?:confirm|bestatig|valid|complet|finali[sz]|abschlie)\w*(?: [^\s.]+){1,9} "
    r"(?:link|enlace|lien)|"
    r"klick\w*(?: \w+){0,9} link|link(?: \S+){0,12} (?:bestatig\w*|klick\w*|anklick\w*)"
)
MAIL = Phrases(r"e-?mail|mail|inbox|correo|bandeja|courriel|boite|postfach|posteingang")
CONDITIONAL = Phrases(
    r"if|when|for (?:members|subscribers|customers) (?:who|billed)|(?:subscriptions|memberships|"
    r"plans) (?:bought|purchased|started|made|billed|taken out|paid)|(?:abonnements|offres|"
    r"forfaits) (?:souscrits?|pris|achetes?)|suscripciones (?:contratadas|compradas|hechas)|"
    r"(?:abos|abonnements|mitgliedschaften|vertrage),? die"
)
WORKING = re.compile(
    r"(?:working|saving|cancell?ing|submitting|sending|updating|confirming|checking|stopping|"
    r"ending|turning off|restarting|reactivating|resuming|renewing|paying|applying|guardando|"
    r"(?:reactiv|reanud|renov|confirm|proces|cancel|envi|tramit|aplic|pag)ando|"
    r"enregistrement|annulation|resiliation|envoi|confirmation|traitement|reactivation|reprise|"
    r"wird|speicher\w*|sende\w*|(?:kundigung|reaktivierung|zahlung|verlangerung) (?:lauft|wird))\b"
)
COUNTED = re.compile(
    r" ?\(\d{1,2} ?(?:s|sec\w*|sek\w*|seg\w*)?\)$|"
    r" (?:in|en|dans) \d{1,2} ?(?:s|sec\w*|sek\w*|seg\w*)$"
)
COUNTS_MAX, AT_WORK_WORDS_MAX = 30, 2
FEW_LINES, ROW_DOWN = 4, 70
SENTENCES_MAX = 25
OPENINGS_MAX = 4
WAITS_MAX = 5
RETRIES_MAX = 2
YOURS = Phrases(
    r"your (?:subscription|membership|plan) (?:is|was)|"
    r"(?:tu|su) (?:suscripcion|membresia) (?:se|es)|"
    r"(?:votre|ton) (?:abonnement|offre) est|(?:dein|ihr)e? (?:abo|abonnement|mitgliedschaft) wird"
)


def hopeless(case: Case) -> Move | None:
    """A robot check or a wait, whatever else the page says."""
    if not case.screen.controls:
        return _patience(case, "Nothing can be read yet.")
    if case.says(CAPTCHA):
        return give_up("captcha", "captcha", "The site asks for proof of being human.", sure=0.95)
    buttons = [each for each in case.screen.controls if each.face is not None]
    few, pressable = len(case.screen.controls) <= FEW_LINES, bool(buttons)
    loading = few and not pressable and not case.screen.fields and case.says(LOADING)
    loading = loading or _is_drawn_later(case)
    pressed = is_inside(case) or case.question.committed or case.screen.dialog is not None
    at_work = any(_is_at_work(each) for each in buttons) and pressed
    if loading or at_work or (few and not pressable and _is_only_at_work(case)):
        return _patience(case, "The page is still loading.")
    missing = any(NOT_FOUND(each.folded) for each in case.screen.sentences)
    if missing and not case.screen.fields and len(case.screen.sentences) < SENTENCES_MAX:
        return _elsewhere(case)
    counts = _counts_down(case, buttons)
    leads = any(each.role >= Role.CANCEL for each in choices(case))
    if not (leads or counts) and _is_broken(case):
        return _broken(case)
    return wait("loading", "Its button still counts down.") if counts else None


def _is_at_work(button: Control) -> bool:
    """ "Please wait", or "Cancelling ..." where "Cancel" stood."""
    cut = button.text.rstrip().endswith(("...", "\u2026"))
    short = len(button.folded.rstrip(" .").split()) <= AT_WORK_WORDS_MAX  # and no label cut off
    works = cut and short and WORKING.match(button.folded) is not None
    return LOADING.whole(_bare(button.folded)) or works


def _is_only_at_work(case: Case) -> bool:
    """ "Saving your changes ..." in a dialog without a field or a link: to shut it may undo it."""
    said = case.screen.controls
    idle = case.screen.dialog is None or case.screen.fields or any(x.is_link for x in said)
    cut = [each for each in said if each.text.rstrip().endswith(("...", "\u2026"))]
    works = any(WORKING.match(x.folded) or LOADING.whole(_bare(x.folded)) for x in cut)
    return works and not idle


def _counts_down(case: Case, buttons: Sequence[Control]) -> bool:
    """ "Cancel now (12)", inside a cancellation; as long as the number falls."""
    last = case.question.last
    stands = last is not None and last.action == "wait" and not last.changed
    if stands or not is_inside(case) or case.question.tail("wait") >= COUNTS_MAX:
        return False
    if any(not field.filled for field in case.screen.fields):
        return False  # a word may have to be typed meanwhile
    told = [COUNTED.search(each.folded) for each in buttons]
    return any(
        found is not None and _ends_it(each.folded[: found.start()].strip())
        for each, found in zip(buttons, told, strict=True)
    )


def _ends_it(folded: str) -> bool:
    return role_of(folded) > Role.NONE or CANCEL_ALONE.whole(folded)


def _is_drawn_later(case: Case) -> bool:
    """The site's own head and its last rows stand there, and between them "Loading..."."""
    body = [x for x in case.screen.controls if x.box.y0 > HEAD_PIXELS and not case.is_last(x.box)]
    body = [each for each in body if not is_footer(case, each)]
    if len(body) > FEW_LINES or any(each.face is not None for each in body):
        return False
    return any(LOADING.whole(_bare(each.folded)) for each in body)


def billed_elsewhere(case: Case) -> Move | None:
    own = [each for each in choices(case) if each.role >= Role.CANCEL]
    links = [each.control for each in own if case.plainness(each.control) < 2]
    if any(case.question.times("click", target=each.text) < 2 for each in links):
        return None  # whoever bills, this page offers to cancel; unless that led nowhere, twice
    for sentence in case.screen.sentences:
        if "?" in sentence.text or CONDITIONAL(sentence.folded) or _is_of_another(case, sentence):
            continue
        if THIRD_PARTY(sentence.folded) or _is_anothers(case, sentence.text):
            return give_up(
                "third_party", "third_party_billing", f"It says: {sentence.text[:160]}", sure=0.9
            )
    return None


def _is_of_another(case: Case, sentence: Sentence) -> bool:
    """In a list of subscriptions, nearer to another one than to the one with the service's name."""
    name = fold(case.question.service)
    prices = [each for each in case.screen.sentences if PRICE.search(each.folded)]
    own = [each for each in case.screen.sentences if name and each.folded.startswith(name)]
    if len(prices) < 2 or not own:
        return False

    def away(each: Sentence) -> int:
        return abs(each.box.center_y - sentence.box.center_y)

    between = [
        each
        for each in prices
        if each not in own and each.box.y0 < sentence.box.y0 and each.folded[:3].isalpha()
    ]
    if YOURS(sentence.folded) and not between:
        return False  # what else costs something here bears no name of its own
    nearest = min(prices, key=away)
    return min(map(away, own)) > ROW_DOWN and nearest not in own


def _is_anothers(case: Case, text: str) -> bool:
    """It names who bills, and that is neither this service nor a means of payment."""
    found = BILLS.search(text)
    name = fold(next((each for each in found.groups() if each), "")) if found else ""
    own = fold(case.question.service)
    nobody = MEANS(name) or NO_NAME.whole(name)
    return bool(name) and not nobody and name not in own and not (own and own in name)


def wants_email_link(case: Case) -> Move | None:
    """A link in an e-mail, unless the e-mail brings a code to type here.

    After the last press an e-mail may also merely confirm: then only a link to be clicked counts.
    """
    told = case.says(EMAIL_LINK) or _tells_of_click(case)
    if not told or case.says(CODE_TEXT):
        return None
    if case.question.committed and not case.says(LINK_TO_CLICK):
        return None
    if any(field.label and not field.filled for field in case.screen.fields):
        return None
    instead = case.first(USE_PASSWORD)
    if instead is not None and case.question.phase == "sign_in":
        return click("sign_in", instead, "The way in by a password.")
    return _needs_the_mail()


def awaits_click(case: Case) -> Move | None:
    """What reads like an end, and ends only once the link in an e-mail is clicked."""
    return _needs_the_mail() if _tells_of_click(case) else None


def _needs_the_mail() -> Move:
    return give_up("email_link", "email_confirmation", "The site wants a link in an e-mail opened.")


def _tells_of_click(case: Case) -> bool:
    return any(_goes_by_mail(each) for each in case.screen.sentences)


def _goes_by_mail(sentence: Sentence) -> bool:
    """A link that is to be clicked, and a mail or an address in one sentence, in whatever words."""
    mail = "@" in sentence.text or "[email]" in sentence.text or MAIL(sentence.folded)
    return mail and LINK_TO_CLICK(sentence.folded)


def wants_payment(case: Case) -> Move | None:
    if case.question.goal != "resume":
        return None
    entry = case.says(CARD_ENTRY) and bool(case.screen.fields)
    if entry or case.says(PAYMENT_PROBLEM):
        return give_up(
            "payment_problem", "payment_method", "The site wants a working card.", sure=0.85
        )
    return None


def _bare(folded: str) -> str:
    return folded.rstrip(" .\u2026")


def _patience(case: Case, why: str) -> Move:
    if case.question.tail("wait") >= WAITS_MAX:
        return give_up("loading", "site_unreachable", f"{why} Waiting did not help.")
    return wait("loading", why)


def _elsewhere(case: Case) -> Move | None:
    """No such page: the account page, wherever it may be, then the button that leads home."""
    if case.question.times("open_account") < OPENINGS_MAX:
        return Move("error", "open_account", why="There is no such page.", confidence=0.6)
    home = next((each for each in case.labels if each.face is not None), None)
    if home is None or case.question.times("click", target=home.text) >= RETRIES_MAX:
        return None
    return click("error", home, "There is no such page: its button leads home.", sure=0.5)


def _is_broken(case: Case) -> bool:
    """It says that it failed; "Having technical trouble?" offers help instead."""
    if case.screen.fields or case.marked or len(case.screen.sentences) >= SENTENCES_MAX:
        return False  # "I have technical problems" may be a reason to choose
    return any(SITE_ERROR(each.folded) and "?" not in each.text for each in case.screen.sentences)


def _broken(case: Case) -> Move:
    retry = case.first(RELOAD)
    if retry is not None and case.question.times("click", target=retry.text) < RETRIES_MAX:
        return click("error", retry, "The site failed and offers to try again.")
    if case.question.tail("wait") < RETRIES_MAX:
        return wait("error", "The site says that it failed.")
    if case.question.times("open_account") < RETRIES_MAX:
        return Move("error", "open_account", why="The page failed: start again from the account.")
    return give_up("error", "site_unreachable", "The site keeps failing.")
