"""var/demo/report.html: one page, no outside files, for a person to look at after a run."""

import base64
import html
import io
import json
from pathlib import Path
from typing import Any

from PIL import Image

from workshop.judge import Judge
from workshop.stack import Stack

THUMBNAIL_PIXELS = (900, 640)
STYLE = (Path(__file__).parent / "report.css").read_text()


def write_report(
    path: Path, stack: Stack, lines: list[dict[str, Any]], result: dict[str, Any]
) -> None:
    """Everything in it was masked before it was stored; codes in the conversation are dots."""
    judge = Judge(stack, {}, lines)
    steps = _steps(judge)
    path.write_text(
        "<!doctype html><html lang=en><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>Unsalted Butter: a run</title><style>{STYLE}</style>"
        "<h1>From a DM to a receipt</h1>"
        f"{_verdict(result)}"
        f"<h2>The conversation</h2>{_conversation(lines)}"
        f"<h2>What the agent did</h2>{_step_table(steps)}"
        f"<h2>What it saw</h2>{_shots(judge)}"
        f"<h2>Result</h2><pre>{html.escape(json.dumps(result, indent=1))}</pre></html>"
    )


def _verdict(result: dict[str, Any]) -> str:
    truths = "".join(
        f"<li class={'yes' if value else 'no'}>"
        f"<b>{'✓' if value else '✗'}</b>{name.replace('_', ' ')}"
        for name, value in result["truths"].items()
    )
    numbers = {
        "steps": result["steps"],
        "model calls": result["model_calls"],
        "seconds, agent": _number(result["seconds_agent"]),
        "seconds, model": _number(result["seconds_model"]),
        "seconds, all": _number(result["seconds_total"]),
        "sats earned": f"{result['revenue_sats']:,}",
        "ends on": result["effective_date"] or "not read",
    }
    facts = "".join(f"<li><b>{value}</b>{name}" for name, value in numbers.items())
    return f"<ul class=cards>{truths}</ul><ul class=cards>{facts}</ul>"


def _conversation(lines: list[dict[str, Any]]) -> str:
    items = "".join(
        f"<li class={line['event']}><time>{line['at'][11:19]}</time>{html.escape(line['text'])}"
        for line in lines
    )
    return f"<ul class=talk>{items}</ul>"


def _steps(judge: Judge) -> list[dict[str, Any]]:
    from jobs.models import JobEvent  # noqa: PLC0415 - Django is set up by the judge

    steps, before = [], None
    for event in JobEvent.objects.filter(run=judge.run, seq__isnull=False).order_by("seq"):
        before = before or judge.run.job.started_at
        if event.kind == "step":
            steps.append(event.data | {"seconds": (event.at - before).total_seconds()})
        before = event.at
    return steps


def _step_table(steps: list[dict[str, Any]]) -> str:
    longest = max((_seconds(step) for step in steps), default=0) or 1
    rows = "".join(_step_row(number, step, longest) for number, step in enumerate(steps, 1))
    head = "<tr><th>#<th>page<th>action<th>target<th>note<th>s<th>"
    return f"<div class=scroll><table>{head}{rows}</table></div>"


def _step_row(number: int, step: dict[str, Any], longest: float) -> str:
    words = "".join(
        f"<td>{html.escape(str(step.get(name) or ''))}"
        for name in ("page", "action", "target", "note")
    )
    width = 100 * _seconds(step) / longest
    bar = f"<div class=bar style='width:{width:.0f}px'></div>"
    return f"<tr><td class=n>{number}{words}<td class=n>{_number(_seconds(step))}<td>{bar}"


def _seconds(step: dict[str, Any]) -> float:
    return float(step.get("seconds") or 0)


def _shots(judge: Judge) -> str:
    from jobs.models import Evidence  # noqa: PLC0415 - Django is set up by the judge

    figures = []
    for piece in Evidence.objects.filter(run=judge.run).order_by("seq"):
        with Image.open(piece.path) as image:
            image.thumbnail(THUMBNAIL_PIXELS)
            buffer = io.BytesIO()
            image.convert("RGB").save(buffer, "JPEG", quality=80)
        data = base64.b64encode(buffer.getvalue()).decode()
        figures.append(
            f"<figure><img alt='{html.escape(piece.name)}' loading=lazy "
            f"src='data:image/jpeg;base64,{data}'><figcaption>{html.escape(piece.name)}</figcaption></figure>"
        )
    return f"<div class=shots>{''.join(figures)}</div>"


def _number(value: Any) -> str:
    return f"{float(value):.1f}" if value is not None else "-"
