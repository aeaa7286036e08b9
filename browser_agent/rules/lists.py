"""Lists that open when they are pressed: reasons for leaving, and which contract is meant."""

from collections.abc import Sequence
from itertools import takewhile

from browser_agent.rules.case import Case
from browser_agent.rules.contract_names import (
    CONTRACT,
    CUT,
    LABEL_PIXELS,
    bears_name,
    is_anothers,
    is_called,
    is_cut,
    lists_contracts,
    shares_name,
)
from browser_agent.rules.fees import names_a_fee
from browser_agent.rules.inputs import Field, apart
from browser_agent.rules.lexicon_leaving import BY_CAUSE, LENGTH, OF_A_PART, ORDINARY
from browser_agent.rules.lexicon_pages import SURVEY
from browser_agent.rules.move import Move, click, give_up, permille
from browser_agent.rules.pixels import Box
from browser_agent.rules.plans import PRICE
from browser_agent.rules.question import Past
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.tongues import spoken
from browser_agent.titles import PARTED, TIERS
from kernel.dates import find_dates

SELECT_TEXT = spoken(
    "SELECT_TEXT",
    r"(?:please )?(?:select|choose|pick)(?: (?:a|an|your|one|the|from))?(?: \w+)?(?: reason|"
    r" option|"
    r" list| answer)?(?: \w+)?|-+ ?(?:select|choose|please).{0,20}",
)
NO_SAY = Phrases(
    r"(?:i(?:'d| would)? )?(?:prefer|rather) not (?:to )?(?:say|answer|tell)|no (?:answer|comment)|"
    r"keine angabe|mochte ich nicht (?:sagen|angeben)|prefiero no (?:decirlo|responder)|"
    r"(?:je )?(?:ne souhaite|prefere ne) pas (?:repondre|le dire|me prononcer)"
)
CIRCLES_DOWN = 50
REASON = Phrases(
    r"reasons?|\w*gru[e]?nde?|motifs?|motivos?|raisons?|razon(?:es)?|causas?|why|warum|weshalb|"
    r"pourquoi|por que|feedback"
)
ASKED_FOR = Phrases(r"reasons?|options?|answers?|one|motivo|motif|raison|grund|opcion")
OFFERED = Phrases(
    r"plans?|offers?|packages?|tarife?|pakete?|angebote?|offres?|formules?|forfaits?|ofertas?|"
    r"paquetes?|planes"
)
# Tab takes the entry that is marked, and unlike Enter presses nothing where no list is open.
SELECT_KEYS = ("end", "tab")
ENTRY_LETTERS = 20
ENTRIES_MIN, ENTRY_SHIFT, ENTRY_GAP = 3, 16, 26
EDGE_PIXELS, BELOW_WORDS = 4, 3  # of a ground; from the words of an entry to its end
FRAME_GAP = 16  # from the frame of a list to its first entry
TAKEN_CLICKS = 2  # one that opens the list, one on the entry
OPENED_MAX, LIST_PIXELS = 3, 320
MOVED = 60  # of a thousand


def unset(case: Case) -> Move | None:
    """ "Choose a reason" still stands in a list, beside other questions that are answered."""
    return choose(case) if _fresh(case) else None


def _fresh(case: Case) -> list[Control]:
    return [
        each for each in case.labels if SELECT_TEXT.whole(each.folded) and _is_select(case, each)
    ]


def is_there(case: Case) -> bool:
    return any(_is_select(case, control) for control in case.labels)


def _is_select(case: Case, control: Control) -> bool:
    """ "Choose a reason" in a box, not above one; whatever it says where a list opens from it, but
    how long a pause would be."""
    said = control.folded  # "Prefer not to say" is an answer that was given for us
    told = said.endswith(".") and not said.endswith("..")  # "Go on ..." is no sentence
    if told or LENGTH.whole(said) or NO_SAY.whole(said) or ORDINARY(said):
        return False
    drops = [field.box for field in case.screen.fields if field.drops]
    around = next((box for box in drops if box.keeps(control.box)), None)
    if around is not None:
        return _is_asked(said) or not _is_set(case, around)
    entry = any(_is_within_reach(control, box) for box in drops)  # of a list that is open
    if entry or not SELECT_TEXT.whole(control.folded) or case.is_heading(control):
        return False
    priced = any(PRICE.search(each.folded) for each in case.screen.sentences)
    words = control.folded.split()
    plans = priced and (len(words) == 1 or OFFERED(said) or TIERS.search(said) is not None)
    named = words[0] in fold(case.question.service).split() and not ASKED_FOR(said)
    if plans or named:
        return False  # "Select" on a card, "Choose this offer"; "Select Video" of "Orrery Select"
    circles = any(
        each.mark is not None and 0 <= each.box.y0 - control.box.y1 <= CIRCLES_DOWN
        for each in case.marked
    )
    if circles:
        return False  # "Choose the contract", above them
    boxes = [field.box for field in case.screen.fields]
    return control.face is not None or any(box.keeps(control.box) for box in boxes) or not boxes


def _is_asked(said: str) -> bool:
    """What stands in a list in which nothing was chosen yet, or nothing that may stay."""
    waits = not said[:1].isalpha() or said.endswith(("...", "\u2026"))
    return waits or SELECT_TEXT.whole(said) or BY_CAUSE(said) or names_a_fee(said)


def _is_set(case: Case, box: Box) -> bool:
    """A list whose label asks neither for a reason nor for the contract holds what a customer
    leaves as it is, until the page does not go on with it."""
    last = case.question.last
    above = [
        each
        for each in case.screen.controls
        if 0 <= box.y0 - each.box.y1 <= LABEL_PIXELS
        and abs(each.box.x0 - box.x0) <= LABEL_PIXELS
        and not case.is_heading(each)
    ]
    stuck = last is not None and last.action == "click" and not last.changed
    asks = [each for each in above if REASON(each.folded) or SURVEY(each.folded)]
    asks += [each for each in above if CONTRACT(each.folded)]
    return bool(above) and not (asks or stuck)


def _is_within_reach(control: Control, box: Box) -> bool:
    """Right below a list, at the left edge of what it says."""
    down = control.box.y0 - box.y1
    return 0 <= down <= ENTRY_GAP and box.x0 <= control.box.x0 <= box.x0 + LABEL_PIXELS


def choose(case: Case) -> Move | None:
    """Opens a list and takes an entry: the last one, or the contract that is meant."""
    last = case.question.last
    if last is not None and last.action == "key" and last.target == SELECT_KEYS[0]:
        take = SELECT_KEYS[1]
        return Move("survey", "key", take, key=take, confidence=0.5, why="Take the entry.")
    fresh = _fresh(case)
    box = next((each for each in (*fresh, *case.labels) if _is_select(case, each)), None)
    contracts = box is not None and lists_contracts(case, box)
    if box is None or (_is_chosen(case) and not (fresh or contracts)) or _shows_entry(case, box):
        return None
    here = _since_it_was_entered(case)
    opened = [
        place
        for place, past in enumerate(here)
        if past.action == "click"
        and _says_the_same(case, past, box)
        and (_is_same(case, past, box) or not _took_something(here[:place]))
    ]
    if contracts and (is_called(case, box) or _was_taken(case, box)):
        return None  # chosen, and the right one
    if opened:
        return _take(case, box, here[: opened[-1]])
    return click("survey", box, "A list of reasons: open it.", sure=0.7)


def _was_taken(case: Case, box: Control) -> bool:
    """The list was opened and shut again by a press on this very name, in another place than the
    list's own: it is what stands there."""
    pressed = case.question.times("click", target=box.text)
    shut = not any(each.folded == box.folded for each in _below(case, box))
    told = [past for past in case.question.history if _says_the_same(case, past, box)]
    idle = [past for past in told if past.y is not None and _is_on(case, past, box)]
    twice = len(told) > 1 and len(idle) == len(told)  # opened, and shut without an entry
    return pressed >= TAKEN_CLICKS and shut and not twice


def other_contract(case: Case) -> Move | None:
    """A page that shows one contract of a list, or none yet, and not the one that is meant: that
    is opened."""
    drops = [field.box for field in case.screen.fields if field.drops]
    for control in case.screen.controls:  # whatever was pressed in vain, too: it is still chosen
        held = any(box.keeps(control.box) for box in drops) and lists_contracts(case, control)
        if held and not is_called(case, control):
            return choose(case) or _unless_ours(case, control)
    return None


def _unless_ours(case: Case, held: Control) -> Move | None:
    """With another one's name in the list the page is not sent."""
    if not is_anothers(case, held):
        return None
    return give_up("survey", "stuck", "Another contract stays chosen.", sure=0.6)


def _take(case: Case, box: Control, since: Sequence[Past]) -> Move | None:
    """What is to be taken from a list that was opened. since: the steps since, the latest first."""
    if lists_contracts(case, box):
        offered = _below(case, box) and not _took_something(since)
        return _own_contract(case, box) if offered else _open_again(case, box)
    if (entries := _entries(case, box)) and not _took_something(since):
        return _take_entry(case, entries)
    shut = any(past.action == "click" and past.refused for past in since)
    if shut and case.question.times("click", target=box.text) < OPENED_MAX:
        return click("survey", box, "The list was shut: open it again.", sure=0.6)
    for key in SELECT_KEYS:
        if not any(past.action == "key" and past.target == key for past in since):
            why = "The last entry of the open list." if key == "end" else "Take the entry."
            return Move("survey", "key", key, key=key, confidence=0.5, why=why)
    return None


def _take_entry(case: Case, entries: Sequence[Control]) -> Move:
    """Never one that tells of a cause, or of an add-on: what is sent would say what is not so; nor
    one that costs a fee."""
    true = [each for each in entries if not (BY_CAUSE(each.folded) or OF_A_PART(each.folded))]
    true = [each for each in true if not names_a_fee(each.folded)]
    if not true:
        return give_up("survey", "stuck", "Every entry costs, or tells of no true cause.", sure=0.6)
    return click("survey", _soonest(case, true), "An entry of the open list.", sure=0.6)


def _soonest(case: Case, entries: Sequence[Control]) -> Control:
    """Of days to end on the next possible one; of reasons the last, which is none in particular."""
    next_one = [each for each in entries if ORDINARY(each.folded)]
    days = [
        (min(found.date for found in told), place)
        for place, each in enumerate(entries)
        if (told := find_dates(each.text, today=case.question.today))
    ]
    if next_one:
        return next_one[0]
    return entries[min(days)[1]] if len(days) == len(entries) else entries[-1]


def _open_again(case: Case, box: Control) -> Move:
    """It was shut without the contract that is meant: by its keys another one would be taken."""
    if case.question.times("click", target=box.text) >= OPENED_MAX:
        return give_up("survey", "stuck", "Which contract is meant cannot be told.", sure=0.6)
    return click("survey", box, "The contract that is meant is not chosen yet: open it.", sure=0.7)


def _own_contract(case: Case, box: Control) -> Move:
    """The one entry that bears the service's name; or the only one, if it bears no other name."""
    entries = [each for each in _below(case, box) if not SELECT_TEXT.whole(each.folded)]
    own = [each for each in entries if bears_name(case, each)]
    # "Arbor TV (4100-9033)", and not "Arbor TV second set (4100-9034)".
    own = [each for each in own if is_called(case, each)] or own or _called_below(case, box)
    own = own or [each for each in entries if is_cut(case, each)]
    alone = len(entries) == 1 and not case.question.others
    only = [each for each in entries if alone and not shares_name(case, each)]
    if len(own or only) != 1:
        return give_up("survey", "stuck", "Which contract is meant cannot be told.", sure=0.6)
    return click("survey", (own or only)[0], "The contract that is meant.", sure=0.7)


def _called_below(case: Case, box: Control) -> list[Control]:
    """Its entry, where those of other subscriptions above it were left out: by the name alone, or
    with its plan after a dash in a list that is open, as what it holds stands there twice."""
    named = [
        each
        for each in case.screen.controls
        if 0 < each.box.y0 - box.box.y1 <= LIST_PIXELS
        and abs(each.box.x0 - box.box.x0) <= ENTRY_SHIFT
        and bears_name(case, each)
    ]
    opened = any(each.folded == box.folded for each in _below(case, box))
    name = fold(case.question.service)
    parted = [each for each in named if fold(PARTED.split(each.text)[0]).strip() == name]
    return [each for each in named if is_called(case, each)] or (parted if opened else [])


def _below(case: Case, box: Control) -> list[Control]:
    """The lines right under the box, at its left edge, at even steps; not what another field holds.
    It ends at its frame, which may be far below its words."""
    frames = [each.box for each in case.screen.fields if each.box.keeps(box.box)]
    fields = [each.box for each in apart(case.screen.fields) if not _holds(case, each)]
    tight = [each.y1 for each in frames if each.y1 - box.box.y1 <= ENTRY_GAP]
    edge = max([box.box.y1, *(y - ENTRY_GAP + FRAME_GAP for y in tight)])
    below = sorted(
        (
            each
            for each in case.screen.controls
            if each.box.y0 >= box.box.y1 and abs(each.box.x0 - box.box.x0) <= ENTRY_SHIFT
        ),
        key=lambda each: each.box.y0,
    )
    found: list[Control] = []
    for each in below:
        end = found[-1].box.y1 if found else edge
        button = each.face is not None and not _is_lit(each, frames, found)
        if button or each.mark is not None or each.box.y0 - end > ENTRY_GAP:
            break
        if any(field.keeps(each.box) for field in fields if field not in frames):
            break
        found.append(each)
    return found


def _is_lit(each: Control, frames: Sequence[Box], found: Sequence[Control]) -> bool:
    """The entry that is marked in an open list: its ground is as wide as the list, and begins
    where the list ends, or the entry above it."""
    face = each.face
    if face is None:
        return False
    edges = [box.y1 for box in frames] + [x.box.y1 + BELOW_WORDS for x in found[-1:]]
    wide = any(
        abs(face.x0 - box.x0) <= EDGE_PIXELS and abs(face.x1 - box.x1) <= EDGE_PIXELS
        for box in frames
    )
    return wide and any(-EDGE_PIXELS <= face.y0 - y <= EDGE_PIXELS for y in edges)


def _holds(case: Case, field: Field) -> bool:
    """Several lines, and no place for them: the ground of the entries that are not marked."""
    inside = [each for each in case.screen.controls if field.box.keeps(each.box)]
    return len(inside) > 1 and not (field.area or field.drops)


def _entries(case: Case, box: Control) -> list[Control]:
    """What stands in the open list and may be taken; "[name]" is a mask, no entry."""
    found = _below(case, box)
    fitting = [
        each for each in found if each.text[:1].isalpha() and not SELECT_TEXT.whole(each.folded)
    ]
    several = len(found) >= ENTRIES_MIN or any(BY_CAUSE(each.folded) for each in found)
    if several and _scrolls_on(case, box, found[-1]):
        fitting = [each for each in fitting if each is not found[-1]]
    return fitting if several else []


def _scrolls_on(case: Case, box: Control, last: Control) -> bool:
    """The bar of the open list ends above its last line, which may be cut off by the edge: a press
    on its other half would meet what lies below the list."""
    return any(
        box.box.y1 <= thumb.y0 and thumb.y1 < last.box.y0 and thumb.x0 > last.box.x1
        for thumb in case.screen.thumbs
    )


def _is_same(case: Case, past: Past, box: Control) -> bool:
    """Of two lists that say the same, the one that was pressed; a notice above may move it."""
    return past.y is None or abs(past.y - permille(box.point[1], case.screen.height)) <= MOVED


def _says_the_same(case: Case, past: Past, box: Control) -> bool:
    """Where what it holds is cut off, its last letters are read otherwise each time."""
    before, now = past.target.rstrip(CUT), box.folded.rstrip(CUT)
    if min(len(before), len(now)) < ENTRY_LETTERS or not _is_on(case, past, box):
        return past.target == box.folded
    return before.startswith(now) or now.startswith(before)


def _is_on(case: Case, past: Past, box: Control) -> bool:
    x, y = box.point
    return past.is_at(permille(x, case.screen.width), permille(y, case.screen.height))


def _took_something(since: Sequence[Past]) -> bool:
    """After a list was opened an entry was pressed, or taken by its key."""
    return any(
        (past.action == "click" and past.changed and not past.refused)
        or (past.action == "key" and past.target == SELECT_KEYS[-1])
        for past in since
    )


def _since_it_was_entered(case: Case) -> list[Past]:
    """The steps on this page of the survey, the latest first: on the next visit all begins anew."""
    return list(takewhile(lambda past: past.page == "survey", reversed(case.question.history)))


def _shows_entry(case: Case, box: Control) -> bool:
    """What was just taken from the list stands in it, though its end may be cut off."""
    if SELECT_TEXT.whole(box.folded):
        return False
    begins = box.folded[:ENTRY_LETTERS]
    clicks = [
        past
        for past in _since_it_was_entered(case)
        if past.action == "click" and past.changed and not past.refused
    ]
    for place, past in enumerate(clicks):
        if past.target.startswith(begins):
            return any(earlier.target != past.target for earlier in clicks[place + 1 :])
    return False


def _is_chosen(case: Case) -> bool:
    """A list was opened on this page and something taken from it."""
    for past in reversed(case.question.history):
        if past.page != "survey":
            return False
        if past.action == "key" and past.target == SELECT_KEYS[-1]:
            return True
    return False
