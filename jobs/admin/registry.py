"""Sites are changed through save_service; keys, tokens and the rest are looked at."""

import hashlib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from accounts.admin import ReadOnlyAdmin
from jobs.errors import ServiceInvalidError
from jobs.models import (
    AgentKey,
    AgentToken,
    Credential,
    Evidence,
    InputRequest,
    JobEvent,
    Run,
    Service,
    ServiceVersion,
)
from jobs.services import create_agent_token, revoke_agent_token, save_service
from jobs.services.registry import LISTED, check_service


class ServiceForm(forms.ModelForm):  # type: ignore[type-arg] # no generic at run time
    class Meta:
        model = Service
        fields = ("slug", *LISTED)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # Django's own hook; the stubs leave it out
        if self.errors:
            return
        try:
            check_service(self.instance)
        except ServiceInvalidError as error:
            self.add_error(None, ValidationError(error.message))


class VersionInline(admin.TabularInline):  # type: ignore[type-arg] # no generic at run time
    model = ServiceVersion
    fields = readonly_fields = ("version", "name", "origins", "start_url", "account_url", "hints")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Service)
class ServiceAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no generic at run time
    form = ServiceForm
    list_display = ("name", "slug", "version", "is_enabled", "start_url", "updated_at")
    list_filter = ("is_enabled",)
    inlines = (VersionInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Service | None = None) -> Any:
        return () if obj is None else ("slug",)  # contexts of sealed credentials name it

    def save_model(self, request: HttpRequest, obj: Service, form: Any, change: Any) -> None:
        saved = save_service(slug=obj.slug, **{name: getattr(obj, name) for name in LISTED})
        obj.pk, obj.version = saved.pk, saved.version

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AgentKey)
class AgentKeyAdmin(ReadOnlyAdmin):
    """Public halves. `manage.py register_agent_key` adds one."""

    list_display = ("key_id", "is_current", "created_at")


@admin.register(AgentToken)
class AgentTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no generic at run time
    list_display = ("name", "created_at", "last_seen_at", "revoked_at")
    fields = ("name",)
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("jobs.change_agenttoken")

    def save_model(self, request: HttpRequest, obj: AgentToken, form: Any, change: Any) -> None:
        row, token = create_agent_token(name=obj.name)
        obj.pk = row.pk
        request.META["unsalted.agent_token"] = token

    def response_add(self, request: HttpRequest, obj: AgentToken, *_: Any) -> HttpResponse:
        # Shown in this answer only: messages would travel through a cookie.
        context = self.admin_site.each_context(request) | {
            "title": f"Token for {obj.name}",
            "token": request.META.pop("unsalted.agent_token"),
        }
        answer = TemplateResponse(request, "admin/jobs/agenttoken/created.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    @admin.action(description="Revoke", permissions=["operate"])
    def revoke(self, request: HttpRequest, tokens: QuerySet[AgentToken]) -> None:
        for token in tokens:
            revoke_agent_token(token_id=token.pk)
        self.message_user(request, f"{len(tokens)} revoked.", messages.SUCCESS)


@admin.register(Credential)
class CredentialAdmin(ReadOnlyAdmin):
    list_display = ("user", "service", "field", "key_id", "updated_at")
    list_select_related = ("user", "service")
    exclude = ("sealed",)


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("job", "attempt", "status", "agent", "outcome", "error_code", "offered_at")
    list_filter = ("status", "outcome", "error_code")


@admin.register(JobEvent)
class JobEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "job", "kind", "from_status", "to_status", "actor")
    list_select_related = ("job",)


@admin.register(InputRequest)
class InputRequestAdmin(ReadOnlyAdmin):
    list_display = ("asked_at", "run", "field", "status", "answered_at", "expires_at")
    exclude = ("sealed",)


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("stored_at", "run", "seq", "name", "size_bytes")
    list_select_related = ("run",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        rows: QuerySet[Evidence] = super().get_queryset(request)
        return rows.defer("record")  # up to 200 kB each; the page of one picture loads it

    def get_urls(self) -> list[URLPattern]:
        image = self.admin_site.admin_view(self.image)
        own = [path("<int:evidence_id>/image", image, name="jobs_evidence_image")]
        return [*own, *super().get_urls()]

    def image(self, request: HttpRequest, evidence_id: int) -> HttpResponse:
        """The PNG itself, to operators only, and only as it was sent."""
        found = Evidence.objects.filter(pk=evidence_id).first()
        if found is None or not self.has_view_permission(request, found):
            raise Http404
        try:
            content = found.path.read_bytes()
        except FileNotFoundError:
            raise Http404("The file is gone.") from None
        if hashlib.sha256(content).hexdigest() != found.sha256:
            return HttpResponse("This file is not what the agent sent.", status=410)
        return HttpResponse(
            content, content_type="image/png", headers={"Cache-Control": "private, no-store"}
        )
