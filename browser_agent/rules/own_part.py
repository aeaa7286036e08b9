"""A service within another one: its own row, and not the membership around it."""

from itertools import pairwise

from browser_agent.parts import bears, ends_the_seller, is_near, own_word
from browser_agent.rules import leaving
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import ADDS, DEEDS, acts
from browser_agent.rules.lexicon import CANCEL_ALONE, ERASES, PROMOTES
from browser_agent.rules.move import Move, click, give_up
from browser_agent.rules.part_sections import is_of_another
from browser_agent.rules.places import was_clicked
from browser_agent.rules.reading_on import look_below
from browser_agent.rules.roles import Role, is_inside, is_title, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold

PLACES = Phrases(
    r"(?:(?:manage|see|view|all|my|your) )*(?:add-?on )?(?:channels?|add-?ons?|extras)|"
    r"(?:meine |deine |alle )?(?:kanale|zusatzkanale|zusatzpakete|optionen)(?: verwalten)?|"
    r"(?:gerer |mes |vos |voir )*(?:les )?(?:chaines(?: .{1,16})?|options(?: (?:incluses|actives|"
    r"souscrites))?)|"
    r"(?:gestionar |mis |tus |ver )*(?:los )?(?:canales|complementos)(?: .{1,16})?"
)
PRODUCTS = Phrases(
    r"(?:my |your )?(?:products|subscriptions|services|memberships|lines)|(?:meine |deine |ihre )?"
    r"(?:produkte|abos|abonnements|vertrage)|(?:mes |vos )?(?:produits|abonnements|contrats)|"
    r"(?:mis |tus |sus )?(?:productos|suscripciones|servicios|contratos)"
)
# "Line: Pat - 07700 ...", a list that chooses what the page shows.
LINES = Phrases(
    r"(?:choose |select )?(?:a |the |your )?(?:lines?|contracts?|phone numbers?|numbers?|accounts?)"
    r"(?: or \w+)?|(?:anschluss|rufnummer|vertrag|vertrage|kundenkonto)(?: wahlen)?|"
    r"(?:linea|numero|contrato|cuenta)|(?:ligne|numero|contrat|compte)"
)
ROW_PIXELS, LABEL_PIXELS, LEVEL_PIXELS, SECTION_PIXELS = 40, 34, 20, 260
TAB_PIXELS, TAB_WORDS, TABS_MAX, HEADER_PIXELS = 6, 4, 3, 90
TABS_DOWN, TABS_MANY, TAB_LETTERS, TABS_APART, NAME_REST = 330, range(2, 8), 3, 110, 12
ENDS = frozenset({Role.CANCEL, Role.FINAL})


def instead(case: Case, move: Move) -> Move:
    """The move itself, unless it would end what does not bear the part's own words."""
    ends = move.commit or role_of(fold(move.target)) in ENDS
    if ends and (tab := _own_tab(case)) is not None:
        return tab
    stalls = move.action != "click"
    if stalls or ends or CANCEL_ALONE.whole(fold(move.target)):
        tab = next_tab(case, titled=stalls)
        if tab is not None:
            return tab
    if ends and (own := _of_own_row(case, move)) is not None:
        return own
    if _is_looking(case, move) and not ends:
        return _place(case) or move
    if move.action != "click" or not ends or _is_named(case, move):
        return move
    return (
        _place(case)
        or look_below(case, "account")
        or give_up("account", "stuck", "What could be ended here is another service.", sure=0.6)
    )


def _of_own_row(case: Case, move: Move) -> Move | None:
    """Of several buttons that say the same the one in the row that bears the part's own word."""
    same = [each for each in case.labels if each.folded == fold(move.target)]
    service = case.question.service
    own = [x.box.center_y for x in case.screen.controls if bears(service, [x.folded])]
    if own_word(service) is None or len(same) < 2 or not own:
        return None

    def away(each: Control) -> int:
        return min(abs(each.point[1] - y) for y in own)

    best = min(same, key=away)
    if away(best) > ROW_PIXELS:
        return None  # none of these rows is ours
    return click(move.page, best, "The row of the part that is meant.", commit=move.commit)


def _own_tab(case: Case) -> Move | None:
    """Of "Vega Stage | Vega Kids" in a row the one that is called as the service is: what is shown
    below is the other one's, until this one was pressed."""
    name = fold(case.question.service)
    brand, _, rest = name.partition(" ")
    if not rest or is_inside(case) or case.question.committed:
        return None
    tabs = [each for each in case.labels if _is_tab(each, brand)]
    for mine in tabs:
        times = case.question.times("click", target=mine.text)
        last = case.question.last
        if mine.folded != name or times >= TABS_MAX or (last and last.target == name):
            continue
        beside = [
            x for x in tabs if x is not mine and abs(x.point[1] - mine.point[1]) <= TAB_PIXELS
        ]
        if any(not each.folded.startswith(name) for each in beside):
            return click("account", mine, "The service's own part of the page.", sure=0.7)
    return None


def next_tab(case: Case, *, titled: bool) -> Move | None:
    """Other subscriptions are in sight, and nowhere the one that is meant: it may be behind one of
    the tabs that part them. titled: a page that is called after what is sold is enough."""
    if is_inside(case) or case.question.committed or not _is_out_of_sight(case, titled=titled):
        return None
    others = set(map(fold, case.question.others))
    for control in case.labels:
        row = [x for x in case.labels if abs(x.box.center_y - control.box.center_y) <= TAB_PIXELS]
        first = min(x.box.x0 for x in row) == control.box.x0
        level = HEADER_PIXELS < control.box.y0 < TABS_DOWN and len(row) in TABS_MANY
        if not (level and first) or is_title(case, control) or not _are_tabs(row, others):
            continue
        for tab in row:
            if case.question.times("click", target=tab.text) == 0:
                return click("account", tab, "Another tab: it may be there.", sure=0.5)
    return None


def next_line(case: Case) -> Move | None:
    """What a list at the top chooses is shown, "Line: Pat - 07700 ...", and ours is not among it:
    one entry further down."""
    last = case.question.last
    known = bool(case.question.others) or _is_out_of_sight(case, titled=True)
    if is_inside(case) or case.question.committed or not known or _is_here(case):
        return None
    drop = next((each for each in case.labels if _chooses_a_line(case, each)), None)
    if last is not None and last.action == "key" and last.target == "down":
        return Move("account", "key", "tab", key="tab", confidence=0.5, why="That line.")
    if drop is None:
        return None
    if last is not None and last.action == "click" and last.target == drop.folded:
        return Move("account", "key", "down", key="down", confidence=0.5, why="The next line.")
    fresh = case.question.times("click", target=drop.text) == 0
    return click("account", drop, "Another line: it may be there.", sure=0.5) if fresh else None


def _chooses_a_line(case: Case, control: Control) -> bool:
    """What stands in a list below or beside such a word."""
    boxes = [x.box for x in case.screen.fields if x.drops and x.box.keeps(control.box)]
    return any(
        LINES.whole(each.folded.strip(" :*"))
        and (
            0 <= box.y0 - each.box.y1 <= LABEL_PIXELS
            or (abs(each.box.center_y - box.center_y) <= TAB_PIXELS and each.box.x0 < box.x0)
        )
        for box in boxes
        for each in case.screen.controls
        if each is not control
    )


def _is_out_of_sight(case: Case, *, titled: bool) -> bool:
    """Ours, on a page that shows others, or is called after what is sold."""
    name, others = fold(case.question.service), set(map(fold, case.question.others))
    said = [each for each in case.screen.controls if each.box.y0 > HEADER_PIXELS]
    theirs = any(each.folded in others for each in said)
    called = any(PRODUCTS.whole(each.folded) and case.is_heading(each) for each in said)
    called = called and titled and " " in name
    return bool(name) and (theirs or called) and not _is_here(case)


def _is_here(case: Case) -> bool:
    """The name with little beside it, below the header."""
    name = fold(case.question.service)
    said = [each for each in case.screen.controls if each.box.y0 > HEADER_PIXELS]
    return any(name in x.folded and len(x.folded) <= len(name) + NAME_REST for x in said)


def _are_tabs(row: list[Control], others: set[str]) -> bool:
    """Short words side by side that name nothing and do nothing."""
    plain = all(len(x.folded.split()) <= TAB_WORDS and x.mark is None for x in row)
    called = all(len(x.folded) >= TAB_LETTERS and x.folded[0].isalpha() for x in row)
    counts = any(letter.isdigit() for x in row for letter in x.folded)
    does = any(x.folded in others or _does_something(x) for x in row)
    return plain and called and not (counts or does) and _are_together(row)


def _does_something(control: Control) -> bool:
    """A button, or words that do more than show another part of the page."""
    said = control.folded
    deed = acts(said) or DEEDS(said) or ADDS(said) or PROMOTES(said) or ERASES(said)
    return control.face is not None or bool(deed) or role_of(said) is not Role.NONE


def _are_together(row: list[Control]) -> bool:
    """Side by side, and no cells of a table."""
    edges = sorted((x.box.x0, x.box.x1) for x in row)
    return all(after[0] - before[1] <= TABS_APART for before, after in pairwise(edges))


def _is_tab(control: Control, brand: str) -> bool:
    named = control.folded.startswith(f"{brand} ") and len(control.folded.split()) <= TAB_WORDS
    return named and control.box.y0 > HEADER_PIXELS and control.mark is None


def _place(case: Case) -> Move | None:
    for control in case.find(PLACES):
        if not was_clicked(case, control):
            return click("account", control, "The service is a part: where parts are listed.")
    return None


def _is_looking(case: Case, move: Move) -> bool:
    """On an account page, for the way to a part, with something that does not bear its name."""
    service = case.question.service
    looks = move.page == "account" and move.action in {"click", "scroll", "open_account"}
    part = own_word(service) is not None
    return part and looks and not (_has_begun(case) or bears(service, [move.target]))


def _has_begun(case: Case) -> bool:
    return any(role_of(fold(past.target)) in ENDS for past in case.question.history)


def _is_named(case: Case, move: Move) -> bool:
    """By the row and the card in which it stands; in a question, which stands alone, anywhere; and
    once the part's own way out was pressed the pages that follow need not repeat it."""
    service = case.question.service
    said = [*case.text.split("\n"), *case.screen.behind]
    if own_word(service) is None:
        return True
    if leaving.kind(case) is None:
        said = [each.folded for each in _near(case, move.x or 0, move.y or 0)]
    return (_has_begun(case) or bears(service, said)) and not ends_the_seller(service, said)


def _near(case: Case, x: int, y: int) -> list[Control]:
    """The lines of its row and card with the title of its section, but the name of ours where that
    of another begins below it."""
    service = case.question.service
    near = [each for each in case.screen.controls if is_near(each.box.center_y, y)]
    near += [each for each in _title_above(case, x, y) if each not in near]
    own = [each for each in near if bears(service, [each.folded])]
    if any(abs(each.box.center_y - y) <= LEVEL_PIXELS for each in own):
        return near
    last = max(own, key=lambda each: each.box.y0, default=None)
    if last is None or not is_of_another(case, last, x, y):
        return near
    return [each for each in near if each not in own]


def _title_above(case: Case, x: int, y: int) -> list[Control]:
    """The last heading above this place, with no other one's name between: what its page or its
    section is called after."""
    above = [each for each in case.screen.controls if each.box.y1 <= y and each.box.x0 <= x]
    titles = [each for each in above if case.is_heading(each)]
    last = max(titles, key=lambda each: each.box.y0, default=None)
    if last is None or y - last.box.y1 > SECTION_PIXELS:
        return []
    others = set(map(fold, case.question.others)) - {last.folded}
    between = [each for each in above if each.box.y0 >= last.box.y0 and each.folded in others]
    return [] if between else [last]
