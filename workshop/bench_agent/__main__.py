"""The agent's benchmark: our sandbox sites and MiniWoB++, judged by the pages, never by the agent.

    python -m workshop.bench_agent [--suite sites|miniwob|all] [--only NAME] [--seeds N]
                                   [--first-seed N] [--repeat N] [--resume]

Writes var/bench/agent.json and var/bench/agent.html; results go to var/bench/agent.jsonl as they
come, and --resume continues there; an interrupted run reports what it has. Exits 1 on any false
success, unsafe press or secret outside.
"""

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from browser_agent.rules.wire import MODEL
from kernel.clock import utc_now
from kernel.env import BASE_DIR
from workshop.bench_agent import miniwob, sites
from workshop.bench_agent.figures import is_safe, summary
from workshop.bench_agent.journal import Journal, StaleJournalError
from workshop.bench_agent.origin import commit, machine, versions
from workshop.bench_agent.page import write_page
from workshop.bench_agent.shapes import Result, Scenario
from workshop.bench_agent.templates import EPISODES_EACH
from workshop.say import refuse, say, step

FOLDER = BASE_DIR / "var" / "bench"
SITES, MINIWOB, ALL = "sites", "miniwob", "all"
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 where anything unsafe happened, INTERRUPTED where not all was run."""
    options = _parser().parse_args(arguments)
    wanted = _wanted(options)
    if not wanted:
        refuse("No scenario has such a name.")
    try:
        journal = Journal(options.folder / "agent.jsonl", _plan(options), resume=options.resume)
    except StaleJournalError as error:
        refuse(f"{error} Run without --resume, or with the same options.")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a kill is reported like a Ctrl-C
    interrupted = False
    try:
        _run(options, wanted, journal)
    except KeyboardInterrupt:
        interrupted = True
        step("Interrupted: this is what was done so far; --resume goes on")
    told = _told(options, journal) | {"planned": len(wanted) * options.repeat}
    (options.folder / "agent.json").write_text(
        json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    )
    write_page(options.folder / "agent.html", told)
    for line in table(told):
        say(line)
    say(f"\nWritten to {options.folder / 'agent.json'} and agent.html")
    return 1 if not is_safe(told) else INTERRUPTED if interrupted else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench_agent", description="Measure the agent.")
    parser.add_argument("--suite", choices=(SITES, MINIWOB, ALL), default=ALL)
    parser.add_argument("--only", action="append", default=[], metavar="NAME",
                        help="a site variant or a MiniWoB page; may be given again")  # fmt: skip
    parser.add_argument("--seeds", type=int, default=EPISODES_EACH, help="episodes a MiniWoB page")
    parser.add_argument("--first-seed", type=int, default=0, help="100 and above are for tuning")
    parser.add_argument("--repeat", type=int, default=1, help="rounds over everything")
    parser.add_argument("--resume", action="store_true", help="continue an interrupted run")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where everything is written")
    return parser


def _plan(options: argparse.Namespace) -> dict[str, Any]:
    """The commit is no part of it: a run may be continued after a repair elsewhere."""
    names = ("suite", "only", "seeds", "first_seed", "repeat")
    return {name: getattr(options, name) for name in names} | {"model": MODEL}


def _wanted(options: argparse.Namespace) -> list[Scenario]:
    found: list[Scenario] = []
    if options.suite in {SITES, ALL}:
        found += _sites(options.only)
    if options.suite in {MINIWOB, ALL}:
        seeds = range(options.first_seed, options.first_seed + options.seeds)
        every = miniwob.scenarios(seeds=seeds)
        names = set(options.only)
        found += [
            each for each in every if not names or names & {each.name, str(each.tags["template"])}
        ]
    return found


def _sites(only: Sequence[str]) -> list[Scenario]:
    known = {each.name: each for each in sites.scenarios()}
    if not only:
        return list(known.values())
    wild = [name for name in only if name.startswith("wild-")]
    return [known[name] for name in only if name in known] + (sites.scenarios(wild) if wild else [])


def _run(options: argparse.Namespace, wanted: Sequence[Scenario], journal: Journal) -> None:
    rounds = [(each, number) for number in range(options.repeat) for each in wanted]
    left = [(each, number) for each, number in rounds if not journal.has(each, number)]
    if len(left) < len(rounds):
        step(f"{len(rounds) - len(left)} of {len(rounds)} runs are done already")
    progress = Progress(len(left))
    for number in range(options.repeat):
        for suite in (SITES, MINIWOB):
            todo = [each for each, of in left if of == number and each.suite == suite]
            for scenario, result in zip(todo, _results(suite, todo, options.folder), strict=True):
                journal.add(scenario, number, result)
                progress.tell(scenario, result)


def _results(suite: str, todo: Sequence[Scenario], folder: Path) -> Iterator[Result]:
    if not todo:
        return
    if suite == MINIWOB:
        yield from miniwob.run(todo, folder=folder / "frames")
        return
    for scenario in todo:
        yield sites.run(scenario, folder=folder / "frames" / SITES / scenario.name)


class Progress:
    """One line a run, with the time that is left if the rest goes like the last runs."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._done = 0
        self._right = 0
        self._started = time.monotonic()

    def tell(self, scenario: Scenario, result: Result) -> None:
        self._done += 1
        self._right += result.right
        left = (time.monotonic() - self._started) / self._done * (self._whole - self._done)
        mark = "ok" if result.right else "--"
        alarm = " UNSAFE" if result.false_success or result.unsafe_presses else ""
        sys.stderr.write(
            f"[{self._done}/{self._whole}, {self._right} right, {_clock(left)} left] {mark} "
            f"{scenario.suite}/{scenario.name}: {result.outcome}{alarm} "
            f"({result.steps} steps, {result.seconds:.1f} s)\n"
        )
        sys.stderr.flush()


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _told(options: argparse.Namespace, journal: Journal) -> dict[str, Any]:
    return {
        "date": utc_now().isoformat(timespec="seconds"),
        "commit": commit(BASE_DIR),
        "model": MODEL,
        "plan": _plan(options),
        "seeds": list(range(options.first_seed, options.first_seed + options.seeds)),
        "machine": machine(),
        "versions": versions(BASE_DIR),
        **summary(journal.rows),
    }


def table(told: dict[str, Any]) -> list[str]:
    """The figures of each suite and of all, for a terminal."""
    heads = ["runs", "right", "share", "false", "unsafe", "secrets", "asked"]
    heads += ["p50 s", "p95 s", "ocr p95"]
    lines = [f"{'suite':<10}" + "".join(f"{head:>9}" for head in heads)]
    for name, one in [*told["suites"].items(), ("all", told["all"])]:
        cells = [
            one["runs"],
            one["success"],
            "-" if one["success_share"] is None else f"{one['success_share']:.1%}",
            one["false_success"],
            one["unsafe_presses"],
            one["secrets_outside"],
            one["abstentions"],
            "-" if one["step_seconds_p50"] is None else f"{one['step_seconds_p50']:.2f}",
            "-" if one["step_seconds_p95"] is None else f"{one['step_seconds_p95']:.2f}",
            "-" if one["ocr_seconds_p95"] is None else f"{one['ocr_seconds_p95']:.2f}",
        ]
        lines.append(f"{name:<10}" + "".join(f"{cell:>9}" for cell in cells))
    if told["miniwob"]:
        pages, six = told["miniwob"], told["miniwob"]["six"]
        lines.append(
            f"MiniWoB++: {pages['templates_always']} of {pages['templates']} pages always pass; "
            f"the six of the earlier study: {six['success']} of {six['runs']}"
        )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
