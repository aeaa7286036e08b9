"""Whoever's job was done hears where their signed receipt is, and nobody else could take it."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from conftest import Bell
from jobs.tests.conftest import agent_key, alice, nocturne, registered_key  # noqa: F401 - fixtures
from jobs.tests.given import given_job, verified
from jobs.tests.receipted import done
from kernel.sealing import PrivateKey
from nostr_bridge.models import OutboundMessage

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return [message.text for message in OutboundMessage.objects.all()]


def test_success_points_to_the_receipt(
    bell: Bell,
    settings: Any,
    alice: User,  # noqa: F811 - the fixture
    agent_key: PrivateKey,  # noqa: F811
    tmp_path: Path,
) -> None:
    settings.EVIDENCE_DIR = tmp_path / "kept"
    settings.PUBLIC_URL = "https://unsalted.example"
    done(alice, agent_key, tmp_path)
    [text] = [text for text in told() if "account page" in text]
    assert text.endswith("Your signed receipt: https://unsalted.example/account")


def test_without_a_key_of_the_house_nothing_is_promised(
    bell: Bell,
    settings: Any,
    alice: User,  # noqa: F811
    agent_key: PrivateKey,  # noqa: F811
) -> None:
    settings.TILL_KEY = ""
    verified(given_job(alice), agent_key)
    [text] = [text for text in told() if "account page" in text]
    assert "receipt" not in text
