"""What no parser can read is the caller's fault, not ours."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"{", b"\xff"])
def test_json_that_cannot_be_read_is_400(client: Client, body: bytes) -> None:
    answer = client.post("/api/auth/refresh", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_an_address_that_is_not_there_is_told_in_json(client: Client) -> None:
    for path in ("/api/nothing", "/api/payments/quote/zz"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
