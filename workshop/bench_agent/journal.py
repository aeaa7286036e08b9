"""Results as they come, one JSON line each: an interrupted run is continued from here."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.bench_agent.shapes import Result, Scenario


class StaleJournalError(ValueError):
    """The journal to be continued was written for another plan."""


class Journal:
    """plan: what decides whether two runs may be put together; compared on resume."""

    def __init__(self, path: Path, plan: Mapping[str, Any], *, resume: bool) -> None:
        """Raises StaleJournalError where the journal on disk belongs to another plan."""
        self.path = path
        self.rows: list[dict[str, Any]] = []
        path.parent.mkdir(parents=True, exist_ok=True)
        if resume and path.exists():
            self._read(plan)
            # A line that was being written when the power went is dropped for good.
            path.write_text("".join(_line(row) for row in [{"plan": dict(plan)}, *self.rows]))
        else:
            path.write_text(_line({"plan": dict(plan)}))

    def has(self, scenario: Scenario, number: int) -> bool:
        """Whether this round of this scenario is done already."""
        return any(
            row["suite"] == scenario.suite
            and row["scenario"]["name"] == scenario.name
            and row["round"] == number
            for row in self.rows
        )

    def add(self, scenario: Scenario, number: int, result: Result) -> None:
        row = {
            "suite": scenario.suite,
            "scenario": scenario.as_json(),
            "round": number,
            "result": result.as_json(),
        }
        self.rows.append(row)
        with self.path.open("a") as file:
            file.write(_line(row))
            file.flush()

    def _read(self, plan: Mapping[str, Any]) -> None:
        for number, line in enumerate(self.path.read_text().splitlines()):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if number == 0:
                if row.get("plan") != json.loads(json.dumps(dict(plan))):
                    raise StaleJournalError(f"{self.path.name} was written for another plan.")
            else:
                self.rows.append(row)


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
