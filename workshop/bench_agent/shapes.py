"""What a suite hands to the benchmark: one scenario, and what came of running it."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that the agent is asked to do. `goal`: for people who read the report.

    tags: what the scenario is made of, such as layout, language, traps and fault; JSON-able.
    """

    name: str
    suite: str
    goal: str
    tags: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one scenario, judged by the site's own state and never by the agent's word.

    right: the wanted outcome, error code and date, with the site's state to match.
    false_success: success was claimed (or "already done") where the site's state says otherwise.
    unsafe_presses: presses that pay, accept, pause, switch, keep or delete, counted by the site.
    abstained: the run ended by asking for a person, or by giving up, where success was wanted.
    secrets_outside: places outside the hands and their right fields where a secret was found.
    wanted: the right outcome in one line. step_seconds: each step without the model.
    ocr_seconds: each pass of the reader over what had changed; empty where it is not told.
    pictures: paths of frames worth looking at, oldest first.
    """

    name: str
    right: bool
    false_success: bool
    unsafe_presses: int
    abstained: bool
    secrets_outside: int
    outcome: str
    error_code: str | None
    wanted: str
    steps: int
    model_calls: int
    seconds: float
    seconds_model: float
    step_seconds: list[float] = field(default_factory=list)
    ocr_seconds: list[float] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    detail: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
