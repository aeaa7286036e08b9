"""Operators come in by password; nobody may try passwords for ever."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.admin import OPERATOR_ATTEMPTS_MAX
from accounts.models import User


def enter(client: Client, password: str, address: str) -> int:
    """302 for whoever came in."""
    entry = {"username": "operator", "password": password}
    return client.post("/admin/login/?next=/admin/", entry, REMOTE_ADDR=address).status_code


@pytest.mark.django_db
def test_guessing_an_operators_password_is_stopped_at_the_address(client: Client) -> None:
    User.objects.create_superuser("operator", "the right one")
    for number in range(OPERATOR_ATTEMPTS_MAX):
        assert enter(client, f"guess {number}", "203.0.113.66") == 200
    assert enter(client, "the right one", "203.0.113.66") == 200
    assert enter(client, "the right one", "127.0.0.1") == 302


@pytest.fixture
def clerk(client: Client) -> Client:
    """An operator who may change people, and nothing more."""
    clerk = User.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    client.force_login(clerk)
    return client


@pytest.mark.django_db
def test_a_clerk_does_not_become_a_superuser(clerk: Client) -> None:
    own = User.objects.get(username="clerk")
    wish = {"username": "clerk", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    clerk.post(f"/admin/accounts/user/{own.pk}/change/", wish)
    own.refresh_from_db()
    assert not own.is_superuser


@pytest.mark.django_db
def test_a_clerk_does_not_set_a_superusers_password(clerk: Client) -> None:
    root = User.objects.create_superuser("root", "the right one")
    wish = {"password1": "mine-now-4471", "password2": "mine-now-4471", "usable_password": "true"}
    assert clerk.post(f"/admin/accounts/user/{root.pk}/password/", wish).status_code == 403
    root.refresh_from_db()
    assert root.check_password("the right one")


@pytest.mark.django_db
def test_a_clerk_still_switches_a_person_off(clerk: Client) -> None:
    alice = User.objects.create_user("alice", pubkey="ab" * 32)
    answer = clerk.post(f"/admin/accounts/user/{alice.pk}/change/", {"username": "alice"})
    assert answer.status_code == 302
    alice.refresh_from_db()
    assert not alice.is_active
