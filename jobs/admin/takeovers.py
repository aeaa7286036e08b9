"""Views of pages that were handed to a person; an operator may step in, with a reason."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from accounts.admin import ReadOnlyAdmin
from jobs.models import Takeover, TakeoverInput
from jobs.services import open_for_operator
from kernel.errors import UnsaltedError


class InputInline(admin.TabularInline):  # type: ignore[type-arg] # no generic at run time
    model = TakeoverInput
    fields = readonly_fields = ("seq", "kind", "word", "status", "rule", "by", "given_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Takeover | None = None) -> bool:
        return False


@admin.register(Takeover)
class TakeoverAdmin(ReadOnlyAdmin):
    list_display = ("opened_at", "run", "reason", "status", "expires_at", "ended_at", "operator")
    list_filter = ("status", "reason")
    exclude = ("token_sha256", "operator_token_sha256")
    inlines = (InputInline,)
    change_form_template = "admin/jobs/takeover/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        join = self.admin_site.admin_view(self.join)
        return [
            path("<int:takeover_id>/join", join, name="jobs_takeover_join"),
            *super().get_urls(),
        ]

    def join(self, request: HttpRequest, takeover_id: int) -> HttpResponse:
        """POST why: to the page itself, under a link of the operator's own."""
        known = Takeover.objects.filter(pk=takeover_id).exists()
        allowed = request.user.has_perm("jobs.change_takeover")
        if not known or not allowed or request.method != "POST":
            raise Http404
        try:
            url = open_for_operator(
                takeover_id=takeover_id,
                operator=request.user.get_username(),
                why=request.POST.get("why", ""),
            )
        except UnsaltedError as error:
            messages.error(request, error.message)
            url = reverse("admin:jobs_takeover_change", args=[takeover_id])
        answer = HttpResponseRedirect(url)
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "no-referrer"
        return answer
