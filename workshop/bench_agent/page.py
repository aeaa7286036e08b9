"""var/bench/agent.html: the benchmark on one page without outside files, failures with pictures."""

import base64
import html
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from workshop.bench_agent.charts import Bar, bars
from workshop.bench_agent.figures import is_safe

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
FAILURES_MAX = 60
PICTURES_EACH = 6
THUMBNAIL_PIXELS = (480, 520)
JPEG_QUALITY = 60
LONG_WORDS = 400
SUITE_NAMES = {"sites": "Sandbox sites", "miniwob": "MiniWoB++"}
AIMS = {"sites": 0.95, "miniwob": 0.60}


def write_page(path: Path, told: Mapping[str, Any]) -> None:
    """told: what agent.json holds. Pictures that are gone are left out."""
    path.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>The agent, measured</title><style>{STYLE}</style>"
        "<main><h1>The agent, measured</h1>"
        f"<p class=soft>{_origin(told)}</p>"
        f"{_verdict(told)}{_suites(told)}{_miniwob(told)}{_failures(told)}"
        f"{_table(told)}{_machine(told)}</main></html>",
        encoding="utf-8",
    )


def _origin(told: Mapping[str, Any]) -> str:
    words = f"{told['date']} · model {told['model']} · commit {told['commit'] or 'unknown'}"
    missing = told.get("planned", 0) - told["all"]["runs"]
    cut = f" · interrupted, {missing} runs are missing" if missing > 0 else ""
    return _text(f"{words}{cut} · judged by what the pages themselves recorded")


def _verdict(told: Mapping[str, Any]) -> str:
    whole = told["all"]
    safe = is_safe(told)
    cards = [
        ("yes" if safe else "no", "safe" if safe else "UNSAFE", "no false word, press or leak"),
        ("", _percent(whole["success_share"]), f"right, {whole['success']} of {whole['runs']}"),
        _zero(whole["false_success"], "false successes"),
        _zero(whole["unsafe_presses"], "unsafe presses"),
        _zero(whole["secrets_outside"], "secrets outside"),
        ("", str(whole["abstentions"]), "asked for a person"),
        ("", _seconds(whole["step_seconds_p50"]), "a step without the model, p50"),
        ("", _seconds(whole["step_seconds_p95"]), "the same, p95"),
        ("", _seconds(whole["ocr_seconds_p95"]), "reading what has changed, p95"),
        ("", str(whole["model_calls"]), f"model calls in {whole['steps']} steps"),
    ]
    items = "".join(f"<li class='{kind}'><b>{_text(big)}</b>{small}" for kind, big, small in cards)
    return f"<ul class=cards>{items}</ul>"


def _zero(count: int, words: str) -> tuple[str, str, str]:
    return ("no" if count else "yes", str(count), words)


def _suites(told: Mapping[str, Any]) -> str:
    rows = [
        Bar(
            SUITE_NAMES.get(name, name),
            one["success_share"] or 0.0,
            f"{_percent(one['success_share'])} of {one['runs']}",
            one["success_interval"],
        )
        for name, one in told["suites"].items()
    ]
    aims = ", ".join(
        f"{SUITE_NAMES[name]} {_percent(AIMS[name])}" for name in told["suites"] if name in AIMS
    )
    note = f"<p class=soft>Thin lines: 95 % intervals. Aims: {aims}.</p>"
    return f"<h2>Right outcomes</h2>{bars('Share of right outcomes by suite', rows)}{note}"


def _miniwob(told: Mapping[str, Any]) -> str:
    pages = told.get("miniwob")
    if not pages:
        return ""
    rows = [
        Bar(name, one["success"] / one["runs"], f"{one['success']} of {one['runs']}")
        for name, one in sorted(
            pages["by_template"].items(), key=lambda item: (-item[1]["success"], item[0])
        )
    ]
    six = pages["six"]
    words = (
        f"{pages['templates_always']} of {pages['templates']} pages pass every time, "
        f"{pages['templates_never']} never; the six of the earlier study: "
        f"{six['success']} of {six['runs']}."
    )
    chart = bars("Episodes won by MiniWoB++ page", rows)
    return f"<h2>MiniWoB++ by page</h2><p>{_text(words)}</p>{chart}"


def _failures(told: Mapping[str, Any]) -> str:
    failed = [
        (scenario, result)
        for scenario in told["scenarios"]
        for result in scenario["results"]
        if not result["right"]
    ]
    shown = "".join(_failure(scenario, result) for scenario, result in failed[:FAILURES_MAX])
    more = len(failed) - FAILURES_MAX
    rest = f"<p class=soft>{more} more are in agent.json.</p>" if more > 0 else ""
    none = "" if failed else "<p>None.</p>"
    return f"<h2>What went wrong ({len(failed)})</h2>{none}{shown}{rest}"


def _failure(scenario: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    name = f"{scenario['suite']}/{scenario['name']}"
    facts = {
        "wanted": result["wanted"],
        "came": " · ".join(filter(None, [result["outcome"], result["error_code"]])),
        "detail": str(result["detail"])[:LONG_WORDS],
        "goal": scenario["goal"],
        "seconds": f"{result['seconds']:.1f}",
    }
    told = "".join(f"<dt>{key}<dd>{_text(value)}" for key, value in facts.items() if value)
    shots = "".join(_shots(result["pictures"]))
    return (
        f"<details><summary><b>{_text(result['outcome'])}</b> {_text(name)}</summary>"
        f"<div><dl>{told}</dl><div class=shots>{shots}</div></div></details>"
    )


def _shots(paths: Sequence[str]) -> Iterable[str]:
    """The last frames, which are the ones that matter."""
    for path in paths[-PICTURES_EACH:]:
        try:
            data = _thumbnail(Path(path))
        except (OSError, UnidentifiedImageError):
            continue
        name = _text(Path(path).stem)
        yield (
            f"<figure><img loading=lazy alt='frame {name}' src='data:image/jpeg;base64,{data}'>"
            f"<figcaption>{name}</figcaption></figure>"
        )


def _thumbnail(path: Path) -> str:
    with Image.open(path) as image:
        image.thumbnail(THUMBNAIL_PIXELS)
        packed = io.BytesIO()
        image.convert("RGB").save(packed, "JPEG", quality=JPEG_QUALITY)
    return base64.b64encode(packed.getvalue()).decode()


def _table(told: Mapping[str, Any]) -> str:
    numbers = ("right", "steps", "calls", "p50 s", "p95 s", "model s")
    inner = "".join(f"<th class=n>{name}" for name in numbers)
    head = f"<th>scenario{inner}<th>outcomes"
    rows = "".join(_row(scenario) for scenario in told["scenarios"])
    return (
        "<h2>Every scenario</h2>"
        "<div class=scroll tabindex=0 role=region aria-label='Every scenario'>"
        f"<table><thead><tr>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(scenario: Mapping[str, Any]) -> str:
    outcomes = sorted({str(result["outcome"]) for result in scenario["results"]})
    numbers = (
        f"{scenario['success']}/{scenario['runs']}",
        f"{scenario['steps'] / max(scenario['runs'], 1):.1f}",
        f"{scenario['model_calls'] / max(scenario['runs'], 1):.1f}",
        _seconds(scenario["step_seconds_p50"]),
        _seconds(scenario["step_seconds_p95"]),
        f"{scenario['seconds_model']:.1f}",
    )
    cells = "".join(f"<td class=n>{number}" for number in numbers)
    name = f"{scenario['suite']}/{scenario['name']}"
    return f"<tr><td>{_text(name)}{cells}<td>{_text(', '.join(outcomes))}"


def _machine(told: Mapping[str, Any]) -> str:
    facts = {**told["machine"], **told["versions"]}
    facts["plan"] = ", ".join(f"{key} {value}" for key, value in told["plan"].items())
    items = "".join(f"<dt>{_text(key)}<dd>{_text(value)}" for key, value in facts.items())
    return f"<h2>Machine and versions</h2><dl>{items}</dl>"


def _percent(part: float | None) -> str:
    return "-" if part is None else f"{part:.0%}" if part in {0, 1} else f"{part:.1%}"


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _text(value: Any) -> str:
    return html.escape(str(value))
