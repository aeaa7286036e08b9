"""One page per job: what was asked, each attempt, timeline, pictures, and what can be done."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from accounts.admin import ReadOnlyAdmin
from jobs.lifecycle import TRANSITIONS, WHY_CHARACTERS_MAX, By
from jobs.models import Evidence, InputRequest, Job
from jobs.services import force_job, retry_job
from kernel.errors import UnsaltedError

TIMELINE_ROWS_MAX = 3_000
WORDS = {
    Job.Status.QUEUED: "Try again (a new run)",
    Job.Status.VERIFIED: "It was done: bill it",
    Job.Status.ALREADY_DONE: "It is done: free of charge",
    Job.Status.FAILED: "It failed: free of charge",
    Job.Status.NEEDS_HELP: "Stop, a person must look",
    Job.Status.ABORTED: "Abort, or write the debt off",
}


class OperatorForm(forms.Form):
    """to: an edge that the one table gives operators from where the job stands."""

    to = forms.ChoiceField(label="Move to")
    why = forms.CharField(
        label="Reason", max_length=WHY_CHARACTERS_MAX, widget=forms.TextInput({"size": 60})
    )

    def __init__(self, job: Job, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edges = TRANSITIONS[job.status]
        self.fields["to"].choices = [  # type: ignore[attr-defined] # a ChoiceField, declared above
            (to, WORDS[Job.Status(to)]) for to, who in edges.items() if By.OPERATOR in who
        ]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = (
        "created_at",
        "user",
        "service",
        "action",
        "status",
        "error_code",
        "finished_at",
    )
    list_filter = ("status", "service", "action", "error_code")
    list_select_related = ("user", "service")
    search_fields = ("id", "user__username", "user__pubkey", "key")
    date_hierarchy = "created_at"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("user", "service", "action"),
                    ("status", "error_code", "effective_date"),
                    ("price_sats", "invoice", "key"),
                    ("created_at", "started_at", "finished_at"),
                    ("plan", "max_price", "fence"),
                )
            },
        ),
    )
    readonly_fields = ("created_at",)
    change_form_template = "admin/jobs/job/change_form.html"

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Rows are read-only here, so acting asks for the permission that editing would need."""
        return request.user.has_perm("jobs.change_job")

    def get_urls(self) -> list[URLPattern]:
        act = self.admin_site.admin_view(self.act)
        return [path("<uuid:job_id>/act", act, name="jobs_job_act"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            job = Job.objects.filter(pk=UUID(object_id)).first()
        except ValueError:
            job = None
        context = dict(extra_context or {}) | ({} if job is None else self._story(request, job))
        return super().change_view(request, object_id, form_url, context)

    def act(self, request: HttpRequest, job_id: UUID) -> HttpResponse:
        """POST to, why: one move by hand, through the services."""
        job = Job.objects.filter(pk=job_id).first()
        if job is None or not self.has_operate_permission(request) or request.method != "POST":
            raise Http404
        form = OperatorForm(job, request.POST)
        if form.is_valid():
            self._move(request, job_id, form.cleaned_data["to"], form.cleaned_data["why"])
        else:
            messages.error(request, "Choose what to do, and give a reason.")
        return HttpResponseRedirect(reverse("admin:jobs_job_change", args=[job_id]))

    def _move(self, request: HttpRequest, job_id: UUID, to: str, why: str) -> None:
        operator = request.user.get_username()
        try:
            if to == Job.Status.QUEUED:
                retry_job(job_id=job_id, operator=operator, why=why)
            else:
                force_job(job_id=job_id, to=to, operator=operator, why=why)
        except UnsaltedError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Done.")

    def _story(self, request: HttpRequest, job: Job) -> dict[str, Any]:
        form = OperatorForm(job)
        can_act = self.has_operate_permission(request) and form.fields["to"].choices  # type: ignore[attr-defined]
        return {
            "operator_form": form if can_act else None,
            "runs": job.runs.order_by("attempt"),
            "questions": InputRequest.objects.filter(run__job=job).defer("sealed"),
            "timeline": job.events.order_by("pk")[:TIMELINE_ROWS_MAX],
            # Without what was read on each: that is up to 200 kB a picture.
            "pictures": Evidence.objects.filter(run__job=job)
            .defer("record")
            .order_by("run__attempt", "seq"),
        }
