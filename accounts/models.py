"""Who: a person is a Nostr key; an operator is a person who may enter the admin."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import CheckConstraint, Q
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
