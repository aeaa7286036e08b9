"""A zap of a job's price pays the job, and the receipt is told as for any payment."""

import pytest
from pytest_django import Settings

from accounts.models import User
from conftest import Bell
from jobs.models import Job, Service
from jobs.tests.conftest import agent_key, alice, nocturne, registered_key  # noqa: F401 - fixtures
from jobs.tests.given import given_job, till_says, verified
from kernel.sealing import PrivateKey
from nostr_bridge.models import OutboundMessage
from nostr_bridge.services import receive_event
from nostr_bridge.tests.wraps import person
from nostr_bridge.tests.zap_provider import ADDRESS, Provider, arrival
from payments.models import Invoice, ZapReceipt
from payments.services.zaps import Crediting, credit_zap


@pytest.mark.django_db
def test_a_zap_pays_the_job(
    bell: Bell,
    settings: Settings,
    alice: User,  # noqa: F811 - the fixture
    agent_key: PrivateKey,  # noqa: F811
    nocturne: Service,  # noqa: F811
) -> None:
    provider, zapper = Provider(), person()
    settings.ZAP_PROVIDER_PUBKEY, settings.ZAP_ADDRESS = provider.pubkey, ADDRESS
    alice.pubkey = zapper.pubkey
    alice.save()
    job = given_job(alice)
    verified(job, agent_key)
    till_says(Invoice.objects.get(purpose=f"job:{job.pk}"), Invoice.Status.OPEN)
    receive_event(arrival(provider.zap(zapper, job.price_sats * 1_000)))
    assert credit_zap(zap_id=ZapReceipt.objects.get().pk) == Crediting.PAID
    job.refresh_from_db()
    assert job.status == Job.Status.PAID
    told = OutboundMessage.objects.filter(recipient=zapper.pubkey).order_by("-pk")
    assert told[0].text.startswith("Paid, thank you!")
