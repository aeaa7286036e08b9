"""The page Evaluation: what each model would have decided on the frames of stored runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from jobs.models import ReplayResult, Run

LOOK = "jobs.view_replayresult"
RUNS_MAX = 100
BAR_WIDE, ROW_HIGH = 320, 34
CHANGES_SHOWN_MAX = 60
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Score:
    """One model over all runs shown. agreement: percent. call_seconds: of one question."""

    model: str
    runs: int
    steps: int
    changed: int
    commits_changed: int
    refused: int
    unanswered: int
    agreement: float
    call_seconds: float


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of the picture. says: what a pointer resting on it, or a screen reader, is told."""

    label: str
    text: str
    says: str
    top: int
    wide: str


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    title: str
    description: str
    bars: list[Bar]
    high: int

    @property
    def view(self) -> str:
        return f"0 0 {BAR_WIDE + 80} {self.high}"


@dataclass(frozen=True, slots=True)
class Row:
    """One stored run; results: one per model, in the order of the columns."""

    run: Run
    results: list[ReplayResult | None]


def evaluation_page(request: HttpRequest) -> HttpResponse:
    """GET /admin/evaluation/: needs the permission to look at replays."""
    if not request.user.has_perm(LOOK):
        raise PermissionDenied
    results = _newest_runs()
    models = sorted({result.model for result in results})
    scores = [score(model, [r for r in results if r.model == model]) for model in models]
    changed = [result for result in results if result.changed]
    page = {
        **admin.site.each_context(request),
        "title": "Evaluation",
        "models": models,
        "scores": scores,
        "charts": _charts(scores) if scores else [],
        "rows": _rows(results, models),
        "changed": changed[:CHANGES_SHOWN_MAX],
        "left_off": max(len(changed) - CHANGES_SHOWN_MAX, 0),
    }
    return TemplateResponse(request, "jobs/admin/evaluation.html", page)


def score(model: str, results: Sequence[ReplayResult]) -> Score:
    steps = sum(result.steps for result in results)
    changed = sum(result.changed for result in results)
    answered = steps - sum(result.unanswered for result in results)
    seconds = sum(result.seconds for result in results)
    return Score(
        model=model,
        runs=len(results),
        steps=steps,
        changed=changed,
        commits_changed=sum(result.commits_changed for result in results),
        refused=sum(result.refused for result in results),
        unanswered=steps - answered,
        agreement=HUNDRED * (steps - changed) / steps if steps else 0.0,
        call_seconds=seconds / answered if answered else 0.0,
    )


def _newest_runs() -> list[ReplayResult]:
    """Of the runs that were replayed last, every model's result."""
    by_run = ReplayResult.objects.order_by().values("run_id").annotate(last=Max("replayed_at"))
    newest = by_run.order_by("-last").values_list("run_id", flat=True)[:RUNS_MAX]
    found = ReplayResult.objects.filter(run__in=list(newest))
    return list(found.select_related("run__service_version", "run__job").order_by("-replayed_at"))


def _rows(results: Sequence[ReplayResult], models: Sequence[str]) -> list[Row]:
    by_run: dict[UUID, dict[str, ReplayResult]] = {}
    for result in results:
        by_run.setdefault(result.run_id, {})[result.model] = result
    return [
        Row(next(iter(found.values())).run, [found.get(model) for model in models])
        for found in by_run.values()
    ]


def _charts(scores: Sequence[Score]) -> list[Chart]:
    return [
        _chart(
            "agreement",
            "Decisions that stay the same",
            [(one.model, one.agreement, f"{one.agreement:.1f} %") for one in scores],
            full=HUNDRED,
        ),
        _chart(
            "seconds",
            "Seconds a question",
            [(one.model, one.call_seconds, f"{one.call_seconds:.2f} s") for one in scores],
            full=max([one.call_seconds for one in scores] + [0.01]),
        ),
        _chart(
            "finals",
            "Final presses that would differ",
            [(one.model, one.commits_changed, str(one.commits_changed)) for one in scores],
            full=max([one.commits_changed for one in scores] + [1]),
        ),
    ]


def _chart(name: str, title: str, told: list[tuple[str, float, str]], *, full: float) -> Chart:
    bars = [
        Bar(
            label=model,
            text=text,
            says=f"{model}: {text}",
            top=number * ROW_HIGH,
            wide=f"{BAR_WIDE * amount / full:.1f}",
        )
        for number, (model, amount, text) in enumerate(told)
    ]
    return Chart(name, title, "; ".join(bar.says for bar in bars), bars, len(told) * ROW_HIGH)
