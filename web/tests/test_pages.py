"""The pages hold together: own files only, the API that the account page calls exists."""

import re
import uuid
from pathlib import Path

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from web.bot import bot_npub

SCRIPT = Path(__file__).resolve().parent.parent / "static" / "web" / "account.js"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/account"])
def test_a_page_loads_nothing_from_anybody_else(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)
    assert "<script>" not in text
    assert "style=" not in text


@pytest.mark.django_db
def test_the_home_page_names_the_bot_and_the_price(client: Client) -> None:
    text = client.get("/").content.decode()
    # The public key of secret key 1 is the generator point of secp256k1: BIP-340's first vector.
    assert bot_npub() == "npub10xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqpkge6d"
    assert bot_npub() in text
    assert "3,000 sats" in text


def test_every_address_that_the_account_page_calls_exists() -> None:
    called = set(re.findall(r'call\("[A-Z]+", (?:"([^"]+)"|`([^`]+)`)', SCRIPT.read_text()))
    assert len(called) >= 6
    for path in ("".join(pair) for pair in called):
        concrete = "/api/" + re.sub(r"jobs/\$\{[^}]+\}", f"jobs/{uuid.uuid4()}", path)
        concrete = re.sub(r"\$\{[^}]+\}", "some-service", concrete)
        try:
            resolve(concrete)
        except Resolver404:
            pytest.fail(f"nothing answers at {concrete}")
