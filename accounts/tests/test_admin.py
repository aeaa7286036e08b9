"""Operators come in by password; nobody may try passwords for ever."""

import pytest
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
