"""The account page in a real browser: the receipt is one press away, and holds."""

from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.npub import npub_from_pubkey
from accounts.services import request_login_code
from browser_agent.receipt import check_receipt, read_receipt
from conftest import Bell
from jobs.services import receipt_public_keys
from jobs.tests.conftest import agent_key, alice, nocturne, registered_key
from jobs.tests.receipted import done
from kernel.sealing import PrivateKey
from web.tests.chrome import Chrome, chromium
from web.tests.test_balance_page import server

__all__ = ["agent_key", "alice", "nocturne", "registered_key", "server"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium() is None, reason="no Chromium here"),
]
# The page hands a file to the browser; the test reads it on its way there.
LISTEN = """
const make = URL.createObjectURL.bind(URL);
URL.createObjectURL = (blob) => {
  blob.text().then((text) => { window.saved = text; });
  return make(blob);
};
"""


def test_a_person_takes_the_receipt_home(
    server: str,
    bell: Bell,
    settings: Settings,
    alice: User,
    agent_key: PrivateKey,
    tmp_path: Path,
) -> None:
    settings.EVIDENCE_DIR = tmp_path / "kept"
    job = done(alice, agent_key, tmp_path)
    assert alice.pubkey is not None
    with Chrome(width=390, height=844) as chrome:
        chrome.open(f"{server}/account")
        chrome.fill(npub=npub_from_pubkey(alice.pubkey), code=request_login_code(user=alice))
        chrome.press("#login-form button")
        chrome.wait("document.querySelector('#jobs button')?.textContent === 'Receipt'")
        chrome.run(LISTEN)
        chrome.press("#jobs button")
        chrome.wait("typeof window.saved === 'string'")
        told = read_receipt(chrome.run("window.saved"))
        assert chrome.problems == []
    assert told["body"]["job"] == str(job.pk)
    assert not check_receipt(told, house_key=receipt_public_keys()[0]).failures
