"""The balance page in a real browser: log in, pay in, see it arrive, look back, on two widths."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application
from pytest_django import Settings

from accounts.npub import npub_from_pubkey
from accounts.services import request_login_code
from conftest import Bell
from payments.models import Deposit
from payments.queries import balance_of
from payments.services.metering import capture_usage, reserve_usage
from payments.services.withdrawals import request_withdrawal
from payments.tests.balances import SAT, pays
from payments.tests.conftest import btcpay, no_network_in_transactions
from sandbox.btcpay.server import SandboxBTCPay
from tests.given import given_user
from web.tests.chrome import Chrome, chromium

__all__ = ["btcpay", "no_network_in_transactions"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium() is None, reason="no Chromium here"),
]


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    config = uvicorn.Config(
        ASGIStaticFilesHandler(get_asgi_application()),  # nobody has collected the files in a test
        lifespan="off",
        log_level="error",
        timeout_graceful_shutdown=2,
        ws="none",
    )
    running = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings.PUBLIC_URL = f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        while not running.started:
            time.sleep(0.02)
        yield settings.PUBLIC_URL
        running.should_exit = True
        thread.join(timeout=20)


def look(chrome: Chrome, name: str) -> None:
    """Keeps a picture where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        chrome.picture(Path(folder) / f"{name}.png")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_a_person_pays_in_and_watches_it_arrive(
    server: str, bell: Bell, btcpay: SandboxBTCPay, width: int, height: int
) -> None:
    bob, alice = given_user("bob"), given_user("alice")
    assert alice.pubkey is not None
    with Chrome(width=width, height=height) as chrome:
        chrome.open(f"{server}/balance?ref={bob.pubkey}")
        look(chrome, f"login-{width}")
        chrome.fill(npub=npub_from_pubkey(alice.pubkey), code=request_login_code(user=alice))
        chrome.press("#login-form button")
        chrome.wait("document.getElementById('sats').textContent === '0'")
        chrome.wait("document.getElementById('live').textContent.startsWith('Live')")
        assert chrome.run("document.getElementById('history-empty').hidden") is False

        chrome.fill(amount="100000")
        chrome.press("#deposit-button")
        chrome.wait("document.getElementById('quote-image').naturalWidth > 0")
        assert "Pay 100,000 sats, plus 10,000 sats bonus" in chrome.text("quote-text")
        invoice = chrome.text("quote-invoice")
        assert chrome.run("document.getElementById('quote-open').href") == f"lightning:{invoice}"
        look(chrome, f"quote-{width}")

        pays(btcpay, bell, Deposit.objects.select_related("invoice").get())
        chrome.wait("document.getElementById('sats').textContent === '110,000'")
        chrome.wait("document.getElementById('quote-text').textContent.startsWith('Paid')")
        assert chrome.text("withdrawable") == "100,000 sats"
        request_withdrawal(
            user=alice, method="address", destination=f"{'m' * 40}@example.org", amount_sats=10
        )
        for number in range(21):
            reserve_usage(user=alice, price="ai_tokens", units_max=1_100, request_id=f"r{number}")
            capture_usage(user=alice, request_id=f"r{number}", units=550)
        balance_sats = balance_of(alice).balance_msats // SAT
        chrome.wait(f"document.getElementById('sats').textContent === '{balance_sats:,}'")
        rows = "document.querySelectorAll('#history tr').length"
        chrome.wait(f"{rows} >= 20")  # they came by themselves
        chrome.wait("document.getElementById('withdrawals').textContent.endsWith('on its way')")
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert chrome.run(overflow) == 0
        table = "document.querySelector('.scroll')"
        assert chrome.run(f"{table}.scrollWidth - {table}.clientWidth") == 0
        assert (
            chrome.run("document.querySelectorAll('input:not([id]):not([name=way])').length") == 0
        )
        chrome.run("location.reload()")
        chrome.wait(f"document.getElementById('sats')?.textContent === '{balance_sats:,}'")
        chrome.wait(f"{rows} === 20 && !document.getElementById('older').hidden")
        chrome.press("#older")
        chrome.wait(f"{rows} === 40")
        chrome.press("#older")
        chrome.wait(f"{rows} === 44 && document.getElementById('older').hidden")
        look(chrome, f"history-{width}")
        assert chrome.text("referral-link").endswith(f"ref={alice.pubkey}")
        chrome.open(f"{server}/account")  # the same tab is still logged in
        chrome.wait("document.getElementById('inside').hidden === false")
        chrome.press("#logout")
        chrome.wait("document.getElementById('inside')?.hidden === true")
        assert chrome.problems == []
    assert balance_of(bob).promo_msats == 500 * SAT


def test_without_a_stream_the_page_looks_every_five_seconds(
    server: str, bell: Bell, btcpay: SandboxBTCPay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payments.api.switchboard.WAITERS_MAX", 0)
    alice = given_user("alice")
    assert alice.pubkey is not None
    with Chrome(width=390, height=844) as chrome:
        chrome.open(f"{server}/balance")
        chrome.fill(npub=npub_from_pubkey(alice.pubkey), code=request_login_code(user=alice))
        chrome.press("#login-form button")
        chrome.wait("document.getElementById('live').textContent.startsWith('Checked every 5')")
        chrome.fill(amount="1000")
        chrome.press("#deposit-button")
        chrome.wait("document.getElementById('quote-invoice').textContent")
        pays(btcpay, bell, Deposit.objects.select_related("invoice").get())
        chrome.wait("document.getElementById('sats').textContent === '1,000'")
        chrome.wait("document.getElementById('quote-text').textContent.startsWith('Paid')")
