"""What a playbook is: states in their order, each with what to do there. Plain JSON and back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from browser_agent.contract import ACTIONS, KEYS, PAGES, SECRET_NAMES, STATES

VERSION = 1
STATES_MAX = 60
ANCHORS_MAX = 8
WORDS_CHARACTERS_MAX = 200

ASK_MODEL: Final = "ask_model"
"""Not an answer: what is pressed here differs from customer to customer, so the model is asked."""


class PlaybookInvalidError(ValueError):
    """This is no playbook of ours; nobody follows it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that stood on the page in both runs. box: x0, y0, x1, y1 in 0-1000, where they were.

    bare: they are a line without its days and numbers.
    """

    text: str
    box: tuple[int, int, int, int]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """What to do. label: the words on the control or by the field; "" for keys and scrolls.

    at: the label's centre, 0-1000. offset: from there to the point that was pressed. count: how
    many lines of the page say the same. commit: it may make the change final. day: the one day that
    the page names is when the change takes effect.
    """

    action: str
    target: str = ""
    label: str = ""
    at: tuple[int, int] | None = None
    offset: tuple[int, int] = (0, 0)
    count: int = 1
    text_ref: str | None = None
    text: str | None = None
    submit: bool = False
    key: str | None = None
    direction: str | None = None
    ask: str | None = None
    commit: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """url: a pattern. absent: words that belong to another state with the same address.

    frame: the name of the first run's picture of it. state: what the page said of the subscription.
    """

    url: str
    page: str
    state: str
    anchors: tuple[Anchor, ...]
    absent: tuple[str, ...]
    edge: Edge
    frame: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """plan: the one that both runs were given; a run with another does not follow it."""

    goal: str
    plan: str | None
    states: tuple[State, ...]

    def as_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {"version": VERSION} | plain

    @property
    def sha256(self) -> str:
        return digest(self.as_json())


def digest(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(body: Mapping[str, Any]) -> Playbook:
    """Raises PlaybookInvalidError, whatever is wrong with it."""
    try:
        if body["version"] != VERSION or not 0 < len(body["states"]) <= STATES_MAX:
            raise PlaybookInvalidError("not a playbook of this version")
        states = tuple(_state(raw) for raw in body["states"])
        return Playbook(str(body["goal"]), _text(body["plan"]), states)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PlaybookInvalidError(f"not a playbook ({type(error).__name__})") from error


def _state(raw: Mapping[str, Any]) -> State:
    if raw["page"] not in PAGES or raw["state"] not in STATES or not raw["anchors"]:
        raise PlaybookInvalidError("a state that cannot be")
    return State(
        url=str(raw["url"]),
        page=str(raw["page"]),
        state=str(raw["state"]),
        anchors=tuple(_anchor(one) for one in raw["anchors"][:ANCHORS_MAX]),
        absent=tuple(str(words)[:WORDS_CHARACTERS_MAX] for words in raw["absent"]),
        edge=_edge(raw["edge"]),
        frame=str(raw["frame"]),
    )


def _anchor(raw: Mapping[str, Any]) -> Anchor:
    x0, y0, x1, y1 = (int(number) for number in raw["box"])
    return Anchor(str(raw["text"])[:WORDS_CHARACTERS_MAX], (x0, y0, x1, y1), bool(raw["bare"]))


def _edge(raw: Mapping[str, Any]) -> Edge:
    known = raw["action"] in {*ACTIONS, ASK_MODEL}
    names = {raw["text_ref"], raw["ask"]} <= {None, *SECRET_NAMES}
    if not known or not names or raw["key"] not in {None, *KEYS}:
        raise PlaybookInvalidError("an edge that cannot be")
    if raw["direction"] not in {None, "up", "down"} or raw["action"] == "need_human":
        raise PlaybookInvalidError("an edge that cannot be")
    return Edge(
        action=str(raw["action"]),
        target=str(raw["target"])[:WORDS_CHARACTERS_MAX],
        label=str(raw["label"])[:WORDS_CHARACTERS_MAX],
        at=None if raw["at"] is None else _pair(raw["at"]),
        offset=_pair(raw["offset"]),
        count=int(raw["count"]),
        text_ref=raw["text_ref"],
        text=None if raw["text"] is None else str(raw["text"])[:WORDS_CHARACTERS_MAX],
        submit=bool(raw["submit"]),
        key=raw["key"],
        direction=raw["direction"],
        ask=raw["ask"],
        commit=bool(raw["commit"]),
        day=bool(raw["day"]),
    )


def _pair(raw: Any) -> tuple[int, int]:
    x, y = raw
    return int(x), int(y)


def _text(raw: Any) -> str | None:
    return None if raw is None else str(raw)
