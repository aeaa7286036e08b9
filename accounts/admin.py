"""People and the door, for operators. Hashes are never shown."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.errors import TooManyAttemptsError
from accounts.models import AttemptWindow, LoginCode, User, WaitlistEntry
from accounts.services import count_attempt, invite_person

OPERATOR_ATTEMPTS_MAX = 20


class OperatorLoginForm(AdminAuthenticationForm):
    """The admin's own, with a limit per address: passwords, unlike codes, can be tried for ever."""

    def clean(self) -> dict[str, Any]:
        address = str(self.request.META.get("REMOTE_ADDR", "")) if self.request else ""
        try:
            count_attempt(
                scope="operator-address", subject=address, attempts_max=OPERATOR_ATTEMPTS_MAX
            )
        except TooManyAttemptsError as error:
            raise ValidationError(error.message) from error
        return super().clean()


admin.site.login_form = OperatorLoginForm
admin.site.site_header = admin.site.site_title = "Unsalted Butter"
admin.site.index_title = "For operators"


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no generic at run time
    """For rows that only the services write: to look at, not to touch."""

    class Media:
        css = {"all": ("accounts/admin.css",)}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OperatorCreationForm(UserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("username",)


class PersonChangeForm(UserChangeForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """People come by DM; operators are added here. Nobody is deleted: their books point at them."""

    form = PersonChangeForm
    add_form = OperatorCreationForm
    fieldsets = (
        (None, {"fields": ("username", "pubkey", "password")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("When", {"fields": ("created_at", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    list_display = ("username", "pubkey", "is_active", "is_staff", "created_at")
    list_filter = ("is_staff", "is_active")
    search_fields = ("username", "pubkey")
    ordering = ("-created_at",)
    readonly_fields = ("pubkey", "created_at", "last_login")
    filter_horizontal = ("groups",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Who may change people must not be able to make themselves everything."""
        if request.user.is_superuser:
            return self.readonly_fields
        return (*self.readonly_fields, "is_staff", "is_superuser", "groups")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        above = isinstance(obj, User) and obj.is_staff and obj != request.user
        if above and not request.user.is_superuser:
            return False  # another operator's password would be a way to their rights
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(LoginCode)
class LoginCodeAdmin(ReadOnlyAdmin):
    list_display = ("user", "created_at", "expires_at", "tries", "used_at", "closed_at")
    exclude = ("code_hash",)


@admin.register(AttemptWindow)
class AttemptWindowAdmin(ReadOnlyAdmin):
    list_display = ("started_at", "attempts", "subject")


@admin.register(WaitlistEntry)
class WaitlistAdmin(ReadOnlyAdmin):
    list_display = ("pubkey", "created_at", "invited_at")
    actions = ("invite",)

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.change_waitlistentry")

    @admin.action(description="Let in at their next message", permissions=["operate"])
    def invite(self, request: HttpRequest, entries: QuerySet[WaitlistEntry]) -> None:
        for entry in entries:
            invite_person(pubkey=entry.pubkey)
        self.message_user(request, f"{len(entries)} invited.", messages.SUCCESS)
