"""An invoice over several jobs: each of them tells of it, and the person hears it once."""

import pytest

from accounts.models import User
from jobs.models import Job
from jobs.tests.conftest import agent_key, alice, nocturne, registered_key
from jobs.tests.given import till_says
from jobs.tests.test_bundles import asked, owed, services
from nostr_bridge.models import OutboundMessage
from payments.models import Invoice

__all__ = ["agent_key", "alice", "nocturne", "owed", "registered_key", "services"]  # fixtures


@pytest.mark.django_db
def test_the_person_hears_of_the_invoice_once_and_of_each_payment(
    owed: list[Job], alice: User
) -> None:
    OutboundMessage.objects.all().delete()
    bundle = till_says(asked(alice), Invoice.Status.OPEN)
    told = OutboundMessage.objects.order_by("pk")
    assert [message.dedupe_key for message in told] == [
        f"jobs:invoiced:invoice-{bundle.pk}:{number}" for number in (0, 1)
    ]
    till_says(bundle, Invoice.Status.SETTLED)
    assert OutboundMessage.objects.filter(dedupe_key__contains=":paid:").count() == len(owed)


@pytest.mark.django_db
def test_the_words_say_how_many_and_how_much(owed: list[Job], alice: User) -> None:
    OutboundMessage.objects.all().delete()
    bundle = till_says(asked(alice), Invoice.Status.OPEN)
    words, bare = OutboundMessage.objects.order_by("pk").values_list("text", flat=True)
    assert "6,000 sats for 2 jobs together" in words
    assert bare == bundle.bolt11
