"""Who: a person is a Nostr key; an operator is a person who may enter the admin."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

PUBKEY_PATTERN = r"^[0-9a-f]{64}$"


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)  # None makes a password that nothing matches
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str, **fields: Any) -> "User":
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, named by the public key that signs their messages. Operators may have no key."""

    username = models.CharField(max_length=80, unique=True)  # the npub, or an operator's name
    pubkey = models.CharField(max_length=64, unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(pubkey__isnull=True) | Q(pubkey__regex=PUBKEY_PATTERN),
                name="user_pubkey_is_hex",
            ),
        ]

    def __str__(self) -> str:
        return self.username


class LoginCode(models.Model):
    """A code sent by DM, good once. Only a keyed hash is kept; one per person is live."""

    TRIES_MAX: ClassVar[int] = 5

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="login_codes")
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # used, replaced or tried too often

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["user"], condition=Q(closed_at__isnull=True), name="login_code_one_live"
            ),
            CheckConstraint(condition=Q(tries__lte=5), name="login_code_tries_in_range"),
            CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(closed_at__isnull=False),
                name="login_code_used_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"code for {self.user_id}"


class AttemptWindow(models.Model):
    """How often somebody tried something within a window of time. subject is a keyed hash."""

    subject = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            UniqueConstraint(fields=["subject", "started_at"], name="attempt_window_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempts} since {self.started_at:%H:%M}"


class WaitlistEntry(models.Model):
    """A key that came when the house was full. An invited one is let in past the cap."""

    pubkey = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    invited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "waitlist entries"
        constraints = [
            CheckConstraint(
                condition=Q(pubkey__regex=PUBKEY_PATTERN), name="waitlist_pubkey_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return self.pubkey[:16]
