"""A person with a sealed sign-in, a registered agent, a bell that only notes what was rung."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.dispatch import Signal

from accounts.models import User
from conftest import Bell
from jobs.models import Job, Service
from jobs.services import register_agent_key, save_service, store_credentials
from jobs.signals import job_changed
from kernel.sealing import PrivateKey
from tests.given import given_user

PASSWORD = "correct-horse-4471-canary"
EMAIL = "alice-canary@example.org"


class News:
    """What was told through job_changed, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []

    def events(self) -> list[str]:
        return [event for event, _ in self.told]

    def hear(self, *, sender: type[Job], job: Job, event: str, facts: Any, signal: Signal) -> None:
        self.told.append((event, dict(facts)))


@pytest.fixture
def news() -> Iterator[News]:
    news = News()
    job_changed.connect(news.hear, weak=False)
    yield news
    job_changed.disconnect(news.hear)


@pytest.fixture(autouse=True)
def quiet_bell(bell: Bell) -> Bell:
    return bell


@pytest.fixture(scope="session")
def agent_key() -> PrivateKey:
    return PrivateKey.generate()


@pytest.fixture
def registered_key(db: None, agent_key: PrivateKey) -> PrivateKey:
    register_agent_key(public_key=agent_key.public_key.to_text())
    return agent_key


@pytest.fixture
def nocturne(db: None) -> Service:
    return save_service(
        slug="nocturne",
        name="Nocturne+",
        aliases=["noc"],
        origins=["127.0.0.1:9001"],
        start_url="http://127.0.0.1:9001/",
        account_url="http://127.0.0.1:9001/account",
        hints="",
    )


@pytest.fixture
def alice(registered_key: PrivateKey, nocturne: Service) -> User:
    alice = given_user("alice")
    store_credentials(
        user=alice, service_slug="nocturne", fields={"email": EMAIL, "password": PASSWORD}
    )
    return alice
