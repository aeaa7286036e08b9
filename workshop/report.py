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
STYLE = """
:root { --ink:#22201a; --edge:#e4dcc4; --good:#146c3b; --bad:#9b1c1c }
body { font:16px/1.5 system-ui,sans-serif; color:var(--ink); background:#fffdf6; margin:0 auto; padding:1.5rem; max-width:1080px }
h1 { margin:.2rem 0 } h2 { margin:2.2rem 0 .6rem }
.cards { display:flex; flex-wrap:wrap; gap:.6rem; padding:0; list-style:none }
.cards li { border:1px solid var(--edge); border-radius:10px; background:#fff; padding:.6rem .9rem }
.cards b { display:block; font-size:1.25rem }
.yes b { color:var(--good) } .no b { color:var(--bad) }
.talk { display:grid; gap:.45rem; padding:0; list-style:none; max-width:760px }
.talk li { border-radius:14px; padding:.5rem .8rem; white-space:pre-wrap; overflow-wrap:anywhere; max-width:85% }
.sent { background:#f6c945; justify-self:end } .received { background:#fff; border:1px solid var(--edge) }
.note { color:#6b6350; font-size:.9rem; justify-self:center; padding:0 !important }
time { color:#6b6350; font-size:.8rem; margin-right:.4rem }
.scroll { overflow-x:auto } table { border-collapse:collapse; width:100%; background:#fff; font-size:.92rem }
th,td { text-align:left; padding:.4rem .55rem; border-bottom:1px solid var(--edge); vertical-align:top }
td.n { text-align:right; font-variant-numeric:tabular-nums }
.bar { background:#f6c945; height:.7rem; border-radius:4px; min-width:2px }
.shots { display:grid; grid-template-columns:repeat(auto-fill,minmax(300px,1fr)); gap:1rem }
figure { margin:0 } img { width:100%; border:1px solid var(--edge); border-radius:8px } figcaption { font-size:.85rem; color:#6b6350 }
"""


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
        f"<li class={'yes' if value else 'no'}><b>{'✓' if value else '✗'}</b>{name.replace('_', ' ')}"
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

    found = JobEvent.objects.filter(run=judge.run, kind="step").order_by("seq")
    return [event.data | {"at": event.at} for event in found]


def _step_table(steps: list[dict[str, Any]]) -> str:
    longest = max((float(step.get("seconds") or 0) for step in steps), default=1) or 1
    rows = "".join(
        f"<tr><td class=n>{number}<td>{_cell(step, 'page')}<td>{_cell(step, 'action')}"
        f"<td>{_cell(step, 'target')}<td>{_cell(step, 'decision')}<td class=n>{_number(step.get('seconds'))}"
        f"<td><div class=bar style='width:{100 * float(step.get('seconds') or 0) / longest:.0f}px'></div>"
        for number, step in enumerate(steps, 1)
    )
    head = "<tr><th>#<th>page<th>action<th>target<th>policy<th>s<th>"
    return f"<div class=scroll><table>{head}{rows}</table></div>"


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


def _cell(step: dict[str, Any], name: str) -> str:
    return html.escape(str(step.get(name) or ""))


def _number(value: Any) -> str:
    return f"{float(value):.1f}" if value is not None else "–"
