"""Asked who one is, though signed in: a code or the password once more, on the way to something.

The button below it leads on. Whether that ends anything is told by the page, not by the button.
"""

import re

from browser_agent.rules.agreeing import STOP, agrees
from browser_agent.rules.case import Case, nearest
from browser_agent.rules.footer import is_footer
from browser_agent.rules.gate_else import speaks_of_more
from browser_agent.rules.gate_more import AND_MORE, WANTS_BACK, WANTS_MORE
from browser_agent.rules.gate_words import (
    ACCOUNT_PASSWORD,
    ASKS_FOR_PLACE,
    ASKS_TO_GO_ON,
    AT_A_GATE,
    BUYS_BY_IT,
    CHANGES,
    ENDS_AND_MORE,
    ERROR_WORDS_MAX,
    FOR_ADULTS,
    FOR_ELSE,
    GATE_BUTTON,
    GATE_OPENINGS_MAX,
    GATE_TYPINGS_MAX,
    JUST_ASKS,
    MORE_BY_IT,
    NAME_WORDS_MAX,
    PLACE,
    SHOWS,
    SIGNED_IN_AS,
    TELLS_WHY,
    TITLE_SENTENCES,
    TO_CONFIRM,
    TO_END,
    TO_GO_ON,
)
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import ERASES
from browser_agent.rules.lexicon_pages import LEAVING_TALK, OFFER, RESTART
from browser_agent.rules.lexicon_sign_in import (
    CODE_TEXT,
    CREDENTIAL_ERROR,
    PASSWORD_LABEL,
    SIGN_IN_BUTTON,
    SIGN_OUT,
)
from browser_agent.rules.marked import leaving_marks
from browser_agent.rules.move import Move, click, give_up, type_secret
from browser_agent.rules.plans import PRICE
from browser_agent.rules.question import Past
from browser_agent.rules.roles import INSIDE, Role, is_inside, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.state import says_ends
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of

CHOICES_MIN, FOOT_SHARE, MENU_PIXELS = 2, 0.92, 8


def password_again(case: Case, field: Field) -> Move | None:
    """ "Type your password to confirm", inside a cancellation: typed, and sent by the button that
    ends it."""
    told = [each.folded for each in case.screen.sentences if each.box.y1 <= field.box.y0]
    near = [each for each in told[-TITLE_SENTENCES:] if PASSWORD_LABEL(each)]
    asked = any(TO_CONFIRM(each) or TO_END(each) for each in near)
    signs_in = any(each.face is not None for each in case.find(SIGN_IN_BUTTON))
    if is_sent_with_a_choice(case):
        chosen = any(each.is_chosen for each in leaving_marks(case))
        asked |= any(JUST_ASKS.whole(each.strip(" :.")) for each in near)
        asked, signs_in = asked and chosen, False
    if not asked or signs_in or not is_inside(case) or "password" not in case.question.secrets:
        return None
    if agrees_to_more(case):
        return None
    return type_secret("confirm", field, "password", "It confirms the end.", submit=False)


def is_sent_with_a_choice(case: Case) -> bool:
    """Circles stand on the page inside a cancellation: what is chosen there goes along with the
    password, and comes first."""
    return is_inside(case) and len(case.rounds) >= CHOICES_MIN


def agrees_to_more(case: Case) -> bool:
    """ "Your membership will be paused. Enter your password to continue": no form that signs in,
    and no last question."""
    said = [each.folded for each in case.screen.sentences]
    ends = case.question.goal == "cancel"
    asking = [part for each in said for part in STOP.split(each) if PASSWORD_LABEL(part)]
    refused = [MORE_BY_IT, WANTS_MORE]
    refused += [BUYS_BY_IT, WANTS_BACK, AND_MORE] if ends else []
    more = any(each(part) for each in refused for part in asking)
    if (
        more
        or (ends and any(map(speaks_of_more, asking)))
        or any(PASSWORD_LABEL(each) and ENDS_AND_MORE(each) for each in said)
    ):
        return True
    asks = any(PASSWORD_LABEL(each) and TO_GO_ON(each) for each in said)
    told = [each.folded for each in _without_links(case)]
    return asks and any(agrees(each, ends=ends) for each in told)


def without_password(case: Case, move: Move) -> Move | None:
    """Where the password is refused, its form is not sent without one either: a person decides."""
    field = case.field(PASSWORD_LABEL)
    sends = move.action == "click" or move.key == "enter"
    if field is None or not sends or not agrees_to_more(case):
        return None
    below = [x for x in case.screen.controls if x.face is not None and x.point[1] > field.box.y0]
    pressed = any(x.point == (move.x, move.y) for x in below) and move.page != "overlay"
    if not (pressed or move.commit or move.key or move.page in INSIDE):
        return None
    why = "The password would agree to more than was asked for."
    return give_up(move.page, "policy_denied", why, sure=0.9)


def is_shut(case: Case, field: Field) -> bool:
    """A gate that is not opened, for what else stands there: no form that signs in either, though
    its button may be called alike. Where the field's own button signs in, it is none."""
    said = [each.folded for each in case.screen.sentences]
    asks = any(PASSWORD_LABEL(x) and (TO_GO_ON(x) or ASKS_FOR_PLACE(x)) for x in said)
    faces = _buttons(case)
    own = nearest([each for each in faces if each.point[1] > field.box.y0], *field.point)
    if own is not None and not GATE_BUTTON.whole(own.folded):
        asks = asks and not SIGN_IN_BUTTON.whole(own.folded)
    return asks and any(GATE_BUTTON.whole(each.folded) for each in faces)


def _buttons(case: Case) -> list[Control]:
    """Without the one beside a field that shows what was typed, where there is another one."""
    faces = [each for each in case.screen.controls if each.face is not None]
    return [each for each in faces if not SHOWS.whole(each.folded)] or faces


def open_up(case: Case, field: Field, *, filled: bool) -> Move | None:
    """ "Enter your password to open settings", within the signed-in site: typed where it is the
    only field, and sent by the button that opens it. Enter would press what nobody has judged."""
    button = _gate_button(case, field)
    signed_in = case.question.phase == "act" or _has_come_in(case)
    if button is None or not signed_in or is_inside(case):
        return None
    if filled:
        return click("account", button, "The password is typed: see what is behind it.")
    typed, in_vain = _typed(case, button)
    if typed and case.says(CREDENTIAL_ERROR):
        return give_up("credential_error", "credential_invalid", "It is refused.", sure=0.9)
    if "password" not in case.question.secrets:
        return give_up("account", "credential_missing", "A gate asks for the password.", sure=0.9)
    if in_vain >= GATE_TYPINGS_MAX or typed >= GATE_OPENINGS_MAX:
        return give_up("account", "stuck", "The gate does not open.", sure=0.5)
    return type_secret("account", field, "password", "A gate wants it once more.", submit=False)


def _typed(case: Case, button: Control) -> tuple[int, int]:
    """How often the password was typed at this gate, and how often of these in vain: where its
    button was pressed and then something else, the gate had opened."""
    history = case.question.history
    typed = [
        n
        for n, past in enumerate(history)
        if past.page == "account" and past.text_ref == "password"
    ]
    opened = 0
    for n in typed:
        pressed, *then = history[n + 1 : n + 3] or [history[n]]
        sent = pressed.action == "click" and pressed.changed and pressed.target == button.folded
        opened += sent and any(_is_behind(past, button) for past in then)
    return len(typed), len(typed) - opened


def _is_behind(past: Past, button: Control) -> bool:
    at_gate = past.text_ref == "password" or past.target == button.folded
    return past.action in {"click", "scroll"} and not at_gate


def _has_come_in(case: Case) -> bool:
    """A way out of the account, or a page that came after the password was sent, shows it."""
    typed = [n for n, past in enumerate(case.question.history) if past.text_ref == "password"]
    since = case.question.history[typed[-1] + 1 :] if typed else []
    return bool(typed) and (case.says(SIGN_OUT) or any(past.page == "home" for past in since))


def _gate_button(case: Case, field: Field) -> Control | None:
    """The only button of a page that wants the password to go on, and for nothing else."""
    label = field.label.partition("[")[0]  # what was typed stands behind it
    said = [x.folded.rstrip(". ") for x in case.screen.sentences]
    asks = [each for each in said if ASKS_FOR_PLACE.whole(each) or JUST_ASKS.whole(each)]
    told = any(
        label.strip(". ") in each for each in asks
    )  # the sentence that asks may be all there is
    labelled = ACCOUNT_PASSWORD.whole(label) or (told and PASSWORD_LABEL(label))
    if len(case.screen.fields) != 1 or not labelled:
        return None
    # A star in the bar at the foot of the page looks like a circle that is filled.
    foot = case.screen.height * FOOT_SHARE
    marked = any(each.box.y0 < foot for each in case.marked)
    if marked or not _asks_for_a_look(case, field):
        return None
    below = [each for each in _buttons(case) if each.point[1] > field.box.y1]
    alone = len(below) == 1 and GATE_BUTTON.whole(below[0].folded)
    return below[0] if alone and not wish_of(below[0].folded) else None


def _asks_for_a_look(case: Case, field: Field) -> bool:
    """It asks for the password to open a place, or to go on and names nothing but places. Any other
    sentence may tell what the password agrees to: who is in doubt leaves it."""
    said = [each for each in case.screen.sentences if not field.box.holds(each.box)]
    above = [each for each in said if each.box.y1 <= field.box.y0][-TITLE_SENTENCES:]
    asked = [part for each in above for part in STOP.split(each.folded)]
    place = any(map(ASKS_FOR_PLACE.whole, asked))
    place |= any(map(FOR_ADULTS.whole, asked)) and any(map(JUST_ASKS.whole, asked))
    if not (place or any(map(ASKS_TO_GO_ON.whole, asked))):
        return False
    pressed = {x.folded for x in case.screen.controls if x.is_link or x.face is not None}
    pressed |= {x.folded for x in case.screen.controls if is_footer(case, x)}
    pressed |= {
        x.folded
        for out in case.find(SIGN_OUT)
        for x in case.screen.controls
        if abs(x.point[1] - out.point[1]) <= MENU_PIXELS
    }  # the menu in which one signs out
    told = [part for each in said for part in STOP.split(each.folded)]
    told = [each for each in told if not _is_made_of(each, pressed)]
    return all(_is_of_a_gate(case, each, place=place) for each in told)


def _is_made_of(said: str, labels: set[str]) -> bool:
    """ "Help Terms Privacy" in one row."""
    for each in sorted(filter(None, labels), key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", said)
    return re.search(r"\w", said) is None


def _is_of_a_gate(case: Case, said: str, *, place: bool) -> bool:
    """place: the sentence that asks has named one; then short names beside it are the page's own,
    or the menu's."""
    known = (ASKS_FOR_PLACE, ASKS_TO_GO_ON, PLACE, AT_A_GATE, TELLS_WHY, ACCOUNT_PASSWORD)
    own = said.startswith("\u00a9") or said == fold(case.question.service)
    own |= place and (JUST_ASKS.whole(said) or FOR_ADULTS.whole(said))
    if own or any(each.whole(said) for each in known):
        return True
    words = said.split()
    who = SIGNED_IN_AS.whole(said)
    if (any(map(str.isdigit, said)) and not who) or _is_for_else(said):
        return False
    if who:
        return True
    if CREDENTIAL_ERROR(said):
        return len(words) <= ERROR_WORDS_MAX
    plain = role_of(said) is Role.NONE
    return place and plain and len(words) <= NAME_WORDS_MAX and not said.endswith((".", "!", "?"))


def _is_for_else(said: str) -> bool:
    """It tells of a price, of buying, of another password, of erasing, or of what is to change."""
    wants = wish_of(said) or LEAVING_TALK(said) or says_ends(said)
    changes = FOR_ELSE(said) or CHANGES(said) or ERASES(said) or PRICE.search(said) is not None
    return bool(wants) or changes or OFFER(said) or RESTART(said)


def only_asks_who(case: Case) -> bool:
    """A page that wants the password once more, or has just got its code, and says nothing of an
    end."""
    asks = case.field(PASSWORD_LABEL) is not None or has_code(case)
    return asks and not any(map(_speaks_of_an_end, _body(case)))


def ends_by_code(case: Case) -> bool:
    """ "Enter the code to stop your plan": the button that sends it is the last press. What a link
    of the menu says is not what the page asks."""
    return has_code(case) and any(map(_speaks_of_an_end, _without_links(case)))


def ends_by_password(case: Case) -> bool:
    """ "Type your password to turn off the renewal": the button that ends it is the last press."""
    if case.field(PASSWORD_LABEL) is None:
        return False
    said = [each.folded for each in _without_links(case)]
    return any(PASSWORD_LABEL(each) and TO_END(each) for each in said)


def has_code(case: Case) -> bool:
    """The code was typed a step ago. A row of boxes for its digits is painted over by then."""
    last = case.question.last
    typed = last is not None and last.text_ref == "code" and last.changed
    return typed and case.says(CODE_TEXT)


def _speaks_of_an_end(told: Sentence) -> bool:
    said = told.folded
    return LEAVING_TALK(said) or says_ends(said) or wish_of(said) == "leave"


def _without_links(case: Case) -> list[Sentence]:
    """ "Orders" and "Payments" in a menu are nothing that the page asks."""
    links = {each.folded for each in case.screen.controls if each.is_link}
    return [each for each in _body(case) if each.folded not in links]


def _body(case: Case) -> list[Sentence]:
    """What a page says, without the links in its last rows."""
    links = {each.folded for each in case.screen.controls if is_footer(case, each)}
    return [each for each in case.screen.sentences if not any(x in each.folded for x in links)]
