"""What was done already, read back from the question's history: the only memory there is.

Every move names its goal in its target, "[2] press: Submit", and the history repeats it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TARGET = re.compile(r"^\[(\w+)\] (\w+)(?:: (.*))?$", re.DOTALL)
ASIDE = "aside"  # the mark of a step that belongs to no goal: a pop-up was sent away


@dataclass(frozen=True, slots=True)
class Step:
    """goal: its place, or a word; verb and words as the target told them; x, y: thousandths."""

    goal: str
    verb: str
    words: str
    x: int | None
    y: int | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Past:
    steps: tuple[Step, ...]

    @classmethod
    def read(cls, history: Iterable[Mapping[str, Any]]) -> "Past":
        """A step right before a pop-up was sent away did not count: its goal is still open."""
        steps: list[Step] = []
        for told in history:
            match = _TARGET.match(str(told.get("target") or ""))
            if match is None:
                continue
            step = Step(
                match[1],
                match[2],
                match[3] or "",
                told.get("x"),
                told.get("y"),
                bool(told.get("changed")),
            )
            if step.goal == ASIDE and steps and steps[-1].goal != ASIDE:
                steps.pop()
            steps.append(step)
        return cls(tuple(steps))

    def of(self, goal: str, *verbs: str) -> Sequence[Step]:
        return [
            step for step in self.steps if step.goal == goal and (not verbs or step.verb in verbs)
        ]


def target(goal: str, verb: str, words: str = "") -> str:
    return f"[{goal}] {verb}: {words}"[:200]
