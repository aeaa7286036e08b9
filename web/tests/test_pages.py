"""The pages hold together: own files only, the API that the account page calls exists."""

import re
import uuid
from pathlib import Path

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from sandbox.btcpay.node import new_ask, new_private_key
from web.bot import bot_npub

SCRIPTS = Path(__file__).resolve().parent.parent / "static" / "web"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/account", "/balance"])
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


@pytest.mark.parametrize(
    ("script", "least"), [("account.js", 6), ("balance.js", 7), ("session.js", 1)]
)
def test_every_address_that_a_page_calls_exists(script: str, least: int) -> None:
    text = (SCRIPTS / script).read_text()
    called = set(re.findall(r'call\("[A-Z]+", (?:"([^"]+)"|`([^`]+)`)', text))
    called |= {(path, "") for path in re.findall(r'ask\("([^"]+)"', text)}
    assert len(called) >= least
    for path in ("".join(pair) for pair in called):
        concrete = "/api/" + re.sub(
            r"(jobs|quote|withdrawals)/\$\{[^}]+\}", rf"\1/{uuid.uuid4()}", path
        )
        concrete = re.sub(r"\$\{[^}]+\}", "some-service", concrete).partition("?")[0]
        try:
            resolve(concrete)
        except Resolver404:
            pytest.fail(f"nothing answers at {concrete}")


def test_an_invoice_becomes_a_picture_and_nothing_else_does(client: Client) -> None:
    ask = new_ask(
        private_key=new_private_key(), amount_msats=1_000, description="x", expiry_seconds=60
    )
    answer = client.get("/qr.svg", {"invoice": ask.bolt11})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert answer.content != client.get("/qr.svg", {"invoice": ask.bolt11[:-1]}).content
    for text in ("", "hello", "https://example.org", ask.bolt11[:-1], "lnbc" * 2_000):
        assert client.get("/qr.svg", {"invoice": text}).status_code == 400


@pytest.mark.django_db
def test_the_balance_page_says_what_can_be_paid_in(client: Client) -> None:
    text = client.get("/balance").content.decode()
    assert 'min="1000" max="1000000"' in text
    assert "1,000 to 1,000,000 sats" in text
    assert "From 100,000 sats you get 10 % on top" in text
