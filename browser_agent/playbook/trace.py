"""What a run really did, read off its records: the steps that counted, without its detours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from browser_agent.playbook.page import (
    Line,
    Page,
    label_of_field,
    label_of_press,
    pattern_of,
    same,
)

STEP_PREFIX = "step-"
LOOK_PREFIXES = ("verify-", "recheck-")
WANTED = {"cancel": "cancelled", "resume": "active"}
Record = Mapping[str, Any]


class UnreadableTraceError(ValueError):
    """The records are not those of a whole run of this version."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was carried out. answer: what was done, after the loop's own changes to it."""

    name: str
    page: Page
    pattern: str
    answer: Mapping[str, Any]
    label: Line | None
    point: tuple[int, int] | None

    @property
    def action(self) -> str:
        return str(self.answer["action"])

    @property
    def words(self) -> str:
        """What names the control; "" where nothing is written there."""
        return self.label.text if self.label else ""

    def repeats(self, other: "Step") -> bool:
        """The same thing done again on the same page."""
        keys = ("action", "text_ref", "text", "key", "direction", "ask")
        return (
            self.pattern == other.pattern
            and all(self.answer.get(key) == other.answer.get(key) for key in keys)
            and same(self.words, other.words)
            and same(str(self.answer["target"]), str(other.answer["target"]))
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """goal and plan: as the model was asked. dated: whether the account page named a day at last.

    told_date: the one that the page that closed the change named, or None. after: the account page
    at last.
    """

    goal: str
    plan: str | None
    steps: tuple[Step, ...]
    dated: bool
    told_date: str | None
    after: Page


def read_trace(records: Sequence[Record]) -> Trace:
    """The steps of a run that succeeded. Raises UnreadableTraceError.

    Left out: waits, what was refused or had no effect and was done again, claims that did not hold.
    """
    asked = [record for record in records if str(record.get("name", "")).startswith(STEP_PREFIX)]
    looks = [r for r in records if str(r.get("name", "")).startswith(LOOK_PREFIXES)]
    if not asked or not looks:
        raise UnreadableTraceError("There are no steps, or no look at the end.")
    try:
        kept = _without_detours([step for step in _carried_out(asked) if step is not None])
        question = asked[0]["question"]
        proved = looks[-1]["answer"]["state"] == WANTED[str(question["goal"])]
        trace = Trace(
            goal=str(question["goal"]),
            plan=question["plan"],
            steps=(*kept, _closing(asked[-1])),
            dated=looks[-1]["answer"]["effective_date"] is not None,
            told_date=asked[-1]["answer"]["effective_date"],
            after=Page.from_record(looks[-1]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableTraceError(
            f"The records are not whole ({type(error).__name__})."
        ) from error
    if not proved:
        raise UnreadableTraceError("The account page did not say at last what was wanted.")
    return trace


def _carried_out(asked: Sequence[Record]) -> list[Step | None]:
    """What became of a step is told by the history of the next question."""
    return [_step(now, after) for now, after in pairwise(asked)]


def _step(record: Record, after: Record) -> Step | None:
    told = after["question"]["history"][-1]
    number = int(str(record["name"]).removeprefix(STEP_PREFIX))
    if told["step"] != number:
        raise UnreadableTraceError("A step is missing.")
    action = told["action"]
    if action in {"wait", "done"} or (told["note"] and action != "ask_person"):
        return None
    answer = {**record["answer"], "action": action, "target": told["target"]}
    return _made(record, answer)


def _made(record: Record, answer: Mapping[str, Any]) -> Step:
    page = Page.from_record(record)
    label = point = None
    if answer["action"] in {"click", "type"} and answer["x"] is not None:
        point = page.pixels(answer["x"], answer["y"])
        find = label_of_field if answer["action"] == "type" else label_of_press
        label = find(page, *point)
    return Step(str(record["name"]), page, pattern_of(page.url), answer, label, point)


def _closing(record: Record) -> Step:
    """The last step of a run that succeeded is its claim, whatever else it would have done."""
    return _made(record, {**record["answer"], "action": "done", "target": ""})


def _without_detours(steps: list[Step]) -> list[Step]:
    """Of the same thing done several times in a row, only the last counted."""
    following = [*steps[1:], None]
    return [
        step
        for step, after in zip(steps, following, strict=True)
        if after is None or not step.repeats(after) or step.action == "scroll"
    ]
