"""Playbooks: looked at, activated, retired. Drifts: alerts with a picture. Replays: the rows."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.admin import ReadOnlyAdmin
from accounts.models import User
from jobs.errors import JobsError
from jobs.models import Playbook, PlaybookDrift, ReplayResult, Run
from jobs.services import activate_playbook, retire_playbook, see_drift


@admin.register(Playbook)
class PlaybookAdmin(ReadOnlyAdmin):
    list_display = (
        "service_version",
        "action",
        "plan",
        "status",
        "steps_count",
        "warm_runs",
        "fell_back",
        "created_at",
    )
    list_filter = ("status", "action", "service_version__service")
    list_select_related = ("service_version",)
    fields = (
        ("service_version", "action", "plan"),
        ("status", "retired_at", "retired_why"),
        ("frames_run", "second_run"),
        ("warm_runs", "fell_back"),
        "way",
        "sha256",
        "body",
    )
    readonly_fields = ("warm_runs", "fell_back", "way")
    actions = ("activate", "retire")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Playbook]:
        ended = Q(runs__status=Run.Status.ENDED, runs__playbook_steps__gt=0)
        rows: QuerySet[Playbook] = super().get_queryset(request)
        return rows.annotate(
            warm_count=Count("runs", filter=ended),
            fallback_count=Count("runs", filter=ended & Q(runs__playbook_fallbacks__gt=0)),
        )

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Rows are read-only here, so acting asks for the permission that editing would need."""
        return request.user.has_perm("jobs.change_playbook")

    @admin.display(description="steps")
    def steps_count(self, playbook: Playbook) -> int:
        return len(playbook.body.get("states", []))

    @admin.display(description="runs by it")
    def warm_runs(self, playbook: Any) -> int:
        return int(playbook.warm_count)

    @admin.display(description="of them fell back")
    def fell_back(self, playbook: Any) -> int:
        return int(playbook.fallback_count)

    @admin.display(description="the way")
    def way(self, playbook: Playbook) -> SafeString:
        rows = format_html_join(
            "",
            "<li><b>{}{}</b> on {} <small>{}</small><br><small>known by: {}</small></li>",
            (
                (
                    " ".join(filter(None, [e["action"], e["label"] or e["target"], e["text_ref"]])),
                    " (makes it final)" if e["commit"] else "",
                    state["page"],
                    state["url"],
                    " · ".join(anchor["text"] for anchor in state["anchors"]),
                )
                for state in playbook.body.get("states", [])
                for e in [state["edge"]]
            ),
        )
        return format_html("<ol>{}</ol>", rows)

    @admin.action(description="Activate (drafts only)", permissions=["operate"])
    def activate(self, request: HttpRequest, playbooks: QuerySet[Playbook]) -> None:
        for playbook in playbooks:
            try:
                activate_playbook(playbook_id=playbook.pk)
            except JobsError as error:
                self.message_user(request, f"{playbook}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"{playbook}: active", messages.SUCCESS)

    @admin.action(description="Retire", permissions=["operate"])
    def retire(self, request: HttpRequest, playbooks: QuerySet[Playbook]) -> None:
        for playbook in playbooks:
            why = f"Retired by {request.user.get_username()}."
            try:
                retire_playbook(playbook_id=playbook.pk, why=why)
            except JobsError as error:
                self.message_user(request, f"{playbook}: {error.message}", messages.ERROR)
            else:
                self.message_user(request, f"{playbook}: retired", messages.SUCCESS)


@admin.register(PlaybookDrift)
class PlaybookDriftAdmin(ReadOnlyAdmin):
    list_display = ("raised_at", "playbook", "run", "why", "fallbacks", "seen_at", "seen_by")
    list_filter = (("seen_at", admin.EmptyFieldListFilter),)
    list_select_related = ("playbook", "run", "seen_by")
    fields = (
        ("playbook", "run"),
        ("step", "state", "fallbacks"),
        "why",
        "gone",
        "then_and_now",
        ("raised_at", "seen_at", "seen_by"),
    )
    readonly_fields = ("raised_at", "gone", "then_and_now")
    actions = ("mark_seen",)

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("jobs.change_playbookdrift")

    @admin.display(description="missing words")
    def gone(self, drift: PlaybookDrift) -> str:
        return " · ".join(str(words) for words, *_ in drift.missing) or "none"

    @admin.display(description="then and now")
    def then_and_now(self, drift: PlaybookDrift) -> SafeString | str:
        if drift.picture_id is None:
            return "The agent sent no picture."
        address = reverse("admin:jobs_evidence_image", args=[drift.picture_id])
        return format_html(
            '<a href="{}"><img src="{}" alt="The page as the playbook knows it, and now"'
            ' style="max-width:100%"></a>',
            address,
            address,
        )

    @admin.action(description="Seen: close the alert", permissions=["operate"])
    def mark_seen(self, request: HttpRequest, drifts: QuerySet[PlaybookDrift]) -> None:
        assert isinstance(request.user, User), "the admin lets nobody else in"
        for drift in drifts:
            see_drift(drift_id=drift.pk, by=request.user)
        self.message_user(request, f"{len(drifts)} seen.", messages.SUCCESS)


@admin.register(ReplayResult)
class ReplayResultAdmin(ReadOnlyAdmin):
    list_display = ("replayed_at", "run", "model", "steps", "changed", "commits_changed", "refused")
    list_filter = ("model",)
    list_select_related = ("run",)
