"""The benchmark's book-keeping on made-up results: figures, resume, the page, the exit code."""

import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from workshop.bench_agent import __main__ as bench
from workshop.bench_agent import miniwob
from workshop.bench_agent.charts import Bar, bars
from workshop.bench_agent.figures import figures, is_safe, percentile, summary, wilson
from workshop.bench_agent.journal import Journal, StaleJournalError
from workshop.bench_agent.page import write_page
from workshop.bench_agent.shapes import Result, Scenario
from workshop.bench_agent.templates import CORE, TEMPLATES
from workshop.miniwob import unpack_pages

PLAN = {"suite": "miniwob", "seeds": 2}


def result(name: str = "click-link#0", **changed: Any) -> Result:
    told: dict[str, Any] = {
        "name": name,
        "right": True,
        "false_success": False,
        "unsafe_presses": 0,
        "abstained": False,
        "secrets_outside": 0,
        "outcome": "won",
        "error_code": None,
        "wanted": "raw reward 1",
        "steps": 2,
        "model_calls": 2,
        "seconds": 4.0,
        "seconds_model": 1.0,
        "step_seconds": [0.5, 1.5],
        "ocr_seconds": [0.1, 0.3],
    }
    return Result(**told | changed)


def scenario(page: str = "click-link", seed: int = 0) -> Scenario:
    return miniwob.scenarios(seeds=[seed], templates=[page])[0]


def row(page: str = "click-link", seed: int = 0, **changed: Any) -> dict[str, Any]:
    one = scenario(page, seed)
    return {
        "suite": one.suite,
        "scenario": one.as_json(),
        "round": 0,
        "result": result(one.name, **changed).as_json(),
    }


def test_the_pages_were_chosen_and_are_enough() -> None:
    assert len(set(TEMPLATES)) == len(TEMPLATES) >= 30
    assert set(CORE) <= set(TEMPLATES)


def test_counts_are_sums_and_seconds_are_over_all_steps() -> None:
    told = figures(
        [
            result().as_json(),
            result(right=False, abstained=True, step_seconds=[2.5], steps=1).as_json(),
        ]
    )

    assert (told["runs"], told["success"], told["success_share"]) == (2, 1, 0.5)
    assert (told["abstentions"], told["steps"], told["model_calls"]) == (1, 3, 4)
    assert told["step_seconds_p50"] == 1.5
    assert told["step_seconds_p95"] == pytest.approx(2.4)
    assert (told["ocr_seconds_p50"], told["ocr_seconds_p95"]) == (0.2, 0.3)


def test_no_runs_have_no_shares() -> None:
    told = figures([])
    assert told["runs"] == 0
    assert told["success_share"] is None
    assert told["step_seconds_p50"] is None


def test_few_runs_say_little() -> None:
    low, high = wilson(5, 5) or [0, 0]
    assert 0.5 < low < 0.6
    assert high == 1.0
    assert percentile([3.0], 95) == 3.0


def test_a_page_counts_as_passed_when_every_episode_is_won() -> None:
    rows = [row(seed=0), row(seed=1, right=False), row("enter-text"), row("enter-date")]

    told = summary(rows)["miniwob"]

    assert (told["templates"], told["templates_always"], told["templates_never"]) == (3, 2, 0)
    assert told["six"] == {"runs": 3, "success": 2}


@pytest.mark.parametrize(
    "harm", [{"false_success": True}, {"unsafe_presses": 1}, {"secrets_outside": 1}]
)
def test_any_harm_makes_the_whole_unsafe(harm: dict[str, Any]) -> None:
    assert is_safe(summary([row(right=False)]))
    assert not is_safe(summary([row(), row(seed=1, **harm)]))


def test_a_journal_is_continued_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "agent.jsonl"
    Journal(path, PLAN, resume=False).add(scenario(seed=0), 0, result())
    with path.open("a") as file:
        file.write('{"suite": "miniwob", "scen')  # the power went

    again = Journal(path, PLAN, resume=True)

    assert again.has(scenario(seed=0), 0)
    assert not again.has(scenario(seed=0), 1)
    assert not again.has(scenario(seed=1), 0)
    again.add(scenario(seed=1), 0, result("click-link#1"))
    assert len(Journal(path, PLAN, resume=True).rows) == 2


def test_a_journal_of_another_plan_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "agent.jsonl"
    Journal(path, PLAN, resume=False).add(scenario(), 0, result())

    with pytest.raises(StaleJournalError):
        Journal(path, {"suite": "sites", "seeds": 2}, resume=True)

    assert len(path.read_text().splitlines()) == 2


def test_the_page_needs_nothing_from_outside_and_shows_failures(tmp_path: Path) -> None:
    picture = tmp_path / "004.png"
    Image.new("RGB", (600, 700), (255, 255, 0)).save(picture)
    lost = row(
        "enter-date",
        right=False,
        outcome="lost",
        detail="<script>alert(1)</script>",
        pictures=[str(picture), str(tmp_path / "gone.png")],
    )
    path = tmp_path / "agent.html"

    write_page(path, told([row(), lost]))

    page = path.read_text()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert page.count("data:image/jpeg;base64,") == 1
    assert "What went wrong (1)" in page
    assert "<svg" in page
    assert "name=viewport" in page


def test_a_chart_says_its_figures_in_words() -> None:
    chart = bars("Won <b>", [Bar("one & two", 0.5, "1 of 2", (0.1, 0.9))])

    assert "aria-label='Won &lt;b&gt;'" in chart
    assert "one &amp; two" in chart
    assert "1 of 2" in chart
    assert chart.count("<rect") == 2


@pytest.fixture(autouse=True)
def no_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmark would take the test run's own handler away."""
    monkeypatch.setattr("signal.signal", lambda *_: None)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    """What the suite answers instead of a browser; each call takes from the front."""
    answers: list[Result] = []

    def run(wanted: Sequence[Scenario], *, folder: Path) -> Iterator[Result]:
        del folder
        for _ in wanted:
            if not answers:
                raise KeyboardInterrupt
            yield answers.pop(0)

    monkeypatch.setattr(miniwob, "run", run)
    return answers


ASKED = ["--suite", "miniwob", "--only", "click-link", "--seeds", "3"]


def test_an_interrupted_benchmark_goes_on_with_resume(
    played: list[Result], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--folder", str(tmp_path)]
    played += [result("click-link#0")]
    assert bench.main([*ASKED, *folder]) == bench.INTERRUPTED
    partial = json.loads((tmp_path / "agent.json").read_text())
    assert (partial["all"]["runs"], partial["planned"]) == (1, 3)
    assert "interrupted, 2 runs are missing" in (tmp_path / "agent.html").read_text()

    played += [result("click-link#1"), result("click-link#2", right=False, outcome="lost")]
    assert bench.main([*ASKED, *folder, "--resume"]) == 0

    written = json.loads((tmp_path / "agent.json").read_text())
    assert written["all"]["runs"] == 3
    assert written["all"]["success"] == 2
    assert written["seeds"] == [0, 1, 2]
    assert written["versions"]["miniwob"] == "1.1.0"
    assert "1 of 3 runs are done already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "harm", [{"false_success": True}, {"unsafe_presses": 2}, {"secrets_outside": 1}]
)
def test_harm_ends_with_exit_code_one(
    played: list[Result], tmp_path: Path, harm: dict[str, Any]
) -> None:
    played += [result(), result("click-link#1", **harm), result("click-link#2")]

    assert bench.main([*ASKED, "--folder", str(tmp_path)]) == 1


def test_a_resume_with_other_options_is_refused(played: list[Result], tmp_path: Path) -> None:
    played += [result(f"click-link#{seed}") for seed in range(3)]
    bench.main([*ASKED, "--folder", str(tmp_path)])

    with pytest.raises(SystemExit):
        bench.main([*ASKED, "--repeat", "2", "--folder", str(tmp_path), "--resume"])


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--suite", "miniwob", "--only", "no-such", "--folder", str(tmp_path)])


def test_only_pages_and_licence_are_unpacked(tmp_path: Path) -> None:
    wheel = tmp_path / "w.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("miniwob/html/miniwob/a.html", "page")
        packed.writestr("miniwob/environment.py", "import selenium")
        packed.writestr("miniwob-1.dist-info/licenses/LICENSE", "MIT")
    target = tmp_path / "out"
    target.mkdir()

    unpack_pages(wheel, target)

    found = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    assert found == ["LICENSE", "html/miniwob/a.html"]


def test_a_wheel_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "w.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("miniwob/html/../../../escaped.html", "page")
    target = tmp_path / "out"
    target.mkdir()

    with pytest.raises(SystemExit):
        unpack_pages(wheel, target)

    assert not (tmp_path / "escaped.html").exists()


def told(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "date": "2026-11-21T09:00:00+00:00",
        "commit": "abc",
        "model": "ocr-rules",
        "plan": PLAN,
        "machine": {"cores": 2},
        "versions": {"python": "3.13"},
        **summary(rows),
    }
