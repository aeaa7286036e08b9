"""Getting in: e-mail and password on one page or two, one-time codes, cards, profiles.

A secret is only named, never known here. A password is never pointed at an e-mail field: each
field is chosen by its own label, and a page without a fitting label gets no secret.
"""

import re
from dataclasses import replace

from browser_agent.rules import card, codes, gates, profiles
from browser_agent.rules.case import Case, nearest
from browser_agent.rules.gate_words import TITLE_SENTENCES
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import ACCOUNT_LINK, SIGN_IN_LINK
from browser_agent.rules.lexicon_pages import NEWSLETTER
from browser_agent.rules.lexicon_sign_in import (
    CODE_ERROR,
    CODE_TEXT,
    CREDENTIAL_ERROR,
    CVV_TEXT,
    EMAIL_LABEL,
    GIFT_CODE,
    NOT_SIGN_IN,
    OTHER_WAY,
    PASSKEY,
    PASSWORD_LABEL,
    SEND_CODE,
    SIGN_IN_BUTTON,
    SIGN_OUT,
    SIGN_UP,
    USE_PASSWORD,
)
from browser_agent.rules.masks import is_masked
from browser_agent.rules.move import Move, ask_person, click, give_up, press, type_secret
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import greets, page_of
from browser_agent.rules.refusals import is_refused
from browser_agent.rules.roles import is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases, fold

PASSKEY_CONTROLS_MAX, PAIR, VAIN_MAX = 16, 2, 2
DIGITS = Phrases(
    r"digits?|codes?|pin|one[ -]time|chiffres?|ziffern?|zahlen|cifras?|digitos?|codigo|numeros|"
    r"cijfers?|cifre|codice"
)
NEWS = Phrases(r"newsletters?|subscribe|updates|neuigkeiten|nouveautes|novedades|gift|forgot|reset")
WAYS_MAX, EDGE_PIXELS = 2, 5
# "2-step verification: off" is a row of the account.
STANDS = re.compile(
    r".*[\s:](?:on|off|enabled|disabled|active|inactive|set up|manage|edit|change|aus|ein|aktiv\w*|"
    r"desactivad[oa]|activad[oa]|desactivee?|activee?)"
)


def enter(case: Case) -> Move | None:
    """The next step of signing in, or None if this page asks for no identity."""
    return (
        card.check(case)
        or _code(case)
        or profiles.choose(case)
        or _password_again(case)
        or _credentials(case)
        or _passkey(case)
        or _door(case)
    )


def _credentials(case: Case) -> Move | None:  # noqa: PLR0911 - one return a rule
    email = _field(case, EMAIL_LABEL, but=PASSWORD_LABEL) or _lone_email(case)
    password = _field(case, PASSWORD_LABEL, but=NOT_SIGN_IN)
    if password is None and (email is None or len(case.screen.fields) > PAIR):
        return None  # a form with more fields wants more than a name
    if case.says(SIGN_OUT) and not any(each.face for each in case.find(SIGN_IN_BUTTON)):
        return None  # "Password ......" in a row of the account
    if password in case.screen.fields and email not in case.screen.fields:
        email = None  # on a page of its own the password shows whose it is
    asks = _asks_to_sign_in(case, password or email) or _came_to_sign_in(case, password or email)
    asks = asks or _is_known_pair(case, email, password) or _came_back(case, password)
    if not asks or (email is None and password is not None and _is_refused_here(case, password)):
        return None
    if case.question.typed("password") and (
        case.says(CREDENTIAL_ERROR) or is_refused(case, password)
    ):
        return give_up(
            "credential_error", "credential_invalid", "The site refuses the credentials.", sure=0.9
        )
    wanted = [
        (field, name)
        for field, name in ((email, "email"), (password, "password"))
        if field is not None
        and not _is_filled(case, field, name)
        and case.question.times("type", target=name, changed=False) <= VAIN_MAX
    ]
    if not wanted:
        return _submit(case, alone=password is None)
    field, name = wanted[0]
    if name not in case.question.secrets:
        return give_up("sign_in", "credential_missing", f"The site asks for the {name}.", sure=0.9)
    return type_secret("sign_in", field, name, f"The {name} is wanted.", submit=len(wanted) == 1)


def _is_refused_here(case: Case, password: Field) -> bool:
    shut = not _is_entering(case) and gates.is_shut(case, password)
    return shut or gates.agrees_to_more(case) or gates.is_sent_with_a_choice(case)


def _password_again(case: Case) -> Move | None:
    field = _field(case, PASSWORD_LABEL, but=NOT_SIGN_IN)
    if field is None:
        return None
    filled = _is_filled(case, field, "password")
    again = None if filled else gates.password_again(case, field)
    return again or gates.open_up(case, field, filled=filled)


def _asks_to_sign_in(case: Case, field: Field | None) -> bool:
    """The button that belongs to the field enters; it does not register or subscribe."""
    if field is None:
        return False
    own = [
        control
        for control in case.screen.controls
        if control.face is not None and control.point[1] > field.box.y0 - 10
    ]
    button = nearest(own, *field.point)
    if button is None:
        return case.says(SIGN_IN_LINK)
    if SIGN_UP.whole(button.folded):
        return False
    return any(SIGN_IN_BUTTON.whole(control.folded) for control in own)


def _came_to_sign_in(case: Case, field: Field | None) -> bool:
    """The step before was one of signing in: whatever the button is called, it goes on there."""
    if field is None or not _is_entering(case):
        return False
    if len(case.screen.fields) > PAIR or case.says(SIGN_OUT) or case.says(NEWSLETTER):
        return False
    own = [each for each in case.screen.controls if each.face is not None]
    button = nearest([each for each in own if each.point[1] > field.box.y0], *field.point)
    # Behind the door even "Start watching" enters.
    return button is not None and (_is_behind_door(case) or not SIGN_UP.whole(button.folded))


def _is_behind_door(case: Case) -> bool:
    """A click on the way in, and nothing but typing since."""
    for past in reversed(case.question.history):
        if past.page != "sign_in":
            return False
        if past.action == "click":
            return past.changed
    return False


def _came_back(case: Case, password: Field | None) -> bool:
    """The password was sent a step ago, and the page asks for it again."""
    last = case.question.last
    sent = last is not None and last.text_ref == "password" and last.page == "sign_in"
    return password is not None and sent  # on another page it is wanted once more, to be sure


def _is_known_pair(case: Case, email: Field | None, password: Field | None) -> bool:
    """E-mail above password, one each, and no word of registering, whatever the button says."""
    if email is None or password is None or len(case.screen.fields) != 2:
        return False
    buttons = [control for control in case.screen.controls if control.face is not None]
    below = [control for control in buttons if control.point[1] > password.box.y1]
    nearest_below = nearest(below, *password.point)
    return nearest_below is not None and not SIGN_UP.whole(nearest_below.folded)


def _field(case: Case, label: Phrases, *, but: Phrases) -> Field | None:
    found = case.field(label, but=but)
    if label is PASSWORD_LABEL:
        # "Invalid email or password" may stand above the other field.
        wrong = found is None or "[email]" in found.value
        found = _lone_password(case) if wrong else found
    if found is not None or case.first(SIGN_IN_BUTTON) is None:
        return found
    if case.says(SIGN_OUT) or _tells_of_a_plan(case):
        return None  # signed in: "E-mail" is a row of the customer's data
    boxed = [field.box for field in case.screen.fields]
    for field in case.screen.lined:
        free = not any(_borders(box, field.box) for box in boxed)
        for words in (field.label, fold(field.value)):
            named = label.whole(words) or (
                _is_entering(case) and label(words) and not _is_link(case, words)
            )
            if free and named and not (but(words) or but(field.label)):
                return field
    if boxed:
        return None
    # Fields drawn as less than a line: click on the words that label them.
    for control in case.labels:
        plain = control.face is None and not control.is_link and control.text[:1] != "["
        if plain and label.whole(control.folded) and not but(control.folded):
            box = control.box
            near = Box(box.x0, box.y0, box.x1 + 40, box.y1 + 8)
            return Field(near, control.folded, "", filled=False)
    return None


def _lone_email(case: Case) -> Field | None:
    """ "Enter your e-mail address": the only field below, whose own small label was not read."""
    if len(case.screen.fields) != 1 or case.question.typed("email"):
        return None
    (field,) = case.screen.fields
    above = [each for each in case.screen.sentences if each.box.y1 <= field.box.y0]
    told = above[-TITLE_SENTENCES:]
    other = any(says(each.folded) for says in (PASSWORD_LABEL, CODE_TEXT, NEWS) for each in told)
    asked = any(EMAIL_LABEL(each.folded) for each in told) and not other
    plain = len(field.label.split()) <= 1 and case.question.phase == "sign_in"
    return field if asked and plain and not field.filled else None


def _lone_password(case: Case) -> Field | None:
    """ "Enter your password. Log in as [email]": the only field, once the e-mail was given."""
    if len(case.screen.fields) != 1 or not case.question.typed("email"):
        return None
    (field,) = case.screen.fields
    above = [each for each in case.screen.sentences if each.box.y1 <= field.box.y0]
    told = above[-TITLE_SENTENCES:]
    asked = any(PASSWORD_LABEL(each.folded) for each in told)
    asked = asked and not any(CODE_TEXT(each.folded) for each in told)  # "One Time Password"
    return field if asked and not field.filled and not EMAIL_LABEL(field.label) else None


def _is_link(case: Case, words: str) -> bool:
    """ "Forgot your password?" has a line under it, and is no field."""
    return "?" in words or any(
        each.is_link and len(each.folded) > 1 and each.folded in words
        for each in case.screen.controls
    )


def _tells_of_a_plan(case: Case) -> bool:
    """A day on which a plan renews or ends: only the customer's own pages know it."""
    return any(
        any(letter.isdigit() for letter in each.text)
        and (says_renews(each.folded) or says_ends(each.folded))
        for each in case.screen.sentences
    )


def _borders(box: Box, lined: Box) -> bool:
    """The line is an edge of this box, and no field of its own."""
    edges = any(abs(lined.y1 - edge) <= EDGE_PIXELS for edge in (box.y0, box.y1))
    return box.meets(lined) or (edges and lined.x0 < box.x1 and box.x0 < lined.x1)


def _is_entering(case: Case) -> bool:
    """The step before belonged to the sign-in, and led here."""
    last = case.question.last
    return last is not None and last.page == "sign_in" and last.changed


def _is_filled(case: Case, field: Field, name: str) -> bool:
    """Something other than its own placeholder stands in the field."""
    if is_masked(field.value, name) or ("@" in field.value and case.question.typed(name)):
        return True  # "name@example.com" before anything was typed is no more than an example
    shown = any(letter.isalpha() for letter in field.value)
    last = case.question.last
    just_typed = last is not None and last.action == "type" and last.text_ref == name
    if just_typed and last is not None and last.changed and (field.filled and not shown):
        return True
    return field.filled and not shown and case.question.typed(name)


def _submit(case: Case, *, alone: bool = False) -> Move | None:
    found = [each for each in case.find(SIGN_IN_BUTTON) if each.face is not None]
    below = [x for x in found if any(each.box.y1 <= x.box.y0 for each in case.screen.fields)]
    if found:  # the one in the site's menu draws an empty form
        return click("sign_in", (below or found)[0], "All fields are filled: send them.")
    if alone and (case.question.typed("password") or not case.question.typed("email")):
        return None  # no field for a password: a card of the account that shows the address
    if case.question.times("key") < 2:
        return press("sign_in", "enter", "All fields are filled: send them.")
    return give_up("sign_in", "stuck", "The form does not go away.", sure=0.5)


def _code(case: Case) -> Move | None:  # noqa: PLR0911 - one return a rule
    if case.question.typed("cvv") and case.says(CVV_TEXT):
        return None  # "Security code" is the card's, and stands there already
    if not _speaks_of_code(case) or _field(case, PASSWORD_LABEL, but=CODE_TEXT) is not None:
        return None
    field = _code_field(codes.without_messages(case))
    send = case.first(SEND_CODE)
    instead = case.first(USE_PASSWORD)
    if (
        instead is not None
        and "password" in case.question.secrets
        and not case.question.typed("password")
    ):
        return click("code", instead, "A password is at hand, a code is not.")
    if field is None:
        if send is None or page_of(case) == "account":
            return None
        return click("code", send, "A code must be sent first.")
    if case.says(CODE_ERROR) and not codes.was_sent_empty(case, field):
        if "code" in case.question.secrets and not case.question.typed("code"):
            return type_secret("code", field, "code", "A new code is at hand.", submit=True)
        return ask_person("code_error", "code", "The code was refused.")
    if "code" not in case.question.secrets:
        return ask_person("code", "code", "A one-time code is wanted.")
    last, inside = case.question.last, is_inside(case)
    stands = field.filled or (inside and field in case.screen.squares and gates.has_code(case))
    # Beside a box that was ticked since, too, it still stands there.
    if is_masked(field.value, "code") or (last and last.text_ref == "code" and stands):
        return card.send_code(case, field) if inside else _submit(case)
    # Inside a cancellation what sends it is the last press, and not a mere Enter.
    page = "confirm" if inside else "code"
    return type_secret(page, field, "code", "A one-time code is wanted.", submit=not inside)


def _speaks_of_code(case: Case) -> bool:
    """A row of equal boxes needs only the word for a digit or a code beside it. "Redeem a promo
    code" among the links of every page asks for none."""
    told = [each for each in case.screen.controls if not (each.is_link or case.is_last(each.box))]
    if any(GIFT_CODE(each.folded) for each in told) and not is_inside(case):
        return False
    return case.says(CODE_TEXT) or (bool(case.screen.squares) and case.says(DIGITS))


def _code_field(case: Case) -> Field | None:
    """The field for the code: by its label, a row of small squares, or the only field there is."""
    labelled = case.field(CODE_TEXT)
    if labelled is not None and not STANDS.fullmatch(labelled.label):
        return labelled
    if sent := codes.field_of_a_sent_one(case) or next(iter(case.screen.squares), None):
        return sent
    if not case.screen.fields and _is_entering(case):
        lined = case.screen.lined
        return next((each for each in lined if CODE_TEXT(fold(each.value) or each.label)), None)
    others = [field for field in case.screen.fields if not (_is_a_row(field) or _is_told(field))]
    if len(others) == 1 and is_inside(case):
        return others[0]
    alone = len(others) == 1 and not case.says(SIGN_OUT)
    if not alone or not (page_of(case) == "home" or case.question.phase == "sign_in"):
        return None
    sends = case.first(SIGN_IN_BUTTON) is not None or card.own_button(case, others[0]) is not None
    return others[0] if sends else None


def _is_told(field: Field) -> bool:
    """Words in a box that name no code: an entry of a menu, drawn as a field is."""
    letters = any(letter.isalpha() for letter in field.value) and "[" not in field.value
    said = fold(field.value)
    return field.filled and letters and not (DIGITS(said) or CODE_TEXT(said))


def _is_a_row(field: Field) -> bool:
    """Of the customer's data, drawn as a field is."""
    shows = field.value.startswith("[email") or STANDS.fullmatch(field.label) is not None
    return (EMAIL_LABEL(field.label) or shows) and not is_masked(field.value, "code")


def _passkey(case: Case) -> Move | None:
    """A page that wants a finger or a key and no word: another way if it offers one, else a person.

    A field, or a way out of the account, means that the passkey is only one way among others.
    """
    if not case.says(PASSKEY) or case.screen.fields or case.says(SIGN_OUT):
        return None
    if page_of(case) == "account" or len(case.screen.controls) > PASSKEY_CONTROLS_MAX:
        return None
    for way in (*case.find(USE_PASSWORD), *case.find(OTHER_WAY)):
        if not PASSKEY(way.folded) and case.question.times("click", target=way.text) < WAYS_MAX:
            return click("passkey", way, "Another way in than a passkey.")
    return give_up("passkey", "passkey", "The site wants a passkey.", sure=0.9)


def _door(case: Case) -> Move | None:
    """Signed out, and the way in is a link."""
    if case.says(SIGN_OUT) or _tells_of_a_plan(case) or greets(case):
        return None
    instead = case.first(USE_PASSWORD)
    if instead is not None and case.first(SIGN_IN_LINK) is not None and not case.find(ACCOUNT_LINK):
        return click("sign_in", instead, "The way in by e-mail and password.")
    door = case.first(SIGN_IN_LINK) or _beside_a_picture(case)
    if door is None:
        return None
    return click("sign_in", _best_door(case, door), "Signed out: the way in.")


def _beside_a_picture(case: Case) -> Control | None:
    """A head before "Sign in" may look like a box to tick; a form has more than one of them."""
    if case.screen.fields or len(case.marked) > 1:
        return None
    for control in case.marked:
        if SIGN_IN_LINK.whole(control.folded) or SIGN_IN_LINK.whole(control.folded[2:]):
            return replace(control, mark=None)  # "8 Sign in": the head is read as a letter, too
    return None


def _best_door(case: Case, door: Control) -> Control:
    """Of several, the button; a page title that says "Sign in" is no way in."""
    return min(case.find(SIGN_IN_LINK), key=case.plainness, default=door)
