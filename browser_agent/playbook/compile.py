"""Two verified runs that agree become a playbook: records in, a playbook or the reason out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from browser_agent import lexicon
from browser_agent.playbook.page import (
    MASK,
    Line,
    Page,
    digits,
    merged_pattern,
    only_day,
    pattern_of,
    same,
    skeleton,
)
from browser_agent.playbook.shape import (
    ANCHORS_MAX,
    ASK_MODEL,
    STATES_MAX,
    Anchor,
    Edge,
    Playbook,
    State,
)
from browser_agent.playbook.trace import (
    Record,
    Step,
    Trace,
    UnreadableTraceError,
    read_trace,
)

ANCHORS_MIN = 2
LONE_LETTERS_MIN = 12  # a page that says one thing is known by it, if it is a sentence
ANCHOR_LETTERS_MIN = 3
ABSENT_MAX = 3
TELLING_LETTERS_MIN = 6
KNOWN_STATES = frozenset({"active", "cancelled"})
ASKED_MAX = 2
"""States at which the model is asked all the same: more than these, and little is saved."""
PRIVATE_DIGITS_MIN = 3  # "Visa 4242" is somebody's
POINTED = frozenset({"click", "type"})


@dataclass(frozen=True, slots=True)
class Refused:
    """Why two runs make no playbook."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same step of both runs. stable: the lines that both read there."""

    a: Step
    b: Step
    url: str
    stable: tuple[Line, ...]

    @property
    def tells_state(self) -> bool:
        """An account page, of which both runs read the subscription's state."""
        told = {str(step.answer["state"]) for step in (self.a, self.b)}
        return self.a.answer["page"] == "account" and told <= KNOWN_STATES and len(told) == 1


def compile_playbook(
    records_a: Sequence[Record], records_b: Sequence[Record]
) -> Playbook | Refused:
    """The way that two runs with the same ending agree on.

    records: the lines of steps.jsonl, in order, of runs on the same service version with the same
    action, both verified; this is the caller's to know.
    """
    try:
        one, other = read_trace(records_a), read_trace(records_b)
        pairs = _paired(one, other)
        edges = [_edge(pair) for pair in pairs]
        if not (one.dated and other.dated) and (one.told_date or other.told_date):
            edges[-1] = _closing(pairs[-1], one.told_date, other.told_date)
        telling = [_telling(pair, one.after, other.after) for pair in pairs]
        first = next((n for n, pair in enumerate(pairs) if pair.tells_state), None)
        if first is not None and not telling[first]:
            edges[first] = Edge(
                ASK_MODEL
            )  # no words of the page would tell that it is done already
        states = _states(pairs, edges, telling)
    except UnreadableTraceError as refused:
        return Refused(str(refused))
    if sum(edge.action == ASK_MODEL for edge in edges) > ASKED_MAX:
        return Refused("Too much of what was pressed has no words of its own.")
    return Playbook(one.goal, one.plan, states)


def _paired(one: Trace, other: Trace) -> list[_Pair]:
    if (one.goal, one.plan) != (other.goal, other.plan):
        raise UnreadableTraceError("The runs were asked for different things.")
    if len(one.steps) > STATES_MAX:
        raise UnreadableTraceError("The way is too long.")
    pairs: list[_Pair] = []
    for number, (a, b) in enumerate(zip(one.steps, other.steps, strict=False), 1):
        url = merged_pattern(a.pattern, b.pattern)
        if url is None or not _agree(a, b):
            raise UnreadableTraceError(
                f"The ways part at step {number}: {_told(a)} and {_told(b)}."
            )
        pairs.append(_Pair(a, b, url, _stable(a.page, b.page)))
    if len(one.steps) != len(other.steps):
        raise UnreadableTraceError(
            f"One way has {len(one.steps)} steps and the other {len(other.steps)}."
        )
    return pairs


def _agree(a: Step, b: Step) -> bool:
    keys = ("action", "page", "text_ref", "text", "submit", "key", "direction", "ask", "commit")
    return all(a.answer[key] == b.answer[key] for key in keys)


def _told(step: Step) -> str:
    return f"{step.action} {step.answer['text_ref'] or step.words!r} on {step.answer['page']}"


def _stable(a: Page, b: Page) -> tuple[Line, ...]:
    """Lines of the first run that the second read as well, and that say nothing of a customer."""
    return tuple(line for line in a.lines if _tells_nothing(line.text) and b.says(line.text))


def _tells_nothing(text: str) -> bool:
    """Not of the customer, not of the day: no mask inside a sentence, no number, no address."""
    if MASK.fullmatch(text):
        return True  # "something was typed here" tells two states of one form apart
    letters = sum(map(str.isalpha, lexicon.plain(text)))
    return (
        letters >= ANCHOR_LETTERS_MIN
        and not digits(text)
        and not MASK.search(text)
        and "@" not in text
    )


def _closing(pair: _Pair, one: str | None, other: str | None) -> Edge:
    """The last page names the day and the account page does not. Where it names no other, in both
    runs, it can be read; else only the model can."""
    days = [only_day(step.page) for step in (pair.a, pair.b)]
    if [day.isoformat() if day else "" for day in days] == [one, other]:
        return Edge("done", day=True)
    return Edge(ASK_MODEL)


def _telling(pair: _Pair, *after: Page) -> tuple[Line, ...]:
    """Lines, without days and numbers, that tell the state: they are on the account page before the
    change, in both runs, and not on the same page after it."""
    if not pair.tells_state:
        return ()
    if any(merged_pattern(pair.url, pattern_of(page.url)) is None for page in after):
        return ()
    bare = [line._replace(text=skeleton(line.text)) for line in pair.a.page.lines]
    return tuple(
        line
        for line in bare
        if len(line.text) >= TELLING_LETTERS_MIN
        and not MASK.search(line.text)
        and "@" not in line.text
        and pair.b.page.says_about(line.text)
        and not any(page.says_about(line.text) for page in after)
    )


def _edge(pair: _Pair) -> Edge:
    a, answer = pair.a, pair.a.answer
    edge = Edge(
        action=a.action,
        target=str(answer["target"]),
        text_ref=answer["text_ref"],
        text=answer["text"],
        submit=bool(answer["submit"]),
        key=answer["key"],
        direction=answer["direction"],
        ask=answer["ask"],
        commit=bool(answer["commit"]),
    )
    if a.action == "open_account":
        return replace(edge, target="account page", text_ref=None, text=None, submit=False)
    if a.action not in POINTED:
        return edge
    private = a.action == "click" and len(digits(a.words)) >= PRIVATE_DIGITS_MIN
    if a.label is None or a.point is None or not same(a.words, pair.b.words) or private:
        return Edge(ASK_MODEL)  # an icon, or words that differ: pixels alone are never followed
    at, point = a.page.share(*a.label.center), a.page.share(*a.point)
    return replace(
        edge,
        target=edge.target if same(edge.target, str(pair.b.answer["target"])) else a.words,
        label=a.words,
        at=at,
        offset=(point[0] - at[0], point[1] - at[1]),
        count=max(len(a.page.named(a.words)), len(pair.b.page.named(a.words))),
    )


def _states(
    pairs: Sequence[_Pair], edges: Sequence[Edge], telling: Sequence[Sequence[Line]]
) -> tuple[State, ...]:
    spread = Counter(
        words for pair in pairs for words in {lexicon.plain(line.text) for line in pair.stable}
    )
    states = []
    for pair, edge, told in zip(pairs, edges, telling, strict=True):
        anchors = _anchors(pair, edge, spread, told)
        lone = any(len(anchor.text) >= LONE_LETTERS_MIN for anchor in anchors)
        if len(anchors) < ANCHORS_MIN and not lone:
            raise UnreadableTraceError(f"Too few words stay the same on {pair.a.name}.")
        known = bool(told) or pair.a.answer["page"] != "account"
        agreed = pair.a.answer["state"] == pair.b.answer["state"]
        states.append(
            State(
                url=pair.url,
                page=str(pair.a.answer["page"]),
                state=str(pair.a.answer["state"]) if known and agreed else "unknown",
                anchors=anchors,
                absent=_absent(pair, anchors, pairs),
                edge=edge,
                frame=pair.a.name,
            )
        )
    return tuple(states)


def _anchors(
    pair: _Pair, edge: Edge, spread: Counter[str], telling: Sequence[Line]
) -> tuple[Anchor, ...]:
    """The rarest words first: what stands on every page tells none apart. A page that is only
    passed through shows what is new this week: there the words of every page come first."""
    page = pair.a.page
    sign = -1 if edge.action == "open_account" else 1
    must = [line for line in pair.stable if edge.text and edge.text in line.text]
    ranked = sorted(
        (line for line in pair.stable if line not in must),
        key=lambda line: (sign * spread[lexicon.plain(line.text)], -line.height),
    )
    chosen: list[Line] = []
    for line in (*must, *ranked):
        if not any(same(line.text, other.text) for other in chosen):
            chosen.append(line)
    bare = [_anchor(page, line, bare=True) for line in _best(telling, page, edge)]
    return (*bare, *(_anchor(page, line) for line in chosen[: ANCHORS_MAX - len(bare)]))


def _best(telling: Sequence[Line], page: Page, edge: Edge) -> list[Line]:
    """The line that tells the state: one without numbers, which are a plan's or a customer's. None
    where the control itself goes with the state: it is looked for anyway."""
    numbered = {line[1:] for line in page.lines if digits(line.text)}
    plain = [line for line in telling if line[1:] not in numbered]
    words = [line for line in plain if not same(line.text, skeleton(edge.label))]
    if words or plain:
        return words[:1]
    return list(telling[:1])


def _anchor(page: Page, line: Line, *, bare: bool = False) -> Anchor:
    box = (*page.share(line.x0, line.y0), *page.share(line.x1, line.y1))
    return Anchor(line.text, box, bare)


def _absent(pair: _Pair, anchors: Sequence[Anchor], pairs: Sequence[_Pair]) -> tuple[str, ...]:
    """Where another state's page would pass for this one: words that only that other page has."""
    absent: list[str] = []
    for other in pairs:
        if other is pair or merged_pattern(pair.url, other.url) is None:
            continue
        if not all(other.a.page.says(anchor.text) for anchor in anchors):
            continue
        only_there = [
            line.text
            for line in other.stable
            if not pair.a.page.says(line.text) and not pair.b.page.says(line.text)
        ]
        absent += [words for words in only_there[:ABSENT_MAX] if words not in absent]
    return tuple(absent)
