"""Lightning addresses on a real socket: what is believed, and what a liar gets."""

import time
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from kernel import guarded
from kernel.errors import UpstreamError
from payments.lnurl import AddressInvalidError, fetch_terms, read_address, resolve_address
from sandbox.lnurl import SandboxAddress

AMOUNT_MSATS = 25_000_000


@pytest.fixture
def server(settings: Settings) -> Iterator[SandboxAddress]:
    with SandboxAddress() as server:
        settings.GUARD_ALLOWED_HOSTS = {server.host}
        yield server


def resolve(server: SandboxAddress, amount_msats: int = AMOUNT_MSATS) -> str:
    address = read_address(server.address())
    return resolve_address(address=address, amount_msats=amount_msats).bolt11


def test_an_address_becomes_an_invoice_over_what_was_asked(server: SandboxAddress) -> None:
    found = resolve_address(address=read_address(server.address()), amount_msats=AMOUNT_MSATS)
    bill = server.bills[found.bolt11]
    assert (found.request.amount_msats, found.request.payment_hash) == (
        AMOUNT_MSATS,
        bill.payment_hash,
    )
    assert server.requests[1].startswith("/callback?name=alice&amount=25000000")


@pytest.mark.parametrize(
    ("mode", "words", "permanent"),
    [
        ("wrong_amount", "another amount", True),
        ("wrong_hash", "not for what it described", True),
        ("no_hash", "not for what it described", True),
        ("expired", "leaves no time", True),
        ("expires_soon", "leaves no time", True),
        ("other_network", "another network", True),
        ("no_invoice", "gave no invoice", True),
        ("garbled_invoice", "cannot be read", True),
        ("withdraw_tag", "takes no payments", True),
        ("error", "The address says: No suchuser", True),
        ("error_500", "The address says: Wallet is locked", True),
        ("not_found", "answered 404", True),
        ("not_json", "answered 200", True),
        ("down", "answered 503", False),
        ("packed", "packed", True),
        ("huge", "more than", True),
        ("redirect_inside", "Only https", True),
        ("redirect_loop", "redirects", True),
        ("callback_inside", "not a public one", True),
        ("callback_http", "Only https", True),
    ],
)
def test_a_liar_gets_nothing(
    server: SandboxAddress, mode: str, words: str, permanent: bool
) -> None:
    server.misbehave(mode)
    with pytest.raises(UpstreamError, match=words) as refused:
        resolve(server)
    assert refused.value.permanent is permanent


def test_a_redirect_to_a_place_that_may_be_asked_is_followed(server: SandboxAddress) -> None:
    server.misbehave("redirect_ok")
    assert resolve(server)


@pytest.mark.parametrize("mode", ["drip", "drip_headers"])
def test_a_drip_ends_at_the_deadline(
    server: SandboxAddress, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.misbehave(mode)
    url = read_address(server.address()).url
    began = time.monotonic()
    with pytest.raises(UpstreamError, match="took too long") as refused:
        guarded.get(url, seconds_max=0.7)
    assert time.monotonic() - began < 8  # it drips for longer
    assert not refused.value.permanent


@pytest.mark.parametrize("amount_msats", [999, 100_000_000_001])
def test_an_amount_out_of_bounds_is_not_asked_for(
    server: SandboxAddress, amount_msats: int
) -> None:
    with pytest.raises(UpstreamError, match="takes from 1 sats to 100,000,000 sats"):
        resolve(server, amount_msats)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minSendable", "1000"),
        ("minSendable", True),
        ("maxSendable", 0),
        ("callback", None),
        ("metadata", ["text/plain"]),
        ("metadata", "[[]]"),
        ("metadata", "no json"),
    ],
)
def test_terms_that_say_nothing_are_refused(
    server: SandboxAddress, monkeypatch: pytest.MonkeyPatch, field: str, value: object
) -> None:
    terms = server.terms("alice") | {field: value}
    monkeypatch.setattr(server, "terms", lambda name: terms)
    with pytest.raises(UpstreamError) as refused:
        fetch_terms(read_address(server.address()))
    assert refused.value.permanent


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Alice@Example.org", "https://example.org/.well-known/lnurlp/alice"),
        (" a.b-c_d+tag@pay.xn--bcher-kva.example ",
         "https://pay.xn--bcher-kva.example/.well-known/lnurlp/a.b-c_d+tag"),
    ],
)  # fmt: skip
def test_an_address_is_read(text: str, url: str) -> None:
    assert read_address(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "alice", "@example.org", "alice@", "alice@localhost", "alice@127.0.0.1", "alice@[::1]",
        "alice@example.org:8080", "alice@example.org/x", "al/ice@example.org", "..@example.org",
        "al%2fice@example.org", "a@b@example.org", "alice@bücher.example", "alice@x.onion",
        "alice@-x.example", "alice@169.254.169.254", "alice@example.org#", "x" * 65 + "@e.org",
        "alice@" + "a" * 300 + ".org", "alice@2130706433", "alice@example.org\n.evil.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressInvalidError):
        read_address(text)
