"""What operators can do to a row: on a page of its own that says what will happen and asks why."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.models import User
from kernel.errors import UnsaltedError
from kernel.money import msats_text
from payments.admin.columns import amount_column, books_column
from payments.ledger.admin import ReadOnlyAdmin
from payments.services.operators import REASON_CHARACTERS_MAX

ROWS_MAX = 50


class ReasonForm(forms.Form):
    """Each asks why. once: a form that is sent twice names the same deed twice."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=REASON_CHARACTERS_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept for ever beside your name and what was done.",
    )


@dataclass(frozen=True)
class Operation:
    """act(row, operator, the form's data) does it and says what came of it, or raises."""

    name: str
    label: str
    meaning: str
    permission: str
    act: Callable[[Any, User, dict[str, Any]], str]
    fits: Callable[[Any], bool] = lambda _: True
    form: type[ReasonForm] = ReasonForm


def operator_of(request: HttpRequest) -> User:
    assert not isinstance(request.user, AnonymousUser), "the admin lets in nobody without a name"
    return request.user


def operate_page(
    request: HttpRequest, operation: Operation, rows: Sequence[Any], **context: Any
) -> tuple[TemplateResponse | None, ReasonForm]:
    """The page that asks, or None once it was answered and the form is good."""
    form = operation.form(request.POST or None, initial={"once": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        return None, form
    page = {
        **admin.site.each_context(request),
        "title": operation.label,
        "operation": operation,
        "rows": rows,
        "form": form,
        **context,
    }
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "payments/admin/operate.html", page, status=status), form


def act_on(
    request: HttpRequest, operation: Operation, rows: Sequence[Any], given: dict[str, Any]
) -> None:
    """Does it row by row and says what came of each."""
    for row in rows:
        try:
            told = operation.act(row, operator_of(request), given)
        except UnsaltedError as error:
            messages.error(request, f"{row}: {error.message}")
        else:
            messages.success(request, f"{row}: {told}")


class TillAdmin(ReadOnlyAdmin):
    """Rows to look at, amounts in sats, and operations for those who may."""

    class Media:
        css = {"all": ("accounts/admin.css", "payments/admin.css")}

    operations: Sequence[Operation] = ()
    change_form_template = "payments/admin/row.html"
    list_per_page = 50
    show_full_result_count = False

    def __init__(self, model: type[Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.actions = [*(self.actions or ()), *map(self._as_action, self.operations)]
        for operation in self.operations:
            setattr(self, f"has_{operation.name}_permission", partial(self._may, operation))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        names = super().get_fields(request, obj)
        money = [name for name in names if isinstance(name, str) and name.endswith("_msats")]
        shown = [amount_column(str(name)) if name in money else name for name in names]
        booked = obj is not None and self.prefixes_of(obj)
        return [*shown, books_column(self.prefixes_of)] if booked else shown

    def prefixes_of(self, row: Any) -> list[str]:
        """What the keys of the row's transfers begin with; none for rows that move no money."""
        return []

    def amount_of(self, row: Any) -> str:
        """What an operation is about, in sats; blank where it is not about an amount."""
        amount_msats = getattr(row, "amount_msats", None)
        return "" if amount_msats is None else msats_text(amount_msats)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.operate_view)
        own = path("operate/<slug:name>/", view, name=self._url_name("operate"))
        return [own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        offered = [
            {"label": operation.label, "address": self._address_of(operation, [row.pk])}
            for operation in self.operations
            if row is not None and self._may(operation, request) and operation.fits(row)
        ]
        context = {**(extra_context or {}), "offered": offered}
        return super().change_view(request, object_id, form_url, context)

    def operate_view(self, request: HttpRequest, name: str) -> HttpResponse:
        operation = next((known for known in self.operations if known.name == name), None)
        if operation is None:
            raise Http404
        if not (self._may(operation, request) and self.has_view_permission(request)):
            raise PermissionDenied
        rows = self._rows_of(request)
        back = reverse(f"admin:{self._url_name('changelist')}")
        if len(rows) == 1:
            back = reverse(f"admin:{self._url_name('change')}", args=[rows[0].pk])
        page, form = operate_page(
            request,
            operation,
            rows,
            opts=self.opts,
            back=back,
            money=[(row, self.amount_of(row)) for row in rows],
        )
        if page is not None:
            return page
        act_on(request, operation, rows, form.cleaned_data)
        return HttpResponseRedirect(back)

    def _rows_of(self, request: HttpRequest) -> list[Any]:
        ids = [text for text in request.GET.get("ids", "").split(",") if text][:ROWS_MAX]
        try:
            rows = list(self.get_queryset(request).filter(pk__in=ids))
        except (ValueError, ValidationError) as error:
            raise Http404 from error
        if not rows:
            raise Http404
        return rows

    def _may(self, operation: Operation, request: HttpRequest) -> bool:
        return request.user.has_perm(operation.permission)

    def _as_action(self, operation: Operation) -> Any:
        @admin.action(description=f"{operation.label} …", permissions=[operation.name])
        def ask(_: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
            ids = [row.pk for row in rows[: ROWS_MAX + 1] if operation.fits(row)]
            if len(ids) > ROWS_MAX or not ids:
                told = "too many at once" if ids else "none of these is in a state for it"
                messages.error(request, f"{operation.label}: {told}.")
                return None
            return HttpResponseRedirect(self._address_of(operation, ids))

        ask.__name__ = operation.name
        return ask

    def _address_of(self, operation: Operation, ids: Sequence[Any]) -> str:
        address = reverse(f"admin:{self._url_name('operate')}", args=[operation.name])
        return f"{address}?ids={','.join(map(str, ids))}"

    def _url_name(self, what: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{what}"
