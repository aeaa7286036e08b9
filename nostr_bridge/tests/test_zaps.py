"""Zap receipts: which are believed, and what their money becomes."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nostr_sdk import Keys
from pytest_django import Settings

from conftest import Bell
from kernel.errors import UpstreamError
from nostr_bridge.errors import Verdict, WrapRefusedError
from nostr_bridge.models import SeenWrap
from nostr_bridge.services import receive_event, receive_events
from nostr_bridge.services.zaps import lnurl_of, recipient
from nostr_bridge.tests.wraps import message, person
from nostr_bridge.tests.zap_provider import ADDRESS, Provider, arrival, request_of, signed
from nostr_bridge.zaps import KIND_RECEIPT, read_zap
from payments.models import ZapReceipt
from payments.services.zaps import Crediting, credit_zap
from payments.tests.relay import running_relay
from sandbox.wallet.service import SandboxWallet

AMOUNT_MSATS = 21_000


@pytest.fixture
def provider(settings: Settings) -> Provider:
    provider = Provider()
    settings.ZAP_PROVIDER_PUBKEY = provider.pubkey
    settings.ZAP_ADDRESS = ADDRESS
    settings.ZAP_RAIL = ""
    return provider


def verdict_of(event_json: str) -> Verdict:
    try:
        read_zap(event_json, to=recipient())
    except WrapRefusedError as refusal:
        return refusal.verdict
    return Verdict.ZAP


def test_an_honest_receipt_names_who_zapped_and_how_much(provider: Provider) -> None:
    alice = person()
    request = request_of(alice, AMOUNT_MSATS)
    ask = provider.ask(request, AMOUNT_MSATS)
    zap = read_zap(provider.receipt(request, ask), to=recipient())
    assert (zap.sender, zap.amount_msats) == (alice.pubkey, AMOUNT_MSATS)
    assert (zap.payment_hash, zap.bolt11, zap.comment) == (ask.payment_hash, ask.bolt11, "Thanks!")


@pytest.mark.parametrize("name", ["amount", "lnurl"])
def test_what_a_request_may_leave_out_may_be_missing(provider: Provider, name: str) -> None:
    request = request_of(person(), AMOUNT_MSATS, **{name: []})
    assert verdict_of(provider.receipt(request, provider.ask(request, AMOUNT_MSATS))) == Verdict.ZAP


def test_a_receipt_needs_no_preimage_and_no_sender(provider: Provider) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    bare = provider.receipt(request, provider.ask(request, AMOUNT_MSATS), preimage=[], P=[])
    assert verdict_of(bare) == Verdict.ZAP


OTHER = "ab" * 32


@pytest.mark.parametrize(
    "changes",
    [
        {"p": []},
        {"p": [["p", OTHER]]},
        {"p": [["p", OTHER], ["p", "cd" * 32]]},
        {"amount": [["amount", "21001"]]},
        {"amount": [["amount", "21"]]},
        {"amount": [["amount", "21000"], ["amount", "1"]]},
        {"lnurl": [["lnurl", lnurl_of("thief@pay.example")]]},
        {"lnurl": [["lnurl", lnurl_of(ADDRESS)], ["lnurl", "x"]]},
        {"e": [["e", OTHER], ["e", "cd" * 32]]},
        {"P": [["P", OTHER]]},
    ],
)
def test_a_request_to_somebody_else_or_over_other_money_counts_for_nothing(
    provider: Provider, changes: dict[str, Any]
) -> None:
    request = request_of(person(), AMOUNT_MSATS, **changes)
    receipt = provider.receipt(request, provider.ask(request, AMOUNT_MSATS))
    assert verdict_of(receipt) == Verdict.BAD_ZAP


@pytest.mark.parametrize(
    "changes",
    [
        {"p": [["p", OTHER]]},
        {"p": []},
        {"P": [["P", OTHER]]},
        {"bolt11": []},
        {"bolt11": [["bolt11", "lnbcrt1nonsense"]]},
        {"description": []},
        {"preimage": [["preimage", OTHER]]},
        {"preimage": [["preimage", "not hex"]]},
    ],
)
def test_a_receipt_that_does_not_fit_together_counts_for_nothing(
    provider: Provider, changes: dict[str, Any]
) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    receipt = provider.receipt(request, provider.ask(request, AMOUNT_MSATS), **changes)
    assert verdict_of(receipt) == Verdict.BAD_ZAP


def test_only_the_providers_own_key_signs_receipts(provider: Provider, settings: Settings) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    ask = provider.ask(request, AMOUNT_MSATS)
    assert verdict_of(provider.receipt(request, ask, author=Keys.generate())) == Verdict.BAD_ZAP
    honest = provider.receipt(request, ask)
    settings.ZAP_PROVIDER_PUBKEY = ""
    assert verdict_of(honest) == Verdict.BAD_ZAP


def test_no_other_kind_is_a_receipt_and_none_comes_from_the_future(provider: Provider) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    ask = provider.ask(request, AMOUNT_MSATS)
    assert verdict_of(provider.receipt(request, ask, kind=1)) == Verdict.BAD_ZAP
    tomorrow = int(time.time()) + 2 * 86_400
    assert verdict_of(provider.receipt(request, ask, dated=tomorrow)) == Verdict.BAD_ZAP
    assert verdict_of(provider.receipt(request, ask, dated=tomorrow - 86_500)) == Verdict.ZAP


def test_what_is_beyond_all_measure_is_not_even_parsed(provider: Provider) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    ask = provider.ask(request, AMOUNT_MSATS)
    huge = provider.receipt(request, ask, x=[["x", "x" * 100_000]])
    assert verdict_of(huge) == Verdict.OVERSIZE


def test_the_invoice_commits_to_this_very_request(provider: Provider) -> None:
    alice, mallory = person(), person()
    paid = request_of(alice, AMOUNT_MSATS)
    ask = provider.ask(paid, AMOUNT_MSATS)
    stolen = request_of(mallory, AMOUNT_MSATS)
    assert verdict_of(provider.receipt(stolen, ask)) == Verdict.BAD_ZAP
    respelt = json.dumps(json.loads(paid))  # the same event, other bytes
    assert respelt != paid
    assert verdict_of(provider.receipt(respelt, ask)) == Verdict.BAD_ZAP


def test_a_request_is_signed_by_who_it_says(provider: Provider) -> None:
    event = json.loads(request_of(person(), AMOUNT_MSATS))
    for forged in (event | {"pubkey": person().pubkey}, event | {"content": "changed"},
                   event | {"sig": "0" * 128}):  # fmt: skip
        text = json.dumps(forged)
        receipt = provider.receipt(text, provider.ask(text, AMOUNT_MSATS))
        assert verdict_of(receipt) == Verdict.BAD_ZAP
    not_a_request = signed(person().keys, 1, "", [["p", recipient().pubkey]])
    receipt = provider.receipt(not_a_request, provider.ask(not_a_request, AMOUNT_MSATS))
    assert verdict_of(receipt) == Verdict.BAD_ZAP


def test_an_invoice_of_another_network_or_without_an_amount_is_no_zap(
    provider: Provider, settings: Settings
) -> None:
    receipt = provider.zap(person(), AMOUNT_MSATS)
    settings.BITCOIN_NETWORK = "bc"
    assert verdict_of(receipt) == Verdict.BAD_ZAP


def test_a_changed_receipt_is_unsigned_and_shadows_nothing(provider: Provider, db: None) -> None:
    honest = json.loads(provider.zap(person(), AMOUNT_MSATS))
    forged = honest | {"sig": "0" * 128}
    assert receive_event(arrival(json.dumps(forged))) == Verdict.UNSIGNED
    assert not SeenWrap.objects.exists()
    assert receive_event(arrival(json.dumps(honest))) == Verdict.ZAP


def test_nip_57s_own_sample_is_refused_since_its_ids_are_not_its_own(provider: Provider) -> None:
    """The NIP's example: neither the receipt (it has no signature) nor its request verifies."""
    sample = Path(__file__).with_name("nip57_request.json").read_text().strip()
    receipt = provider.receipt(sample, provider.ask(sample, AMOUNT_MSATS))
    assert verdict_of(receipt) == Verdict.BAD_ZAP


@pytest.mark.django_db
def test_a_receipt_is_recorded_once_whoever_brings_it(bell: Bell, provider: Provider) -> None:
    receipt = arrival(provider.zap(person(), AMOUNT_MSATS))
    found = receive_events([receipt, receipt, message(person(), "hi")])
    assert found[Verdict.ZAP] == found[Verdict.MESSAGE] == 1
    assert receive_event(receipt) is None
    assert ZapReceipt.objects.count() == 1
    assert SeenWrap.objects.get(pk=receipt.wrap_id).verdict == Verdict.ZAP


@pytest.mark.django_db
def test_two_receipts_over_one_payment_are_one_zap(bell: Bell, provider: Provider) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    ask = provider.ask(request, AMOUNT_MSATS)
    one, two = provider.receipt(request, ask), provider.receipt(request, ask, preimage=[])
    assert receive_event(arrival(one)) == receive_event(arrival(two)) == Verdict.ZAP
    assert ZapReceipt.objects.count() == 1


@pytest.mark.django_db
def test_a_bad_receipt_is_looked_at_once(bell: Bell, provider: Provider) -> None:
    request = request_of(person(), AMOUNT_MSATS)
    bad = arrival(provider.receipt(request, provider.ask(request, 1_000)))
    assert receive_event(bad) == Verdict.BAD_ZAP
    assert receive_event(bad) is None
    assert not ZapReceipt.objects.exists()


# --- asked of the rail ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


@pytest.fixture
def wallet(relay_url: str, settings: Settings) -> Iterator[SandboxWallet]:
    """The house's own wallet, at which the provider of the bot's address makes its invoices."""
    settings.RAIL_TIMEOUT_SECONDS = 3.0
    with SandboxWallet(relay_url=relay_url) as wallet:
        settings.NWC_URI = wallet.uri
        yield wallet


@pytest.mark.django_db(transaction=True)
def test_money_that_never_reached_the_rail_is_no_money(
    bell: Bell, provider: Provider, wallet: SandboxWallet, settings: Settings
) -> None:
    """The thief has an address at our provider, and zaps himself in our name."""
    settings.ZAP_RAIL = "nwc"
    receive_event(arrival(provider.zap(person(), AMOUNT_MSATS)))
    zap = ZapReceipt.objects.get()
    assert credit_zap(zap_id=zap.pk) == Crediting.UNSEEN
    zap.refresh_from_db()
    assert (zap.credited_at, zap.trouble[:9]) == (None, "NOT_FOUND")


@pytest.mark.django_db(transaction=True)
def test_money_that_the_rail_has_seen_is_credited_there(
    bell: Bell, provider: Provider, wallet: SandboxWallet, settings: Settings
) -> None:
    settings.ZAP_RAIL = "nwc"
    request = request_of(person(), AMOUNT_MSATS)
    provider.ask = wallet.purse.ask_zap  # type: ignore[method-assign]
    ask = provider.ask(request, AMOUNT_MSATS)
    receive_event(arrival(provider.receipt(request, ask)))
    zap = ZapReceipt.objects.get()
    assert credit_zap(zap_id=zap.pk) == Crediting.UNSEEN  # made, and not paid yet
    wallet.purse.receive(ask.bolt11)
    assert credit_zap(zap_id=zap.pk) == Crediting.KEPT
    assert credit_zap(zap_id=zap.pk) == Crediting.REPLAYED


@pytest.mark.django_db(transaction=True)
def test_a_rail_that_is_silent_is_asked_again(
    bell: Bell, provider: Provider, relay_url: str, settings: Settings
) -> None:
    settings.ZAP_RAIL, settings.RAIL_TIMEOUT_SECONDS = "nwc", 1.0
    settings.NWC_URI = SandboxWallet(relay_url=relay_url).uri  # it never came up
    receive_event(arrival(provider.zap(person(), AMOUNT_MSATS)))
    with pytest.raises(UpstreamError):
        credit_zap(zap_id=ZapReceipt.objects.get().pk)
    assert ZapReceipt.objects.get().credited_at is None


def test_the_kind_of_a_receipt_is_nip_57s() -> None:
    assert KIND_RECEIPT == 9_735
