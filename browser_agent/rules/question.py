"""The question as it arrives: what is wanted, what may be typed, and what was tried already."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from browser_agent.rules.text import fold

SAME_PLACE = 18  # thousandths of the frame
REPEATS_MAX = 2
CYCLES_MAX = 4
FORMS = frozenset({"survey", "confirm", "plans", "checkout"})


# How the hands begin to tell that they did not do it.
REFUSALS = ("not allowed", "not pressed", "the page moved", "nothing appeared")
# How the loop tells what came of a claim; "says unknown" refutes nothing.
REFUTED = re.compile(r"account page says (?:active|cancelled)")
SAID_LETTERS_MAX = 80


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier step of this run."""

    page: str
    action: str
    target: str
    text_ref: str | None
    x: int | None
    y: int | None
    changed: bool
    refused: bool = False  # it was not done, whatever changed on the page meanwhile
    refuted: bool = False  # a claim by the words in target, which the account page denied

    def is_at(self, x: int, y: int) -> bool:
        """A press in this place, in thousandths of the frame."""
        if self.action != "click" or self.x is None or self.y is None:
            return False
        return max(abs(self.x - x), abs(self.y - y)) <= SAME_PLACE

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Past":
        return cls(
            page=str(told.get("page") or ""),
            action=str(told.get("action") or ""),
            target=fold(str(told.get("target") or "")),
            text_ref=told.get("text_ref"),
            x=told.get("x"),
            y=told.get("y"),
            changed=bool(told.get("changed")),
            refused=str(told.get("note") or "").startswith(REFUSALS),
            refuted=REFUTED.search(str(told.get("note") or "")) is not None,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """x and y of the history are thousandths of the frame, as in the answers. pressed: what was
    clicked before the history begins, and how often. others: the customer's other subscriptions."""

    goal: str
    today: date
    phase: str = "act"
    plan: str | None = None
    max_price: str | None = None
    hints: str = ""
    service: str = ""
    others: tuple[str, ...] = ()
    secrets: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    committed: bool = False
    history: tuple[Past, ...] = ()
    pressed: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Question":
        """Raises ValueError for a question that cannot be understood."""
        goal = told.get("goal")
        if goal not in {"cancel", "resume"}:
            raise ValueError("goal must be 'cancel' or 'resume'")
        history = told.get("history") or []
        if not isinstance(history, Sequence) or isinstance(history, str):
            raise ValueError("history must be a list")  # noqa: TRY004 - wrong data, not a wrong call
        return cls(
            goal=goal,
            today=date.fromisoformat(str(told.get("today"))),
            phase=str(told.get("phase") or "act"),
            plan=told.get("plan") or None,
            max_price=told.get("max_price") or None,
            hints=str(told.get("hints") or ""),
            service=str(told.get("service") or ""),
            others=names(told.get("others")),
            secrets=frozenset(told.get("secrets") or ()),
            asked=frozenset(told.get("asked") or ()),
            committed=bool(told.get("committed")),
            history=tuple(Past.read(each) for each in history if isinstance(each, Mapping)),
            pressed=_counts(told.get("pressed")),
        )

    @property
    def last(self) -> Past | None:
        return self.history[-1] if self.history else None

    def was_refuted(self, said: str) -> bool:
        """Whether a claim was made by these words before, and the account page said otherwise."""
        words = fold(said[:SAID_LETTERS_MAX])
        claims = [past for past in self.history if past.action == "done"]
        return bool(words) and any(past.refuted and past.target == words for past in claims)

    def typed(self, text_ref: str) -> bool:
        return any(past.action == "type" and past.text_ref == text_ref for past in self.history)

    def times(self, action: str, *, target: str | None = None, changed: bool | None = None) -> int:
        """How often an action was taken: clicks in the whole run, others and what they changed of
        those still remembered."""
        earlier = 0
        if action == "click" and target is not None and changed is None:
            earlier = self.pressed.get(fold(target), 0)
        return earlier + sum(
            past.action == action
            and (target is None or past.target == fold(target))
            and (changed is None or past.changed == changed)
            for past in self.history
        )

    def _is_new(self, place: int) -> bool:
        """What was clicked there was not clicked before: a box is ticked once."""
        return all(past.target != self.history[place].target for past in self.history[:place])

    def opened(self, target: str) -> int:
        """How often it was clicked; once the end was claimed, since then: the way begins anew."""
        claims = [place for place, past in enumerate(self.history) if past.action == "done"]
        since = self.history[claims[-1] + 1 :] if claims else None
        if since is None:
            return self.times("click", target=target)
        return sum(past.action == "click" and past.target == fold(target) for past in since)

    def has_typed(self, value: str) -> bool:
        """Whether these words of ours stand in a field now."""
        return bool(value) and self.times("type", target=value) > 0

    def places(self, target: str) -> list[tuple[int, int]]:
        """Where it was clicked, as far as that is remembered."""
        wanted = fold(target)
        return [
            (past.x, past.y)
            for past in self.history
            if past.action == "click"
            and past.target == wanted
            and past.x is not None
            and past.y is not None
        ]

    def tail(self, action: str) -> int:
        """How many times in a row, up to now, this action was taken."""
        count = 0
        for past in reversed(self.history):
            if past.action != action:
                break
            count += 1
        return count

    @property
    def is_swept(self) -> bool:
        """The end of this page was reached by scrolling, and no click has led elsewhere since."""
        for past in reversed(self.history):
            if past.action == "scroll" and not past.changed:
                return True
            if past.action == "click" and past.changed:
                return False
        return False

    def is_worn(self, target: str, x: int, y: int) -> bool:
        """This click did nothing twice, or led around in a circle: something else must be tried.
        Where a box was ticked since, what sends the form is fresh."""
        wanted = fold(target)
        same = [
            past
            for past in self.history
            if past.is_at(x, y) and (past.target == wanted or not wanted)
        ]
        filled = [
            place
            for place, past in enumerate(self.history)
            if past.changed and past.target != wanted and past.page in FORMS
            if past.action == "type" or (past.action == "click" and self._is_new(place))
        ]
        since = self.history[filled[-1] + 1 :] if filled else self.history
        idle = sum(not past.changed for past in same if any(past is each for each in since))
        return idle >= REPEATS_MAX or len(same) >= CYCLES_MAX


def names(told: Any) -> tuple[str, ...]:
    """Whatever is no list of texts is left out."""
    return tuple(each for each in told if isinstance(each, str)) if isinstance(told, list) else ()


def _counts(told: Any) -> dict[str, int]:
    """Whatever is no number of presses is left out."""
    if not isinstance(told, Mapping):
        return {}
    found: dict[str, int] = {}
    for words, times in told.items():
        if isinstance(times, int):
            found[fold(str(words))] = found.get(fold(str(words)), 0) + times
    return found
