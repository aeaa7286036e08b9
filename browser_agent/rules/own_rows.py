"""The row, card or button of the subscription itself, told by the words that tell its day."""

from collections.abc import Sequence

from browser_agent.rules import ended_rows
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import (
    ABOUT_PLAN,
    DEEDS,
    HEADER_PIXELS,
    OWN_PIXELS,
    acts,
    has_its_own_price,
    may_lead,
)
from browser_agent.rules.lexicon import PROMOTES
from browser_agent.rules.lexicon_pages import LEAVING_TALK
from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP
from browser_agent.rules.move import Move, click
from browser_agent.rules.own_section import (
    ends_the_row_of_an_end,
    is_below_a_price,
    level_with_the_name,
    named_boxes,
)
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import page_of, was_clicked
from browser_agent.rules.plans import PRICE
from browser_agent.rules.roles import has_ended, is_inside, is_title
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases, fold

VIEWS = Phrases(
    r"view(?: details)?|details?|edit|open|show|see(?: details)?|ansehen|anzeigen|offnen|"
    r"actions?|options?|aktionen|optionen|acciones|opciones|more|"
    r"bearbeiten|ver(?: detalles?)?|editar|abrir|voir(?: .{0,10})?|modifier|ouvrir"
)
# Under words of an end it is the way back in as often as to the page before: once.
RETURNS = Phrases(r"revenir|volver|regresar|return")
RENEWAL_TALK = Phrases(
    r"renew\w*|leave|leaving|goodbye|verlanger\w*|abschied|renovacion|renouvellement|reconduction"
)
# What stands by it puts an order off, sends it now, or changes what is in it.
OF_AN_ORDER = Phrases(
    r"(?:next|upcoming) (?:order|shipment|delivery|box)|ships? every|proximo (?:pedido|envio)|"
    r"prochaine? (?:commande|livraison|envoi)|nachste[rns]? (?:lieferung|bestellung|sendung)"
)
ROW_PIXELS = 45
BUTTON_PIXELS_MIN = 29  # what is lower is a badge
CARD_PIXELS, LINE_PIXELS, NAME_LETTERS_MIN = 28, 16, 4
TRIES_MAX, SIDE_SHARE, ROW_WORDS_MIN = 3, 0.15, 2
DOTS, SIGN = "the three dots", "the picture in its row"
PICTURES_MAX, PICTURE_PIXELS = 2, 60
CORNER_PIXELS, CARD_WIDE = 100, 420
ASIDE = 4  # what stands level counts as nearer than what stands below


def own_button(case: Case) -> Move | None:
    """A button under the words that tell when the plan renews, or that it ended: whatever it is
    called."""
    told = told_days(case)
    near = [
        each
        for each in case.labels
        if each.face is not None
        and each.face.height >= BUTTON_PIXELS_MIN
        and any(_stands_by(each, box) for box in told)
        and not has_its_own_price(case, each, told)
        and not is_below_a_price(case, each, told)
        and not is_spent(case, each)
    ]
    fitting = [each for each in near if may_lead(case, each, again=True)]
    if not fitting and case.question.goal == "resume":
        fitting = [x for x in near if RETURNS.whole(x.folded) and not was_clicked(case, x)]
    if not fitting:
        return None
    largest = max(fitting, key=lambda each: each.face.height if each.face is not None else 0)
    return click("account", largest, "It stands by the subscription.", sure=0.5)


def own_dots(case: Case) -> Move | None:
    """Three dots in the row that tells when the plan renews, or that it ended: its menu."""
    return _own_picture(case, case.screen.pictures.dots, DOTS)


def own_sign(case: Case) -> Move | None:
    """A small picture in that row, such as a gear."""
    return _own_picture(case, case.screen.pictures.signs, SIGN)


def told_days(case: Case) -> list[Box]:
    """Where the page tells when the plan renews or, on the way back, that it ended."""
    says = says_renews if case.question.goal == "cancel" and not has_ended(case) else says_ends
    return [
        each.box
        for each in case.screen.sentences
        if says(each.folded) and not OF_AN_ORDER(each.folded)
    ]


def _own_told(case: Case) -> list[Box]:
    """Of several rows those that bear the service's name above the day, or level with it: from the
    name down to the day."""
    told, name = told_days(case), fold(case.question.service)
    if len(told) < 2 or not name:
        return told
    named = [x.box for x in case.screen.controls if x.folded.startswith(name) and not x.listed]
    rows = [(box, next((each for each in named if _heads(each, box)), None)) for box in told]
    return [_both(box, title) for box, title in rows if title is not None]


def _both(one: Box, other: Box) -> Box:
    return Box(
        min(one.x0, other.x0),
        min(one.y0, other.y0),
        max(one.x1, other.x1),
        max(one.y1, other.y1),
    )


def _heads(name: Box, day: Box) -> bool:
    """Level with the day or above it, with a line of the same column between at most."""
    level = abs(day.center_y - name.center_y) <= LINE_PIXELS
    right_above = -LINE_PIXELS <= day.y0 - name.y1 <= LINE_PIXELS
    aligned = abs(day.x0 - name.x0) <= LINE_PIXELS
    return level or right_above or (aligned and 0 < day.y0 - name.y1 <= ROW_PIXELS)


def nearest_own(case: Case, alike: Sequence[Control]) -> Control:
    """Of several "Manage" the one in the row or card that bears the service's name; else the
    first."""
    named = named_boxes(case)
    same = [each for each in alike if each.folded == alike[0].folded]
    if not named or len(same) == 1:
        return alike[0]

    def away(each: Control) -> float:
        x, y = each.point
        return min(abs(y - box.center_y) + abs(x - box.x0) / ASIDE for box in named)

    return min(same, key=away)


def _own_picture(case: Case, pictures: Sequence[Box], name: str) -> Move | None:
    """The nearest at the right of the words: what stands further on belongs to a neighbour. Of
    several that renew the one that bears the service's name, or nobody knows which is meant."""
    told = _own_told(case)
    idle = case.question.times("click", target=name, changed=False)
    if idle or len(told) != 1 or case.question.times("click", target=name) >= PICTURES_MAX:
        return None
    level = [
        (abs(box.center_y - picture.center_y) > ROW_PIXELS, picture.center_x - box.x0, picture)
        for picture in pictures
        for box in told
        if abs(box.center_y - picture.center_y) <= PICTURE_PIXELS and box.x0 < picture.x0
    ]
    if name == DOTS and (mine := level_with_the_name(case, pictures)):
        level = [(False, mine[0].x0, mine[0])]
    if not level and name == DOTS:
        level = [(False, each.x0, each) for each in _above_the_name(case, pictures)]
    if not level and name == DOTS and len(pictures) == 1 and pictures[0].y0 > HEADER_PIXELS:
        # The only menu of the page, though in another row of the card.
        level = [(False, 0, pictures[0])]
    if not level:
        return None
    *_, nearest = min(level, key=lambda each: each[:2])
    x, y = nearest.center_x, nearest.center_y
    why = "A picture in the row of the subscription: its menu."
    return Move("account", "click", name, x, y, confidence=0.45, why=why)


def _above_the_name(case: Case, pictures: Sequence[Box]) -> list[Box]:
    """In the corner of the card, above the service's name with no other words between."""
    name = fold(case.question.service)
    titles = [x.box for x in case.screen.controls if name and x.folded == name]
    return [
        dots
        for dots in pictures
        for title in titles
        if 0 < title.center_y - dots.center_y <= CORNER_PIXELS
        and 0 < dots.x0 - title.x0 <= CARD_WIDE * (1 + (title.y0 <= dots.center_y))
        and not any(
            dots.y1 <= each.box.center_y < title.y0
            and len(each.text) > 1
            and each.box.x0 < dots.x1
            and each.box.x1 > title.x0
            for each in case.screen.controls
        )
    ]


def own_row(case: Case) -> Move | None:
    """The service's name right by the words that tell its day: a row of a list, to be opened."""
    told = told_days(case)
    service = fold(case.question.service)
    for control in case.labels:
        named = bool(service) and service in control.folded and control.mark is None
        by_it = any(
            -ROW_PIXELS <= box.y0 - control.box.y0 <= ROW_PIXELS
            and box.x0 - ROW_PIXELS < control.point[0] < box.x1 + ROW_PIXELS
            for box in told
        )
        if named and by_it and not is_title(case, control) and not was_clicked(case, control):
            return click("account", control, "The row of the subscription.", sure=0.45)
    return None


def own_link(case: Case) -> Move | None:
    """A link at the end of that row, or of the card that it stands in: "Edit"."""
    told = _own_told(case)
    rows = [
        each
        for each in case.labels
        if (each.is_link or each.face is not None)
        and not each.inline
        and any(_ends_row(each, box) for box in told)
        and not has_its_own_price(case, each, told)
        and (VIEWS.whole(each.folded) or may_lead(case, each, again=True))
        and not is_spent(case, each)
    ]
    if len(rows) != 1:
        return None
    return click("account", rows[0], "The link in the row of the subscription.", sure=0.45)


def own_question(case: Case) -> Move | None:
    """A link below those words that asks what somebody who wants to leave asks: "Questions about
    renewal?"."""
    told = told_days(case)
    for control in case.labels:
        asks = control.is_link and control.text.rstrip().endswith("?") and not control.inline
        about = LEAVING_TALK(control.folded) or RENEWAL_TALK(control.folded)
        by_it = any(_stands_by(control, box) for box in told)
        if asks and about and by_it and not was_clicked(case, control):
            return click("account", control, "A question about the renewal.", sure=0.5)
    return None


def _ends_row(control: Control, words: Box) -> bool:
    y = control.point[1]
    level = words.y0 <= y <= words.y1 or abs(words.center_y - y) <= ROW_PIXELS
    return level and control.box.x0 >= words.x1


def own_card(case: Case) -> Move | None:
    """A row that tells by a chip how a plan stands: what opens it, or its name."""
    chip = ACTIVE_CHIP if case.question.goal == "cancel" else ENDED_CHIP
    chips = [each for each in case.screen.controls if chip.whole(each.folded)]
    # Several plans: the one that bears the service's name.
    if len(chips) > 1 or ended_rows.own_row(case) is not None:
        chips = [each for each in chips if _is_named(case, each)]
    for told in chips:
        row = [
            each
            for each in case.labels
            if abs(each.point[1] - told.box.center_y) <= CARD_PIXELS
            and not (each.box.meets(told.box) or each.listed)
            and not was_clicked(case, each)
            and not (acts(each.folded) or DEEDS(each.folded) or is_title(case, each))
        ]
        views = [each for each in row if VIEWS.whole(each.folded)]
        names = sorted(row, key=lambda each: (not each.is_link, each.box.x0, each.box.y0))
        side = case.screen.width * SIDE_SHARE  # where the site's own menu may stand
        names = [each for each in names if side < each.box.x0 and each.box.x1 <= told.box.x0]
        if opener := next(iter((*views, *names)), None):
            return click("account", opener, "The row tells how the plan stands.", sure=0.45)
    return None


def _is_named(case: Case, told: Control) -> bool:
    """The service's name stands level with these words."""
    name = fold(case.question.service)
    return bool(name) and any(
        name in each.folded and abs(each.box.center_y - told.box.center_y) <= CARD_PIXELS
        for each in case.screen.controls
    )


def named_row(case: Case) -> Move | None:
    """On the account page, words that bear the service's name or stand right above the day: the
    row of the subscription may open as a whole."""
    if page_of(case) != "account" or is_inside(case):
        return None
    name, told = fold(case.question.service), told_days(case)
    branded = _branded(case)
    for control in case.labels:
        named = len(name) >= NAME_LETTERS_MIN and control.folded.startswith(name)
        above = any(_is_right_above(control, box) for box in told) or control is branded
        above = above or _begins_the_sentence(case, control)
        bare = control.face is None and control.mark is None and not is_title(case, control)
        said = control.folded.removeprefix(name)  # "Select" may be a part of the name
        away = acts(control.folded) or DEEDS(said) or PROMOTES(said)
        if (named or above) and bare and not away and _is_fresh(case, control):
            return click("account", control, "The row that names the subscription.", sure=0.4)
    return None


def _branded(case: Case) -> Control | None:
    """The only words that begin as the service's name does, right above a price: "Arbor Premium",
    of the Arbor Kids that somebody speaks of."""
    name = fold(case.question.service).split(" ")[0]
    if len(name) < NAME_LETTERS_MIN:
        return None
    priced = [each.box for each in case.screen.controls if PRICE.search(each.folded)]
    found = [
        each
        for each in case.labels
        if each.folded.startswith(name) and any(_is_right_above(each, box) for box in priced)
    ]
    return found[0] if len(found) == 1 else None


def _begins_the_sentence(case: Case, control: Control) -> bool:
    """ "Arbor Premium", the first line of "Arbor Premium renews December 9": begins as the
    service's name does."""
    brand = fold(case.question.service).split(" ")[0]
    if len(brand) < NAME_LETTERS_MIN or not control.folded.startswith(brand):
        return False
    return any(
        each.folded.startswith(f"{control.folded} ") and each.box.y1 > control.box.y1 + LINE_PIXELS
        for each in case.screen.sentences
        if says_renews(each.folded) or says_ends(each.folded)
    )


def _is_right_above(control: Control, words: Box) -> bool:
    down = 0 <= words.y0 - control.box.y1 <= LINE_PIXELS
    return down and abs(words.x0 - control.box.x0) <= CARD_PIXELS


def _is_fresh(case: Case, control: Control) -> bool:
    return not was_clicked(case, control) and control.point[1] > HEADER_PIXELS


def _stands_by(control: Control, words: Box) -> bool:
    """Below these words or a little above them, and not far aside."""
    x, y = control.point
    down = -OWN_PIXELS // 3 <= y - words.y1 <= OWN_PIXELS
    return down and words.x0 - OWN_PIXELS < x < words.x1 + OWN_PIXELS


def is_of_another_row(case: Case, control: Control) -> bool:
    """One bare verb ("Manage", "Turn off") at the end of a row that speaks of another thing than
    the plan: beside a link within its line, or where the plan's own row has a button, too."""
    if len(control.folded.split()) > 1 or (is_inside(case) and not has_ended(case)):
        return False
    if case.question.last is not None and case.question.last.target in {DOTS, SIGN}:
        return False  # an entry of the menu that was just opened
    if ends_the_row_of_an_end(case, control):
        return False
    if _is_level_with_a_stranger(case, control):
        return True
    if control.inline:
        line = next((each for each in case.screen.sentences if control.folded in each.folded), None)
        return line is not None and not ABOUT_PLAN(line.folded) and not says_renews(line.folded)
    told = told_days(case)
    level = any(abs(box.center_y - control.point[1]) <= ROW_PIXELS for box in told)
    own = any(
        each.face is not None
        and abs(box.center_y - each.point[1]) <= ROW_PIXELS
        and each != control
        for each in case.labels
        for box in told
    )
    return own and not level


def _is_level_with_a_stranger(case: Case, control: Control) -> bool:
    """ "Two-step verification | Authenticator app | Manage": a row of something else."""
    row = [
        each
        for each in case.screen.controls
        if each.face is None
        and each.mark is None
        and abs(each.point[1] - control.point[1]) <= LINE_PIXELS // 2
        and control.box.x0 - each.box.x1 > 0
    ]
    own = [each for each in row if ABOUT_PLAN(each.folded) or says_renews(each.folded)]
    name = fold(case.question.service)
    named = [each for each in row if name and name in each.folded]
    priced = [each for each in row if any(letter.isdigit() for letter in each.text)]
    return len(row) >= ROW_WORDS_MIN and not (own or named or priced)


def is_spent(case: Case, control: Control) -> bool:
    """It did nothing, or was gone through often enough: a site that failed behind it is tried
    again."""
    times = case.question.times
    idle = times("click", target=control.text, changed=False) > 0
    return idle or times("click", target=control.text) >= TRIES_MAX
