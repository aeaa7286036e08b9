"""What the sentences of an account page say of a subscription: an opinion of our own.

Written for the last vote: it shares neither words nor code with the rules (browser_agent.rules), so
that one mistake does not make two votes. Seven languages; `lexicon.plain` text.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from browser_agent import sayings_words as words
from browser_agent.lexicon import ends, plain
from browser_agent.notices import is_beside_notices
from browser_agent.row_states import are_torn, of_rows
from browser_agent.sayings_ended import tells_a_price
from browser_agent.sayings_heard import asks_for_it, from_above, has_come, heard, is_told_otherwise
from browser_agent.sayings_help import without_answers
from browser_agent.sayings_parts import (
    bear_another_name,
    ends_an_extra,
    is_of_a_part,
    is_of_what_is_free,
    stands,
)
from browser_agent.sayings_recorded import (
    ENDED_OUTRIGHT,
    REGISTERED,
    REQUESTED,
    UNTIL_A_DAY,
    WOULD_END,
    asks_whether_to_stay,
    is_in_doubt,
    is_left_to_do,
    waits_for_more,
    without_asking,
)
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording
from kernel.dates import find_dates
from kernel.ocr import TextLine

DAYS_OF_TODAY = 1
CLAUSE_END = re.compile(r"[,;](?!\d)|(?<!\d)\.(?!\d)")  # and no price, no "3. November"
CHIP_LETTERS_MAX = 24
CONTROL_LETTERS_MAX = 44
LABEL_LETTERS_MAX, VALUE_LETTERS_MAX = 36, 30
BESIDE_PIXELS_MAX = 700
BELOW_HEIGHTS = 2.6
GAP_HEIGHTS = 0.9
SAME_LEFT_PIXELS = 28
# How a card's number ends, of which a mask may have covered a letter more: "endet au [digits]".
CARD_DIGITS = Wording(
    r"\b(ending|ends|endet|endend|terminad[oa]|termina|acaba|(se )?terminant|se termine|finissant)"
    r"( \w{1,4})? digits\b"
)
# "Included when your plan ends", under what is free: some time, and no day is told.
SOME_TIME = Wording(
    r"\bwhen (your|the) (\w+ )?(plan|subscription|membership|contract) (ends|expires)\b|"
    r"\b(wenn|sobald) (dein|ihr|das|der) (abo|abonnement|vertrag|tarif) (endet|auslauft)\b|"
    r"\bcuando (termine|acabe|finalice) (tu|su|el|la) (plan|suscripcion)\b|"
    r"\b(lorsque|quand) (votre|ton) (abonnement|forfait) (prend fin|se termine)\b"
)
# "Active. Standard, $9.99 per month.": how it stands, then what it costs or since when.
STANDS_AS_ACTIVE = Wording(
    r"(status |estado |statut |stato )?(active|activ[oa]|actif|aktiv|ativ[oa]|attiv[oa]|actief)\. "
    r"(.*[$€£] ?\d|.*\d ?([$€£]|eur|usd|gbp|chf)|"
    r".*\b(since|restarted on|seit|wieder seit|desde|reactivad[oa] el|depuis|reactivee? le|"
    r"dal|sinds) .{0,24}\d).*"
)
# "Renew for 30.00", alone: a button, which says nothing against an end that the page tells.
RENEWS_AT_A_PRICE = Wording(
    r"renew( now| again| today)?( (my|your) (subscription|membership|plan))? for "
    r"([$\u20ac\u00a3] ?\d+([.,]\d+)?|\d+([.,]\d+)? ?([$\u20ac\u00a3]|eur|usd|gbp|chf))"
    r"( (a |per )?(month|mo|year|yr|week))?"
)
# "2 renewing", with neither price nor day, counts several and tells nothing of this one.
COUNTED = Wording(r"(subscriptions,? )?\d{1,2} (subscriptions? )?(auto-? ?)?renewing")
RUNS_OUT = Wording(
    r"\b(left|remain\w*|scheduled|last|final|noch \d+|letzte[rn]?|verbleib\w+|quedan?|restan\w*|"
    r"ultim[oa]|restants?|reste\w*|dernier\w*|rimast\w+|rimanent\w+|resterend\w*)\b"
)


def state_of(lines: Sequence[TextLine], service: str = "") -> str:
    """active, cancelled or unknown; sentences that contradict each other are unknown.

    Nothing is cancelled while a sentence or a button of the page says that it is not done yet.
    """
    lines = [line for line in lines if not words.TITLE_OF_SEVERAL.fullmatch(plain(line.text))]
    state, firm = _claimed(without_answers(lines), service)
    if state != "cancelled":
        return state
    if _claimed(lines, service)[0] != "cancelled" or are_torn(lines, service):
        return "unknown"  # what renews speaks against an end, below a question, too
    told = [plain(text) for text in (*sentences_of(lines), *(line.text for line in lines))]
    outright = any(map(ENDED_OUTRIGHT.search, told)) and any(map(UNTIL_A_DAY.search, told))
    if outright or any(map(REGISTERED.search, told)):
        if is_left_to_do(told) or (not firm and is_in_doubt(told)):
            return "unknown"
        told = [REQUESTED.sub(" ", text) for text in told]
    if waits_for_more(told) or any(map(_is_not_yet, without_asking(told))):
        return "unknown"
    return state if firm or not any(map(words.PAUSED.search, told)) else "unknown"


def ended_before(lines: Sequence[TextLine], today: date) -> bool:
    """Whether a sentence tells that the end was asked for on a day gone by: "You cancelled on 2
    November". What happened yesterday may be of today, in the site's time."""
    firm = [text for text in sentences_of(lines) if _said(text) == ("cancelled", False)]
    for text in [each for each in firm if not words.NOT_THIS_PLAN.search(plain(each))]:
        for found in find_dates(text, today=today):
            past = not found.ambiguous and (today - found.date).days > DAYS_OF_TODAY
            before = plain(text[: found.start])
            after = plain(text[found.start + len(found.text) :])
            if past and (words.ENDED_ON.search(before) or words.ON_IT_ENDED.match(after)):
                return True
    return False


def ends_told(lines: Sequence[TextLine], service: str = "") -> frozenset[str]:
    """The sentences that tell that something has ended, of whatever name; none where the page asks
    outright, or waits for something more. service: our own name, which is no other one's."""
    told = [plain(text) for text in (*sentences_of(lines), *(line.text for line in lines))]
    waits = waits_for_more(told) or is_left_to_do(told) or any(map(_is_not_yet, told))
    if waits or asks_whether_to_stay(told):
        return frozenset()
    controls = [line.text for line in lines if _is_control(line, lines)]
    runs = _tells_what_runs(lines)
    return heard(_ends_of(lines), from_above(lines), controls, service, runs=runs)


def have_ended(lines: Sequence[TextLine]) -> frozenset[str]:
    """The same of any page; of one that asks for it only "Your plan was cancelled", and no "Your
    plan ends on 5 December"."""
    told = _ends_of(lines)
    asks = asks_for_it(from_above(lines), told)
    return frozenset(each for each in told if has_come(each) or not asks)


def _ends_of(lines: Sequence[TextLine]) -> list[str]:
    said = sentences_of(lines)
    firm = (x for x in said if _said(x) == ("cancelled", False) or is_told_otherwise(x))
    return list(map(plain, firm))


def _tells_what_runs(lines: Sequence[TextLine]) -> bool:
    """Something beside it runs, which a button may be of: it is active, renews, or has a price."""
    texts = [plain(line.text) for line in lines]
    said = (_said(text) for text in sentences_of(lines))
    runs = any(each is not None and each[0] == "active" for each in said)
    return runs or "active" in _chips(texts) or tells_a_price(texts)


def tells_a_day(line: str) -> bool:
    """Whether a line says that something renews or ends."""
    text = plain(line.replace(":", " "))
    return any(each.search(text) for each in (words.RENEWS, words.ENDS, words.UNTIL))


def _is_not_yet(text: str) -> bool:
    """What a page says that only asks for the end, prepares it or waits for it."""
    if words.UNFINISHED.search(text) or words.IMPENDING.search(text):
        return True
    return bool(words.QUESTION.search(text)) and Stance.LEAVE in stances(text)


def _claimed(lines: Sequence[TextLine], service: str) -> tuple[str, bool]:
    """(state, whether a sentence says so outright)."""
    labelled = {line: _with_value(line, lines) for line in lines if _is_label(line)}
    values = {value for _, value in labelled.values() if value is not None}
    free = [line for line in lines if line not in labelled and line not in values]
    told = sentences_of(free) + [text for text, _ in labelled.values()]
    if is_in_doubt(plain(text) for text in (*told, *(line.text for line in lines))):
        told = [text for text in told if not _is_only_recorded(text)]
    told = [
        text
        for text in told
        if not (ends_an_extra(text, service) or is_of_what_is_free(text, service))
    ]
    said = {text: verdict for text in told if (verdict := _said(text)) is not None}
    if ("cancelled", False) in said.values():
        said = {x: y for x, y in said.items() if not RENEWS_AT_A_PRICE.fullmatch(plain(x))}
    firm = {verdict for verdict, weak in said.values() if not weak}
    runs = any(map(stands, told))
    if firm == {"cancelled"}:
        ended = [text for text, verdict in said.items() if verdict == ("cancelled", False)]
        bare = runs and all(_is_ended_chip(text) for text in ended)
        other = bare or bear_another_name(ended, told, service)
        return ("unknown", False) if other else ("cancelled", True)
    if firm:
        return (firm.pop(), True) if len(firm) == 1 else ("unknown", False)
    lines = [line for line in lines if not ends_an_extra(line.text, service)]
    rows = of_rows(lines, service)
    return _leaning(rows, {verdict for verdict, _ in said.values()}, runs=runs), False


def _is_only_recorded(sentence: str) -> bool:
    text = plain(sentence)
    return REGISTERED.search(text) is not None and words.ENDS.search(text) is None


def _is_ended_chip(text: str) -> bool:
    return words.CHIPS["cancelled"].fullmatch(plain(text.replace(":", " "))) is not None


def _leaning(lines: Sequence[TextLine], weak: set[str], *, runs: bool) -> str:
    """What is said less surely, in a word or by the controls. runs: a sentence says that the plan
    is active, which speaks against a mere word."""
    texts = [plain(line.text) for line in lines]
    chips = _chips(texts)
    if runs and chips == {"cancelled"} and not weak:
        return "unknown"
    if len(weak | chips) == 1:
        return (weak | chips).pop()
    controls = [text for line, text in zip(lines, texts, strict=True) if _is_control(line, lines)]
    runs |= any(map(_stands_as_active, texts))
    return "unknown" if weak | chips else _by_controls(controls, runs=runs)


def _is_control(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """No button ends in a full stop, and "Newsletter: cancelled" tells what is; the way out that a
    law wants stands beside the imprint of every page, whoever looks at it."""
    if line.text.rstrip().endswith((".", "!", "?")) or ": " in line.text:
        return False
    return not is_beside_notices(line.center_y, lines)


def _is_label(line: TextLine) -> bool:
    """ "Next payment" names a day that stands beside or below it; alone it says nothing."""
    text = plain(line.text)
    told = ":" in line.text.rstrip(": ") or any(map(str.isdigit, text))
    bare = not told and len(text) <= LABEL_LETTERS_MAX
    return bare and bool(words.LABEL.fullmatch(text))


def _with_value(label: TextLine, lines: Sequence[TextLine]) -> tuple[str, TextLine | None]:
    """The label with what stands to its right in its row, else right below it. A label without any
    is left without words that could be taken for a sentence."""
    # Where a row of labels stands, the values are below them.
    beside = [line for line in _right_of(label, lines) if not _is_label(line)]
    below = [
        line
        for line in lines
        if 0 <= line.y0 - label.y1 <= BELOW_HEIGHTS * label.height
        and abs(line.x0 - label.x0) <= SAME_LEFT_PIXELS
        and not _heads_the_next_row(line, label, lines)
    ]
    value = min(beside, key=lambda line: line.x0, default=None) or min(
        below, key=lambda line: line.y0, default=None
    )
    if value is None:
        return "", None
    whole = len(value.text) > VALUE_LETTERS_MAX  # a sentence, which says it by itself
    return value.text if whole else f"{label.text}: {value.text}", value


def _heads_the_next_row(line: TextLine, label: TextLine, lines: Sequence[TextLine]) -> bool:
    """ "Payment method | Visa", below a "Next billing date" whose own value is none, or a dash."""
    next_label = words.NEXT_LABEL.fullmatch(plain(line.text)) is not None
    return next_label and bool(_right_of(line, lines)) and not _right_of(label, lines)


def _right_of(first: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """What stands to its right in its row."""
    return [
        line
        for line in lines
        if line is not first
        and abs(line.center_y - first.center_y) <= first.height / 2
        and 0 <= line.x0 - first.x1 <= BESIDE_PIXELS_MAX
    ]


def sentences_of(lines: Sequence[TextLine]) -> list[str]:
    """Lines that run on are joined, then cut at full stops; dates keep theirs."""
    joined: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.y0, line.x0)):
        home = next((block for block in reversed(joined) if _runs_on(block[-1], line)), None)
        if home is None:
            joined.append([line])
        else:
            home.append(line)
    return [
        part
        for block in joined
        for part in re.split(
            r"(?:(?<=[a-z)][.!?])|(?<=\d{4}[.!?]))\s+(?=[A-Z¿¡])", " ".join(x.text for x in block)
        )
    ]


def _runs_on(last: TextLine, line: TextLine) -> bool:
    """Below and flush left: the same paragraph. To the right in one row: a label and its value."""
    below = 0 <= line.y0 - last.y1 <= GAP_HEIGHTS * last.height
    if below and abs(line.x0 - last.x0) <= SAME_LEFT_PIXELS:
        # "Es werden keine weiteren": in German a noun begins the next line in a capital.
        goes_on = line.text[:1].islower() or words.GOES_ON_BELOW.search(plain(last.text))
        return abs(line.height - last.height) <= last.height * 0.3 and bool(goes_on)
    beside = abs(line.center_y - last.center_y) <= last.height / 2
    return beside and last.text.rstrip().endswith(":")


def _said(sentence: str) -> tuple[str, bool] | None:  # noqa: C901, PLR0911 - one return a rule
    """(state, whether it says so only weakly), or None."""
    text = plain(sentence.replace(":", " "))
    text = words.CARD_DATE.sub(" ", CARD_DIGITS.sub(" ", text)).strip()
    if not text or sentence.rstrip().endswith(("?", "-", "\u2013", "\u2014")):
        return None
    if not any(map(str.isdigit, text)):
        text = SOME_TIME.sub(" ", text).strip()
    if words.TURNS_ON.fullmatch(text) or COUNTED.fullmatch(text):
        return None  # a button that would
    if words.UNDONE.search(text):
        return "active", False
    unless = words.RENEWS_UNLESS.search(text)
    if unless and words.RENEWS.search(text[: unless.start()]):
        text = text[: unless.start()].strip()  # "It renews unless cancelled" renews
    if words.PERHAPS.search(text) or WOULD_END.search(text):
        return None
    if words.RENEWAL_OFF.search(text) or REGISTERED.search(text):
        return "cancelled", False
    if words.TRIAL.search(text) and words.THEN.search(text):
        return "active", False
    if " " in text and (match := words.RENEWS.search(text)):  # "Renew" alone is a button
        return _of_a_renewal(text, match)
    if words.OTHER_THING.search(text):
        return None
    if match := next((each for each in words.ENDS.finditer(text) if _of_plan(text, each)), None):
        return ("active" if _denied(text, match) else "cancelled"), False
    if words.UNTIL.search(text):
        return "cancelled", True
    return ("active", True) if words.RUNS.search(text) else None


def _of_a_renewal(text: str, match: re.Match[str]) -> tuple[str, bool] | None:
    denied = _denied(text, match)
    if denied and "sondern" in text:
        return None  # "nicht um ein Jahr, sondern um einen Monat"
    # "You won't be charged, and it picks up again on May 3."
    return ("cancelled" if denied and not words.GOES_ON_AGAIN.search(text) else "active"), False


def _of_plan(text: str, match: re.Match[str]) -> bool:
    """What ends is the plan: no discount, session or billing period, nor the pause of a plan; and
    of a trial only what is cancelled, since one that ends goes on as a plan."""
    before = CLAUSE_END.split(text[: match.start()])[-1]
    if words.TRIAL.search(before):
        return bool(words.CANCELLED_WORD.search(match.group()))
    others = [each.end() for each in words.OTHER_SUBJECT.finditer(before)]
    plans = [each.end() for each in words.THE_PLAN.finditer(before)]
    if is_of_a_part(before):
        return False
    return not others or bool(plans and max(plans) > max(others))


def _denied(text: str, match: re.Match[str]) -> bool:
    """A negation in the same clause; "no" after a colon too ("Next payment: none")."""
    before = re.split(r"[,.;]", text[: match.start()])[-1]
    if not words.FRENCH_NE.search(before):
        before = words.PLUS_NAME.sub(" ", before)  # "Your Arbor Plus plan is cancelled"
    after = re.split(r"[,.;]", text[match.end() :])[0][:48]
    late = words.NONE_AFTER.search(after)
    return len(words.NOT.findall(before)) % 2 == 1 or bool(late or words.NOT.search(match.group()))


def _chips(texts: Iterable[str]) -> set[str]:
    short = [text for text in texts if len(text) <= CHIP_LETTERS_MAX]
    return {state for state, chip in words.CHIPS.items() if any(map(chip.fullmatch, short))}


def _stands_as_active(text: str) -> bool:
    """A line that begins with the state as a sentence of its own and goes on about what runs."""
    if STANDS_AS_ACTIVE.fullmatch(text) is None:
        return False
    text = words.PLUS_NAME.sub(" ", text)
    others = (words.PERHAPS, words.OTHER_THING, words.NOT_THIS_PLAN, words.PAUSED, words.TRIAL)
    return not any(each.search(text) for each in (*others, words.NOT, RUNS_OUT))


def _by_controls(texts: Iterable[str], *, runs: bool) -> str:
    """A page that offers to end it has one that runs; one that offers to restart it has none.
    runs: a line says that it does."""
    short = [
        text
        for text in texts
        if len(text) <= CONTROL_LETTERS_MAX
        and not words.PERHAPS.search(text)
        and not words.OTHER_THING.search(text)
        and not words.EVERYWHERE.search(text)
        and not words.PLAYED.search(text)
        and not REQUESTED.search(text)
    ]
    restarts = any(map(words.RESTARTS.search, short))
    leaves = any(ends(text) and not words.LOSES.search(text) for text in short)
    if runs or restarts == leaves:
        return "active" if runs and not restarts else "unknown"
    return "cancelled" if restarts else "active"
